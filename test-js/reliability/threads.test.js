// SPDX-License-Identifier: MIT
// Threads: every thread has a module of its own; what can be seen of sharing one is refused.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createCanvas, ShaderInspector } from 'nogpu';
import { makeContext, makeProgram } from '../fixture.js';

const wasm = readFileSync(new URL('../../dist/nogpu.wasm', import.meta.url));

/** @param {string} file @param {object} workerData @returns {Promise<any>} its one message */
function runWorker(file, workerData) {
  const worker = new Worker(new URL(file, import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
  }).finally(() => worker.terminate());
}

test('16 workers that draw at once give equal pictures', async () => {
  const module = await WebAssembly.compile(wasm);
  const gate = new SharedArrayBuffer(4);
  const workers = Array.from({ length: 16 }, () =>
    runWorker('./drawing-worker.mjs', { module, gate, workers: 16 }),
  );
  const answers = await Promise.all(workers);
  const [{ hash }] = answers;
  assert.match(hash, /^[0-9a-f]{64}$/);
  for (const answer of answers) assert.equal(answer.hash, hash);
  assert.ok(answers.every(({ drewTogether }) => drewTogether));
});

/** @param {any} value */
function isRefused(value) {
  const expected = { name: 'DataCloneError', message: /could not be cloned/ };
  assert.throws(() => structuredClone(value), expected);
  assert.throws(() => structuredClone({ within: [value] }), expected);
  const { port1, port2 } = new MessageChannel();
  assert.throws(() => port1.postMessage(value), expected);
  port1.close();
  port2.close();
}

test('contexts, canvases and their objects cannot be sent to another thread', (t) => {
  const canvas = createCanvas(8, 8);
  t.after(() => canvas.destroy());
  isRefused(canvas);
  isRefused(canvas.getContext('webgl2'));
  const gl = makeContext(t);
  const program = makeProgram(
    gl,
    'void main() { gl_Position = vec4(0); }',
    'uniform vec4 k; out vec4 c; void main() { c = k; }',
  );
  const inspector = new ShaderInspector('', '');
  t.after(() => inspector.dispose());
  for (const value of [
    gl,
    program,
    gl.getUniformLocation(program, 'k'),
    gl.createBuffer(),
    gl.createFramebuffer(),
    gl.createQuery(),
    gl.createRenderbuffer(),
    gl.createSampler(),
    gl.createShader(gl.VERTEX_SHADER),
    gl.createTexture(),
    gl.createTransformFeedback(),
    gl.createVertexArray(),
    gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0),
    inspector,
  ]) {
    isRefused(value);
  }
});

test('what is refused shows nothing of it', (t) => {
  const gl = makeContext(t);
  const buffer = gl.createBuffer();
  assert.equal(String(buffer), '[object WebGLBuffer]');
  assert.deepEqual(
    Reflect.ownKeys(buffer).filter((key) => typeof key !== 'string'),
    [],
  );
  assert.deepEqual(Object.keys(buffer), []);
  assert.equal('deref' in buffer, false);
  assert.equal(Object.getPrototypeOf(WebGLObjectOf(buffer).prototype), Object.prototype);
});

/** @param {any} object */
function WebGLObjectOf(object) {
  return Object.getPrototypeOf(object.constructor);
}

test('a module that is none of ours is refused with the reason', async () => {
  const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  assert.match(await runWorker('./initialising-worker.mjs', { wasm: empty }), /Error: /);
});

test('a module whose memory is shared is refused', async () => {
  const shared = withSharedMemory(wasm);
  assert.match(await runWorker('./initialising-worker.mjs', { wasm: shared }), /one thread/);
});

/**
 * The module with its memory declared as shared: flag 1 (has a maximum) becomes 3 in section 5.
 * @param {Uint8Array} bytes
 */
function withSharedMemory(bytes) {
  const patched = Uint8Array.from(bytes);
  const length = (/** @type {number} */ at) => {
    let [value, shift, next] = [0, 0, at];
    for (; ; shift += 7) {
      const byte = patched[next++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return { value, next };
    }
  };
  for (let at = 8; at < patched.length;) {
    const id = patched[at];
    const { value, next } = length(at + 1);
    if (id === 5) {
      assert.equal(patched[next + 1], 1);
      patched[next + 1] = 3;
      return patched;
    }
    at = next + value;
  }
  throw new Error('no memory section');
}
