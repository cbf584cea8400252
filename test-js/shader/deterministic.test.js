// SPDX-License-Identifier: MIT
// The same program gives the same bytes, in any realm and whatever was compiled before: engines' code
// caches hit.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { emitAll } from './emit-all.mjs';

const seeds = Array.from({ length: 20 }, (_, i) => 301 + i);

test('emitted bytes do not depend on the realm or on what came before', async () => {
  const worker = new Worker(new URL('./emit-all.mjs', import.meta.url), {
    workerData: { seeds: [...seeds].reverse() },
  });
  const [elsewhere] = await once(worker, 'message');
  const here = await emitAll(seeds);
  assert.equal(Object.keys(here).length, seeds.length);
  assert.deepEqual(here, elsewhere);
});
