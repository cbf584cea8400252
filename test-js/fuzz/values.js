// SPDX-License-Identifier: MIT
// Arguments: fitting ones by the words of methods.js, and hostile ones. Each comes as [value, text], the
// text being what a report prints. Hostile values may carry an effect: code that runs while they are
// converted (session.js says which there are).
import { pools } from './methods.js';
import { sources } from './shaders.js';

/** Thrown on purpose by values; a method must let it pass. */
export class Deliberate extends Error {}

const VIEWS = [
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  DataView,
];
const NUMBERS = [
  NaN,
  Infinity,
  -Infinity,
  -0,
  -1,
  0.5,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -(2 ** 31),
  1e308,
];
const STRINGS = ['', '12', 'abc', '\0', '\ud800', '__proto__', 'constructor', 'x'.repeat(20000)];
const NAMES =
  'position offset whole matrix list list[7] Block Block.tint color seen pixel flatMap count';
const EXTENSIONS =
  'WEBGL_lose_context WEBGL_debug_shaders EXT_color_buffer_float OES_texture_float_linear EXT_disjoint_timer_query_webgl2 WEBGL_multi_draw webgl_LOSE_context';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {[value: any, text: string]} Value */

/**
 * @param {any} session @param {Random} random @param {string} word  of methods.js
 * @returns {Value}
 */
export function fitting(session, random, word) {
  const small = (/** @type {number} */ n) => /** @type {Value} */ (plain(random.below(n)));
  if (word.startsWith('E.')) return enumerant(session, random, word.slice(2));
  switch (word) {
    case 'zero':
      return plain(0);
    case 'int':
      return plain(random.below(20) - 2);
    case 'index':
      return small(5);
    case 'level':
      return small(4);
    case 'size':
      return small(33);
    case 'offset':
      return plain(random.pick([0, 0, 4, 16, 3]));
    case 'float':
      return plain(random.below(9) / 4 - 0.5);
    case 'bool':
      return plain(random.once(2));
    case 'bits':
      return plain(random.pick([0x4000, 0x100, 0x400, 0x4500, 0]));
    case 'name':
      return plain(random.pick(NAMES.split(' ')));
    case 'names':
      return plain([random.pick(NAMES.split(' ')), random.pick(NAMES.split(' '))]);
    case 'extension':
      return plain(random.pick(EXTENSIONS.split(' ')));
    case 'source': {
      const i = random.below(sources.length);
      return [sources[i], `sources[${i}]`];
    }
    case 'enums': {
      const list = [
        enumerant(session, random, 'attachment'),
        enumerant(session, random, 'attachment'),
      ];
      return [list.map(([value]) => value), `[${list.map(([, text]) => text).join(', ')}]`];
    }
    case 'floats':
      return view(random, Float32Array);
    case 'ints':
      return view(random, Int32Array);
    case 'uints':
      return view(random, Uint32Array);
    case 'view':
      return view(random, random.pick(VIEWS));
    case 'bytes':
      return random.once(3) ? plain(random.below(4096)) : view(random, random.pick(VIEWS));
    case 'pixels': {
      if (random.once(4)) return plain(null);
      if (random.once(4)) return picture(session, random);
      return view(random, random.pick(VIEWS), [4096, 40000]);
    }
    default:
      return session.object(random, word);
  }
}

/** @param {any} session @param {Random} random @param {string} pool @returns {Value} */
function enumerant(session, random, pool) {
  const name = random.pick(/** @type {any} */ (pools)[pool].split(' '));
  return [session.constants[name], name];
}

/** @param {any} value @returns {Value} */
function plain(value) {
  if (typeof value === 'bigint') return [value, `${value}n`];
  if (typeof value === 'string' && value.length > 80) return [value, `'x'.repeat(${value.length})`];
  if (Object.is(value, -0)) return [value, '-0'];
  return [
    value,
    Array.isArray(value)
      ? JSON.stringify(value)
      : typeof value === 'string'
        ? JSON.stringify(value)
        : String(value),
  ];
}

/** @param {Random} random @param {any} View @param {number[]} [sizes] elements @returns {Value} */
function view(random, View, sizes = [0, 1, 2, 3, 4, 9, 16, 65, 300, 5000]) {
  const unit = View.BYTES_PER_ELEMENT ?? 1;
  const bytes = random.pick(sizes) * unit;
  const skip = random.once(3) ? unit * 2 : 0;
  const total = bytes + skip;
  const storage = random.below(8);
  /** @type {any} */
  let buffer;
  let how = '';
  if (storage === 0) {
    buffer = new ArrayBuffer(total, { maxByteLength: total * 2 });
    how = 'resizable';
  } else if (storage === 1) {
    buffer = new SharedArrayBuffer(total);
    how = 'shared';
  } else if (storage === 2) {
    buffer = new SharedArrayBuffer(total, { maxByteLength: total * 2 });
    how = 'growable shared';
  } else {
    buffer = new ArrayBuffer(total);
  }
  const fixed = random.once(2);
  const made = fixed ? new View(buffer, skip, bytes / unit) : new View(buffer, skip);
  if (storage === 0 && random.once(6)) {
    buffer.resize(skip >> 1);
    how += ' shrunk below the view';
  } else if (storage > 2 && random.once(20)) {
    structuredClone(buffer, { transfer: [buffer] });
    how = 'detached';
  }
  const kind = `${fixed ? '' : 'length-tracking '}${View.name}`;
  return [made, `<${how} ${kind} of ${bytes} bytes at ${skip}>`.replace('< ', '<')];
}

/** @param {any} session @param {Random} random @returns {Value} */
function picture(session, random) {
  const [width, height] = [random.below(20), random.below(20)];
  const choice = random.below(6);
  if (choice === 0 && session.canvas !== null) return [session.canvas, 'canvas'];
  if (choice === 1) {
    const effect = session.effect(random);
    const data = new Uint8Array(width * height * 4);
    const source = {
      width,
      get height() {
        effect.run();
        return height;
      },
      data,
    };
    return [source, `{ width: ${width}, get height() { ${effect.text}; return ${height} }, data }`];
  }
  const data =
    choice === 2
      ? hostile(session, random)
      : /** @type {Value} */ ([new Uint8ClampedArray(width * height * 4), 'pixels']);
  return [
    { width, height, data: data[0] },
    `{ width: ${width}, height: ${height}, data: ${data[1]} }`,
  ];
}

/** @param {any} session @param {Random} random @returns {Value} */
export function hostile(session, random) {
  switch (random.below(19)) {
    case 0:
    case 1:
      return plain(random.pick(NUMBERS));
    case 2:
      return plain(random.pick(STRINGS));
    case 3:
      return plain(random.pick([null, undefined, true, false]));
    case 4:
      return plain(random.pick([5n, -(2n ** 64n), Symbol('s')]));
    case 5:
      return random.pick([
        [{}, '{}'],
        [[], '[]'],
        [() => 4, '() => 4'],
        [Object.create(null), 'Object.create(null)'],
        [/x/, '/x/'],
        [new Date(NaN), 'new Date(NaN)'],
      ]);
    case 6:
    case 7:
    case 8: {
      const effect = session.effect(random);
      const result = random.pick([0, 1, 4, 8, 16, session.constants.RGBA]);
      const hook = random.pick(['valueOf', 'toString', Symbol.toPrimitive]);
      const run = () => {
        effect.run();
        return result;
      };
      return [{ [hook]: run }, `{ ${String(hook)}() { ${effect.text}; return ${result} } }`];
    }
    case 9:
      return list(session, random);
    case 10:
      return view(random, random.pick(VIEWS));
    case 11:
      return tamperedView(random);
    case 12: {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return [proxy, 'revoked proxy'];
    }
    case 13: {
      const effect = session.effect(random);
      const get = (/** @type {any} */ target, /** @type {PropertyKey} */ key) => {
        effect.run();
        return Reflect.get(target, key);
      };
      const inner = random.pick([
        [[1, 2, 3, 4], '[1, 2, 3, 4]'],
        [{}, '{}'],
        session.object(random),
      ]);
      return [
        inner[0] === null ? null : new Proxy(/** @type {any} */ (inner[0]), { get }),
        `new Proxy(${inner[1]}, { get() { ${effect.text} } })`,
      ];
    }
    case 14: {
      const [object, text] = session.object(random);
      if (object === null) return plain(null);
      const prototype = Object.getPrototypeOf(object);
      return [Object.create(prototype), `Object.create(prototype of ${text})`];
    }
    case 15: {
      const [object, text] = session.object(random);
      if (object === null) return plain(null);
      try {
        object._handle = 1;
      } catch {} // read-only, as it should be
      Object.setPrototypeOf(object, Object.getPrototypeOf(session.object(random)[0] ?? {}));
      return [object, `${text} with another prototype`];
    }
    case 16:
      return session.object(random);
    case 17:
      return [{ length: 2 ** 53, 0: 1 }, '{ length: 2 ** 53, 0: 1 }'];
    default: {
      const buffer = random.once(2) ? new ArrayBuffer(64) : new SharedArrayBuffer(64);
      return [buffer, `new ${buffer.constructor.name}(64)`];
    }
  }
}

/** A number that has an effect when it is converted. @param {any} session @param {Random} random
 * @param {Value} value @returns {Value} */
export function withEffect(session, random, [value, text]) {
  if (typeof value !== 'number' && typeof value !== 'string') return [value, text];
  const effect = session.effect(random);
  const convert = () => {
    effect.run();
    return value;
  };
  return [
    { [Symbol.toPrimitive]: convert },
    `{ toPrimitive() { ${effect.text}; return ${text} } }`,
  ];
}

/** Iterables, some of which do things. @param {any} session @param {Random} random @returns {Value} */
function list(session, random) {
  const effect = session.effect(random);
  switch (random.below(5)) {
    case 0: {
      const last = { valueOf: () => (effect.run(), 4) };
      return [[1, 2, 3, last], `[1, 2, 3, { valueOf() { ${effect.text}; return 4 } }]`];
    }
    case 1: {
      const generator = function* () {
        yield* [1, 2, 3];
        effect.run();
        yield 4;
      };
      return [generator(), `function* () { yield* [1, 2, 3]; ${effect.text}; yield 4 }`];
    }
    case 2:
      return [Array(random.pick([1, 4, 70])), 'Array(n)'];
    case 3: {
      const trap = (/** @type {any} */ target, /** @type {PropertyKey} */ key) =>
        key === 'length' ? 2 ** 53 - 1 : Reflect.get(target, key);
      return random.once(6)
        ? [new Proxy([], { get: trap }), 'array proxy of length 2 ** 53 - 1']
        : [[1, 2, , 4], '[1, 2, , 4]'];
    }
    default: {
      const array = [1, 2, 3, 4];
      Object.defineProperty(array, 1, { get: () => (effect.run(), (array.length = 2), 7) });
      return [array, `[1, { get() { ${effect.text}; length = 2 } }, 3, 4]`];
    }
  }
}

/** Typed arrays whose properties lie. @param {Random} random @returns {Value} */
function tamperedView(random) {
  const made = new Float32Array(random.pick([4, 16, 20000]));
  const name = random.pick([
    'length',
    'byteLength',
    'byteOffset',
    'buffer',
    'BYTES_PER_ELEMENT',
    'constructor',
    'slice',
    'subarray',
  ]);
  const value = random.pick([-1, 0, 4, 1e9, null, () => made]);
  Object.defineProperty(made, name, { value });
  return [made, `<Float32Array of ${made.byteLength} bytes with ${name} = ${value}>`];
}
