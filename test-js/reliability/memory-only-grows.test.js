// SPDX-License-Identifier: MIT
// Memory only grows: freed blocks are used again and fragmentation stays bounded, arenas and working
// memory give back, destroy() drops everything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext } from 'nogpu';
import { makeContext, makeProgram } from '../fixture.js';

const MB = 1 << 20;

/** Numbers in [0, 1), the same in every run. @param {number} seed */
function randomNumbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The module's live bytes now: memory of all contexts. @param {any} gl */
function liveBytes(gl) {
  return gl._wasm.HEAPF64[(gl._wasm.wasm_ctx_get_memory_info(gl._ctx) >>> 3) + 34];
}

/** A renderbuffer, a texture or a buffer of about `bytes` bytes. @param {any} gl @param {number} bytes */
function makeObject(gl, bytes, choice) {
  const rows = Math.max(1, Math.round(Math.sqrt(bytes / 4)));
  const columns = Math.min(16384, Math.max(1, Math.floor(bytes / 4 / rows)));
  if (choice < 0.45) {
    const object = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, object);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, columns, rows);
    gl.bindRenderbuffer(gl.RENDERBUFFER, null);
    return () => gl.deleteRenderbuffer(object);
  }
  if (choice < 0.9 || bytes > 4 * MB) {
    const object = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, object);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, columns, rows);
    gl.bindTexture(gl.TEXTURE_2D, null);
    return () => gl.deleteTexture(object);
  }
  const object = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, object);
  gl.bufferData(gl.ARRAY_BUFFER, bytes, gl.STATIC_DRAW);
  gl.bindBuffer(gl.ARRAY_BUFFER, null);
  return () => gl.deleteBuffer(object);
}

test('10,000 cycles of objects of 1 KB to 64 MB take at most 1.3 times the peak of live bytes', (t) => {
  const gl = makeContext(t);
  const random = randomNumbers(2); // docs/reliability.md has the figures of other runs
  /** @type {Array<() => void>} */
  const live = [];
  let peak = 0;
  for (let cycle = 0; cycle < 10_000; cycle++) {
    if (live.length < 40 * (0.5 + random())) {
      live.push(makeObject(gl, Math.floor(2 ** (10 + 16 * random())), random()));
      peak = Math.max(peak, liveBytes(gl));
    } else {
      const chosen = Math.floor(random() * live.length);
      live.splice(chosen, 1)[0]();
    }
  }
  assert.equal(gl.getError(), 0);
  const high = gl._wasm.HEAPU8.length;
  t.diagnostic(`peak ${(peak / MB).toFixed(0)} MB live, ${(high / MB).toFixed(0)} MB of memory`);
  assert.ok(peak > 200 * MB);
  assert.ok(high <= 1.3 * peak, `${high} bytes of linear memory for a peak of ${peak}`);
  for (const remove of live) remove();
});

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
