// SPDX-License-Identifier: MIT
// What both back ends must make of centroid inputs, OES_sample_variables and
// OES_shader_multisample_interpolation.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createContext } from 'nogpu/core';
import { makeProgram, raises, succeeds } from './fixture.js';

const VARIABLES = '#extension GL_OES_sample_variables : require\n';
const INTERPOLATION = '#extension GL_OES_shader_multisample_interpolation : require\n';
const SIZE = 4;

/** Standard sample positions, 1/16 pixel from the pixel's lower left corner. */
const PLACES = {
  0: '8,8',
  2: '12,12 4,4',
  4: '6,2 14,6 2,10 10,14',
  8: '9,5 7,11 13,9 5,3 3,13 1,7 11,15 15,1',
};
const COUNTS = [0, 2, 4, 8];

/** @param {number} samples @returns {number[][]} */
const placesOf = (samples) =>
  PLACES[/** @type {keyof typeof PLACES} */ (samples)]
    .split(' ')
    .map((each) => each.split(',').map(Number));

/** @param {any} t */
function contextFor(t) {
  const gl = createContext(SIZE, SIZE, { antialias: false });
  t.after(() => gl.destroy());
  gl.getExtension('EXT_color_buffer_float');
  gl.getExtension('OES_sample_variables');
  gl.getExtension('OES_shader_multisample_interpolation');
  return gl;
}

/** Draws into RGBA32F of so many samples; averages of what they hold, four floats a pixel. */
/** @param {any} gl @param {number} samples @param {() => void} draw */
function drawn(gl, samples, draw) {
  const targets = [samples, 0].map((n) => {
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    const renderbuffer = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
    gl.renderbufferStorageMultisample(gl.RENDERBUFFER, n, gl.RGBA32F, SIZE, SIZE);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, renderbuffer);
    return framebuffer;
  });
  gl.bindFramebuffer(gl.FRAMEBUFFER, targets[0]);
  gl.clear(gl.COLOR_BUFFER_BIT);
  succeeds(gl, draw);
  gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, targets[1]);
  gl.blitFramebuffer(0, 0, SIZE, SIZE, 0, 0, SIZE, SIZE, gl.COLOR_BUFFER_BIT, gl.NEAREST);
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, targets[1]);
  const out = new Float32Array(4 * SIZE * SIZE);
  gl.readPixels(0, 0, SIZE, SIZE, gl.RGBA, gl.FLOAT, out);
  return out;
}

/**
 * A program over a box in pixels, in perspective; `place.xy / place.z` is where in the window it is.
 * @param {any} gl @param {string} fragment @param {string} [qualifier]
 */
function overBox(gl, fragment, qualifier = '') {
  const head = qualifier === 'sample' ? INTERPOLATION : '';
  const program = makeProgram(
    gl,
    `${head}uniform vec4 box; ${qualifier} out vec3 place; void main() {
      vec2 corner = mix(box.xy, box.zw, vec2(gl_VertexID & 1, gl_VertexID >> 1));
      float w = 1.0 + corner.x * 0.25;
      place = vec3(corner, 1) * w;
      gl_Position = vec4(corner / 2.0 - 1.0, 0, 1) * w;
    }`,
    fragment,
  );
  return (/** @type {number} */ samples, /** @type {number[]} */ box, uniforms = {}) =>
    drawn(gl, samples, () => {
      gl.useProgram(program);
      gl.uniform4fv(gl.getUniformLocation(program, 'box'), box);
      for (const [name, value] of Object.entries(uniforms)) {
        gl.uniform1i(gl.getUniformLocation(program, name), value);
      }
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    });
}

const ALL = [0, 0, SIZE, SIZE];
const near = (/** @type {number} */ a, /** @type {number} */ b, text = '') =>
  assert.ok(Math.abs(a - b) < 2e-4, `${a} is not ${b} ${text}`);

/** @type {[string, (t: any) => void][]} */
export const sampleShadingCases = [
  [
    'centroid inputs are taken inside of the primitive, others may lie outside',
    (t) => {
      const gl = contextFor(t);
      const body = 'out vec4 c; void main() { c = vec4(place.xy / place.z, 1, 1); }';
      const plain = overBox(gl, `in vec3 place; ${body}`);
      const centroid = overBox(gl, `centroid in vec3 place; ${body}`, 'centroid');
      for (const samples of [2, 4, 8]) {
        const places = placesOf(samples);
        for (let edge = 1; edge < 16; edge++) {
          const box = [0, 0, 2 + edge / 16, SIZE];
          const [a, b] = [plain(samples, box), centroid(samples, box)];
          const covered = places.filter(([x]) => x < edge);
          for (const pixel of [1, 2]) {
            const at = 4 * (3 * SIZE + pixel); // off the diagonal between the triangles
            const count = b[at + 2] * samples;
            assert.equal(Math.round(count), pixel === 1 ? samples : covered.length);
            if (count === 0) continue;
            const [x, y] = [b[at] / b[at + 2], b[at + 1] / b[at + 2]];
            assert.ok(x <= box[2] + 1e-4, `${samples} samples, edge ${edge}: ${x}`);
            const whole = pixel === 1 || covered.length === samples;
            const [wantedX, wantedY] = whole ? [8, 8] : covered[0];
            near(x, pixel + wantedX / 16);
            near(y, 3 + wantedY / 16);
            near(a[at] / a[at + 2], pixel + 0.5);
          }
        }
      }
      // With one sample nothing moves, to the bit.
      assert.deepEqual(centroid(0, [0, 0, 2.6, 3.7]), plain(0, [0, 0, 2.6, 3.7]));
    },
  ],
  [
    'gl_SampleID, gl_SamplePosition and gl_NumSamples of each sample',
    (t) => {
      const gl = contextFor(t);
      const draw = overBox(
        gl,
        `${VARIABLES}in vec3 place; uniform int which; out vec4 c; void main() {
          gl_SampleMask[0] = gl_NumSamples == 1 ? 1 : 1 << which;
          c = vec4(gl_SampleID, gl_SamplePosition, gl_NumSamples);
        }`,
      );
      for (const samples of COUNTS) {
        for (const [which, [x, y]] of placesOf(samples).entries()) {
          const out = draw(samples, ALL, { which });
          const scale = Math.max(samples, 1);
          for (let i = 0; i < 4 * SIZE * SIZE; i += 4) {
            const got = [...out.subarray(i, i + 4)].map((value) => value * scale);
            assert.deepEqual(got, [which, x / 16, y / 16, scale]);
          }
        }
      }
    },
  ],
  [
    'gl_SampleMaskIn has the samples covered, one when samples are shaded one by one',
    (t) => {
      const gl = contextFor(t);
      const write = 'c = vec4(gl_SampleMaskIn[0], 1, 0, 0);';
      const draw = overBox(gl, `${VARIABLES}in vec3 place; out vec4 c; void main() { ${write} }`);
      const each = overBox(
        gl,
        `${VARIABLES}in vec3 place; out vec4 c; void main() {
          c = vec4(gl_SampleMaskIn[0] == 1 << gl_SampleID, 1, 0, 0);
        }`,
      );
      for (const samples of COUNTS) {
        const places = placesOf(samples);
        for (let edge = 1; edge < 16; edge++) {
          const box = [0, 0, 2 + edge / 16, SIZE];
          const mask = places.reduce((bits, [x], s) => (x < edge ? bits | (1 << s) : bits), 0);
          const at = 4 * (3 * SIZE + 2);
          const out = draw(samples, box);
          if (mask === 0) assert.equal(out[at + 1], 0);
          else near(out[at] / out[at + 1], mask, `${samples} samples, edge ${edge}`);
          const single = each(samples, box);
          assert.equal(single[at], single[at + 1]);
        }
      }
      gl.enable(gl.SAMPLE_COVERAGE);
      gl.sampleCoverage(0.5, false);
      const out = draw(4, ALL);
      near(out[0] / out[1], 3);
      gl.disable(gl.SAMPLE_COVERAGE);
    },
  ],
  [
    'gl_SampleMask takes samples away, from depth and stencil too',
    (t) => {
      const gl = contextFor(t);
      const draw = overBox(
        gl,
        `${VARIABLES}in vec3 place; uniform int mask; out vec4 c; void main() {
          if (mask != 0x7fffffff) gl_SampleMask[0] = mask;
          c = vec4(1);
        }`,
      );
      for (const samples of COUNTS) {
        for (const mask of [0, 1, 0x55, 0xfe, -1, 0x7fffffff]) {
          const count = placesOf(samples).filter((_, s) => (mask >> s) & 1).length;
          const wanted = samples === 0 ? 1 : count / samples;
          assert.equal(draw(samples, ALL, { mask })[0], wanted, `${samples}, ${mask}`);
        }
      }
    },
  ],
  [
    'sample inputs are taken at the sample, in perspective',
    (t) => {
      const gl = contextFor(t);
      const draw = overBox(
        gl,
        `${VARIABLES}${INTERPOLATION}sample in vec3 place; uniform int which; out vec4 c;
        void main() {
          gl_SampleMask[0] = gl_NumSamples == 1 ? 1 : 1 << which;
          vec3 at = interpolateAtOffset(place, vec2(0.25, -0.125));
          c = vec4(place.xy / place.z, gl_FragCoord.z, at.y / at.z);
        }`,
        'sample',
      );
      for (const samples of COUNTS) {
        for (const [which, [x, y]] of placesOf(samples).entries()) {
          const out = draw(samples, ALL, { which });
          for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
            const got = [...out.subarray(4 * pixel, 4 * pixel + 4)].map(
              (value) => value * Math.max(samples, 1),
            );
            near(got[0], (pixel % SIZE) + x / 16);
            near(got[1], Math.floor(pixel / SIZE) + y / 16);
            near(got[2], 0.5);
            near(got[3], Math.floor(pixel / SIZE) + 0.5 - 0.125);
          }
        }
      }
    },
  ],
  [
    'interpolateAtOffset, interpolateAtSample and interpolateAtCentroid',
    (t) => {
      const gl = contextFor(t);
      const draw = overBox(
        gl,
        `${INTERPOLATION}in vec3 place; uniform int which; out vec4 c; void main() {
          vec3 offset = interpolateAtOffset(place, vec2(0.25, -0.5));
          vec3 inside = interpolateAtCentroid(place), there = interpolateAtSample(place, which);
          if (which < 0) c = vec4(offset.xy / offset.z, inside.xy / inside.z);
          else c = vec4(there.xy / there.z, place.xy);
        }`,
      );
      for (const samples of COUNTS) {
        const offsets = draw(samples, ALL, { which: -1 });
        for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
          const [x, y] = [pixel % SIZE, Math.floor(pixel / SIZE)];
          const wanted = [x + 0.75, y, x + 0.5, y + 0.5];
          // On the diagonal each triangle has a part of the pixel, and its centroid there.
          const shown = x + y === SIZE - 1 ? wanted.slice(0, 2) : wanted;
          shown.forEach((value, i) => near(offsets[4 * pixel + i], value));
        }
        for (const [which, [x, y]] of placesOf(samples).entries()) {
          const out = draw(samples, ALL, { which });
          near(out[4 * (SIZE + 2)], 2 + x / 16);
          near(out[4 * (SIZE + 2) + 1], 1 + y / 16);
        }
      }
    },
  ],
  [
    'a picture of many samples has the same bits in both back ends',
    (t) => {
      const gl = contextFor(t);
      const draw = overBox(
        gl,
        `${VARIABLES}${INTERPOLATION}centroid in vec3 place; out vec4 c; void main() {
          vec3 at = interpolateAtOffset(place, gl_SamplePosition - 0.5);
          c = vec4(at.xy, place.x * float(gl_SampleID), interpolateAtSample(place, gl_SampleID).y);
          if (c.x > 3.4) discard;
        }`,
        'centroid',
      );
      const hash = createHash('sha256')
        .update(draw(8, [0.1, 0.3, 3.7, 3.9]))
        .digest('hex');
      assert.equal(hash.slice(0, 16), '988f62710157775f');
    },
  ],
  [
    'what the language refuses',
    (t) => {
      const gl = contextFor(t);
      const log = (/** @type {string} */ text) => {
        const shader = gl.createShader(gl.FRAGMENT_SHADER);
        gl.shaderSource(shader, `#version 300 es\n${text}`);
        gl.compileShader(shader);
        return gl.getShaderParameter(shader, gl.COMPILE_STATUS) ? '' : gl.getShaderInfoLog(shader);
      };
      const head = `${INTERPOLATION}precision highp float; uniform vec2 u; in vec4 v; in vec2 a[2]; out vec4 c;`;
      const refused = /must be an input/;
      assert.equal(log(`${head} void main() { c.xy = interpolateAtCentroid(a[1]); }`), '');
      for (const bad of ['v.x', 'v[1]', 'u', 'v + v', 'vec2(1)']) {
        assert.match(
          log(`${head} void main() { c.x = interpolateAtCentroid(${bad}).x; }`),
          refused,
        );
      }
      assert.match(log('precision highp float; sample in vec2 v; void main() {}'), /sample/);
      assert.match(log(`${INTERPOLATION}void main() { sample float v; }`), /sample/);
      for (const name of ['gl_SampleID', 'gl_NumSamples', 'gl_SampleMaskIn[0]', 'gl_MaxSamples']) {
        const text = `precision highp float; out vec4 c; void main() { c = vec4(${name}); }`;
        assert.equal(log(VARIABLES + text), '');
        assert.match(log(text), new RegExp(/[A-Za-z_]+/.exec(name)?.[0] ?? ''));
      }
      assert.match(log(`${VARIABLES}void main() { gl_SampleID = 1; }`), /read-only/);
    },
  ],
  [
    'both extensions are hidden unless enabled',
    (t) => {
      const gl = createContext(SIZE, SIZE);
      t.after(() => gl.destroy());
      for (const pname of [0x8e5b, 0x8e5c, 0x8e5d]) {
        raises(gl, 'INVALID_ENUM', () => gl.getParameter(pname));
      }
      const ext = gl.getExtension('oes_SHADER_multisample_interpolation');
      assert.equal(gl.getParameter(ext.MIN_FRAGMENT_INTERPOLATION_OFFSET_OES), -0.5);
      assert.equal(gl.getParameter(ext.MAX_FRAGMENT_INTERPOLATION_OFFSET_OES), 0.5);
      assert.ok(gl.getParameter(ext.FRAGMENT_INTERPOLATION_OFFSET_BITS_OES) >= 4);
      const names = ['OES_sample_variables', 'OES_shader_multisample_interpolation'];
      for (const options of [{ hideExtensions: names }, { version: /** @type {1} */ (1) }]) {
        const without = createContext(SIZE, SIZE, options);
        t.after(() => without.destroy());
        for (const name of names) assert.equal(without.getExtension(name), null);
      }
    },
  ],
];
