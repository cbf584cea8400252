// SPDX-License-Identifier: MIT
// The document around the pages: they run in its frame and find their harness in window.parent, as the suite's own
// list page has it. What they report is counted here and told to the runner at most twice a second.
import { caseCounter } from '../cases.mjs';

/* global window, document, performance -- `host` runs in the browser; its source is put into the page */
function host(caseCounter) {
  const frame = document.querySelector('iframe');
  let now = null;
  const tell = (what, more) =>
    window.conformanceTell(JSON.stringify({ id: now?.id, what, ...more }));
  const flush = (what) => {
    now.told = performance.now();
    const { pass, fail, skip, error } = now;
    const failures = now.failures.splice(0);
    tell(what, { pass, fail, skip, error, failures, ...now.cases.counts() });
  };
  window.webglTestHarness = {
    reportResults(url, success, message, skipped) {
      if (now === null || now.done) return;
      if (!skipped) now.cases.add(!!success, String(message));
      if (skipped) now.skip++;
      else if (success) now.pass++;
      else if (++now.fail <= 8) now.failures.push(String(message).slice(0, 300));
      const reports = now.pass + now.fail + now.skip;
      if ((reports & 63) === 0 || now.failures.length > 0)
        if (performance.now() - now.told > 500) flush('progress');
    },
    notifyFinished() {
      if (now === null || now.done) return;
      now.done = true;
      // Whatever the page did, the module must still be of use.
      try {
        const wrong = frame.contentWindow.conformanceDrawTriangle?.();
        if (wrong) now.error = `after the page: ${wrong}`;
      } catch (error) {
        now.error = `after the page: a fresh context threw ${error.message}`;
      }
      flush('finished');
    },
  };
  window.conformanceRun = (id, url) => {
    const cases = caseCounter(url.startsWith('/deqp/'));
    const mine = { id, told: performance.now(), pass: 0, fail: 0, skip: 0, failures: [], cases };
    now = mine;
    frame.onload = () => {
      if (now === mine) tell('loaded', {});
    };
    frame.src = url;
  };
  window.conformanceClear = () => {
    now = null;
    frame.onload = null;
    frame.src = 'about:blank';
  };
}

export const hostPage = `<!DOCTYPE html><meta charset="utf-8"><title>host</title>
<style>body { margin: 0 } iframe { width: 1000px; height: 700px; border: 0 }</style>
<iframe allow="autoplay; fullscreen"></iframe>
<script>(${host})(${caseCounter})</script>`;
