// SPDX-License-Identifier: MIT
// What twgl.js draws for its test: its primitives, vertex arrays, textures and a uniform block.
import * as twgl from 'twgl.js';

const vertex = `#version 300 es
uniform Light { vec3 position; vec4 color; } light;
uniform mat4 world, worldViewProjection;
in vec4 position; in vec3 normal; in vec2 texcoord;
out vec3 vNormal, vToLight; out vec2 vUv;
void main() {
  vUv = texcoord;
  vNormal = mat3(world) * normal;
  vToLight = light.position - (world * position).xyz;
  gl_Position = worldViewProjection * position;
}`;
const fragment = `#version 300 es
precision highp float;
uniform Light { vec3 position; vec4 color; } light;
uniform sampler2D map;
in vec3 vNormal, vToLight; in vec2 vUv;
out vec4 pixel;
void main() {
  float lit = dot(normalize(vNormal), normalize(vToLight)) * 0.5 + 0.5;
  pixel = vec4(texture(map, vUv).rgb * light.color.rgb * lit, 1.0);
}`;

/** @param {any} gl */
function makeTexture(gl) {
  const src = [255, 128, 255, 128, 128, 255, 128, 255, 255, 64, 255, 64, 200, 10, 200, 10];
  return twgl.createTexture(gl, {
    min: gl.LINEAR_MIPMAP_LINEAR,
    mag: gl.NEAREST,
    width: 4,
    format: gl.LUMINANCE,
    src,
  });
}

/** @param {any} gl */
function makeShapes(gl) {
  const { primitives: p } = twgl;
  return [
    p.createCubeBufferInfo(gl, 2),
    p.createSphereBufferInfo(gl, 1, 24, 12),
    p.createTruncatedConeBufferInfo(gl, 1, 0, 2, 24, 1),
    p.createCrescentBufferInfo(gl, 1, 1, 0.5, 0.1, 24),
    p.createCylinderBufferInfo(gl, 1, 2, 24, 2),
    p.createTorusBufferInfo(gl, 1, 0.4, 24, 12),
  ];
}

/**
 * twgl.js tells objects apart with instanceof: the interfaces of the canvas' package have to be globals.
 * @param {any} canvas  of 160 × 120 pixels
 */
export function drawTwglPrimitives(canvas) {
  const gl = canvas.getContext('webgl2');
  const { m4 } = twgl;
  const program = twgl.createProgramInfo(gl, [vertex, fragment]);
  const light = twgl.createUniformBlockInfo(gl, program, 'Light');
  twgl.setBlockUniforms(light, { position: [4, 8, -10], color: [0.9, 0.8, 1, 1] });
  const map = makeTexture(gl);
  gl.useProgram(program.program);
  twgl.setUniformBlock(gl, program, light);
  gl.enable(gl.DEPTH_TEST);
  gl.enable(gl.CULL_FACE);
  gl.clearColor(0.2, 0.3, 0.4, 1);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  const view = m4.inverse(m4.lookAt([1, 4, -14], [0, 0, 0], [0, 1, 0]));
  const viewProjection = m4.multiply(m4.perspective(0.5, 4 / 3, 0.5, 40), view);
  makeShapes(gl).forEach((shape, i) => {
    const world = m4.rotateY(m4.translation([(i % 3) * 2.6 - 2.6, i < 3 ? 1.4 : -1.4, 0]), 0.6 + i);
    const vertexArray = twgl.createVertexArrayInfo(gl, program, shape);
    const worldViewProjection = m4.multiply(viewProjection, world);
    twgl.setBuffersAndAttributes(gl, program, vertexArray);
    twgl.setUniforms(program, { world, worldViewProjection, map });
    twgl.drawBufferInfo(gl, vertexArray);
  });
}
