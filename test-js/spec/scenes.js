// SPDX-License-Identifier: MIT
// All scenes, in the order of the specification's groups.
import { buffers } from './buffers.js';
import { compressed } from './compressed.js';
import { drawing } from './drawing.js';
import { floatFormats } from './float-formats.js';
import { framebuffers } from './framebuffers.js';
import { objectRows } from './objects.js';
import { parameters } from './parameters.js';
import { programs } from './programs.js';
import { extensionRows, state } from './state.js';
import { textures } from './textures.js';
import { webgl1 } from './webgl1.js';

export const scenes = [
  ...parameters,
  ...state,
  ...buffers,
  ...textures,
  ...compressed,
  ...framebuffers,
  ...floatFormats,
  ...programs,
  ...drawing,
  ...objectRows,
  ...extensionRows,
  ...webgl1,
];
