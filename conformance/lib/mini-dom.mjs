// SPDX-License-Identifier: MIT
// A small DOM for the conformance pages in plain Node: parse-time script execution (external and inline,
// document.write, scripts appended later), elements by id/tag/class/simple selectors, events, XHR/fetch on the
// checkout, canvas elements, a minimal 2D context, ImageData/ImageBitmap, PNG/JPEG images where a decoder is there.
// Everything lives in the process's own realm (globalThis is the window): full speed, one page per process.
// What a page asks for beyond this is noted by needs(reason), so that the runner can count it as "needs DOM".
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { GL1, GL2, withConstants } from './gl-constants.mjs';
import {
  Canvas2D,
  encodePNG,
  ImageDataShim,
  pixelsOf,
  PIXELS,
  parseColor,
} from './mini-canvas.mjs';

const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'noscript']);
const ENT = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
const decode = (s) =>
  s.includes('&')
    ? s.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (m, e) =>
        e[0] === '#'
          ? String.fromCodePoint(
              e[1] === 'x' || e[1] === 'X' ? parseInt(e.slice(2), 16) : +e.slice(1),
            )
          : (ENT[e] ?? m),
      )
    : s;
const esc = (s) => String(s).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export function installDom({ root, page, search, adapter, decoders, onError, needs, note }) {
  const win = globalThis;
  const origin = 'http://127.0.0.1';
  const base = new URL(`${origin}/${page}${search}`);
  const define = (k, v) =>
    Object.defineProperty(win, k, {
      value: v,
      writable: true,
      configurable: true,
      enumerable: false,
    });
  let pendingLoads = 0;
  const loadStart = () => {
    pendingLoads++;
  };
  const loadEnd = () => {
    pendingLoads--;
  };

  const resolve = (u) => new URL(u, base);
  const readUrl = (u) => {
    const x = resolve(String(u));
    if (x.protocol === 'data:') {
      const m = /^data:([^,]*?)(;base64)?,(.*)$/s.exec(x.href);
      return Buffer.from(decodeURIComponent(m[3]), m[2] ? 'base64' : 'latin1');
    }
    if (x.protocol === 'blob:') return blobs.get(x.href) ?? null;
    if (x.hostname !== '127.0.0.1' && x.hostname !== 'localhost') {
      needs('network');
      return null;
    }
    if (x.hostname === 'localhost') needs('cross-origin');
    const f = path.resolve(root, '.' + decodeURIComponent(x.pathname));
    if (!f.startsWith(root) || !fs.existsSync(f) || !fs.statSync(f).isFile()) return null;
    return fs.readFileSync(f);
  };
  const blobs = new Map();

  // ---- events
  class Target extends EventTarget {
    dispatchEvent(e) {
      const ok = super.dispatchEvent(e);
      const h = this['on' + e.type];
      if (typeof h === 'function')
        guard(() => {
          if (h.call(this, e) === false) e.preventDefault();
        });
      if (e.bubbles && this.parentNode && !e.cancelBubble)
        this.parentNode.dispatchEvent(new e.constructor(e.type, e));
      return ok && !e.defaultPrevented;
    }
    addEventListener(t, f, o) {
      super.addEventListener(t, f, typeof o === 'boolean' ? { capture: o } : (o ?? undefined));
    }
  }
  const guard = (f) => {
    try {
      return f();
    } catch (e) {
      reportError_(e);
    }
  };
  function reportError_(e) {
    onError(e);
    const h = win.onerror;
    if (typeof h === 'function') {
      try {
        h.call(win, String((e && e.message) || e), '', 0, 0, e);
      } catch {}
    }
  }

  // ---- nodes
  class Node_ extends Target {
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
      if (this.isConnected) connected(n);
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
      const c = this.nodeType === 3 ? new Text_(this.data) : createElement(this.localName);
      if (this.attrs) for (const [k, v] of this.attrs) c.setAttribute(k, v);
      if (deep) for (const k of this.childNodes) c.appendChild(k.cloneNode(true));
      return c;
    }
  }
  class Text_ extends Node_ {
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
  class Fragment_ extends Node_ {
    constructor() {
      super(11);
    }
  }
  const walk = function* (n) {
    for (const c of n.childNodes)
      if (c.nodeType === 1) {
        yield c;
        yield* walk(c);
      }
  };
  const listOf = (a) => {
    a.item = (i) => a[i] ?? null;
    return a;
  };
  const matcher = (sel) => {
    const alts = sel.split(',').map((s) =>
      s
        .trim()
        .split(/\s*>\s*|\s+/)
        .map((part) => {
          const m = [...part.matchAll(/([#.]?)([\w*-]+)|\[([\w-]+)(?:=["']?([^\]"']*)["']?)?\]/g)];
          return (e) =>
            m.every((x) =>
              x[3]
                ? x[4] === undefined
                  ? e.hasAttribute(x[3])
                  : e.getAttribute(x[3]) === x[4]
                : x[1] === '#'
                  ? e.id === x[2]
                  : x[1] === '.'
                    ? e.classList.contains(x[2])
                    : x[2] === '*' || e.localName === x[2].toLowerCase(),
            );
        }),
    );
    return (e) =>
      alts.some((chain) => {
        let i = chain.length - 1;
        if (!chain[i](e)) return false;
        for (let p = e.parentNode; i > 0 && p && p.nodeType === 1; p = p.parentNode)
          if (chain[i - 1](p)) i--;
        return i === 0;
      });
  };

  class HTMLElement extends Node_ {
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
      new Parser(v, this, false).run();
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
      new Parser(String(h), this, false).run();
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
  const outer = (n) =>
    n.nodeType === 3
      ? esc(n.data)
      : n.nodeType === 1
        ? `<${n.localName}${[...n.attrs].map(([k, v]) => ` ${k}="${esc(v)}"`).join('')}>` +
          (VOID.has(n.localName)
            ? ''
            : (RAW.has(n.localName) ? n.textContent : n.innerHTML) + `</${n.localName}>`)
        : '';

  const urlAttr = (k) => ({
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

  class HTMLScriptElement extends HTMLElement {
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
  function runScript(s) {
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
        onError(new Error('no such script: ' + s.getAttribute('src')));
        s.dispatchEvent(new Event('error'));
        return;
      }
      code = b.toString('utf8');
      name = resolve(s.getAttribute('src')).pathname;
    } else {
      code = s.textContent;
      name = base.pathname + '#inline';
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
  function connected(n) {
    if (n.nodeType !== 1) return;
    if (n.id) named(n);
    if (n.localName === 'script' && !n.parsing) {
      if (n.hasAttribute('src')) later(n);
      else runScript(n);
    }
    if (n.localName === 'iframe') needs('iframe');
    for (const c of n.childNodes) connected(c);
  }
  const taken = new Set(Object.getOwnPropertyNames(win));
  function named(e) {
    const id = e.id;
    if (taken.has(id) || !/^[\w$]+$/.test(id) || Object.getOwnPropertyDescriptor(win, id)) return;
    Object.defineProperty(win, id, {
      configurable: true,
      enumerable: false,
      get: () => document.getElementById(id) ?? undefined,
      set(v) {
        Object.defineProperty(win, id, {
          value: v,
          writable: true,
          configurable: true,
          enumerable: true,
        });
      },
    });
  }

  // ---- canvas
  const dim = (v, d) => {
    const n = typeof v === 'string' ? parseInt(v, 10) : Number(v);
    return Number.isFinite(n) && n >= 0 ? Math.floor(n) >>> 0 : d;
  };
  const VERSIONS = { webgl2: 2, webgl: 1, 'experimental-webgl': 1 };
  // Canvases whose pictures a browser would show at the end of a frame.
  const shown = new Set();
  const present = () => {
    for (const ref of shown) {
      const canvas = ref.deref();
      if (canvas === undefined) shown.delete(ref);
      else if (canvas.isConnected) adapter.present?.(canvas.gl_);
    }
  };
  const canvasMixin = (C) =>
    class extends C {
      contextFor(type, attrs) {
        type = String(type);
        if (type === '2d') {
          if (this.gl_) return null;
          return (this.c2d_ ??= new Canvas2D(this, needs));
        }
        const version = VERSIONS[type];
        if (version !== undefined) {
          if (this.c2d_ || this.other_ || (this.gl_ && this.version_ !== version)) return null;
          if (!this.gl_ && !this.glFailed_) {
            this.version_ = version;
            const gl = adapter.createContextSync(version, this.width, this.height, attrs ?? {}, {
              canvas: this,
              node: true,
              offscreen: !(this instanceof HTMLCanvasElement),
            });
            if (gl) {
              this.gl_ = gl;
              shown.add(new WeakRef(this));
              if (gl.canvas !== this)
                try {
                  Object.defineProperty(gl, 'canvas', { value: this, configurable: true });
                } catch {}
            } else {
              this.glFailed_ = true;
              const e = new WebGLContextEvent('webglcontextcreationerror');
              this.dispatchEvent(e);
              this.glFailed_ = false;
            }
          }
          return this.gl_ ?? null;
        }
        if (type === 'bitmaprenderer') {
          needs('bitmaprenderer');
          this.other_ = true;
          return { transferFromImageBitmap() {}, canvas: this };
        }
        return null;
      }
      resized_() {
        if (this.gl_) adapter.resize?.(this.gl_, this.width, this.height);
        else if (this.c2d_) this.c2d_.reset_();
      }
      [PIXELS]() {
        if (this.gl_) return glPixels(this.gl_, this.width, this.height);
        if (this.c2d_) return { width: this.width, height: this.height, data: this.c2d_.data_ };
        return {
          width: this.width,
          height: this.height,
          data: new Uint8ClampedArray(this.width * this.height * 4),
        };
      }
    };
  function glPixels(gl, w, h) {
    if (adapter.readDrawingBuffer)
      return { width: w, height: h, data: adapter.readDrawingBuffer(gl, w, h) };
    const was = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING),
      pbo = gl.getParameter(gl.PIXEL_PACK_BUFFER_BINDING);
    const keep = [
      gl.PACK_ALIGNMENT,
      gl.PACK_ROW_LENGTH,
      gl.PACK_SKIP_PIXELS,
      gl.PACK_SKIP_ROWS,
    ].map((p) => [p, gl.getParameter(p)]);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    gl.pixelStorei(gl.PACK_ALIGNMENT, 4);
    for (const [p] of keep.slice(1)) gl.pixelStorei(p, 0);
    const up = new Uint8Array(w * h * 4),
      data = new Uint8ClampedArray(w * h * 4);
    gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, up);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, was);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, pbo);
    for (const [p, v] of keep) gl.pixelStorei(p, v);
    const a = gl.getContextAttributes?.() ?? {};
    for (let y = 0; y < h; y++)
      data.set(up.subarray((h - 1 - y) * w * 4, (h - y) * w * 4), y * w * 4);
    for (let i = 0; i < data.length; i += 4) {
      const al = data[i + 3];
      if (a.alpha === false) data[i + 3] = 255;
      else if (a.premultipliedAlpha !== false && al && al < 255)
        for (let c = 0; c < 3; c++)
          data[i + c] = Math.min(255, Math.round((data[i + c] * 255) / al));
    }
    return { width: w, height: h, data };
  }
  class HTMLCanvasElement extends canvasMixin(HTMLElement) {
    get width() {
      return dim(this.getAttribute('width') ?? 300, 300);
    }
    set width(v) {
      this.setAttribute('width', dim(v, 300));
    }
    get height() {
      return dim(this.getAttribute('height') ?? 150, 150);
    }
    set height(v) {
      this.setAttribute('height', dim(v, 150));
    }
    attributeSet(k, v) {
      super.attributeSet(k, v);
      if (k === 'width' || k === 'height') this.resized_();
    }
    getContext(t, a) {
      return this.contextFor(t, a);
    }
    toDataURL(type) {
      if (type && type !== 'image/png') needs('toDataURL ' + type);
      return 'data:image/png;base64,' + Buffer.from(encodePNG(pixelsOf(this))).toString('base64');
    }
    toBlob(cb) {
      const b = new Blob([encodePNG(pixelsOf(this))], { type: 'image/png' });
      setImmediate(() => guard(() => cb(b)));
    }
    captureStream() {
      needs('captureStream');
      return {};
    }
    transferControlToOffscreen() {
      const o = new OffscreenCanvas(this.width, this.height);
      o.placeholder_ = this;
      return o;
    }
  }
  class OffscreenCanvas extends canvasMixin(Target) {
    constructor(w, h) {
      super();
      this.w_ = dim(w, 0);
      this.h_ = dim(h, 0);
    }
    get width() {
      return this.w_;
    }
    set width(v) {
      this.w_ = dim(v, 0);
      this.resized_();
    }
    get height() {
      return this.h_;
    }
    set height(v) {
      this.h_ = dim(v, 0);
      this.resized_();
    }
    getContext(t, a) {
      return this.contextFor(t, a);
    }
    transferToImageBitmap() {
      return new ImageBitmap(KEY, pixelsOf(this));
    }
    async convertToBlob() {
      return new Blob([encodePNG(pixelsOf(this))], { type: 'image/png' });
    }
  }
  const KEY = Symbol('own');
  class ImageBitmap {
    constructor(k, p) {
      if (k !== KEY) throw new TypeError('Illegal constructor');
      this.p_ = {
        width: p.width,
        height: p.height,
        data: p.data.slice(),
        premultiplied: p.premultiplied,
      };
    }
    get width() {
      return this.p_ ? this.p_.width : 0;
    }
    get height() {
      return this.p_ ? this.p_.height : 0;
    }
    close() {
      this.p_ = null;
    }
    [PIXELS]() {
      return this.p_;
    }
  }
  async function createImageBitmap(src, ...rest) {
    let o = rest.length === 1 || rest.length === 5 ? (rest.at(-1) ?? {}) : {};
    if (src instanceof Blob) {
      const im = decodeImage(Buffer.from(await src.arrayBuffer()));
      if (!im) throw new DOMException('cannot decode', 'InvalidStateError');
      src = im;
    }
    const p = src.data && src.width ? src : pixelsOf(src);
    if (!p) {
      needs('createImageBitmap source');
      throw new DOMException('no pixels', 'InvalidStateError');
    }
    const [sx, sy, sw, sh] = rest.length >= 4 ? rest : [0, 0, p.width, p.height];
    const data = new Uint8ClampedArray(sw * sh * 4);
    for (let y = 0; y < sh; y++)
      for (let x = 0; x < sw; x++) {
        const X = sx + x,
          Y = sy + (o.imageOrientation === 'flipY' ? sh - 1 - y : y);
        if (X < 0 || Y < 0 || X >= p.width || Y >= p.height) continue;
        for (let c = 0; c < 4; c++) data[(y * sw + x) * 4 + c] = p.data[(Y * p.width + X) * 4 + c];
      }
    const premultiplied = o.premultiplyAlpha !== 'none';
    return new ImageBitmap(KEY, { width: sw, height: sh, data, premultiplied });
  }

  // ---- images and media
  function decodeImage(buf) {
    try {
      if (buf[0] === 0x89 && buf[1] === 0x50 && decoders.png) return decoders.png(buf);
      if (buf[0] === 0xff && buf[1] === 0xd8 && decoders.jpeg) return decoders.jpeg(buf);
    } catch (e) {
      return null;
    }
    needs('image decoding');
    return null;
  }
  class HTMLImageElement extends HTMLElement {
    constructor() {
      super('img');
      this.complete = true;
      this.p_ = null;
    }
    get width() {
      return dim(this.getAttribute('width') ?? this.p_?.width ?? 0, 0);
    }
    set width(v) {
      this.setAttribute('width', v);
    }
    get height() {
      return dim(this.getAttribute('height') ?? this.p_?.height ?? 0, 0);
    }
    set height(v) {
      this.setAttribute('height', v);
    }
    get naturalWidth() {
      return this.p_?.width ?? 0;
    }
    get naturalHeight() {
      return this.p_?.height ?? 0;
    }
    get crossOrigin() {
      return this.getAttribute('crossorigin');
    }
    set crossOrigin(v) {
      this.setAttribute('crossorigin', v);
    }
    attributeSet(k, v) {
      super.attributeSet(k, v);
      if (k === 'src') this.load_(v);
    }
    load_(v) {
      this.complete = false;
      loadStart();
      const n = (this.n_ = (this.n_ || 0) + 1);
      needs('image', true);
      setImmediate(() => {
        if (n !== this.n_) return loadEnd();
        let b = null;
        try {
          b = readUrl(v);
        } catch {}
        const im = b && decodeImage(b);
        this.complete = true;
        this.p_ = im;
        this.dispatchEvent(new Event(im ? 'load' : 'error'));
        loadEnd();
      });
    }
    async decode() {
      while (!this.complete) await new Promise((r) => setTimeout(r, 1));
      if (!this.p_) throw new DOMException('no image', 'EncodingError');
    }
    [PIXELS]() {
      return this.p_;
    }
  }
  Object.defineProperty(HTMLImageElement.prototype, 'src', urlAttr('src'));
  class HTMLVideoElement extends HTMLElement {
    constructor() {
      super('video');
      this.readyState = 0;
      this.currentTime = 0;
      this.paused = true;
      this.videoWidth = 0;
      this.videoHeight = 0;
      needs('video');
    }
    canPlayType() {
      return '';
    }
    play() {
      return Promise.reject(new DOMException('no video', 'NotSupportedError'));
    }
    pause() {}
    load() {}
  }
  Object.defineProperty(HTMLVideoElement.prototype, 'src', urlAttr('src'));
  class HTMLIFrameElement extends HTMLElement {
    constructor() {
      super('iframe');
      needs('iframe');
    }
  }
  class HTMLStyleElement extends HTMLElement {}
  const CLASSES = { script: HTMLScriptElement, canvas: HTMLCanvasElement, style: HTMLStyleElement };
  const SPECIAL = { img: HTMLImageElement, video: HTMLVideoElement, iframe: HTMLIFrameElement };
  function createElement(name) {
    name = String(name).toLowerCase();
    if (SPECIAL[name]) return new SPECIAL[name]();
    if (name === 'svg' || name === 'audio' || name === 'object') needs(name + ' element');
    return new (CLASSES[name] ?? HTMLElement)(name);
  }

  // ---- parser: scripts run as they end; document.write goes in at the running script's place
  class Parser {
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
    insert(text) {
      this.s = this.s.slice(0, this.i) + text + this.s.slice(this.i);
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
            win.onload = new Function('event', h);
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
      if (
        !VOID.has(name) &&
        !(selfClosed && name !== 'canvas' && name !== 'div' && name !== 'span')
      )
        this.stack.push(e);
    }
  }
  const deferred = [];

  class Document_ extends HTMLElement {
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
      return win;
    }
    get location() {
      return win.location;
    }
    get URL() {
      return base.href;
    }
    get documentURI() {
      return base.href;
    }
    get baseURI() {
      return base.href;
    }
    get domain() {
      return base.hostname;
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
  // several writes by one script keep their order: insert after what was written before
  const insert0 = Parser.prototype.insert;
  Parser.prototype.insert = function (text) {
    if (this.mark_ === undefined || this.markAt_ !== this.i) {
      this.markAt_ = this.i;
      this.mark_ = this.i;
    }
    this.s = this.s.slice(0, this.mark_) + text + this.s.slice(this.mark_);
    this.mark_ += text.length;
  };

  const document = new Document_();
  document.documentElement = createElement('html');
  document.childNodes.push(document.documentElement);
  document.documentElement.parentNode = document;
  document.head_ = createElement('head');
  document.documentElement.appendChild(document.head_);

  // ---- window
  const winTarget = new EventTarget();
  define('window', win);
  define('self', win);
  define('top', win);
  define('frames', win);
  define('opener', null);
  define('document', document);
  define('location', {
    href: base.href,
    protocol: base.protocol,
    host: base.host,
    hostname: base.hostname,
    port: '',
    pathname: base.pathname,
    search: base.search,
    hash: '',
    origin: base.origin,
    toString: () => base.href,
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
    const h = win['on' + e.type];
    if (typeof h === 'function') guard(() => h.call(win, e));
    return r;
  });
  define('postMessage', (data) =>
    setImmediate(() => {
      const e = new MessageEvent('message', { data: structuredClone(data) });
      for (const [k, v] of [
        ['source', win],
        ['origin', base.origin],
      ])
        Object.defineProperty(e, k, { value: v });
      win.dispatchEvent(e);
    }),
  );
  const rafs = new Map();
  let rafId = 0,
    rafTimer = null;
  define('requestAnimationFrame', (f) => {
    rafs.set(++rafId, f);
    rafTimer ??= setTimeout(() => {
      rafTimer = null;
      const now = [...rafs.values()];
      rafs.clear();
      for (const g of now) guard(() => g(performance.now()));
      present();
    }, 5);
    return rafId;
  });
  define('cancelAnimationFrame', (id) => {
    rafs.delete(id);
  });
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
  const timers = { setTimeout, setInterval };
  for (const k of ['setTimeout', 'setInterval'])
    define(k, (f, ms, ...a) => {
      const t = timers[k](
        () => guard(() => (typeof f === 'function' ? f(...a) : vm.runInThisContext(String(f)))),
        Number(ms) || 0,
      );
      const id = t[Symbol.toPrimitive]();
      return id;
    });
  define(
    'Worker',
    class Worker {
      constructor() {
        needs('Worker');
        throw new DOMException('no workers here', 'NotSupportedError');
      }
    },
  );
  define('SharedWorker', win.Worker);
  for (const [k, v] of Object.entries({
    Node: Node_,
    Element: HTMLElement,
    HTMLElement,
    HTMLScriptElement,
    HTMLStyleElement,
    HTMLCanvasElement,
    HTMLImageElement,
    HTMLVideoElement,
    HTMLIFrameElement,
    Text: Text_,
    Document: Document_,
    HTMLDocument: Document_,
    DocumentFragment: Fragment_,
    OffscreenCanvas,
    ImageBitmap,
    createImageBitmap,
    ImageData: ImageDataShim,
    CanvasRenderingContext2D: Canvas2D,
    OffscreenCanvasRenderingContext2D: Canvas2D,
  }))
    define(k, v);
  define('Image', function Image(w, h) {
    const i = new HTMLImageElement();
    if (w !== undefined) i.width = w;
    if (h !== undefined) i.height = h;
    return i;
  });
  for (const k of ['UIEvent', 'MouseEvent', 'KeyboardEvent', 'ErrorEvent', 'ProgressEvent'])
    if (!win[k]) define(k, class extends Event {});
  if (!win.WebGLContextEvent)
    define(
      'WebGLContextEvent',
      class WebGLContextEvent extends Event {
        constructor(t, i) {
          super(t, i);
          this.statusMessage = i?.statusMessage ?? '';
        }
      },
    );
  for (const [k, v] of Object.entries(adapter.globals ?? {})) define(k, v);
  // the interface objects that pages look up by name, where the adapter has none
  for (const k of [
    'WebGLRenderingContext',
    'WebGL2RenderingContext',
    'WebGLObject',
    'WebGLBuffer',
    'WebGLTexture',
    'WebGLProgram',
    'WebGLShader',
    'WebGLFramebuffer',
    'WebGLRenderbuffer',
    'WebGLUniformLocation',
    'WebGLActiveInfo',
    'WebGLShaderPrecisionFormat',
    'WebGLQuery',
    'WebGLSampler',
    'WebGLSync',
    'WebGLTransformFeedback',
    'WebGLVertexArrayObject',
  ])
    if (!win[k])
      define(
        k,
        {
          [k]: class {
            constructor() {
              throw new TypeError('Illegal constructor');
            }
          },
        }[k],
      );
  withConstants(win.WebGLRenderingContext, GL1);
  withConstants(win.WebGL2RenderingContext, GL2);
  const createURL = URL.createObjectURL,
    revoke = URL.revokeObjectURL;
  URL.createObjectURL = (b) => {
    const u = `blob:${origin}/${blobs.size}`;
    const p = b.arrayBuffer();
    blobs.set(u, null);
    loadStart();
    p.then((a) => {
      blobs.set(u, Buffer.from(a));
      loadEnd();
    });
    return u;
  };
  URL.revokeObjectURL = () => {};
  define('fetch', async (u) => {
    const b = readUrl((u && u.url) || u);
    return new Response(b ?? 'not found', { status: b ? 200 : 404 });
  });
  define(
    'XMLHttpRequest',
    class XMLHttpRequest extends Target {
      constructor() {
        super();
        this.readyState = 0;
        this.status = 0;
        this.responseType = '';
        this.response = null;
      }
      open(m, u, async = true) {
        this.u_ = u;
        this.async_ = async;
        this.readyState = 1;
      }
      overrideMimeType() {}
      setRequestHeader() {}
      abort() {}
      getResponseHeader() {
        return null;
      }
      getAllResponseHeaders() {
        return '';
      }
      send() {
        const go = () => {
          const b = readUrl(this.u_);
          this.readyState = 4;
          this.status = b ? 200 : 404;
          this.statusText = b ? 'OK' : 'Not Found';
          if (b) {
            this.responseURL = resolve(this.u_).href;
            if (this.responseType === 'arraybuffer')
              this.response = b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength);
            else if (this.responseType === 'blob') this.response = new Blob([b]);
            else if (this.responseType === 'json') this.response = JSON.parse(b.toString('utf8'));
            else this.response = this.responseText = b.toString('utf8');
          } else this.responseText = '';
          this.dispatchEvent(new Event('readystatechange'));
          this.dispatchEvent(new Event(b ? 'load' : 'error'));
          this.dispatchEvent(new Event('loadend'));
        };
        if (this.async_) {
          loadStart();
          setImmediate(() => {
            go();
            loadEnd();
          });
        } else go();
      }
    },
  );

  return {
    document,
    async load() {
      const html = readUrl(base.pathname).toString('utf8');
      const p = new Parser(html, document, true);
      document.parser_ = null;
      p.run();
      document.parser_ = null;
      if (!document.body_) {
        document.body_ = createElement('body');
        document.documentElement.appendChild(document.body_);
      }
      for (const s of deferred) runScript(s);
      document.readyState = 'interactive';
      document.dispatchEvent(new Event('DOMContentLoaded'));
      win.dispatchEvent(new Event('DOMContentLoaded'));
      while (pendingLoads > 0) await new Promise((r) => timers.setTimeout(r, 1));
      document.readyState = 'complete';
      win.dispatchEvent(new Event('load'));
    },
    reportError: reportError_,
  };
}
