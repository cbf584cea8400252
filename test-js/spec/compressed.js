// SPDX-License-Identifier: MIT
// The families of compressed formats: which targets they have, which sizes, which parts may be replaced. The
// extensions' specifications; what does not depend on the family is in textures.js.
import { ENUM, NONE, OPERATION, scene, VALUE } from './rows.js';

/** Formats of a family: value, block width, block height, bytes a block. */
const astc = [[4, 4], [5, 4], [5, 5], [6, 5], [6, 6], [8, 5], [8, 6], [8, 8], [10, 5], [10, 6], [10, 8], [10, 10], [12, 10], [12, 12]]; // prettier-ignore
const blocks4 = (/** @type {[number, number][]} */ ...formats) => formats.map(([format, bytes]) => [format, 4, 4, bytes]);
const FAMILIES = {
  WEBGL_compressed_texture_s3tc: blocks4([0x83f0, 8], [0x83f1, 8], [0x83f2, 16], [0x83f3, 16]),
  WEBGL_compressed_texture_s3tc_srgb: blocks4([0x8c4c, 8], [0x8c4d, 8], [0x8c4e, 16], [0x8c4f, 16]),
  EXT_texture_compression_rgtc: blocks4([0x8dbb, 8], [0x8dbc, 8], [0x8dbd, 16], [0x8dbe, 16]),
  EXT_texture_compression_bptc: blocks4([0x8e8c, 16], [0x8e8d, 16], [0x8e8e, 16], [0x8e8f, 16]),
  WEBGL_compressed_texture_etc: blocks4(
    ...[0x9270, 0x9271, 0x9274, 0x9275, 0x9276, 0x9277].map((format) => /** @type {[number, number]} */ ([format, 8])),
    ...[0x9272, 0x9273, 0x9278, 0x9279].map((format) => /** @type {[number, number]} */ ([format, 16])),
  ),
  WEBGL_compressed_texture_etc1: blocks4([0x8d64, 8]),
  WEBGL_compressed_texture_astc: [0x93b0, 0x93d0].flatMap((first) => astc.map(([width, height], i) => [first + i, width, height, 16])),
};
/** Level 0 is whole blocks. */
const whole = (family) => /s3tc|rgtc|bptc/.test(family);

const TARGETS = ['TEXTURE_2D', 'TEXTURE_CUBE_MAP', 'TEXTURE_2D_ARRAY', 'TEXTURE_3D'];

/** A texture at every target. @param {any} gl */
function bound(gl) {
  for (const target of TARGETS) gl.bindTexture(gl[target], gl.createTexture());
}

/** @param {string} family @param {number[]} format */
function rowsOf(family, [format, blockWidth, blockHeight, blockBytes]) {
  const name = `0x${format.toString(16)}`;
  const bytes = (width, height, depth = 1) => Math.ceil(width / blockWidth) * Math.ceil(height / blockHeight) * depth * blockBytes;
  const data = (...size) => new Uint8Array(bytes(...size));
  const [width, height] = [2 * blockWidth, 2 * blockHeight];
  const flat = (gl, target, level, w, h, given = data(w, h)) => gl.compressedTexImage2D(gl[target], level, format, w, h, 0, given);
  const deep = (gl, target, w, h, d, given = data(w, h, d)) => gl.compressedTexImage3D(gl[target], 0, format, w, h, d, 0, given);
  const inside = whole(family) ? OPERATION : NONE;
  const isEtc1 = family.endsWith('etc1');
  const volume = family.endsWith('bptc') ? NONE : OPERATION;
  return [
    ['compressedTexImage2D', NONE, name, (gl) => flat(gl, 'TEXTURE_2D', 0, width, height)],
    [
      'compressedTexImage2D',
      NONE,
      `${name}, a face`,
      (gl) => flat(gl, 'TEXTURE_CUBE_MAP_POSITIVE_Z', 0, 4 * blockWidth * blockHeight, 4 * blockWidth * blockHeight),
    ],
    ['compressedTexImage2D', VALUE, `${name}, a byte too few`, (gl) => flat(gl, 'TEXTURE_2D', 0, width, height, new Uint8Array(bytes(width, height) - 1))],
    ['compressedTexImage2D', VALUE, `${name}, a byte too many`, (gl) => flat(gl, 'TEXTURE_2D', 0, width, height, new Uint8Array(bytes(width, height) + 1))],
    ['compressedTexImage2D', inside, `${name}, width inside of a block`, (gl) => flat(gl, 'TEXTURE_2D', 0, width - 1, height)],
    ['compressedTexImage2D', inside, `${name}, height inside of a block`, (gl) => flat(gl, 'TEXTURE_2D', 0, width, height - 1)],
    ['compressedTexImage2D', NONE, `${name}, level 1 of 2 × 2`, (gl) => flat(gl, 'TEXTURE_2D', 1, 2, 2)],
    ['compressedTexImage2D', NONE, `${name}, level 2 of 1 × 1`, (gl) => flat(gl, 'TEXTURE_2D', 2, 1, 1)],
    ['compressedTexImage2D', inside, `${name}, level 1 of 3 × 3`, (gl) => flat(gl, 'TEXTURE_2D', 1, 3, 3)],
    ['compressedTexImage3D', isEtc1 ? OPERATION : NONE, `${name}, an array`, (gl) => deep(gl, 'TEXTURE_2D_ARRAY', width, height, 3)],
    ['compressedTexImage3D', isEtc1 ? OPERATION : volume, `${name}, TEXTURE_3D`, (gl) => deep(gl, 'TEXTURE_3D', width, height, 3)],
    ...(isEtc1
      ? []
      : [
          ['texStorage2D', NONE, name, (gl) => gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height)],
          ['texStorage2D', inside, `${name}, width inside of a block`, (gl) => gl.texStorage2D(gl.TEXTURE_2D, 1, format, width - 1, height)],
          ['texStorage3D', NONE, `${name}, an array`, (gl) => gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, format, width, height, 2)],
          ['texStorage3D', volume, `${name}, TEXTURE_3D`, (gl) => gl.texStorage3D(gl.TEXTURE_3D, 1, format, width, height, 2)],
        ]),
    ...[
      [isEtc1 ? OPERATION : NONE, 'the last block', blockWidth, blockHeight, blockWidth, blockHeight],
      [OPERATION, 'xoffset inside of a block', 1, 0, blockWidth, blockHeight],
      [OPERATION, 'yoffset inside of a block', 0, 1, blockWidth, blockHeight],
      [OPERATION, 'width inside of a block', 0, 0, blockWidth - 1, blockHeight],
      [OPERATION, 'height inside of a block', 0, 0, blockWidth, blockHeight - 1],
    ].map(([code, condition, x, y, w, h]) => [
      'compressedTexSubImage2D',
      code,
      `${name}, ${condition}`,
      (gl) => {
        flat(gl, 'TEXTURE_2D', 0, width, height);
        return () => gl.compressedTexSubImage2D(gl.TEXTURE_2D, 0, x, y, w, h, format, data(w, h));
      },
    ]),
    ['generateMipmap', OPERATION, name, (gl) => (flat(gl, 'TEXTURE_2D', 0, width, height), () => gl.generateMipmap(gl.TEXTURE_2D))],
    [
      'texSubImage2D',
      OPERATION,
      name,
      (gl) => (flat(gl, 'TEXTURE_2D', 0, width, height), () => gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4))),
    ],
    ['copyTexSubImage2D', OPERATION, name, (gl) => (flat(gl, 'TEXTURE_2D', 0, width, height), () => gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 0, 0, 1, 1))],
    ['texImage2D', VALUE, name, (gl) => gl.texImage2D(gl.TEXTURE_2D, 0, format, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, null)],
    [
      'checkFramebufferStatus',
      NONE,
      `${name} is not drawn to`,
      (gl) => {
        const texture = gl.getParameter(gl.TEXTURE_BINDING_2D);
        flat(gl, 'TEXTURE_2D', 0, width, height);
        gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
        gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
        return gl.checkFramebufferStatus(gl.FRAMEBUFFER);
      },
      0x8cd6,
    ],
  ];
}

export const compressed = [
  scene(
    'no extension enabled',
    bound,
    Object.values(FAMILIES).flatMap((formats) =>
      formats.flatMap(([format, width, height, bytes]) => [
        [
          'compressedTexImage2D',
          ENUM,
          `0x${format.toString(16)}`,
          (gl) => gl.compressedTexImage2D(gl.TEXTURE_2D, 0, format, width, height, 0, new Uint8Array(bytes)),
        ],
        ['texStorage2D', ENUM, `0x${format.toString(16)}`, (gl) => gl.texStorage2D(gl.TEXTURE_2D, 1, format, width, height)],
      ]),
    ),
  ),
  ...Object.entries(FAMILIES).map(([family, formats]) =>
    scene(
      family,
      bound,
      [
        ['getParameter', NONE, 'COMPRESSED_TEXTURE_FORMATS', (gl) => gl.getParameter(gl.COMPRESSED_TEXTURE_FORMATS).length, formats.length],
        ...formats.flatMap((format) => rowsOf(family, format)),
      ],
      { extensions: [family] },
    ),
  ),
];
