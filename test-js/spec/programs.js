// SPDX-License-Identifier: MIT
// Shaders, programs, uniforms, uniform blocks and attributes: WebGL 1.0 §5.14.9, §5.14.10; WebGL 2.0
// §3.7.7, §3.7.8, §3.7.16; ES 3.0 §2.9, §2.12.
import { feedback } from './buffers.js';
import { link } from './link.js';
import { ENUM, NONE, OPERATION, scene, TYPE, VALUE } from './rows.js';

/** @param {string} name */
const limit = (name) => (gl) => gl.getParameter(gl[name]);

const FRAGMENT = 'precision highp float; out vec4 c; void main() { c = vec4(1); }';

/** Types of uniforms, with the suffix of the methods that set them. */
const TYPES = {
  float: '1f', vec2: '2f', vec3: '3f', vec4: '4f',
  int: '1i', ivec2: '2i', ivec3: '3i', ivec4: '4i',
  uint: '1ui', uvec2: '2ui', uvec3: '3ui', uvec4: '4ui',
  bool: '1b', bvec2: '2b', bvec3: '3b', bvec4: '4b',
  mat2: '2', mat3: '3', mat4: '4', mat2x3: '2x3', mat2x4: '2x4', mat3x2: '3x2', mat3x4: '3x4', mat4x2: '4x2', mat4x3: '4x3',
  sampler2D: 'sampler', isampler3D: 'sampler', samplerCube: 'sampler',
}; // prettier-ignore
const isMatrix = (type) => type.startsWith('mat');

/** One uniform of each type, and an array of each that is no sampler. @param {any} gl */
function uniforms(gl) {
  const names = Object.keys(TYPES);
  const declared = names
    .map((type) => `uniform highp ${type} u_${type};`)
    .join('\n')
    .replaceAll('highp b', 'b');
  const arrays = names.filter((type) => !type.includes('ampler')).map((type) => `uniform ${type.startsWith('b') ? '' : 'highp '}${type} a_${type}[2];`);
  const use = (expression, type) => {
    if (type.includes('ampler')) return `vec4(texture(${expression}, ${type === 'sampler2D' ? 'vec2' : 'vec3'}(0)))`;
    if (isMatrix(type)) return `vec4(${expression}[0][0])`;
    return `vec4(${/\d$/.test(type) ? `${expression}.x` : expression})`;
  };
  const sums = names.map((type) => use(`u_${type}`, type)).concat(names.filter((type) => !type.includes('ampler')).map((type) => use(`a_${type}[1]`, type)));
  const program = link(
    gl,
    `void main() { gl_Position = vec4(1); }`,
    `precision highp float; precision highp int; precision highp sampler3D; precision highp isampler3D;\n${declared}\n${arrays.join('\n')}\nout vec4 c; void main() { c = ${sums.join(' + ')}; }`,
  );
  gl.useProgram(program);
  const s = { program };
  for (const type of names) {
    s[type] = gl.getUniformLocation(program, `u_${type}`);
    s[`${type}[]`] = gl.getUniformLocation(program, `a_${type}`);
  }
  return s;
}

/** Which types a method sets. */
function accepts(method, type) {
  const kind = TYPES[type];
  if (method.startsWith('uniformMatrix')) return method === `uniformMatrix${kind}fv`;
  const suffix = method.slice('uniform'.length).replace(/v$/, '');
  if (kind === 'sampler') return suffix === '1i';
  if (isMatrix(type)) return false;
  return kind.endsWith('b') ? suffix[0] === kind[0] : suffix === kind;
}

const scalars = ['f', 'i', 'ui'].flatMap((kind) => [1, 2, 3, 4].map((count) => `uniform${count}${kind}`));
const vectors = scalars.map((name) => `${name}v`);
const matrices = Object.keys(TYPES)
  .filter(isMatrix)
  .map((type) => `uniformMatrix${TYPES[type]}fv`);
const setters = [...scalars, ...vectors, ...matrices];

/** Numbers a setter takes for one element. */
function elements(method) {
  const [columns, rows = columns] = method.match(/\d/g).map(Number);
  return method.startsWith('uniformMatrix') ? columns * rows : columns;
}

/** Calls a setter with `count` elements, 0 of each. */
function set(gl, method, location, count = 1, ...rest) {
  const values = Array(elements(method) * count).fill(0);
  if (scalars.includes(method)) return gl[method](location, ...values);
  if (matrices.includes(method)) return gl[method](location, false, values, ...rest);
  return gl[method](location, values, ...rest);
}

const shaderMethods = ['compileShader', 'getShaderInfoLog', 'getShaderSource'];
const programMethods = ['getAttachedShaders', 'getProgramInfoLog', 'linkProgram', 'validateProgram'];
/** The arguments after the program of methods that ask a program. */
const asking = {
  getActiveAttrib: [0],
  getActiveUniform: [0],
  getAttribLocation: ['name'],
  getFragDataLocation: ['name'],
  getUniformLocation: ['name'],
  getProgramParameter: [0x8b82],
  getTransformFeedbackVarying: [0],
  getActiveUniformBlockName: [0],
  getActiveUniformBlockParameter: [0, 0x8a3f],
  getActiveUniforms: [[0], 0x8a37],
  getUniformBlockIndex: ['name'],
  getUniformIndices: [['name']],
  uniformBlockBinding: [0, 0],
  bindAttribLocation: [0, 'name'],
  transformFeedbackVaryings: [['name'], 0x8c8c],
};

/** Shaders and programs in several states. @param {any} gl */
function objects(gl) {
  const s = {
    vertex: gl.createShader(gl.VERTEX_SHADER),
    fragment: gl.createShader(gl.FRAGMENT_SHADER),
    program: gl.createProgram(),
    linked: link(gl, 'in vec4 a; uniform vec4 u; uniform B { vec4 m; }; out vec4 v; void main() { v = a; gl_Position = a + u + m; }', FRAGMENT),
    failed: link(gl, 'void main() { broken }', FRAGMENT),
    deletedShader: gl.createShader(gl.VERTEX_SHADER),
    deletedProgram: gl.createProgram(),
  };
  gl.deleteShader(s.deletedShader);
  gl.deleteProgram(s.deletedProgram);
  return s;
}

const long = 'x'.repeat(1025);

export const programs = [
  scene('shaders and programs', objects, [
    ...[...shaderMethods, 'getShaderParameter', 'shaderSource'].map((method) => [
      method,
      VALUE,
      'a deleted shader',
      (gl, s) => gl[method](s.deletedShader, method === 'shaderSource' ? '' : gl.SHADER_TYPE),
    ]),
    ...programMethods.map((method) => [method, VALUE, 'a deleted program', (gl, s) => gl[method](s.deletedProgram)]),
    ...Object.entries(asking).map(([method, given]) => [method, VALUE, 'a deleted program', (gl, s) => gl[method](s.deletedProgram, ...given)]),
    ...[
      'getAttribLocation',
      'getFragDataLocation',
      'getUniformLocation',
      'getActiveUniformBlockName',
      'getActiveUniformBlockParameter',
      'getActiveUniforms',
      'getUniformBlockIndex',
      'getUniformIndices',
      'uniformBlockBinding',
    ].flatMap((method) => [
      [method, OPERATION, 'never linked', (gl, s) => gl[method](s.program, ...asking[method])],
      [method, OPERATION, 'failed to link', (gl, s) => gl[method](s.failed, ...asking[method])],
    ]),
    ['useProgram', VALUE, 'a deleted program', (gl, s) => gl.useProgram(s.deletedProgram)],
    ['useProgram', OPERATION, 'never linked', (gl, s) => gl.useProgram(s.program)],
    ['useProgram', OPERATION, 'failed to link', (gl, s) => gl.useProgram(s.failed)],
    ['useProgram', NONE, 'linked', (gl, s) => gl.useProgram(s.linked)],
    ['useProgram', NONE, 'null', (gl) => gl.useProgram(null)],
    [
      'useProgram',
      NONE,
      'deleted while current',
      (gl, s) => {
        gl.useProgram(s.linked);
        gl.deleteProgram(s.linked);
        gl.useProgram(s.linked);
        return gl.getProgramParameter(s.linked, gl.DELETE_STATUS);
      },
      true,
    ],
    ['createProgram', NONE, 'always', (gl) => gl.createProgram() instanceof Object, true],
    ...['ZERO', 'PROGRAM', 'RGBA'].map((name) => ['createShader', ENUM, name, (gl) => gl.createShader(gl[name])]),
    ['createShader', ENUM, 'GEOMETRY_SHADER', (gl) => gl.createShader(0x8dd9)],
    ['createShader', ENUM, 'COMPUTE_SHADER', (gl) => gl.createShader(0x91b9)],
    ['createShader', NONE, 'VERTEX_SHADER', (gl) => gl.createShader(gl.VERTEX_SHADER) instanceof Object, true],
    ['attachShader', OPERATION, 'attached already', (gl, s) => (gl.attachShader(s.program, s.vertex), () => gl.attachShader(s.program, s.vertex))],
    [
      'attachShader',
      OPERATION,
      'another of the same type',
      (gl, s) => (gl.attachShader(s.program, s.vertex), () => gl.attachShader(s.program, gl.createShader(gl.VERTEX_SHADER))),
    ],
    ['attachShader', VALUE, 'a deleted shader', (gl, s) => gl.attachShader(s.program, s.deletedShader)],
    ['attachShader', VALUE, 'a deleted program', (gl, s) => gl.attachShader(s.deletedProgram, s.vertex)],
    ['detachShader', OPERATION, 'not attached', (gl, s) => gl.detachShader(s.program, s.vertex)],
    ['detachShader', VALUE, 'a deleted shader', (gl, s) => gl.detachShader(s.program, s.deletedShader)],
    ['detachShader', VALUE, 'a deleted program', (gl, s) => gl.detachShader(s.deletedProgram, s.vertex)],
    [
      'detachShader',
      NONE,
      'deleted while attached',
      (gl, s) => {
        gl.attachShader(s.program, s.vertex);
        gl.deleteShader(s.vertex);
        gl.detachShader(s.program, s.vertex);
        return gl.isShader(s.vertex);
      },
      false,
    ],
    [
      'compileShader',
      NONE,
      'what does not compile',
      (gl, s) => {
        gl.shaderSource(s.vertex, 'broken');
        gl.compileShader(s.vertex);
        return gl.getShaderParameter(s.vertex, gl.COMPILE_STATUS);
      },
      false,
    ],
    [
      'shaderSource',
      NONE,
      'leaves COMPILE_STATUS',
      (gl, s) => {
        gl.shaderSource(s.fragment, `#version 300 es\n${FRAGMENT}`);
        gl.compileShader(s.fragment);
        gl.shaderSource(s.fragment, 'broken');
        return gl.getShaderParameter(s.fragment, gl.COMPILE_STATUS);
      },
      true,
    ],
    [
      'shaderSource',
      NONE,
      'characters that GLSL does not have',
      (gl, s) => {
        gl.shaderSource(s.vertex, 'ä€😀\0"');
        return gl.getShaderSource(s.vertex);
      },
      'ä€😀\0"',
    ],
    ['linkProgram', NONE, 'nothing attached', (gl, s) => (gl.linkProgram(s.program), gl.getProgramParameter(s.program, gl.LINK_STATUS)), false],
    ['validateProgram', NONE, 'never linked', (gl, s) => (gl.validateProgram(s.program), gl.getProgramParameter(s.program, gl.VALIDATE_STATUS)), false],
    ['validateProgram', NONE, 'linked', (gl, s) => gl.validateProgram(s.linked)],
    ['getAttachedShaders', NONE, 'none', (gl, s) => gl.getAttachedShaders(s.program), []],
    ['getAttachedShaders', NONE, 'two', (gl, s) => gl.getAttachedShaders(s.linked).length, 2],
    ['getProgramInfoLog', NONE, 'new', (gl, s) => gl.getProgramInfoLog(s.program), ''],
    ['getShaderInfoLog', NONE, 'new', (gl, s) => gl.getShaderInfoLog(s.vertex), ''],
    ['getShaderSource', NONE, 'new', (gl, s) => gl.getShaderSource(s.vertex), ''],
    ...['ZERO', 'LINK_STATUS', 'VERTEX_SHADER'].map((name) => ['getShaderParameter', ENUM, name, (gl, s) => gl.getShaderParameter(s.vertex, gl[name])]),
    ...[0x8b84, 0x8b88, 0x91b1].map((pname) => ['getShaderParameter', ENUM, `pname ${pname}, not of WebGL`, (gl, s) => gl.getShaderParameter(s.vertex, pname)]),
    ...['ZERO', 'COMPILE_STATUS', 'SHADER_TYPE', 'CURRENT_PROGRAM'].map((name) => [
      'getProgramParameter',
      ENUM,
      name,
      (gl, s) => gl.getProgramParameter(s.program, gl[name]),
    ]),
    // INFO_LOG_LENGTH, ACTIVE_*_MAX_LENGTH, PROGRAM_BINARY_*, …
    ...[0x8b84, 0x8b87, 0x8b8a, 0x8a35, 0x8c76, 0x8741, 0x8257, 0x91b1].map((pname) => [
      'getProgramParameter',
      ENUM,
      `pname ${pname}, not of WebGL`,
      (gl, s) => gl.getProgramParameter(s.linked, pname),
    ]),
    ...['VERTEX_SHADER', 'FRAGMENT_SHADER'].map((name) => [
      'getShaderPrecisionFormat',
      ENUM,
      `${name}, precisiontype 0`,
      (gl) => gl.getShaderPrecisionFormat(gl[name], 0),
    ]),
    ['getShaderPrecisionFormat', ENUM, 'precisiontype FLOAT', (gl) => gl.getShaderPrecisionFormat(gl.VERTEX_SHADER, gl.FLOAT)],
    ['getShaderPrecisionFormat', ENUM, 'shadertype 0', (gl) => gl.getShaderPrecisionFormat(0, gl.HIGH_FLOAT)],
    ...['Program', 'Shader'].flatMap((kind) => [
      [`delete${kind}`, NONE, 'null', (gl) => gl[`delete${kind}`](null)],
      [`delete${kind}`, NONE, 'twice', (gl, s) => gl[`delete${kind}`](s[`deleted${kind}`])],
      [`is${kind}`, NONE, 'null', (gl) => gl[`is${kind}`](null), false],
      [`is${kind}`, NONE, 'new', (gl, s) => gl[`is${kind}`](kind === 'Shader' ? s.vertex : s.program), true],
      [`is${kind}`, NONE, 'deleted', (gl, s) => gl[`is${kind}`](s[`deleted${kind}`]), false],
    ]),
    ['isShader', NONE, 'deleted while attached', (gl, s) => (gl.attachShader(s.program, s.vertex), gl.deleteShader(s.vertex), gl.isShader(s.vertex)), true],

    ['bindAttribLocation', VALUE, 'index', (gl, s) => gl.bindAttribLocation(s.program, gl.getParameter(gl.MAX_VERTEX_ATTRIBS), 'a')],
    ['bindAttribLocation', VALUE, 'index -1', (gl, s) => gl.bindAttribLocation(s.program, -1, 'a')],
    ['bindAttribLocation', VALUE, 'a name of 1025 characters', (gl, s) => gl.bindAttribLocation(s.program, 0, long)],
    ['bindAttribLocation', NONE, 'a name of 1024 characters', (gl, s) => gl.bindAttribLocation(s.program, 0, long.slice(1))],
    ...['a"', 'a$', 'a`', 'a@', "a'", 'a\\', 'ä'].map((name) => [
      'bindAttribLocation',
      VALUE,
      `the name ${name}`,
      (gl, s) => gl.bindAttribLocation(s.program, 0, name),
    ]),
    ...['gl_a', 'webgl_a', '_webgl_a'].map((name) => [
      'bindAttribLocation',
      OPERATION,
      `the name ${name}`,
      (gl, s) => gl.bindAttribLocation(s.program, 0, name),
    ]),
    ['bindAttribLocation', NONE, 'an unknown name', (gl, s) => gl.bindAttribLocation(s.program, 0, 'nobody')],
    ...['getAttribLocation', 'getUniformLocation'].flatMap((method) => [
      [method, VALUE, 'a name of 1025 characters', (gl, s) => gl[method](s.linked, long)],
      ...['a"', 'a$', 'a`', 'a@', "a'", 'ä'].map((name) => [method, VALUE, `the name ${name}`, (gl, s) => gl[method](s.linked, name)]),
      ...['gl_a', 'webgl_a', '_webgl_a', 'nobody', '', 'u[', 'u[ 0]', 'u[-1]', 'u[00]'].map((name) => [
        method,
        NONE,
        `the name ${name}`,
        (gl, s) => gl[method](s.linked, name),
        method === 'getAttribLocation' ? -1 : null,
      ]),
    ]),
    ['getUniformLocation', NONE, 'a member of a block', (gl, s) => gl.getUniformLocation(s.linked, 'm'), null],
    ['getFragDataLocation', NONE, 'an unknown name', (gl, s) => gl.getFragDataLocation(s.linked, 'nobody'), -1],
    ['getFragDataLocation', NONE, 'an output', (gl, s) => gl.getFragDataLocation(s.linked, 'c'), 0],
    ...['getActiveAttrib', 'getActiveUniform'].flatMap((method) => [
      [method, VALUE, 'index', (gl, s) => gl[method](s.linked, 2)],
      [method, VALUE, 'index 2^32 - 1', (gl, s) => gl[method](s.linked, 0xffffffff)],
      [method, VALUE, 'never linked', (gl, s) => gl[method](s.program, 0)],
    ]),
    ['getTransformFeedbackVarying', VALUE, 'index', (gl, s) => gl.getTransformFeedbackVarying(s.linked, 0)],
    ['getTransformFeedbackVarying', OPERATION, 'never linked', (gl, s) => gl.getTransformFeedbackVarying(s.program, 0)],
    ['transformFeedbackVaryings', ENUM, 'bufferMode 0', (gl, s) => gl.transformFeedbackVaryings(s.program, ['v'], 0)],
    ['transformFeedbackVaryings', ENUM, 'bufferMode TRANSFORM_FEEDBACK', (gl, s) => gl.transformFeedbackVaryings(s.program, ['v'], gl.TRANSFORM_FEEDBACK)],
    [
      'transformFeedbackVaryings',
      VALUE,
      'too many apart',
      (gl, s) =>
        gl.transformFeedbackVaryings(
          s.program,
          Array.from({ length: gl.getParameter(gl.MAX_TRANSFORM_FEEDBACK_SEPARATE_ATTRIBS) + 1 }, (_, i) => `v${i}`),
          gl.SEPARATE_ATTRIBS,
        ),
    ],
    [
      'transformFeedbackVaryings',
      NONE,
      'many together',
      (gl, s) => gl.transformFeedbackVaryings(s.program, ['a', 'b', 'c', 'd', 'e', 'f'], gl.INTERLEAVED_ATTRIBS),
    ],
    [
      'transformFeedbackVaryings',
      NONE,
      'unknown names: linking fails',
      (gl, s) => {
        gl.transformFeedbackVaryings(s.linked, ['nobody'], gl.INTERLEAVED_ATTRIBS);
        gl.linkProgram(s.linked);
        return gl.getProgramParameter(s.linked, gl.LINK_STATUS);
      },
      false,
    ],
    ['transformFeedbackVaryings', TYPE, 'names that are no list', (gl, s) => gl.transformFeedbackVaryings(s.program, 7, gl.INTERLEAVED_ATTRIBS)],

    ['getUniformBlockIndex', NONE, 'unknown', (gl, s) => gl.getUniformBlockIndex(s.linked, 'nobody'), 0xffffffff],
    ['getUniformBlockIndex', NONE, 'known', (gl, s) => gl.getUniformBlockIndex(s.linked, 'B'), 0],
    ['getUniformIndices', NONE, 'known and unknown', (gl, s) => gl.getUniformIndices(s.linked, ['nobody', 'm']).map((i) => i === 0xffffffff), [true, false]],
    ['getActiveUniforms', VALUE, 'index', (gl, s) => gl.getActiveUniforms(s.linked, [0, 2], gl.UNIFORM_TYPE)],
    ['getActiveUniforms', ENUM, 'pname 0', (gl, s) => gl.getActiveUniforms(s.linked, [0], 0)],
    ['getActiveUniforms', ENUM, 'pname UNIFORM_NAME_LENGTH', (gl, s) => gl.getActiveUniforms(s.linked, [0], 0x8a39)],
    ['getActiveUniforms', ENUM, 'pname UNIFORM_BLOCK_BINDING', (gl, s) => gl.getActiveUniforms(s.linked, [0], gl.UNIFORM_BLOCK_BINDING)],
    ['getActiveUniforms', NONE, 'none', (gl, s) => gl.getActiveUniforms(s.linked, [], gl.UNIFORM_TYPE), []],
    ['getActiveUniformBlockName', VALUE, 'index', (gl, s) => gl.getActiveUniformBlockName(s.linked, 1)],
    ['getActiveUniformBlockName', NONE, 'a name', (gl, s) => gl.getActiveUniformBlockName(s.linked, 0), 'B'],
    ['getActiveUniformBlockParameter', VALUE, 'index', (gl, s) => gl.getActiveUniformBlockParameter(s.linked, 1, gl.UNIFORM_BLOCK_BINDING)],
    ['getActiveUniformBlockParameter', ENUM, 'pname 0', (gl, s) => gl.getActiveUniformBlockParameter(s.linked, 0, 0)],
    ['getActiveUniformBlockParameter', ENUM, 'pname UNIFORM_BLOCK_NAME_LENGTH', (gl, s) => gl.getActiveUniformBlockParameter(s.linked, 0, 0x8a41)],
    ['getActiveUniformBlockParameter', ENUM, 'pname UNIFORM_TYPE', (gl, s) => gl.getActiveUniformBlockParameter(s.linked, 0, gl.UNIFORM_TYPE)],
    ['uniformBlockBinding', VALUE, 'index', (gl, s) => gl.uniformBlockBinding(s.linked, 1, 0)],
    ['uniformBlockBinding', VALUE, 'binding', (gl, s) => gl.uniformBlockBinding(s.linked, 0, gl.getParameter(gl.MAX_UNIFORM_BUFFER_BINDINGS))],
    ['uniformBlockBinding', NONE, 'the last', (gl, s) => gl.uniformBlockBinding(s.linked, 0, gl.getParameter(gl.MAX_UNIFORM_BUFFER_BINDINGS) - 1)],
    ['getUniform', OPERATION, 'a location of another program', (gl, s) => gl.getUniform(s.failed, gl.getUniformLocation(s.linked, 'u'))],
    [
      'getUniform',
      OPERATION,
      'a location of an earlier link',
      (gl, s) => {
        const location = gl.getUniformLocation(s.linked, 'u');
        gl.linkProgram(s.linked);
        return () => gl.getUniform(s.linked, location);
      },
    ],
    ['getUniform', OPERATION, 'never linked', (gl, s) => gl.getUniform(s.program, gl.getUniformLocation(s.linked, 'u'))],
    ['getUniform', VALUE, 'a deleted program', (gl, s) => gl.getUniform(s.deletedProgram, gl.getUniformLocation(s.linked, 'u'))],
    ['getUniform', TYPE, 'null', (gl, s) => gl.getUniform(s.linked, null)],
    ...setters.map((method) => [method, OPERATION, 'no current program', (gl, s) => set(gl, method, gl.getUniformLocation(s.linked, 'u'))]),
    ...setters.map((method) => [method, NONE, 'null without a program', (gl) => set(gl, method, null)]),
  ]),

  scene('a program that takes part in transform feedback', feedback, [
    ['linkProgram', OPERATION, 'active', (gl, s) => gl.linkProgram(s.program)],
    ['linkProgram', OPERATION, 'paused', (gl, s) => (gl.pauseTransformFeedback(), () => gl.linkProgram(s.program))],
    ['useProgram', OPERATION, 'active', (gl) => gl.useProgram(null)],
    ['useProgram', NONE, 'paused', (gl) => (gl.pauseTransformFeedback(), gl.useProgram(null))],
  ]),

  scene(
    'uniforms of every type',
    uniforms,
    [
      ...setters.flatMap((method) =>
        Object.keys(TYPES).map((type) => [method, accepts(method, type) ? NONE : OPERATION, type, (gl, s) => set(gl, method, s[type])]),
      ),
      ...setters.map((method) => [method, NONE, 'null', (gl) => set(gl, method, null)]),
      ...setters.map((method) => [method, NONE, 'undefined', (gl) => set(gl, method, undefined)]),
      ...[...vectors, ...matrices].flatMap((method) => {
        const type = Object.keys(TYPES).find((name) => accepts(method, name));
        const data = (count) => Array(count).fill(0);
        const given = (values, ...rest) => (matrices.includes(method) ? [false, values, ...rest] : [values, ...rest]);
        const n = elements(method);
        return [
          [method, VALUE, 'no values', (gl, s) => gl[method](s[type], ...given([]))],
          [
            method,
            VALUE,
            'no values, typed',
            (gl, s) => gl[method](s[type], ...given(new (/ui/.test(method) ? Uint32Array : /iv/.test(method) ? Int32Array : Float32Array)(0))),
          ],
          ...(n > 1
            ? [
                [method, VALUE, 'too few values', (gl, s) => gl[method](s[type], ...given(data(n - 1)))],
                [method, VALUE, 'no multiple', (gl, s) => gl[method](s[`${type}[]`], ...given(data(n + 1)))],
                [method, VALUE, 'too few from srcOffset on', (gl, s) => gl[method](s[type], ...given(data(n), 1))],
              ]
            : []),
          [method, VALUE, 'srcOffset past the list', (gl, s) => gl[method](s[type], ...given(data(n), n + 1))],
          [method, VALUE, 'srcOffset at the end', (gl, s) => gl[method](s[type], ...given(data(n), n))],
          [method, VALUE, 'srcOffset + srcLength past the list', (gl, s) => gl[method](s[type], ...given(data(n), 0, n + 1))],
          [method, OPERATION, 'two elements to one', (gl, s) => gl[method](s[type], ...given(data(2 * n)))],
          [method, NONE, 'two elements to an array', (gl, s) => gl[method](s[`${type}[]`], ...given(data(2 * n)))],
          [method, NONE, 'more elements than the array has', (gl, s) => gl[method](s[`${type}[]`], ...given(data(5 * n)))],
          [method, NONE, 'srcOffset and srcLength', (gl, s) => gl[method](s[type], ...given(data(3 * n), n, n))],
          [method, NONE, 'null: nothing is looked at', (gl) => gl[method](null, ...given([], 3, 7))],
          [method, TYPE, 'a number', (gl, s) => gl[method](s[type], ...given(7))],
          [method, TYPE, 'a DataView', (gl, s) => gl[method](s[type], ...given(new DataView(new ArrayBuffer(4 * n))))],
        ];
      }),
      ...matrices.map((method) => [
        method,
        NONE,
        'transposed',
        (gl, s) => gl[method](s[Object.keys(TYPES).find((type) => accepts(method, type))], true, Array(elements(method)).fill(0)),
      ]),
      ...['sampler2D', 'isampler3D', 'samplerCube'].flatMap((type) => [
        ['uniform1i', VALUE, `${type} -1`, (gl, s) => gl.uniform1i(s[type], -1)],
        ['uniform1i', VALUE, `${type} above the limit`, (gl, s) => gl.uniform1i(s[type], limit('MAX_COMBINED_TEXTURE_IMAGE_UNITS')(gl))],
        ['uniform1i', NONE, `${type}, the last unit`, (gl, s) => gl.uniform1i(s[type], limit('MAX_COMBINED_TEXTURE_IMAGE_UNITS')(gl) - 1)],
        ['uniform1iv', VALUE, `${type} -1`, (gl, s) => gl.uniform1iv(s[type], [-1])],
        ['uniform1iv', VALUE, `${type} above the limit`, (gl, s) => gl.uniform1iv(s[type], [limit('MAX_COMBINED_TEXTURE_IMAGE_UNITS')(gl)])],
      ]),
      ...setters.flatMap((method) => {
        const type = Object.keys(TYPES).find((name) => accepts(method, name));
        return [
          [
            method,
            OPERATION,
            'a location of an earlier link',
            (gl, s) => (gl.linkProgram(s.program), gl.useProgram(s.program), () => set(gl, method, s[type])),
          ],
          [
            method,
            OPERATION,
            'a location of another program',
            (gl, s) => (gl.useProgram(link(gl, 'void main() { gl_Position = vec4(1); }', FRAGMENT)), () => set(gl, method, s[type])),
          ],
        ];
      }),
    ],
    { shared: true },
  ),

  scene('attributes', () => {}, [
    ...[1, 2, 3, 4].flatMap((n) => [
      [`vertexAttrib${n}f`, VALUE, 'index', (gl) => gl[`vertexAttrib${n}f`](gl.getParameter(gl.MAX_VERTEX_ATTRIBS), 1, 2, 3, 4)],
      [`vertexAttrib${n}f`, VALUE, 'index -1', (gl) => gl[`vertexAttrib${n}f`](-1, 1, 2, 3, 4)],
      [`vertexAttrib${n}f`, NONE, 'the last', (gl) => gl[`vertexAttrib${n}f`](gl.getParameter(gl.MAX_VERTEX_ATTRIBS) - 1, 1, 2, 3, 4)],
      [`vertexAttrib${n}fv`, VALUE, 'index', (gl) => gl[`vertexAttrib${n}fv`](gl.getParameter(gl.MAX_VERTEX_ATTRIBS), [1, 2, 3, 4])],
      [`vertexAttrib${n}fv`, VALUE, 'too few values', (gl) => gl[`vertexAttrib${n}fv`](0, Array(n - 1).fill(1))],
      [`vertexAttrib${n}fv`, VALUE, 'too few values, typed', (gl) => gl[`vertexAttrib${n}fv`](0, new Float32Array(n - 1))],
      [
        `vertexAttrib${n}fv`,
        NONE,
        'more values',
        (gl) => (gl[`vertexAttrib${n}fv`](1, [1, 2, 3, 4, 5]), [...gl.getVertexAttrib(1, gl.CURRENT_VERTEX_ATTRIB)]),
        [1, n > 1 ? 2 : 0, n > 2 ? 3 : 0, n > 3 ? 4 : 1],
      ],
      [`vertexAttrib${n}fv`, TYPE, 'a number', (gl) => gl[`vertexAttrib${n}fv`](0, 7)],
    ]),
    ...['vertexAttribI4i', 'vertexAttribI4ui'].flatMap((method) => [
      [method, VALUE, 'index', (gl) => gl[method](gl.getParameter(gl.MAX_VERTEX_ATTRIBS), 1, 2, 3, 4)],
      [
        method,
        NONE,
        'kind of what is answered',
        (gl) => (gl[method](0, 1, 2, 3, 4), gl.getVertexAttrib(0, gl.CURRENT_VERTEX_ATTRIB)),
        /u/.test(method) ? new Uint32Array([1, 2, 3, 4]) : new Int32Array([1, 2, 3, 4]),
      ],
      [`${method}v`, VALUE, 'index', (gl) => gl[`${method}v`](gl.getParameter(gl.MAX_VERTEX_ATTRIBS), [1, 2, 3, 4])],
      [`${method}v`, VALUE, 'too few values', (gl) => gl[`${method}v`](0, [1, 2, 3])],
      [`${method}v`, NONE, 'four values', (gl) => gl[`${method}v`](0, [1, 2, 3, 4])],
      [`${method}v`, TYPE, 'a number', (gl) => gl[`${method}v`](0, 7)],
    ]),
    ...['enableVertexAttribArray', 'disableVertexAttribArray'].flatMap((method) => [
      [method, VALUE, 'index', (gl) => gl[method](gl.getParameter(gl.MAX_VERTEX_ATTRIBS))],
      [method, VALUE, 'index -1', (gl) => gl[method](-1)],
      [method, NONE, 'the last', (gl) => gl[method](gl.getParameter(gl.MAX_VERTEX_ATTRIBS) - 1)],
    ]),
    ['vertexAttribDivisor', VALUE, 'index', (gl) => gl.vertexAttribDivisor(gl.getParameter(gl.MAX_VERTEX_ATTRIBS), 1)],
    ['vertexAttribDivisor', NONE, '2^32 - 1', (gl) => gl.vertexAttribDivisor(0, 0xffffffff)],
    ['getVertexAttrib', VALUE, 'index', (gl) => gl.getVertexAttrib(gl.getParameter(gl.MAX_VERTEX_ATTRIBS), gl.CURRENT_VERTEX_ATTRIB)],
    ['getVertexAttrib', ENUM, 'pname 0', (gl) => gl.getVertexAttrib(0, 0)],
    ['getVertexAttrib', ENUM, 'pname VERTEX_ATTRIB_ARRAY_POINTER', (gl) => gl.getVertexAttrib(0, gl.VERTEX_ATTRIB_ARRAY_POINTER)],
    ['getVertexAttribOffset', VALUE, 'index', (gl) => gl.getVertexAttribOffset(gl.getParameter(gl.MAX_VERTEX_ATTRIBS), gl.VERTEX_ATTRIB_ARRAY_POINTER)],
    ['getVertexAttribOffset', ENUM, 'pname 0', (gl) => gl.getVertexAttribOffset(0, 0)],
    ['getVertexAttribOffset', ENUM, 'pname VERTEX_ATTRIB_ARRAY_SIZE', (gl) => gl.getVertexAttribOffset(0, gl.VERTEX_ATTRIB_ARRAY_SIZE)],
    ['vertexAttribPointer', OPERATION, 'no buffer, offset 4', (gl) => gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 4)],
    ['vertexAttribPointer', NONE, 'no buffer, offset 0', (gl) => gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0)],
    ['vertexAttribIPointer', OPERATION, 'no buffer, offset 4', (gl) => gl.vertexAttribIPointer(0, 4, gl.INT, 0, 4)],
    ['vertexAttribIPointer', NONE, 'no buffer, offset 0', (gl) => gl.vertexAttribIPointer(0, 4, gl.INT, 0, 0)],
  ]),

  scene(
    'a buffer at ARRAY_BUFFER',
    (gl) => gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer()),
    [
      ...['vertexAttribPointer', 'vertexAttribIPointer'].flatMap((method) => [
        [method, VALUE, 'index', { index: limit('MAX_VERTEX_ATTRIBS') }],
        [method, VALUE, 'index -1', { index: -1 }],
        ...[0, 5, -1].map((size) => [method, VALUE, `size ${size}`, { size }]),
        ...['ZERO', 'RGBA', 'FLOAT_VEC4'].map((type) => [method, ENUM, `type ${type}`, { type }]),
        [method, ENUM, 'type DOUBLE', { type: () => 0x140a }],
        [method, ENUM, 'type FIXED', { type: () => 0x140c }],
        [method, VALUE, 'stride -1', { stride: -1 }],
        [method, VALUE, 'stride 256', { stride: 256 }],
        [method, NONE, 'stride 252', { stride: 252 }],
        [method, OPERATION, 'stride no multiple of the type', { stride: 5 }],
        [method, VALUE, 'offset -4', { offset: -4 }],
        [method, OPERATION, 'offset no multiple of the type', { offset: 2 }],
        [method, NONE, 'an offset past the buffer', { offset: 4096 }],
        ...[1, 2, 3, 4].flatMap((size) =>
          ['BYTE', 'UNSIGNED_BYTE', 'SHORT', 'UNSIGNED_SHORT', 'INT', 'UNSIGNED_INT'].map((type) => [method, NONE, `${size} of ${type}`, { size, type }]),
        ),
      ]),
      ...['HALF_FLOAT', 'FLOAT', 'INT_2_10_10_10_REV', 'UNSIGNED_INT_2_10_10_10_REV'].flatMap((type) => [
        ['vertexAttribIPointer', ENUM, `type ${type}`, { type }],
        ['vertexAttribPointer', NONE, `type ${type}`, { type }],
      ]),
      ...['INT_2_10_10_10_REV', 'UNSIGNED_INT_2_10_10_10_REV'].flatMap((type) => [
        ...[1, 2, 3].map((size) => ['vertexAttribPointer', OPERATION, `${size} of ${type}`, { size, type }]),
        ['vertexAttribPointer', OPERATION, `${type}, stride`, { type, stride: 6 }],
        ['vertexAttribPointer', OPERATION, `${type}, offset`, { type, offset: 2 }],
      ]),
      ['vertexAttribPointer', OPERATION, 'HALF_FLOAT, offset', { type: 'HALF_FLOAT', offset: 3 }],
      [
        'vertexAttribIPointer',
        NONE,
        'is not normalized, whatever was before',
        (gl) => {
          gl.vertexAttribPointer(0, 4, gl.BYTE, true, 0, 0);
          gl.vertexAttribIPointer(0, 4, gl.BYTE, 0, 0);
          return [gl.getVertexAttrib(0, gl.VERTEX_ATTRIB_ARRAY_NORMALIZED), gl.getVertexAttrib(0, gl.VERTEX_ATTRIB_ARRAY_INTEGER)];
        },
        [false, true],
      ],
    ],
    {
      calls: {
        vertexAttribPointer: { index: 0, size: 4, type: 'FLOAT', normalized: false, stride: 0, offset: 0 },
        vertexAttribIPointer: { index: 0, size: 4, type: 'INT', stride: 0, offset: 0 },
      },
    },
  ),
];
