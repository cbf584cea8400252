// SPDX-License-Identifier: MIT
// The pages of Khronos' WebGL suite, in plain Node over a small DOM of our own, or in headless Chromium. The suite is
// a checkout that the caller supplies (its repository, or its sdk/tests folder). docs/conformance.md says more.
//   npm run conformance -- --suite DIR [options]
//     --webgl 1|2           the list of WebGL 2.0.1 (default) or 1.0.4
//     --browser             in Chromium ($CHROMIUM, or /usr/bin/chromium), this package standing in for its WebGL
//     --native              in Chromium with its own WebGL, on SwiftShader: for reference counts
//     --filter RE, --exclude RE, --pages FILE (one name a line), --shard i/n
//     --sample N, --seed S  N pages, every folder at least one; the same for the same seed (default 1)
//     --needs-browser       only the pages that need a browser
//     --from RESULTS        takes what passed from an earlier run's --out, runs what did not
//     --judge               with --from: runs nothing, judges only
//     --jobs N, --timeout S (a page that waits without a report, default 30), --max S (a page, default 300), --no-retry
//     --out FILE            every record (default out/conformance.json)
//     --summary FILE        figures by folder and what did not pass, to be kept
//     --commit ID           the suite's commit, for --summary, where DIR is no checkout
//     --expectations FILE|none, --quiet, --verbose
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, judge, readExpectations } from './lib/expectations.mjs';
import { readNeedsBrowser } from './lib/needs-browser.mjs';
import { nodeRunner } from './lib/node-runner.mjs';
import { ctsRoot, parseArgs, selectPages, versionOfList } from './lib/pages.mjs';
import { compare, readReference } from './lib/reference.mjs';
import { emptyRecord, Recorder, shortSummary, table } from './lib/results.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const FLAGS = [
  'browser',
  'help',
  'judge',
  'native',
  'needs-browser',
  'no-retry',
  'quiet',
  'verbose',
];
const opt = parseArgs(process.argv.slice(2), FLAGS);
if (opt.help || !(opt.suite || process.env.WEBGL_CTS)) {
  const lines = fs.readFileSync(fileURLToPath(import.meta.url), 'utf8').split('\n');
  console.log(lines.slice(1, 22).join('\n'));
  process.exit(opt.help ? 0 : 2);
}
const webgl = +(opt.webgl ?? 2);
const host = opt.browser || opt.native ? 'browser' : 'node';
const jobs = +(opt.jobs ?? 1);
const idle = 1000 * +(opt.timeout ?? 30);
const max = 1000 * +(opt.max ?? 300);
const root = ctsRoot(opt.suite);

// Read first: a list that cannot be read must not cost a run.
const expectations =
  opt.expectations === 'none' || opt.native
    ? null
    : readExpectations(opt.expectations ?? path.join(here, 'expectations.json'), host, webgl);
const reference = opt.native
  ? { reports: {}, cases: {} }
  : readReference(path.join(here, 'reference.json'), webgl);
const needsBrowser = readNeedsBrowser(path.join(here, 'needs-browser.json'), webgl);

let pages = selectPages(root, { ...opt, version: opt.version ?? versionOfList(webgl) });
if (opt['needs-browser']) pages = pages.filter(({ page }) => needsBrowser[page] !== undefined);

/** The suite's commit. */
function suiteCommit() {
  if (opt.commit) return opt.commit;
  try {
    const ask = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync('git', ['-C', root, 'rev-parse', 'HEAD'], ask).trim();
  } catch {
    return 'unknown';
  }
}

const options = {
  root,
  webgl,
  native: !!opt.native,
  adapterFile: path.resolve(opt.adapter ?? path.join(here, 'adapter.mjs')),
  idle,
  max,
  verbose: !!opt.verbose,
};
const runner =
  host === 'node'
    ? nodeRunner(options)
    : await (await import('./lib/browser/runner.mjs')).browserRunner(options);

const recorder = new Recorder(opt.out ?? path.join(here, '..', 'out', 'conformance.json'), {
  host,
  implementation: opt.native ? "the browser's own" : 'nogpu',
  webgl,
  suite: { version: opt.version ?? versionOfList(webgl), commit: suiteCommit() },
  pages: pages.length,
  filter: opt.filter,
  exclude: opt.exclude,
  sample: opt.sample && +opt.sample,
  seed: opt.sample ? +(opt.seed ?? 1) : undefined,
  shard: opt.shard,
  jobs,
  timeout: idle / 1000,
  max: max / 1000,
});

function add(record) {
  compare(record, reference);
  recorder.add(record, opt.quiet);
}

/** What an earlier run knows of these pages; the others are left. */
function takeOver(file) {
  const earlier = new Map(
    JSON.parse(fs.readFileSync(file, 'utf8')).results.map((record) => [record.page, record]),
  );
  pages = pages.filter(({ page }) => {
    const record = earlier.get(page);
    if (record === undefined) return !opt.judge;
    if (record.status !== 'pass' && !opt.judge) return true;
    add(record);
    return false;
  });
}

/** @param {any[]} queue @param {number} count  of pages at a time */
async function runAll(queue, count) {
  await Promise.all(
    Array.from({ length: Math.min(count, queue.length) }, async () => {
      const job = runner.newJob();
      for (let test; (test = queue.shift()) !== undefined;) add(await job.run(test));
      await job.stop();
    }),
  );
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    recorder.save();
    process.exit(1);
  });

if (opt.from) takeOver(opt.from);
if (host === 'node') {
  for (const { page } of pages) {
    if (needsBrowser[page] === undefined) continue;
    add({ ...emptyRecord(page), status: 'needs-browser', needs: needsBrowser[page].split(', ') });
  }
  pages = pages.filter(({ page }) => needsBrowser[page] === undefined);
}
await runAll(pages.slice(), jobs);
if (!opt['no-retry']) {
  // Once more, alone: a loaded machine is no fault of a page's.
  const again = new Set(
    recorder.results
      .filter((r) => r.status === 'timeout' || r.status === 'crash')
      .filter((r) => expectations?.[r.page] === undefined)
      .map((r) => r.page),
  );
  await runAll(
    pages.filter(({ page }) => again.has(page)),
    1,
  );
}
Object.assign(recorder.meta, runner.describe());
console.log('\n' + table(recorder.save()));
runner.close();
if (opt.summary) {
  const { timeout: _, max: __, jobs: ___, ...meta } = recorder.meta;
  const summary = shortSummary(meta, recorder.results);
  fs.writeFileSync(opt.summary, JSON.stringify(summary, null, 2) + '\n');
}
if (expectations !== null) {
  const verdict = describe(judge(recorder.results, expectations));
  if (verdict !== '') {
    console.log('\n' + verdict);
    process.exitCode = 1;
  }
}
