// SPDX-License-Identifier: MIT
// The API groups that make up WebGL2RenderingContext, in the order of the specification.

/** @type {ReadonlyArray<Record<string, Function>>} */
export const groups = [];
