// SPDX-License-Identifier: MIT
// The API groups that make up WebGL2RenderingContext, in the order of the specification.
import { framebufferMethods } from './framebuffers.js';
import { programMethods } from './programs.js';
import { readbackMethods } from './readback.js';
import { renderbufferMethods } from './renderbuffers.js';
import { samplerMethods } from './samplers.js';
import { shaderMethods } from './shaders.js';
import { textureMethods } from './textures.js';
import { uniformBlockMethods } from './uniform-blocks.js';
import { uniformMethods } from './uniforms.js';

/** @type {ReadonlyArray<Record<string, Function>>} */
export const groups = [
  framebufferMethods,
  programMethods,
  readbackMethods,
  renderbufferMethods,
  samplerMethods,
  shaderMethods,
  textureMethods,
  uniformBlockMethods,
  uniformMethods,
];
