// SPDX-License-Identifier: MIT
// A worker with a module of its own that makes and deletes objects in a random order, and says what memory that took.
import { parentPort, workerData } from 'node:worker_threads';
import { createContext, init } from '../../js/core.js';
import { makeObject } from './sized-objects.js';

/** Numbers in [0, 1), the same in every run. @param {number} seed */
function randomNumbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const { wasm, seed, cycles } = workerData;
await init({ wasm });
const gl = createContext(8, 8, { antialias: false });
const random = randomNumbers(seed);
/** @type {Array<() => void>} */
const live = [];
let peak = 0;
for (let cycle = 0; cycle < cycles; cycle++) {
  if (live.length < 40 * (0.5 + random())) {
    live.push(makeObject(gl, Math.floor(2 ** (10 + 16 * random())), random()));
    peak = Math.max(peak, gl._wasm.wasm_memory_live());
  } else {
    live.splice(Math.floor(random() * live.length), 1)[0]();
  }
}
parentPort?.postMessage({ error: gl.getError(), peak, high: gl._wasm.HEAPU8.length });
