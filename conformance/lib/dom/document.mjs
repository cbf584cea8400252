// SPDX-License-Identifier: MIT
// The document, with document.write.
import { createElement } from './create-element.mjs';
import { define } from './define.mjs';
import { HTMLElement, outer } from './elements.mjs';
import { Fragment_, listOf, Text_, walk } from './nodes.mjs';
import { needs, page } from './page.mjs';
import { Parser } from './parser.mjs';

export class Document_ extends HTMLElement {
  constructor() {
    super('#document');
    this.nodeType = 9;
    this.readyState = 'loading';
    this.body_ = null;
    this.cookie = '';
    this.hidden = false;
    this.visibilityState = 'visible';
    this.compatMode = 'CSS1Compat';
    this.characterSet = 'UTF-8';
  }
  get head() {
    return this.head_;
  }
  get body() {
    return this.body_;
  }
  get defaultView() {
    return globalThis;
  }
  get location() {
    return globalThis.location;
  }
  get URL() {
    return page.base.href;
  }
  get documentURI() {
    return page.base.href;
  }
  get baseURI() {
    return page.base.href;
  }
  get domain() {
    return page.base.hostname;
  }
  get referrer() {
    return '';
  }
  get currentScript() {
    return this.currentScript_ ?? null;
  }
  get scripts() {
    return this.getElementsByTagName('script');
  }
  get images() {
    return this.getElementsByTagName('img');
  }
  get styleSheets() {
    return [];
  }
  get title() {
    return this.querySelector('title')?.textContent ?? '';
  }
  set title(v) {}
  get activeElement() {
    return this.body_;
  }
  get isConnected() {
    return true;
  }
  getElementById(id) {
    for (const e of walk(this)) if (e.attrs.get('id') === id) return e;
    return null;
  }
  getElementsByName(n) {
    return listOf([...walk(this)].filter((e) => e.getAttribute('name') === n));
  }
  createElement(n) {
    return createElement(n);
  }
  createElementNS(_, n) {
    return createElement(n);
  }
  createTextNode(t) {
    return new Text_(String(t));
  }
  createComment() {
    return new Text_('');
  }
  createDocumentFragment() {
    return new Fragment_();
  }
  createEvent() {
    return {
      initEvent(t) {
        this.type = t;
      },
    };
  }
  importNode(n, d) {
    return n.cloneNode(d);
  }
  hasFocus() {
    return true;
  }
  execCommand() {
    return false;
  }
  write(...t) {
    const p = this.parser_;
    const text = t.join('');
    if (!p) {
      needs('document.write after load');
      return;
    }
    const sub = new Parser(text, this.body_ ?? this.head_, true);
    sub.stack = p.stack.slice();
    sub.nested = true;
    sub.run();
    // an external script blocks: it and what is left go to the outer parser, behind the running script
    if (sub.blocked) {
      const e = sub.blocked;
      p.queue_ ??= '';
      p.insert('');
      e.remove();
      p.insert(outer(e) + sub.s.slice(sub.i));
      p.written_ = true;
    }
  }
  writeln(...t) {
    this.write(...t, '\n');
  }
  open() {
    return this;
  }
  close() {}
}

/** An empty document with its root and head, as globalThis.document. */
export function createDocument() {
  const document = new Document_();
  define('document', document);
  document.documentElement = createElement('html');
  document.childNodes.push(document.documentElement);
  document.documentElement.parentNode = document;
  document.head_ = createElement('head');
  document.documentElement.appendChild(document.head_);
  return document;
}
