// SPDX-License-Identifier: MIT
// What the tests of lifetimes share: forced collections, waiting for releases, the module's figures.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { getModule } from '../../js/module.js';

setFlagsFromString('--expose-gc');
/** @type {() => void} */
export const gc = runInNewContext('gc');

/** A task of its own: WeakRefs let go and the collector's reports arrive only between tasks. */
export function nextTask() {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Bytes that the module holds. */
export function liveBytes() {
  return getModule().wasm_memory_live();
}

/** Bytes of linear memory. */
export function linearBytes() {
  return getModule().HEAPU8.length;
}

/** Several collections, each followed by its reports. */
export async function collect() {
  for (let i = 0; i < 4; i++) {
    await nextTask();
    gc();
  }
  await nextTask();
}

/**
 * Collects until `done` says so; throws after 10 s.
 * @param {() => boolean} done @param {string} what
 */
export async function collectUntil(done, what) {
  const deadline = Date.now() + 10_000;
  while (!done()) {
    if (Date.now() > deadline) throw new Error(`not after 10 s of collections: ${what}`);
    gc();
    await nextTask();
  }
}
