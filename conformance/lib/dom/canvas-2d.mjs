// SPDX-License-Identifier: MIT
// A 2D context that fills, copies and moves pixels and writes in one small font; no paths or gradients.
import { parseColor } from './color.mjs';
import { eachPoint, pointSize, textWidth } from './glyphs.mjs';
import { ImageDataShim, pixelsOf } from './pixels.mjs';

export class Canvas2D {
  constructor(canvas, needs) {
    this.canvas = canvas;
    this.needs_ = needs;
    this.m_ = [1, 0, 0, 1, 0, 0];
    this.stack_ = [];
    this.globalAlpha = 1;
    this.globalCompositeOperation = 'source-over';
    this.fillStyle_ = '#000000';
    this.imageSmoothingEnabled = true;
    this.font = '10px sans-serif';
    this.textAlign = 'start';
    this.textBaseline = 'alphabetic';
    this.reset_();
  }
  reset_() {
    this.data_ = new Uint8ClampedArray(this.canvas.width * this.canvas.height * 4);
    this.m_ = [1, 0, 0, 1, 0, 0];
  }
  get fillStyle() {
    return this.fillStyle_;
  }
  set fillStyle(v) {
    if (typeof v === 'string') {
      if (parseColor(v)) this.fillStyle_ = v;
      else this.needs_('2d colour ' + v);
    } else {
      this.needs_('2d gradient or pattern');
    }
  }
  save() {
    this.stack_.push([
      this.m_.slice(),
      this.globalAlpha,
      this.globalCompositeOperation,
      this.fillStyle_,
    ]);
  }
  restore() {
    const s = this.stack_.pop();
    if (s) [this.m_, this.globalAlpha, this.globalCompositeOperation, this.fillStyle_] = s;
  }
  translate(x, y) {
    const m = this.m_;
    m[4] += m[0] * x + m[2] * y;
    m[5] += m[1] * x + m[3] * y;
  }
  scale(x, y) {
    const m = this.m_;
    m[0] *= x;
    m[1] *= x;
    m[2] *= y;
    m[3] *= y;
  }
  setTransform(a, b, c, d, e, f) {
    this.m_ = a === undefined ? [1, 0, 0, 1, 0, 0] : [a, b, c, d, e, f];
  }
  resetTransform() {
    this.m_ = [1, 0, 0, 1, 0, 0];
  }
  getContextAttributes() {
    return { alpha: true };
  }
  createImageData(w, h) {
    return typeof w === 'object' ? new ImageDataShim(w.width, w.height) : new ImageDataShim(w, h);
  }
  getImageData(x, y, w, h) {
    const o = new ImageDataShim(w, h),
      W = this.canvas.width,
      H = this.canvas.height;
    for (let j = 0; j < h; j++)
      for (let i = 0; i < w; i++) {
        const X = x + i,
          Y = y + j;
        if (X >= 0 && Y >= 0 && X < W && Y < H)
          for (let c = 0; c < 4; c++) o.data[(j * w + i) * 4 + c] = this.data_[(Y * W + X) * 4 + c];
      }
    return o;
  }
  putImageData(im, x, y) {
    const W = this.canvas.width,
      H = this.canvas.height;
    for (let j = 0; j < im.height; j++)
      for (let i = 0; i < im.width; i++) {
        const X = x + i,
          Y = y + j;
        if (X >= 0 && Y >= 0 && X < W && Y < H)
          for (let c = 0; c < 4; c++)
            this.data_[(Y * W + X) * 4 + c] = im.data[(j * im.width + i) * 4 + c];
      }
  }
  rect_(x, y, w, h, f) {
    const m = this.m_;
    if (m[1] || m[2]) this.needs_('2d rotation');
    let x0 = m[0] * x + m[4],
      x1 = m[0] * (x + w) + m[4],
      y0 = m[3] * y + m[5],
      y1 = m[3] * (y + h) + m[5];
    if (x0 > x1) [x0, x1] = [x1, x0];
    if (y0 > y1) [y0, y1] = [y1, y0];
    const W = this.canvas.width,
      H = this.canvas.height;
    for (let Y = Math.max(0, Math.round(y0)); Y < Math.min(H, Math.round(y1)); Y++)
      for (let X = Math.max(0, Math.round(x0)); X < Math.min(W, Math.round(x1)); X++)
        f((Y * W + X) * 4, X, Y);
  }
  blend_(i, r, g, b, a) {
    const d = this.data_;
    a *= this.globalAlpha;
    if (this.globalCompositeOperation === 'copy' || a >= 255) {
      d[i] = r;
      d[i + 1] = g;
      d[i + 2] = b;
      d[i + 3] = a;
      return;
    }
    const A = a / 255,
      B = d[i + 3] / 255,
      O = A + B * (1 - A);
    if (!O) {
      d[i] = d[i + 1] = d[i + 2] = d[i + 3] = 0;
      return;
    }
    d[i] = (r * A + d[i] * B * (1 - A)) / O;
    d[i + 1] = (g * A + d[i + 1] * B * (1 - A)) / O;
    d[i + 2] = (b * A + d[i + 2] * B * (1 - A)) / O;
    d[i + 3] = O * 255;
  }
  clearRect(x, y, w, h) {
    this.rect_(x, y, w, h, (i) => {
      this.data_.fill(0, i, i + 4);
    });
  }
  fillRect(x, y, w, h) {
    const c = parseColor(this.fillStyle_);
    this.rect_(x, y, w, h, (i) => this.blend_(i, c[0], c[1], c[2], c[3]));
  }
  measureText(text) {
    return { width: textWidth(String(text)) * pointSize(this.font) };
  }
  fillText(text, x, y) {
    text = String(text);
    const size = pointSize(this.font);
    const left = { center: 0.5, right: 1, end: 1 }[this.textAlign] ?? 0;
    const above = { top: 0, hanging: 0, middle: 3.5 }[this.textBaseline] ?? 7;
    const x0 = x - left * textWidth(text) * size;
    const y0 = y - above * size;
    eachPoint(text, (u, v) => this.fillRect(x0 + u * size, y0 + v * size, size, size));
  }
  drawImage(src, ...a) {
    const p = pixelsOf(src);
    if (!p) {
      this.needs_('drawImage source');
      return;
    }
    let [sx, sy, sw, sh, dx, dy, dw, dh] =
      a.length >= 8 ? a : [0, 0, p.width, p.height, a[0], a[1], a[2] ?? p.width, a[3] ?? p.height];
    const m = this.m_,
      X0 = m[0] * dx + m[4],
      Y0 = m[3] * dy + m[5],
      SX = (m[0] * dw) / sw,
      SY = (m[3] * dh) / sh;
    this.rect_(dx, dy, dw, dh, (i, X, Y) => {
      const u = Math.min(p.width - 1, Math.max(0, Math.floor(sx + (X + 0.5 - X0) / SX))),
        v = Math.min(p.height - 1, Math.max(0, Math.floor(sy + (Y + 0.5 - Y0) / SY))),
        k = (v * p.width + u) * 4;
      this.blend_(i, p.data[k], p.data[k + 1], p.data[k + 2], p.data[k + 3]);
    });
  }
}

// the rest of the 2D API: noted, does nothing
for (const k of [
  'beginPath',
  'closePath',
  'moveTo',
  'lineTo',
  'arc',
  'arcTo',
  'rect',
  'ellipse',
  'bezierCurveTo',
  'quadraticCurveTo',
  'fill',
  'stroke',
  'strokeRect',
  'clip',
  'strokeText',
  'rotate',
  'transform',
  'setLineDash',
])
  Canvas2D.prototype[k] = function () {
    this.needs_('2d ' + k);
  };
for (const k of ['createLinearGradient', 'createRadialGradient', 'createPattern'])
  Canvas2D.prototype[k] = function () {
    this.needs_('2d ' + k);
    return { addColorStop() {} };
  };
