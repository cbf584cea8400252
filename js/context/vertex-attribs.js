// SPDX-License-Identifier: MIT
// Vertex attributes: arrays and current values (WebGL 1.0 §5.14.10, WebGL 2.0 §3.7.8). The list forms
// hand over the first four values and the list's length; the module checks that it suffices.
import { listLength, requireArguments, toInt64, toList } from '../webidl.js';

/** Tags of wasm/exports/payload.h. */
const BOOL = 1;
const U32 = 3;
const I32_ARRAY = 7;
const U32_ARRAY = 8;
const F32_ARRAY = 9;
const OBJECT = 10;

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const vertexAttribMethods = {
  enableVertexAttribArray(index) {
    requireArguments('enableVertexAttribArray', 1, arguments.length);
    this._wasm.wasm_ctx_enable_vertex_attrib_array(this._ctx, index);
  },

  disableVertexAttribArray(index) {
    requireArguments('disableVertexAttribArray', 1, arguments.length);
    this._wasm.wasm_ctx_disable_vertex_attrib_array(this._ctx, index);
  },

  /**
   * Takes attribute `index` from the buffer bound to ARRAY_BUFFER, as floats.
   * GL errors: INVALID_VALUE index, size, stride, offset; INVALID_ENUM type; INVALID_OPERATION packed
   * type without size 4, misaligned stride or offset, no buffer bound. See WebGL 1.0 §5.14.10.
   */
  vertexAttribPointer(index, size, type, normalized, stride, offset) {
    requireArguments('vertexAttribPointer', 6, arguments.length);
    const flag = Boolean(normalized);
    const at = toInt64(offset);
    this._wasm.wasm_ctx_vertex_attrib_pointer(this._ctx, index, size, type, flag, stride, at);
  },

  /** The same, as integers. See WebGL 2.0 §3.7.8. */
  vertexAttribIPointer(index, size, type, stride, offset) {
    requireArguments('vertexAttribIPointer', 5, arguments.length);
    const at = toInt64(offset);
    this._wasm.wasm_ctx_vertex_attrib_i_pointer(this._ctx, index, size, type, stride, at);
  },

  vertexAttribDivisor(index, divisor) {
    requireArguments('vertexAttribDivisor', 2, arguments.length);
    this._wasm.wasm_ctx_vertex_attrib_divisor(this._ctx, index, divisor);
  },

  vertexAttrib1f(index, x) {
    requireArguments('vertexAttrib1f', 2, arguments.length);
    this._wasm.wasm_ctx_vertex_attrib1f(this._ctx, index, x);
  },

  vertexAttrib2f(index, x, y) {
    requireArguments('vertexAttrib2f', 3, arguments.length);
    this._wasm.wasm_ctx_vertex_attrib2f(this._ctx, index, x, y);
  },

  vertexAttrib3f(index, x, y, z) {
    requireArguments('vertexAttrib3f', 4, arguments.length);
    this._wasm.wasm_ctx_vertex_attrib3f(this._ctx, index, x, y, z);
  },

  vertexAttrib4f(index, x, y, z, w) {
    requireArguments('vertexAttrib4f', 5, arguments.length);
    this._wasm.wasm_ctx_vertex_attrib4f(this._ctx, index, x, y, z, w);
  },

  vertexAttribI4i(index, x, y, z, w) {
    requireArguments('vertexAttribI4i', 5, arguments.length);
    this._wasm.wasm_ctx_vertex_attrib_i4i(this._ctx, index, x, y, z, w);
  },

  vertexAttribI4ui(index, x, y, z, w) {
    requireArguments('vertexAttribI4ui', 5, arguments.length);
    this._wasm.wasm_ctx_vertex_attrib_i4ui(this._ctx, index, x, y, z, w);
  },

  vertexAttrib1fv(index, values) {
    requireArguments('vertexAttrib1fv', 2, arguments.length);
    index |= 0;
    const list = toList('vertexAttrib1fv', values, Float32Array);
    const count = listLength(list);
    const area = this._wasm.HEAPF32;
    for (let i = 0; i < 4 && i < count; i++) area[(this._upload >>> 2) + i] = list[i];
    this._wasm.wasm_ctx_vertex_attrib1fv(this._ctx, index, this._upload, count);
  },

  vertexAttrib2fv(index, values) {
    requireArguments('vertexAttrib2fv', 2, arguments.length);
    index |= 0;
    const list = toList('vertexAttrib2fv', values, Float32Array);
    const count = listLength(list);
    const area = this._wasm.HEAPF32;
    for (let i = 0; i < 4 && i < count; i++) area[(this._upload >>> 2) + i] = list[i];
    this._wasm.wasm_ctx_vertex_attrib2fv(this._ctx, index, this._upload, count);
  },

  vertexAttrib3fv(index, values) {
    requireArguments('vertexAttrib3fv', 2, arguments.length);
    index |= 0;
    const list = toList('vertexAttrib3fv', values, Float32Array);
    const count = listLength(list);
    const area = this._wasm.HEAPF32;
    for (let i = 0; i < 4 && i < count; i++) area[(this._upload >>> 2) + i] = list[i];
    this._wasm.wasm_ctx_vertex_attrib3fv(this._ctx, index, this._upload, count);
  },

  vertexAttrib4fv(index, values) {
    requireArguments('vertexAttrib4fv', 2, arguments.length);
    index |= 0;
    const list = toList('vertexAttrib4fv', values, Float32Array);
    const count = listLength(list);
    const area = this._wasm.HEAPF32;
    for (let i = 0; i < 4 && i < count; i++) area[(this._upload >>> 2) + i] = list[i];
    this._wasm.wasm_ctx_vertex_attrib4fv(this._ctx, index, this._upload, count);
  },

  vertexAttribI4iv(index, values) {
    requireArguments('vertexAttribI4iv', 2, arguments.length);
    index |= 0;
    const list = toList('vertexAttribI4iv', values, Int32Array);
    const count = listLength(list);
    const area = this._wasm.HEAP32;
    for (let i = 0; i < 4 && i < count; i++) area[(this._upload >>> 2) + i] = list[i];
    this._wasm.wasm_ctx_vertex_attrib_i4iv(this._ctx, index, this._upload, count);
  },

  vertexAttribI4uiv(index, values) {
    requireArguments('vertexAttribI4uiv', 2, arguments.length);
    index |= 0;
    const list = toList('vertexAttribI4uiv', values, Uint32Array);
    const count = listLength(list);
    const area = this._wasm.HEAPU32;
    for (let i = 0; i < 4 && i < count; i++) area[(this._upload >>> 2) + i] = list[i];
    this._wasm.wasm_ctx_vertex_attrib_i4uiv(this._ctx, index, this._upload, count);
  },

  /**
   * State of an attribute's array, or its current value as a new typed array of four.
   * GL errors: INVALID_VALUE index, INVALID_ENUM pname; null then.
   */
  getVertexAttrib(index, pname) {
    requireArguments('getVertexAttrib', 2, arguments.length);
    const wasm = this._wasm;
    const ptr = wasm.wasm_ctx_get_vertex_attrib(this._ctx, index, pname) >>> 0;
    if (ptr === 0) return null;
    const mem = wasm.HEAPU32;
    const len = mem[(ptr - 16) >>> 2];
    const [at, end] = [(ptr + 8) >>> 2, (ptr + len) >>> 2];
    switch (mem[ptr >>> 2]) {
      case BOOL:
        return mem[at] !== 0;
      case U32:
        return mem[at];
      case I32_ARRAY:
        return wasm.HEAP32.slice(at, end);
      case U32_ARRAY:
        return mem.slice(at, end);
      case F32_ARRAY:
        return wasm.HEAPF32.slice(at, end);
      case OBJECT:
        return this._wrap(mem[at], mem[at + 1]);
      default:
        return null;
    }
  },

  /** VERTEX_ATTRIB_ARRAY_POINTER. GL errors: INVALID_VALUE index, INVALID_ENUM pname; 0 then. */
  getVertexAttribOffset(index, pname) {
    requireArguments('getVertexAttribOffset', 2, arguments.length);
    return this._wasm.wasm_ctx_get_vertex_attrib_offset(this._ctx, index, pname);
  },
};
