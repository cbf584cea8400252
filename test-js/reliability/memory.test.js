// SPDX-License-Identifier: MIT
// getMemoryInfo, labels, leak reports.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createContext } from 'nogpu';
import { makeContext, makeProgram, raises } from '../fixture.js';
import { linearBytes, liveBytes } from './heaps.js';

/** @param {any} info  sum of the parts of `live` */
function sumOfParts(info) {
  const objects = Object.values(info.objects).reduce((sum, { bytes }) => sum + bytes, 0);
  const { small, blob, string } = info.arenas;
  const own = info.drawingBuffer + info.scratch + info.context + info.shared;
  return small + blob + string + info.upload + info.codeCache + objects + own;
}

test('live is the sum of its parts and the figure of the allocator', (t) => {
  const gl = makeContext(t, { antialias: true, stencil: true });
  const vertex = 'void main() { gl_Position = vec4(0); gl_PointSize = 1.0; }';
  gl.useProgram(makeProgram(gl, vertex, 'out vec4 c; void main() { c = vec4(1); }'));
  gl.drawArrays(gl.POINTS, 0, 1);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 256, 256);
  const info = gl.getMemoryInfo();
  assert.equal(info.live, sumOfParts(info), JSON.stringify(info, null, 1));
  assert.equal(info.module.live, liveBytes());
  assert.equal(info.linearMemory, linearBytes());
  assert.ok(info.live <= info.peak && info.live <= info.module.live);
  assert.ok(info.module.live <= info.linearMemory);
  assert.notEqual(gl.getMemoryInfo(), info);
});

test('a byte is counted with the kind and the context that it belongs to', (t) => {
  const gl = makeContext(t);
  const other = makeContext(t);
  const [before, otherBefore] = [gl.getMemoryInfo(), other.getMemoryInfo()];
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, 1_000_000, gl.STATIC_DRAW);
  gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, 100, 100);
  const after = gl.getMemoryInfo();
  const grown = (/** @type {string} */ kind) => ({
    count: after.objects[kind].count - before.objects[kind].count,
    kilobytes: Math.round((after.objects[kind].bytes - before.objects[kind].bytes) / 1000),
  });
  assert.deepEqual(grown('buffers'), { count: 1, kilobytes: 1000 });
  assert.deepEqual(grown('renderbuffers'), { count: 1, kilobytes: 40 });
  assert.deepEqual(grown('textures'), { count: 0, kilobytes: 0 });
  assert.deepEqual(other.getMemoryInfo().objects, otherBefore.objects);
});

test('a destroyed context has no figures and no leaks', () => {
  const gl = createContext(8, 8);
  gl.createBuffer();
  gl.destroy();
  assert.equal(gl.getMemoryInfo(), null);
  assert.deepEqual(gl.reportLeaks(), []);
  gl.assertNoLeaks();
});

test('a leak report has kind, label, bytes', (t) => {
  const gl = makeContext(t);
  assert.deepEqual(gl.reportLeaks(), []);
  const texture = gl.createTexture();
  assert.equal(texture.label, '');
  texture.label = 'albedo ✓';
  assert.equal(texture.label, 'albedo ✓');
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 64, 64);
  gl.createSampler();
  const leaks = gl.reportLeaks();
  const [first, second, ...others] = leaks.sort((a, b) => b.bytes - a.bytes);
  assert.deepEqual(others, []);
  const { bytes, ...rest } = first;
  assert.deepEqual(rest, { kind: 'texture', label: 'albedo ✓', deleted: false });
  assert.ok(bytes >= 64 * 64 * 4 && bytes < 64 * 64 * 4 + 4096, String(bytes));
  assert.equal(second.kind, 'sampler');
});

test('assertNoLeaks throws with the list, and passes when all is deleted', (t) => {
  const gl = makeContext(t);
  gl.assertNoLeaks();
  const buffer = gl.createBuffer();
  buffer.label = 'corners';
  assert.throws(
    () => gl.assertNoLeaks(),
    (/** @type {any} */ error) => {
      assert.match(error.message, /^1 object is still alive:\n {2}buffer 'corners', \d+ bytes\n/);
      assert.match(error.message, /trackAllocations/);
      assert.equal(error.leaks.length, 1);
      return true;
    },
  );
  gl.deleteBuffer(buffer);
  gl.assertNoLeaks();
});

test('a deleted texture that a framebuffer uses is reported as such', (t) => {
  const gl = makeContext(t);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.deleteTexture(texture);
  const [leak] = gl.reportLeaks().filter((/** @type {any} */ { kind }) => kind === 'texture');
  assert.equal(leak.deleted, true);
  assert.throws(() => gl.assertNoLeaks(), /texture, \d+ bytes, deleted, but another object/);
});

test('with trackAllocations a leak shows where it was created', (t) => {
  const gl = makeContext(t, { trackAllocations: true });
  function makeTheLeak() {
    return gl.createTexture();
  }
  makeTheLeak();
  gl.createShader(gl.VERTEX_SHADER);
  const leaks = gl.reportLeaks().sort((a, b) => (a.kind < b.kind ? 1 : -1));
  assert.match(leaks[0].stack, /^ *at .*createTexture.*\n *at makeTheLeak.*memory\.test\.js/);
  assert.match(leaks[1].stack, /createShader/);
  assert.throws(() => gl.assertNoLeaks(), /makeTheLeak/);
});

test('stacks of objects that are gone are not kept', (t) => {
  const gl = makeContext(t, { trackAllocations: true });
  const kept = gl.createBuffer();
  for (let i = 0; i < 5000; i++) gl.deleteBuffer(gl.createBuffer());
  assert.ok(gl._stacks.size < 2500, String(gl._stacks.size));
  assert.ok(gl.reportLeaks()[0].stack);
  assert.ok(gl.isBuffer(kept) === false);
});

test('a label is text, whatever is given, and may be set on what is gone', (t) => {
  const gl = makeContext(t);
  const buffer = gl.createBuffer();
  buffer.label = /** @type {any} */ (42);
  assert.equal(buffer.label, '42');
  buffer.label = 'x'.repeat(100_000);
  assert.equal(gl.reportLeaks()[0].label, 'x'.repeat(256));
  assert.throws(() => (buffer.label = /** @type {any} */ (Symbol('x'))), TypeError);
  gl.deleteBuffer(buffer);
  raises(gl, 'NO_ERROR', () => (buffer.label = 'late'));
  gl.destroy();
  buffer.label = 'later';
  assert.equal(buffer.label, 'later');
});

test('examples/leaks.mjs names what its program forgets', () => {
  const example = fileURLToPath(new URL('../../examples/leaks.mjs', import.meta.url));
  const output = execFileSync(process.execPath, [example], { encoding: 'utf8' });
  assert.match(output, /2 objects are still alive/);
  assert.match(output, /texture 'lightmap', \d+ bytes\n.*createTexture/);
  assert.match(output, /after gl\.destroy\(\): null \[\]/);
});
