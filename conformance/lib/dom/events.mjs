// SPDX-License-Identifier: MIT
// EventTarget with on… handlers and bubbling; what a page throws goes to its onerror and to the runner.
import { page } from './page.mjs';

export class Target extends EventTarget {
  dispatchEvent(e) {
    const ok = super.dispatchEvent(e);
    const h = this['on' + e.type];
    if (typeof h === 'function')
      guard(() => {
        if (h.call(this, e) === false) e.preventDefault();
      });
    if (e.bubbles && this.parentNode && !e.cancelBubble)
      this.parentNode.dispatchEvent(new e.constructor(e.type, e));
    return ok && !e.defaultPrevented;
  }
  addEventListener(t, f, o) {
    super.addEventListener(t, f, typeof o === 'boolean' ? { capture: o } : (o ?? undefined));
  }
}

export const guard = (f) => {
  try {
    return f();
  } catch (e) {
    reportError(e);
  }
};
export function reportError(e) {
  page.onError(e);
  const h = globalThis.onerror;
  if (typeof h === 'function') {
    try {
      h.call(globalThis, String((e && e.message) || e), '', 0, 0, e);
    } catch {}
  }
}
