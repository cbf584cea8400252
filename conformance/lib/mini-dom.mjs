// SPDX-License-Identifier: MIT
// A small DOM for the conformance pages in plain Node: parse-time script execution (external and inline,
// document.write, scripts appended later), elements by id/tag/class/simple selectors, events, XHR/fetch on the
// checkout, canvas elements, a minimal 2D context, ImageData/ImageBitmap, PNG/JPEG images where a decoder is there.
// Everything lives in the process's own realm (globalThis is the window): full speed, one page per process.
// What a page asks for beyond this is noted by needs(reason), so that the runner can count it as "needs DOM".
// Each subject has its file in dom/; here they become one page.
import { createElement } from './dom/create-element.mjs';
import { createDocument } from './dom/document.mjs';
import { reportError } from './dom/events.mjs';
import { installInterfaces } from './dom/interfaces.mjs';
import { installNetwork } from './dom/network.mjs';
import { loading, ORIGIN, page, readUrl } from './dom/page.mjs';
import { deferred, Parser } from './dom/parser.mjs';
import { connected, runScript, takeNames } from './dom/scripts.mjs';
import { installTimers, timers } from './dom/timers.mjs';
import { installWindow } from './dom/window.mjs';

export function installDom({ root, page: name, search, adapter, decoders, onError, needs }) {
  Object.assign(page, { root, adapter, decoders, onError, needs, createElement, connected });
  page.base = new URL(`${ORIGIN}/${name}${search}`);
  page.parseInto = (html, node) => new Parser(html, node, false).run();
  takeNames();
  const document = createDocument();
  installWindow();
  installTimers();
  installInterfaces();
  installNetwork();

  return {
    document,
    async load() {
      const parser = new Parser(readUrl(page.base.pathname).toString('utf8'), document, true);
      parser.run();
      document.parser_ = null;
      if (!document.body_) {
        document.body_ = createElement('body');
        document.documentElement.appendChild(document.body_);
      }
      for (const s of deferred) runScript(s);
      document.readyState = 'interactive';
      document.dispatchEvent(new Event('DOMContentLoaded'));
      globalThis.dispatchEvent(new Event('DOMContentLoaded'));
      while (loading()) await new Promise((r) => timers.setTimeout(r, 1));
      document.readyState = 'complete';
      globalThis.dispatchEvent(new Event('load'));
    },
    reportError,
  };
}
