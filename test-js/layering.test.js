// SPDX-License-Identifier: MIT
// Dependencies point the way the architecture draws them: no #include reaches upward.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../wasm/', import.meta.url);

/** What each folder of wasm/ may include besides itself. */
const allowed = {
  simd: [],
  boundary: [],
  format: ['simd'],
  shader: ['boundary', 'simd', 'format/gl_enums.h'],
  pipeline: ['shader', 'format', 'boundary', 'simd'],
  gl: ['pipeline', 'shader', 'format', 'boundary', 'simd'],
  exports: ['gl', 'pipeline', 'shader', 'format', 'boundary', 'simd'],
};

for (const [folder, below] of Object.entries(allowed)) {
  test(`wasm/${folder} includes nothing above it`, () => {
    const files = readdirSync(new URL(`${folder}/`, root), { recursive: true })
      .map(String)
      .filter((name) => /\.(h|cpp|def)$/.test(name));
    assert.ok(files.length > 0, `wasm/${folder} has no sources`);
    for (const file of files) {
      const text = readFileSync(new URL(`${folder}/${file}`, root), 'utf8');
      for (const [, target] of text.matchAll(/^\s*#include "([^"]+)"/gm)) {
        const fine =
          target.startsWith(`${folder}/`) ||
          below.some((b) => target === b || target.startsWith(`${b}/`));
        assert.ok(fine, `wasm/${folder}/${file} includes "${target}"`);
      }
    }
  });
}
