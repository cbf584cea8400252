// SPDX-License-Identifier: MIT
// Who tells the module that JavaScript has let go of something. There are three ways:
//
//   delete*, destroy(), `using`      at once, with GL's effects
//   FinalizationRegistry             what the collector took is noted down, and released together in a
//                                    microtask after the collector's reports or at the next create*
//   sweep()                          asks every wrapper's WeakRef, where memory cannot wait for reports
//
// so that a release is never inside another call. The collector does not see the module's memory: a
// texture of 64 MiB weighs as much as a date to it. Therefore a task's first create* looks at what the
// module holds; when that has grown by half and 32 MiB since the last collection, and when an allocation
// failed, the collector is asked for its work. That is at most once per task, because nothing that was
// made or looked at in a task can be collected before the task ends.
import { endingTurn } from './turns.js';

/**
 * The names that JavaScript holds in one context of the module.
 * @typedef {object} Names
 * @property {any} wasm
 * @property {number} ctx
 * @property {WeakRef<object>} context
 * @property {Map<number, WeakRef<object>>} wrappers  by handle
 */

/** By handle of the context. @type {Map<number, Names>} */
const contexts = new Map();

/** @typedef {{ names: Names, handle: number, ref: WeakRef<object> | null }} Report */

/** @type {Report[]} */
let reported = [];

/** @param {Report} report  `ref` null: of the context itself */
function note(report) {
  if (reported.push(report) === 1) queueMicrotask(drain);
}

/** @type {FinalizationRegistry<Report>} */
const collectedWrappers = new FinalizationRegistry(note);
/** @type {FinalizationRegistry<Report>} */
const collectedContexts = new FinalizationRegistry(note);

/** @param {any} wasm @param {number} ctx @param {object} context @returns {Names} */
export function holdContext(wasm, ctx, context) {
  /** @type {Names} */
  const names = { wasm, ctx, context: new WeakRef(context), wrappers: new Map() };
  contexts.set(ctx, names);
  collectedContexts.register(context, { names, handle: 0, ref: null }, context);
  return names;
}

/** Ends a context and everything in it. @param {Names} names @param {object} [context] */
export function endContext(names, context) {
  if (!contexts.delete(names.ctx)) return;
  if (context !== undefined) collectedContexts.unregister(context);
  names.wrappers.clear();
  names.wasm.wasm_destroy_context(names.ctx);
}

/** The living context of a handle. @param {number} ctx @returns {any} */
export function contextOf(ctx) {
  return contexts.get(ctx)?.context.deref();
}

/** @param {Names} names @param {number} handle @param {object} wrapper  the handle's only one */
export function holdName(names, handle, wrapper) {
  const ref = new WeakRef(wrapper);
  names.wrappers.set(handle, ref);
  names.wasm.wasm_ctx_retain(names.ctx, handle);
  collectedWrappers.register(wrapper, { names, handle, ref });
}

/** @param {Names} names @param {number} handle */
function releaseName(names, handle) {
  names.wrappers.delete(handle);
  names.wasm.wasm_ctx_release(names.ctx, handle);
}

/** Releases what the collector has reported. Only where no other call is underway. */
export function drain() {
  const reports = reported;
  reported = [];
  for (const { names, handle, ref } of reports) {
    if (ref === null) endContext(names);
    // If the object has been wrapped again meanwhile, the new wrapper holds the name.
    else if (names.wrappers.get(handle) === ref) releaseName(names, handle);
  }
}

/** Releases what the collector has taken and not reported yet. */
function sweep() {
  drain();
  for (const names of [...contexts.values()]) {
    if (names.context.deref() === undefined) endContext(names);
    for (const [handle, ref] of names.wrappers) {
      if (ref.deref() === undefined) releaseName(names, handle);
    }
  }
}

/** Growth, in bytes, that is worth a collection however little the module holds. */
const GROWTH = 32 * 2 ** 20;
let collectAbove = GROWTH;
/** The task whose create* has looked at the growth; the task that has asked for a collection. */
let lookedIn = 0;
let collectedIn = 0;

/**
 * Gives the collector a reason to run now and releases what it took. In V8 an array buffer that passes
 * the limit of external memory is a collection before the constructor returns (3 to 25 ms with 0 to
 * 500 MB of ballast on its heap); its pages are never touched. Elsewhere it is a hint. A host that
 * refuses the buffer has collected before it refused.
 */
function collect() {
  const turn = endingTurn();
  if (turn === collectedIn) return;
  collectedIn = turn;
  // The first one ends a collection that may have begun before, with all that it had found in use by
  // then (Node), or only begins one (Chromium); the second sees what has been let go of.
  for (let i = 0; i < 2; i++) {
    try {
      new ArrayBuffer(2 ** 32);
    } catch {
      // RangeError: nothing else can be done from here, and what was collected is collected.
    }
  }
  sweep();
}

/**
 * Called by every create* before it calls the module, so that what it makes takes the place of what has
 * gone, not the next one. @param {any} wasm
 */
export function safePoint(wasm) {
  if (reported.length !== 0) drain();
  const turn = endingTurn();
  if (turn === lookedIn) return;
  // The first create* of a task: nothing is kept yet by having been made in this task, and what a
  // collection leaves is a fair measure.
  lookedIn = turn;
  if (wasm.wasm_memory_live() <= collectAbove) return;
  collect();
  collectAbove = wasm.wasm_memory_live() * 1.5 + GROWTH;
}

/**
 * An allocation failed: releases what JavaScript no longer refers to.
 * @param {any} wasm @returns {boolean} whether the module holds less than before
 */
export function reclaim(wasm) {
  const held = wasm.wasm_memory_live();
  drain();
  collect();
  return wasm.wasm_memory_live() < held;
}
