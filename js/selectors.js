// SPDX-License-Identifier: MIT
// The selectors with which libraries look for elements of theirs: lists of compounds such as
// `canvas#view.main[data-engine="x"]`, and descendants and children of those. Anything else, such as
// pseudo-classes, matches nothing.

const PART =
  /([#.])((?:[\w-]|[^\0-\x7f]|\\.)+)|\[\s*([\w-]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*)?\]/y;
const TYPE = /\*|[\w-]+/y;

/** @typedef {(element: any) => boolean} Test */

/** @param {string} text @returns {Test} */
function compound(text) {
  /** @type {Test[]} */
  const tests = [];
  TYPE.lastIndex = 0;
  const type = TYPE.exec(text)?.[0] ?? '';
  if (type !== '' && type !== '*') tests.push((e) => e.localName === type.toLowerCase());
  let at = type.length;
  while (at < text.length) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    if (part === null) return () => false;
    const [all, mark, escaped, attribute, ...values] = part;
    const name = escaped?.replace(/\\(.)/g, '$1');
    const value = values.find((v) => v !== undefined);
    if (mark === '#') tests.push((e) => e.id === name);
    else if (mark === '.') tests.push((e) => e.classList.contains(name));
    else if (value === undefined) tests.push((e) => e.hasAttribute(attribute));
    else tests.push((e) => e.getAttribute(attribute) === value);
    at += all.length;
  }
  return (element) => tests.every((test) => test(element));
}

/** @param {string} text  of compounds between ' ' and '>' @returns {Test} */
function complex(text) {
  const [last = '', ...before] = text
    .replace(/\s*>\s*/g, '>')
    .split(/(\s|>)(?![^[]*\])/)
    .reverse();
  const own = compound(last);
  if (before.length === 0) return own;
  const [joint, ...rest] = before;
  const above = complex(rest.reverse().join(''));
  return (element) => {
    if (!own(element)) return false;
    for (let e = element.parentNode; e; e = joint === '>' ? null : e.parentNode)
      if (above(e)) return true;
    return false;
  };
}

/** @param {string} selectors @returns {Test} whether one of the list matches an element */
export function parseSelectors(selectors) {
  const list = `${selectors}`
    .split(/,(?![^[]*\])/)
    .map((text) => complex(text.trim().replace(/\s+/g, ' ')));
  return (element) => list.some((test) => test(element));
}

/** @param {any} root @returns {Generator<any, void>} the elements below it, in the order of a document */
export function* descendants(root) {
  for (const child of root.children) {
    if (!(child.localName ?? '#').startsWith('#')) yield child; // no text
    if (child.children) yield* descendants(child);
  }
}
