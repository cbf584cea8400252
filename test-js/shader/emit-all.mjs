// SPDX-License-Identifier: MIT
// The bytes of random programs; as a worker, of those in workerData.
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { init, ShaderInspector } from '../../js/core.js';
import { printProgram, randomProgram } from './random-program.mjs';

/** By seed, both modules in base64. @param {number[]} seeds @returns {Promise<Record<number, string[]>>} */
export async function emitAll(seeds) {
  await init();
  const entries = seeds.map((seed) => {
    const { vertex, fragment } = printProgram(randomProgram(seed));
    const inspector = new ShaderInspector(vertex, fragment);
    const modules = [inspector.wasm('vertex'), inspector.wasm('fragment')];
    inspector.dispose();
    return [seed, modules.map((bytes) => Buffer.from(bytes).toString('base64'))];
  });
  return Object.fromEntries(entries);
}

if (!isMainThread && workerData?.seeds) {
  parentPort?.postMessage(await emitAll(workerData.seeds));
}
