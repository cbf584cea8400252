// SPDX-License-Identifier: MIT
// Results: one record per page, a summary by folder, the same shape from both runners.
//   status: pass     finished, no failed subtest
//           fail     finished, at least one failed subtest
//           timeout  did not finish (no report for --timeout s, or --max s in all)
//           crash    the browser or the node process went down
//           error    the page threw before or without finishing
//           thin     passed with less than 95 % of the reports of the reference (reference.mjs)
//           needs-browser  (Node only) asks for something that only a browser has
import fs from 'node:fs';
import path from 'node:path';
import { folderOf } from './pages.mjs';

export const STATUSES = ['pass', 'fail', 'timeout', 'crash', 'error', 'thin', 'needs-browser'];

/** What is known of a page before it has run. @param {string} page @returns {any} */
export function emptyRecord(page) {
  return {
    page,
    status: 'error',
    pass: 0,
    fail: 0,
    skip: 0,
    ms: 0,
    failures: [],
    error: undefined,
  };
}

export function summarize(results) {
  const folders = {};
  const total = empty();
  for (const r of results) {
    const f = (folders[folderOf(r.page)] ??= empty());
    for (const t of [f, total]) {
      t.pages++;
      t[r.status]++;
      t.casePass += r.casePass || 0;
      t.caseFail += r.caseFail || 0;
      t.subPass += r.pass || 0;
      t.subFail += r.fail || 0;
      t.subSkip += r.skip || 0;
      if (r.reference !== undefined) {
        t.compared++;
        t.reference += r.reference;
        t.ofReference += r.ofReference;
      }
      t.ms += r.ms || 0;
      t.cpuMs += r.cpuMs || 0;
    }
  }
  return { total, folders: Object.fromEntries(Object.entries(folders).sort()) };
  function empty() {
    return {
      pages: 0,
      ...Object.fromEntries(STATUSES.map((s) => [s, 0])),
      casePass: 0,
      caseFail: 0,
      subPass: 0,
      subFail: 0,
      subSkip: 0,
      // Pages that the reference has too, its reports for them, and ours.
      compared: 0,
      reference: 0,
      ofReference: 0,
      ms: 0,
      // In Node only: what the pages cost, however busy the machine was.
      cpuMs: 0,
    };
  }
}

export function table(summary) {
  const head = [
    'folder',
    'pages',
    'pass',
    'fail',
    'timeout',
    'crash',
    'error',
    'thin',
    'needs-browser',
    'case pass',
    'case fail',
    'sub pass',
    'sub fail',
    'of reference',
    's',
    'CPU s',
  ];
  const row = (n, t) =>
    [
      n,
      t.pages,
      t.pass,
      t.fail,
      t.timeout,
      t.crash,
      t.error,
      t.thin,
      t['needs-browser'],
      t.casePass,
      t.caseFail,
      t.subPass,
      t.subFail,
      t.reference ? `${((100 * t.ofReference) / t.reference).toFixed(1)} %` : '',
      (t.ms / 1000).toFixed(1),
      t.cpuMs ? (t.cpuMs / 1000).toFixed(1) : '',
    ].map(String);
  const rows = [
    head,
    ...Object.entries(summary.folders).map(([k, t]) => row(k, t)),
    row('TOTAL', summary.total),
  ];
  const w = head.map((_, i) => Math.max(...rows.map((r) => r[i].length)));
  return rows
    .map((r) => r.map((c, i) => (i ? c.padStart(w[i]) : c.padEnd(w[i]))).join('  '))
    .join('\n');
}

/**
 * What is kept of a run in the repository: the figures by folder, and every page that did not pass.
 * @param {any} meta @param {any[]} results
 */
export function shortSummary(meta, results) {
  const { total, folders } = summarize(results);
  const short = (t) => ({
    pages: t.pages,
    ...Object.fromEntries(STATUSES.filter((s) => s === 'pass' || t[s] > 0).map((s) => [s, t[s]])),
    reports: t.subPass,
    ...(t.reference ? { ofReference: [t.ofReference, t.reference] } : {}),
    seconds: Math.round(t.ms / 1000),
    ...(t.cpuMs ? { cpuSeconds: Math.round(t.cpuMs / 1000) } : {}),
  });
  const left = results.filter((r) => r.status !== 'pass' && r.status !== 'needs-browser');
  return {
    ...meta,
    total: short(total),
    folders: Object.fromEntries(Object.entries(folders).map(([name, t]) => [name, short(t)])),
    notPassing: Object.fromEntries(
      left.map((r) => [r.page, [r.status, r.error ?? r.failures?.[0]].filter(Boolean).join(': ')]),
    ),
  };
}

export class Recorder {
  constructor(out, meta) {
    this.out = out;
    this.meta = meta;
    this.results = [];
    this.t0 = Date.now();
    this.lastSave = 0;
    fs.mkdirSync(path.dirname(path.resolve(out)), { recursive: true });
  }
  add(r, quiet) {
    this.results = this.results.filter((old) => old.page !== r.page);
    this.results.push(r);
    if (!quiet) {
      const n = String(this.results.length).padStart(4);
      console.log(
        `${n}/${this.meta.pages} ${r.status.padEnd(13)} ${String(r.pass).padStart(6)}+ ${String(r.fail).padStart(5)}- ${((r.ms || 0) / 1000).toFixed(1).padStart(6)}s ${r.page}${
          r.fail || r.error
            ? '  | ' +
              String(r.error || r.failures?.[0] || '')
                .slice(0, 110)
                .replace(/\s+/g, ' ')
            : ''
        }`,
      );
    }
    if (Date.now() - this.lastSave > 5000) this.save();
  }
  save() {
    this.lastSave = Date.now();
    const results = this.results.slice().sort((a, b) => (a.page < b.page ? -1 : 1));
    const summary = summarize(results);
    const doc = {
      meta: {
        ...this.meta,
        done: results.length,
        wallSeconds: Math.round((Date.now() - this.t0) / 1000),
      },
      summary,
      results,
    };
    fs.writeFileSync(this.out + '.part', JSON.stringify(doc, null, 1));
    fs.renameSync(this.out + '.part', this.out);
    fs.writeFileSync(this.out.replace(/\.json$/, '') + '.summary.txt', table(summary) + '\n');
    return summary;
  }
}
