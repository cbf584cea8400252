// SPDX-License-Identifier: MIT
// WEBGL_blend_func_extended: blending with a second colour of the fragment shader.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram, pixel, raises, succeeds } from './fixture.js';

const FACTORS = {
  SRC1_COLOR_WEBGL: 0x88f9,
  SRC1_ALPHA_WEBGL: 0x8589,
  ONE_MINUS_SRC1_COLOR_WEBGL: 0x88fa,
  ONE_MINUS_SRC1_ALPHA_WEBGL: 0x88fb,
};
const COVER = `void main() { gl_Position = vec4(ivec2(gl_VertexID & 1, gl_VertexID >> 1) * 4 - 1, 0, 1); }`;
const BOTH = `#extension GL_EXT_blend_func_extended : require
  uniform vec4 first, second;
  layout(location = 0) out vec4 color;
  layout(location = 0, index = 1) out vec4 other;
  void main() { color = first; other = second; }`;

/** @param {any} gl @param {string} source @param {number} type */
function compile(gl, source, type = gl.FRAGMENT_SHADER) {
  const shader = gl.createShader(type);
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  const ok = gl.getShaderParameter(shader, gl.COMPILE_STATUS);
  return { shader, log: ok ? '' : gl.getShaderInfoLog(shader) };
}

test('WEBGL_blend_func_extended: nothing of it exists before it is enabled', (t) => {
  const gl = makeContext(t);
  raises(gl, 'INVALID_ENUM', () => gl.getParameter(0x88fc));
  for (const factor of Object.values(FACTORS)) {
    raises(gl, 'INVALID_ENUM', () => gl.blendFunc(factor, gl.ONE));
    raises(gl, 'INVALID_ENUM', () => gl.blendFuncSeparate(gl.ONE, gl.ONE, gl.ONE, factor));
  }
  assert.match(compile(gl, `#version 300 es\n${BOTH}`).log, /GL_EXT_blend_func_extended/);
  const ext = gl.getExtension('webgl_BLEND_func_extended');
  for (const [name, value] of Object.entries(FACTORS)) {
    assert.equal(ext[name], value);
    succeeds(gl, () => gl.blendFunc(value, gl.ONE));
    assert.equal(gl.getParameter(gl.BLEND_SRC_RGB), value);
  }
  assert.equal(gl.getParameter(ext.MAX_DUAL_SOURCE_DRAW_BUFFERS_WEBGL), 1);
  const hidden = makeContext(t, { hideExtensions: ['WEBGL_blend_func_extended'] });
  assert.equal(hidden.getExtension('WEBGL_blend_func_extended'), null);
});

test('WEBGL_blend_func_extended: each factor, for colour and alpha, in fixed point and float', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('WEBGL_blend_func_extended');
  gl.getExtension('EXT_color_buffer_float');
  gl.useProgram(makeProgram(gl, COVER, BOTH));
  const program = gl.getParameter(gl.CURRENT_PROGRAM);
  const [s0, s1, d] = [
    [0.25, 0.5, 0.75, 1],
    [0.5, 0.25, 1, 0.125],
    [1, 0.5, 0.25, 0.5],
  ];
  gl.uniform4fv(gl.getUniformLocation(program, 'first'), s0);
  gl.uniform4fv(gl.getUniformLocation(program, 'second'), s1);
  gl.enable(gl.BLEND);
  const factorOf = (/** @type {string} */ name, /** @type {number} */ c) => {
    const value = s1[name.includes('ALPHA') ? 3 : c];
    return name.startsWith('ONE_MINUS') ? 1 - value : value;
  };
  for (const format of [gl.RGBA8, gl.RGB10_A2, gl.RGBA16F, gl.RGBA32F, gl.R11F_G11F_B10F]) {
    for (const samples of format === gl.RGBA8 ? [0, 4] : [0]) {
      const target = [gl.createFramebuffer(), gl.createFramebuffer()];
      for (const [i, n] of [samples, 0].entries()) {
        gl.bindFramebuffer(gl.FRAMEBUFFER, target[i]);
        gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
        gl.renderbufferStorageMultisample(gl.RENDERBUFFER, n, format, 2, 2);
        const args = [
          gl.COLOR_ATTACHMENT0,
          gl.RENDERBUFFER,
          gl.getParameter(gl.RENDERBUFFER_BINDING),
        ];
        gl.framebufferRenderbuffer(gl.FRAMEBUFFER, ...args);
      }
      for (const name of Object.keys(FACTORS)) {
        gl.bindFramebuffer(gl.FRAMEBUFFER, target[0]);
        gl.clearBufferfv(gl.COLOR, 0, d);
        gl.blendFunc(ext[name], ext[name]);
        succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
        gl.bindFramebuffer(gl.READ_FRAMEBUFFER, target[0]);
        if (samples) {
          gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, target[1]);
          gl.blitFramebuffer(0, 0, 2, 2, 0, 0, 2, 2, gl.COLOR_BUFFER_BIT, gl.NEAREST);
          gl.bindFramebuffer(gl.READ_FRAMEBUFFER, target[1]);
        }
        const floats = format === gl.RGBA8 || format === gl.RGB10_A2 ? null : new Float32Array(4);
        if (floats) gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, floats);
        const got = floats ? [...floats] : pixel(gl, 0, 0).map((v) => v / 255);
        const alpha = format === gl.R11F_G11F_B10F ? 3 : 4;
        for (let c = 0; c < alpha; c++) {
          const wanted = Math.min((s0[c] + d[c]) * factorOf(name, c), floats ? 9 : 1);
          const slack = format === gl.RGB10_A2 && c === 3 ? 0.34 : 0.01;
          assert.ok(
            Math.abs(got[c] - wanted) < slack,
            `${name} ${format} ${c}: ${got[c]}, ${wanted}`,
          );
        }
      }
    }
  }
});

test('WEBGL_blend_func_extended: fixed-point buffers clamp the second colour', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('WEBGL_blend_func_extended');
  const program = makeProgram(gl, COVER, BOTH);
  gl.useProgram(program);
  gl.uniform4f(gl.getUniformLocation(program, 'first'), 0, 0, 0, 0);
  gl.uniform4f(gl.getUniformLocation(program, 'second'), 5, -5, 0.5, 1);
  gl.clearColor(0.4, 0.4, 0.4, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, ext.SRC1_COLOR_WEBGL);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  assert.deepEqual(pixel(gl, 1, 1), [102, 0, 51, 255]);
});

test('WEBGL_blend_func_extended: a draw that blends by SRC1 needs both colours', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('WEBGL_blend_func_extended');
  const draw = () => gl.drawArrays(gl.TRIANGLES, 0, 3);
  gl.blendFunc(gl.ONE, ext.SRC1_COLOR_WEBGL);
  gl.useProgram(makeProgram(gl, COVER, 'out vec4 color; void main() { color = vec4(1); }'));
  succeeds(gl, draw);
  gl.enable(gl.BLEND);
  raises(gl, 'INVALID_OPERATION', draw);
  assert.match(gl.getLastErrorMessage(), /index 1 for draw buffer 0/);
  gl.colorMask(false, false, false, false);
  succeeds(gl, draw);
  gl.colorMask(true, true, true, true);
  gl.blendFunc(gl.ONE, gl.ZERO);
  succeeds(gl, draw);
  const only = `#extension GL_EXT_blend_func_extended : enable
    layout(location = 0, index = 1) out vec4 other; void main() { other = vec4(1); }`;
  gl.useProgram(makeProgram(gl, COVER, only));
  raises(gl, 'INVALID_OPERATION', draw);
});

test('WEBGL_blend_func_extended: SRC1 factors leave one draw buffer, blending or not', (t) => {
  const gl = makeContext(t);
  const ext = gl.getExtension('WEBGL_blend_func_extended');
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  for (const attachment of [gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT1]) {
    const buffer = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, buffer);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, 2, 2);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, attachment, gl.RENDERBUFFER, buffer);
  }
  gl.drawBuffers([gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT1]);
  gl.getExtension('OES_draw_buffers_indexed').colorMaskiOES(1, false, false, false, false);
  gl.useProgram(makeProgram(gl, COVER, BOTH));
  gl.blendFunc(gl.ONE, ext.ONE_MINUS_SRC1_ALPHA_WEBGL);
  raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.TRIANGLES, 0, 3));
  assert.match(gl.getLastErrorMessage(), /MAX_DUAL_SOURCE_DRAW_BUFFERS_WEBGL is 1/);
  gl.drawBuffers([gl.COLOR_ATTACHMENT0, gl.NONE]);
  succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
});

test('WEBGL_blend_func_extended: layouts and names that the language refuses', (t) => {
  const gl = makeContext(t);
  gl.getExtension('WEBGL_blend_func_extended');
  const head = '#version 300 es\n#extension GL_EXT_blend_func_extended : require\n';
  const log = (/** @type {string} */ text) =>
    compile(gl, `${head}precision highp float;\n${text}\nvoid main() {}`).log;
  assert.match(log('layout(index = 1) out vec4 a;'), /needs a location/);
  assert.match(log('layout(location = 0, index = 2) out vec4 a;'), /index = 0/);
  assert.match(log('layout(location = 1, index = 1) out vec4 a;'), /last location, 0/);
  assert.match(log('layout(location = 0, index = 1, index = 1) out vec4 a;'), /already/);
  const twice = 'layout(location = 0, index = 1) out vec4 a, b;'.replace(', b', '');
  assert.match(log(`${twice}\n${twice.replace(' a', ' b')}`), /taken by 'a'/);
  assert.equal(log('const int n = gl_MaxDualSourceDrawBuffersEXT; int m[n == 1 ? 1 : -1];'), '');
  const old = '#extension GL_EXT_blend_func_extended : require\nvoid main() {';
  assert.match(
    compile(gl, `${old} gl_FragColor = vec4(1); gl_SecondaryFragDataEXT[0] = vec4(1); }`).log,
    /either gl_FragColor or gl_SecondaryFragDataEXT/,
  );
});

test('WEBGL_blend_func_extended: ESSL 1.00 has gl_SecondaryFragColorEXT and …DataEXT', (t) => {
  for (const version of /** @type {const} */ ([1, 2])) {
    const gl = makeContext(t, { antialias: false, version });
    const ext = gl.getExtension('WEBGL_blend_func_extended');
    succeeds(gl, () => gl.blendFunc(gl.ONE, gl.SRC_ALPHA_SATURATE));
    const vertex = 'attribute vec2 p; void main() { gl_Position = vec4(p, 0.0, 1.0); }';
    for (const [first, second] of [
      ['gl_FragColor', 'gl_SecondaryFragColorEXT'],
      ['gl_FragData[0]', 'gl_SecondaryFragDataEXT[0]'],
    ]) {
      const program = gl.createProgram();
      gl.attachShader(program, compile(gl, vertex, gl.VERTEX_SHADER).shader);
      const { shader, log } = compile(
        gl,
        `#extension GL_EXT_blend_func_extended : require
        void main() { ${first} = vec4(0.2, 0.0, 0.0, 0.0); ${second} = vec4(0.5, 0.25, 0.0, 1.0); }`,
      );
      assert.equal(log, '');
      gl.attachShader(program, shader);
      gl.linkProgram(program);
      gl.useProgram(program);
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
      gl.enableVertexAttribArray(0);
      gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
      gl.clearColor(0.4, 0.4, 0.4, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, ext.SRC1_COLOR_WEBGL);
      succeeds(gl, () => gl.drawArrays(gl.TRIANGLES, 0, 3));
      assert.deepEqual(pixel(gl, 1, 1), [102, 26, 0, 255]);
    }
  }
});
