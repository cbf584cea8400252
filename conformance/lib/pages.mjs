// SPDX-License-Identifier: MIT
// The list of test pages: an own reading of the suite's 00_test_list.txt files
// (nested lists, --min-version, --max-version, --slow), folders, seeded sampling.
import fs from 'node:fs';
import path from 'node:path';

export const WEBGL_VERSION = '2.0.1';

/** Which of the suite's lists a version of WebGL is measured by. @param {number} webgl */
export const versionOfList = (webgl) => (webgl === 1 ? '1.0.4' : WEBGL_VERSION);

/** The sdk/tests folder of a checkout: --suite, or $WEBGL_CTS; the repository root is accepted too. */
export function ctsRoot(given) {
  const tried = [given, process.env.WEBGL_CTS].filter(Boolean);
  for (const p of tried)
    for (const q of [p, path.join(p, 'sdk/tests')])
      if (
        fs.existsSync(path.join(q, '00_test_list.txt')) &&
        fs.existsSync(path.join(q, 'js/js-test-pre.js'))
      )
        return path.resolve(q);
  throw new Error(
    'no WebGL CTS checkout: give --suite DIR or set WEBGL_CTS to KhronosGroup/WebGL (or its sdk/tests)',
  );
}

const parts = (v) =>
  v
    .split(' ')[0]
    .split('.')
    .map((x) => parseInt(x, 10));
function atLeast(have, want) {
  const h = parts(have),
    w = parts(want);
  for (let i = 0; i < w.length; i++) {
    const a = h[i] ?? 0;
    if (a !== w[i]) return a > w[i];
  }
  return true;
}

export function listPages(root, version = WEBGL_VERSION) {
  const all = [];
  const read = (file, inherited) => {
    const dir = path.posix.dirname(file);
    for (const raw of fs.readFileSync(path.join(root, file), 'utf8').split('\n')) {
      const line = raw.trim();
      if (line.length <= 4 || line[0] === '#' || line[0] === ';' || line.startsWith('//')) continue;
      const o = { ...inherited };
      const rest = [];
      const words = line.split(/\s+/);
      for (let i = 0; i < words.length; i++) {
        if (words[i] === '--slow') o.slow = true;
        else if (words[i] === '--min-version') o.min = words[++i];
        else if (words[i] === '--max-version') o.max = words[++i];
        else if (words[i].startsWith('--')) throw new Error(`unknown option in ${file}: ${line}`);
        else rest.push(words[i]);
      }
      const url = path.posix.join(dir, rest.join(' '));
      if (url.endsWith('.txt')) read(url, o);
      else all.push({ page: url, ...o });
    }
  };
  read('00_test_list.txt', { min: '1.0', max: null, slow: false });
  return all.filter((t) => atLeast(version, t.min) && (!t.max || atLeast(t.max, version)));
}

/** The folder a page is counted under: the directory, with ogles' and texturespecification-like leaves joined. */
export function folderOf(page) {
  const p = path.posix.dirname(page).split('/');
  if (p[0] === 'deqp') return p.slice(0, 4).join('/');
  return p.slice(0, 3).join('/');
}

export function rng(seed) {
  // mulberry32
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** n pages, seeded, stratified: every folder gets one, the rest by size (largest remainder). */
export function samplePages(pages, n, seed = 1) {
  if (n >= pages.length) return pages.slice();
  const groups = new Map();
  for (const p of pages) {
    const f = folderOf(p.page);
    if (!groups.has(f)) groups.set(f, []);
    groups.get(f).push(p);
  }
  const keys = [...groups.keys()].sort();
  const quota = new Map(keys.map((k) => [k, n >= keys.length ? 1 : 0]));
  let left = n - [...quota.values()].reduce((a, b) => a + b, 0);
  const room = (k) => groups.get(k).length - quota.get(k);
  const total = keys.reduce((s, k) => s + room(k), 0);
  const want = keys.map((k) => ({ k, exact: (left * room(k)) / total }));
  for (const w of want) {
    const g = Math.floor(w.exact);
    quota.set(w.k, quota.get(w.k) + g);
    left -= g;
    w.rem = w.exact - g;
  }
  want.sort((a, b) => b.rem - a.rem || (a.k < b.k ? -1 : 1));
  for (const w of want) {
    if (left <= 0) break;
    if (room(w.k) > 0) {
      quota.set(w.k, quota.get(w.k) + 1);
      left--;
    }
  }
  const out = [];
  keys.forEach((k, i) => {
    const r = rng(seed * 7919 + i * 104729 + 1);
    const g = groups
      .get(k)
      .slice()
      .sort((a, b) => (a.page < b.page ? -1 : 1));
    for (let j = g.length - 1; j > 0; j--) {
      const m = Math.floor(r() * (j + 1));
      [g[j], g[m]] = [g[m], g[j]];
    }
    out.push(...g.slice(0, quota.get(k)));
  });
  return out.sort((a, b) => (a.page < b.page ? -1 : 1));
}

/** What the command line asks for: --filter, --exclude, --pages FILE, --sample N --seed S, --shard i/n. */
export function selectPages(root, opt) {
  let pages = listPages(root, opt.version || WEBGL_VERSION);
  if (opt.pages) {
    const text = fs.readFileSync(opt.pages, 'utf8');
    const names =
      text.trim()[0] === '[' || text.trim()[0] === '{'
        ? (() => {
            const j = JSON.parse(text);
            return (Array.isArray(j) ? j : j.pages).map((x) => x.page ?? x);
          })()
        : text
            .split('\n')
            .map((s) => s.trim())
            .filter((s) => s && s[0] !== '#');
    const known = new Map(pages.map((p) => [p.page, p]));
    const strange = names.filter(
      (n) => !known.has(n) && !fs.existsSync(path.join(root, n.split('?')[0])),
    );
    if (strange.length)
      throw new Error('no such page in this checkout: ' + strange.slice(0, 5).join(', '));
    pages = names.map((n) => known.get(n) ?? { page: n, min: '?', max: null, slow: false }); // pages off the list may be named too
  }
  if (opt.filter) {
    const r = new RegExp(opt.filter);
    pages = pages.filter((p) => r.test(p.page));
  }
  if (opt.exclude) {
    const r = new RegExp(opt.exclude);
    pages = pages.filter((p) => !r.test(p.page));
  }
  if (opt.sample) pages = samplePages(pages, +opt.sample, +(opt.seed ?? 1));
  if (opt.shard) {
    const [i, n] = opt.shard.split('/').map(Number);
    pages = pages.filter((_, j) => j % n === i - 1);
  }
  return pages;
}

export function parseArgs(argv, flags = []) {
  const o = { _: [] };
  for (let i = 0; i < argv.length; i++) {
    const a = argv[i];
    if (!a.startsWith('--')) {
      o._.push(a);
      continue;
    }
    const eq = a.indexOf('=');
    const k = eq > 0 ? a.slice(2, eq) : a.slice(2);
    if (flags.includes(k)) o[k] = true;
    else o[k] = eq > 0 ? a.slice(eq + 1) : argv[++i];
  }
  return o;
}
