// SPDX-License-Identifier: MIT
// One of many workers that draw at the same time, each with its own module; answers with a hash.
import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { createCanvas, init } from '../../js/core.js';
import { drawFirstLight } from '../pictures/first-light.js';

await init({ wasm: workerData.module });
const gate = new Int32Array(workerData.gate);
Atomics.add(gate, 0, 1);
Atomics.notify(gate, 0);
// All begin when the last one is there.
while (Atomics.load(gate, 0) < workerData.workers)
  Atomics.wait(gate, 0, Atomics.load(gate, 0), 100);

const hash = createHash('sha256');
for (let i = 0; i < 10; i++) {
  const canvas = createCanvas(96, 64);
  drawFirstLight(canvas.getContext('webgl2', { antialias: i % 2 === 1 }));
  hash.update(canvas.getImageData().data);
  canvas.destroy();
}
parentPort?.postMessage({
  hash: hash.digest('hex'),
  drewTogether: Atomics.load(gate, 0) === workerData.workers,
});
