// SPDX-License-Identifier: MIT
// Rules of WebGL 1's extensions that WebGL 2 does not have in this form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeBuffer, makeContext, pixel, raises, succeeds } from './fixture.js';

const DRAW_BUFFERS = '#extension GL_EXT_draw_buffers : require\n';

/** @param {any} gl @param {string} fragment */
function link(gl, fragment) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, 'attribute vec2 p; void main() { gl_Position = vec4(p, 0.0, 1.0); }'],
    [gl.FRAGMENT_SHADER, fragment],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    assert.ok(gl.getShaderParameter(shader, gl.COMPILE_STATUS), gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  return program;
}

/** @param {any} gl */
function cover(gl) {
  makeBuffer(gl, gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]));
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}

/** A texture of `format` and `type`, filtered as `filter` says. @param {any} gl @param {number[]} args */
function makeTexture(gl, [format, type], filter = gl.NEAREST, data = null) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  succeeds(gl, () => gl.texImage2D(gl.TEXTURE_2D, 0, format, 8, 8, 0, format, type, data));
  return texture;
}

test('WEBGL_draw_buffers: gl_FragColor goes to all draw buffers where the shader enables it', (t) => {
  const gl = makeContext(t, { antialias: false, version: 1 });
  const ext = gl.getExtension('WEBGL_draw_buffers');
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const targets = [0, 1, 2].map((i) => ext.COLOR_ATTACHMENT0_WEBGL + i);
  const textures = targets.map((attachment) => {
    const texture = makeTexture(gl, [gl.RGBA, gl.UNSIGNED_BYTE]);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, attachment, gl.TEXTURE_2D, texture, 0);
    return texture;
  });
  ext.drawBuffersWEBGL(targets);
  link(gl, `${DRAW_BUFFERS}void main() { gl_FragColor = vec4(1.0, 0.0, 1.0, 1.0); }`);
  succeeds(gl, () => cover(gl));
  const reader = gl.createFramebuffer();
  for (const texture of textures) {
    gl.bindFramebuffer(gl.FRAMEBUFFER, reader);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, targets[0], gl.TEXTURE_2D, texture, 0);
    assert.deepEqual(pixel(gl, 3, 3), [255, 0, 255, 255]);
  }
});

test('WEBGL_draw_buffers: gl_MaxDrawBuffers is 1 until it is enabled', (t) => {
  const gl = makeContext(t, { antialias: false, version: 1 });
  const source = `precision mediump float;
    void main() { gl_FragColor = vec4(float(gl_MaxDrawBuffers) / 255.0); }`;
  const before = link(gl, source);
  cover(gl);
  assert.equal(pixel(gl, 0, 0)[0], 1);
  gl.getExtension('WEBGL_draw_buffers');
  link(gl, source);
  cover(gl);
  assert.equal(pixel(gl, 0, 0)[0], 8);
  gl.useProgram(before);
  cover(gl);
  assert.equal(pixel(gl, 0, 0)[0], 1);
});

test('a draw of a shader of ESSL 1.00 that writes no colour is refused, unless all are masked', (t) => {
  const gl = makeContext(t, { antialias: false, version: 1 });
  link(gl, 'void main() {}');
  raises(gl, 'INVALID_OPERATION', () => cover(gl));
  gl.colorMask(false, false, false, false);
  succeeds(gl, () => cover(gl));
});

for (const [texture, buffer, typeName] of [
  ['OES_texture_float', 'WEBGL_color_buffer_float', 'FLOAT'],
  ['OES_texture_half_float', 'EXT_color_buffer_half_float', 'HALF_FLOAT_OES'],
]) {
  test(`${buffer}: RGB textures are drawn into, cleared and blended, their alpha stays one`, (t) => {
    const gl = makeContext(t, { antialias: false, version: 1 });
    const type = gl.getExtension(texture)[typeName] ?? gl.FLOAT;
    gl.getExtension(buffer);
    gl.getExtension('EXT_float_blend');
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    const target = [gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D];
    gl.framebufferTexture2D(...target, makeTexture(gl, [gl.RGB, type]), 0);
    assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_COMPLETE);
    gl.clearColor(-2, 0.5, 300, 0.25);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const read = () => {
      const out = new Float32Array(4);
      gl.readPixels(3, 3, 1, 1, gl.RGBA, gl.FLOAT, out);
      return [...out];
    };
    assert.deepEqual(read(), [-2, 0.5, 300, 1]);
    link(gl, 'precision highp float; void main() { gl_FragColor = vec4(4.0, -8.0, 1.5, 0.25); }');
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.DST_ALPHA, gl.ONE);
    succeeds(gl, () => cover(gl));
    assert.deepEqual(read(), [2, -7.5, 301.5, 1]);
    gl.disable(gl.BLEND);
    succeeds(gl, () => cover(gl));
    assert.deepEqual(read(), [4, -8, 1.5, 1]);
  });
}

test('EXT_color_buffer_half_float: copyTexImage2D makes half floats of half floats', (t) => {
  const gl = makeContext(t, { antialias: false, version: 1 });
  const { HALF_FLOAT_OES } = gl.getExtension('OES_texture_half_float');
  gl.getExtension('EXT_color_buffer_half_float');
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const attach = (/** @type {any} */ texture) =>
    gl.framebufferTexture2D(...[gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0]);
  attach(makeTexture(gl, [gl.RGBA, HALF_FLOAT_OES]));
  gl.clearColor(2, 0.5, -1, 4);
  gl.clear(gl.COLOR_BUFFER_BIT);
  for (const format of [gl.ALPHA, gl.LUMINANCE, gl.LUMINANCE_ALPHA, gl.RGB, gl.RGBA]) {
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    succeeds(gl, () => gl.copyTexImage2D(gl.TEXTURE_2D, 0, format, 0, 0, 8, 8, 0));
  }
  attach(gl.getParameter(gl.TEXTURE_BINDING_2D));
  assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_COMPLETE);
  const out = new Float32Array(4);
  succeeds(gl, () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, out));
  assert.deepEqual([...out], [2, 0.5, -1, 4]);
});

test('WEBGL_depth_texture: depths can be filtered linearly', (t) => {
  const gl = makeContext(t, { antialias: false, version: 1 });
  gl.getExtension('WEBGL_depth_texture');
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const color = makeTexture(gl, [gl.RGBA, gl.UNSIGNED_BYTE]);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, color, 0);
  for (const type of [gl.UNSIGNED_SHORT, gl.UNSIGNED_INT]) {
    for (const filter of [gl.NEAREST, gl.LINEAR]) {
      const depth = makeTexture(gl, [gl.DEPTH_COMPONENT, type], filter);
      gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, color, 0);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.TEXTURE_2D, depth, 0);
      gl.clearDepth(0.6);
      gl.clear(gl.DEPTH_BUFFER_BIT);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      link(
        gl,
        `precision mediump float; uniform sampler2D map;
        void main() { gl_FragColor = texture2D(map, vec2(0.5)); }`,
      );
      succeeds(gl, () => cover(gl));
      assert.equal(pixel(gl, 2, 2)[0], 153);
    }
  }
});

test('ANGLE_instanced_arrays: of no instances no index is read', (t) => {
  const gl = makeContext(t, { antialias: false, version: 1 });
  const ext = gl.getExtension('ANGLE_instanced_arrays');
  link(gl, 'void main() { gl_FragColor = vec4(1.0); }');
  cover(gl);
  makeBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, new Uint8Array([0, 1, 2]));
  const draw = (/** @type {number} */ instances) =>
    ext.drawElementsInstancedANGLE(gl.TRIANGLES, 10000, gl.UNSIGNED_BYTE, 0, instances);
  succeeds(gl, () => draw(0));
  raises(gl, 'INVALID_OPERATION', () => draw(1));
});

test('WEBGL_debug_shaders: a source that was set after the compilation is not the translated one', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('WEBGL_debug_shaders');
  const shader = gl.createShader(gl.FRAGMENT_SHADER);
  assert.equal(ext.getTranslatedShaderSource(shader), '');
  gl.shaderSource(shader, 'void main() { gl_FragColor = gl_FragCoord; }');
  assert.equal(ext.getTranslatedShaderSource(shader), '');
  gl.compileShader(shader);
  const first = ext.getTranslatedShaderSource(shader);
  assert.match(first, /gl_FragCoord/);
  gl.shaderSource(shader, 'void main() { gl_FragColor = vec4(1); }');
  assert.equal(ext.getTranslatedShaderSource(shader), first);
  gl.compileShader(shader);
  assert.doesNotMatch(ext.getTranslatedShaderSource(shader), /gl_FragCoord/);
  gl.shaderSource(shader, 'nonsense');
  gl.compileShader(shader);
  assert.equal(ext.getTranslatedShaderSource(shader), '');
});
