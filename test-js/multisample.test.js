// SPDX-License-Identifier: MIT
// Renderbuffers of 2, 4 and 8 samples: as many as asked for, at the standard places.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram, pixel, raises, succeeds } from './fixture.js';

/** Standard sample positions, 1/16 pixel from the pixel's lower left corner. */
const PLACES = {
  2: '12,12 4,4',
  4: '6,2 14,6 2,10 10,14',
  8: '9,5 7,11 13,9 5,3 3,13 1,7 11,15 15,1',
};

/** @param {any} gl @param {number} samples @param {number} [format] */
function makeTarget(gl, samples, format = gl.RGBA8) {
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  succeeds(gl, () => gl.renderbufferStorageMultisample(gl.RENDERBUFFER, samples, format, 4, 4));
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, renderbuffer);
  return framebuffer;
}

/** Draws, resolves and reads pixel (1, 1). @param {any} gl @param {number} samples @param {() => void} draw */
function resolved(gl, samples, draw) {
  const target = makeTarget(gl, 0);
  const source = makeTarget(gl, samples);
  gl.clear(gl.COLOR_BUFFER_BIT);
  succeeds(gl, draw);
  gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, target);
  gl.blitFramebuffer(0, 0, 4, 4, 0, 0, 4, 4, gl.COLOR_BUFFER_BIT, gl.NEAREST);
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, target);
  const out = pixel(gl, 1, 1);
  gl.bindFramebuffer(gl.FRAMEBUFFER, source);
  return out;
}

/** Everything on one side of x = `x` or y = `y`, in pixels. @param {any} gl */
function makeHalfPlane(gl) {
  const program = makeProgram(
    gl,
    `uniform vec4 box; void main() {
      vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
      gl_Position = vec4(mix(box.xy, box.zw, corner) / 2.0 - 1.0, 0, 1);
    }`,
    'uniform float alpha; out vec4 c; void main() { c = vec4(1, 1, 1, alpha); }',
  );
  gl.viewport(0, 0, 4, 4);
  gl.useProgram(program);
  gl.uniform1f(gl.getUniformLocation(program, 'alpha'), 1);
  const box = gl.getUniformLocation(program, 'box');
  return (/** @type {number[]} */ ...corners) => {
    gl.uniform4fv(box, corners);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  };
}

for (const [count, text] of Object.entries(PLACES)) {
  const samples = Number(count);
  const places = text.split(' ').map((each) => each.split(',').map(Number));

  test(`${samples} samples are covered one by one, at the standard places`, (t) => {
    const gl = makeContext(t);
    const draw = makeHalfPlane(gl);
    for (let edge = 0; edge <= 16; edge++) {
      const at = 1 + (edge + 0.25) / 16;
      for (const axis of [0, 1]) {
        const inside = places.filter((place) => place[axis] < edge + 0.25).length;
        const corners = axis === 0 ? [0, 0, at, 4] : [0, 0, 4, at];
        const [red] = resolved(gl, samples, () => draw(...corners));
        assert.equal(red, Math.round((255 * inside) / samples), `axis ${axis}, edge ${edge}`);
      }
    }
  });

  test(`${samples} samples: coverage by a value and by alpha`, (t) => {
    const gl = makeContext(t);
    const draw = makeHalfPlane(gl);
    const alpha = gl.getUniformLocation(gl.getParameter(gl.CURRENT_PROGRAM), 'alpha');
    for (let i = 0; i <= samples; i++) {
      const share = Math.round((255 * i) / samples);
      gl.enable(gl.SAMPLE_COVERAGE);
      gl.sampleCoverage(i / samples, false);
      assert.equal(resolved(gl, samples, () => draw(0, 0, 4, 4))[0], share);
      gl.sampleCoverage(i / samples, true);
      const rest = Math.round((255 * (samples - i)) / samples);
      assert.equal(resolved(gl, samples, () => draw(0, 0, 4, 4))[0], rest);
      gl.disable(gl.SAMPLE_COVERAGE);
      gl.enable(gl.SAMPLE_ALPHA_TO_COVERAGE);
      gl.uniform1f(alpha, i / samples);
      assert.equal(resolved(gl, samples, () => draw(0, 0, 4, 4))[0], share);
      gl.uniform1f(alpha, 1);
      gl.disable(gl.SAMPLE_ALPHA_TO_COVERAGE);
    }
  });
}

test('counts between are rounded up, counts beyond are refused', (t) => {
  const gl = makeContext(t);
  for (const [asked, given] of [
    [0, 0],
    [1, 2],
    [2, 2],
    [3, 4],
    [4, 4],
    [5, 8],
    [8, 8],
  ]) {
    makeTarget(gl, asked);
    const samples = gl.getRenderbufferParameter(gl.RENDERBUFFER, gl.RENDERBUFFER_SAMPLES);
    assert.equal(samples, given);
    assert.equal(gl.getParameter(gl.SAMPLES), given);
  }
  raises(gl, 'INVALID_OPERATION', () =>
    gl.renderbufferStorageMultisample(gl.RENDERBUFFER, 9, gl.RGBA8, 4, 4),
  );
});
