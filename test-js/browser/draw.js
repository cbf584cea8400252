// SPDX-License-Identifier: MIT
// What the browser test draws, in the page and in a worker alike: raw WebGL 2 and a three.js scene.
import { createCanvas, init } from '../../js/core.js';
import * as THREE from 'three';
import { drawThreeScene, threeScenes } from '../clients/three-scenes.mjs';
import { drawFirstLight } from '../pictures/first-light.js';

/**
 * @param {string} wasmUrl
 * @returns {Promise<Record<string, string>>} SHA-256 (32 hex digits) of each picture's RGBA bytes
 */
export async function drawAll(wasmUrl) {
  await init({ wasm: wasmUrl });
  /** @type {Record<string, string>} */
  const hashes = {};
  const keep = async (/** @type {string} */ name, /** @type {any} */ canvas) => {
    const digest = await crypto.subtle.digest('SHA-256', canvas.getImageData().data);
    const hex = [...new Uint8Array(digest)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    hashes[name] = hex.slice(0, 32);
    canvas.destroy();
  };
  const canvas = createCanvas(96, 64);
  drawFirstLight(canvas.getContext('webgl2', { antialias: false }));
  await keep('first-light', canvas);
  for (const scene of threeScenes.slice(0, 2)) {
    const target = createCanvas(scene.width, scene.height);
    drawThreeScene(THREE, target, scene);
    await keep(scene.name, target);
  }
  return hashes;
}
