// SPDX-License-Identifier: MIT
// The context as a whole: attributes, errors, loss (WebGL 1.0 §5.14.2, §5.14.3).
import { requireArguments } from '../webidl.js';
import { ATTRIBUTE_BITS } from './options.js';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const contextStateMethods = {
  /** The attributes as granted, a new object; null for a lost context. */
  getContextAttributes() {
    if (this.isContextLost()) return null;
    const bits = this._wasm.wasm_ctx_get_context_attributes(this._ctx);
    const attributes = { ...this._attributes };
    for (const [name, bit] of Object.entries(ATTRIBUTE_BITS)) attributes[name] = (bits & bit) !== 0;
    return attributes;
  },

  /**
   * Gives the drawing buffer another format and size, and clears it.
   * GL errors: INVALID_OPERATION without alpha; INVALID_ENUM format; INVALID_VALUE size; OUT_OF_MEMORY.
   * See WebGL 1.0 §2.2.
   */
  drawingBufferStorage(sizedFormat, width, height) {
    requireArguments('drawingBufferStorage', 3, arguments.length);
    this._wasm.wasm_ctx_drawing_buffer_storage(this._ctx, sizedFormat, width, height);
  },

  /**
   * Not in the standard: tells that the picture was shown. There is no compositor here that would know;
   * without `preserveDrawingBuffer` the drawing buffer is cleared now, as a browser clears it after
   * compositing (WebGL 1.0 §2.2). Hosts that never call it keep their pictures.
   */
  present() {
    this._wasm.wasm_ctx_present(this._ctx);
  },

  /** There is no XR device that could object. */
  async makeXRCompatible() {},

  isContextLost() {
    return this._wasm.wasm_ctx_is_context_lost(this._ctx) !== 0;
  },

  /** The oldest error raised, or NO_ERROR; CONTEXT_LOST_WEBGL once after a loss. */
  getError() {
    return this._wasm.wasm_ctx_get_error(this._ctx);
  },

  /**
   * Not in the standard: the message of the latest GL error, which names the call, the argument and the
   * rule; after a loss, why the context was lost. '' before the first.
   */
  getLastErrorMessage() {
    const ptr = this._wasm.wasm_ctx_get_debug_log(this._ctx) >>> 0;
    if (ptr === 0) return '';
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    const lines = UTF8.decode(mem.subarray(ptr, ptr + len)).split('\n');
    return lines.at(-2) ?? '';
  },
};
