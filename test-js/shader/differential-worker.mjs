// SPDX-License-Identifier: MIT
// A realm with one back end that draws programs of random-program.mjs as they come: a message with
// programs in, for each { problem, words } out: RGBA32UI pixels of a small picture.
import { parentPort, workerData } from 'node:worker_threads';
import { createCanvas, init, ShaderInspector } from '../../js/core.js';
import { randomFrom } from './random-program.mjs';

await init({ interpret: workerData.interpret });

const size = 16;
/** Contexts do not live for ever: what one program leaves behind must not change the next. */
const PROGRAMS_PER_CONTEXT = 100;

/** @typedef {{ vertex: string, fragment: string }} Sources */
/** @typedef {{ problem: string | null, words: Uint32Array }} Drawn */

/** Floats of every size, by name. @param {string} name @param {number} count */
function floatsFor(name, count) {
  let seed = 7;
  for (const letter of name) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) >>> 0;
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => (random() - 0.4) * (random() < 0.2 ? 40 : 2));
}

/** Shapes of the uniforms in random-program.mjs, by GL type: setter and components. @param {any} gl */
const setters = (gl) =>
  new Map([
    [gl.FLOAT, ['uniform1fv', 1]], [gl.FLOAT_VEC2, ['uniform2fv', 2]], [gl.FLOAT_VEC3, ['uniform3fv', 3]],
    [gl.FLOAT_VEC4, ['uniform4fv', 4]], [gl.INT, ['uniform1iv', 1]], [gl.INT_VEC2, ['uniform2iv', 2]],
    [gl.INT_VEC3, ['uniform3iv', 3]], [gl.INT_VEC4, ['uniform4iv', 4]],
    [gl.UNSIGNED_INT, ['uniform1uiv', 1]], [gl.UNSIGNED_INT_VEC2, ['uniform2uiv', 2]],
    [gl.UNSIGNED_INT_VEC3, ['uniform3uiv', 3]], [gl.UNSIGNED_INT_VEC4, ['uniform4uiv', 4]],
    [gl.BOOL, ['uniform1iv', 1]], [gl.BOOL_VEC2, ['uniform2iv', 2]], [gl.BOOL_VEC3, ['uniform3iv', 3]],
    [gl.BOOL_VEC4, ['uniform4iv', 4]], [gl.FLOAT_MAT2, ['uniformMatrix2fv', 4]],
    [gl.FLOAT_MAT3, ['uniformMatrix3fv', 9]], [gl.FLOAT_MAT4, ['uniformMatrix4fv', 16]],
    [gl.FLOAT_MAT2x3, ['uniformMatrix2x3fv', 6]], [gl.FLOAT_MAT4x2, ['uniformMatrix4x2fv', 8]],
    [gl.FLOAT_MAT3x2, ['uniformMatrix3x2fv', 6]], [gl.FLOAT_MAT2x4, ['uniformMatrix2x4fv', 8]],
    [gl.FLOAT_MAT3x4, ['uniformMatrix3x4fv', 12]], [gl.FLOAT_MAT4x3, ['uniformMatrix4x3fv', 12]],
  ]); // prettier-ignore

/** Texture of each sampler: target, internal format, format, type, elements. @param {any} gl */
const textures = (gl) => ({
  t2: [gl.TEXTURE_2D, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, Uint8Array],
  t3: [gl.TEXTURE_3D, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, Uint8Array],
  tc: [gl.TEXTURE_CUBE_MAP, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, Uint8Array],
  ta: [gl.TEXTURE_2D_ARRAY, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, Uint8Array],
  th: [gl.TEXTURE_2D, gl.DEPTH_COMPONENT16, gl.DEPTH_COMPONENT, gl.UNSIGNED_SHORT, Uint16Array],
  tch: [gl.TEXTURE_CUBE_MAP, gl.DEPTH_COMPONENT16, gl.DEPTH_COMPONENT, gl.UNSIGNED_SHORT, Uint16Array],
  ti: [gl.TEXTURE_2D, gl.RGBA32I, gl.RGBA_INTEGER, gl.INT, Int32Array],
  tu: [gl.TEXTURE_3D, gl.RGBA32UI, gl.RGBA_INTEGER, gl.UNSIGNED_INT, Uint32Array],
}); // prettier-ignore

/** @param {any} gl */
function bindTextures(gl) {
  Object.entries(textures(gl)).forEach(
    ([name, [target, internal, format, type, Elements]], unit) => {
      const random = randomFrom(unit + 1);
      const components = format === gl.DEPTH_COMPONENT ? 1 : 4;
      const range = Elements === Uint8Array ? 256 : 65536;
      const texels = (/** @type {number} */ count) =>
        Elements.from({ length: count * components }, () => random() * range);
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(target, gl.createTexture());
      const [edge, other] = name === 'ti' ? [5, 7] : [8, name === 'tc' || name === 'tch' ? 8 : 4];
      for (let level = 0; edge >> level > 0; level++) {
        const [w, h] = [edge >> level, Math.max(other >> level, 1)];
        if (target === gl.TEXTURE_3D || target === gl.TEXTURE_2D_ARRAY) {
          const depth = target === gl.TEXTURE_3D ? h : 3;
          gl.texImage3D(
            target,
            level,
            internal,
            w,
            h,
            depth,
            0,
            format,
            type,
            texels(w * h * depth),
          );
        } else {
          const cube = target === gl.TEXTURE_CUBE_MAP;
          for (let face = 0; face < (cube ? 6 : 1); face++) {
            const at = cube ? gl.TEXTURE_CUBE_MAP_POSITIVE_X + face : target;
            gl.texImage2D(at, level, internal, w, h, 0, format, type, texels(w * h));
          }
        }
      }
      const filtered = internal === gl.RGBA8;
      const depth = format === gl.DEPTH_COMPONENT;
      const minify = filtered
        ? gl.LINEAR_MIPMAP_LINEAR
        : depth
          ? gl.LINEAR_MIPMAP_NEAREST
          : gl.NEAREST_MIPMAP_NEAREST;
      gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, minify);
      gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, filtered || depth ? gl.LINEAR : gl.NEAREST);
      gl.texParameteri(target, gl.TEXTURE_WRAP_S, gl.MIRRORED_REPEAT);
      if (depth) gl.texParameteri(target, gl.TEXTURE_COMPARE_MODE, gl.COMPARE_REF_TO_TEXTURE);
    },
  );
}

/** Context with target, geometry and textures. */
function prepare() {
  const canvas = createCanvas(size, size);
  const gl = /** @type {any} */ (canvas.getContext('webgl2', { antialias: false, depth: false }));
  const target = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, target);
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA32UI, size, size);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, target);
  // A square of two triangles, and two small ones on top whose quads are partly covered.
  const corners = [
    -1, -1, 1, -1, -1, 1, -1, 1, 1, -1, 1, 1, -0.9, -0.7, 0.3, 0.9, -0.1, -0.8, 0.2, 0.1, 0.9, 0.3,
    0.7, -0.6,
  ];
  const vertices = corners.length / 2;
  const positions = [];
  for (let i = 0; i < vertices; i++)
    positions.push(corners[i * 2], corners[i * 2 + 1], 0, 1 + (i % 3) * 0.25);
  const data = [
    [
      0,
      Float32Array.from(
        positions.map((x, at) => (at % 4 < 2 ? x * positions[at - (at % 4) + 3] : x)),
      ),
    ],
    [1, Float32Array.from(floatsFor('data', vertices * 4))],
    [2, Int32Array.from(floatsFor('numbers', vertices * 4), (x) => x * 20)],
  ];
  for (const [location, values] of /** @type {Array<[number, Float32Array | Int32Array]>} */ (
    data
  )) {
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(location);
    if (location === 2) gl.vertexAttribIPointer(location, 4, gl.INT, 0, 0);
    else gl.vertexAttribPointer(location, 4, gl.FLOAT, false, 0, 0);
  }
  bindTextures(gl);
  gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, gl.createBuffer());
  gl.bufferData(gl.UNIFORM_BUFFER, Float32Array.from(floatsFor('block', 256)), gl.STATIC_DRAW);
  return { canvas, gl, vertices, setters: setters(gl), samplers: Object.keys(textures(gl)) };
}

/** @typedef {ReturnType<typeof prepare>} Stand */

/** @param {Stand} stand @param {any} program */
function fillUniforms({ gl, setters, samplers }, program) {
  const count = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS);
  for (let i = 0; i < count; i++) {
    const { name, type, size: length } = gl.getActiveUniform(program, i);
    const location = gl.getUniformLocation(program, name);
    if (location === null) continue;
    if (samplers.includes(name)) {
      gl.uniform1i(location, samplers.indexOf(name));
      continue;
    }
    const [setter, components] = /** @type {[string, number]} */ (setters.get(type));
    const values = floatsFor(name, length * components);
    if (setter.startsWith('uniformMatrix')) gl[setter](location, false, values);
    else if (setter.endsWith('iv'))
      gl[setter](
        location,
        values.map((x) => x * 10),
      );
    else gl[setter](location, values);
  }
}

/** @param {Stand} stand @param {Sources} sources @returns {Drawn} */
function draw(stand, { vertex, fragment }) {
  const { gl } = stand;
  const words = new Uint32Array(size * size * 4);
  const fail = (/** @type {string} */ problem) => ({ problem, words });
  const program = gl.createProgram();
  const shaders = [];
  try {
    for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
      const shader = gl.createShader(type);
      shaders.push(shader);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) return fail(gl.getShaderInfoLog(shader));
      gl.attachShader(program, shader);
    } // prettier-ignore
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS))
      return fail(gl.getProgramInfoLog(program));
    gl.useProgram(program);
    fillUniforms(stand, program);
    gl.clearBufferuiv(gl.COLOR, 0, [1, 2, 3, 4]);
    gl.drawArrays(gl.TRIANGLES, 0, stand.vertices);
    gl.readPixels(0, 0, size, size, gl.RGBA_INTEGER, gl.UNSIGNED_INT, words);
    const error = gl.getError();
    return error === 0 ? { problem: null, words } : fail(`GL error ${error}`);
  } catch (error) {
    return fail(String(/** @type {any} */ (error).stack));
  } finally {
    gl.useProgram(null);
    gl.deleteProgram(program);
    for (const shader of shaders) gl.deleteShader(shader);
  }
}

/** The same program through its regenerated text. @param {Sources} sources @returns {Sources} */
function regenerate({ vertex, fragment }) {
  const inspector = new ShaderInspector(vertex, fragment);
  try {
    return { vertex: inspector.glsl('vertex'), fragment: inspector.glsl('fragment') };
  } finally {
    inspector.dispose();
  }
}

let stand = prepare();
let drawn = 0;
parentPort?.on('message', ({ programs, again }) => {
  const results = programs.map((/** @type {Sources} */ sources) => {
    if (++drawn % PROGRAMS_PER_CONTEXT === 0) {
      stand.canvas.destroy();
      stand = prepare();
    }
    const first = draw(stand, sources);
    if (!again || first.problem !== null) return first;
    return draw(stand, regenerate(sources));
  });
  parentPort?.postMessage(results);
});
