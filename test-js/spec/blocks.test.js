// SPDX-License-Identifier: MIT
// Compressed textures as a shader sees them, against the reference decoders of blocks.js over random blocks: whole
// levels and parts of them, of sRGB and not. BPTC and ASTC have their references in test-native/format/blocks.txt.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram } from '../fixture.js';
import { DECODERS, SRGB_TWINS } from './blocks.js';
import { COMPRESSED } from './formats.js';

const SIZE = 64; // texels, each way
const BLOCKS = (SIZE / 4) ** 2;

/** @param {number} seed */
function randomBytes(seed, length = 0) {
  const out = new Uint8Array(length);
  for (let i = 0, x = seed; i < length; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    out[i] = x >>> 24;
  }
  return out;
}

/** @param {any} t */
function setUp(t) {
  const gl = /** @type {any} */ (makeContext(t));
  gl.getExtension('EXT_color_buffer_float');
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA32F, SIZE, SIZE);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, renderbuffer);
  gl.viewport(0, 0, SIZE, SIZE);
  const program = makeProgram(
    gl,
    'void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0, 1); }',
    'uniform sampler2D image; out vec4 color; void main() { color = texelFetch(image, ivec2(gl_FragCoord.xy), 0); }',
  );
  gl.useProgram(program);
  const read = () => {
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    const out = new Float32Array(4 * SIZE * SIZE);
    gl.readPixels(0, 0, SIZE, SIZE, gl.RGBA, gl.FLOAT, out);
    return out;
  };
  const bind = () => {
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  };
  return { gl, read, bind };
}

const linear = (/** @type {number} */ v) =>
  v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;

/**
 * ETC2 is defined in bytes; EAC's eleven bits and RGTC's fractions are kept with 16 bits. S3TC is kept in bytes, of
 * colours whose five or six bits are repeated to eight (off by 0.7 at most), and rounded (0.5).
 * @param {string} name
 */
function errorOf(name) {
  if (name.includes('S3TC')) return 1.25 / 255;
  return /RGTC|11_EAC/.test(name) ? 1 / 65534 + 1e-6 : 1e-6;
}

for (const { name, extension, blockBytes } of COMPRESSED) {
  const decode = DECODERS[SRGB_TWINS[name] ?? name] ?? (name.includes('ETC1') ? DECODERS.COMPRESSED_RGB8_ETC2 : null); // prettier-ignore
  if (!decode) continue;

  test(`${name} decodes as the specification says`, (t) => {
    const { gl, read, bind } = setUp(t);
    const format = gl.getExtension(extension)[name];
    const data = randomBytes(7, BLOCKS * blockBytes);
    if (name.includes('ETC1')) {
      // Without what ETC2 made of sums that do not fit: differences of zero.
      for (let i = 0; i < data.length; i += 8) for (let c = 0; c < 3; c++) data[i + c] &= 0xf8;
    }
    bind();
    gl.compressedTexImage2D(gl.TEXTURE_2D, 0, format, SIZE, SIZE, 0, data);
    assert.equal(gl.getError(), 0);
    const actual = read();
    const error = errorOf(name);
    const curve = name in SRGB_TWINS;
    for (let block = 0; block < BLOCKS; block++) {
      const bytes = data.subarray(block * blockBytes, (block + 1) * blockBytes);
      decode(bytes).forEach((texel, i) => {
        const x = (block % (SIZE / 4)) * 4 + (i % 4);
        const y = Math.floor(block / (SIZE / 4)) * 4 + (i >> 2);
        texel.forEach((value, c) => {
          const at = 4 * (y * SIZE + x) + c;
          const [low, high] = [value - error, value + error].map((v) =>
            curve && c < 3 ? linear(Math.max(v, 0)) : v,
          );
          const slack = curve ? 2e-6 : 1e-7;
          assert.ok(
            actual[at] >= low - slack && actual[at] <= high + slack,
            `block ${Buffer.from(bytes).toString('hex')}, texel ${i}, channel ${c}: ${actual[at]}, not ${value}`,
          );
        });
      });
    }
    if (name.includes('ETC1')) return; // has no sub-images

    // The same in four parts, by texStorage2D.
    bind();
    gl.texStorage2D(gl.TEXTURE_2D, 1, format, SIZE, SIZE);
    const half = SIZE / 2;
    for (const [x, y] of [
      [0, 0],
      [half, 0],
      [0, half],
      [half, half],
    ]) {
      // prettier-ignore
      const rows = Array.from({ length: half / 4 }, (_, row) => {
        const first = (y / 4 + row) * (SIZE / 4) + x / 4;
        return [...data.subarray(first * blockBytes, (first + half / 4) * blockBytes)];
      });
      const part = Uint8Array.from(rows.flat());
      gl.compressedTexSubImage2D(gl.TEXTURE_2D, 0, x, y, half, half, format, part);
    }
    assert.equal(gl.getError(), 0);
    assert.deepEqual(read(), actual);
  });
}
