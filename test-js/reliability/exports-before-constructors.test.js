// SPDX-License-Identifier: MIT
// An export called before constructors ran: every export of a module that was instantiated but not
// initialised answers, whatever it is given, and traps for nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const bytes = readFileSync(new URL('../../dist/nogpu.wasm', import.meta.url));
const module = new WebAssembly.Module(bytes);

/** The module's exports with no constructor run and no host behind the imports. */
function instantiateRaw() {
  /** @type {Record<string, Record<string, any>>} */
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = () => 0;
  }
  return /** @type {any} */ (new WebAssembly.Instance(module, imports).exports);
}

const names = WebAssembly.Module.exports(module)
  .filter(({ name, kind }) => kind === 'function' && name.startsWith('wasm_'))
  .map(({ name }) => name);

test('the module has its exports', () => {
  assert.ok(names.length > 200, `${names.length}`);
});

for (const [what, value] of /** @type {Array<[string, number]>} */ ([
  ['zeros', 0],
  ['ones', 1],
  ['all bits set', -1],
  ['the largest signed number', 0x7fffffff],
  ['addresses past the memory', 0xfffffff0],
  ['an address inside the memory', 4096],
  ['NaN', NaN],
])) {
  test(`every export answers before constructors ran: ${what}`, () => {
    const exports = instantiateRaw();
    for (const name of names) {
      const run = exports[name];
      assert.doesNotThrow(() => run(...new Array(run.length).fill(value)), name);
    }
  });
}

test('calls without a context answer nothing and say why', () => {
  const exports = instantiateRaw();
  const heap = () => new Uint32Array(exports.memory.buffer);
  for (const name of names) {
    if (!name.startsWith('wasm_ctx_get_') || name === 'wasm_ctx_get_error') continue;
    const run = exports[name];
    run(...new Array(run.length).fill(0));
    const ptr = exports.wasm_last_error() >>> 0;
    const text = Buffer.from(exports.memory.buffer, ptr, heap()[(ptr - 16) >>> 2]).toString();
    assert.match(text, /no live context has the handle 0/, name);
  }
});

test('a context made before constructors ran draws as any other', () => {
  const exports = instantiateRaw();
  const ctx = exports.wasm_create_context(4, 4, 1, 2, 0, 0, 0, 0) >>> 0;
  assert.notEqual(ctx, 0);
  exports.wasm_ctx_clear_color(ctx, 1, 0, 0, 1);
  exports.wasm_ctx_clear(ctx, 0x4000);
  const ptr = exports.wasm_ctx_read_picture(ctx) >>> 0;
  assert.deepEqual([...new Uint8Array(exports.memory.buffer, ptr, 4)], [255, 0, 0, 255]);
  exports.wasm_destroy_context(ctx);
});
