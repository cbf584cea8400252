// SPDX-License-Identifier: MIT
// Delta reduction of random programs: nodes are taken out or replaced by smaller ones for as long as the
// program still fails the same way. Candidates that no longer compile do not fail the same way.

/** @typedef {import('./random-program.mjs').Program} Program */
/** @typedef {import('./random-program.mjs').Node} Node */

const TOGETHER = 12;
const MOST_ROUNDS = 400;

/** @param {Node} node @returns {Node} */
const copyNode = (node) => ({
  ...node,
  parts: node.parts.map((part) =>
    typeof part === 'string' ? part : Array.isArray(part) ? part.map(copyNode) : copyNode(part),
  ),
});

/** @param {Program} program @returns {Program} */
const copy = ({ vertex, fragment }) => ({
  vertex: vertex.map(copyNode),
  fragment: fragment.map(copyNode),
});

/** Every list of statements, outer ones first. @param {Program} program @returns {Node[][]} */
function listsOf({ vertex, fragment }) {
  /** @type {Node[][]} */
  const lists = [];
  const visit = (/** @type {Node[]} */ list) => {
    lists.push(list);
    for (const node of list) visitParts(node);
  };
  const visitParts = (/** @type {Node} */ node) => {
    for (const part of node.parts) {
      if (Array.isArray(part)) visit(part);
      else if (typeof part !== 'string') visitParts(part);
    }
  };
  visit(fragment);
  visit(vertex);
  return lists;
}

/** Every expression, outer ones first. @param {Program} program @returns {Node[]} */
function expressionsOf(program) {
  /** @type {Node[]} */
  const found = [];
  const visit = (/** @type {Node} */ node) => {
    if (node.type !== undefined && !node.type.startsWith('out ')) found.push(node);
    for (const part of node.parts)
      if (typeof part !== 'string' && !Array.isArray(part)) visit(part);
  };
  for (const list of listsOf(program)) for (const node of list) visit(node);
  return found;
}

/** Expressions of the same type inside of one. @param {Node} node @returns {Node[]} */
function insidesOf(node) {
  /** @type {Node[]} */
  const found = [];
  const visit = (/** @type {Node} */ each) => {
    for (const part of each.parts) {
      if (typeof part === 'string' || Array.isArray(part)) continue;
      if (part.type === node.type) found.push(part);
      visit(part);
    }
  };
  visit(node);
  return found;
}

/** @param {string} type @returns {string[] | undefined} the simplest texts of a type */
function simplest(type) {
  if (type === 'bool') return ['false', 'true'];
  if (type === 'int') return ['0', '1'];
  if (type === 'uint') return ['0u', '1u'];
  if (type === 'float') return ['0.0', '1.0'];
  if (/^bvec\d$/.test(type)) return [`${type}(false)`, `${type}(true)`];
  if (/^(vec|mat)/.test(type) && !type.includes('[')) return [`${type}(0.0)`, `${type}(1.0)`];
  if (/^[iu]vec\d$/.test(type)) return [`${type}(0)`, `${type}(1)`];
  return undefined;
}

/** A change made to a copy. @typedef {(program: Program) => void} Edit */

/** @param {Program} program @returns {Edit[]} larger cuts first */
function removals(program) {
  /** @type {Edit[]} */
  const edits = [];
  const lists = listsOf(program);
  for (let length = 8; length >= 1; length >>= 1) {
    lists.forEach((list, l) => {
      for (let at = 0; at + length <= list.length; at += length)
        edits.push((each) => void listsOf(each)[l].splice(at, length));
    });
  }
  // A statement with blocks becomes what is inside.
  lists.forEach((list, l) =>
    list.forEach((node, at) =>
      node.parts.forEach((part, p) => {
        if (!Array.isArray(part)) return;
        edits.push((each) => {
          const inside = /** @type {Node[]} */ (listsOf(each)[l][at].parts[p]);
          listsOf(each)[l].splice(at, 1, ...inside);
        });
      }),
    ),
  );
  return edits;
}

/** @param {Program} program @returns {Edit[]} */
function simplifications(program) {
  /** @type {Edit[]} */
  const edits = [];
  expressionsOf(program).forEach((node, at) => {
    const type = /** @type {string} */ (node.type);
    const plain = node.parts.every((part) => typeof part === 'string');
    const texts = simplest(type) ?? [];
    if (!(plain && texts.includes(node.parts.join('')))) {
      for (const text of texts) edits.push((each) => void (expressionsOf(each)[at].parts = [text]));
    }
    insidesOf(node).forEach((_, inside) =>
      edits.push((each) => {
        const outer = expressionsOf(each)[at];
        outer.parts = insidesOf(outer)[inside].parts;
      }),
    );
  });
  return edits;
}

/**
 * @param {Program} program that fails
 * @param {(candidates: Program[]) => Promise<boolean[]>} fails
 * @returns {Promise<Program>} one that fails the same way
 */
export async function reduceProgram(program, fails) {
  let best = program;
  let rounds = 0;
  for (let smaller = true; smaller && rounds < MOST_ROUNDS;) {
    smaller = false;
    for (const editsOf of [removals, simplifications]) {
      let edits = editsOf(best);
      for (let at = 0; at < edits.length && rounds < MOST_ROUNDS;) {
        rounds++;
        const candidates = edits.slice(at, at + TOGETHER).map((edit) => {
          const candidate = copy(best);
          edit(candidate);
          return candidate;
        });
        const found = (await fails(candidates)).indexOf(true);
        if (found < 0) {
          at += TOGETHER;
          continue;
        }
        best = candidates[found];
        smaller = true;
        // What came before has failed to help; go on from here in the smaller program.
        edits = editsOf(best);
        at = Math.min(at + found, edits.length);
      }
    }
  }
  return best;
}
