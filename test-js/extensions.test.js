// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCanvas, WebGLContextEvent } from 'nogpu';
import { makeBuffer, makeContext, nextTask, pixel, raises } from './fixture.js';

test('every extension listed can be had, by a name of any case, as one object', (t) => {
  const gl = makeContext(t);
  const names = gl.getSupportedExtensions();
  assert.ok(names.includes('EXT_color_buffer_float'));
  assert.equal(new Set(names).size, names.length);
  assert.notEqual(gl.getSupportedExtensions(), names);
  for (const name of names) {
    const extension = gl.getExtension(name);
    assert.equal(typeof extension, 'object', name);
    assert.equal(gl.getExtension(name.toUpperCase()), extension, name);
    assert.equal(Object.prototype.toString.call(extension), `[object ${name}]`);
  }
  assert.notEqual(makeContext(t).getExtension(names[0]), gl.getExtension(names[0]));
  assert.equal(gl.getError(), 0);
});

test('an unknown extension is null, without an error', (t) => {
  const gl = makeContext(t);
  for (const name of [
    '',
    'EXT_',
    'OES_element_index_uint',
    'EXT_color_buffer_float2',
    'x'.repeat(1e5),
  ]) {
    assert.equal(gl.getExtension(name), null);
  }
  assert.equal(gl.getExtension(undefined), null);
  assert.equal(gl.getError(), 0);
  assert.throws(() => gl.getExtension(), TypeError);
});

test('extension objects carry their constants', (t) => {
  const gl = makeContext(t);
  const half = gl.getExtension('EXT_color_buffer_half_float');
  assert.equal(half.RGBA16F_EXT, 0x881a);
  assert.equal(half.RGB16F_EXT, 0x881b);
  assert.equal(half.FRAMEBUFFER_ATTACHMENT_COMPONENT_TYPE_EXT, 0x8211);
  assert.equal(half.UNSIGNED_NORMALIZED_EXT, 0x8c17);
  const anisotropic = gl.getExtension('EXT_texture_filter_anisotropic');
  assert.equal(anisotropic.TEXTURE_MAX_ANISOTROPY_EXT, 0x84fe);
  assert.equal(anisotropic.MAX_TEXTURE_MAX_ANISOTROPY_EXT, 0x84ff);
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  assert.equal(info.UNMASKED_VENDOR_WEBGL, 0x9245);
  assert.equal(info.UNMASKED_RENDERER_WEBGL, 0x9246);
});

test('KHR_parallel_shader_compile: a compilation is complete when its call returns', (t) => {
  const gl = makeContext(t);
  const shader = gl.createShader(gl.VERTEX_SHADER);
  const program = gl.createProgram();
  raises(gl, 'INVALID_ENUM', () => gl.getShaderParameter(shader, 0x91b1));
  raises(gl, 'INVALID_ENUM', () => gl.getProgramParameter(program, 0x91b1));
  const { COMPLETION_STATUS_KHR } = gl.getExtension('KHR_parallel_shader_compile');
  assert.equal(gl.getShaderParameter(shader, COMPLETION_STATUS_KHR), true);
  assert.equal(gl.getProgramParameter(program, COMPLETION_STATUS_KHR), true);
});

test('an extension changes nothing before it was asked for', (t) => {
  const gl = makeContext(t);
  gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
  const store = () => gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA32F, 4, 4);
  raises(gl, 'INVALID_ENUM', store);
  gl.getSupportedExtensions();
  raises(gl, 'INVALID_ENUM', store);
  gl.getExtension('EXT_color_buffer_float');
  raises(gl, 'NO_ERROR', store);
});

test('getTranslatedShaderSource gives GLSL for a shader that compiled', (t) => {
  const gl = makeContext(t);
  const extension = gl.getExtension('WEBGL_debug_shaders');
  const shader = gl.createShader(gl.FRAGMENT_SHADER);
  assert.equal(extension.getTranslatedShaderSource(shader), '');
  gl.shaderSource(shader, '#version 300 es\nout mediump vec4 c; void main() { c = vec4(1); }');
  gl.compileShader(shader);
  assert.match(extension.getTranslatedShaderSource(shader), /void main/);
  assert.throws(() => extension.getTranslatedShaderSource(null), TypeError);
  const foreign = makeContext(t).createShader(gl.VERTEX_SHADER);
  raises(gl, 'INVALID_OPERATION', () => extension.getTranslatedShaderSource(foreign));
});

test('a lost context answers as one', (t) => {
  const gl = makeContext(t);
  const buffer = makeBuffer(gl, gl.ARRAY_BUFFER, 4);
  gl.enable(gl.LINES); // an error that the loss makes void
  gl.getExtension('WEBGL_lose_context').loseContext();
  assert.equal(gl.isContextLost(), true);
  assert.equal(gl.getError(), gl.CONTEXT_LOST_WEBGL);
  assert.equal(gl.getError(), 0);
  assert.equal(gl.getContextAttributes(), null);
  assert.equal(gl.getSupportedExtensions(), null);
  assert.equal(gl.getExtension('EXT_float_blend'), null);
  assert.equal(gl.getParameter(gl.VIEWPORT), null);
  assert.equal(gl.isBuffer(buffer), false);
  assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_UNSUPPORTED);
  assert.equal(gl.getAttribLocation(gl.createProgram(), 'a'), -1);
  assert.equal(typeof gl.createBuffer(), 'object');
  assert.notEqual(gl.createShader(gl.VERTEX_SHADER), null);
  assert.equal(gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0), null);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  gl.clear(gl.COLOR_BUFFER_BIT);
  assert.equal(gl.getError(), 0);
});

test('a context without a canvas is lost and restored on request', async (t) => {
  const gl = makeContext(t);
  const loss = gl.getExtension('WEBGL_lose_context');
  raises(gl, 'INVALID_OPERATION', () => loss.restoreContext());
  const buffer = makeBuffer(gl, gl.ARRAY_BUFFER, 4);
  gl.enable(gl.BLEND);
  loss.loseContext();
  assert.equal(gl.getError(), gl.CONTEXT_LOST_WEBGL);
  raises(gl, 'INVALID_OPERATION', () => loss.loseContext());
  loss.restoreContext();
  await nextTask();
  await nextTask();
  assert.equal(gl.isContextLost(), false);
  assert.equal(gl.isEnabled(gl.BLEND), false);
  assert.equal(gl.isBuffer(buffer), false);
  raises(gl, 'INVALID_OPERATION', () => gl.bindBuffer(gl.ARRAY_BUFFER, buffer));
  assert.deepEqual([gl.drawingBufferWidth, gl.drawingBufferHeight], [8, 8]);
  gl.clearColor(1, 0, 0, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  assert.deepEqual(pixel(gl, 0, 0), [255, 0, 0, 255]);
  assert.equal(gl.getError(), 0);
});

test('a canvas hears of loss and restoration in tasks of their own', async (t) => {
  const canvas = createCanvas(8, 8);
  t.after(() => canvas.destroy());
  const gl = canvas.getContext('webgl2');
  const loss = gl.getExtension('WEBGL_lose_context');
  /** @type {string[]} */
  const heard = [];
  canvas.addEventListener('webglcontextlost', (event) => {
    assert.ok(event instanceof WebGLContextEvent);
    heard.push(event.type);
    event.preventDefault();
  });
  canvas.addEventListener('webglcontextrestored', (event) => heard.push(event.type));
  loss.loseContext();
  assert.deepEqual(heard, []);
  await nextTask();
  assert.deepEqual(heard, ['webglcontextlost']);
  loss.restoreContext();
  assert.deepEqual(heard, ['webglcontextlost']);
  await nextTask();
  assert.deepEqual(heard, ['webglcontextlost', 'webglcontextrestored']);
  assert.equal(gl.isContextLost(), false);
  assert.equal(canvas.getContext('webgl2'), gl);
});

test('without preventDefault the context stays lost', async (t) => {
  const canvas = createCanvas(8, 8);
  t.after(() => canvas.destroy());
  const gl = canvas.getContext('webgl2');
  const loss = gl.getExtension('WEBGL_lose_context');
  loss.loseContext();
  assert.equal(gl.getError(), gl.CONTEXT_LOST_WEBGL);
  await nextTask();
  raises(gl, 'INVALID_OPERATION', () => loss.restoreContext());
  await nextTask();
  assert.equal(gl.isContextLost(), true);
});
