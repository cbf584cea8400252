// SPDX-License-Identifier: MIT
// Random programs of ESSL 3.00 that compile: every type, operator and kind of statement, control flow
// that diverges from lane to lane, arrays, structs, functions with out parameters, lookups of every
// dimension. A program is a tree of nodes, so that reduce.mjs can make it smaller:
//
//   Node { parts: (text | Node | Node[])[], type? }    a list of nodes is a block of statements;
//                                                      expressions have their type
//
// What the specification leaves open is not generated: NaN's bits never become an integer.

/**
 * @typedef {{ parts: Array<string | Node | Node[]>, type?: string }} Node
 * @typedef {{ vertex: Node[], fragment: Node[] }} Program
 * @typedef {{ name: string, type: string, readOnly?: boolean }} Variable
 * @typedef {{ name: string, result: string, params: Array<{ mode: string, type: string }> }} Func
 * @typedef {{ name: string, members: Array<[type: string, name: string]> }} Struct
 */

/** Numbers in [0, 1), by mulberry32. @param {number} seed */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FLOATS = ['float', 'vec2', 'vec3', 'vec4'];
const INTS = ['int', 'ivec2', 'ivec3', 'ivec4'];
const UINTS = ['uint', 'uvec2', 'uvec3', 'uvec4'];
const BOOLS = ['bool', 'bvec2', 'bvec3', 'bvec4'];
const MATRICES = [
  'mat2',
  'mat3',
  'mat4',
  'mat2x3',
  'mat3x2',
  'mat4x3',
  'mat3x4',
  'mat2x4',
  'mat4x2',
];
const VECTORS = [...FLOATS, ...INTS, ...UINTS, ...BOOLS];
const FAMILIES = [FLOATS, INTS, UINTS, BOOLS];

/** The four types over the same scalar. @param {string} type */
const familyOf = (type) => FAMILIES.find((family) => family.includes(type));
/** @param {string} type */
const widthOf = (type) => /** @type {string[]} */ (familyOf(type)).indexOf(type) + 1;
/** @param {string} type */
const shapeOf = (type) => {
  const [columns, rows = columns] = type.slice(3).split('x').map(Number);
  return { columns, rows };
};
/** @param {number} columns @param {number} rows */
const matrixType = (columns, rows) => (columns === rows ? `mat${rows}` : `mat${columns}x${rows}`);
/** Element type and length of `T[n]`. @param {string} type */
const arrayOf = (type) => {
  const found = /^(\w+)\[(\d+)\]$/.exec(type);
  return found === null ? undefined : { element: found[1], length: Number(found[2]) };
};

/** What a vertex program and a fragment program can read; the runner fills it by name. */
const UNIFORMS = [
  ['float', 'uf'], ['vec2', 'uf2'], ['vec3', 'uf3'], ['vec4', 'uf4'], ['int', 'ui'], ['ivec3', 'ui3'],
  ['ivec4', 'ui4'], ['uint', 'uu'], ['uvec2', 'uu2'], ['bool', 'ub'], ['bvec3', 'ub3'], ['mat2', 'um2'],
  ['mat3', 'um3'], ['mat4', 'um4'], ['mat2x3', 'um2x3'], ['mat4x2', 'um4x2'], ['float[5]', 'uaf'],
  ['vec3[3]', 'uav'], ['ivec2[4]', 'uai'], ['mat3[2]', 'uam'],
]; // prettier-ignore
const BLOCK = [
  ['vec3', 'bf3'], ['float[3]', 'baf'], ['mat3', 'bm3'], ['ivec2', 'bi2'], ['uint', 'bu'], ['bool', 'bb'],
  ['vec2[4]', 'bav'],
]; // prettier-ignore
const SAMPLERS = [
  'sampler2D t2', 'sampler3D t3', 'samplerCube tc', 'sampler2DArray ta', 'sampler2DShadow th',
  'samplerCubeShadow tch', 'isampler2D ti', 'usampler3D tu',
]; // prettier-ignore
const VARYINGS = [
  ['vec2', 'v2'], ['vec4', 'v4'], ['float', 'v1'], ['ivec2', 'vi'], ['uint', 'vu'], ['vec3', 'vf'],
]; // prettier-ignore
const FLAT = ['vi', 'vu', 'vf'];

/** `T[n] name` as a declaration writes it. @param {string} type @param {string} name */
const declare = (type, name) => {
  const array = arrayOf(type);
  return array === undefined ? `${type} ${name}` : `${array.element} ${name}[${array.length}]`;
};

/** NaN has no bits of its own. @see Node */
const PRELUDE = `
int bitsI(float x) { return isnan(x) ? 77 : floatBitsToInt(x); }
uint bitsU(float x) { return isnan(x) ? 77u : floatBitsToUint(x); }
vec2 number(vec2 x) { return vec2(isnan(x.x) ? 7.0 : x.x, isnan(x.y) ? 7.0 : x.y); }
`;

/** Lookups: result type, pieces around operands, types of the operands. F: fragment stage only. */
const LOOKUPS = [
  ['vec4', 'texture(t2, @)', 'vec2', 'F'], ['vec4', 'texture(t2, @, @)', 'vec2', 'float', 'F'],
  ['vec4', 'texture(t3, @)', 'vec3', 'F'], ['vec4', 'texture(tc, @)', 'vec3', 'F'],
  ['vec4', 'texture(tc, @, @)', 'vec3', 'float', 'F'], ['vec4', 'texture(ta, @)', 'vec3', 'F'],
  ['float', 'texture(th, @)', 'vec3', 'F'], ['float', 'texture(tch, @)', 'vec4', 'F'],
  ['ivec4', 'texture(ti, @)', 'vec2', 'F'], ['uvec4', 'texture(tu, @)', 'vec3', 'F'],
  ['vec4', 'textureOffset(t2, @, ivec2(-3, 2))', 'vec2', 'F'],
  ['vec4', 'textureOffset(t3, @, ivec3(1, -8, 7))', 'vec3', 'F'],
  ['float', 'textureOffset(th, @, ivec2(2))', 'vec3', 'F'],
  ['vec4', 'textureProj(t2, @)', 'vec3', 'F'], ['vec4', 'textureProj(t2, @)', 'vec4', 'F'],
  ['vec4', 'textureProjOffset(t2, @, ivec2(1, 0), @)', 'vec3', 'float', 'F'],
  ['float', 'textureProj(th, @)', 'vec4', 'F'],
  ['vec4', 'textureLod(t2, @, @)', 'vec2', 'float'], ['vec4', 'textureLod(t3, @, @)', 'vec3', 'float'],
  ['vec4', 'textureLod(tc, @, @)', 'vec3', 'float'], ['vec4', 'textureLod(ta, @, @)', 'vec3', 'float'],
  ['float', 'textureLod(th, @, @)', 'vec3', 'float'],
  ['vec4', 'textureLodOffset(ta, @, @, ivec2(-1, 4))', 'vec3', 'float'],
  ['vec4', 'textureProjLod(t3, @, @)', 'vec4', 'float'],
  ['vec4', 'textureGrad(t2, @, @, @)', 'vec2', 'vec2', 'vec2'],
  ['vec4', 'textureGrad(tc, @, @, @)', 'vec3', 'vec3', 'vec3'],
  ['float', 'textureGrad(th, @, @, @)', 'vec3', 'vec2', 'vec2'],
  ['vec4', 'textureProjGradOffset(t2, @, @, @, ivec2(3))', 'vec3', 'vec2', 'vec2'],
  ['vec4', 'texelFetch(t2, @, @)', 'ivec2', 'int'], ['vec4', 'texelFetch(t3, @, @)', 'ivec3', 'int'],
  ['vec4', 'texelFetch(ta, @, @)', 'ivec3', 'int'], ['ivec4', 'texelFetch(ti, @, @)', 'ivec2', 'int'],
  ['uvec4', 'texelFetchOffset(tu, @, @, ivec3(1, 0, -1))', 'ivec3', 'int'],
  ['ivec2', 'textureSize(t2, @)', 'int'], ['ivec3', 'textureSize(t3, @)', 'int'],
  ['ivec2', 'textureSize(tc, @)', 'int'], ['ivec3', 'textureSize(ta, @)', 'int'],
]; // prettier-ignore

const UNARY_FLOAT = [
  'radians', 'degrees', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh',
  'atanh', 'exp', 'log', 'exp2', 'log2', 'sqrt', 'inversesqrt', 'abs', 'sign', 'floor', 'ceil', 'fract',
  'trunc', 'round', 'roundEven', 'normalize', '-', '+',
]; // prettier-ignore
const BINARY_FLOAT = ['atan', 'pow', 'mod', 'min', 'max', 'step', 'reflect'];
const TERNARY_FLOAT = ['clamp', 'mix', 'smoothstep', 'faceforward'];
const COMPARISONS = [
  'lessThan',
  'lessThanEqual',
  'greaterThan',
  'greaterThanEqual',
  'equal',
  'notEqual',
];

/** One stage being written. */
class Stage {
  /** @param {() => number} random @param {boolean} fragment @param {Struct[]} structs */
  constructor(random, fragment, structs) {
    this.random = random;
    this.fragment = fragment;
    this.structs = structs;
    /** @type {Func[]} */
    this.functions = [];
    /** @type {Variable[]} */
    this.scope = [];
    this.names = 0;
    /** Statements that may still be made. */
    this.budget = 0;
    this.loops = 0;
    /** @type {string | undefined} type of the function being written */
    this.result = undefined;
  }

  // ---- choices
  /** @param {number} count */
  below(count) {
    return Math.floor(this.random() * count);
  }
  /** @template T @param {T[]} list @returns {T} */
  pick(list) {
    return list[this.below(list.length)];
  }
  /** @param {number} probability */
  chance(probability) {
    return this.random() < probability;
  }
  /** @param {string} stem */
  fresh(stem) {
    return `${stem}${this.names++}`;
  }

  // ---- expressions
  /** @param {string} type @param {string} pattern with @ for each operand @param {...Node} operands */
  node(type, pattern, ...operands) {
    const texts = pattern.split('@');
    /** @type {Array<string | Node>} */
    const parts = [];
    texts.forEach((text, i) => parts.push(text, ...(i < operands.length ? [operands[i]] : [])));
    return /** @type {Node} */ ({ type, parts });
  }

  /** @param {string} type @returns {Node} */
  literal(type) {
    const struct = this.structs.find(({ name }) => name === type);
    const array = arrayOf(type);
    if (array !== undefined) {
      const elements = Array.from({ length: array.length }, () => this.literal(array.element));
      return this.node(type, `${type}(${elements.map(() => '@').join(', ')})`, ...elements);
    }
    if (struct !== undefined) {
      const members = struct.members.map(([each]) => this.literal(each));
      return this.node(type, `${type}(${members.map(() => '@').join(', ')})`, ...members);
    }
    switch (type) {
      case 'float':
        return this.node(type, this.pick(['0.0', '1.0', '2.0', '0.5', '3.0', '1e-3', '1e9', '1e-39', '-0.0',
          '-1.5', '0.1', '255.0', '16777217.0', (this.random() * 4 - 2).toFixed(4)])); // prettier-ignore
      case 'int':
        return this.node(type, this.pick(['0', '1', '2', '3', '-1', '7', '31', '32', '33', '-5', '255',
          '0x7fffffff', '(-0x7fffffff - 1)', '65537', String(this.below(100) - 50)])); // prettier-ignore
      case 'uint':
        return this.node(type, this.pick(['0u', '1u', '2u', '5u', '31u', '0xffffffffu', '0x80000000u',
          '65535u', `${this.below(1000)}u`])); // prettier-ignore
      case 'bool':
        return this.node(type, this.pick(['true', 'false']));
      default:
        if (type.startsWith('mat')) return this.node(type, `${type}(@)`, this.literal('float'));
        return this.node(
          type,
          `${type}(@)`,
          this.literal(/** @type {string[]} */ (familyOf(type))[0]),
        );
    }
  }

  /** A variable or a part of one. @param {string} type @param {boolean} [toWrite] @returns {Node | undefined} */
  place(type, toWrite = false) {
    /** @type {Array<() => Node>} */
    const ways = [];
    for (const variable of this.scope) {
      if (toWrite && variable.readOnly) continue;
      this.partsOf(variable.type, variable.name, type, ways, toWrite);
    }
    return ways.length === 0 ? undefined : this.pick(ways)();
  }

  /**
   * @param {string} of type of what `text` names @param {string} text @param {string} wanted
   * @param {Array<() => Node>} ways @param {boolean} toWrite
   */
  partsOf(of, text, wanted, ways, toWrite) {
    if (of === wanted) ways.push(() => this.node(wanted, text));
    const array = arrayOf(of);
    const struct = this.structs.find(({ name }) => name === of);
    if (array !== undefined) {
      if (array.element === wanted)
        ways.push(() => this.node(wanted, `${text}[@]`, this.index(array.length)));
      if (this.structs.some(({ name }) => name === array.element)) {
        const element = this.chance(0.5)
          ? this.below(array.length)
          : `int(uint(ui) % ${array.length}u)`;
        this.partsOf(array.element, `${text}[${element}]`, wanted, ways, toWrite);
      }
    } else if (struct !== undefined) {
      for (const [type, name] of struct.members)
        this.partsOf(type, `${text}.${name}`, wanted, ways, toWrite);
    } else if (of.startsWith('mat')) {
      const { columns, rows } = shapeOf(of);
      if (wanted === FLOATS[rows - 1])
        ways.push(() => this.node(wanted, `${text}[@]`, this.index(columns)));
      if (wanted === 'float')
        ways.push(() => this.node(wanted, `${text}[@][@]`, this.index(columns), this.index(rows)));
    } else if (familyOf(of) !== undefined && familyOf(of) === familyOf(wanted) && of !== wanted) {
      const [have, want] = [widthOf(of), widthOf(wanted)];
      if (have === 1 || (toWrite && want > have)) return;
      ways.push(() => this.node(wanted, `${text}.${this.swizzle(have, want, toWrite)}`));
      if (want === 1) ways.push(() => this.node(wanted, `${text}[@]`, this.index(have)));
    }
  }

  /** @param {number} have @param {number} want @param {boolean} distinct */
  swizzle(have, want, distinct) {
    const letters = this.pick(['xyzw', 'rgba', 'stpq']).slice(0, have).split('');
    let text = '';
    while (text.length < want) {
      const at = this.below(letters.length);
      text += letters[at];
      if (distinct) letters.splice(at, 1);
    }
    return text;
  }

  /** Mostly inside; sometimes anywhere. @param {number} length @returns {Node} */
  index(length) {
    const choice = this.random();
    if (choice < 0.4) return this.node('int', String(this.below(length)));
    if (choice < 0.8) return this.node('int', `int(uint(@) % ${length}u)`, this.leaf('int'));
    return this.place('int') ?? this.node('int', 'ui'); // not a constant: that must be inside
  }

  /** @param {string} type @returns {Node} */
  leaf(type) {
    return (this.chance(0.75) && this.place(type)) || this.literal(type);
  }

  /** @param {string} type @param {number} depth @returns {Node} */
  expression(type, depth) {
    if (depth <= 0) return this.leaf(type);
    const deeper = (/** @type {string} */ each) => this.expression(each, depth - 1);
    const choice = this.random();
    if (choice < 0.12) return this.leaf(type);
    const callable = this.functions.filter(({ result }) => result === type);
    if (choice < 0.27 && callable.length > 0) {
      const call = this.call(this.pick(callable), depth - 1);
      if (call !== undefined) return call;
    }
    if (arrayOf(type) !== undefined || this.structs.some(({ name }) => name === type))
      return this.aggregate(type, depth);
    if (choice < 0.2)
      return this.node(type, '(@ ? @ : @)', deeper('bool'), deeper(type), deeper(type));
    if (type.startsWith('mat')) return this.matrix(type, depth);
    const lookups = LOOKUPS.filter(
      (row) => row[0] === type && (this.fragment || !row.includes('F')),
    );
    if (choice < 0.36 && lookups.length > 0) return this.lookup(this.pick(lookups), depth - 1);
    if (widthOf(type) > 1 && choice < 0.48) return this.construct(type, depth);
    if (FLOATS.includes(type)) return this.float(type, depth);
    if (INTS.includes(type)) return this.integer(type, depth, true);
    if (UINTS.includes(type)) return this.integer(type, depth, false);
    return this.bool(type, depth);
  }

  /** @param {string} type @param {number} depth */
  aggregate(type, depth) {
    const known = this.place(type);
    if (known !== undefined && this.chance(0.5)) return known;
    const array = arrayOf(type);
    const types =
      array !== undefined
        ? Array.from({ length: array.length }, () => array.element)
        : /** @type {Struct} */ (this.structs.find(({ name }) => name === type)).members.map(
            ([t]) => t,
          );
    const members = types.map((each) => this.expression(each, Math.min(depth - 1, 1)));
    return this.node(type, `${type}(${members.map(() => '@').join(', ')})`, ...members);
  }

  /** From parts, or from another type of the same width. @param {string} type @param {number} depth */
  construct(type, depth) {
    const family = /** @type {string[]} */ (familyOf(type));
    const width = widthOf(type);
    if (this.chance(0.3)) {
      const other = this.pick(FAMILIES)[width - 1];
      return this.node(type, `${type}(@)`, this.expression(other, depth - 1));
    }
    const parts = [];
    for (let left = width; left > 0;) {
      const part = this.chance(0.6) ? 1 : 1 + this.below(Math.min(left, width - 1));
      parts.push(this.expression(family[part - 1], depth - 1));
      left -= part;
    }
    return this.node(type, `${type}(${parts.map(() => '@').join(', ')})`, ...parts);
  }

  /** @param {string} type @param {number} depth @returns {Node} */
  matrix(type, depth) {
    const { columns, rows } = shapeOf(type);
    const deeper = (/** @type {string} */ each) => this.expression(each, depth - 1);
    const ways = [
      () => this.node(type, `(@ ${this.pick(['+', '-', '/'])} @)`, deeper(type), deeper(type)),
      () => this.node(type, `(@ ${this.pick(['*', '+', '-'])} @)`, deeper(type), deeper('float')),
      () => {
        const inner = 2 + this.below(3);
        return this.node(
          type,
          '(@ * @)',
          deeper(matrixType(inner, rows)),
          deeper(matrixType(columns, inner)),
        );
      },
      () => this.node(type, 'matrixCompMult(@, @)', deeper(type), deeper(type)),
      () => this.node(type, 'transpose(@)', deeper(matrixType(rows, columns))),
      () =>
        this.node(
          type,
          'outerProduct(@, @)',
          deeper(FLOATS[rows - 1]),
          deeper(FLOATS[columns - 1]),
        ),
      () => this.node(type, `${type}(@)`, deeper(this.pick(MATRICES))),
      () => this.node(type, `${type}(${Array(columns).fill('@').join(', ')})`,
        ...Array.from({ length: columns }, () => deeper(FLOATS[rows - 1]))), // prettier-ignore
    ];
    if (columns === rows) ways.push(() => this.node(type, 'inverse(@)', deeper(type)));
    return this.pick(ways)();
  }

  /** @param {string[]} row @param {number} depth */
  lookup([type, pattern, ...operands], depth) {
    const types = operands.filter((each) => each !== 'F');
    const nodes = types.map((each) =>
      each === 'int'
        ? this.node('int', '(@ & 3)', this.expression('int', depth - 1))
        : this.expression(each, depth),
    );
    return this.node(type, pattern, ...nodes);
  }

  /** @param {string} type @param {number} depth @returns {Node} */
  float(type, depth) {
    const deeper = (/** @type {string} */ each) => this.expression(each, depth - 1);
    const width = widthOf(type);
    const ways = [
      () => this.node(type, `(@ ${this.pick(['+', '-', '*', '/'])} @)`, deeper(type), deeper(type)),
      () =>
        this.node(type, `(@ ${this.pick(['+', '-', '*', '/'])} @)`, deeper(type), deeper('float')),
      () => this.node(type, `${this.pick(UNARY_FLOAT)}(@)`, deeper(type)),
      () => this.node(type, `${this.pick(BINARY_FLOAT)}(@, @)`, deeper(type), deeper(type)),
      () =>
        this.node(
          type,
          `${this.pick(TERNARY_FLOAT)}(@, @, @)`,
          deeper(type),
          deeper(type),
          deeper(type),
        ),
      () => this.node(type, 'mix(@, @, @)', deeper(type), deeper(type), deeper(BOOLS[width - 1])),
      () => this.node(type, 'clamp(@, @, @)', deeper(type), deeper('float'), deeper('float')),
      () => this.node(type, `${type}(@)`, deeper(this.pick([INTS, UINTS, BOOLS])[width - 1])),
      () =>
        this.chance(0.5)
          ? this.node(type, 'intBitsToFloat(@)', deeper(INTS[width - 1]))
          : this.node(type, 'uintBitsToFloat(@)', deeper(UINTS[width - 1])),
      () => this.node(type, 'refract(@, @, @)', deeper(type), deeper(type), deeper('float')),
    ];
    if (this.fragment) {
      ways.push(() => this.node(type, `${this.pick(['dFdx', 'dFdy', 'fwidth'])}(@)`, deeper(type)));
    }
    if (width === 1) {
      const of = this.pick(FLOATS);
      ways.push(
        () => this.node(type, `${this.pick(['dot', 'distance'])}(@, @)`, deeper(of), deeper(of)),
        () => this.node(type, 'length(@)', deeper(of)),
        () => this.node(type, 'determinant(@)', deeper(this.pick(['mat2', 'mat3', 'mat4']))),
      );
    } else {
      const other = 2 + this.below(3);
      ways.push(
        () =>
          this.node(type, '(@ * @)', deeper(matrixType(other, width)), deeper(FLOATS[other - 1])),
        () =>
          this.node(type, '(@ * @)', deeper(FLOATS[other - 1]), deeper(matrixType(width, other))),
      );
    }
    if (width === 2) {
      const unpack = this.pick(['unpackSnorm2x16', 'unpackUnorm2x16', 'unpackHalf2x16']);
      ways.push(() => this.node(type, `${unpack}(@)`, deeper('uint')));
    }
    if (width === 3)
      ways.push(() => this.node(type, 'cross(@, @)', deeper('vec3'), deeper('vec3')));
    return this.pick(ways)();
  }

  /** @param {string} type @param {number} depth @param {boolean} signed @returns {Node} */
  integer(type, depth, signed) {
    const deeper = (/** @type {string} */ each) => this.expression(each, depth - 1);
    const width = widthOf(type);
    const [scalar] = signed ? INTS : UINTS;
    const operators = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>'];
    const others = [FLOATS, signed ? UINTS : INTS, BOOLS].map((family) => family[width - 1]);
    const ways = [
      () => this.node(type, `(@ ${this.pick(operators)} @)`, deeper(type), deeper(type)),
      () => this.node(type, `(@ ${this.pick(operators)} @)`, deeper(type), deeper(scalar)),
      () => this.node(type, `(@ ${this.pick(['<<', '>>'])} @)`, deeper(type), deeper(others[1])),
      () => this.node(type, `${this.pick(['-', '~', '+'])}(@)`, deeper(type)),
      () => this.node(type, `${this.pick(['min', 'max'])}(@, @)`, deeper(type), deeper(type)),
      () => this.node(type, 'clamp(@, @, @)', deeper(type), deeper(scalar), deeper(scalar)),
      () => this.node(type, `${type}(@)`, deeper(this.pick(others))),
    ];
    if (signed) ways.push(() => this.node(type, `${this.pick(['abs', 'sign'])}(@)`, deeper(type)));
    if (width === 1) {
      ways.push(() => this.node(type, signed ? 'bitsI(@)' : 'bitsU(@)', deeper('float')));
      if (!signed) {
        const pack = this.pick(['packSnorm2x16', 'packUnorm2x16', 'packHalf2x16']);
        ways.push(() => this.node(type, `${pack}(number(@))`, deeper('vec2')));
      }
    }
    return this.pick(ways)();
  }

  /** @param {string} type @param {number} depth @returns {Node} */
  bool(type, depth) {
    const deeper = (/** @type {string} */ each) => this.expression(each, depth - 1);
    const width = widthOf(type);
    if (width > 1) {
      const of = this.pick(FAMILIES.slice(0, 3))[width - 1];
      return this.pick([
        () => this.node(type, `${this.pick(COMPARISONS)}(@, @)`, deeper(of), deeper(of)),
        () =>
          this.node(type, `${this.pick(['equal', 'notEqual'])}(@, @)`, deeper(type), deeper(type)),
        () => this.node(type, 'not(@)', deeper(type)),
        () => this.node(type, `${this.pick(['isnan', 'isinf'])}(@)`, deeper(FLOATS[width - 1])),
      ])();
    }
    const scalar = this.pick(['float', 'int', 'uint']);
    const any = this.pick([...VECTORS, ...MATRICES, ...this.structs.map(({ name }) => name)]);
    return this.pick([
      () =>
        this.node(
          type,
          `(@ ${this.pick(['<', '<=', '>', '>='])} @)`,
          deeper(scalar),
          deeper(scalar),
        ),
      () =>
        this.node(
          type,
          `(@ ${this.pick(['<', '<=', '>', '>='])} @)`,
          deeper(scalar),
          deeper(scalar),
        ),
      () => this.node(type, `(@ ${this.pick(['==', '!='])} @)`, deeper(any), deeper(any)),
      () =>
        this.node(type, `(@ ${this.pick(['&&', '||', '^^'])} @)`, deeper('bool'), deeper('bool')),
      () => this.node(type, '!(@)', deeper('bool')),
      () => this.node(type, `${this.pick(['any', 'all'])}(@)`, deeper(this.pick(BOOLS.slice(1)))),
      () => this.node(type, `bool(@)`, deeper(scalar)),
      () => this.node(type, `${this.pick(['isnan', 'isinf'])}(@)`, deeper('float')),
    ])();
  }

  /** With places for its out parameters; undefined if there is none. @param {Func} func @param {number} depth */
  call({ name, result, params }, depth) {
    const args = [];
    const written = new Set();
    for (const { mode, type } of params) {
      if (mode === 'in') {
        args.push(this.expression(type, Math.min(depth, 2)));
        continue;
      }
      // Two out parameters in one variable have no order.
      const variables = this.scope.filter(
        (each) => !each.readOnly && each.type === type && !written.has(each.name),
      );
      if (variables.length === 0) return undefined;
      const variable = this.pick(variables);
      written.add(variable.name);
      args.push({ type: `out ${type}`, parts: [variable.name] });
    }
    return this.node(result, `${name}(${args.map(() => '@').join(', ')})`, ...args);
  }

  // ---- statements
  /** @param {...(string | Node | Node[])} parts @returns {Node} */
  statement(...parts) {
    return { parts };
  }

  /** @param {number} depth @returns {Node[]} */
  block(depth) {
    const outer = this.scope.length;
    const statements = [];
    for (let count = 1 + this.below(5); count > 0 && this.budget > 0; count--) {
      this.budget--;
      statements.push(...this.anyStatement(depth));
    }
    this.scope.length = outer;
    return statements;
  }

  anyType() {
    const choice = this.random();
    if (choice < 0.4) return this.pick(FLOATS);
    if (choice < 0.6) return this.pick(INTS);
    if (choice < 0.7) return this.pick(UINTS);
    if (choice < 0.78) return this.pick(BOOLS);
    if (choice < 0.86) return this.pick(MATRICES);
    if (choice < 0.92 && this.structs.length > 0) return this.pick(this.structs).name;
    const element = this.pick([
      ...VECTORS,
      'mat2',
      'mat3',
      ...this.structs.map(({ name }) => name),
    ]);
    return `${element}[${this.chance(0.2) ? 20 + this.below(12) : 2 + this.below(4)}]`;
  }

  /** @param {number} depth @returns {Node[]} */
  anyStatement(depth) {
    const choice = this.random();
    if (choice < 0.3) return [this.declaration()];
    if (choice < 0.62 || depth <= 0) return [this.assignment()];
    if (choice < 0.76) return [this.branch(depth)];
    if (choice < 0.86 && this.loops < 2) return this.loop(depth);
    if (choice < 0.9) return [this.switchOver(depth)];
    if (choice < 0.94 && this.loops > 0) return [this.leave(this.pick(['break;', 'continue;']))];
    if (choice < 0.96 && this.result !== undefined) {
      const value = this.result === 'void' ? [] : [' ', this.expression(this.result, 2)];
      return [this.guarded(this.statement('return', ...value, ';'))];
    }
    if (choice < 0.97 && this.fragment) return [this.leave('discard;')];
    const callable =
      this.functions.length > 0 ? this.call(this.pick(this.functions), 2) : undefined;
    return callable === undefined ? [this.assignment()] : [this.statement(callable, ';')];
  }

  /** @param {string} text */
  leave(text) {
    return this.guarded(this.statement(text));
  }
  /** @param {Node} statement */
  guarded(statement) {
    return this.statement('if (', this.expression('bool', 2), ') ', [statement]);
  }

  declaration() {
    const type = this.anyType();
    const array = arrayOf(type);
    const name = this.fresh('x');
    const init = this.chance(0.85) ? this.expression(type, array === undefined ? 4 : 2) : undefined;
    this.scope.push({ name, type });
    const head = declare(type, name);
    return init === undefined
      ? this.statement(`${head};`)
      : this.statement(`${head} = `, init, ';');
  }

  /** @returns {Node} */
  assignment() {
    const type = this.anyType();
    const target = this.place(type, true) ?? this.place('float', true);
    if (target === undefined) return this.declaration();
    const of = /** @type {string} */ (target.type);
    const kept = { type: `out ${of}`, parts: target.parts };
    if (this.chance(0.3)) {
      if (FLOATS.includes(of) || MATRICES.includes(of)) {
        if (this.chance(0.2)) return this.statement(this.pick(['++', '--']), kept, ';');
        const scalar = this.chance(0.3) ? 'float' : of;
        const operator = of.startsWith('mat')
          ? this.pick(['+=', '-='])
          : this.pick(['+=', '-=', '*=', '/=']);
        return this.statement(kept, ` ${operator} `, this.expression(scalar, 3), ';');
      }
      if (INTS.includes(of) || UINTS.includes(of)) {
        if (this.chance(0.2)) return this.statement(kept, this.pick(['++', '--']), ';');
        const operator = this.pick(['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=']);
        return this.statement(kept, ` ${operator} `, this.expression(of, 3), ';');
      }
    }
    return this.statement(kept, ' = ', this.expression(of, 4), ';');
  }

  /** @param {number} depth @returns {Node} */
  branch(depth) {
    const condition = this.expression('bool', 3);
    const then = this.block(depth - 1);
    if (this.chance(0.5)) return this.statement('if (', condition, ') ', then);
    return this.statement('if (', condition, ') ', then, ' else ', this.block(depth - 1));
  }

  /** Ends by itself: the counter is the loop's own. @param {number} depth @returns {Node[]} */
  loop(depth) {
    const counter = this.fresh('k');
    const [limit, kind] = [1 + this.below(5), this.random()];
    const outer = this.scope.length;
    this.scope.push({ name: counter, type: 'int', readOnly: true });
    const condition = this.chance(0.5) ? this.expression('bool', 2) : this.node('bool', 'true');
    this.loops++;
    const body = this.block(depth - 1);
    this.loops--;
    this.scope.length = outer;
    const step = this.statement(`${counter}++;`);
    if (kind < 0.35) {
      const bound = this.chance(0.5) ? String(limit) : `min(${limit}, `;
      if (bound.endsWith(' ')) {
        return [this.statement(`for (int ${counter} = 0; ${counter} < ${bound}`, this.expression('int', 2),
          `); ${counter}++) `, body)]; // prettier-ignore
      }
      return [
        this.statement(`for (int ${counter} = 0; ${counter} < ${bound}; ${counter}++) `, body),
      ];
    }
    if (kind < 0.6) {
      return [this.statement(`for (int ${counter} = ${limit}; ${counter} > 0 && `, condition,
        `; ${counter} -= ${1 + this.below(2)}) `, body)]; // prettier-ignore
    }
    const start = this.statement(`int ${counter} = 0;`);
    if (kind < 0.8) {
      return [
        this.statement([
          start,
          this.statement(`while (${counter} < ${limit} && `, condition, ') ', [step, ...body]),
        ]),
      ];
    }
    return [
      this.statement([
        start,
        this.statement(
          'do ',
          [step, ...body],
          ` while (${counter} < ${limit} && `,
          condition,
          ');',
        ),
      ]),
    ];
  }

  /** @param {number} depth @returns {Node} */
  switchOver(depth) {
    const type = this.pick(['int', 'uint']);
    const selector =
      type === 'int'
        ? this.node(type, '(@ & 3)', this.expression(type, 3))
        : this.node(type, '(@ % 5u)', this.expression(type, 3));
    const labels = [0, 1, 2, 3, 4]
      .filter(() => this.chance(0.6))
      .map((n) => `case ${n}${type === 'uint' ? 'u' : ''}:`);
    if (this.chance(0.7)) labels.splice(this.below(labels.length + 1), 0, 'default:');
    if (labels.length === 0) labels.push('default:');
    // `continue` belongs to a loop around; `break` to the switch: blocks take care of both.
    const cases = labels.map((label) => {
      const body = this.block(depth - 1);
      const end = this.chance(0.7) ? [this.statement('break;')] : [];
      return this.statement(`${label} `, [...body, ...end]);
    });
    return this.statement('switch (', selector, ') ', cases);
  }

  // ---- functions
  /** @returns {Node} */
  makeFunction() {
    const name = this.fresh('f');
    const result = this.chance(0.15) ? 'void' : this.anyType();
    const params = Array.from({ length: this.below(4) }, () => ({
      mode: this.pick(['in', 'in', 'out', 'inout', 'in']),
      type: this.anyType(),
    }));
    const outer = this.scope;
    this.scope = this.globals();
    const texts = params.map(({ mode, type }) => {
      const parameter = this.fresh('p');
      this.scope.push({ name: parameter, type });
      return `${mode} ${declare(type, parameter)}`;
    });
    this.budget = 4 + this.below(8);
    this.result = result;
    const inner = this.scope.length;
    const body = this.openBlock(2);
    if (result !== 'void') body.push(this.statement('return ', this.expression(result, 3), ';'));
    this.scope.length = inner;
    this.result = undefined;
    this.scope = outer;
    this.functions.push({ name, result, params });
    return this.statement(`${result} ${name}(${texts.join(', ')}) `, body);
  }

  /** A block whose variables stay in scope. @param {number} depth */
  openBlock(depth) {
    const statements = [];
    while (this.budget > 0) {
      this.budget--;
      statements.push(...this.anyStatement(depth));
    }
    return statements;
  }

  /** @returns {Variable[]} */
  globals() {
    const readOnly = true;
    const of = (/** @type {string[][]} */ list) =>
      list.map(([type, name]) => ({ type, name, readOnly }));
    const here = this.fragment
      ? [...of(VARYINGS), { type: 'vec4', name: 'gl_FragCoord', readOnly }, { type: 'bool', name: 'gl_FrontFacing', readOnly }]
      : [{ type: 'vec4', name: 'position', readOnly }, { type: 'vec4', name: 'data', readOnly },
         { type: 'ivec4', name: 'numbers', readOnly }, { type: 'int', name: 'gl_VertexID', readOnly }]; // prettier-ignore
    const own = [
      { type: 'float', name: 'g0' },
      { type: 'ivec3', name: 'g1' },
      { type: 'vec4[3]', name: 'g2' },
    ];
    const structs = this.structs
      .slice(0, 1)
      .map(({ name }) => ({ type: name, name: 'us', readOnly }));
    return [...of(UNIFORMS), ...of(BLOCK), ...here, ...own, ...structs];
  }
}

/** @param {Struct[]} structs */
function interfaceText(structs) {
  const structText = structs.map(
    ({ name, members }) =>
      `struct ${name} { ${members.map(([type, member]) => `${declare(type, member)};`).join(' ')} };`,
  );
  return [
    ...structText,
    ...UNIFORMS.map(([type, name]) => `uniform ${declare(type, name)};`),
    ...(structs.length > 0 ? [`uniform ${structs[0].name} us;`] : []),
    `layout(std140) uniform Block { ${BLOCK.map(([type, name]) => `${declare(type, name)};`).join(' ')} };`,
    ...SAMPLERS.map((text) => `uniform highp ${text};`),
  ].join('\n');
}

/** @param {() => number} random @returns {Struct[]} */
function makeStructs(random) {
  const count = Math.floor(random() * 3);
  const types = [...VECTORS, 'mat2', 'mat3', 'float[3]', 'ivec2[2]'];
  /** @type {Struct[]} */
  const structs = [];
  for (let i = 0; i < count; i++) {
    const members = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, m) => {
      const known = structs.length > 0 && random() < 0.15 ? structs[0].name : undefined;
      return /** @type {[string, string]} */ ([
        known ?? types[Math.floor(random() * types.length)],
        `m${m}`,
      ]);
    });
    structs.push({ name: `S${i}`, members });
  }
  return structs;
}

/** @param {Stage} stage @param {string} head @param {(stage: Stage) => Node[]} finish */
function makeStage(stage, head, finish) {
  /** @type {Node[]} */
  const items = [
    { parts: [head] },
    { parts: ['float g0; ivec3 g1; vec4 g2[3];'] },
    { parts: [PRELUDE] },
  ];
  for (let count = stage.below(4); count > 0; count--) items.push(stage.makeFunction());
  stage.scope = stage.globals();
  stage.budget = 6 + stage.below(14);
  const body = stage.openBlock(3);
  items.push({ parts: ['void main() ', [...body, ...finish(stage)]] });
  return items;
}

/** @param {number} seed @returns {Program} */
export function randomProgram(seed) {
  const random = randomFrom(seed);
  const structs = makeStructs(random);
  const shared = interfaceText(structs);
  const precision = 'precision highp float; precision highp int;\n';
  const varyings = (/** @type {string} */ way) =>
    VARYINGS.map(
      ([type, name]) => `${FLAT.includes(name) ? 'flat ' : ''}${way} ${type} ${name};`,
    ).join('\n');
  const vertex = makeStage(
    new Stage(random, false, structs),
    `#version 300 es\n${precision}layout(location = 0) in vec4 position; layout(location = 1) in vec4 data;\nlayout(location = 2) in ivec4 numbers;\n${varyings('out')}\n${shared}`,
    (stage) => [
      ...VARYINGS.map(([type, name]) =>
        stage.statement(`${name} = `, stage.expression(type, 3), ';'),
      ),
      stage.statement('gl_Position = position;'),
    ],
  );
  const fragment = makeStage(
    new Stage(random, true, structs),
    `#version 300 es\n${precision}${varyings('in')}\n${shared}\nout uvec4 color;`,
    (stage) => {
      const parts = Array.from({ length: 4 }, () =>
        stage.chance(0.7)
          ? stage.node('uint', 'bitsU(@)', stage.expression('float', 4))
          : stage.expression('uint', 4),
      );
      return [
        stage.statement(
          'color = uvec4(',
          parts[0],
          ', ',
          parts[1],
          ', ',
          parts[2],
          ', ',
          parts[3],
          ');',
        ),
      ];
    },
  );
  return { vertex, fragment };
}

/** @param {string | Node | Node[]} part @param {string} indent @returns {string} */
function printPart(part, indent) {
  if (typeof part === 'string') return part;
  if (!Array.isArray(part)) return part.parts.map((each) => printPart(each, indent)).join('');
  const inner = `${indent}  `;
  const lines = part.map((statement) => `${inner}${printPart(statement, inner)}\n`);
  return `{\n${lines.join('')}${indent}}`;
}

/** @param {Program} program @returns {{ vertex: string, fragment: string }} */
export function printProgram({ vertex, fragment }) {
  const print = (/** @type {Node[]} */ items) =>
    items.map((item) => printPart(item, '')).join('\n') + '\n';
  return { vertex: print(vertex), fragment: print(fragment) };
}
