// SPDX-License-Identifier: MIT
// The WebGL2RenderingContext class, put together: one file per API group mixes its methods in.
import { constants } from '../constants.js';
import { methodNames } from '../method-names.js';
import { convertPixels, isColorSpace } from '../color-space.js';
import { drain, endContext, holdContext, holdName, reclaim } from '../lifetimes.js';
import { constructionKey, enumerateAttributes, interfaceByKind, Uncloneable } from '../objects.js';
import { checkSize } from '../size.js';
import { FOREIGN_HANDLE, requireArguments } from '../webidl.js';
import { hideExtensions } from './extensions.js';
import { groups } from './groups.js';
import { allocatingMethods, retrying } from './retry.js';
import { vertexArrayMethods } from './vertex-arrays.js';

export class WebGL2RenderingContext extends Uncloneable {
  /**
   * @param {symbol} key @param {any} wasm @param {number} ctx
   * @param {object | null} canvas @param {import('./options.js').ContextOptions} options
   */
  constructor(key, wasm, ctx, canvas, options) {
    if (key !== constructionKey) throw new TypeError('Illegal constructor');
    super();
    const hidden = {
      _wasm: wasm,
      _ctx: ctx,
      _canvas: canvas,
      _attributes: options.attributes,
      _options: options,
      // Wrappers by handle; weak, so that only what the application holds stays.
      _names: holdContext(wasm, ctx, this),
      // Where objects were created, by handle; only with `trackAllocations`.
      _stacks: new Map(),
      _keptStacks: 0,
      _upload: wasm.wasm_ctx_upload_area(ctx) >>> 0,
      _uploadBytes: wasm.wasm_ctx_upload_bytes(ctx) >>> 0,
      _extensions: new Map(),
      _drawingBufferColorSpace: 'srgb',
      _unpackColorSpace: 'srgb',
      // While lost: may restoreContext undo it? See loss.js.
      _loss: null,
      // The size that a lost context is to have when it is restored.
      _sizeAtRestore: null,
    };
    for (const [name, value] of Object.entries(hidden)) {
      Object.defineProperty(this, name, { value, writable: true });
    }
    hideExtensions(this);
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
  /** RGBA8, RGB8 without alpha, or what drawingBufferStorage chose. */
  get drawingBufferFormat() {
    const self = /** @type {any} */ (this);
    return self._wasm.wasm_ctx_drawing_buffer_format(self._ctx);
  }
  /** In which colour space canvases take what is drawn: 'srgb' or 'display-p3'; others are let pass. */
  get drawingBufferColorSpace() {
    return /** @type {any} */ (this)._drawingBufferColorSpace;
  }
  set drawingBufferColorSpace(value) {
    const self = /** @type {any} */ (this);
    const name = `${value}`;
    if (!isColorSpace(name) || name === self._drawingBufferColorSpace) return;
    self._drawingBufferColorSpace = name;
    // A drawing buffer of another colour space is another buffer (WebGL 1.0 §2.2).
    self._wasm.wasm_ctx_resize(self._ctx, this.drawingBufferWidth, this.drawingBufferHeight);
  }
  /** To which colour space images are converted on upload: 'srgb' or 'display-p3'. */
  get unpackColorSpace() {
    return /** @type {any} */ (this)._unpackColorSpace;
  }
  set unpackColorSpace(value) {
    const name = `${value}`;
    if (isColorSpace(name)) /** @type {any} */ (this)._unpackColorSpace = name;
  }

  /**
   * Gives a context without a canvas another size and with it a cleared picture, as setting a canvas'
   * size does.
   * @param {number} width pixels, 1 to 16384 @param {number} height
   */
  resize(width, height) {
    requireArguments('resize', 2, arguments.length);
    const self = /** @type {any} */ (this);
    if (self._ctx === 0)
      throw new TypeError('resize: the context has been destroyed; make a new one');
    if (self._canvas !== null) {
      throw new TypeError(
        'resize: the context has the size of its canvas; set canvas.width and canvas.height',
      );
    }
    this._resize(checkSize(width, 'width'), checkSize(height, 'height'));
  }

  /**
   * Another size gives a new, cleared drawing buffer; the same size keeps the one there is (WebGL 1.0
   * §2.2). A lost context has none: it takes the size when it is restored, as a canvas' does.
   * @param {number} width pixels @param {number} height
   */
  _resize(width, height) {
    const self = /** @type {any} */ (this);
    const { _wasm: wasm, _ctx: ctx } = self;
    if (self.isContextLost()) {
      self._sizeAtRestore = [width, height];
      return;
    }
    if (width === this.drawingBufferWidth && height === this.drawingBufferHeight) return;
    if (wasm.wasm_ctx_resize(ctx, width, height) !== 0) return;
    if (reclaim(wasm) && wasm.wasm_ctx_resize(ctx, width, height) !== 0) return;
    throw new RangeError(`resize: no memory for a drawing buffer of ${width} × ${height}`);
  }

  /** Releases everything the context holds. Afterwards it behaves as a lost context. */
  destroy() {
    const self = /** @type {any} */ (this);
    if (self._ctx === 0) return;
    drain();
    endContext(self._names, this);
    // No table issues handle 0, so every later call is answered as on a lost context; what it uploads
    // goes where nobody reads.
    self._ctx = 0;
    self._upload = self._wasm.wasm_ctx_upload_area(0) >>> 0;
    self._stacks.clear();
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
    convertPixels(out, self._drawingBufferColorSpace, 'srgb');
  }

  /**
   * Goes on with a new context of the module, of the same options, in its initial state; every object
   * of the old one is gone. False if there is no memory for it.
   */
  _renew() {
    const self = /** @type {any} */ (this);
    const { _wasm: wasm, drawingBufferWidth, drawingBufferHeight } = self;
    const [width, height] = self._sizeAtRestore ?? [drawingBufferWidth, drawingBufferHeight];
    const make = () => wasm.wasm_create_context(width, height, ...self._options.crossing) >>> 0;
    let ctx = make();
    if (ctx === 0 && reclaim(wasm)) ctx = make();
    if (ctx === 0) return false;
    this.destroy();
    self._ctx = ctx;
    self._upload = wasm.wasm_ctx_upload_area(ctx) >>> 0;
    self._names = holdContext(wasm, ctx, this);
    self._sizeAtRestore = null;
    // WebGL 1.0 §5.15.3: the objects of extensions are of the old context, but for the one that restores.
    const { _extensions: extensions } = self;
    for (const name of extensions.keys()) {
      if (name !== 'WEBGL_lose_context') extensions.delete(name);
    }
    hideExtensions(this);
    return true;
  }

  /** Also where it is an extension's: WebGL 1. @param {object} vertexArray */
  _deleteVertexArray(vertexArray) {
    vertexArrayMethods.deleteVertexArray.call(this, vertexArray);
  }

  /**
   * The wrapper of an object just created. On a lost context one that stands for nothing: WebGL's
   * create* never give null.
   * @param {number} kind  of wasm/gl/object.h @param {number} handle
   */
  _adopt(kind, handle) {
    const self = /** @type {any} */ (this);
    if (handle === 0) {
      return new /** @type {any} */ (interfaceByKind[kind])(constructionKey, this, FOREIGN_HANDLE);
    }
    if (self._options.trackAllocations) self._noteStack(handle, new Error().stack);
    return this._wrap(kind, handle);
  }

  /**
   * The one wrapper of a live object; made anew if the collector took an earlier one.
   * @param {number} kind  of wasm/gl/object.h @param {number} handle
   */
  _wrap(kind, handle) {
    if (handle === 0) return null;
    const { _names: names } = /** @type {any} */ (this);
    const known = names.wrappers.get(handle)?.deref();
    if (known !== undefined) return known;
    const Interface = /** @type {any} */ (interfaceByKind[kind]);
    const wrapper = new Interface(constructionKey, this, handle);
    holdName(names, handle, wrapper);
    return wrapper;
  }
}

// WebIDL operations are enumerable, configurable and writable. What only this package has stays out of
// enumerations: whoever walks over a context finds WebGL there.
const specified = new Set([...methodNames.map(([name]) => name), 'makeXRCompatible']);
for (const group of groups) {
  for (const [name, method] of Object.entries(group)) {
    Object.defineProperty(WebGL2RenderingContext.prototype, name, {
      value: allocatingMethods.has(name) ? retrying(method) : method,
      enumerable: specified.has(name),
      configurable: true,
      writable: true,
    });
  }
}
for (const [name, length] of methodNames) {
  // Optional arguments do not count in WebIDL, however the method is written here.
  Object.defineProperty(/** @type {any} */ (WebGL2RenderingContext.prototype)[name], 'length', {
    value: length,
    configurable: true,
  });
}
for (const [name, value] of constants) {
  const property = { value, enumerable: true };
  Object.defineProperty(WebGL2RenderingContext, name, property);
  Object.defineProperty(WebGL2RenderingContext.prototype, name, property);
}
enumerateAttributes(WebGL2RenderingContext, [
  'canvas',
  'drawingBufferColorSpace',
  'drawingBufferFormat',
  'drawingBufferHeight',
  'drawingBufferWidth',
  'unpackColorSpace',
]);
Object.defineProperty(WebGL2RenderingContext, 'name', {
  value: 'WebGL2RenderingContext',
  configurable: true,
});
Object.defineProperty(WebGL2RenderingContext.prototype, Symbol.toStringTag, {
  value: 'WebGL2RenderingContext',
  configurable: true,
});
