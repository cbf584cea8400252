// SPDX-License-Identifier: MIT
// A global of the page: like a browser's, it may be assigned and does not show up in for…in.

/** @param {string} name @param {any} value */
export function define(name, value) {
  Object.defineProperty(globalThis, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}
