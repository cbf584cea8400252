// SPDX-License-Identifier: MIT
// 30 distinct programs of three.js from source to the pixels of their first draw, in a fresh Node process
// and in a fresh headless Chromium with SwiftShader, on the same core, in turns. Then the largest
// MeshPhysicalMaterial, when the module's own code has been running for ten programs: time and memory.
//
//   node bench/shader/run.mjs [--turns N]
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromiumCpuMs, launch, serve } from '../scenes/chromium.mjs';
import { size } from './contender.mjs';
import { largestPhysical, midSize, threePrograms } from './programs.mjs';

const { values: options } = parseArgs({ options: { turns: { type: 'string', default: '3' } } });
const turns = Number(options.turns);
const WARM_UP = 10;
spawnSync('taskset', ['-p', '-c', '0', String(process.pid)]);

const sum = (/** @type {number[]} */ list) => list.reduce((total, each) => total + each, 0);
const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** @typedef {{ wallMs: number, cpuMs: number }} Round */

/** Linear memory before and after, of the last run. */
let megabytes = [0, 0];

/** @param {string} file @param {number} [warmUp] @returns {Promise<Round[]>} */
async function node(file, warmUp = 0) {
  const child = fork(fileURLToPath(new URL('./node-worker.mjs', import.meta.url)), [
    file,
    String(warmUp),
  ]);
  const [answer] = await once(child, 'message');
  await once(child, 'close');
  megabytes = answer.megabytes;
  return answer.rounds;
}

/** @param {string} url @param {any[]} programs @returns {Promise<Round[]>} */
async function chromium(url, programs) {
  const { browser, page } = await launch(url);
  // The GPU process is up before the clock starts.
  await page.evaluate(async (n) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = n;
    const gl = /** @type {any} */ (canvas.getContext('webgl2', { antialias: false }));
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    const contender = await import(new URL('/bench/shader/contender.mjs', location.href).href);
    contender.prepare(gl);
    Object.assign(globalThis, { gl, contender });
  }, size);
  const rounds = [];
  for (let i = 0; i < 2; i++) {
    const before = chromiumCpuMs();
    const times = await page.evaluate((list) => {
      const { contender, gl } = /** @type {any} */ (globalThis);
      return /** @type {number[]} */ (contender.round(gl, list));
    }, programs);
    rounds.push({ wallMs: sum(times), cpuMs: chromiumCpuMs() - before });
  }
  await browser.close();
  return rounds;
}

const all = await threePrograms();
const programs = midSize(all, 30);
const kB = (/** @type {any} */ p) => (p.vertex.length + p.fragment.length) / 1000;
const work = mkdtempSync(join(tmpdir(), 'nogpu-bench-'));
const [many, one] = ['many.json', 'one.json'].map((name) => join(work, name));
writeFileSync(many, JSON.stringify(programs));
writeFileSync(one, JSON.stringify([...programs.slice(0, WARM_UP), largestPhysical(all)]));

console.log(
  `${cpus()[0].model}, Node ${process.versions.node}, one core; ms from source to first pixels`,
);
const sizes = programs.map(kB);
console.log(
  `30 programs of ${Math.min(...sizes).toFixed(0)} to ${Math.max(...sizes).toFixed(0)} kB of source`,
);
const server = await serve();
const [ours, theirs, big] = [[], [], []].map((list) => /** @type {Round[][]} */ (list));
for (let turn = 0; turn < turns; turn++) {
  ours.push(await node(many));
  theirs.push(await chromium(server.url, programs));
  big.push(await node(one, WARM_UP));
}
server.close();
rmSync(work, { recursive: true });
/** @param {string} name @param {Round[][]} results */
const show = (name, results) => {
  const of = (/** @type {number} */ round, /** @type {keyof Round} */ key) =>
    median(results.map((rounds) => rounds[round][key]));
  const ms = (/** @type {number} */ round) =>
    `${of(round, 'wallMs').toFixed(1).padStart(8)} (CPU ${of(round, 'cpuMs').toFixed(0).padStart(5)})`;
  console.log(`${name.padEnd(22)} first ${ms(0)}   again ${ms(1)}`);
  return of(0, 'wallMs');
};
const [a, b] = [show('nogpu', ours), show('Chromium', theirs)];
console.log(`ratio of the first ${(a / b).toFixed(2)}`);
show('largest MeshPhysical', big);
console.log(`linear memory ${megabytes.join(' to ')} MB`);
