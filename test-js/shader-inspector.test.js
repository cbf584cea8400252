// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ShaderInspector } from 'nogpu';

const VERTEX = '#version 300 es\nin vec4 p; uniform mat4 m; void main() { gl_Position = m * p; }';
const FRAGMENT =
  '#version 300 es\nprecision highp float; uniform vec4 c; out vec4 o; void main() { o = c; }';

/** @param {import('node:test').TestContext} t @param {string} vertex @param {string} fragment */
function inspect(t, vertex, fragment) {
  const inspector = new ShaderInspector(vertex, fragment);
  t.after(() => inspector.dispose());
  return inspector;
}

test('a pair that links shows reflection, IR and bytes', (t) => {
  const inspector = inspect(t, VERTEX, FRAGMENT);
  assert.equal(inspector.ok, true);
  assert.equal(inspector.infoLog, '');
  assert.deepEqual(inspector.diagnostics('vertex'), []);
  const names = inspector.reflection().uniforms.map((/** @type {any} */ u) => u.name);
  assert.deepEqual(names.sort(), ['c', 'm']);
  assert.match(inspector.ir('fragment'), /^fragment /);
  assert.ok(WebAssembly.validate(/** @type {any} */ (inspector.wasm('vertex'))));
});

test('a pair that links shows WAT and GLSL', (t) => {
  const inspector = inspect(t, VERTEX, FRAGMENT);
  assert.match(inspector.wat('vertex'), /^\(module/);
  assert.match(inspector.glsl('fragment'), /^#version 300 es\n/);
});

test('mistakes come with line, column and token', (t) => {
  const inspector = inspect(t, 'void main() {\n  x = 1; }', FRAGMENT);
  assert.equal(inspector.ok, false);
  const [first] = inspector.diagnostics('vertex');
  assert.deepEqual([first.severity, first.line, first.column, first.token], ['error', 2, 3, 'x']);
  assert.match(inspector.infoLog, /^ERROR: 0:2: 'x'/);
  assert.throws(() => inspector.ir('vertex'), /did not link/);
  assert.throws(() => inspector.diagnostics(/** @type {any} */ ('geometry')), TypeError);
});

test('a disposed inspector says so', () => {
  const inspector = new ShaderInspector(VERTEX, FRAGMENT);
  inspector.dispose();
  inspector.dispose();
  assert.throws(() => inspector.ok, /disposed/);
  assert.throws(() => new /** @type {any} */ (ShaderInspector)(VERTEX), TypeError);
});
