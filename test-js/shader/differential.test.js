// SPDX-License-Identifier: MIT
// 200 random programs: emitted code, interpreter and the regenerated GLSL draw the same bits. The nightly
// size is `npm run differential -- --count 10000`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differential } from './differential.mjs';
import { printProgram, randomProgram } from './random-program.mjs';
import { reduceProgram } from './reduce.mjs';

const seed = Number(process.env.NOGPU_SEED ?? 1);
const count = 200;

test('random programs draw the same with both back ends and after regeneration', async (t) => {
  t.diagnostic(`seeds ${seed} to ${seed + count - 1}`);
  const { failures, reports } = await differential(seed, count, { atMost: 1 });
  assert.equal(
    failures.length,
    0,
    `${failures.length} of ${count} fail; one of them:\n${reports[0]}`,
  );
});

test('a seed is one program', () => {
  assert.deepEqual(printProgram(randomProgram(11)), printProgram(randomProgram(11)));
  assert.notDeepEqual(printProgram(randomProgram(11)), printProgram(randomProgram(12)));
});

test('a failing program shrinks to what makes it fail', async () => {
  const program = randomProgram(5);
  const fails = async (/** @type {import('./random-program.mjs').Program[]} */ candidates) =>
    candidates.map((each) => printProgram(each).fragment.includes('color = uvec4('));
  const small = printProgram(await reduceProgram(program, fails));
  assert.ok(small.fragment.length < 100, small.fragment);
  assert.equal(small.vertex.trim(), '');
});
