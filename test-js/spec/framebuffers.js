// SPDX-License-Identifier: MIT
// Framebuffers, renderbuffers and reading back: WebGL 1.0 §5.14.6, §5.14.7, §5.14.12; WebGL 2.0 §3.7.4,
// §3.7.5, §3.7.10; ES 3.0 §4.3, §4.4, §4.5.
import { ENUM, FRAMEBUFFER, NONE, OPERATION, scene, TYPE, VALUE } from './rows.js';

const TARGETS = ['FRAMEBUFFER', 'DRAW_FRAMEBUFFER', 'READ_FRAMEBUFFER'];
const NOT_TARGETS = ['RENDERBUFFER', 'TEXTURE_2D', 'FRAMEBUFFER_BINDING', 'ZERO'];
const POINTS = ['COLOR_ATTACHMENT0', 'DEPTH_ATTACHMENT', 'STENCIL_ATTACHMENT', 'DEPTH_STENCIL_ATTACHMENT'];

/** @param {number} n */
const bytes = (n) => () => new Uint8Array(n);
/** @param {string} name */
const above = (name) => (gl) => gl.getParameter(gl[name]) + 1;
/** @param {string} name */
const limit = (name) => (gl) => gl.getParameter(gl[name]);
/** @param {string} name */
const levelAbove = (name) => (gl) => Math.log2(gl.getParameter(gl[name])) + 1;
/** An attachment point above the limit. */
const pointAbove = (gl) => gl.COLOR_ATTACHMENT0 + gl.getParameter(gl.MAX_COLOR_ATTACHMENTS);
/** @param {string} name */
const the = (name) => (gl, s) => s[name];

const calls = {
  bindFramebuffer: { target: 'FRAMEBUFFER', framebuffer: (gl) => gl.createFramebuffer() },
  bindRenderbuffer: { target: 'RENDERBUFFER', renderbuffer: (gl) => gl.createRenderbuffer() },
  framebufferRenderbuffer: { target: 'FRAMEBUFFER', attachment: 'COLOR_ATTACHMENT0', renderbuffertarget: 'RENDERBUFFER', renderbuffer: the('renderbuffer') },
  framebufferTexture2D: { target: 'FRAMEBUFFER', attachment: 'COLOR_ATTACHMENT0', textarget: 'TEXTURE_2D', texture: the('TEXTURE_2D'), level: 0 },
  framebufferTextureLayer: { target: 'FRAMEBUFFER', attachment: 'COLOR_ATTACHMENT0', texture: the('TEXTURE_3D'), level: 0, layer: 0 },
  checkFramebufferStatus: { target: 'FRAMEBUFFER' },
  getFramebufferAttachmentParameter: { target: 'FRAMEBUFFER', attachment: 'COLOR_ATTACHMENT0', pname: 'FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE' },
  getRenderbufferParameter: { target: 'RENDERBUFFER', pname: 'RENDERBUFFER_WIDTH' },
  getInternalformatParameter: { target: 'RENDERBUFFER', internalformat: 'RGBA8', pname: 'SAMPLES' },
  renderbufferStorage: { target: 'RENDERBUFFER', internalformat: 'RGBA8', width: 4, height: 4 },
  renderbufferStorageMultisample: { target: 'RENDERBUFFER', samples: 4, internalformat: 'RGBA8', width: 4, height: 4 },
  invalidateFramebuffer: { target: 'FRAMEBUFFER', attachments: (gl) => [gl.COLOR] },
  invalidateSubFramebuffer: { target: 'FRAMEBUFFER', attachments: (gl) => [gl.COLOR], x: 0, y: 0, width: 2, height: 2 },
  readBuffer: { src: 'BACK' },
  readPixels: { x: 0, y: 0, width: 4, height: 4, format: 'RGBA', type: 'UNSIGNED_BYTE', dstData: bytes(64) },
  blitFramebuffer: { srcX0: 0, srcY0: 0, srcX1: 4, srcY1: 4, dstX0: 0, dstY0: 0, dstX1: 4, dstY1: 4, mask: 'COLOR_BUFFER_BIT', filter: 'NEAREST' },
  drawBuffers: { buffers: (gl) => [gl.BACK] },
};
const fbMethods = Object.keys(calls).filter((name) => calls[name].target === 'FRAMEBUFFER');

/** A framebuffer, a renderbuffer and textures, nothing attached. @param {any} gl */
function objects(gl) {
  const s = { framebuffer: gl.createFramebuffer(), renderbuffer: gl.createRenderbuffer() };
  gl.bindFramebuffer(gl.FRAMEBUFFER, s.framebuffer);
  gl.bindRenderbuffer(gl.RENDERBUFFER, s.renderbuffer);
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, 4, 4);
  for (const target of ['TEXTURE_2D', 'TEXTURE_CUBE_MAP', 'TEXTURE_3D', 'TEXTURE_2D_ARRAY']) {
    s[target] = gl.createTexture();
    gl.bindTexture(gl[target], s[target]);
    if (/3D|ARRAY/.test(target)) gl.texStorage3D(gl[target], 1, gl.RGBA8, 4, 4, 4);
    else gl.texStorage2D(gl[target], 1, gl.RGBA8, 4, 4);
  }
  return s;
}

/** A complete framebuffer of a renderbuffer of `format`. @param {string} format @param {number} [samples] */
const drawable =
  (format, samples = 0, point = 'COLOR_ATTACHMENT0') =>
  (gl) => {
    const s = objects(gl);
    gl.renderbufferStorageMultisample(gl.RENDERBUFFER, samples, gl[format], 4, 4);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl[point], gl.RENDERBUFFER, s.renderbuffer);
    return s;
  };

/** The framebuffer's own status after attaching what `attach` attaches. @param {(gl: any, s: any) => void} attach */
const status = (attach) => (gl, s) => {
  attach(gl, s);
  const value = gl.checkFramebufferStatus(gl.FRAMEBUFFER);
  return Object.keys(Object.getPrototypeOf(gl)).find((name) => /^FRAMEBUFFER_(COMPLETE|INCOMPLETE|UNSUPPORTED)/.test(name) && gl[name] === value);
};

/** Attaches a new renderbuffer. */
function attach(gl, point, format, width = 4, height = 4, samples = 0) {
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  gl.renderbufferStorageMultisample(gl.RENDERBUFFER, samples, gl[format], width, height);
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl[point], gl.RENDERBUFFER, renderbuffer);
}

/** A framebuffer of its own for each of reading and drawing. */
const pair =
  (read, draw, { point = 'COLOR_ATTACHMENT0', samples = [0, 0] } = {}) =>
  (gl) => {
    for (const [i, format] of [read, draw].entries()) {
      gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
      attach(gl, point, format, 4, 4, samples[i]);
      if (i === 0) gl.bindFramebuffer(gl.READ_FRAMEBUFFER, gl.getParameter(gl.FRAMEBUFFER_BINDING));
      if (i === 0) gl.readFramebuffer = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING);
    }
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, gl.readFramebuffer);
  };

const RENDERABLE = [
  'R8', 'R8UI', 'R8I', 'R16UI', 'R16I', 'R32UI', 'R32I', 'RG8', 'RG8UI', 'RG8I', 'RG16UI', 'RG16I', 'RG32UI', 'RG32I',
  'RGB8', 'RGBA8', 'SRGB8_ALPHA8', 'RGBA4', 'RGB565', 'RGB5_A1', 'RGB10_A2', 'RGBA8UI', 'RGBA8I', 'RGB10_A2UI', 'RGBA16UI',
  'RGBA16I', 'RGBA32UI', 'RGBA32I', 'DEPTH_COMPONENT16', 'DEPTH_COMPONENT24', 'DEPTH_COMPONENT32F', 'DEPTH_STENCIL',
  'DEPTH24_STENCIL8', 'DEPTH32F_STENCIL8', 'STENCIL_INDEX8',
]; // prettier-ignore
const NOT_RENDERABLE = [
  'RGB',
  'RGBA',
  'DEPTH_COMPONENT',
  'RGB8_SNORM',
  'RGBA8_SNORM',
  'RGB9_E5',
  'SRGB8',
  'RGB8UI',
  'RGBA16F',
  'R11F_G11F_B10F',
  'RGBA32F',
  'LUMINANCE',
  'ZERO',
];

export const framebuffers = [
  scene(
    'the default framebuffer',
    () => {},
    [
      ...TARGETS.map((target) => ['bindFramebuffer', NONE, target, { target }]),
      ...TARGETS.map((target) => ['bindFramebuffer', NONE, `null to ${target}`, { target, framebuffer: null }]),
      ...NOT_TARGETS.flatMap((target) =>
        fbMethods.filter((method) => !/Renderbuffer$|Texture/.test(method)).map((method) => [method, ENUM, `target ${target}`, { target }]),
      ),
      [
        'bindFramebuffer',
        NONE,
        'FRAMEBUFFER is both',
        (gl) => {
          const framebuffer = gl.createFramebuffer();
          gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
          return [gl.getParameter(gl.READ_FRAMEBUFFER_BINDING) === framebuffer, gl.getParameter(gl.DRAW_FRAMEBUFFER_BINDING) === framebuffer];
        },
        [true, true],
      ],
      [
        'bindFramebuffer',
        OPERATION,
        'a deleted framebuffer',
        (gl) => {
          const framebuffer = gl.createFramebuffer();
          gl.deleteFramebuffer(framebuffer);
          return () => gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
        },
      ],
      ['createFramebuffer', NONE, 'always', (gl) => gl.createFramebuffer() instanceof Object, true],
      ['createRenderbuffer', NONE, 'always', (gl) => gl.createRenderbuffer() instanceof Object, true],
      ['isFramebuffer', NONE, 'null', (gl) => gl.isFramebuffer(null), false],
      ['isFramebuffer', NONE, 'never bound', (gl) => gl.isFramebuffer(gl.createFramebuffer()), false],
      ['isRenderbuffer', NONE, 'null', (gl) => gl.isRenderbuffer(null), false],
      ['isRenderbuffer', NONE, 'never bound', (gl) => gl.isRenderbuffer(gl.createRenderbuffer()), false],
      ['deleteFramebuffer', NONE, 'null', (gl) => gl.deleteFramebuffer(null)],
      ['deleteRenderbuffer', NONE, 'null', (gl) => gl.deleteRenderbuffer(null)],
      ['bindRenderbuffer', NONE, 'RENDERBUFFER', {}],
      ['bindRenderbuffer', NONE, 'null', { renderbuffer: null }],
      ...['FRAMEBUFFER', 'TEXTURE_2D', 'ZERO'].map((target) => ['bindRenderbuffer', ENUM, `target ${target}`, { target }]),
      [
        'bindRenderbuffer',
        OPERATION,
        'a deleted renderbuffer',
        (gl) => {
          const renderbuffer = gl.createRenderbuffer();
          gl.deleteRenderbuffer(renderbuffer);
          return () => gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
        },
      ],
      ...['getRenderbufferParameter', 'renderbufferStorage', 'renderbufferStorageMultisample'].map((method) => [
        method,
        OPERATION,
        'no renderbuffer bound',
        {},
      ]),
      ...TARGETS.flatMap((target) => [
        ['framebufferRenderbuffer', OPERATION, `the default framebuffer at ${target}`, { target, renderbuffer: null }],
        ['framebufferTexture2D', OPERATION, `the default framebuffer at ${target}`, { target, texture: null }],
        ['framebufferTextureLayer', OPERATION, `the default framebuffer at ${target}`, { target, texture: null }],
        ['checkFramebufferStatus', NONE, `${target} is complete`, { target }, 0x8cd5],
      ]),
      ...['COLOR_ATTACHMENT0', 'DEPTH_ATTACHMENT', 'COLOR', 'ZERO'].map((attachment) => [
        'getFramebufferAttachmentParameter',
        ENUM,
        attachment,
        { attachment },
      ]),
      ...['BACK', 'DEPTH', 'STENCIL'].flatMap((attachment) => [
        ['getFramebufferAttachmentParameter', NONE, `${attachment}, type`, { attachment }, 0x8218],
        ['getFramebufferAttachmentParameter', ENUM, `${attachment}, name`, { attachment, pname: 'FRAMEBUFFER_ATTACHMENT_OBJECT_NAME' }],
        ['getFramebufferAttachmentParameter', ENUM, `${attachment}, level`, { attachment, pname: 'FRAMEBUFFER_ATTACHMENT_TEXTURE_LEVEL' }],
        ['getFramebufferAttachmentParameter', ENUM, `${attachment}, pname`, { attachment, pname: 'RENDERBUFFER_WIDTH' }],
      ]),
      ...['readBuffer'].flatMap((method) => [
        [method, ENUM, 'src 0x0001', { src: 1 }],
        [method, ENUM, 'src FRONT', { src: 'FRONT' }],
        [method, ENUM, 'src COLOR', { src: 'COLOR' }],
        [method, NONE, 'BACK', {}],
        [method, NONE, 'NONE', { src: 'NONE' }],
        [method, OPERATION, 'COLOR_ATTACHMENT0', { src: 'COLOR_ATTACHMENT0' }],
        [method, OPERATION, 'COLOR_ATTACHMENT1', { src: 'COLOR_ATTACHMENT1' }],
      ]),
      ['drawBuffers', NONE, 'BACK', {}],
      ['drawBuffers', NONE, 'NONE', { buffers: (gl) => [gl.NONE] }],
      ['drawBuffers', OPERATION, 'COLOR_ATTACHMENT0', { buffers: (gl) => [gl.COLOR_ATTACHMENT0] }],
      ['drawBuffers', OPERATION, 'two', { buffers: (gl) => [gl.BACK, gl.NONE] }],
      ['drawBuffers', OPERATION, 'none', { buffers: () => [] }],
      ['drawBuffers', ENUM, 'FRONT', { buffers: (gl) => [gl.FRONT] }],
      ['drawBuffers', ENUM, 'a point of depth', { buffers: (gl) => [gl.DEPTH_ATTACHMENT] }],
      ['drawBuffers', VALUE, 'too many', { buffers: (gl) => Array(gl.getParameter(gl.MAX_DRAW_BUFFERS) + 1).fill(gl.NONE) }],
      ['drawBuffers', TYPE, 'a number', { buffers: 7 }],
      ...['invalidateFramebuffer', 'invalidateSubFramebuffer'].flatMap((method) => [
        ...TARGETS.map((target) => [method, NONE, target, { target }]),
        [method, NONE, 'all', { attachments: (gl) => [gl.COLOR, gl.DEPTH, gl.STENCIL] }],
        [method, NONE, 'nothing', { attachments: () => [] }],
        [method, ENUM, 'COLOR_ATTACHMENT0', { attachments: (gl) => [gl.COLOR_ATTACHMENT0] }],
        [method, ENUM, 'BACK', { attachments: (gl) => [gl.BACK] }],
        [method, ENUM, 'the second', { attachments: (gl) => [gl.COLOR, gl.DEPTH_ATTACHMENT] }],
        [method, TYPE, 'a number', { attachments: 7 }],
      ]),
      ['invalidateSubFramebuffer', VALUE, 'width -1', { width: -1 }],
      ['invalidateSubFramebuffer', VALUE, 'height -1', { height: -1 }],
      ['getInternalformatParameter', ENUM, 'target TEXTURE_2D', { target: 'TEXTURE_2D' }],
      ['getInternalformatParameter', ENUM, 'pname NUM_SAMPLE_COUNTS', { pname: () => 0x9380 }],
      ['getInternalformatParameter', ENUM, 'pname 0', { pname: 'ZERO' }],
      ...NOT_RENDERABLE.filter((format) => !/^RGBA?$|^DEPTH_COMPONENT$/.test(format)).map((internalformat) => [
        'getInternalformatParameter',
        ENUM,
        internalformat,
        { internalformat },
      ]),
      ...['RGBA8UI', 'R32I'].map((internalformat) => ['getInternalformatParameter', NONE, internalformat, { internalformat }, new Int32Array(0)]),

      ['readPixels', NONE, 'all', {}],
      ['readPixels', NONE, 'nothing', { width: 0, dstData: bytes(0) }],
      ['readPixels', NONE, 'outside', { x: 100, y: -100 }],
      ['readPixels', NONE, 'dstOffset', { dstData: bytes(80), dstOffset: 16 }],
      ['readPixels', NONE, 'Uint8ClampedArray', { dstData: () => new Uint8ClampedArray(64) }],
      ['readPixels', ENUM, 'format 0', { format: 'ZERO' }],
      ['readPixels', ENUM, 'format RGBA8', { format: 'RGBA8' }],
      ['readPixels', ENUM, 'type 0', { type: 'ZERO' }],
      ['readPixels', ENUM, 'type RGBA', { type: 'RGBA' }],
      ['readPixels', VALUE, 'width -1', { width: -1 }],
      ['readPixels', VALUE, 'height -1', { height: -1 }],
      ['readPixels', OPERATION, 'RGBA_INTEGER of normalized', { format: 'RGBA_INTEGER', type: 'UNSIGNED_INT', dstData: () => new Uint32Array(64) }],
      ['readPixels', OPERATION, 'FLOAT of normalized', { type: 'FLOAT', dstData: () => new Float32Array(64) }],
      ['readPixels', ENUM, 'DEPTH_COMPONENT', { format: 'DEPTH_COMPONENT', type: 'UNSIGNED_INT', dstData: () => new Uint32Array(64) }],
      ['readPixels', ENUM, 'LUMINANCE', { format: 'LUMINANCE' }],
      ['readPixels', OPERATION, 'UNSIGNED_SHORT', { type: 'UNSIGNED_SHORT', dstData: () => new Uint16Array(64) }],
      ['readPixels', OPERATION, 'a view of another kind', { dstData: () => new Uint16Array(64) }],
      ['readPixels', OPERATION, 'Int8Array', { dstData: () => new Int8Array(64) }],
      ['readPixels', OPERATION, 'a view that is too small', { dstData: bytes(63) }],
      ['readPixels', OPERATION, 'too small from dstOffset on', { dstData: bytes(64), dstOffset: 1 }],
      ['readPixels', VALUE, 'dstOffset past the view', { dstData: bytes(64), dstOffset: 65 }],
      ['readPixels', VALUE, 'null', { dstData: null }],
      ['readPixels', OPERATION, 'an offset without a buffer', { dstData: 0 }],
      ['readPixels', TYPE, 'dstOffset of an offset', { dstData: 0, dstOffset: 0 }],
      [
        'readPixels',
        OPERATION,
        'skipping more than a row',
        (gl) => {
          gl.pixelStorei(gl.PACK_ROW_LENGTH, 4);
          gl.pixelStorei(gl.PACK_SKIP_PIXELS, 1);
          return () => gl.readPixels(0, 0, 4, 4, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(256));
        },
      ],
      [
        'readPixels',
        OPERATION,
        'too small with PACK_ROW_LENGTH',
        (gl) => {
          gl.pixelStorei(gl.PACK_ROW_LENGTH, 8);
          return () => gl.readPixels(0, 0, 4, 4, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(111));
        },
      ],
      [
        'readPixels',
        NONE,
        'just enough with PACK_ROW_LENGTH',
        (gl) => {
          gl.pixelStorei(gl.PACK_ROW_LENGTH, 8);
          gl.readPixels(0, 0, 4, 4, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(112));
        },
      ],
      [
        'readPixels',
        OPERATION,
        'too small with PACK_SKIP_ROWS',
        (gl) => {
          gl.pixelStorei(gl.PACK_SKIP_ROWS, 1);
          return () => gl.readPixels(0, 0, 4, 4, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(79));
        },
      ],
      [
        'readPixels',
        OPERATION,
        'READ_BUFFER NONE',
        (gl) => {
          gl.readBuffer(gl.NONE);
          return () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
        },
      ],

      ['blitFramebuffer', OPERATION, 'onto itself', {}],
      ['blitFramebuffer', VALUE, 'mask', { mask: 1 }],
      ['blitFramebuffer', VALUE, 'mask, one bit too many', { mask: 0x4001 }],
      ['blitFramebuffer', ENUM, 'filter 0', { filter: 'ZERO' }],
      ['blitFramebuffer', ENUM, 'filter LINEAR_MIPMAP_LINEAR', { filter: 'LINEAR_MIPMAP_LINEAR' }],
      ['blitFramebuffer', NONE, 'mask 0', { mask: 0 }],
    ],
    { calls },
  ),

  scene(
    '64 bytes at PIXEL_PACK_BUFFER',
    (gl) => {
      const buffer = gl.createBuffer();
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
      gl.bufferData(gl.PIXEL_PACK_BUFFER, 64, gl.STREAM_READ);
      return { buffer };
    },
    [
      ['readPixels', NONE, 'all of it', { dstData: 0 }],
      ['readPixels', OPERATION, 'a view', {}],
      ['readPixels', VALUE, 'offset -1', { dstData: -1 }],
      ['readPixels', OPERATION, 'past the end', { dstData: 4 }],
      ['readPixels', OPERATION, 'offset past the end, nothing to read', { dstData: 65, width: 0 }],
      ['readPixels', OPERATION, 'an offset of 2^40', { dstData: 2 ** 40 }],
      [
        'readPixels',
        OPERATION,
        'the buffer is bound for capture too',
        (gl, s) => {
          gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, s.buffer);
          return () => gl.readPixels(0, 0, 4, 4, gl.RGBA, gl.UNSIGNED_BYTE, 0);
        },
      ],
    ],
    { calls },
  ),

  scene(
    'a framebuffer with nothing attached',
    objects,
    [
      ...NOT_TARGETS.flatMap((target) =>
        fbMethods.filter((method) => /Renderbuffer$|Texture/.test(method)).map((method) => [method, ENUM, `target ${target}`, { target }]),
      ),
      ...['framebufferRenderbuffer', 'framebufferTexture2D', 'framebufferTextureLayer'].flatMap((method) => [
        ...['COLOR', 'BACK', 'DEPTH', 'NONE', 'TEXTURE_2D'].map((attachment) => [method, ENUM, `attachment ${attachment}`, { attachment }]),
        [method, ENUM, 'attachment above the limit', { attachment: pointAbove }],
        ...POINTS.map((attachment) => [method, NONE, attachment, { attachment }]),
        ...TARGETS.map((target) => [method, NONE, target, { target }]),
        [method, NONE, 'null detaches', { [method === 'framebufferRenderbuffer' ? 'renderbuffer' : 'texture']: null }],
      ]),
      ...['FRAMEBUFFER', 'TEXTURE_2D', 'ZERO'].flatMap((renderbuffertarget) => [
        ['framebufferRenderbuffer', ENUM, `renderbuffertarget ${renderbuffertarget}`, { renderbuffertarget }],
        ['framebufferRenderbuffer', ENUM, `renderbuffertarget ${renderbuffertarget}, null`, { renderbuffertarget, renderbuffer: null }],
      ]),
      ['framebufferRenderbuffer', OPERATION, 'a renderbuffer that was never bound', { renderbuffer: (gl) => gl.createRenderbuffer() }],
      [
        'framebufferRenderbuffer',
        OPERATION,
        'a deleted renderbuffer',
        (gl, s) => {
          gl.deleteRenderbuffer(s.renderbuffer);
          return () => gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, s.renderbuffer);
        },
      ],
      ...['TEXTURE_3D', 'TEXTURE_2D_ARRAY', 'TEXTURE_CUBE_MAP', 'RENDERBUFFER', 'ZERO'].map((textarget) => [
        'framebufferTexture2D',
        ENUM,
        `textarget ${textarget}`,
        { textarget },
      ]),
      ['framebufferTexture2D', OPERATION, 'a cube as TEXTURE_2D', { texture: the('TEXTURE_CUBE_MAP') }],
      ['framebufferTexture2D', OPERATION, 'a 2D texture as a face', { textarget: 'TEXTURE_CUBE_MAP_NEGATIVE_X' }],
      ['framebufferTexture2D', OPERATION, 'a 3D texture', { texture: the('TEXTURE_3D') }],
      ['framebufferTexture2D', OPERATION, 'an array', { texture: the('TEXTURE_2D_ARRAY') }],
      ['framebufferTexture2D', OPERATION, 'a texture that was never bound', { texture: (gl) => gl.createTexture() }],
      [
        'framebufferTexture2D',
        OPERATION,
        'a deleted texture',
        (gl, s) => {
          gl.deleteTexture(s.TEXTURE_2D);
          return () => gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, s.TEXTURE_2D, 0);
        },
      ],
      ['framebufferTexture2D', VALUE, 'level -1', { level: -1 }],
      ['framebufferTexture2D', VALUE, 'level above the limit', { level: levelAbove('MAX_TEXTURE_SIZE') }],
      [
        'framebufferTexture2D',
        VALUE,
        'level above the limit of cubes',
        { textarget: 'TEXTURE_CUBE_MAP_POSITIVE_X', texture: the('TEXTURE_CUBE_MAP'), level: levelAbove('MAX_CUBE_MAP_TEXTURE_SIZE') },
      ],
      ['framebufferTexture2D', NONE, 'a level that is not defined', { level: 1 }],
      ['framebufferTexture2D', NONE, 'null: textarget and level do not count', { texture: null, textarget: 0, level: -1 }],
      ['framebufferTextureLayer', OPERATION, 'a 2D texture', { texture: the('TEXTURE_2D') }],
      ['framebufferTextureLayer', OPERATION, 'a cube', { texture: the('TEXTURE_CUBE_MAP') }],
      ['framebufferTextureLayer', OPERATION, 'a texture that was never bound', { texture: (gl) => gl.createTexture() }],
      ['framebufferTextureLayer', NONE, 'an array', { texture: the('TEXTURE_2D_ARRAY') }],
      ['framebufferTextureLayer', VALUE, 'level -1', { level: -1 }],
      ['framebufferTextureLayer', VALUE, 'level above the limit', { level: levelAbove('MAX_3D_TEXTURE_SIZE') }],
      ['framebufferTextureLayer', VALUE, 'layer -1', { layer: -1 }],
      ['framebufferTextureLayer', VALUE, 'layer above the limit', { layer: limit('MAX_3D_TEXTURE_SIZE') }],
      ['framebufferTextureLayer', VALUE, 'layer above the limit of arrays', { texture: the('TEXTURE_2D_ARRAY'), layer: limit('MAX_ARRAY_TEXTURE_LAYERS') }],
      ['framebufferTextureLayer', NONE, 'null: level and layer do not count', { texture: null, level: -1, layer: -1 }],

      ['getFramebufferAttachmentParameter', NONE, 'type: NONE', {}, 0],
      ['getFramebufferAttachmentParameter', NONE, 'name: null', { pname: 'FRAMEBUFFER_ATTACHMENT_OBJECT_NAME' }, null],
      ...['RED_SIZE', 'COMPONENT_TYPE', 'COLOR_ENCODING', 'TEXTURE_LEVEL', 'TEXTURE_CUBE_MAP_FACE', 'TEXTURE_LAYER'].map((name) => [
        'getFramebufferAttachmentParameter',
        OPERATION,
        `nothing attached: ${name}`,
        { pname: `FRAMEBUFFER_ATTACHMENT_${name}` },
      ]),
      ['getFramebufferAttachmentParameter', ENUM, 'COLOR_ATTACHMENT above the limit', { attachment: pointAbove }],
      ...['BACK', 'DEPTH', 'COLOR', 'NONE'].map((attachment) => ['getFramebufferAttachmentParameter', ENUM, `attachment ${attachment}`, { attachment }]),
      ['readBuffer', NONE, 'COLOR_ATTACHMENT3', { src: 'COLOR_ATTACHMENT3' }],
      ['readBuffer', NONE, 'NONE', { src: 'NONE' }],
      ['readBuffer', OPERATION, 'BACK', {}],
      ['readBuffer', OPERATION, 'above the limit', { src: pointAbove }],
      ['readBuffer', ENUM, 'DEPTH_ATTACHMENT', { src: 'DEPTH_ATTACHMENT' }],
      ['drawBuffers', NONE, 'none', { buffers: () => [] }],
      ['drawBuffers', NONE, 'in order, with gaps', { buffers: (gl) => [gl.COLOR_ATTACHMENT0, gl.NONE, gl.COLOR_ATTACHMENT2] }],
      ['drawBuffers', NONE, 'any iterable', { buffers: (gl) => new Set([gl.COLOR_ATTACHMENT0]) }],
      ['drawBuffers', OPERATION, 'BACK', {}],
      ['drawBuffers', OPERATION, 'out of order', { buffers: (gl) => [gl.COLOR_ATTACHMENT1, gl.COLOR_ATTACHMENT0] }],
      ['drawBuffers', OPERATION, 'twice the same', { buffers: (gl) => [gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT0] }],
      ['drawBuffers', ENUM, 'RGBA', { buffers: (gl) => [gl.RGBA] }],
      ['drawBuffers', VALUE, 'too many', { buffers: (gl) => Array(gl.getParameter(gl.MAX_DRAW_BUFFERS) + 1).fill(gl.NONE) }],
      ...['invalidateFramebuffer', 'invalidateSubFramebuffer'].flatMap((method) => [
        ...POINTS.map((point) => [method, NONE, point, { attachments: (gl) => [gl[point]] }]),
        [method, ENUM, 'COLOR', {}],
        [method, ENUM, 'BACK', { attachments: (gl) => [gl.BACK] }],
        [method, OPERATION, 'above the limit', { attachments: (gl) => [pointAbove(gl)] }],
      ]),
      ...['isFramebuffer', 'isRenderbuffer'].map((method) => [method, NONE, 'bound', (gl, s) => gl[method](s[method.slice(2).toLowerCase()]), true]),
      ...['Framebuffer', 'Renderbuffer'].flatMap((kind) => [
        [
          `delete${kind}`,
          NONE,
          'its binding becomes null',
          (gl, s) => (gl[`delete${kind}`](s[kind.toLowerCase()]), gl.getParameter(gl[`${kind.toUpperCase()}_BINDING`])),
          null,
        ],
        [`delete${kind}`, NONE, 'twice', (gl, s) => (gl[`delete${kind}`](s[kind.toLowerCase()]), gl[`delete${kind}`](s[kind.toLowerCase()]))],
        [`is${kind}`, NONE, 'deleted', (gl, s) => (gl[`delete${kind}`](s[kind.toLowerCase()]), gl[`is${kind}`](s[kind.toLowerCase()])), false],
      ]),
      [
        'deleteRenderbuffer',
        NONE,
        'detached from the bound framebuffer',
        (gl, s) => {
          gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, s.renderbuffer);
          gl.deleteRenderbuffer(s.renderbuffer);
          return gl.getFramebufferAttachmentParameter(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE);
        },
        0,
      ],
      [
        'deleteTexture',
        NONE,
        'detached from the bound framebuffer',
        (gl, s) => {
          gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, s.TEXTURE_2D, 0);
          gl.deleteTexture(s.TEXTURE_2D);
          return gl.getFramebufferAttachmentParameter(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE);
        },
        0,
      ],
      [
        'deleteRenderbuffer',
        NONE,
        'attached to another framebuffer still',
        (gl, s) => {
          gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, s.renderbuffer);
          gl.bindFramebuffer(gl.FRAMEBUFFER, null);
          gl.deleteRenderbuffer(s.renderbuffer);
          gl.bindFramebuffer(gl.FRAMEBUFFER, s.framebuffer);
          return gl.checkFramebufferStatus(gl.FRAMEBUFFER);
        },
        0x8cd5,
      ],

      // ES 3.0 §4.4.4
      ['checkFramebufferStatus', NONE, 'nothing attached', status(() => {}), 'FRAMEBUFFER_INCOMPLETE_MISSING_ATTACHMENT'],
      ['checkFramebufferStatus', NONE, 'a renderbuffer', status((gl) => attach(gl, 'COLOR_ATTACHMENT0', 'RGBA8')), 'FRAMEBUFFER_COMPLETE'],
      ['checkFramebufferStatus', NONE, 'depth alone', status((gl) => attach(gl, 'DEPTH_ATTACHMENT', 'DEPTH_COMPONENT16')), 'FRAMEBUFFER_COMPLETE'],
      [
        'checkFramebufferStatus',
        NONE,
        'a renderbuffer without size',
        status((gl) => attach(gl, 'COLOR_ATTACHMENT0', 'RGBA8', 0, 0)),
        'FRAMEBUFFER_INCOMPLETE_ATTACHMENT',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'a colour format at depth',
        status((gl) => attach(gl, 'DEPTH_ATTACHMENT', 'RGBA8')),
        'FRAMEBUFFER_INCOMPLETE_ATTACHMENT',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'a depth format at colour',
        status((gl) => attach(gl, 'COLOR_ATTACHMENT0', 'DEPTH_COMPONENT16')),
        'FRAMEBUFFER_INCOMPLETE_ATTACHMENT',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'a depth format at stencil',
        status((gl) => attach(gl, 'STENCIL_ATTACHMENT', 'DEPTH_COMPONENT16')),
        'FRAMEBUFFER_INCOMPLETE_ATTACHMENT',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'other sizes',
        status((gl) => {
          attach(gl, 'COLOR_ATTACHMENT0', 'RGBA8');
          attach(gl, 'COLOR_ATTACHMENT1', 'RGBA8', 4, 2);
        }),
        'FRAMEBUFFER_INCOMPLETE_DIMENSIONS',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'other numbers of samples',
        status((gl) => {
          attach(gl, 'COLOR_ATTACHMENT0', 'RGBA8', 4, 4, 4);
          attach(gl, 'DEPTH_ATTACHMENT', 'DEPTH_COMPONENT16');
        }),
        'FRAMEBUFFER_INCOMPLETE_MULTISAMPLE',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'samples beside a texture',
        status((gl, s) => {
          attach(gl, 'COLOR_ATTACHMENT0', 'RGBA8', 4, 4, 4);
          gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT1, gl.TEXTURE_2D, s.TEXTURE_2D, 0);
        }),
        'FRAMEBUFFER_INCOMPLETE_MULTISAMPLE',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'depth and stencil of two images',
        status((gl) => {
          attach(gl, 'DEPTH_ATTACHMENT', 'DEPTH24_STENCIL8');
          attach(gl, 'STENCIL_ATTACHMENT', 'DEPTH24_STENCIL8');
        }),
        'FRAMEBUFFER_UNSUPPORTED',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'one image twice',
        status((gl, s) => {
          for (const point of [gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT1]) gl.framebufferTexture2D(gl.FRAMEBUFFER, point, gl.TEXTURE_2D, s.TEXTURE_2D, 0);
        }),
        'FRAMEBUFFER_UNSUPPORTED',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'two layers of a texture',
        status((gl, s) => {
          for (const i of [0, 1]) gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + i, s.TEXTURE_2D_ARRAY, 0, i);
        }),
        'FRAMEBUFFER_COMPLETE',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'a layer past the depth',
        status((gl, s) => gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, s.TEXTURE_3D, 0, 4)),
        'FRAMEBUFFER_INCOMPLETE_ATTACHMENT',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'a level that is not defined',
        status((gl, s) => gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, s.TEXTURE_2D, 1)),
        'FRAMEBUFFER_INCOMPLETE_ATTACHMENT',
      ],
      [
        'checkFramebufferStatus',
        NONE,
        'a format that is not renderable',
        status((gl) => {
          const texture = gl.createTexture();
          gl.bindTexture(gl.TEXTURE_2D, texture);
          gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGB9_E5, 4, 4);
          gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
        }),
        'FRAMEBUFFER_INCOMPLETE_ATTACHMENT',
      ],

      ['readPixels', FRAMEBUFFER, 'incomplete', {}],
      ['blitFramebuffer', FRAMEBUFFER, 'incomplete', {}],
    ],
    { calls },
  ),

  scene(
    'a renderbuffer',
    objects,
    [
      ...['renderbufferStorage', 'renderbufferStorageMultisample'].flatMap((method) => [
        ...['FRAMEBUFFER', 'TEXTURE_2D', 'ZERO'].map((target) => [method, ENUM, `target ${target}`, { target }]),
        ...NOT_RENDERABLE.map((internalformat) => [method, ENUM, internalformat, { internalformat }]),
        [method, VALUE, 'width -1', { width: -1 }],
        [method, VALUE, 'height -1', { height: -1 }],
        [method, VALUE, 'width above the limit', { width: above('MAX_RENDERBUFFER_SIZE') }],
        [method, VALUE, 'height above the limit', { height: above('MAX_RENDERBUFFER_SIZE') }],
        [method, NONE, 'no size', { width: 0, height: 0 }],
      ]),
      ...RENDERABLE.flatMap((internalformat) => [
        ['renderbufferStorage', NONE, internalformat, { internalformat }],
        ['renderbufferStorageMultisample', NONE, `${internalformat}, no samples`, { internalformat, samples: 0 }],
        ['renderbufferStorageMultisample', /U?I$|^DEPTH_STENCIL$/.test(internalformat) ? OPERATION : NONE, `${internalformat}, 4 samples`, { internalformat }],
      ]),
      ['renderbufferStorageMultisample', VALUE, 'samples -1', { samples: -1 }],
      [
        'renderbufferStorageMultisample',
        OPERATION,
        'more samples than the format has',
        { samples: (gl) => gl.getInternalformatParameter(gl.RENDERBUFFER, gl.RGBA8, gl.SAMPLES)[0] + 1 },
      ],
      ['renderbufferStorageMultisample', OPERATION, 'samples 2^31 - 1', { samples: 2 ** 31 - 1 }],
      [
        'renderbufferStorageMultisample',
        'OUT_OF_MEMORY',
        'as large as the limits let, sixteen times',
        (gl) => {
          const size = gl.getParameter(gl.MAX_RENDERBUFFER_SIZE);
          return () => gl.renderbufferStorageMultisample(gl.RENDERBUFFER, 4, gl.RGBA8, size, size);
        },
      ],
      ...['FRAMEBUFFER', 'TEXTURE_2D', 'ZERO'].map((target) => ['getRenderbufferParameter', ENUM, `target ${target}`, { target }]),
      ...['ZERO', 'RENDERBUFFER', 'TEXTURE_WRAP_S'].map((pname) => ['getRenderbufferParameter', ENUM, `pname ${pname}`, { pname }]),
    ],
    { calls },
  ),

  scene(
    'a framebuffer of RGBA8UI',
    drawable('RGBA8UI'),
    [
      ['readPixels', NONE, 'RGBA_INTEGER, UNSIGNED_INT', { format: 'RGBA_INTEGER', type: 'UNSIGNED_INT', dstData: () => new Uint32Array(64) }],
      ['readPixels', OPERATION, 'RGBA, UNSIGNED_BYTE', {}],
      [
        'readPixels',
        OPERATION,
        'offset no multiple of the type',
        (gl) => {
          gl.bindBuffer(gl.PIXEL_PACK_BUFFER, gl.createBuffer());
          gl.bufferData(gl.PIXEL_PACK_BUFFER, 1024, gl.STREAM_READ);
          return () => gl.readPixels(0, 0, 1, 1, gl.RGBA_INTEGER, gl.UNSIGNED_INT, 2);
        },
      ],
      ['readPixels', OPERATION, 'RGBA_INTEGER, INT', { format: 'RGBA_INTEGER', type: 'INT', dstData: () => new Int32Array(64) }],
      ['getFramebufferAttachmentParameter', NONE, 'an object', { pname: 'FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE' }, 0x8d41],
      ...['TEXTURE_LEVEL', 'TEXTURE_CUBE_MAP_FACE', 'TEXTURE_LAYER'].map((name) => [
        'getFramebufferAttachmentParameter',
        ENUM,
        `a renderbuffer's ${name}`,
        { pname: `FRAMEBUFFER_ATTACHMENT_${name}` },
      ]),
      ['getFramebufferAttachmentParameter', ENUM, 'pname 0', { pname: 'ZERO' }],
      ['clear', OPERATION, 'integers', (gl) => gl.clear(gl.COLOR_BUFFER_BIT)],
      ['clearBufferfv', OPERATION, 'unsigned integers', (gl) => gl.clearBufferfv(gl.COLOR, 0, [0, 0, 0, 0])],
      ['clearBufferiv', OPERATION, 'unsigned integers', (gl) => gl.clearBufferiv(gl.COLOR, 0, [0, 0, 0, 0])],
      ['clearBufferuiv', NONE, 'unsigned integers', (gl) => gl.clearBufferuiv(gl.COLOR, 0, [0, 0, 0, 0])],
    ],
    { calls },
  ),

  scene(
    'a framebuffer of RGBA8I',
    drawable('RGBA8I'),
    [
      ['readPixels', NONE, 'RGBA_INTEGER, INT', { format: 'RGBA_INTEGER', type: 'INT', dstData: () => new Int32Array(64) }],
      ['readPixels', OPERATION, 'RGBA_INTEGER, UNSIGNED_INT', { format: 'RGBA_INTEGER', type: 'UNSIGNED_INT', dstData: () => new Uint32Array(64) }],
      ['clearBufferfv', OPERATION, 'signed integers', (gl) => gl.clearBufferfv(gl.COLOR, 0, [0, 0, 0, 0])],
      ['clearBufferiv', NONE, 'signed integers', (gl) => gl.clearBufferiv(gl.COLOR, 0, [0, 0, 0, 0])],
      ['clearBufferuiv', OPERATION, 'signed integers', (gl) => gl.clearBufferuiv(gl.COLOR, 0, [0, 0, 0, 0])],
    ],
    { calls },
  ),

  scene(
    'a multisampled framebuffer',
    drawable('RGBA8', 4),
    [
      ['readPixels', OPERATION, 'more than one sample', {}],
      ['blitFramebuffer', OPERATION, 'onto itself', {}],
    ],
    { calls },
  ),

  scene(
    'depth and stencil alone',
    drawable('DEPTH24_STENCIL8', 0, 'DEPTH_STENCIL_ATTACHMENT'),
    [
      ['readPixels', OPERATION, 'no colour', {}],
      [
        'getFramebufferAttachmentParameter',
        OPERATION,
        'COMPONENT_TYPE of both',
        { attachment: 'DEPTH_STENCIL_ATTACHMENT', pname: 'FRAMEBUFFER_ATTACHMENT_COMPONENT_TYPE' },
      ],
      [
        'getFramebufferAttachmentParameter',
        OPERATION,
        'two images',
        (gl) => {
          attach(gl, 'DEPTH_ATTACHMENT', 'DEPTH24_STENCIL8');
          return () => gl.getFramebufferAttachmentParameter(gl.FRAMEBUFFER, gl.DEPTH_STENCIL_ATTACHMENT, gl.FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE);
        },
      ],
      ['clear', NONE, 'no colour', (gl) => gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT | gl.STENCIL_BUFFER_BIT)],
    ],
    { calls },
  ),

  ...[
    ['RGBA8', 'RGBA8', NONE],
    ['RGBA8', 'RGB565', NONE],
    ['RGBA8', 'RGBA8UI', OPERATION],
    ['RGBA8', 'RGBA8I', OPERATION],
    ['RGBA8UI', 'RGBA8', OPERATION],
    ['RGBA8UI', 'RGBA8I', OPERATION],
    ['RGBA8UI', 'R32UI', NONE],
    ['RGBA8I', 'RGBA8UI', OPERATION],
    ['RGBA8I', 'RGBA16I', NONE],
    ['SRGB8_ALPHA8', 'RGBA8', NONE],
  ].map(([read, draw, code]) =>
    scene(
      `from ${read} to ${draw}`,
      pair(read, draw),
      [
        ['blitFramebuffer', code, 'colour', {}],
        ['blitFramebuffer', code !== NONE || /I$/.test(read) ? OPERATION : NONE, 'colour, LINEAR', { filter: 'LINEAR' }],
      ],
      { calls },
    ),
  ),

  scene(
    'from RGBA8 to RGBA8',
    pair('RGBA8', 'RGBA8'),
    [
      ['blitFramebuffer', NONE, 'a mirrored part', { srcX0: 3, srcX1: 1 }],
      ['blitFramebuffer', NONE, 'scaled', { dstX1: 2 }],
      ['blitFramebuffer', VALUE, 'wider than 2^31 - 1', { srcX0: -(2 ** 31), srcX1: 2 ** 31 - 1 }],
      ['blitFramebuffer', VALUE, 'higher than 2^31 - 1, destination', { dstY0: 2 ** 31 - 1, dstY1: -2 }],
      ['blitFramebuffer', OPERATION, 'LINEAR with depth', { mask: 'DEPTH_BUFFER_BIT', filter: 'LINEAR' }],
      ['blitFramebuffer', OPERATION, 'LINEAR with stencil', { mask: 'STENCIL_BUFFER_BIT', filter: 'LINEAR' }],
      ['blitFramebuffer', NONE, 'no depth anywhere', { mask: 'DEPTH_BUFFER_BIT' }],
      [
        'blitFramebuffer',
        OPERATION,
        'READ_BUFFER NONE',
        (gl) => {
          gl.readBuffer(gl.NONE);
          return () => gl.blitFramebuffer(0, 0, 4, 4, 0, 0, 4, 4, gl.COLOR_BUFFER_BIT, gl.NEAREST);
        },
      ],
    ],
    { calls },
  ),

  scene(
    'from 4 samples of RGBA8 to RGBA8',
    pair('RGBA8', 'RGBA8', { samples: [4, 0] }),
    [
      ['blitFramebuffer', NONE, 'all', {}],
      ['blitFramebuffer', OPERATION, 'scaled', { dstX1: 2 }],
      ['blitFramebuffer', OPERATION, 'moved', { dstX0: 1, dstX1: 5 }],
      ['blitFramebuffer', OPERATION, 'mirrored', { dstX0: 4, dstX1: 0 }],
    ],
    { calls },
  ),
  scene('from 4 samples of RGBA8 to RGB565', pair('RGBA8', 'RGB565', { samples: [4, 0] }), [['blitFramebuffer', OPERATION, 'formats differ', {}]], { calls }),
  scene('from RGBA8 to 4 samples', pair('RGBA8', 'RGBA8', { samples: [0, 4] }), [['blitFramebuffer', OPERATION, 'samples to draw to', {}]], { calls }),
  scene(
    'from DEPTH_COMPONENT24 to DEPTH_COMPONENT16',
    pair('DEPTH_COMPONENT24', 'DEPTH_COMPONENT16', { point: 'DEPTH_ATTACHMENT' }),
    [
      ['blitFramebuffer', OPERATION, 'depth', { mask: 'DEPTH_BUFFER_BIT' }],
      ['blitFramebuffer', NONE, 'stencil, which neither has', { mask: 'STENCIL_BUFFER_BIT' }],
    ],
    { calls },
  ),
  scene(
    'from DEPTH24_STENCIL8 to the same',
    pair('DEPTH24_STENCIL8', 'DEPTH24_STENCIL8', { point: 'DEPTH_STENCIL_ATTACHMENT' }),
    [
      ['blitFramebuffer', NONE, 'both', { mask: (gl) => gl.DEPTH_BUFFER_BIT | gl.STENCIL_BUFFER_BIT }],
      ['blitFramebuffer', OPERATION, 'both, LINEAR', { mask: (gl) => gl.DEPTH_BUFFER_BIT | gl.STENCIL_BUFFER_BIT, filter: 'LINEAR' }],
    ],
    { calls },
  ),
];
