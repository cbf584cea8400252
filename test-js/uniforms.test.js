// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram, raises, succeeds } from './fixture.js';

const VERTEX = 'in vec4 p; uniform mat4 m; void main() { gl_Position = m * p; }';
const FRAGMENT = `
uniform vec3 tint[3]; uniform bool flag; uniform ivec2 pair; uniform uvec4 numbers;
uniform mat2x3 odd; uniform sampler2D map;
layout(std140) uniform Block { vec4 a; float list[2]; mat3 turn; } block;
out vec4 color;
void main() {
  vec3 sum = tint[0] + tint[1] + tint[2] + vec3(pair, 0) + vec3(numbers.xyz) + odd * vec2(1.0);
  sum += texture(map, vec2(0.5)).rgb + block.a.rgb + block.turn * vec3(block.list[1]);
  color = flag ? vec4(sum, float(numbers.w)) : vec4(0.0);
}`;

/** @param {import('node:test').TestContext} t */
function makeUsedProgram(t) {
  const gl = makeContext(t);
  const program = makeProgram(gl, VERTEX, FRAGMENT);
  gl.useProgram(program);
  const at = (/** @type {string} */ name) => gl.getUniformLocation(program, name);
  return { gl, program, at };
}

test('values come back as the uniform declares them', (t) => {
  const { gl, program, at } = makeUsedProgram(t);
  const get = (/** @type {string} */ name) => gl.getUniform(program, at(name));
  gl.uniform3f(at('tint[1]'), 1, 2, 3);
  assert.deepEqual(get('tint[1]'), new Float32Array([1, 2, 3]));
  gl.uniform1f(at('flag'), 0.5);
  assert.equal(get('flag'), true);
  gl.uniform1i(at('flag'), 0);
  assert.equal(get('flag'), false);
  gl.uniform2i(at('pair'), -1, 2);
  assert.deepEqual(get('pair'), new Int32Array([-1, 2]));
  gl.uniform4ui(at('numbers'), 1, 2, 3, 0xffffffff);
  assert.deepEqual(get('numbers'), new Uint32Array([1, 2, 3, 0xffffffff]));
  gl.uniform1i(at('map'), 3);
  assert.equal(get('map'), 3);
  assert.equal(gl.getError(), 0);
});

test('arrays may be typed, plain, or part of a longer list', (t) => {
  const { gl, program, at } = makeUsedProgram(t);
  const list = [9, 1, 2, 3, 4, 5, 6, 9];
  for (const data of [new Float32Array(list), list]) {
    gl.uniform3fv(at('tint'), [0, 0, 0, 0, 0, 0, 0, 0, 0]);
    succeeds(gl, () => gl.uniform3fv(at('tint[1]'), data, 1, 6));
    assert.deepEqual(gl.getUniform(program, at('tint[2]')), new Float32Array([4, 5, 6]));
  }
  raises(gl, 'INVALID_VALUE', () => gl.uniform3fv(at('tint'), list));
  raises(gl, 'INVALID_VALUE', () => gl.uniform3fv(at('tint'), list, 9));
  raises(gl, 'INVALID_VALUE', () => gl.uniform3fv(at('tint'), list, 6, 3));
  raises(gl, 'INVALID_OPERATION', () => gl.uniform2iv(at('pair'), [1, 2, 3, 4]));
  assert.throws(() => gl.uniform3fv(at('tint'), 5), TypeError);
  // Longer than the upload area: the rest of it is ignored, as ES says.
  succeeds(gl, () => gl.uniform3fv(at('tint'), new Float32Array(30000).fill(7)));
  assert.deepEqual(gl.getUniform(program, at('tint[2]')), new Float32Array([7, 7, 7]));
});

test('matrices are given by columns, or transposed', (t) => {
  const { gl, program, at } = makeUsedProgram(t);
  gl.uniformMatrix2x3fv(at('odd'), false, [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(gl.getUniform(program, at('odd')), new Float32Array([1, 2, 3, 4, 5, 6]));
  gl.uniformMatrix2x3fv(at('odd'), true, [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(gl.getUniform(program, at('odd')), new Float32Array([1, 3, 5, 2, 4, 6]));
  raises(gl, 'INVALID_OPERATION', () => gl.uniformMatrix3fv(at('odd'), false, new Array(9)));
  raises(gl, 'INVALID_OPERATION', () => gl.uniform3f(at('odd'), 1, 2, 3));
});

test('shape and type must fit', (t) => {
  const { gl, at } = makeUsedProgram(t);
  raises(gl, 'INVALID_OPERATION', () => gl.uniform2f(at('tint'), 1, 2));
  raises(gl, 'INVALID_OPERATION', () => gl.uniform3i(at('tint'), 1, 2, 3));
  raises(gl, 'INVALID_OPERATION', () => gl.uniform2ui(at('pair'), 1, 2));
  raises(gl, 'INVALID_OPERATION', () => gl.uniform1f(at('map'), 1));
  raises(gl, 'INVALID_VALUE', () => gl.uniform1i(at('map'), 64));
});

test('locations belong to one link of one program', (t) => {
  const { gl, program, at } = makeUsedProgram(t);
  const old = at('tint');
  succeeds(gl, () => gl.uniform3f(null, 1, 2, 3));
  succeeds(gl, () => gl.uniform3f(undefined, 1, 2, 3));
  assert.throws(() => gl.uniform3f({}, 1, 2, 3), TypeError);
  assert.equal(at('nothing'), null);
  assert.equal(at('block.a'), null);
  assert.equal(at('gl_Position'), null);
  assert.equal(at('tint[3]'), null);
  raises(gl, 'INVALID_VALUE', () => at('caf\u00e9'));
  gl.linkProgram(program);
  raises(gl, 'INVALID_OPERATION', () => gl.uniform3f(old, 1, 2, 3));
  raises(gl, 'INVALID_OPERATION', () => gl.getUniform(program, old));
  gl.useProgram(null);
  raises(gl, 'INVALID_OPERATION', () => gl.uniform3f(at('tint'), 1, 2, 3));
  const other = makeUsedProgram(t);
  raises(other.gl, 'INVALID_OPERATION', () => other.gl.uniform3f(at('tint'), 1, 2, 3));
});

test('active uniforms are listed, members of blocks too', (t) => {
  const { gl, program } = makeUsedProgram(t);
  const count = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS);
  const found = new Map();
  for (let i = 0; i < count; i++) {
    const info = gl.getActiveUniform(program, i);
    found.set(info.name, [info.type, info.size]);
  }
  assert.deepEqual(found.get('tint[0]'), [gl.FLOAT_VEC3, 3]);
  assert.deepEqual(found.get('odd'), [gl.FLOAT_MAT2x3, 1]);
  assert.deepEqual(found.get('Block.list[0]'), [gl.FLOAT, 2]);
  assert.equal(
    raises(gl, 'INVALID_VALUE', () => gl.getActiveUniform(program, count)),
    null,
  );
});

test('uniform blocks tell their layout and take a binding point', (t) => {
  const { gl, program } = makeUsedProgram(t);
  const index = gl.getUniformBlockIndex(program, 'Block');
  assert.equal(index, 0);
  assert.equal(gl.getUniformBlockIndex(program, 'block'), 0xffffffff);
  assert.equal(gl.getActiveUniformBlockName(program, 0), 'Block');
  const get = (/** @type {number} */ pname) => gl.getActiveUniformBlockParameter(program, 0, pname);
  assert.equal(get(gl.UNIFORM_BLOCK_DATA_SIZE), 96);
  assert.equal(get(gl.UNIFORM_BLOCK_REFERENCED_BY_FRAGMENT_SHADER), true);
  assert.equal(get(gl.UNIFORM_BLOCK_REFERENCED_BY_VERTEX_SHADER), false);
  assert.equal(get(gl.UNIFORM_BLOCK_BINDING), 0);
  gl.uniformBlockBinding(program, 0, 5);
  assert.equal(get(gl.UNIFORM_BLOCK_BINDING), 5);
  raises(gl, 'INVALID_VALUE', () => gl.uniformBlockBinding(program, 1, 0));
  raises(gl, 'INVALID_VALUE', () => gl.uniformBlockBinding(program, 0, 24));
  raises(gl, 'INVALID_ENUM', () => get(gl.UNIFORM_TYPE));

  const names = ['Block.a', 'Block.list', 'Block.turn', 'nothing'];
  const indices = gl.getUniformIndices(program, names);
  assert.equal(indices[3], 0xffffffff);
  const members = indices.slice(0, 3);
  assert.deepEqual([...get(gl.UNIFORM_BLOCK_ACTIVE_UNIFORM_INDICES)].sort(), [...members].sort());
  const facts = (/** @type {number} */ pname) => gl.getActiveUniforms(program, members, pname);
  assert.deepEqual(facts(gl.UNIFORM_OFFSET), [0, 16, 48]);
  assert.deepEqual(facts(gl.UNIFORM_ARRAY_STRIDE), [0, 16, 0]);
  assert.deepEqual(facts(gl.UNIFORM_MATRIX_STRIDE), [0, 0, 16]);
  assert.deepEqual(facts(gl.UNIFORM_TYPE), [gl.FLOAT_VEC4, gl.FLOAT, gl.FLOAT_MAT3]);
  assert.deepEqual(facts(gl.UNIFORM_IS_ROW_MAJOR), [false, false, false]);
  const [tint] = gl.getUniformIndices(program, ['tint']);
  assert.deepEqual(gl.getActiveUniforms(program, [tint], gl.UNIFORM_BLOCK_INDEX), [-1]);
  raises(gl, 'INVALID_VALUE', () => gl.getActiveUniforms(program, [999], gl.UNIFORM_SIZE));
  raises(gl, 'INVALID_ENUM', () => gl.getActiveUniforms(program, [0], gl.LINEAR));
});
