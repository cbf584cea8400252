// SPDX-License-Identifier: MIT
// What the conformance runner takes for a pass, a regression and news.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { describe, judge, readExpectations } from '../conformance/lib/expectations.mjs';
import { readNeedsBrowser } from '../conformance/lib/needs-browser.mjs';
import { samplePages } from '../conformance/lib/pages.mjs';
import { compare, readReference } from '../conformance/lib/reference.mjs';
import { shortSummary } from '../conformance/lib/results.mjs';

const file = (/** @type {string} */ name) =>
  new URL(`../conformance/${name}`, import.meta.url).pathname;

/** @param {object} record @param {number} reports @param {number} [cases] */
function statusBeside(record, reports, cases) {
  const compared = { page: 'a.html', status: 'pass', ...record };
  const known = cases === undefined ? {} : { 'a.html': cases };
  compare(compared, { reports: { 'a.html': reports }, cases: known });
  return compared.status;
}

test('a pass with less than 95 % of the reference is thin', () => {
  assert.equal(statusBeside({ pass: 95 }, 100), 'pass');
  assert.equal(statusBeside({ pass: 94 }, 100), 'thin');
  assert.equal(statusBeside({ pass: 0, status: 'fail' }, 100), 'fail');
});

test('a deqp page with as many cases as the reference is not thin', () => {
  assert.equal(statusBeside({ pass: 10, casePass: 3 }, 100, 3), 'pass');
  assert.equal(statusBeside({ pass: 10, casePass: 2 }, 100, 3), 'thin');
});

test('a page that the reference does not have is taken as it is', () => {
  const record = { page: 'b.html', status: 'pass', pass: 1 };
  compare(record, { reports: { 'a.html': 100 }, cases: {} });
  assert.deepEqual(record, { page: 'b.html', status: 'pass', pass: 1 });
});

test('an unlisted page that does not pass is a regression, a listed one that passes is news', () => {
  const results = ['pass', 'fail', 'thin', 'timeout', 'needs-browser'].flatMap((status) => [
    { page: `${status}.html`, status },
    { page: `listed-${status}.html`, status },
  ]);
  const reasons = Object.fromEntries(
    results.filter(({ page }) => page.startsWith('listed')).map(({ page }) => [page, 'reason']),
  );
  const verdict = judge(results, reasons);
  assert.deepEqual(
    verdict.regressions.map(({ page }) => page),
    ['fail.html', 'thin.html', 'timeout.html'],
  );
  assert.deepEqual(
    verdict.unexpectedPasses.map(({ page }) => page),
    ['listed-pass.html'],
  );
  assert.match(describe(verdict), /^REGRESSION +fail\.html: fail$/m);
  assert.match(describe(verdict), /^UNEXPECTED PASS +listed-pass\.html/m);
  assert.equal(describe(judge([{ page: 'a.html', status: 'pass' }], {})), '');
});

test('the lists have a reason for every page', () => {
  for (const version of [1, 2]) {
    readExpectations(file('expectations.json'), 'node', version);
    readExpectations(file('expectations.json'), 'browser', version);
    for (const [page, what] of Object.entries(
      readNeedsBrowser(file('needs-browser.json'), version),
    ))
      assert.ok(typeof what === 'string' && what !== '', page);
  }
  const { reports, cases } = readReference(file('reference.json'), 2);
  assert.equal(new Set([...Object.keys(reports), ...Object.keys(cases)]).size, 300);
});

test('nothing that is excused in Node as a page for browsers is also expected to fail there', () => {
  const lists = JSON.parse(readFileSync(file('expectations.json'), 'utf8'));
  for (const version of [1, 2]) {
    const asks = readNeedsBrowser(file('needs-browser.json'), version);
    const both = Object.keys(lists[`node-webgl${version}`]).filter((page) => page in asks);
    assert.deepEqual(both, []);
  }
});

test('a sample is the same for the same seed and has a page of every folder', () => {
  const pages = Array.from({ length: 90 }, (_, i) => ({ page: `f/${i % 9}/x/${i}.html` }));
  const names = (/** @type {number} */ seed) =>
    samplePages(pages, 20, seed).map((/** @type {{ page: string }} */ { page }) => page);
  assert.deepEqual(names(1), names(1));
  assert.notDeepEqual(names(1), names(2));
  assert.equal(new Set(names(1).map((name) => name.split('/')[1])).size, 9);
});

test('a summary has the figures by folder and what did not pass, with its first failure', () => {
  const results = [
    {
      page: 'a/b/c/1.html',
      status: 'pass',
      pass: 3,
      fail: 0,
      ms: 1000,
      reference: 3,
      ofReference: 3,
    },
    { page: 'a/b/c/2.html', status: 'fail', pass: 1, fail: 1, ms: 500, failures: ['wrong'] },
    { page: 'a/b/c/3.html', status: 'needs-browser', pass: 0, fail: 0, ms: 0 },
  ];
  assert.deepEqual(shortSummary({ host: 'node' }, results), {
    host: 'node',
    total: {
      pages: 3,
      pass: 1,
      fail: 1,
      'needs-browser': 1,
      reports: 4,
      ofReference: [3, 3],
      seconds: 2,
    },
    folders: {
      'a/b/c': {
        pages: 3,
        pass: 1,
        fail: 1,
        'needs-browser': 1,
        reports: 4,
        ofReference: [3, 3],
        seconds: 2,
      },
    },
    notPassing: { 'a/b/c/2.html': 'fail: wrong' },
  });
});
