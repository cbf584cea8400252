// SPDX-License-Identifier: MIT
// Row 1 of docs/reliability.md: ownership handed to JS, never given back. 1,000 jobs make programs and 50
// to 200 MB of textures and buffers that framebuffers share, draw, read back and drop everything without
// one delete call. Nothing forces a collection between jobs; each job is a task, as a request to a server is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext } from 'nogpu';
import { makeProgram } from '../fixture.js';
import { collect, linearBytes, liveBytes, nextTask } from './heaps.js';

const MB = 2 ** 20;

/** Textures of job `i`, of 16 MB each: 48 to 192 MB in all. @param {number} i */
function texturesOf(i) {
  return 3 + ((i * 7) % 10);
}

/**
 * Textures, each in two framebuffers, a buffer of 4 MB and one to draw from, a program; draws, reads back,
 * lets go of everything. In loops, not closures: while an engine compiles a closure in the background, what
 * the closure has captured stays alive, on a busy machine into the next job.
 * @param {any} gl @param {number} i
 */
function job(gl, i) {
  const textures = [];
  for (let k = 0; k < texturesOf(i); k++) {
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 4096, 1024);
    textures.push(texture);
  }
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, 4 * MB, gl.STATIC_DRAW);
  const corners = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, corners);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.bindVertexArray(gl.createVertexArray());
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  const red = i % 256;
  const program = makeProgram(
    gl,
    'in vec2 a; void main() { gl_Position = vec4(a, 0, 1); }',
    `out vec4 c; void main() { c = vec4(${red}.0 / 255.0, 0, 1, 1); }`,
    { attributes: ['a'] },
  );
  gl.useProgram(program);
  gl.viewport(0, 0, 4, 4);
  const framebuffers = [];
  for (let k = 0; k < 2 * textures.length; k++) {
    framebuffers.push(gl.createFramebuffer());
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffers[k]);
    const texture = textures[k % textures.length];
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  }
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffers[i % framebuffers.length]);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  const pixel = new Uint8Array(4);
  gl.readPixels(3, 3, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  assert.deepEqual([...pixel], [red, 0, 255, 255]);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.bindVertexArray(null);
  gl.bindBuffer(gl.ARRAY_BUFFER, null);
  gl.bindTexture(gl.TEXTURE_2D, null);
  gl.useProgram(null);
  assert.equal(gl.getError(), 0, gl.getLastErrorMessage());
}

test('1,000 jobs that delete nothing hold no more memory than 10', async (t) => {
  const gl = createContext(4, 4, { antialias: false });
  t.after(() => gl.destroy());
  /** @param {number} from @param {number} to */
  const run = async (from, to) => {
    for (let i = from; i < to; i++) {
      job(gl, i);
      await nextTask();
    }
    const linear = linearBytes();
    await collect(); // to see what is left, not to make room: linear memory never shrinks
    return { linear, live: liveBytes() };
  };
  const after10 = await run(0, 10);
  const after1000 = await run(10, 1000);
  const figures = JSON.stringify({ after10, after1000 });
  t.diagnostic(figures);
  assert.ok(Math.abs(after1000.live - after10.live) <= MB, figures);
  assert.ok(Math.abs(after1000.linear - after10.linear) <= MB, figures);
  assert.deepEqual(gl.reportLeaks(), []);
});
