// SPDX-License-Identifier: MIT
// Which pages do not pass yet, and why: conformance/expectations.json, by host, version of WebGL, page and
// reason. A page that fails without being listed is a regression; one that is listed and passes is news
// that belongs in the list.
import fs from 'node:fs';

/** @typedef {{ regressions: any[], unexpectedPasses: any[] }} Verdict */

/**
 * @param {string} file @param {'node' | 'browser'} host @param {number} version
 * @returns {Record<string, string>} reasons by page
 */
export function readExpectations(file, host, version) {
  const reasons = JSON.parse(fs.readFileSync(file, 'utf8'))[`${host}-webgl${version}`] ?? {};
  for (const [page, reason] of Object.entries(reasons)) {
    if (typeof reason !== 'string' || reason === '') throw new Error(`${page} has no reason`);
  }
  return reasons;
}

/** @param {any[]} results @param {Record<string, string>} reasons @returns {Verdict} */
export function judge(results, reasons) {
  const failed = (r) => r.status !== 'pass' && r.status !== 'needs-browser';
  return {
    regressions: results.filter((r) => failed(r) && reasons[r.page] === undefined),
    unexpectedPasses: results.filter((r) => r.status === 'pass' && reasons[r.page] !== undefined),
  };
}

/** @param {Verdict} verdict @returns {string} lines for people; '' if all is as expected */
export function describe({ regressions, unexpectedPasses }) {
  return [
    ...regressions.map((r) => `REGRESSION       ${r.page}: ${r.status}`),
    ...unexpectedPasses.map((r) => `UNEXPECTED PASS  ${r.page}: take it off the list`),
  ].join('\n');
}
