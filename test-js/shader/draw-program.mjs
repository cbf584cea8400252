// SPDX-License-Identifier: MIT
// Draws any program with made-up data: triangles all over a small frame, every attribute, uniform,
// block and texture filled from a generator of pseudo-random numbers. What it shows means nothing; that
// both back ends, and both builds, show the same does.

export const size = 32;
const vertexCount = 48;

/** Numbers in [0, 1), the same everywhere. @param {number} seed */
function randomFrom(seed) {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** Close to the identity, so that chains of matrices keep things in sight. */
function matrix(columns, rows, random) {
  return Array.from({ length: columns * rows }, (_, i) => {
    const diagonal = Math.floor(i / rows) === i % rows;
    return (diagonal ? 0.9 : 0) + (random() - 0.5) * 0.15;
  });
}

/**
 * Numbers for what has this name: the same whatever else a program declares, and in which order.
 * @param {number} seed @param {string} name
 */
function randomOf(seed, name) {
  let hash = seed;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) >>> 0;
  return randomFrom(hash);
}

/** @param {any} gl @param {any} program @param {number} seed */
function fillAttributes(gl, program, seed) {
  const count = gl.getProgramParameter(program, gl.ACTIVE_ATTRIBUTES);
  const active = Array.from({ length: count }, (_, i) => gl.getActiveAttrib(program, i));
  for (const { name, type } of active) {
    const location = gl.getAttribLocation(program, name);
    if (location < 0) continue; // gl_VertexID
    const random = randomOf(seed, name);
    const columns = { [gl.FLOAT_MAT2]: 2, [gl.FLOAT_MAT3]: 3, [gl.FLOAT_MAT4]: 4 }[type];
    if (columns !== undefined) {
      const values = matrix(columns, 4, random);
      for (let c = 0; c < columns; c++)
        gl.vertexAttrib4fv(location + c, values.slice(c * 4, c * 4 + 4));
      continue;
    }
    const integer = [gl.INT, gl.INT_VEC2, gl.INT_VEC3, gl.INT_VEC4].includes(type);
    const unsigned = [
      gl.UNSIGNED_INT,
      gl.UNSIGNED_INT_VEC2,
      gl.UNSIGNED_INT_VEC3,
      gl.UNSIGNED_INT_VEC4,
    ].includes(type);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.enableVertexAttribArray(location);
    if (integer || unsigned) {
      const data = Uint32Array.from({ length: vertexCount * 4 }, () => random() * 4);
      gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
      gl.vertexAttribIPointer(location, 4, unsigned ? gl.UNSIGNED_INT : gl.INT, 0, 0);
    } else {
      const w = (/** @type {number} */ at) => (at % 4 === 3 ? 1 : random() * 2.4 - 1.2);
      gl.bufferData(
        gl.ARRAY_BUFFER,
        Float32Array.from({ length: vertexCount * 4 }, (_, at) => w(at)),
        gl.STATIC_DRAW,
      );
      gl.vertexAttribPointer(location, 4, gl.FLOAT, false, 0, 0);
    }
  }
}

/** How a sampler's texture is made: target, format, type, kind of elements. @param {any} gl */
function samplerKinds(gl) {
  const color = [
    gl.createVertexArray ? gl.RGBA8 : gl.RGBA,
    gl.RGBA,
    gl.UNSIGNED_BYTE,
    Uint8Array,
    4,
    256,
  ];
  const depth = [
    gl.DEPTH_COMPONENT16,
    gl.DEPTH_COMPONENT,
    gl.UNSIGNED_SHORT,
    Uint16Array,
    1,
    65536,
  ];
  const ints = [gl.RGBA32I, gl.RGBA_INTEGER, gl.INT, Int32Array, 4, 4];
  const uints = [gl.RGBA32UI, gl.RGBA_INTEGER, gl.UNSIGNED_INT, Uint32Array, 4, 4];
  const [d2, cube, d3, array] = [
    gl.TEXTURE_2D,
    gl.TEXTURE_CUBE_MAP,
    gl.TEXTURE_3D,
    gl.TEXTURE_2D_ARRAY,
  ];
  return new Map([
    [gl.SAMPLER_2D, [d2, color]],
    [gl.SAMPLER_CUBE, [cube, color]],
    [gl.SAMPLER_3D, [d3, color]],
    [gl.SAMPLER_2D_ARRAY, [array, color]],
    [gl.SAMPLER_2D_SHADOW, [d2, depth]],
    [gl.SAMPLER_CUBE_SHADOW, [cube, depth]],
    [gl.SAMPLER_2D_ARRAY_SHADOW, [array, depth]],
    [gl.INT_SAMPLER_2D, [d2, ints]],
    [gl.INT_SAMPLER_CUBE, [cube, ints]],
    [gl.INT_SAMPLER_3D, [d3, ints]],
    [gl.INT_SAMPLER_2D_ARRAY, [array, ints]],
    [gl.UNSIGNED_INT_SAMPLER_2D, [d2, uints]],
    [gl.UNSIGNED_INT_SAMPLER_CUBE, [cube, uints]],
    [gl.UNSIGNED_INT_SAMPLER_3D, [d3, uints]],
    [gl.UNSIGNED_INT_SAMPLER_2D_ARRAY, [array, uints]],
  ]);
}

/** @param {any} gl @param {any} kind @param {number} unit @param {() => number} random */
function bindTexture(
  gl,
  [target, [internal, format, type, Elements, components, range]],
  unit,
  random,
) {
  const edge = 8;
  const texels = (/** @type {number} */ count) =>
    Elements.from({ length: count * components }, () => random() * range);
  gl.activeTexture(gl.TEXTURE0 + unit);
  gl.bindTexture(target, gl.createTexture());
  if (target === gl.TEXTURE_3D || target === gl.TEXTURE_2D_ARRAY) {
    gl.texImage3D(target, 0, internal, edge, edge, edge, 0, format, type, texels(edge ** 3));
  } else {
    const faces = target === gl.TEXTURE_CUBE_MAP ? 6 : 1;
    const first = target === gl.TEXTURE_CUBE_MAP ? gl.TEXTURE_CUBE_MAP_POSITIVE_X : target;
    for (let face = 0; face < faces; face++) {
      gl.texImage2D(first + face, 0, internal, edge, edge, 0, format, type, texels(edge ** 2));
    }
  }
  if (Elements === Uint8Array) {
    gl.generateMipmap(target);
    return;
  }
  const filter = format === gl.DEPTH_COMPONENT ? gl.LINEAR : gl.NEAREST;
  gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, filter);
  gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, filter);
  if (format === gl.DEPTH_COMPONENT)
    gl.texParameteri(target, gl.TEXTURE_COMPARE_MODE, gl.COMPARE_REF_TO_TEXTURE);
}

/** @param {any} gl @param {any} program @param {number} seed */
export function fillUniforms(gl, program, seed) {
  const kinds = samplerKinds(gl);
  const setters = new Map([
    [gl.FLOAT, ['1f', 1]],
    [gl.FLOAT_VEC2, ['2f', 2]],
    [gl.FLOAT_VEC3, ['3f', 3]],
    [gl.FLOAT_VEC4, ['4f', 4]],
    [gl.INT, ['1i', 1]],
    [gl.INT_VEC2, ['2i', 2]],
    [gl.INT_VEC3, ['3i', 3]],
    [gl.INT_VEC4, ['4i', 4]],
    [gl.BOOL, ['1i', 1]],
    [gl.BOOL_VEC2, ['2i', 2]],
    [gl.BOOL_VEC3, ['3i', 3]],
    [gl.BOOL_VEC4, ['4i', 4]],
    [gl.UNSIGNED_INT, ['1ui', 1]],
    [gl.UNSIGNED_INT_VEC2, ['2ui', 2]],
    [gl.UNSIGNED_INT_VEC3, ['3ui', 3]],
    [gl.UNSIGNED_INT_VEC4, ['4ui', 4]],
  ]);
  const matrices = new Map([
    [gl.FLOAT_MAT2, [2, 2]],
    [gl.FLOAT_MAT3, [3, 3]],
    [gl.FLOAT_MAT4, [4, 4]],
    [gl.FLOAT_MAT2x3, [2, 3]],
    [gl.FLOAT_MAT2x4, [2, 4]],
    [gl.FLOAT_MAT3x2, [3, 2]],
    [gl.FLOAT_MAT3x4, [3, 4]],
    [gl.FLOAT_MAT4x2, [4, 2]],
    [gl.FLOAT_MAT4x3, [4, 3]],
  ]);
  let unit = 0;
  const count = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS);
  const active = Array.from({ length: count }, (_, i) => gl.getActiveUniform(program, i));
  for (const { name, type, size: length } of active) {
    const location = gl.getUniformLocation(program, name);
    if (location === null) continue; // of a block
    const random = randomOf(seed, name);
    if (kinds.has(type)) {
      const units = Array.from({ length }, () => unit++);
      for (const each of units) bindTexture(gl, kinds.get(type), each, random);
      gl.uniform1iv(location, units);
    } else if (matrices.has(type)) {
      const [columns, rows] = /** @type {number[]} */ (matrices.get(type));
      const values = Array.from({ length }, () => matrix(columns, rows, random)).flat();
      const suffix = columns === rows ? `${columns}` : `${columns}x${rows}`;
      gl[`uniformMatrix${suffix}fv`](location, false, values);
    } else {
      const [suffix, components] = /** @type {[string, number]} */ (setters.get(type));
      const scale = suffix.endsWith('f') ? 1 : 3;
      gl[`uniform${suffix}v`](
        location,
        Array.from({ length: length * components }, () => random() * scale),
      );
    }
  }
  if (gl.getActiveUniformBlockName === undefined) return; // WebGL 1
  const blocks = gl.getProgramParameter(program, gl.ACTIVE_UNIFORM_BLOCKS);
  const names = Array.from({ length: blocks }, (_, i) => gl.getActiveUniformBlockName(program, i));
  for (const name of names) {
    const block = gl.getUniformBlockIndex(program, name);
    const bytes = gl.getActiveUniformBlockParameter(program, block, gl.UNIFORM_BLOCK_DATA_SIZE);
    gl.bindBufferBase(gl.UNIFORM_BUFFER, block, gl.createBuffer());
    gl.bufferData(
      gl.UNIFORM_BUFFER,
      Float32Array.from({ length: bytes / 4 }, randomOf(seed, name)),
      gl.STATIC_DRAW,
    );
    gl.uniformBlockBinding(program, block, block);
  }
}

/**
 * @param {any} gl  of a fresh context, `size` pixels square
 * @param {{ vertex: string, fragment: string }} sources @param {number} seed
 * @returns {string | null} what went wrong
 */
export function drawProgram(gl, { vertex, fragment }, seed) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) return gl.getShaderInfoLog(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return gl.getProgramInfoLog(program);
  gl.useProgram(program);
  fillAttributes(gl, program, seed);
  fillUniforms(gl, program, seed);
  gl.clearColor(0.25, 0.5, 0.75, 0.5);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  gl.enable(gl.DEPTH_TEST);
  gl.drawArrays(gl.TRIANGLES, 0, vertexCount);
  const error = gl.getError();
  return error === 0 ? null : `error 0x${error.toString(16)}`;
}
