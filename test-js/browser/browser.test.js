// SPDX-License-Identifier: MIT
// The package in headless Chromium, in a page and in a worker: the same bytes as in Node.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { before, after, test } from 'node:test';
import { build } from 'esbuild';
import { launch, serve } from '../../bench/scenes/chromium.mjs';
import { allPictures } from '../pictures/all.js';
import { expectedHash } from '../pictures/expect-picture.js';

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));
const pictureNames = allPictures.map(({ name }) => name);
/** @type {any} */
let server;
/** @type {any} */
let chromium;

before(async () => {
  mkdirSync(path('../../out/browser'), { recursive: true });
  await build({
    entryPoints: [path('./draw.js'), path('./worker.js'), path('./sources.js')],
    bundle: true,
    format: 'esm',
    outdir: path('../../out/browser'),
    external: ['node:fs/promises'],
    logLevel: 'error',
  });
  server = await serve();
  chromium = await launch(server.url);
});

after(async () => {
  await chromium?.browser.close();
  server?.close();
});

/** @param {Record<string, string>} hashes */
function assertSameAsNode(hashes) {
  assert.deepEqual(Object.keys(hashes), pictureNames);
  for (const [name, hash] of Object.entries(hashes)) assert.equal(hash, expectedHash(name), name);
}

test('a page draws the same bytes as Node', async () => {
  const hashes = await chromium.page.evaluate(async () => {
    const { drawAll } = await import(new URL('/out/browser/draw.js', location.href).href);
    return drawAll(new URL('/dist/nogpu.wasm', location.href).href);
  });
  assertSameAsNode(hashes);
});

test('a worker draws the same bytes as Node', async () => {
  const answer = await chromium.page.evaluate(
    () =>
      new Promise((resolve) => {
        const worker = new Worker('/out/browser/worker.js', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = (event) => resolve({ error: event.message });
        worker.postMessage({ wasmUrl: new URL('/dist/nogpu.wasm', location.href).href });
      }),
  );
  assert.equal(answer.error, undefined);
  assertSameAsNode(answer.hashes);
});

test('a page uploads every kind of source', async () => {
  const read = await chromium.page.evaluate(async () => {
    const { uploadAll } = await import(new URL('/out/browser/sources.js', location.href).href);
    return uploadAll(new URL('/dist/nogpu.wasm', location.href).href);
  });
  const straight = [255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 255, 0, 255, 255, 255, 255];
  const premultiplied = [255, 0, 0, 255, 0, 128, 0, 128, 0, 0, 0, 0, 255, 255, 255, 255];
  const opaque = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255];
  const flipped = (/** @type {number[]} */ rows) => [...rows.slice(8), ...rows.slice(0, 8)];
  assert.deepEqual(read, {
    ImageData: straight,
    'ImageData, premultiplied': premultiplied,
    'ImageData, flipped': flipped(straight),
    'straight ImageBitmap': straight,
    // WebGL 1.0 §5.14.8: neither applies to an ImageBitmap.
    'straight ImageBitmap, flipped, premultiplied': straight,
    'premultiplied ImageBitmap': premultiplied,
    'closed ImageBitmap': 0x0501,
    image: opaque,
    'image, flipped': flipped(opaque),
    'image, WebGL 1, part': opaque,
    'image, layer': opaque,
    'vector image': [255, 0, 0, 255],
    'vector image without a size': 0,
    canvas: opaque,
    OffscreenCanvas: opaque,
    VideoFrame: opaque,
    video: read.video,
  });
  // A video's colours go through YUV.
  const [r, g, b, a] = read.video;
  assert.ok(r > 240 && g < 16 && b < 16 && a === 255, `${read.video}`);
});
