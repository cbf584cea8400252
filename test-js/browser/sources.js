// SPDX-License-Identifier: MIT
// What a page can upload, as texels: every kind of source that only a browser has, read back from a texture.
import { createContext, init } from '../../js/core.js';

/** RGBA, straight: opaque red, half green, blue that cannot be seen, opaque white. */
const COLORS = [255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 255, 0, 255, 255, 255, 255];
const imageData = () => new ImageData(new Uint8ClampedArray(COLORS), 2, 2);

/** @param {Blob} blob @returns {Promise<HTMLImageElement>} */
async function toImage(blob) {
  const image = new Image();
  image.src = URL.createObjectURL(blob);
  await image.decode();
  return image;
}

/** A 2D canvas with opaque colours: red, green over blue, white. @param {any} canvas */
function paint(canvas) {
  const pen = canvas.getContext('2d');
  const colors = ['#f00', '#0f0', '#00f', '#fff'];
  colors.forEach((color, i) => {
    pen.fillStyle = color;
    pen.fillRect(i % 2, i >> 1, 1, 1);
  });
  return canvas;
}

/**
 * @param {any} source @param {{ flip?: boolean, premultiply?: boolean, version?: 1 | 2, sub?: boolean, width?: number }} how
 * @returns {number[]} the texture's bytes, the first row first
 */
function upload(
  source,
  { flip = false, premultiply = false, version = 2, sub = false, width = 2 },
) {
  const gl = createContext(1, 1, { version });
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, flip);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, premultiply);
  if (sub) {
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 2, 2, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, gl.RGBA, gl.UNSIGNED_BYTE, source);
  } else gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const texture = gl.getParameter(gl.TEXTURE_BINDING_2D);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const pixels = new Uint8Array(width * width * 4);
  gl.readPixels(0, 0, width, width, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  const error = gl.getError();
  gl.destroy();
  return error === 0 ? [...pixels] : [error];
}

/** Width of the level that a source defines: the first at which a texel lies outside. @param {any} source */
function sizeOf(source) {
  const gl = createContext(1, 1);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source);
  const texel = new Uint8Array(4);
  let width = -1;
  do {
    width++;
    gl.texSubImage2D(gl.TEXTURE_2D, 0, width, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, texel);
  } while (gl.getError() === 0);
  gl.destroy();
  return width;
}

/** texSubImage3D into the second layer. @param {any} source */
function uploadLayer(source) {
  const gl = createContext(1, 1);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
  gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA8, 2, 2, 2);
  gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, 1, 2, 2, 1, gl.RGBA, gl.UNSIGNED_BYTE, source);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, texture, 0, 1);
  const pixels = new Uint8Array(16);
  gl.readPixels(0, 0, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  gl.destroy();
  return [...pixels];
}

/** @returns {Promise<HTMLVideoElement>} one that plays what a canvas with one red colour shows */
async function toVideo() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 16, height: 16 });
  const pen = /** @type {any} */ (canvas.getContext('2d'));
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = canvas.captureStream(30);
  const timer = setInterval(() => {
    pen.fillStyle = '#f00';
    pen.fillRect(0, 0, 16, 16);
  }, 20);
  await video.play();
  clearInterval(timer);
  return video;
}

/** @param {any} source */
function errorOf(source) {
  const gl = createContext(1, 1);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source);
  const error = gl.getError();
  gl.destroy();
  return error;
}

/** @param {string} wasmUrl @returns {Promise<Record<string, any>>} */
export async function uploadAll(wasmUrl) {
  await init({ wasm: wasmUrl });
  const bitmap = (/** @type {ImageBitmapOptions} */ options) =>
    createImageBitmap(imageData(), options);
  const painted = paint(new OffscreenCanvas(2, 2));
  const image = await toImage(await painted.convertToBlob());
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="red"/></svg>`;
  const vector = Object.assign(new Image(), {
    src: `data:image/svg+xml,${encodeURIComponent(svg)}`,
  });
  await vector.decode();
  vector.width = vector.height = 8;
  const sizeless = new Image();
  sizeless.src = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg"/>')}`;
  await sizeless.decode();
  const element = paint(Object.assign(document.createElement('canvas'), { width: 2, height: 2 }));
  const closed = await bitmap({});
  closed.close();
  const straight = await bitmap({ premultiplyAlpha: 'none' });
  const frame = new VideoFrame(element, { timestamp: 0 });
  return {
    ImageData: upload(imageData(), {}),
    'ImageData, premultiplied': upload(imageData(), { premultiply: true }),
    'ImageData, flipped': upload(imageData(), { flip: true }),
    'straight ImageBitmap': upload(straight, {}),
    'straight ImageBitmap, flipped, premultiplied': upload(straight, {
      flip: true,
      premultiply: true,
    }),
    'premultiplied ImageBitmap': upload(await bitmap({ premultiplyAlpha: 'premultiply' }), {}),
    'closed ImageBitmap': errorOf(closed),
    image: upload(image, {}),
    'image, flipped': upload(image, { flip: true }),
    'image, WebGL 1, part': upload(image, { version: 1, sub: true }),
    'image, layer': uploadLayer(image),
    'vector image': upload(vector, { width: 8 }).slice(-4),
    'vector image without a size': sizeOf(sizeless),
    canvas: upload(element, {}),
    OffscreenCanvas: upload(painted, {}),
    VideoFrame: upload(frame, {}),
    video: upload(await toVideo(), { width: 16 }).slice(0, 4),
  };
}
