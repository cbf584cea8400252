// SPDX-License-Identifier: MIT
// A fresh process with this package: links and draws the programs of the file it is given, twice. The first
// `warmUp` of them are not counted.
import { readFileSync } from 'node:fs';
import { createCanvas, init } from 'nogpu/core';
import { prepare, round, size } from './contender.mjs';

const all = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const warmUp = Number(process.argv[3]);
const programs = all.slice(warmUp);
const { HEAPU8 } = await init();
const gl = createCanvas(size, size).getContext('webgl2', { antialias: false });
prepare(gl);
round(gl, all.slice(0, warmUp));
const rounds = [];
for (let i = 0; i < 2; i++) {
  const before = process.cpuUsage();
  const times = round(gl, programs);
  const { user, system } = process.cpuUsage(before);
  rounds.push({ wallMs: times.reduce((a, b) => a + b, 0), cpuMs: (user + system) / 1000 });
}
const { HEAPU8: after } = await init();
process.send?.({
  rounds,
  megabytes: [HEAPU8.length, after.length].map((bytes) => bytes / 2 ** 20),
});
