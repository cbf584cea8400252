// SPDX-License-Identifier: MIT
// How many checks a page makes: conformance/reference.json, what passed by page in a run with a browser's own WebGL.
// A page that passes with far fewer has skipped something: a thin pass, which is none.
//
// Reports are counted, but on deqp's pages cases where they are known, and nothing else on those that look up
// textures: their verifier reports once per texel that it tries, and tries fewer the nearer a result is to the ideal.
import fs from 'node:fs';

/** The least share of the reference's count. */
const ENOUGH = 0.95;

/**
 * @param {string} file @param {number} version
 * @returns {{ reports: Record<string, number>, cases: Record<string, number> }} by page
 */
export function readReference(file, version) {
  const all = JSON.parse(fs.readFileSync(file, 'utf8'));
  return { reports: all[`webgl${version}`] ?? {}, cases: all.cases?.[`webgl${version}`] ?? {} };
}

/** Notes the reference's count and the page's own in a record, and turns a thin pass into what it is. */
export function compare(record, reference) {
  const byCases = reference.cases[record.page] !== undefined;
  const wanted = (byCases ? reference.cases : reference.reports)[record.page];
  if (wanted === undefined) return;
  record.reference = wanted;
  record.ofReference = byCases ? record.casePass : record.pass;
  const enough = record.ofReference >= wanted * ENOUGH;
  if (record.status === 'pass' && !enough) record.status = 'thin';
  else if (record.status === 'thin' && enough) record.status = 'pass';
}
