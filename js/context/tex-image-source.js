// SPDX-License-Identifier: MIT
// TexImageSource → RGBA8 rows, the top one first, not premultiplied: what the module takes for a picture
// (WebGL 1.0 §5.14.8). ImageData-like objects and our own canvases work everywhere; ImageBitmap,
// images, canvases and videos where the host has a 2D canvas to draw them on.
import { bytesOf } from '../webidl.js';

/**
 * @typedef {object} Picture
 * @property {number} width
 * @property {number} height
 * @property {Uint8Array} data  4 · width · height bytes
 * @property {boolean} asIs  an ImageBitmap: UNPACK_FLIP_Y_WEBGL and premultiplication do not apply
 */

/** @param {string} name @param {any} value */
function isInstance(name, value) {
  const Interface = /** @type {any} */ (globalThis)[name];
  return typeof Interface === 'function' && value instanceof Interface;
}

/**
 * Size of a source that the host draws; videos and images have one of their own beside the layout's.
 * @param {any} source
 */
function intrinsicSize(source) {
  return {
    width: source.videoWidth ?? source.naturalWidth ?? source.displayWidth ?? source.width,
    height: source.videoHeight ?? source.naturalHeight ?? source.displayHeight ?? source.height,
  };
}

/** @param {any} source @returns {Picture | null} null where the host cannot draw it */
function drawOn2d(source) {
  const { width, height } = intrinsicSize(source);
  const asIs = isInstance('ImageBitmap', source);
  if (!(width > 0 && height > 0)) return { width: 0, height: 0, data: new Uint8Array(0), asIs };
  const canvas =
    typeof OffscreenCanvas === 'function'
      ? new OffscreenCanvas(width, height)
      : Object.assign(document.createElement('canvas'), { width, height });
  const options = { willReadFrequently: true, colorSpace: 'srgb' };
  const pen = /** @type {any} */ (canvas).getContext('2d', options);
  if (pen === null) return null;
  pen.drawImage(source, 0, 0);
  // Throws SecurityError for a source that is not origin-clean, as WebGL asks.
  const { data } = pen.getImageData(0, 0, width, height);
  return { width, height, data: new Uint8Array(data.buffer), asIs };
}

/** @param {any} value */
function isSize(value) {
  return Number.isInteger(value) && value >= 0;
}

/**
 * The pixels of what Node packages have for a canvas: there the 2D context reads them.
 * @param {any} source
 */
function pixelsOf(source) {
  if (source.data !== undefined || typeof source.getContext !== 'function') return source;
  return source.getContext('2d')?.getImageData?.(0, 0, source.width, source.height);
}

const DRAWABLE = [
  'ImageBitmap',
  'HTMLImageElement',
  'HTMLCanvasElement',
  'OffscreenCanvas',
  'HTMLVideoElement',
  'VideoFrame',
];

/**
 * @param {string} method @param {any} source
 * @returns {Picture | null} null for a source without pixels (a detached or malformed ImageData)
 */
export function readTexImageSource(method, source) {
  if (source !== null && typeof source === 'object') {
    // Our own canvases, canvases of Node packages with the same method, and what a Node host has for images and
    // ImageBitmaps: these give their own bytes, which drawing would change where alpha is not 255.
    const hasPixels = typeof source.getImageData === 'function' && source.data === undefined;
    if (!hasPixels && DRAWABLE.some((name) => isInstance(name, source))) return drawOn2d(source);
    const asIs = isInstance('ImageBitmap', source);
    const picture = hasPixels ? source.getImageData() : pixelsOf(source);
    if (asIs && picture === null) return null; // closed
    const { width, height, data: pixels } = picture ?? {};
    const data = bytesOf(pixels);
    if (data !== null && isSize(width) && isSize(height)) {
      return data.length >= width * height * 4 ? { width, height, data, asIs } : null;
    }
  }
  throw new TypeError(
    `Failed to execute '${method}' on 'WebGL2RenderingContext': the source is neither an ` +
      'ArrayBufferView nor an image; give { width, height, data } with RGBA bytes.',
  );
}
