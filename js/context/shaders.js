// SPDX-License-Identifier: MIT
// Shader objects: source, compilation, logs (WebGL 1.0 §5.14.9).
import { safePoint } from '../lifetimes.js';
import { WebGLShader, WebGLShaderPrecisionFormat, constructionKey } from '../objects.js';
import { requireArguments, toHandle } from '../webidl.js';
import { outOfMemory } from './report.js';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const SHADER = 7; // object kind, wasm/gl/object.h

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const shaderMethods = {
  /** null with INVALID_ENUM if `type` is neither VERTEX_SHADER nor FRAGMENT_SHADER. */
  createShader(type) {
    requireArguments('createShader', 1, arguments.length);
    safePoint(this._wasm);
    const handle = this._wasm.wasm_ctx_create_shader(this._ctx, type) >>> 0;
    // Null for an unknown type; on a lost context a shader that stands for nothing.
    if (handle === 0 && !this.isContextLost()) return null;
    return this._adopt(SHADER, handle);
  },

  deleteShader(shader) {
    requireArguments('deleteShader', 1, arguments.length);
    const handle = toHandle(this, shader, WebGLShader, 'deleteShader', true);
    this._wasm.wasm_ctx_delete_shader(this._ctx, handle);
  },

  isShader(shader) {
    requireArguments('isShader', 1, arguments.length);
    const handle = toHandle(this, shader, WebGLShader, 'isShader', true);
    return this._wasm.wasm_ctx_is_shader(this._ctx, handle) !== 0;
  },

  shaderSource(shader, source) {
    requireArguments('shaderSource', 2, arguments.length);
    const handle = toHandle(this, shader, WebGLShader, 'shaderSource');
    const text = encoder.encode(`${source}`);
    const wasm = this._wasm;
    const upload = wasm.wasm_alloc(Math.max(text.length, 1)) >>> 0;
    if (upload === 0) return outOfMemory(this, 'shaderSource', text.length);
    wasm.HEAPU8.set(text, upload);
    wasm.wasm_ctx_shader_source(this._ctx, handle, upload, text.length);
    wasm.wasm_free(upload);
  },

  compileShader(shader) {
    requireArguments('compileShader', 1, arguments.length);
    const handle = toHandle(this, shader, WebGLShader, 'compileShader');
    this._wasm.wasm_ctx_compile_shader(this._ctx, handle);
  },

  /** A boolean, or the type as a number. GL errors: INVALID_VALUE deleted; INVALID_ENUM: null. */
  getShaderParameter(shader, pname) {
    requireArguments('getShaderParameter', 2, arguments.length);
    const handle = toHandle(this, shader, WebGLShader, 'getShaderParameter');
    const ptr = this._wasm.wasm_ctx_get_shader_parameter(this._ctx, handle, pname) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU32;
    const value = mem[(ptr + 8) >>> 2];
    return mem[ptr >>> 2] === 1 ? value !== 0 : value;
  },

  getShaderInfoLog(shader) {
    requireArguments('getShaderInfoLog', 1, arguments.length);
    const handle = toHandle(this, shader, WebGLShader, 'getShaderInfoLog');
    const ptr = this._wasm.wasm_ctx_get_shader_info_log(this._ctx, handle) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    return UTF8.decode(mem.subarray(ptr, ptr + len));
  },

  getShaderSource(shader) {
    requireArguments('getShaderSource', 1, arguments.length);
    const handle = toHandle(this, shader, WebGLShader, 'getShaderSource');
    const ptr = this._wasm.wasm_ctx_get_shader_source(this._ctx, handle) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    return UTF8.decode(mem.subarray(ptr, ptr + len));
  },

  /** GL errors: INVALID_ENUM: null. */
  getShaderPrecisionFormat(shadertype, precisiontype) {
    requireArguments('getShaderPrecisionFormat', 2, arguments.length);
    const ptr =
      this._wasm.wasm_ctx_get_shader_precision_format(this._ctx, shadertype, precisiontype) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAP32;
    return new WebGLShaderPrecisionFormat(
      constructionKey,
      mem[ptr >>> 2],
      mem[(ptr + 4) >>> 2],
      mem[(ptr + 8) >>> 2],
    );
  },

  /**
   * WEBGL_debug_shaders: what the shader was translated to, as GLSL; '' before a compilation that
   * succeeded. The extension object forwards here.
   */
  _getTranslatedShaderSource(shader) {
    requireArguments('getTranslatedShaderSource', 1, arguments.length);
    const handle = toHandle(this, shader, WebGLShader, 'getTranslatedShaderSource');
    const ptr = this._wasm.wasm_ctx_get_translated_shader_source(this._ctx, handle) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    return UTF8.decode(mem.subarray(ptr, ptr + len));
  },
};
