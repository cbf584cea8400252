// SPDX-License-Identifier: MIT
// Fixed-function state (WebGL 1.0 §5.14.3 and §5.14.4): numbers and flags that the module keeps. What it
// refuses is listed in wasm/gl/validate_fixed_state.cpp.
import { requireArguments } from '../webidl.js';

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const stateMethods = {
  enable(cap) {
    requireArguments('enable', 1, arguments.length);
    this._wasm.wasm_ctx_enable(this._ctx, cap);
  },

  disable(cap) {
    requireArguments('disable', 1, arguments.length);
    this._wasm.wasm_ctx_disable(this._ctx, cap);
  },

  isEnabled(cap) {
    requireArguments('isEnabled', 1, arguments.length);
    return this._wasm.wasm_ctx_is_enabled(this._ctx, cap) !== 0;
  },

  blendColor(red, green, blue, alpha) {
    requireArguments('blendColor', 4, arguments.length);
    this._wasm.wasm_ctx_blend_color(this._ctx, red, green, blue, alpha);
  },

  blendEquation(mode) {
    requireArguments('blendEquation', 1, arguments.length);
    this._wasm.wasm_ctx_blend_equation(this._ctx, mode);
  },

  blendEquationSeparate(modeRGB, modeAlpha) {
    requireArguments('blendEquationSeparate', 2, arguments.length);
    this._wasm.wasm_ctx_blend_equation_separate(this._ctx, modeRGB, modeAlpha);
  },

  /** GL errors: INVALID_ENUM; INVALID_OPERATION constant colour together with constant alpha. */
  blendFunc(sfactor, dfactor) {
    requireArguments('blendFunc', 2, arguments.length);
    this._wasm.wasm_ctx_blend_func(this._ctx, sfactor, dfactor);
  },

  blendFuncSeparate(srcRGB, dstRGB, srcAlpha, dstAlpha) {
    requireArguments('blendFuncSeparate', 4, arguments.length);
    this._wasm.wasm_ctx_blend_func_separate(this._ctx, srcRGB, dstRGB, srcAlpha, dstAlpha);
  },

  colorMask(red, green, blue, alpha) {
    requireArguments('colorMask', 4, arguments.length);
    const wasm = this._wasm;
    wasm.wasm_ctx_color_mask(
      this._ctx,
      Boolean(red),
      Boolean(green),
      Boolean(blue),
      Boolean(alpha),
    );
  },

  depthFunc(func) {
    requireArguments('depthFunc', 1, arguments.length);
    this._wasm.wasm_ctx_depth_func(this._ctx, func);
  },

  depthMask(flag) {
    requireArguments('depthMask', 1, arguments.length);
    this._wasm.wasm_ctx_depth_mask(this._ctx, Boolean(flag));
  },

  /** GL errors: INVALID_OPERATION zNear > zFar. */
  depthRange(zNear, zFar) {
    requireArguments('depthRange', 2, arguments.length);
    this._wasm.wasm_ctx_depth_range(this._ctx, zNear, zFar);
  },

  stencilFunc(func, ref, mask) {
    requireArguments('stencilFunc', 3, arguments.length);
    this._wasm.wasm_ctx_stencil_func(this._ctx, func, ref, mask);
  },

  stencilFuncSeparate(face, func, ref, mask) {
    requireArguments('stencilFuncSeparate', 4, arguments.length);
    this._wasm.wasm_ctx_stencil_func_separate(this._ctx, face, func, ref, mask);
  },

  stencilMask(mask) {
    requireArguments('stencilMask', 1, arguments.length);
    this._wasm.wasm_ctx_stencil_mask(this._ctx, mask);
  },

  stencilMaskSeparate(face, mask) {
    requireArguments('stencilMaskSeparate', 2, arguments.length);
    this._wasm.wasm_ctx_stencil_mask_separate(this._ctx, face, mask);
  },

  stencilOp(fail, zfail, zpass) {
    requireArguments('stencilOp', 3, arguments.length);
    this._wasm.wasm_ctx_stencil_op(this._ctx, fail, zfail, zpass);
  },

  stencilOpSeparate(face, fail, zfail, zpass) {
    requireArguments('stencilOpSeparate', 4, arguments.length);
    this._wasm.wasm_ctx_stencil_op_separate(this._ctx, face, fail, zfail, zpass);
  },

  cullFace(mode) {
    requireArguments('cullFace', 1, arguments.length);
    this._wasm.wasm_ctx_cull_face(this._ctx, mode);
  },

  frontFace(mode) {
    requireArguments('frontFace', 1, arguments.length);
    this._wasm.wasm_ctx_front_face(this._ctx, mode);
  },

  polygonOffset(factor, units) {
    requireArguments('polygonOffset', 2, arguments.length);
    this._wasm.wasm_ctx_polygon_offset(this._ctx, factor, units);
  },

  /** Kept and answered; lines are one pixel wide. GL errors: INVALID_VALUE unless positive. */
  lineWidth(width) {
    requireArguments('lineWidth', 1, arguments.length);
    this._wasm.wasm_ctx_line_width(this._ctx, width);
  },

  sampleCoverage(value, invert) {
    requireArguments('sampleCoverage', 2, arguments.length);
    this._wasm.wasm_ctx_sample_coverage(this._ctx, value, Boolean(invert));
  },

  viewport(x, y, width, height) {
    requireArguments('viewport', 4, arguments.length);
    this._wasm.wasm_ctx_viewport(this._ctx, x, y, width, height);
  },

  scissor(x, y, width, height) {
    requireArguments('scissor', 4, arguments.length);
    this._wasm.wasm_ctx_scissor(this._ctx, x, y, width, height);
  },

  clearColor(red, green, blue, alpha) {
    requireArguments('clearColor', 4, arguments.length);
    this._wasm.wasm_ctx_clear_color(this._ctx, red, green, blue, alpha);
  },

  clearDepth(depth) {
    requireArguments('clearDepth', 1, arguments.length);
    this._wasm.wasm_ctx_clear_depth(this._ctx, depth);
  },

  clearStencil(s) {
    requireArguments('clearStencil', 1, arguments.length);
    this._wasm.wasm_ctx_clear_stencil(this._ctx, s);
  },

  hint(target, mode) {
    requireArguments('hint', 2, arguments.length);
    this._wasm.wasm_ctx_hint(this._ctx, target, mode);
  },

  pixelStorei(pname, param) {
    requireArguments('pixelStorei', 2, arguments.length);
    this._wasm.wasm_ctx_pixel_storei(this._ctx, pname, param);
  },
};
