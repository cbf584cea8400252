// SPDX-License-Identifier: MIT
// Queries of context state (WebGL 1.0 §5.14.3, WebGL 2.0 §3.7.2). Which parameter has which kind of
// value is in wasm/gl/params.def; here the payload becomes the JS value.
import { requireArguments } from '../webidl.js';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Tags of wasm/exports/payload.h. */
const BOOL = 1;
const I32 = 2;
const U32 = 3;
const F32 = 4;
const F64 = 5;
const BOOL_ARRAY = 6;
const I32_ARRAY = 7;
const U32_ARRAY = 8;
const F32_ARRAY = 9;
const OBJECT = 10;
const STRING = 11;

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const parameterMethods = {
  /**
   * A number, boolean, string, WebGL object or null, or a new array.
   * GL errors: INVALID_ENUM unknown pname, or extension not enabled; INVALID_OPERATION
   * IMPLEMENTATION_COLOR_READ_* without a read buffer; null then.
   */
  getParameter(pname) {
    requireArguments('getParameter', 1, arguments.length);
    const wasm = this._wasm;
    let ptr = wasm.wasm_ctx_get_parameter(this._ctx, pname) >>> 0;
    if (ptr === 0) return null;
    let mem = wasm.HEAPU32;
    let len = mem[(ptr - 16) >>> 2];
    const at = (ptr + 8) >>> 2;
    const end = (ptr + len) >>> 2;
    switch (mem[ptr >>> 2]) {
      case BOOL:
        return mem[at] !== 0;
      case I32:
        return wasm.HEAP32[at];
      case U32:
        return mem[at];
      case F32:
        return wasm.HEAPF32[at];
      case F64:
        return wasm.HEAPF64[at >>> 1];
      case BOOL_ARRAY:
        return Array.from(mem.subarray(at, end), Boolean);
      case I32_ARRAY:
        return wasm.HEAP32.slice(at, end);
      case U32_ARRAY:
        return mem.slice(at, end);
      case F32_ARRAY:
        return wasm.HEAPF32.slice(at, end);
      case OBJECT:
        return this._wrap(mem[at], mem[at + 1]);
      case STRING:
        ptr = wasm.wasm_ctx_get_parameter_string(this._ctx, pname) >>> 0;
        if (ptr === 0) return null;
        mem = wasm.HEAPU8;
        len = wasm.HEAPU32[(ptr - 16) >>> 2];
        return UTF8.decode(mem.subarray(ptr, ptr + len));
      default:
        return null;
    }
  },

  /**
   * A buffer or null, or a number; with OES_draw_buffers_indexed also a boolean, or an array of four.
   * GL errors: INVALID_ENUM target, INVALID_VALUE index; null then.
   */
  getIndexedParameter(target, index) {
    requireArguments('getIndexedParameter', 2, arguments.length);
    const ptr = this._wasm.wasm_ctx_get_indexed_parameter(this._ctx, target, index) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU32;
    const len = mem[(ptr - 16) >>> 2];
    const at = (ptr + 8) >>> 2;
    switch (mem[ptr >>> 2]) {
      case BOOL:
        return mem[at] !== 0;
      case U32:
        return mem[at];
      case BOOL_ARRAY:
        return Array.from(mem.subarray(at, (ptr + len) >>> 2), Boolean);
      case F64:
        return this._wasm.HEAPF64[at >>> 1];
      case OBJECT:
        return this._wrap(mem[at], mem[at + 1]);
      default:
        return null;
    }
  },
};
