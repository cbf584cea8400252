// SPDX-License-Identifier: MIT
// Draws programs with both back ends, each in a realm of its own, and says where they differ.
import { Worker } from 'node:worker_threads';

/** @typedef {{ name: string, vertex: string, fragment: string }} Sources */
/** @typedef {{ results: Array<{ problem: string | null, pixels: Uint8ClampedArray }>, modules: Uint8Array<ArrayBuffer>[] }} Drawn */

/** @param {Sources[]} programs @param {boolean} interpret @returns {Promise<Drawn>} */
function drawAll(programs, interpret) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./draw-worker.mjs', import.meta.url), {
      workerData: { programs, interpret },
    });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

/** @param {Sources[]} programs */
export async function drawWithBoth(programs) {
  const [emitted, interpreted] = await Promise.all([
    drawAll(programs, false),
    drawAll(programs, true),
  ]);
  return { emitted, interpreted };
}

/** What failed to compile, link or draw. @param {Sources[]} programs @param {Drawn} drawn @returns {string[]} */
export function problemsOf(programs, { results }) {
  return programs.flatMap(({ name }, i) =>
    results[i].problem ? [`${name}: ${results[i].problem}`] : [],
  );
}

/** @param {Sources[]} programs @param {Drawn} a @param {Drawn} b @returns {string[]} */
export function differencesOf(programs, a, b) {
  return programs.flatMap(({ name }, i) => {
    const [x, y] = [a.results[i].pixels, b.results[i].pixels];
    const different = Array.from(x.keys()).filter((at) => x[at] !== y[at]);
    if (different.length === 0 && x.length === y.length) return [];
    const [at] = different;
    return [`${i} ${name}: byte ${at} is ${x[at]} and ${y[at]}; ${different.length} bytes differ`];
  });
}

/** How many of the pictures have more than one colour. @param {Drawn} drawn */
export function countDrawn({ results }) {
  return results.filter(({ pixels }) => {
    const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2);
    return words.some((pixel) => pixel !== words[0]);
  }).length;
}
