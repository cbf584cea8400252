// SPDX-License-Identifier: MIT
// The command-stream fuzzer (test-native/fuzz/) calls every export: its table names them all. That their
// C types are right is checked by the native build, which compiles wasm/exports/ against the table.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import 'nogpu';
import { getModule } from '../js/module.js';

const table = readFileSync(new URL('../test-native/fuzz/entries.def', import.meta.url), 'utf8');
const rows = [...table.matchAll(/^ENTRY\(([^)]*)\)/gm)].map((match) => match[1].split(/,\s*/));

test('the fuzzer has a row for every export', () => {
  const listed = rows.map(([name]) => `wasm_${name}`);
  const exported = Object.keys(getModule()).filter((name) => name.startsWith('wasm_'));
  assert.deepEqual(listed.sort(), exported.sort());
});

test('rows have as many arguments as their exports', () => {
  const module = /** @type {Record<string, any>} */ (getModule());
  for (const [name, , ...kinds] of rows) {
    assert.equal(kinds.length, module[`wasm_${name}`].length, name);
  }
});
