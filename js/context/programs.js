// SPDX-License-Identifier: MIT
// Program objects: attaching, linking, attributes, outputs, capture, and what a program compiled to
// (WebGL 1.0 §5.14.9, WebGL 2.0 §3.7.7).
import { safePoint } from '../lifetimes.js';
import { WebGLActiveInfo, WebGLProgram, WebGLShader, constructionKey } from '../objects.js';
import { requireArguments, toHandle, toSequence } from '../webidl.js';
import { outOfMemory } from './report.js';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const SHADER = 7; // object kind of WebGLShader, wasm/gl/object.h

const PROGRAM = 3; // object kind, wasm/gl/object.h

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const programMethods = {
  createProgram() {
    safePoint(this._wasm);
    const handle = this._wasm.wasm_ctx_create_program(this._ctx) >>> 0;
    return this._adopt(PROGRAM, handle);
  },

  deleteProgram(program) {
    requireArguments('deleteProgram', 1, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'deleteProgram', true);
    this._wasm.wasm_ctx_delete_program(this._ctx, handle);
  },

  isProgram(program) {
    requireArguments('isProgram', 1, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'isProgram', true);
    return this._wasm.wasm_ctx_is_program(this._ctx, handle) !== 0;
  },

  attachShader(program, shader) {
    requireArguments('attachShader', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'attachShader');
    const attached = toHandle(this, shader, WebGLShader, 'attachShader');
    this._wasm.wasm_ctx_attach_shader(this._ctx, handle, attached);
  },

  detachShader(program, shader) {
    requireArguments('detachShader', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'detachShader');
    const attached = toHandle(this, shader, WebGLShader, 'detachShader');
    this._wasm.wasm_ctx_detach_shader(this._ctx, handle, attached);
  },

  /** The attached shaders as a new array. GL errors: INVALID_VALUE deleted program: null. */
  getAttachedShaders(program) {
    requireArguments('getAttachedShaders', 1, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getAttachedShaders');
    const ptr = this._wasm.wasm_ctx_get_attached_shaders(this._ctx, handle) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU32;
    const len = mem[(ptr - 16) >>> 2];
    const handles = Array.from(mem.subarray(ptr >>> 2, (ptr + len) >>> 2));
    return handles.map((shader) => this._wrap(SHADER, shader));
  },

  linkProgram(program) {
    requireArguments('linkProgram', 1, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'linkProgram');
    this._wasm.wasm_ctx_link_program(this._ctx, handle);
  },

  useProgram(program) {
    requireArguments('useProgram', 1, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'useProgram', true);
    this._wasm.wasm_ctx_use_program(this._ctx, handle);
  },

  validateProgram(program) {
    requireArguments('validateProgram', 1, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'validateProgram');
    this._wasm.wasm_ctx_validate_program(this._ctx, handle);
  },

  /** A boolean or a number. GL errors: INVALID_VALUE deleted; INVALID_ENUM pname: null. */
  getProgramParameter(program, pname) {
    requireArguments('getProgramParameter', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getProgramParameter');
    const ptr = this._wasm.wasm_ctx_get_program_parameter(this._ctx, handle, pname) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU32;
    const value = mem[(ptr + 8) >>> 2];
    return mem[ptr >>> 2] === 1 ? value !== 0 : value;
  },

  getProgramInfoLog(program) {
    requireArguments('getProgramInfoLog', 1, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getProgramInfoLog');
    const ptr = this._wasm.wasm_ctx_get_program_info_log(this._ctx, handle) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    return UTF8.decode(mem.subarray(ptr, ptr + len));
  },

  bindAttribLocation(program, index, name) {
    requireArguments('bindAttribLocation', 3, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'bindAttribLocation');
    const wasm = this._wasm;
    index |= 0;
    const text = `${name}`;
    const area = wasm.HEAPU8.subarray(this._upload, this._upload + this._uploadBytes);
    const { written } = encoder.encodeInto(text, area);
    wasm.wasm_ctx_bind_attrib_location(this._ctx, handle, index, this._upload, written);
  },

  /** -1 if the attribute is not active, or on error. */
  getAttribLocation(program, name) {
    requireArguments('getAttribLocation', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getAttribLocation');
    const wasm = this._wasm;
    const text = `${name}`;
    const area = wasm.HEAPU8.subarray(this._upload, this._upload + this._uploadBytes);
    const { written } = encoder.encodeInto(text, area);
    return wasm.wasm_ctx_get_attrib_location(this._ctx, handle, this._upload, written);
  },

  /** GL errors: INVALID_VALUE deleted program, index; null then. */
  getActiveAttrib(program, index) {
    requireArguments('getActiveAttrib', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getActiveAttrib');
    const info = this._wasm.wasm_ctx_get_active_attrib(this._ctx, handle, index) >>> 0;
    if (info === 0) return null;
    const size = this._wasm.HEAP32[info >>> 2];
    const type = this._wasm.HEAPU32[(info + 4) >>> 2];
    const ptr = this._wasm.wasm_ctx_get_active_attrib_name(this._ctx, handle, index) >>> 0;
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

  /** -1 if there is no such output, or on error. */
  getFragDataLocation(program, name) {
    requireArguments('getFragDataLocation', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getFragDataLocation');
    const wasm = this._wasm;
    const text = `${name}`;
    const area = wasm.HEAPU8.subarray(this._upload, this._upload + this._uploadBytes);
    const { written } = encoder.encodeInto(text, area);
    return wasm.wasm_ctx_get_frag_data_location(this._ctx, handle, this._upload, written);
  },

  /** Takes effect at the next link. GL errors: INVALID_ENUM bufferMode; INVALID_VALUE too many. */
  transformFeedbackVaryings(program, varyings, bufferMode) {
    requireArguments('transformFeedbackVaryings', 3, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'transformFeedbackVaryings');
    // Names are joined by NUL, which no name contains.
    const names = toSequence('transformFeedbackVaryings', varyings, (name) =>
      `${name}`.replaceAll('\0', '\ufffd'),
    );
    bufferMode |= 0;
    const text = encoder.encode(names.join('\0'));
    const wasm = this._wasm;
    const upload = wasm.wasm_alloc(Math.max(text.length, 1)) >>> 0;
    if (upload === 0) return outOfMemory(this, 'transformFeedbackVaryings', text.length);
    wasm.HEAPU8.set(text, upload);
    wasm.wasm_ctx_transform_feedback_varyings(
      this._ctx,
      handle,
      upload,
      text.length,
      names.length,
      bufferMode,
    );
    wasm.wasm_free(upload);
  },

  /** GL errors: INVALID_OPERATION never linked; INVALID_VALUE index; null then. */
  getTransformFeedbackVarying(program, index) {
    requireArguments('getTransformFeedbackVarying', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getTransformFeedbackVarying');
    const info = this._wasm.wasm_ctx_get_transform_feedback_varying(this._ctx, handle, index) >>> 0;
    if (info === 0) return null;
    const size = this._wasm.HEAP32[info >>> 2];
    const type = this._wasm.HEAPU32[(info + 4) >>> 2];
    const ptr =
      this._wasm.wasm_ctx_get_transform_feedback_varying_name(this._ctx, handle, index) >>> 0;
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
   * The WASM module that a stage of a linked program compiled to, as new bytes; its custom section
   * `nogpu.reflection` is the program's reflection as JSON. Not part of WebGL.
   * GL errors: INVALID_VALUE deleted program; INVALID_OPERATION not linked; INVALID_ENUM: null.
   * @param {WebGLProgram} program @param {number} shaderType  VERTEX_SHADER or FRAGMENT_SHADER
   * @returns {Uint8Array|null}
   */
  getProgramWasm(program, shaderType) {
    requireArguments('getProgramWasm', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getProgramWasm');
    const ptr = this._wasm.wasm_ctx_get_program_wasm(this._ctx, handle, shaderType) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    return mem.slice(ptr, ptr + len);
  },

  /** The same module as WebAssembly text. Not part of WebGL. */
  getProgramWat(program, shaderType) {
    requireArguments('getProgramWat', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getProgramWat');
    const ptr = this._wasm.wasm_ctx_get_program_wat(this._ctx, handle, shaderType) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    return UTF8.decode(mem.subarray(ptr, ptr + len));
  },

  /** GLSL ES 3.00 regenerated from the stage's IR. Not part of WebGL. */
  getProgramGlsl(program, shaderType) {
    requireArguments('getProgramGlsl', 2, arguments.length);
    const handle = toHandle(this, program, WebGLProgram, 'getProgramGlsl');
    const ptr = this._wasm.wasm_ctx_get_program_glsl(this._ctx, handle, shaderType) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    return UTF8.decode(mem.subarray(ptr, ptr + len));
  },
};
