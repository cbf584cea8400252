// SPDX-License-Identifier: MIT
// This package in the place of a browser's own WebGL, in a window or a worker: canvases hand out its contexts and give
// the pictures to whoever reads the canvas, by way of a 2D context. What is on the screen no page can see; that the
// drawing buffer is gone after a frame it can.
import * as adapter from '../../adapter.mjs';

const VERSIONS = { webgl2: 2, webgl: 1, 'experimental-webgl': 1 };

/** @type {WeakMap<object, { gl: any, version: number, pen: any }>} */
const contexts = new WeakMap();
/** Canvases that have a context of another kind. */
const taken = new WeakSet();
/** Canvases that may be on the page. @type {Set<WeakRef<any>>} */
const shown = new Set();
/** Canvases whose every frame is read. */
const streamed = new WeakSet();

function pictureOf(canvas) {
  const { width, height } = canvas;
  const data = adapter.readDrawingBuffer(contexts.get(canvas).gl, width, height);
  return { width, height, data };
}

/** Brings the drawing buffer into the canvas. */
function show(canvas) {
  const entry = contexts.get(canvas);
  if (entry === undefined || canvas.width === 0 || canvas.height === 0) return;
  const { width, data } = pictureOf(canvas);
  entry.pen.putImageData(new ImageData(data, width), 0, 0);
}

/** @param {any} target @param {string} name @param {(original: Function) => Function} make */
function replace(target, name, make) {
  const original = target?.[name];
  if (typeof original !== 'function') return;
  Object.defineProperty(target, name, {
    value: make(original),
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function createContext(canvas, getNative, version, attributes) {
  let gl;
  try {
    const env = { canvas };
    gl = adapter.createContextSync(version, canvas.width, canvas.height, attributes, env);
  } catch (error) {
    if (error instanceof TypeError) throw error;
    canvas.dispatchEvent(
      new adapter.globals.WebGLContextEvent('webglcontextcreationerror', {
        statusMessage: error.message,
      }),
    );
    return null;
  }
  const pen = getNative.call(canvas, '2d', { willReadFrequently: true });
  contexts.set(canvas, { gl, version, pen });
  // For texImage2D of the canvas: its own bytes, which going through the 2D context would round.
  Object.defineProperty(canvas, 'getImageData', { value: () => pictureOf(canvas) });
  shown.add(new WeakRef(canvas));
  return gl;
}

/** @param {any} Canvas  HTMLCanvasElement or OffscreenCanvas */
function standInFor(Canvas) {
  const { prototype } = Canvas;
  replace(
    prototype,
    'getContext',
    (original) =>
      function getContext(type, attributes) {
        const version = VERSIONS[String(type)];
        const entry = contexts.get(this);
        if (entry !== undefined) return entry.version === version ? entry.gl : null;
        if (version !== undefined)
          return taken.has(this) ? null : createContext(this, original, version, attributes ?? {});
        const context = original.apply(this, arguments);
        if (context !== null) taken.add(this);
        return context;
      },
  );
  const resized = (canvas) => {
    const entry = contexts.get(canvas);
    if (entry !== undefined) adapter.resize(entry.gl, canvas.width, canvas.height);
  };
  for (const name of ['width', 'height']) {
    const property = Object.getOwnPropertyDescriptor(prototype, name);
    Object.defineProperty(prototype, name, {
      ...property,
      set(value) {
        property.set.call(this, value);
        resized(this);
      },
    });
  }
  replace(
    prototype,
    'setAttribute',
    (original) =>
      function setAttribute(name) {
        original.apply(this, arguments);
        if (/^(width|height)$/i.test(name)) resized(this);
      },
  );
  for (const name of ['toDataURL', 'toBlob', 'convertToBlob']) {
    replace(
      prototype,
      name,
      (original) =>
        function () {
          show(this);
          return original.apply(this, arguments);
        },
    );
  }
  replace(
    prototype,
    'captureStream',
    (original) =>
      function captureStream() {
        streamed.add(this);
        return original.apply(this, arguments);
      },
  );
  replace(
    prototype,
    'transferToImageBitmap',
    (original) =>
      function transferToImageBitmap() {
        show(this);
        const bitmap = original.call(this);
        // The drawing buffer goes with the bitmap (HTML, OffscreenCanvas): the canvas has a new one.
        const entry = contexts.get(this);
        if (entry !== undefined) adapter.renewDrawingBuffer(entry.gl);
        return bitmap;
      },
  );
}

/** @param {any} realm  a window or a worker's global object */
export async function install(realm) {
  await adapter.init({ wasm: new URL('../../dist/nogpu.wasm', import.meta.url).href });
  for (const Canvas of [realm.HTMLCanvasElement, realm.OffscreenCanvas]) {
    if (Canvas !== undefined) standInFor(Canvas);
  }
  const readingFirst = (original) =>
    function (source) {
      show(source);
      return original.apply(this, arguments);
    };
  for (const Pen of [realm.CanvasRenderingContext2D, realm.OffscreenCanvasRenderingContext2D]) {
    for (const name of ['drawImage', 'createPattern']) replace(Pen?.prototype, name, readingFirst);
  }
  replace(realm, 'createImageBitmap', readingFirst);
  for (const [name, value] of Object.entries(adapter.globals)) {
    Object.defineProperty(realm, name, { value, writable: true, configurable: true });
  }
  if (realm.document !== undefined) {
    realm.conformanceDrawTriangle = adapter.drawTriangle;
    const nextFrame = realm.requestAnimationFrame.bind(realm);
    nextFrame(function frame() {
      for (const ref of shown) {
        const canvas = ref.deref();
        if (canvas === undefined) shown.delete(ref);
        else if (canvas.isConnected) {
          if (streamed.has(canvas)) show(canvas);
          adapter.present(contexts.get(canvas).gl);
        }
      }
      nextFrame(frame);
    });
  }
}
