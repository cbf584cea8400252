// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram, nextTask, raises, succeeds } from './fixture.js';

const VERTEX =
  'in vec4 position; in vec2 uv; out vec2 c; void main() { c = uv; gl_Position = position; }';
const FRAGMENT = 'in vec2 c; out vec4 color; void main() { color = vec4(c, 0.0, 1.0); }';

/** @param {any} gl @param {number} type @param {string} source */
function makeShader(gl, type, source) {
  const shader = gl.createShader(type);
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
}

test('a shader keeps its source and says what is wrong with it, with the line', (t) => {
  const gl = makeContext(t);
  const source = '#version 300 es\nvoid main() {\n  gl_Position = nothing;\n}';
  const shader = makeShader(gl, gl.VERTEX_SHADER, source);
  assert.equal(gl.getShaderSource(shader), source);
  assert.equal(gl.getShaderParameter(shader, gl.SHADER_TYPE), gl.VERTEX_SHADER);
  assert.equal(gl.getShaderParameter(shader, gl.COMPILE_STATUS), false);
  assert.match(gl.getShaderInfoLog(shader), /^ERROR: 0:3: 'nothing' : /);
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => gl.getShaderParameter(shader, 0)),
    null,
  );
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => gl.createShader(gl.TEXTURE_2D)),
    null,
  );
});

test('sources keep every character', (t) => {
  const gl = makeContext(t);
  const shader = gl.createShader(gl.FRAGMENT_SHADER);
  for (const source of ['', '// naïve \u{1f600} text\n', 'a\0b']) {
    gl.shaderSource(shader, source);
    assert.equal(gl.getShaderSource(shader), source);
  }
});

test('a deleted shader lives while it is attached', (t) => {
  const gl = makeContext(t);
  const program = makeProgram(gl, VERTEX, FRAGMENT);
  const [vertex, fragment] = gl.getAttachedShaders(program);
  gl.deleteShader(vertex);
  assert.equal(gl.getShaderParameter(vertex, gl.DELETE_STATUS), true);
  assert.deepEqual(gl.getAttachedShaders(program), [vertex, fragment]);
  gl.detachShader(program, vertex);
  assert.equal(gl.isShader(vertex), false);
  raises(gl, 'INVALID_VALUE', () => gl.getShaderSource(vertex));
  raises(gl, 'INVALID_OPERATION', () =>
    gl.detachShader(program, gl.createShader(gl.VERTEX_SHADER)),
  );
  raises(gl, 'INVALID_OPERATION', () => gl.attachShader(program, fragment));
});

test('a deleted program lives while it is used', (t) => {
  const gl = makeContext(t);
  const program = makeProgram(gl, VERTEX, FRAGMENT);
  gl.useProgram(program);
  gl.deleteProgram(program);
  assert.equal(gl.isProgram(program), true);
  assert.equal(gl.getProgramParameter(program, gl.DELETE_STATUS), true);
  assert.equal(gl.getParameter(gl.CURRENT_PROGRAM), program);
  gl.useProgram(null);
  assert.equal(gl.isProgram(program), false);
  raises(gl, 'INVALID_VALUE', () => gl.useProgram(program));
});

test('programs link or say why not', (t) => {
  const gl = makeContext(t);
  const program = gl.createProgram();
  succeeds(gl, () => gl.linkProgram(program));
  assert.equal(gl.getProgramParameter(program, gl.LINK_STATUS), false);
  assert.match(gl.getProgramInfoLog(program), /no vertex shader/);
  raises(gl, 'INVALID_OPERATION', () => gl.useProgram(program));
  const linked = makeProgram(gl, VERTEX, FRAGMENT);
  assert.equal(gl.getProgramInfoLog(linked), '');
  assert.equal(gl.getProgramParameter(linked, gl.ACTIVE_ATTRIBUTES), 2);
  assert.equal(gl.getProgramParameter(linked, gl.ATTACHED_SHADERS), 2);
  gl.validateProgram(linked);
  assert.equal(gl.getProgramParameter(linked, gl.VALIDATE_STATUS), true);
});

test('attributes and outputs have names, types and places', (t) => {
  const gl = makeContext(t);
  const program = makeProgram(gl, VERTEX, FRAGMENT, { attributes: ['uv', 'position'] });
  assert.equal(gl.getAttribLocation(program, 'uv'), 0);
  assert.equal(gl.getAttribLocation(program, 'position'), 1);
  assert.equal(gl.getAttribLocation(program, 'nothing'), -1);
  const found = [0, 1].map((i) => gl.getActiveAttrib(program, i));
  const uv = found.find((info) => info.name === 'uv');
  assert.deepEqual([uv.type, uv.size], [gl.FLOAT_VEC2, 1]);
  assert.equal(
    raises(gl, 'INVALID_VALUE', () => gl.getActiveAttrib(program, 2)),
    null,
  );
  assert.equal(gl.getFragDataLocation(program, 'color'), 0);
  assert.equal(gl.getFragDataLocation(program, 'none'), -1);
  raises(gl, 'INVALID_OPERATION', () => gl.bindAttribLocation(program, 0, 'gl_x'));
  raises(gl, 'INVALID_VALUE', () => gl.bindAttribLocation(program, 16, 'x'));
  raises(gl, 'INVALID_VALUE', () => gl.getAttribLocation(program, 'x'.repeat(1025)));
});

test('elements of an array of outputs have locations of their own', (t) => {
  const gl = makeContext(t);
  const program = makeProgram(
    gl,
    'void main() { gl_Position = vec4(0); }',
    'layout(location = 1) out vec4 c[2]; void main() { c[0] = vec4(0); c[1] = vec4(1); }',
  );
  const found = ['c', 'c[0]', 'c[1]', 'c[2]', 'c[', 'c[01]', 'd[0]'].map((name) =>
    gl.getFragDataLocation(program, name),
  );
  assert.deepEqual(found, [1, 1, 2, -1, -1, -1, -1]);
  const scalar = makeProgram(gl, VERTEX, FRAGMENT);
  assert.equal(gl.getFragDataLocation(scalar, 'color[0]'), -1);
});

test('captured varyings are listed after the link', (t) => {
  const gl = makeContext(t);
  const program = makeProgram(gl, VERTEX, FRAGMENT, { varyings: ['c', 'gl_Position'] });
  assert.equal(gl.getProgramParameter(program, gl.TRANSFORM_FEEDBACK_VARYINGS), 2);
  const varying = gl.getTransformFeedbackVarying(program, 1);
  assert.deepEqual([varying.name, varying.type, varying.size], ['gl_Position', gl.FLOAT_VEC4, 1]);
  raises(gl, 'INVALID_VALUE', () => gl.getTransformFeedbackVarying(program, 2));
  raises(gl, 'INVALID_ENUM', () => gl.transformFeedbackVaryings(program, ['c'], gl.LINEAR));
});

test('getProgramWasm answers a module that the host accepts, the same every time', (t) => {
  const gl = makeContext(t);
  const program = makeProgram(gl, VERTEX, FRAGMENT);
  for (const stage of [gl.VERTEX_SHADER, gl.FRAGMENT_SHADER]) {
    const bytes = gl.getProgramWasm(program, stage);
    assert.ok(WebAssembly.validate(bytes));
    assert.deepEqual(gl.getProgramWasm(program, stage), bytes);
    const [json] = WebAssembly.Module.customSections(
      new WebAssembly.Module(bytes),
      'nogpu.reflection',
    );
    const { attributes } = JSON.parse(new TextDecoder().decode(json));
    assert.equal(attributes.length, gl.getProgramParameter(program, gl.ACTIVE_ATTRIBUTES));
  }
  raises(gl, 'INVALID_ENUM', () => gl.getProgramWasm(program, gl.TEXTURE_2D));
  raises(gl, 'INVALID_OPERATION', () => gl.getProgramWasm(gl.createProgram(), gl.VERTEX_SHADER));
});

test('getProgramWat and getProgramGlsl show the code as text', (t) => {
  const gl = makeContext(t);
  const program = makeProgram(gl, VERTEX, FRAGMENT);
  assert.match(gl.getProgramWat(program, gl.FRAGMENT_SHADER), /^\(module/);
  const glsl = gl.getProgramGlsl(program, gl.FRAGMENT_SHADER);
  assert.match(glsl, /^#version 300 es\n/);
  const again = makeShader(gl, gl.FRAGMENT_SHADER, glsl);
  assert.ok(gl.getShaderParameter(again, gl.COMPILE_STATUS), gl.getShaderInfoLog(again));
});

test('every precision is 32 bits wide', (t) => {
  const gl = makeContext(t);
  const float = gl.getShaderPrecisionFormat(gl.FRAGMENT_SHADER, gl.MEDIUM_FLOAT);
  assert.deepEqual([float.rangeMin, float.rangeMax, float.precision], [127, 127, 23]);
  const int = gl.getShaderPrecisionFormat(gl.VERTEX_SHADER, gl.LOW_INT);
  assert.deepEqual([int.rangeMin, int.rangeMax, int.precision], [31, 30, 0]);
  raises(gl, 'INVALID_ENUM', () => gl.getShaderPrecisionFormat(gl.VERTEX_SHADER, gl.FLOAT));
});

/** @param {any} gl @param {number} from @param {number} count */
function compileAndDelete(gl, from, count) {
  for (let i = from; i < from + count; i++) {
    const program = makeProgram(
      gl,
      `void main() { gl_Position = vec4(${i}.0); }`,
      `out vec4 p; void main() { p = vec4(${i}.0); }`,
    );
    gl.useProgram(program);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.useProgram(null);
    for (const shader of gl.getAttachedShaders(program)) gl.deleteShader(shader);
    gl.deleteProgram(program);
  }
}

test('programs that are deleted leave nothing of their code in the JS heap', async (t) => {
  const gl = makeContext(t);
  const heap = async () => {
    for (let i = 0; i < 3; i++) {
      globalThis.gc?.();
      await nextTask();
    }
    return process.memoryUsage().heapUsed;
  };
  compileAndDelete(gl, 0, 200);
  const before = await heap();
  compileAndDelete(gl, 200, 300);
  const perProgram = ((await heap()) - before) / 300;
  assert.ok(perProgram < 1000, `${perProgram} bytes a program stay behind`);
});
