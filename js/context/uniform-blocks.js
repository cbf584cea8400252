// SPDX-License-Identifier: MIT
// Uniform blocks: their indices, layout and binding points (WebGL 2.0 §3.7.16).
import { WebGLProgram } from '../objects.js';
import { requireArguments, toHandle, toSequence, toUint32 } from '../webidl.js';
import { outOfMemory } from './report.js';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const INVALID_INDEX = 0xffffffff;

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const uniformBlockMethods = {
  /** INVALID_INDEX (0xffffffff) if there is no such block, or on error. */
  getUniformBlockIndex(program, uniformBlockName) {
    requireArguments('getUniformBlockIndex', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getUniformBlockIndex');
    const wasm = this._wasm;
    const name = `${uniformBlockName}`;
    const area = wasm.HEAPU8.subarray(this._upload, this._upload + this._uploadBytes);
    const { read, written } = encoder.encodeInto(name, area);
    if (read < name.length) return INVALID_INDEX; // longer than any name can be
    return wasm.wasm_ctx_get_uniform_block_index(this._ctx, handle, this._upload, written) >>> 0;
  },

  /**
   * Indices of active uniforms by name, INVALID_INDEX for unknown names.
   * GL errors: INVALID_VALUE deleted program; INVALID_OPERATION not linked: null.
   */
  getUniformIndices(program, uniformNames) {
    requireArguments('getUniformIndices', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getUniformIndices');
    // Names are joined by NUL, which no name contains.
    const names = toSequence('getUniformIndices', uniformNames, (name) =>
      `${name}`.replaceAll('\0', '\ufffd'),
    );
    const text = encoder.encode(names.join('\0'));
    const wasm = this._wasm;
    const upload = wasm.wasm_alloc(Math.max(text.length, 1)) >>> 0;
    if (upload === 0) {
      outOfMemory(this, 'getUniformIndices', text.length);
      return null;
    }
    wasm.HEAPU8.set(text, upload);
    const ptr =
      wasm.wasm_ctx_get_uniform_indices(this._ctx, handle, upload, text.length, names.length) >>> 0;
    const result =
      ptr === 0
        ? null
        : Array.from(
            wasm.HEAPU32.subarray(ptr >>> 2, (ptr + wasm.HEAPU32[(ptr - 16) >>> 2]) >>> 2),
          );
    wasm.wasm_free(upload);
    return result;
  },

  /**
   * One property of several uniforms, as an array of numbers (booleans for UNIFORM_IS_ROW_MAJOR).
   * GL errors: INVALID_VALUE deleted program, index; INVALID_OPERATION not linked; INVALID_ENUM.
   */
  getActiveUniforms(program, uniformIndices, pname) {
    requireArguments('getActiveUniforms', 3, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getActiveUniforms');
    const indices = toSequence('getActiveUniforms', uniformIndices, toUint32);
    pname |= 0;
    const wasm = this._wasm;
    const upload = wasm.wasm_alloc(Math.max(indices.length, 1) * 4) >>> 0;
    if (upload === 0) {
      outOfMemory(this, 'getActiveUniforms', indices.length * 4);
      return null;
    }
    wasm.HEAPU32.set(indices, upload >>> 2);
    const ptr =
      wasm.wasm_ctx_get_active_uniforms(this._ctx, handle, upload, indices.length, pname) >>> 0;
    let result = null;
    if (ptr !== 0) {
      const mem = wasm.HEAPU32;
      const len = mem[(ptr - 16) >>> 2];
      const tag = mem[ptr >>> 2];
      if (tag === 7) {
        result = Array.from(wasm.HEAP32.subarray((ptr + 8) >>> 2, (ptr + len) >>> 2));
      } else {
        result = Array.from(mem.subarray((ptr + 8) >>> 2, (ptr + len) >>> 2));
        if (tag === 6) result = result.map((word) => word !== 0);
      }
    }
    wasm.wasm_free(upload);
    return result;
  },

  /** A number, a boolean, or a Uint32Array of uniform indices. Errors as getActiveUniforms. */
  getActiveUniformBlockParameter(program, uniformBlockIndex, pname) {
    requireArguments('getActiveUniformBlockParameter', 3, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getActiveUniformBlockParameter');
    const ptr =
      this._wasm.wasm_ctx_get_active_uniform_block_parameter(
        this._ctx,
        handle,
        uniformBlockIndex,
        pname,
      ) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU32;
    const len = mem[(ptr - 16) >>> 2];
    switch (mem[ptr >>> 2]) {
      case 1:
        return mem[(ptr + 8) >>> 2] !== 0;
      case 8:
        return mem.slice((ptr + 8) >>> 2, (ptr + len) >>> 2);
      default:
        return mem[(ptr + 8) >>> 2];
    }
  },

  getActiveUniformBlockName(program, uniformBlockIndex) {
    requireArguments('getActiveUniformBlockName', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getActiveUniformBlockName');
    const ptr =
      this._wasm.wasm_ctx_get_active_uniform_block_name(this._ctx, handle, uniformBlockIndex) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    return UTF8.decode(mem.subarray(ptr, ptr + len));
  },

  uniformBlockBinding(program, uniformBlockIndex, uniformBlockBinding) {
    requireArguments('uniformBlockBinding', 3, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'uniformBlockBinding');
    this._wasm.wasm_ctx_uniform_block_binding(
      this._ctx,
      handle,
      uniformBlockIndex,
      uniformBlockBinding,
    );
  },
};
