// SPDX-License-Identifier: MIT
// HTML's characters: entities in, entities out, and which elements hold none or raw text.

export const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
export const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'noscript']);
const ENT = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
export const decode = (s) =>
  s.includes('&')
    ? s.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (m, e) =>
        e[0] === '#'
          ? String.fromCodePoint(
              e[1] === 'x' || e[1] === 'X' ? parseInt(e.slice(2), 16) : +e.slice(1),
            )
          : (ENT[e] ?? m),
      )
    : s;
export const esc = (s) =>
  String(s).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
