// SPDX-License-Identifier: MIT
// Pictures for hosts without an image decoder of their own: ImageData, ImageBitmap, createImageBitmap and
// an <img> that loads. PNG is decoded here; other types by what registerImageDecoder was given.
import { HTMLElement } from './element.js';
import { withFiles } from './files.js';
import { decodePng, narrowed } from './png.js';

/** @typedef {import('./png.js').Pixels} Pixels */

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
  const samples = narrowed(pixels).data;
  const data = new Uint8ClampedArray(width * height * 4);
  // Outside of the source is transparent black.
  const [left, right] = [Math.max(x, 0), Math.min(x + width, pixels.width)];
  for (let row = 0; row < height && left < right; row++) {
    const from = y + (flip ? height - 1 - row : row);
    if (from < 0 || from >= pixels.height) continue;
    const texels = samples.subarray(
      (from * pixels.width + left) * 4,
      (from * pixels.width + right) * 4,
    );
    data.set(texels, (row * width + left - x) * 4);
  }
  if (premultiply) {
    for (let i = 0; i < data.length; i += 4) {
      for (let c = 0; c < 3; c++) data[i + c] = (data[i + c] * data[i + 3]) / 255;
    }
  }
  return new ImageBitmap({ width, height, data });
}

/**
 * The bytes at an address, which may be relative to the document's.
 * @param {string} address @returns {Promise<Uint8Array>}
 */
async function readAddress(address) {
  const url = new URL(address, /** @type {any} */ (globalThis).document?.baseURI);
  const response = await withFiles(fetch)(url);
  if (!response.ok) throw new TypeError(`${address}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * An <img> outside of a document: `src` loads what fetch can and, in Node, files; then 'load' or 'error' is fired.
 */
export class HTMLImageElement extends HTMLElement {
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
    super('img');
    this.width = width;
    this.height = height;
    for (const type of ['load', 'error']) {
      this.addEventListener(type, (event) => /** @type {any} */ (this)[`on${type}`]?.(event));
    }
  }
  /** @param {'width' | 'height'} name */
  _ownSize(name) {
    return this[name];
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
    const loading = (this.#loading = this.#load(this.#src));
    // Silent where another address was given meanwhile.
    loading.then(
      () => loading === this.#loading && this.dispatchEvent(new Event('load')),
      (error) =>
        loading === this.#loading &&
        this.dispatchEvent(Object.assign(new Event('error'), { error, message: error.message })),
    );
  }
  /** @param {string} src */
  async #load(src) {
    const pixels = await decodeImage(await readAddress(src));
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
