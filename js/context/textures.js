// SPDX-License-Identifier: MIT
// Textures (WebGL 1.0 §5.14.8, WebGL 2.0 §3.7.6): objects, parameters, storage and uploads. Which
// overload of an upload is meant is decided by the number of arguments and the kind of the last one:
// an array or null, an offset into PIXEL_UNPACK_BUFFER, or a TexImageSource.
import { convertPixels } from '../color-space.js';
import { safePoint } from '../lifetimes.js';
import { WebGLTexture } from '../objects.js';
import { bytesOf, requireArguments, toHandle, toInt32s, toInt64 } from '../webidl.js';
import { readTexImageSource } from './tex-image-source.js';
import { elementBytes, viewType } from './view-type.js';
import { invalidOperation, invalidValue, outOfMemory, outsideOf } from './report.js';

const TEXTURE = 9; // object kind, wasm/gl/object.h

const WHOLE_PICTURE = 1;
const AS_IS = 2;
const DEEP = 4;

/** @param {string} method @returns {never} */
function noOverload(method) {
  throw new TypeError(
    `Failed to execute '${method}' on 'WebGL2RenderingContext': no overload takes this many ` +
      'arguments.',
  );
}

/** @param {string} method @param {any} view @returns {ArrayBufferView} */
function requireView(method, view) {
  if (ArrayBuffer.isView(view)) return view;
  throw new TypeError(
    `Failed to execute '${method}' on 'WebGL2RenderingContext': the pixels are not of type ` +
      "'ArrayBufferView'.",
  );
}

/** What follows from the last arguments of an upload: an array (null too), an offset, or a source. */
const VIEW = 0;
const OFFSET = 1;
const SOURCE = 2;

/** @param {any} pixels */
function sourceKind(pixels) {
  if (pixels === null || pixels === undefined || ArrayBuffer.isView(pixels)) return VIEW;
  return typeof pixels === 'object' ? SOURCE : OFFSET;
}

/**
 * Hands an array's bytes from `srcOffset` on to `call(address, bytes, type)`; null pixels as type 0.
 * @param {any} gl @param {string} method @param {ArrayBufferView | null | undefined} view @param {any} srcOffset
 * @param {(data: number, bytes: number, type: number) => void} call
 */
function withView(gl, method, view, srcOffset, call) {
  const first = toInt64(srcOffset);
  if (view === null || view === undefined) return call(0, 0, 0);
  const wasm = gl._wasm;
  const all = /** @type {Uint8Array} */ (bytesOf(view));
  const start = first * elementBytes(view);
  if (start < 0 || start > all.length) {
    const elements = all.length / elementBytes(view);
    return invalidOperation(gl, outsideOf(method, 'srcOffset', first, 0, elements));
  }
  const bytes = start === 0 ? all : all.subarray(start);
  const data = wasm.wasm_alloc(bytes.length) >>> 0;
  if (data === 0) return outOfMemory(gl, method, bytes.length);
  wasm.HEAPU8.set(bytes, data);
  call(data, bytes.length, viewType(view));
  wasm.wasm_free(data);
}

/**
 * Hands a TexImageSource's texels to `call(address, width, height, flags)`.
 * @param {any} gl @param {string} method @param {any} source
 * @param {(data: number, width: number, height: number, flags: number) => void} call
 */
function withPicture(gl, method, source, call) {
  const wasm = gl._wasm;
  const picture = readTexImageSource(method, source);
  if (picture === null)
    return invalidValue(
      gl,
      `${method}: the source has no picture (closed, detached or not loaded)`,
    );
  const { width, height, asIs, deep } = picture;
  const bytes = picture.data.subarray(0, width * height * (deep ? 8 : 4));
  const data = wasm.wasm_alloc(bytes.length) >>> 0;
  if (data === 0) return outOfMemory(gl, method, bytes.length);
  wasm.HEAPU8.set(bytes, data);
  if (!asIs) {
    const from = source.colorSpace === 'display-p3' ? 'display-p3' : 'srgb';
    const pixels = deep
      ? wasm.HEAPU16.subarray(data / 2, (data + bytes.length) / 2)
      : wasm.HEAPU8.subarray(data, data + bytes.length);
    convertPixels(pixels, from, gl._unpackColorSpace);
  }
  call(data, width, height, (asIs ? AS_IS : 0) | (deep ? DEEP : 0));
  wasm.wasm_free(data);
}

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const textureMethods = {
  createTexture() {
    safePoint(this._wasm);
    const handle = this._wasm.wasm_ctx_create_texture(this._ctx) >>> 0;
    return this._adopt(TEXTURE, handle);
  },

  deleteTexture(texture) {
    requireArguments('deleteTexture', 1, arguments.length);
    const handle = toHandle(this, texture, WebGLTexture, 'deleteTexture', true);
    this._wasm.wasm_ctx_delete_texture(this._ctx, handle);
  },

  isTexture(texture) {
    requireArguments('isTexture', 1, arguments.length);
    const handle = toHandle(this, texture, WebGLTexture, 'isTexture', true);
    return this._wasm.wasm_ctx_is_texture(this._ctx, handle) !== 0;
  },

  activeTexture(texture) {
    requireArguments('activeTexture', 1, arguments.length);
    this._wasm.wasm_ctx_active_texture(this._ctx, texture);
  },

  bindTexture(target, texture) {
    requireArguments('bindTexture', 2, arguments.length);
    const handle = toHandle(this, texture, WebGLTexture, 'bindTexture', true);
    this._wasm.wasm_ctx_bind_texture(this._ctx, target, handle);
  },

  texParameteri(target, pname, param) {
    requireArguments('texParameteri', 3, arguments.length);
    this._wasm.wasm_ctx_tex_parameteri(this._ctx, target, pname, param);
  },

  texParameterf(target, pname, param) {
    requireArguments('texParameterf', 3, arguments.length);
    this._wasm.wasm_ctx_tex_parameterf(this._ctx, target, pname, param);
  },

  /** A number or a boolean. GL errors: INVALID_ENUM; INVALID_OPERATION nothing bound: null. */
  getTexParameter(target, pname) {
    requireArguments('getTexParameter', 2, arguments.length);
    const ptr = this._wasm.wasm_ctx_get_tex_parameter(this._ctx, target, pname) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU32;
    switch (mem[ptr >>> 2]) {
      case 1:
        return mem[(ptr + 8) >>> 2] !== 0;
      case 4:
        return this._wasm.HEAPF32[(ptr + 8) >>> 2];
      default:
        return mem[(ptr + 8) >>> 2];
    }
  },

  texStorage2D(target, levels, internalformat, width, height) {
    requireArguments('texStorage2D', 5, arguments.length);
    this._wasm.wasm_ctx_tex_storage2d(this._ctx, target, levels, internalformat, width, height);
  },

  texStorage3D(target, levels, internalformat, width, height, depth) {
    requireArguments('texStorage3D', 6, arguments.length);
    this._wasm.wasm_ctx_tex_storage3d(
      this._ctx,
      target,
      levels,
      internalformat,
      width,
      height,
      depth,
    );
  },

  generateMipmap(target) {
    requireArguments('generateMipmap', 1, arguments.length);
    this._wasm.wasm_ctx_generate_mipmap(this._ctx, target);
  },

  /**
   * Defines a level. Forms: (target, level, internalformat, format, type, source) and
   * (target, level, internalformat, width, height, border, format, type, pixels[, srcOffset]), where
   * pixels is an array, null (zero-filled), a TexImageSource, or an offset into PIXEL_UNPACK_BUFFER.
   * GL errors: INVALID_ENUM target, format, type; INVALID_VALUE internalformat, level, size, border;
   * INVALID_OPERATION nothing bound, immutable, combination, pixels. See WebGL 2.0 §3.7.6.
   */
  texImage2D(...given) {
    requireArguments('texImage2D', 6, given.length);
    const { _wasm: wasm, _ctx: ctx } = this;
    if (given.length === 6) {
      const [target, level, internalformat, format, type] = toInt32s(given, 5);
      return withPicture(this, 'texImage2D', given[5], (data, width, height, flags) =>
        wasm.wasm_ctx_tex_image2d_picture(
          ctx,
          target,
          level,
          internalformat,
          width,
          height,
          0,
          format,
          type,
          data,
          width,
          height,
          flags | WHOLE_PICTURE,
        ),
      );
    }
    if (given.length < 9) noOverload('texImage2D');
    const [pixels, srcOffset = 0] = given.slice(8);
    if (given.length > 9) requireView('texImage2D', pixels);
    const [target, level, internalformat, width, height, border, format, type] = toInt32s(given, 8);
    switch (sourceKind(pixels)) {
      case VIEW:
        return withView(this, 'texImage2D', pixels, srcOffset, (data, bytes, kind) =>
          wasm.wasm_ctx_tex_image2d(
            ctx,
            target,
            level,
            internalformat,
            width,
            height,
            border,
            format,
            type,
            data,
            bytes,
            kind,
          ),
        );
      case OFFSET:
        return void wasm.wasm_ctx_tex_image2d_offset(
          ctx,
          target,
          level,
          internalformat,
          width,
          height,
          border,
          format,
          type,
          toInt64(pixels),
        );
      default:
        return withPicture(this, 'texImage2D', pixels, (data, w, h, flags) =>
          wasm.wasm_ctx_tex_image2d_picture(
            ctx,
            target,
            level,
            internalformat,
            width,
            height,
            border,
            format,
            type,
            data,
            w,
            h,
            flags,
          ),
        );
    }
  },

  /** As texImage2D, for TEXTURE_3D and TEXTURE_2D_ARRAY; there is no form without sizes. */
  texImage3D(...given) {
    requireArguments('texImage3D', 10, given.length);
    const { _wasm: wasm, _ctx: ctx } = this;
    const [pixels, srcOffset = 0] = given.slice(9);
    if (given.length > 10) requireView('texImage3D', pixels);
    const [target, level, internalformat, width, height, depth, border, format, type] = toInt32s(
      given,
      9,
    );
    switch (sourceKind(pixels)) {
      case VIEW:
        return withView(this, 'texImage3D', pixels, srcOffset, (data, bytes, kind) =>
          wasm.wasm_ctx_tex_image3d(
            ctx,
            target,
            level,
            internalformat,
            width,
            height,
            depth,
            border,
            format,
            type,
            data,
            bytes,
            kind,
          ),
        );
      case OFFSET:
        return void wasm.wasm_ctx_tex_image3d_offset(
          ctx,
          target,
          level,
          internalformat,
          width,
          height,
          depth,
          border,
          format,
          type,
          toInt64(pixels),
        );
      default:
        return withPicture(this, 'texImage3D', pixels, (data, w, h, flags) =>
          wasm.wasm_ctx_tex_image3d_picture(
            ctx,
            target,
            level,
            internalformat,
            width,
            height,
            depth,
            border,
            format,
            type,
            data,
            w,
            h,
            flags,
          ),
        );
    }
  },

  /**
   * Replaces part of a level. Forms: (target, level, x, y, format, type, source) and
   * (target, level, x, y, width, height, format, type, pixels[, srcOffset]).
   * GL errors: INVALID_ENUM target, format, type; INVALID_VALUE level, box, null pixels;
   * INVALID_OPERATION nothing bound, level undefined, combination, pixels.
   */
  texSubImage2D(...given) {
    requireArguments('texSubImage2D', 7, given.length);
    const { _wasm: wasm, _ctx: ctx } = this;
    if (given.length === 7) {
      const [target, level, x, y, format, type] = toInt32s(given, 6);
      return withPicture(this, 'texSubImage2D', given[6], (data, width, height, flags) =>
        wasm.wasm_ctx_tex_sub_image2d_picture(
          ctx,
          target,
          level,
          x,
          y,
          width,
          height,
          format,
          type,
          data,
          width,
          height,
          flags | WHOLE_PICTURE,
        ),
      );
    }
    if (given.length < 9) noOverload('texSubImage2D');
    const [pixels, srcOffset = 0] = given.slice(8);
    if (given.length > 9) requireView('texSubImage2D', pixels);
    const [target, level, x, y, width, height, format, type] = toInt32s(given, 8);
    switch (sourceKind(pixels)) {
      case VIEW:
        return withView(this, 'texSubImage2D', pixels, srcOffset, (data, bytes, kind) =>
          wasm.wasm_ctx_tex_sub_image2d(
            ctx,
            target,
            level,
            x,
            y,
            width,
            height,
            format,
            type,
            data,
            bytes,
            kind,
          ),
        );
      case OFFSET:
        return void wasm.wasm_ctx_tex_sub_image2d_offset(
          ctx,
          target,
          level,
          x,
          y,
          width,
          height,
          format,
          type,
          toInt64(pixels),
        );
      default:
        return withPicture(this, 'texSubImage2D', pixels, (data, w, h, flags) =>
          wasm.wasm_ctx_tex_sub_image2d_picture(
            ctx,
            target,
            level,
            x,
            y,
            width,
            height,
            format,
            type,
            data,
            w,
            h,
            flags,
          ),
        );
    }
  },

  /** As texSubImage2D, for TEXTURE_3D and TEXTURE_2D_ARRAY. */
  texSubImage3D(...given) {
    requireArguments('texSubImage3D', 11, given.length);
    const { _wasm: wasm, _ctx: ctx } = this;
    const [pixels, srcOffset = 0] = given.slice(10);
    if (given.length > 11 && pixels !== null) requireView('texSubImage3D', pixels);
    const [target, level, x, y, z, width, height, depth, format, type] = toInt32s(given, 10);
    switch (sourceKind(pixels)) {
      case VIEW:
        return withView(this, 'texSubImage3D', pixels, srcOffset, (data, bytes, kind) =>
          wasm.wasm_ctx_tex_sub_image3d(
            ctx,
            target,
            level,
            x,
            y,
            z,
            width,
            height,
            depth,
            format,
            type,
            data,
            bytes,
            kind,
          ),
        );
      case OFFSET:
        return void wasm.wasm_ctx_tex_sub_image3d_offset(
          ctx,
          target,
          level,
          x,
          y,
          z,
          width,
          height,
          depth,
          format,
          type,
          toInt64(pixels),
        );
      default:
        return withPicture(this, 'texSubImage3D', pixels, (data, w, h, flags) =>
          wasm.wasm_ctx_tex_sub_image3d_picture(
            ctx,
            target,
            level,
            x,
            y,
            z,
            width,
            height,
            depth,
            format,
            type,
            data,
            w,
            h,
            flags,
          ),
        );
    }
  },

  copyTexImage2D(target, level, internalformat, x, y, width, height, border) {
    requireArguments('copyTexImage2D', 8, arguments.length);
    this._wasm.wasm_ctx_copy_tex_image2d(
      this._ctx,
      target,
      level,
      internalformat,
      x,
      y,
      width,
      height,
      border,
    );
  },

  copyTexSubImage2D(target, level, xoffset, yoffset, x, y, width, height) {
    requireArguments('copyTexSubImage2D', 8, arguments.length);
    this._wasm.wasm_ctx_copy_tex_sub_image2d(
      this._ctx,
      target,
      level,
      xoffset,
      yoffset,
      x,
      y,
      width,
      height,
    );
  },

  copyTexSubImage3D(target, level, xoffset, yoffset, zoffset, x, y, width, height) {
    requireArguments('copyTexSubImage3D', 9, arguments.length);
    this._wasm.wasm_ctx_copy_tex_sub_image3d(
      this._ctx,
      target,
      level,
      xoffset,
      yoffset,
      zoffset,
      x,
      y,
      width,
      height,
    );
  },
};
