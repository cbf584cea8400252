// SPDX-License-Identifier: MIT
// What is an error in WebGL 1 and none in WebGL 2: enums that came later, names that extensions bring, the
// rules of WebGL 1.0 §6 that WebGL 2 dropped; and the methods of WebGL 1's extensions.
import { WebGL2RenderingContext as GL2 } from 'nogpu';
import { ENUM, FRAMEBUFFER, NONE, OPERATION, scene, VALUE } from './rows.js';

const attributes = { version: 1 };
/** A constant that the context itself does not have. @param {string} name */
const later = (name) => /** @type {any} */ (GL2)[name];

/** A linked program in ESSL 1.00, current, with three vertices and four indices. @param {any} gl */
function ready(gl) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, 'attribute vec4 a; void main() { gl_Position = a; }'],
    [gl.FRAGMENT_SHADER, 'precision mediump float; uniform mat4 m; uniform vec4 u; void main() { gl_FragColor = m * u; }'],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, 'a');
  gl.linkProgram(program);
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(12), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, new Uint16Array([0, 1, 2, 2, 0, 1, 2, 2]), gl.STATIC_DRAW);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  const framebuffer = gl.createFramebuffer();
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  return { program, texture, framebuffer, renderbuffer, matrix: gl.getUniformLocation(program, 'm') };
}

const upload = { target: 'TEXTURE_2D', level: 0, internalformat: 'RGBA', width: 4, height: 4, border: 0, format: 'RGBA', type: 'UNSIGNED_BYTE', pixels: null };

/** Texels of a pair that an extension brings: an error before, none after. */
const texels = (extension, internalformat, format, type) => [['texImage2D', NONE, `${extension}: ${format}, ${type}`, { internalformat, format, type }]];

const BEFORE = [
  ...['COPY_READ_BUFFER', 'COPY_WRITE_BUFFER', 'PIXEL_PACK_BUFFER', 'PIXEL_UNPACK_BUFFER', 'TRANSFORM_FEEDBACK_BUFFER', 'UNIFORM_BUFFER'].map((target) => [
    'bindBuffer',
    ENUM,
    target,
    (gl) => gl.bindBuffer(later(target), gl.createBuffer()),
  ]),
  ...['STREAM_READ', 'STREAM_COPY', 'STATIC_READ', 'STATIC_COPY', 'DYNAMIC_READ', 'DYNAMIC_COPY'].map((usage) => [
    'bufferData',
    ENUM,
    usage,
    (gl) => gl.bufferData(gl.ARRAY_BUFFER, 4, later(usage)),
  ]),
  ...['HALF_FLOAT', 'INT', 'UNSIGNED_INT', 'INT_2_10_10_10_REV', 'UNSIGNED_INT_2_10_10_10_REV'].map((type) => [
    'vertexAttribPointer',
    ENUM,
    type,
    (gl) => gl.vertexAttribPointer(0, 4, later(type), false, 0, 0),
  ]),
  ...['VERTEX_ATTRIB_ARRAY_INTEGER', 'VERTEX_ATTRIB_ARRAY_DIVISOR'].map((pname) => [
    'getVertexAttrib',
    ENUM,
    pname,
    (gl) => gl.getVertexAttrib(0, later(pname)),
  ]),
  ...['TEXTURE_3D', 'TEXTURE_2D_ARRAY'].map((target) => ['bindTexture', ENUM, target, (gl) => gl.bindTexture(later(target), gl.createTexture())]),
  ...[
    'TEXTURE_WRAP_R',
    'TEXTURE_COMPARE_MODE',
    'TEXTURE_COMPARE_FUNC',
    'TEXTURE_MIN_LOD',
    'TEXTURE_MAX_LOD',
    'TEXTURE_BASE_LEVEL',
    'TEXTURE_MAX_LEVEL',
    'TEXTURE_IMMUTABLE_FORMAT',
    'TEXTURE_IMMUTABLE_LEVELS',
  ].flatMap((pname) => [
    ['texParameteri', ENUM, pname, (gl) => gl.texParameteri(gl.TEXTURE_2D, later(pname), 0)],
    ['getTexParameter', ENUM, pname, (gl) => gl.getTexParameter(gl.TEXTURE_2D, later(pname))],
  ]),
  ...['PACK_ROW_LENGTH', 'PACK_SKIP_PIXELS', 'PACK_SKIP_ROWS', 'UNPACK_ROW_LENGTH', 'UNPACK_IMAGE_HEIGHT', 'UNPACK_SKIP_PIXELS', 'UNPACK_SKIP_ROWS'].map(
    (pname) => ['pixelStorei', ENUM, pname, (gl) => gl.pixelStorei(later(pname), 1)],
  ),
  ...['RGBA8', 'R8', 'RGBA32F', 'RGBA8UI', 'DEPTH_COMPONENT16'].map((name) => [
    'texImage2D',
    VALUE,
    `internalformat ${name}`,
    { internalformat: () => later(name) },
  ]),
  ...['RED', 'RG', 'RGBA_INTEGER', 'DEPTH_COMPONENT', 'DEPTH_STENCIL'].map((name) => ['texImage2D', ENUM, `format ${name}`, { format: () => later(name) }]),
  ...['BYTE', 'SHORT', 'INT', 'HALF_FLOAT', 'FLOAT', 'UNSIGNED_SHORT', 'UNSIGNED_INT', 'UNSIGNED_INT_24_8', 'UNSIGNED_INT_2_10_10_10_REV'].map((name) => [
    'texImage2D',
    ENUM,
    `type ${name}`,
    { type: () => later(name) },
  ]),
  ['texImage2D', ENUM, 'type HALF_FLOAT_OES', { type: () => 0x8d61 }],
  ['texImage2D', OPERATION, 'internalformat and format differ', { internalformat: 'RGB' }],
  ['texImage2D', VALUE, 'level 1 of no power of two', { level: 1, width: 3 }],
  [
    'texSubImage2D',
    OPERATION,
    'another type than the level has',
    (gl) => gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_SHORT_4_4_4_4, new Uint16Array(1)),
  ],
  [
    'generateMipmap',
    OPERATION,
    'no power of two',
    (gl) => (gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 3, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, null), () => gl.generateMipmap(gl.TEXTURE_2D)),
  ],
  ...['READ_FRAMEBUFFER', 'DRAW_FRAMEBUFFER'].map((target) => ['bindFramebuffer', ENUM, target, (gl, s) => gl.bindFramebuffer(later(target), s.framebuffer)]),
  [
    'framebufferTexture2D',
    VALUE,
    'level 1',
    (gl, s) => (
      gl.bindFramebuffer(gl.FRAMEBUFFER, s.framebuffer),
      () => gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, s.texture, 1)
    ),
  ],
  [
    'framebufferTexture2D',
    ENUM,
    'COLOR_ATTACHMENT1',
    (gl, s) => (
      gl.bindFramebuffer(gl.FRAMEBUFFER, s.framebuffer),
      () => gl.framebufferTexture2D(gl.FRAMEBUFFER, later('COLOR_ATTACHMENT1'), gl.TEXTURE_2D, s.texture, 0)
    ),
  ],
  ...['RGBA8', 'R8', 'DEPTH_COMPONENT24', 'DEPTH24_STENCIL8', 'RGBA32F'].map((format) => [
    'renderbufferStorage',
    ENUM,
    format,
    (gl) => gl.renderbufferStorage(gl.RENDERBUFFER, later(format), 4, 4),
  ]),
  ...['RGBA4', 'RGB565', 'RGB5_A1', 'DEPTH_COMPONENT16', 'STENCIL_INDEX8', 'DEPTH_STENCIL'].map((format) => [
    'renderbufferStorage',
    NONE,
    format,
    (gl) => gl.renderbufferStorage(gl.RENDERBUFFER, gl[format], 4, 4),
  ]),
  ...['MIN', 'MAX'].map((mode) => ['blendEquation', ENUM, mode, (gl) => gl.blendEquation(later(mode))]),
  ['blendFunc', ENUM, 'SRC_ALPHA_SATURATE as destination', (gl) => gl.blendFunc(gl.ONE, gl.SRC_ALPHA_SATURATE)],
  ['blendFunc', NONE, 'SRC_ALPHA_SATURATE as source', (gl) => gl.blendFunc(gl.SRC_ALPHA_SATURATE, gl.ONE)],
  ...['enable', 'disable', 'isEnabled'].map((method) => [method, ENUM, 'RASTERIZER_DISCARD', (gl) => gl[method](later('RASTERIZER_DISCARD'))]),
  ['hint', ENUM, 'FRAGMENT_SHADER_DERIVATIVE_HINT', (gl) => gl.hint(later('FRAGMENT_SHADER_DERIVATIVE_HINT'), gl.NICEST)],
  ...[
    'MAX_SAMPLES',
    'MAX_3D_TEXTURE_SIZE',
    'MAX_DRAW_BUFFERS',
    'READ_BUFFER',
    'VERTEX_ARRAY_BINDING',
    'TEXTURE_BINDING_3D',
    'UNIFORM_BUFFER_BINDING',
    'MAX_VARYING_COMPONENTS',
    'UNPACK_ROW_LENGTH',
    'RASTERIZER_DISCARD',
    'FRAGMENT_SHADER_DERIVATIVE_HINT',
  ].map((pname) => ['getParameter', ENUM, pname, (gl) => gl.getParameter(later(pname))]),
  ...['ACTIVE_UNIFORM_BLOCKS', 'TRANSFORM_FEEDBACK_VARYINGS', 'TRANSFORM_FEEDBACK_BUFFER_MODE'].map((pname) => [
    'getProgramParameter',
    ENUM,
    pname,
    (gl, s) => gl.getProgramParameter(s.program, later(pname)),
  ]),
  ['getRenderbufferParameter', ENUM, 'RENDERBUFFER_SAMPLES', (gl) => gl.getRenderbufferParameter(gl.RENDERBUFFER, later('RENDERBUFFER_SAMPLES'))],
  ['uniformMatrix4fv', VALUE, 'transposed', (gl, s) => gl.uniformMatrix4fv(s.matrix, true, Array(16).fill(0))],
  ['bindAttribLocation', VALUE, 'a name of 257 characters', (gl, s) => gl.bindAttribLocation(s.program, 0, 'x'.repeat(257))],
  ['bindAttribLocation', NONE, 'a name of 256 characters', (gl, s) => gl.bindAttribLocation(s.program, 0, 'x'.repeat(256))],
  ['getUniformLocation', VALUE, 'a name of 257 characters', (gl, s) => gl.getUniformLocation(s.program, 'x'.repeat(257))],
  ['getAttribLocation', VALUE, 'a name of 257 characters', (gl, s) => gl.getAttribLocation(s.program, 'x'.repeat(257))],
  ['drawElements', ENUM, 'UNSIGNED_INT', (gl) => gl.drawElements(gl.TRIANGLES, 3, gl.UNSIGNED_INT, 0)],
  ['drawElements', NONE, 'UNSIGNED_SHORT', (gl) => gl.drawElements(gl.TRIANGLES, 3, gl.UNSIGNED_SHORT, 0)],
  ['drawArrays', FRAMEBUFFER, 'incomplete', (gl, s) => (gl.bindFramebuffer(gl.FRAMEBUFFER, s.framebuffer), () => gl.drawArrays(gl.TRIANGLES, 0, 3))],
  ['readPixels', OPERATION, 'RGB', (gl) => gl.readPixels(0, 0, 1, 1, gl.RGB, gl.UNSIGNED_BYTE, new Uint8Array(4))],
  ['readPixels', ENUM, 'RED', (gl) => gl.readPixels(0, 0, 1, 1, later('RED'), gl.UNSIGNED_BYTE, new Uint8Array(4))],
];

export const webgl1 = [
  scene('WebGL 1', ready, BEFORE, { attributes, calls: { texImage2D: upload } }),
  ...[
    ['OES_texture_float', 'RGBA', 'RGBA', 'FLOAT'],
    ['WEBGL_depth_texture', 'DEPTH_COMPONENT', 'DEPTH_COMPONENT', 'UNSIGNED_SHORT'],
    ['WEBGL_depth_texture', 'DEPTH_COMPONENT', 'DEPTH_COMPONENT', 'UNSIGNED_INT'],
  ].map(([extension, ...format]) =>
    scene(extension, ready, texels(extension, ...format), { attributes, extensions: [extension], calls: { texImage2D: upload } }),
  ),
  scene(
    'EXT_blend_minmax',
    ready,
    ['MIN', 'MAX'].map((mode) => ['blendEquation', NONE, mode, (gl) => gl.blendEquation(later(mode))]),
    { attributes, extensions: ['EXT_blend_minmax'] },
  ),
  scene('OES_element_index_uint', ready, [['drawElements', NONE, 'UNSIGNED_INT', (gl) => gl.drawElements(gl.TRIANGLES, 0, gl.UNSIGNED_INT, 0)]], {
    attributes,
    extensions: ['OES_element_index_uint'],
  }),
  scene('OES_standard_derivatives', ready, [['hint', NONE, 'FRAGMENT_SHADER_DERIVATIVE_HINT', (gl) => gl.hint(0x8b8b, gl.NICEST)]], {
    attributes,
    extensions: ['OES_standard_derivatives'],
  }),

  scene(
    'ANGLE_instanced_arrays',
    (gl) => ({ ...ready(gl), ext: gl.getExtension('ANGLE_instanced_arrays') }),
    [
      ['drawArraysInstancedANGLE', NONE, 'two instances', (gl, s) => s.ext.drawArraysInstancedANGLE(gl.TRIANGLES, 0, 3, 2)],
      ['drawArraysInstancedANGLE', ENUM, 'mode 7', (gl, s) => s.ext.drawArraysInstancedANGLE(7, 0, 3, 2)],
      ['drawArraysInstancedANGLE', VALUE, 'first -1', (gl, s) => s.ext.drawArraysInstancedANGLE(gl.TRIANGLES, -1, 3, 2)],
      ['drawArraysInstancedANGLE', VALUE, 'count -1', (gl, s) => s.ext.drawArraysInstancedANGLE(gl.TRIANGLES, 0, -1, 2)],
      ['drawArraysInstancedANGLE', VALUE, 'primcount -1', (gl, s) => s.ext.drawArraysInstancedANGLE(gl.TRIANGLES, 0, 3, -1)],
      ['drawArraysInstancedANGLE', OPERATION, 'past the vertices', (gl, s) => s.ext.drawArraysInstancedANGLE(gl.TRIANGLES, 1, 3, 2)],
      ['drawElementsInstancedANGLE', NONE, 'two instances', (gl, s) => s.ext.drawElementsInstancedANGLE(gl.TRIANGLES, 3, gl.UNSIGNED_SHORT, 0, 2)],
      ['drawElementsInstancedANGLE', ENUM, 'type FLOAT', (gl, s) => s.ext.drawElementsInstancedANGLE(gl.TRIANGLES, 3, gl.FLOAT, 0, 2)],
      ['drawElementsInstancedANGLE', VALUE, 'primcount -1', (gl, s) => s.ext.drawElementsInstancedANGLE(gl.TRIANGLES, 3, gl.UNSIGNED_SHORT, 0, -1)],
      ['drawElementsInstancedANGLE', OPERATION, 'an odd offset', (gl, s) => s.ext.drawElementsInstancedANGLE(gl.TRIANGLES, 3, gl.UNSIGNED_SHORT, 1, 2)],
      ['vertexAttribDivisorANGLE', NONE, '1', (gl, s) => (s.ext.vertexAttribDivisorANGLE(1, 1), gl.getVertexAttrib(1, 0x88fe)), 1],
      ['vertexAttribDivisorANGLE', VALUE, 'index', (gl, s) => s.ext.vertexAttribDivisorANGLE(gl.getParameter(gl.MAX_VERTEX_ATTRIBS), 1)],
      // The extension wants one array of vertices at least.
      ['drawArrays', OPERATION, 'every array is instanced', (gl, s) => (s.ext.vertexAttribDivisorANGLE(0, 1), () => gl.drawArrays(gl.TRIANGLES, 0, 3))],
    ],
    { attributes },
  ),
  scene(
    'OES_vertex_array_object',
    (gl) => {
      const ext = gl.getExtension('OES_vertex_array_object');
      const deleted = ext.createVertexArrayOES();
      ext.deleteVertexArrayOES(deleted);
      return { ext, array: ext.createVertexArrayOES(), deleted };
    },
    [
      ['createVertexArrayOES', NONE, 'another each time', (gl, s) => s.ext.createVertexArrayOES() !== s.array, true],
      ['isVertexArrayOES', NONE, 'never bound', (gl, s) => s.ext.isVertexArrayOES(s.array), false],
      ['isVertexArrayOES', NONE, 'bound', (gl, s) => (s.ext.bindVertexArrayOES(s.array), s.ext.isVertexArrayOES(s.array)), true],
      ['isVertexArrayOES', NONE, 'null', (gl, s) => s.ext.isVertexArrayOES(null), false],
      ['bindVertexArrayOES', OPERATION, 'deleted', (gl, s) => s.ext.bindVertexArrayOES(s.deleted)],
      ['bindVertexArrayOES', NONE, 'null', (gl, s) => s.ext.bindVertexArrayOES(null)],
      ['deleteVertexArrayOES', NONE, 'null', (gl, s) => s.ext.deleteVertexArrayOES(null)],
      ['deleteVertexArrayOES', NONE, 'deleted', (gl, s) => s.ext.deleteVertexArrayOES(s.deleted)],
      [
        'deleteVertexArrayOES',
        NONE,
        'bound: the default one is',
        (gl, s) => {
          s.ext.bindVertexArrayOES(s.array);
          s.ext.deleteVertexArrayOES(s.array);
          return gl.getParameter(0x85b5);
        },
        null,
      ],
    ],
    { attributes },
  ),
  scene(
    'WEBGL_draw_buffers',
    (gl) => ({ ...ready(gl), ext: gl.getExtension('WEBGL_draw_buffers') }),
    [
      ['drawBuffersWEBGL', NONE, 'BACK', (gl, s) => s.ext.drawBuffersWEBGL([gl.BACK])],
      ['drawBuffersWEBGL', OPERATION, 'COLOR_ATTACHMENT0 of the default framebuffer', (gl, s) => s.ext.drawBuffersWEBGL([gl.COLOR_ATTACHMENT0])],
      ['drawBuffersWEBGL', OPERATION, 'two of the default framebuffer', (gl, s) => s.ext.drawBuffersWEBGL([gl.BACK, gl.NONE])],
      ['drawBuffersWEBGL', VALUE, 'too many', (gl, s) => s.ext.drawBuffersWEBGL(Array(gl.getParameter(0x8824) + 1).fill(gl.NONE))],
      [
        'drawBuffersWEBGL',
        OPERATION,
        'out of order',
        (gl, s) => (gl.bindFramebuffer(gl.FRAMEBUFFER, s.framebuffer), () => s.ext.drawBuffersWEBGL([gl.COLOR_ATTACHMENT0 + 1, gl.COLOR_ATTACHMENT0])),
      ],
      [
        'drawBuffersWEBGL',
        NONE,
        'in order',
        (gl, s) => (gl.bindFramebuffer(gl.FRAMEBUFFER, s.framebuffer), s.ext.drawBuffersWEBGL([gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT0 + 1])),
      ],
    ],
    { attributes },
  ),
];
