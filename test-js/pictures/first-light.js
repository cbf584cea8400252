// SPDX-License-Identifier: MIT
// A picture through every layer, written against plain WebGL 2. test-native/pictures/first_light.cpp
// draws the same one without JavaScript; both builds must give the same bytes.

export const firstLightVertex = `#version 300 es
in vec3 position;
in vec2 uv;
uniform mat4 view;
out vec2 vUv;
out vec3 vColor;
void main() {
  vUv = uv * 3.0;
  vColor = 0.5 + 0.5 * sin(position * 2.7 + float(gl_InstanceID));
  gl_Position = view * vec4(position + 0.35 * float(gl_InstanceID), 1.0);
}`;

export const firstLightFragment = `#version 300 es
precision highp float;
in vec2 vUv;
in vec3 vColor;
uniform sampler2D map;
uniform float exposure;
out vec4 pixel;
void main() {
  vec4 texel = texture(map, vUv);
  vec3 color = vColor * texel.rgb;
  float fade = 0.0;
  for (int i = 0; i < 8; i++) {
    fade += exp(-length(vUv - float(i) * 0.3)) * 0.25;
    if (fade > 1.0) break;
  }
  pixel = vec4(pow(color * exposure * fade, vec3(0.4545)), 0.4 + 0.6 * texel.a);
}`;

/** x, y, z, u, v per vertex. */
export const firstLightVertices = [
  -0.9, -0.8, 0.1, 0, 0, 0.7, -0.9, -0.3, 1, 0, -0.6, 0.8, 0.4, 0, 1, 0.9, 0.6, 0.9, 1, 1,
];
export const firstLightIndices = [0, 1, 2, 2, 1, 3];
export const firstLightView = [
  0.9, 0.1, 0.05, 0.05, -0.1, 0.85, 0.1, -0.1, 0.1, -0.05, 0.7, 0.2, -0.05, 0.02, 0, 1.1,
];

/** 16×16 RGBA texels. */
export function firstLightTexels() {
  const data = new Uint8Array(16 * 16 * 4);
  for (let i = 0; i < 256; i++) {
    const [x, y] = [i & 15, i >> 4];
    data.set([x * 17, y * 17, (x ^ y) & 4 ? 255 : 64, 255 - ((x * y) & 127)], i * 4);
  }
  return data;
}

/** @param {any} gl  a context of 96 × 64 pixels */
export function drawFirstLight(gl) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, firstLightVertex],
    [gl.FRAGMENT_SHADER, firstLightFragment],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS))
      throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, 'position');
  gl.bindAttribLocation(program, 1, 'uv');
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS))
    throw new Error(gl.getProgramInfoLog(program));
  gl.useProgram(program);

  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(firstLightVertices), gl.STATIC_DRAW);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, new Uint16Array(firstLightIndices), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 20, 0);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 20, 12);

  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(
    gl.TEXTURE_2D,
    0,
    gl.RGBA8,
    16,
    16,
    0,
    gl.RGBA,
    gl.UNSIGNED_BYTE,
    firstLightTexels(),
  );
  gl.generateMipmap(gl.TEXTURE_2D);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
  gl.uniformMatrix4fv(gl.getUniformLocation(program, 'view'), false, firstLightView);
  gl.uniform1f(gl.getUniformLocation(program, 'exposure'), 1.25);

  gl.clearColor(0.1, 0.2, 0.3, 1);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  gl.enable(gl.DEPTH_TEST);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
  gl.drawElementsInstanced(gl.TRIANGLES, 6, gl.UNSIGNED_SHORT, 0, 3);
}
