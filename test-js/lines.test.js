// SPDX-License-Identifier: MIT
// Line widths (ES 3.0 §3.5.2): as in browsers, or up to 64 pixels with the option wideLines.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram } from './fixture.js';

/** Rows that a horizontal line through the middle of 8 × 8 pixels covers. @param {any} gl @param {number} width */
function rowsOfLine(gl, width) {
  const program = makeProgram(
    gl,
    'void main() { gl_Position = vec4(gl_VertexID == 0 ? -1.0 : 1.0, 0.125, 0.0, 1.0); }',
    'out vec4 c; void main() { c = vec4(1.0); }',
  );
  gl.useProgram(program);
  gl.lineWidth(width);
  gl.drawArrays(gl.LINES, 0, 2);
  const pixels = new Uint8Array(8 * 8 * 4);
  gl.readPixels(0, 0, 8, 8, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  return [0, 1, 2, 3, 4, 5, 6, 7].filter((y) => pixels[(y * 8 + 4) * 4] === 255);
}

test('by default lines are one pixel wide, whatever lineWidth says', (t) => {
  const gl = makeContext(t);
  assert.deepEqual([...gl.getParameter(gl.ALIASED_LINE_WIDTH_RANGE)], [1, 1]);
  assert.deepEqual(rowsOfLine(gl, 5), [4]);
  assert.equal(gl.getParameter(gl.LINE_WIDTH), 5);
});

test('with wideLines they are as wide as lineWidth says', (t) => {
  const gl = makeContext(t, { antialias: false, wideLines: true });
  assert.deepEqual([...gl.getParameter(gl.ALIASED_LINE_WIDTH_RANGE)], [1, 64]);
  assert.deepEqual(rowsOfLine(gl, 5), [2, 3, 4, 5, 6]);
  assert.equal(gl.getContextAttributes().wideLines, undefined);
});

test('a multisampled line is as wide as lineWidth says', (t) => {
  const gl = makeContext(t, { antialias: true, wideLines: true });
  assert.deepEqual(rowsOfLine(gl, 3), [3, 4, 5]);
});
