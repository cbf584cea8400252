// SPDX-License-Identifier: MIT
// Properties that libraries set on `element.style`; kept, never interpreted.
import { Uncloneable } from './objects.js';

/** That it cannot be cloned keeps its canvas from being cloned. */
export class Style extends Uncloneable {
  /** @param {string} name @param {string} value */
  setProperty(name, value) {
    /** @type {any} */ (this)[name] = String(value);
  }
  /** @param {string} name */
  getPropertyValue(name) {
    return /** @type {any} */ (this)[name] ?? '';
  }
  /** @param {string} name */
  removeProperty(name) {
    const old = this.getPropertyValue(name);
    delete (/** @type {any} */ (this)[name]);
    return old;
  }
}
