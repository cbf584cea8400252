// SPDX-License-Identifier: MIT
// Emitted modules against the interpreter, bit for bit: the native tool `emit_cases` makes random IR
// modules, what the interpreter answers, and a memory image; here the emitted code runs on that image.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tool = process.env.NOGPU_EMIT_CASES ?? `${root}build/native/emit_cases`;
const firstSeed = Number(process.env.NOGPU_SEED ?? 1);
const seeds = Number(process.env.NOGPU_SEEDS ?? 400);
const skip = existsSync(tool) ? false : 'emit_cases is not built';

/** Imports `count` functions (i32, i32, i32) → () and exports them: what a table accepts. */
function wrapForTable(functions) {
  const section = (id, bytes) => [id, bytes.length, ...bytes];
  const imports = functions.flatMap((_, i) => [1, 0x68, 1, 0x61 + i, 0, 0]);
  const exports = functions.flatMap((_, i) => [1, 0x61 + i, 0, i]);
  const bytes = Uint8Array.of(
    0,
    0x61,
    0x73,
    0x6d,
    1,
    0,
    0,
    0,
    ...section(1, [1, 0x60, 3, 0x7f, 0x7f, 0x7f, 0]),
    ...section(2, [functions.length, ...imports]),
    ...section(7, [functions.length, ...exports]),
  );
  const names = functions.map((_, i) => String.fromCharCode(0x61 + i));
  const h = Object.fromEntries(names.map((name, i) => [name, functions[i]]));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { h });
  return names.map((name) => instance.exports[name]);
}

const memory = new WebAssembly.Memory({ initial: 4 });
const table = new WebAssembly.Table({ initial: 8, element: 'anyfunc' });
const f = new Float32Array(memory.buffer);
const i = new Int32Array(memory.buffer);
const { fround } = Math;

/** `fn` for each lane, with word indices: of the lane's part of SampleArgs and of its offsets. */
function eachLane(args, count, fn) {
  for (let k = 0; k < count; k++) {
    const base = (args + k * 256) >> 2;
    for (let lane = 0; lane < 4; lane++) fn(base + lane, base + 60);
  }
}

/** The five samplers of test-native/shader/emit/run_case.cpp. */
const S = 0,
  T = 4,
  LOD = 16,
  DDX = 20,
  DDY = 36,
  RESULT = 44;
const salt = (desc) => f[(desc + 20) >> 2];
const sum = (...terms) => terms.reduce((total, term) => fround(total + term));
function writeFloats(at, value) {
  for (let c = 0; c < 4; c++) f[at + RESULT + c * 4] = fround(value + c);
}
function sampleLod(desc, args, count) {
  eachLane(args, count, (at, offset) => {
    const s = sum(
      f[at + S],
      fround(f[at + T] * 2),
      fround(f[at + LOD] * 0.5),
      i[offset],
      salt(desc),
    );
    writeFloats(at, s);
  });
}
function sampleGrad(desc, args, count) {
  eachLane(args, count, (at, offset) => {
    const gradients = [f[at + DDX], f[at + DDY]];
    writeFloats(at, sum(f[at + S], fround(f[at + T] * 2), ...gradients, i[offset + 1], salt(desc)));
  });
}
function sampleFetch(desc, args, count) {
  eachLane(args, count, (at, offset) => {
    const s = Math.imul(i[at + S], 3) + Math.imul(i[at + T], 5) + i[at + LOD] + i[offset];
    for (let c = 0; c < 4; c++) f[at + RESULT + c * 4] = fround(fround((s + c) | 0) + salt(desc));
  });
}
function sampleSize(desc, args, count) {
  eachLane(args, count, (at) => {
    for (let c = 0; c < 4; c++) i[at + RESULT + c * 4] = Math.imul(i[at + LOD], 2) + c;
  });
}
wrapForTable([sampleLod, sampleLod, sampleGrad, sampleFetch, sampleSize]).forEach((fn, method) =>
  table.set(1 + method, fn),
);

const words = (base64) => {
  const bytes = Buffer.from(base64, 'base64');
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};
const isNaN32 = (bits) => (bits & 0x7fffffff) > 0x7f800000;
const same = (a, b, kind) => a === b || (kind === 'f' && isNaN32(a) && isNaN32(b));

/** The first difference as text, or nothing. */
function difference(c, outputs, mask) {
  const expectOutputs = words(c.outputs),
    expectMask = words(c.mask);
  for (let at = 0; at < expectMask.length; at++) {
    if (mask[at] !== expectMask[at]) return `mask of quad ${at >> 2} lane ${at & 3}`;
  }
  for (let at = 0; at < expectOutputs.length; at++) {
    const lane = at & 3,
      slot = (at >> 2) % c.kinds.length;
    const step = Math.floor(at / 4 / c.kinds.length);
    if (expectMask.length > 0 && expectMask[step * 4 + lane] === 0) continue; // not written
    if (!same(outputs[at], expectOutputs[at], c.kinds[slot])) {
      const hex = (bits) => '0x' + bits.toString(16).padStart(8, '0');
      return (
        `step ${step} output ${slot} lane ${lane}: ` +
        `${hex(outputs[at])}, expected ${hex(expectOutputs[at])}`
      );
    }
  }
  return undefined;
}

function run(c, base64) {
  const module = new WebAssembly.Module(Buffer.from(base64, 'base64'));
  const env = { memory, __indirect_function_table: table };
  const instance = new WebAssembly.Instance(module, { env });
  const image = words(c.image);
  new Uint32Array(memory.buffer).fill(0).set(image);
  instance.exports.run(c.batch);
  const outputs = new Uint32Array(memory.buffer, c.outputsAt, c.steps * c.kinds.length * 4).slice();
  const mask = new Uint32Array(memory.buffer, c.maskAt, c.maskAt ? c.steps * 4 : 0).slice();
  return difference(c, outputs, mask);
}

test('emitted code answers as the interpreter does', { skip }, () => {
  const text = execFileSync(tool, [String(firstSeed), String(seeds)], { maxBuffer: 1 << 30 });
  const failures = [];
  for (const line of text.toString().split('\n').filter(Boolean)) {
    const c = JSON.parse(line);
    c.modules.forEach((base64, at) => {
      const found = run(c, base64);
      if (found) failures.push(`${c.name}, interleave ${at + 1}: ${found}\n${c.ir}`);
    });
  }
  const shown = failures.sort((a, b) => a.length - b.length)[0];
  assert.equal(failures.length, 0, `${failures.length} differ; the shortest:\n${shown}`);
});
