// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram, raises, succeeds } from './fixture.js';

/** Families by extension: a format, the bytes of one block, its size. */
const FAMILIES = [
  ['WEBGL_compressed_texture_s3tc', 'COMPRESSED_RGBA_S3TC_DXT5_EXT', 16, 4, 4],
  ['WEBGL_compressed_texture_s3tc_srgb', 'COMPRESSED_SRGB_S3TC_DXT1_EXT', 8, 4, 4],
  ['EXT_texture_compression_rgtc', 'COMPRESSED_RED_GREEN_RGTC2_EXT', 16, 4, 4],
  ['EXT_texture_compression_bptc', 'COMPRESSED_RGBA_BPTC_UNORM_EXT', 16, 4, 4],
  ['WEBGL_compressed_texture_etc', 'COMPRESSED_RGB8_ETC2', 8, 4, 4],
  ['WEBGL_compressed_texture_etc1', 'COMPRESSED_RGB_ETC1_WEBGL', 8, 4, 4],
  ['WEBGL_compressed_texture_astc', 'COMPRESSED_RGBA_ASTC_6x5_KHR', 16, 6, 5],
];

/** A context with `names` enabled and a texture bound to TEXTURE_2D. @param {any} t @param {string[]} names */
function setUp(t, ...names) {
  const gl = makeContext(t);
  const extensions = names.map((name) => gl.getExtension(name));
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  return { gl, extensions };
}

/** Draws the texture of unit 0, texel by texel, and reads the first row. @param {any} gl @param {string} [lookup] */
function firstRow(gl, lookup = 'texelFetch(image, ivec2(gl_FragCoord.xy), 0)') {
  const program = makeProgram(
    gl,
    'void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0, 1); }',
    `precision highp sampler2DArray; precision highp sampler3D;
     uniform ${lookup.includes('ivec3') ? 'sampler2DArray' : 'sampler2D'} image; out vec4 color;
     void main() { color = ${lookup}; }`,
  );
  gl.useProgram(program);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  const bytes = new Uint8Array(8 * 4);
  gl.readPixels(0, 0, 8, 1, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  return Array.from({ length: 8 }, (_, x) => [...bytes.subarray(4 * x, 4 * x + 4)]);
}

// DXT1: red, blue and their mixtures; and all red.
const MIXED = [0x00, 0xf8, 0x1f, 0x00, 0xe4, 0xe4, 0xe4, 0xe4];
const RED = [0x00, 0xf8, 0x00, 0x00, 0, 0, 0, 0];

test('a format is unknown before its extension, listed and usable afterwards', (t) => {
  for (const [name, formatName, blockBytes, width, height] of FAMILIES) {
    const { gl } = setUp(t);
    const { [formatName]: format } = makeContext(t).getExtension(name);
    const upload = () =>
      gl.compressedTexImage2D(
        gl.TEXTURE_2D,
        0,
        format,
        width,
        height,
        0,
        new Uint8Array(blockBytes),
      );
    raises(gl, 'INVALID_ENUM', upload);
    assert.equal(gl.getParameter(gl.COMPRESSED_TEXTURE_FORMATS).length, 0);
    const extension = gl.getExtension(name);
    const listed = [...gl.getParameter(gl.COMPRESSED_TEXTURE_FORMATS)].sort();
    const constants = Object.entries(Object.getPrototypeOf(extension)).filter(
      ([, value]) => typeof value === 'number',
    );
    assert.deepEqual(listed, constants.map(([, value]) => value).sort());
    succeeds(gl, upload);
  }
});

test('new levels hold blocks of zeros: black, and the error colour of ASTC', (t) => {
  const { gl, extensions } = setUp(
    t,
    'WEBGL_compressed_texture_s3tc',
    'WEBGL_compressed_texture_astc',
  );
  gl.texStorage2D(gl.TEXTURE_2D, 1, extensions[0].COMPRESSED_RGBA_S3TC_DXT1_EXT, 8, 4);
  assert.deepEqual(firstRow(gl)[5], [0, 0, 0, 255]);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texStorage2D(gl.TEXTURE_2D, 1, extensions[1].COMPRESSED_RGBA_ASTC_5x4_KHR, 8, 8);
  assert.deepEqual(firstRow(gl)[6], [255, 0, 255, 255]);
});

test('ASTC offers the LDR profile', (t) => {
  const { extensions } = setUp(t, 'WEBGL_compressed_texture_astc');
  assert.deepEqual(extensions[0].getSupportedProfiles(), ['ldr']);
});

test('blocks are drawn as texels, whole levels and parts', (t) => {
  const { gl, extensions } = setUp(t, 'WEBGL_compressed_texture_s3tc');
  const format = extensions[0].COMPRESSED_RGB_S3TC_DXT1_EXT;
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  const data = new Uint8Array([9, 9, ...MIXED, ...RED, 9]);
  succeeds(gl, () => gl.compressedTexImage2D(gl.TEXTURE_2D, 0, format, 8, 4, 0, data, 2, 16));
  const mixed = [
    [255, 0, 0, 255],
    [0, 0, 255, 255],
    [170, 0, 85, 255],
    [85, 0, 170, 255],
  ];
  const red = Array(4).fill([255, 0, 0, 255]);
  assert.deepEqual(firstRow(gl), [...mixed, ...red]);
  const part = new Uint8Array(MIXED);
  succeeds(gl, () => gl.compressedTexSubImage2D(gl.TEXTURE_2D, 0, 4, 0, 4, 4, format, part));
  assert.deepEqual(firstRow(gl), [...mixed, ...mixed]);
});

test('blocks come from PIXEL_UNPACK_BUFFER too, and then only from there', (t) => {
  const { gl, extensions } = setUp(t, 'WEBGL_compressed_texture_s3tc');
  const format = extensions[0].COMPRESSED_RGB_S3TC_DXT1_EXT;
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  const upload = (/** @type {any[]} */ ...source) =>
    gl.compressedTexImage2D(gl.TEXTURE_2D, 0, format, 8, 4, 0, ...source);
  raises(gl, 'INVALID_OPERATION', () => upload(16, 0));
  gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, gl.createBuffer());
  gl.bufferData(
    gl.PIXEL_UNPACK_BUFFER,
    new Uint8Array([9, 9, 9, 9, ...RED, ...RED]),
    gl.STATIC_DRAW,
  );
  raises(gl, 'INVALID_OPERATION', () => upload(new Uint8Array(16)));
  raises(gl, 'INVALID_OPERATION', () => upload(16, 5));
  raises(gl, 'INVALID_VALUE', () => upload(15, 4));
  raises(gl, 'INVALID_VALUE', () => upload(16, -1));
  succeeds(gl, () => upload(16, 4));
  assert.deepEqual(firstRow(gl)[7], [255, 0, 0, 255]);
});

test('array textures take compressed layers, immutable ones too', (t) => {
  const { gl, extensions } = setUp(t, 'WEBGL_compressed_texture_etc');
  const format = extensions[0].COMPRESSED_RGB8_ETC2;
  const target = gl.TEXTURE_2D_ARRAY;
  gl.bindTexture(target, gl.createTexture());
  gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  succeeds(gl, () => gl.texStorage3D(target, 1, format, 8, 4, 2));
  // Individual mode, colour (255, 0, 0), smallest modifiers.
  const red = [0xff, 0x00, 0x00, 0x00, 0, 0, 0, 0];
  succeeds(gl, () =>
    gl.compressedTexSubImage3D(
      target,
      0,
      0,
      0,
      1,
      8,
      4,
      1,
      format,
      new Uint8Array([...red, ...red]),
    ),
  );
  assert.deepEqual(
    firstRow(gl, 'texelFetch(image, ivec3(gl_FragCoord.xy, 1), 0)')[5],
    [255, 2, 2, 255],
  );
  assert.deepEqual(
    firstRow(gl, 'texelFetch(image, ivec3(gl_FragCoord.xy, 0), 0)')[5],
    [2, 2, 2, 255],
  );
});

test('sizes, offsets and targets obey the rules of the family', (t) => {
  const { gl, extensions } = setUp(
    t,
    'WEBGL_compressed_texture_s3tc',
    'WEBGL_compressed_texture_etc',
    'WEBGL_compressed_texture_etc1',
    'EXT_texture_compression_bptc',
  );
  const [s3tc, etc, etc1, bptc] = extensions;
  const dxt1 = s3tc.COMPRESSED_RGB_S3TC_DXT1_EXT;
  const upload = (
    /** @type {number} */ format,
    /** @type {number} */ level,
    /** @type {number} */ size,
    /** @type {number} */ bytes,
  ) => gl.compressedTexImage2D(gl.TEXTURE_2D, level, format, size, size, 0, new Uint8Array(bytes));
  raises(gl, 'INVALID_OPERATION', () => upload(dxt1, 0, 6, 32));
  raises(gl, 'INVALID_VALUE', () => upload(dxt1, 0, 8, 31));
  succeeds(gl, () => upload(dxt1, 0, 8, 32));
  succeeds(gl, () => upload(dxt1, 2, 2, 8));
  raises(gl, 'INVALID_OPERATION', () => upload(dxt1, 1, 1, 8));
  const part = (
    /** @type {number} */ x,
    /** @type {number} */ width,
    /** @type {number} */ format,
  ) => gl.compressedTexSubImage2D(gl.TEXTURE_2D, 0, x, 0, width, 4, format, new Uint8Array(8));
  raises(gl, 'INVALID_OPERATION', () => part(2, 4, dxt1));
  raises(gl, 'INVALID_OPERATION', () => part(0, 3, dxt1));
  raises(gl, 'INVALID_OPERATION', () => part(0, 4, s3tc.COMPRESSED_RGBA_S3TC_DXT1_EXT));
  raises(gl, 'INVALID_VALUE', () => part(8, 4, dxt1));
  succeeds(gl, () => upload(etc.COMPRESSED_RGB8_ETC2, 0, 6, 32));
  succeeds(gl, () => part(4, 2, etc.COMPRESSED_RGB8_ETC2));
  succeeds(gl, () => upload(etc1.COMPRESSED_RGB_ETC1_WEBGL, 0, 6, 32));
  raises(gl, 'INVALID_OPERATION', () => part(4, 2, etc1.COMPRESSED_RGB_ETC1_WEBGL));

  gl.bindTexture(gl.TEXTURE_3D, gl.createTexture());
  const volume = (/** @type {number} */ format, /** @type {number} */ bytes) =>
    gl.compressedTexImage3D(gl.TEXTURE_3D, 0, format, 4, 4, 2, 0, new Uint8Array(bytes));
  raises(gl, 'INVALID_OPERATION', () => volume(dxt1, 16));
  succeeds(gl, () => volume(bptc.COMPRESSED_RGBA_BPTC_UNORM_EXT, 32));
});

test('a compressed level is not written, drawn to or filtered down', (t) => {
  const { gl, extensions } = setUp(t, 'WEBGL_compressed_texture_s3tc');
  const format = extensions[0].COMPRESSED_RGBA_S3TC_DXT1_EXT;
  gl.compressedTexImage2D(gl.TEXTURE_2D, 0, format, 4, 4, 0, new Uint8Array(8));
  raises(gl, 'INVALID_OPERATION', () =>
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4)),
  );
  raises(gl, 'INVALID_OPERATION', () => gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 0, 0, 4, 4));
  raises(gl, 'INVALID_OPERATION', () => gl.generateMipmap(gl.TEXTURE_2D));
  const texture = gl.getParameter(gl.TEXTURE_BINDING_2D);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_INCOMPLETE_ATTACHMENT);
});

test('wrong arguments are TypeErrors, ranges outside the array INVALID_VALUE', (t) => {
  const { gl, extensions } = setUp(t, 'WEBGL_compressed_texture_s3tc');
  const format = extensions[0].COMPRESSED_RGB_S3TC_DXT1_EXT;
  const upload = (/** @type {any[]} */ ...source) =>
    gl.compressedTexImage2D(gl.TEXTURE_2D, 0, format, 4, 4, 0, ...source);
  assert.throws(() => upload(), TypeError);
  assert.throws(() => upload(null), TypeError);
  assert.throws(() => upload(new ArrayBuffer(8)), TypeError);
  raises(gl, 'INVALID_VALUE', () => upload(new Uint8Array(8), 9));
  raises(gl, 'INVALID_VALUE', () => upload(new Uint8Array(8), 4, 5));
  succeeds(gl, () => upload(new Uint32Array(4), 1, 2));
});
