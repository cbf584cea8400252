// SPDX-License-Identifier: MIT
// The HTML parser: scripts run as they end; document.write goes in at the running script's place.
import { createElement } from './create-element.mjs';
import { Text_ } from './nodes.mjs';
import { runScript } from './scripts.mjs';
import { decode, RAW, VOID } from './text.mjs';

/** Scripts that run after the document. */
export const deferred = [];

export class Parser {
  constructor(text, into, scripts) {
    this.s = text;
    this.i = 0;
    this.stack = [into];
    this.scripts = scripts;
    this.blocked = null;
  }
  get top() {
    return this.stack.at(-1);
  }
  /** Several writes by one script keep their order: each goes in after what was written before. */
  insert(text) {
    if (this.mark_ === undefined || this.markAt_ !== this.i) {
      this.markAt_ = this.i;
      this.mark_ = this.i;
    }
    this.s = this.s.slice(0, this.mark_) + text + this.s.slice(this.mark_);
    this.mark_ += text.length;
  }
  run() {
    while (this.i < this.s.length) {
      const lt = this.s.indexOf('<', this.i);
      if (lt !== this.i) {
        const t = this.s.slice(this.i, lt < 0 ? this.s.length : lt);
        this.i = lt < 0 ? this.s.length : lt;
        this.text(decode(t));
        continue;
      }
      if (this.s.startsWith('<!--', lt)) {
        const e = this.s.indexOf('-->', lt + 4);
        this.i = e < 0 ? this.s.length : e + 3;
        continue;
      }
      if (this.s[lt + 1] === '!' || this.s[lt + 1] === '?') {
        const e = this.s.indexOf('>', lt);
        this.i = e < 0 ? this.s.length : e + 1;
        continue;
      }
      const m = /^<(\/?)([a-zA-Z][\w:-]*)/.exec(this.s.slice(lt, lt + 80));
      if (!m) {
        this.text('<');
        this.i = lt + 1;
        continue;
      }
      const name = m[2].toLowerCase();
      let j = lt + m[0].length;
      const attrs = [];
      for (;;) {
        const r = /[\s/]*([^\s=>/]+)?(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y;
        r.lastIndex = j;
        const a = r.exec(this.s);
        if (!a || !a[1]) {
          j = r.lastIndex || j;
          break;
        }
        attrs.push([a[1], decode(a[2] ?? a[3] ?? a[4] ?? '')]);
        j = r.lastIndex;
      }
      while (j < this.s.length && this.s[j] !== '>') j++;
      this.i = j + 1;
      if (m[1]) {
        this.close(name);
        continue;
      }
      this.open(name, attrs, this.s[j - 1] === '/');
      if (this.blocked) return;
    }
  }
  text(t) {
    const p = this.top;
    if (p === document || ((p.localName === 'html' || p.localName === 'head') && !t.trim())) {
      if (t.trim()) {
        this.body();
        this.text(t);
      }
      return;
    }
    const l = p.lastChild;
    if (l && l.nodeType === 3) l.data += t;
    else p.appendChild(new Text_(t));
  }
  body() {
    if (!this.scripts || this.stack.length > 2) return;
    if (this.stack.length === 1) this.stack.push(document.documentElement);
    if (!document.body_) {
      document.body_ = createElement('body');
      document.documentElement.appendChild(document.body_);
    }
    this.stack.push(document.body_);
  }
  close(name) {
    if (name === 'body' || name === 'html') return;
    for (let k = this.stack.length - 1; k > 0; k--)
      if (this.stack[k].localName === name) {
        this.stack.length = k;
        return;
      }
  }
  open(name, attrs, selfClosed) {
    const put = (e) => {
      for (const [k, v] of attrs) if (!e.hasAttribute(k)) e.setAttribute(k, v);
      return e;
    };
    if (this.scripts) {
      if (name === 'html') {
        put(document.documentElement);
        if (this.stack.length === 1) this.stack.push(document.documentElement);
        return;
      }
      if (name === 'head') {
        if (this.stack.length === 1) this.stack.push(document.documentElement);
        put(document.head);
        this.stack.push(document.head);
        return;
      }
      if (name === 'body') {
        this.stack.length = 1;
        this.stack.push(document.documentElement);
        if (!document.body_) {
          document.body_ = createElement('body');
          document.documentElement.appendChild(document.body_);
        }
        put(document.body_);
        this.stack.push(document.body_);
        const h = document.body_.getAttribute('onload');
        if (h) {
          document.body_.onload = null;
          globalThis.onload = new Function('event', h);
        }
        return;
      }
      const headish = /^(script|link|meta|style|title|base)$/.test(name);
      if (this.stack.length === 1) this.stack.push(document.documentElement);
      if (this.top === document.documentElement) {
        if (headish && !document.body_) this.stack.push(document.head);
        else this.body();
      } else if (this.top === document.head && !headish) {
        this.stack.pop();
        this.body();
      }
    }
    if (name === 'p' || name === 'li') {
      if (this.top.localName === name) this.stack.pop();
    }
    const e = createElement(name);
    e.parsing = true;
    for (const [k, v] of attrs) e.setAttribute(k, v);
    let raw = null;
    if (RAW.has(name)) {
      const r = new RegExp('</' + name + '[\\s>]', 'ig');
      r.lastIndex = this.i;
      const x = r.exec(this.s);
      raw = this.s.slice(this.i, x ? x.index : this.s.length);
      const gt = x ? this.s.indexOf('>', x.index) : -1;
      this.i = gt < 0 ? this.s.length : gt + 1;
      if (raw)
        e.appendChild(new Text_(name === 'title' || name === 'textarea' ? decode(raw) : raw));
    }
    this.top.appendChild(e);
    if (raw !== null) {
      if (name === 'script') {
        if (this.scripts && !e.hasAttribute('defer')) {
          if (this.nested && e.hasAttribute('src')) {
            this.blocked = e;
            return;
          }
          const was = document.parser_;
          document.parser_ = this;
          runScript(e);
          document.parser_ = was;
        } else if (this.scripts) deferred.push(e);
        else e.ran = true;
      }
      e.parsing = false;
      return;
    }
    e.parsing = false;
    if (!VOID.has(name) && !(selfClosed && name !== 'canvas' && name !== 'div' && name !== 'span'))
      this.stack.push(e);
  }
}
