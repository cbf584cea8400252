// SPDX-License-Identifier: MIT
// The corpus as files for the fuzzers: write-seeds.mjs DIR. Long shaders are left out, and those that
// most of their lines share with one before.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect } from './collect.mjs';

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('say where to write');
const longest = 6000;
mkdirSync(folder, { recursive: true });
/** @type {Set<string>} */
const lines = new Set();
let count = 0;
for (const library of ['ogl', 'regl', 'luma', 'pixi', 'maplibre-gl']) {
  const { programs } = await collect(library, false);
  for (const { vertex, fragment } of programs) {
    for (const text of [vertex, fragment, `${vertex}\n//====\n${fragment}`]) {
      const own = text.split('\n').filter((line) => !lines.has(line));
      if (text.length > longest || own.length * 4 < text.split('\n').length) continue;
      for (const line of own) lines.add(line);
      const name = createHash('sha1').update(text).digest('hex').slice(0, 16);
      writeFileSync(join(folder, name), text);
      count++;
    }
  }
}
console.log(`${count} seeds`);
