// SPDX-License-Identifier: MIT
// TexImageSource → RGBA rows, the top one first, not premultiplied: what the module takes for a picture
// (WebGL 1.0 §5.14.8). ImageData-like objects and our own canvases work everywhere; ImageBitmap,
// images, canvases and videos where the host has a 2D canvas to draw them on (host-pictures.js).
import { bytesOf } from '../webidl.js';
import { drawPicture, isInstance } from './host-pictures.js';

/** @typedef {import('./host-pictures.js').Picture} Picture */

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
    if (!hasPixels && DRAWABLE.some((name) => isInstance(name, source))) return drawPicture(source);
    const asIs = isInstance('ImageBitmap', source);
    const picture = hasPixels ? source.getImageData() : pixelsOf(source);
    if (asIs && picture === null) return null; // closed
    const { width, height, data: pixels } = picture ?? {};
    const data = bytesOf(pixels);
    const deep = pixels instanceof Uint16Array;
    if (data !== null && isSize(width) && isSize(height)) {
      const whole = data.length >= width * height * (deep ? 8 : 4);
      return whole ? { width, height, data, asIs, deep } : null;
    }
  }
  throw new TypeError(
    `Failed to execute '${method}' on 'WebGL2RenderingContext': the source is neither an ` +
      'ArrayBufferView nor an image; give { width, height, data } with RGBA bytes, or RGBA in a Uint16Array.',
  );
}
