// SPDX-License-Identifier: MIT
// Pages that ask for what only a browser has: conformance/needs-browser.json, which find-needs-browser.mjs writes. They
// run with --browser. A page that is not listed and asks for such a thing has failed: nothing is excused by itself.
import fs from 'node:fs';

/** @param {string} file @param {number} version @returns {Record<string, string>} what they ask for, by page */
export function readNeedsBrowser(file, version) {
  return JSON.parse(fs.readFileSync(file, 'utf8'))[`webgl${version}`] ?? {};
}
