// SPDX-License-Identifier: MIT
// The API groups that make up WebGL2RenderingContext, in the order of the specification; last, what only
// this package has.
import { bufferMethods } from './buffers.js';
import { compressedTextureMethods } from './compressed-textures.js';
import { contextStateMethods } from './context-state.js';
import { drawingMethods } from './drawing.js';
import { extensionMethods } from './extensions.js';
import { framebufferMethods } from './framebuffers.js';
import { memoryMethods } from './memory.js';
import { parameterMethods } from './parameters.js';
import { programMethods } from './programs.js';
import { queryMethods } from './queries.js';
import { readbackMethods } from './readback.js';
import { renderbufferMethods } from './renderbuffers.js';
import { samplerMethods } from './samplers.js';
import { shaderMethods } from './shaders.js';
import { stateMethods } from './state.js';
import { syncMethods } from './sync.js';
import { textureMethods } from './textures.js';
import { transformFeedbackMethods } from './transform-feedback.js';
import { uniformBlockMethods } from './uniform-blocks.js';
import { uniformMethods } from './uniforms.js';
import { vertexArrayMethods } from './vertex-arrays.js';
import { vertexAttribMethods } from './vertex-attribs.js';

/** @type {ReadonlyArray<Record<string, Function>>} */
export const groups = [
  contextStateMethods,
  extensionMethods,
  parameterMethods,
  stateMethods,
  bufferMethods,
  framebufferMethods,
  renderbufferMethods,
  textureMethods,
  compressedTextureMethods,
  samplerMethods,
  shaderMethods,
  programMethods,
  uniformMethods,
  uniformBlockMethods,
  vertexAttribMethods,
  vertexArrayMethods,
  drawingMethods,
  readbackMethods,
  queryMethods,
  syncMethods,
  transformFeedbackMethods,
  memoryMethods,
];
