// SPDX-License-Identifier: MIT
// Forged, stale and foreign handles: every export that takes one refuses them, by the generation in the
// handle and by the context of the object, and nothing of the context changes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext } from 'nogpu';
import { makeContext, makeProgram } from '../fixture.js';

/** Exports by the kinds of object that they take, in the order of their parameters. */
const takers = {
  Buffer: ['is_buffer', 'delete_buffer'],
  Framebuffer: ['is_framebuffer', 'delete_framebuffer'],
  Program: [
    'is_program',
    'delete_program',
    'link_program',
    'use_program',
    'validate_program',
    'get_attached_shaders',
    'get_program_parameter',
    'get_program_info_log',
    'get_active_attrib',
    'get_active_uniform',
    'get_attrib_location',
    'get_uniform_location',
  ],
  Query: ['is_query', 'delete_query', 'get_query_parameter'],
  Renderbuffer: ['is_renderbuffer', 'delete_renderbuffer'],
  Sampler: ['is_sampler', 'delete_sampler', 'get_sampler_parameter'],
  Shader: [
    'is_shader',
    'delete_shader',
    'compile_shader',
    'get_shader_parameter',
    'get_shader_info_log',
    'get_shader_source',
  ],
  Texture: ['is_texture', 'delete_texture'],
  TransformFeedback: ['is_transform_feedback', 'delete_transform_feedback'],
  VertexArray: ['is_vertex_array', 'delete_vertex_array'],
};

/** @param {any} gl @param {string} kind @returns {any} */
function make(gl, kind) {
  if (kind === 'Shader') return gl.createShader(gl.VERTEX_SHADER);
  return gl[`create${kind}`]();
}

/** The objects that are alive, as text. @param {any} gl */
function objectsOf(gl) {
  const ptr = gl._wasm.wasm_ctx_get_live_objects(gl._ctx) >>> 0;
  const len = gl._wasm.HEAPU32[(ptr - 16) >>> 2];
  return Buffer.from(gl._wasm.HEAPU8.slice(ptr, ptr + len)).toString();
}

/** @param {any} gl @param {string} name @param {number} handle */
function answerTo(gl, name, handle) {
  const run = gl._wasm[`wasm_ctx_${name}`];
  return (run(gl._ctx, handle, ...new Array(Math.max(0, run.length - 2)).fill(0)) ?? 0) >>> 0;
}

for (const [kind, names] of Object.entries(takers)) {
  test(`${kind}: forged, stale, foreign handles and those of another kind are refused`, (t) => {
    const gl = makeContext(t);
    const foreignContext = createContext(8, 8);
    t.after(() => foreignContext.destroy());
    const mine = make(gl, kind);
    const dead = make(gl, kind);
    const stale = dead._handle;
    gl[`delete${kind}`](dead);
    const reused = make(gl, kind); // lives in the slot of the dead one
    const other = make(gl, kind === 'Buffer' ? 'Texture' : 'Buffer');
    const handles = {
      stale,
      foreign: make(foreignContext, kind)._handle,
      'of another kind': other._handle,
      'of another generation': (mine._handle + (1 << 20)) >>> 0,
      'of a slot never used': 0x1fffff,
      'all bits set': 0xffffffff,
      'sign bit alone': 0x80000000,
    };
    assert.notEqual(stale, reused._handle);
    while (gl.getError() !== 0);
    const before = [objectsOf(gl), objectsOf(foreignContext)];
    for (const [what, handle] of Object.entries(handles)) {
      for (const name of names) {
        const answer = answerTo(gl, name, handle);
        const nothing = name.endsWith('location') ? 0xffffffff : 0;
        assert.ok(answer === 0 || answer === nothing, `${name} of a handle ${what}: ${answer}`);
        while (gl.getError() !== 0);
      }
    }
    assert.deepEqual([objectsOf(gl), objectsOf(foreignContext)], before);
    assert.equal(answerTo(gl, names[0], mine._handle) <= 1, true);
  });
}

test('every export answers to forged handles in all its parameters', (t) => {
  const gl = makeContext(t);
  gl.useProgram(
    makeProgram(
      gl,
      'void main() { gl_Position = vec4(0); }',
      'out vec4 c; void main() { c = vec4(1); }',
    ),
  );
  const unsafe = new Set(['wasm_ctx_lose_context', 'wasm_ctx_restore_context']);
  const names = Object.keys(gl._wasm).filter((n) => n.startsWith('wasm_ctx_') && !unsafe.has(n));
  assert.ok(names.length > 200);
  for (const name of names) {
    const run = gl._wasm[name];
    for (const forged of [0xffffffff, 0x00100000, 0x1fffff, 0xdeadbeef]) {
      run(gl._ctx, ...new Array(run.length - 1).fill(forged));
      while (gl.getError() !== 0);
      assert.equal(gl.isContextLost(), false, name);
    }
  }
});

test('handles of contexts are checked like others', (t) => {
  const gl = makeContext(t);
  const dead = createContext(8, 8);
  const stale = dead._ctx;
  dead.destroy();
  const wasm = gl._wasm;
  for (const ctx of [0, stale, 0xffffffff, (gl._ctx + (1 << 20)) >>> 0]) {
    assert.equal(wasm.wasm_ctx_is_context_lost(ctx), 1);
    assert.equal(wasm.wasm_ctx_create_buffer(ctx), 0);
    assert.equal(wasm.wasm_ctx_get_memory_info(ctx), 0);
    wasm.wasm_destroy_context(ctx);
  }
  assert.equal(gl.isContextLost(), false);
});
