// SPDX-License-Identifier: MIT
// Sizes as attributes give them.

export const dim = (v, d) => {
  const n = typeof v === 'string' ? parseInt(v, 10) : Number(v);
  return Number.isFinite(n) && n >= 0 ? Math.floor(n) >>> 0 : d;
};
