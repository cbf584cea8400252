// SPDX-License-Identifier: MIT
// Transform feedback (WebGL 2.0 §3.7.15): vertex outputs into buffers. The rules are in
// wasm/gl/transform_feedbacks.cpp.
import { safePoint } from '../lifetimes.js';
import { WebGLTransformFeedback } from '../objects.js';
import { requireArguments, toHandle } from '../webidl.js';

/** Kind of wasm/gl/object.h. */
const TRANSFORM_FEEDBACK = 10;

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const transformFeedbackMethods = {
  createTransformFeedback() {
    safePoint(this._wasm);
    const handle = this._wasm.wasm_ctx_create_transform_feedback(this._ctx) >>> 0;
    return this._adopt(TRANSFORM_FEEDBACK, handle);
  },

  /** GL errors: INVALID_OPERATION active. */
  deleteTransformFeedback(tf) {
    requireArguments('deleteTransformFeedback', 1, arguments.length);
    const handle = toHandle(this, tf, WebGLTransformFeedback, 'deleteTransformFeedback', true);
    this._wasm.wasm_ctx_delete_transform_feedback(this._ctx, handle);
  },

  isTransformFeedback(tf) {
    requireArguments('isTransformFeedback', 1, arguments.length);
    const handle = toHandle(this, tf, WebGLTransformFeedback, 'isTransformFeedback', true);
    return this._wasm.wasm_ctx_is_transform_feedback(this._ctx, handle) !== 0;
  },

  /** GL errors: INVALID_ENUM target; INVALID_OPERATION deleted, current one active and not paused. */
  bindTransformFeedback(target, tf) {
    requireArguments('bindTransformFeedback', 2, arguments.length);
    const handle = toHandle(this, tf, WebGLTransformFeedback, 'bindTransformFeedback', true);
    this._wasm.wasm_ctx_bind_transform_feedback(this._ctx, target, handle);
  },

  /**
   * GL errors: INVALID_ENUM primitiveMode; INVALID_OPERATION active, no program, no varyings, a buffer
   * missing or bound twice.
   */
  beginTransformFeedback(primitiveMode) {
    requireArguments('beginTransformFeedback', 1, arguments.length);
    this._wasm.wasm_ctx_begin_transform_feedback(this._ctx, primitiveMode);
  },

  endTransformFeedback() {
    this._wasm.wasm_ctx_end_transform_feedback(this._ctx);
  },

  pauseTransformFeedback() {
    this._wasm.wasm_ctx_pause_transform_feedback(this._ctx);
  },

  /** GL errors: INVALID_OPERATION not paused, another program or another link of it. */
  resumeTransformFeedback() {
    this._wasm.wasm_ctx_resume_transform_feedback(this._ctx);
  },
};
