// SPDX-License-Identifier: MIT
// Headless Chromium with SwiftShader, or with Mesa's llvmpipe, as a contender: a page on a local server
// draws the same scenes; CPU time is that of all its processes, read from /proc.
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const COMMON_FLAGS = [
  '--no-sandbox',
  '--ignore-gpu-blocklist',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Who draws in Chromium. @type {Record<string, { flags: string[], env: Record<string, string> }>} */
export const peers = {
  swiftshader: { flags: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'], env: {} },
  llvmpipe: {
    flags: ['--use-gl=angle', '--use-angle=gl-egl', '--disable-gpu-sandbox'],
    env: { EGL_PLATFORM: 'surfaceless', LIBGL_ALWAYS_SOFTWARE: '1', GALLIUM_DRIVER: 'llvmpipe' },
  },
};
export const chromiumFlags = [...COMMON_FLAGS, ...peers.swiftshader.flags];

const root = new URL('../../', import.meta.url);
const types = {
  '.mjs': 'text/javascript',
  '.js': 'text/javascript',
  '.html': 'text/html',
  '.wasm': 'application/wasm',
};
const PAGE = `<!doctype html><script type="importmap">
{ "imports": { "three": "/node_modules/three/build/three.module.js" } }</script><body></body>`;

/** Serves the repository to the page. @returns {Promise<{ url: string, close: () => void }>} */
export async function serve() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    try {
      const body = path === '/' ? PAGE : await readFile(fileURLToPath(new URL(`.${path}`, root)));
      const type = path === '/' ? 'text/html' : types[/** @type {keyof types} */ (extname(path))];
      response.writeHead(200, { 'content-type': type ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** @param {string} url @param {string} [peer] */
export async function launch(url, peer = 'swiftshader') {
  const { flags, env } = peers[peer];
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: [...COMMON_FLAGS, ...flags],
    env: { .../** @type {Record<string, string>} */ (process.env), ...env },
  });
  const page = await browser.newPage();
  await page.goto(url);
  return { browser, page };
}

/** CPU time in ms of this process' Chromium descendants. */
export function chromiumCpuMs() {
  /** @type {Map<number, { parent: number, ticks: number }>} */
  const processes = new Map();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      processes.set(Number(entry), {
        parent: Number(fields[1]),
        ticks: Number(fields[11]) + Number(fields[12]),
      });
    } catch {
      // The process ended while we looked.
    }
  }
  const descends = (/** @type {number} */ pid) => {
    for (
      let p = processes.get(pid)?.parent;
      p !== undefined && p > 1;
      p = processes.get(p)?.parent
    ) {
      if (p === process.pid) return true;
    }
    return false;
  };
  let ticks = 0;
  for (const [pid, { ticks: own }] of processes) if (descends(pid)) ticks += own;
  return ticks * 10; // USER_HZ is 100
}
