// SPDX-License-Identifier: MIT
// Every texture function of both languages, for every sampler it takes, in both stages: each texel holds its
// own place, so that the answer says which one was read. ESSL 3.00 §8.8, ESSL 1.00 §8.7.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext, createCanvas } from 'nogpu';

const edge = 8; // texels of level 0, in every direction; layers of arrays too
const place = [3, 5, 2]; // the texel aimed at
const offset = [1, -1, 1];

/**
 * What a kind of sampler is: the coordinates that are scaled by the level's size, those that are a layer
 * or face, and the WebGL names.
 * @typedef {{ name: string, target: string, size: number, layer: boolean, cube?: boolean, offsets: boolean, proj: number[] }} Dimension
 * @type {Dimension[]}
 */
const dimensions = [
  { name: '2D', target: 'TEXTURE_2D', size: 2, layer: false, offsets: true, proj: [3, 4] },
  { name: '3D', target: 'TEXTURE_3D', size: 3, layer: false, offsets: true, proj: [4] },
  { name: 'Cube', target: 'TEXTURE_CUBE_MAP', size: 2, layer: false, cube: true, offsets: false, proj: [] },
  { name: '2DArray', target: 'TEXTURE_2D_ARRAY', size: 2, layer: true, offsets: true, proj: [] },
]; // prettier-ignore

/** Depths of shadow samplers: different for all texels of all levels that may be met. @param {number[]} texel */
const depthOf = ([x, y, z, level]) => (x + 8 * y + 64 * z + 512 * level + 1) / 4096;

/** Level by level, `texel` for each place. @param {any} gl @param {Dimension} d @param {any[]} format @param {(texel: number[]) => number[]} texel */
function upload(gl, d, [internal, external, type, Elements], texel) {
  const target = gl[d.target];
  gl.bindTexture(target, gl.createTexture());
  for (let level = 0; level < 4; level++) {
    const n = edge >> level;
    const slices = d.cube ? 6 : d.layer ? edge : d.size === 3 ? n : 1;
    const texels = Array.from({ length: slices }, (_, z) =>
      Array.from({ length: n * n }, (_, i) => texel([i % n, Math.floor(i / n), z, level])).flat(),
    );
    if (d.size === 2 && !d.layer) {
      for (const [face, data] of texels.entries()) {
        const at = d.cube ? gl.TEXTURE_CUBE_MAP_POSITIVE_X + face : target;
        gl.texImage2D(at, level, internal, n, n, 0, external, type, Elements.from(data));
      }
    } else {
      gl.texImage3D(target, level, internal, n, n, slices, 0, external, type, Elements.from(texels.flat()));
    }
  }
  gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, gl.NEAREST_MIPMAP_NEAREST);
  gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(target, wrap, gl.CLAMP_TO_EDGE);
  if (external === gl.DEPTH_COMPONENT) {
    gl.texParameteri(target, gl.TEXTURE_COMPARE_MODE, gl.COMPARE_REF_TO_TEXTURE);
  }
} // prettier-ignore

/** A call as text, with the texel that it reads.
 * @typedef {{ call: string, expected: number[], implicit: boolean }} Call */

const vec = (/** @type {(number | string)[]} */ parts) =>
  parts.length === 1 ? `float(${parts[0]})` : `vec${parts.length}(${parts.join(', ')})`;

/**
 * All calls for one dimension. `step` is a text that is 1.0 a pixel to the right of where the answer is
 * read and 0.0 there: coordinates that move by two texels a pixel make the implicit level 1.
 * @param {Dimension} d @param {boolean} shadow @param {(texel: number[]) => string} reference @returns {Call[]}
 */
function callsOf(d, shadow, reference) {
  /** @type {Call[]} */
  const calls = [];
  const texelAt = (/** @type {number} */ level, /** @type {boolean} */ moved) => {
    const n = edge >> level;
    const scaled = place.map((p, i) => Math.floor(((p + 0.5) / edge) * n) + (moved && i < d.size ? offset[i] : 0));
    if (d.cube) return [scaled[0], scaled[1], 0, level];
    if (d.layer) return [scaled[0], scaled[1], place[2], level];
    return [scaled[0], scaled[1], d.size === 3 ? scaled[2] : 0, level];
  };
  /** @param {boolean} implicit @param {number} q @param {number[]} texel @param {number} components */
  const coordinates = (implicit, q, texel, components) => {
    const step = implicit ? 'step' : '0.0';
    /** @type {(number | string)[]} */
    let parts;
    if (d.cube) {
      // Face +X: s = (1 - z) / 2, t = (1 - y) / 2.
      const [s, t] = place.map((p) => (p + 0.5) / edge);
      parts = ['1.0', `${(1 - 2 * t).toFixed(6)} - 0.5 * ${step}`, (1 - 2 * s).toFixed(6)];
    } else {
      parts = place.slice(0, d.size).map((p, i) => {
        const value = (((p + 0.5) / edge) * q).toFixed(6);
        return i === 0 ? `${value} + ${(0.25 * q).toFixed(6)} * ${step}` : value;
      });
      if (d.layer) parts.push(`${place[2]}.0`);
    }
    if (shadow) parts.push(`${reference(texel)} * ${q}.0`);
    while (parts.length < components - (q === 1 ? 0 : 1)) parts.push('0.5');
    if (q !== 1) parts.push(`${q}.0`);
    return vec(parts);
  };
  const natural = (d.cube || d.layer ? 3 : d.size) + (shadow ? 1 : 0);
  const gradient = (/** @type {number} */ texels) => {
    if (d.cube) return `vec3(0.0, ${((2 * texels) / edge).toFixed(6)}, 0.0)`;
    return vec([(texels / edge).toFixed(6), ...Array(d.size - 1).fill('0.0')]);
  };
  const offsets = `ivec${d.size}(${offset.slice(0, d.size).join(', ')})`;
  const gradients = `${gradient(4)}, ${gradient(0)}`;
  // Which of the functions take shadow samplers: §8.8 leaves some out.
  const lods = !shadow || d.name === '2D';
  const biases = !(shadow && d.name === '2DArray');

  for (const moved of d.offsets ? [false, true] : [false]) {
    const suffix = moved ? 'Offset' : '';
    const tail = moved ? `, ${offsets}` : '';
    for (const [proj, q, components] of /** @type {[string, number, number][]} */ ([
      ['', 1, natural],
      ...(shadow && d.proj.length > 0 ? [4] : d.proj).map((n) => ['Proj', 2, n]),
    ])) {
      if (shadow && d.size === 3) continue;
      const add = (/** @type {string} */ kind, /** @type {number} */ level, /** @type {string} */ extra, implicit = false) => {
        const texel = texelAt(level, moved);
        const p = coordinates(implicit, q, texel, components);
        const bias = kind === 'Bias' ? `, ${extra}` : '';
        const before = kind !== 'Bias' && extra ? `, ${extra}` : '';
        const name = `texture${proj}${kind === 'Bias' ? '' : kind}${suffix}`;
        calls.push({ call: `${name}(s, ${p}${before}${tail}${bias})`, expected: texel, implicit });
      };
      if (!(shadow && d.layer && moved)) {
        add('', 1, '', true);
        if (biases) add('Bias', 2, '1.0', true);
        if (biases) add('Bias', 0, '-1.0', true);
      }
      if (lods) add('Lod', 2, '2.0');
      add('Grad', 2, gradients);
    }
    if (!shadow && !d.cube) {
      const texel = texelAt(1, false);
      const at = d.size === 3 || d.layer ? texel.slice(0, 3) : texel.slice(0, 2);
      const read = texelAt(1, moved);
      calls.push({ call: `texelFetch${suffix}(s, ivec${at.length}(${at.join(', ')}), 1${tail})`, expected: read, implicit: false });
    }
  }
  return calls;
} // prettier-ignore

/** @param {any} gl @param {string} vertex @param {string} fragment */
function draw(gl, vertex, fragment) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    assert.ok(
      gl.getShaderParameter(shader, gl.COMPILE_STATUS),
      gl.getShaderInfoLog(shader) + source,
    );
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, 'p');
  gl.linkProgram(program);
  assert.ok(gl.getProgramParameter(program, gl.LINK_STATUS), gl.getProgramInfoLog(program));
  gl.useProgram(program);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  const pixel = new Uint8Array(4);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  assert.equal(gl.getError(), gl.NO_ERROR);
  return [...pixel];
}

/** @param {any} gl */
function bindTriangle(gl) {
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
}

/** @param {any} gl @param {string} sampler @param {string} type of its texels @param {Call} call */
function results(gl, sampler, type, { call, implicit }) {
  const precision = 'precision highp float; precision highp int;';
  const value =
    type === 'vec4' ? call : type === 'float' ? `vec4(${call})` : `vec4(${call}) / 255.0`;
  const head = `#version 300 es\n${precision} uniform highp ${sampler} s;`;
  const position = 'in vec2 p; void main() { gl_Position = vec4(p, 0.0, 1.0);';
  const inFragment = draw(
    gl,
    `#version 300 es\n${position} }`,
    `${head} out vec4 c; void main() { float step = gl_FragCoord.x - 0.5; c = ${value}; }`,
  );
  if (implicit) return [inFragment];
  const inVertex = draw(
    gl,
    `${head} flat out vec4 v; ${position} v = ${value}; }`,
    `#version 300 es\n${precision} flat in vec4 v; out vec4 c; void main() { c = v; }`,
  );
  return [inFragment, inVertex];
}

for (const d of dimensions) {
  for (const [prefix, type] of [
    ['', 'vec4'],
    ['i', 'ivec4'],
    ['u', 'uvec4'],
  ]) {
    const sampler = `${prefix}sampler${d.name}`;
    test(`${sampler}: every function reads the texel it names`, (t) => {
      const gl = createContext(2, 2, { antialias: false });
      t.after(() => gl.destroy());
      bindTriangle(gl);
      const format = {
        '': [gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, Uint8Array],
        i: [gl.RGBA8I, gl.RGBA_INTEGER, gl.BYTE, Int8Array],
        u: [gl.RGBA8UI, gl.RGBA_INTEGER, gl.UNSIGNED_BYTE, Uint8Array],
      }[prefix];
      upload(gl, d, /** @type {any[]} */ (format), (texel) => texel);
      for (const call of callsOf(d, false, () => '')) {
        for (const pixel of results(gl, sampler, type, call)) {
          assert.deepEqual(pixel, call.expected, call.call);
        }
      }
      const components = d.size === 3 || d.layer ? 3 : 2;
      for (const level of [0, 2]) {
        const n = edge >> level;
        const size = [n, n, d.layer ? edge : n].slice(0, components);
        const call = `ivec4(textureSize(s, ${level}), ${Array(4 - components).fill(0).join(', ')})`;
        for (const pixel of results(gl, sampler, 'ivec4', { call, expected: size, implicit: false })) {
          assert.deepEqual(pixel.slice(0, components), size, call);
        }
      }
    }); // prettier-ignore
  }
}

for (const d of dimensions.filter(({ size }) => size === 2)) {
  const sampler = `sampler${d.name}Shadow`;
  test(`${sampler}: every function compares with the texel it names`, (t) => {
    const gl = createContext(2, 2, { antialias: false });
    t.after(() => gl.destroy());
    bindTriangle(gl);
    const format = [gl.DEPTH_COMPONENT32F, gl.DEPTH_COMPONENT, gl.FLOAT, Float32Array];
    upload(gl, d, format, (texel) => [depthOf(texel)]);
    for (const [shift, answer] of [
      [-0.4, 255],
      [0.4, 0],
    ]) {
      const calls = callsOf(d, true, (texel) => (depthOf(texel) + shift / 4096).toFixed(8));
      for (const call of calls) {
        for (const [red] of results(gl, sampler, 'float', call))
          assert.equal(red, answer, call.call);
      }
    }
  });
}

test('the lookups of ESSL 1.00 and of its extension read the texels they name', (t) => {
  const canvas = /** @type {any} */ (createCanvas(2, 2));
  t.after(() => canvas.destroy());
  const gl = canvas.getContext('webgl', { antialias: false });
  assert.ok(gl.getExtension('EXT_shader_texture_lod'));
  bindTriangle(gl);
  for (const d of [dimensions[0], dimensions[2]]) {
    upload(gl, d, [gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, Uint8Array], (texel) => texel);
    const sampler = `sampler${d.name}`;
    for (const { call, expected, implicit } of callsOf(d, false, () => '')) {
      if (/Offset|texelFetch/.test(call)) continue;
      const named = call.replace('texture', `texture${d.name}`);
      const position = 'attribute vec2 p; void main() { gl_Position = vec4(p, 0.0, 1.0);';
      const fragment = implicit ? named : named.replace(/(Lod|Grad)\(/, '$1EXT(');
      const pixel = draw(
        gl,
        `${position} }`,
        `#extension GL_EXT_shader_texture_lod : require
        precision highp float; uniform ${sampler} s;
        void main() { float step = gl_FragCoord.x - 0.5; gl_FragColor = ${fragment}; }`,
      );
      assert.deepEqual(pixel, expected, fragment);
      if (implicit || /Grad/.test(named)) continue;
      const inVertex = draw(
        gl,
        `uniform ${sampler} s; varying vec4 v; ${position} v = ${named}; }`,
        'precision highp float; varying vec4 v; void main() { gl_FragColor = v; }',
      );
      assert.deepEqual(inVertex, expected, named);
    }
  }
});
