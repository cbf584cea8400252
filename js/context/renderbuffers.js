// SPDX-License-Identifier: MIT
// Renderbuffers (WebGL 1.0 §5.14.7, WebGL 2.0 §3.7.5).
import { safePoint } from '../lifetimes.js';
import { WebGLRenderbuffer } from '../objects.js';
import { requireArguments, toHandle } from '../webidl.js';

const RENDERBUFFER = 5; // object kind, wasm/gl/object.h

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const renderbufferMethods = {
  createRenderbuffer() {
    safePoint(this._wasm);
    const handle = this._wasm.wasm_ctx_create_renderbuffer(this._ctx) >>> 0;
    return this._adopt(RENDERBUFFER, handle);
  },

  deleteRenderbuffer(renderbuffer) {
    requireArguments('deleteRenderbuffer', 1, arguments.length);
    const handle = toHandle(this, renderbuffer, WebGLRenderbuffer, 'deleteRenderbuffer', true);
    this._wasm.wasm_ctx_delete_renderbuffer(this._ctx, handle);
  },

  isRenderbuffer(renderbuffer) {
    requireArguments('isRenderbuffer', 1, arguments.length);
    const handle = toHandle(this, renderbuffer, WebGLRenderbuffer, 'isRenderbuffer', true);
    return this._wasm.wasm_ctx_is_renderbuffer(this._ctx, handle) !== 0;
  },

  bindRenderbuffer(target, renderbuffer) {
    requireArguments('bindRenderbuffer', 2, arguments.length);
    const handle = toHandle(this, renderbuffer, WebGLRenderbuffer, 'bindRenderbuffer', true);
    this._wasm.wasm_ctx_bind_renderbuffer(this._ctx, target, handle);
  },

  renderbufferStorage(target, internalformat, width, height) {
    requireArguments('renderbufferStorage', 4, arguments.length);
    this._wasm.wasm_ctx_renderbuffer_storage(this._ctx, target, internalformat, width, height);
  },

  renderbufferStorageMultisample(target, samples, internalformat, width, height) {
    requireArguments('renderbufferStorageMultisample', 5, arguments.length);
    this._wasm.wasm_ctx_renderbuffer_storage_multisample(
      this._ctx,
      target,
      samples,
      internalformat,
      width,
      height,
    );
  },

  /** A number. GL errors: INVALID_ENUM target, pname; INVALID_OPERATION nothing bound: null. */
  getRenderbufferParameter(target, pname) {
    requireArguments('getRenderbufferParameter', 2, arguments.length);
    const ptr = this._wasm.wasm_ctx_get_renderbuffer_parameter(this._ctx, target, pname) >>> 0;
    if (ptr === 0) return null;
    return this._wasm.HEAPU32[(ptr + 8) >>> 2];
  },
};
