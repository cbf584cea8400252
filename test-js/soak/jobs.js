// SPDX-License-Identifier: MIT
// What the soak does again and again: everything that takes memory and gives it back, by explicit calls
// and by dropping the last reference. Three contexts live all along; each cycle ends with them empty.
import { createCanvas, createContext } from 'nogpu';
import * as THREE from 'three';
import { Random } from '../fuzz/random.js';
import { assertDraws } from '../fuzz/triangle.js';

/** three.js reports shaders that do not compile, and GL errors, on the console. */
THREE.setConsoleFunction((/** @type {string} */ type, /** @type {any[]} */ ...message) => {
  if (type !== 'log') throw new Error(message.join(' '));
});

const nextTask = () => new Promise((resolve) => setTimeout(resolve, 0));

/** @param {number} width @param {number} height */
function makeRenderer(width, height) {
  const canvas = createCanvas(width, height);
  const renderer = new THREE.WebGLRenderer({ canvas, antialias: true });
  renderer.setSize(width, height, false);
  renderer.shadowMap.enabled = true;
  return { canvas, renderer };
}

export class Soak {
  constructor() {
    this.steady = makeRenderer(120, 90);
    this.fragile = makeRenderer(64, 48);
    this.raw = createContext(32, 32);
    this.cycles = 0;
  }

  /** One round of all jobs. */
  async cycle() {
    const random = new Random(this.cycles++);
    renderScene(random, this.steady.renderer);
    this.resize(random);
    await this.loseAndRestore(random);
    makeContexts(random);
    compilePrograms(random, this.raw);
    upload(random, this.raw);
    if (this.cycles % 4 === 0) dropRenderer(random);
  }

  /** @param {Random} random */
  resize(random) {
    const { canvas, renderer } = this.steady;
    renderer.setSize(20 + random.below(200), 20 + random.below(150), false);
    renderScene(random, renderer);
    canvas.width = 160;
    canvas.height = 120;
    renderer.setSize(120, 90, false);
  }

  /** @param {Random} random */
  async loseAndRestore(random) {
    const { renderer } = this.fragile;
    renderer.forceContextLoss();
    await nextTask();
    await nextTask();
    renderer.forceContextRestore();
    await nextTask();
    await nextTask();
    if (renderer.getContext().isContextLost()) throw new Error('the context was not restored');
    renderScene(random, renderer);
  }

  /** What is alive in the whole module, and the size of its memory, in bytes. */
  memory() {
    const info = this.raw.getMemoryInfo();
    return { live: info.module.live, linearMemory: info.linearMemory };
  }

  destroy() {
    for (const { renderer, canvas } of [this.steady, this.fragile]) {
      renderer.dispose();
      canvas.destroy();
    }
    this.raw.destroy();
  }
}

/** @param {Random} random */
function makeTexture(random) {
  const size = random.pick([8, 32, 128]);
  const data = new Uint8Array(size * size * 4).map((_, i) => (i * 37) & 255);
  const texture = new THREE.DataTexture(data, size, size);
  texture.generateMipmaps = random.once(2);
  texture.minFilter = texture.generateMipmaps ? THREE.LinearMipmapLinearFilter : THREE.LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

/** @param {Random} random @param {any[]} disposables */
function makeMaterial(random, disposables) {
  const Material = random.pick([
    THREE.MeshBasicMaterial,
    THREE.MeshLambertMaterial,
    THREE.MeshPhongMaterial,
    THREE.MeshStandardMaterial,
    THREE.MeshPhysicalMaterial,
    THREE.MeshToonMaterial,
    THREE.MeshNormalMaterial,
  ]);
  const material = /** @type {any} */ (new Material());
  if (material.color !== undefined && random.once(2)) {
    material.map = makeTexture(random);
    disposables.push(material.map);
  }
  material.transparent = random.once(3);
  if (random.once(3)) {
    // A program of its own: other text, other code.
    const value = (random.below(1000) / 1000).toFixed(3);
    material.onBeforeCompile = (/** @type {any} */ shader) => {
      shader.fragmentShader = shader.fragmentShader.replace(
        '#include <dithering_fragment>',
        `gl_FragColor.b *= ${value};\n#include <dithering_fragment>`,
      );
    };
    material.customProgramCacheKey = () => `soak ${value}`;
  }
  disposables.push(material);
  return material;
}

/** Makes a scene, draws it to a target and to the canvas, and disposes of all. @param {Random} random @param {any} renderer */
function renderScene(random, renderer) {
  /** @type {any[]} */
  const disposables = [];
  const scene = new THREE.Scene();
  const camera = new THREE.PerspectiveCamera(50, 4 / 3, 0.1, 50);
  camera.position.set(3, 4, 7);
  camera.lookAt(0, 0, 0);
  if (random.once(2)) scene.fog = new THREE.Fog(0x8090a0, 5, 20);
  const sun = new THREE.DirectionalLight(0xffffff, 2);
  sun.castShadow = random.once(2);
  sun.shadow.mapSize.set(128, 128);
  sun.position.set(3, 5, 2);
  scene.add(sun, new THREE.HemisphereLight(0x8899aa, 0x443322));
  disposables.push(sun);
  for (let i = 0; i < 3; i++) {
    const geometry = random.pick([
      () => new THREE.BoxGeometry(),
      () => new THREE.SphereGeometry(0.8, 16, 12),
      () => new THREE.TorusKnotGeometry(0.6, 0.2, 48, 8),
    ])();
    const mesh = new THREE.Mesh(geometry, makeMaterial(random, disposables));
    mesh.position.set(i * 1.8 - 1.8, random.below(3) - 1, 0);
    mesh.castShadow = mesh.receiveShadow = true;
    scene.add(mesh);
    disposables.push(geometry);
  }
  const box = new THREE.BoxGeometry(0.2, 0.2, 0.2);
  const many = new THREE.InstancedMesh(box, makeMaterial(random, disposables), 40);
  const place = new THREE.Matrix4();
  for (let i = 0; i < 40; i++)
    many.setMatrixAt(i, place.setPosition((i % 8) - 4, -1, (i >> 3) - 2));
  scene.add(many);
  disposables.push(box, many);

  const target = new THREE.WebGLRenderTarget(64, 48, { samples: random.pick([0, 4]) });
  if (random.once(2)) target.depthTexture = new THREE.DepthTexture(64, 48);
  disposables.push(target, ...(target.depthTexture === null ? [] : [target.depthTexture]));
  renderer.setRenderTarget(target);
  renderer.render(scene, camera);
  renderer.setRenderTarget(null);
  renderer.render(scene, camera);
  // three.js has one table for all physical materials; each renderer that uses it listens for its end, and
  // so lives as long as the table does.
  for (const one of disposables) {
    if (one.isMaterial) renderer.properties.get(one).uniforms?.dfgLUT?.value?.dispose();
  }
  for (const one of disposables) one.dispose();
  renderer.renderLists.dispose();
}

/** Contexts that are destroyed, and some that are dropped. @param {Random} random */
function makeContexts(random) {
  for (let i = 0; i < 4; i++) {
    const gl = createContext(16 + random.below(200), 16 + random.below(200));
    assertDraws(gl);
    if (i % 2 === 0) gl.destroy();
  }
}

/** A three.js renderer that nobody disposes of; its context goes with the canvas. @param {Random} random */
function dropRenderer(random) {
  const { canvas, renderer } = makeRenderer(64, 48);
  renderScene(random, renderer);
  canvas.destroy();
}

/** Programs that are deleted, and some that are dropped. @param {Random} random @param {any} gl */
function compilePrograms(random, gl) {
  for (let i = 0; i < 6; i++) {
    const program = gl.createProgram();
    const shaders = [
      [
        gl.VERTEX_SHADER,
        '#version 300 es\nin vec4 p; out vec4 c; void main() { c = p; gl_Position = p; }',
      ],
      [
        gl.FRAGMENT_SHADER,
        `#version 300 es\nprecision highp float; in vec4 c; out vec4 o; void main() { o = sin(c * ${random.below(1e6)}.0); }`,
      ],
    ].map(([type, source]) => {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
      return shader;
    });
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error('a program did not link');
    gl.useProgram(program);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.useProgram(null);
    if (i % 2 === 0) for (const shader of shaders) gl.deleteShader(shader);
    if (i % 2 === 0) gl.deleteProgram(program);
  }
}

/** Large contents, deleted and dropped. @param {Random} random @param {any} gl */
function upload(random, gl) {
  const bytes = new Uint8Array((1 + random.below(8)) << 20);
  for (let i = 0; i < 2; i++) {
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, bytes, gl.STATIC_DRAW);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    const size = bytes.length >= 4 << 20 ? 1024 : 512;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, size, size, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.bindTexture(gl.TEXTURE_2D, null);
    if (i === 0) gl.deleteBuffer(buffer);
    if (i === 0) gl.deleteTexture(texture);
  }
}
