// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, makeProgram, pixel, raises, succeeds } from './fixture.js';

/** @param {any} gl @param {number} format @param {number} size @param {number} [samples] */
function makeRenderbuffer(gl, format, size, samples = 0) {
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  if (samples === 0) gl.renderbufferStorage(gl.RENDERBUFFER, format, size, size);
  else gl.renderbufferStorageMultisample(gl.RENDERBUFFER, samples, format, size, size);
  return renderbuffer;
}

/** @param {any} gl @param {number} point @param {any} renderbuffer */
function attach(gl, point, renderbuffer) {
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, point, gl.RENDERBUFFER, renderbuffer);
}

test('completeness, and what is attached, can be asked for', (t) => {
  const gl = makeContext(t);
  const framebuffer = gl.createFramebuffer();
  assert.equal(gl.isFramebuffer(framebuffer), false);
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  assert.equal(gl.isFramebuffer(framebuffer), true);
  const status = () => gl.checkFramebufferStatus(gl.FRAMEBUFFER);
  assert.equal(status(), gl.FRAMEBUFFER_INCOMPLETE_MISSING_ATTACHMENT);
  const color = makeRenderbuffer(gl, gl.RGBA8, 4);
  attach(gl, gl.COLOR_ATTACHMENT0, color);
  assert.equal(status(), gl.FRAMEBUFFER_COMPLETE);
  const get = (/** @type {number} */ point, /** @type {number} */ pname) =>
    gl.getFramebufferAttachmentParameter(gl.FRAMEBUFFER, point, pname);
  assert.equal(get(gl.COLOR_ATTACHMENT0, gl.FRAMEBUFFER_ATTACHMENT_OBJECT_NAME), color);
  assert.equal(get(gl.COLOR_ATTACHMENT0, gl.FRAMEBUFFER_ATTACHMENT_RED_SIZE), 8);
  assert.equal(get(gl.DEPTH_ATTACHMENT, gl.FRAMEBUFFER_ATTACHMENT_OBJECT_NAME), null);
  assert.equal(get(gl.DEPTH_ATTACHMENT, gl.FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE), gl.NONE);
  assert.equal(
    raises(gl, 'INVALID_ENUM', () => gl.checkFramebufferStatus(gl.TEXTURE_2D)),
    0,
  );
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  assert.equal(status(), gl.FRAMEBUFFER_COMPLETE);
  raises(gl, 'INVALID_OPERATION', () => attach(gl, gl.COLOR_ATTACHMENT0, color));
});

test('a deleted framebuffer gives way to the default one', (t) => {
  const gl = makeContext(t);
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.deleteFramebuffer(framebuffer);
  assert.equal(gl.getParameter(gl.FRAMEBUFFER_BINDING), null);
  raises(gl, 'INVALID_OPERATION', () => gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer));
});

test('drawBuffers and readBuffer keep to the framebuffer that is bound', (t) => {
  const gl = makeContext(t);
  succeeds(gl, () => gl.drawBuffers([gl.BACK]));
  raises(gl, 'INVALID_OPERATION', () => gl.drawBuffers([gl.COLOR_ATTACHMENT0]));
  raises(gl, 'INVALID_OPERATION', () => gl.readBuffer(gl.COLOR_ATTACHMENT0));
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  succeeds(gl, () => gl.drawBuffers([gl.NONE, gl.COLOR_ATTACHMENT1]));
  assert.equal(gl.getParameter(gl.DRAW_BUFFER1), gl.COLOR_ATTACHMENT1);
  raises(gl, 'INVALID_VALUE', () => gl.drawBuffers(new Array(9).fill(gl.NONE)));
  raises(gl, 'INVALID_OPERATION', () => gl.drawBuffers([gl.BACK]));
  assert.throws(() => gl.drawBuffers(5), TypeError);
});

test('a multisampled renderbuffer is resolved by a blit', (t) => {
  const gl = makeContext(t);
  const source = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, source);
  const renderbuffer = makeRenderbuffer(gl, gl.RGBA8, 2, 4);
  assert.equal(gl.getRenderbufferParameter(gl.RENDERBUFFER, gl.RENDERBUFFER_SAMPLES), 4);
  attach(gl, gl.COLOR_ATTACHMENT0, renderbuffer);
  gl.clearColor(0, 0, 1, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  raises(gl, 'INVALID_OPERATION', () => pixel(gl, 0, 0));
  const target = gl.createFramebuffer();
  gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, target);
  gl.framebufferRenderbuffer(
    gl.DRAW_FRAMEBUFFER,
    gl.COLOR_ATTACHMENT0,
    gl.RENDERBUFFER,
    makeRenderbuffer(gl, gl.RGBA8, 2),
  );
  const blit = (/** @type {number} */ size) =>
    gl.blitFramebuffer(0, 0, 2, 2, 0, 0, size, size, gl.COLOR_BUFFER_BIT, gl.NEAREST);
  raises(gl, 'INVALID_OPERATION', () => blit(1));
  succeeds(gl, () => blit(2));
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, target);
  assert.deepEqual(pixel(gl, 1, 1), [0, 0, 255, 255]);
});

test('invalidated contents read as zero', (t) => {
  const gl = makeContext(t);
  gl.clearColor(1, 1, 1, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  succeeds(gl, () => gl.invalidateSubFramebuffer(gl.FRAMEBUFFER, [gl.COLOR], 0, 0, 1, 1));
  assert.deepEqual(pixel(gl, 1, 1), [255, 255, 255, 255]);
  raises(gl, 'INVALID_ENUM', () =>
    gl.invalidateFramebuffer(gl.FRAMEBUFFER, [gl.COLOR_ATTACHMENT0]),
  );
});

test('getInternalformatParameter lists sample counts, none for integers', (t) => {
  const gl = makeContext(t);
  const counts = gl.getInternalformatParameter(gl.RENDERBUFFER, gl.RGBA8, gl.SAMPLES);
  assert.ok(counts instanceof Int32Array);
  assert.deepEqual([...counts], [8, 4, 2]);
  assert.equal(counts[0], gl.getParameter(gl.MAX_SAMPLES));
  const none = gl.getInternalformatParameter(gl.RENDERBUFFER, gl.RGBA8UI, gl.SAMPLES);
  assert.equal(none.length, 0);
  // RGBA renders, though no renderbuffer has it (ES 3.0 §6.1.15).
  const unsized = gl.getInternalformatParameter(gl.RENDERBUFFER, gl.RGBA, gl.SAMPLES);
  assert.deepEqual([...unsized], [...counts]);
  raises(gl, 'INVALID_ENUM', () =>
    gl.getInternalformatParameter(gl.RENDERBUFFER, gl.LUMINANCE, gl.SAMPLES),
  );
});

test('a texture whose base level is above its maximum level is incomplete as an attachment', (t) => {
  const gl = makeContext(t);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texImage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 4, 4, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_BASE_LEVEL, 1);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 1);
  assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_COMPLETE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAX_LEVEL, 0);
  assert.equal(gl.checkFramebufferStatus(gl.FRAMEBUFFER), gl.FRAMEBUFFER_INCOMPLETE_ATTACHMENT);
});

test('a depth attachment that was never written is 1, of textures and of renderbuffers', (t) => {
  const gl = makeContext(t);
  const program = makeProgram(
    gl,
    'void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.5, 1.0); }',
    'out vec4 c; void main() { c = vec4(1); }',
  );
  const texture = (/** @type {() => void} */ define) => () => {
    const depth = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, depth);
    define();
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.TEXTURE_2D, depth, 0);
  };
  const image = (/** @type {Uint32Array | null} */ data) =>
    gl.texImage2D(
      ...[gl.TEXTURE_2D, 0, gl.DEPTH_COMPONENT24, 4, 4, 0, gl.DEPTH_COMPONENT],
      gl.UNSIGNED_INT,
      data,
    );
  const visible = (/** @type {() => void} */ attachDepth) => {
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    attach(gl, gl.COLOR_ATTACHMENT0, makeRenderbuffer(gl, gl.RGBA8, 4));
    attachDepth();
    gl.useProgram(program);
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LEQUAL);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    return pixel(gl, 1, 1)[0] === 255;
  };
  assert.ok(
    visible(() => attach(gl, gl.DEPTH_ATTACHMENT, makeRenderbuffer(gl, gl.DEPTH_COMPONENT24, 4))),
  );
  assert.ok(visible(texture(() => gl.texStorage2D(gl.TEXTURE_2D, 1, gl.DEPTH_COMPONENT32F, 4, 4))));
  assert.ok(visible(texture(() => image(null))));
  assert.ok(
    !visible(texture(() => image(new Uint32Array(16)))),
    'zeros that were uploaded are zeros',
  );
  assert.equal(gl.getError(), 0);
});

test('what is not attached has no facts, and colour points end at MAX_COLOR_ATTACHMENTS', (t) => {
  const gl = makeContext(t);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const get = (/** @type {number} */ point, /** @type {number} */ pname) =>
    gl.getFramebufferAttachmentParameter(gl.FRAMEBUFFER, point, pname);
  const { COLOR_ATTACHMENT0: color, FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE: type } = gl;
  raises(gl, 'INVALID_OPERATION', () => get(color, gl.FRAMEBUFFER_ATTACHMENT_RED_SIZE));
  raises(gl, 'INVALID_OPERATION', () => get(color, 0));
  const most = gl.getParameter(gl.MAX_COLOR_ATTACHMENTS);
  assert.equal(
    succeeds(gl, () => get(color + most - 1, type)),
    gl.NONE,
  );
  raises(gl, 'INVALID_ENUM', () => get(color + most, type));
  attach(gl, color, makeRenderbuffer(gl, gl.RGBA8, 4));
  raises(gl, 'INVALID_ENUM', () => get(color, 0));
});

test('an attachment without storage is encoded linearly and has no component type', (t) => {
  const gl = makeContext(t);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, renderbuffer);
  const fact = (/** @type {string} */ name) =>
    gl.getFramebufferAttachmentParameter(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl[name]);
  assert.equal(fact('FRAMEBUFFER_ATTACHMENT_COLOR_ENCODING'), gl.LINEAR);
  assert.equal(fact('FRAMEBUFFER_ATTACHMENT_COMPONENT_TYPE'), gl.NONE);
  assert.equal(gl.getError(), 0);
});

test('DEPTH_STENCIL_ATTACHMENT asks for one object, whichever layers are attached', (t) => {
  const gl = makeContext(t);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const textures = [0, 1].map(() => {
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.DEPTH24_STENCIL8, 1, 1, 2);
    return texture;
  });
  const layer = (
    /** @type {number} */ point,
    /** @type {any} */ texture,
    /** @type {number} */ n,
  ) => gl.framebufferTextureLayer(gl.FRAMEBUFFER, point, texture, 0, n);
  const get = () =>
    gl.getFramebufferAttachmentParameter(
      gl.FRAMEBUFFER,
      gl.DEPTH_STENCIL_ATTACHMENT,
      gl.FRAMEBUFFER_ATTACHMENT_OBJECT_NAME,
    );
  layer(gl.DEPTH_ATTACHMENT, textures[0], 0);
  layer(gl.STENCIL_ATTACHMENT, textures[0], 1);
  assert.equal(succeeds(gl, get), textures[0]);
  layer(gl.STENCIL_ATTACHMENT, textures[1], 0);
  raises(gl, 'INVALID_OPERATION', get);
});

test('a blit of depth or stencil needs a source wherever there is a destination', (t) => {
  const gl = makeContext(t);
  const [from, to] = [gl.createFramebuffer(), gl.createFramebuffer()];
  for (const framebuffer of [from, to]) {
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    attach(gl, gl.COLOR_ATTACHMENT0, makeRenderbuffer(gl, gl.RGBA8, 4));
  }
  const depth = makeRenderbuffer(gl, gl.DEPTH24_STENCIL8, 4);
  const blit = (/** @type {number} */ mask) =>
    gl.blitFramebuffer(0, 0, 4, 4, 0, 0, 4, 4, mask, gl.NEAREST);
  attach(gl, gl.DEPTH_STENCIL_ATTACHMENT, depth);
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, from);
  for (const mask of [gl.DEPTH_BUFFER_BIT, gl.STENCIL_BUFFER_BIT]) {
    raises(gl, 'INVALID_OPERATION', () => blit(mask));
  }
  attach(gl, gl.DEPTH_STENCIL_ATTACHMENT, null);
  gl.bindFramebuffer(gl.READ_FRAMEBUFFER, to);
  gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, from);
  succeeds(gl, () => blit(gl.DEPTH_BUFFER_BIT | gl.STENCIL_BUFFER_BIT));
});

test('sampling what is attached is an error, also where no draw buffer selects it', (t) => {
  const gl = makeContext(t);
  gl.useProgram(
    makeProgram(
      gl,
      'void main() { gl_Position = vec4(0); gl_PointSize = 1.0; }',
      'uniform sampler2D s; out vec4 c; void main() { c = texture(s, vec2(0)); }',
    ),
  );
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 2, 2);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  for (const buffer of [gl.COLOR_ATTACHMENT0, gl.NONE]) {
    gl.drawBuffers([buffer]);
    raises(gl, 'INVALID_OPERATION', () => gl.drawArrays(gl.POINTS, 0, 1));
  }
});
