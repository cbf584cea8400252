// SPDX-License-Identifier: MIT
// Samplers, queries, sync objects, vertex arrays and transform feedback: WebGL 2.0 §3.7.12 to §3.7.17;
// ES 3.0 §2.10, §2.14, §2.15, §3.8.2, §5.2.
import { feedback } from './buffers.js';
import { ENUM, NONE, OPERATION, scene, TYPE, VALUE } from './rows.js';

/** @param {string} name */
const limit = (name) => (gl) => gl.getParameter(gl[name]);

const QUERIES = ['ANY_SAMPLES_PASSED', 'ANY_SAMPLES_PASSED_CONSERVATIVE', 'TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN'];
const NOT_QUERIES = ['ZERO', 'SAMPLES', 'QUERY_RESULT'];
const SAMPLER_VALUES = {
  TEXTURE_WRAP_S: ['REPEAT', 'CLAMP_TO_EDGE', 'MIRRORED_REPEAT'],
  TEXTURE_WRAP_T: ['REPEAT', 'CLAMP_TO_EDGE', 'MIRRORED_REPEAT'],
  TEXTURE_WRAP_R: ['REPEAT', 'CLAMP_TO_EDGE', 'MIRRORED_REPEAT'],
  TEXTURE_MAG_FILTER: ['NEAREST', 'LINEAR'],
  TEXTURE_MIN_FILTER: ['NEAREST', 'LINEAR', 'NEAREST_MIPMAP_NEAREST', 'NEAREST_MIPMAP_LINEAR', 'LINEAR_MIPMAP_NEAREST', 'LINEAR_MIPMAP_LINEAR'],
  TEXTURE_COMPARE_MODE: ['NONE', 'COMPARE_REF_TO_TEXTURE'],
  TEXTURE_COMPARE_FUNC: ['NEVER', 'LESS', 'EQUAL', 'LEQUAL', 'GREATER', 'NOTEQUAL', 'GEQUAL', 'ALWAYS'],
};
const SAMPLER_WRONG = {
  TEXTURE_WRAP_S: ['LINEAR', 'ZERO'],
  TEXTURE_WRAP_T: ['LINEAR', 'ZERO'],
  TEXTURE_WRAP_R: ['LINEAR', 'ZERO'],
  TEXTURE_MAG_FILTER: ['NEAREST_MIPMAP_NEAREST', 'NEAREST_MIPMAP_LINEAR', 'LINEAR_MIPMAP_NEAREST', 'LINEAR_MIPMAP_LINEAR', 'REPEAT'],
  TEXTURE_MIN_FILTER: ['REPEAT', 'ZERO'],
  TEXTURE_COMPARE_MODE: ['LEQUAL', 'ALWAYS'],
  TEXTURE_COMPARE_FUNC: ['NONE', 'KEEP', 'COMPARE_REF_TO_TEXTURE'],
};
const NOT_OF_SAMPLERS = ['TEXTURE_BASE_LEVEL', 'TEXTURE_MAX_LEVEL', 'TEXTURE_IMMUTABLE_FORMAT', 'TEXTURE_IMMUTABLE_LEVELS', 'TEXTURE_2D', 'ZERO'];

/** What create*, is* and delete* of every kind have in common. */
const kinds = ['Buffer', 'Framebuffer', 'Query', 'Renderbuffer', 'Sampler', 'Texture', 'TransformFeedback', 'VertexArray'];
/** Objects that exist from the start; the others do when they are bound. */
const atOnce = ['Sampler'];

/** One of each, nothing bound or begun. @param {any} gl */
function objects(gl) {
  const s = { sync: gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0), deletedSync: gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0) };
  gl.deleteSync(s.deletedSync);
  for (const kind of kinds) {
    s[kind] = gl[`create${kind}`]();
    s[`deleted${kind}`] = gl[`create${kind}`]();
    gl[`delete${kind}`](s[`deleted${kind}`]);
  }
  return s;
}

/** A program that captures two vec4 apart, two buffers for them. @param {any} gl */
function capturing(gl) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, 'out vec4 v; out vec4 w; void main() { v = w = gl_Position = vec4(1); }'],
    [gl.FRAGMENT_SHADER, 'precision highp float; out vec4 c; void main() { c = vec4(1); }'],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, `#version 300 es\n${source}`);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.transformFeedbackVaryings(program, ['v', 'w'], gl.SEPARATE_ATTRIBS);
  gl.linkProgram(program);
  gl.useProgram(program);
  const buffers = [0, 1].map((i) => {
    const buffer = gl.createBuffer();
    gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, i, buffer);
    gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, 256, gl.STREAM_READ);
    return buffer;
  });
  gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, null);
  return { program, buffers };
}

export const objectRows = [
  scene('one object of each kind', objects, [
    ...kinds.flatMap((kind) => [
      [`create${kind}`, NONE, 'another each time', (gl, s) => gl[`create${kind}`]() !== s[kind], true],
      [`is${kind}`, NONE, 'null', (gl) => gl[`is${kind}`](null), false],
      [`is${kind}`, NONE, 'undefined', (gl) => gl[`is${kind}`](undefined), false],
      [`is${kind}`, NONE, 'new', (gl, s) => gl[`is${kind}`](s[kind]), atOnce.includes(kind)],
      [`is${kind}`, NONE, 'deleted', (gl, s) => gl[`is${kind}`](s[`deleted${kind}`]), false],
      [`is${kind}`, TYPE, 'an object', (gl) => gl[`is${kind}`]({})],
      [`delete${kind}`, NONE, 'null', (gl) => gl[`delete${kind}`](null)],
      [`delete${kind}`, NONE, 'undefined', (gl) => gl[`delete${kind}`](undefined)],
      [`delete${kind}`, NONE, 'deleted', (gl, s) => gl[`delete${kind}`](s[`deleted${kind}`])],
      [`delete${kind}`, TYPE, 'an object', (gl) => gl[`delete${kind}`]({})],
    ]),

    ['bindSampler', NONE, 'the last unit', (gl, s) => gl.bindSampler(limit('MAX_COMBINED_TEXTURE_IMAGE_UNITS')(gl) - 1, s.Sampler)],
    ['bindSampler', NONE, 'null', (gl) => gl.bindSampler(0, null)],
    ['bindSampler', VALUE, 'unit above the limit', (gl, s) => gl.bindSampler(limit('MAX_COMBINED_TEXTURE_IMAGE_UNITS')(gl), s.Sampler)],
    ['bindSampler', VALUE, 'unit above the limit, null', (gl) => gl.bindSampler(limit('MAX_COMBINED_TEXTURE_IMAGE_UNITS')(gl), null)],
    ['bindSampler', VALUE, 'TEXTURE0 is no index', (gl, s) => gl.bindSampler(gl.TEXTURE0, s.Sampler)],
    ['bindSampler', OPERATION, 'a deleted sampler', (gl, s) => gl.bindSampler(0, s.deletedSampler)],
    [
      'deleteSampler',
      NONE,
      'its units become free',
      (gl, s) => {
        gl.bindSampler(0, s.Sampler);
        gl.deleteSampler(s.Sampler);
        return gl.getParameter(gl.SAMPLER_BINDING);
      },
      null,
    ],
    ...['samplerParameteri', 'samplerParameterf'].flatMap((method) => [
      [method, OPERATION, 'a deleted sampler', (gl, s) => gl[method](s.deletedSampler, gl.TEXTURE_WRAP_S, gl.REPEAT)],
      ...Object.entries(SAMPLER_VALUES).flatMap(([pname, values]) =>
        values.map((value) => [
          method,
          NONE,
          `${pname} ${value}`,
          (gl, s) => (gl[method](s.Sampler, gl[pname], gl[value]), gl.getSamplerParameter(s.Sampler, gl[pname]) === gl[value]),
          true,
        ]),
      ),
      ...Object.entries(SAMPLER_WRONG).flatMap(([pname, values]) =>
        values.map((value) => [method, ENUM, `${pname} ${value}`, (gl, s) => gl[method](s.Sampler, gl[pname], gl[value])]),
      ),
      ...NOT_OF_SAMPLERS.map((pname) => [method, ENUM, `pname ${pname}`, (gl, s) => gl[method](s.Sampler, gl[pname], 0)]),
      [method, ENUM, 'anisotropy without its extension', (gl, s) => gl[method](s.Sampler, 0x84fe, 2)],
      [method, NONE, 'TEXTURE_MIN_LOD', (gl, s) => (gl[method](s.Sampler, gl.TEXTURE_MIN_LOD, -7), gl.getSamplerParameter(s.Sampler, gl.TEXTURE_MIN_LOD)), -7],
      [method, NONE, 'TEXTURE_MAX_LOD', (gl, s) => (gl[method](s.Sampler, gl.TEXTURE_MAX_LOD, 7), gl.getSamplerParameter(s.Sampler, gl.TEXTURE_MAX_LOD)), 7],
    ]),
    ['getSamplerParameter', OPERATION, 'a deleted sampler', (gl, s) => gl.getSamplerParameter(s.deletedSampler, gl.TEXTURE_WRAP_S)],
    ...NOT_OF_SAMPLERS.map((pname) => ['getSamplerParameter', ENUM, `pname ${pname}`, (gl, s) => gl.getSamplerParameter(s.Sampler, gl[pname])]),
    ['getSamplerParameter', ENUM, 'anisotropy without its extension', (gl, s) => gl.getSamplerParameter(s.Sampler, 0x84fe)],

    ...NOT_QUERIES.flatMap((target) => [
      ['beginQuery', ENUM, `target ${target}`, (gl, s) => gl.beginQuery(gl[target], s.Query)],
      ['endQuery', ENUM, `target ${target}`, (gl) => gl.endQuery(gl[target])],
      ['getQuery', ENUM, `target ${target}`, (gl) => gl.getQuery(gl[target], gl.CURRENT_QUERY)],
    ]),
    ...['beginQuery', 'endQuery', 'getQuery'].map((method) => [
      method,
      ENUM,
      'TIME_ELAPSED_EXT without its extension',
      (gl, s) => gl[method](0x88bf, method === 'beginQuery' ? s.Query : gl.CURRENT_QUERY),
    ]),
    ...QUERIES.flatMap((target) => [
      ['beginQuery', NONE, target, (gl, s) => (gl.beginQuery(gl[target], s.Query), gl.getQuery(gl[target], gl.CURRENT_QUERY) === s.Query), true],
      ['beginQuery', OPERATION, `a deleted query, ${target}`, (gl, s) => gl.beginQuery(gl[target], s.deletedQuery)],
      [
        'beginQuery',
        OPERATION,
        `another is active, ${target}`,
        (gl, s) => (gl.beginQuery(gl[target], s.Query), () => gl.beginQuery(gl[target], gl.createQuery())),
      ],
      ['beginQuery', OPERATION, `active itself, ${target}`, (gl, s) => (gl.beginQuery(gl[target], s.Query), () => gl.beginQuery(gl[target], s.Query))],
      ['endQuery', OPERATION, `not active, ${target}`, (gl) => gl.endQuery(gl[target])],
      [
        'endQuery',
        OPERATION,
        `ended already, ${target}`,
        (gl, s) => (gl.beginQuery(gl[target], s.Query), gl.endQuery(gl[target]), () => gl.endQuery(gl[target])),
      ],
      ['getQuery', ENUM, `pname 0, ${target}`, (gl) => gl.getQuery(gl[target], 0)],
      ['getQuery', ENUM, `pname QUERY_RESULT, ${target}`, (gl) => gl.getQuery(gl[target], gl.QUERY_RESULT)],
      ['getQuery', NONE, `none, ${target}`, (gl) => gl.getQuery(gl[target], gl.CURRENT_QUERY), null],
      [
        'getQueryParameter',
        OPERATION,
        `active, ${target}`,
        (gl, s) => (gl.beginQuery(gl[target], s.Query), () => gl.getQueryParameter(s.Query, gl.QUERY_RESULT_AVAILABLE)),
      ],
      [
        'getQueryParameter',
        NONE,
        `not available within the task, ${target}`,
        (gl, s) => {
          gl.beginQuery(gl[target], s.Query);
          gl.endQuery(gl[target]);
          return gl.getQueryParameter(s.Query, gl.QUERY_RESULT_AVAILABLE);
        },
        false,
      ],
      [
        'deleteQuery',
        NONE,
        `active: it ends, ${target}`,
        (gl, s) => {
          gl.beginQuery(gl[target], s.Query);
          gl.deleteQuery(s.Query);
          return gl.getQuery(gl[target], gl.CURRENT_QUERY);
        },
        null,
      ],
      ['isQuery', NONE, `begun, ${target}`, (gl, s) => (gl.beginQuery(gl[target], s.Query), gl.isQuery(s.Query)), true],
    ]),
    [
      'beginQuery',
      OPERATION,
      'both kinds of samples',
      (gl, s) => (gl.beginQuery(gl.ANY_SAMPLES_PASSED, s.Query), () => gl.beginQuery(gl.ANY_SAMPLES_PASSED_CONSERVATIVE, gl.createQuery())),
    ],
    [
      'beginQuery',
      OPERATION,
      'a query of another target',
      (gl, s) => {
        gl.beginQuery(gl.ANY_SAMPLES_PASSED, s.Query);
        gl.endQuery(gl.ANY_SAMPLES_PASSED);
        return () => gl.beginQuery(gl.TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN, s.Query);
      },
    ],
    [
      'beginQuery',
      NONE,
      'samples and primitives',
      (gl, s) => {
        gl.beginQuery(gl.ANY_SAMPLES_PASSED, s.Query);
        gl.beginQuery(gl.TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN, gl.createQuery());
      },
    ],
    ['getQueryParameter', OPERATION, 'never begun', (gl, s) => gl.getQueryParameter(s.Query, gl.QUERY_RESULT)],
    ['getQueryParameter', OPERATION, 'deleted', (gl, s) => gl.getQueryParameter(s.deletedQuery, gl.QUERY_RESULT)],
    [
      'getQueryParameter',
      ENUM,
      'pname 0',
      (gl, s) => {
        gl.beginQuery(gl.ANY_SAMPLES_PASSED, s.Query);
        gl.endQuery(gl.ANY_SAMPLES_PASSED);
        return () => gl.getQueryParameter(s.Query, 0);
      },
    ],

    ...['ZERO', 'SYNC_FENCE', 'SIGNALED'].map((name) => ['fenceSync', ENUM, `condition ${name}`, (gl) => gl.fenceSync(gl[name], 0)]),
    ['fenceSync', VALUE, 'flags 1', (gl) => gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 1)],
    ['fenceSync', NONE, 'flags 0', (gl) => gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0) instanceof Object, true],
    ['isSync', NONE, 'new', (gl, s) => gl.isSync(s.sync), true],
    ['isSync', NONE, 'null', (gl) => gl.isSync(null), false],
    ['isSync', NONE, 'deleted', (gl, s) => gl.isSync(s.deletedSync), false],
    ['deleteSync', NONE, 'null', (gl) => gl.deleteSync(null)],
    ['deleteSync', NONE, 'deleted', (gl, s) => gl.deleteSync(s.deletedSync)],
    ['clientWaitSync', VALUE, 'deleted', (gl, s) => gl.clientWaitSync(s.deletedSync, 0, 0)],
    ['clientWaitSync', VALUE, 'flags 2', (gl, s) => gl.clientWaitSync(s.sync, 2, 0)],
    ['clientWaitSync', OPERATION, 'longer than the limit', (gl, s) => gl.clientWaitSync(s.sync, 0, limit('MAX_CLIENT_WAIT_TIMEOUT_WEBGL')(gl) + 1)],
    ['clientWaitSync', NONE, 'not within the task', (gl, s) => gl.clientWaitSync(s.sync, gl.SYNC_FLUSH_COMMANDS_BIT, 0), 0x911b],
    ['waitSync', VALUE, 'deleted', (gl, s) => gl.waitSync(s.deletedSync, 0, -1)],
    ['waitSync', VALUE, 'flags 1', (gl, s) => gl.waitSync(s.sync, 1, -1)],
    ['waitSync', VALUE, 'timeout 0', (gl, s) => gl.waitSync(s.sync, 0, 0)],
    ['waitSync', VALUE, 'timeout 1000', (gl, s) => gl.waitSync(s.sync, 0, 1000)],
    ['waitSync', NONE, 'TIMEOUT_IGNORED', (gl, s) => gl.waitSync(s.sync, 0, gl.TIMEOUT_IGNORED)],
    ['getSyncParameter', VALUE, 'deleted', (gl, s) => gl.getSyncParameter(s.deletedSync, gl.SYNC_STATUS)],
    ...['ZERO', 'SYNC_FENCE', 'SIGNALED'].map((name) => ['getSyncParameter', ENUM, `pname ${name}`, (gl, s) => gl.getSyncParameter(s.sync, gl[name])]),

    ['bindVertexArray', OPERATION, 'deleted', (gl, s) => gl.bindVertexArray(s.deletedVertexArray)],
    ['bindVertexArray', NONE, 'null', (gl) => gl.bindVertexArray(null)],
    ['bindVertexArray', NONE, 'undefined', (gl) => gl.bindVertexArray(undefined)],
    ['isVertexArray', NONE, 'bound', (gl, s) => (gl.bindVertexArray(s.VertexArray), gl.isVertexArray(s.VertexArray)), true],
    [
      'deleteVertexArray',
      NONE,
      'bound: the default one is',
      (gl, s) => {
        gl.bindVertexArray(s.VertexArray);
        gl.deleteVertexArray(s.VertexArray);
        return gl.getParameter(gl.VERTEX_ARRAY_BINDING);
      },
      null,
    ],
    [
      'deleteBuffer',
      NONE,
      'other vertex arrays keep it',
      (gl) => {
        const array = gl.createVertexArray();
        gl.bindVertexArray(array);
        const buffer = gl.createBuffer();
        gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
        gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0);
        gl.bindVertexArray(null);
        gl.deleteBuffer(buffer);
        gl.bindVertexArray(array);
        return gl.getVertexAttrib(0, gl.VERTEX_ATTRIB_ARRAY_BUFFER_BINDING) === buffer;
      },
      true,
    ],

    ...['ZERO', 'TRANSFORM_FEEDBACK_BUFFER', 'ARRAY_BUFFER'].map((target) => [
      'bindTransformFeedback',
      ENUM,
      `target ${target}`,
      (gl, s) => gl.bindTransformFeedback(gl[target], s.TransformFeedback),
    ]),
    ['bindTransformFeedback', NONE, 'null', (gl) => gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, null)],
    ['bindTransformFeedback', OPERATION, 'deleted', (gl, s) => gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, s.deletedTransformFeedback)],
    [
      'isTransformFeedback',
      NONE,
      'bound',
      (gl, s) => (gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, s.TransformFeedback), gl.isTransformFeedback(s.TransformFeedback)),
      true,
    ],
    [
      'deleteTransformFeedback',
      NONE,
      'bound: the default one is',
      (gl, s) => {
        gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, s.TransformFeedback);
        gl.deleteTransformFeedback(s.TransformFeedback);
        return gl.getParameter(gl.TRANSFORM_FEEDBACK_BINDING);
      },
      null,
    ],
    ...['endTransformFeedback', 'pauseTransformFeedback', 'resumeTransformFeedback'].map((method) => [method, OPERATION, 'not active', (gl) => gl[method]()]),
    ['beginTransformFeedback', OPERATION, 'no current program', (gl) => gl.beginTransformFeedback(gl.POINTS)],
  ]),

  scene(
    'samplers, anisotropy, mirrored clamping',
    objects,
    ['samplerParameteri', 'samplerParameterf'].flatMap((method) => [
      [method, VALUE, 'anisotropy 0', (gl, s) => gl[method](s.Sampler, 0x84fe, 0)],
      [method, NONE, 'anisotropy 2', (gl, s) => (gl[method](s.Sampler, 0x84fe, 2), gl.getSamplerParameter(s.Sampler, 0x84fe)), 2],
      [method, NONE, 'MIRROR_CLAMP_TO_EDGE_EXT', (gl, s) => gl[method](s.Sampler, gl.TEXTURE_WRAP_T, 0x8743)],
    ]),
    { extensions: ['EXT_texture_filter_anisotropic', 'EXT_texture_mirror_clamp_to_edge'] },
  ),

  scene('a program that captures two outputs apart', capturing, [
    ...['LINE_STRIP', 'LINE_LOOP', 'TRIANGLE_STRIP', 'TRIANGLE_FAN'].map((mode) => [
      'beginTransformFeedback',
      ENUM,
      mode,
      (gl) => gl.beginTransformFeedback(gl[mode]),
    ]),
    ['beginTransformFeedback', ENUM, 'mode 7', (gl) => gl.beginTransformFeedback(7)],
    ...['POINTS', 'LINES', 'TRIANGLES'].map((mode) => ['beginTransformFeedback', NONE, mode, (gl) => gl.beginTransformFeedback(gl[mode])]),
    ['beginTransformFeedback', OPERATION, 'active', (gl) => (gl.beginTransformFeedback(gl.POINTS), () => gl.beginTransformFeedback(gl.POINTS))],
    [
      'beginTransformFeedback',
      OPERATION,
      'paused',
      (gl) => (gl.beginTransformFeedback(gl.POINTS), gl.pauseTransformFeedback(), () => gl.beginTransformFeedback(gl.POINTS)),
    ],
    [
      'beginTransformFeedback',
      OPERATION,
      'no buffer at the second point',
      (gl) => {
        gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 1, null);
        return () => gl.beginTransformFeedback(gl.POINTS);
      },
    ],
    [
      'beginTransformFeedback',
      OPERATION,
      'one buffer at both points',
      (gl, s) => {
        gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 1, s.buffers[0]);
        gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, null);
        return () => gl.beginTransformFeedback(gl.POINTS);
      },
    ],
    [
      'beginTransformFeedback',
      NONE,
      'a buffer that is bound elsewhere: drawing is the error',
      (gl, s) => {
        gl.bindBuffer(gl.ARRAY_BUFFER, s.buffers[1]);
        return () => gl.beginTransformFeedback(gl.POINTS);
      },
    ],
    [
      'beginTransformFeedback',
      NONE,
      'a buffer at the generic point, too',
      (gl, s) => {
        gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, s.buffers[1]);
        gl.beginTransformFeedback(gl.POINTS);
      },
    ],
    [
      'beginTransformFeedback',
      OPERATION,
      'a program that captures nothing',
      (gl, s) => {
        gl.transformFeedbackVaryings(s.program, [], gl.SEPARATE_ATTRIBS);
        gl.linkProgram(s.program);
        gl.useProgram(s.program);
        return () => gl.beginTransformFeedback(gl.POINTS);
      },
    ],
    ['getTransformFeedbackVarying', NONE, 'the second', (gl, s) => gl.getTransformFeedbackVarying(s.program, 1).name, 'w'],
    ['getTransformFeedbackVarying', VALUE, 'index', (gl, s) => gl.getTransformFeedbackVarying(s.program, 2)],
  ]),

  scene('active transform feedback', feedback, [
    ['bindTransformFeedback', OPERATION, 'active', (gl) => gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, null)],
    ['bindTransformFeedback', NONE, 'paused', (gl) => (gl.pauseTransformFeedback(), gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, null))],
    ['deleteTransformFeedback', OPERATION, 'active', (gl, s) => gl.deleteTransformFeedback(s.transformFeedback)],
    ['deleteTransformFeedback', OPERATION, 'paused', (gl, s) => (gl.pauseTransformFeedback(), () => gl.deleteTransformFeedback(s.transformFeedback))],
    ['resumeTransformFeedback', OPERATION, 'not paused', (gl) => gl.resumeTransformFeedback()],
    ['pauseTransformFeedback', OPERATION, 'paused', (gl) => (gl.pauseTransformFeedback(), () => gl.pauseTransformFeedback())],
    ['resumeTransformFeedback', NONE, 'paused', (gl) => (gl.pauseTransformFeedback(), gl.resumeTransformFeedback())],
    [
      'resumeTransformFeedback',
      OPERATION,
      'another program',
      (gl) => {
        gl.pauseTransformFeedback();
        gl.useProgram(null);
        return () => gl.resumeTransformFeedback();
      },
    ],
    ['endTransformFeedback', NONE, 'active', (gl) => gl.endTransformFeedback()],
    ['endTransformFeedback', NONE, 'paused', (gl) => (gl.pauseTransformFeedback(), gl.endTransformFeedback())],
    ['endTransformFeedback', OPERATION, 'ended already', (gl) => (gl.endTransformFeedback(), () => gl.endTransformFeedback())],
    ['deleteProgram', NONE, 'its program lives on', (gl, s) => (gl.deleteProgram(s.program), gl.getProgramParameter(s.program, gl.DELETE_STATUS)), true],
  ]),
];
