// SPDX-License-Identifier: MIT
// npm run conformance: the pages of Khronos' WebGL 2 suite in plain Node, one process a page, over a small DOM of
// our own. The suite is a checkout that the caller supplies (its repository, or its sdk/tests folder).
//   npm run conformance -- --suite DIR [--filter RE] [--exclude RE] [--pages FILE] [--sample N --seed S]
//        [--shard i/n] [--timeout S] [--max S] [--jobs N] [--out FILE] [--webgl 1|2] [--expectations FILE|none] [--verbose]
import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, ctsRoot, selectPages, WEBGL_VERSION } from './lib/pages.mjs';
import { describe, judge, readExpectations } from './lib/expectations.mjs';
import { Recorder, table } from './lib/results.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const opt = parseArgs(process.argv.slice(2), ['quiet', 'help', 'verbose']);
if (opt.help || !(opt.suite || process.env.WEBGL_CTS)) {
  console.log(
    fs
      .readFileSync(fileURLToPath(import.meta.url), 'utf8')
      .split('\n')
      .slice(1, 5)
      .join('\n'),
  );
  process.exit(opt.help ? 0 : 2);
}
const webgl = +(opt.webgl ?? 2);
if (webgl === 1) opt.version ??= '1.0.4';
const root = ctsRoot(opt.suite);
const pages = selectPages(root, opt);
const idle = 1000 * +(opt.timeout ?? 30);
const max = 1000 * +(opt.max ?? 300);
const jobs = +(opt.jobs ?? 1);
const out = opt.out ?? path.join(here, '..', 'out', 'conformance.json');
const adapterFile = path.resolve(opt.adapter ?? path.join(here, 'adapter.mjs'));

const rec = new Recorder(out, {
  runner: 'node',
  webglVersion: opt.version ?? WEBGL_VERSION,
  pages: pages.length,
  filter: opt.filter,
  exclude: opt.exclude,
  sample: opt.sample && +opt.sample,
  seed: opt.sample ? +(opt.seed ?? 1) : undefined,
  shard: opt.shard,
  jobs,
  timeout: idle / 1000,
  max: max / 1000,
  implementation: 'adapter: ' + path.basename(adapterFile),
  node: process.version,
});

function run(test) {
  return new Promise((resolve) => {
    const r = {
      page: test.page,
      status: 'error',
      pass: 0,
      fail: 0,
      skip: 0,
      ms: 0,
      failures: [],
      error: undefined,
    };
    let needs = [];
    const t0 = Date.now();
    const child = spawn(
      process.execPath,
      ['--expose-gc', '--max-old-space-size=3000', path.join(here, 'lib/node-page.mjs')],
      {
        stdio: [
          'ignore',
          opt.verbose ? 'inherit' : 'ignore',
          opt.verbose ? 'inherit' : 'ignore',
          'pipe',
        ],
        env: {
          ...process.env,
          CTS_PAGE: JSON.stringify({
            root,
            page: test.page,
            adapterFile,
            verbose: !!opt.verbose,
            version: webgl,
          }),
        },
      },
    );
    let timer,
      finished = false,
      quietSince = null,
      buf = '',
      killed = null;
    const kill = (why) => {
      killed ??= why;
      child.kill('SIGKILL');
    };
    const bump = () => {
      clearTimeout(timer);
      timer = setTimeout(() => kill('timeout'), idle);
    };
    const hard = setTimeout(() => kill('timeout'), max);
    bump();
    let last = -1;
    child.stdio[3].setEncoding('utf8').on('data', (s) => {
      buf += s;
      for (let i; (i = buf.indexOf('\n')) >= 0; buf = buf.slice(i + 1)) {
        const m = JSON.parse(buf.slice(0, i));
        if (m.what === 'ready') {
          r.initMs = Math.round(m.ms);
          bump();
          continue;
        }
        r.pass = m.pass;
        r.fail = m.fail;
        r.skip = m.skip;
        r.casePass = m.casePass;
        r.caseFail = m.caseFail;
        r.failures.push(...m.failures);
        r.error ??= m.error;
        needs = m.needs;
        if (m.notes?.length) r.notes = m.notes;
        if (m.what === 'finished') finished = true;
        const n = m.pass + m.fail + m.skip;
        if (n !== last) {
          last = n;
          quietSince = Date.now();
          bump();
        }
        // an error stopped the page's script, or it waits for what this DOM lacks: no need to wait the whole time
        else if (
          (r.error || needs.length > 0) &&
          m.what === 'progress-idle' &&
          Date.now() - quietSince > Math.min(4000, idle)
        )
          kill('error');
      }
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      clearTimeout(hard);
      r.ms = Date.now() - t0;
      const broken = r.error?.startsWith('after the page') === true;
      if (finished) r.status = r.fail || broken ? 'fail' : 'pass';
      else if (killed) r.status = killed;
      else {
        r.status = signal || code ? 'crash' : 'error';
        r.error ??= signal
          ? 'signal ' + signal
          : code
            ? 'exit code ' + code
            : 'stopped without finishing';
      }
      // a page that could not have its video says so by passing with nothing tested
      if (needs.length) {
        r.needs = needs;
        if ((r.status !== 'pass' || needs.includes('video')) && r.status !== 'crash') {
          r.before = r.status;
          r.status = 'needs-dom';
        }
      }
      if (!r.failures.length) delete r.failures;
      resolve(r);
    });
  });
}

// Read first: a list that cannot be read must not cost a run.
const expectations =
  opt.expectations === 'none'
    ? null
    : readExpectations(opt.expectations ?? path.join(here, 'expectations.json'), webgl);

const queue = pages.slice();
await Promise.all(
  Array.from({ length: jobs }, async () => {
    for (let t; (t = queue.shift());) rec.add(await run(t), opt.quiet);
  }),
);
console.log('\n' + table(rec.save()));
if (expectations !== null) {
  const verdict = describe(judge(rec.results, expectations));
  if (verdict !== '') {
    console.log('\n' + verdict);
    process.exitCode = 1;
  }
}
