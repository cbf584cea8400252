// SPDX-License-Identifier: MIT
// What extensions let be drawn to, read, blitted, filtered and set beyond the core: EXT_color_buffer_float,
// EXT_color_buffer_half_float, EXT_render_snorm, EXT_texture_norm16, OES_texture_float_linear,
// WEBGL_render_shared_exponent, WEBGL_stencil_texturing.
import { ENUM, NONE, OPERATION, scene } from './rows.js';

const HALF = ['R16F', 'RG16F', 'RGBA16F'];
const FLOAT = ['R32F', 'RG32F', 'RGBA32F', 'R11F_G11F_B10F'];
const SNORM = ['R8_SNORM', 'RG8_SNORM', 'RGBA8_SNORM'];
const NEVER = ['RGB16F', 'RGB32F', 'RGB8_SNORM', 'SRGB8', 'RGB9_E5', 'RGB8UI', 'RGB16I'];
const NORM16 = { R16_EXT: 0x822a, RG16_EXT: 0x822c, RGBA16_EXT: 0x805b };

/** A renderbuffer and a 2D texture. @param {any} gl */
function bound(gl) {
  gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
}

/** Storage for a renderbuffer: a row for each format. */
const storage = (code, formats) =>
  formats.map((format) => [
    'renderbufferStorage',
    code,
    typeof format === 'string' ? format : `0x${format.toString(16)}`,
    (gl) => gl.renderbufferStorage(gl.RENDERBUFFER, gl[format] ?? format, 4, 4),
  ]);

/** Mipmaps of a texture of the format. */
const mipmaps = (code, formats) =>
  formats.map((format) => [
    'generateMipmap',
    code,
    format,
    (gl) => {
      gl.texStorage2D(gl.TEXTURE_2D, 3, gl[format], 4, 4);
      return () => gl.generateMipmap(gl.TEXTURE_2D);
    },
  ]);

/** A complete framebuffer of the format for `target`. */
function attach(gl, target, format) {
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  gl.renderbufferStorage(gl.RENDERBUFFER, gl[format], 4, 4);
  gl.bindFramebuffer(gl[target], gl.createFramebuffer());
  gl.framebufferRenderbuffer(gl[target], gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, renderbuffer);
}

/** A blit from one format to the other. */
const blit = (code, read, draw, filter = 'NEAREST') => [
  'blitFramebuffer',
  code,
  `${read} to ${draw}, ${filter}`,
  (gl) => {
    attach(gl, 'READ_FRAMEBUFFER', read);
    attach(gl, 'DRAW_FRAMEBUFFER', draw);
    return () => gl.blitFramebuffer(0, 0, 4, 4, 0, 0, 4, 4, gl.COLOR_BUFFER_BIT, gl[filter]);
  },
];

/** Reading the only pair of a format, and one of another class. */
const read = (code, format, pair, view) => [
  'readPixels',
  code,
  `${format} as ${pair.join(', ')}`,
  (gl) => {
    attach(gl, 'FRAMEBUFFER', format);
    return () => gl.readPixels(0, 0, 1, 1, gl[pair[0]], gl[pair[1]], new view(16));
  },
];

/** A call on a framebuffer of the format. */
const on = (method, code, format, call) => [method, code, format, (gl) => (attach(gl, 'FRAMEBUFFER', format), () => call(gl))];
const copy = (code, format, internalformat) =>
  on('copyTexImage2D', code, format, (gl) => gl.copyTexImage2D(gl.TEXTURE_2D, 0, gl[internalformat], 0, 0, 4, 4, 0));

const mode = (param) => (gl) => gl.texParameteri(gl.TEXTURE_2D, 0x90ea, typeof param === 'string' ? gl[param] : param);

export const floatFormats = [
  scene('no extension enabled', bound, [
    ...storage(ENUM, [...HALF, ...FLOAT, ...SNORM, ...NEVER, ...Object.values(NORM16)]),
    ...mipmaps(OPERATION, ['RGBA32F', 'RGBA8_SNORM', 'RGB9_E5', 'SRGB8']),
    ['texParameteri', ENUM, 'DEPTH_STENCIL_TEXTURE_MODE_WEBGL', mode('DEPTH_COMPONENT')],
    ['getTexParameter', ENUM, 'DEPTH_STENCIL_TEXTURE_MODE_WEBGL', (gl) => gl.getTexParameter(gl.TEXTURE_2D, 0x90ea)],
  ]),
  scene(
    'EXT_color_buffer_float',
    bound,
    [
      ...storage(NONE, [...HALF, ...FLOAT]),
      ...storage(ENUM, [...SNORM, ...NEVER]),
      ...mipmaps(NONE, [...HALF, 'R11F_G11F_B10F']),
      ...mipmaps(OPERATION, ['R32F', 'RG32F', 'RGBA32F']),
      blit(NONE, 'RGBA16F', 'RGBA8'),
      blit(NONE, 'RGBA8', 'RGBA32F'),
      blit(NONE, 'RGBA16F', 'RGBA16F', 'LINEAR'),
      blit(OPERATION, 'RGBA32F', 'RGBA8UI'),
      blit(OPERATION, 'RGBA8I', 'RGBA16F'),
      read(NONE, 'RGBA32F', ['RGBA', 'FLOAT'], Float32Array),
      read(NONE, 'R16F', ['RGBA', 'FLOAT'], Float32Array),
      read(OPERATION, 'RGBA32F', ['RGBA', 'UNSIGNED_BYTE'], Uint8Array),
      read(OPERATION, 'RGBA32F', ['RGBA_INTEGER', 'UNSIGNED_INT'], Uint32Array),
      read(OPERATION, 'RGBA8', ['RGBA', 'FLOAT'], Float32Array),
      copy(NONE, 'RGBA16F', 'RGBA16F'),
      copy(OPERATION, 'RGBA16F', 'RGBA8'),
      copy(OPERATION, 'RGBA8', 'RGBA16F'),
      on('clear', NONE, 'RGBA32F', (gl) => gl.clear(gl.COLOR_BUFFER_BIT)),
      on('clearBufferfv', NONE, 'RGBA32F', (gl) => gl.clearBufferfv(gl.COLOR, 0, [1, 2, 3, 4])),
      on('clearBufferiv', OPERATION, 'RGBA32F', (gl) => gl.clearBufferiv(gl.COLOR, 0, [1, 2, 3, 4])),
    ],
    { extensions: ['EXT_color_buffer_float'] },
  ),
  scene('EXT_color_buffer_half_float', bound, [...storage(NONE, ['RGBA16F']), ...storage(ENUM, ['R32F', 'RGBA32F', ...SNORM])], {
    extensions: ['EXT_color_buffer_half_float'],
  }),
  scene('EXT_color_buffer_float and OES_texture_float_linear', bound, mipmaps(NONE, ['R32F', 'RG32F', 'RGBA32F']), {
    extensions: ['EXT_color_buffer_float', 'OES_texture_float_linear'],
  }),
  scene('OES_texture_float_linear alone', bound, mipmaps(OPERATION, ['RGBA32F']), { extensions: ['OES_texture_float_linear'] }),
  scene(
    'EXT_render_snorm',
    bound,
    [...storage(NONE, SNORM), ...storage(ENUM, ['RGB8_SNORM', 'RGBA32F']), read(NONE, 'RGBA8_SNORM', ['RGBA', 'BYTE'], Int8Array)],
    { extensions: ['EXT_render_snorm'] },
  ),
  scene('EXT_texture_norm16', bound, [...storage(NONE, Object.values(NORM16)), ...storage(ENUM, [0x8054, 0x8f98, 0x8f9b])], {
    extensions: ['EXT_texture_norm16'],
  }),
  scene('WEBGL_render_shared_exponent', bound, [...storage(NONE, ['RGB9_E5']), ...mipmaps(NONE, ['RGB9_E5'])], {
    extensions: ['WEBGL_render_shared_exponent'],
  }),
  scene(
    'WEBGL_stencil_texturing',
    bound,
    [
      ['texParameteri', NONE, 'DEPTH_COMPONENT', mode('DEPTH_COMPONENT')],
      ['texParameteri', NONE, 'STENCIL_INDEX_WEBGL', mode(0x1901)],
      ...['DEPTH_STENCIL', 'ZERO', 'RGBA'].map((param) => ['texParameteri', ENUM, `DEPTH_STENCIL_TEXTURE_MODE_WEBGL ${param}`, mode(param)]),
    ],
    { extensions: ['WEBGL_stencil_texturing'] },
  ),
];
