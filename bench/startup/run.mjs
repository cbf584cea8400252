// SPDX-License-Identifier: MIT
// From process start to the first picture of the three.js demo, as PNG bytes: this package in a fresh
// Node process, and a fresh headless Chromium with SwiftShader and an empty profile. Wall-clock, in turns.
//
//   node bench/startup/run.mjs [--turns N]
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch, serve } from '../scenes/chromium.mjs';
import { scenes } from '../scenes/scenes.mjs';

const { values: options } = parseArgs({ options: { turns: { type: 'string', default: '5' } } });
spawnSync('taskset', ['-p', '-c', '0', String(process.pid)]);
const example = fileURLToPath(new URL('../../examples/three-scene.mjs', import.meta.url));
const demo = scenes.findIndex((scene) => scene.name === 'three.js demo');

async function node() {
  const before = performance.now();
  const child = spawn(process.execPath, [example, '--out', join(tmpdir(), 'nogpu-startup.png')]);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`examples/three-scene.mjs ended with ${code}`);
  return performance.now() - before;
}

/** @param {string} url */
async function chromium(url) {
  const before = performance.now();
  const { browser, page } = await launch(url);
  await page.evaluate(async (i) => {
    const THREE = await import('three');
    const { scenes } = await import(new URL('/bench/scenes/scenes.mjs', location.href).href);
    const { start } = await import(new URL('/bench/scenes/contender.mjs', location.href).href);
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [scenes[i].width, scenes[i].height];
    start(scenes[i], canvas, THREE).frames(1);
    return canvas.toDataURL();
  }, demo);
  const time = performance.now() - before;
  await browser.close();
  return time;
}

const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const server = await serve();
const [ours, theirs] = [[], []].map((list) => /** @type {number[]} */ (list));
for (let turn = 0; turn < Number(options.turns); turn++) {
  ours.push(await node());
  theirs.push(await chromium(server.url));
}
server.close();
console.log(
  `process start to first picture of the three.js demo: nogpu ${median(ours).toFixed(0)} ms ` +
    `(${Math.min(...ours).toFixed(0)}–${Math.max(...ours).toFixed(0)}), Chromium ${median(theirs).toFixed(0)} ms ` +
    `(${Math.min(...theirs).toFixed(0)}–${Math.max(...theirs).toFixed(0)}), ratio ${(median(ours) / median(theirs)).toFixed(2)}`,
);
