// SPDX-License-Identifier: MIT
// The extensions that WebGL 2 took into the language of its core: what their objects have on a WebGL 1
// context. The methods are WebGL 2's own under the names of the extension.
import { requireArguments } from '../webidl.js';
import { drawingMethods } from './drawing.js';
import { queryCounter } from './extension-methods.js';
import { framebufferMethods } from './framebuffers.js';
import { queryMethods } from './queries.js';
import { vertexArrayMethods } from './vertex-arrays.js';
import { vertexAttribMethods } from './vertex-attribs.js';

/** NAME0 … NAME15. @param {string} name @param {string} suffix @param {number} first */
function numbered(name, suffix, first) {
  return Object.fromEntries(
    Array.from({ length: 16 }, (_, i) => [`${name}${i}${suffix}`, first + i]),
  );
}

/** @type {Readonly<Record<string, Readonly<Record<string, number>>>>} */
export const webgl1Constants = {
  ANGLE_instanced_arrays: { VERTEX_ATTRIB_ARRAY_DIVISOR_ANGLE: 0x88fe },
  EXT_blend_minmax: { MIN_EXT: 0x8007, MAX_EXT: 0x8008 },
  EXT_disjoint_timer_query: {
    QUERY_COUNTER_BITS_EXT: 0x8864,
    CURRENT_QUERY_EXT: 0x8865,
    QUERY_RESULT_EXT: 0x8866,
    QUERY_RESULT_AVAILABLE_EXT: 0x8867,
    TIME_ELAPSED_EXT: 0x88bf,
    TIMESTAMP_EXT: 0x8e28,
    GPU_DISJOINT_EXT: 0x8fbb,
  },
  EXT_sRGB: {
    SRGB_EXT: 0x8c40,
    SRGB_ALPHA_EXT: 0x8c42,
    SRGB8_ALPHA8_EXT: 0x8c43,
    FRAMEBUFFER_ATTACHMENT_COLOR_ENCODING_EXT: 0x8210,
  },
  OES_standard_derivatives: { FRAGMENT_SHADER_DERIVATIVE_HINT_OES: 0x8b8b },
  OES_texture_half_float: { HALF_FLOAT_OES: 0x8d61 },
  OES_vertex_array_object: { VERTEX_ARRAY_BINDING_OES: 0x85b5 },
  WEBGL_color_buffer_float: {
    RGBA32F_EXT: 0x8814,
    FRAMEBUFFER_ATTACHMENT_COMPONENT_TYPE_EXT: 0x8211,
    UNSIGNED_NORMALIZED_EXT: 0x8c17,
  },
  WEBGL_depth_texture: { UNSIGNED_INT_24_8_WEBGL: 0x84fa },
  WEBGL_draw_buffers: {
    ...numbered('COLOR_ATTACHMENT', '_WEBGL', 0x8ce0),
    ...numbered('DRAW_BUFFER', '_WEBGL', 0x8825),
    MAX_COLOR_ATTACHMENTS_WEBGL: 0x8cdf,
    MAX_DRAW_BUFFERS_WEBGL: 0x8824,
  },
};

/** @type {Readonly<Record<string, (gl: any) => Record<string, (...args: any[]) => any>>>} */
export const webgl1Methods = {
  ANGLE_instanced_arrays: (gl) => ({
    drawArraysInstancedANGLE(mode, first, count, primcount) {
      requireArguments('drawArraysInstancedANGLE', 4, arguments.length);
      drawingMethods.drawArraysInstanced.call(gl, mode, first, count, primcount);
    },
    drawElementsInstancedANGLE(mode, count, type, offset, primcount) {
      requireArguments('drawElementsInstancedANGLE', 5, arguments.length);
      drawingMethods.drawElementsInstanced.call(gl, mode, count, type, offset, primcount);
    },
    vertexAttribDivisorANGLE(index, divisor) {
      requireArguments('vertexAttribDivisorANGLE', 2, arguments.length);
      vertexAttribMethods.vertexAttribDivisor.call(gl, index, divisor);
    },
  }),

  EXT_disjoint_timer_query: (gl) => ({
    createQueryEXT() {
      return queryMethods.createQuery.call(gl);
    },
    deleteQueryEXT(query) {
      requireArguments('deleteQueryEXT', 1, arguments.length);
      queryMethods.deleteQuery.call(gl, query ?? null);
    },
    isQueryEXT(query) {
      requireArguments('isQueryEXT', 1, arguments.length);
      return queryMethods.isQuery.call(gl, query ?? null);
    },
    beginQueryEXT(target, query) {
      requireArguments('beginQueryEXT', 2, arguments.length);
      queryMethods.beginQuery.call(gl, target, query);
    },
    endQueryEXT(target) {
      requireArguments('endQueryEXT', 1, arguments.length);
      queryMethods.endQuery.call(gl, target);
    },
    queryCounterEXT(query, target) {
      requireArguments('queryCounterEXT', 2, arguments.length);
      queryCounter(gl, query, target);
    },
    getQueryEXT(target, pname) {
      requireArguments('getQueryEXT', 2, arguments.length);
      return queryMethods.getQuery.call(gl, target, pname);
    },
    getQueryObjectEXT(query, pname) {
      requireArguments('getQueryObjectEXT', 2, arguments.length);
      return queryMethods.getQueryParameter.call(gl, query, pname);
    },
  }),

  OES_vertex_array_object: (gl) => ({
    createVertexArrayOES() {
      return vertexArrayMethods.createVertexArray.call(gl);
    },
    deleteVertexArrayOES(arrayObject) {
      requireArguments('deleteVertexArrayOES', 1, arguments.length);
      vertexArrayMethods.deleteVertexArray.call(gl, arrayObject);
    },
    isVertexArrayOES(arrayObject) {
      requireArguments('isVertexArrayOES', 1, arguments.length);
      return vertexArrayMethods.isVertexArray.call(gl, arrayObject);
    },
    bindVertexArrayOES(arrayObject) {
      requireArguments('bindVertexArrayOES', 1, arguments.length);
      vertexArrayMethods.bindVertexArray.call(gl, arrayObject);
    },
  }),

  WEBGL_draw_buffers: (gl) => ({
    drawBuffersWEBGL(buffers) {
      requireArguments('drawBuffersWEBGL', 1, arguments.length);
      framebufferMethods.drawBuffers.call(gl, buffers);
    },
  }),
};
