// SPDX-License-Identifier: MIT
// ImageBitmap and createImageBitmap: cropped, turned, premultiplied or not.
import { PIXELS, pixelsOf } from './pixels.mjs';
import { decodeImage } from './images.mjs';
import { needs } from './page.mjs';

/** Only this folder makes ImageBitmaps. */
export const KEY = Symbol('own');
export class ImageBitmap {
  constructor(k, p) {
    if (k !== KEY) throw new TypeError('Illegal constructor');
    this.p_ = {
      width: p.width,
      height: p.height,
      data: p.data.slice(),
      premultiplied: p.premultiplied,
    };
  }
  get width() {
    return this.p_ ? this.p_.width : 0;
  }
  get height() {
    return this.p_ ? this.p_.height : 0;
  }
  close() {
    this.p_ = null;
  }
  [PIXELS]() {
    return this.p_;
  }
}

export async function createImageBitmap(src, ...rest) {
  let o = rest.length === 1 || rest.length === 5 ? (rest.at(-1) ?? {}) : {};
  if (src instanceof Blob) {
    const im = decodeImage(Buffer.from(await src.arrayBuffer()));
    if (!im) throw new DOMException('cannot decode', 'InvalidStateError');
    src = im;
  }
  const p = src.data && src.width ? src : pixelsOf(src);
  if (!p) {
    needs('createImageBitmap source');
    throw new DOMException('no pixels', 'InvalidStateError');
  }
  const [sx, sy, sw, sh] = rest.length >= 4 ? rest : [0, 0, p.width, p.height];
  const data = new Uint8ClampedArray(sw * sh * 4);
  for (let y = 0; y < sh; y++)
    for (let x = 0; x < sw; x++) {
      const X = sx + x,
        Y = sy + (o.imageOrientation === 'flipY' ? sh - 1 - y : y);
      if (X < 0 || Y < 0 || X >= p.width || Y >= p.height) continue;
      for (let c = 0; c < 4; c++) data[(y * sw + x) * 4 + c] = p.data[(Y * p.width + X) * 4 + c];
    }
  const premultiplied = o.premultiplyAlpha !== 'none';
  return new ImageBitmap(KEY, { width: sw, height: sh, data, premultiplied });
}
