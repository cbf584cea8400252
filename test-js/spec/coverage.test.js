// SPDX-License-Identifier: MIT
// No method without rows: those of the interfaces and those of the extensions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extensions } from './extensions.js';
import { operations } from './operations.js';
import { scenes } from './scenes.js';

const covered = new Set(scenes.flatMap(({ rows }) => rows.map(([method]) => method)));

test('every method of WebGL 2 has a row', () => {
  const missing = [...operations.keys()].filter((name) => !covered.has(name));
  assert.deepEqual(missing, []);
});

test('every method of the extensions of WebGL 2 has a row, or is described in a test of its own', () => {
  const elsewhere = ['loseContext', 'queryCounterEXT'];
  const missing = extensions
    .filter(({ name, versions }) => versions.includes('2') && !/base_vertex/.test(name))
    .flatMap(({ methods }) => Object.keys(methods))
    .filter((name) => !covered.has(name) && !elsewhere.includes(name));
  assert.deepEqual(missing, []);
});
