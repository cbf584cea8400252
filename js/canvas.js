// SPDX-License-Identifier: MIT
// A canvas-like host for libraries that want one: an element with a size that hands out one WebGL context (or a 2D one,
// where a package for these was registered) and writes its picture as PNG.
import { encode } from 'fast-png';
import { create2D } from './canvas-2d.js';
import { createContextFor } from './context/create.js';
import { HTMLElement } from './element.js';
import { checkSize, toBufferSize } from './size.js';

/** @type {ReadonlyMap<string, 1 | 2>} */
const versions = new Map([
  ['webgl2', 2],
  ['webgl', 1],
  ['experimental-webgl', 1],
]);

export class Canvas extends HTMLElement {
  #width;
  #height;
  /** @type {any} */
  #context = null;
  #version = 0;
  /** @type {ReturnType<typeof create2D>} */
  #flat = null;

  /** @param {number} width @param {number} height */
  constructor(width, height) {
    super('canvas');
    this.#width = checkSize(width, 'width');
    this.#height = checkSize(height, 'height');
  }

  /** Pixels. Setting another value clears the picture; above 16384: RangeError. */
  get width() {
    return this.#width;
  }
  set width(value) {
    this.#setSize(checkCanvasSize(value, 'width'), this.#height);
  }
  get height() {
    return this.#height;
  }
  set height(value) {
    this.#setSize(this.#width, checkCanvasSize(value, 'height'));
  }
  /** @param {'width' | 'height'} name */
  _ownSize(name) {
    return this[name];
  }

  /** @param {number} width @param {number} height */
  #setSize(width, height) {
    // HTML: a canvas of no area still has a drawing buffer of one pixel. Without memory for it this
    // throws, and the canvas keeps its size.
    this.#context?._resize(toBufferSize(width), toBufferSize(height));
    this.#width = width;
    this.#height = height;
    // Also where the size stays: HTML has a 2D canvas cleared by it.
    if (this.#flat !== null) Object.assign(this.#flat.canvas, { width, height });
  }

  /**
   * The canvas' one context: 'webgl2', or 'webgl' (also by its old name 'experimental-webgl'), or '2d' after
   * registerCanvas2D. Any other id gives null, as browsers do for what they lack; so does another kind once
   * there is a context.
   * @param {string} contextId @param {import('./core.js').ContextOptions} [attributes]  used by the first
   *   call only
   */
  getContext(contextId, attributes) {
    const version = versions.get(String(contextId));
    if (String(contextId) === '2d' && this.#context === null) {
      this.#flat ??= create2D(this, attributes);
      return this.#flat?.pen ?? null;
    }
    if (version === undefined || this.#flat !== null) return null;
    if (this.#context === null) {
      const size = () => [toBufferSize(this.#width), toBufferSize(this.#height)];
      const [width, height] = size();
      const context = createContextFor(this, width, height, attributes, version);
      // Getters of the options may have asked for the context themselves, or resized the canvas.
      if (this.#context === null) [this.#context, this.#version] = [context, version];
      else context.destroy();
      if (size().join() !== [width, height].join()) this.#setSize(this.#width, this.#height);
    }
    return this.#version === version ? this.#context : null;
  }

  /** @param {string} name @param {any} value */
  setAttribute(name, value) {
    super.setAttribute(name, value);
    const key = String(name).toLowerCase();
    if (key !== 'width' && key !== 'height') return;
    // HTML: the digits at the beginning count, '640px' is 640; without any it is the default.
    const digits = /^\s*\+?(\d+)/.exec(`${value}`)?.[1];
    this[key] = Number(digits ?? (key === 'width' ? 300 : 150));
  }

  /**
   * The picture, top row first, not premultiplied. A canvas without a context is transparent.
   * @returns {{ width: number, height: number, data: Uint8ClampedArray }}
   */
  getImageData() {
    const [width, height] = [this.#width, this.#height];
    if (this.#flat !== null && width * height > 0) {
      const { data } = this.#flat.pen.getImageData(0, 0, width, height);
      return { width, height, data };
    }
    const data = new Uint8ClampedArray(width * height * 4);
    if (this.#context !== null && width * height > 0) this.#context._readPicture(data);
    return { width, height, data };
  }

  /**
   * The picture as an encoded file. A canvas without pixels: RangeError.
   * @param {'image/png'} [type]
   * @returns {Uint8Array} in Node a Buffer
   */
  toBuffer(type = 'image/png') {
    if (type !== 'image/png')
      throw new TypeError(`toBuffer: '${type}' is not supported; use 'image/png'`);
    if (this.#width === 0 || this.#height === 0) {
      throw new RangeError(
        `toBuffer: the canvas has ${this.#width} × ${this.#height} pixels; a PNG has at least one`,
      );
    }
    const { width, height, data } = this.getImageData();
    const rows = new Uint8Array(data.buffer);
    const png = encode(
      { width, height, channels: 4, depth: 8, data: rows },
      { zlib: { level: 1 } },
    );
    return typeof Buffer === 'undefined'
      ? png
      : Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  }

  /** The picture as a data: URL; any type gives PNG, as HTML asks of unsupported types. */
  toDataURL() {
    if (this.#width === 0 || this.#height === 0) return 'data:,';
    const png = this.toBuffer();
    let binary = '';
    for (let i = 0; i < png.length; i += 0x8000) {
      binary += String.fromCharCode(...png.subarray(i, i + 0x8000));
    }
    return `data:image/png;base64,${btoa(binary)}`;
  }

  /**
   * Calls back, later, with the picture as a Blob of type image/png; with null for a canvas without
   * pixels.
   * @param {(blob: Blob | null) => void} callback
   */
  toBlob(callback) {
    const empty = this.#width === 0 || this.#height === 0;
    const blob = empty
      ? null
      : new Blob([/** @type {any} */ (this.toBuffer())], { type: 'image/png' });
    queueMicrotask(() => callback(blob));
  }

  /** Releases the context and all it holds. */
  destroy() {
    this.#context?.destroy();
  }
  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.destroy();
  }
}
Object.defineProperty(Canvas.prototype, Symbol.toStringTag, {
  value: 'HTMLCanvasElement',
  configurable: true,
});

/** @param {any} value @param {string} name */
function checkCanvasSize(value, name) {
  // HTML reflects width and height as unsigned long: what is not a number becomes 0.
  const n = Math.trunc(Number(value)) || 0;
  return n === 0 ? 0 : checkSize(n, name);
}

/**
 * A canvas of the given size in pixels, 1 to 16384 each; else a RangeError.
 * @param {number} width @param {number} height
 */
export function createCanvas(width, height) {
  return new Canvas(width, height);
}
