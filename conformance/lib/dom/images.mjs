// SPDX-License-Identifier: MIT
// Image elements: PNG and JPEG where a decoder is there, turned as EXIF says.
import { PIXELS } from './pixels.mjs';
import { dim } from './dim.mjs';
import { HTMLElement, urlAttr } from './elements.mjs';
import { orientationOf, upright } from './exif.mjs';
import { loadEnd, loadStart, needs, page, readUrl } from './page.mjs';

export function decodeImage(buf) {
  try {
    if (buf[0] === 0x89 && buf[1] === 0x50 && page.decoders.png) return page.decoders.png(buf);
    if (buf[0] === 0xff && buf[1] === 0xd8 && page.decoders.jpeg)
      return upright(page.decoders.jpeg(buf), orientationOf(buf));
  } catch (e) {
    return null;
  }
  const isSvg = /^\s*<(\?xml|!DOCTYPE svg|svg)/.test(Buffer.from(buf.subarray(0, 80)).toString());
  needs(isSvg ? 'SVG' : 'image decoding');
  return null;
}

export class HTMLImageElement extends HTMLElement {
  constructor() {
    super('img');
    this.complete = true;
    this.p_ = null;
  }
  get width() {
    return dim(this.getAttribute('width') ?? this.p_?.width ?? 0, 0);
  }
  set width(v) {
    this.setAttribute('width', v);
  }
  get height() {
    return dim(this.getAttribute('height') ?? this.p_?.height ?? 0, 0);
  }
  set height(v) {
    this.setAttribute('height', v);
  }
  get naturalWidth() {
    return this.p_?.width ?? 0;
  }
  get naturalHeight() {
    return this.p_?.height ?? 0;
  }
  get crossOrigin() {
    return this.getAttribute('crossorigin');
  }
  set crossOrigin(v) {
    this.setAttribute('crossorigin', v);
  }
  attributeSet(k, v) {
    super.attributeSet(k, v);
    if (k === 'src') this.load_(v);
  }
  load_(v) {
    this.complete = false;
    loadStart();
    const n = (this.n_ = (this.n_ || 0) + 1);
    needs('image', true);
    setImmediate(() => {
      if (n !== this.n_) return loadEnd();
      let b = null;
      try {
        b = readUrl(v);
      } catch {}
      const im = b && decodeImage(b);
      this.complete = true;
      this.p_ = im;
      this.dispatchEvent(new Event(im ? 'load' : 'error'));
      loadEnd();
    });
  }
  async decode() {
    while (!this.complete) await new Promise((r) => setTimeout(r, 1));
    if (!this.p_) throw new DOMException('no image', 'EncodingError');
  }
  [PIXELS]() {
    return this.p_;
  }
  /** The pixels as decoded: a 2D canvas would lose the colours of what cannot be seen. */
  getImageData() {
    return this.p_?.stored ?? this.p_ ?? { width: 0, height: 0, data: new Uint8ClampedArray(0) };
  }
}

Object.defineProperty(HTMLImageElement.prototype, 'src', urlAttr('src'));
