// SPDX-License-Identifier: MIT
// The soak for a minute, and what it decides by.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fitLine, judgeSeries } from './slope.js';

const minutes = Array.from({ length: 40 }, (_, i) => i / 10);

test('least squares: slope and standard error of a known line', () => {
  const { slope, intercept, error } = fitLine([0, 1, 2, 3], [1, 3, 3, 5]);
  assert.ok(Math.abs(slope - 1.2) < 1e-12 && Math.abs(intercept - 1.2) < 1e-12);
  assert.ok(Math.abs(error - Math.sqrt(0.8 / 2 / 5)) < 1e-12);
});

test('a leak of 1 KB a cycle under noise of 10 KB is seen, noise alone is not', () => {
  const noise = (/** @type {number} */ i) => ((i * 7919) % 21) - 10;
  const leak = minutes.map((_, i) => i + noise(i));
  assert.equal(judgeSeries(minutes, leak, 4).grows, true);
  assert.equal(
    judgeSeries(
      minutes,
      minutes.map((_, i) => noise(i)),
      4,
    ).grows,
    false,
  );
});

test('a series that only falls does not grow', () => {
  assert.equal(
    judgeSeries(
      minutes,
      minutes.map((m) => -m),
      0,
    ).grows,
    false,
  );
});

test('a minute of scenes, contexts, resizes, losses, programs and uploads leaves memory flat', (t) => {
  const run = fileURLToPath(new URL('./run.mjs', import.meta.url));
  const args = ['--expose-gc', run, '--seconds', '60', '--out', 'out/soak-minute.svg'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  t.diagnostic(stdout.trim());
  assert.equal(status, 0, `${stdout}${stderr}`);
});
