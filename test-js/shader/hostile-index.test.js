// SPDX-License-Identifier: MIT
// Indices out of range where they hurt most: huge, negative, from NaN, in lanes that have left a loop or
// never entered a branch. Emitted code would read or trap outside of its storage; it must draw what the
// interpreter draws (whose values test-native/shader/lower/hostile_index_test.cpp holds).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countDrawn, differencesOf, drawWithBoth, problemsOf } from './back-ends.mjs';

const vertex = `#version 300 es
in vec4 position;
out vec2 at;
void main() { at = position.xy; gl_Position = position; }`;

/** Different in every lane: large, negative, small. */
const index = `
int hostile(int salt) {
  ivec2 p = ivec2(gl_FragCoord.xy);
  int i = (p.x * 73856093) ^ (p.y * 19349663) ^ (salt * 83492791);
  return (i & 3) == 0 ? i : (i & 3) == 1 ? -i : (i & 3) == 2 ? i % 12 - 4 : i << 20;
}`;

/** @param {string} declarations @param {string} body */
const fragmentOf = (declarations, body) => `#version 300 es
precision highp float; precision highp int; precision highp sampler2D;
in vec2 at;
out vec4 color;
${declarations}
${index}
void main() { color = vec4(0.0, 0.0, 0.0, 1.0); ${body} }`;

/** @type {Record<string, [string, string]>} */
const cases = {
  'uniform array': ['uniform vec3 u[5];', 'color.rgb = u[hostile(1)];'],
  'uniform matrix': ['uniform mat4 u[3];', 'color.r = u[hostile(1)][hostile(2)][hostile(3)];'],
  'uniform structs': [
    'struct S { float a; vec2 b[3]; }; uniform S u[4];',
    'color.rg = u[hostile(1)].b[hostile(2)]; color.b = u[hostile(3)].a;',
  ],
  'uniform block': [
    'layout(std140) uniform B { vec3 head; vec3 u[5]; mat3 m[2]; layout(row_major) mat4x2 r; };',
    'color.rgb = u[hostile(1)] + m[hostile(2)][hostile(3)] * 0.3; color.r += r[hostile(4)][hostile(5)];',
  ],
  'uniform blocks with an instance name': [
    'layout(std140) uniform B { float head; float u[7]; } b[2];',
    'color.r = b[0].u[hostile(1)]; color.g = b[1].u[hostile(2)];',
  ],
  constants: [
    'const vec2 t[4] = vec2[4](vec2(0.1, 0.2), vec2(0.3, 0.4), vec2(0.5, 0.6), vec2(0.7, 0.8));',
    'color.rg = t[hostile(1)]; color.b = t[hostile(2)][hostile(3)];',
  ],
  'array in memory': [
    '',
    `float a[30]; for (int k = 0; k < 30; k++) a[k] = float(k) / 30.0;
     a[hostile(1)] = 1.0; a[hostile(2)] += 0.25; color.r = a[hostile(3)];
     for (int k = 0; k < 30; k++) color.g += a[k] / 30.0;`,
  ],
  'neighbouring arrays': [
    '',
    `float a[20]; float b[20]; float c[20];
     for (int k = 0; k < 20; k++) { a[k] = 0.25; b[k] = 0.5; c[k] = 0.75; }
     b[hostile(1)] = 9.0; b[0] = 0.5; b[19] = 0.5;
     color.rgb = vec3(a[hostile(2)], 0.0, c[hostile(3)]);`,
  ],
  'from NaN and infinities': [
    'uniform vec3 u[5]; uniform float zero;',
    `float nothing = zero - zero; float nan = nothing / nothing; float inf = at.x / nothing;
     color.rgb = u[int(nan)] * 0.5 + u[int(inf)] * 0.25 + u[uint(inf)] * 0.125 + u[int(at.y * 1e30)] * 0.1;`,
  ],
  'divergent branches': [
    'uniform vec3 u[5]; uniform vec3 v[3];',
    `int i = hostile(1);
     if ((i & 1) == 0) { i = i * 3; if ((i & 4) == 0) { color.rgb = u[i]; i = i >> 3; } else { i = -i; } }
     else { i += 77; color.rgb = v[i]; }
     color.rgb = color.rgb * 0.5 + u[i] * 0.25 + v[i + 1] * 0.25;`,
  ],
  'divergent loops': [
    'uniform vec3 u[5];',
    `float a[24]; for (int k = 0; k < 24; k++) a[k] = float(k) / 24.0;
     int i = hostile(1); int trips = hostile(2) & 31;
     for (int k = 0; k < 1000; k++) {
       if (k >= trips) break;
       i = i * 1664525 + 1013904223;
       if ((i & 7) == 0) continue;
       a[i] += 0.01;
       color.rgb += u[i >> 2] * 0.03 + a[i ^ 5] * 0.02;
     }
     color.rgb *= 0.5 + 0.5 * a[i];`,
  ],
  'nested divergent loops': [
    'uniform mat3 u[4];',
    `int i = hostile(1);
     for (int k = 0; k < (i & 7); k++) {
       for (int j = hostile(k) & 3; j < 4; j++) { i += j * 0x1234567; color.rgb += u[i][j + k] * 0.1; }
       if (i < 0) break;
     }
     color.r += u[i][i][i] * 0.2;`,
  ],
  'swizzles and components': [
    'uniform vec4 u;',
    'vec4 v = u; v[hostile(1)] = 0.5; v.zyx[hostile(2)] = 0.25; color.r = v.wzyx[hostile(3)]; color.g = u[hostile(4)];',
  ],
  'texels far away': [
    'uniform sampler2D s;',
    'color = texelFetch(s, ivec2(hostile(1), hostile(2)), hostile(3) & 3) + texelFetch(s, ivec2(3), hostile(4));',
  ],
};

/** Samplers in an array can be indexed by a loop's counter in ESSL 1.00 only. */
const samplerLoop = {
  name: 'array of samplers',
  vertex: `attribute vec4 position; varying vec2 at;
void main() { at = position.xy; gl_Position = position; }`,
  fragment: `precision highp float; varying vec2 at; uniform sampler2D s[4];
void main() {
  vec4 sum = vec4(0.0);
  for (int i = -3; i < 60; i++) {
    if (float(i) > fract(at.x * 7.0) * 80.0) break;
    sum += texture2D(s[i], at * float(i)) * 0.02;
  }
  gl_FragColor = vec4(sum.rgb, 1.0);
}`,
};

test('indices out of range draw the same with both back ends', async () => {
  const programs = Object.entries(cases).map(([name, [declarations, body]]) => ({
    name,
    vertex,
    fragment: fragmentOf(declarations, body),
  }));
  programs.push(samplerLoop);
  const { emitted, interpreted } = await drawWithBoth(programs);
  assert.deepEqual(problemsOf(programs, emitted), []);
  assert.deepEqual(problemsOf(programs, interpreted), []);
  assert.deepEqual(differencesOf(programs, emitted, interpreted), []);
  assert.equal(countDrawn(emitted), programs.length);
});
