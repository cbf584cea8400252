// SPDX-License-Identifier: MIT
// Emitted fragment shaders: ns of CPU per pixel with one and with two quads a step, over batches of 64 quads
// of one full-screen primitive. Both must write the same bits.
//
//   node bench/shader/shader.mjs [bench_compile]     (default build/native/bench_compile)

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const tool = process.argv[2] ?? join(here, '../../build/native/bench_compile');
const names = ['lit', 'fbm', 'ray-march'];
const size = 256,
  quadsPerBatch = 64,
  rounds = 15,
  picturesPerRound = 8;

// Addresses, in bytes; offsets are those of wasm/shader/abi.h.
const at = {
  draw: 1024,
  segment: 1088,
  planes: 1152,
  uniforms: 2048,
  batch: 4096,
  scratch: 8192,
  outputs: 65536,
};
const memory = new WebAssembly.Memory({ initial: 8 });
const table = new WebAssembly.Table({ initial: 1, element: 'anyfunc' });
const u32 = new Uint32Array(memory.buffer);
const f32 = new Float32Array(memory.buffer);
const word = (address, value) => (u32[address >> 2] = value);

function layOut() {
  word(at.draw, at.uniforms);
  word(at.draw + 16, at.scratch);
  word(at.segment + 4, quadsPerBatch);
  word(at.segment + 8, at.planes);
  f32.set([0.5, 0, 0, 1, 0, 0], (at.segment + 20) >> 2);
  word(at.batch, at.draw);
  word(at.batch + 4, at.segment);
  word(at.batch + 8, 1);
  word(at.batch + 12, at.outputs);
  word(at.batch + 16, quadsPerBatch);
  // Five planes (uv, normal), rounded up to eight: all c, all dx, all dy.
  const step = 2 / size;
  f32.set([-1, -1, -1, -1, 1, 0, 0, 0], at.planes >> 2);
  f32.set([step, 0, step, 0, 0, 0, 0, 0], (at.planes >> 2) + 8);
  f32.set([0, step, 0, step, 0, 0, 0, 0], (at.planes >> 2) + 16);
  for (let i = 0; i < 64; i++) f32[(at.uniforms >> 2) + i] = 0.2 + (i % 7) * 0.1;
}

/** Shades the picture batch by batch; `visit` sees the outputs of each. */
function picture(run, visit) {
  const across = size / 2;
  for (let quad = 0; quad < across * across; quad += quadsPerBatch) {
    for (let q = 0; q < quadsPerBatch; q++) {
      u32[((at.batch + 32) >> 2) + q] = ((quad + q) % across) * 2;
      u32[((at.batch + 288) >> 2) + q] = Math.floor((quad + q) / across) * 2;
    }
    u32.fill(0xffffffff, (at.batch + 544) >> 2, ((at.batch + 544) >> 2) + quadsPerBatch * 4);
    word(at.draw + 20, 1 << 30);
    run(at.batch);
    visit?.();
  }
}

function hashOf(run) {
  let hash = 0x811c9dc5;
  picture(run, () => {
    const from = at.outputs >> 2;
    for (let i = 0; i < quadsPerBatch * 16; i++) hash = Math.imul(hash ^ u32[from + i], 0x01000193);
  });
  return hash >>> 0;
}

function measure(path) {
  const module = new WebAssembly.Module(readFileSync(path));
  const env = { memory, __indirect_function_table: table };
  const { run } = new WebAssembly.Instance(module, { env }).exports;
  const hash = hashOf(run);
  // Optimised code arrives when the engine's own thread has made it: wait by the clock.
  for (const end = Date.now() + 1500; Date.now() < end;) picture(run);
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const start = process.cpuUsage();
    for (let k = 0; k < picturesPerRound; k++) picture(run);
    times.push((process.cpuUsage(start).user * 1000) / (size * size * picturesPerRound));
  }
  times.sort((a, b) => a - b);
  return { hash, median: times[rounds >> 1], least: times[0] };
}

const work = mkdtempSync(join(tmpdir(), 'nogpu-bench-'));
cpSync(join(here, 'programs'), work, { recursive: true });
process.stdout.write(
  execFileSync(tool, [work])
    .toString()
    .replaceAll(work + '/', ''),
);
layOut();
console.log('ns per pixel, median (least)        one quad          two quads');
names.forEach((name, i) => {
  if (name === 'ray-march') u32[(at.uniforms >> 2) + 1] = 48;
  const [one, two] = [1, 2].map((width) => measure(join(work, `${i}.frag.${width}.wasm`)));
  if (one.hash !== two.hash) throw new Error(`${name}: one and two quads a step differ`);
  const show = (m) => `${m.median.toFixed(1)} (${m.least.toFixed(1)})`.padStart(18);
  console.log(name.padEnd(26), show(one), show(two), '  hash', one.hash.toString(16));
});
rmSync(work, { recursive: true });
