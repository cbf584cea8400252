// SPDX-License-Identifier: MIT
// The methods of extension objects, by extension: a function of the context gives them.
import { WebGLQuery } from '../objects.js';
import { endingTurn } from '../turns.js';
import { listLength, requireArguments, toHandle, toInt64, toList } from '../webidl.js';
import { queueLoss, queueRestoration } from './loss.js';
import { invalidOperation, invalidValue, outOfMemory, outsideOf } from './report.js';

/**
 * The lists of a WEBGL_multi_draw call, laid out one after the other at `call`'s address.
 * GL errors: INVALID_VALUE drawcount < 0; INVALID_OPERATION an offset or the draws exceed a list.
 * @param {any} gl @param {string} method @param {any} drawcount
 * @param {[list: any, offset: any, View?: any][]} columns  of Int32Array unless `View` says otherwise
 * @param {(lists: number, drawcount: number) => void} call
 */
function withDrawLists(gl, method, drawcount, columns, call) {
  const wasm = gl._wasm;
  const lists = columns.map(([list, offset, View = Int32Array]) => ({
    values: toList(method, list, View),
    start: toInt64(offset),
  }));
  const count = drawcount | 0;
  if (count < 0) return invalidValue(gl, `${method}: drawcount ${count} is negative`);
  for (const { values, start } of lists) {
    const length = listLength(values);
    if (start < 0 || start > length || start + count > length) {
      return invalidOperation(gl, outsideOf(method, 'offset + drawcount', start, count, length));
    }
  }
  const bytes = 4 * count * lists.length;
  const area = bytes <= gl._uploadBytes;
  const at = area ? gl._upload : wasm.wasm_alloc(bytes) >>> 0;
  if (at === 0) return outOfMemory(gl, method, bytes);
  lists.forEach(({ values, start }, column) => {
    const base = (at >>> 2) + column * count;
    for (let i = 0; i < count; i++) wasm.HEAP32[base + i] = values[start + i];
  });
  call(at, count);
  if (!area) wasm.wasm_free(at);
}

/**
 * GL errors: INVALID_ENUM target; INVALID_OPERATION deleted, active, of another target.
 * @param {any} gl @param {any} query @param {any} target
 */
export function queryCounter(gl, query, target) {
  const handle = toHandle(gl, query, WebGLQuery, 'queryCounterEXT');
  gl._wasm.wasm_ctx_query_counter(gl._ctx, handle, target, endingTurn());
}

/** @type {Readonly<Record<string, (gl: any) => Record<string, Function>>>} */
export const extensionObjectMethods = {
  EXT_clip_control: (gl) => ({
    /** GL errors: INVALID_ENUM. @param {any} origin @param {any} depth */
    clipControlEXT(origin, depth) {
      requireArguments('clipControlEXT', 2, arguments.length);
      gl._wasm.wasm_ctx_clip_control(gl._ctx, origin, depth);
    },
  }),

  EXT_disjoint_timer_query_webgl2: (gl) => ({
    /** @param {any} query @param {any} target */
    queryCounterEXT(query, target) {
      requireArguments('queryCounterEXT', 2, arguments.length);
      queryCounter(gl, query, target);
    },
  }),

  EXT_polygon_offset_clamp: (gl) => ({
    /** @param {any} factor @param {any} units @param {any} clamp */
    polygonOffsetClampEXT(factor, units, clamp) {
      requireArguments('polygonOffsetClampEXT', 3, arguments.length);
      gl._wasm.wasm_ctx_polygon_offset_clamp(gl._ctx, factor, units, clamp);
    },
  }),

  /** GL errors of all: INVALID_VALUE buffer; INVALID_ENUM; as the methods without index. */
  OES_draw_buffers_indexed: (gl) => ({
    /** @param {any} target @param {any} index */
    enableiOES(target, index) {
      requireArguments('enableiOES', 2, arguments.length);
      gl._wasm.wasm_ctx_enablei(gl._ctx, target, index);
    },
    /** @param {any} target @param {any} index */
    disableiOES(target, index) {
      requireArguments('disableiOES', 2, arguments.length);
      gl._wasm.wasm_ctx_disablei(gl._ctx, target, index);
    },
    /** @param {any} buf @param {any} mode */
    blendEquationiOES(buf, mode) {
      requireArguments('blendEquationiOES', 2, arguments.length);
      gl._wasm.wasm_ctx_blend_equationi(gl._ctx, buf, mode);
    },
    /** @param {any} buf @param {any} modeRGB @param {any} modeAlpha */
    blendEquationSeparateiOES(buf, modeRGB, modeAlpha) {
      requireArguments('blendEquationSeparateiOES', 3, arguments.length);
      gl._wasm.wasm_ctx_blend_equation_separatei(gl._ctx, buf, modeRGB, modeAlpha);
    },
    /** @param {any} buf @param {any} src @param {any} dst */
    blendFunciOES(buf, src, dst) {
      requireArguments('blendFunciOES', 3, arguments.length);
      gl._wasm.wasm_ctx_blend_funci(gl._ctx, buf, src, dst);
    },
    /** @param {any} buf @param {any} srcRGB @param {any} dstRGB @param {any} srcAlpha @param {any} dstAlpha */
    blendFuncSeparateiOES(buf, srcRGB, dstRGB, srcAlpha, dstAlpha) {
      requireArguments('blendFuncSeparateiOES', 5, arguments.length);
      const factors = [srcRGB, dstRGB, srcAlpha, dstAlpha];
      gl._wasm.wasm_ctx_blend_func_separatei(gl._ctx, buf, ...factors);
    },
    /** @param {any} buf @param {any} red @param {any} green @param {any} blue @param {any} alpha */
    colorMaskiOES(buf, red, green, blue, alpha) {
      requireArguments('colorMaskiOES', 5, arguments.length);
      const mask = (red ? 1 : 0) | (green ? 2 : 0) | (blue ? 4 : 0) | (alpha ? 8 : 0);
      gl._wasm.wasm_ctx_color_maski(gl._ctx, buf, mask);
    },
  }),

  WEBGL_compressed_texture_astc: () => ({
    /** A new array. */
    getSupportedProfiles() {
      return ['ldr'];
    },
  }),

  WEBGL_debug_shaders: (gl) => ({
    /** @param {any} shader */
    getTranslatedShaderSource(shader) {
      requireArguments('getTranslatedShaderSource', 1, arguments.length);
      return gl._getTranslatedShaderSource(shader);
    },
  }),

  /** GL errors of both: those of drawArraysInstanced and drawElementsInstanced; a vertex below 0. */
  WEBGL_draw_instanced_base_vertex_base_instance: (gl) => ({
    /** @param {any} mode @param {any} first @param {any} count @param {any} instances @param {any} baseInstance */
    drawArraysInstancedBaseInstanceWEBGL(mode, first, count, instances, baseInstance) {
      requireArguments('drawArraysInstancedBaseInstanceWEBGL', 5, arguments.length);
      const draw = gl._wasm.wasm_ctx_draw_arrays_instanced_base_instance;
      draw(gl._ctx, mode, first, count, instances, baseInstance);
    },

    /** @param {any} mode @param {any} count @param {any} type @param {any} offset @param {any} instances @param {any} baseVertex @param {any} baseInstance */
    drawElementsInstancedBaseVertexBaseInstanceWEBGL(
      mode,
      count,
      type,
      offset,
      instances,
      baseVertex,
      baseInstance,
    ) {
      requireArguments('drawElementsInstancedBaseVertexBaseInstanceWEBGL', 7, arguments.length);
      const draw = gl._wasm.wasm_ctx_draw_elements_instanced_base_vertex_base_instance;
      draw(gl._ctx, mode, count, type, toInt64(offset), instances, baseVertex, baseInstance);
    },
  }),

  WEBGL_lose_context: (gl) => ({
    /** GL errors: INVALID_OPERATION lost already. */
    loseContext() {
      if (gl._wasm.wasm_ctx_lose_context(gl._ctx) === 0) return;
      queueLoss(gl);
    },

    /**
     * Works once the page has prevented the default of webglcontextlost, as browsers want it; a context
     * without a canvas gets no events and needs no consent.
     * It undoes losses that the module found as well.
     * GL errors: INVALID_OPERATION not lost, or no consent.
     */
    restoreContext() {
      const allowed = gl._loss?.restorable === true;
      if (gl._wasm.wasm_ctx_restore_context(gl._ctx, allowed) === 0) return;
      queueRestoration(gl);
    },
  }),

  /** GL errors of all: those of the lists, and of any of the draws; nothing is drawn then. */
  WEBGL_multi_draw: (gl) => ({
    /** @param {any} mode @param {any} firsts @param {any} firstsOffset @param {any} counts @param {any} countsOffset @param {any} drawcount */
    multiDrawArraysWEBGL(mode, firsts, firstsOffset, counts, countsOffset, drawcount) {
      requireArguments('multiDrawArraysWEBGL', 6, arguments.length);
      mode |= 0;
      /** @type {[any, any][]} */
      const columns = [
        [firsts, firstsOffset],
        [counts, countsOffset],
      ];
      withDrawLists(gl, 'multiDrawArraysWEBGL', drawcount, columns, (lists, n) =>
        gl._wasm.wasm_ctx_multi_draw_arrays(gl._ctx, mode, lists, n),
      );
    },

    /** @param {any} mode @param {any} counts @param {any} countsOffset @param {any} type @param {any} offsets @param {any} offsetsOffset @param {any} drawcount */
    multiDrawElementsWEBGL(mode, counts, countsOffset, type, offsets, offsetsOffset, drawcount) {
      requireArguments('multiDrawElementsWEBGL', 7, arguments.length);
      mode |= 0;
      type |= 0;
      /** @type {[any, any][]} */
      const columns = [
        [counts, countsOffset],
        [offsets, offsetsOffset],
      ];
      withDrawLists(gl, 'multiDrawElementsWEBGL', drawcount, columns, (lists, n) =>
        gl._wasm.wasm_ctx_multi_draw_elements(gl._ctx, mode, type, lists, n),
      );
    },

    /** @param {any} mode @param {any} firsts @param {any} firstsOffset @param {any} counts @param {any} countsOffset @param {any} instances @param {any} instancesOffset @param {any} drawcount */
    multiDrawArraysInstancedWEBGL(
      mode,
      firsts,
      firstsOffset,
      counts,
      countsOffset,
      instances,
      instancesOffset,
      drawcount,
    ) {
      requireArguments('multiDrawArraysInstancedWEBGL', 8, arguments.length);
      mode |= 0;
      /** @type {[any, any][]} */
      const columns = [
        [firsts, firstsOffset],
        [counts, countsOffset],
        [instances, instancesOffset],
      ];
      withDrawLists(gl, 'multiDrawArraysInstancedWEBGL', drawcount, columns, (lists, n) =>
        gl._wasm.wasm_ctx_multi_draw_arrays_instanced(gl._ctx, mode, lists, n),
      );
    },

    /** @param {any} mode @param {any} counts @param {any} countsOffset @param {any} type @param {any} offsets @param {any} offsetsOffset @param {any} instances @param {any} instancesOffset @param {any} drawcount */
    multiDrawElementsInstancedWEBGL(
      mode,
      counts,
      countsOffset,
      type,
      offsets,
      offsetsOffset,
      instances,
      instancesOffset,
      drawcount,
    ) {
      requireArguments('multiDrawElementsInstancedWEBGL', 9, arguments.length);
      mode |= 0;
      type |= 0;
      /** @type {[any, any][]} */
      const columns = [
        [counts, countsOffset],
        [offsets, offsetsOffset],
        [instances, instancesOffset],
      ];
      withDrawLists(gl, 'multiDrawElementsInstancedWEBGL', drawcount, columns, (lists, n) =>
        gl._wasm.wasm_ctx_multi_draw_elements_instanced(gl._ctx, mode, type, lists, n),
      );
    },
  }),

  /** GL errors as of WEBGL_multi_draw. */
  WEBGL_multi_draw_instanced_base_vertex_base_instance: (gl) => ({
    /** @param {any} mode @param {any} firsts @param {any} firstsOffset @param {any} counts @param {any} countsOffset @param {any} instances @param {any} instancesOffset @param {any} bases @param {any} basesOffset @param {any} drawcount */
    multiDrawArraysInstancedBaseInstanceWEBGL(
      mode,
      firsts,
      firstsOffset,
      counts,
      countsOffset,
      instances,
      instancesOffset,
      bases,
      basesOffset,
      drawcount,
    ) {
      const method = 'multiDrawArraysInstancedBaseInstanceWEBGL';
      requireArguments(method, 10, arguments.length);
      mode |= 0;
      /** @type {[any, any, any?][]} */
      const columns = [
        [firsts, firstsOffset],
        [counts, countsOffset],
        [instances, instancesOffset],
        [bases, basesOffset, Uint32Array],
      ];
      const draw = gl._wasm.wasm_ctx_multi_draw_arrays_instanced_base_instance;
      withDrawLists(gl, method, drawcount, columns, (lists, n) => draw(gl._ctx, mode, lists, n));
    },

    /** @param {any} mode @param {any} counts @param {any} countsOffset @param {any} type @param {any} offsets @param {any} offsetsOffset @param {any} instances @param {any} instancesOffset @param {any} vertices @param {any} verticesOffset @param {any} bases @param {any} basesOffset @param {any} drawcount */
    multiDrawElementsInstancedBaseVertexBaseInstanceWEBGL(
      mode,
      counts,
      countsOffset,
      type,
      offsets,
      offsetsOffset,
      instances,
      instancesOffset,
      vertices,
      verticesOffset,
      bases,
      basesOffset,
      drawcount,
    ) {
      const method = 'multiDrawElementsInstancedBaseVertexBaseInstanceWEBGL';
      requireArguments(method, 13, arguments.length);
      mode |= 0;
      type |= 0;
      /** @type {[any, any, any?][]} */
      const columns = [
        [counts, countsOffset],
        [offsets, offsetsOffset],
        [instances, instancesOffset],
        [vertices, verticesOffset],
        [bases, basesOffset, Uint32Array],
      ];
      const draw = gl._wasm.wasm_ctx_multi_draw_elements_instanced_base_vertex_base_instance;
      withDrawLists(gl, method, drawcount, columns, (lists, n) =>
        draw(gl._ctx, mode, type, lists, n),
      );
    },
  }),

  WEBGL_polygon_mode: (gl) => ({
    /** GL errors: INVALID_ENUM. @param {any} face @param {any} mode */
    polygonModeWEBGL(face, mode) {
      requireArguments('polygonModeWEBGL', 2, arguments.length);
      gl._wasm.wasm_ctx_polygon_mode(gl._ctx, face, mode);
    },
  }),

  WEBGL_provoking_vertex: (gl) => ({
    /** GL errors: INVALID_ENUM. @param {any} provokeMode */
    provokingVertexWEBGL(provokeMode) {
      requireArguments('provokingVertexWEBGL', 1, arguments.length);
      gl._wasm.wasm_ctx_provoking_vertex(gl._ctx, provokeMode);
    },
  }),
};
