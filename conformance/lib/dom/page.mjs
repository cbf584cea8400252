// SPDX-License-Identifier: MIT
// The page of this process: where its files are, what it asked for, what is still loading. One page a
// process, so this is module state; installDom() fills it before anything else runs.
import fs from 'node:fs';
import path from 'node:path';

export const ORIGIN = 'http://127.0.0.1';

/** What the runner hands in, and the hooks by which the files of this folder reach upwards. */
export const page = {
  root: '',
  /** @type {URL} */
  base: new URL(ORIGIN),
  /** @type {any} */
  adapter: null,
  /** @type {Record<string, (bytes: Uint8Array) => any>} */
  decoders: {},
  onError(e) {},
  needs(why, soft) {},
  /** HTML text into a node, without running its scripts. */
  parseInto(html, node) {},
  createElement(name) {},
  /** A node came into the document. */
  connected(node) {},
};

export const needs = (why, soft) => page.needs(why, soft);

let pendingLoads = 0;
export const loadStart = () => {
  pendingLoads++;
};
export const loadEnd = () => {
  pendingLoads--;
};
export const loading = () => pendingLoads > 0;

/** Blob URLs' bytes; null while they are read. */
export const blobs = new Map();

export const resolve = (u) => new URL(u, page.base);

/** A file of the checkout, a data: or a blob: URL as bytes; null where there is none. */
export const readUrl = (u) => {
  const x = resolve(String(u));
  if (x.protocol === 'data:') {
    const m = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(x.href);
    return Buffer.from(decodeURIComponent(m[3]), m[2] ? 'base64' : 'latin1');
  }
  if (x.protocol === 'blob:') return blobs.get(x.href) ?? null;
  if (x.hostname !== '127.0.0.1' && x.hostname !== 'localhost') {
    needs('network');
    return null;
  }
  if (x.hostname === 'localhost') needs('cross-origin');
  const f = path.resolve(page.root, '.' + decodeURIComponent(x.pathname));
  if (!f.startsWith(page.root) || !fs.existsSync(f) || !fs.statSync(f).isFile()) return null;
  return fs.readFileSync(f);
};
