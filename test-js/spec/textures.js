// SPDX-License-Identifier: MIT
// Textures: WebGL 1.0 §5.14.8, WebGL 2.0 §3.7.6; ES 3.0 §3.8.
import { ENUM, FRAMEBUFFER, NONE, OPERATION, scene, TYPE, VALUE } from './rows.js';

const FACES = ['POSITIVE_X', 'NEGATIVE_X', 'POSITIVE_Y', 'NEGATIVE_Y', 'POSITIVE_Z', 'NEGATIVE_Z'].map((face) => `TEXTURE_CUBE_MAP_${face}`);
const TARGETS = ['TEXTURE_2D', 'TEXTURE_3D', 'TEXTURE_2D_ARRAY', 'TEXTURE_CUBE_MAP'];
const ETC2 = 0x9274;
const ETC2_EXT = 'WEBGL_compressed_texture_etc';

/** @param {number} n */
const bytes = (n) => () => new Uint8Array(n);
/** @param {string} name */
const limit = (name) => (gl) => gl.getParameter(gl[name]);
/** @param {string} name */
const above = (name) => (gl) => gl.getParameter(gl[name]) + 1;
/** @param {string} name */
const levelAbove = (name) => (gl) => Math.log2(gl.getParameter(gl[name])) + 1;

/** @type {import('./rows.js').Calls} */
const calls = {
  texImage2D: { target: 'TEXTURE_2D', level: 0, internalformat: 'RGBA', width: 4, height: 4, border: 0, format: 'RGBA', type: 'UNSIGNED_BYTE', pixels: null },
  texImage3D: {
    target: 'TEXTURE_3D',
    level: 0,
    internalformat: 'RGBA',
    width: 4,
    height: 4,
    depth: 4,
    border: 0,
    format: 'RGBA',
    type: 'UNSIGNED_BYTE',
    pixels: null,
  },
  texSubImage2D: { target: 'TEXTURE_2D', level: 0, xoffset: 0, yoffset: 0, width: 2, height: 2, format: 'RGBA', type: 'UNSIGNED_BYTE', pixels: bytes(16) },
  texSubImage3D: {
    target: 'TEXTURE_3D',
    level: 0,
    xoffset: 0,
    yoffset: 0,
    zoffset: 0,
    width: 2,
    height: 2,
    depth: 2,
    format: 'RGBA',
    type: 'UNSIGNED_BYTE',
    pixels: bytes(32),
  },
  texStorage2D: { target: 'TEXTURE_2D', levels: 1, internalformat: 'RGBA8', width: 4, height: 4 },
  texStorage3D: { target: 'TEXTURE_3D', levels: 1, internalformat: 'RGBA8', width: 4, height: 4, depth: 4 },
  copyTexImage2D: { target: 'TEXTURE_2D', level: 0, internalformat: 'RGBA', x: 0, y: 0, width: 4, height: 4, border: 0 },
  copyTexSubImage2D: { target: 'TEXTURE_2D', level: 0, xoffset: 0, yoffset: 0, x: 0, y: 0, width: 2, height: 2 },
  copyTexSubImage3D: { target: 'TEXTURE_3D', level: 0, xoffset: 0, yoffset: 0, zoffset: 0, x: 0, y: 0, width: 2, height: 2 },
  compressedTexImage2D: { target: 'TEXTURE_2D', level: 0, internalformat: () => ETC2, width: 4, height: 4, border: 0, data: bytes(8) },
  compressedTexImage3D: { target: 'TEXTURE_2D_ARRAY', level: 0, internalformat: () => ETC2, width: 4, height: 4, depth: 1, border: 0, data: bytes(8) },
  compressedTexSubImage2D: { target: 'TEXTURE_2D', level: 0, xoffset: 0, yoffset: 0, width: 4, height: 4, format: () => ETC2, data: bytes(8) },
  compressedTexSubImage3D: {
    target: 'TEXTURE_2D_ARRAY',
    level: 0,
    xoffset: 0,
    yoffset: 0,
    zoffset: 0,
    width: 4,
    height: 4,
    depth: 1,
    format: () => ETC2,
    data: bytes(8),
  },
  texParameteri: { target: 'TEXTURE_2D', pname: 'TEXTURE_WRAP_S', param: 'REPEAT' },
  texParameterf: { target: 'TEXTURE_2D', pname: 'TEXTURE_WRAP_S', param: 'REPEAT' },
  getTexParameter: { target: 'TEXTURE_2D', pname: 'TEXTURE_WRAP_S' },
  generateMipmap: { target: 'TEXTURE_2D' },
};

/** The targets a method takes. @type {Record<string, string[]>} */
const targetsOf = {
  texImage2D: ['TEXTURE_2D', ...FACES],
  texImage3D: ['TEXTURE_3D', 'TEXTURE_2D_ARRAY'],
  texSubImage2D: ['TEXTURE_2D', ...FACES],
  texSubImage3D: ['TEXTURE_3D', 'TEXTURE_2D_ARRAY'],
  texStorage2D: ['TEXTURE_2D', 'TEXTURE_CUBE_MAP'],
  texStorage3D: ['TEXTURE_3D', 'TEXTURE_2D_ARRAY'],
  copyTexImage2D: ['TEXTURE_2D', ...FACES],
  copyTexSubImage2D: ['TEXTURE_2D', ...FACES],
  copyTexSubImage3D: ['TEXTURE_3D', 'TEXTURE_2D_ARRAY'],
  compressedTexImage2D: ['TEXTURE_2D', ...FACES],
  compressedTexImage3D: ['TEXTURE_2D_ARRAY'],
  compressedTexSubImage2D: ['TEXTURE_2D', ...FACES],
  compressedTexSubImage3D: ['TEXTURE_2D_ARRAY'],
  texParameteri: TARGETS,
  texParameterf: TARGETS,
  getTexParameter: TARGETS,
  generateMipmap: TARGETS,
};
const methods = Object.keys(targetsOf);
const withLevel = methods.filter((name) => calls[name].level === 0);
const is3D = (/** @type {string} */ name) => name.endsWith('3D');

/** A texture without contents at every target. @param {any} gl */
function bound(gl) {
  /** @type {any} */
  const textures = {};
  for (const target of TARGETS) {
    textures[target] = gl.createTexture();
    gl.bindTexture(gl[target], textures[target]);
  }
  return textures;
}

/** RGBA8 of 4 × 4 (× 4) at every target. @param {any} gl */
function defined(gl) {
  const textures = bound(gl);
  for (const target of targetsOf.texImage2D) gl.texImage2D(gl[target], 0, gl.RGBA, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  for (const target of targetsOf.texImage3D) gl.texImage3D(gl[target], 0, gl.RGBA, 4, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  return textures;
}

/** Immutable textures of 4 × 4 (× 4) at every target. @param {any} gl */
function immutable(gl) {
  const textures = bound(gl);
  for (const target of targetsOf.texStorage2D) gl.texStorage2D(gl[target], 2, gl.RGBA8, 4, 4);
  for (const target of targetsOf.texStorage3D) gl.texStorage3D(gl[target], 2, gl.RGBA8, 4, 4, 4);
  return textures;
}

/** ETC2 of 4 × 4. @param {any} gl */
function compressed(gl) {
  const textures = bound(gl);
  gl.compressedTexImage2D(gl.TEXTURE_2D, 0, ETC2, 8, 8, 0, new Uint8Array(32));
  gl.compressedTexImage3D(gl.TEXTURE_2D_ARRAY, 0, ETC2, 8, 8, 1, 0, new Uint8Array(32));
  return textures;
}

/** As `defined`, with 64 bytes to unpack from. @param {any} gl */
function unpacking(gl) {
  const textures = defined(gl);
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, buffer);
  gl.bufferData(gl.PIXEL_UNPACK_BUFFER, 64, gl.STATIC_DRAW);
  return { ...textures, buffer };
}

const image = () => ({ width: 2, height: 2, data: new Uint8ClampedArray(16) });
/** An image whose bytes another thread has got. */
const detached = () => {
  const given = image();
  structuredClone(given.data.buffer, { transfer: [given.data.buffer] });
  return given;
};

const everyTarget = [...TARGETS, ...FACES];
const maximum = (/** @type {string} */ name) => (is3D(name) && calls[name].target === 'TEXTURE_3D' ? 'MAX_3D_TEXTURE_SIZE' : 'MAX_TEXTURE_SIZE');

export const textures = [
  scene(
    'no texture bound',
    () => {},
    [
      ...methods.flatMap((method) => targetsOf[method].map((target) => [method, OPERATION, `nothing at ${target}`, { target }])),
      ['createTexture', NONE, 'always', (gl) => gl.createTexture() instanceof Object, true],
      ['isTexture', NONE, 'null', (gl) => gl.isTexture(null), false],
      ['isTexture', NONE, 'never bound', (gl) => gl.isTexture(gl.createTexture()), false],
      ['deleteTexture', NONE, 'null', (gl) => gl.deleteTexture(null)],
      [
        'deleteTexture',
        NONE,
        'twice',
        (gl) => {
          const texture = gl.createTexture();
          gl.deleteTexture(texture);
          gl.deleteTexture(texture);
        },
      ],
      ...TARGETS.map((target) => ['bindTexture', NONE, target, (gl) => gl.bindTexture(gl[target], gl.createTexture())]),
      ...TARGETS.map((target) => ['bindTexture', NONE, `null to ${target}`, (gl) => gl.bindTexture(gl[target], null)]),
      ...[...FACES, 'ARRAY_BUFFER', 'TEXTURE', 'TEXTURE_BINDING_2D', 'ZERO'].map((target) => [
        'bindTexture',
        ENUM,
        `target ${target}`,
        (gl) => gl.bindTexture(gl[target], gl.createTexture()),
      ]),
      ['bindTexture', ENUM, 'target, null', (gl) => gl.bindTexture(gl.TEXTURE0, null)],
      ['activeTexture', ENUM, 'an index', (gl) => gl.activeTexture(0)],
      ['activeTexture', ENUM, 'TEXTURE0 - 1', (gl) => gl.activeTexture(gl.TEXTURE0 - 1)],
      ['activeTexture', ENUM, 'above the limit', (gl) => gl.activeTexture(gl.TEXTURE0 + limit('MAX_COMBINED_TEXTURE_IMAGE_UNITS')(gl))],
      ['activeTexture', NONE, 'the last', (gl) => gl.activeTexture(gl.TEXTURE0 + limit('MAX_COMBINED_TEXTURE_IMAGE_UNITS')(gl) - 1)],
    ],
    { calls, extensions: [ETC2_EXT] },
  ),

  scene(
    'textures without contents',
    bound,
    [
      ...methods.flatMap((method) =>
        [...everyTarget, 'RENDERBUFFER', 'TEXTURE0', 'ZERO']
          // TEXTURE_3D is a target of compressedTexImage3D for some formats: OPERATION for the others.
          .filter((target) => !targetsOf[method].includes(target) && !(target === 'TEXTURE_3D' && /^compressed.*3D/.test(method)))
          .map((target) => [method, ENUM, `target ${target}`, { target }]),
      ),
      ['compressedTexImage3D', OPERATION, 'ETC2 has no TEXTURE_3D', { target: 'TEXTURE_3D' }],
      ...withLevel.flatMap((method) => [
        [method, VALUE, 'level -1', { level: -1 }],
        [method, VALUE, 'level above the limit', { level: levelAbove(maximum(method)) }],
        [method, VALUE, 'level 2^31 - 1', { level: 2 ** 31 - 1 }],
      ]),
      ...['texImage2D', 'texImage3D', 'copyTexImage2D', 'compressedTexImage2D', 'compressedTexImage3D'].flatMap((method) => [
        [method, VALUE, 'width -1', { width: -1 }],
        [method, VALUE, 'height -1', { height: -1 }],
        [method, VALUE, 'border 1', { border: 1 }],
        [method, VALUE, 'border -1', { border: -1 }],
        [method, VALUE, 'width above the limit', { width: above(maximum(method)) }],
        [method, VALUE, 'height above the limit', { height: above(maximum(method)) }],
        ...(is3D(method)
          ? [
              [method, VALUE, 'depth -1', { depth: -1 }],
              [method, VALUE, 'layers above the limit', { target: 'TEXTURE_2D_ARRAY', depth: above('MAX_ARRAY_TEXTURE_LAYERS') }],
            ]
          : [[method, VALUE, 'a face that is no square', { target: FACES[0], width: 4, height: 8 }]]),
      ]),
      ['texImage3D', VALUE, 'depth above the limit', { depth: above('MAX_3D_TEXTURE_SIZE') }],
      ['texImage2D', VALUE, 'width above the limit of level 1', { level: 1, width: limit('MAX_TEXTURE_SIZE') }],
      [
        'texImage2D',
        VALUE,
        'a face above the limit',
        { target: FACES[2], width: above('MAX_CUBE_MAP_TEXTURE_SIZE'), height: above('MAX_CUBE_MAP_TEXTURE_SIZE') },
      ],
      ['texImage2D', NONE, 'no size', { width: 0, height: 0 }],
      ['texImage3D', NONE, 'no depth', { depth: 0 }],
      ...['texImage2D', 'texImage3D'].flatMap((method) => [
        [method, ENUM, 'format TRIANGLES', { format: 'TRIANGLES' }],
        [method, ENUM, 'format RGBA8', { format: 'RGBA8' }],
        [method, ENUM, 'format BGRA', { format: () => 0x80e1 }],
        [method, ENUM, 'type 0', { type: 'ZERO' }],
        [method, ENUM, 'type RGBA', { type: 'RGBA' }],
        [method, ENUM, 'type UNSIGNED_INT_8_8_8_8', { type: () => 0x8035 }],
        [method, VALUE, 'internalformat 0', { internalformat: 'ZERO' }],
        [method, VALUE, 'internalformat RGBA16', { internalformat: () => 0x805b }],
        [method, OPERATION, 'RGBA with RGB', { format: 'RGB' }],
        [method, OPERATION, 'RGBA8 with FLOAT', { internalformat: 'RGBA8', type: 'FLOAT' }],
        [method, OPERATION, 'RGBA8 with RGBA_INTEGER', { internalformat: 'RGBA8', format: 'RGBA_INTEGER' }],
        [method, OPERATION, 'RGBA8UI with RGBA', { internalformat: 'RGBA8UI' }],
        [method, OPERATION, 'RGBA8UI with BYTE', { internalformat: 'RGBA8UI', format: 'RGBA_INTEGER', type: 'BYTE' }],
        [method, OPERATION, 'RGB565 with UNSIGNED_SHORT_4_4_4_4', { internalformat: 'RGB565', format: 'RGB', type: 'UNSIGNED_SHORT_4_4_4_4' }],
        [
          method,
          OPERATION,
          'DEPTH_COMPONENT16 with FLOAT',
          { target: is3D(method) ? 'TEXTURE_2D_ARRAY' : 'TEXTURE_2D', internalformat: 'DEPTH_COMPONENT16', format: 'DEPTH_COMPONENT', type: 'FLOAT' },
        ],
        [method, OPERATION, 'R8 with RED and FLOAT', { internalformat: 'R8', format: 'RED', type: 'FLOAT' }],
        [method, ENUM, 'type HALF_FLOAT_OES', { type: () => 0x8d61 }],
        [method, OPERATION, 'a view of another kind', { pixels: () => new Float32Array(256) }],
        [method, OPERATION, 'a view of another kind, unsigned short', { pixels: () => new Uint16Array(256) }],
        [method, OPERATION, 'Int8Array for UNSIGNED_BYTE', { pixels: () => new Int8Array(256) }],
        [method, OPERATION, 'a Uint8Array for FLOAT', { internalformat: 'RGBA32F', type: 'FLOAT', pixels: bytes(4096) }],
        [
          method,
          OPERATION,
          'a Uint8Array for UNSIGNED_SHORT_5_6_5',
          { internalformat: 'RGB', format: 'RGB', type: 'UNSIGNED_SHORT_5_6_5', pixels: bytes(4096) },
        ],
        [
          method,
          OPERATION,
          'FLOAT_32_UNSIGNED_INT_24_8_REV from a view',
          {
            target: is3D(method) ? 'TEXTURE_2D_ARRAY' : 'TEXTURE_2D',
            internalformat: 'DEPTH32F_STENCIL8',
            format: 'DEPTH_STENCIL',
            type: 'FLOAT_32_UNSIGNED_INT_24_8_REV',
            pixels: bytes(4096),
          },
        ],
        [method, OPERATION, 'a view that is too small', { pixels: bytes(is3D(method) ? 255 : 63) }],
        [method, OPERATION, 'too small from srcOffset on', { pixels: bytes(is3D(method) ? 256 : 64), srcOffset: 1 }],
        [method, OPERATION, 'srcOffset past the view', { pixels: bytes(300), srcOffset: 301 }],
        [method, NONE, 'a view', { pixels: bytes(is3D(method) ? 256 : 64) }],
        [method, NONE, 'Uint8ClampedArray', { pixels: () => new Uint8ClampedArray(256) }],
        [method, NONE, 'srcOffset', { pixels: bytes(300), srcOffset: 44 }],
        [method, TYPE, 'an array is no view', { pixels: () => [1, 2, 3, 4] }],
        [method, TYPE, 'an object', { pixels: () => ({}) }],
        [method, OPERATION, 'an offset without a buffer', { pixels: 0 }],
      ]),
      ['texImage3D', OPERATION, 'TEXTURE_3D has no depth formats', { internalformat: 'DEPTH_COMPONENT24', format: 'DEPTH_COMPONENT', type: 'UNSIGNED_INT' }],
      [
        'texImage3D',
        OPERATION,
        'TEXTURE_3D has no depth and stencil',
        { internalformat: 'DEPTH24_STENCIL8', format: 'DEPTH_STENCIL', type: 'UNSIGNED_INT_24_8' },
      ],
      [
        'texImage2D',
        OPERATION,
        'skipping more than a row',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 4);
          gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, 1);
          return () => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(256));
        },
      ],
      [
        'texImage3D',
        OPERATION,
        'skipping more than an image',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_IMAGE_HEIGHT, 4);
          gl.pixelStorei(gl.UNPACK_SKIP_ROWS, 1);
          return () => gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGBA, 4, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4096));
        },
      ],
      [
        'texImage2D',
        OPERATION,
        'too small with UNPACK_ROW_LENGTH',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 8);
          return () => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(111));
        },
      ],
      [
        'texImage2D',
        NONE,
        'the last row counts its pixels only',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 8);
          return () => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(112));
        },
      ],
      [
        'texImage2D',
        OPERATION,
        'too small with UNPACK_ALIGNMENT',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_ALIGNMENT, 8);
          return () => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB, 1, 2, 0, gl.RGB, gl.UNSIGNED_BYTE, new Uint8Array(10));
        },
      ],
      [
        'texImage2D',
        NONE,
        'just enough with UNPACK_ALIGNMENT',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_ALIGNMENT, 8);
          return () => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB, 1, 2, 0, gl.RGB, gl.UNSIGNED_BYTE, new Uint8Array(11));
        },
      ],
      [
        'texImage3D',
        OPERATION,
        'UNPACK_FLIP_Y_WEBGL with a view',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, true);
          return () => gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGBA, 4, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(256));
        },
      ],
      [
        'texImage3D',
        OPERATION,
        'UNPACK_PREMULTIPLY_ALPHA_WEBGL with a view',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
          return () => gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGBA, 4, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(256));
        },
      ],
      ['texImage2D', VALUE, 'a detached image', (gl) => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, detached())],
      ['texImage3D', NONE, 'an image, one layer', (gl) => gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGBA, 2, 2, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, image())],
      ['texImage3D', OPERATION, 'an image, two layers of it', (gl) => gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGBA, 2, 2, 2, 0, gl.RGBA, gl.UNSIGNED_BYTE, image())],
      ['texImage3D', VALUE, 'a detached image', (gl) => gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGBA, 2, 2, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, detached())],
      [
        'texImage3D',
        NONE,
        'an image, two halves of it',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_IMAGE_HEIGHT, 1);
          gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGBA, 2, 1, 2, 0, gl.RGBA, gl.UNSIGNED_BYTE, image());
        },
      ],
      ...[
        ['texImage2D', { internalformat: 'RGBA32F', type: 'FLOAT', width: limit('MAX_TEXTURE_SIZE'), height: limit('MAX_TEXTURE_SIZE') }],
        ['texImage3D', { width: limit('MAX_3D_TEXTURE_SIZE'), height: limit('MAX_3D_TEXTURE_SIZE'), depth: limit('MAX_3D_TEXTURE_SIZE') }],
        ['texStorage2D', { internalformat: 'RGBA32F', width: limit('MAX_TEXTURE_SIZE'), height: limit('MAX_TEXTURE_SIZE') }],
        ['texStorage3D', { width: limit('MAX_3D_TEXTURE_SIZE'), height: limit('MAX_3D_TEXTURE_SIZE'), depth: limit('MAX_3D_TEXTURE_SIZE') }],
      ].map(([method, given]) => [method, 'OUT_OF_MEMORY', 'as large as the limits let', given]),
      ['texImage2D', NONE, 'an image', (gl) => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, image())],
      ['texImage2D', NONE, 'an image, part of it', (gl) => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, image())],
      ['texImage2D', OPERATION, 'more than the image', (gl) => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 3, 2, 0, gl.RGBA, gl.UNSIGNED_BYTE, image())],
      ['texImage2D', OPERATION, 'an image as RGBA8UI of BYTE', (gl) => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8UI, gl.RGBA_INTEGER, gl.BYTE, image())],
      ['texImage2D', TYPE, 'null as image', (gl) => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, null)],
      ['texImage2D', ENUM, 'an image, format', (gl) => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.TRIANGLES, gl.UNSIGNED_BYTE, image())],
      ...['texStorage2D', 'texStorage3D'].flatMap((method) => [
        [method, ENUM, 'internalformat RGBA', { internalformat: 'RGBA' }],
        [method, ENUM, 'internalformat LUMINANCE', { internalformat: 'LUMINANCE' }],
        [method, ENUM, 'internalformat 0', { internalformat: 'ZERO' }],
        [method, ENUM, 'internalformat DEPTH_COMPONENT', { internalformat: 'DEPTH_COMPONENT' }],
        [method, ENUM, 'internalformat of an extension that is not enabled', { internalformat: () => 0x83f1 }],
        [method, VALUE, 'levels 0', { levels: 0 }],
        [method, VALUE, 'levels -1', { levels: -1 }],
        [method, VALUE, 'width 0', { width: 0 }],
        [method, VALUE, 'height 0', { height: 0 }],
        [method, VALUE, 'width -1', { width: -1 }],
        [method, VALUE, 'width above the limit', { width: above(maximum(method)) }],
        [method, VALUE, 'height above the limit', { height: above(maximum(method)) }],
        [method, OPERATION, 'more levels than 4 × 4 has', { levels: 4 }],
        [method, NONE, 'all levels of 4 × 4', { levels: 3 }],
      ]),
      ['texStorage3D', VALUE, 'depth 0', { depth: 0 }],
      ['texStorage3D', VALUE, 'depth above the limit', { depth: above('MAX_3D_TEXTURE_SIZE') }],
      ['texStorage3D', VALUE, 'layers above the limit', { target: 'TEXTURE_2D_ARRAY', depth: above('MAX_ARRAY_TEXTURE_LAYERS') }],
      ['texStorage3D', NONE, 'depth counts for levels', { depth: 8, levels: 4 }],
      ['texStorage3D', OPERATION, 'layers do not count for levels', { target: 'TEXTURE_2D_ARRAY', depth: 8, levels: 4 }],
      ['texStorage3D', OPERATION, 'TEXTURE_3D has no depth formats', { internalformat: 'DEPTH_COMPONENT16' }],
      ['texStorage3D', NONE, 'TEXTURE_2D_ARRAY has', { target: 'TEXTURE_2D_ARRAY', internalformat: 'DEPTH_COMPONENT16' }],
      ['texStorage3D', OPERATION, 'TEXTURE_3D has no ETC2', { internalformat: () => ETC2 }],
      ['texStorage2D', VALUE, 'a cube that is no cube', { target: 'TEXTURE_CUBE_MAP', height: 8 }],
      ['texStorage2D', NONE, 'ETC2', { internalformat: () => ETC2 }],
      [
        'texStorage2D',
        NONE,
        'UNPACK buffer does not count',
        (gl) => {
          gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, gl.createBuffer());
          gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 4, 4);
        },
      ],
      ...['texSubImage2D', 'texSubImage3D', 'copyTexSubImage2D', 'copyTexSubImage3D'].map((method) => [method, OPERATION, 'a level that is not defined', {}]),
      ['compressedTexSubImage2D', OPERATION, 'a level that is not defined', {}],
      ['compressedTexSubImage3D', OPERATION, 'a level that is not defined', {}],
      ...TARGETS.map((target) => ['generateMipmap', OPERATION, `no base level, ${target}`, { target }]),
      ['bindTexture', OPERATION, 'a 2D texture to TEXTURE_3D', (gl, s) => gl.bindTexture(gl.TEXTURE_3D, s.TEXTURE_2D)],
      ['bindTexture', OPERATION, 'a cube to TEXTURE_2D', (gl, s) => gl.bindTexture(gl.TEXTURE_2D, s.TEXTURE_CUBE_MAP)],
      ['bindTexture', OPERATION, 'an array to TEXTURE_3D', (gl, s) => gl.bindTexture(gl.TEXTURE_3D, s.TEXTURE_2D_ARRAY)],
      ['bindTexture', OPERATION, 'a deleted texture', (gl, s) => (gl.deleteTexture(s.TEXTURE_2D), () => gl.bindTexture(gl.TEXTURE_2D, s.TEXTURE_2D))],
      [
        'deleteTexture',
        NONE,
        'bindings of all units become null',
        (gl, s) => {
          gl.activeTexture(gl.TEXTURE3);
          gl.bindTexture(gl.TEXTURE_2D, s.TEXTURE_2D);
          gl.activeTexture(gl.TEXTURE0);
          gl.deleteTexture(s.TEXTURE_2D);
          const here = gl.getParameter(gl.TEXTURE_BINDING_2D);
          gl.activeTexture(gl.TEXTURE3);
          return [here, gl.getParameter(gl.TEXTURE_BINDING_2D)];
        },
        [null, null],
      ],
      ['isTexture', NONE, 'bound', (gl, s) => gl.isTexture(s.TEXTURE_3D), true],
      ['isTexture', NONE, 'deleted', (gl, s) => (gl.deleteTexture(s.TEXTURE_3D), gl.isTexture(s.TEXTURE_3D)), false],
      ['getTexParameter', ENUM, 'pname 0', { pname: 'ZERO' }],
      ['getTexParameter', ENUM, 'pname TEXTURE_2D', { pname: 'TEXTURE_2D' }],
      ['getTexParameter', ENUM, 'pname TEXTURE_SWIZZLE_R', { pname: () => 0x8e42 }],
      ['getTexParameter', ENUM, 'pname TEXTURE_BORDER_COLOR', { pname: () => 0x1004 }],
      ['getTexParameter', ENUM, 'anisotropy without its extension', { pname: () => 0x84fe }],
      ...['texParameteri', 'texParameterf'].flatMap((method) => [
        [method, ENUM, 'pname 0', { pname: 'ZERO' }],
        [method, ENUM, 'pname TEXTURE_IMMUTABLE_FORMAT', { pname: 'TEXTURE_IMMUTABLE_FORMAT', param: 0 }],
        [method, ENUM, 'pname TEXTURE_IMMUTABLE_LEVELS', { pname: 'TEXTURE_IMMUTABLE_LEVELS', param: 1 }],
        ...[0x8e42, 0x8e43, 0x8e44, 0x8e45].map((swizzle) => [method, ENUM, `pname TEXTURE_SWIZZLE ${swizzle}`, { pname: () => swizzle, param: 'RED' }]),
        [method, ENUM, 'anisotropy without its extension', { pname: () => 0x84fe, param: 2 }],
        ...['TEXTURE_WRAP_S', 'TEXTURE_WRAP_T', 'TEXTURE_WRAP_R'].flatMap((pname) => [
          ...['REPEAT', 'CLAMP_TO_EDGE', 'MIRRORED_REPEAT'].map((param) => [method, NONE, `${pname} ${param}`, { pname, param }]),
          ...['LINEAR', 'ZERO', 'RGBA'].map((param) => [method, ENUM, `${pname} ${param}`, { pname, param }]),
          [method, ENUM, `${pname} CLAMP`, { pname, param: () => 0x2900 }],
          [method, ENUM, `${pname} CLAMP_TO_BORDER`, { pname, param: () => 0x812d }],
          [method, ENUM, `${pname} MIRROR_CLAMP_TO_EDGE without its extension`, { pname, param: () => 0x8743 }],
        ]),
        ...['NEAREST', 'LINEAR'].flatMap((param) => [
          [method, NONE, `TEXTURE_MAG_FILTER ${param}`, { pname: 'TEXTURE_MAG_FILTER', param }],
          [method, NONE, `TEXTURE_MIN_FILTER ${param}`, { pname: 'TEXTURE_MIN_FILTER', param }],
          ...['NEAREST', 'LINEAR'].flatMap((mip) => [
            [method, NONE, `TEXTURE_MIN_FILTER ${param}_MIPMAP_${mip}`, { pname: 'TEXTURE_MIN_FILTER', param: `${param}_MIPMAP_${mip}` }],
            [method, ENUM, `TEXTURE_MAG_FILTER ${param}_MIPMAP_${mip}`, { pname: 'TEXTURE_MAG_FILTER', param: `${param}_MIPMAP_${mip}` }],
          ]),
        ]),
        [method, ENUM, 'TEXTURE_MIN_FILTER REPEAT', { pname: 'TEXTURE_MIN_FILTER', param: 'REPEAT' }],
        [method, ENUM, 'TEXTURE_COMPARE_MODE LEQUAL', { pname: 'TEXTURE_COMPARE_MODE', param: 'LEQUAL' }],
        [method, NONE, 'TEXTURE_COMPARE_MODE NONE', { pname: 'TEXTURE_COMPARE_MODE', param: 'NONE' }],
        [method, NONE, 'TEXTURE_COMPARE_MODE COMPARE_REF_TO_TEXTURE', { pname: 'TEXTURE_COMPARE_MODE', param: 'COMPARE_REF_TO_TEXTURE' }],
        ...['NEVER', 'LESS', 'EQUAL', 'LEQUAL', 'GREATER', 'NOTEQUAL', 'GEQUAL', 'ALWAYS'].map((param) => [
          method,
          NONE,
          `TEXTURE_COMPARE_FUNC ${param}`,
          { pname: 'TEXTURE_COMPARE_FUNC', param },
        ]),
        [method, ENUM, 'TEXTURE_COMPARE_FUNC NONE', { pname: 'TEXTURE_COMPARE_FUNC', param: 'NONE' }],
        [method, VALUE, 'TEXTURE_BASE_LEVEL -1', { pname: 'TEXTURE_BASE_LEVEL', param: -1 }],
        [method, VALUE, 'TEXTURE_MAX_LEVEL -1', { pname: 'TEXTURE_MAX_LEVEL', param: -1 }],
        [method, NONE, 'TEXTURE_BASE_LEVEL 1000', { pname: 'TEXTURE_BASE_LEVEL', param: 1000 }],
        [method, NONE, 'TEXTURE_MIN_LOD -7', { pname: 'TEXTURE_MIN_LOD', param: -7 }],
        [method, NONE, 'TEXTURE_MAX_LOD -7', { pname: 'TEXTURE_MAX_LOD', param: -7 }],
      ]),
      [
        'texParameterf',
        NONE,
        'enums are rounded',
        (gl) => {
          gl.texParameterf(gl.TEXTURE_2D, gl.TEXTURE_MAX_LEVEL, 4.6);
          return gl.getTexParameter(gl.TEXTURE_2D, gl.TEXTURE_MAX_LEVEL);
        },
        5,
      ],
      ...['compressedTexImage2D', 'compressedTexImage3D'].flatMap((method) => [
        [method, ENUM, 'internalformat RGBA8', { internalformat: 'RGBA8' }],
        [method, ENUM, 'internalformat 0', { internalformat: 'ZERO' }],
        [method, ENUM, 'internalformat of an extension that is not enabled', { internalformat: () => 0x83f1 }],
        [method, VALUE, 'too few bytes', { data: bytes(7) }],
        [method, VALUE, 'too many bytes', { data: bytes(9) }],
        [method, VALUE, 'srcOffset past the view', { data: bytes(8), srcOffset: 9 }],
        [method, VALUE, 'too few bytes from srcOffset on', { data: bytes(8), srcOffset: 1 }],
        [method, VALUE, 'srcOffset + srcLengthOverride past the view', { data: bytes(8), srcOffset: 4, srcLengthOverride: 8 }],
        [method, NONE, 'srcOffset and srcLengthOverride', { data: bytes(32), srcOffset: 4, srcLengthOverride: 8 }],
        [method, OPERATION, 'an offset without a buffer', { data: 8, offset: 0 }],
        [method, TYPE, 'null', { data: null }],
        [method, NONE, 'one block for less', { width: 2, height: 3 }],
      ]),
    ],
    { calls, extensions: [ETC2_EXT] },
  ),

  scene(
    '4 × 4 (× 4) texels of RGBA',
    defined,
    [
      ...['texSubImage2D', 'texSubImage3D'].flatMap((method) => [
        [method, ENUM, 'format 0', { format: 'ZERO' }],
        [method, ENUM, 'format RGBA8', { format: 'RGBA8' }],
        [method, ENUM, 'type 0', { type: 'ZERO' }],
        [method, OPERATION, 'RGB into RGBA', { format: 'RGB' }],
        [method, OPERATION, 'RGBA_INTEGER into RGBA', { format: 'RGBA_INTEGER' }],
        [method, OPERATION, 'FLOAT into RGBA', { type: 'FLOAT', pixels: () => new Float32Array(64) }],
        [method, OPERATION, 'DEPTH_COMPONENT into RGBA', { format: 'DEPTH_COMPONENT', type: 'UNSIGNED_SHORT', pixels: () => new Uint16Array(64) }],
        [method, NONE, 'another type of the same format', { type: 'UNSIGNED_SHORT_4_4_4_4', pixels: () => new Uint16Array(64) }],
        [method, OPERATION, 'a view of another kind', { pixels: () => new Uint16Array(64) }],
        [method, OPERATION, 'a view that is too small', { pixels: bytes(15) }],
        [method, OPERATION, 'srcOffset past the view', { pixels: bytes(64), srcOffset: 65 }],
        [method, OPERATION, 'too small from srcOffset on', { pixels: bytes(32), srcOffset: 20 }],
        [method, OPERATION, 'an offset without a buffer', { pixels: 0 }],
        [method, VALUE, 'null', { pixels: null }],
        [method, NONE, 'nothing', { width: 0 }],
        [method, NONE, 'nothing at the end', { xoffset: 4, width: 0 }],
        [method, OPERATION, 'a level that is not defined', { level: 1 }],
        [method, TYPE, 'an object', { pixels: () => ({}) }],
      ]),
      ...['texSubImage2D', 'texSubImage3D', 'copyTexSubImage2D', 'copyTexSubImage3D'].flatMap((method) => [
        [method, VALUE, 'width -1', { width: -1 }],
        [method, VALUE, 'height -1', { height: -1 }],
        [method, VALUE, 'xoffset -1', { xoffset: -1 }],
        [method, VALUE, 'yoffset -1', { yoffset: -1 }],
        [method, VALUE, 'past the right', { xoffset: 3 }],
        [method, VALUE, 'past the top', { yoffset: 3 }],
        [method, VALUE, 'past the right, 2^31 - 1', { xoffset: 2 ** 31 - 1 }],
        ...(is3D(method)
          ? [
              [method, VALUE, 'zoffset -1', { zoffset: -1 }],
              [method, VALUE, 'past the last image', { zoffset: 4 }],
              [method, VALUE, 'past the last layer', { target: 'TEXTURE_2D_ARRAY', zoffset: 4 }],
            ]
          : []),
      ]),
      ['texSubImage3D', VALUE, 'depth -1', { depth: -1 }],
      ['texSubImage3D', VALUE, 'past the last image', { zoffset: 3 }],
      [
        'texSubImage2D',
        NONE,
        'another type, converted',
        (gl, s) => {
          gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_SHORT_4_4_4_4, new Uint16Array([0xf08f]));
          gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
          gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, s.TEXTURE_2D, 0);
          const pixel = new Uint8Array(4);
          gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
          return [...pixel];
        },
        [255, 0, 136, 255],
      ],
      ['texSubImage2D', NONE, 'an image', (gl) => gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, gl.RGBA, gl.UNSIGNED_BYTE, image())],
      ['texSubImage2D', VALUE, 'an image past the right', (gl) => gl.texSubImage2D(gl.TEXTURE_2D, 0, 3, 0, gl.RGBA, gl.UNSIGNED_BYTE, image())],
      ['texSubImage2D', OPERATION, 'an image as RGB', (gl) => gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, gl.RGB, gl.UNSIGNED_BYTE, image())],
      ['texSubImage2D', OPERATION, 'more than the image', (gl) => gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 3, 2, gl.RGBA, gl.UNSIGNED_BYTE, image())],
      [
        'texSubImage3D',
        OPERATION,
        'UNPACK_FLIP_Y_WEBGL with a view',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, true);
          return () => gl.texSubImage3D(gl.TEXTURE_3D, 0, 0, 0, 0, 2, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(32));
        },
      ],
      [
        'texSubImage3D',
        OPERATION,
        'UNPACK_PREMULTIPLY_ALPHA_WEBGL with a view',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
          return () => gl.texSubImage3D(gl.TEXTURE_3D, 0, 0, 0, 0, 2, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(32));
        },
      ],
      ...TARGETS.map((target) => ['generateMipmap', NONE, `RGBA, ${target}`, { target }]),
      ...[
        ['RGBA8UI', 'RGBA_INTEGER', 'UNSIGNED_BYTE'],
        ['R32I', 'RED_INTEGER', 'INT'],
        ['RGBA8_SNORM', 'RGBA', 'BYTE'],
        ['SRGB8', 'RGB', 'UNSIGNED_BYTE'],
        ['RGB9_E5', 'RGB', 'FLOAT'],
        ['RGBA32F', 'RGBA', 'FLOAT'],
        ['DEPTH_COMPONENT16', 'DEPTH_COMPONENT', 'UNSIGNED_SHORT'],
        ['DEPTH24_STENCIL8', 'DEPTH_STENCIL', 'UNSIGNED_INT_24_8'],
      ].map(([internal, format, type]) => [
        'generateMipmap',
        OPERATION,
        internal,
        (gl) => {
          gl.texImage2D(gl.TEXTURE_2D, 0, gl[internal], 4, 4, 0, gl[format], gl[type], null);
          return () => gl.generateMipmap(gl.TEXTURE_2D);
        },
      ]),
      ...[
        ['R8', 'RED'],
        ['RGB565', 'RGB'],
        ['SRGB8_ALPHA8', 'RGBA'],
        ['LUMINANCE', 'LUMINANCE'],
        ['LUMINANCE_ALPHA', 'LUMINANCE_ALPHA'],
        ['ALPHA', 'ALPHA'],
        ['RGB', 'RGB'],
      ].map(([internal, format]) => [
        'generateMipmap',
        NONE,
        internal,
        (gl) => {
          gl.texImage2D(gl.TEXTURE_2D, 0, gl[internal], 4, 4, 0, gl[format], gl.UNSIGNED_BYTE, null);
          gl.generateMipmap(gl.TEXTURE_2D);
        },
      ]),
      [
        'generateMipmap',
        OPERATION,
        'a cube without one face',
        (gl) => {
          gl.texImage2D(gl[FACES[4]], 0, gl.RGBA, 2, 2, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
          return () => gl.generateMipmap(gl.TEXTURE_CUBE_MAP);
        },
      ],
      [
        'generateMipmap',
        OPERATION,
        'a base level without size',
        (gl) => {
          gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 0, 0, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
          return () => gl.generateMipmap(gl.TEXTURE_2D);
        },
      ],
      [
        'generateMipmap',
        OPERATION,
        'TEXTURE_BASE_LEVEL that is not defined',
        (gl) => {
          gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_BASE_LEVEL, 1);
          return () => gl.generateMipmap(gl.TEXTURE_2D);
        },
      ],
      [
        'generateMipmap',
        NONE,
        'no power of two',
        (gl) => {
          gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 5, 3, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
          gl.generateMipmap(gl.TEXTURE_2D);
        },
      ],
      // The read framebuffer is the drawing buffer: RGBA8.
      ['copyTexImage2D', ENUM, 'internalformat 0', { internalformat: 'ZERO' }],
      ['copyTexImage2D', ENUM, 'internalformat DEPTH_COMPONENT16', { internalformat: 'DEPTH_COMPONENT16' }],
      ['copyTexImage2D', OPERATION, 'integer of normalized', { internalformat: 'RGBA8UI' }],
      ['copyTexImage2D', OPERATION, 'signed integer of normalized', { internalformat: 'RGBA8I' }],
      ['copyTexImage2D', OPERATION, 'sRGB of linear', { internalformat: 'SRGB8_ALPHA8' }],
      ['copyTexImage2D', OPERATION, 'other sizes of components', { internalformat: 'RGBA4' }],
      ['copyTexImage2D', OPERATION, 'float of normalized', { internalformat: 'RGBA16F' }],
      ['copyTexImage2D', OPERATION, 'RGB9_E5', { internalformat: 'RGB9_E5' }],
      ...['RGBA', 'RGB', 'ALPHA', 'LUMINANCE', 'LUMINANCE_ALPHA', 'RGBA8', 'RGB8', 'R8', 'RG8'].map((internalformat) => [
        'copyTexImage2D',
        NONE,
        internalformat,
        { internalformat },
      ]),
      ['copyTexImage2D', NONE, 'past the framebuffer', { x: -2, y: 3 }],
      ['copyTexImage2D', NONE, 'no size', { width: 0, height: 0 }],
      ['copyTexSubImage2D', NONE, 'past the framebuffer', { x: 100, y: -100 }],
      ['copyTexSubImage2D', OPERATION, 'a level that is not defined', { level: 1 }],
      ['copyTexSubImage3D', OPERATION, 'a level that is not defined', { level: 1 }],
      [
        'copyTexSubImage2D',
        OPERATION,
        'into integers',
        (gl) => {
          gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8UI, 4, 4, 0, gl.RGBA_INTEGER, gl.UNSIGNED_BYTE, null);
          return () => gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 0, 0, 2, 2);
        },
      ],
      [
        'copyTexSubImage2D',
        OPERATION,
        'into depth',
        (gl) => {
          gl.texImage2D(gl.TEXTURE_2D, 0, gl.DEPTH_COMPONENT16, 4, 4, 0, gl.DEPTH_COMPONENT, gl.UNSIGNED_SHORT, null);
          return () => gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 0, 0, 2, 2);
        },
      ],
      [
        'copyTexSubImage3D',
        OPERATION,
        'into integers',
        (gl) => {
          gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGBA8UI, 4, 4, 4, 0, gl.RGBA_INTEGER, gl.UNSIGNED_BYTE, null);
          return () => gl.copyTexSubImage3D(gl.TEXTURE_3D, 0, 0, 0, 0, 0, 0, 2, 2);
        },
      ],
      ['compressedTexSubImage2D', OPERATION, 'a level that is not compressed', {}],
      ['compressedTexSubImage3D', OPERATION, 'a level that is not compressed', {}],
    ],
    { calls, extensions: [ETC2_EXT] },
  ),

  scene(
    'the read framebuffer has nothing attached',
    (gl) => {
      defined(gl);
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, gl.createFramebuffer());
    },
    ['copyTexImage2D', 'copyTexSubImage2D', 'copyTexSubImage3D'].map((method) => [method, FRAMEBUFFER, 'incomplete', {}]),
    { calls },
  ),

  scene(
    'READ_BUFFER is NONE',
    (gl) => {
      defined(gl);
      gl.readBuffer(gl.NONE);
    },
    ['copyTexImage2D', 'copyTexSubImage2D', 'copyTexSubImage3D'].map((method) => [method, OPERATION, 'nothing to read', {}]),
    { calls },
  ),

  scene(
    'the read framebuffer is multisampled',
    (gl) => {
      defined(gl);
      const renderbuffer = gl.createRenderbuffer();
      gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
      gl.renderbufferStorageMultisample(gl.RENDERBUFFER, 4, gl.RGBA8, 4, 4);
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, gl.createFramebuffer());
      gl.framebufferRenderbuffer(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, renderbuffer);
    },
    ['copyTexImage2D', 'copyTexSubImage2D', 'copyTexSubImage3D'].map((method) => [method, OPERATION, 'more than one sample', {}]),
    { calls },
  ),

  scene(
    'the texture is what the read framebuffer reads',
    (gl) => {
      const s = defined(gl);
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, gl.createFramebuffer());
      gl.framebufferTexture2D(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, s.TEXTURE_2D, 0);
      return s;
    },
    [
      ['copyTexImage2D', OPERATION, 'from itself', {}],
      ['copyTexSubImage2D', OPERATION, 'from itself', {}],
      ['copyTexSubImage2D', NONE, 'to another texture', { target: FACES[0] }],
      [
        'copyTexSubImage3D',
        OPERATION,
        'from itself',
        (gl, s) => {
          gl.framebufferTextureLayer(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, s.TEXTURE_3D, 0, 1);
          return () => gl.copyTexSubImage3D(gl.TEXTURE_3D, 0, 0, 0, 1, 0, 0, 2, 2);
        },
      ],
      [
        'copyTexSubImage3D',
        NONE,
        'to another image of the same texture',
        (gl, s) => {
          gl.framebufferTextureLayer(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, s.TEXTURE_2D_ARRAY, 0, 1);
          gl.copyTexSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, 2, 0, 0, 2, 2);
        },
      ],
    ],
    { calls },
  ),

  scene(
    'immutable textures',
    immutable,
    [
      ['texImage2D', OPERATION, 'immutable', {}],
      ['texImage2D', OPERATION, 'immutable face', { target: FACES[1] }],
      ['texImage3D', OPERATION, 'immutable', {}],
      ['texImage3D', OPERATION, 'immutable array', { target: 'TEXTURE_2D_ARRAY' }],
      ['texStorage2D', OPERATION, 'immutable', {}],
      ['texStorage2D', OPERATION, 'immutable cube', { target: 'TEXTURE_CUBE_MAP' }],
      ['texStorage3D', OPERATION, 'immutable', {}],
      ['copyTexImage2D', OPERATION, 'immutable', {}],
      ['compressedTexImage2D', OPERATION, 'immutable', {}],
      ['compressedTexImage3D', OPERATION, 'immutable', {}],
      ['texSubImage2D', NONE, 'immutable', {}],
      ['texSubImage3D', NONE, 'immutable', {}],
      ['copyTexSubImage2D', NONE, 'immutable', {}],
      ['generateMipmap', NONE, 'immutable', {}],
      ['texParameteri', NONE, 'base level past the levels', { pname: 'TEXTURE_BASE_LEVEL', param: 7 }],
      ['texSubImage2D', OPERATION, 'a level that was not allocated', { level: 2, width: 1, height: 1 }],
    ],
    { calls, extensions: [ETC2_EXT] },
  ),

  scene(
    '8 × 8 texels of ETC2',
    compressed,
    [
      ['texSubImage2D', OPERATION, 'compressed', {}],
      ['texSubImage3D', OPERATION, 'compressed', { target: 'TEXTURE_2D_ARRAY', depth: 1 }],
      ['copyTexSubImage2D', OPERATION, 'compressed', {}],
      ['copyTexSubImage3D', OPERATION, 'compressed', { target: 'TEXTURE_2D_ARRAY' }],
      ['generateMipmap', OPERATION, 'compressed', {}],
      ['generateMipmap', OPERATION, 'compressed array', { target: 'TEXTURE_2D_ARRAY' }],
      ...['compressedTexSubImage2D', 'compressedTexSubImage3D'].flatMap((method) => [
        [method, ENUM, 'format RGBA8', { format: 'RGBA8' }],
        [method, ENUM, 'format of an extension that is not enabled', { format: () => 0x83f1 }],
        [method, OPERATION, 'another format than the level has', { format: () => 0x9275 }],
        [method, VALUE, 'width -4', { width: -4 }],
        [method, VALUE, 'height -4', { height: -4 }],
        [method, VALUE, 'xoffset -4', { xoffset: -4 }],
        [method, VALUE, 'past the right', { xoffset: 8 }],
        [method, VALUE, 'past the top', { yoffset: 8 }],
        [method, OPERATION, 'xoffset inside of a block', { xoffset: 2 }],
        [method, OPERATION, 'yoffset inside of a block', { yoffset: 1 }],
        [method, OPERATION, 'width inside of a block', { width: 3 }],
        [method, OPERATION, 'height inside of a block', { height: 1 }],
        [method, VALUE, 'too few bytes', { data: bytes(7) }],
        [method, VALUE, 'too many bytes', { data: bytes(16) }],
        [method, VALUE, 'srcOffset past the view', { data: bytes(8), srcOffset: 9 }],
        [method, VALUE, 'srcOffset + srcLengthOverride past the view', { data: bytes(8), srcOffset: 4, srcLengthOverride: 8 }],
        [method, OPERATION, 'an offset without a buffer', { data: 8, offset: 0 }],
        [method, TYPE, 'null', { data: null }],
        [method, NONE, 'the last block', { xoffset: 4, yoffset: 4 }],
        [method, NONE, 'srcOffset and srcLengthOverride', { data: bytes(32), srcOffset: 4, srcLengthOverride: 8 }],
      ]),
      ['compressedTexSubImage3D', VALUE, 'past the last layer', { zoffset: 1 }],
      ['compressedTexSubImage3D', VALUE, 'zoffset -1', { zoffset: -1 }],
    ],
    { calls, extensions: [ETC2_EXT] },
  ),

  scene(
    '64 bytes at PIXEL_UNPACK_BUFFER',
    unpacking,
    [
      ...['texImage2D', 'texSubImage2D', 'texImage3D', 'texSubImage3D'].flatMap((method) => {
        const size = is3D(method) ? { width: 2, height: 2, depth: 4 } : { width: 4, height: 4 };
        return [
          [method, OPERATION, 'a view', { ...size, pixels: bytes(64) }],
          [method, VALUE, 'offset -1', { ...size, pixels: -1 }],
          [method, NONE, 'all of it', { ...size, pixels: 0 }],
          [method, OPERATION, 'past the end', { ...size, pixels: 4 }],
          [method, OPERATION, 'offset past the end', { ...size, pixels: 2 ** 32 }],
          [
            method,
            OPERATION,
            'the buffer is bound for capture too',
            (gl, s) => {
              gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, s.buffer);
              const { target, ...rest } = { ...calls[method], ...size, pixels: 0 };
              const given = Object.values(rest).map((value) => (typeof value === 'string' ? gl[value] : value));
              return () => gl[method](gl[target], ...given);
            },
          ],
        ];
      }),
      ['texImage2D', OPERATION, 'offset no multiple of the type', { internalformat: 'RGBA16F', type: 'HALF_FLOAT', width: 1, height: 1, pixels: 1 }],
      [
        'texImage2D',
        OPERATION,
        'offset no multiple of a packed type',
        { internalformat: 'RGB', format: 'RGB', type: 'UNSIGNED_SHORT_5_6_5', width: 1, height: 1, pixels: 3 },
      ],
      ['texImage2D', OPERATION, 'null', {}],
      ['texImage2D', OPERATION, 'an image', (gl) => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, image())],
      ['texSubImage2D', OPERATION, 'an image', (gl) => gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, gl.RGBA, gl.UNSIGNED_BYTE, image())],
      ...['UNPACK_FLIP_Y_WEBGL', 'UNPACK_PREMULTIPLY_ALPHA_WEBGL'].flatMap((name) =>
        ['texImage2D', 'texSubImage2D', 'texImage3D', 'texSubImage3D'].map((method) => [
          method,
          OPERATION,
          name,
          (gl) => {
            gl.pixelStorei(gl[name], true);
            const given = Object.values({ ...calls[method], width: 2, height: 2, ...(is3D(method) ? { depth: 2 } : {}), pixels: 0 });
            return () => gl[method](...given.map((value) => (typeof value === 'string' ? gl[value] : value)));
          },
        ]),
      ),
      [
        'texSubImage2D',
        OPERATION,
        'skipping more than a row',
        (gl) => {
          gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, 1);
          return () => gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, 0);
        },
      ],
      ...['compressedTexImage2D', 'compressedTexImage3D'].map((method) => [
        method,
        OPERATION,
        'the buffer is bound for capture too',
        (gl, s) => {
          gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, s.buffer);
          const depth = is3D(method) ? [1] : [];
          return () => gl[method](gl[calls[method].target], 0, ETC2, 4, 4, ...depth, 0, 8, 0);
        },
      ]),
      ['compressedTexSubImage2D', OPERATION, 'a view', {}],
      ['compressedTexSubImage3D', OPERATION, 'a view', {}],
      ['compressedTexImage2D', OPERATION, 'a view', {}],
      ['compressedTexImage2D', NONE, 'from the buffer', { data: 8, offset: 0 }],
      ['compressedTexImage2D', VALUE, 'offset -1', { data: 8, offset: -1 }],
      ['compressedTexImage2D', VALUE, 'imageSize -8', { data: -8, offset: 0 }],
      ['compressedTexImage2D', VALUE, 'imageSize', { data: 16, offset: 0 }],
      ['compressedTexImage2D', OPERATION, 'past the end', { data: 8, offset: 60 }],
      ['compressedTexImage3D', OPERATION, 'a view', {}],
      ['compressedTexImage3D', NONE, 'from the buffer', { data: 8, offset: 8 }],
      ['compressedTexImage3D', OPERATION, 'past the end', { data: 8, offset: 60 }],
      ['compressedTexImage3D', VALUE, 'imageSize', { data: 9, offset: 0 }],
    ],
    { calls, extensions: [ETC2_EXT] },
  ),

  scene(
    'anisotropy, mirrored clamping',
    bound,
    [
      ...['texParameteri', 'texParameterf'].flatMap((method) => [
        [method, VALUE, 'anisotropy 0', { pname: () => 0x84fe, param: 0 }],
        [method, VALUE, 'anisotropy -1', { pname: () => 0x84fe, param: -1 }],
        [method, NONE, 'anisotropy 2', { pname: () => 0x84fe, param: 2 }],
        [method, NONE, 'anisotropy above the limit', { pname: () => 0x84fe, param: 1000 }],
        [method, NONE, 'MIRROR_CLAMP_TO_EDGE_EXT', { param: () => 0x8743 }],
      ]),
      ['texParameterf', VALUE, 'anisotropy 0.5', { pname: () => 0x84fe, param: 0.5 }],
    ],
    { calls, extensions: ['EXT_texture_filter_anisotropic', 'EXT_texture_mirror_clamp_to_edge'] },
  ),

  scene(
    'pixel storage',
    () => {},
    [
      ...['PACK', 'UNPACK'].flatMap((way) => [
        ...[1, 2, 4, 8].map((param) => ['pixelStorei', NONE, `${way}_ALIGNMENT ${param}`, { pname: `${way}_ALIGNMENT`, param }]),
        ...[0, 3, -1, 16].map((param) => ['pixelStorei', VALUE, `${way}_ALIGNMENT ${param}`, { pname: `${way}_ALIGNMENT`, param }]),
        ...['ROW_LENGTH', 'SKIP_ROWS', 'SKIP_PIXELS', ...(way === 'UNPACK' ? ['IMAGE_HEIGHT', 'SKIP_IMAGES'] : [])].flatMap((name) => [
          ['pixelStorei', VALUE, `${way}_${name} -1`, { pname: `${way}_${name}`, param: -1 }],
          ['pixelStorei', NONE, `${way}_${name} 7`, { pname: `${way}_${name}`, param: 7 }],
        ]),
      ]),
      ['pixelStorei', ENUM, 'pname 0', { pname: 'ZERO' }],
      ['pixelStorei', ENUM, 'pname RGBA', { pname: 'RGBA' }],
      ['pixelStorei', ENUM, 'PACK_IMAGE_HEIGHT is not of ES', { pname: () => 0x806c }],
      ['pixelStorei', ENUM, 'UNPACK_SWAP_BYTES is not of ES', { pname: () => 0x0cf0 }],
      ['pixelStorei', VALUE, 'UNPACK_COLORSPACE_CONVERSION_WEBGL 1', { pname: 'UNPACK_COLORSPACE_CONVERSION_WEBGL', param: 1 }],
      ['pixelStorei', NONE, 'UNPACK_COLORSPACE_CONVERSION_WEBGL NONE', { pname: 'UNPACK_COLORSPACE_CONVERSION_WEBGL', param: 'NONE' }],
      [
        'pixelStorei',
        NONE,
        'UNPACK_COLORSPACE_CONVERSION_WEBGL BROWSER_DEFAULT_WEBGL',
        { pname: 'UNPACK_COLORSPACE_CONVERSION_WEBGL', param: 'BROWSER_DEFAULT_WEBGL' },
      ],
      [
        'pixelStorei',
        NONE,
        'UNPACK_FLIP_Y_WEBGL 7 is true',
        (gl) => (gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, 7), gl.getParameter(gl.UNPACK_FLIP_Y_WEBGL)),
        true,
      ],
    ],
    { calls: { pixelStorei: { pname: 'PACK_ALIGNMENT', param: 4 } } },
  ),
];
