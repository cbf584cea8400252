// SPDX-License-Identifier: MIT
// One conformance page in this process: the adapter, the small DOM, the page; reports on fd 3 as JSON lines.
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { installDom } from './mini-dom.mjs';
import { caseCounter } from './cases.mjs';
import { decodePng, narrowed } from '../../js/png.js';

const { root, page, adapterFile, verbose, version } = JSON.parse(process.env.CTS_PAGE);
const tell = (o) => {
  const b = Buffer.from(JSON.stringify(o) + '\n');
  for (let i = 0; i < b.length;) {
    try {
      i += fs.writeSync(3, b, i);
    } catch (e) {
      if (e.code !== 'EAGAIN') throw e;
    }
  }
};
const log = verbose ? console.log.bind(console) : () => {};
if (!verbose) for (const k of ['log', 'warn', 'error', 'info', 'debug']) console[k] = () => {};

const decoders = {};
// A page's canvases take eight bits a sample, WebGL what the file has.
decoders.png = (/** @type {Uint8Array} */ file) => {
  const stored = decodePng(file);
  return { ...narrowed(stored), stored };
};
try {
  const j = (await import('jpeg-js')).default;
  decoders.jpeg = (b) => {
    const p = j.decode(b, { useTArray: true });
    return { width: p.width, height: p.height, data: new Uint8ClampedArray(p.data) };
  };
} catch {}

const t00 = performance.now();
const adapter = await import(
  /^[a-z]+:/.test(adapterFile) ? adapterFile : pathToFileURL(adapterFile).href
);
await adapter.init();
const clock = performance.now.bind(performance);
/** Milliseconds in which the page had nothing to do. */
const waited = () => loopUse().idle;
/** Milliseconds of processors that the page has had: what it costs, however busy the machine is. */
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1000);
};
const loopUse = performance.eventLoopUtilization.bind(performance);
const t0 = clock();

let pass = 0,
  fail = 0,
  skip = 0,
  kept = 0,
  told = t0,
  error,
  finished = false;
let failures = [];
const cases = caseCounter(page.startsWith('deqp/'));
const needed = new Set(),
  notes = new Set();
const needs = (why, soft) => {
  if (!soft || !decoders.png) needed.add(why);
};
const flush = (what) => {
  told = clock();
  tell({
    what,
    pass,
    fail,
    skip,
    ...cases.counts(),
    failures: failures.splice(0),
    error,
    needs: [...needed],
    notes: [...notes],
    ms: told - t0,
    waited: waited(),
    cpuMs: cpuMs(),
  });
};
const onError = (e) => {
  log('page error', e);
  error ??= String((e && e.message) || e).slice(0, 300);
  flush('progress');
};
globalThis.parent = {
  webglTestHarness: {
    reportResults(url, ok, msg, skipped) {
      if (!skipped) cases.add(!!ok, String(msg));
      if (skipped) skip++;
      else if (ok) pass++;
      else {
        fail++;
        if (kept < 8) {
          kept++;
          failures.push(String(msg).slice(0, 300));
        }
        if (verbose) log('FAIL', msg);
      }
      if (((pass + fail + skip) & 63) === 0 || failures.length)
        if (clock() - told > 500) flush('progress');
    },
    notifyFinished() {
      if (finished) return;
      finished = true;
      // Whatever the page did, the module must still be of use.
      try {
        const wrong = adapter.drawTriangle?.();
        if (wrong) error ??= `after the page: ${wrong}`;
      } catch (e) {
        error ??= `after the page: a fresh context threw ${e.message}`;
      }
      flush('finished');
      process.exit(0);
    },
  },
};
process.on('uncaughtException', (e) => {
  if (dom) dom.reportError(e);
  else onError(e);
});
process.on('unhandledRejection', (e) => onError(e));
tell({ what: 'ready', ms: t0 - t00 });
var dom;
dom = installDom({
  root,
  page,
  search: (page.includes('?') ? '&' : '?') + `webglVersion=${version}&quiet=1`,
  adapter,
  decoders,
  onError,
  needs,
  note: (s) => notes.add(s),
});
await dom.load();
flush('loaded');
setInterval(() => flush('progress-idle'), 1000);
// nothing left to run and no end reported: the page stopped
