// SPDX-License-Identifier: MIT
// Uniform variables: locations, values in and out (WebGL 1.0 §5.14.10, WebGL 2.0 §3.7.8). The hot calls
// of an application: values travel through the context's fixed upload area, without allocation.
import {
  WebGLActiveInfo,
  WebGLProgram,
  WebGLUniformLocation,
  constructionKey,
  isGenuineLocation,
} from '../objects.js';
import {
  FOREIGN_HANDLE,
  fixedView,
  listLength,
  requireArguments,
  toHandle,
  toInt64,
  toList,
  toUint32,
} from '../webidl.js';
import { invalidValue, outOfMemory, outsideOf } from './report.js';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * The program handle that crosses the boundary for a location: FOREIGN_HANDLE for another context's.
 * @param {any} gl @param {string} method @param {any} location
 */
function programOf(gl, method, location) {
  if (!isGenuineLocation(location)) {
    throw new TypeError(
      `Failed to execute '${method}' on 'WebGL2RenderingContext': parameter 1 is not of type ` +
        "'WebGLUniformLocation'.",
    );
  }
  const place = /** @type {any} */ (location);
  return place._context === gl ? place._program : FOREIGN_HANDLE;
}

/** Typed arrays as the module's memory views, by the views' names. */
const VIEWS = { HEAPF32: Float32Array, HEAP32: Int32Array, HEAPU32: Uint32Array };

/** Up to here a loop is as fast as making a view and copying it (64 is a palette of four matrices). */
const COPY_BY_LOOP = 64;

/** Where staged values are: `at` is 0 if there is nothing to call with (the error is recorded). */
const staged = { at: 0, count: 0 };

/**
 * Copies list[srcOffset, srcOffset + srcLength) into the upload area, or into fresh memory when it
 * does not fit there.
 * @param {any} gl @param {string} method @param {any} list @param {any} srcOffset @param {any} srcLength
 * @param {'HEAPF32'|'HEAP32'|'HEAPU32'} heap
 */
function stage(gl, method, list, srcOffset, srcLength, heap) {
  const wasm = gl._wasm;
  const start = srcOffset === 0 ? 0 : toInt64(srcOffset);
  const length = srcLength === 0 ? 0 : toUint32(srcLength);
  const available = listLength(list);
  const count = length === 0 ? available - start : length;
  staged.at = 0;
  if (start < 0 || count < 0 || start + count > available) {
    invalidValue(gl, outsideOf(method, 'srcOffset + srcLength', start, length, available));
    return;
  }
  let at = gl._upload;
  if (count * 4 > gl._uploadBytes) {
    at = wasm.wasm_alloc(count * 4) >>> 0;
    if (at === 0) {
      outOfMemory(gl, method, count * 4);
      return;
    }
  }
  const words = wasm[heap];
  const to = at >>> 2;
  if (count <= COPY_BY_LOOP) {
    for (let i = 0; i < count; i++) words[to + i] = list[start + i];
  } else if (Array.isArray(list)) {
    words.set(list.slice(start, start + count), to);
  } else {
    words.set(fixedView(list, start, count, VIEWS[heap]), to);
  }
  staged.at = at;
  staged.count = count;
}

/** @param {any} gl */
function release(gl) {
  if (staged.at !== gl._upload) gl._wasm.wasm_free(staged.at);
}

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const uniformMethods = {
  /**
   * The location of a uniform variable of the default block, or null if it is not active.
   * GL errors: INVALID_VALUE deleted program, name too long or with characters outside GLSL;
   * INVALID_OPERATION not linked.
   */
  getUniformLocation(program, name) {
    requireArguments('getUniformLocation', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getUniformLocation');
    const wasm = this._wasm;
    const text = `${name}`;
    const area = wasm.HEAPU8.subarray(this._upload, this._upload + this._uploadBytes);
    const { written } = encoder.encodeInto(text, area);
    const ptr = wasm.wasm_ctx_get_uniform_location(this._ctx, handle, this._upload, written) >>> 0;
    if (ptr === 0) return null;
    const mem = wasm.HEAPU32;
    const link = mem[ptr >>> 2];
    const index = mem[(ptr + 4) >>> 2];
    return new WebGLUniformLocation(constructionKey, this, handle, link, index);
  },

  /** GL errors: INVALID_VALUE deleted program, index; null then. */
  getActiveUniform(program, index) {
    requireArguments('getActiveUniform', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getActiveUniform');
    const info = this._wasm.wasm_ctx_get_active_uniform(this._ctx, handle, index) >>> 0;
    if (info === 0) return null;
    const size = this._wasm.HEAP32[info >>> 2];
    const type = this._wasm.HEAPU32[(info + 4) >>> 2];
    const ptr = this._wasm.wasm_ctx_get_active_uniform_name(this._ctx, handle, index) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    return new WebGLActiveInfo(
      constructionKey,
      UTF8.decode(mem.subarray(ptr, ptr + len)),
      size,
      type,
    );
  },

  /**
   * The current value: a boolean, a number, an array of booleans or a new typed array.
   * GL errors: INVALID_VALUE deleted program; INVALID_OPERATION not linked, foreign location.
   */
  getUniform(program, location) {
    requireArguments('getUniform', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getUniform');
    const owner = programOf(this, 'getUniform', location);
    const ptr =
      this._wasm.wasm_ctx_get_uniform(this._ctx, handle, owner, location._link, location._index) >>>
      0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU32;
    const at = (ptr + 8) >>> 2;
    const end = at + mem[(ptr + 4) >>> 2];
    // The type tags of wasm/exports/payload.h.
    switch (mem[ptr >>> 2]) {
      case 1:
        return mem[at] !== 0;
      case 2:
        return this._wasm.HEAP32[at];
      case 3:
        return mem[at];
      case 4:
        return this._wasm.HEAPF32[at];
      case 6:
        return Array.from(mem.subarray(at, end), (word) => word !== 0);
      case 7:
        return this._wasm.HEAP32.slice(at, end);
      case 8:
        return mem.slice(at, end);
      case 9:
        return this._wasm.HEAPF32.slice(at, end);
      default:
        return null;
    }
  },

  uniform1f(location, x) {
    requireArguments('uniform1f', 2, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform1f', location);
    this._wasm.wasm_ctx_uniform1f(this._ctx, program, location._link, location._index, x);
  },

  uniform2f(location, x, y) {
    requireArguments('uniform2f', 3, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform2f', location);
    this._wasm.wasm_ctx_uniform2f(this._ctx, program, location._link, location._index, x, y);
  },

  uniform3f(location, x, y, z) {
    requireArguments('uniform3f', 4, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform3f', location);
    this._wasm.wasm_ctx_uniform3f(this._ctx, program, location._link, location._index, x, y, z);
  },

  uniform4f(location, x, y, z, w) {
    requireArguments('uniform4f', 5, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform4f', location);
    this._wasm.wasm_ctx_uniform4f(this._ctx, program, location._link, location._index, x, y, z, w);
  },

  uniform1i(location, x) {
    requireArguments('uniform1i', 2, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform1i', location);
    this._wasm.wasm_ctx_uniform1i(this._ctx, program, location._link, location._index, x);
  },

  uniform2i(location, x, y) {
    requireArguments('uniform2i', 3, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform2i', location);
    this._wasm.wasm_ctx_uniform2i(this._ctx, program, location._link, location._index, x, y);
  },

  uniform3i(location, x, y, z) {
    requireArguments('uniform3i', 4, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform3i', location);
    this._wasm.wasm_ctx_uniform3i(this._ctx, program, location._link, location._index, x, y, z);
  },

  uniform4i(location, x, y, z, w) {
    requireArguments('uniform4i', 5, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform4i', location);
    this._wasm.wasm_ctx_uniform4i(this._ctx, program, location._link, location._index, x, y, z, w);
  },

  uniform1ui(location, v0) {
    requireArguments('uniform1ui', 2, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform1ui', location);
    this._wasm.wasm_ctx_uniform1ui(this._ctx, program, location._link, location._index, v0);
  },

  uniform2ui(location, v0, v1) {
    requireArguments('uniform2ui', 3, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform2ui', location);
    this._wasm.wasm_ctx_uniform2ui(this._ctx, program, location._link, location._index, v0, v1);
  },

  uniform3ui(location, v0, v1, v2) {
    requireArguments('uniform3ui', 4, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform3ui', location);
    this._wasm.wasm_ctx_uniform3ui(this._ctx, program, location._link, location._index, v0, v1, v2);
  },

  uniform4ui(location, v0, v1, v2, v3) {
    requireArguments('uniform4ui', 5, arguments.length);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform4ui', location);
    this._wasm.wasm_ctx_uniform4ui(
      this._ctx,
      program,
      location._link,
      location._index,
      v0,
      v1,
      v2,
      v3,
    );
  },

  uniform1fv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform1fv', 2, arguments.length);
    const list = toList('uniform1fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform1fv', location);
    stage(this, 'uniform1fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform1fv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniform2fv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform2fv', 2, arguments.length);
    const list = toList('uniform2fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform2fv', location);
    stage(this, 'uniform2fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform2fv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniform3fv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform3fv', 2, arguments.length);
    const list = toList('uniform3fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform3fv', location);
    stage(this, 'uniform3fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform3fv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniform4fv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform4fv', 2, arguments.length);
    const list = toList('uniform4fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform4fv', location);
    stage(this, 'uniform4fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform4fv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniform1iv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform1iv', 2, arguments.length);
    const list = toList('uniform1iv', data, Int32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform1iv', location);
    stage(this, 'uniform1iv', list, srcOffset, srcLength, 'HEAP32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform1iv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniform2iv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform2iv', 2, arguments.length);
    const list = toList('uniform2iv', data, Int32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform2iv', location);
    stage(this, 'uniform2iv', list, srcOffset, srcLength, 'HEAP32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform2iv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniform3iv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform3iv', 2, arguments.length);
    const list = toList('uniform3iv', data, Int32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform3iv', location);
    stage(this, 'uniform3iv', list, srcOffset, srcLength, 'HEAP32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform3iv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniform4iv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform4iv', 2, arguments.length);
    const list = toList('uniform4iv', data, Int32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform4iv', location);
    stage(this, 'uniform4iv', list, srcOffset, srcLength, 'HEAP32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform4iv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniform1uiv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform1uiv', 2, arguments.length);
    const list = toList('uniform1uiv', data, Uint32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform1uiv', location);
    stage(this, 'uniform1uiv', list, srcOffset, srcLength, 'HEAPU32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform1uiv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniform2uiv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform2uiv', 2, arguments.length);
    const list = toList('uniform2uiv', data, Uint32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform2uiv', location);
    stage(this, 'uniform2uiv', list, srcOffset, srcLength, 'HEAPU32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform2uiv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniform3uiv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform3uiv', 2, arguments.length);
    const list = toList('uniform3uiv', data, Uint32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform3uiv', location);
    stage(this, 'uniform3uiv', list, srcOffset, srcLength, 'HEAPU32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform3uiv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniform4uiv(location, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniform4uiv', 2, arguments.length);
    const list = toList('uniform4uiv', data, Uint32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniform4uiv', location);
    stage(this, 'uniform4uiv', list, srcOffset, srcLength, 'HEAPU32');
    const { at, count } = staged;
    if (at === 0) return;
    this._wasm.wasm_ctx_uniform4uiv(this._ctx, program, location._link, location._index, at, count);
    release(this);
  },

  uniformMatrix2fv(location, transpose, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniformMatrix2fv', 3, arguments.length);
    const list = toList('uniformMatrix2fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniformMatrix2fv', location);
    stage(this, 'uniformMatrix2fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    const { _link: link, _index: index } = location;
    this._wasm.wasm_ctx_uniform_matrix2fv(
      this._ctx,
      program,
      link,
      index,
      Boolean(transpose),
      at,
      count,
    );
    release(this);
  },

  uniformMatrix3fv(location, transpose, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniformMatrix3fv', 3, arguments.length);
    const list = toList('uniformMatrix3fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniformMatrix3fv', location);
    stage(this, 'uniformMatrix3fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    const { _link: link, _index: index } = location;
    this._wasm.wasm_ctx_uniform_matrix3fv(
      this._ctx,
      program,
      link,
      index,
      Boolean(transpose),
      at,
      count,
    );
    release(this);
  },

  uniformMatrix4fv(location, transpose, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniformMatrix4fv', 3, arguments.length);
    const list = toList('uniformMatrix4fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniformMatrix4fv', location);
    stage(this, 'uniformMatrix4fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    const { _link: link, _index: index } = location;
    this._wasm.wasm_ctx_uniform_matrix4fv(
      this._ctx,
      program,
      link,
      index,
      Boolean(transpose),
      at,
      count,
    );
    release(this);
  },

  uniformMatrix2x3fv(location, transpose, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniformMatrix2x3fv', 3, arguments.length);
    const list = toList('uniformMatrix2x3fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniformMatrix2x3fv', location);
    stage(this, 'uniformMatrix2x3fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    const { _link: link, _index: index } = location;
    this._wasm.wasm_ctx_uniform_matrix2x3fv(
      this._ctx,
      program,
      link,
      index,
      Boolean(transpose),
      at,
      count,
    );
    release(this);
  },

  uniformMatrix3x2fv(location, transpose, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniformMatrix3x2fv', 3, arguments.length);
    const list = toList('uniformMatrix3x2fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniformMatrix3x2fv', location);
    stage(this, 'uniformMatrix3x2fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    const { _link: link, _index: index } = location;
    this._wasm.wasm_ctx_uniform_matrix3x2fv(
      this._ctx,
      program,
      link,
      index,
      Boolean(transpose),
      at,
      count,
    );
    release(this);
  },

  uniformMatrix2x4fv(location, transpose, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniformMatrix2x4fv', 3, arguments.length);
    const list = toList('uniformMatrix2x4fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniformMatrix2x4fv', location);
    stage(this, 'uniformMatrix2x4fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    const { _link: link, _index: index } = location;
    this._wasm.wasm_ctx_uniform_matrix2x4fv(
      this._ctx,
      program,
      link,
      index,
      Boolean(transpose),
      at,
      count,
    );
    release(this);
  },

  uniformMatrix4x2fv(location, transpose, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniformMatrix4x2fv', 3, arguments.length);
    const list = toList('uniformMatrix4x2fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniformMatrix4x2fv', location);
    stage(this, 'uniformMatrix4x2fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    const { _link: link, _index: index } = location;
    this._wasm.wasm_ctx_uniform_matrix4x2fv(
      this._ctx,
      program,
      link,
      index,
      Boolean(transpose),
      at,
      count,
    );
    release(this);
  },

  uniformMatrix3x4fv(location, transpose, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniformMatrix3x4fv', 3, arguments.length);
    const list = toList('uniformMatrix3x4fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniformMatrix3x4fv', location);
    stage(this, 'uniformMatrix3x4fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    const { _link: link, _index: index } = location;
    this._wasm.wasm_ctx_uniform_matrix3x4fv(
      this._ctx,
      program,
      link,
      index,
      Boolean(transpose),
      at,
      count,
    );
    release(this);
  },

  uniformMatrix4x3fv(location, transpose, data, srcOffset = 0, srcLength = 0) {
    requireArguments('uniformMatrix4x3fv', 3, arguments.length);
    const list = toList('uniformMatrix4x3fv', data, Float32Array);
    if (location === null || location === undefined) return;
    const program = programOf(this, 'uniformMatrix4x3fv', location);
    stage(this, 'uniformMatrix4x3fv', list, srcOffset, srcLength, 'HEAPF32');
    const { at, count } = staged;
    if (at === 0) return;
    const { _link: link, _index: index } = location;
    this._wasm.wasm_ctx_uniform_matrix4x3fv(
      this._ctx,
      program,
      link,
      index,
      Boolean(transpose),
      at,
      count,
    );
    release(this);
  },
};
