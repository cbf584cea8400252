// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas } from 'nogpu';
import { makeBuffer, makeContext, makeProgram, pixel, raises, succeeds } from './fixture.js';

/** A texture bound to TEXTURE_2D, attached to a bound framebuffer. @param {any} gl */
function makeTarget(gl) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  return texture;
}

test('a texture is one only after its first binding and until it is deleted', (t) => {
  const gl = makeContext(t);
  const texture = gl.createTexture();
  assert.equal(gl.isTexture(texture), false);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  assert.equal(gl.isTexture(texture), true);
  assert.equal(gl.getParameter(gl.TEXTURE_BINDING_2D), texture);
  gl.deleteTexture(texture);
  assert.equal(gl.isTexture(texture), false);
  assert.equal(gl.getParameter(gl.TEXTURE_BINDING_2D), null);
  raises(gl, 'INVALID_OPERATION', () => gl.bindTexture(gl.TEXTURE_2D, texture));
});

test('textures of another context are refused', (t) => {
  const gl = makeContext(t);
  const foreign = makeContext(t).createTexture();
  raises(gl, 'INVALID_OPERATION', () => gl.bindTexture(gl.TEXTURE_2D, foreign));
  raises(gl, 'INVALID_OPERATION', () => gl.deleteTexture(foreign));
  assert.equal(gl.isTexture(foreign), false);
  assert.throws(() => gl.bindTexture(gl.TEXTURE_2D, {}), TypeError);
  assert.throws(() => gl.bindTexture(gl.TEXTURE_2D), TypeError);
});

test('activeTexture selects the unit that bindTexture works on', (t) => {
  const gl = makeContext(t);
  const texture = gl.createTexture();
  gl.activeTexture(gl.TEXTURE0 + 63);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.activeTexture(gl.TEXTURE0);
  assert.equal(gl.getParameter(gl.TEXTURE_BINDING_2D), null);
  raises(gl, 'INVALID_ENUM', () => gl.activeTexture(gl.TEXTURE0 + 64));
});

test('a fragment shader reads as many textures as there are units', (t) => {
  const gl = makeContext(t);
  const count = gl.getParameter(gl.MAX_TEXTURE_IMAGE_UNITS);
  const reads = Array.from({ length: count }, (_, i) => `texture(s[${i}], vec2(0.5)).r`);
  const program = makeProgram(
    gl,
    'void main() { gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 8.0; }',
    `uniform sampler2D s[${count}];
    out vec4 color;
    void main() { color = vec4(${reads.join(' + ')}); }`,
  );
  gl.useProgram(program);
  gl.uniform1iv(
    gl.getUniformLocation(program, 's'),
    Array.from({ length: count }, (_, i) => 2 * i + 1),
  );
  for (let i = 0; i < count; i++) {
    gl.activeTexture(gl.TEXTURE0 + 2 * i + 1);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texImage2D(
      gl.TEXTURE_2D,
      0,
      gl.R8,
      1,
      1,
      0,
      gl.RED,
      gl.UNSIGNED_BYTE,
      new Uint8Array([i % 7]),
    );
  }
  succeeds(gl, () => gl.drawArrays(gl.POINTS, 0, 1));
  let sum = 0;
  for (let i = 0; i < count; i++) sum += i % 7;
  assert.equal(pixel(gl, 4, 4)[0], sum);
});

test('parameters read back with their type', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  const get = (/** @type {number} */ pname) => gl.getTexParameter(gl.TEXTURE_2D, pname);
  assert.equal(get(gl.TEXTURE_MIN_FILTER), gl.NEAREST_MIPMAP_LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  assert.equal(get(gl.TEXTURE_MIN_FILTER), gl.LINEAR);
  gl.texParameterf(gl.TEXTURE_2D, gl.TEXTURE_MIN_LOD, -2.5);
  assert.equal(get(gl.TEXTURE_MIN_LOD), -2.5);
  gl.texParameterf(gl.TEXTURE_2D, gl.TEXTURE_MAX_LEVEL, 3.4);
  assert.equal(get(gl.TEXTURE_MAX_LEVEL), 3);
  assert.equal(get(gl.TEXTURE_IMMUTABLE_FORMAT), false);
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => get(gl.TEXTURE_2D)),
    null,
  );
});

test('texImage2D takes arrays, offsets into them, and null', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  const image = (/** @type {any[]} */ ...rest) =>
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, ...rest);
  image(new Uint8Array([1, 2, 3, 4]));
  assert.deepEqual(pixel(gl, 0, 0), [1, 2, 3, 4]);
  image(new Uint8Array([0, 0, 5, 6, 7, 8]), 2);
  assert.deepEqual(pixel(gl, 0, 0), [5, 6, 7, 8]);
  image(new Uint8ClampedArray([9, 9, 9, 9]));
  assert.deepEqual(pixel(gl, 0, 0), [9, 9, 9, 9]);
  image(null);
  assert.deepEqual(pixel(gl, 0, 0), [0, 0, 0, 0]);
  raises(gl, 'INVALID_OPERATION', () => image(new Uint8Array(3)));
  raises(gl, 'INVALID_OPERATION', () => image(new Uint8Array(4), 1));
  raises(gl, 'INVALID_OPERATION', () => image(new Uint16Array(4)));
  raises(gl, 'INVALID_OPERATION', () => image(new DataView(new ArrayBuffer(4))));
  assert.throws(() => image(null, 0), TypeError);
});

test('texImage2D takes what has width, height and RGBA data', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  const data = new Uint8ClampedArray([1, 2, 3, 4, 5, 6, 7, 8]);
  const source = { width: 1, height: 2, data };
  succeeds(gl, () => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source));
  assert.deepEqual(pixel(gl, 0, 0), [1, 2, 3, 4]);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, true);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source);
  assert.deepEqual(pixel(gl, 0, 0), [5, 6, 7, 8]);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, gl.RGBA, gl.UNSIGNED_BYTE, {
    width: 1,
    height: 1,
    data: new Uint8Array([9, 9, 9, 9]),
  });
  assert.deepEqual(pixel(gl, 0, 0), [9, 9, 9, 9]);
  raises(gl, 'INVALID_VALUE', () =>
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, { ...source, height: 3 }),
  );
  assert.throws(
    () => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, {}),
    TypeError,
  );
  assert.throws(
    () => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, null),
    TypeError,
  );
});

/** Two texels of 16 bits a channel. */
const deepPicture = () => ({
  width: 2,
  height: 1,
  data: Uint16Array.of(0x0123, 0x8000, 0xffff, 0x8000, 0x0140, 0, 0xffff, 0xffff),
});

test('a picture of 16 bits a channel keeps them where the format has room', (t) => {
  const gl = makeContext(t);
  gl.getExtension('EXT_color_buffer_float');
  makeTarget(gl);
  const floats = new Float32Array(8);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, gl.RGBA, gl.FLOAT, deepPicture());
  succeeds(gl, () => gl.readPixels(0, 0, 2, 1, gl.RGBA, gl.FLOAT, floats));
  assert.deepEqual(
    floats,
    Float32Array.from(deepPicture().data, (sample) => sample / 65535),
  );
  const packed = new Uint32Array(2);
  const type = gl.UNSIGNED_INT_2_10_10_10_REV;
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB10_A2, gl.RGBA, type, deepPicture());
  succeeds(gl, () => gl.readPixels(0, 0, 2, 1, gl.RGBA, type, packed));
  assert.deepEqual(
    [...packed].map((texel) => texel & 1023),
    [5, 5],
  );
});

test('a picture of 16 bits a channel is rounded to eight, premultiplied before', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  const upload = () =>
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, deepPicture());
  succeeds(gl, upload);
  assert.deepEqual(pixel(gl, 0, 0), [1, 128, 255, 128]);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
  succeeds(gl, upload);
  assert.deepEqual(pixel(gl, 0, 0), [1, 64, 128, 128]);
});

test('a picture of 16 bits a channel gives integer formats the values of bytes', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  const [format, type] = [gl.RGBA_INTEGER, gl.UNSIGNED_BYTE];
  succeeds(gl, () => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8UI, format, type, deepPicture()));
  const bytes = new Uint32Array(4);
  gl.readPixels(0, 0, 1, 1, gl.RGBA_INTEGER, gl.UNSIGNED_INT, bytes);
  assert.deepEqual([...bytes], [1, 128, 255, 128]);
});

test('a picture of 16 bits a channel is converted to the unpack colour space', (t) => {
  const gl = makeContext(t);
  gl.getExtension('EXT_color_buffer_float');
  makeTarget(gl);
  gl.unpackColorSpace = 'display-p3';
  const data = Uint16Array.of(65535, 0, 0, 65535);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, gl.RGBA, gl.FLOAT, { width: 1, height: 1, data });
  const floats = new Float32Array(4);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, floats);
  const expected = [0.91749, 0.20029, 0.13856, 1]; // CSS Color 4: red of sRGB in display-p3
  for (let i = 0; i < 4; i++) assert.ok(Math.abs(floats[i] - expected[i]) < 1e-4, `${floats}`);
});

test('texImage2D takes our own canvas as a source', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  const canvas = createCanvas(2, 2);
  t.after(() => canvas.destroy());
  const other = canvas.getContext('webgl2', { antialias: false });
  other.clearColor(0, 1, 0, 1);
  other.clear(other.COLOR_BUFFER_BIT);
  succeeds(gl, () => gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, canvas));
  assert.deepEqual(pixel(gl, 1, 1), [0, 255, 0, 255]);
});

test('uploads come from PIXEL_UNPACK_BUFFER while one is bound', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  const image = (/** @type {any} */ pixels) =>
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  raises(gl, 'INVALID_OPERATION', () => image(0));
  makeBuffer(gl, gl.PIXEL_UNPACK_BUFFER, new Uint8Array([0, 0, 0, 0, 4, 3, 2, 1]));
  succeeds(gl, () => image(4));
  assert.deepEqual(pixel(gl, 0, 0), [4, 3, 2, 1]);
  raises(gl, 'INVALID_VALUE', () => image(-1));
  raises(gl, 'INVALID_OPERATION', () => image(5));
  raises(gl, 'INVALID_OPERATION', () => image(new Uint8Array(4)));
  raises(gl, 'INVALID_OPERATION', () => image(null));
});

test('3D textures and arrays are filled and read slice by slice', (t) => {
  const gl = makeContext(t);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
  const texels = new Uint8Array([1, 1, 1, 1, 2, 2, 2, 2]);
  gl.texImage3D(gl.TEXTURE_2D_ARRAY, 0, gl.RGBA8, 1, 1, 2, 0, gl.RGBA, gl.UNSIGNED_BYTE, texels);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, texture, 0, 1);
  assert.deepEqual(pixel(gl, 0, 0), [2, 2, 2, 2]);
  gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, 1, 1, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, texels, 0);
  assert.deepEqual(pixel(gl, 0, 0), [1, 1, 1, 1]);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, true);
  raises(gl, 'INVALID_OPERATION', () =>
    gl.texImage3D(gl.TEXTURE_2D_ARRAY, 0, gl.RGBA8, 1, 1, 2, 0, gl.RGBA, gl.UNSIGNED_BYTE, texels),
  );
});

test('texStorage2D makes textures immutable', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  succeeds(gl, () => gl.texStorage2D(gl.TEXTURE_2D, 2, gl.RGBA8, 2, 2));
  assert.equal(gl.getTexParameter(gl.TEXTURE_2D, gl.TEXTURE_IMMUTABLE_FORMAT), true);
  assert.equal(gl.getTexParameter(gl.TEXTURE_2D, gl.TEXTURE_IMMUTABLE_LEVELS), 2);
  raises(gl, 'INVALID_OPERATION', () => gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 2, 2));
  raises(gl, 'INVALID_OPERATION', () =>
    gl.copyTexImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 0, 0, 1, 1, 0),
  );
});

test('a texture beyond the limit, or beyond memory, is an error and no crash', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  raises(gl, 'INVALID_VALUE', () => gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 16385, 1));
  raises(gl, 'OUT_OF_MEMORY', () => gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, 16384, 16384));
  succeeds(gl, () => gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 1, 1));
});

test('copyTexSubImage2D copies from the read framebuffer', (t) => {
  const gl = makeContext(t);
  gl.clearColor(1, 0, 0, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 2, 1);
  succeeds(gl, () => gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, 1, 0, 0, 0, 1, 1));
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  assert.deepEqual(pixel(gl, 0, 0), [0, 0, 0, 0]);
  assert.deepEqual(pixel(gl, 1, 0), [255, 0, 0, 255]);
  raises(gl, 'INVALID_OPERATION', () => gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 0, 0, 1, 1));
});

test('a flipped picture is turned over as a whole, then rows are skipped', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  // Rows of one pixel: red 10, 20, 30, 40 from the top.
  const data = new Uint8ClampedArray([10, 20, 30, 40].flatMap((red) => [red, 0, 0, 255]));
  const source = { width: 1, height: 4, data };
  const rows = (/** @type {boolean} */ flip) => {
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, flip);
    succeeds(gl, () =>
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, 2, 0, gl.RGBA, gl.UNSIGNED_BYTE, source),
    );
    return [pixel(gl, 0, 0)[0], pixel(gl, 0, 1)[0]];
  };
  assert.deepEqual(
    [rows(false), rows(true)],
    [
      [10, 20],
      [40, 30],
    ],
  );
  gl.pixelStorei(gl.UNPACK_SKIP_ROWS, 1);
  assert.deepEqual(
    [rows(false), rows(true)],
    [
      [20, 30],
      [30, 20],
    ],
  );
});

test('a picture for a format that takes none is INVALID_VALUE', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  const source = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
  for (const [internal, format, type] of [
    [gl.RGB10_A2UI, gl.RGBA_INTEGER, gl.UNSIGNED_INT_2_10_10_10_REV],
    [gl.RGBA8_SNORM, gl.RGBA, gl.BYTE],
    [gl.DEPTH_COMPONENT16, gl.DEPTH_COMPONENT, gl.UNSIGNED_SHORT],
  ]) {
    raises(gl, 'INVALID_VALUE', () =>
      gl.texImage2D(gl.TEXTURE_2D, 0, internal, format, type, source),
    );
  }
});

test('sampling an incomplete texture that is drawn to is no feedback loop', (t) => {
  const gl = makeContext(t);
  makeTarget(gl);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  const program = makeProgram(
    gl,
    'void main() { gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 1.0; }',
    'uniform sampler2D image; out vec4 color; void main() { color = texture(image, vec2(0)); }',
  );
  gl.useProgram(program);
  succeeds(gl, () => gl.drawArrays(gl.POINTS, 0, 1));
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.POINTS, 0, 1));
});
