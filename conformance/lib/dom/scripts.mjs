// SPDX-License-Identifier: MIT
// Scripts: run as the parser ends them, or when they come into the document; ids become globals.
import vm from 'node:vm';
import { HTMLElement, urlAttr } from './elements.mjs';
import { guard } from './events.mjs';
import { loadEnd, loadStart, needs, page, readUrl, resolve } from './page.mjs';

export class HTMLScriptElement extends HTMLElement {
  get type() {
    return this.getAttribute('type') ?? '';
  }
  set type(v) {
    this.setAttribute('type', v);
  }
  get async() {
    return true;
  }
  set async(v) {}
  attributeSet(k, v) {
    super.attributeSet(k, v);
    if (k === 'src' && !this.parsing && this.isConnected) later(this);
  }
}

Object.defineProperty(HTMLScriptElement.prototype, 'src', urlAttr('src'));
const isJs = (s) =>
  ['', 'text/javascript', 'application/javascript', 'javascript'].includes(
    s.type.trim().toLowerCase(),
  );
export function runScript(s) {
  if (s.ran) return;
  if (s.type === 'module') {
    needs('module script');
    return;
  }
  if (!isJs(s)) return;
  let code, name;
  if (s.hasAttribute('src')) {
    const b = readUrl(s.getAttribute('src'));
    s.ran = true;
    if (!b) {
      page.onError(new Error('no such script: ' + s.getAttribute('src')));
      s.dispatchEvent(new Event('error'));
      return;
    }
    code = b.toString('utf8');
    name = resolve(s.getAttribute('src')).pathname;
  } else {
    code = s.textContent;
    name = page.base.pathname + '#inline';
    if (!code.trim()) return;
    s.ran = true;
  }
  const before = document.currentScript_;
  document.currentScript_ = s;
  guard(() => vm.runInThisContext(code, { filename: name }));
  document.currentScript_ = before;
  if (s.hasAttribute('src')) s.dispatchEvent(new Event('load'));
}

function later(s) {
  if (s.ran || s.queued) return;
  s.queued = true;
  loadStart();
  setImmediate(() => {
    runScript(s);
    loadEnd();
  });
}

export function connected(n) {
  if (n.nodeType !== 1) return;
  if (n.id) named(n);
  if (n.localName === 'script' && !n.parsing) {
    if (n.hasAttribute('src')) later(n);
    else runScript(n);
  }
  if (n.localName === 'iframe') needs('iframe');
  for (const c of n.childNodes) connected(c);
}

/** The window's own names, which no id hides. */
const taken = new Set();
export function takeNames() {
  for (const name of Object.getOwnPropertyNames(globalThis)) taken.add(name);
}

function named(e) {
  const id = e.id;
  if (taken.has(id) || !/^[\w$]+$/.test(id) || Object.getOwnPropertyDescriptor(globalThis, id))
    return;
  Object.defineProperty(globalThis, id, {
    configurable: true,
    enumerable: false,
    get: () => document.getElementById(id) ?? undefined,
    set(v) {
      Object.defineProperty(globalThis, id, {
        value: v,
        writable: true,
        configurable: true,
        enumerable: true,
      });
    },
  });
}
