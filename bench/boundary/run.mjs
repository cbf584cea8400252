// SPDX-License-Identifier: MIT
// How long it takes to get 16 B, 1 KB and 8 MB out of the module, way by way: median and spread of ns
// per call. Every way's bytes are checked. Usage: node bench/boundary/run.mjs
// (build/wasm/bench_boundary.mjs is made by `cmake --build build/wasm --target bench_boundary`).
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import createModule from '../../build/wasm/bench_boundary.mjs';

const compiled = new WebAssembly.Module(
  readFileSync(new URL('../../build/wasm/bench_boundary.wasm', import.meta.url)),
);
const wasm = createModule({
  instantiateWasm(imports, done) {
    const instance = new WebAssembly.Instance(compiled, imports);
    done(instance);
    return instance.exports;
  },
});

const out = new Uint8Array(8 << 20);

/** A fresh copy: what getBufferSubData or a getter hands out. @type {Record<string, (n: number) => any>} */
const fresh = {
  ephemeral(n) {
    const ptr = wasm._bench_ephemeral(n) >>> 0;
    const mem = wasm.HEAPU8;
    const len = wasm.HEAPU32[(ptr - 16) >>> 2];
    return mem.slice(ptr, ptr + len);
  },
  'alloc, copy, free'(n) {
    const ptr = wasm._bench_alloc(n) >>> 0;
    wasm._bench_fill(ptr, n);
    const copy = wasm.HEAPU8.slice(ptr, ptr + n);
    wasm._bench_free(ptr);
    return copy;
  },
  'Embind std::string': (n) => wasm.embindString(n),
  'Embind memory_view': (n) => wasm.embindView(n).slice(),
};

/** Into an array of the caller: readPixels. @type {typeof fresh} */
const into = {
  ephemeral(n) {
    const ptr = wasm._bench_ephemeral(n) >>> 0;
    const mem = wasm.HEAPU8;
    const len = wasm.HEAPU32[(ptr - 16) >>> 2];
    out.set(mem.subarray(ptr, ptr + len));
    return out;
  },
  'alloc, copy, free'(n) {
    const ptr = wasm._bench_alloc(n) >>> 0;
    wasm._bench_fill(ptr, n);
    out.set(wasm.HEAPU8.subarray(ptr, ptr + n));
    wasm._bench_free(ptr);
    return out;
  },
  'Embind memory_view'(n) {
    out.set(wasm.embindView(n));
    return out;
  },
};

function check(name, result, n) {
  const at = (i) => (typeof result === 'string' ? result.charCodeAt(i) : result[i]);
  for (const i of [0, n >> 1, n - 1]) {
    if (at(i) !== 97 + (i % 26)) throw new Error(`${name}: wrong byte ${i} of ${n}`);
  }
}

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');

/**
 * ns per call of each way. The ways take turns, in an order that moves on every round, so that drift
 * hits all alike; large copies are collected before the clock starts, not while it runs.
 */
function measure(ways, n) {
  const large = n > 1 << 20;
  const calls = large ? 2 : 5000;
  const rounds = large ? 40 : 60;
  const names = Object.keys(ways);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) {
    check(name, ways[name](n), n);
    for (let i = 0; i < (large ? 2 : 20000); ++i) ways[name](n);
  }
  for (let round = 0; round < rounds; ++round) {
    for (let turn = 0; turn < names.length; ++turn) {
      const name = names[(round + turn) % names.length];
      const way = ways[name];
      gc();
      const start = process.hrtime.bigint();
      for (let i = 0; i < calls; ++i) way(n);
      times[name].push(Number(process.hrtime.bigint() - start) / calls);
    }
  }
  return times;
}

const pick = (sorted, share) => sorted[Math.floor((sorted.length - 1) * share)];
const shown = (ns) =>
  ns < 1e4
    ? `${ns.toFixed(0)} ns`
    : ns < 1e6
      ? `${(ns / 1e3).toFixed(1)} µs`
      : `${(ns / 1e6).toFixed(2)} ms`;

// Ways that end in the same copy differ by less than a busy machine's noise: one counts as slower if it
// is so in the median and in the undisturbed tenth of the samples too.
const TOLERANCE = 1.1;
let missed = 0;
console.log(`${cpus()[0].model}, Node ${process.version}; median [10 % … 90 %] per call`);
for (const [title, ways] of [
  ['a fresh copy', fresh],
  ["into the caller's array", into],
]) {
  for (const n of [16, 1024, 8 << 20]) {
    console.log(`\n${n < 1e6 ? `${n} B` : `${n >> 20} MB`}, ${title}`);
    const times = measure(ways, n);
    for (const [name, list] of Object.entries(times)) {
      list.sort((a, b) => a - b);
      const spread = `[${shown(pick(list, 0.1))} … ${shown(pick(list, 0.9))}]`;
      console.log(`  ${name.padEnd(20)} ${shown(pick(list, 0.5)).padStart(9)}  ${spread}`);
    }
    for (const [name, list] of Object.entries(times)) {
      const slower = (share) => pick(times.ephemeral, share) > pick(list, share) * TOLERANCE;
      if (!slower(0.5) || !slower(0.1)) continue;
      console.log(`  ephemeral is slower than ${name}`);
      missed++;
    }
  }
}
if (missed > 0) process.exitCode = 1;
