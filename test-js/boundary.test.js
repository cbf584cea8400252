// SPDX-License-Identifier: MIT
// The boundary, export by export: everything that answers with an ephemeral pointer, called on the raw
// module. docs/boundary.md has the rule; wasm/boundary/arena.h the drawing of the header.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { createContext } from 'nogpu';
import { getModule } from '../js/module.js';
import { makeBuffer, makeContext, makeProgram } from './fixture.js';

const wasm = getModule();
const debug = wasm.wasm_debug_boundary() === 1;
const UTF8 = new TextDecoder();

/** @param {number} ptr */
function lengthAt(ptr) {
  return wasm.HEAPU32[(ptr - 16) >>> 2];
}
/** @param {number} ptr */
function copyAt(ptr) {
  return wasm.HEAPU8.slice(ptr, ptr + lengthAt(ptr));
}
/** @param {number} ptr */
function textAt(ptr) {
  return UTF8.decode(copyAt(ptr));
}
function lastError() {
  return textAt(wasm.wasm_last_error() >>> 0);
}

/**
 * A context with one object of everything, and the calls: export, arguments after the context, length
 * of the payload (null: only that it is not 0), arguments that must fail (null: none can).
 * @param {import('node:test').TestContext} t
 */
function everything(t) {
  const gl = makeContext(t, { antialias: false, stencil: true });
  const vertex = `in vec4 a; out float v; uniform B { mat2 m; vec4 w; };
    void main() { v = a.x; gl_Position = a * w.x + vec4(m[0], m[1]); }`;
  const fragment = 'in float v; uniform vec4 k; out vec4 c; void main() { c = k * v; }';
  const program = makeProgram(gl, vertex, fragment, { attributes: ['a'], varyings: ['v'] });
  const [shader] = gl.getAttachedShaders(program);
  gl.useProgram(program);
  makeBuffer(
    gl,
    gl.ARRAY_BUFFER,
    Uint8Array.from({ length: 200 }, (_, i) => i),
  );
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const sampler = gl.createSampler();
  gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, 4, 4);
  const query = gl.createQuery();
  gl.beginQuery(gl.ANY_SAMPLES_PASSED, query);
  gl.endQuery(gl.ANY_SAMPLES_PASSED);
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  const location = gl.getUniformLocation(program, 'k');
  gl.clearColor(1, 0.5, 0.25, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.bufferData(gl.LINES, 0, gl.LINES); // something for the debug log
  gl.getError();

  const p = program._handle;
  const s = shader._handle;
  const at = gl._upload;
  /** Bytes in the upload area. @param {string} name */
  const text = (name) => {
    const bytes = new TextEncoder().encode(name);
    wasm.HEAPU8.set(bytes, at);
    return [at, bytes.length];
  };
  const indices = () => {
    wasm.HEAPU32[at >>> 2] = 0;
    return at;
  };
  const rgba = [gl.RGBA, gl.UNSIGNED_BYTE];
  const back = [gl.FRAMEBUFFER, gl.BACK];
  const link = [p, location._link, location._index];
  /** @type {Array<[string, () => number[], number | null, number[] | null]>} */
  const calls = [
    ['get_active_attrib', () => [p, 0], 8, [p, 99]],
    ['get_active_attrib_name', () => [p, 0], 1, [p, 99]],
    ['get_active_uniform', () => [p, 0], 8, [p, 99]],
    ['get_active_uniform_name', () => [p, 0], null, [p, 99]],
    ['get_active_uniform_block_name', () => [p, 0], 1, [p, 99]],
    ['get_active_uniform_block_parameter', () => [p, 0, gl.UNIFORM_BLOCK_BINDING], 12, [p, 99, 0]],
    ['get_active_uniforms', () => [p, indices(), 1, gl.UNIFORM_TYPE], 12, [p, at, 1, gl.LINES]],
    ['get_attached_shaders', () => [p], 8, [0]],
    ['get_buffer_parameter', () => [gl.ARRAY_BUFFER, gl.BUFFER_SIZE], 16, [gl.ARRAY_BUFFER, 0]],
    ['get_buffer_sub_data', () => [gl.ARRAY_BUFFER, 3, 150], 150, [gl.ARRAY_BUFFER, 199, 2]],
    ['get_debug_log', () => [], null, null],
    ['get_extension', () => text('ext_FLOAT_blend'), 15, [at, 0]],
    [
      'get_framebuffer_attachment_parameter',
      () => [...back, gl.FRAMEBUFFER_ATTACHMENT_OBJECT_TYPE],
      12,
      [...back, gl.LINES],
    ],
    [
      'get_indexed_parameter',
      () => [gl.UNIFORM_BUFFER_START, 0],
      16,
      [gl.UNIFORM_BUFFER_START, 99],
    ],
    [
      'get_internalformat_parameter',
      () => [gl.RENDERBUFFER, gl.RGBA8, gl.SAMPLES],
      null,
      [gl.RENDERBUFFER, gl.LINES, gl.SAMPLES],
    ],
    ['get_live_objects', () => [], null, null],
    ['get_loss_reason', () => [], 0, null],
    ['get_memory_info', () => [], 36 * 8, null],
    ['get_parameter', () => [gl.VIEWPORT], 24, [gl.LINES]],
    ['get_parameter_string', () => [gl.VERSION], null, [gl.VIEWPORT]],
    ['get_program_glsl', () => [p, gl.FRAGMENT_SHADER], null, [p, gl.LINES]],
    ['get_program_info_log', () => [p], 0, [0]],
    ['get_program_parameter', () => [p, gl.LINK_STATUS], 12, [p, gl.LINES]],
    ['get_program_wasm', () => [p, gl.FRAGMENT_SHADER], null, [p, gl.LINES]],
    ['get_program_wat', () => [p, gl.FRAGMENT_SHADER], null, [p, gl.LINES]],
    ['get_query_parameter', () => [query._handle, gl.QUERY_RESULT, 0], 12, [0, gl.QUERY_RESULT, 0]],
    [
      'get_renderbuffer_parameter',
      () => [gl.RENDERBUFFER, gl.RENDERBUFFER_WIDTH],
      12,
      [gl.RENDERBUFFER, gl.LINES],
    ],
    [
      'get_sampler_parameter',
      () => [sampler._handle, gl.TEXTURE_WRAP_S],
      12,
      [sampler._handle, gl.LINES],
    ],
    ['get_shader_info_log', () => [s], 0, [0]],
    ['get_shader_parameter', () => [s, gl.COMPILE_STATUS], 12, [s, gl.LINES]],
    [
      'get_shader_precision_format',
      () => [gl.VERTEX_SHADER, gl.HIGH_FLOAT],
      12,
      [gl.VERTEX_SHADER, gl.LINES],
    ],
    ['get_shader_source', () => [s], `#version 300 es\n${vertex}`.length, [0]],
    ['get_supported_extensions', () => [], null, null],
    ['get_sync_parameter', () => [sync._handle, gl.SYNC_STATUS, 0], 12, [0, gl.SYNC_STATUS, 0]],
    ['get_tex_parameter', () => [gl.TEXTURE_2D, gl.TEXTURE_WRAP_S], 12, [gl.TEXTURE_2D, gl.LINES]],
    ['get_transform_feedback_varying', () => [p, 0], 8, [p, 1]],
    ['get_transform_feedback_varying_name', () => [p, 0], 1, [p, 1]],
    ['get_translated_shader_source', () => [s], null, [0]],
    ['get_uniform', () => [p, ...link], 24, [p, p, 0, 99]],
    ['get_uniform_indices', () => [p, ...text('k'), 1], 4, [0, at, 1, 1]],
    ['get_uniform_location', () => [p, ...text('k')], 8, [0, at, 1]],
    ['get_vertex_attrib', () => [2, gl.CURRENT_VERTEX_ATTRIB], 24, [99, gl.CURRENT_VERTEX_ATTRIB]],
    ['read_picture', () => [], 8 * 8 * 4, null],
    ['read_pixels', () => [1, 2, 5, 3, ...rgba], 5 * 3 * 4, [0, 0, -1, 1, ...rgba]],
    [
      'read_pixels_layout',
      () => [1, 2, 5, 3, ...rgba, gl.UNSIGNED_BYTE, 60],
      16,
      [1, 2, 5, 3, ...rgba, gl.UNSIGNED_BYTE, 59],
    ],
  ];
  return { gl, calls };
}

/** @param {any} gl @param {string} name @param {number[]} args */
function call(gl, name, args) {
  return wasm[`wasm_ctx_${name}`](gl._ctx, ...args) >>> 0;
}

test('the list below has every export that answers with a pointer', (t) => {
  const folder = new URL('../wasm/exports/', import.meta.url);
  const declared = readdirSync(folder)
    .filter((name) => name.endsWith('.cpp'))
    .flatMap((name) => [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(/NOGPU_EXPORT Ephemeral wasm_(\w+)/g),
    ])
    .map((match) => match[1]);
  const listed = everything(t).calls.map(([name]) => `ctx_${name}`);
  const ofTheModule = ['last_error', 'memory_info', 'memory_kinds'];
  assert.deepEqual([...listed, ...ofTheModule].sort(), declared.sort());
});

test('every payload is aligned and has its length and zeros before it', (t) => {
  const { gl, calls } = everything(t);
  for (const [name, args, length] of calls) {
    const ptr = call(gl, name, args());
    assert.notEqual(ptr, 0, `${name}: ${ptr === 0 ? lastError() : ''}`);
    assert.equal(ptr % 16, 0, name);
    if (length === null) assert.ok(lengthAt(ptr) > 0, name);
    else assert.equal(lengthAt(ptr), length, name);
    const reserved = [...wasm.HEAPU32.subarray((ptr - 12) >>> 2, ptr >>> 2)];
    assert.deepEqual(debug ? reserved.slice(0, 1) : reserved, debug ? [0] : [0, 0, 0], name);
  }
  assert.equal(gl.getError(), 0);
});

test('a call that fails answers 0 and wasm_last_error says why', (t) => {
  const { gl, calls } = everything(t);
  for (const [name, , , bad] of calls) {
    if (bad === null) continue;
    wasm.wasm_free(16); // a failure of its own
    const before = lastError();
    assert.equal(call(gl, name, bad), 0, name);
    const message = lastError();
    assert.notEqual(message, '', name);
    assert.notEqual(message, before, `${name} left the message of an earlier failure`);
    gl.getError();
  }
});

test('without a context every call answers 0 and says so', (t) => {
  const { calls } = everything(t);
  for (const [name, args] of calls) {
    for (const ctx of [0, 0xffffffff, 0x00010007]) {
      assert.equal(wasm[`wasm_ctx_${name}`](ctx, ...args()), 0, name);
      assert.match(lastError(), /context/, name);
    }
  }
});

test('a payload ends with the next call: the arena starts over', (t) => {
  const { gl, calls } = everything(t);
  for (const [name, args] of calls) {
    const ptr = call(gl, name, args());
    const first = copyAt(ptr);
    if (debug) {
      gl.getError();
      assert.ok(
        wasm.HEAPU8.subarray(ptr, ptr + first.length).every((byte) => byte === 0xdd),
        name,
      );
    }
    wasm.HEAPU8.fill(0xab, ptr, ptr + first.length);
    assert.equal(call(gl, name, args()), ptr, `${name} answered at another place`);
    assert.deepEqual(copyAt(ptr), first, name);
  }
});

test('the next answer of the same arena replaces an earlier one', (t) => {
  const { gl } = everything(t);
  const string = call(gl, 'get_parameter_string', [gl.VENDOR]);
  const vendor = textAt(string);
  assert.equal(call(gl, 'get_supported_extensions', []), string);
  assert.notEqual(textAt(string).slice(0, vendor.length), vendor);

  const small = call(gl, 'get_parameter', [gl.VIEWPORT]);
  assert.equal(wasm.HEAPU32[small >>> 2], 7);
  assert.equal(call(gl, 'get_parameter', [gl.LINE_WIDTH]), small);
  assert.equal(lengthAt(small), 12);
  assert.equal(wasm.HEAPU32[small >>> 2], 4);

  const blob = call(gl, 'get_buffer_sub_data', [gl.ARRAY_BUFFER, 10, 4]);
  assert.deepEqual([...copyAt(blob)], [10, 11, 12, 13]);
  assert.equal(call(gl, 'get_buffer_sub_data', [gl.ARRAY_BUFFER, 20, 4]), blob);
  assert.deepEqual([...copyAt(blob)], [20, 21, 22, 23]);
});

test('contexts and the module have arenas of their own', (t) => {
  const [first, second] = [everything(t).gl, everything(t).gl];
  const ptr = call(first, 'get_buffer_sub_data', [first.ARRAY_BUFFER, 30, 2]);
  assert.notEqual(call(second, 'get_buffer_sub_data', [second.ARRAY_BUFFER, 40, 2]), ptr);
  wasm.wasm_memory_info();
  lastError();
  assert.deepEqual([...copyAt(ptr)], [30, 31]);
});

test('a payload of no bytes has an address', (t) => {
  const { gl } = everything(t);
  const shader = gl.createShader(gl.VERTEX_SHADER)._handle;
  const program = gl.createProgram()._handle;
  wasm.wasm_ctx_clear_debug_log(gl._ctx);
  /** @type {Array<[string, number[]]>} */
  const empty = [
    ['get_attached_shaders', [program]],
    ['get_buffer_sub_data', [gl.ARRAY_BUFFER, 200, 0]],
    ['get_debug_log', []],
    ['get_internalformat_parameter', [gl.RENDERBUFFER, gl.RGBA8UI, gl.SAMPLES]],
    ['get_program_info_log', [program]],
    ['get_shader_info_log', [shader]],
    ['get_shader_source', [shader]],
    ['get_translated_shader_source', [shader]],
    ['read_pixels', [0, 0, 0, 4, gl.RGBA, gl.UNSIGNED_BYTE]],
    ['read_pixels', [100, 100, 4, 4, gl.RGBA, gl.UNSIGNED_BYTE]],
  ];
  for (const [name, args] of empty) {
    const ptr = call(gl, name, args);
    assert.notEqual(ptr, 0, name);
    assert.equal(ptr % 16, 0, name);
    assert.equal(lengthAt(ptr), 0, name);
  }
  assert.equal(gl.getError(), 0);
});

test('a payload survives memory growth between the call and the copy', (t) => {
  // A context for each call: all their payloads are alive when memory grows, once.
  const count = everything(t).calls.length;
  const payloads = Array.from({ length: count }, (_, i) => {
    const { gl, calls } = everything(t);
    const [name, args] = calls[i];
    const ptr = call(gl, name, args());
    return { name, ptr, expected: copyAt(ptr) };
  });
  const stale = wasm.HEAPU8;
  const block = wasm.wasm_alloc(stale.length) >>> 0;
  assert.notEqual(block, 0);
  assert.equal(stale.length, 0, 'memory did not grow');
  for (const { name, ptr, expected } of payloads) assert.deepEqual(copyAt(ptr), expected, name);
  assert.equal(wasm.wasm_free(block), 1);
});

test('4096 × 4096 pixels are read back whole, and their memory is given back', () => {
  const size = 4096;
  const gl = createContext(size, size, { antialias: false, depth: false });
  try {
    gl.enable(gl.SCISSOR_TEST);
    for (const [x, y] of [
      [0, 0],
      [size - 1, 0],
      [0, size - 1],
      [size - 1, size - 1],
    ]) {
      gl.scissor(x, y, 1, 1);
      gl.clearColor(x / size, y / size, 0.5, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
    }
    const out = new Uint8Array(size * size * 4);
    gl.readPixels(0, 0, size, size, gl.RGBA, gl.UNSIGNED_BYTE, out);
    const at = (/** @type {number} */ x, /** @type {number} */ y) => [
      ...out.subarray((y * size + x) * 4, (y * size + x) * 4 + 4),
    ];
    assert.deepEqual(at(0, 0), [0, 0, 128, 255]);
    assert.deepEqual(at(size - 1, 0), [255, 0, 128, 255]);
    assert.deepEqual(at(0, size - 1), [0, 255, 128, 255]);
    assert.deepEqual(at(size - 1, size - 1), [255, 255, 128, 255]);
    assert.deepEqual(at(1, 1), [0, 0, 0, 0]);
    const held = bytesOfKind('arenas');
    assert.ok(held >= out.length);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, out);
    assert.ok(bytesOfKind('arenas') <= held - out.length + (1 << 20));
    assert.equal(gl.getError(), 0);
  } finally {
    gl.destroy();
  }
});

/** @param {string} kind */
function bytesOfKind(kind) {
  const row = textAt(wasm.wasm_memory_kinds() >>> 0)
    .split('\n')
    .indexOf(kind);
  const ptr = wasm.wasm_memory_info() >>> 0;
  return wasm.HEAPF64[(ptr + row * 24) >>> 3];
}

test('an allocation that fails is OUT_OF_MEMORY, and the context goes on working', (t) => {
  const { gl } = everything(t);
  const out = new Uint8Array(100_000);
  gl.bufferData(gl.ARRAY_BUFFER, out.length, gl.STATIC_DRAW);
  wasm.wasm_fail_allocations(1, 50_000);
  gl.getBufferSubData(gl.ARRAY_BUFFER, 0, out);
  assert.equal(gl.getError(), gl.OUT_OF_MEMORY);
  gl.getBufferSubData(gl.ARRAY_BUFFER, 0, out);
  assert.equal(gl.getError(), 0);
});

test('wasm_free ends only blocks of wasm_alloc', () => {
  const block = wasm.wasm_alloc(100) >>> 0;
  assert.equal(block % 16, 0);
  assert.equal(wasm.wasm_free(block), 1);
  assert.equal(wasm.wasm_free(block), 0);
  assert.match(lastError(), /./);
  assert.equal(wasm.wasm_free(0), 1);
  assert.equal(wasm.wasm_free(16), 0);
  assert.equal(wasm.wasm_alloc(0xfffffff0), 0);
  assert.notEqual(wasm.wasm_alloc(0), 0);
});

test('every export answers before constructors have run', () => {
  const bytes = readFileSync(new URL('../dist/nogpu.wasm', import.meta.url));
  const module = new WebAssembly.Module(bytes);
  /** @type {Record<string, Record<string, any>>} */
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    assert.equal(kind, 'function');
    (imports[from] ??= {})[name] = () => 0;
  }
  const { exports } = new WebAssembly.Instance(module, imports);
  const answers = {
    wasm_ctx_is_context_lost: 1,
    wasm_ctx_check_framebuffer_status: 0x8cdd /* FRAMEBUFFER_UNSUPPORTED */,
    wasm_ctx_get_attrib_location: -1,
    wasm_ctx_get_frag_data_location: -1,
    wasm_ctx_get_uniform_block_index: -1 /* INVALID_INDEX */,
    wasm_ctx_client_wait_sync: 0x911d /* WAIT_FAILED */,
  };
  for (const [name, run] of Object.entries(exports)) {
    if (!name.startsWith('wasm_ctx_') || typeof run !== 'function') continue;
    if (name.startsWith('wasm_ctx_upload_')) continue; // an area that nobody reads, and its size
    const answer = run(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) ?? 0;
    assert.equal(answer, /** @type {any} */ (answers)[name] ?? 0, name);
  }
  const ptr = /** @type {any} */ (exports.wasm_last_error)();
  assert.notEqual(ptr, 0);
});
