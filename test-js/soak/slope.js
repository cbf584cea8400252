// SPDX-License-Identifier: MIT
// Least squares: is a series of samples flat?

/**
 * The straight line through points, and how sure its slope is.
 * @param {ReadonlyArray<number>} xs @param {ReadonlyArray<number>} ys  at least three of each
 * @returns {{ slope: number, intercept: number, error: number }} `error`: the slope's standard error
 */
export function fitLine(xs, ys) {
  const n = xs.length;
  const mean = (/** @type {ReadonlyArray<number>} */ list) => list.reduce((a, b) => a + b, 0) / n;
  const [mx, my] = [mean(xs), mean(ys)];
  let [sxx, sxy] = [0, 0];
  for (let i = 0; i < n; i++) {
    sxx += (xs[i] - mx) ** 2;
    sxy += (xs[i] - mx) * (ys[i] - my);
  }
  const slope = sxy / sxx;
  const intercept = my - slope * mx;
  let residuals = 0;
  for (let i = 0; i < n; i++) residuals += (ys[i] - intercept - slope * xs[i]) ** 2;
  return { slope, intercept, error: Math.sqrt(residuals / (n - 2) / sxx) };
}

/**
 * Whether a series grows: its slope over the second half is positive by more than three standard errors,
 * and the growth that this means over that half is more than `tolerance`. Both, because a step of one
 * sample has a tiny error in a series that is constant otherwise, and a noisy series a large slope.
 * @param {ReadonlyArray<number>} minutes @param {ReadonlyArray<number>} values
 * @param {number} tolerance  in the unit of the values
 */
export function judgeSeries(minutes, values, tolerance) {
  const half = values.length >> 1;
  const [xs, ys] = [minutes.slice(half), values.slice(half)];
  const { slope, intercept, error } = fitLine(xs, ys);
  const growth = slope * (xs[xs.length - 1] - xs[0]);
  return { slope, intercept, error, growth, grows: slope > 3 * error && growth > tolerance };
}
