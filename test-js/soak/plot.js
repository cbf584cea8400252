// SPDX-License-Identifier: MIT
// A line chart as SVG text: one panel per series, the fitted line of its second half over it.

const WIDTH = 900;
const PANEL = 170;
const LEFT = 90;
const RIGHT = 24;

/** @param {string} text */
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * @typedef {object} Series
 * @property {string} name @property {string} unit @property {string} color
 * @property {number[]} values
 * @property {{ slope: number, intercept: number }} line  per minute, over the second half
 * @property {string} verdict
 */

/**
 * @param {string} title @param {number[]} minutes  of each sample @param {Series[]} series
 * @returns {string}
 */
export function plot(title, minutes, series) {
  const height = 50 + series.length * PANEL + 40;
  const end = minutes[minutes.length - 1];
  const x = (/** @type {number} */ minute) => LEFT + (minute / end) * (WIDTH - LEFT - RIGHT);
  const panels = series.map((one, i) => panel(one, minutes, x, 50 + i * PANEL));
  const ticks = Array.from({ length: 7 }, (_, i) => (end * i) / 6).map(
    (minute) =>
      `<text x="${x(minute).toFixed(1)}" y="${height - 22}" text-anchor="middle">${minute.toFixed(end < 3 ? 2 : end < 12 ? 1 : 0)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12" fill="#333">
<rect width="100%" height="100%" fill="#fff"/>
<text x="${LEFT}" y="28" font-size="16">${escape(title)}</text>
${panels.join('\n')}
${ticks.join('\n')}
<text x="${WIDTH - RIGHT}" y="${height - 6}" text-anchor="end">minutes</text>
</svg>
`;
}

/** @param {Series} series @param {number[]} minutes @param {(minute: number) => number} x @param {number} top */
function panel({ name, unit, color, values, line, verdict }, minutes, x, top) {
  const high = Math.max(...values) * 1.1 || 1;
  const [plotTop, bottom] = [top + 26, top + PANEL - 16];
  const y = (/** @type {number} */ value) => bottom - (value / high) * (bottom - plotTop);
  const at = (/** @type {number} */ minute, /** @type {number} */ value) =>
    `${x(minute).toFixed(1)},${y(value).toFixed(1)}`;
  const points = values.map((value, i) => at(minutes[i], value)).join(' ');
  const [from, to] = [minutes[values.length >> 1], minutes[minutes.length - 1]];
  const fitted = (/** @type {number} */ minute) => at(minute, line.intercept + line.slope * minute);
  const grid = [0, 0.5, 1].map((part) => {
    const value = (high / 1.1) * part;
    const height = y(value).toFixed(1);
    return `<path d="M${LEFT} ${height}H${WIDTH - RIGHT}" stroke="#ddd"/>
<text x="${LEFT - 6}" y="${height}" dy="4" text-anchor="end">${value.toFixed(value < 10 ? 2 : 0)}</text>`;
  });
  return `${grid.join('\n')}
<text x="${LEFT}" y="${top + 16}" font-weight="bold" fill="${color}">${escape(`${name}, ${unit}`)}</text>
<text x="${WIDTH - RIGHT}" y="${top + 16}" text-anchor="end">${escape(verdict)}</text>
<polyline points="${points}" fill="none" stroke="${color}" stroke-width="1.5"/>
<path d="M${fitted(from)} L${fitted(to)}" stroke="#000" stroke-dasharray="6 4"/>`;
}
