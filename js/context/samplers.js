// SPDX-License-Identifier: MIT
// Sampler objects (WebGL 2.0 §3.7.7).
import { safePoint } from '../lifetimes.js';
import { WebGLSampler } from '../objects.js';
import { requireArguments, toHandle } from '../webidl.js';

const SAMPLER = 6; // object kind, wasm/gl/object.h

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const samplerMethods = {
  createSampler() {
    safePoint(this._wasm);
    const handle = this._wasm.wasm_ctx_create_sampler(this._ctx) >>> 0;
    return this._adopt(SAMPLER, handle);
  },

  deleteSampler(sampler) {
    requireArguments('deleteSampler', 1, arguments.length);
    const handle = toHandle(this, sampler, WebGLSampler, 'deleteSampler', true);
    this._wasm.wasm_ctx_delete_sampler(this._ctx, handle);
  },

  isSampler(sampler) {
    requireArguments('isSampler', 1, arguments.length);
    const handle = toHandle(this, sampler, WebGLSampler, 'isSampler', true);
    return this._wasm.wasm_ctx_is_sampler(this._ctx, handle) !== 0;
  },

  bindSampler(unit, sampler) {
    requireArguments('bindSampler', 2, arguments.length);
    const handle = toHandle(this, sampler, WebGLSampler, 'bindSampler', true);
    this._wasm.wasm_ctx_bind_sampler(this._ctx, unit, handle);
  },

  samplerParameteri(sampler, pname, param) {
    requireArguments('samplerParameteri', 3, arguments.length);
    const handle = toHandle(this, sampler, WebGLSampler, 'samplerParameteri');
    this._wasm.wasm_ctx_sampler_parameteri(this._ctx, handle, pname, param);
  },

  samplerParameterf(sampler, pname, param) {
    requireArguments('samplerParameterf', 3, arguments.length);
    const handle = toHandle(this, sampler, WebGLSampler, 'samplerParameterf');
    this._wasm.wasm_ctx_sampler_parameterf(this._ctx, handle, pname, param);
  },

  /**
   * A number: an enum, or a float for the LOD limits and the anisotropy.
   * GL errors: INVALID_OPERATION deleted sampler; INVALID_ENUM pname. Both return null.
   */
  getSamplerParameter(sampler, pname) {
    requireArguments('getSamplerParameter', 2, arguments.length);
    const handle = toHandle(this, sampler, WebGLSampler, 'getSamplerParameter');
    const ptr = this._wasm.wasm_ctx_get_sampler_parameter(this._ctx, handle, pname) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU32;
    if (mem[ptr >>> 2] === 4) return this._wasm.HEAPF32[(ptr + 8) >>> 2];
    return mem[(ptr + 8) >>> 2];
  },
};
