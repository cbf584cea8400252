// SPDX-License-Identifier: MIT
// The internal formats of WebGL 2 and of its extensions, a row each: ES 3.0 tables 3.2, 3.3, 3.13, WebGL 2.0 §3.7.6
// and the extensions' specifications.

/**
 * @typedef {object} Format
 * @property {string} name
 * @property {string} kind  unorm, snorm, float, sint, uint, depth, depthStencil
 * @property {string} bits  by channel
 * @property {boolean | string[]} renderable  always, never, or by any of these extensions; depth formats as depth
 * @property {boolean | string[]} filterable  as well
 * @property {string[]} uploads  format/type
 * @property {string[]} pictures  those for a TexImageSource
 * @property {string} [extension]  that has the format
 * @property {boolean} unsized
 */

const COLOUR_BUFFER = ['EXT_color_buffer_float'];
const HALF_BUFFER = ['EXT_color_buffer_float', 'EXT_color_buffer_half_float'];
const SNORM_BUFFER = ['EXT_render_snorm'];
const EXPONENT_BUFFER = ['WEBGL_render_shared_exponent'];
const FLOAT_LINEAR = ['OES_texture_float_linear'];

// name, kind, bits, renderable, filterable, uploads, pictures (= the same), extension or "unsized"
// prettier-ignore
const ROWS = [
  ['R8', 'unorm', 'r8', true, true, 'RED/UNSIGNED_BYTE', '=', ''],
  ['R8_SNORM', 'snorm', 'r8', SNORM_BUFFER, true, 'RED/BYTE', '', ''],
  ['RG8', 'unorm', 'r8 g8', true, true, 'RG/UNSIGNED_BYTE', '=', ''],
  ['RG8_SNORM', 'snorm', 'r8 g8', SNORM_BUFFER, true, 'RG/BYTE', '', ''],
  ['RGB8', 'unorm', 'r8 g8 b8', true, true, 'RGB/UNSIGNED_BYTE', '=', ''],
  ['RGB8_SNORM', 'snorm', 'r8 g8 b8', false, true, 'RGB/BYTE', '', ''],
  ['RGB565', 'unorm', 'r5 g6 b5', true, true, 'RGB/UNSIGNED_BYTE RGB/UNSIGNED_SHORT_5_6_5', '=', ''],
  ['RGBA4', 'unorm', 'r4 g4 b4 a4', true, true, 'RGBA/UNSIGNED_BYTE RGBA/UNSIGNED_SHORT_4_4_4_4', '=', ''],
  ['RGB5_A1', 'unorm', 'r5 g5 b5 a1', true, true, 'RGBA/UNSIGNED_BYTE RGBA/UNSIGNED_SHORT_5_5_5_1 RGBA/UNSIGNED_INT_2_10_10_10_REV', 'RGBA/UNSIGNED_BYTE RGBA/UNSIGNED_SHORT_5_5_5_1', ''],
  ['RGBA8', 'unorm', 'r8 g8 b8 a8', true, true, 'RGBA/UNSIGNED_BYTE', '=', ''],
  ['RGBA8_SNORM', 'snorm', 'r8 g8 b8 a8', SNORM_BUFFER, true, 'RGBA/BYTE', '', ''],
  ['RGB10_A2', 'unorm', 'r10 g10 b10 a2', true, true, 'RGBA/UNSIGNED_INT_2_10_10_10_REV', '=', ''],
  ['RGB10_A2UI', 'uint', 'r10 g10 b10 a2', true, false, 'RGBA_INTEGER/UNSIGNED_INT_2_10_10_10_REV', '', ''],
  ['SRGB8', 'unorm', 'r8 g8 b8', false, true, 'RGB/UNSIGNED_BYTE', '=', ''],
  ['SRGB8_ALPHA8', 'unorm', 'r8 g8 b8 a8', true, true, 'RGBA/UNSIGNED_BYTE', '=', ''],
  ['R16F', 'float', 'r16', HALF_BUFFER, true, 'RED/HALF_FLOAT RED/FLOAT', '=', ''],
  ['RG16F', 'float', 'r16 g16', HALF_BUFFER, true, 'RG/HALF_FLOAT RG/FLOAT', '=', ''],
  ['RGB16F', 'float', 'r16 g16 b16', false, true, 'RGB/HALF_FLOAT RGB/FLOAT', '=', ''],
  ['RGBA16F', 'float', 'r16 g16 b16 a16', HALF_BUFFER, true, 'RGBA/HALF_FLOAT RGBA/FLOAT', '=', ''],
  ['R32F', 'float', 'r32', COLOUR_BUFFER, FLOAT_LINEAR, 'RED/FLOAT', '=', ''],
  ['RG32F', 'float', 'r32 g32', COLOUR_BUFFER, FLOAT_LINEAR, 'RG/FLOAT', '=', ''],
  ['RGB32F', 'float', 'r32 g32 b32', false, FLOAT_LINEAR, 'RGB/FLOAT', '=', ''],
  ['RGBA32F', 'float', 'r32 g32 b32 a32', COLOUR_BUFFER, FLOAT_LINEAR, 'RGBA/FLOAT', '=', ''],
  ['R11F_G11F_B10F', 'float', 'r11 g11 b10', COLOUR_BUFFER, true, 'RGB/UNSIGNED_INT_10F_11F_11F_REV RGB/HALF_FLOAT RGB/FLOAT', '=', ''],
  ['RGB9_E5', 'float', 'r9 g9 b9 shared5', EXPONENT_BUFFER, true, 'RGB/UNSIGNED_INT_5_9_9_9_REV RGB/HALF_FLOAT RGB/FLOAT', 'RGB/HALF_FLOAT RGB/FLOAT', ''],
  ['R8I', 'sint', 'r8', true, false, 'RED_INTEGER/BYTE', '', ''],
  ['R8UI', 'uint', 'r8', true, false, 'RED_INTEGER/UNSIGNED_BYTE', '=', ''],
  ['R16I', 'sint', 'r16', true, false, 'RED_INTEGER/SHORT', '', ''],
  ['R16UI', 'uint', 'r16', true, false, 'RED_INTEGER/UNSIGNED_SHORT', '', ''],
  ['R32I', 'sint', 'r32', true, false, 'RED_INTEGER/INT', '', ''],
  ['R32UI', 'uint', 'r32', true, false, 'RED_INTEGER/UNSIGNED_INT', '', ''],
  ['RG8I', 'sint', 'r8 g8', true, false, 'RG_INTEGER/BYTE', '', ''],
  ['RG8UI', 'uint', 'r8 g8', true, false, 'RG_INTEGER/UNSIGNED_BYTE', '=', ''],
  ['RG16I', 'sint', 'r16 g16', true, false, 'RG_INTEGER/SHORT', '', ''],
  ['RG16UI', 'uint', 'r16 g16', true, false, 'RG_INTEGER/UNSIGNED_SHORT', '', ''],
  ['RG32I', 'sint', 'r32 g32', true, false, 'RG_INTEGER/INT', '', ''],
  ['RG32UI', 'uint', 'r32 g32', true, false, 'RG_INTEGER/UNSIGNED_INT', '', ''],
  ['RGB8I', 'sint', 'r8 g8 b8', false, false, 'RGB_INTEGER/BYTE', '', ''],
  ['RGB8UI', 'uint', 'r8 g8 b8', false, false, 'RGB_INTEGER/UNSIGNED_BYTE', '=', ''],
  ['RGB16I', 'sint', 'r16 g16 b16', false, false, 'RGB_INTEGER/SHORT', '', ''],
  ['RGB16UI', 'uint', 'r16 g16 b16', false, false, 'RGB_INTEGER/UNSIGNED_SHORT', '', ''],
  ['RGB32I', 'sint', 'r32 g32 b32', false, false, 'RGB_INTEGER/INT', '', ''],
  ['RGB32UI', 'uint', 'r32 g32 b32', false, false, 'RGB_INTEGER/UNSIGNED_INT', '', ''],
  ['RGBA8I', 'sint', 'r8 g8 b8 a8', true, false, 'RGBA_INTEGER/BYTE', '', ''],
  ['RGBA8UI', 'uint', 'r8 g8 b8 a8', true, false, 'RGBA_INTEGER/UNSIGNED_BYTE', '=', ''],
  ['RGBA16I', 'sint', 'r16 g16 b16 a16', true, false, 'RGBA_INTEGER/SHORT', '', ''],
  ['RGBA16UI', 'uint', 'r16 g16 b16 a16', true, false, 'RGBA_INTEGER/UNSIGNED_SHORT', '', ''],
  ['RGBA32I', 'sint', 'r32 g32 b32 a32', true, false, 'RGBA_INTEGER/INT', '', ''],
  ['RGBA32UI', 'uint', 'r32 g32 b32 a32', true, false, 'RGBA_INTEGER/UNSIGNED_INT', '', ''],
  ['DEPTH_COMPONENT16', 'depth', 'd16', true, false, 'DEPTH_COMPONENT/UNSIGNED_SHORT DEPTH_COMPONENT/UNSIGNED_INT', '', ''],
  ['DEPTH_COMPONENT24', 'depth', 'd24', true, false, 'DEPTH_COMPONENT/UNSIGNED_INT', '', ''],
  ['DEPTH_COMPONENT32F', 'depth', 'd32', true, false, 'DEPTH_COMPONENT/FLOAT', '', ''],
  ['DEPTH24_STENCIL8', 'depthStencil', 'd24 s8', true, false, 'DEPTH_STENCIL/UNSIGNED_INT_24_8', '', ''],
  ['DEPTH32F_STENCIL8', 'depthStencil', 'd32 s8', true, false, 'DEPTH_STENCIL/FLOAT_32_UNSIGNED_INT_24_8_REV', '', ''],
  ['R16_EXT', 'unorm', 'r16', true, true, 'RED/UNSIGNED_SHORT', '', 'EXT_texture_norm16'],
  ['RG16_EXT', 'unorm', 'r16 g16', true, true, 'RG/UNSIGNED_SHORT', '', 'EXT_texture_norm16'],
  ['RGB16_EXT', 'unorm', 'r16 g16 b16', false, true, 'RGB/UNSIGNED_SHORT', '', 'EXT_texture_norm16'],
  ['RGBA16_EXT', 'unorm', 'r16 g16 b16 a16', true, true, 'RGBA/UNSIGNED_SHORT', '', 'EXT_texture_norm16'],
  ['R16_SNORM_EXT', 'snorm', 'r16', SNORM_BUFFER, true, 'RED/SHORT', '', 'EXT_texture_norm16'],
  ['RG16_SNORM_EXT', 'snorm', 'r16 g16', SNORM_BUFFER, true, 'RG/SHORT', '', 'EXT_texture_norm16'],
  ['RGB16_SNORM_EXT', 'snorm', 'r16 g16 b16', false, true, 'RGB/SHORT', '', 'EXT_texture_norm16'],
  ['RGBA16_SNORM_EXT', 'snorm', 'r16 g16 b16 a16', SNORM_BUFFER, true, 'RGBA/SHORT', '', 'EXT_texture_norm16'],
  ['RGBA', 'unorm', 'r8 g8 b8 a8', true, true, 'RGBA/UNSIGNED_BYTE RGBA/UNSIGNED_SHORT_4_4_4_4 RGBA/UNSIGNED_SHORT_5_5_5_1', '=', 'unsized'],
  ['RGB', 'unorm', 'r8 g8 b8', true, true, 'RGB/UNSIGNED_BYTE RGB/UNSIGNED_SHORT_5_6_5', '=', 'unsized'],
  ['LUMINANCE_ALPHA', 'unorm', 'l8 a8', false, true, 'LUMINANCE_ALPHA/UNSIGNED_BYTE', '=', 'unsized'],
  ['LUMINANCE', 'unorm', 'l8', false, true, 'LUMINANCE/UNSIGNED_BYTE', '=', 'unsized'],
  ['ALPHA', 'unorm', 'a8', false, true, 'ALPHA/UNSIGNED_BYTE', '=', 'unsized'],
];

/** @type {Format[]} */
export const FORMATS = ROWS.map(
  ([name, kind, bits, renderable, filterable, uploads, pictures, from]) => ({
    name,
    kind,
    bits,
    renderable,
    filterable,
    uploads: uploads.split(' '),
    pictures: (pictures === '=' ? uploads : pictures).split(' ').filter(Boolean),
    extension: from === 'unsized' || from === '' ? undefined : from,
    unsized: from === 'unsized',
  }),
);

/** Which arrays a type takes; none for FLOAT_32_UNSIGNED_INT_24_8_REV. @type {Record<string, string[]>} */
export const ARRAYS = {
  BYTE: ['Int8Array'],
  UNSIGNED_BYTE: ['Uint8Array', 'Uint8ClampedArray'],
  SHORT: ['Int16Array'],
  UNSIGNED_SHORT: ['Uint16Array'],
  UNSIGNED_SHORT_5_6_5: ['Uint16Array'],
  UNSIGNED_SHORT_5_5_5_1: ['Uint16Array'],
  UNSIGNED_SHORT_4_4_4_4: ['Uint16Array'],
  INT: ['Int32Array'],
  UNSIGNED_INT: ['Uint32Array'],
  UNSIGNED_INT_5_9_9_9_REV: ['Uint32Array'],
  UNSIGNED_INT_2_10_10_10_REV: ['Uint32Array'],
  UNSIGNED_INT_10F_11F_11F_REV: ['Uint32Array'],
  UNSIGNED_INT_24_8: ['Uint32Array'],
  HALF_FLOAT: ['Uint16Array'],
  FLOAT: ['Float32Array'],
  FLOAT_32_UNSIGNED_INT_24_8_REV: [],
};

/** Channels of packed types: lowest bit, width. @type {Record<string, Record<string, [number, number]>>} */
export const PACKED = {
  UNSIGNED_SHORT_5_6_5: { r: [11, 5], g: [5, 6], b: [0, 5] },
  UNSIGNED_SHORT_4_4_4_4: { r: [12, 4], g: [8, 4], b: [4, 4], a: [0, 4] },
  UNSIGNED_SHORT_5_5_5_1: { r: [11, 5], g: [6, 5], b: [1, 5], a: [0, 1] },
  UNSIGNED_INT_2_10_10_10_REV: { r: [0, 10], g: [10, 10], b: [20, 10], a: [30, 2] },
  UNSIGNED_INT_10F_11F_11F_REV: { r: [0, 11], g: [11, 11], b: [22, 10] },
  UNSIGNED_INT_5_9_9_9_REV: { r: [0, 9], g: [9, 9], b: [18, 9], e: [27, 5] },
  UNSIGNED_INT_24_8: { d: [8, 24], s: [0, 8] },
};

// name, extension, block, bytes of a block, rules
// prettier-ignore
const COMPRESSED_ROWS = [
  ['COMPRESSED_RGB_S3TC_DXT1_EXT', 'WEBGL_compressed_texture_s3tc', [4, 4], 8, 's3tc'],
  ['COMPRESSED_RGBA_S3TC_DXT1_EXT', 'WEBGL_compressed_texture_s3tc', [4, 4], 8, 's3tc'],
  ['COMPRESSED_RGBA_S3TC_DXT3_EXT', 'WEBGL_compressed_texture_s3tc', [4, 4], 16, 's3tc'],
  ['COMPRESSED_RGBA_S3TC_DXT5_EXT', 'WEBGL_compressed_texture_s3tc', [4, 4], 16, 's3tc'],
  ['COMPRESSED_SRGB_S3TC_DXT1_EXT', 'WEBGL_compressed_texture_s3tc_srgb', [4, 4], 8, 's3tc'],
  ['COMPRESSED_SRGB_ALPHA_S3TC_DXT1_EXT', 'WEBGL_compressed_texture_s3tc_srgb', [4, 4], 8, 's3tc'],
  ['COMPRESSED_SRGB_ALPHA_S3TC_DXT3_EXT', 'WEBGL_compressed_texture_s3tc_srgb', [4, 4], 16, 's3tc'],
  ['COMPRESSED_SRGB_ALPHA_S3TC_DXT5_EXT', 'WEBGL_compressed_texture_s3tc_srgb', [4, 4], 16, 's3tc'],
  ['COMPRESSED_RED_RGTC1_EXT', 'EXT_texture_compression_rgtc', [4, 4], 8, 'rgtc'],
  ['COMPRESSED_SIGNED_RED_RGTC1_EXT', 'EXT_texture_compression_rgtc', [4, 4], 8, 'rgtc'],
  ['COMPRESSED_RED_GREEN_RGTC2_EXT', 'EXT_texture_compression_rgtc', [4, 4], 16, 'rgtc'],
  ['COMPRESSED_SIGNED_RED_GREEN_RGTC2_EXT', 'EXT_texture_compression_rgtc', [4, 4], 16, 'rgtc'],
  ['COMPRESSED_RGBA_BPTC_UNORM_EXT', 'EXT_texture_compression_bptc', [4, 4], 16, 'bptc'],
  ['COMPRESSED_SRGB_ALPHA_BPTC_UNORM_EXT', 'EXT_texture_compression_bptc', [4, 4], 16, 'bptc'],
  ['COMPRESSED_RGB_BPTC_SIGNED_FLOAT_EXT', 'EXT_texture_compression_bptc', [4, 4], 16, 'bptc'],
  ['COMPRESSED_RGB_BPTC_UNSIGNED_FLOAT_EXT', 'EXT_texture_compression_bptc', [4, 4], 16, 'bptc'],
  ['COMPRESSED_R11_EAC', 'WEBGL_compressed_texture_etc', [4, 4], 8, 'etc2'],
  ['COMPRESSED_SIGNED_R11_EAC', 'WEBGL_compressed_texture_etc', [4, 4], 8, 'etc2'],
  ['COMPRESSED_RG11_EAC', 'WEBGL_compressed_texture_etc', [4, 4], 16, 'etc2'],
  ['COMPRESSED_SIGNED_RG11_EAC', 'WEBGL_compressed_texture_etc', [4, 4], 16, 'etc2'],
  ['COMPRESSED_RGB8_ETC2', 'WEBGL_compressed_texture_etc', [4, 4], 8, 'etc2'],
  ['COMPRESSED_SRGB8_ETC2', 'WEBGL_compressed_texture_etc', [4, 4], 8, 'etc2'],
  ['COMPRESSED_RGB8_PUNCHTHROUGH_ALPHA1_ETC2', 'WEBGL_compressed_texture_etc', [4, 4], 8, 'etc2'],
  ['COMPRESSED_SRGB8_PUNCHTHROUGH_ALPHA1_ETC2', 'WEBGL_compressed_texture_etc', [4, 4], 8, 'etc2'],
  ['COMPRESSED_RGBA8_ETC2_EAC', 'WEBGL_compressed_texture_etc', [4, 4], 16, 'etc2'],
  ['COMPRESSED_SRGB8_ALPHA8_ETC2_EAC', 'WEBGL_compressed_texture_etc', [4, 4], 16, 'etc2'],
  ['COMPRESSED_RGB_ETC1_WEBGL', 'WEBGL_compressed_texture_etc1', [4, 4], 8, 'etc1'],
  ['COMPRESSED_RGBA_ASTC_4x4_KHR', 'WEBGL_compressed_texture_astc', [4, 4], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_5x4_KHR', 'WEBGL_compressed_texture_astc', [5, 4], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_5x5_KHR', 'WEBGL_compressed_texture_astc', [5, 5], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_6x5_KHR', 'WEBGL_compressed_texture_astc', [6, 5], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_6x6_KHR', 'WEBGL_compressed_texture_astc', [6, 6], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_8x5_KHR', 'WEBGL_compressed_texture_astc', [8, 5], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_8x6_KHR', 'WEBGL_compressed_texture_astc', [8, 6], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_8x8_KHR', 'WEBGL_compressed_texture_astc', [8, 8], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_10x5_KHR', 'WEBGL_compressed_texture_astc', [10, 5], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_10x6_KHR', 'WEBGL_compressed_texture_astc', [10, 6], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_10x8_KHR', 'WEBGL_compressed_texture_astc', [10, 8], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_10x10_KHR', 'WEBGL_compressed_texture_astc', [10, 10], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_12x10_KHR', 'WEBGL_compressed_texture_astc', [12, 10], 16, 'astc'],
  ['COMPRESSED_RGBA_ASTC_12x12_KHR', 'WEBGL_compressed_texture_astc', [12, 12], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_4x4_KHR', 'WEBGL_compressed_texture_astc', [4, 4], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_5x4_KHR', 'WEBGL_compressed_texture_astc', [5, 4], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_5x5_KHR', 'WEBGL_compressed_texture_astc', [5, 5], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_6x5_KHR', 'WEBGL_compressed_texture_astc', [6, 5], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_6x6_KHR', 'WEBGL_compressed_texture_astc', [6, 6], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_8x5_KHR', 'WEBGL_compressed_texture_astc', [8, 5], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_8x6_KHR', 'WEBGL_compressed_texture_astc', [8, 6], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_8x8_KHR', 'WEBGL_compressed_texture_astc', [8, 8], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_10x5_KHR', 'WEBGL_compressed_texture_astc', [10, 5], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_10x6_KHR', 'WEBGL_compressed_texture_astc', [10, 6], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_10x8_KHR', 'WEBGL_compressed_texture_astc', [10, 8], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_10x10_KHR', 'WEBGL_compressed_texture_astc', [10, 10], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_12x10_KHR', 'WEBGL_compressed_texture_astc', [12, 10], 16, 'astc'],
  ['COMPRESSED_SRGB8_ALPHA8_ASTC_12x12_KHR', 'WEBGL_compressed_texture_astc', [12, 12], 16, 'astc'],
];

/** @typedef {{ name: string, extension: string, block: number[], blockBytes: number, rules: string }} Compressed */
/** @type {Compressed[]} */
export const COMPRESSED = COMPRESSED_ROWS.map(([name, extension, block, blockBytes, rules]) => ({
  name,
  extension,
  block,
  blockBytes,
  rules,
}));
