// SPDX-License-Identifier: MIT
// The WebGL2RenderingContext class, put together: one file per API group mixes its methods in, every
// method of the standard that no group has throws and names itself.
import { constants } from '../constants.js';
import { methodNames } from '../method-names.js';
import { constructionKey, interfaceByKind } from '../objects.js';
import { checkSize } from '../size.js';
import { FOREIGN_HANDLE, requireArguments } from '../webidl.js';
import { groups } from './groups.js';

/**
 * Wrappers that the collector takes release their name reference; the callback is a task of its own,
 * never inside another call. If the object has been wrapped again meanwhile, the new wrapper holds the
 * name.
 * @type {FinalizationRegistry<{ wasm: any, ctx: number, handle: number, wrappers: Map<number, WeakRef<object>>, self: { ref: WeakRef<object> | null } }>}
 */
const collectedObjects = new FinalizationRegistry(({ wasm, ctx, handle, wrappers, self }) => {
  if (wrappers.get(handle) !== self.ref) return;
  wrappers.delete(handle);
  wasm.wasm_ctx_release(ctx, handle);
});

/** @type {FinalizationRegistry<{ wasm: any, ctx: number }>} */
const collectedContexts = new FinalizationRegistry(({ wasm, ctx }) => {
  wasm.wasm_destroy_context(ctx);
});

export class WebGL2RenderingContext {
  /**
   * @param {symbol} key @param {any} wasm @param {number} ctx
   * @param {object | null} canvas @param {object} attributes
   */
  constructor(key, wasm, ctx, canvas, attributes) {
    if (key !== constructionKey) throw new TypeError('Illegal constructor');
    const hidden = {
      _wasm: wasm,
      _ctx: ctx,
      _canvas: canvas,
      _attributes: attributes,
      // Wrappers by handle; weak, so that only what the application holds stays.
      _wrappers: new Map(),
      _upload: wasm.wasm_ctx_upload_area(ctx) >>> 0,
      _uploadBytes: wasm.wasm_ctx_upload_bytes(ctx) >>> 0,
      _extensions: new Map(),
      // While lost by WEBGL_lose_context: may restoreContext undo it?
      _loss: null,
    };
    for (const [name, value] of Object.entries(hidden)) {
      Object.defineProperty(this, name, { value, writable: true });
    }
    collectedContexts.register(this, { wasm, ctx }, this);
  }

  /** The canvas this context was made for; null if it was made by createContext. */
  get canvas() {
    return /** @type {any} */ (this)._canvas;
  }
  get drawingBufferWidth() {
    const self = /** @type {any} */ (this);
    return self._wasm.wasm_ctx_drawing_buffer_width(self._ctx);
  }
  get drawingBufferHeight() {
    const self = /** @type {any} */ (this);
    return self._wasm.wasm_ctx_drawing_buffer_height(self._ctx);
  }
  get drawingBufferFormat() {
    return /** @type {any} */ (this)._attributes.alpha ? 0x8058 /* RGBA8 */ : 0x8051; /* RGB8 */
  }
  get drawingBufferColorSpace() {
    return 'srgb';
  }
  set drawingBufferColorSpace(value) {
    if (value !== 'srgb')
      throw new TypeError(`drawingBufferColorSpace: '${value}' is not supported; it is 'srgb'`);
  }
  get unpackColorSpace() {
    return 'srgb';
  }
  set unpackColorSpace(value) {
    if (value !== 'srgb')
      throw new TypeError(`unpackColorSpace: '${value}' is not supported; it is 'srgb'`);
  }

  /**
   * Gives a context without a canvas another size and clears it, as setting a canvas' size does.
   * @param {number} width pixels, 1 to 16384 @param {number} height
   */
  resize(width, height) {
    requireArguments('resize', 2, arguments.length);
    const self = /** @type {any} */ (this);
    if (self._ctx === 0)
      throw new TypeError('resize: the context has been destroyed; make a new one');
    checkSize(width, 'width');
    checkSize(height, 'height');
    if (self._wasm.wasm_ctx_resize(self._ctx, width, height) === 0) {
      throw new RangeError(`resize: no memory for a drawing buffer of ${width} × ${height}`);
    }
  }

  /** Releases everything the context holds. Afterwards it behaves as a lost context. */
  destroy() {
    const self = /** @type {any} */ (this);
    if (self._ctx === 0) return;
    collectedContexts.unregister(this);
    for (const wrapper of self._wrappers.values()) {
      const object = wrapper.deref();
      if (object !== undefined) collectedObjects.unregister(object);
    }
    self._wrappers.clear();
    self._wasm.wasm_destroy_context(self._ctx);
    // No table issues handle 0, so every later call is answered as on a lost context; what it uploads
    // goes where nobody reads.
    self._ctx = 0;
    self._upload = self._wasm.wasm_ctx_upload_area(0) >>> 0;
  }

  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.destroy();
  }

  /**
   * The drawing buffer as a canvas would show it: RGBA, top row first, not premultiplied.
   * @param {Uint8ClampedArray | Uint8Array} out  4 × width × height bytes
   */
  _readPicture(out) {
    const self = /** @type {any} */ (this);
    const ptr = self._wasm.wasm_ctx_read_picture(self._ctx) >>> 0;
    if (ptr === 0) return;
    const mem = self._wasm.HEAPU8;
    const len = self._wasm.HEAPU32[(ptr - 16) >>> 2];
    out.set(mem.subarray(ptr, ptr + len));
  }

  /**
   * Goes on with a new context of the module, of the same size and attributes, in its initial state;
   * every object of the old one is gone. False if there is no memory for it.
   */
  _renew() {
    const self = /** @type {any} */ (this);
    const wasm = self._wasm;
    const bits = wasm.wasm_ctx_get_context_attributes(self._ctx);
    const { drawingBufferWidth: width, drawingBufferHeight: height } = self;
    const ctx = wasm.wasm_create_context(width, height, bits, 2, 0, 0, 0, 0) >>> 0;
    if (ctx === 0) return false;
    this.destroy();
    self._ctx = ctx;
    self._upload = wasm.wasm_ctx_upload_area(ctx) >>> 0;
    collectedContexts.register(this, { wasm, ctx }, this);
    return true;
  }

  /**
   * The wrapper of an object just created. On a lost context one that stands for nothing: WebGL's
   * create* never give null.
   * @param {number} kind  of wasm/gl/object.h @param {number} handle
   */
  _adopt(kind, handle) {
    if (handle !== 0) return this._wrap(kind, handle);
    return new /** @type {any} */ (interfaceByKind[kind])(constructionKey, this, FOREIGN_HANDLE);
  }

  /**
   * The one wrapper of a live object; made anew if the collector took an earlier one.
   * @param {number} kind  of wasm/gl/object.h @param {number} handle
   */
  _wrap(kind, handle) {
    if (handle === 0) return null;
    const self = /** @type {any} */ (this);
    const known = self._wrappers.get(handle)?.deref();
    if (known !== undefined) return known;
    const Interface = /** @type {any} */ (interfaceByKind[kind]);
    const wrapper = new Interface(constructionKey, this, handle);
    const ref = new WeakRef(wrapper);
    self._wrappers.set(handle, ref);
    const { _wasm: wasm, _ctx: ctx, _wrappers: wrappers } = self;
    wasm.wasm_ctx_retain(ctx, handle);
    collectedObjects.register(wrapper, { wasm, ctx, handle, wrappers, self: { ref } }, wrapper);
    return wrapper;
  }
}

/** @param {object} target @param {string} name @param {any} value */
function defineOperation(target, name, value) {
  // WebIDL operations are enumerable, configurable and writable.
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

for (const group of groups) {
  for (const [name, method] of Object.entries(group)) {
    defineOperation(WebGL2RenderingContext.prototype, name, method);
  }
}
for (const [name] of methodNames) {
  if (name in WebGL2RenderingContext.prototype) continue;
  const method = {
    [name]() {
      throw new Error(`${name} is not implemented by this version of nogpu`);
    },
  };
  defineOperation(WebGL2RenderingContext.prototype, name, method[name]);
}

/** WebGL 1's interface: libraries look for it and read its constants. It has no instances yet. */
export class WebGLRenderingContext {
  constructor() {
    throw new TypeError('Illegal constructor');
  }
}

for (const [Interface, version] of /** @type {const} */ ([
  [WebGL2RenderingContext, 2],
  [WebGLRenderingContext, 1],
])) {
  for (const [name, value, since] of constants) {
    if (since > version) continue;
    const property = { value, enumerable: true };
    Object.defineProperty(Interface, name, property);
    Object.defineProperty(Interface.prototype, name, property);
  }
  Object.defineProperty(Interface.prototype, Symbol.toStringTag, {
    value: Interface.name,
    configurable: true,
  });
}
