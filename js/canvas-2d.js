// SPDX-License-Identifier: MIT
// 2D contexts, which are another package's work: a canvas of that package lies behind the element, which keeps its size
// and gives it our canvases and images as pictures that it knows.
import { narrowed } from './png.js';

/**
 * @typedef {object} Canvas2D  what is asked of the other package's canvas
 * @property {number} width
 * @property {number} height
 * @property {(id: string, attributes?: object) => any} getContext
 */

/** @type {((width: number, height: number) => Canvas2D) | null} */
let createCanvas2D = null;

/** From now on create2D has canvases. @param {(width: number, height: number) => Canvas2D} create */
export function setCanvas2D(create) {
  createCanvas2D = create;
}

/** The canvases behind ours. @type {WeakMap<object, Canvas2D>} */
const behind = new WeakMap();

/**
 * A source of drawImage or createPattern as the other package knows it.
 * @param {any} source
 */
function pictureFor(source) {
  const canvas = behind.get(source);
  if (canvas !== undefined) return canvas;
  // Our canvases, images and ImageBitmaps have this method without arguments; the package's own things stay.
  if (typeof source?.getImageData !== 'function') return source;
  const { width, height, data } = narrowed(source.getImageData() ?? { width: 0, height: 0 });
  const copy = /** @type {Function} */ (createCanvas2D)(Math.max(width, 1), Math.max(height, 1));
  if (width * height > 0) putPixels(copy.getContext('2d'), { width, height, data }, 0, 0);
  return copy;
}

/** @param {any} pen @param {import('./png.js').Pixels} pixels @param {number[]} at */
function putPixels(pen, { width, height, data }, ...at) {
  const own = pen.createImageData(width, height);
  own.data.set(data);
  pen.putImageData(own, ...at);
}

/**
 * The 2D context of a canvas of ours, and the canvas behind it; null where no package was registered.
 * @param {{ width: number, height: number }} element @param {object} [attributes]
 * @returns {{ canvas: Canvas2D, pen: any } | null}
 */
export function create2D(element, attributes) {
  if (createCanvas2D === null) return null;
  const canvas = createCanvas2D(element.width, element.height);
  const pen = canvas.getContext('2d', attributes);
  if (!pen) return null;
  behind.set(element, canvas);
  const { drawImage, createPattern, putImageData } = pen;
  const replace = (/** @type {string} */ name, /** @type {any} */ value) =>
    Object.defineProperty(pen, name, { value, writable: true, configurable: true });
  replace('canvas', element);
  replace('drawImage', (/** @type {any} */ source, /** @type {number[]} */ ...rest) =>
    drawImage.call(pen, pictureFor(source), ...rest),
  );
  replace('createPattern', (/** @type {any} */ source, /** @type {string} */ repetition) =>
    createPattern.call(pen, pictureFor(source), repetition),
  );
  replace('putImageData', (/** @type {any} */ pixels, /** @type {number[]} */ ...at) => {
    // Of nogpu/globals; the package's ImageData is a class of its own.
    const isForeign = pixels?.constructor === globalThis.ImageData;
    return isForeign ? putPixels(pen, pixels, ...at) : putImageData.call(pen, pixels, ...at);
  });
  return { canvas, pen };
}
