// SPDX-License-Identifier: MIT
// A static server of the suite on 127.0.0.1. With a stand-in, pages and workers get it before anything of theirs:
//   a page    a small document that loads the stand-in, then writes the page's own HTML into itself (same window,
//             same address), so that the page's synchronous getContext finds everything ready in its own realm;
//   a worker  likewise: messages wait until the stand-in is ready, then the worker's own script runs.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { hostPage } from './host-page.mjs';

const TYPES = {
  html: 'text/html; charset=utf-8',
  xhtml: 'application/xhtml+xml',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css',
  json: 'application/json',
  wasm: 'application/wasm',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  webp: 'image/webp',
  avif: 'image/avif',
  mp4: 'video/mp4',
  webm: 'video/webm',
  ogv: 'video/ogg',
  txt: 'text/plain; charset=utf-8',
  vert: 'text/plain',
  frag: 'text/plain',
};

/** Pages that ask for themselves with this parameter get their own text. */
const RAW = '__conformance';

const bootPage = (standIn) => `<!DOCTYPE html><meta charset="utf-8"><script>
(async () => {
  const here = new URL(location.href);
  here.searchParams.set('${RAW}', 'raw');
  try {
    const [{ install }, html] = await Promise.all([
      import('${standIn}'), fetch(here).then((r) => r.text())]);
    await install(window);
    document.open();
    document.write(html);
    document.close();
  } catch (error) {
    const harness = window.parent.webglTestHarness;
    harness?.reportResults(location.pathname, false, 'stand-in: ' + (error?.stack ?? error));
    harness?.notifyFinished(location.pathname);
  }
})();
</script>`;

const bootWorker = (standIn, script) => `
(() => {
  const held = [];
  let ready = false;
  self.addEventListener('message', (event) => {
    if (ready) return;
    event.stopImmediatePropagation();
    held.push(event);
  });
  (async () => {
    const { install } = await import('${standIn}');
    await install(self);
    importScripts(${JSON.stringify(script)});
    ready = true;
    for (const { data, ports } of held)
      self.dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
  })().catch((error) => setTimeout(() => { throw error; }));
})();
`;

/** The file inside of a folder that a path names; null outside of it. */
function inside(folder, relative) {
  const file = path.resolve(folder, relative);
  const base = path.resolve(folder);
  return file === base || file.startsWith(base + path.sep) ? file : null;
}

function sendText(response, code, type, body) {
  response.writeHead(code, {
    'content-type': type,
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Whole or the byte range that was asked for: videos are read in parts. */
function sendFile(request, response, file, cache) {
  const size = fs.statSync(file).size;
  const head = {
    'content-type': TYPES[path.extname(file).slice(1).toLowerCase()] ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    'cache-control': cache ? 'max-age=3600' : 'no-store',
  };
  let [start, end, code] = [0, size - 1, 200];
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  if (range !== null && (range[1] || range[2])) {
    if (range[1]) {
      start = +range[1];
      if (range[2]) end = Math.min(+range[2], size - 1);
    } else start = Math.max(0, size - +range[2]);
    code = 206;
    head['content-range'] = `bytes ${start}-${end}/${size}`;
  }
  head['content-length'] = Math.max(0, end - start + 1);
  response.writeHead(code, head);
  if (request.method === 'HEAD' || size === 0) return void response.end();
  fs.createReadStream(file, { start, end })
    .on('error', () => response.destroy())
    .pipe(response);
}

/**
 * @param {string} root  the suite's sdk/tests
 * @param {Record<string, string>} mounts  folders by the prefix under which they are served too
 * @param {string | null} standIn  address of the module whose install(window) puts a WebGL in place
 */
export async function serveSuite(root, mounts, standIn) {
  const server = http.createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const name = decodeURIComponent(url.pathname);
    if (name === '/__conformance/host.html') return sendText(response, 200, TYPES.html, hostPage);
    const mount = Object.keys(mounts).find((prefix) => name.startsWith(prefix));
    const file = mount
      ? inside(mounts[mount], name.slice(mount.length))
      : inside(root, name.slice(1));
    if (file === null || !fs.statSync(file, { throwIfNoEntry: false })?.isFile())
      return sendText(response, 404, TYPES.txt, 'not found');
    if (standIn !== null && !mount && url.searchParams.get(RAW) !== 'raw') {
      const use = request.headers['sec-fetch-dest'];
      const extension = path.extname(file);
      if (extension === '.html' && (use === 'iframe' || use === 'document'))
        return sendText(response, 200, TYPES.html, bootPage(standIn));
      if (extension === '.js' && use === 'worker') {
        url.searchParams.set(RAW, 'raw');
        return sendText(response, 200, TYPES.js, bootWorker(standIn, url.pathname + url.search));
      }
    }
    sendFile(request, response, file, mount !== undefined);
  });
  server.keepAliveTimeout = 60000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
