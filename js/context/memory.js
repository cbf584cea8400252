// SPDX-License-Identifier: MIT
// What a context holds: figures, and the list of what is alive. Not part of WebGL.
import { drain } from '../lifetimes.js';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Names of the figures, in the order of gl::ObjectKind (wasm/gl/object.h). */
const OBJECT_KINDS = [
  'buffers',
  'framebuffers',
  'programs',
  'queries',
  'renderbuffers',
  'samplers',
  'shaders',
  'syncs',
  'textures',
  'transformFeedbacks',
  'vertexArrays',
];

/** Stacks of objects that are gone are dropped when there are more than this and twice the living. */
const KEPT_STACKS = 1024;

/** @param {import('../core.js').LiveObject} leak */
function describe({ kind, label, bytes, deleted, stack }) {
  const name = label === '' ? kind : `${kind} '${label}'`;
  const why = deleted ? ', deleted, but another object still uses it' : '';
  return `  ${name}, ${bytes} bytes${why}${stack === undefined ? '' : `\n${stack}`}`;
}

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const memoryMethods = {
  /**
   * Bytes that the context holds, and where; a new object. `live` is the sum of the parts. null for a
   * context that has been destroyed.
   */
  getMemoryInfo() {
    drain();
    const ptr = this._wasm.wasm_ctx_get_memory_info(this._ctx) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPF64;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    const figures = mem.subarray(ptr >>> 3, (ptr + len) >>> 3).values();
    const next = () => /** @type {number} */ (figures.next().value);
    return {
      linearMemory: next(),
      peak: next(),
      live: next(),
      arenas: { small: next(), blob: next(), string: next() },
      upload: next(),
      codeCache: next(),
      objects: Object.fromEntries(
        OBJECT_KINDS.map((kind) => [kind, { count: next(), bytes: next() }]),
      ),
      drawingBuffer: next(),
      scratch: next(),
      context: next(),
      shared: next(),
      module: { live: next(), peak: next() },
    };
  },

  /**
   * The objects that are alive, in no particular order: { kind, label, bytes, deleted } and, if the
   * context was made with `trackAllocations`, the `stack` that created each. Objects that nothing refers
   * to any more are alive until the collector has taken them.
   */
  reportLeaks() {
    drain();
    const ptr = this._wasm.wasm_ctx_get_live_objects(this._ctx) >>> 0;
    if (ptr === 0) return [];
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    /** @type {Array<{ kind: string, handle: number, bytes: number, label: string, deleted: boolean }>} */
    const alive = JSON.parse(UTF8.decode(mem.subarray(ptr, ptr + len)));
    return alive.map(({ kind, handle, bytes, label, deleted }) => {
      const stack = this._stacks.get(handle);
      return { kind, label, bytes, deleted, ...(stack === undefined ? {} : { stack }) };
    });
  },

  /** Throws an Error that lists what is alive, with the list as `leaks`; for the end of a test. */
  assertNoLeaks() {
    const leaks = this.reportLeaks();
    if (leaks.length === 0) return;
    const count = leaks.length === 1 ? '1 object is' : `${leaks.length} objects are`;
    const hint = this._options.trackAllocations
      ? ''
      : '\n(make the context with { trackAllocations: true } to see where they were created)';
    const message = `${count} still alive:\n${leaks.map(describe).join('\n')}${hint}`;
    throw Object.assign(new Error(message), { leaks });
  },

  /**
   * Keeps where an object was created, without the frames of this package's own making.
   * @param {number} handle @param {string} stack  taken in _adopt
   */
  _noteStack(handle, stack) {
    const lines = stack.split('\n');
    const own = lines.findIndex((line) => line.includes('_adopt'));
    this._stacks.set(handle, lines.slice(own + 1).join('\n'));
    if (this._stacks.size <= KEPT_STACKS || this._stacks.size <= 2 * this._keptStacks) return;
    const ptr = this._wasm.wasm_ctx_get_live_objects(this._ctx) >>> 0;
    if (ptr === 0) return;
    const mem = this._wasm.HEAPU8;
    const len = this._wasm.HEAPU32[(ptr - 16) >>> 2];
    /** @type {Array<{ handle: number }>} */
    const alive = JSON.parse(UTF8.decode(mem.subarray(ptr, ptr + len)));
    const handles = new Set(alive.map((object) => object.handle));
    for (const key of this._stacks.keys()) if (!handles.has(key)) this._stacks.delete(key);
    this._keptStacks = this._stacks.size;
  },
};
