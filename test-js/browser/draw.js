// SPDX-License-Identifier: MIT
// What the browser test draws, in the page and in a worker alike: every picture that is held by hash.
import { allPictures } from '../pictures/all.js';
import * as nogpu from '../../js/core.js';

/**
 * @param {string} wasmUrl
 * @returns {Promise<Record<string, string>>} SHA-256 (32 hex digits) of each picture's RGBA bytes
 */
export async function drawAll(wasmUrl) {
  await nogpu.init({ wasm: wasmUrl });
  const { WebGLBuffer, WebGLRenderbuffer, WebGLSampler, WebGLShader, WebGLTexture } = nogpu;
  // twgl.js tells objects apart by the global interfaces.
  const interfaces = { WebGLBuffer, WebGLRenderbuffer, WebGLSampler, WebGLShader, WebGLTexture };
  Object.assign(globalThis, interfaces);
  /** @type {Record<string, string>} */
  const hashes = {};
  for (const { name, width, height, draw } of allPictures) {
    const canvas = nogpu.createCanvas(width, height);
    draw(canvas);
    const digest = await crypto.subtle.digest('SHA-256', canvas.getImageData().data);
    const hex = [...new Uint8Array(digest)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    hashes[name] = hex.slice(0, 32);
    canvas.destroy();
  }
  return hashes;
}
