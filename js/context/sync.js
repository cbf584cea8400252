// SPDX-License-Identifier: MIT
// Sync objects (WebGL 2.0 §3.7.14), finish and flush. A call is complete when it returns; a fence is
// still signaled only in a later task than its own, as the standard wants it.
import { safePoint } from '../lifetimes.js';
import { WebGLSync } from '../objects.js';
import { currentTurn, endingTurn } from '../turns.js';
import { requireArguments, toHandle, toInt64 } from '../webidl.js';

/** Kind of wasm/gl/object.h. */
const SYNC = 8;

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const syncMethods = {
  /** Nothing is ever pending. */
  finish() {},
  flush() {},

  /** GL errors: INVALID_ENUM condition, INVALID_VALUE flags; null then. */
  fenceSync(condition, flags) {
    requireArguments('fenceSync', 2, arguments.length);
    safePoint(this._wasm);
    const handle = this._wasm.wasm_ctx_fence_sync(this._ctx, condition, flags, endingTurn()) >>> 0;
    if (handle === 0) return null;
    return this._adopt(SYNC, handle);
  },

  isSync(sync) {
    requireArguments('isSync', 1, arguments.length);
    const handle = toHandle(this, sync, WebGLSync, 'isSync', true);
    return this._wasm.wasm_ctx_is_sync(this._ctx, handle) !== 0;
  },

  deleteSync(sync) {
    requireArguments('deleteSync', 1, arguments.length);
    const handle = toHandle(this, sync, WebGLSync, 'deleteSync', true);
    this._wasm.wasm_ctx_delete_sync(this._ctx, handle);
  },

  /**
   * ALREADY_SIGNALED, or TIMEOUT_EXPIRED within the fence's own task.
   * GL errors: INVALID_VALUE deleted, flags; INVALID_OPERATION timeout above
   * MAX_CLIENT_WAIT_TIMEOUT_WEBGL; WAIT_FAILED then.
   */
  clientWaitSync(sync, flags, timeout) {
    requireArguments('clientWaitSync', 3, arguments.length);
    const handle = toHandle(this, sync, WebGLSync, 'clientWaitSync');
    // GLuint64: a negative number is a huge one.
    const signed = toInt64(timeout);
    const wait = signed < 0 ? signed + 2 ** 64 : signed;
    return this._wasm.wasm_ctx_client_wait_sync(this._ctx, handle, flags, wait, currentTurn());
  },

  /** GL errors: INVALID_VALUE deleted, flags not 0, timeout not TIMEOUT_IGNORED. */
  waitSync(sync, flags, timeout) {
    requireArguments('waitSync', 3, arguments.length);
    const handle = toHandle(this, sync, WebGLSync, 'waitSync');
    this._wasm.wasm_ctx_wait_sync(this._ctx, handle, flags, toInt64(timeout));
  },

  /** A number. GL errors: INVALID_VALUE deleted, INVALID_ENUM pname; null then. */
  getSyncParameter(sync, pname) {
    requireArguments('getSyncParameter', 2, arguments.length);
    const [ctx, handle] = [this._ctx, toHandle(this, sync, WebGLSync, 'getSyncParameter')];
    const ptr = this._wasm.wasm_ctx_get_sync_parameter(ctx, handle, pname, currentTurn()) >>> 0;
    if (ptr === 0) return null;
    return this._wasm.HEAPU32[(ptr + 8) >>> 2];
  },
};
