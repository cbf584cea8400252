// SPDX-License-Identifier: MIT
// The window: itself under its names, location, navigator, events, messages, and what only a browser has.
import { define } from './define.mjs';
import { guard } from './events.mjs';
import { needs, page } from './page.mjs';

export function installWindow() {
  const winTarget = new EventTarget();
  define('window', globalThis);
  define('self', globalThis);
  define('top', globalThis);
  define('frames', globalThis);
  define('opener', null);
  define('location', {
    href: page.base.href,
    protocol: page.base.protocol,
    host: page.base.host,
    hostname: page.base.hostname,
    port: '',
    pathname: page.base.pathname,
    search: page.base.search,
    hash: '',
    origin: page.base.origin,
    toString: () => page.base.href,
    reload() {
      needs('location.reload');
    },
    replace() {
      needs('location.replace');
    },
    assign() {
      needs('location.assign');
    },
  });
  define('navigator', {
    userAgent: 'Mozilla/5.0 (Node) mini-dom',
    appVersion: '5.0',
    platform: 'Linux x86_64',
    vendor: '',
    language: 'en',
    languages: ['en'],
    hardwareConcurrency: 1,
    onLine: true,
    maxTouchPoints: 0,
  });
  define('history', { pushState() {}, replaceState() {}, state: null });
  define('screen', {
    width: 1024,
    height: 768,
    availWidth: 1024,
    availHeight: 768,
    colorDepth: 24,
    orientation: { type: 'landscape-primary', addEventListener() {} },
  });
  define('name', '');
  define('devicePixelRatio', 1);
  define('innerWidth', 1024);
  define('innerHeight', 768);
  define('outerWidth', 1024);
  define('outerHeight', 768);
  define('isSecureContext', true);
  define('addEventListener', (t, f, o) =>
    winTarget.addEventListener(t, f, typeof o === 'boolean' ? { capture: o } : o),
  );
  define('removeEventListener', (t, f, o) => winTarget.removeEventListener(t, f, o));
  define('dispatchEvent', (e) => {
    const r = winTarget.dispatchEvent(e);
    const h = globalThis['on' + e.type];
    if (typeof h === 'function') guard(() => h.call(globalThis, e));
    return r;
  });
  define('postMessage', (data) =>
    setImmediate(() => {
      const e = new MessageEvent('message', { data: structuredClone(data) });
      for (const [k, v] of [
        ['source', globalThis],
        ['origin', page.base.origin],
      ])
        Object.defineProperty(e, k, { value: v });
      globalThis.dispatchEvent(e);
    }),
  );
  define(
    'getComputedStyle',
    (e) =>
      new Proxy(
        {},
        { get: (_, k) => (k === 'getPropertyValue' ? (p) => e.style[p] : (e.style[k] ?? '')) },
      ),
  );
  define('matchMedia', () => ({ matches: false, addEventListener() {}, addListener() {} }));
  define('alert', () => {});
  define('confirm', () => true);
  define('prompt', () => null);
  define('open', () => {
    needs('window.open');
    return null;
  });
  define('close', () => {});
  define('focus', () => {});
  define('scrollTo', () => {});
  define('getSelection', () => null);
  define(
    'Worker',
    class Worker {
      constructor() {
        needs('Worker');
        throw new DOMException('no workers here', 'NotSupportedError');
      }
    },
  );
  define('SharedWorker', globalThis.Worker);
}
