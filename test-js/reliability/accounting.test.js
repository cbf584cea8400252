// SPDX-License-Identifier: MIT
// What the figures say is what the allocator holds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext } from 'nogpu';
import { makeContext, makeProgram } from '../fixture.js';

/** The run of numbers that wasm/gl/memory_report.h lays out. @param {any} gl @returns {number[]} */
function figuresOf(gl) {
  const ptr = gl._wasm.wasm_ctx_get_memory_info(gl._ctx) >>> 0;
  const len = gl._wasm.HEAPU32[(ptr - 16) >>> 2];
  return [...gl._wasm.HEAPF64.subarray(ptr >>> 3, (ptr + len) >>> 3)];
}
const LIVE = 2;
const FIRST_OBJECT = 8;
const SHARED = 33;
const MODULE_LIVE = 34;

/** @param {number[]} f */
function sumOfParts(f) {
  let sum = 0;
  for (let i = 3; i < FIRST_OBJECT; i++) sum += f[i];
  for (let i = 0; i < 11; i++) sum += f[FIRST_OBJECT + 2 * i + 1];
  for (let i = 30; i <= SHARED; i++) sum += f[i];
  return sum;
}

/** What each context does in these tests. @param {any} gl @param {number} bytes */
function use(gl, bytes) {
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, bytes, gl.STATIC_DRAW);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texStorage2D(gl.TEXTURE_2D, 5, gl.RGBA8, 64, 64);
  gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH24_STENCIL8, 33, 17);
  for (const make of ['Sampler', 'Query', 'Framebuffer', 'VertexArray', 'TransformFeedback'])
    gl[`create${make}`]();
  gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.useProgram(
    makeProgram(
      gl,
      'void main() { gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 4.0; }',
      `uniform sampler2D s; out vec4 c; void main() { c = texture(s, gl_FragCoord.xy); }`,
    ),
  );
  gl.drawArrays(gl.POINTS, 0, 1);
  gl.readPixels(0, 0, 8, 8, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(256));
  assert.equal(gl.getError(), 0);
}

test("live, the sum of its parts and the allocator's figure are equal", (t) => {
  const gl = makeContext(t);
  const { wasm_allocator_bytes: allocator } = gl._wasm;
  // What libc and Embind took when the module started.
  figuresOf(gl); // answering takes memory, once
  const start = allocator() - figuresOf(gl)[MODULE_LIVE];
  assert.ok(start >= 0 && start < 16_384, `${start} bytes that nobody counts`);
  for (const bytes of [1, 1000, 12_345, 1_000_000]) {
    use(gl, bytes);
    const figures = figuresOf(gl);
    assert.equal(figures[LIVE], sumOfParts(figures));
    assert.equal(figures[LIVE], figures[MODULE_LIVE]);
    assert.equal(allocator() - figures[MODULE_LIVE], start);
  }
});

test('with several contexts, their own bytes and what they share add up', (t) => {
  const first = makeContext(t);
  const others = [createContext(8, 8), createContext(100, 50)];
  use(first, 1000);
  use(others[0], 2000);
  use(others[1], 3000);
  const all = [first, ...others];
  // Answering takes memory: the second time nothing changes any more.
  all.forEach(figuresOf);
  const figures = all.map(figuresOf);
  for (const f of figures) assert.equal(f[LIVE], sumOfParts(f));
  // The code cache (7) is shared as well.
  const common = figures[0][SHARED] + figures[0][7];
  const own = figures.reduce((sum, f) => sum + f[LIVE] - common, 0);
  assert.equal(own + common, figures[0][MODULE_LIVE]);
  for (const gl of others) gl.destroy();
});

test('each kind has its count and its bytes', (t) => {
  const gl = makeContext(t);
  const before = figuresOf(gl);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, 100_000, gl.STATIC_DRAW);
  const after = figuresOf(gl);
  assert.equal(after[FIRST_OBJECT], before[FIRST_OBJECT] + 1);
  const grown = after[FIRST_OBJECT + 1] - before[FIRST_OBJECT + 1];
  assert.ok(grown >= 100_000 && grown < 101_000, `${grown}`);
});
