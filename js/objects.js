// SPDX-License-Identifier: MIT
// The WebGL interface objects: a handle and a context, nothing else. What they stand for lives in the
// module; a handle is an index and a generation, never an address.
//
// Who keeps what alive: the module holds one "name" reference per object until its delete* or until
// its wrapper is collected (js/lifetimes.js). Whatever is bound or attached is referenced inside the
// module and outlives both.

const token = Symbol('nogpu');
const encoder = new TextEncoder();

/**
 * Base of what structured clone must refuse with a DataCloneError, as it refuses WebGL's platform
 * objects in browsers: a copy in another thread would stand for nothing. Of JavaScript's own objects
 * only those with internal slots are refused, and a WeakRef is the lightest of these. Prototype chains
 * show nothing of it.
 */
export const Uncloneable = /** @type {new () => object} */ (
  /** @type {unknown} */ (
    function Uncloneable() {
      return Reflect.construct(WeakRef, [Uncloneable], new.target);
    }
  )
);
Object.defineProperty(Uncloneable, 'prototype', { value: Object.prototype });

/**
 * Whether the package made this object: Object.create(WebGLBuffer.prototype), look-alikes and proxies
 * are none of its.
 * @type {(value: any) => boolean}
 */
export let isGenuine;

/** The same for WebGLUniformLocation. @type {(value: any) => boolean} */
export let isGenuineLocation;

/** Base of all handle-carrying interfaces. */
export class WebGLObject extends Uncloneable {
  #made = true;
  static {
    isGenuine = (value) => typeof value === 'object' && value !== null && #made in value;
  }
  /** @param {symbol} key @param {object} context @param {number} handle */
  constructor(key, context, handle) {
    if (key !== token) throw new TypeError('Illegal constructor');
    super();
    Object.defineProperty(this, '_context', { value: context });
    Object.defineProperty(this, '_handle', { value: handle });
    // The module's context that the handle is of; after a loss and a restoration there is another.
    Object.defineProperty(this, '_ctx', { value: /** @type {any} */ (context)._ctx });
    Object.defineProperty(this, '_label', { value: '', writable: true });
  }
  /** A name for people, shown in messages and leak reports; the module keeps its first 256 bytes. */
  get label() {
    return /** @type {any} */ (this)._label;
  }
  set label(value) {
    const self = /** @type {any} */ (this);
    self._label = `${value}`;
    const { _wasm: wasm, _ctx: ctx, _upload: upload, _uploadBytes: bytes } = self._context;
    const area = wasm.HEAPU8.subarray(upload, upload + bytes);
    const { written } = encoder.encodeInto(self._label, area);
    wasm.wasm_ctx_set_label(ctx, self._handle, upload, written);
  }
}

export class WebGLBuffer extends WebGLObject {}
export class WebGLFramebuffer extends WebGLObject {}
export class WebGLProgram extends WebGLObject {}
export class WebGLQuery extends WebGLObject {}
export class WebGLRenderbuffer extends WebGLObject {}
export class WebGLSampler extends WebGLObject {}
export class WebGLShader extends WebGLObject {}
export class WebGLSync extends WebGLObject {}
export class WebGLTexture extends WebGLObject {}
export class WebGLTransformFeedback extends WebGLObject {}
export class WebGLVertexArrayObject extends WebGLObject {}

/**
 * A uniform's place in one link of one program. It keeps the program no more alive than a number would:
 * once the program is gone or linked anew, its use is INVALID_OPERATION.
 */
export class WebGLUniformLocation extends Uncloneable {
  #made = true;
  static {
    isGenuineLocation = (value) => typeof value === 'object' && value !== null && #made in value;
  }
  /** @param {symbol} key @param {object} context @param {number} program @param {number} link @param {number} index */
  constructor(key, context, program, link, index) {
    if (key !== token) throw new TypeError('Illegal constructor');
    super();
    Object.defineProperty(this, '_context', { value: context });
    Object.defineProperty(this, '_program', { value: program });
    Object.defineProperty(this, '_link', { value: link });
    Object.defineProperty(this, '_index', { value: index });
  }
}

/** What getActiveAttrib, getActiveUniform and getTransformFeedbackVarying return. */
export class WebGLActiveInfo {
  /** @param {symbol} key @param {string} name @param {number} size @param {number} type */
  constructor(key, name, size, type) {
    if (key !== token) throw new TypeError('Illegal constructor');
    this.#name = name;
    this.#size = size;
    this.#type = type;
  }
  #name;
  #size;
  #type;
  get size() {
    return this.#size;
  }
  get type() {
    return this.#type;
  }
  get name() {
    return this.#name;
  }
}

/** What getShaderPrecisionFormat returns. */
export class WebGLShaderPrecisionFormat {
  /** @param {symbol} key @param {number} rangeMin @param {number} rangeMax @param {number} precision */
  constructor(key, rangeMin, rangeMax, precision) {
    if (key !== token) throw new TypeError('Illegal constructor');
    this.#rangeMin = rangeMin;
    this.#rangeMax = rangeMax;
    this.#precision = precision;
  }
  #rangeMin;
  #rangeMax;
  #precision;
  get rangeMin() {
    return this.#rangeMin;
  }
  get rangeMax() {
    return this.#rangeMax;
  }
  get precision() {
    return this.#precision;
  }
}

/** Fired at a canvas when its context is lost, restored or cannot be made. */
export class WebGLContextEvent extends Event {
  /** @param {string} type @param {EventInit & { statusMessage?: string }} [init] */
  constructor(type, init = {}) {
    if (arguments.length === 0) throw new TypeError('WebGLContextEvent: 1 argument required');
    super(type, init);
    this.#statusMessage = String(init?.statusMessage ?? '');
  }
  #statusMessage;
  get statusMessage() {
    return this.#statusMessage;
  }
}

/**
 * Interfaces by the kind numbers of wasm/gl/object.h.
 * @type {ReadonlyArray<typeof WebGLObject | undefined>}
 */
export const interfaceByKind = [
  undefined,
  WebGLBuffer,
  WebGLFramebuffer,
  WebGLProgram,
  WebGLQuery,
  WebGLRenderbuffer,
  WebGLSampler,
  WebGLShader,
  WebGLSync,
  WebGLTexture,
  WebGLTransformFeedback,
  WebGLVertexArrayObject,
];

/** `using`: the context's delete* for the object; nothing if that has gone already. */
for (const [Interface, deleteName] of /** @type {const} */ ([
  [WebGLBuffer, 'deleteBuffer'],
  [WebGLFramebuffer, 'deleteFramebuffer'],
  [WebGLProgram, 'deleteProgram'],
  [WebGLQuery, 'deleteQuery'],
  [WebGLRenderbuffer, 'deleteRenderbuffer'],
  [WebGLSampler, 'deleteSampler'],
  [WebGLShader, 'deleteShader'],
  [WebGLSync, 'deleteSync'],
  [WebGLTexture, 'deleteTexture'],
  [WebGLTransformFeedback, 'deleteTransformFeedback'],
  [WebGLVertexArrayObject, '_deleteVertexArray'],
])) {
  Object.defineProperty(Interface.prototype, Symbol.dispose ?? Symbol.for('Symbol.dispose'), {
    value() {
      // Objects from before a loss or a destroy() are not among the names any more.
      if (this._context._names.wrappers.has(this._handle)) this._context[deleteName](this);
    },
    configurable: true,
    writable: true,
  });
}

/** WebIDL attributes are enumerable, class accessors are not. @param {Function} Interface @param {string[]} names */
export function enumerateAttributes(Interface, names) {
  for (const name of names) Object.defineProperty(Interface.prototype, name, { enumerable: true });
}
enumerateAttributes(WebGLObject, ['label']);
enumerateAttributes(WebGLActiveInfo, ['size', 'type', 'name']);
enumerateAttributes(WebGLShaderPrecisionFormat, ['rangeMin', 'rangeMax', 'precision']);
enumerateAttributes(WebGLContextEvent, ['statusMessage']);

/** Passed as first argument by the package itself; its absence makes constructors illegal. */
export const constructionKey = token;

// Libraries look at Object.prototype.toString, `[object WebGLRenderbuffer]`, and messages at names. Both
// are written out: bundlers rename classes.
for (const [name, Interface] of Object.entries({
  WebGLActiveInfo,
  WebGLBuffer,
  WebGLContextEvent,
  WebGLFramebuffer,
  WebGLObject,
  WebGLProgram,
  WebGLQuery,
  WebGLRenderbuffer,
  WebGLSampler,
  WebGLShader,
  WebGLShaderPrecisionFormat,
  WebGLSync,
  WebGLTexture,
  WebGLTransformFeedback,
  WebGLUniformLocation,
  WebGLVertexArrayObject,
})) {
  Object.defineProperty(Interface, 'name', { value: name, configurable: true });
  Object.defineProperty(Interface.prototype, Symbol.toStringTag, {
    value: name,
    configurable: true,
  });
}
