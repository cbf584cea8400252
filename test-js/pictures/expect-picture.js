// SPDX-License-Identifier: MIT
// Pictures held by hash. expected.json has one line per picture; beside it lies the picture itself as
// PNG, for people and for the difference. A mismatch writes actual and difference to out/pictures/.
// NOGPU_BLESS=1 accepts what is drawn: the commit message says why it changed.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { decode, encode } from 'fast-png';

const folder = new URL('./expected/', import.meta.url);
const listFile = new URL('./expected.json', import.meta.url);
const outFolder = new URL('../../out/pictures/', import.meta.url);

/** @param {Uint8Array | Uint8ClampedArray} data RGBA */
export function hashOf(data) {
  return createHash('sha256').update(data).digest('hex').slice(0, 32);
}

/** The hash that the picture of this name must have. @param {string} name */
export function expectedHash(name) {
  return JSON.parse(readFileSync(listFile, 'utf8'))[name];
}

/**
 * @param {string} name
 * @param {{ width: number, height: number, data: Uint8Array | Uint8ClampedArray }} picture RGBA, top row first
 */
export function expectPicture(name, { width, height, data }) {
  const list = existsSync(listFile) ? JSON.parse(readFileSync(listFile, 'utf8')) : {};
  const hash = hashOf(data);
  const png = (/** @type {Uint8Array | Uint8ClampedArray} */ bytes) =>
    encode({ width, height, channels: 4, depth: 8, data: new Uint8Array(bytes) });
  if (process.env.NOGPU_BLESS === '1') {
    list[name] = hash;
    const sorted = Object.fromEntries(Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(listFile, `${JSON.stringify(sorted, null, 2)}\n`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(new URL(`${name}.png`, folder), png(data));
    return;
  }
  if (list[name] === hash) return;
  mkdirSync(outFolder, { recursive: true });
  writeFileSync(new URL(`${name}.actual.png`, outFolder), png(data));
  let different = 'all';
  const expectedFile = new URL(`${name}.png`, folder);
  if (existsSync(expectedFile)) {
    const expected = decode(readFileSync(expectedFile)).data;
    const difference = new Uint8Array(data.length);
    different = 0;
    for (let i = 0; i < data.length; i += 4) {
      let pixel = 0;
      for (let c = 0; c < 4; c++)
        pixel = Math.max(pixel, Math.abs(data[i + c] - Number(expected[i + c])));
      different += pixel === 0 ? 0 : 1;
      difference.set(
        [Math.min(255, pixel * 8), Math.min(255, pixel * 8), Math.min(255, pixel * 8), 255],
        i,
      );
    }
    writeFileSync(new URL(`${name}.expected.png`, outFolder), readFileSync(expectedFile));
    writeFileSync(new URL(`${name}.diff.png`, outFolder), png(difference));
  }
  assert.fail(
    `${name}: hash ${hash}, expected ${list[name]}; ${different} pixels differ, see out/pictures/${name}.*.png`,
  );
}

/**
 * @param {{ width: number, data: Uint8Array | Uint8ClampedArray }} picture top row first
 * @param {number} x @param {number} y from the top @param {number[]} rgb @param {number} tolerance @param {string} why
 */
export function expectPixel({ width, data }, x, y, rgb, tolerance, why) {
  const at = (y * width + x) * 4;
  const found = [...data.subarray(at, at + 3)];
  const off = Math.max(...rgb.map((value, c) => Math.abs(value - found[c])));
  assert.ok(
    off <= tolerance,
    `pixel (${x}, ${y}) is ${found}, expected ${rgb} ± ${tolerance}: ${why}`,
  );
}
