// SPDX-License-Identifier: MIT
// How many checks a page makes: conformance/reference.json, passed reports by page, of a run with a browser's own WebGL.
// A page that passes with far fewer has skipped something: a thin pass, which is none.
import fs from 'node:fs';

/** The least share of the reference's reports. */
const ENOUGH = 0.95;

/** @param {string} file @param {number} version @returns {Record<string, number>} */
export function readReference(file, version) {
  return JSON.parse(fs.readFileSync(file, 'utf8'))[`webgl${version}`] ?? {};
}

/** Notes the reference's count in a record, and turns a thin pass into what it is. */
export function compare(record, reference) {
  const wanted = reference[record.page];
  if (wanted === undefined) return;
  record.reference = wanted;
  const enough = record.pass >= wanted * ENOUGH;
  if (record.status === 'pass' && !enough) record.status = 'thin';
  else if (record.status === 'thin' && enough) record.status = 'pass';
}
