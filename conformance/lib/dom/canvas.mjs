// SPDX-License-Identifier: MIT
// Canvas elements and OffscreenCanvas: which context a canvas has, and its pixels for whoever draws it.
import { encodePNG } from '../encode-png.mjs';
import { Canvas2D } from './canvas-2d.mjs';
import { PIXELS, pixelsOf } from './pixels.mjs';
import { dim } from './dim.mjs';
import { HTMLElement } from './elements.mjs';
import { guard, Target } from './events.mjs';
import { ImageBitmap, KEY } from './image-bitmap.mjs';
import { needs, page } from './page.mjs';

const VERSIONS = { webgl2: 2, webgl: 1, 'experimental-webgl': 1 };
// Canvases whose pictures a browser would show at the end of a frame: those in the document, and offscreen
// ones that draw for a canvas in the document.
const shown = new Set();
export const present = () => {
  for (const ref of shown) {
    const canvas = ref.deref();
    if (canvas === undefined) shown.delete(ref);
    else if ((canvas.placeholder_ ?? canvas).isConnected) page.adapter.present?.(canvas.gl_);
  }
};
const canvasMixin = (C) =>
  class extends C {
    contextFor(type, attrs) {
      type = String(type);
      if (type === '2d') {
        if (this.gl_) return null;
        return (this.c2d_ ??= new Canvas2D(this, needs));
      }
      const version = VERSIONS[type];
      if (version !== undefined) {
        if (this.c2d_ || this.other_ || (this.gl_ && this.version_ !== version)) return null;
        if (!this.gl_ && !this.glFailed_) {
          this.version_ = version;
          const gl = page.adapter.createContextSync(version, this.width, this.height, attrs ?? {}, {
            canvas: this,
            node: true,
            offscreen: !(this instanceof HTMLCanvasElement),
          });
          if (gl) {
            this.gl_ = gl;
            shown.add(new WeakRef(this));
            if (gl.canvas !== this)
              try {
                Object.defineProperty(gl, 'canvas', { value: this, configurable: true });
              } catch {}
          } else {
            this.glFailed_ = true;
            const e = new WebGLContextEvent('webglcontextcreationerror');
            this.dispatchEvent(e);
            this.glFailed_ = false;
          }
        }
        return this.gl_ ?? null;
      }
      if (type === 'bitmaprenderer') {
        needs('bitmaprenderer');
        this.other_ = true;
        return { transferFromImageBitmap() {}, canvas: this };
      }
      return null;
    }
    resized_() {
      if (this.gl_) page.adapter.resize?.(this.gl_, this.width, this.height);
      else if (this.c2d_) this.c2d_.reset_();
    }
    [PIXELS]() {
      if (this.gl_) return glPixels(this.gl_, this.width, this.height);
      if (this.c2d_) return { width: this.width, height: this.height, data: this.c2d_.data_ };
      return {
        width: this.width,
        height: this.height,
        data: new Uint8ClampedArray(this.width * this.height * 4),
      };
    }
  };
function glPixels(gl, w, h) {
  if (page.adapter.readDrawingBuffer)
    return { width: w, height: h, data: page.adapter.readDrawingBuffer(gl, w, h) };
  const was = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING),
    pbo = gl.getParameter(gl.PIXEL_PACK_BUFFER_BINDING);
  const keep = [gl.PACK_ALIGNMENT, gl.PACK_ROW_LENGTH, gl.PACK_SKIP_PIXELS, gl.PACK_SKIP_ROWS].map(
    (p) => [p, gl.getParameter(p)],
  );
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  gl.pixelStorei(gl.PACK_ALIGNMENT, 4);
  for (const [p] of keep.slice(1)) gl.pixelStorei(p, 0);
  const up = new Uint8Array(w * h * 4),
    data = new Uint8ClampedArray(w * h * 4);
  gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, up);
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, was);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, pbo);
  for (const [p, v] of keep) gl.pixelStorei(p, v);
  const a = gl.getContextAttributes?.() ?? {};
  for (let y = 0; y < h; y++)
    data.set(up.subarray((h - 1 - y) * w * 4, (h - y) * w * 4), y * w * 4);
  for (let i = 0; i < data.length; i += 4) {
    const al = data[i + 3];
    if (a.alpha === false) data[i + 3] = 255;
    else if (a.premultipliedAlpha !== false && al && al < 255)
      for (let c = 0; c < 3; c++) data[i + c] = Math.min(255, Math.round((data[i + c] * 255) / al));
  }
  return { width: w, height: h, data };
}

export class HTMLCanvasElement extends canvasMixin(HTMLElement) {
  get width() {
    return dim(this.getAttribute('width') ?? 300, 300);
  }
  set width(v) {
    this.setAttribute('width', dim(v, 300));
  }
  get height() {
    return dim(this.getAttribute('height') ?? 150, 150);
  }
  set height(v) {
    this.setAttribute('height', dim(v, 150));
  }
  attributeSet(k, v) {
    super.attributeSet(k, v);
    if (k === 'width' || k === 'height') this.resized_();
  }
  getContext(t, a) {
    return this.contextFor(t, a);
  }
  toDataURL(type) {
    if (type && type !== 'image/png') needs('toDataURL ' + type);
    return 'data:image/png;base64,' + Buffer.from(encodePNG(pixelsOf(this))).toString('base64');
  }
  toBlob(cb) {
    const b = new Blob([encodePNG(pixelsOf(this))], { type: 'image/png' });
    setImmediate(() => guard(() => cb(b)));
  }
  captureStream() {
    needs('captureStream');
    return {};
  }
  transferControlToOffscreen() {
    const o = new OffscreenCanvas(this.width, this.height);
    o.placeholder_ = this;
    return o;
  }
}

export class OffscreenCanvas extends canvasMixin(Target) {
  constructor(w, h) {
    super();
    this.w_ = dim(w, 0);
    this.h_ = dim(h, 0);
  }
  get width() {
    return this.w_;
  }
  set width(v) {
    this.w_ = dim(v, 0);
    this.resized_();
  }
  get height() {
    return this.h_;
  }
  set height(v) {
    this.h_ = dim(v, 0);
    this.resized_();
  }
  getContext(t, a) {
    return this.contextFor(t, a);
  }
  transferToImageBitmap() {
    return new ImageBitmap(KEY, pixelsOf(this));
  }
  async convertToBlob() {
    return new Blob([encodePNG(pixelsOf(this))], { type: 'image/png' });
  }
}
