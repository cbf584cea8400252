// SPDX-License-Identifier: MIT
// Every row of WebGL 2's getParameter table: kind of the value, and its initial value or the least that
// ES 3.0 allows (tables 6.2 to 6.35).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WebGL2RenderingContext as GL } from 'nogpu';
import { makeBuffer, makeContext, raises } from './fixture.js';

const NULL_AT_FIRST = [
  'ARRAY_BUFFER_BINDING',
  'COPY_READ_BUFFER_BINDING',
  'COPY_WRITE_BUFFER_BINDING',
  'CURRENT_PROGRAM',
  'DRAW_FRAMEBUFFER_BINDING',
  'ELEMENT_ARRAY_BUFFER_BINDING',
  'FRAMEBUFFER_BINDING',
  'PIXEL_PACK_BUFFER_BINDING',
  'PIXEL_UNPACK_BUFFER_BINDING',
  'READ_FRAMEBUFFER_BINDING',
  'RENDERBUFFER_BINDING',
  'SAMPLER_BINDING',
  'TEXTURE_BINDING_2D',
  'TEXTURE_BINDING_2D_ARRAY',
  'TEXTURE_BINDING_3D',
  'TEXTURE_BINDING_CUBE_MAP',
  'TRANSFORM_FEEDBACK_BINDING',
  'TRANSFORM_FEEDBACK_BUFFER_BINDING',
  'UNIFORM_BUFFER_BINDING',
  'VERTEX_ARRAY_BINDING',
];

/** Initial values of scalars. @type {Record<string, any>} */
const INITIAL = {
  ACTIVE_TEXTURE: GL.TEXTURE0,
  BLEND: false,
  CULL_FACE: false,
  DEPTH_TEST: false,
  DITHER: true,
  POLYGON_OFFSET_FILL: false,
  RASTERIZER_DISCARD: false,
  SAMPLE_ALPHA_TO_COVERAGE: false,
  SAMPLE_COVERAGE: false,
  SCISSOR_TEST: false,
  STENCIL_TEST: false,
  BLEND_EQUATION: GL.FUNC_ADD,
  BLEND_EQUATION_RGB: GL.FUNC_ADD,
  BLEND_EQUATION_ALPHA: GL.FUNC_ADD,
  BLEND_SRC_RGB: GL.ONE,
  BLEND_SRC_ALPHA: GL.ONE,
  BLEND_DST_RGB: GL.ZERO,
  BLEND_DST_ALPHA: GL.ZERO,
  CULL_FACE_MODE: GL.BACK,
  FRONT_FACE: GL.CCW,
  DEPTH_CLEAR_VALUE: 1,
  DEPTH_FUNC: GL.LESS,
  DEPTH_WRITEMASK: true,
  LINE_WIDTH: 1,
  POLYGON_OFFSET_FACTOR: 0,
  POLYGON_OFFSET_UNITS: 0,
  SAMPLE_COVERAGE_VALUE: 1,
  SAMPLE_COVERAGE_INVERT: false,
  STENCIL_FUNC: GL.ALWAYS,
  STENCIL_REF: 0,
  STENCIL_VALUE_MASK: 0xffffffff,
  STENCIL_WRITEMASK: 0xffffffff,
  STENCIL_FAIL: GL.KEEP,
  STENCIL_PASS_DEPTH_FAIL: GL.KEEP,
  STENCIL_PASS_DEPTH_PASS: GL.KEEP,
  STENCIL_BACK_FUNC: GL.ALWAYS,
  STENCIL_BACK_REF: 0,
  STENCIL_BACK_VALUE_MASK: 0xffffffff,
  STENCIL_BACK_WRITEMASK: 0xffffffff,
  STENCIL_BACK_FAIL: GL.KEEP,
  STENCIL_BACK_PASS_DEPTH_FAIL: GL.KEEP,
  STENCIL_BACK_PASS_DEPTH_PASS: GL.KEEP,
  STENCIL_CLEAR_VALUE: 0,
  DRAW_BUFFER0: GL.BACK,
  DRAW_BUFFER1: GL.NONE,
  DRAW_BUFFER2: GL.NONE,
  DRAW_BUFFER3: GL.NONE,
  DRAW_BUFFER4: GL.NONE,
  DRAW_BUFFER5: GL.NONE,
  DRAW_BUFFER6: GL.NONE,
  DRAW_BUFFER7: GL.NONE,
  READ_BUFFER: GL.BACK,
  TRANSFORM_FEEDBACK_ACTIVE: false,
  TRANSFORM_FEEDBACK_PAUSED: false,
  GENERATE_MIPMAP_HINT: GL.DONT_CARE,
  FRAGMENT_SHADER_DERIVATIVE_HINT: GL.DONT_CARE,
  PACK_ALIGNMENT: 4,
  PACK_ROW_LENGTH: 0,
  PACK_SKIP_PIXELS: 0,
  PACK_SKIP_ROWS: 0,
  UNPACK_ALIGNMENT: 4,
  UNPACK_ROW_LENGTH: 0,
  UNPACK_IMAGE_HEIGHT: 0,
  UNPACK_SKIP_IMAGES: 0,
  UNPACK_SKIP_PIXELS: 0,
  UNPACK_SKIP_ROWS: 0,
  UNPACK_FLIP_Y_WEBGL: false,
  UNPACK_PREMULTIPLY_ALPHA_WEBGL: false,
  UNPACK_COLORSPACE_CONVERSION_WEBGL: GL.BROWSER_DEFAULT_WEBGL,
  // A context of { antialias: false, stencil: true }.
  RED_BITS: 8,
  GREEN_BITS: 8,
  BLUE_BITS: 8,
  ALPHA_BITS: 8,
  STENCIL_BITS: 8,
  SAMPLE_BUFFERS: 0,
  SAMPLES: 0,
  IMPLEMENTATION_COLOR_READ_FORMAT: GL.RGBA,
  IMPLEMENTATION_COLOR_READ_TYPE: GL.UNSIGNED_BYTE,
  MIN_PROGRAM_TEXEL_OFFSET: -8,
};

/** The least that ES 3.0 allows. @type {Record<string, number>} */
const LEAST = {
  DEPTH_BITS: 16,
  MAX_3D_TEXTURE_SIZE: 256,
  MAX_ARRAY_TEXTURE_LAYERS: 256,
  MAX_CLIENT_WAIT_TIMEOUT_WEBGL: 0,
  MAX_COLOR_ATTACHMENTS: 4,
  MAX_COMBINED_FRAGMENT_UNIFORM_COMPONENTS: 50048,
  MAX_COMBINED_TEXTURE_IMAGE_UNITS: 64,
  MAX_COMBINED_UNIFORM_BLOCKS: 24,
  MAX_COMBINED_VERTEX_UNIFORM_COMPONENTS: 50176,
  MAX_CUBE_MAP_TEXTURE_SIZE: 2048,
  MAX_DRAW_BUFFERS: 4,
  MAX_ELEMENTS_INDICES: 1,
  MAX_ELEMENTS_VERTICES: 1,
  MAX_ELEMENT_INDEX: 16777215,
  MAX_FRAGMENT_INPUT_COMPONENTS: 60,
  MAX_FRAGMENT_UNIFORM_BLOCKS: 12,
  MAX_FRAGMENT_UNIFORM_COMPONENTS: 896,
  MAX_FRAGMENT_UNIFORM_VECTORS: 224,
  MAX_PROGRAM_TEXEL_OFFSET: 7,
  MAX_RENDERBUFFER_SIZE: 2048,
  MAX_SAMPLES: 8,
  MAX_SERVER_WAIT_TIMEOUT: 0,
  MAX_TEXTURE_IMAGE_UNITS: 32,
  MAX_TEXTURE_LOD_BIAS: 2,
  MAX_TEXTURE_SIZE: 2048,
  MAX_TRANSFORM_FEEDBACK_INTERLEAVED_COMPONENTS: 64,
  MAX_TRANSFORM_FEEDBACK_SEPARATE_ATTRIBS: 4,
  MAX_TRANSFORM_FEEDBACK_SEPARATE_COMPONENTS: 4,
  MAX_UNIFORM_BLOCK_SIZE: 16384,
  MAX_UNIFORM_BUFFER_BINDINGS: 24,
  MAX_VARYING_COMPONENTS: 60,
  MAX_VARYING_VECTORS: 15,
  MAX_VERTEX_ATTRIBS: 16,
  MAX_VERTEX_OUTPUT_COMPONENTS: 64,
  MAX_VERTEX_TEXTURE_IMAGE_UNITS: 32,
  MAX_VERTEX_UNIFORM_BLOCKS: 12,
  MAX_VERTEX_UNIFORM_COMPONENTS: 1024,
  MAX_VERTEX_UNIFORM_VECTORS: 256,
  SUBPIXEL_BITS: 4,
  UNIFORM_BUFFER_OFFSET_ALIGNMENT: 4,
};

/** Initial values of vectors; those of ranges say what they contain. @type {Record<string, any>} */
const VECTORS = {
  BLEND_COLOR: new Float32Array(4),
  COLOR_CLEAR_VALUE: new Float32Array(4),
  COLOR_WRITEMASK: [true, true, true, true],
  DEPTH_RANGE: new Float32Array([0, 1]),
  SCISSOR_BOX: new Int32Array([0, 0, 8, 8]),
  VIEWPORT: new Int32Array([0, 0, 8, 8]),
  COMPRESSED_TEXTURE_FORMATS: new Uint32Array(0),
};

test('bindings are null at first', (t) => {
  const gl = makeContext(t);
  for (const name of NULL_AT_FIRST) assert.equal(gl.getParameter(gl[name]), null, name);
  assert.equal(gl.getError(), 0);
});

test('scalars have their kind and initial value', (t) => {
  const gl = makeContext(t, { antialias: false, stencil: true });
  for (const [name, value] of Object.entries(INITIAL)) {
    assert.notEqual(gl[name], undefined, name);
    assert.equal(gl.getParameter(gl[name]), value, name);
  }
  assert.equal(gl.getError(), 0);
});

test('limits are numbers no less than the least that ES 3.0 allows', (t) => {
  const gl = makeContext(t);
  for (const [name, least] of Object.entries(LEAST)) {
    const value = gl.getParameter(gl[name]);
    assert.equal(typeof value, 'number', name);
    assert.ok(value >= least, `${name}: ${value} < ${least}`);
  }
  assert.equal(gl.getParameter(gl.MAX_DRAW_BUFFERS), gl.getParameter(gl.MAX_COLOR_ATTACHMENTS));
  assert.ok(gl.getParameter(gl.UNIFORM_BUFFER_OFFSET_ALIGNMENT) <= 256);
  assert.ok(gl.getParameter(gl.MAX_CLIENT_WAIT_TIMEOUT_WEBGL) <= 1e9);
  for (const stage of ['VERTEX', 'FRAGMENT']) {
    const get = (/** @type {string} */ name) => gl.getParameter(gl[name]);
    assert.equal(
      get(`MAX_COMBINED_${stage}_UNIFORM_COMPONENTS`),
      (get(`MAX_${stage}_UNIFORM_BLOCKS`) * get('MAX_UNIFORM_BLOCK_SIZE')) / 4 +
        get(`MAX_${stage}_UNIFORM_COMPONENTS`),
    );
  }
  assert.equal(gl.getError(), 0);
});

test('vectors are new arrays of their kind each time', (t) => {
  const gl = makeContext(t);
  for (const [name, value] of Object.entries(VECTORS)) {
    const got = gl.getParameter(gl[name]);
    assert.deepEqual(got, value, name);
    assert.notEqual(got, gl.getParameter(gl[name]), name);
    if (ArrayBuffer.isView(got)) assert.equal(got.buffer.byteLength, got.byteLength, name);
  }
  for (const name of ['ALIASED_LINE_WIDTH_RANGE', 'ALIASED_POINT_SIZE_RANGE']) {
    const [least, most] = gl.getParameter(gl[name]);
    assert.ok(gl.getParameter(gl[name]) instanceof Float32Array && least <= 1 && most >= 1, name);
  }
  const dims = gl.getParameter(gl.MAX_VIEWPORT_DIMS);
  assert.ok(dims instanceof Int32Array && dims.length === 2 && dims[0] === dims[1]);
  assert.ok(dims[0] >= gl.getParameter(gl.MAX_RENDERBUFFER_SIZE));
});

test('strings begin as the standard says', (t) => {
  const gl = makeContext(t);
  assert.match(gl.getParameter(gl.VERSION), /^WebGL 2\.0/);
  assert.match(gl.getParameter(gl.SHADING_LANGUAGE_VERSION), /^WebGL GLSL ES 3\.00/);
  assert.equal(typeof gl.getParameter(gl.VENDOR), 'string');
  assert.equal(typeof gl.getParameter(gl.RENDERER), 'string');
});

test('a multisampled drawing buffer says so', (t) => {
  const gl = makeContext(t, { antialias: true });
  assert.equal(gl.getParameter(gl.SAMPLES), 4);
  assert.equal(gl.getParameter(gl.SAMPLE_BUFFERS), 1);
});

test('unknown names and those of extensions not enabled give INVALID_ENUM and null', (t) => {
  const gl = makeContext(t);
  const anisotropy = 0x84ff;
  for (const pname of [
    0,
    -1,
    gl.TEXTURE_2D,
    gl.DRAW_BUFFER8,
    gl.DRAW_BUFFER15,
    anisotropy,
    0x9246,
  ]) {
    assert.equal(
      raises(gl, 'INVALID_ENUM', () => gl.getParameter(pname)),
      null,
    );
  }
  gl.getExtension('EXT_texture_filter_anisotropic');
  assert.ok(gl.getParameter(anisotropy) >= 2);
  gl.getExtension('WEBGL_debug_renderer_info');
  assert.equal(typeof gl.getParameter(0x9245), 'string');
  assert.equal(typeof gl.getParameter(0x9246), 'string');
  assert.throws(() => gl.getParameter(), TypeError);
});

test('a binding is answered with the very object that was bound', (t) => {
  const gl = makeContext(t);
  const texture = gl.createTexture();
  gl.activeTexture(gl.TEXTURE3);
  gl.bindTexture(gl.TEXTURE_3D, texture);
  assert.equal(gl.getParameter(gl.TEXTURE_BINDING_3D), texture);
  gl.activeTexture(gl.TEXTURE0);
  assert.equal(gl.getParameter(gl.TEXTURE_BINDING_3D), null);
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, framebuffer);
  assert.equal(gl.getParameter(gl.READ_FRAMEBUFFER_BINDING), framebuffer);
  assert.equal(gl.getParameter(gl.DRAW_FRAMEBUFFER_BINDING), null);
  assert.equal(gl.getParameter(gl.READ_BUFFER), gl.COLOR_ATTACHMENT0);
});

test(
  'a bound object whose wrapper was collected is wrapped anew',
  { skip: !globalThis.gc },
  async (t) => {
    const gl = makeContext(t);
    makeBuffer(gl, gl.ARRAY_BUFFER, 4);
    for (let i = 0; i < 5; i++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      globalThis.gc?.();
    }
    const again = gl.getParameter(gl.ARRAY_BUFFER_BINDING);
    assert.equal(gl.isBuffer(again), true);
    assert.equal(gl.getParameter(gl.ARRAY_BUFFER_BINDING), again);
  },
);

test('IMPLEMENTATION_COLOR_READ_* need something to read', (t) => {
  const gl = makeContext(t);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  for (const name of ['IMPLEMENTATION_COLOR_READ_FORMAT', 'IMPLEMENTATION_COLOR_READ_TYPE']) {
    assert.equal(
      raises(gl, 'INVALID_OPERATION', () => gl.getParameter(gl[name])),
      null,
    );
  }
});

test('RED_BITS and its kin are those of colour attachments that agree', (t) => {
  const gl = makeContext(t);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  assert.equal(gl.getParameter(gl.RED_BITS), 0);
  [gl.RGB565, gl.RGBA4].forEach((format, i) => {
    gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
    gl.renderbufferStorage(gl.RENDERBUFFER, format, 4, 4);
    const renderbuffer = gl.getParameter(gl.RENDERBUFFER_BINDING);
    const point = gl.COLOR_ATTACHMENT0 + i;
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, point, gl.RENDERBUFFER, renderbuffer);
    if (i === 0) assert.equal(gl.getParameter(gl.GREEN_BITS), 6);
  });
  assert.equal(
    raises(gl, 'INVALID_OPERATION', () => gl.getParameter(gl.RED_BITS)),
    0,
  );
});

test('getIndexedParameter refuses targets and indices', (t) => {
  const gl = makeContext(t);
  const get = (/** @type {number} */ target, /** @type {number} */ index) =>
    gl.getIndexedParameter(target, index);
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => get(gl.UNIFORM_BUFFER, 0)),
    null,
  );
  const points = gl.getParameter(gl.MAX_UNIFORM_BUFFER_BINDINGS);
  assert.equal(
    raises(gl, 'INVALID_VALUE', () => get(gl.UNIFORM_BUFFER_BINDING, points)),
    null,
  );
  assert.equal(
    raises(gl, 'INVALID_VALUE', () => get(gl.TRANSFORM_FEEDBACK_BUFFER_START, 4)),
    null,
  );
  const buffer = makeBuffer(gl, gl.TRANSFORM_FEEDBACK_BUFFER, 64);
  gl.bindBufferRange(gl.TRANSFORM_FEEDBACK_BUFFER, 3, buffer, 8, 12);
  assert.equal(get(gl.TRANSFORM_FEEDBACK_BUFFER_BINDING, 3), buffer);
  assert.equal(get(gl.TRANSFORM_FEEDBACK_BUFFER_START, 3), 8);
  assert.equal(get(gl.TRANSFORM_FEEDBACK_BUFFER_SIZE, 3), 12);
});
