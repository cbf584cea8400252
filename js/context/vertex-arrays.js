// SPDX-License-Identifier: MIT
// Vertex array objects (WebGL 2.0 §3.7.17).
import { safePoint } from '../lifetimes.js';
import { WebGLVertexArrayObject } from '../objects.js';
import { requireArguments, toHandle } from '../webidl.js';

/** Kind of wasm/gl/object.h. */
const VERTEX_ARRAY = 11;

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const vertexArrayMethods = {
  createVertexArray() {
    safePoint(this._wasm);
    return this._adopt(VERTEX_ARRAY, this._wasm.wasm_ctx_create_vertex_array(this._ctx) >>> 0);
  },

  deleteVertexArray(vertexArray) {
    requireArguments('deleteVertexArray', 1, arguments.length);
    const handle = toHandle(this, vertexArray, WebGLVertexArrayObject, 'deleteVertexArray', true);
    this._wasm.wasm_ctx_delete_vertex_array(this._ctx, handle);
  },

  isVertexArray(vertexArray) {
    requireArguments('isVertexArray', 1, arguments.length);
    const handle = toHandle(this, vertexArray, WebGLVertexArrayObject, 'isVertexArray', true);
    return this._wasm.wasm_ctx_is_vertex_array(this._ctx, handle) !== 0;
  },

  bindVertexArray(array) {
    requireArguments('bindVertexArray', 1, arguments.length);
    const handle = toHandle(this, array, WebGLVertexArrayObject, 'bindVertexArray', true);
    this._wasm.wasm_ctx_bind_vertex_array(this._ctx, handle);
  },
};
