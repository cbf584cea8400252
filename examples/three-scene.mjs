// SPDX-License-Identifier: MIT
// Unmodified three.js in plain Node: a lit, textured, shadowed scene, written as PNG.
//
//   node examples/three-scene.mjs                               one picture: out/three-scene.png
//   node examples/three-scene.mjs --frames 120 --out out/turn   the camera turns: out/turn/0000.png …
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { createCanvas } from 'nogpu';
import * as THREE from 'three';
import { createStandardScene } from './scenes/standard.mjs';

const { values: options } = parseArgs({
  options: {
    frames: { type: 'string', default: '1' },
    out: { type: 'string' },
    width: { type: 'string', default: '640' },
    height: { type: 'string', default: '480' },
  },
});
const frames = Number(options.frames);
if (!Number.isInteger(frames) || frames < 1) {
  console.error(`--frames is '${options.frames}': give a whole number from 1`);
  process.exit(2);
}
const [width, height] = [Number(options.width), Number(options.height)];
const out = options.out ?? (frames === 1 ? 'out/three-scene.png' : 'out/turn');
const fileOf = (frame) => (frames === 1 ? out : join(out, `${String(frame).padStart(4, '0')}.png`));
mkdirSync(dirname(fileOf(0)), { recursive: true });

const canvas = createCanvas(width, height);
const renderer = new THREE.WebGLRenderer({ canvas, antialias: true });
renderer.setSize(width, height, false);
renderer.shadowMap.enabled = true;
const { scene, camera, turn } = createStandardScene(THREE, width / height);

const bar =
  frames > 1
    ? new SingleBar({ format: 'rendering {bar} {value}/{total} frames, {eta_formatted} left' })
    : null;
bar?.start(frames, 0);
const times = [];
let firstPicture = 0;
for (let frame = 0; frame < frames; frame++) {
  turn((frame / frames) * Math.PI * 2);
  const before = performance.now();
  renderer.render(scene, camera);
  canvas.getContext('webgl2').finish();
  times.push(performance.now() - before);
  writeFileSync(fileOf(frame), canvas.toBuffer('image/png'));
  if (frame === 0) firstPicture = performance.now(); // counts from process start
  bar?.update(frame + 1);
}
bar?.stop();

times.sort((a, b) => a - b);
const kilobytes = statSync(new URL('../dist/nogpu.wasm', import.meta.url)).size / 1024;
console.log(`picture          ${frames === 1 ? out : `${fileOf(0)} … ${fileOf(frames - 1)}`}`);
console.log(`size             ${width} × ${height}`);
console.log(`frames           ${frames}`);
console.log(`ms per frame     ${times[times.length >> 1].toFixed(1)} (median)`);
console.log(`first picture    ${firstPicture.toFixed(0)} ms after process start`);
console.log(`module           ${kilobytes.toFixed(0)} KB`);
console.log(`peak memory      ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB (resident)`);
