// SPDX-License-Identifier: MIT
// Pages in plain Node: one process a page (node-page.mjs), which tells what happens on its file descriptor 3.
import path from 'node:path';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { emptyRecord } from './results.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
/** How long a page may report nothing after an error that stopped a script of its, in ms. */
const AFTER_ERROR = 4000;

/**
 * @param {{ root: string, adapterFile: string, webgl: number, idle: number, max: number, verbose: boolean }} options
 */
export function nodeRunner({ root, adapterFile, webgl, idle, max, verbose }) {
  function run(test) {
    return new Promise((resolve) => {
      const r = emptyRecord(test.page);
      let needs = [];
      const t0 = Date.now();
      const output = verbose ? 'inherit' : 'ignore';
      const child = spawn(
        process.execPath,
        ['--expose-gc', '--max-old-space-size=3000', path.join(here, 'node-page.mjs')],
        {
          stdio: ['ignore', output, output, 'pipe'],
          env: {
            ...process.env,
            CTS_PAGE: JSON.stringify({
              root,
              page: test.page,
              adapterFile,
              verbose,
              version: webgl,
            }),
          },
        },
      );
      let finished = false,
        quietSince = null,
        waitedThen = 0,
        buf = '',
        killed = null;
      const kill = (why) => {
        killed ??= why;
        child.kill('SIGKILL');
      };
      const hard = setTimeout(() => kill('timeout'), max);
      let last = -1;
      child.stdio[3].setEncoding('utf8').on('data', (s) => {
        buf += s;
        for (let i; (i = buf.indexOf('\n')) >= 0; buf = buf.slice(i + 1)) {
          const m = JSON.parse(buf.slice(0, i));
          if (m.what === 'ready') {
            r.initMs = Math.round(m.ms);
            continue;
          }
          r.pass = m.pass;
          r.fail = m.fail;
          r.skip = m.skip;
          r.casePass = m.casePass;
          r.caseFail = m.caseFail;
          r.cpuMs = m.cpuMs;
          r.failures.push(...m.failures);
          r.error ??= m.error;
          needs = m.needs;
          if (m.notes?.length) r.notes = m.notes;
          if (m.what === 'finished') finished = true;
          const n = m.pass + m.fail + m.skip;
          if (n !== last) {
            last = n;
            quietSince = Date.now();
            waitedThen = m.waited;
          }
          // While it computes a page need not report: a picture may take long on a busy machine.
          else if (m.waited - waitedThen > idle) kill('timeout');
          // an error stopped the page's script, or it waits for what this DOM lacks: no need to wait the whole time
          else if (
            (r.error || needs.length > 0) &&
            m.what === 'progress-idle' &&
            Date.now() - quietSince > Math.min(AFTER_ERROR, idle)
          )
            kill('error');
        }
      });
      child.on('close', (code, signal) => {
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
        if (needs.length > 0) {
          r.needs = needs;
          r.error ??= `asks for what the small DOM lacks: ${needs.join(', ')}`;
          // A page that could not have its video says so by passing with nothing tested.
          if (r.status === 'pass' && needs.includes('video')) r.status = 'fail';
        }
        if (!r.failures.length) delete r.failures;
        resolve(r);
      });
    });
  }

  return {
    newJob: () => ({ run, stop: async () => {} }),
    describe: () => ({ node: process.version }),
    close() {},
  };
}
