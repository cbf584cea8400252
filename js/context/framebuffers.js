// SPDX-License-Identifier: MIT
// Framebuffer objects: attachments, completeness, draw and read buffers, invalidation, blits
// (WebGL 1.0 §5.14.6, WebGL 2.0 §3.7.4).
import { safePoint } from '../lifetimes.js';
import { WebGLFramebuffer, WebGLRenderbuffer, WebGLTexture } from '../objects.js';
import { requireArguments, toHandle, toInt32s, toSequence, toUint32 } from '../webidl.js';

const OBJECT = 10; // payload type tag: { kind, handle }

const FRAMEBUFFER = 2; // object kind, wasm/gl/object.h

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const framebufferMethods = {
  createFramebuffer() {
    safePoint(this._wasm);
    const handle = this._wasm.wasm_ctx_create_framebuffer(this._ctx) >>> 0;
    return this._adopt(FRAMEBUFFER, handle);
  },

  deleteFramebuffer(framebuffer) {
    requireArguments('deleteFramebuffer', 1, arguments.length);
    const handle = toHandle(this, framebuffer, WebGLFramebuffer, 'deleteFramebuffer', true);
    this._wasm.wasm_ctx_delete_framebuffer(this._ctx, handle);
  },

  isFramebuffer(framebuffer) {
    requireArguments('isFramebuffer', 1, arguments.length);
    const handle = toHandle(this, framebuffer, WebGLFramebuffer, 'isFramebuffer', true);
    return this._wasm.wasm_ctx_is_framebuffer(this._ctx, handle) !== 0;
  },

  bindFramebuffer(target, framebuffer) {
    requireArguments('bindFramebuffer', 2, arguments.length);
    const handle = toHandle(this, framebuffer, WebGLFramebuffer, 'bindFramebuffer', true);
    this._wasm.wasm_ctx_bind_framebuffer(this._ctx, target, handle);
  },

  checkFramebufferStatus(target) {
    requireArguments('checkFramebufferStatus', 1, arguments.length);
    return this._wasm.wasm_ctx_check_framebuffer_status(this._ctx, target) >>> 0;
  },

  framebufferTexture2D(target, attachment, textarget, texture, level) {
    requireArguments('framebufferTexture2D', 5, arguments.length);
    const handle = toHandle(this, texture, WebGLTexture, 'framebufferTexture2D', true);
    this._wasm.wasm_ctx_framebuffer_texture2d(
      this._ctx,
      target,
      attachment,
      textarget,
      handle,
      level,
    );
  },

  framebufferTextureLayer(target, attachment, texture, level, layer) {
    requireArguments('framebufferTextureLayer', 5, arguments.length);
    const handle = toHandle(this, texture, WebGLTexture, 'framebufferTextureLayer', true);
    this._wasm.wasm_ctx_framebuffer_texture_layer(
      this._ctx,
      target,
      attachment,
      handle,
      level,
      layer,
    );
  },

  framebufferRenderbuffer(target, attachment, renderbuffertarget, renderbuffer) {
    requireArguments('framebufferRenderbuffer', 4, arguments.length);
    const handle = toHandle(this, renderbuffer, WebGLRenderbuffer, 'framebufferRenderbuffer', true);
    this._wasm.wasm_ctx_framebuffer_renderbuffer(
      this._ctx,
      target,
      attachment,
      renderbuffertarget,
      handle,
    );
  },

  /**
   * A number, or the attached object for FRAMEBUFFER_ATTACHMENT_OBJECT_NAME.
   * GL errors: INVALID_ENUM target, attachment, pname; INVALID_OPERATION nothing attached, or
   * depth and stencil differ. Both return null.
   */
  getFramebufferAttachmentParameter(target, attachment, pname) {
    requireArguments('getFramebufferAttachmentParameter', 3, arguments.length);
    const ptr =
      this._wasm.wasm_ctx_get_framebuffer_attachment_parameter(
        this._ctx,
        target,
        attachment,
        pname,
      ) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU32;
    const tag = mem[ptr >>> 2];
    if (tag === 0) return null;
    if (tag === OBJECT) return this._wrap(mem[(ptr + 8) >>> 2], mem[(ptr + 12) >>> 2]);
    return mem[(ptr + 8) >>> 2];
  },

  drawBuffers(buffers) {
    requireArguments('drawBuffers', 1, arguments.length);
    const list = toSequence('drawBuffers', buffers, toUint32);
    // More than the area holds is more than MAX_DRAW_BUFFERS: the count alone decides then.
    this._wasm.HEAPU32.set(list.slice(0, this._uploadBytes >>> 2), this._upload >>> 2);
    this._wasm.wasm_ctx_draw_buffers(this._ctx, this._upload, list.length);
  },

  readBuffer(src) {
    requireArguments('readBuffer', 1, arguments.length);
    this._wasm.wasm_ctx_read_buffer(this._ctx, src);
  },

  invalidateFramebuffer(target, attachments) {
    requireArguments('invalidateFramebuffer', 2, arguments.length);
    target |= 0;
    const list = toSequence('invalidateFramebuffer', attachments, toUint32);
    list.length = Math.min(list.length, this._uploadBytes >>> 2);
    this._wasm.HEAPU32.set(list, this._upload >>> 2);
    this._wasm.wasm_ctx_invalidate_framebuffer(this._ctx, target, this._upload, list.length);
  },

  invalidateSubFramebuffer(target, attachments, x, y, width, height) {
    requireArguments('invalidateSubFramebuffer', 6, arguments.length);
    target |= 0;
    const list = toSequence('invalidateSubFramebuffer', attachments, toUint32);
    [x, y, width, height] = toInt32s([x, y, width, height], 4);
    list.length = Math.min(list.length, this._uploadBytes >>> 2);
    this._wasm.HEAPU32.set(list, this._upload >>> 2);
    this._wasm.wasm_ctx_invalidate_sub_framebuffer(
      this._ctx,
      target,
      this._upload,
      list.length,
      x,
      y,
      width,
      height,
    );
  },

  blitFramebuffer(srcX0, srcY0, srcX1, srcY1, dstX0, dstY0, dstX1, dstY1, mask, filter) {
    requireArguments('blitFramebuffer', 10, arguments.length);
    this._wasm.wasm_ctx_blit_framebuffer(
      this._ctx,
      srcX0,
      srcY0,
      srcX1,
      srcY1,
      dstX0,
      dstY0,
      dstX1,
      dstY1,
      mask,
      filter,
    );
  },

  /**
   * SAMPLES as an Int32Array, highest first; empty for integer formats.
   * GL errors: INVALID_ENUM target, internalformat, pname: null.
   */
  getInternalformatParameter(target, internalformat, pname) {
    requireArguments('getInternalformatParameter', 3, arguments.length);
    const ptr =
      this._wasm.wasm_ctx_get_internalformat_parameter(this._ctx, target, internalformat, pname) >>>
      0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAP32;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    return mem.slice(ptr >>> 2, (ptr + len) >>> 2);
  },
};
