// SPDX-License-Identifier: MIT
// Loads the WASM module, once per realm. The Emscripten loader is driven through its instantiateWasm
// hook, so that this file alone decides where the bytes come from: Node reads the file beside the
// package, browsers stream it, hosts with rules of their own pass bytes or a compiled module to init().
import createModule from '../dist/nogpu.mjs';
import { contextLost } from './context/loss.js';

/**
 * The module's exports by their own names, with Emscripten's memory views, which stay fresh when
 * memory grows.
 * @typedef {Record<string, (...args: number[]) => number> & { HEAPU8: Uint8Array, HEAP8: Int8Array,
 *   HEAP16: Int16Array, HEAPU16: Uint16Array, HEAP32: Int32Array, HEAPU32: Uint32Array,
 *   HEAPF32: Float32Array, HEAPF64: Float64Array }} NogpuModule
 */

/**
 * Where the module comes from; without any, the file that ships with the package.
 * @typedef {object} InitOptions
 * @property {WebAssembly.Module | BufferSource | Response | Promise<Response> | URL | string} [wasm]
 * @property {boolean} [interpret]  run shaders in the interpreter, for hosts that forbid run-time
 *   compilation; where compilation turns out to be forbidden this happens by itself
 */

/** @type {NogpuModule | null} */
let instance = null;
/** @type {Promise<NogpuModule> | null} */
let pending = null;

/** The initialised module; throws before init() has finished. @returns {NogpuModule} */
export function getModule() {
  if (instance === null) {
    throw new Error('nogpu is not initialised: await init() from "nogpu/core" first');
  }
  return instance;
}

/**
 * Loads and instantiates the module. Later calls return the first one's result.
 * @param {InitOptions} [options]
 * @returns {Promise<NogpuModule>}
 */
export function init(options = {}) {
  pending ??= compile(options.wasm)
    .then((compiled) => (instance = instantiate(compiled, options.interpret === true)))
    .catch((error) => {
      pending = null;
      throw error;
    });
  return pending;
}

/** @param {InitOptions['wasm']} source @returns {Promise<WebAssembly.Module>} */
async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return WebAssembly.compile(/** @type {BufferSource} */ (source));
  }
  if (typeof source === 'string' || source instanceof URL)
    return compileUrl(new URL(source, import.meta.url));
  if (source !== undefined) return WebAssembly.compileStreaming(/** @type {any} */ (source));
  return compileUrl(new URL('../dist/nogpu.wasm', import.meta.url));
}

/** @param {URL} url @returns {Promise<WebAssembly.Module>} */
async function compileUrl(url) {
  if (url.protocol === 'file:') {
    // Put together, so that bundlers for browsers do not look for it.
    const fileSystem = ['node:fs', 'promises'].join('/');
    const fs = await import(/* webpackIgnore: true */ /* @vite-ignore */ fileSystem);
    const bytes = await fs.readFile(url).catch((/** @type {Error} */ cause) => {
      throw new Error(
        `nogpu: no WebAssembly file at ${url.pathname}; in a bundle, leave nogpu external, copy its ` +
          "dist/nogpu.wasm there, or await init({ wasm }) of 'nogpu/core' instead",
        { cause },
      );
    });
    return WebAssembly.compile(bytes);
  }
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(
      `nogpu: ${url} answered ${response.status}; serve dist/nogpu.wasm there, or await init({ wasm }) ` +
        "of 'nogpu/core' instead",
    );
  // Streaming needs the MIME type application/wasm; servers that send another get the slower way.
  return response.headers.get('content-type')?.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * A module's state belongs to one thread, and nothing in it is atomic: memory that another thread could
 * reach is refused before anything has run in it.
 * @param {WebAssembly.Exports} exports
 */
function refuseSharedMemory(exports) {
  for (const memory of Object.values(exports)) {
    if (!(memory instanceof WebAssembly.Memory)) continue;
    if (memory.buffer instanceof ArrayBuffer) continue;
    throw new TypeError(
      'the module has shared memory: a module belongs to one thread; give every thread its own, ' +
        'made without -pthread',
    );
  }
}

/**
 * @param {WebAssembly.Module} compiled @param {boolean} interpret @returns {NogpuModule}
 */
function instantiate(compiled, interpret) {
  /** @type {WebAssembly.Exports} */
  let exports = {};
  /** What instantiation threw; Emscripten's loader would swallow it. @type {unknown} */
  let failure = null;
  const host = createModule({
    /** @type {(imports: WebAssembly.Imports, done: (i: WebAssembly.Instance) => void) => object} */
    instantiateWasm(imports, done) {
      try {
        const wasm = new WebAssembly.Instance(compiled, imports);
        refuseSharedMemory(wasm.exports);
        exports = wasm.exports;
        done(wasm);
      } catch (error) {
        failure = error;
      }
      return exports;
    },
    hostContextLost: contextLost,
    ...(interpret ? {} : shaderHost(() => exports)),
  });
  if (failure !== null) throw failure;
  return Object.assign(host, exports);
}

/**
 * The two hooks through which the module brings emitted shader code to life: bytes in, an index of the
 * function table out. 0 means that this host compiles nothing at run time.
 * @param {() => WebAssembly.Exports} getExports
 */
function shaderHost(getExports) {
  /** @type {number[]} */
  const free = [];
  const find = (/** @type {Function} */ Class) =>
    Object.values(getExports()).find((value) => value instanceof Class);
  /** @type {Array<Function | null>} what shaders call: the functions that the module was linked with */
  let linked = [];

  /**
   * The module's table as it was linked, a copy for one shader. V8 keeps every instance that has imported
   * a table for as long as the table lives, so that a table shared by all would keep every shader ever
   * compiled. A copy takes some 40 µs.
   * @param {WebAssembly.Table} table
   */
  function copyTable(table) {
    // A loop: pages have been seen to replace Array.from.
    if (linked.length === 0) for (let i = 0; i < table.length; i++) linked.push(table.get(i));
    const copy = new WebAssembly.Table({ element: 'anyfunc', initial: linked.length });
    for (let i = 0; i < linked.length; i++) if (linked[i] !== null) copy.set(i, linked[i]);
    return copy;
  }

  return {
    /** @param {Uint8Array<ArrayBuffer>} bytes @returns {number} */
    hostInstantiate(bytes) {
      const memory = /** @type {WebAssembly.Memory} */ (find(WebAssembly.Memory));
      const table = /** @type {WebAssembly.Table} */ (find(WebAssembly.Table));
      let shader;
      try {
        const env = { memory, __indirect_function_table: copyTable(table) };
        shader = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env });
      } catch (error) {
        // Content security policies and some hosts forbid run-time compilation: the interpreter runs.
        if (error instanceof WebAssembly.CompileError && /disallowed|blocked/i.test(error.message))
          return 0;
        if (error instanceof EvalError) return 0;
        throw error;
      }
      const index = free.pop() ?? table.grow(1);
      table.set(index, shader.exports.run);
      return index;
    },
    /** @param {number} index */
    hostRelease(index) {
      const table = /** @type {WebAssembly.Table} */ (find(WebAssembly.Table));
      table.set(index, null);
      free.push(index);
    },
  };
}
