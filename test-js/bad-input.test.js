// SPDX-License-Identifier: MIT
// Bad input gets a clear error, and the context goes on working: after each case the same triangle is
// drawn as before it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas, createContext } from 'nogpu';

const VERTEX = `#version 300 es
in vec2 position;
void main() { gl_Position = vec4(position, 0.0, 1.0); }`;
const FRAGMENT = `#version 300 es
precision mediump float;
out vec4 pixel;
void main() { pixel = vec4(0.0, 1.0, 0.0, 1.0); }`;

/** @param {any} gl @param {string} vertex @param {string} fragment */
function link(gl, vertex, fragment) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, 'position');
  gl.linkProgram(program);
  return program;
}

/** @param {any} gl */
function assertStillDraws(gl) {
  gl.useProgram(link(gl, VERTEX, FRAGMENT));
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  const pixel = new Uint8Array(4);
  gl.readPixels(4, 4, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  assert.deepEqual([...pixel], [0, 255, 0, 255]);
  assert.equal(gl.getError(), gl.NO_ERROR);
}

/** @param {string} name @param {(gl: any) => void} body */
function survives(name, body) {
  test(name, (t) => {
    const gl = createContext(8, 8);
    t.after(() => gl.destroy());
    body(gl);
    while (gl.getError() !== gl.NO_ERROR);
    assertStillDraws(gl);
  });
}

for (const size of [0, 16385, NaN, -1, 1.5, Infinity, '8', undefined]) {
  test(`createCanvas and createContext refuse a size of ${String(size)} with a RangeError`, () => {
    const expected = { name: 'RangeError', message: /whole number of pixels from 1 to 16384/ };
    assert.throws(() => createCanvas(/** @type {any} */ (size), 8), expected);
    assert.throws(() => createContext(8, /** @type {any} */ (size)), expected);
  });
}

survives('gl.resize refuses a size of 16385 with a RangeError', (gl) => {
  assert.throws(() => gl.resize(16385, 8), RangeError);
  assert.equal(gl.drawingBufferWidth, 8);
});

test('gl.resize of a canvas context is a TypeError that names the canvas', () => {
  const canvas = createCanvas(8, 8);
  const gl = canvas.getContext('webgl2');
  assert.throws(() => gl.resize(4, 4), { name: 'TypeError', message: /set canvas\.width/ });
  assert.equal(canvas.toBuffer().length > 0, true);
  canvas.destroy();
});

test('options whose getters use the canvas leave it with one context of its size', () => {
  const canvas = createCanvas(8, 8);
  let inner = null;
  const options = {
    get alpha() {
      inner ??= canvas.getContext('webgl2');
      canvas.width = 4;
      return true;
    },
  };
  const gl = canvas.getContext('webgl2', options);
  assert.equal(gl, inner);
  assert.deepEqual([gl.drawingBufferWidth, gl.drawingBufferHeight], [4, 8]);
  canvas.destroy();
});

test('a canvas without memory for a larger picture keeps the one it has', () => {
  const canvas = createCanvas(8, 8);
  const gl = canvas.getContext('webgl2', { maxMemory: 8 << 20 });
  assert.throws(() => {
    canvas.width = 16384;
    canvas.height = 16384;
  }, /no memory/);
  assert.deepEqual([canvas.width, canvas.height], [gl.drawingBufferWidth, gl.drawingBufferHeight]);
  canvas.destroy();
});

test('a canvas refuses a width above the limit and keeps its size', () => {
  const canvas = createCanvas(8, 8);
  assert.throws(() => {
    canvas.width = 16385;
  }, RangeError);
  assert.equal(canvas.width, 8);
});

test('a canvas without pixels gives no PNG file, and an empty data: URL', () => {
  const canvas = createCanvas(8, 8);
  canvas.width = 0;
  assert.throws(() => canvas.toBuffer(), { name: 'RangeError', message: /0 × 8 pixels/ });
  assert.equal(canvas.toDataURL(), 'data:,');
});

for (const attributes of [7, 'antialias', true]) {
  test(`context attributes that are ${typeof attributes} are a TypeError`, () => {
    assert.throws(() => createContext(8, 8, /** @type {any} */ (attributes)), TypeError);
  });
}

test('an unknown powerPreference is a TypeError that lists what there is', () => {
  assert.throws(() => createContext(8, 8, { powerPreference: /** @type {any} */ ('fast') }), {
    name: 'TypeError',
    message: /'high-performance'/,
  });
});

test('after destroy every call is answered and nothing crashes', () => {
  const gl = createContext(8, 8);
  const buffer = gl.createBuffer();
  gl.destroy();
  gl.destroy();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.equal(gl.getParameter(gl.VIEWPORT), null);
  assert.equal(gl.isContextLost(), true);
  assert.throws(() => gl.resize(4, 4), TypeError);
});

survives('a shader that does not compile gives a log with its line', (gl) => {
  const shader = gl.createShader(gl.FRAGMENT_SHADER);
  gl.shaderSource(
    shader,
    '#version 300 es\nprecision mediump float;\nout vec4 p;\nvoid main() { p = vec3(1.0); }',
  );
  gl.compileShader(shader);
  assert.equal(gl.getShaderParameter(shader, gl.COMPILE_STATUS), false);
  assert.match(gl.getShaderInfoLog(shader), /^ERROR: 0:4: /);
});

survives('a draw without a program is INVALID_OPERATION', (gl) => {
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.equal(gl.getError(), gl.INVALID_OPERATION);
});

survives('a draw from an enabled attribute without a buffer is INVALID_OPERATION', (gl) => {
  gl.useProgram(link(gl, VERTEX, FRAGMENT));
  gl.enableVertexAttribArray(0);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.equal(gl.getError(), gl.INVALID_OPERATION);
});

survives('an index beyond its vertex buffer is INVALID_OPERATION', (gl) => {
  gl.useProgram(link(gl, VERTEX, FRAGMENT));
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(6), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, new Uint16Array([0, 1, 3]), gl.STATIC_DRAW);
  gl.drawElements(gl.TRIANGLES, 3, gl.UNSIGNED_SHORT, 0);
  assert.equal(gl.getError(), gl.INVALID_OPERATION);
});

survives('a texture larger than the limit is INVALID_VALUE', (gl) => {
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 16385, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  assert.equal(gl.getError(), gl.INVALID_VALUE);
});

survives('readPixels into a short array is INVALID_OPERATION and writes nothing', (gl) => {
  const short = new Uint8Array(8 * 8 * 4 - 1).fill(7);
  gl.readPixels(0, 0, 8, 8, gl.RGBA, gl.UNSIGNED_BYTE, short);
  assert.equal(gl.getError(), gl.INVALID_OPERATION);
  assert.ok(short.every((byte) => byte === 7));
});

survives('an object of another context is INVALID_OPERATION', (gl) => {
  const other = createContext(8, 8);
  gl.bindBuffer(gl.ARRAY_BUFFER, other.createBuffer());
  assert.equal(gl.getError(), gl.INVALID_OPERATION);
  other.destroy();
});

survives('an argument of a wrong interface is a TypeError', (gl) => {
  assert.throws(() => gl.bindBuffer(gl.ARRAY_BUFFER, gl.createTexture()), TypeError);
  assert.throws(() => gl.bindBuffer(gl.ARRAY_BUFFER), TypeError);
});

survives('a shader that never ends stops, and the process goes on', (gl) => {
  const endless = createContext(8, 8);
  endless.useProgram(
    link(
      endless,
      '#version 300 es\nvoid main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0); }',
      '#version 300 es\nprecision highp float;\nuniform float u;\nout vec4 p;\nvoid main() { p = vec4(0); while (u == 0.0) p.x += 1.0; }',
    ),
  );
  endless.drawArrays(endless.TRIANGLES, 0, 3);
  assert.equal(endless.isContextLost(), true);
  endless.destroy();
  assert.equal(gl.isContextLost(), false);
});

test('an interface cannot be constructed by hand', () => {
  const gl = createContext(8, 8);
  assert.throws(() => new /** @type {any} */ (gl.constructor)(), {
    message: 'Illegal constructor',
  });
  gl.destroy();
});
