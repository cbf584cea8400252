// SPDX-License-Identifier: MIT
// Buffers: objects, binding points, contents (WebGL 1.0 §5.14.5, WebGL 2.0 §3.7.3, §3.7.16). Small
// contents travel through the context's upload area, larger ones through a block of wasm_alloc.
import { safePoint } from '../lifetimes.js';
import { WebGLBuffer } from '../objects.js';
import { bytesOf, requireArguments, toHandle, toInt64, toUint32 } from '../webidl.js';
import { elementBytes } from './view-type.js';
import { invalidValue, outOfMemory, outsideOf } from './report.js';

/** Kind of wasm/gl/object.h. */
const BUFFER = 1;

/** @param {string} method @param {number} position */
function notBytes(method, position) {
  return new TypeError(
    `Failed to execute '${method}' on 'WebGL2RenderingContext': parameter ${position} is neither an ` +
      'ArrayBuffer nor a view of one.',
  );
}

/**
 * The bytes of view[srcOffset, srcOffset + length), in elements; length 0 means up to the end. null if
 * that is not inside the view.
 * @param {ArrayBufferView} view @param {number} srcOffset @param {number} length
 */
function partOf(view, srcOffset, length) {
  const bytes = /** @type {Uint8Array} */ (bytesOf(view));
  const unit = elementBytes(view);
  const start = srcOffset * unit;
  const end = length === 0 ? bytes.length : start + length * unit;
  return start < 0 || start > bytes.length || end > bytes.length
    ? null
    : bytes.subarray(start, end);
}

/**
 * What is wrong where partOf gives null.
 * @param {string} method @param {string} name  of the offset
 * @param {ArrayBufferView} view @param {number} offset @param {number} length
 */
function outside(method, name, view, offset, length) {
  const { length: bytes } = /** @type {Uint8Array} */ (bytesOf(view));
  return outsideOf(method, `${name} + length`, offset, length, bytes / elementBytes(view));
}

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const bufferMethods = {
  createBuffer() {
    safePoint(this._wasm);
    return this._adopt(BUFFER, this._wasm.wasm_ctx_create_buffer(this._ctx) >>> 0);
  },

  deleteBuffer(buffer) {
    requireArguments('deleteBuffer', 1, arguments.length);
    const handle = toHandle(this, buffer, WebGLBuffer, 'deleteBuffer', true);
    this._wasm.wasm_ctx_delete_buffer(this._ctx, handle);
  },

  isBuffer(buffer) {
    requireArguments('isBuffer', 1, arguments.length);
    const handle = toHandle(this, buffer, WebGLBuffer, 'isBuffer', true);
    return this._wasm.wasm_ctx_is_buffer(this._ctx, handle) !== 0;
  },

  bindBuffer(target, buffer) {
    requireArguments('bindBuffer', 2, arguments.length);
    const handle = toHandle(this, buffer, WebGLBuffer, 'bindBuffer', true);
    this._wasm.wasm_ctx_bind_buffer(this._ctx, target, handle);
  },

  bindBufferBase(target, index, buffer) {
    requireArguments('bindBufferBase', 3, arguments.length);
    const handle = toHandle(this, buffer, WebGLBuffer, 'bindBufferBase', true);
    this._wasm.wasm_ctx_bind_buffer_base(this._ctx, target, index, handle);
  },

  bindBufferRange(target, index, buffer, offset, size) {
    requireArguments('bindBufferRange', 5, arguments.length);
    const handle = toHandle(this, buffer, WebGLBuffer, 'bindBufferRange', true);
    const from = toInt64(offset);
    const bytes = toInt64(size);
    this._wasm.wasm_ctx_bind_buffer_range(this._ctx, target, index, handle, from, bytes);
  },

  /**
   * Gives the buffer bound at `target` new storage.
   * @param {number} target  one of the buffer binding points
   * @param {BufferSource|number|null} data  bytes, or a size in bytes (then zero-filled)
   * @param {number} usage @param {number} [srcOffset] elements of the view @param {number} [length]
   * GL errors: INVALID_ENUM target, usage; INVALID_VALUE null data, size < 0, part outside the view;
   * INVALID_OPERATION nothing bound, transform feedback; OUT_OF_MEMORY. See WebGL 2.0 §3.7.3.
   */
  bufferData(target, data, usage, srcOffset = 0, length = 0) {
    requireArguments('bufferData', 3, arguments.length);
    const wasm = this._wasm;
    const isView = ArrayBuffer.isView(data);
    if (arguments.length > 3 && !isView) throw notBytes('bufferData', 2);
    target |= 0;
    const absent = data === null || data === undefined;
    const size = absent || bytesOf(data) !== null ? null : toInt64(data);
    usage |= 0;
    srcOffset = toInt64(srcOffset);
    length = toUint32(length);
    if (absent) return invalidValue(this, `bufferData: srcData is ${data}`);
    if (size !== null) return void wasm.wasm_ctx_buffer_data(this._ctx, target, 0, size, usage);
    const bytes = isView ? partOf(data, srcOffset, length) : bytesOf(data);
    if (bytes === null)
      return invalidValue(
        this,
        outside('bufferData', 'srcOffset', /** @type {any} */ (data), srcOffset, length),
      );
    const small = bytes.length <= this._uploadBytes;
    const upload = small ? this._upload : wasm.wasm_alloc(bytes.length) >>> 0;
    if (upload === 0) return outOfMemory(this, 'bufferData', bytes.length);
    wasm.HEAPU8.set(bytes, upload);
    wasm.wasm_ctx_buffer_data(this._ctx, target, upload, bytes.length, usage);
    if (!small) wasm.wasm_free(upload);
  },

  /**
   * Writes `data` into the buffer bound at `target`.
   * @param {number} target @param {number} dstByteOffset @param {BufferSource} data
   * @param {number} [srcOffset] elements of the view @param {number} [length]
   * GL errors: INVALID_ENUM target; INVALID_VALUE dstByteOffset, part outside the view or the buffer;
   * INVALID_OPERATION nothing bound, transform feedback. See WebGL 2.0 §3.7.3.
   */
  bufferSubData(target, dstByteOffset, data, srcOffset = 0, length = 0) {
    requireArguments('bufferSubData', 3, arguments.length);
    const wasm = this._wasm;
    const isView = ArrayBuffer.isView(data);
    if (arguments.length > 3 && !isView) throw notBytes('bufferSubData', 3);
    target |= 0;
    const at = toInt64(dstByteOffset);
    srcOffset = toInt64(srcOffset);
    length = toUint32(length);
    const bytes = isView ? partOf(data, srcOffset, length) : bytesOf(data);
    if (bytes === null) {
      if (isView)
        return invalidValue(this, outside('bufferSubData', 'srcOffset', data, srcOffset, length));
      throw notBytes('bufferSubData', 3);
    }
    const small = bytes.length <= this._uploadBytes;
    const upload = small ? this._upload : wasm.wasm_alloc(bytes.length) >>> 0;
    if (upload === 0) return outOfMemory(this, 'bufferSubData', bytes.length);
    wasm.HEAPU8.set(bytes, upload);
    wasm.wasm_ctx_buffer_sub_data(this._ctx, target, at, upload, bytes.length);
    if (!small) wasm.wasm_free(upload);
  },

  copyBufferSubData(readTarget, writeTarget, readOffset, writeOffset, size) {
    requireArguments('copyBufferSubData', 5, arguments.length);
    const from = toInt64(readOffset);
    const to = toInt64(writeOffset);
    const bytes = toInt64(size);
    this._wasm.wasm_ctx_copy_buffer_sub_data(this._ctx, readTarget, writeTarget, from, to, bytes);
  },

  /**
   * Reads from the buffer bound at `target` into a view.
   * @param {number} target @param {number} srcByteOffset @param {ArrayBufferView} dstBuffer
   * @param {number} [dstOffset] elements of the view @param {number} [length]
   * GL errors: INVALID_ENUM target; INVALID_VALUE srcByteOffset, part outside the view or the buffer;
   * INVALID_OPERATION nothing bound, transform feedback. See WebGL 2.0 §3.7.3.
   */
  getBufferSubData(target, srcByteOffset, dstBuffer, dstOffset = 0, length = 0) {
    requireArguments('getBufferSubData', 3, arguments.length);
    if (!ArrayBuffer.isView(dstBuffer)) throw notBytes('getBufferSubData', 3);
    const wasm = this._wasm;
    target |= 0;
    const from = toInt64(srcByteOffset);
    dstOffset = toInt64(dstOffset);
    length = toUint32(length);
    const out = partOf(dstBuffer, dstOffset, length);
    if (out === null)
      return invalidValue(
        this,
        outside('getBufferSubData', 'dstOffset', dstBuffer, dstOffset, length),
      );
    const ptr = wasm.wasm_ctx_get_buffer_sub_data(this._ctx, target, from, out.length) >>> 0;
    if (ptr === 0) return;
    const mem = wasm.HEAPU8;
    const len = wasm.HEAPU32[(ptr - 16) >>> 2];
    out.set(mem.subarray(ptr, ptr + len));
  },

  /** BUFFER_SIZE or BUFFER_USAGE. GL errors: INVALID_ENUM, INVALID_OPERATION nothing bound: null. */
  getBufferParameter(target, pname) {
    requireArguments('getBufferParameter', 2, arguments.length);
    const ptr = this._wasm.wasm_ctx_get_buffer_parameter(this._ctx, target, pname) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU32;
    const isDouble = mem[ptr >>> 2] === 5;
    return isDouble ? this._wasm.HEAPF64[(ptr + 8) >>> 3] : mem[(ptr + 8) >>> 2];
  },
};
