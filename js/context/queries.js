// SPDX-License-Identifier: MIT
// Query objects (WebGL 2.0 §3.7.12). A result shows up in a later task than the one that ended the
// query.
import { safePoint } from '../lifetimes.js';
import { WebGLQuery } from '../objects.js';
import { currentTurn, endingTurn } from '../turns.js';
import { requireArguments, toHandle } from '../webidl.js';

/** Kind of wasm/gl/object.h. */
const QUERY = 4;
/** Tags of wasm/exports/payload.h. */
const BOOL = 1;
const F64 = 5;
const QUERY_COUNTER_BITS_EXT = 0x8864;

/** @type {Record<string, (...args: any[]) => any> & ThisType<any>} */
export const queryMethods = {
  createQuery() {
    safePoint(this._wasm);
    return this._adopt(QUERY, this._wasm.wasm_ctx_create_query(this._ctx) >>> 0);
  },

  deleteQuery(query) {
    requireArguments('deleteQuery', 1, arguments.length);
    const handle = toHandle(this, query, WebGLQuery, 'deleteQuery', true);
    this._wasm.wasm_ctx_delete_query(this._ctx, handle, endingTurn());
  },

  isQuery(query) {
    requireArguments('isQuery', 1, arguments.length);
    const handle = toHandle(this, query, WebGLQuery, 'isQuery', true);
    return this._wasm.wasm_ctx_is_query(this._ctx, handle) !== 0;
  },

  /** GL errors: INVALID_ENUM target; INVALID_OPERATION deleted, of another target, one active. */
  beginQuery(target, query) {
    requireArguments('beginQuery', 2, arguments.length);
    const handle = toHandle(this, query, WebGLQuery, 'beginQuery');
    this._wasm.wasm_ctx_begin_query(this._ctx, target, handle);
  },

  /** GL errors: INVALID_ENUM target; INVALID_OPERATION none active. */
  endQuery(target) {
    requireArguments('endQuery', 1, arguments.length);
    this._wasm.wasm_ctx_end_query(this._ctx, target, endingTurn());
  },

  /**
   * CURRENT_QUERY: the active query of `target`, or null. QUERY_COUNTER_BITS_EXT: a number.
   * GL errors: INVALID_ENUM target, pname.
   */
  getQuery(target, pname) {
    requireArguments('getQuery', 2, arguments.length);
    pname >>>= 0;
    const answer = this._wasm.wasm_ctx_get_query(this._ctx, target, pname) >>> 0;
    if (pname === QUERY_COUNTER_BITS_EXT) return answer === 0 ? null : answer;
    return this._wrap(QUERY, answer);
  },

  /**
   * QUERY_RESULT, a number, or QUERY_RESULT_AVAILABLE, a boolean.
   * GL errors: INVALID_ENUM pname; INVALID_OPERATION deleted, never begun, active; null then.
   */
  getQueryParameter(query, pname) {
    requireArguments('getQueryParameter', 2, arguments.length);
    const [ctx, handle] = [this._ctx, toHandle(this, query, WebGLQuery, 'getQueryParameter')];
    const ptr = this._wasm.wasm_ctx_get_query_parameter(ctx, handle, pname, currentTurn()) >>> 0;
    if (ptr === 0) return null;
    const mem = this._wasm.HEAPU32;
    if (mem[ptr >>> 2] === F64) return this._wasm.HEAPF64[(ptr + 8) >>> 3];
    return mem[ptr >>> 2] === BOOL ? mem[(ptr + 8) >>> 2] !== 0 : mem[(ptr + 8) >>> 2];
  },
};
