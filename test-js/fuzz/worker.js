// SPDX-License-Identifier: MIT
// Runs sessions in a thread of its own, so that one that hangs or breaks its module takes nothing with it.
// workerData: { seed, count, steps, progress }: `count` sessions from `seed` on, each with the given steps;
// the thread counts in `progress` (an Int32Array: seed, step) what it is at.
import { parentPort, workerData } from 'node:worker_threads';
import { Finding, Session, heldBytes, linearBytes } from './session.js';
import { STEPS } from './steps.js';

const { seed: first, count, steps, deadline, progress } = workerData;

/** Most that sessions of 64 MiB each may have made the memory grow to. */
const MAX_LINEAR = 512 << 20;

// What the module keeps once it has been used: its tables, its own arenas.
await new Session(first).run([]);
const held = heldBytes();

for (let seed = first; seed < first + count && Date.now() < deadline; seed++) {
  Atomics.store(progress, 0, seed);
  Atomics.store(progress, 1, 0);
  const session = new Session(seed, (step) => Atomics.store(progress, 1, step));
  try {
    await session.run(steps ?? Array.from({ length: STEPS }, (_, i) => i));
    if (heldBytes() > held) throw new Finding(`${heldBytes() - held} bytes stayed behind`);
    if (linearBytes() > MAX_LINEAR) throw new Finding(`linear memory is ${linearBytes()} bytes`);
  } catch (error) {
    const { message, stack } = /** @type {any} */ (error);
    const what = error instanceof Finding ? message : stack;
    parentPort?.postMessage({ seed, what, log: session.log });
    process.exit(0);
  }
  Atomics.add(progress, 2, 1);
}
parentPort?.postMessage({ done: true });
