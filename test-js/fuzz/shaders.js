// SPDX-License-Identifier: MIT
// Shader texts for the fuzzer: some that link with each other, some that are hostile to a compiler.

export const VERTEX = `#version 300 es
in vec4 position;
in vec2 offset;
in ivec4 whole;
uniform mat4 matrix;
uniform vec4 list[8];
layout(std140) uniform Block { vec4 tint; mat2 turn[2]; } block;
out vec4 color;
flat out ivec4 seen;
void main() {
  color = list[gl_VertexID & 7] + block.tint;
  seen = whole;
  gl_PointSize = 2.0;
  gl_Position = matrix * position + vec4(block.turn[gl_InstanceID & 1] * offset, 0.0, 1.0);
}`;

export const FRAGMENT = `#version 300 es
precision highp float;
precision highp sampler3D;
in vec4 color;
flat in ivec4 seen;
uniform sampler2D flatMap;
uniform samplerCube cubeMap;
uniform sampler3D solidMap;
uniform int count;
uniform uvec2 pair;
uniform bool flag;
uniform mat3 basis;
uniform mat2x3 tall;
layout(location = 0) out vec4 pixel;
void main() {
  vec4 sum = color;
  for (int i = 0; i < count; i++) sum += texture(flatMap, sum.xy);
  if (flag) sum += texture(cubeMap, basis * sum.xyz) + texture(solidMap, tall * sum.xy);
  pixel = sum + vec4(pair, seen.xy);
}`;

/** Sources that must compile or fail with a log, and nothing else. */
export const sources = [
  VERTEX,
  FRAGMENT,
  '',
  '#version 300 es\n',
  '#version 300 es\nvoid main() {}',
  '#version 300 es\nprecision highp float; out vec4 p; void main() { for (;;) p += 1.0; }',
  `#version 300 es\nvoid main() { float x = ${'('.repeat(20000)}1.0${')'.repeat(20000)}; }`,
  `#version 300 es\nvoid main() ${'{'.repeat(20000)}${'}'.repeat(20000)}`,
  `#version 300 es\nvoid main() { bool b = ${'!'.repeat(20000)}true; }`,
  `#version 300 es\nvoid main() { int x = 0${'+1'.repeat(20000)}; }`,
  `#version 300 es\nvoid main() { ${'if(true)'.repeat(5000)}; }`,
  `#version 300 es\nvoid main() { ${'if(true);else '.repeat(5000)}; }`,
  `#version 300 es\nvoid main() { int a; a${'=a'.repeat(5000)}; }`,
  `#version 300 es\nvoid main() { int a; a = ${'true?1:'.repeat(5000)}2; }`,
  `#version 300 es\n#define A A B\n#define B B A\nvoid main() { A }`,
  `#version 300 es\n${'#if 1\n'.repeat(5000)}`,
  `#version 300 es\nstruct S { int a[2147483647]; }; void main() { S s; }`,
  '#version 300 es\nvoid f(); void g() { f(); } void f() { g(); } void main() { f(); }',
  '#version 300 es\nvoid main() { gl_Position = vec4(1.0/0.0, 0.0/0.0, -1.0, 0.0); }',
  '\0#version 300 es\nvoid main() {}',
  '\ud800 lone surrogate',
  'attribute vec4 a; void main() { gl_Position = a; }',
  `/*${'x'.repeat(50000)}`,
  `#version 300 es\nuniform vec4 u[${'9'.repeat(400)}]; void main() {}`,
];
