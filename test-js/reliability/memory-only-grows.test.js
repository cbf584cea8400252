// SPDX-License-Identifier: MIT
// Memory only grows: freed blocks are used again and fragmentation stays bounded, arenas and working
// memory give back, destroy() drops everything.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createContext } from 'nogpu';
import { makeContext, makeProgram } from '../fixture.js';
import { makeObject } from './sized-objects.js';

const MB = 1 << 20;
const wasm = readFileSync(new URL('../../dist/nogpu.wasm', import.meta.url));

/** The module's live bytes now: memory of all contexts. @param {any} gl */
function liveBytes(gl) {
  return gl._wasm.HEAPF64[(gl._wasm.wasm_ctx_get_memory_info(gl._ctx) >>> 3) + 34];
}

/** @param {number} seed @returns {Promise<{ error: number, peak: number, high: number }>} */
function fragment(seed) {
  const workerData = { wasm, seed, cycles: 10_000 };
  const worker = new Worker(new URL('./fragmenting-worker.mjs', import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  }).finally(() => worker.terminate());
}

for (let seed = 1; seed <= 6; seed++) {
  test(`10,000 cycles of objects of 1 KB to 64 MB take at most 1.3 times the peak of live bytes (seed ${seed})`, async (t) => {
    const { error, peak, high } = await fragment(seed);
    assert.equal(error, 0);
    t.diagnostic(`peak ${(peak / MB).toFixed(0)} MB live, ${(high / MB).toFixed(0)} MB of memory`);
    assert.ok(peak > 200 * MB);
    assert.ok(high <= 1.3 * peak, `${high} bytes of linear memory for a peak of ${peak}`);
  });
}

test('destroy() drops everything', (t) => {
  const watcher = makeContext(t);
  const life = () => {
    const gl = createContext(64, 64);
    gl.useProgram(
      makeProgram(
        gl,
        'in vec4 p; void main() { gl_Position = p; }',
        'out vec4 c; void main() { c = vec4(1); }',
      ),
    );
    for (let i = 0; i < 10; i++) makeObject(gl, 100_000, i / 10);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.readPixels(0, 0, 64, 64, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(64 * 64 * 4));
    gl.destroy();
  };
  life();
  liveBytes(watcher); // answering takes memory, once
  const before = liveBytes(watcher);
  const allocated = watcher._wasm.wasm_allocator_bytes();
  life();
  assert.equal(liveBytes(watcher), before);
  assert.equal(watcher._wasm.wasm_allocator_bytes(), allocated);
});

test('answers and working memory of large calls are given back', (t) => {
  const gl = makeContext(t, { antialias: false }, 1024);
  const before = liveBytes(gl);
  gl.readPixels(0, 0, 1024, 1024, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4 * MB));
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  const fragment = `uniform int i; out vec4 c;
void main() {
  float a[60000], b[60000];
  for (int k = 0; k < 4; ++k) { a[i + k] = float(k); b[i + k] = float(i); }
  c = vec4(a[i], b[i], 0, 1);
}`;
  const program = makeProgram(
    gl,
    'void main() { gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 1.0; }',
    fragment,
  );
  gl.useProgram(program);
  gl.drawArrays(gl.POINTS, 0, 1);
  assert.equal(gl.getError(), 0);
  gl.useProgram(null);
  gl.deleteProgram(program);
  assert.ok(liveBytes(gl) - before < 2 * MB, `${liveBytes(gl) - before} bytes more than before`);
});
