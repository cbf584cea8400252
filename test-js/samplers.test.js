// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeContext, raises, succeeds } from './fixture.js';

test('a sampler is one from its creation until it is deleted', (t) => {
  const gl = makeContext(t);
  const sampler = gl.createSampler();
  assert.equal(gl.isSampler(sampler), true);
  succeeds(gl, () => gl.bindSampler(31, sampler));
  raises(gl, 'INVALID_VALUE', () =>
    gl.bindSampler(gl.getParameter(gl.MAX_COMBINED_TEXTURE_IMAGE_UNITS), sampler),
  );
  gl.bindSampler(0, sampler);
  assert.equal(gl.getParameter(gl.SAMPLER_BINDING), sampler);
  gl.deleteSampler(sampler);
  assert.equal(gl.getParameter(gl.SAMPLER_BINDING), null);
  assert.equal(gl.isSampler(sampler), false);
  raises(gl, 'INVALID_OPERATION', () => gl.bindSampler(0, sampler));
  raises(gl, 'INVALID_OPERATION', () =>
    gl.samplerParameteri(sampler, gl.TEXTURE_WRAP_S, gl.REPEAT),
  );
});

test('parameters read back, and levels are no business of samplers', (t) => {
  const gl = makeContext(t);
  const sampler = gl.createSampler();
  gl.samplerParameteri(sampler, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.samplerParameterf(sampler, gl.TEXTURE_MAX_LOD, 2.5);
  assert.equal(gl.getSamplerParameter(sampler, gl.TEXTURE_WRAP_S), gl.CLAMP_TO_EDGE);
  assert.equal(gl.getSamplerParameter(sampler, gl.TEXTURE_MAX_LOD), 2.5);
  raises(gl, 'INVALID_ENUM', () => gl.samplerParameteri(sampler, gl.TEXTURE_BASE_LEVEL, 1));
  raises(gl, 'INVALID_ENUM', () => gl.samplerParameteri(sampler, gl.TEXTURE_WRAP_S, gl.LINEAR));
  const nothing = raises(gl, 'INVALID_ENUM', () =>
    gl.getSamplerParameter(sampler, gl.TEXTURE_BASE_LEVEL),
  );
  assert.equal(nothing, null);
});
