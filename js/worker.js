// SPDX-License-Identifier: MIT
// The browser's Worker over Node's worker threads, as far as libraries use it: a module's URL (file:, data:
// or blob:), messages both ways, errors, terminate. The thread has self, postMessage and the image classes.

/** Runs in the thread, as a script; workerData names the module to run and js/images.js. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const events = new EventTarget();
const bind = (name) => events[name].bind(events);
Object.assign(globalThis, {
  self: globalThis,
  onmessage: null,
  location: new URL('http://localhost/'),
  postMessage: (message, transfer) => parentPort.postMessage(message, transfer),
  addEventListener: bind('addEventListener'),
  removeEventListener: bind('removeEventListener'),
  WorkerGlobalScope: class WorkerGlobalScope {
    static [Symbol.hasInstance](value) {
      return value === globalThis;
    }
  },
});
globalThis.navigator ??= { userAgent: 'nogpu' };
const early = [];
let deliver = (data) => early.push(data);
parentPort.on('message', (data) => deliver(data));
import(workerData.images)
  .then(({ ImageBitmap, ImageData, createImageBitmap }) => {
    Object.assign(globalThis, { ImageBitmap, ImageData, createImageBitmap });
    return import(workerData.url);
  })
  .then(() => {
    deliver = (data) => {
      const event = new MessageEvent('message', { data });
      globalThis.onmessage?.(event);
      events.dispatchEvent(event);
    };
    early.forEach(deliver);
  });
`;

/** @param {string} name @returns {any} a module of Node's; undefined in other hosts */
const builtin = (name) => /** @type {any} */ (globalThis).process?.getBuiltinModule?.(name);

export const canMakeWorkers = builtin('node:worker_threads') !== undefined;

export class Worker extends EventTarget {
  /** @type {((event: Event) => void) | null} */
  onmessage = null;
  /** @type {((event: Event) => void) | null} */
  onerror = null;
  /** @type {Promise<any>} */
  #thread;

  /** @param {string | URL} url of an ES module */
  constructor(url) {
    super();
    const address = String(url);
    // At once: applications revoke a blob's URL when the constructor has returned.
    const blob = address.startsWith('blob:')
      ? builtin('node:buffer').resolveObjectURL(address)
      : undefined;
    this.#thread = this.#start(address, blob);
    this.#thread.catch((error) => this.#fail(error));
  }

  /** @param {string} address @param {Blob | undefined} blob */
  async #start(address, blob) {
    const text = await blob?.text();
    const url = text === undefined ? address : `data:text/javascript,${encodeURIComponent(text)}`;
    const images = new URL('./images.js', import.meta.url).href;
    const thread = new (builtin('node:worker_threads').Worker)(THREAD, {
      eval: true,
      workerData: { url, images },
    });
    thread.on('message', (/** @type {any} */ data) =>
      this.#fire(new MessageEvent('message', { data })),
    );
    thread.on('error', (/** @type {Error} */ error) => this.#fail(error));
    return thread;
  }
  /** @param {Error} error */
  #fail(error) {
    this.#fire(Object.assign(new Event('error'), { error, message: error.message }));
  }
  /** @param {Event} event */
  #fire(event) {
    if (event.type === 'message') this.onmessage?.(event);
    else this.onerror?.(event);
    this.dispatchEvent(event);
  }

  /** @param {any} message @param {any} [transfer] */
  postMessage(message, transfer) {
    this.#thread.then(
      (thread) => thread.postMessage(message, transfer),
      () => {},
    );
  }
  terminate() {
    this.#thread.then(
      (thread) => thread.terminate(),
      () => {},
    );
  }
}
