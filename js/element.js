// SPDX-License-Identifier: MIT
// What libraries ask of any element, a canvas first of all: listeners, attributes, a place in a tree, a
// style. There is no layout and no input: sizes are those that the style gives, else the parent's or the
// window's; focus and pointer capture are let pass.
import { descendants, parseSelectors } from './selectors.js';
import { Style } from './style.js';

/**
 * @param {unknown} length  of a style
 * @param {() => number | undefined} around  what percentages are of
 * @returns {number | undefined} in whole pixels, if it is a length that needs no layout
 */
function pixels(length, around) {
  const parts = /^\s*(\d*\.?\d+)(px|%|vw|vh)?\s*$/.exec(`${length ?? ''}`);
  if (parts === null) return undefined;
  const [number, unit] = [Number(parts[1]), parts[2]];
  if (unit === undefined) return number === 0 ? 0 : undefined;
  if (unit === 'px') return Math.round(number);
  const { innerWidth, innerHeight } = globalThis;
  const whole = unit === '%' ? around() : unit === 'vw' ? innerWidth : innerHeight;
  return whole === undefined ? undefined : Math.round((number / 100) * whole);
}

export class HTMLElement extends EventTarget {
  /** @type {Map<string, string>} */
  #attributes = new Map();
  /** @type {any[]} */
  #children = [];
  /** @type {any} */
  #parent = null;
  #tagName;

  /** @param {string} [tagName] */
  constructor(tagName = 'div') {
    super();
    this.#tagName = tagName;
    this.style = new Style();
    this.dataset = {};
    this.textContent = '';
  }

  get tagName() {
    return this.#tagName.toUpperCase();
  }
  get nodeName() {
    return this.tagName;
  }
  get localName() {
    return this.#tagName.toLowerCase();
  }
  get nodeType() {
    return 1;
  }
  get ownerDocument() {
    return typeof document === 'undefined' ? null : document;
  }
  get isConnected() {
    return this.getRootNode() === this.ownerDocument;
  }

  get id() {
    return this.getAttribute('id') ?? '';
  }
  set id(value) {
    this.setAttribute('id', value);
  }
  get className() {
    return this.getAttribute('class') ?? '';
  }
  set className(value) {
    this.setAttribute('class', value);
  }
  get classList() {
    const names = () => new Set(this.className.split(/\s+/).filter(Boolean));
    const change = (/** @type {(set: Set<string>) => void} */ edit) => {
      const set = names();
      edit(set);
      this.className = [...set].join(' ');
    };
    return {
      add: (/** @type {string[]} */ ...list) => change((set) => list.forEach((n) => set.add(n))),
      remove: (/** @type {string[]} */ ...list) =>
        change((set) => list.forEach((n) => set.delete(n))),
      contains: (/** @type {string} */ name) => names().has(name),
      toggle: (/** @type {string} */ name, on = !names().has(name)) =>
        change((set) => void (on ? set.add(name) : set.delete(name))),
    };
  }

  /** @param {string} name @param {any} value */
  setAttribute(name, value) {
    this.#attributes.set(String(name).toLowerCase(), String(value));
    if (String(name).toLowerCase() === 'style') this.style.cssText = String(value);
  }
  /** @param {string} name */
  getAttribute(name) {
    return this.#attributes.get(String(name).toLowerCase()) ?? null;
  }
  /** @param {string} name */
  hasAttribute(name) {
    return this.#attributes.has(String(name).toLowerCase());
  }
  /** @param {string} name */
  removeAttribute(name) {
    this.#attributes.delete(String(name).toLowerCase());
  }

  get parentNode() {
    return this.#parent;
  }
  get parentElement() {
    return this.#parent;
  }
  get children() {
    return this.#children;
  }
  get childNodes() {
    return this.#children;
  }
  get firstChild() {
    return this.#children[0] ?? null;
  }
  get lastChild() {
    return this.#children.at(-1) ?? null;
  }
  getRootNode() {
    /** @type {any} */
    let root = this;
    while (root.parentNode) root = root.parentNode;
    return root;
  }
  /** @param {any} node @param {any} before */
  insertBefore(node, before) {
    node.remove?.();
    const at = this.#children.indexOf(before);
    this.#children.splice(at < 0 ? this.#children.length : at, 0, node);
    if (node instanceof HTMLElement) node.#parent = this;
    return node;
  }
  /** @param {any} node */
  appendChild(node) {
    return this.insertBefore(node, null);
  }
  /** @param {any[]} nodes */
  append(...nodes) {
    for (const node of nodes) this.insertBefore(node, null);
  }
  /** @param {any[]} nodes */
  prepend(...nodes) {
    for (const node of nodes.reverse()) this.insertBefore(node, this.firstChild);
  }
  /** @param {any} node */
  removeChild(node) {
    const at = this.#children.indexOf(node);
    if (at >= 0) this.#children.splice(at, 1);
    if (node instanceof HTMLElement) node.#parent = null;
    return node;
  }
  remove() {
    this.#parent?.removeChild(this);
  }
  /** @param {any} node */
  isSameNode(node) {
    return node === this;
  }
  /** @param {any} node */
  contains(node) {
    for (let n = node; n; n = n.parentNode) if (n === this) return true;
    return false;
  }
  /** @param {string} selectors */
  matches(selectors) {
    return parseSelectors(selectors)(this);
  }
  /** @param {string} selectors */
  closest(selectors) {
    const test = parseSelectors(selectors);
    for (let e = /** @type {any} */ (this); e; e = e.parentNode) if (test(e)) return e;
    return null;
  }
  /** @param {string} selectors */
  querySelector(selectors) {
    const test = parseSelectors(selectors);
    for (const element of descendants(this)) if (test(element)) return element;
    return null;
  }
  /** @param {string} selectors */
  querySelectorAll(selectors) {
    return [...descendants(this)].filter(parseSelectors(selectors));
  }
  /** @param {string} name */
  getElementsByTagName(name) {
    const wanted = `${name}`.toLowerCase();
    return [...descendants(this)].filter((e) => wanted === '*' || e.localName === wanted);
  }
  /** @param {string} names */
  getElementsByClassName(names) {
    const wanted = `${names}`.split(/\s+/).filter(Boolean);
    return [...descendants(this)].filter((e) => wanted.every((n) => e.classList.contains(n)));
  }

  get clientWidth() {
    return this.#clientSize('width', 'clientWidth') ?? globalThis.innerWidth ?? 0;
  }
  get clientHeight() {
    return this.#clientSize('height', 'clientHeight') ?? globalThis.innerHeight ?? 0;
  }
  /** @param {'width' | 'height'} name @param {'clientWidth' | 'clientHeight'} client */
  #clientSize(name, client) {
    const around = () => /** @type {number | undefined} */ (this.#parent?.[client]);
    return pixels(/** @type {any} */ (this.style)[name], around) ?? this._ownSize(name) ?? around();
  }
  /**
   * The size that it has without a style; undefined: the parent's.
   * @param {'width' | 'height'} _name
   * @returns {number | undefined}
   */
  _ownSize(_name) {
    return undefined;
  }
  get offsetWidth() {
    return this.clientWidth;
  }
  get offsetHeight() {
    return this.clientHeight;
  }
  get clientLeft() {
    return 0;
  }
  get clientTop() {
    return 0;
  }
  get offsetLeft() {
    return 0;
  }
  get offsetTop() {
    return 0;
  }
  getBoundingClientRect() {
    const [width, height] = [this.clientWidth, this.clientHeight];
    const rect = { x: 0, y: 0, left: 0, top: 0, right: width, bottom: height, width, height };
    return { ...rect, toJSON: () => rect };
  }
  getClientRects() {
    return [this.getBoundingClientRect()];
  }

  focus() {}
  blur() {}
  setPointerCapture() {}
  releasePointerCapture() {}
  hasPointerCapture() {
    return false;
  }
}
