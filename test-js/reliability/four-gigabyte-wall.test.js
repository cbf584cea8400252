// SPDX-License-Identifier: MIT
// The 4 GB wall: running out of memory is OUT_OF_MEMORY, the call has no effect, the context draws on.
// Also with a lower cap, and when any single allocation fails.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext } from 'nogpu';
import { makeContext, makeProgram } from '../fixture.js';

const MB = 1 << 20;
const POINT = 'void main() { gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 8.0; }';

/** Draws with a program compiled now; the picture must be right. @param {any} gl */
function drawsRight(gl) {
  gl.useProgram(makeProgram(gl, POINT, 'out vec4 c; void main() { c = vec4(0, 1, 0, 1); }'));
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.drawArrays(gl.POINTS, 0, 1);
  const pixel = new Uint8Array(4);
  gl.readPixels(4, 4, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  assert.equal(gl.getError(), 0);
  assert.deepEqual([...pixel], [0, 255, 0, 255]);
}

/** Takes renderbuffers of `bytes` bytes until there is no memory. @param {any} gl @param {number} bytes */
function fillUp(gl, bytes) {
  let taken = 0;
  for (;;) {
    gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, 1024, bytes / 4096);
    const code = gl.getError();
    if (code === gl.OUT_OF_MEMORY) {
      assert.equal(gl.getRenderbufferParameter(gl.RENDERBUFFER, gl.RENDERBUFFER_WIDTH), 0);
      return taken;
    }
    assert.equal(code, 0);
    taken += bytes;
    assert.ok(taken <= 4096 * MB);
  }
}

test('at maxMemory calls answer OUT_OF_MEMORY, have no effect, and drawing goes on', () => {
  const gl = createContext(8, 8, { maxMemory: 64 * MB });
  const taken = fillUp(gl, MB) + fillUp(gl, 65536) + fillUp(gl, 4096);
  assert.ok(taken > 60 * MB && taken <= 64 * MB, `${taken}`);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, 100_000, gl.STATIC_DRAW);
  assert.equal(gl.getError(), gl.OUT_OF_MEMORY);
  assert.equal(gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE), 0);
  // Other contexts have their own cap, and this one lives on as soon as something goes.
  const other = createContext(8, 8);
  drawsRight(other);
  other.destroy();
  gl.deleteRenderbuffer(gl.getParameter(gl.RENDERBUFFER_BINDING));
  gl.destroy();
});

test('a context at its cap still draws with what it has', () => {
  const gl = createContext(8, 8, { maxMemory: 32 * MB, antialias: false });
  drawsRight(gl);
  fillUp(gl, MB);
  gl.clearColor(0, 0, 1, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.drawArrays(gl.POINTS, 0, 1);
  const pixel = new Uint8Array(4);
  gl.readPixels(4, 4, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  assert.equal(gl.getError(), 0);
  assert.deepEqual([...pixel], [0, 255, 0, 255]);
  gl.destroy();
});

test('at the wall itself calls answer OUT_OF_MEMORY, and compiling and drawing go on', (t) => {
  const gl = makeContext(t, { antialias: false });
  drawsRight(gl);
  const taken = fillUp(gl, 64 * MB) + fillUp(gl, 4 * MB) + fillUp(gl, 65536);
  t.diagnostic(`${(taken / MB).toFixed(0)} MB taken`);
  assert.ok(taken > 3500 * MB, `${taken}`);
  drawsRight(gl);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Uint8Array(MB), gl.STATIC_DRAW);
  assert.equal(gl.getError(), gl.OUT_OF_MEMORY);
  assert.throws(() => createContext(4096, 4096), /memory/);
  drawsRight(gl);
});

test('a shader longer than the compiler has memory for is refused by a diagnostic', (t) => {
  const gl = makeContext(t);
  const shader = gl.createShader(gl.VERTEX_SHADER);
  gl.shaderSource(shader, `#version 300 es\n${' '.repeat(MB)}void main() {}`);
  gl.compileShader(shader);
  assert.equal(gl.getShaderParameter(shader, gl.COMPILE_STATUS), false);
  assert.match(gl.getShaderInfoLog(shader), /longer than 1 MiB/);
  assert.equal(gl.getError(), 0);
});

/**
 * Calls that allocate, each on state of its own: with every allocation failing in turn each must raise
 * OUT_OF_MEMORY and nothing else, and do its work once none fails.
 * @type {Array<[string, (gl: any) => () => void]>}
 */
const allocatingCalls = [
  ['createBuffer', (gl) => () => gl.createBuffer()],
  ['createTexture', (gl) => () => gl.createTexture()],
  ['createFramebuffer', (gl) => () => gl.createFramebuffer()],
  ['createRenderbuffer', (gl) => () => gl.createRenderbuffer()],
  ['createSampler', (gl) => () => gl.createSampler()],
  ['createQuery', (gl) => () => gl.createQuery()],
  ['createVertexArray', (gl) => () => gl.createVertexArray()],
  ['createTransformFeedback', (gl) => () => gl.createTransformFeedback()],
  ['createProgram', (gl) => () => gl.createProgram()],
  ['createShader', (gl) => () => gl.createShader(gl.VERTEX_SHADER)],
  ['fenceSync', (gl) => () => gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0)],
  [
    'shaderSource',
    (gl) => {
      const shader = gl.createShader(gl.VERTEX_SHADER);
      return () => gl.shaderSource(shader, POINT);
    },
  ],
  [
    'compileShader',
    (gl) => {
      const shader = gl.createShader(gl.VERTEX_SHADER);
      gl.shaderSource(shader, POINT);
      return () => gl.compileShader(shader);
    },
  ],
  [
    'linkProgram',
    (gl) => {
      const program = makeProgram(gl, POINT, 'out vec4 c; void main() { c = vec4(1); }');
      return () => gl.linkProgram(program);
    },
  ],
  [
    'bindAttribLocation',
    (gl) => {
      const program = gl.createProgram();
      return () => gl.bindAttribLocation(program, 1, 'someAttribute');
    },
  ],
  [
    'transformFeedbackVaryings',
    (gl) => {
      const program = gl.createProgram();
      return () => gl.transformFeedbackVaryings(program, ['a', 'b'], gl.SEPARATE_ATTRIBS);
    },
  ],
  [
    'bufferData',
    (gl) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      return () => gl.bufferData(gl.ARRAY_BUFFER, new Uint8Array(100_000), gl.STATIC_DRAW);
    },
  ],
  [
    'bufferSubData',
    (gl) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bufferData(gl.ARRAY_BUFFER, 100_000, gl.STATIC_DRAW);
      return () => gl.bufferSubData(gl.ARRAY_BUFFER, 0, new Uint8Array(100_000));
    },
  ],
  [
    'getBufferSubData',
    (gl) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bufferData(gl.ARRAY_BUFFER, 100_000, gl.STATIC_DRAW);
      return () => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, new Uint8Array(100_000));
    },
  ],
  [
    'renderbufferStorageMultisample',
    (gl) => {
      gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
      return () =>
        gl.renderbufferStorageMultisample(gl.RENDERBUFFER, 4, gl.DEPTH24_STENCIL8, 64, 64);
    },
  ],
  [
    'texImage2D',
    (gl) => {
      gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
      const texels = new Uint8Array(4 * 64 * 64);
      return () =>
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 64, 64, 0, gl.RGBA, gl.UNSIGNED_BYTE, texels);
    },
  ],
  [
    'texStorage3D',
    (gl) => {
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, gl.createTexture());
      return () => gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 4, gl.RGBA8, 16, 16, 5);
    },
  ],
  [
    'generateMipmap',
    (gl) => {
      gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 64, 64, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
      return () => gl.generateMipmap(gl.TEXTURE_2D);
    },
  ],
  [
    'copyTexImage2D',
    (gl) => {
      gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
      return () => gl.copyTexImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 0, 0, 8, 8, 0);
    },
  ],
  [
    'readPixels',
    (gl) => () => gl.readPixels(0, 0, 8, 8, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(256)),
  ],
  [
    'drawArrays',
    (gl) => {
      gl.useProgram(makeProgram(gl, POINT, 'out vec4 c; void main() { c = vec4(1); }'));
      return () => gl.drawArrays(gl.POINTS, 0, 1);
    },
  ],
];

for (const [name, prepare] of allocatingCalls) {
  test(`${name}: every allocation may fail`, (t) => {
    const gl = makeContext(t, { antialias: true });
    const wasm = gl._wasm;
    for (let skip = 0; ; skip++) {
      assert.ok(skip < 100, 'the call never succeeds');
      const call = prepare(gl);
      assert.equal(gl.getError(), 0);
      wasm.wasm_fail_allocations(1, 0, skip);
      call();
      const refused = wasm.wasm_failures_left() === 0;
      wasm.wasm_fail_allocations(0, 0, 0);
      const code = gl.getError();
      assert.equal(gl.isContextLost(), false);
      if (!refused) {
        assert.equal(code, 0, gl.getLastErrorMessage());
        break;
      }
      // What the call can do without (a cache) may fail without an error.
      assert.ok(code === gl.OUT_OF_MEMORY || code === 0, `${code}: ${gl.getLastErrorMessage()}`);
      t.diagnostic(`allocation ${skip + 1} of ${name}: ${code === 0 ? 'done without' : 'refused'}`);
    }
    gl.bindTexture(gl.TEXTURE_2D, null);
    drawsRight(gl);
  });
}
