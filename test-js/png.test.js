// SPDX-License-Identifier: MIT
// PNG files of every kind as RGBA samples (PNG 3rd edition §11.2).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { decodePng, narrowed } from '../js/png.js';

const GREY = 0;
const RGB = 2;
const INDEXED = 3;
const GREY_ALPHA = 4;
const RGBA = 6;

/** @param {string} type @param {number[] | Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), Buffer.from(data)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/**
 * A file of `rows` of bytes. @param {number} width @param {number} depth @param {number} colorType
 * @param {number[][]} rows @param {Record<string, number[]>} [chunks]
 */
function png(width, depth, colorType, rows, chunks = {}) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([depth, colorType], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...Object.entries(chunks).map(([type, data]) => chunk(type, data)),
    chunk('IDAT', deflateSync(Buffer.from(rows.flatMap((row) => [0, ...row])))),
    chunk('IEND', []),
  ]);
}

/** @param {Buffer} file  its samples, four by four */
function texels(file) {
  const { width, height, data } = decodePng(file);
  return Array.from({ length: width * height }, (_, i) => [...data.slice(i * 4, i * 4 + 4)]);
}

const [red, green, blue] = [
  [255, 0, 0, 255],
  [0, 255, 0, 255],
  [0, 0, 255, 255],
];
const PLTE = [red, green, blue].flatMap((color) => color.slice(0, 3));

for (const [depth, rows] of /** @type {[number, number[][]][]} */ ([
  [2, [[0b00011000], [0b10010000]]],
  [4, [[0x01, 0x20], [0x21, 0x00]]], // prettier-ignore
  [8, [[0, 1, 2], [2, 1, 0]]], // prettier-ignore
])) {
  test(`a palette with indices of ${depth} bits`, () => {
    const file = png(3, depth, INDEXED, rows, { PLTE });
    assert.deepEqual(texels(file), [red, green, blue, blue, green, red]);
  });
}

test('a palette with alpha for its first colours', () => {
  const file = png(3, 8, INDEXED, [[0, 1, 2]], { PLTE, tRNS: [0, 128] });
  assert.deepEqual(texels(file), [[255, 0, 0, 0], [0, 255, 0, 128], blue]);
});

test('an index outside of the palette is black', () => {
  assert.deepEqual(texels(png(1, 8, INDEXED, [[7]], { PLTE })), [[0, 0, 0, 255]]);
});

for (const [depth, row, greys] of /** @type {[number, number[], number[]][]} */ ([
  [1, [0b01100000], [0, 255, 255]],
  [2, [0b00011000], [0, 85, 170]],
  [4, [0x0f, 0x10], [0, 255, 17]],
  [8, [1, 2, 3], [1, 2, 3]],
])) {
  test(`greys of ${depth} bits`, () => {
    const expected = greys.map((grey) => [grey, grey, grey, 255]);
    assert.deepEqual(texels(png(3, depth, GREY, [row])), expected);
  });
}

test('grey and alpha, RGB, RGBA of eight bits', () => {
  assert.deepEqual(texels(png(1, 8, GREY_ALPHA, [[9, 8]])), [[9, 9, 9, 8]]);
  assert.deepEqual(texels(png(1, 8, RGB, [[1, 2, 3]])), [[1, 2, 3, 255]]);
  assert.deepEqual(texels(png(1, 8, RGBA, [[1, 2, 3, 4]])), [[1, 2, 3, 4]]);
});

test('one grey or colour may be transparent', () => {
  const grey = png(3, 2, GREY, [[0b00011000]], { tRNS: [0, 1] });
  assert.deepEqual(
    texels(grey).map(([, , , alpha]) => alpha),
    [255, 0, 255],
  );
  const color = png(3, 8, RGB, [[1, 2, 3, 1, 2, 4, 1, 2, 3]], { tRNS: [0, 1, 0, 2, 0, 3] });
  assert.deepEqual(
    texels(color).map(([, , , alpha]) => alpha),
    [0, 255, 0],
  );
});

test('sixteen bits a sample stay, and can be narrowed', () => {
  const file = png(2, 16, RGB, [[0x12, 0x34, 0, 1, 0xff, 0xff, 0, 0x80, 0, 0x81, 0, 0]]);
  assert.deepEqual(texels(file), [
    [0x1234, 1, 65535, 65535],
    [0x80, 0x81, 0, 65535],
  ]);
  assert.deepEqual([...narrowed(decodePng(file)).data], [18, 0, 255, 255, 0, 1, 0, 255]);
});
