// SPDX-License-Identifier: MIT
// The programs of docs/clients.md, as they stand there, each in a process of its own: they end, and the
// pictures have the colours that the programs name.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { decode } from 'fast-png';

const folder = new URL('../../out/recipes/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const text = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8');
const programs = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, program]) => program);

/** Colours that a recipe names, by the picture it writes and by place in it. */
/** @type {Record<string, [number, number, number[]][]>} */
const named = {
  'regl.png': [
    [160, 120, [255, 128, 0]],
    [5, 5, [26, 26, 51]],
  ],
  'twgl.png': [[160, 120, [0, 153, 255]]],
  'pixi.png': [
    [160, 120, [255, 204, 0]],
    [5, 5, [34, 51, 68]],
  ],
  'deck.png': [[110, 120, [255, 120, 0]]],
  'maplibre.png': [
    [160, 120, [85, 170, 85]],
    [5, 5, [204, 221, 238]],
  ],
  'pico.png': [[160, 120, [0, 128, 128]]],
  'ogl.png': [[160, 120, [0, 0, 255]]], // the normal towards the camera
};
/** Where no colour is named: so many are in the picture at least, from shading. */
const shaded = {
  'three.png': 100,
  'babylon.png': 50,
  'playcanvas.png': 2,
  'postprocessing.png': 2,
};

for (const [i, program] of programs.entries()) {
  const picture = /writeFileSync\('(.*?)'/.exec(program)?.[1];
  test(`recipe ${picture ?? i} of docs/clients.md`, async () => {
    const file = new URL(`recipe-${i}.mjs`, folder);
    writeFileSync(file, program);
    await promisify(execFile)('node', [file.pathname], { cwd: folder, timeout: 60_000 });
    if (picture === undefined) return;
    const { width, height, data } = decode(readFileSync(new URL(picture, folder)));
    assert.deepEqual([width, height], [320, 240]);
    for (const [x, y, color] of named[picture] ?? []) {
      const at = (y * width + x) * 4;
      color.forEach((c, k) =>
        assert.ok(
          Math.abs(data[at + k] - c) <= 3,
          `${data.slice(at, at + 3)} at ${x}, ${y}, not ${color}`,
        ),
      );
    }
    const colors = new Set(new Uint32Array(new Uint8Array(data).buffer));
    assert.ok(colors.size >= /** @type {any} */ (shaded[picture] ?? 1), `${colors.size} colours`);
  });
}
