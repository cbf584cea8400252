// SPDX-License-Identifier: MIT
// Pages in headless Chromium: one browser a job, started anew after some pages, with a fresh profile each.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../../../bench/scenes/chromium.mjs';
import { emptyRecord } from '../results.mjs';
import { serveSuite } from './server.mjs';

const FLAGS = [
  ...chromiumFlags,
  '--autoplay-policy=no-user-gesture-required',
  '--js-flags=--expose-gc',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];
/** Pages to a browser: what a page leaves behind does not grow without end. */
const PAGES_A_BROWSER = 100;
/** How long a page may go on after an error that stopped a script of its, in ms. */
const AFTER_ERROR = 8000;

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** The stand-in and this package as one module, beside the .wasm that it loads. */
async function bundleStandIn() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [path.join(repository, 'conformance/lib/browser/stand-in.mjs')],
    bundle: true,
    format: 'esm',
    outfile: path.join(repository, 'out/conformance/stand-in.js'),
    external: ['node:fs/promises'],
    logLevel: 'error',
  });
}

/**
 * @param {{ root: string, webgl: number, native: boolean, idle: number, max: number, verbose: boolean }} options
 */
export async function browserRunner({ root, webgl, native, idle, max, verbose }) {
  if (!native) await bundleStandIn();
  const mounts = { '/__nogpu/': repository };
  const standIn = native ? null : '/__nogpu/out/conformance/stand-in.js';
  const server = await serveSuite(root, mounts, standIn);
  let nextId = 1;
  let version = '';

  class Job {
    async start() {
      this.profile = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-'));
      this.browser = await chromium.launchPersistentContext(this.profile, {
        executablePath: chromiumPath,
        headless: true,
        args: FLAGS,
        viewport: { width: 1024, height: 768 },
      });
      version = this.browser.browser()?.version() ?? version;
      this.pages = 0;
      await this.open();
    }

    async open() {
      this.page = await this.browser.newPage();
      this.hear = () => {};
      this.page.on('crash', () => this.hear({ id: this.id, what: 'crash' }));
      this.page.on('pageerror', (error) => {
        const message = String(error?.message ?? error).slice(0, 300);
        this.hear({ id: this.id, what: 'pageerror', message });
      });
      if (verbose) this.page.on('console', (m) => console.log('  ', m.text().slice(0, 300)));
      await this.page.exposeFunction('conformanceTell', (text) => this.hear(JSON.parse(text)));
      await this.page.goto(`${server.origin}/__conformance/host.html`);
    }

    async stop() {
      const browser = this.browser;
      this.browser = undefined;
      if (browser === undefined) return;
      const late = new Promise((resolve) => setTimeout(resolve, 5000));
      await Promise.race([browser.close().catch(() => {}), late]);
      fs.rmSync(this.profile, { recursive: true, force: true, maxRetries: 3 });
    }

    /** A page that hangs holds its process: give up the tab, or else the browser. */
    async recover() {
      const closed = await Promise.race([
        this.page.close().then(
          () => true,
          () => false,
        ),
        new Promise((resolve) => setTimeout(() => resolve(false), 3000)),
      ]);
      try {
        if (closed) return await this.open();
      } catch {
        // Then the browser goes too.
      }
      await this.stop();
      await this.start();
    }

    async run(test) {
      if (this.browser === undefined) await this.start();
      else if (this.pages >= PAGES_A_BROWSER) {
        await this.stop();
        await this.start();
      }
      this.pages++;
      const { record, hung } = await this.load(test);
      if (hung) await this.recover();
      else {
        const late = new Promise((_, reject) => setTimeout(reject, 5000));
        const clear = this.page.evaluate(() => window.conformanceClear());
        await Promise.race([clear, late]).catch(() => this.recover());
      }
      return record;
    }

    load(test) {
      const id = (this.id = nextId++);
      const record = emptyRecord(test.page);
      const t0 = Date.now();
      const url = `/${test.page}${test.page.includes('?') ? '&' : '?'}webglVersion=${webgl}&quiet=1`;
      return new Promise((resolve) => {
        let silence, stopped;
        let loaded = false;
        const end = (status, hung) => {
          for (const timer of [silence, stopped, whole]) clearTimeout(timer);
          this.hear = () => {};
          record.status = status;
          record.ms = Date.now() - t0;
          if (record.failures.length === 0) delete record.failures;
          resolve({ record, hung });
        };
        const whole = setTimeout(() => end('timeout', true), max);
        const restart = () => {
          clearTimeout(silence);
          silence = setTimeout(() => end('timeout', true), idle);
        };
        restart();
        this.hear = (told) => {
          if (told.id !== id) return;
          if (told.what === 'crash') return end('crash', true);
          if (told.pass !== undefined) {
            const { pass, fail, skip, casePass, caseFail } = told;
            Object.assign(record, { pass, fail, skip, casePass, caseFail });
            record.failures.push(...told.failures);
          }
          const message = told.what === 'pageerror' ? told.message : told.error;
          if (message !== undefined) record.error ??= message;
          restart();
          if (told.what === 'finished') {
            const broken = record.error?.startsWith('after the page') === true;
            return end(record.fail > 0 || broken ? 'fail' : 'pass', false);
          }
          // An error that stops a page's script leaves it without an end: no need to wait the whole time.
          loaded ||= told.what === 'loaded';
          if (record.error !== undefined && loaded) {
            clearTimeout(stopped);
            stopped = setTimeout(() => end('error', false), Math.min(AFTER_ERROR, idle));
          }
        };
        this.page
          .evaluate(([i, u]) => window.conformanceRun(i, u), [id, url])
          .catch(() => end('crash', true));
      });
    }
  }

  return {
    newJob: () => new Job(),
    describe: () => ({ browser: version }),
    close: () => server.close(),
  };
}
