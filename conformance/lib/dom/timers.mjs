// SPDX-License-Identifier: MIT
// Timers whose errors go to the page, and animation frames, after each of which canvases are presented.
import vm from 'node:vm';
import { present } from './canvas.mjs';
import { define } from './define.mjs';
import { guard } from './events.mjs';

/** Node's own timers. */
export const timers = { setTimeout, setInterval };

export function installTimers() {
  const rafs = new Map();
  let rafId = 0,
    rafTimer = null;
  define('requestAnimationFrame', (f) => {
    rafs.set(++rafId, f);
    rafTimer ??= setTimeout(() => {
      rafTimer = null;
      const now = [...rafs.values()];
      rafs.clear();
      for (const g of now) guard(() => g(performance.now()));
      present();
    }, 5);
    return rafId;
  });
  define('cancelAnimationFrame', (id) => {
    rafs.delete(id);
  });
  for (const k of ['setTimeout', 'setInterval'])
    define(k, (f, ms, ...a) => {
      const t = timers[k](
        () => guard(() => (typeof f === 'function' ? f(...a) : vm.runInThisContext(String(f)))),
        Number(ms) || 0,
      );
      const id = t[Symbol.toPrimitive]();
      return id;
    });
}
