// SPDX-License-Identifier: MIT
// Numbers for the application's tasks. Results of queries and fences must not show up in the task that
// asked for them (WebGL 2.0 §3.7.12, §3.7.14), so the module is told which task a call belongs to. Only
// tasks in which something was asked for need a number of their own.

let turn = 1;
let ending = false;

function nextTurn() {
  if (!ending) return;
  ending = false;
  turn = (turn + 1) >>> 0;
}

/** The number of the present task, for calls that look at results. */
export function currentTurn() {
  return turn;
}

/**
 * The number of the present task, for calls whose results a later task may see: the next task, whether
 * a timer or an immediate starts it, has another number.
 */
export function endingTurn() {
  if (!ending) {
    ending = true;
    const timer = setTimeout(nextTurn, 0);
    // Waiting for a result must not keep a Node process alive.
    if (typeof timer === 'object') /** @type {any} */ (timer).unref?.();
    if (typeof setImmediate === 'function') setImmediate(nextTurn).unref?.();
  }
  return turn;
}
