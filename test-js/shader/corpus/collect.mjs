// SPDX-License-Identifier: MIT
// The corpus: every program that a library's npm package makes out of the shaders it ships.
//
//   node test-js/shader/corpus/collect.mjs [library…]            prints how many, and what does not link
//   NOGPU_CORPUS=DIR node test-js/shader/corpus/collect.mjs      also writes them to DIR/<library>.json
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** @typedef {import('./recorder.mjs').CorpusProgram} CorpusProgram */

export const libraries = [
  'three',
  'babylon',
  'pixi',
  'maplibre-gl',
  'playcanvas',
  'luma',
  'regl',
  'ogl',
];

/** @param {string} library @param {boolean} redraw @returns {Promise<{ programs: CorpusProgram[], redrawn: Array<string | null> }>} */
export function collect(library, redraw) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { library, redraw },
    });
    worker.on('message', (answer) => {
      resolve(answer);
      worker.terminate(); // some libraries keep timers
    });
    worker.on('error', reject);
  });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const library of process.argv.length > 2 ? process.argv.slice(2) : libraries) {
    const { programs } = await collect(library, false);
    const bad = programs.filter(({ problem }) => problem !== null);
    console.log(`${library}: ${programs.length} programs, ${bad.length} do not link`);
    for (const { name, problem } of bad) console.log(`  ${name}: ${problem}`);
    if (process.env.NOGPU_CORPUS) {
      mkdirSync(process.env.NOGPU_CORPUS, { recursive: true });
      const file = join(process.env.NOGPU_CORPUS, `${library}.json`);
      writeFileSync(file, JSON.stringify(programs));
    }
  }
}
