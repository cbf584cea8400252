// SPDX-License-Identifier: MIT
// The fuzzer of the public API. node test-js/fuzz/run.mjs [--seconds 60] [--seed N]
//   [--only]            just the session of that seed
//   [--steps 3,17,20]   and of it only these steps, as a report prints them
// Ends with status 1 at the first finding, after it has been reduced to the fewest steps that show it.
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { STEPS } from './steps.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    steps: { type: 'string' },
    only: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));
const seconds = Number(values.seconds);
const only = values.only || values.steps !== undefined;
const steps = values.steps?.split(',').map(Number);

/** Without a sign of progress for this long, a session hangs. */
const HANG_SECONDS = 30;
/** A thread is replaced after this many sessions. */
const SESSIONS = 2000;

/**
 * Sessions in a thread; what was found, or null. `ran` counts sessions.
 * @param {{ seed: number, count: number, steps?: number[], deadline: number }} work
 * @returns {Promise<{ finding: { seed: number, what: string, log: string[] } | null, ran: number }>}
 */
function runWorker(work) {
  const progress = new Int32Array(new SharedArrayBuffer(12));
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: { ...work, progress },
  });
  return new Promise((resolve) => {
    let last = '';
    let since = Date.now();
    const finish = (/** @type {any} */ finding) => {
      clearInterval(watch);
      worker.terminate().then(() => resolve({ finding, ran: progress[2] }));
    };
    const here = (/** @type {string} */ what) => ({
      seed: progress[0],
      what: `${what} (session ${progress[0]}, step ${progress[1]})`,
      log: [],
    });
    const watch = setInterval(() => {
      const now = progress.join();
      if (now !== last) [last, since] = [now, Date.now()];
      else if (Date.now() - since > HANG_SECONDS * 1000)
        finish(here(`no progress for ${HANG_SECONDS} s`));
    }, 500);
    worker.on('message', (message) => finish(message.done ? null : message));
    worker.on('error', (error) => finish(here(String(/** @type {any} */ (error)?.stack ?? error))));
  });
}

/** The fewest steps of a session that still find something. @param {number} at @param {number[]} all */
async function reduce(at, all) {
  const fails = async (/** @type {number[]} */ some) =>
    (await runWorker({ seed: at, count: 1, steps: some, deadline: Infinity })).finding;
  let finding = await fails(all);
  if (finding === null) return { steps: all, finding: null };
  let kept = all;
  for (let size = kept.length >> 1; size >= 1; size >>= 1) {
    for (let i = 0; i < kept.length;) {
      const fewer = [...kept.slice(0, i), ...kept.slice(i + size)];
      const still = fewer.length < kept.length ? await fails(fewer) : null;
      if (still === null) i += size;
      else [kept, finding] = [fewer, still];
    }
  }
  return { steps: kept, finding };
}

console.log(`[fuzz] seed ${seed}${only ? '' : `, ${seconds} s`}`);
const deadline = only ? Infinity : Date.now() + seconds * 1000;
let sessions = 0;
let next = seed;
do {
  const work = { seed: next, count: only ? 1 : SESSIONS, steps, deadline };
  const { finding, ran } = await runWorker(work);
  sessions += ran;
  next += SESSIONS;
  if (finding !== null) {
    const all = steps ?? Array.from({ length: STEPS }, (_, i) => i);
    const reduced = await reduce(finding.seed, all);
    const shown = reduced.finding ?? finding;
    console.log(`[fuzz] FOUND in session ${finding.seed}: ${shown.what}`);
    if (reduced.finding === null) {
      console.log('[fuzz] not by this session alone: it needs those before it');
    }
    console.log(shown.log.map((line) => `    ${line}`).join('\n'));
    const list = reduced.steps.join(',');
    console.log(`[fuzz] again: node test-js/fuzz/run.mjs --seed ${finding.seed} --steps ${list}`);
    process.exit(1);
  }
} while (!only && Date.now() < deadline);
console.log(`[fuzz] ${sessions} sessions of ${STEPS} steps, nothing found`);
