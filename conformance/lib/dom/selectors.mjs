// SPDX-License-Identifier: MIT
// Selectors: type, id, class, [attribute], descendants and children, lists.

export const matcher = (sel) => {
  const alts = sel.split(',').map((s) =>
    s
      .trim()
      .split(/\s*>\s*|\s+/)
      .map((part) => {
        const m = [...part.matchAll(/([#.]?)([\w*-]+)|\[([\w-]+)(?:=["']?([^\]"']*)["']?)?\]/g)];
        return (e) =>
          m.every((x) =>
            x[3]
              ? x[4] === undefined
                ? e.hasAttribute(x[3])
                : e.getAttribute(x[3]) === x[4]
              : x[1] === '#'
                ? e.id === x[2]
                : x[1] === '.'
                  ? e.classList.contains(x[2])
                  : x[2] === '*' || e.localName === x[2].toLowerCase(),
          );
      }),
  );
  return (e) =>
    alts.some((chain) => {
      let i = chain.length - 1;
      if (!chain[i](e)) return false;
      for (let p = e.parentNode; i > 0 && p && p.nodeType === 1; p = p.parentNode)
        if (chain[i - 1](p)) i--;
      return i === 0;
    });
};
