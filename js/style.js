// SPDX-License-Identifier: MIT
// Properties that libraries set on `element.style`, by either name of theirs. Sizes are interpreted, by
// elements; the rest is kept.
import { Uncloneable } from './objects.js';

/** @param {string} name `background-color` is the property backgroundColor */
const propertyOf = (name) =>
  name.startsWith('--') ? name : name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** That it cannot be cloned keeps its canvas from being cloned. */
export class Style extends Uncloneable {
  /** @param {string} name @param {string} value */
  setProperty(name, value) {
    /** @type {any} */ (this)[propertyOf(name)] = String(value);
  }
  /** @param {string} name */
  getPropertyValue(name) {
    return /** @type {any} */ (this)[propertyOf(name)] ?? '';
  }
  /** @param {string} name */
  removeProperty(name) {
    const old = this.getPropertyValue(name);
    delete (/** @type {any} */ (this)[propertyOf(name)]);
    return old;
  }
  get cssText() {
    return Object.entries(this)
      .map(([name, value]) => `${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}: ${value};`)
      .join(' ');
  }
  set cssText(text) {
    for (const name of Object.keys(this)) this.removeProperty(name);
    for (const [, name, value] of `${text}`.matchAll(/([\w-]+)\s*:\s*([^;]*)/g))
      this.setProperty(name, value.trim());
  }
}
