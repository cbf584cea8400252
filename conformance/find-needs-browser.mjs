// SPDX-License-Identifier: MIT
// Writes conformance/needs-browser.json: the pages that ask for what only a browser has, and for what, by a reading of
// their source and of the scripts that they include (not of the suite's utilities, which name everything).
//   node conformance/find-needs-browser.mjs --suite DIR
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ctsRoot, listPages, parseArgs, versionOfList } from './lib/pages.mjs';

const UTILITIES =
  /(js-test-pre|js-test-post|webgl-test-utils|webgl-test-harness|desktop-gl-constants|glsl-generator|glsl-conformance-test|pnglib|deqp-deps|closure-library\/.*|tex-image-and-sub-image-utils|ogles-utils|gl-enum-tests)\.?(js)?$/;

/** What a page asks for, and how one sees that it does. @type {Array<[string, RegExp]>} */
const RULES = [
  ['video', /<video|\.webm\b|\.mp4\b/],
  ['SVG', /\.svg\b|<svg/],
  ['workers', /new\s+(Shared)?Worker\s*\(/],
  ['frames', /<iframe|createElement\(\s*["']iframe/],
  ['module scripts', /type\s*=\s*["']module/],
  [
    'paths or gradients on a 2D canvas',
    /\.(strokeText|arc|bezierCurveTo|quadraticCurveTo|lineTo|createLinearGradient|createRadialGradient)\s*\(/,
  ],
  ['a compositor', /captureStream|requestFullscreen|bitmaprenderer|requestVideoFrameCallback/],
  ['another origin', /getLocalCrossOrigin|crossOrigin\s*=/],
];

const root = ctsRoot(parseArgs(process.argv.slice(2)).suite);

/** A page with its own scripts, without comments. @param {string} page */
function sourceOf(page) {
  const file = path.join(root, page.split('?')[0]);
  let text = fs.readFileSync(file, 'utf8');
  for (const [, src] of text.matchAll(/<script[^>]*\bsrc\s*=\s*["']?([^"'\s>]+)/gi)) {
    const script = path.resolve(path.dirname(file), src.split('?')[0]);
    if (!UTILITIES.test(script) && script.startsWith(root) && fs.existsSync(script))
      text += '\n' + fs.readFileSync(script, 'utf8');
  }
  return text.replace(/<!--[\s\S]*?-->/g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** @param {number} webgl @returns {Record<string, string>} */
function findPages(webgl) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const { page } of listPages(root, versionOfList(webgl))) {
    const source = sourceOf(page);
    const asks = RULES.filter(([, sign]) => sign.test(source)).map(([what]) => what);
    if (/origin-clean/.test(page)) asks.push('another origin');
    if (asks.length > 0) found[page] = [...new Set(asks)].join(', ');
  }
  return found;
}

const file = fileURLToPath(new URL('./needs-browser.json', import.meta.url));
const lists = { webgl2: findPages(2), webgl1: findPages(1) };
fs.writeFileSync(file, JSON.stringify(lists, null, 2) + '\n');
for (const [name, list] of Object.entries(lists)) console.log(name, Object.keys(list).length);
