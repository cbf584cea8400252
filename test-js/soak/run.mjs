// SPDX-License-Identifier: MIT
// The soak: jobs.js over and over, and a sample of the memory after every cycle.
//   node --expose-gc test-js/soak/run.mjs [--seconds 1800] [--out out/soak.svg]
// Prints the samples, writes a plot of them, and ends with status 1 if a series grows (slope.js says what
// that means).
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Soak } from './jobs.js';
import { plot } from './plot.js';
import { judgeSeries } from './slope.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '1800' },
    out: { type: 'string', default: 'out/soak.svg' },
  },
});
const seconds = Number(values.seconds);
const collect = globalThis.gc;
if (collect === undefined) throw new Error('run me with node --expose-gc');

const KB = 1024;
const MB = 1 << 20;
/** What is measured; `tolerance` is the growth over the second half that is let pass as noise. */
const SERIES = [
  { name: 'process RSS', unit: 'MB', scale: MB, color: '#a33', tolerance: 16 * MB },
  // V8 keeps a weak slot of 8 bytes for every instance that imported the memory: some 50 shaders a cycle.
  { name: 'JS heap', unit: 'MB', scale: MB, color: '#37a', tolerance: 4 * MB },
  { name: 'linear memory', unit: 'MB', scale: MB, color: '#383', tolerance: 0 },
  { name: 'live in the module', unit: 'KB', scale: KB, color: '#739', tolerance: 64 * KB },
];

/** @type {number[]} */
const minutes = [];
/** @type {number[][]} */
const samples = SERIES.map(() => []);
const soak = new Soak();

/** Twice: what the first collection finds may refer to what the second can take. */
async function settle() {
  for (let i = 0; i < 2; i++) {
    collect?.();
    await wait(5);
  }
}

const started = performance.now();
let printed = 0;
console.log('minutes     RSS    heap  linear    live   (MB, MB, MB, KB)');
while (performance.now() - started < seconds * 1000 || minutes.length < 8) {
  await soak.cycle();
  await settle();
  const { rss, heapUsed } = process.memoryUsage();
  const { live, linearMemory } = soak.memory();
  const minute = (performance.now() - started) / 60000;
  minutes.push(minute);
  [rss, heapUsed, linearMemory, live].forEach((value, i) => samples[i].push(value));
  if (minute >= printed * (seconds / 60 / 20)) {
    printed++;
    const row = SERIES.map(({ scale }, i) => (samples[i].at(-1) ?? 0) / scale);
    console.log(minute.toFixed(2).padStart(7), ...row.map((n) => n.toFixed(1).padStart(7)));
  }
}
soak.destroy();

let grew = false;
const series = SERIES.map(({ name, unit, scale, color, tolerance }, i) => {
  const { slope, intercept, error, growth, grows } = judgeSeries(minutes, samples[i], tolerance);
  grew ||= grows;
  const verdict =
    `${(slope / KB).toFixed(2)} ± ${(error / KB).toFixed(2)} KB/min, ` +
    `${(growth / KB).toFixed(1)} KB over the second half: ${grows ? 'GROWS' : 'flat'}`;
  console.log(`[soak] ${name}: ${verdict}`);
  return {
    name,
    unit,
    color,
    values: samples[i].map((value) => value / scale),
    line: { slope: slope / scale, intercept: intercept / scale },
    verdict,
  };
});
mkdirSync(dirname(values.out), { recursive: true });
const title = `nogpu soak: ${soak.cycles} cycles in ${(minutes.at(-1) ?? 0).toFixed(1)} minutes`;
writeFileSync(values.out, plot(title, minutes, series));
console.log(`[soak] ${soak.cycles} cycles; plot in ${values.out}`);
process.exit(grew ? 1 : 0);
