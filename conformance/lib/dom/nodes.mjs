// SPDX-License-Identifier: MIT
// The tree: nodes, text, fragments.
import { Target } from './events.mjs';
import { page } from './page.mjs';

export class Node_ extends Target {
  constructor(type) {
    super();
    this.nodeType = type;
    this.childNodes = [];
    this.parentNode = null;
  }
  get parentElement() {
    return this.parentNode && this.parentNode.nodeType === 1 ? this.parentNode : null;
  }
  get ownerDocument() {
    return document;
  }
  get isConnected() {
    for (let n = this; n; n = n.parentNode) if (n === document) return true;
    return false;
  }
  get firstChild() {
    return this.childNodes[0] ?? null;
  }
  get lastChild() {
    return this.childNodes.at(-1) ?? null;
  }
  get nextSibling() {
    const p = this.parentNode;
    return p ? (p.childNodes[p.childNodes.indexOf(this) + 1] ?? null) : null;
  }
  get previousSibling() {
    const p = this.parentNode;
    return p ? (p.childNodes[p.childNodes.indexOf(this) - 1] ?? null) : null;
  }
  hasChildNodes() {
    return this.childNodes.length > 0;
  }
  contains(n) {
    for (; n; n = n.parentNode) if (n === this) return true;
    return false;
  }
  appendChild(n) {
    return this.insertBefore(n, null);
  }
  append(...ns) {
    for (const n of ns) this.appendChild(typeof n === 'string' ? new Text_(n) : n);
  }
  prepend(...ns) {
    const f = this.firstChild;
    for (const n of ns) this.insertBefore(typeof n === 'string' ? new Text_(n) : n, f);
  }
  insertBefore(n, ref) {
    if (n.nodeType === 11) {
      for (const c of n.childNodes.slice()) this.insertBefore(c, ref);
      return n;
    }
    n.parentNode?.removeChild(n);
    if (ref) this.childNodes.splice(this.childNodes.indexOf(ref), 0, n);
    else this.childNodes.push(n);
    n.parentNode = this;
    if (this.isConnected) page.connected(n);
    return n;
  }
  removeChild(n) {
    const i = this.childNodes.indexOf(n);
    if (i < 0) throw new DOMException('not a child', 'NotFoundError');
    this.childNodes.splice(i, 1);
    n.parentNode = null;
    return n;
  }
  replaceChild(n, old) {
    this.insertBefore(n, old);
    this.removeChild(old);
    return old;
  }
  replaceChildren(...ns) {
    for (const c of this.childNodes.slice()) this.removeChild(c);
    this.append(...ns);
  }
  remove() {
    this.parentNode?.removeChild(this);
  }
  get textContent() {
    return this.childNodes.map((c) => (c.nodeType === 8 ? '' : c.textContent)).join('');
  }
  set textContent(v) {
    this.childNodes = [];
    if (v !== '' && v != null) this.appendChild(new Text_(String(v)));
  }
  cloneNode(deep) {
    const c = this.nodeType === 3 ? new Text_(this.data) : page.createElement(this.localName);
    if (this.attrs) for (const [k, v] of this.attrs) c.setAttribute(k, v);
    if (deep) for (const k of this.childNodes) c.appendChild(k.cloneNode(true));
    return c;
  }
}

export class Text_ extends Node_ {
  constructor(d) {
    super(3);
    this.data = d;
  }
  get nodeName() {
    return '#text';
  }
  get textContent() {
    return this.data;
  }
  set textContent(v) {
    this.data = String(v);
  }
  get nodeValue() {
    return this.data;
  }
  set nodeValue(v) {
    this.data = String(v);
  }
  get wholeText() {
    return this.data;
  }
}

export class Fragment_ extends Node_ {
  constructor() {
    super(11);
  }
}

export const walk = function* (n) {
  for (const c of n.childNodes)
    if (c.nodeType === 1) {
      yield c;
      yield* walk(c);
    }
};
export const listOf = (a) => {
  a.item = (i) => a[i] ?? null;
  return a;
};
