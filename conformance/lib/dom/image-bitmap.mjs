// SPDX-License-Identifier: MIT
// ImageBitmap and createImageBitmap (HTML, "ImageBitmap and animations"): cropped, resized, turned, and kept
// premultiplied or not.
import { PIXELS, pixelsOf } from './pixels.mjs';
import { decodeImage } from './images.mjs';
import { needs } from './page.mjs';

/** Only this folder makes ImageBitmaps. */
export const KEY = Symbol('own');
export class ImageBitmap {
  #picture;
  #stored;
  /** `picture` is not premultiplied; `stored` has the bytes that WebGL takes. */
  constructor(k, picture, premultiplied = true) {
    if (k !== KEY) throw new TypeError('Illegal constructor');
    const { width, height } = picture;
    const data = picture.data.slice();
    const stored = premultiplied ? premultiply(data) : data;
    // What was premultiplied has lost the colours of what cannot be seen.
    this.#picture = { width, height, data: premultiplied ? unpremultiply(stored) : data };
    this.#stored = { width, height, data: stored };
  }
  get width() {
    return this.#picture?.width ?? 0;
  }
  get height() {
    return this.#picture?.height ?? 0;
  }
  close() {
    this.#picture = this.#stored = null;
  }
  /** The bitmap's own bytes, premultiplied where it is. */
  getImageData() {
    return this.#stored;
  }
  [PIXELS]() {
    return this.#picture;
  }
  get [Symbol.toStringTag]() {
    return 'ImageBitmap';
  }
}

function premultiply(data) {
  const out = new Uint8ClampedArray(data);
  for (let i = 0; i < out.length; i += 4)
    for (let c = 0; c < 3; c++) out[i + c] = Math.round((data[i + c] * data[i + 3]) / 255);
  return out;
}

function unpremultiply(data) {
  const out = new Uint8ClampedArray(data);
  for (let i = 0; i < out.length; i += 4)
    for (let c = 0; c < 3; c++)
      out[i + c] = data[i + 3] === 0 ? 0 : Math.round((data[i + c] * 255) / data[i + 3]);
  return out;
}

/** Texels outside of the source are transparent black. */
function crop(p, sx, sy, sw, sh) {
  const data = new Uint8ClampedArray(sw * sh * 4);
  const x0 = Math.max(0, -sx);
  const x1 = Math.min(sw, p.width - sx);
  for (let y = Math.max(0, -sy); y < Math.min(sh, p.height - sy); y++)
    if (x1 > x0) {
      const from = ((sy + y) * p.width + sx + x0) * 4;
      data.set(p.data.subarray(from, from + (x1 - x0) * 4), (y * sw + x0) * 4);
    }
  return { width: sw, height: sh, data };
}

function flip(p) {
  const row = p.width * 4;
  const data = new Uint8ClampedArray(p.data.length);
  for (let y = 0; y < p.height; y++)
    data.set(p.data.subarray(y * row, (y + 1) * row), (p.height - 1 - y) * row);
  return { width: p.width, height: p.height, data };
}

/** For each of `to` texels, the source texels and weights that a tent of at least one texel's radius covers. */
function taps(from, to, pixelated) {
  const scale = from / to;
  const radius = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale;
    if (pixelated) return [[Math.min(from - 1, Math.floor(centre)), 1]];
    const list = [];
    for (let k = Math.floor(centre - radius); k <= Math.ceil(centre + radius); k++) {
      const weight = 1 - Math.abs(k + 0.5 - centre) / radius;
      if (weight > 0) list.push([Math.min(from - 1, Math.max(0, k)), weight]);
    }
    const sum = list.reduce((s, [, w]) => s + w, 0);
    return list.map(([k, w]) => [k, w / sum]);
  });
}

function resize(p, width, height, quality) {
  if (p.width === width && p.height === height) return p;
  const columns = taps(p.width, width, quality === 'pixelated');
  const rows = taps(p.height, height, quality === 'pixelated');
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const sum = [0, 0, 0, 0];
      for (const [v, wv] of rows[y])
        for (const [u, wu] of columns[x]) {
          const i = (v * p.width + u) * 4;
          const alpha = p.data[i + 3] * wv * wu;
          for (let c = 0; c < 3; c++) sum[c] += p.data[i + c] * alpha;
          sum[3] += alpha;
        }
      const o = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) data[o + c] = sum[3] === 0 ? 0 : Math.round(sum[c] / sum[3]);
      data[o + 3] = Math.round(sum[3]);
    }
  return { width, height, data };
}

async function pictureOf(source) {
  if (source instanceof Blob) {
    const picture = decodeImage(Buffer.from(await source.arrayBuffer()));
    if (!picture) throw new DOMException('the blob is no image', 'InvalidStateError');
    return picture;
  }
  const picture = pixelsOf(source);
  if (picture && picture.width > 0 && picture.height > 0 && picture.data.length > 0) return picture;
  if (!picture && source?.localName === 'video') needs('createImageBitmap source');
  throw new DOMException('the source has no pixels', 'InvalidStateError');
}

const sizeOf = (v) => (v === undefined ? undefined : Math.trunc(v) || 0);

/** (source[, options]) or (source, sx, sy, sw, sh[, options]). */
export async function createImageBitmap(source, ...rest) {
  if (rest.length > 1 && rest.length < 4) throw new TypeError('createImageBitmap: arguments');
  const rect = rest.length >= 4 ? rest.slice(0, 4).map((v) => Math.trunc(v) || 0) : null;
  const options = (rect ? rest[4] : rest[0]) ?? {};
  if (rect && (rect[2] === 0 || rect[3] === 0))
    throw new RangeError('createImageBitmap: the rectangle is empty');
  const width = sizeOf(options.resizeWidth);
  const height = sizeOf(options.resizeHeight);
  if (width === 0 || height === 0) throw new DOMException('resize to 0', 'InvalidStateError');

  let p = await pictureOf(source);
  if (rect) {
    const [sx, sy, sw, sh] = rect;
    p = crop(p, Math.min(sx, sx + sw), Math.min(sy, sy + sh), Math.abs(sw), Math.abs(sh));
  }
  if (width ?? height) {
    const w = width ?? Math.ceil((p.width * height) / p.height);
    const h = height ?? Math.ceil((p.height * width) / p.width);
    p = resize(p, w, h, options.resizeQuality);
  }
  if (options.imageOrientation === 'flipY') p = flip(p);
  return new ImageBitmap(KEY, p, options.premultiplyAlpha !== 'none');
}
