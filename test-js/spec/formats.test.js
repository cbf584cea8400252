// SPDX-License-Identifier: MIT
// Every row of formats.js: which uploads a format takes, what the texels are then worth in a shader and in
// readPixels, what can be drawn to, filtered and filtered down; every compressed format's sizes and targets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext } from 'nogpu';
import { makeContext, makeProgram, raises, succeeds } from '../fixture.js';
import { ARRAYS, COMPRESSED, FORMATS, PACKED } from './formats.js';

/** @typedef {import('./formats.js').Format} Format */

const EXTENSIONS = [
  'EXT_color_buffer_float',
  'EXT_color_buffer_half_float',
  'EXT_render_snorm',
  'EXT_texture_norm16',
  'OES_texture_float_linear',
  'WEBGL_render_shared_exponent',
];

/** A context; `full`: with all extensions of formats. @param {any} t @param {boolean} full @returns {any} */
function contextWith(t, full) {
  const gl = /** @type {any} */ (makeContext(t));
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.pixelStorei(gl.PACK_ALIGNMENT, 1);
  if (full) for (const name of EXTENSIONS) assert.ok(gl.getExtension(name), name);
  return gl;
}

// Names of extension formats are on the extension's object.
const enums = createContext(1, 1);
const norm16 = /** @type {any} */ (enums.getExtension('EXT_texture_norm16'));
/** @param {string} name @returns {number} */
const glEnum = (name) => /** @type {any} */ (enums)[name] ?? norm16[name];
enums.destroy();

/** @param {string} pair @returns {[string, string, number, number]} format, type, their values */
function parsePair(pair) {
  const [format, type] = pair.split('/');
  return [format, type, glEnum(format), glEnum(type)];
}

const ALL_PAIRS = [...new Set(FORMATS.flatMap(({ uploads }) => uploads))];

/** @param {boolean | string[]} rule @param {boolean} full */
const allowed = (rule, full) => rule === true || (rule !== false && full);

const inContext = (/** @type {Format} */ format, /** @type {boolean} */ full) =>
  full || format.extension === undefined;

/** @param {any} gl @param {number} [target] */
function bindNew(gl, target = gl.TEXTURE_2D) {
  const texture = gl.createTexture();
  gl.bindTexture(target, texture);
  gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  return texture;
}

// ---- what clients hand over -----------------------------------------------------------------------------------

/** Channels of a client format, in order. @type {Record<string, string>} */
const CHANNELS = {
  RED: 'r',
  RG: 'rg',
  RGB: 'rgb',
  RGBA: 'rgba',
  LUMINANCE: 'l',
  LUMINANCE_ALPHA: 'la',
  ALPHA: 'a',
};
const channelsOf = (/** @type {string} */ format) => CHANNELS[format.replace('_INTEGER', '')];

/** Values that every float format holds exactly, by texel and channel. */
const FLOATS = [0, 1, 0.5, 1.5, 0.25];
const HALVES = [0, 0x3c00, 0x3800, 0x3e00, 0x3400];
/** The same as 5.9.9.9 words need it, and as 10F_11F_11F fields: 5 bits of exponent, 6 or 5 of mantissa. */
const WIDTHS = /** @type {Record<string, number>} */ ({
  BYTE: 8,
  SHORT: 16,
  INT: 32,
  UNSIGNED_BYTE: 8,
  UNSIGNED_SHORT: 16,
  UNSIGNED_INT: 32,
});
const TEXELS = 5;

/** An integer of `bits` bits for texel t, channel c. */
function integerFor(
  /** @type {number} */ bits,
  /** @type {boolean} */ signed,
  /** @type {number} */ t,
  /** @type {number} */ c,
) {
  const top = 2 ** (signed ? bits - 1 : bits) - 1;
  const some = signed
    ? [0, top, -top - 1, -1, 37 % (top + 1)]
    : [0, top, Math.floor(top / 2), 1, 90 % (top + 1)];
  return some[(t + c) % TEXELS];
}

/**
 * TEXELS texels of client data, and the channels they stand for: integers with their width, or floats.
 * @param {string} format @param {string} type
 * @returns {{ data: any, texels: Array<Record<string, { value: number, bits: number }>> }}
 */
function clientData(format, type) {
  const channels = [...channelsOf(format)];
  const texels = Array.from({ length: TEXELS }, () => /** @type {any} */ ({}));
  const layout = PACKED[type];
  if (type === 'UNSIGNED_INT_5_9_9_9_REV' || type === 'UNSIGNED_INT_10F_11F_11F_REV') {
    const words = texels.map((texel, t) => {
      const of = (/** @type {number} */ c) => (t + c) % TEXELS;
      channels.forEach((name, c) => (texel[name] = { value: FLOATS[of(c)], bits: 0 }));
      // Exponent 16 stands for 2^(16 - 15 - 9): one is 256.
      const fields = [0, 1, 2].map((c) =>
        type === 'UNSIGNED_INT_5_9_9_9_REV'
          ? FLOATS[of(c)] * 256
          : HALVES[of(c)] >> (c === 2 ? 5 : 4),
      );
      const { r, g, b, e } = layout;
      const word = [r, g, b].reduce((sum, [low], c) => sum + fields[c] * 2 ** low, 0);
      return e ? word + 16 * 2 ** e[0] : word;
    });
    return { data: Uint32Array.from(words), texels };
  }
  if (layout) {
    const words = texels.map((texel, t) =>
      Object.entries(layout).reduce((word, [name, [low, bits]], c) => {
        const value = integerFor(bits, false, t, c);
        texel[name] = { value, bits };
        return word + value * 2 ** low;
      }, 0),
    );
    const Words = type.startsWith('UNSIGNED_INT') ? Uint32Array : Uint16Array;
    return { data: Words.from(words), texels };
  }
  const flat = texels.flatMap((texel, t) =>
    channels.map((name, c) => {
      const bits = WIDTHS[type] ?? 0;
      const at = (t + c) % TEXELS;
      const value = bits ? integerFor(bits, !type.startsWith('UNSIGNED'), t, c) : FLOATS[at];
      texel[name] = { value, bits };
      return type === 'HALF_FLOAT' ? HALVES[at] : value;
    }),
  );
  const View = /** @type {any} */ (globalThis)[ARRAYS[type][0]];
  return { data: View.from(flat), texels };
}

// ---- what a texel is then worth -------------------------------------------------------------------------------

const bitsOf = (/** @type {Format} */ { bits }) =>
  Object.fromEntries(bits.split(' ').map((part) => [part[0], Number(part.slice(1))]));

/**
 * A channel as it is kept: the nearest value of the format's bits. Unsized formats have the client's bits.
 * @param {Format} format @param {number} bits  of the format @param {{ value: number, bits: number }} client
 */
function kept(format, bits, client) {
  if (format.kind === 'float' || format.kind === 'sint' || format.kind === 'uint')
    return client.value;
  const top = (/** @type {number} */ n) => 2 ** (format.kind === 'snorm' ? n - 1 : n) - 1;
  const value = Math.max(client.value / top(client.bits), -1);
  if (format.unsized || bits === client.bits) return value;
  return Math.round(value * top(bits)) / top(bits);
}

/** What texelFetch gives for a client texel. @param {Format} format @param {any} client @returns {number[]} */
function fetched(format, client) {
  const bits = bitsOf(format);
  const channel = (/** @type {string} */ name) => kept(format, bits[name], client[name]);
  const linear = (/** @type {number} */ v) =>
    !format.name.startsWith('SRGB') ? v : v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  if ('l' in bits) {
    const l = channel('l');
    return [l, l, l, 'a' in bits ? channel('a') : 1];
  }
  return ['r', 'g', 'b', 'a'].map((name) =>
    !(name in bits) ? (name === 'a' ? 1 : 0) : name === 'a' ? channel(name) : linear(channel(name)),
  );
}

const SAMPLERS = /** @type {Record<string, string>} */ ({ sint: 'i', uint: 'u' });

/** A drawing of the bound texture's first row, texel by texel, as 32-bit numbers. @param {any} gl */
function makeReader(gl) {
  const programs = new Map();
  const targets = /** @type {Record<string, any>} */ ({
    '': [gl.RGBA32F, gl.RGBA, gl.FLOAT, Float32Array],
    i: [gl.RGBA32I, gl.RGBA_INTEGER, gl.INT, Int32Array],
    u: [gl.RGBA32UI, gl.RGBA_INTEGER, gl.UNSIGNED_INT, Uint32Array],
  });
  for (const prefix of Object.keys(targets)) {
    const framebuffer = gl.createFramebuffer();
    const renderbuffer = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
    gl.renderbufferStorage(gl.RENDERBUFFER, targets[prefix][0], TEXELS, 1);
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, renderbuffer);
    targets[prefix].push(framebuffer);
  }
  gl.viewport(0, 0, TEXELS, 1);
  return (/** @type {Format} */ { kind }, target = gl.TEXTURE_2D, texels = TEXELS) => {
    const prefix = SAMPLERS[kind] ?? '';
    const shape = target === gl.TEXTURE_2D ? '2D' : target === gl.TEXTURE_3D ? '3D' : '2DArray';
    const key = prefix + shape;
    if (!programs.has(key)) {
      const at = shape === '2D' ? 'ivec2(gl_FragCoord.xy)' : 'ivec3(gl_FragCoord.xy, 0)';
      programs.set(
        key,
        makeProgram(
          gl,
          'void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0, 1); }',
          `uniform highp ${prefix}sampler${shape} image; out highp ${prefix}vec4 color;
           void main() { color = texelFetch(image, ${at}, 0); }`,
        ),
      );
    }
    const [, format, type, View, framebuffer] = targets[prefix];
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    gl.useProgram(programs.get(key));
    succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
    const out = new View(4 * TEXELS);
    succeeds(gl, () => gl.readPixels(0, 0, TEXELS, 1, format, type, out));
    return Array.from({ length: texels }, (_, i) => [...out.subarray(4 * i, 4 * i + 4)]);
  };
}

/** Equal but for the last bit of a 32-bit division, and for the curve of sRGB. */
function near(
  /** @type {number[][]} */ actual,
  /** @type {number[][]} */ expected,
  /** @type {string} */ what,
  error = 1.2e-7,
) {
  const close = actual.every((texel, t) =>
    texel.every((v, c) => Math.abs(v - expected[t][c]) <= error),
  );
  if (!close) assert.deepEqual(actual, expected, what);
}

// ---- the tests ------------------------------------------------------------------------------------------------

for (const full of [false, true]) {
  const where = full ? 'with all extensions' : 'without extensions';

  test(`texImage2D takes a format's own pairs of format and type and no others, ${where}`, (t) => {
    const gl = contextWith(t, full);
    bindNew(gl);
    for (const row of FORMATS)
      for (const pair of ALL_PAIRS) {
        const [, , format, type] = parsePair(pair);
        const call = () =>
          gl.texImage2D(gl.TEXTURE_2D, 0, glEnum(row.name), 2, 2, 0, format, type, null);
        const ok = inContext(row, full) && row.uploads.includes(pair);
        const wrong = inContext(row, full) ? 'INVALID_OPERATION' : 'INVALID_VALUE';
        try {
          raises(gl, ok ? 'NO_ERROR' : wrong, call);
        } catch (e) {
          /** @type {any} */ (e).message = `${row.name} ${pair}: ${/** @type {any} */ (e).message}`;
          throw e;
        }
      }
  });

  test(`what can be drawn to is complete and has renderbuffers, ${where}`, (t) => {
    const gl = contextWith(t, full);
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
    for (const row of FORMATS.filter((format) => inContext(format, full))) {
      const [, , format, type] = parsePair(row.uploads[0]);
      const point =
        row.kind === 'depth'
          ? gl.DEPTH_ATTACHMENT
          : row.kind === 'depthStencil'
            ? gl.DEPTH_STENCIL_ATTACHMENT
            : gl.COLOR_ATTACHMENT0;
      const texture = bindNew(gl);
      gl.texImage2D(gl.TEXTURE_2D, 0, glEnum(row.name), 4, 4, 0, format, type, null);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, point, gl.TEXTURE_2D, texture, 0);
      const status = gl.checkFramebufferStatus(gl.FRAMEBUFFER);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, point, gl.TEXTURE_2D, null, 0);
      const renderable = allowed(row.renderable, full);
      const expected = renderable ? gl.FRAMEBUFFER_COMPLETE : gl.FRAMEBUFFER_INCOMPLETE_ATTACHMENT;
      assert.equal(status, expected, `${row.name}: status`);
      gl.deleteTexture(texture);
      if (!row.unsized)
        raises(gl, renderable ? 'NO_ERROR' : 'INVALID_ENUM', () =>
          gl.renderbufferStorage(gl.RENDERBUFFER, glEnum(row.name), 4, 4),
        );
    }
  });

  test(`generateMipmap asks for what is filterable and drawable, or unsized, ${where}`, (t) => {
    const gl = contextWith(t, full);
    for (const row of FORMATS.filter((format) => inContext(format, full))) {
      const [, , format, type] = parsePair(row.uploads[0]);
      bindNew(gl);
      gl.texImage2D(gl.TEXTURE_2D, 0, glEnum(row.name), 2, 2, 0, format, type, null);
      const ok =
        row.unsized ||
        (row.kind !== 'depth' &&
          row.kind !== 'depthStencil' &&
          allowed(row.renderable, full) &&
          allowed(row.filterable, full));
      const error = ok ? 'NO_ERROR' : 'INVALID_OPERATION';
      try {
        raises(gl, error, () => gl.generateMipmap(gl.TEXTURE_2D));
      } catch (e) {
        assert.fail(`${row.name}: ${/** @type {any} */ (e).message}`);
      }
    }
  });

  test(`a linear filter makes what is not filterable incomplete, ${where}`, (t) => {
    const gl = contextWith(t, full);
    gl.getExtension('EXT_color_buffer_float');
    const programs = Object.fromEntries(
      ['', 'i', 'u'].map((prefix) => [
        prefix,
        makeProgram(
          gl,
          'void main() { gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 1.0; }',
          `uniform highp ${prefix}sampler2D image; out vec4 color;
           void main() { color = vec4(texture(image, vec2(0.5))); }`,
        ),
      ]),
    );
    for (const row of FORMATS.filter((format) => inContext(format, full))) {
      const [formatName, typeName, format, type] = parsePair(row.uploads[0]);
      bindNew(gl);
      // Ones; alpha alone is zero, since what is incomplete has an alpha of one.
      let ones = null;
      if (row.kind !== 'depth' && row.kind !== 'depthStencil') {
        const { data } = clientData(formatName, typeName);
        const bytes = new Uint8Array(data.buffer, 0, data.byteLength / TEXELS);
        if (row.name !== 'ALPHA') bytes.fill(0x3c); // above zero in every type, a float of 0.011 too
        ones = new data.constructor(bytes.buffer, 0, bytes.length / data.BYTES_PER_ELEMENT);
      }
      const texture = () => gl.texImage2D(gl.TEXTURE_2D, 0, glEnum(row.name), 1, 1, 0, format, type, ones); // prettier-ignore
      succeeds(gl, texture);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
      gl.useProgram(programs[SAMPLERS[row.kind] ?? '']);
      gl.viewport(0, 0, 1, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.drawArrays(gl.POINTS, 0, 1);
      const out = new Uint8Array(4);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, out);
      const incomplete = out.join() === '0,0,0,255';
      assert.equal(incomplete, !allowed(row.filterable, full), `${row.name}: ${out}`);
    }
  });
}

test('every upload is worth its own value in a shader, on each path', (t) => {
  const gl = contextWith(t, true);
  const read = makeReader(gl);
  for (const row of FORMATS) {
    if (row.kind.startsWith('depth')) continue;
    for (const pair of row.uploads) {
      const [formatName, typeName, format, type] = parsePair(pair);
      const { data, texels } = clientData(formatName, typeName);
      const expected = texels.map((texel) => fetched(row, texel));
      const internal = glEnum(row.name);
      const error = row.name.startsWith('SRGB') ? 2e-6 : undefined;
      const what = (/** @type {string} */ path) => `${row.name} from ${pair} by ${path}`;

      bindNew(gl);
      gl.texImage2D(gl.TEXTURE_2D, 0, internal, TEXELS, 1, 0, format, type, data);
      near(read(row), expected, what('texImage2D'), error);
      if (!row.unsized) {
        bindNew(gl);
        gl.texStorage2D(gl.TEXTURE_2D, 1, internal, TEXELS, 1);
        gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, TEXELS, 1, format, type, data);
        near(read(row), expected, what('texSubImage2D'), error);
      }
      for (const target of [gl.TEXTURE_2D_ARRAY, gl.TEXTURE_3D]) {
        bindNew(gl, target);
        gl.texImage3D(target, 0, internal, TEXELS, 1, 1, 0, format, type, data);
        near(read(row, target), expected, what('texImage3D'), error);
      }
      assert.equal(gl.getError(), 0, what('any path'));
    }
  }
});

test('depth uploads are worth their own value, 2D and layers; there are none of three dimensions', (t) => {
  const gl = contextWith(t, true);
  const read = makeReader(gl);
  const DATA = /** @type {Record<string, [any, number[]]>} */ ({
    UNSIGNED_SHORT: [Uint16Array.of(0, 65535, 32768), [0, 1, 32768 / 65535]],
    UNSIGNED_INT: [Uint32Array.of(0, 0xffffffff, 0x80000000), [0, 1, 0.5]],
    FLOAT: [Float32Array.of(0, 1, 0.25), [0, 1, 0.25]],
    UNSIGNED_INT_24_8: [Uint32Array.of(0xff, 0xffffff00, 0x80000000), [0, 1, 0.5]],
  });
  for (const row of FORMATS.filter(({ kind }) => kind.startsWith('depth')))
    for (const pair of row.uploads) {
      const [, typeName, format, type] = parsePair(pair);
      const internal = glEnum(row.name);
      const volume = (/** @type {number} */ target) =>
        gl.texImage3D(target, 0, internal, 3, 1, 1, 0, format, type, null);
      bindNew(gl, gl.TEXTURE_3D);
      raises(gl, 'INVALID_OPERATION', () => volume(gl.TEXTURE_3D));
      bindNew(gl, gl.TEXTURE_2D_ARRAY);
      succeeds(gl, () => volume(gl.TEXTURE_2D_ARRAY));
      if (!(typeName in DATA)) continue; // no array is of type FLOAT_32_UNSIGNED_INT_24_8_REV
      const [data, depths] = DATA[typeName];
      bindNew(gl);
      succeeds(gl, () => gl.texImage2D(gl.TEXTURE_2D, 0, internal, 3, 1, 0, format, type, data));
      const bits = Number(/d(\d+)/.exec(row.bits)?.[1]);
      const expected = depths.map((d) => [d, 0, 0, 1]);
      near(
        read(row, gl.TEXTURE_2D, 3),
        expected,
        `${row.name} ${pair}`,
        1 / 2 ** Math.min(bits, 23),
      );
    }
});

test('readPixels gives the values of every format that can be drawn to, in its pairs alone', (t) => {
  const gl = contextWith(t, true);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  /** @type {Record<string, [string, any, (v: number) => number]>} */
  const PAIRS = {
    unorm: ['RGBA/UNSIGNED_BYTE', Uint8Array, (v) => Math.round(v * 255)],
    unorm16: ['RGBA/UNSIGNED_SHORT', Uint16Array, (v) => Math.round(v * 65535)],
    snorm: ['RGBA/BYTE', Int8Array, (v) => Math.round(v * 127)],
    snorm16: ['RGBA/SHORT', Int16Array, (v) => Math.round(v * 32767)],
    float: ['RGBA/FLOAT', Float32Array, (v) => v],
    sint: ['RGBA_INTEGER/INT', Int32Array, (v) => v],
    uint: ['RGBA_INTEGER/UNSIGNED_INT', Uint32Array, (v) => v],
  };
  for (const row of FORMATS) {
    if (row.kind.startsWith('depth') || row.renderable === false) continue;
    const [formatName, typeName, format, type] = parsePair(row.uploads[0]);
    const { data, texels } = clientData(formatName, typeName);
    const texture = bindNew(gl);
    gl.texImage2D(gl.TEXTURE_2D, 0, glEnum(row.name), TEXELS, 1, 0, format, type, data);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    const is16 = row.bits.includes('r16') && row.kind.endsWith('norm');
    const [pair, View, convert] = PAIRS[row.kind + (is16 ? '16' : '')];
    // What is kept is read, not what a lookup makes of sRGB.
    const plain = { ...row, name: row.name.replace('SRGB', '') };
    const expected = texels.map((texel) => fetched(plain, texel).map(convert));
    const [, , readFormat, readType] = parsePair(pair);
    const out = new View(4 * TEXELS);
    succeeds(gl, () => gl.readPixels(0, 0, TEXELS, 1, readFormat, readType, out));
    // The least signed value and the one above it are both -1.
    const least = row.kind === 'snorm' ? convert(-1) : -Infinity;
    const actual = texels.map((_, i) =>
      [...out.subarray(4 * i, 4 * i + 4)].map((v) => Math.max(v, least)),
    );
    assert.deepEqual(actual, expected, `${row.name} as ${pair}`);

    const own = [
      gl.getParameter(gl.IMPLEMENTATION_COLOR_READ_FORMAT),
      gl.getParameter(gl.IMPLEMENTATION_COLOR_READ_TYPE),
    ];
    for (const [other, OtherView] of Object.values(PAIRS)) {
      // A pair of EXT_texture_norm16 or of EXT_render_snorm is some buffers' own.
      if (other === pair || /SHORT|BYTE/.test(other)) continue;
      const [, , f, y] = parsePair(other);
      const isOwn = f === own[0] && y === own[1];
      raises(gl, isOwn ? 'NO_ERROR' : 'INVALID_OPERATION', () =>
        gl.readPixels(0, 0, TEXELS, 1, f, y, new OtherView(4 * TEXELS)),
      );
    }
    const typeNames = Object.keys(ARRAYS).filter((name) => glEnum(name) === own[1]);
    assert.equal(typeNames.length, 1, `${row.name}: the implementation's type is ${own[1]}`);
    const OwnView = /** @type {any} */ (globalThis)[ARRAYS[typeNames[0]][0]];
    succeeds(gl, () => gl.readPixels(0, 0, 1, 1, own[0], own[1], new OwnView(4)));
  }
});

test('a type takes the arrays of its size and sign and no others', (t) => {
  const gl = contextWith(t, true);
  bindNew(gl);
  const views = [...new Set(Object.values(ARRAYS).flat()), 'DataView'];
  for (const [typeName, names] of Object.entries(ARRAYS)) {
    const row = FORMATS.find(({ uploads }) =>
      uploads.some((pair) => pair.endsWith(`/${typeName}`)),
    );
    assert.ok(row, typeName);
    const pair = /** @type {string} */ (row.uploads.find((p) => p.endsWith(`/${typeName}`)));
    const [, , format, type] = parsePair(pair);
    for (const name of views) {
      const View = /** @type {any} */ (globalThis)[name];
      const call = () =>
        gl.texImage2D(gl.TEXTURE_2D, 0, glEnum(row.name), 1, 1, 0, format, type, new View(new ArrayBuffer(16))); // prettier-ignore
      const error = names.includes(name) ? 'NO_ERROR' : 'INVALID_OPERATION';
      try {
        raises(gl, error, call);
      } catch (e) {
        assert.fail(`${name} for ${typeName}: ${/** @type {any} */ (e).message}`);
      }
    }
  }
});

test('a picture is taken by the pairs for pictures and converted to the format', (t) => {
  const gl = contextWith(t, true);
  const read = makeReader(gl);
  const colour = [200, 100, 51, 255];
  const picture = { width: 1, height: 1, data: Uint8Array.from(colour) };
  for (const row of FORMATS) {
    for (const pair of row.uploads) {
      const [, typeName, format, type] = parsePair(pair);
      bindNew(gl);
      const call = () => gl.texImage2D(gl.TEXTURE_2D, 0, glEnum(row.name), format, type, picture);
      const ok = row.pictures.includes(pair);
      try {
        // A format without any pair for pictures is none that texImage2D knows with this source.
        const wrong = row.pictures.length === 0 ? 'INVALID_VALUE' : 'INVALID_OPERATION';
        raises(gl, ok ? 'NO_ERROR' : wrong, call);
      } catch (e) {
        assert.fail(`${row.name} ${pair}: ${/** @type {any} */ (e).message}`);
      }
      if (!ok || row.kind.startsWith('depth')) continue;
      const widths = Object.values(PACKED[typeName] ?? {}).map(([, width]) => width);
      const channel = (/** @type {number} */ c) => {
        if (row.kind === 'uint') return { value: colour[c], bits: 8 };
        if (row.kind === 'float') return { value: colour[c] / 255, bits: 0 };
        // Unsized formats keep the bits of the type.
        const top = 2 ** (widths[c] ?? 8) - 1;
        return { value: Math.round((colour[c] / 255) * top), bits: widths[c] ?? 8 };
      };
      const [r, g, b, a] = [0, 1, 2, 3].map(channel);
      const expected = fetched(row, { r, g, b, a, l: r });
      near(read(row, gl.TEXTURE_2D, 1), [expected], `${row.name} ${pair}`, row.kind === 'float' ? 0.01 : 2e-6); // prettier-ignore
    }
  }
});

test('every compressed format has its extension, its sizes and its targets', (t) => {
  const bare = contextWith(t, false);
  const gl = contextWith(t, false);
  for (const { name, extension, block, blockBytes, rules } of COMPRESSED) {
    const format = gl.getExtension(extension)[name];
    const [w, h] = [2 * block[0], 2 * block[1]];
    const blocks = (/** @type {number} */ n) => new Uint8Array(n * blockBytes);
    const whole = (/** @type {any} */ on, data = blocks(4), width = w) =>
      on.compressedTexImage2D(on.TEXTURE_2D, 0, format, width, h, 0, data);
    const sub = (/** @type {number} */ x, /** @type {number} */ width, n = 2) =>
      gl.compressedTexSubImage2D(gl.TEXTURE_2D, 0, x, 0, width, h, format, blocks(n));
    const expect = (
      /** @type {string} */ error,
      /** @type {any} */ on,
      /** @type {() => void} */ call,
    ) => {
      try {
        raises(on, error, call);
      } catch (e) {
        assert.fail(`${name}: ${/** @type {any} */ (e).message}`);
      }
    };
    bindNew(bare);
    expect('INVALID_ENUM', bare, () => whole(bare));
    bindNew(gl);
    expect('INVALID_VALUE', gl, () => whole(gl, new Uint8Array(4 * blockBytes - 1)));
    expect('INVALID_VALUE', gl, () => whole(gl, new Uint8Array(4 * blockBytes + 1)));
    const anySize = !['s3tc', 'rgtc', 'bptc'].includes(rules);
    expect(anySize ? 'NO_ERROR' : 'INVALID_OPERATION', gl, () => whole(gl, blocks(4), w - 1));
    expect('NO_ERROR', gl, () => whole(gl));
    const etc1 = rules === 'etc1';
    expect(etc1 ? 'INVALID_OPERATION' : 'NO_ERROR', gl, () => sub(block[0], block[0]));
    expect('INVALID_OPERATION', gl, () => sub(1, block[0]));
    expect('INVALID_OPERATION', gl, () => sub(0, block[0] - 1));
    expect('INVALID_OPERATION', gl, () => gl.generateMipmap(gl.TEXTURE_2D));
    for (const target of [gl.TEXTURE_2D_ARRAY, gl.TEXTURE_3D]) {
      bindNew(gl, target);
      const ok = !etc1 && (target === gl.TEXTURE_2D_ARRAY || rules === 'bptc');
      if (etc1) continue; // which error is not said
      expect(ok ? 'NO_ERROR' : 'INVALID_OPERATION', gl, () =>
        gl.compressedTexImage3D(target, 0, format, w, h, 2, 0, blocks(8)),
      );
    }
  }
});
