// SPDX-License-Identifier: MIT
/** Steps of a whole session. */
export const STEPS = 40;
