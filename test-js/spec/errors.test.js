// SPDX-License-Identifier: MIT
// Every row of the tables of errors, one test a method.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, strike } from './rows.js';
import { scenes } from './scenes.js';

/** What went wrong, by method. @type {Map<string, string[]>} */
const failures = new Map();
/** Rows, by method. @type {Map<string, number>} */
const counts = new Map();
for (const scene of scenes) {
  for (const row of scene.rows) {
    const [method, code, condition] = row;
    counts.set(method, (counts.get(method) ?? 0) + 1);
    try {
      check(scene, row);
    } catch (error) {
      const { message, stack } = /** @type {Error} */ (error);
      const what = error instanceof assert.AssertionError ? message : stack;
      const known = failures.get(method) ?? [];
      failures.set(method, [...known, `${code}, ${condition} (${scene.what}):\n    ${what}`]);
    }
  }
  strike();
}

for (const [method, count] of counts) {
  test(`${method}: ${count} rows`, () => {
    const failed = failures.get(method) ?? [];
    assert.ok(failed.length === 0, failed.join('\n'));
  });
}
