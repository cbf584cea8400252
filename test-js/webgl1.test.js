// SPDX-License-Identifier: MIT
// WebGL 1 contexts: their interface, and the rules that differ from WebGL 2's.
import test from 'node:test';
import assert from 'node:assert/strict';
import { createCanvas, createContext, WebGL2RenderingContext, WebGLRenderingContext } from 'nogpu';
import { makeBuffer, pixel, raises, succeeds } from './fixture.js';

const make = (t, options = {}) => {
  const gl = createContext(8, 8, { antialias: false, ...options, version: 1 });
  t.after(() => gl.destroy());
  return gl;
};

/** A linked program of ESSL 1.00. */
function link(gl, vertex, fragment) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    assert.ok(gl.getShaderParameter(shader, gl.COMPILE_STATUS), gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  assert.ok(gl.getProgramParameter(program, gl.LINK_STATUS), gl.getProgramInfoLog(program));
  gl.useProgram(program);
  return program;
}

const QUAD = 'attribute vec2 p; void main() { gl_Position = vec4(p, 0.0, 1.0); }';

/** Draws a rectangle over all of the picture. */
function drawQuad(gl) {
  makeBuffer(gl, gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]));
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
}

test('the two interfaces are no instances of each other', (t) => {
  const gl = make(t);
  assert.ok(gl instanceof WebGLRenderingContext);
  assert.ok(!(gl instanceof WebGL2RenderingContext));
  assert.equal(Object.getPrototypeOf(WebGLRenderingContext.prototype), Object.prototype);
  assert.equal(String(gl), '[object WebGLRenderingContext]');
});

test('what version 2 added is not there', (t) => {
  const gl = make(t);
  for (const name of ['createVertexArray', 'texImage3D', 'fenceSync', 'MIN', 'TEXTURE_3D', 'R8'])
    assert.ok(!(name in gl), name);
});

test('a canvas gives the version that was asked for first, and null for the other', () => {
  const canvas = createCanvas(4, 4);
  const gl = canvas.getContext('webgl');
  assert.ok(gl instanceof WebGLRenderingContext);
  assert.equal(canvas.getContext('experimental-webgl'), gl);
  assert.equal(canvas.getContext('webgl2'), null);
  canvas.destroy();
});

test('VERSION and SHADING_LANGUAGE_VERSION begin as the standard says', (t) => {
  const gl = make(t);
  assert.match(gl.getParameter(gl.VERSION), /^WebGL 1\.0/);
  assert.match(gl.getParameter(gl.SHADING_LANGUAGE_VERSION), /^WebGL GLSL ES 1\.0/);
});

test('another version than 1 and 2 is a RangeError', () => {
  assert.throws(() => createContext(4, 4, { version: 3 }), RangeError);
});

for (const [name, call] of Object.entries({
  'bindBuffer UNIFORM_BUFFER': (gl) => gl.bindBuffer(0x8a11, null),
  'bindTexture TEXTURE_3D': (gl) => gl.bindTexture(0x806f, null),
  'bindFramebuffer READ_FRAMEBUFFER': (gl) => gl.bindFramebuffer(0x8ca8, null),
  'blendEquation MAX': (gl) => gl.blendEquation(0x8008),
  'blendFunc to SRC_ALPHA_SATURATE': (gl) => gl.blendFunc(gl.ONE, gl.SRC_ALPHA_SATURATE),
  'enable RASTERIZER_DISCARD': (gl) => gl.enable(0x8c89),
  'getParameter MAX_SAMPLES': (gl) => gl.getParameter(0x8d57),
  'getParameter VERTEX_ARRAY_BINDING': (gl) => gl.getParameter(0x85b5),
  'hint of derivatives': (gl) => gl.hint(0x8b8b, gl.NICEST),
  'pixelStorei UNPACK_ROW_LENGTH': (gl) => gl.pixelStorei(0x0cf2, 4),
  'vertexAttribPointer INT': (gl) => gl.vertexAttribPointer(0, 1, gl.INT, false, 0, 0),
})) {
  test(`${name} is INVALID_ENUM`, (t) => {
    const gl = make(t);
    raises(gl, 'INVALID_ENUM', () => call(gl));
  });
}

test('pixels with sizes are arrays or null: there are no offsets, and sources have sizes of their own', (t) => {
  const gl = make(t);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  const picture = { width: 1, height: 1, data: new Uint8Array(4) };
  for (const pixels of [0, 'none', picture]) {
    const image = () =>
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    const part = () =>
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    assert.throws(image, TypeError);
    assert.throws(part, TypeError);
  }
  succeeds(gl, () =>
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, undefined),
  );
});

test('a depth texture is filtered', (t) => {
  const gl = make(t);
  gl.getExtension('WEBGL_depth_texture');
  const depth = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, depth);
  for (const pname of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, pname, gl.LINEAR);
  for (const pname of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
    gl.texParameteri(gl.TEXTURE_2D, pname, gl.CLAMP_TO_EDGE);
  const { DEPTH_COMPONENT: format, UNSIGNED_INT: type } = gl;
  gl.texImage2D(gl.TEXTURE_2D, 0, format, 2, 1, 0, format, type, null);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.TEXTURE_2D, depth, 0);
  gl.enable(gl.SCISSOR_TEST);
  for (const x of [0, 1]) {
    gl.scissor(x, 0, 1, 1);
    gl.clearDepth(x * 0.8);
    gl.clear(gl.DEPTH_BUFFER_BIT);
  }
  gl.disable(gl.SCISSOR_TEST);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);

  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, 'void main() { gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 8.0; }'],
    [
      gl.FRAGMENT_SHADER,
      'precision highp float; uniform sampler2D image; void main() { gl_FragColor = texture2D(image, vec2(0.5)); }',
    ],
  ]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  succeeds(gl, () => gl.drawArrays(gl.POINTS, 0, 1));
  const out = new Uint8Array(4);
  gl.readPixels(2, 2, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, out);
  assert.equal(out[0], 102);
});

test('an extension gives its values back', (t) => {
  const gl = make(t);
  const { MAX_EXT } = gl.getExtension('EXT_blend_minmax');
  succeeds(gl, () => gl.blendEquation(MAX_EXT));
  const { VERTEX_ARRAY_BINDING_OES } = gl.getExtension('OES_vertex_array_object');
  assert.equal(gl.getParameter(VERTEX_ARRAY_BINDING_OES), null);
});

test('hidden extensions do not exist, whatever the case of their names', (t) => {
  const gl = make(t, { hideExtensions: ['oes_TEXTURE_float', 'no_such'] });
  assert.equal(gl.getExtension('OES_texture_float'), null);
  assert.ok(!gl.getSupportedExtensions().includes('OES_texture_float'));
  assert.ok(gl.getSupportedExtensions().includes('OES_texture_half_float'));
});

test('WEBGL_multi_draw enables ANGLE_instanced_arrays', (t) => {
  const gl = make(t);
  const divisor = () => gl.getVertexAttrib(0, 0x88fe);
  raises(gl, 'INVALID_ENUM', divisor);
  gl.getExtension('WEBGL_multi_draw');
  assert.equal(raises(gl, 'NO_ERROR', divisor), 0);
});

test('an extension that another one implies stays hidden', (t) => {
  const gl = make(t, { hideExtensions: ['WEBGL_color_buffer_float'] });
  assert.notEqual(gl.getExtension('OES_texture_float'), null);
  gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
  raises(gl, 'INVALID_ENUM', () => gl.renderbufferStorage(gl.RENDERBUFFER, 0x8814, 1, 1));
});

for (const wrong of ['OES_texture_float', 5, [1]]) {
  test(`hideExtensions ${JSON.stringify(wrong)} is a TypeError`, () => {
    assert.throws(() => createContext(4, 4, { hideExtensions: /** @type {any} */ (wrong) }), {
      name: 'TypeError',
      message: /hideExtensions/,
    });
  });
}

test('ESSL 3.00 does not compile', (t) => {
  const gl = make(t);
  const shader = gl.createShader(gl.VERTEX_SHADER);
  gl.shaderSource(shader, '#version 300 es\nvoid main() { gl_Position = vec4(0); }');
  gl.compileShader(shader);
  assert.equal(gl.getShaderParameter(shader, gl.COMPILE_STATUS), false);
  assert.match(gl.getShaderInfoLog(shader), /WebGL 1/);
});

test('#extension works once the extension is enabled', (t) => {
  const gl = make(t);
  const source =
    '#extension GL_OES_standard_derivatives : require\nprecision mediump float;\n' +
    'void main() { gl_FragColor = vec4(dFdx(gl_FragCoord.x)); }';
  const compiles = () => {
    const shader = gl.createShader(gl.FRAGMENT_SHADER);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    return gl.getShaderParameter(shader, gl.COMPILE_STATUS);
  };
  assert.equal(compiles(), false);
  gl.getExtension('OES_standard_derivatives');
  assert.equal(compiles(), true);
});

test('a texture that is no power of two is black unless it is clamped and has no mipmaps', (t) => {
  const gl = make(t);
  link(
    gl,
    QUAD,
    'precision mediump float; uniform sampler2D s; void main() { gl_FragColor = texture2D(s, vec2(0.5)); }',
  );
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  const texels = new Uint8Array(3 * 3 * 4).fill(255);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 3, 3, 0, gl.RGBA, gl.UNSIGNED_BYTE, texels);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  drawQuad(gl);
  assert.deepEqual(pixel(gl, 4, 4), [0, 0, 0, 255]);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  drawQuad(gl);
  assert.deepEqual(pixel(gl, 4, 4), [255, 255, 255, 255]);
  raises(gl, 'INVALID_OPERATION', () => gl.generateMipmap(gl.TEXTURE_2D));
});

test('the largest index is an index, no restart', (t) => {
  const gl = make(t);
  link(gl, QUAD, 'void main() { gl_FragColor = vec4(1); }');
  makeBuffer(gl, gl.ARRAY_BUFFER, new Float32Array(256 * 2));
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  makeBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, new Uint8Array([0, 1, 255]));
  succeeds(gl, () => gl.drawElements(gl.TRIANGLES, 3, gl.UNSIGNED_BYTE, 0));
  makeBuffer(gl, gl.ARRAY_BUFFER, new Float32Array(255 * 2));
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  raises(gl, 'INVALID_OPERATION', () => gl.drawElements(gl.TRIANGLES, 3, gl.UNSIGNED_BYTE, 0));
});

test('UNSIGNED_INT indices need OES_element_index_uint', (t) => {
  const gl = make(t);
  link(gl, QUAD, 'void main() { gl_FragColor = vec4(1); }');
  makeBuffer(gl, gl.ARRAY_BUFFER, new Float32Array(8));
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  makeBuffer(gl, gl.ELEMENT_ARRAY_BUFFER, new Uint32Array([0, 1, 2]));
  raises(gl, 'INVALID_ENUM', () => gl.drawElements(gl.TRIANGLES, 3, gl.UNSIGNED_INT, 0));
  gl.getExtension('OES_element_index_uint');
  succeeds(gl, () => gl.drawElements(gl.TRIANGLES, 3, gl.UNSIGNED_INT, 0));
});

test('DEPTH_STENCIL_ATTACHMENT is a point of its own: with another one, UNSUPPORTED', (t) => {
  const gl = make(t);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const renderbuffer = (format, attachment) => {
    const object = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, object);
    gl.renderbufferStorage(gl.RENDERBUFFER, format, 4, 4);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, attachment, gl.RENDERBUFFER, object);
    return object;
  };
  renderbuffer(gl.RGBA4, gl.COLOR_ATTACHMENT0);
  renderbuffer(gl.DEPTH_STENCIL, gl.DEPTH_STENCIL_ATTACHMENT);
  assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_COMPLETE);
  renderbuffer(gl.DEPTH_COMPONENT16, gl.DEPTH_ATTACHMENT);
  assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_UNSUPPORTED);
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_STENCIL_ATTACHMENT, gl.RENDERBUFFER, null);
  assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_COMPLETE);
});

test('float texels need OES_texture_float', (t) => {
  const gl = make(t);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  const upload = () =>
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.LUMINANCE, 1, 1, 0, gl.LUMINANCE, gl.FLOAT, null);
  raises(gl, 'INVALID_ENUM', upload);
  gl.getExtension('OES_texture_float');
  succeeds(gl, upload);
});

test('drawBuffersWEBGL draws to several attachments', (t) => {
  const gl = make(t);
  const ext = gl.getExtension('WEBGL_draw_buffers');
  link(
    gl,
    QUAD,
    '#extension GL_EXT_draw_buffers : require\nprecision mediump float;\n' +
      'void main() { gl_FragData[0] = vec4(1, 0, 0, 1); gl_FragData[1] = vec4(0, 1, 0, 1); }',
  );
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const targets = [ext.COLOR_ATTACHMENT0_WEBGL, ext.COLOR_ATTACHMENT1_WEBGL];
  const textures = targets.map((attachment) => {
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 8, 8, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, attachment, gl.TEXTURE_2D, texture, 0);
    return texture;
  });
  ext.drawBuffersWEBGL(targets);
  drawQuad(gl);
  assert.equal(gl.getError(), 0);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, targets[0], gl.TEXTURE_2D, textures[1], 0);
  assert.deepEqual(pixel(gl, 2, 2), [0, 255, 0, 255]);
});

test('arguments that only WebGL 2 takes are not looked at', (t) => {
  const gl = make(t);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  succeeds(gl, () => gl.bufferData(gl.ARRAY_BUFFER, new Uint8Array(4), gl.STATIC_DRAW, 99, 99));
  assert.equal(gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE), 4);
});

test('of a point where nothing is attached only the type can be asked', (t) => {
  const gl = make(t);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const get = (/** @type {number} */ pname) =>
    gl.getFramebufferAttachmentParameter(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, pname);
  assert.equal(
    succeeds(gl, () => get(gl.FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE)),
    gl.NONE,
  );
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => get(gl.FRAMEBUFFER_ATTACHMENT_OBJECT_NAME)),
    null,
  );
});

test('deleting what is attached to DEPTH_STENCIL_ATTACHMENT leaves the other points in use', (t) => {
  const gl = make(t);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const attach = (/** @type {number} */ point, /** @type {number} */ format) => {
    const renderbuffer = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
    gl.renderbufferStorage(gl.RENDERBUFFER, format, 8, 8);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, point, gl.RENDERBUFFER, renderbuffer);
    return renderbuffer;
  };
  attach(gl.COLOR_ATTACHMENT0, gl.RGBA4);
  attach(gl.DEPTH_ATTACHMENT, gl.DEPTH_COMPONENT16);
  const both = attach(gl.DEPTH_STENCIL_ATTACHMENT, gl.DEPTH_STENCIL);
  assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_UNSUPPORTED);
  gl.deleteRenderbuffer(both);
  assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_COMPLETE);
  assert.equal(gl.getParameter(gl.DEPTH_BITS), 16);
});

test('names of more than 256 characters are refused', (t) => {
  const gl = make(t);
  const program = link(gl, QUAD, 'void main() { gl_FragColor = vec4(1.0); }');
  assert.equal(
    succeeds(gl, () => gl.getAttribLocation(program, 'a'.repeat(256))),
    -1,
  );
  assert.equal(
    raises(gl, 'INVALID_VALUE', () => gl.getAttribLocation(program, 'a'.repeat(257))),
    -1,
  );
});

/** Whether a fragment shader with an identifier of `length` characters compiles. */
function compilesWithName(gl, length) {
  const shader = gl.createShader(gl.FRAGMENT_SHADER);
  gl.shaderSource(shader, `#define ${'a'.repeat(length)} 1.0\nvoid main() {}`);
  gl.compileShader(shader);
  return gl.getShaderParameter(shader, gl.COMPILE_STATUS);
}

test('shaders with names of more than 256 characters do not compile', (t) => {
  const gl = make(t);
  assert.equal(compilesWithName(gl, 256), true);
  assert.equal(compilesWithName(gl, 257), false);
});

test('in WebGL 2, names in ESSL 1.00 have up to 1024 characters', (t) => {
  const gl = createContext(4, 4);
  t.after(() => gl.destroy());
  assert.equal(compilesWithName(gl, 1024), true);
  assert.equal(compilesWithName(gl, 1025), false);
});

test('blendColor is clamped unless colour buffers can be of floats', (t) => {
  const gl = make(t);
  gl.blendColor(1000, -1, 0.25, NaN);
  assert.deepEqual([...gl.getParameter(gl.BLEND_COLOR)], [1, 0, 0.25, 0]);
  gl.getExtension('EXT_color_buffer_half_float');
  gl.blendColor(1000, -1, 0.25, 1);
  assert.deepEqual([...gl.getParameter(gl.BLEND_COLOR)], [1000, -1, 0.25, 1]);
});
