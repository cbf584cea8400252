// SPDX-License-Identifier: MIT
// nogpu/globals: what libraries look for exists after its import, and pictures get from files into textures.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createCanvas, WebGL2RenderingContext } from 'nogpu';
import { registerCanvas2D, registerImageDecoder } from 'nogpu/globals';

// tsc takes this file's globals for those of a browser; here they are ours.
const { document, Image, ImageData, createImageBitmap } = /** @type {any} */ (globalThis);

/** @param {any} source @param {boolean} [flip] the texels of a 2×2 texture made of the source, in order */
function uploaded(source, flip = false) {
  const gl = /** @type {any} */ (createCanvas(1, 1).getContext('webgl2'));
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, flip);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, source);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  const texture = gl.getParameter(gl.TEXTURE_BINDING_2D);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
  const out = new Uint8Array(16);
  gl.readPixels(0, 0, 2, 2, gl.RGBA, gl.UNSIGNED_BYTE, out);
  assert.equal(gl.getError(), 0);
  gl.destroy();
  return [...out];
}

const rows = [
  [255, 0, 0, 255, 0, 255, 0, 255],
  [0, 0, 255, 255, 255, 255, 255, 128],
];
const [upright, flipped] = [rows.flat(), rows.toReversed?.().flat() ?? [...rows[1], ...rows[0]]];

/** A 2×2 PNG of `rows`, drawn by a canvas of ours. */
function png() {
  const canvas = createCanvas(2, 2);
  const gl = /** @type {any} */ (canvas.getContext('webgl2', { premultipliedAlpha: false }));
  gl.enable(gl.SCISSOR_TEST);
  for (let i = 0; i < 4; i++) {
    gl.scissor(i & 1, 1 - (i >> 1), 1, 1);
    gl.clearColor(...upright.slice(i * 4, i * 4 + 4).map((x) => x / 255));
    gl.clear(gl.COLOR_BUFFER_BIT);
  }
  return canvas;
}

test('elements are found by id, name, class and attribute', () => {
  const main = document.createElement('main');
  const [list, item, view] = ['ul', 'li', 'canvas'].map((name) => document.createElement(name));
  main.append(document.createTextNode('a'), list, view);
  list.appendChild(item);
  item.className = 'wide first';
  view.id = 'view';
  view.setAttribute('data-engine', 'x, y');
  assert.equal(document.getElementById('view'), null); // not yet of the document
  document.body.appendChild(main);
  assert.equal(document.getElementById('view'), view);
  assert.deepEqual(document.getElementsByTagName('MAIN'), [main]);
  assert.deepEqual(main.getElementsByTagName('*'), [list, item, view]);
  assert.deepEqual(main.getElementsByClassName('first wide'), [item]);
  for (const [selectors, ...found] of [
    ['#view', view],
    ['li.first.wide', item],
    ['canvas, li', item, view],
    ['main > li'],
    ['main  li', item],
    ['ul>li', item],
    ['[data-engine="x, y"]', view],
    ['canvas[id]', view],
    ['#none, li:hover'],
  ])
    assert.deepEqual(document.querySelectorAll(selectors), found, `${selectors}`);
  assert.equal(document.querySelector('canvas'), view);
  assert.equal(document.querySelector('p'), null);
  assert.equal(item.closest('main'), main);
  assert.equal(item.closest('canvas'), null);
  assert.equal(item.matches('ul .first'), true);
  main.remove();
  assert.equal(document.querySelector('#view'), null);
});

test('sizes are those of the style, in what the parent has', () => {
  const [box, inner, canvas] = ['div', 'div', 'canvas'].map((name) => document.createElement(name));
  const size = (/** @type {any} */ e) => [e.clientWidth, e.clientHeight];
  document.body.append(box);
  box.append(inner);
  inner.append(canvas);
  assert.deepEqual(size(inner), [innerWidth, innerHeight]);
  box.style.cssText = 'width: 640px; height:50vh; background-color: red';
  assert.equal(box.style.backgroundColor, 'red');
  assert.equal(box.style.getPropertyValue('background-color'), 'red');
  inner.setAttribute('style', 'width: 50%');
  assert.deepEqual(size(inner), [320, innerHeight / 2]);
  assert.deepEqual(size(canvas), [300, 150]); // its own, as long as no style says another
  canvas.style.width = '100%';
  canvas.style.height = '99.6px';
  assert.deepEqual(size(canvas), [320, 100]);
  assert.equal(canvas.getBoundingClientRect().width, 320);
  assert.deepEqual([canvas.width, canvas.height], [300, 150]);
  canvas.remove();
  assert.equal(canvas.clientWidth, 300); // 100 % of nothing
  box.remove();
});

test("a canvas' attributes are read as HTML reads numbers", () => {
  const canvas = document.createElement('canvas');
  for (const [text, width] of [
    ['640px', 640],
    [' +12.7', 12],
    ['wide', 300],
    [20, 20],
  ]) {
    canvas.setAttribute('width', text);
    assert.equal(canvas.width, width, `${text}`);
  }
});

test('an image is an element', () => {
  const image = new Image(20, 10);
  assert.ok(image instanceof HTMLElement && !(image instanceof SVGElement));
  assert.equal(image.tagName, 'IMG');
  image.style.position = 'absolute';
  image.setAttribute('alt', 'none');
  document.body.append(image);
  assert.ok(image.isSameNode(document.querySelector('img[alt="none"]')));
  assert.deepEqual([image.clientWidth, image.clientHeight], [20, 10]);
  image.remove();
});

test('the document is in front and has a script', () => {
  assert.equal(document.hasFocus(), true);
  assert.equal(document.querySelectorAll('script').length, 1); // libraries look at the last one
});

test('the window and its interfaces exist', () => {
  const host = /** @type {any} */ (globalThis);
  assert.equal(host.window, globalThis);
  assert.equal(host.self, globalThis);
  assert.equal(host.WebGL2RenderingContext, WebGL2RenderingContext);
  const canvas = document.createElement('canvas');
  assert.ok(canvas instanceof host.HTMLCanvasElement && canvas instanceof host.HTMLElement);
  assert.deepEqual([canvas.width, canvas.height], [300, 150]);
  assert.equal(canvas.ownerDocument, document);
  assert.equal(canvas.isConnected, false);
  document.body.appendChild(canvas);
  assert.equal(canvas.isConnected, true);
  canvas.remove();
  assert.equal(canvas.parentNode, null);
});

test('requestAnimationFrame calls once, unless it is cancelled', async () => {
  let calls = 0;
  cancelAnimationFrame(requestAnimationFrame(() => calls++));
  await new Promise((resolve) =>
    requestAnimationFrame((time) => resolve(assert.equal(typeof time, 'number'))),
  );
  assert.equal(calls, 0);
});

test('a ResizeObserver tells the size of what it begins to observe', async () => {
  const canvas = createCanvas(40, 30);
  const [entry] = await new Promise((resolve) =>
    new ResizeObserver(resolve).observe(/** @type {any} */ (canvas)),
  );
  assert.equal(entry.target, canvas);
  assert.deepEqual(entry.contentBoxSize, [{ inlineSize: 40, blockSize: 30 }]);
});

test('an image loads a PNG and is a texture source', async () => {
  const image = new Image();
  image.src = png().toDataURL();
  assert.equal(image.complete, false);
  await image.decode();
  assert.deepEqual([image.complete, image.naturalWidth, image.naturalHeight], [true, 2, 2]);
  assert.deepEqual(uploaded(image), upright);
  assert.deepEqual(uploaded(image, true), flipped);
});

test('an image loads a file', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nogpu-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'a picture.png');
  fs.writeFileSync(file, png().toBuffer());
  const image = new Image();
  image.src = pathToFileURL(file).href;
  await image.decode();
  assert.deepEqual(uploaded(image), upright);
});

test('fetch reads files, and refuses those that are not there', async (t) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nogpu-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'a text');
  fs.writeFileSync(file, 'text');
  const url = pathToFileURL(file);
  for (const input of [url, url.href, new Request(url)]) {
    const response = await fetch(input);
    assert.ok(response.ok);
    assert.equal(await response.text(), 'text');
  }
  await assert.rejects(fetch(`${url.href}s`), TypeError);
  await assert.rejects(fetch(url, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  assert.equal(await (await fetch('data:,other')).text(), 'other');
});

test('an image that was given another address meanwhile tells of that one alone', async () => {
  const image = new Image();
  let loads = 0;
  image.onload = () => loads++;
  image.onerror = () => assert.fail('the first address');
  image.src = 'data:image/jpeg;base64,/9j/4A==';
  image.src = png().toDataURL();
  await image.decode();
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(loads, 1);
});

test('an image that cannot be decoded fires error with the reason', async () => {
  const image = new Image();
  const event = await new Promise((resolve) => {
    image.onerror = resolve;
    image.src = 'data:image/jpeg;base64,/9j/4A==';
  });
  assert.match(event.message, /registerImageDecoder/);
});

test('registerImageDecoder adds a type', async () => {
  registerImageDecoder(
    (bytes) => bytes[0] === 0x51,
    (bytes) => ({ width: 2, height: 2, data: bytes.slice(1) }),
  );
  const file = new Blob([new Uint8Array([0x51, ...upright])]);
  assert.deepEqual(uploaded(await createImageBitmap(file)), upright);
});

test('createImageBitmap flips, premultiplies and cuts; UNPACK_FLIP_Y does not apply to its result', async () => {
  const data = new ImageData(new Uint8ClampedArray(upright), 2, 2);
  assert.deepEqual(uploaded(await createImageBitmap(data), true), upright);
  const flip = await createImageBitmap(data, { imageOrientation: 'flipY' });
  assert.deepEqual(uploaded(flip), flipped);
  const premultiplied = await createImageBitmap(data, { premultiplyAlpha: 'premultiply' });
  assert.deepEqual(uploaded(premultiplied).slice(12), [128, 128, 128, 128]);
  const corner = await createImageBitmap(data, 1, 1, 1, 1);
  assert.deepEqual([corner.width, corner.height], [1, 1]);
  const outside = await createImageBitmap(data, 1, -1, 2, 2);
  assert.deepEqual([...outside.getImageData().data], [0, 0, 0, 0, 0, 0, 0, 0, ...upright.slice(4, 8), 0, 0, 0, 0]); // prettier-ignore
});

test('toBlob gives the PNG of toBuffer', async () => {
  const canvas = png();
  const blob = /** @type {Blob} */ (
    await new Promise((resolve) => /** @type {any} */ (canvas).toBlob(resolve))
  );
  assert.equal(blob.type, 'image/png');
  assert.deepEqual(new Uint8Array(await blob.arrayBuffer()), new Uint8Array(canvas.toBuffer()));
});

test("a canvas of another package is read through its 2D context, the way of Node's canvas packages", () => {
  const foreign = {
    width: 2,
    height: 2,
    getContext: (/** @type {string} */ id) =>
      id === '2d' ? { getImageData: () => ({ width: 2, height: 2, data: upright8 }) } : null,
  };
  const upright8 = new Uint8ClampedArray(upright);
  assert.deepEqual(uploaded(foreign), upright);
});

test('a Worker runs a module from a blob: URL and answers', async () => {
  const source = `onmessage = ({ data }) => postMessage([data * 2, typeof ImageData, self === globalThis]);`;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new /** @type {any} */ (globalThis).Worker(url, { type: 'module' });
  URL.revokeObjectURL(url);
  worker.postMessage(21);
  const { data } = await new Promise((resolve) => (worker.onmessage = resolve));
  assert.deepEqual(data, [42, 'function', true]);
  worker.terminate();
});

test('a Worker whose module cannot be found fires error', async () => {
  const worker = new /** @type {any} */ (globalThis).Worker('file:///nowhere/to/be/found.mjs');
  const event = await new Promise((resolve) => (worker.onerror = resolve));
  assert.match(event.message, /found\.mjs/);
});

/** A stand-in of a canvas package: fillRect and drawImage of whole pixels. */
class FlatCanvas {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    Object.assign(this, { width, height });
  }
  getContext() {
    const canvas = /** @type {any} */ (this);
    this.pen ??= new FlatPen(canvas);
    return this.pen;
  }
}

class FlatPen {
  fillStyle = [0, 0, 0, 255];
  /** @param {any} canvas */
  constructor(canvas) {
    this.own = canvas;
    this.canvas = canvas;
    this.texels = new Map();
  }
  /** @param {number} x @param {number} y */
  fillRect(x, y) {
    this.texels.set(y * this.own.width + x, this.fillStyle);
  }
  createImageData(/** @type {number} */ width, /** @type {number} */ height) {
    return { flat: true, width, height, data: new Uint8ClampedArray(width * height * 4) };
  }
  getImageData() {
    const image = this.createImageData(this.own.width, this.own.height);
    for (const [at, texel] of this.texels) image.data.set(texel, at * 4);
    return image;
  }
  /** @param {any} image */
  putImageData(image) {
    assert.ok(image.flat, 'an ImageData of the package');
    for (let i = 0; i < image.data.length / 4; i++)
      this.texels.set(i, [...image.data.slice(i * 4, i * 4 + 4)]);
  }
  /** @param {any} source */
  drawImage(source) {
    assert.ok(source instanceof FlatCanvas, 'a canvas of the package');
    this.putImageData(source.getContext().getImageData());
  }
  createPattern() {}
}

/** @param {number} width @param {number} height */
function flatCanvas(width, height) {
  registerCanvas2D((w, h) => new FlatCanvas(w, h));
  return Object.assign(document.createElement('canvas'), { width, height });
}

test('registerCanvas2D gives canvases the 2D context of another package', () => {
  const canvas = flatCanvas(2, 2);
  const pen = canvas.getContext('2d');
  assert.ok(pen instanceof /** @type {any} */ (globalThis).CanvasRenderingContext2D);
  assert.equal(pen.canvas, canvas);
  assert.equal(canvas.getContext('2d'), pen);
  assert.equal(canvas.getContext('webgl2'), null);
  [pen.fillStyle] = [[1, 2, 3, 255]];
  pen.fillRect(1, 0);
  assert.deepEqual(uploaded(canvas).slice(4, 8), [1, 2, 3, 255]);
  canvas.width = 5;
  assert.equal(pen.own.width, 5);
});

test('a canvas with a WebGL context has no 2D one', () => {
  const canvas = flatCanvas(2, 2);
  assert.notEqual(canvas.getContext('webgl2'), null);
  assert.equal(canvas.getContext('2d'), null);
});

test('a 2D context draws canvases, images and ImageData of ours', async () => {
  const image = new Image();
  image.src = png().toDataURL();
  await image.decode();
  for (const source of [png(), image, await createImageBitmap(image)]) {
    const canvas = flatCanvas(2, 2);
    canvas.getContext('2d').drawImage(source, 0, 0);
    assert.deepEqual(uploaded(canvas), upright);
  }
  const canvas = flatCanvas(2, 2);
  canvas.getContext('2d').putImageData(new ImageData(new Uint8ClampedArray(upright), 2, 2), 0, 0);
  const copy = flatCanvas(2, 2);
  copy.getContext('2d').drawImage(canvas, 0, 0);
  assert.deepEqual(uploaded(copy), upright);
});

test('registerCanvas2D refuses what makes no 2D canvases', () => {
  for (const wrong of [undefined, {}, () => null, () => ({ getContext: () => null })])
    assert.throws(
      () => registerCanvas2D(/** @type {any} */ (wrong)),
      /^TypeError: registerCanvas2D/,
    );
});
