// SPDX-License-Identifier: MIT
// The scenes that both contenders draw, written against plain WebGL 2 and three.js: nothing here knows
// where it runs. Each is { name, width, height, create(gl, canvas, THREE) → draw(frame) }.
import { createStandardScene } from '../../examples/scenes/standard.mjs';
import { effects, makeProgram, QUAD_VERTEX } from './effects.mjs';

function checkerTexture(gl, size) {
  const data = new Uint8Array(size * size * 4);
  for (let i = 0; i < size * size; i++) {
    const [x, y] = [i % size, (i / size) | 0];
    const on = ((x >> 4) ^ (y >> 4)) & 1;
    data.set([on ? 230 : 40, (x * 255) / size, (y * 255) / size, 255], i * 4);
  }
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, size, size, 0, gl.RGBA, gl.UNSIGNED_BYTE, data);
  gl.generateMipmap(gl.TEXTURE_2D);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
}

/** A full-screen pass per frame with `time` as its only uniform variable. */
function fullScreen(name, fragment, prepare = (_gl) => {}) {
  return {
    name,
    width: 640,
    height: 480,
    create(gl) {
      const program = makeProgram(
        gl,
        QUAD_VERTEX,
        `#version 300 es
precision highp float;
precision highp int;
in vec2 uv;
out vec4 pixel;
uniform float time;
${fragment}`,
      );
      prepare(gl);
      const time = gl.getUniformLocation(program, 'time');
      return (frame) => {
        gl.uniform1f(time, frame * 0.02);
        gl.drawArrays(gl.TRIANGLES, 0, 3);
      };
    },
  };
}

const FBM = `
float hash(vec2 p) {
  p = fract(p * vec2(123.34, 456.21));
  p += dot(p, p + 45.32);
  return fract(p.x * p.y);
}
float noise(vec2 p) {
  vec2 i = floor(p), f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x),
             mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}
void main() {
  vec2 p = uv * 6.0 + time;
  float sum = 0.0, amplitude = 0.5;
  for (int i = 0; i < 6; i++) { sum += amplitude * noise(p); p = p * 2.03 + 1.7; amplitude *= 0.5; }
  pixel = vec4(sum, sum * sum, sqrt(sum), 1.0);
}`;

const RAY_MARCH = `
float map(vec3 p) {
  vec3 q = abs(fract(p * 0.5) * 2.0 - 1.0);
  return min(length(q - 0.5) - 0.33, p.y + 1.2);
}
void main() {
  vec2 p = uv * 2.0 - 1.0;
  vec3 origin = vec3(0.0, 0.4, time), ray = normalize(vec3(p.x * 1.33, p.y, 1.5));
  float t = 0.0;
  int steps = 0;
  for (int i = 0; i < 64; i++) {
    float d = map(origin + ray * t);
    if (d < 0.002 || t > 20.0) break;
    t += d * 0.8;
    steps = i;
  }
  float shade = t > 20.0 ? 0.0 : exp(-0.15 * t);
  pixel = vec4(shade, shade * float(steps) / 64.0, 1.0 - shade, 1.0);
}`;

function mesh100k() {
  return {
    name: 'mesh 100k triangles',
    width: 640,
    height: 480,
    create(gl) {
      const [columns, rows] = [250, 200];
      const positions = new Float32Array((columns + 1) * (rows + 1) * 3);
      let at = 0;
      for (let j = 0; j <= rows; j++) {
        for (let i = 0; i <= columns; i++) {
          const [u, v] = [(i / columns) * 2 - 1, (j / rows) * 2 - 1];
          positions.set([u, v, 0.15 * Math.sin(u * 9) * Math.cos(v * 7)], at);
          at += 3;
        }
      }
      const indices = new Uint32Array(columns * rows * 6);
      at = 0;
      for (let j = 0; j < rows; j++) {
        for (let i = 0; i < columns; i++) {
          const a = j * (columns + 1) + i;
          indices.set([a, a + 1, a + columns + 1, a + columns + 1, a + 1, a + columns + 2], at);
          at += 6;
        }
      }
      const program = makeProgram(
        gl,
        `#version 300 es
in vec3 position;
uniform float time;
out vec3 normal;
void main() {
  float c = cos(time), s = sin(time);
  vec3 n = normalize(vec3(-1.35 * cos(position.x * 9.0) * cos(position.y * 7.0),
                          1.05 * sin(position.x * 9.0) * sin(position.y * 7.0), 1.0));
  mat3 turn = mat3(c, 0, -s, 0, 1, 0, s, 0, c);
  normal = turn * n;
  vec3 p = turn * position;
  gl_Position = vec4(p.xy * 0.95, p.z * 0.5, 1.0 + 0.3 * p.z);
}`,
        `#version 300 es
precision highp float;
in vec3 normal;
out vec4 pixel;
void main() {
  vec3 n = normalize(normal);
  float diffuse = max(dot(n, normalize(vec3(0.4, 0.6, 0.7))), 0.0);
  float specular = pow(max(dot(n, normalize(vec3(0.2, 0.4, 0.9))), 0.0), 32.0);
  pixel = vec4(vec3(0.1, 0.12, 0.2) + diffuse * vec3(0.7, 0.6, 0.4) + specular * 0.5, 1.0);
}`,
      );
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bufferData(gl.ARRAY_BUFFER, positions, gl.STATIC_DRAW);
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STATIC_DRAW);
      const position = gl.getAttribLocation(program, 'position');
      gl.enableVertexAttribArray(position);
      gl.vertexAttribPointer(position, 3, gl.FLOAT, false, 0, 0);
      gl.enable(gl.DEPTH_TEST);
      const time = gl.getUniformLocation(program, 'time');
      return (frame) => {
        gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
        gl.uniform1f(time, 0.3 + frame * 0.01);
        gl.drawElements(gl.TRIANGLES, indices.length, gl.UNSIGNED_INT, 0);
      };
    },
  };
}

function blend50() {
  return {
    name: '50 blended layers',
    width: 640,
    height: 480,
    create(gl) {
      const program = makeProgram(
        gl,
        QUAD_VERTEX,
        `#version 300 es
precision highp float;
uniform vec4 color;
out vec4 pixel;
void main() { pixel = color; }`,
      );
      const color = gl.getUniformLocation(program, 'color');
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
      return (frame) => {
        gl.clear(gl.COLOR_BUFFER_BIT);
        for (let i = 0; i < 50; i++) {
          gl.uniform4f(color, ((i * 37 + frame) % 50) / 50, ((i * 17) % 50) / 50, (i % 7) / 7, 0.1);
          gl.drawArrays(gl.TRIANGLES, 0, 3);
        }
      };
    },
  };
}

const threeDemo = {
  name: 'three.js demo',
  width: 640,
  height: 480,
  attributes: { antialias: true },
  create(_gl, canvas, THREE) {
    const renderer = new THREE.WebGLRenderer({
      canvas,
      antialias: true,
      preserveDrawingBuffer: true,
    });
    renderer.setSize(640, 480, false);
    renderer.shadowMap.enabled = true;
    const { scene, camera, turn } = createStandardScene(THREE, 640 / 480);
    return (frame) => {
      turn(frame * 0.02);
      renderer.render(scene, camera);
    };
  },
};

export const scenes = [
  fullScreen('fill', 'void main() { pixel = vec4(0.2, 0.4, fract(time), 1.0); }'),
  fullScreen(
    'textured quad, mip-mapped',
    `uniform sampler2D map;
void main() { pixel = texture(map, vec2(uv.x, uv.y) / (0.15 + uv.y) * 3.0 + time); }`,
    (gl) => checkerTexture(gl, 512),
  ),
  fullScreen('fbm', FBM),
  fullScreen('ray-march, divergent', RAY_MARCH),
  mesh100k(),
  blend50(),
  threeDemo,
  ...effects,
];
