// SPDX-License-Identifier: MIT
// The package inside a bundle whose names a minifier has changed.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

test('interfaces keep their names in a minified bundle', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nogpu-bundle-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const outfile = join(folder, 'nogpu.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('../js/core.js', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'error',
  });
  const bundled = await import(pathToFileURL(outfile).href);
  await bundled.init({ wasm: new URL('../dist/nogpu.wasm', import.meta.url) });
  const interfaces = Object.entries(bundled).filter(([name]) => name.startsWith('WebGL'));
  assert.ok(interfaces.length > 15);
  for (const [name, Interface] of interfaces) assert.equal(Interface.name, name);
  const gl = bundled.createContext(1, 1);
  t.after(() => gl.destroy());
  for (const [made, tag] of [
    [gl, 'WebGL2RenderingContext'],
    [gl.createTexture(), 'WebGLTexture'],
    [gl.createVertexArray(), 'WebGLVertexArrayObject'],
    [gl.getExtension('EXT_clip_control'), 'EXT_clip_control'],
  ]) {
    assert.equal(Object.prototype.toString.call(made), `[object ${tag}]`);
  }
});
