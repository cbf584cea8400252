// SPDX-License-Identifier: MIT
// Records every call into the module, with the memory that it reads and what it answers, for
// test-native/replay to make again. The table of exports is that of the command-stream fuzzer.
//
// A recording is a sequence of calls, little-endian:
//   u32 row of entries.def
//   each argument: f64, or for a pointer u32 bytes (0xffffffff: null) and as many bytes
//   the answer: nothing for Void, f64 for numbers, for a payload u32 bytes (0xffffffff: none) and they
import { readFileSync } from 'node:fs';

const folder = new URL('../../test-native/fuzz/', import.meta.url);
const read = (/** @type {string} */ name) => readFileSync(new URL(name, folder), 'utf8');
const NONE = 0xffffffff;
const PAYLOAD_HEADER = 16;

/** C types of the kinds of arguments. @type {Record<string, string>} */
const types = Object.fromEntries(
  [...read('kinds.def').matchAll(/^KIND\((\w+), ([^,]+),/gm)].map(([, kind, type]) => [kind, type]),
);
const payloadResults = new Set(['Payload', 'NewLocation']);
const entries = [...read('entries.def').matchAll(/^ENTRY\(([^)]*)\)/gm)].map(([, row], index) => {
  const [name, result, ...kinds] = row.split(/,\s*/);
  return { name: `wasm_${name}`, index, result, kinds };
});

/** Addresses and sizes of objects differ between builds; what JavaScript puts into a block is recorded with the call that reads it. */
const unrecorded = new Set(['wasm_alloc', 'wasm_free', 'wasm_ctx_upload_area', 'wasm_memory_live']);
/** Bytes of one unit of the count that follows a pointer. @type {Record<string, number>} */
const units = { DataBytes: 1, DataSize: 1, TextBytes: 1, WordCount: 4 };

export class Recorder {
  /** @type {Buffer[]} */
  #parts = [];
  /** Where JavaScript may have put bytes: address → size. @type {Map<number, number>} */
  #blocks = new Map();
  /** @type {any} */
  #wasm;

  /** @param {any} wasm  the module: its exports are replaced for good */
  constructor(wasm) {
    this.#wasm = wasm;
    this.#watchMemory();
    for (const entry of entries) {
      if (unrecorded.has(entry.name)) continue;
      const call = wasm[entry.name];
      wasm[entry.name] = (/** @type {number[]} */ ...args) => {
        this.#word(entry.index);
        entry.kinds.forEach((kind, i) => {
          const type = types[kind];
          if (type.endsWith('*'))
            this.#bytes(args[i] >>> 0, args[i + 1], units[entry.kinds[i + 1]]);
          else this.#number(type.endsWith('int32_t') ? args[i] | 0 : Number(args[i]));
        });
        const answer = call(...args);
        if (payloadResults.has(entry.result)) this.#payload(answer >>> 0);
        else if (entry.result !== 'Void') this.#number(answer);
        return answer;
      };
    }
  }

  #watchMemory() {
    const { wasm_alloc, wasm_free, wasm_ctx_upload_area, wasm_ctx_upload_bytes } = this.#wasm;
    this.#wasm.wasm_alloc = (/** @type {number} */ bytes) => {
      const block = wasm_alloc(bytes);
      this.#blocks.set(block >>> 0, bytes);
      return block;
    };
    this.#wasm.wasm_free = (/** @type {number} */ block) => {
      this.#blocks.delete(block >>> 0);
      return wasm_free(block);
    };
    this.#wasm.wasm_ctx_upload_area = (/** @type {number} */ ctx) => {
      const area = wasm_ctx_upload_area(ctx);
      this.#blocks.set(area >>> 0, wasm_ctx_upload_bytes(ctx));
      return area;
    };
  }

  /** What has been recorded since the last time. @returns {Buffer} */
  take() {
    const all = Buffer.concat(this.#parts);
    this.#parts = [];
    return all;
  }

  /** @param {number} value */
  #word(value) {
    this.#parts.push(Buffer.from(Uint32Array.of(value).buffer));
  }

  /** @param {number} value */
  #number(value) {
    this.#parts.push(Buffer.from(Float64Array.of(value).buffer));
  }

  /**
   * `count` units at an address, or all that is left of its block.
   * @param {number} address @param {number} count @param {number | undefined} unit
   */
  #bytes(address, count, unit) {
    if (address === 0) return this.#word(NONE);
    let length = unit === undefined ? undefined : count * unit;
    for (const [block, size] of this.#blocks) {
      if (address >= block && address < block + size) length ??= block + size - address;
    }
    if (length === undefined) throw new Error(`no block holds the address ${address}`);
    this.#copy(address, length);
  }

  /** @param {number} address  its length is four bytes, 16 before it (boundary/arena.h) */
  #payload(address) {
    if (address === 0) return this.#word(NONE);
    this.#copy(address, this.#wasm.HEAPU32[(address - PAYLOAD_HEADER) >> 2]);
  }

  /** @param {number} address @param {number} length */
  #copy(address, length) {
    this.#word(length);
    this.#parts.push(Buffer.from(this.#wasm.HEAPU8.slice(address, address + length)));
  }
}
