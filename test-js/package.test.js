// SPDX-License-Identifier: MIT
// What npm would install, used from a project of its own: as ES module, by import() of CommonJS, in worker
// threads, bundled, and by TypeScript. Nothing outside of the packed files is there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));
/** @type {string} */
let project;

before(() => {
  project = mkdtempSync(join(tmpdir(), 'nogpu-package-'));
  const installed = join(project, 'node_modules', 'nogpu');
  mkdirSync(installed, { recursive: true });
  const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
  });
  const [{ files }] = JSON.parse(listing.toString());
  for (const { path } of files)
    cpSync(join(root, path), join(installed, path), { recursive: true });
  for (const dependency of ['fast-png', 'fflate', 'iobuffer']) {
    symlinkSync(join(root, 'node_modules', dependency), join(project, 'node_modules', dependency));
  }
  write('package.json', '{ "private": true }');
});
after(() => rmSync(project, { recursive: true }));

/** @param {string} name @param {string} text */
function write(name, text) {
  writeFileSync(join(project, name), text);
  return join(project, name);
}

/** @param {string[]} args of node, in the project @returns {string} what it printed */
const node = (...args) =>
  execFileSync('node', args, { cwd: project, stdio: 'pipe' }).toString().trim();

const green = `const gl = createCanvas(4, 4).getContext('webgl2');
  gl.clearColor(0, 1, 0, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  const color = gl.canvas.getImageData().data.slice(0, 4).join();`;

test('an ES module imports it', () => {
  const file = write('a.mjs', `import { createCanvas } from 'nogpu'; ${green} console.log(color);`);
  assert.equal(node(file), '0,255,0,255');
});

test('CommonJS imports it', () => {
  const file = write(
    'a.cjs',
    `import('nogpu').then(({ createCanvas }) => { ${green} console.log(color); });`,
  );
  assert.equal(node(file), '0,255,0,255');
});

test('two worker threads draw at once', () => {
  const file = write(
    'threads.mjs',
    `import { Worker, isMainThread, parentPort } from 'node:worker_threads';
    if (isMainThread) {
      for (let i = 0; i < 2; i++) new Worker(new URL(import.meta.url)).on('message', console.log);
    } else {
      const { createCanvas } = await import('nogpu');
      ${green}
      parentPort.postMessage(color);
    }`,
  );
  assert.equal(node(file), '0,255,0,255\n0,255,0,255');
});

/** @param {'browser' | 'node'} platform */
async function bundle(platform) {
  const entry = write(
    'entry.mjs',
    `import { createCanvas } from 'nogpu'; ${green} console.log(color);`,
  );
  const outfile = join(project, 'out', platform, 'bundle.mjs');
  await build({
    ...{ entryPoints: [entry], outfile, platform, bundle: true, minify: true, format: 'esm' },
    ...{ absWorkingDir: project, logLevel: 'silent' },
  });
  return outfile;
}

test('a bundle loads the module before it runs, and says where it looked for the file', async () => {
  const file = await bundle('node');
  assert.throws(
    () => node(file),
    (/** @type {any} */ error) =>
      /no WebAssembly file at .*out.dist.nogpu\.wasm; in a bundle/.test(error.stderr),
  );
  cpSync(join(root, 'dist', 'nogpu.wasm'), join(project, 'out', 'dist', 'nogpu.wasm'));
  assert.equal(node(file), '0,255,0,255');
});

test('a bundle for browsers imports nothing of Node', async () => {
  const text = readFileSync(await bundle('browser'), 'utf8');
  assert.doesNotMatch(text, /(from|import)\s*\(?["']node:/);
});

test('TypeScript takes its canvas for what libraries ask for', () => {
  const file = write(
    'a.ts',
    `import { createCanvas, createContext, type Canvas, type Context } from 'nogpu';
    import { init } from 'nogpu/core';
    import { registerImageDecoder } from 'nogpu/globals';
    const canvas: Canvas = createCanvas(4, 4);
    const gl: Context = canvas.getContext('webgl2', { maxMemory: 1e8 })!;
    const standard: WebGL2RenderingContext = gl;
    const options: { canvas: HTMLCanvasElement | OffscreenCanvas } = { canvas };
    const png: Uint8Array = canvas.toBuffer('image/png');
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    const pen: CanvasRenderingContext2D | null = canvas.getContext('2d');
    createContext(4, 4, { version: 1 }).destroy();
    void [standard, options, png, pen, init, registerImageDecoder, gl.getMemoryInfo()?.live];`,
  );
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const flags = '--noEmit --strict --target es2022 --module nodenext --types';
  try {
    execFileSync(tsc, [...flags.split(' '), '', file], { cwd: project, stdio: 'pipe' });
  } catch (error) {
    assert.fail(`${/** @type {any} */ (error).stdout}`);
  }
});

test('nogpu/globals defines what is missing, on import alone, before the modules imported after it', () => {
  write('early.mjs', 'export const early = typeof document;');
  const file = write(
    'globals.mjs',
    `import 'nogpu/globals';
    import { early } from './early.mjs';
    const canvas = document.createElement('canvas');
    console.log(canvas instanceof HTMLCanvasElement, canvas.getContext('webgl2') instanceof WebGL2RenderingContext, early);`,
  );
  assert.equal(node(file), 'true true object');
});
