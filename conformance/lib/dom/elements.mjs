// SPDX-License-Identifier: MIT
// Elements: attributes, classes, style, search, markup in and out.
import { listOf, Node_, Text_, walk } from './nodes.mjs';
import { page, resolve } from './page.mjs';
import { matcher } from './selectors.mjs';
import { esc, RAW, VOID } from './text.mjs';

export class HTMLElement extends Node_ {
  constructor(name) {
    super(1);
    this.localName = name;
    this.attrs = new Map();
    this.style = new Proxy(
      {},
      {
        get: (t, k) =>
          k === 'setProperty'
            ? (a, b) => {
                t[a] = b;
              }
            : k === 'getPropertyValue'
              ? (a) => t[a] ?? ''
              : k === 'removeProperty'
                ? (a) => {
                    delete t[a];
                  }
                : (t[k] ?? ''),
      },
    );
  }
  get tagName() {
    return this.localName.toUpperCase();
  }
  get nodeName() {
    return this.tagName;
  }
  get namespaceURI() {
    return 'http://www.w3.org/1999/xhtml';
  }
  get children() {
    return listOf(this.childNodes.filter((c) => c.nodeType === 1));
  }
  get firstElementChild() {
    return this.children[0] ?? null;
  }
  get nextElementSibling() {
    let n = this.nextSibling;
    while (n && n.nodeType !== 1) n = n.nextSibling;
    return n;
  }
  getAttribute(k) {
    return this.attrs.get(k.toLowerCase()) ?? null;
  }
  hasAttribute(k) {
    return this.attrs.has(k.toLowerCase());
  }
  setAttribute(k, v) {
    k = k.toLowerCase();
    this.attrs.set(k, String(v));
    this.attributeSet(k, String(v));
  }
  removeAttribute(k) {
    this.attrs.delete(k.toLowerCase());
  }
  get attributes() {
    return [...this.attrs].map(([name, value]) => ({ name, value }));
  }
  attributeSet(k, v) {
    if (/^on[a-z]+$/.test(k)) this[k] = new Function('event', v);
  }
  get id() {
    return this.getAttribute('id') ?? '';
  }
  set id(v) {
    this.setAttribute('id', v);
  }
  get className() {
    return this.getAttribute('class') ?? '';
  }
  set className(v) {
    this.setAttribute('class', v);
  }
  get name() {
    return this.getAttribute('name') ?? '';
  }
  set name(v) {
    this.setAttribute('name', v);
  }
  get title() {
    return this.getAttribute('title') ?? '';
  }
  set title(v) {
    this.setAttribute('title', v);
  }
  get classList() {
    const e = this;
    const g = () => e.className.split(/\s+/).filter(Boolean);
    return {
      add: (...c) => {
        e.className = [...new Set([...g(), ...c])].join(' ');
      },
      remove: (...c) => {
        e.className = g()
          .filter((x) => !c.includes(x))
          .join(' ');
      },
      contains: (c) => g().includes(c),
      toggle: (c) => {
        e.className = g().includes(c)
          ? g()
              .filter((x) => x !== c)
              .join(' ')
          : [...g(), c].join(' ');
      },
    };
  }
  get dataset() {
    const e = this;
    return new Proxy(
      {},
      {
        get: (_, k) =>
          e.getAttribute('data-' + String(k).replace(/[A-Z]/g, (c) => '-' + c.toLowerCase())) ??
          undefined,
        set: (_, k, v) => {
          e.setAttribute('data-' + String(k).replace(/[A-Z]/g, (c) => '-' + c.toLowerCase()), v);
          return true;
        },
      },
    );
  }
  get innerHTML() {
    return this.childNodes.map(outer).join('');
  }
  set innerHTML(v) {
    this.childNodes = [];
    v = String(v);
    if (!/[<&]/.test(v)) {
      if (v) this.appendChild(new Text_(v));
      return;
    }
    page.parseInto(v, this);
  }
  get outerHTML() {
    return outer(this);
  }
  get innerText() {
    return this.textContent;
  }
  set innerText(v) {
    this.textContent = v;
  }
  get text() {
    return this.textContent;
  }
  set text(v) {
    this.textContent = v;
  }
  insertAdjacentHTML(w, h) {
    page.parseInto(String(h), this);
  }
  insertAdjacentElement(w, e) {
    return this.appendChild(e);
  }
  getElementsByTagName(t) {
    t = t.toLowerCase();
    return listOf([...walk(this)].filter((e) => t === '*' || e.localName === t));
  }
  getElementsByClassName(c) {
    return listOf([...walk(this)].filter((e) => e.classList.contains(c)));
  }
  querySelector(s) {
    const m = matcher(s);
    for (const e of walk(this)) if (m(e)) return e;
    return null;
  }
  querySelectorAll(s) {
    return listOf([...walk(this)].filter(matcher(s)));
  }
  matches(s) {
    return matcher(s)(this);
  }
  closest(s) {
    const m = matcher(s);
    for (let e = this; e && e.nodeType === 1; e = e.parentNode) if (m(e)) return e;
    return null;
  }
  get offsetWidth() {
    return this.clientWidth;
  }
  get offsetHeight() {
    return this.clientHeight;
  }
  get clientWidth() {
    return parseInt(this.style.width) || this.width || 0;
  }
  get clientHeight() {
    return parseInt(this.style.height) || this.height || 0;
  }
  getBoundingClientRect() {
    const w = this.clientWidth,
      h = this.clientHeight;
    return { x: 0, y: 0, left: 0, top: 0, width: w, height: h, right: w, bottom: h };
  }
  focus() {}
  blur() {}
  scrollIntoView() {}
  click() {
    this.dispatchEvent(new Event('click', { bubbles: true }));
  }
  get sheet() {
    return { insertRule() {}, cssRules: [] };
  }
}

export const outer = (n) =>
  n.nodeType === 3
    ? esc(n.data)
    : n.nodeType === 1
      ? `<${n.localName}${[...n.attrs].map(([k, v]) => ` ${k}="${esc(v)}"`).join('')}>` +
        (VOID.has(n.localName)
          ? ''
          : (RAW.has(n.localName) ? n.textContent : n.innerHTML) + `</${n.localName}>`)
      : '';

export const urlAttr = (k) => ({
  get() {
    const v = this.getAttribute(k);
    return v === null ? '' : safeHref(v);
  },
  set(v) {
    this.setAttribute(k, v);
  },
  configurable: true,
});
const safeHref = (v) => {
  try {
    return resolve(v).href;
  } catch {
    return v;
  }
};

export class HTMLStyleElement extends HTMLElement {}
