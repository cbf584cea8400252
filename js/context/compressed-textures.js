// SPDX-License-Identifier: MIT
// Compressed texture uploads (WebGL 1.0 §5.14.8, WebGL 2.0 §3.7.6). The blocks are an array, or an
// offset into PIXEL_UNPACK_BUFFER with their size before it.
import { bytesOf, requireArguments, toInt32s, toInt64, toUint32 } from '../webidl.js';
import { elementBytes } from './view-type.js';
import { invalidValue, outOfMemory, outsideOf } from './report.js';

/** @param {string} method @param {any} data */
function requireBlocks(method, data) {
  if (ArrayBuffer.isView(data)) return;
  throw new TypeError(
    `Failed to execute '${method}' on 'WebGL2RenderingContext': the blocks are not of type ` +
      "'ArrayBufferView'.",
  );
}

/**
 * Hands the array's bytes, from element `srcOffset` on and `lengthOverride` elements (0: all the rest),
 * to `call(address, bytes)`.
 * @param {any} gl @param {string} method @param {ArrayBufferView} view @param {any} srcOffset @param {any} lengthOverride
 * @param {(data: number, bytes: number) => void} call
 */
function withBlocks(gl, method, view, srcOffset, lengthOverride, call) {
  const wasm = gl._wasm;
  const first = toInt64(srcOffset);
  const count = toUint32(lengthOverride);
  const unit = elementBytes(view);
  const start = first * unit;
  const length = count * unit;
  const all = /** @type {Uint8Array} */ (bytesOf(view));
  if (start < 0 || start + length > all.length) {
    const names = 'srcOffset + srcLengthOverride';
    return invalidValue(gl, outsideOf(method, names, first, count, all.length / unit));
  }
  const bytes = all.subarray(start, length === 0 ? all.length : start + length);
  const data = wasm.wasm_alloc(bytes.length) >>> 0;
  if (data === 0) return outOfMemory(gl, method, bytes.length);
  wasm.HEAPU8.set(bytes, data);
  call(data, bytes.length);
  wasm.wasm_free(data);
}

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const compressedTextureMethods = {
  /**
   * Defines a level. Forms: (target, level, internalformat, width, height, border, data[, srcOffset
   * [, srcLengthOverride]]) and (…, border, imageSize, offset).
   * GL errors: INVALID_ENUM target, internalformat; INVALID_VALUE level, size, border, bytes;
   * INVALID_OPERATION nothing bound, immutable, target or size not for the format, unpack buffer.
   */
  compressedTexImage2D(...given) {
    requireArguments('compressedTexImage2D', 7, given.length);
    const image = toInt32s(given, 6);
    const { _wasm: wasm, _ctx: ctx } = this;
    const [data, srcOffset = 0, lengthOverride = 0] = given.slice(6);
    if (typeof data !== 'object' && given.length === 8) {
      const [imageSize, offset] = [data | 0, toInt64(srcOffset)];
      return void wasm.wasm_ctx_compressed_tex_image2d_offset(ctx, ...image, imageSize, offset);
    }
    requireBlocks('compressedTexImage2D', data);
    withBlocks(this, 'compressedTexImage2D', data, srcOffset, lengthOverride, (address, bytes) =>
      wasm.wasm_ctx_compressed_tex_image2d(ctx, ...image, address, bytes),
    );
  },

  /** As compressedTexImage2D, for TEXTURE_2D_ARRAY and, with BPTC, TEXTURE_3D. */
  compressedTexImage3D(...given) {
    requireArguments('compressedTexImage3D', 8, given.length);
    const image = toInt32s(given, 7);
    const { _wasm: wasm, _ctx: ctx } = this;
    const [data, srcOffset = 0, lengthOverride = 0] = given.slice(7);
    if (typeof data !== 'object' && given.length === 9) {
      const [imageSize, offset] = [data | 0, toInt64(srcOffset)];
      return void wasm.wasm_ctx_compressed_tex_image3d_offset(ctx, ...image, imageSize, offset);
    }
    requireBlocks('compressedTexImage3D', data);
    withBlocks(this, 'compressedTexImage3D', data, srcOffset, lengthOverride, (address, bytes) =>
      wasm.wasm_ctx_compressed_tex_image3d(ctx, ...image, address, bytes),
    );
  },

  /**
   * Replaces whole blocks of a level. Forms: (target, level, x, y, width, height, format, data[, srcOffset
   * [, srcLengthOverride]]) and (…, format, imageSize, offset).
   * GL errors: INVALID_ENUM target, format; INVALID_VALUE level, box, bytes; INVALID_OPERATION nothing
   * bound, level undefined or of another format, box not on block boundaries, unpack buffer.
   */
  compressedTexSubImage2D(...given) {
    requireArguments('compressedTexSubImage2D', 8, given.length);
    const image = toInt32s(given, 7);
    const { _wasm: wasm, _ctx: ctx } = this;
    const [data, srcOffset = 0, lengthOverride = 0] = given.slice(7);
    if (typeof data !== 'object' && given.length === 9) {
      const [imageSize, offset] = [data | 0, toInt64(srcOffset)];
      return void wasm.wasm_ctx_compressed_tex_sub_image2d_offset(ctx, ...image, imageSize, offset);
    }
    requireBlocks('compressedTexSubImage2D', data);
    withBlocks(this, 'compressedTexSubImage2D', data, srcOffset, lengthOverride, (address, bytes) =>
      wasm.wasm_ctx_compressed_tex_sub_image2d(ctx, ...image, address, bytes),
    );
  },

  /** As compressedTexSubImage2D, for TEXTURE_2D_ARRAY and TEXTURE_3D. */
  compressedTexSubImage3D(...given) {
    requireArguments('compressedTexSubImage3D', 10, given.length);
    const image = toInt32s(given, 9);
    const { _wasm: wasm, _ctx: ctx } = this;
    const [data, srcOffset = 0, lengthOverride = 0] = given.slice(9);
    if (typeof data !== 'object' && given.length === 11) {
      const [imageSize, offset] = [data | 0, toInt64(srcOffset)];
      return void wasm.wasm_ctx_compressed_tex_sub_image3d_offset(ctx, ...image, imageSize, offset);
    }
    requireBlocks('compressedTexSubImage3D', data);
    withBlocks(this, 'compressedTexSubImage3D', data, srcOffset, lengthOverride, (address, bytes) =>
      wasm.wasm_ctx_compressed_tex_sub_image3d(ctx, ...image, address, bytes),
    );
  },
};
