// SPDX-License-Identifier: MIT
// Accesses outside of buffers, textures, arrays and blocks, with a canary in all memory around them.
import assert from 'node:assert/strict';
import { createContext } from 'nogpu/core';
import { makeProgram } from '../fixture.js';

/** As bytes, halves or words it is the same, and no shader below makes it. */
const CANARY = 0x5b5b5b5b;

/** Fills memory that is then free: whatever is made afterwards lies in the midst of it. @param {any} wasm */
function plantCanaries(wasm) {
  const blocks = [];
  for (const bytes of [1 << 22, 1 << 20, 1 << 16, 4096, 1024, 256]) {
    for (let i = 0; i < 8; i++) {
      const ptr = wasm.wasm_alloc(bytes) >>> 0;
      wasm.HEAPU8.fill(CANARY & 0xff, ptr, ptr + bytes);
      blocks.push(ptr);
    }
  }
  // Half of them stay, so that there is one on each side of what comes.
  return blocks.filter((ptr, i) => i % 2 === 0 || wasm.wasm_free(ptr) === 0);
}

/** @param {any} t */
function contextAmongCanaries(t) {
  const gl = createContext(64, 64, { antialias: false });
  const kept = plantCanaries(gl._wasm);
  t.after(() => {
    for (const ptr of kept) gl._wasm.wasm_free(ptr);
    gl.destroy();
  });
  return gl;
}

/** Draws points whose vertex shader writes `v`; its values, as words. @param {any} gl */
function capture(gl, body, count, prepare = () => {}) {
  const program = makeProgram(gl, body, 'out vec4 c; void main() { c = vec4(0); }', {
    varyings: ['v'],
    mode: gl.INTERLEAVED_ATTRIBS,
    attributes: ['a'],
  });
  gl.useProgram(program);
  prepare(program);
  const target = gl.createBuffer();
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, target);
  gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, 4 * count, gl.STATIC_READ);
  gl.enable(gl.RASTERIZER_DISCARD);
  gl.beginTransformFeedback(gl.POINTS);
  gl.drawArrays(gl.POINTS, 0, count);
  gl.endTransformFeedback();
  assert.equal(gl.getError(), 0, gl.getLastErrorMessage());
  const values = new Uint32Array(count);
  gl.getBufferSubData(gl.TRANSFORM_FEEDBACK_BUFFER, 0, values);
  return values;
}

/** @param {Uint32Array} values */
function neverCanary(values) {
  for (const value of values) assert.notEqual(value, CANARY);
}

// Indices near and far, from the vertex number.
const INDEX = `int far(int i) {
  if (i < 512) return i - 256;
  if (i < 768) return (i - 512) << (i & 15);
  return (i - 640) * 0x00fff123;
}`;
const COUNT = 1024;

/** @type {Array<[string, (t: any) => void]>} */
export const outOfRangeCases = [
  [
    'a local array, read and written outside',
    (t) => {
      const gl = contextAmongCanaries(t);
      neverCanary(
        capture(
          gl,
          `flat out uint v; ${INDEX}
void main() {
  uint a[7] = uint[7](1u, 2u, 3u, 4u, 5u, 6u, 7u);
  a[far(gl_VertexID) + 1] = 9u;
  v = a[far(gl_VertexID)];
  gl_Position = vec4(0);
}`,
          COUNT,
        ),
      );
    },
  ],
  [
    'a uniform array',
    (t) => {
      const gl = contextAmongCanaries(t);
      neverCanary(
        capture(
          gl,
          `flat out uint v; uniform uint u[5]; ${INDEX}
void main() { v = u[far(gl_VertexID)]; gl_Position = vec4(0); }`,
          COUNT,
        ),
      );
    },
  ],
  [
    'an array in a uniform block',
    (t) => {
      const gl = contextAmongCanaries(t);
      const values = capture(
        gl,
        `flat out uint v; layout(std140) uniform B { uvec4 u[4]; }; ${INDEX}
void main() { v = u[far(gl_VertexID)][far(gl_VertexID + 1)]; gl_Position = vec4(0); }`,
        COUNT,
        (program) => {
          gl.uniformBlockBinding(program, 0, 0);
          gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, gl.createBuffer());
          gl.bufferData(gl.UNIFORM_BUFFER, new Uint8Array(64).fill(1), gl.STATIC_DRAW);
        },
      );
      neverCanary(values);
    },
  ],
  [
    'texelFetch outside of the texture and its levels',
    (t) => {
      const gl = contextAmongCanaries(t);
      const values = capture(
        gl,
        `flat out uint v; uniform highp usampler2D s; ${INDEX}
void main() {
  int i = gl_VertexID;
  v = texelFetch(s, ivec2(far(i), far(1023 - i)), (i & 3) == 3 ? far(i) : 0).r;
  gl_Position = vec4(0);
}`,
        COUNT,
        () => {
          gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
          gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
          gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
          const texels = new Uint32Array(9).fill(7);
          gl.texImage2D(
            gl.TEXTURE_2D,
            0,
            gl.R32UI,
            3,
            3,
            0,
            gl.RED_INTEGER,
            gl.UNSIGNED_INT,
            texels,
          );
        },
      );
      neverCanary(values);
    },
  ],
  [
    'vertices past the end of their buffer are refused, and the last one inside is read whole',
    (t) => {
      const gl = contextAmongCanaries(t);
      const prepare = () => {
        gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
        gl.bufferData(gl.ARRAY_BUFFER, new Uint32Array(10).fill(3), gl.STATIC_DRAW);
        gl.enableVertexAttribArray(0);
        gl.vertexAttribIPointer(0, 1, gl.UNSIGNED_INT, 0, 0);
      };
      const body = `in uint a; flat out uint v; void main() { v = a; gl_Position = vec4(0); }`;
      const values = capture(gl, body, 10, prepare);
      assert.deepEqual([...values], new Array(10).fill(3));
      gl.beginTransformFeedback(gl.POINTS);
      gl.drawArrays(gl.POINTS, 8, 3);
      assert.equal(gl.getError(), gl.INVALID_OPERATION);
    },
  ],
  [
    'capture stops at the end of the buffer',
    (t) => {
      const gl = contextAmongCanaries(t);
      const before = canariesIn(gl._wasm);
      capture(gl, `flat out uint v; void main() { v = 77u; gl_Position = vec4(0); }`, 100);
      gl.beginTransformFeedback(gl.POINTS);
      gl.drawArrays(gl.POINTS, 0, 101);
      assert.equal(gl.getError(), gl.INVALID_OPERATION);
      gl.endTransformFeedback();
      assert.ok(before > 0);
    },
  ],
];

/** @param {any} wasm */
function canariesIn(wasm) {
  let count = 0;
  for (const word of wasm.HEAPU32) if (word === CANARY) count++;
  return count;
}
