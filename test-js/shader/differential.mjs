// SPDX-License-Identifier: MIT
// Random programs drawn by both back ends, and once more from the GLSL that the compiler regenerates: all
// three pictures must be the same. A program that fails is made smaller before it is shown.
//
//   npm run differential -- [--seed N] [--count N] [--keep]      --keep: show failures as generated
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printProgram, randomProgram } from './random-program.mjs';
import { reduceProgram } from './reduce.mjs';

/** @typedef {import('./random-program.mjs').Program} Program */
/** @typedef {import('./differential-worker.mjs').Drawn} Drawn */
/** @typedef {{ seed: number, what: string, program: Program }} Failure */

const CHUNK = 25;

/** One realm per way of drawing. */
export function startRealms() {
  const realms = [{ interpret: false }, { interpret: true }, { interpret: false, again: true }].map(
    ({ interpret, again = false }) => {
      const url = new URL('./differential-worker.mjs', import.meta.url);
      const worker = new Worker(url, { workerData: { interpret } });
      /** @param {Array<{ vertex: string, fragment: string }>} programs @returns {Promise<Drawn[]>} */
      const draw = (programs) => {
        worker.postMessage({ programs, again });
        return once(worker, 'message').then(([results]) => results);
      };
      return { draw, stop: () => worker.terminate() };
    },
  );
  return {
    /** By program, what each realm drew. @param {Program[]} programs */
    async draw(programs) {
      const sources = programs.map(printProgram);
      const drawn = await Promise.all(realms.map((realm) => realm.draw(sources)));
      return programs.map((_, i) => drawn.map((each) => each[i]));
    },
    stop: () => Promise.all(realms.map((realm) => realm.stop())),
  };
}

/** What is wrong with the pictures of one program, without its numbers; or null. @param {Drawn[]} drawn */
export function problemOf([emitted, interpreted, regenerated]) {
  if (emitted.problem !== null) return `does not draw: ${emitted.problem}`;
  if (interpreted.problem !== null) return `the interpreter: ${interpreted.problem}`;
  if (!same(emitted, interpreted)) return 'emitted code and interpreter differ';
  if (regenerated.problem !== null) return `regenerated: ${regenerated.problem}`;
  if (!same(emitted, regenerated)) return 'the regenerated program differs';
  return null;
}

/** @param {Drawn} a @param {Drawn} b */
const same = (a, b) =>
  Buffer.compare(Buffer.from(a.words.buffer), Buffer.from(b.words.buffer)) === 0;

/** The kind of a problem: without names and numbers, which change while a program shrinks. @param {string} problem */
const kindOf = (problem) =>
  problem
    .replace(/ERROR: [\d:]+/g, '')
    .replace(/'[^']*'|\d+/g, '')
    .slice(0, 60);

/** First words that differ, for the report. @param {Drawn[]} drawn */
function detail([emitted, interpreted, regenerated]) {
  for (const [name, other] of /** @type {Array<[string, Drawn]>} */ ([['interpreter', interpreted], ['regenerated', regenerated]])) {
    const at = emitted.words.findIndex((word, i) => word !== other.words[i]);
    const hex = (/** @type {number} */ word) => `0x${word.toString(16)}`;
    if (at >= 0) return `pixel (${(at >> 2) & 15}, ${at >> 6}) component ${at & 3}: emitted ${hex(emitted.words[at])}, ${name} ${hex(other.words[at])}`;
  }
  return '';
} // prettier-ignore

/**
 * @param {number} firstSeed @param {number} count
 * @param {{ keep?: boolean, atMost?: number, progress?: (done: number, failures: number) => void }} [options]
 * @returns {Promise<{ failures: Failure[], total: number, reports: string[] }>}
 */
export async function differential(firstSeed, count, { keep = false, atMost = 3, progress } = {}) {
  const realms = startRealms();
  /** @type {Failure[]} */
  const failures = [];
  for (let done = 0; done < count; done += CHUNK) {
    const seeds = Array.from(
      { length: Math.min(CHUNK, count - done) },
      (_, i) => firstSeed + done + i,
    );
    const programs = seeds.map(randomProgram);
    const drawn = await realms.draw(programs);
    drawn.forEach((each, i) => {
      const what = problemOf(each);
      if (what !== null) failures.push({ seed: seeds[i], what, program: programs[i] });
    });
    progress?.(done + seeds.length, failures.length);
  }
  const reports = [];
  const kinds = new Set();
  for (const failure of failures) {
    if (reports.length >= atMost) break;
    const kind = kindOf(failure.what);
    if (kinds.has(kind) && failures.length > atMost) continue;
    kinds.add(kind);
    reports.push(await report(realms, failure, keep));
  }
  await realms.stop();
  return { failures, total: count, reports };
}

/** @param {ReturnType<typeof startRealms>} realms @param {Failure} failure @param {boolean} keep */
async function report(realms, { seed, what, program }, keep) {
  const kind = kindOf(what);
  const fails = async (/** @type {Program[]} */ candidates) =>
    (await realms.draw(candidates)).map((drawn) => {
      const problem = problemOf(drawn);
      return problem !== null && kindOf(problem) === kind;
    });
  const small = keep ? program : await reduceProgram(program, fails);
  const [drawn] = await realms.draw([small]);
  const { vertex, fragment } = printProgram(small);
  return `seed ${seed}: ${problemOf(drawn)}; ${detail(drawn)}\n---- vertex\n${vertex}---- fragment\n${fragment}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '10000' },
      keep: { type: 'boolean', default: false },
    },
  });
  const [seed, count] = [Number(values.seed), Number(values.count)];
  console.log(`seeds ${seed} to ${seed + count - 1}`);
  const progress = (/** @type {number} */ done, /** @type {number} */ failed) => {
    if (done % 500 < CHUNK) console.log(`${done} programs, ${failed} failed`);
  };
  const { failures, reports } = await differential(seed, count, { keep: values.keep, progress });
  for (const text of reports) console.log(`\n${text}`);
  console.log(
    `${count} programs, ${failures.length} failed: ${failures
      .slice(0, 40)
      .map((f) => f.seed)
      .join(' ')}`,
  );
  process.exit(failures.length === 0 ? 0 : 1);
}
