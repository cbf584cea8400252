// SPDX-License-Identifier: MIT
// ShaderInspector: a pair of shaders in, every stage of their compilation out, without a context. The
// module's side is an Embind class behind a smart pointer; this is its face.
import { getModule } from './module.js';
import { Uncloneable } from './objects.js';

/** @typedef {'vertex' | 'fragment'} Stage */

/** Give it back with dispose() or `using`; one that is collected gives itself back. */
export class ShaderInspector extends Uncloneable {
  /** @type {any} */
  #handle;
  /** @type {any} */
  #stages;

  /** @param {string} vertexSource @param {string} fragmentSource  ESSL 3.00 or 1.00, both alike */
  constructor(vertexSource, fragmentSource) {
    super();
    if (arguments.length < 2) {
      throw new TypeError('ShaderInspector: give the vertex source and the fragment source');
    }
    const module = /** @type {any} */ (getModule());
    this.#stages = module.ShaderStage;
    this.#handle = new module.ShaderInspector(`${vertexSource}`, `${fragmentSource}`);
  }

  /** Whether both shaders compiled and linked. */
  get ok() {
    return this.#live().ok;
  }

  /** The info logs of both shaders and of the link; empty if there is nothing to say. */
  get infoLog() {
    return this.#live().infoLog();
  }

  /**
   * What the compiler has to say about a shader, in order of appearance.
   * @param {Stage} stage
   * @returns {Array<{ severity: 'error' | 'warning' | 'note', line: number, column: number,
   *   token: string, message: string }>}
   */
  diagnostics(stage) {
    return JSON.parse(this.#live().diagnostics(this.#stage(stage)));
  }

  /** Attributes, uniforms, blocks, samplers and outputs of the linked pair. */
  reflection() {
    return JSON.parse(this.#linked().reflection());
  }

  /** The optimised intermediate representation, as text. @param {Stage} stage */
  ir(stage) {
    return this.#linked().ir(this.#stage(stage));
  }

  /** The emitted module as WebAssembly text. @param {Stage} stage */
  wat(stage) {
    return this.#linked().wat(this.#stage(stage));
  }

  /** The emitted module's bytes. @param {Stage} stage @returns {Uint8Array} */
  wasm(stage) {
    return this.#linked().wasm(this.#stage(stage));
  }

  /** GLSL ES 3.00 regenerated from the intermediate representation. @param {Stage} stage */
  glsl(stage) {
    return this.#linked().glsl(this.#stage(stage));
  }

  /** Gives the memory back; the object cannot be used afterwards. */
  dispose() {
    this.#handle?.delete();
    this.#handle = null;
  }

  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.dispose();
  }

  #live() {
    if (this.#handle === null) throw new Error('this ShaderInspector has been disposed of');
    return this.#handle;
  }

  #linked() {
    const handle = this.#live();
    if (!handle.ok) throw new Error(`the shaders did not link:\n${handle.infoLog()}`);
    return handle;
  }

  /** @param {Stage} stage */
  #stage(stage) {
    if (stage !== 'vertex' && stage !== 'fragment') {
      throw new TypeError(`stage is '${String(stage)}': use 'vertex' or 'fragment'`);
    }
    return this.#stages[stage];
  }
}
