// SPDX-License-Identifier: MIT
// Pixels of what only the host can decode: images, canvases, videos and ImageBitmaps are drawn on a 2D canvas and read
// back. A 2D canvas keeps colours premultiplied, so the colour of a texel with alpha 0 is lost, but not an ImageBitmap's
// where the host has VideoFrame.

/**
 * @typedef {object} Picture
 * @property {number} width
 * @property {number} height
 * @property {Uint8Array} data  the bytes of 4 · width · height samples
 * @property {boolean} asIs  an ImageBitmap: UNPACK_FLIP_Y_WEBGL and premultiplication do not apply
 * @property {boolean} [deep]  samples of 16 bits; else of 8
 */

/** @param {string} name @param {any} value */
export function isInstance(name, value) {
  const Interface = /** @type {any} */ (globalThis)[name];
  return typeof Interface === 'function' && value instanceof Interface;
}

/** @param {any} image  an HTMLImageElement */
function isVector(image) {
  return /^data:image\/svg\+xml|\.svg($|[?#])/i.test(image.currentSrc || image.src || '');
}

/**
 * Size of the frame that a source shows, which knows better than the source: a video may say more rows than its
 * frames have, and a vector image without a size says one of the layout's.
 * @param {any} source @returns {{ width: number, height: number } | null} null where there is no frame
 */
function frameSize(source) {
  if (typeof VideoFrame !== 'function') return null;
  let frame;
  try {
    frame = new VideoFrame(source, { timestamp: 0 });
  } catch (error) {
    if (/** @type {DOMException} */ (error).name === 'InvalidStateError') return null;
    throw error;
  }
  const { visibleRect, displayWidth, displayHeight } = frame;
  // In degrees; the rectangle is of the frame before it is turned.
  const isTurned = /** @type {any} */ (frame).rotation % 180 === 90;
  frame.close();
  return visibleRect === null || isTurned
    ? { width: displayWidth, height: displayHeight }
    : { width: visibleRect.width, height: visibleRect.height };
}

/**
 * Size in pixels, as WebGL 1.0 §5.14.8 has it: images and videos have one of their own, whatever the layout makes of
 * them; a vector image takes that of its element, to which it is drawn, or has none.
 * @param {any} source
 */
function pixelSize(source) {
  if (isInstance('HTMLVideoElement', source)) {
    return frameSize(source) ?? { width: source.videoWidth, height: source.videoHeight };
  }
  if (isInstance('HTMLImageElement', source)) {
    if (!isVector(source)) return { width: source.naturalWidth, height: source.naturalHeight };
    const isSized = source.hasAttribute('width') || source.hasAttribute('height');
    const hasNone = !isSized && typeof VideoFrame === 'function' && frameSize(source) === null;
    return hasNone ? { width: 0, height: 0 } : { width: source.width, height: source.height };
  }
  return {
    width: source.displayWidth ?? source.width,
    height: source.displayHeight ?? source.height,
  };
}

/**
 * RGBA bytes of a source drawn on a canvas of the host's, not premultiplied.
 * @param {any} source @param {number} width @param {number} height @param {boolean} alpha  of the canvas
 * @returns {Uint8Array | null} null where there is no such canvas
 */
function draw(source, width, height, alpha) {
  const canvas =
    typeof OffscreenCanvas === 'function'
      ? new OffscreenCanvas(width, height)
      : Object.assign(document.createElement('canvas'), { width, height });
  const options = { alpha, willReadFrequently: true, colorSpace: 'srgb' };
  const pen = /** @type {any} */ (canvas).getContext('2d', options);
  if (pen === null) return null;
  pen.drawImage(source, 0, 0, width, height);
  // Throws SecurityError for a source that is not origin-clean, as WebGL asks.
  return new Uint8Array(pen.getImageData(0, 0, width, height).data.buffer);
}

/** @param {Uint8Array} rgba */
function isOpaque(rgba) {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}

/**
 * Gives an ImageBitmap's texels the colours that it stores: premultiplied if it was made so, which nothing tells; else
 * straight, also where alpha is 0. A VideoFrame of it without alpha, drawn on black, is its colours as they are.
 * @param {any} bitmap @param {Picture} picture  of it, drawn
 */
function takeStoredColors(bitmap, { width, height, data }) {
  if (typeof VideoFrame !== 'function' || isOpaque(data)) return;
  const frame = new VideoFrame(bitmap, { timestamp: 0, alpha: 'discard' });
  try {
    const colors = draw(frame, width, height, false);
    if (colors === null) return;
    for (let i = 0; i < data.length; i += 4) {
      data[i] = colors[i];
      data[i + 1] = colors[i + 1];
      data[i + 2] = colors[i + 2];
    }
  } finally {
    frame.close();
  }
}

/**
 * @param {any} source @returns {Picture | null} null for a closed ImageBitmap or VideoFrame, and where the host has no
 *   2D canvas
 */
export function drawPicture(source) {
  const { width, height } = pixelSize(source);
  const asIs = isInstance('ImageBitmap', source);
  if (!(width > 0 && height > 0)) {
    if (asIs || isInstance('VideoFrame', source)) return null;
    return { width: 0, height: 0, data: new Uint8Array(0), asIs };
  }
  const data = draw(source, width, height, true);
  if (data === null) return null;
  const picture = { width, height, data, asIs };
  if (asIs) takeStoredColors(source, picture);
  return picture;
}
