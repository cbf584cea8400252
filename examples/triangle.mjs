// SPDX-License-Identifier: MIT
// Raw WebGL 2 in plain Node: a triangle, written to out/triangle.png.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createCanvas } from 'nogpu';

const canvas = createCanvas(320, 240);
const gl = canvas.getContext('webgl2');
const program = gl.createProgram();
for (const [type, source] of [
  [
    gl.VERTEX_SHADER,
    `#version 300 es
    out vec3 color;
    void main() {
      vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
      color = vec3(corner, 1.0 - corner.x);
      gl_Position = vec4(corner * 1.6 - 0.8, 0.0, 1.0);
    }`,
  ],
  [
    gl.FRAGMENT_SHADER,
    `#version 300 es
    precision highp float;
    in vec3 color;
    out vec4 pixel;
    void main() { pixel = vec4(color, 1.0); }`,
  ],
]) {
  const shader = gl.createShader(type);
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  gl.attachShader(program, shader);
}
gl.linkProgram(program);
gl.useProgram(program);
gl.drawArrays(gl.TRIANGLES, 0, 3);

mkdirSync('out', { recursive: true });
writeFileSync('out/triangle.png', canvas.toBuffer('image/png'));
console.log('out/triangle.png');
