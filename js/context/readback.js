// SPDX-License-Identifier: MIT
// Pixels back to the application (WebGL 1.0 §5.14.12, WebGL 2.0 §3.7.10).
import { bytesOf, requireArguments, toInt32s, toInt64 } from '../webidl.js';
import { elementBytes, viewType } from './view-type.js';
import { invalidValue, outsideOf } from './report.js';

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const readbackMethods = {
  /**
   * Reads a rectangle of the read buffer into a view, or into the PIXEL_PACK_BUFFER at an offset.
   * Bytes of the view that belong to no pixel inside the framebuffer stay as they are.
   * @param {number} x @param {number} y @param {number} width @param {number} height
   * @param {number} format @param {number} type
   * @param {ArrayBufferView|number|null} target  a view of the kind that `type` wants, or an offset
   * @param {number} [dstOffset]  first element of the view to write
   * GL errors: INVALID_ENUM format, type; INVALID_VALUE negative size, null view, dstOffset;
   * INVALID_OPERATION pair, view kind or size, PIXEL_PACK_BUFFER, read buffer;
   * INVALID_FRAMEBUFFER_OPERATION. See WebGL 2.0 §3.7.10.
   */
  readPixels(x, y, width, height, format, type, target, dstOffset = 0) {
    requireArguments('readPixels', 7, arguments.length);
    const wasm = this._wasm;
    [x, y, width, height, format, type] = toInt32s(arguments, 6);
    if (target === null || target === undefined) {
      return invalidValue(this, `readPixels: dstData is ${target}`);
    }
    if (!ArrayBuffer.isView(target)) {
      if (arguments.length > 7) {
        throw new TypeError(
          "Failed to execute 'readPixels' on 'WebGL2RenderingContext': parameter 7 is not of type " +
            "'ArrayBufferView'.",
        );
      }
      return void wasm.wasm_ctx_read_pixels_offset(
        this._ctx,
        x,
        y,
        width,
        height,
        format,
        type,
        toInt64(target),
      );
    }
    dstOffset = toInt64(dstOffset);
    const bytes = /** @type {Uint8Array} */ (bytesOf(target));
    const at = dstOffset * elementBytes(target);
    if (at < 0 || at > bytes.length) {
      const elements = bytes.length / elementBytes(target);
      return invalidValue(this, outsideOf('readPixels', 'dstOffset', dstOffset, 0, elements));
    }

    // Where the rows go: first byte, bytes a row, distance of rows, rows. Zero rows: nothing to do.
    const place =
      wasm.wasm_ctx_read_pixels_layout(
        this._ctx,
        x,
        y,
        width,
        height,
        format,
        type,
        viewType(target),
        bytes.length - at,
      ) >>> 0;
    if (place === 0) return;
    const first = at + wasm.HEAPU32[place >>> 2];
    const rowBytes = wasm.HEAPU32[(place + 4) >>> 2];
    const stride = wasm.HEAPU32[(place + 8) >>> 2];
    const rows = wasm.HEAPU32[(place + 12) >>> 2];
    if (rows === 0) return;

    const ptr = wasm.wasm_ctx_read_pixels(this._ctx, x, y, width, height, format, type) >>> 0;
    if (ptr === 0) return;
    const mem = wasm.HEAPU8;
    const len = wasm.HEAPU32[(ptr - 16) >>> 2];
    if (stride === rowBytes) {
      bytes.set(mem.subarray(ptr, ptr + len), first);
      return;
    }
    for (let row = 0; row < rows; row++) {
      bytes.set(
        mem.subarray(ptr + row * rowBytes, ptr + (row + 1) * rowBytes),
        first + row * stride,
      );
    }
  },
};
