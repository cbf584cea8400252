// SPDX-License-Identifier: MIT
// Clears and draws (WebGL 1.0 §5.14.11, WebGL 2.0 §3.7.9, §3.7.11). The rules of a draw are in
// wasm/gl/validate_draws.cpp.
import { listLength, requireArguments, toInt64, toList } from '../webidl.js';

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const drawingMethods = {
  /**
   * GL errors: INVALID_VALUE bits of no buffer; INVALID_OPERATION an integer colour buffer;
   * INVALID_FRAMEBUFFER_OPERATION.
   */
  clear(mask) {
    requireArguments('clear', 1, arguments.length);
    this._wasm.wasm_ctx_clear(this._ctx, mask);
  },

  /**
   * Clears one buffer: `values` from element `srcOffset` on, four for COLOR, else one.
   * GL errors: INVALID_ENUM buffer; INVALID_VALUE drawbuffer, too few values; INVALID_OPERATION a
   * colour buffer of another class; INVALID_FRAMEBUFFER_OPERATION. See WebGL 2.0 §3.7.11.
   */
  clearBufferfv(buffer, drawbuffer, values, srcOffset = 0) {
    requireArguments('clearBufferfv', 3, arguments.length);
    buffer |= 0;
    drawbuffer |= 0;
    const list = toList('clearBufferfv', values, Float32Array);
    const start = toInt64(srcOffset);
    const count = start < 0 ? 0 : Math.max(0, listLength(list) - start);
    const area = this._wasm.HEAPF32;
    for (let i = 0; i < 4 && i < count; i++) area[(this._upload >>> 2) + i] = list[start + i];
    this._wasm.wasm_ctx_clear_bufferfv(this._ctx, buffer, drawbuffer, this._upload, count);
  },

  clearBufferiv(buffer, drawbuffer, values, srcOffset = 0) {
    requireArguments('clearBufferiv', 3, arguments.length);
    buffer |= 0;
    drawbuffer |= 0;
    const list = toList('clearBufferiv', values, Int32Array);
    const start = toInt64(srcOffset);
    const count = start < 0 ? 0 : Math.max(0, listLength(list) - start);
    const area = this._wasm.HEAP32;
    for (let i = 0; i < 4 && i < count; i++) area[(this._upload >>> 2) + i] = list[start + i];
    this._wasm.wasm_ctx_clear_bufferiv(this._ctx, buffer, drawbuffer, this._upload, count);
  },

  clearBufferuiv(buffer, drawbuffer, values, srcOffset = 0) {
    requireArguments('clearBufferuiv', 3, arguments.length);
    buffer |= 0;
    drawbuffer |= 0;
    const list = toList('clearBufferuiv', values, Uint32Array);
    const start = toInt64(srcOffset);
    const count = start < 0 ? 0 : Math.max(0, listLength(list) - start);
    const area = this._wasm.HEAPU32;
    for (let i = 0; i < 4 && i < count; i++) area[(this._upload >>> 2) + i] = list[start + i];
    this._wasm.wasm_ctx_clear_bufferuiv(this._ctx, buffer, drawbuffer, this._upload, count);
  },

  clearBufferfi(buffer, drawbuffer, depth, stencil) {
    requireArguments('clearBufferfi', 4, arguments.length);
    this._wasm.wasm_ctx_clear_bufferfi(this._ctx, buffer, drawbuffer, depth, stencil);
  },

  drawArrays(mode, first, count) {
    requireArguments('drawArrays', 3, arguments.length);
    this._wasm.wasm_ctx_draw_arrays(this._ctx, mode, first, count);
  },

  drawArraysInstanced(mode, first, count, instanceCount) {
    requireArguments('drawArraysInstanced', 4, arguments.length);
    this._wasm.wasm_ctx_draw_arrays_instanced(this._ctx, mode, first, count, instanceCount);
  },

  /** `offset`: bytes into the ELEMENT_ARRAY_BUFFER. */
  drawElements(mode, count, type, offset) {
    requireArguments('drawElements', 4, arguments.length);
    this._wasm.wasm_ctx_draw_elements(this._ctx, mode, count, type, toInt64(offset));
  },

  drawElementsInstanced(mode, count, type, offset, instanceCount) {
    requireArguments('drawElementsInstanced', 5, arguments.length);
    const at = toInt64(offset);
    this._wasm.wasm_ctx_draw_elements_instanced(this._ctx, mode, count, type, at, instanceCount);
  },

  drawRangeElements(mode, start, end, count, type, offset) {
    requireArguments('drawRangeElements', 6, arguments.length);
    const at = toInt64(offset);
    this._wasm.wasm_ctx_draw_range_elements(this._ctx, mode, start, end, count, type, at);
  },
};
