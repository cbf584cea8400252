// SPDX-License-Identifier: MIT
// npm run bench: each scene drawn by this package in Node and by headless Chromium with SwiftShader (or
// Mesa's llvmpipe), both pinned to the same core, in turns; CPU ms per frame (median of the turns), and
// the pictures compared: a wrong picture is no result.
//
//   node bench/scenes/run.mjs [--peer swiftshader|llvmpipe] [--only RE] [--turns N] [--frames N] [--save DIR]
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { encode } from 'fast-png';
import { chromiumCpuMs, launch, peers, serve } from './chromium.mjs';
import { psnr } from './compare.mjs';
import { scenes } from './scenes.mjs';

const { values: options } = parseArgs({
  options: {
    peer: { type: 'string', default: 'swiftshader' },
    only: { type: 'string', default: '.' },
    turns: { type: 'string', default: '5' },
    frames: { type: 'string', default: '20' },
    save: { type: 'string' },
  },
});
if (!(options.peer in peers))
  throw new RangeError(`--peer ${options.peer}: give one of ${Object.keys(peers).join(', ')}`);
const turns = Number(options.turns);
const frames = Number(options.frames);
// SwiftShader places vertices on a grid of 1/16 pixel, so that edges differ; scenes of little else say
// so by a lower bound of their own.
const LEAST_PSNR = 35;

// Children inherit the affinity: one core for everything.
spawnSync('taskset', ['-p', '-c', '0', String(process.pid)]);

const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** @param {number} index */
async function startNode(index) {
  const child = fork(fileURLToPath(new URL('./node-worker.mjs', import.meta.url)), [String(index)]);
  await once(child, 'message');
  const ask = async (/** @type {object} */ message) => {
    child.send(message);
    return (await once(child, 'message'))[0];
  };
  return { ask, stop: () => child.kill() };
}

/** @param {string} url @param {number} index */
async function startChromium(url, index) {
  const { browser, page } = await launch(url, options.peer);
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    const names = gl?.getExtension('WEBGL_debug_renderer_info');
    return names ? String(gl?.getParameter(names.UNMASKED_RENDERER_WEBGL)) : 'no WebGL 2';
  });
  if (!renderer.toLowerCase().includes(options.peer))
    throw new Error(`Chromium draws with ${renderer}`);
  await page.evaluate(async (i) => {
    const THREE = await import('three');
    const { scenes } = await import(new URL('/bench/scenes/scenes.mjs', location.href).href);
    const { start } = await import(new URL('/bench/scenes/contender.mjs', location.href).href);
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [scenes[i].width, scenes[i].height];
    document.body.append(canvas);
    /** @type {any} */ (globalThis).contender = start(scenes[i], canvas, THREE);
  }, index);
  return {
    async frames(/** @type {number} */ count) {
      const before = chromiumCpuMs();
      await page.evaluate((n) => /** @type {any} */ (globalThis).contender.frames(n), count);
      return chromiumCpuMs() - before;
    },
    async picture() {
      const base64 = await page.evaluate(() => {
        const data = /** @type {any} */ (globalThis).contender.picture();
        let text = '';
        for (let i = 0; i < data.length; i += 8192)
          text += String.fromCharCode(...data.subarray(i, i + 8192));
        return btoa(text);
      });
      return new Uint8Array(Buffer.from(base64, 'base64'));
    },
    stop: () => browser.close(),
  };
}

/** @param {string} file @param {any} scene @param {Uint8Array} picture bottom row first */
function save(file, scene, picture) {
  const { width, height } = scene;
  const data = new Uint8Array(picture.length);
  for (let y = 0; y < height; y++) {
    data.set(picture.subarray(y * width * 4, (y + 1) * width * 4), (height - 1 - y) * width * 4);
  }
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  writeFileSync(file, encode({ width, height, channels: 4, depth: 8, data }));
}

const server = await serve();
console.log(
  `${cpus()[0].model}, Node ${process.versions.node} (V8 ${process.versions.v8}), one core; CPU ms per frame, 640 × 480`,
);
console.log(
  `${'scene'.padEnd(28)} ${'nogpu'.padStart(9)} ${options.peer.slice(0, 9).padStart(9)} ${'ratio'.padStart(7)} ${'PSNR dB'.padStart(8)}`,
);
let failed = false;
for (const [index, scene] of scenes.entries()) {
  if (!new RegExp(options.only).test(scene.name)) continue;
  const node = await startNode(index);
  const browser = await startChromium(server.url, index);
  // Warm up until optimised code runs on both sides.
  await node.ask({ frames });
  await browser.frames(frames);
  const [ours, theirs, ratios] = [[], [], []].map((list) => /** @type {number[]} */ (list));
  for (let turn = 0; turn < turns; turn++) {
    const { cpuMs } = await node.ask({ frames });
    const other = await browser.frames(frames);
    ours.push(cpuMs / frames);
    theirs.push(other / frames);
    ratios.push(cpuMs / other);
  }
  const { picture, error } = await node.ask({ picture: true });
  const mine = new Uint8Array(Buffer.from(picture, 'base64'));
  const reference = await browser.picture();
  const quality = psnr(mine, reference);
  const wrong = error !== 0 || quality < (scene.leastPsnr ?? LEAST_PSNR);
  failed ||= wrong;
  console.log(
    `${scene.name.padEnd(28)} ${median(ours).toFixed(2).padStart(9)} ${median(theirs).toFixed(2).padStart(9)} ` +
      `${`${median(ratios).toFixed(2)}×`.padStart(7)} ${quality.toFixed(1).padStart(8)}${wrong ? `  wrong picture (error ${error}): no result` : ''}`,
  );
  if (options.save !== undefined) {
    mkdirSync(options.save, { recursive: true });
    const base = `${options.save}/${scene.name.replace(/[^a-z0-9]+/gi, '-')}`;
    save(`${base}.nogpu.png`, scene, mine);
    save(`${base}.chromium.png`, scene, reference);
  }
  node.stop();
  await browser.stop();
}
server.close();
process.exit(failed ? 1 : 0);
