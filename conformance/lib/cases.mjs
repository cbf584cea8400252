// SPDX-License-Identifier: MIT
// What counts. The suite's deqp pages report every assertion of their framework (millions a page, one per pixel and
// buffer access), each as "case.name: message". There a *case* is one name, failed if any of its reports failed; on the
// other pages each report is a case. Kept self-contained: its source is also put into the browser's host page.
export function caseCounter(deqp) {
  const cases = new Map();
  let last = null,
    plainPass = 0,
    plainFail = 0;
  return {
    add(ok, msg) {
      if (!deqp) {
        if (ok) plainPass++;
        else plainFail++;
        return;
      }
      if (last !== null && ok && msg.startsWith(last) && msg.charCodeAt(last.length) === 58) return;
      const i = msg.indexOf(': ');
      const name = i > 0 ? msg.slice(0, i) : '';
      if (ok) {
        last = name;
        if (!cases.has(name)) cases.set(name, true);
      } else cases.set(name, false);
    },
    counts() {
      let p = plainPass,
        f = plainFail;
      for (const [name, ok] of cases)
        if (ok) {
          if (name !== '' && name !== 'undefined') p++;
        } else f++;
      return { casePass: p, caseFail: f };
    },
  };
}
