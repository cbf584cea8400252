// SPDX-License-Identifier: MIT
// A warm frame allocates nothing that is not freed: what the module holds after 40 frames of a three.js
// scene is what it held after 10, and linear memory has not grown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas } from 'nogpu';
import * as THREE from 'three';
import { createStandardScene } from '../../examples/scenes/standard.mjs';
import { getModule } from '../../js/module.js';

/** Bytes that the module's accounting holds, in all. */
function heldBytes() {
  const wasm = getModule();
  const ptr = wasm.wasm_memory_info() >>> 0;
  return wasm.HEAPF64[ptr >>> 3];
}

test('warm frames of a three.js scene leave nothing behind', (t) => {
  const canvas = createCanvas(120, 90);
  t.after(() => canvas.destroy());
  const renderer = new THREE.WebGLRenderer({ canvas, antialias: true });
  renderer.setSize(120, 90, false);
  renderer.shadowMap.enabled = true;
  const { scene, camera, turn } = createStandardScene(THREE, 120 / 90);
  const frames = (/** @type {number} */ from, /** @type {number} */ to) => {
    for (let i = from; i < to; i++) {
      turn(i * 0.1);
      renderer.render(scene, camera);
    }
  };
  frames(0, 10);
  const [held, linear] = [heldBytes(), getModule().HEAPU8.length];
  frames(10, 40);
  assert.equal(heldBytes(), held);
  assert.equal(getModule().HEAPU8.length, linear);
});
