// SPDX-License-Identifier: MIT
// Loss and restoration (WebGL 1.0 §5.15.2, §5.15.3), whoever lost the context: the application through
// WEBGL_lose_context, or the module, because a draw went past one of the context's limits. The events go
// to the canvas, each in a task of its own. A context without a canvas has nobody to tell: isContextLost,
// CONTEXT_LOST_WEBGL and getLastErrorMessage tell whoever asks.
import { contextOf } from '../lifetimes.js';
import { WebGLContextEvent } from '../objects.js';

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Queues the news that `gl` is lost. @param {any} gl */
export function queueLoss(gl) {
  // Without a canvas there is no event whose default could be prevented: no consent is needed.
  gl._loss = { restorable: gl.canvas === null };
  setTimeout(announceLoss, 0, gl, gl._loss);
}

/**
 * The module lost a context. Called inside the call that found it: calls nothing of the module.
 * @param {number} ctx
 */
export function contextLost(ctx) {
  const gl = contextOf(ctx);
  if (gl !== undefined) queueLoss(gl);
}

/** @param {any} gl @param {any} loss */
function announceLoss(gl, loss) {
  if (gl._loss !== loss || gl.canvas === null) return;
  let statusMessage = '';
  const ptr = gl._wasm.wasm_ctx_get_loss_reason(gl._ctx) >>> 0;
  if (ptr !== 0) {
    const mem = gl._wasm.HEAPU8;
    const len = gl._wasm.HEAPU32[(ptr - 16) >>> 2];
    statusMessage = UTF8.decode(mem.subarray(ptr, ptr + len));
  }
  const event = new WebGLContextEvent('webglcontextlost', { cancelable: true, statusMessage });
  gl.canvas.dispatchEvent(event);
  loss.restorable ||= event.defaultPrevented;
}

/** Queues restoration of a lost context. @param {any} gl */
export function queueRestoration(gl) {
  setTimeout(restore, 0, gl, gl._loss);
}

/** @param {any} gl @param {any} loss */
function restore(gl, loss) {
  if (gl._loss !== loss || !gl._renew()) return;
  gl._loss = null;
  gl.canvas?.dispatchEvent(new WebGLContextEvent('webglcontextrestored'));
}
