// SPDX-License-Identifier: MIT
// A small seeded generator (splitmix32): the same seed gives the same numbers on every machine.

export class Random {
  #state;

  /** @param {number} seed  any 32-bit integer @param {number} [stream] */
  constructor(seed, stream = 0) {
    this.#state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca77)) | 0;
  }

  /** 32 random bits. */
  bits() {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }

  /** 0 … n-1. @param {number} n */
  below(n) {
    return this.bits() % n;
  }

  /** True once in `n` times. @param {number} n */
  once(n) {
    return this.below(n) === 0;
  }

  /** @template T @param {ReadonlyArray<T>} list @returns {T} */
  pick(list) {
    return list[this.below(list.length)];
  }
}
