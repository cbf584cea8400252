// SPDX-License-Identifier: MIT
// Pictures for hosts without an image decoder of their own: ImageData, ImageBitmap, createImageBitmap and
// an <img> that loads. PNG is decoded here; other types by what registerImageDecoder was given.
import { decode } from 'fast-png';

/**
 * @typedef {object} Pixels  RGBA bytes, top row first, not premultiplied
 * @property {number} width
 * @property {number} height
 * @property {Uint8Array | Uint8ClampedArray} data
 */

/** @param {Uint8Array} bytes @returns {Pixels} */
function decodePng(bytes) {
  const { width, height, data, channels, depth, palette } = decode(bytes);
  const out = new Uint8ClampedArray(width * height * 4);
  const shift = depth === 16 ? 8 : 0;
  const scale = depth < 8 ? 255 / (2 ** depth - 1) : 1;
  for (let i = 0; i < width * height; i++) {
    /** @type {number[]} */
    let texel;
    if (palette !== undefined) {
      texel = palette[data[i]];
    } else {
      texel = [];
      for (let c = 0; c < channels; c++) texel.push((data[i * channels + c] >> shift) * scale);
      if (channels < 3) texel.splice(0, 1, texel[0], texel[0], texel[0]);
    }
    out.set(texel, i * 4);
    if (texel.length < 4) out[i * 4 + 3] = 255;
  }
  return { width, height, data: out };
}

/** @type {[(bytes: Uint8Array) => boolean, (bytes: Uint8Array) => Pixels | Promise<Pixels>][]} */
const decoders = [[(bytes) => bytes[0] === 0x89 && bytes[1] === 0x50, decodePng]];

/**
 * Adds a decoder of encoded images.
 * @param {(bytes: Uint8Array) => boolean} accepts  looks at the first bytes
 * @param {(bytes: Uint8Array) => Pixels | Promise<Pixels>} decoder
 */
export function registerImageDecoder(accepts, decoder) {
  decoders.unshift([accepts, decoder]);
}

/** @param {Uint8Array} bytes */
async function decodeImage(bytes) {
  const found = decoders.find(([accepts]) => accepts(bytes));
  if (found === undefined) {
    throw new TypeError('the image is no PNG; give a decoder for its type to registerImageDecoder');
  }
  return found[1](bytes);
}

export class ImageData {
  /** @param {number | Uint8ClampedArray} data @param {number} width @param {number} [height] */
  constructor(data, width, height) {
    const blank = typeof data === 'number';
    this.width = blank ? data : width;
    this.height = blank ? width : (height ?? data.length / 4 / width);
    this.data = blank ? new Uint8ClampedArray(data * width * 4) : data;
    this.colorSpace = 'srgb';
    if (this.data.length !== this.width * this.height * 4) {
      throw new RangeError(`ImageData: ${this.data.length} bytes are not ${this.width} × rows × 4`);
    }
  }
}

/** Decoded pixels. Uploaded as they are: flipping and premultiplying were createImageBitmap's. */
export class ImageBitmap {
  /** @type {Pixels | null} */
  #pixels;
  /** @param {Pixels} pixels */
  constructor(pixels) {
    this.#pixels = pixels;
  }
  get width() {
    return this.#pixels?.width ?? 0;
  }
  get height() {
    return this.#pixels?.height ?? 0;
  }
  /** Null once it is closed. */
  getImageData() {
    return this.#pixels;
  }
  close() {
    this.#pixels = null;
  }
}

/** @param {any} source @returns {Promise<Pixels>} */
async function pixelsOf(source) {
  if (source instanceof Blob) return decodeImage(new Uint8Array(await source.arrayBuffer()));
  return typeof source.getImageData === 'function' ? source.getImageData() : source;
}

/**
 * createImageBitmap(source[, options]) and (source, x, y, width, height[, options]).
 * @param {any} source  a Blob, ImageData, image or canvas @param {any[]} rest
 */
export async function createImageBitmap(source, ...rest) {
  const pixels = await pixelsOf(source);
  const [x, y, width, height] = rest.length >= 4 ? rest : [0, 0, pixels.width, pixels.height];
  const options = (rest.length >= 4 ? rest[4] : rest[0]) ?? {};
  const flip = options.imageOrientation === 'flipY';
  const premultiply = options.premultiplyAlpha === 'premultiply';
  const data = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    const from = ((y + (flip ? height - 1 - row : row)) * pixels.width + x) * 4;
    data.set(pixels.data.subarray(from, from + width * 4), row * width * 4);
  }
  if (premultiply) {
    for (let i = 0; i < data.length; i += 4) {
      for (let c = 0; c < 3; c++) data[i + c] = (data[i + c] * data[i + 3]) / 255;
    }
  }
  return new ImageBitmap({ width, height, data });
}

/** An <img> outside of a document: `src` loads what fetch can, then 'load' or 'error' is fired. */
export class HTMLImageElement extends EventTarget {
  /** @type {((event: Event) => void) | null} */
  onload = null;
  /** @type {((event: Event) => void) | null} */
  onerror = null;
  crossOrigin = null;
  width = 0;
  height = 0;
  complete = true;
  /** @type {Pixels | null} */
  #pixels = null;
  #src = '';
  /** @type {Promise<void>} */
  #loading = Promise.resolve();

  /** @param {number} [width] @param {number} [height] */
  constructor(width = 0, height = 0) {
    super();
    this.width = width;
    this.height = height;
    for (const type of ['load', 'error']) {
      this.addEventListener(type, (event) => /** @type {any} */ (this)[`on${type}`]?.(event));
    }
  }
  get tagName() {
    return 'IMG';
  }
  get nodeName() {
    return 'IMG';
  }
  get naturalWidth() {
    return this.#pixels?.width ?? 0;
  }
  get naturalHeight() {
    return this.#pixels?.height ?? 0;
  }
  get src() {
    return this.#src;
  }
  set src(value) {
    this.#src = `${value}`;
    this.complete = false;
    this.#loading = this.#load(this.#src);
    this.#loading.then(
      () => this.dispatchEvent(new Event('load')),
      (error) =>
        this.dispatchEvent(Object.assign(new Event('error'), { error, message: error.message })),
    );
  }
  /** @param {string} src */
  async #load(src) {
    const response = await fetch(src);
    if (!response.ok) throw new TypeError(`${src}: ${response.status} ${response.statusText}`);
    const pixels = await decodeImage(new Uint8Array(await response.arrayBuffer()));
    if (src !== this.#src) return;
    this.#pixels = pixels;
    [this.width, this.height] = [pixels.width, pixels.height];
    this.complete = true;
  }
  decode() {
    return this.#loading;
  }
  /** The picture; without pixels before it is loaded. @returns {Pixels} */
  getImageData() {
    return this.#pixels ?? { width: 0, height: 0, data: new Uint8Array(0) };
  }
}
