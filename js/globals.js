// SPDX-License-Identifier: MIT
// nogpu/globals: the browser's globals that WebGL libraries look for, defined where the host lacks them
// (Node has no window, document, Image, …). Nothing of it is a DOM: elements have a style, children and
// listeners, canvases draw, images decode PNG; the rest is silent. What exists already stays.
import { Canvas } from './canvas.js';
import { setCanvas2D } from './canvas-2d.js';
import * as nogpu from './core.js';
import { HTMLElement } from './element.js';
import { withFiles } from './files.js';
import {
  createImageBitmap,
  HTMLImageElement,
  ImageBitmap,
  ImageData,
  registerImageDecoder,
} from './images.js';
import { descendants } from './selectors.js';
import { canMakeWorkers, Worker } from './worker.js';

export { registerImageDecoder };

const host = /** @type {any} */ (globalThis);

/** @param {string} name @param {any} value */
function define(name, value) {
  if (name in host && host[name] !== undefined) return;
  Object.defineProperty(host, name, { value, writable: true, configurable: true });
}

/**
 * Gives canvases of this package 2D contexts: those of the canvases that `create` makes, whose interface becomes the
 * host's CanvasRenderingContext2D where it has none.
 * @param {(width: number, height: number) => import('./canvas-2d.js').Canvas2D} create  such as createCanvas of
 *   \@napi-rs/canvas or canvas
 * @throws {TypeError} if it is no function, or its canvases have no 2D context
 */
export function registerCanvas2D(create) {
  if (typeof create !== 'function')
    throw new TypeError('registerCanvas2D: give a function (width, height) => canvas');
  const pen = create(1, 1)?.getContext?.('2d');
  if (!pen) throw new TypeError("registerCanvas2D: what it makes has no getContext('2d')");
  setCanvas2D(create);
  define('CanvasRenderingContext2D', pen.constructor);
}

class Document extends HTMLElement {
  documentElement = new HTMLElement('html');
  head = new HTMLElement('head');
  body = new HTMLElement('body');
  hidden = false;
  visibilityState = 'visible';
  readyState = 'complete';
  currentScript = null;
  pointerLockElement = null;
  fullscreenElement = null;
  activeElement = null;
  constructor() {
    super('#document');
    this.documentElement.append(this.head, this.body);
    this.head.append(new HTMLElement('script')); // a page's programs have one
    this.append(this.documentElement);
  }
  get defaultView() {
    return host;
  }
  get baseURI() {
    return host.location.href;
  }
  /** @param {string} name */
  createElement(name) {
    switch (`${name}`.toLowerCase()) {
      case 'canvas':
        return new Canvas(300, 150);
      case 'img':
        return new HTMLImageElement();
      default:
        return new HTMLElement(`${name}`);
    }
  }
  /** @param {string | null} _namespace @param {string} name */
  createElementNS(_namespace, name) {
    return this.createElement(name);
  }
  /** @param {string} text */
  createTextNode(text) {
    return Object.assign(new HTMLElement('#text'), { textContent: `${text}` });
  }
  createDocumentFragment() {
    return new HTMLElement('#document-fragment');
  }
  /** @param {string} id */
  getElementById(id) {
    for (const element of descendants(this)) if (element.id === `${id}`) return element;
    return null;
  }
  hasFocus() {
    return true;
  }
}

/** Observers of what never changes here: they tell once, when they begin, as browsers' do. */
class Observer {
  #callback;
  /** @param {(entries: object[], observer: object) => void} callback */
  constructor(callback) {
    this.#callback = callback;
  }
  /** @param {any} target */
  observe(target) {
    const contentRect = target.getBoundingClientRect?.();
    if (contentRect === undefined) return;
    const size = [{ inlineSize: contentRect.width, blockSize: contentRect.height }];
    const entry = {
      target,
      contentRect,
      boundingClientRect: contentRect,
      borderBoxSize: size,
      contentBoxSize: size,
      devicePixelContentBoxSize: size,
      isIntersecting: true,
      intersectionRatio: 1,
    };
    queueMicrotask(() => this.#callback([entry], this));
  }
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

class ProgressEvent extends Event {
  /** @param {string} type @param {any} [init] */
  constructor(type, init = {}) {
    super(type, init);
    const { lengthComputable = false, loaded = 0, total = 0 } = init;
    Object.assign(this, { lengthComputable, loaded, total });
  }
}

const FRAME_MS = 1000 / 60;
const windowEvents = new EventTarget();
const location = new URL('http://localhost/');

for (const [name, value] of Object.entries(nogpu)) if (/^WebGL/.test(name)) define(name, value);
for (const [name, value] of Object.entries({
  self: host,
  window: host,
  HTMLElement,
  HTMLCanvasElement: Canvas,
  HTMLImageElement,
  HTMLVideoElement: class HTMLVideoElement extends HTMLElement {},
  SVGElement: class SVGElement extends HTMLElement {},
  Image: HTMLImageElement,
  ImageBitmap,
  ImageData,
  createImageBitmap,
  Element: HTMLElement,
  Node: HTMLElement,
  ResizeObserver: class ResizeObserver extends Observer {},
  IntersectionObserver: class IntersectionObserver extends Observer {},
  MutationObserver: class MutationObserver extends Observer {
    observe() {}
  },
  ProgressEvent,
  navigator: {
    userAgent: 'nogpu',
    platform: '',
    language: 'en',
    languages: ['en'],
    maxTouchPoints: 0,
  },
  location,
  screen: { width: 1024, height: 768, orientation: new EventTarget() },
  innerWidth: 1024,
  innerHeight: 768,
  devicePixelRatio: 1,
  requestAnimationFrame: (/** @type {(time: number) => void} */ callback) =>
    Number(setTimeout(() => callback(performance.now()), FRAME_MS)),
  cancelAnimationFrame: (/** @type {number} */ id) => clearTimeout(id),
  getComputedStyle: (/** @type {any} */ element) => element.style,
  matchMedia: (/** @type {string} */ media) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      addListener() {},
      removeListener() {},
    }),
  addEventListener: windowEvents.addEventListener.bind(windowEvents),
  removeEventListener: windowEvents.removeEventListener.bind(windowEvents),
  dispatchEvent: windowEvents.dispatchEvent.bind(windowEvents),
})) {
  define(name, value);
}
define('document', new Document());
// The one thing of the host's that is not left as it is.
if (typeof host.fetch === 'function') host.fetch = withFiles(host.fetch);
if (canMakeWorkers) define('Worker', Worker);

// Only now: modules that are imported after this one are evaluated while it waits.
await nogpu.init();
