// SPDX-License-Identifier: MIT
// What ogl draws for its tests: meshes, points of their own sizes and a post-processing pass.
import {
  Box,
  Camera,
  Geometry,
  Mesh,
  Post,
  Program,
  Renderer,
  Sphere,
  Torus,
  Transform,
} from 'ogl';

const [width, height] = [160, 120];

const litVertex = `
attribute vec3 position; attribute vec3 normal; attribute vec2 uv;
uniform mat4 modelViewMatrix, projectionMatrix; uniform mat3 normalMatrix;
varying vec3 vNormal; varying vec2 vUv;
void main() {
  vUv = uv;
  vNormal = normalMatrix * normal;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;
const litFragment = `
precision highp float;
varying vec3 vNormal; varying vec2 vUv;
void main() {
  float light = max(dot(normalize(vNormal), normalize(vec3(-0.3, 0.8, 0.6))), 0.0);
  gl_FragColor = vec4(vec3(vUv, 0.8) * (0.3 + 0.7 * light), 1.0);
}`;

const pointVertex = `
attribute vec3 position;
uniform mat4 modelViewMatrix, projectionMatrix;
void main() {
  vec4 eye = modelViewMatrix * vec4(position, 1.0);
  gl_Position = projectionMatrix * eye;
  gl_PointSize = 40.0 / length(eye.xyz);
}`;
const pointFragment = `
precision highp float;
void main() {
  gl_FragColor = vec4(gl_PointCoord, 0.5, smoothstep(0.5, 0.4, length(gl_PointCoord - 0.5)));
}`;

/** @param {Record<string, any>} canvas */
function makeScene(canvas) {
  const renderer = new Renderer({
    canvas: /** @type {any} */ (canvas),
    width,
    height,
    dpr: 1,
    antialias: true,
  });
  const { gl } = renderer;
  gl.clearColor(0.2, 0.4, 0.6, 1);
  const camera = new Camera(gl, { fov: 35, aspect: width / height });
  camera.position.set(0, 1, 7);
  camera.lookAt([0, 0, 0]);
  const scene = new Transform();
  const lit = new Program(gl, { vertex: litVertex, fragment: litFragment });
  [new Torus(gl), new Sphere(gl, { radius: 0.7 }), new Box(gl)].forEach((geometry, i) => {
    const mesh = new Mesh(gl, { geometry, program: lit });
    mesh.position.set((i - 1) * 1.6, 0, 0);
    mesh.rotation.set(0.4, 0.6, 0);
    mesh.setParent(scene);
  });
  const data = new Float32Array(90).map((_, i) => ((i * 37) % 41) / 10 - 2);
  const points = new Geometry(gl, { position: { size: 3, data } });
  const program = new Program(gl, {
    vertex: pointVertex,
    fragment: pointFragment,
    transparent: true,
    depthWrite: false,
  });
  new Mesh(gl, { mode: gl.POINTS, geometry: points, program }).setParent(scene);
  return { renderer, gl, scene, camera };
}

/** @param {any} canvas  of 160 × 120 pixels */
export function drawOglScene(canvas) {
  const { renderer, scene, camera } = makeScene(canvas);
  renderer.render({ scene, camera });
}

/** @param {any} canvas  of 160 × 120 pixels */
export function drawOglPost(canvas) {
  const { gl, scene, camera } = makeScene(canvas);
  const post = new Post(gl, { width, height, dpr: 1 });
  post.addPass({
    fragment: `precision highp float; uniform sampler2D tMap; varying vec2 vUv;
      void main() { gl_FragColor = vec4(texture2D(tMap, vUv + vec2(0.0, 0.02)).bgr, 1.0); }`,
  });
  post.render({ scene, camera });
}
