// SPDX-License-Identifier: MIT
// Interface objects that pages look up by name: the DOM's, the adapter's, and WebGL's where it has none.
import { GL1, GL2, withConstants } from '../gl-constants.mjs';
import { Canvas2D } from './canvas-2d.mjs';
import { HTMLCanvasElement, OffscreenCanvas } from './canvas.mjs';
import { define } from './define.mjs';
import { Document_ } from './document.mjs';
import { HTMLElement, HTMLStyleElement } from './elements.mjs';
import { createImageBitmap, ImageBitmap } from './image-bitmap.mjs';
import { HTMLImageElement } from './images.mjs';
import { HTMLIFrameElement, HTMLVideoElement } from './media.mjs';
import { Fragment_, Node_, Text_ } from './nodes.mjs';
import { page } from './page.mjs';
import { ImageDataShim } from './pixels.mjs';
import { HTMLScriptElement } from './scripts.mjs';

export function installInterfaces() {
  for (const [k, v] of Object.entries({
    Node: Node_,
    Element: HTMLElement,
    HTMLElement,
    HTMLScriptElement,
    HTMLStyleElement,
    HTMLCanvasElement,
    HTMLImageElement,
    HTMLVideoElement,
    HTMLIFrameElement,
    Text: Text_,
    Document: Document_,
    HTMLDocument: Document_,
    DocumentFragment: Fragment_,
    OffscreenCanvas,
    ImageBitmap,
    createImageBitmap,
    ImageData: ImageDataShim,
    CanvasRenderingContext2D: Canvas2D,
    OffscreenCanvasRenderingContext2D: Canvas2D,
  }))
    define(k, v);
  define('Image', function Image(w, h) {
    const i = new HTMLImageElement();
    if (w !== undefined) i.width = w;
    if (h !== undefined) i.height = h;
    return i;
  });
  for (const k of ['UIEvent', 'MouseEvent', 'KeyboardEvent', 'ErrorEvent', 'ProgressEvent'])
    if (!globalThis[k]) define(k, class extends Event {});
  if (!globalThis.WebGLContextEvent)
    define(
      'WebGLContextEvent',
      class WebGLContextEvent extends Event {
        constructor(t, i) {
          super(t, i);
          this.statusMessage = i?.statusMessage ?? '';
        }
      },
    );
  for (const [k, v] of Object.entries(page.adapter.globals ?? {})) define(k, v);
  // the interface objects that pages look up by name, where the adapter has none
  for (const k of [
    'WebGLRenderingContext',
    'WebGL2RenderingContext',
    'WebGLObject',
    'WebGLBuffer',
    'WebGLTexture',
    'WebGLProgram',
    'WebGLShader',
    'WebGLFramebuffer',
    'WebGLRenderbuffer',
    'WebGLUniformLocation',
    'WebGLActiveInfo',
    'WebGLShaderPrecisionFormat',
    'WebGLQuery',
    'WebGLSampler',
    'WebGLSync',
    'WebGLTransformFeedback',
    'WebGLVertexArrayObject',
  ])
    if (!globalThis[k])
      define(
        k,
        {
          [k]: class {
            constructor() {
              throw new TypeError('Illegal constructor');
            }
          },
        }[k],
      );
  withConstants(globalThis.WebGLRenderingContext, GL1);
  withConstants(globalThis.WebGL2RenderingContext, GL2);
}
