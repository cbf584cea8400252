// SPDX-License-Identifier: MIT
// What the query functions answer, pname by pname: kind and initial value, or the least that ES 3.0 allows
// (its tables 6.2 to 6.35). The names of getParameter itself are in ../parameters.test.js.
import { link } from './link.js';
import { NONE, scene } from './rows.js';

/** Rows of one query: what comes before pname, then what is expected by pname; names stand for constants. */
function rowsOf(method, before, expected, note = '') {
  return Object.entries(expected).map(([pname, value]) => [
    method,
    NONE,
    `${note}${pname}`,
    (gl, s) => gl[method](...before(gl, s), gl[pname]),
    typeof value === 'string' ? (result, gl) => result === gl[value] : value,
  ]);
}

const SAMPLER = {
  TEXTURE_COMPARE_FUNC: 'LEQUAL',
  TEXTURE_COMPARE_MODE: 'NONE',
  TEXTURE_MAG_FILTER: 'LINEAR',
  TEXTURE_MIN_FILTER: 'NEAREST_MIPMAP_LINEAR',
  TEXTURE_MAX_LOD: 1000,
  TEXTURE_MIN_LOD: -1000,
  TEXTURE_WRAP_R: 'REPEAT',
  TEXTURE_WRAP_S: 'REPEAT',
  TEXTURE_WRAP_T: 'REPEAT',
};
const TEXTURE = {
  ...SAMPLER,
  TEXTURE_BASE_LEVEL: 0,
  TEXTURE_MAX_LEVEL: 1000,
  TEXTURE_IMMUTABLE_FORMAT: false,
  TEXTURE_IMMUTABLE_LEVELS: 0,
};
const TARGETS = ['TEXTURE_2D', 'TEXTURE_3D', 'TEXTURE_2D_ARRAY', 'TEXTURE_CUBE_MAP'];

/** One object of each kind, bound where it is asked about. @param {any} gl */
function objects(gl) {
  for (const target of TARGETS) gl.bindTexture(gl[target], gl.createTexture());
  gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  const query = gl.createQuery();
  gl.beginQuery(gl.ANY_SAMPLES_PASSED, query);
  gl.endQuery(gl.ANY_SAMPLES_PASSED);
  return {
    sampler: gl.createSampler(),
    program: gl.createProgram(),
    shader: gl.createShader(gl.VERTEX_SHADER),
    sync: gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0),
    query,
  };
}

/** A linked program that captures varyings. */
function linkCapturing(gl, vertex, fragment, varyings) {
  return link(gl, vertex, fragment, (program) => gl.transformFeedbackVaryings(program, varyings, gl.SEPARATE_ATTRIBS));
}

/** A program with a block, uniforms, attributes and captured outputs. @param {any} gl */
function program(gl) {
  const linked = linkCapturing(
    gl,
    `layout(std140) uniform B { float f; layout(row_major) mat3 m; vec2 a[3]; };
    in vec4 p; out vec4 v; uniform vec4 u[2];
    void main() { v = p + u[1] + vec4(f + m[0].x + a[2].x) + vec4(gl_VertexID); gl_Position = v; }`,
    'precision highp float; uniform sampler2D t; out vec4 c; void main() { c = texture(t, vec2(0)); }',
    ['v', 'gl_Position'],
  );
  return { linked, of: (name) => gl.getUniformIndices(linked, [name]) };
}
/** One value of getActiveUniforms. */
const uniform = (name, expected) =>
  Object.entries(expected).map(([pname, value]) => [
    'getActiveUniforms',
    NONE,
    `${pname} of ${name}`,
    (gl, s) => gl.getActiveUniforms(s.linked, s.of(name), gl[pname])[0],
    typeof value === 'string' ? (result, gl) => result === gl[value] : value,
  ]);

/** What getUniform answers for a type that was never set. */
const UNSET = {
  float: 0, int: 0, uint: 0, bool: false, sampler2D: 0, isampler2D: 0, usamplerCube: 0, sampler2DShadow: 0,
  vec2: new Float32Array(2), vec3: new Float32Array(3), vec4: new Float32Array(4),
  ivec2: new Int32Array(2), ivec3: new Int32Array(3), ivec4: new Int32Array(4),
  uvec2: new Uint32Array(2), uvec3: new Uint32Array(3), uvec4: new Uint32Array(4),
  bvec2: [false, false], bvec3: [false, false, false], bvec4: [false, false, false, false],
  mat2: new Float32Array(4), mat3: new Float32Array(9), mat4: new Float32Array(16),
  mat2x3: new Float32Array(6), mat2x4: new Float32Array(8), mat3x2: new Float32Array(6),
  mat3x4: new Float32Array(12), mat4x2: new Float32Array(8), mat4x3: new Float32Array(12),
}; // prettier-ignore

/** A uniform of each type, used. @param {any} gl */
function uniforms(gl) {
  const types = Object.keys(UNSET);
  const declared = types.map((type) => `uniform ${/^b/.test(type) ? '' : 'highp '}${type} u_${type};`).join('\n');
  const used = types.map((type) => {
    if (type === 'sampler2DShadow') return `vec4(texture(u_${type}, vec3(0)))`;
    if (type.includes('ampler')) return `vec4(texture(u_${type}, ${type.endsWith('Cube') ? 'vec3' : 'vec2'}(0)))`;
    if (type.startsWith('mat')) return `vec4(u_${type}[0][0])`;
    return `vec4(u_${type}${/\d$/.test(type) ? '.x' : ''})`;
  });
  const linked = link(
    gl,
    'void main() { gl_Position = vec4(1); }',
    `precision highp float;\n${declared}\nout vec4 c; void main() { c = ${used.join(' + ')}; }`,
  );
  return { linked };
}

/** A framebuffer of a texture's level, a layer, a face and renderbuffers. @param {any} gl */
function framebuffer(gl) {
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 3, gl.SRGB8_ALPHA8, 16, 16);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 2);
  const array = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, array);
  gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGB565, 4, 4, 5);
  gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT1, array, 0, 3);
  const cube = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_CUBE_MAP, cube);
  gl.texStorage2D(gl.TEXTURE_CUBE_MAP, 1, gl.R8I, 4, 4);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT2, gl.TEXTURE_CUBE_MAP_NEGATIVE_Y, cube, 0);
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH24_STENCIL8, 4, 4);
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_STENCIL_ATTACHMENT, gl.RENDERBUFFER, renderbuffer);
  return { texture, array, cube, renderbuffer };
}
const attachment = (point, expected) =>
  rowsOf(
    'getFramebufferAttachmentParameter',
    (gl) => [gl.FRAMEBUFFER, gl[point]],
    Object.fromEntries(Object.entries(expected).map(([name, value]) => [`FRAMEBUFFER_ATTACHMENT_${name}`, value])),
    `${point}, `,
  );
/** Bits of red, green, blue, alpha, depth and stencil. */
const sizes = (...bits) => Object.fromEntries(['RED', 'GREEN', 'BLUE', 'ALPHA', 'DEPTH', 'STENCIL'].map((name, i) => [`${name}_SIZE`, bits[i]]));

const PRECISIONS = {
  LOW_FLOAT: [1, 1, 8],
  MEDIUM_FLOAT: [14, 14, 10],
  HIGH_FLOAT: [126, 127, 23],
  LOW_INT: [8, 7, 0],
  MEDIUM_INT: [15, 14, 0],
  HIGH_INT: [31, 30, 0],
};

/** Values and least values of the names that extensions add to getParameter. */
const OF_EXTENSIONS = {
  EXT_texture_filter_anisotropic: { 0x84ff: (value) => value >= 2 },
  WEBGL_debug_renderer_info: { 0x9245: (value) => typeof value === 'string', 0x9246: (value) => typeof value === 'string' },
  EXT_clip_control: { 0x935c: 0x8ca1, 0x935d: 0x935e },
  EXT_depth_clamp: { 0x864f: false },
  EXT_polygon_offset_clamp: { 0x8e1b: 0 },
  WEBGL_polygon_mode: { 0x0b40: 0x1b02, 0x2a02: false },
  WEBGL_provoking_vertex: { 0x8e4f: 0x8e4e },
  WEBGL_clip_cull_distance: {
    0x0d32: (value) => value >= 8,
    0x82f9: (value) => value === 0 || value >= 8,
    0x82fa: (value) => value >= 8,
    ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [0x3000 + i, false])),
  },
};

export const parameters = [
  scene(
    'new objects',
    objects,
    [
      ...TARGETS.flatMap((target) => rowsOf('getTexParameter', (gl) => [gl[target]], TEXTURE, `${target}, `)),
      ...rowsOf('getSamplerParameter', (gl, s) => [s.sampler], SAMPLER),
      ...rowsOf('getBufferParameter', (gl) => [gl.ARRAY_BUFFER], { BUFFER_SIZE: 0, BUFFER_USAGE: 'STATIC_DRAW' }),
      ...rowsOf('getRenderbufferParameter', (gl) => [gl.RENDERBUFFER], {
        RENDERBUFFER_WIDTH: 0,
        RENDERBUFFER_HEIGHT: 0,
        RENDERBUFFER_INTERNAL_FORMAT: 'RGBA4',
        RENDERBUFFER_SAMPLES: 0,
        RENDERBUFFER_RED_SIZE: 0,
        RENDERBUFFER_GREEN_SIZE: 0,
        RENDERBUFFER_BLUE_SIZE: 0,
        RENDERBUFFER_ALPHA_SIZE: 0,
        RENDERBUFFER_DEPTH_SIZE: 0,
        RENDERBUFFER_STENCIL_SIZE: 0,
      }),
      ...rowsOf('getProgramParameter', (gl, s) => [s.program], {
        DELETE_STATUS: false,
        LINK_STATUS: false,
        VALIDATE_STATUS: false,
        ATTACHED_SHADERS: 0,
        ACTIVE_ATTRIBUTES: 0,
        ACTIVE_UNIFORMS: 0,
        ACTIVE_UNIFORM_BLOCKS: 0,
        TRANSFORM_FEEDBACK_BUFFER_MODE: 'INTERLEAVED_ATTRIBS',
        TRANSFORM_FEEDBACK_VARYINGS: 0,
      }),
      ...rowsOf('getShaderParameter', (gl, s) => [s.shader], { SHADER_TYPE: 'VERTEX_SHADER', DELETE_STATUS: false, COMPILE_STATUS: false }),
      ...rowsOf('getQuery', (gl) => [gl.ANY_SAMPLES_PASSED], { CURRENT_QUERY: null }),
      ...rowsOf('getQueryParameter', (gl, s) => [s.query], { QUERY_RESULT: 0, QUERY_RESULT_AVAILABLE: false }),
      ...rowsOf('getSyncParameter', (gl, s) => [s.sync], {
        OBJECT_TYPE: 'SYNC_FENCE',
        SYNC_STATUS: 'UNSIGNALED',
        SYNC_CONDITION: 'SYNC_GPU_COMMANDS_COMPLETE',
        SYNC_FLAGS: 0,
      }),
      ...[0, 15].flatMap((index) =>
        rowsOf(
          'getVertexAttrib',
          () => [index],
          {
            VERTEX_ATTRIB_ARRAY_BUFFER_BINDING: null,
            VERTEX_ATTRIB_ARRAY_ENABLED: false,
            VERTEX_ATTRIB_ARRAY_SIZE: 4,
            VERTEX_ATTRIB_ARRAY_STRIDE: 0,
            VERTEX_ATTRIB_ARRAY_TYPE: 'FLOAT',
            VERTEX_ATTRIB_ARRAY_NORMALIZED: false,
            VERTEX_ATTRIB_ARRAY_INTEGER: false,
            VERTEX_ATTRIB_ARRAY_DIVISOR: 0,
            CURRENT_VERTEX_ATTRIB: new Float32Array([0, 0, 0, 1]),
          },
          `${index}, `,
        ),
      ),
      ...rowsOf('getVertexAttribOffset', () => [3], { VERTEX_ATTRIB_ARRAY_POINTER: 0 }),
      ...['TRANSFORM_FEEDBACK_BUFFER', 'UNIFORM_BUFFER'].flatMap((name) =>
        Object.entries({ BINDING: null, START: 0, SIZE: 0 }).map(([suffix, value]) => [
          'getIndexedParameter',
          NONE,
          `${name}_${suffix}`,
          (gl) => gl.getIndexedParameter(gl[`${name}_${suffix}`], 2),
          value,
        ]),
      ),
      ...['RGBA', 'RGB', 'RGBA8', 'RGB565', 'DEPTH_COMPONENT16', 'DEPTH24_STENCIL8', 'STENCIL_INDEX8'].map((format) => [
        'getInternalformatParameter',
        NONE,
        `SAMPLES of ${format}`,
        (gl) => gl.getInternalformatParameter(gl.RENDERBUFFER, gl[format], gl.SAMPLES),
        (counts, gl) =>
          counts instanceof Int32Array &&
          counts[0] >= gl.getParameter(gl.MAX_SAMPLES) &&
          counts.every((count, i) => count > 0 && (i === 0 || count < counts[i - 1])),
      ]),
      ...['VERTEX_SHADER', 'FRAGMENT_SHADER'].flatMap((stage) =>
        Object.entries(PRECISIONS).map(([name, least]) => [
          'getShaderPrecisionFormat',
          NONE,
          `${stage}, ${name}`,
          (gl) => gl.getShaderPrecisionFormat(gl[stage], gl[name]),
          ({ rangeMin, rangeMax, precision }) => [rangeMin, rangeMax, precision].every((value, i) => value >= least[i]),
        ]),
      ),
    ],
    { shared: true },
  ),

  scene(
    'the default framebuffer',
    () => {},
    [
      ...attachment('BACK', {
        OBJECT_TYPE: 'FRAMEBUFFER_DEFAULT',
        COMPONENT_TYPE: 'UNSIGNED_NORMALIZED',
        COLOR_ENCODING: 'LINEAR',
        ...sizes(8, 8, 8, 8, 0, 0),
      }),
      ...attachment('DEPTH', { OBJECT_TYPE: 'FRAMEBUFFER_DEFAULT', COLOR_ENCODING: 'LINEAR', RED_SIZE: 0, DEPTH_SIZE: (bits) => bits >= 16 }),
      ...attachment('STENCIL', { OBJECT_TYPE: 'FRAMEBUFFER_DEFAULT', STENCIL_SIZE: 8, ALPHA_SIZE: 0 }),
    ],
    { shared: true },
  ),
  scene(
    'a default framebuffer without depth and stencil',
    () => {},
    [...attachment('DEPTH', { OBJECT_TYPE: 'NONE' }), ...attachment('STENCIL', { OBJECT_TYPE: 'NONE' })],
    { attributes: { depth: false, stencil: false } },
  ),

  scene(
    'a framebuffer',
    framebuffer,
    [
      ...attachment('COLOR_ATTACHMENT0', {
        OBJECT_TYPE: 'TEXTURE',
        OBJECT_NAME: (object, gl, s) => object === s.texture,
        TEXTURE_LEVEL: 2,
        TEXTURE_CUBE_MAP_FACE: 0,
        TEXTURE_LAYER: 0,
        COMPONENT_TYPE: 'UNSIGNED_NORMALIZED',
        COLOR_ENCODING: 'SRGB',
        ...sizes(8, 8, 8, 8, 0, 0),
      }),
      ...attachment('COLOR_ATTACHMENT1', {
        OBJECT_TYPE: 'TEXTURE',
        OBJECT_NAME: (object, gl, s) => object === s.array,
        TEXTURE_LEVEL: 0,
        TEXTURE_LAYER: 3,
        COMPONENT_TYPE: 'UNSIGNED_NORMALIZED',
        COLOR_ENCODING: 'LINEAR',
        ...sizes(5, 6, 5, 0, 0, 0),
      }),
      ...attachment('COLOR_ATTACHMENT2', {
        OBJECT_NAME: (object, gl, s) => object === s.cube,
        TEXTURE_CUBE_MAP_FACE: 'TEXTURE_CUBE_MAP_NEGATIVE_Y',
        COMPONENT_TYPE: 'INT',
        ...sizes(8, 0, 0, 0, 0, 0),
      }),
      ...['DEPTH_ATTACHMENT', 'STENCIL_ATTACHMENT', 'DEPTH_STENCIL_ATTACHMENT'].flatMap((point) =>
        attachment(point, { OBJECT_TYPE: 'RENDERBUFFER', OBJECT_NAME: (object, gl, s) => object === s.renderbuffer }),
      ),
      ...attachment('DEPTH_ATTACHMENT', { COMPONENT_TYPE: 'UNSIGNED_NORMALIZED', COLOR_ENCODING: 'LINEAR', DEPTH_SIZE: 24, RED_SIZE: 0 }),
      ...attachment('STENCIL_ATTACHMENT', { COMPONENT_TYPE: 'UNSIGNED_INT', STENCIL_SIZE: 8 }),
      ...attachment('COLOR_ATTACHMENT3', { OBJECT_TYPE: 'NONE', OBJECT_NAME: null }),
      ...rowsOf(
        'getRenderbufferParameter',
        (gl) => [gl.RENDERBUFFER],
        {
          RENDERBUFFER_WIDTH: 4,
          RENDERBUFFER_HEIGHT: 4,
          RENDERBUFFER_INTERNAL_FORMAT: 'DEPTH24_STENCIL8',
          RENDERBUFFER_DEPTH_SIZE: 24,
          RENDERBUFFER_STENCIL_SIZE: 8,
          RENDERBUFFER_RED_SIZE: 0,
        },
        'DEPTH24_STENCIL8, ',
      ),
    ],
    { shared: true },
  ),

  scene(
    'a linked program',
    program,
    [
      ...rowsOf(
        'getProgramParameter',
        (gl, s) => [s.linked],
        {
          LINK_STATUS: true,
          ATTACHED_SHADERS: 2,
          ACTIVE_ATTRIBUTES: 2, // p and gl_VertexID
          ACTIVE_UNIFORMS: 5,
          ACTIVE_UNIFORM_BLOCKS: 1,
          TRANSFORM_FEEDBACK_BUFFER_MODE: 'SEPARATE_ATTRIBS',
          TRANSFORM_FEEDBACK_VARYINGS: 2,
        },
        'linked, ',
      ),
      ...uniform('u[0]', {
        UNIFORM_TYPE: 'FLOAT_VEC4',
        UNIFORM_SIZE: 2,
        UNIFORM_BLOCK_INDEX: -1,
        UNIFORM_OFFSET: -1,
        UNIFORM_ARRAY_STRIDE: -1,
        UNIFORM_MATRIX_STRIDE: -1,
        UNIFORM_IS_ROW_MAJOR: false,
      }),
      ...uniform('t', { UNIFORM_TYPE: 'SAMPLER_2D', UNIFORM_SIZE: 1, UNIFORM_BLOCK_INDEX: -1 }),
      ...uniform('f', {
        UNIFORM_TYPE: 'FLOAT',
        UNIFORM_SIZE: 1,
        UNIFORM_BLOCK_INDEX: 0,
        UNIFORM_OFFSET: 0,
        UNIFORM_ARRAY_STRIDE: 0,
        UNIFORM_MATRIX_STRIDE: 0,
        UNIFORM_IS_ROW_MAJOR: false,
      }),
      ...uniform('m', {
        UNIFORM_TYPE: 'FLOAT_MAT3',
        UNIFORM_SIZE: 1,
        UNIFORM_OFFSET: 16,
        UNIFORM_ARRAY_STRIDE: 0,
        UNIFORM_MATRIX_STRIDE: 16,
        UNIFORM_IS_ROW_MAJOR: true,
      }),
      ...uniform('a[0]', { UNIFORM_TYPE: 'FLOAT_VEC2', UNIFORM_SIZE: 3, UNIFORM_OFFSET: 64, UNIFORM_ARRAY_STRIDE: 16, UNIFORM_MATRIX_STRIDE: 0 }),
      ...rowsOf('getActiveUniformBlockParameter', (gl, s) => [s.linked, 0], {
        UNIFORM_BLOCK_BINDING: 0,
        UNIFORM_BLOCK_DATA_SIZE: 112,
        UNIFORM_BLOCK_ACTIVE_UNIFORMS: 3,
        UNIFORM_BLOCK_ACTIVE_UNIFORM_INDICES: (indices) => indices instanceof Uint32Array && indices.length === 3,
        UNIFORM_BLOCK_REFERENCED_BY_VERTEX_SHADER: true,
        UNIFORM_BLOCK_REFERENCED_BY_FRAGMENT_SHADER: false,
      }),
    ],
    { shared: true },
  ),

  scene(
    'uniforms that were never set',
    uniforms,
    Object.entries(UNSET).map(([type, value]) => [
      'getUniform',
      NONE,
      type,
      (gl, s) => gl.getUniform(s.linked, gl.getUniformLocation(s.linked, `u_${type}`)),
      value,
    ]),
    { shared: true },
  ),

  ...Object.entries(OF_EXTENSIONS).map(([extension, values]) =>
    scene(
      extension,
      () => {},
      Object.entries(values).map(([pname, value]) => ['getParameter', NONE, `0x${Number(pname).toString(16)}`, (gl) => gl.getParameter(Number(pname)), value]),
      { extensions: [extension] },
    ),
  ),
  scene(
    'anisotropy of new objects',
    objects,
    [
      ['getTexParameter', NONE, 'TEXTURE_MAX_ANISOTROPY_EXT', (gl) => gl.getTexParameter(gl.TEXTURE_2D, 0x84fe), 1],
      ['getSamplerParameter', NONE, 'TEXTURE_MAX_ANISOTROPY_EXT', (gl, s) => gl.getSamplerParameter(s.sampler, 0x84fe), 1],
    ],
    { extensions: ['EXT_texture_filter_anisotropic'] },
  ),
  scene(
    'stencil texturing of new objects',
    objects,
    [
      [
        'getTexParameter',
        NONE,
        'DEPTH_STENCIL_TEXTURE_MODE_WEBGL',
        (gl) => gl.getTexParameter(gl.TEXTURE_2D, 0x90ea),
        (value, gl) => value === gl.DEPTH_COMPONENT,
      ],
    ],
    { extensions: ['WEBGL_stencil_texturing'] },
  ),
  scene(
    'parallel compilation',
    objects,
    [
      ['getProgramParameter', NONE, 'COMPLETION_STATUS_KHR', (gl, s) => gl.getProgramParameter(s.program, 0x91b1), (value) => typeof value === 'boolean'],
      ['getShaderParameter', NONE, 'COMPLETION_STATUS_KHR', (gl, s) => gl.getShaderParameter(s.shader, 0x91b1), (value) => typeof value === 'boolean'],
    ],
    { extensions: ['KHR_parallel_shader_compile'] },
  ),
  scene(
    'draw buffers apart',
    objects,
    Object.entries({
      BLEND_EQUATION_RGB: 'FUNC_ADD',
      BLEND_EQUATION_ALPHA: 'FUNC_ADD',
      BLEND_SRC_RGB: 'ONE',
      BLEND_SRC_ALPHA: 'ONE',
      BLEND_DST_RGB: 'ZERO',
      BLEND_DST_ALPHA: 'ZERO',
    })
      .map(([pname, value]) => ['getIndexedParameter', NONE, pname, (gl) => gl.getIndexedParameter(gl[pname], 1), (result, gl) => result === gl[value]])
      .concat([['getIndexedParameter', NONE, 'COLOR_WRITEMASK at first', (gl) => gl.getIndexedParameter(gl.COLOR_WRITEMASK, 1), [true, true, true, true]]]),
    { extensions: ['OES_draw_buffers_indexed'], shared: true },
  ),
];
