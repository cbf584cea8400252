// SPDX-License-Identifier: MIT
// One fuzzing session: a canvas with a context full of objects, a second context, and some steps against
// them. Each step draws from a generator of its own, so that any of them can be left out and the others
// do the same as before; this is what the reducer lives on.
//
// What a call may do: succeed, raise a GL error, let a Deliberate exception pass, or throw a TypeError or
// RangeError of WebIDL's or the package's. Everything else is a finding, and so is a step that takes longer
// than a second, a context that cannot draw the reference triangle afterwards, and memory that stays.
import * as nogpu from 'nogpu';
import { getModule } from '../../js/module.js';
import { parameters } from './methods.js';
import { Random } from './random.js';
import { FRAGMENT, VERTEX } from './shaders.js';
import { STEPS } from './steps.js';
import { assertDraws, resetState } from './triangle.js';
import { Deliberate, fitting, hostile, withEffect } from './values.js';

/** Longest time that the process may compute for one step. */
const STEP_SECONDS = 1;

const BUDGET = {
  maxMemory: 64 << 20,
  maxLoopIterations: 20000,
  maxTextureSize: 256,
  maxDrawPixels: 1 << 20,
};

/** Messages that conversions by the language, and the package itself, are entitled to. */
const EXPECTED_MESSAGES = [
  /^Failed to execute '/,
  /^Failed to construct '/,
  /give (a|an|true|one) /,
  /^resize: /,
  /^toBuffer: /,
  /^no context: /,
  /is not supported; /,
  /: use /,
  /^ShaderInspector: /,
  /^the shaders did not link/,
  /has been disposed of/,
  /^Illegal constructor/,
  /^Cannot convert (a Symbol value|a BigInt value|object|undefined or null|Symbol)/,
  /^Cannot mix BigInt and other types/,
  /^Method .* called on incompatible receiver/,
  /proxy/,
  /still alive/,
];

export class Finding extends Error {}

export class Session {
  /** @param {number} seed @param {(step: number) => void} [progress] */
  constructor(seed, progress = () => {}) {
    this.seed = seed;
    this.progress = progress;
    /** @type {string[]} what was called, as text */
    this.log = [];
    /** @type {Array<{ gl: any, canvas: any }>} */
    this.contexts = [];
    /** @type {Map<string, any[]>} objects of the contexts by word */
    this.objects = new Map();
    /** @type {any[][]} arguments of the calls under way, innermost last */
    this.frames = [];
    this.inspectors = /** @type {any[]} */ ([]);
  }

  get constants() {
    return /** @type {any} */ (nogpu.WebGL2RenderingContext);
  }
  get gl() {
    return this.contexts[0].gl;
  }
  get canvas() {
    return this.contexts[0].canvas;
  }

  /** @param {ReadonlyArray<number>} steps  which of 0 … STEPS-1 */
  async run(steps) {
    try {
      this.setUp(new Random(this.seed));
      for (const i of steps) {
        this.progress(i);
        this.log.push(`${i}:`);
        const started = process.cpuUsage();
        const random = new Random(this.seed, i + 1);
        if (random.once(12)) await this.wait();
        else this.step(random);
        const { user } = process.cpuUsage(started);
        if (user > STEP_SECONDS * 1e6) throw new Finding(`step ${i} computed for ${user / 1e6} s`);
      }
      this.progress(STEPS);
      await this.wait();
      this.draw();
    } finally {
      for (const inspector of this.inspectors) inspector.dispose();
      for (const { gl } of this.contexts) gl.destroy();
    }
  }

  async wait() {
    this.log.push('await another task');
    await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** @param {Random} random */
  setUp(random) {
    this.addContext(random, random.below(4) !== 0, BUDGET);
    this.addContext(random, false, BUDGET);
    for (const { gl } of this.contexts) populate(this, gl);
  }

  /** @param {Random} random @param {boolean} onCanvas @param {any} options */
  addContext(random, onCanvas, options) {
    if (!onCanvas) {
      const gl = nogpu.createContext(1 + random.below(24), 1 + random.below(24), options);
      this.contexts.push({ gl, canvas: null });
      return;
    }
    const canvas = nogpu.createCanvas(16, 16);
    for (const type of ['webglcontextlost', 'webglcontextrestored']) {
      const [prevents, effect] = [random.once(2), this.effect(random)];
      canvas.addEventListener(type, (event) => {
        if (prevents) event.preventDefault();
        this.log.push(`on ${type}: ${effect.text}`);
        this.judge(() => effect.run());
      });
    }
    const gl = canvas.getContext('webgl2', options);
    if (gl !== null) this.contexts.push({ gl, canvas });
  }

  /** Remembers an object that a call gave. @param {any} value */
  keep(value) {
    if (value === null || typeof value !== 'object') return;
    const word = wordOf(value);
    if (word === undefined) return;
    const list = this.objects.get(word) ?? [];
    if (list.length < 16) list.push(value);
    this.objects.set(word, list);
  }

  /** An object of a word, or of any. @param {Random} random @param {string} [word] @returns {[any, string]} */
  object(random, word) {
    const kind = word ?? random.pick([...this.objects.keys()]);
    const list = this.objects.get(kind) ?? [];
    if (list.length === 0) return [null, 'null'];
    const i = random.below(list.length);
    return [list[i], `${kind}${i}`];
  }

  /**
   * Code for a conversion to run, at most three times.
   * @param {Random} random
   * @returns {{ run: () => void, text: string }}
   */
  effect(random) {
    const [name, act] = random.pick(EFFECTS);
    const own = new Random(random.bits());
    let runs = 0;
    return {
      text: name,
      run: () => {
        if (runs++ >= 3 || this.frames.length > 3) return;
        act(this, own);
      },
    };
  }

  /** Runs `call`; anything but a permitted exception is a finding. @param {() => any} call */
  judge(call) {
    try {
      return call();
    } catch (error) {
      if (error instanceof Deliberate) return undefined;
      if (error instanceof Finding) throw error;
      const { name, message, stack } = /** @type {any} */ (error);
      // The value's own conversion or iterator threw, for example that of a detached array.
      if (/ at \S+\.(toString|values|next) \(<anonymous>\)/.test(stack)) return undefined;
      const kinds = ['TypeError', 'RangeError', 'Error'];
      if (kinds.includes(name) && EXPECTED_MESSAGES.some((pattern) => pattern.test(message))) {
        return undefined;
      }
      throw new Finding(`${name}: ${message}\n${stack}`);
    }
  }

  /** @param {any} object @param {string} label @param {string} name @param {any[]} values */
  call(object, label, name, values) {
    const depth = '  '.repeat(this.frames.length);
    this.log.push(`${depth}${label}.${name}(${values.map(([, text]) => text).join(', ')})`);
    const given = values.map(([value]) => value);
    this.frames.push(given);
    const result = this.judge(() => object[name](...given));
    this.frames.pop();
    this.keep(result);
    return result;
  }

  /** @param {Random} random */
  step(random) {
    const index = random.below(6) === 0 ? random.below(this.contexts.length) : 0;
    const { gl, canvas } = this.contexts[index];
    const label = index === 0 ? 'gl' : `contexts[${index}].gl`;
    const choice = random.below(100);
    if (choice < 84) {
      const name = random.pick(random.once(3) ? MOVERS : methodsOf(gl));
      this.call(gl, label, name, this.arguments(random, name));
    } else if (choice < 90) {
      this.extensionStep(random, gl, label);
    } else if (choice < 95 && canvas !== null) {
      this.canvasStep(random, canvas);
    } else if (choice < 97) {
      this.creationStep(random);
    } else if (choice < 98) {
      this.inspectorStep(random);
    } else if (choice < 99) {
      const name = random.pick(['drawingBufferColorSpace', 'unpackColorSpace', 'label']);
      const [object, text] = name === 'label' ? this.object(random) : [gl, label];
      if (object !== null) this.assign(object, text, name, hostile(this, random));
    } else {
      this.log.push(`${label}.destroy()`);
      gl.destroy();
    }
  }

  /** @param {Random} random @param {string} name */
  arguments(random, name) {
    const words = parameters[name]?.split(' ') ?? ['index', 'size', 'buffer', 'bytes'];
    const values = [];
    // Now and then a call whose numbers all do something while they are converted.
    const trapped = random.once(6);
    for (const word of words) {
      if (word.endsWith('?') && random.once(2)) break;
      if (!trapped && random.once(8)) {
        values.push(hostile(this, random));
        continue;
      }
      const value = fitting(this, random, word.replace('?', ''));
      values.push(trapped && random.once(3) ? withEffect(this, random, value) : value);
    }
    if (random.once(25)) values.pop();
    if (name === 'texImage2D' && random.once(4)) values.splice(3, 3);
    if (name === 'texSubImage2D' && random.once(4)) values.splice(4, 2);
    return values;
  }

  /** @param {any} object @param {string} text @param {string} name @param {[any, string]} value */
  assign(object, text, name, [value, valueText]) {
    this.log.push(`${text}.${name} = ${valueText}`);
    this.frames.push([value]);
    this.judge(() => {
      object[name] = value;
    });
    this.frames.pop();
  }

  /** @param {Random} random @param {any} gl @param {string} label */
  extensionStep(random, gl, label) {
    const name = random.pick(gl.getSupportedExtensions() ?? ['WEBGL_lose_context']);
    const extension = gl.getExtension(random.once(3) ? 'WEBGL_lose_context' : name);
    const methods = [];
    for (const key in extension) if (typeof extension[key] === 'function') methods.push(key);
    if (methods.length === 0) return;
    const method = random.pick(methods);
    const values = [0, 0, 0, 0].map(() =>
      random.once(2) ? hostile(this, random) : this.object(random),
    );
    this.call(extension, `${label}.getExtension('${name}')`, method, values);
  }

  /** @param {Random} random @param {any} canvas */
  canvasStep(random, canvas) {
    const size = () =>
      random.once(2)
        ? /** @type {[any, string]} */ ([random.below(40), 'a size'])
        : hostile(this, random);
    switch (random.below(5)) {
      case 0:
      case 1:
        return this.assign(canvas, 'canvas', random.pick(['width', 'height']), size());
      case 2:
        return this.call(canvas, 'canvas', 'setAttribute', [
          [random.pick(['width', 'HEIGHT', '__proto__']), 'name'],
          size(),
        ]);
      case 3:
        return this.call(canvas, 'canvas', 'getContext', [
          random.once(2) ? ['webgl2', "'webgl2'"] : hostile(this, random),
          hostile(this, random),
        ]);
      default:
        if (canvas.width * canvas.height > 4096) return undefined;
        return this.call(canvas, 'canvas', random.pick(['toDataURL', 'toBuffer', 'getImageData']), [
          random.once(2) ? ['image/png', "'image/png'"] : hostile(this, random),
        ]);
    }
  }

  /** A context whose options are hostile. @param {Random} random */
  creationStep(random) {
    const [value, text] = hostile(this, random);
    const name = random.pick([...Object.keys(BUDGET), 'alpha', 'antialias', 'powerPreference']);
    const effect = this.effect(random);
    const options = random.once(2)
      ? { ...BUDGET, [name]: value }
      : new Proxy(BUDGET, { get: (target, key) => (effect.run(), Reflect.get(target, key)) });
    this.log.push(`create a context with ${name} = ${text}, or a proxy that does: ${effect.text}`);
    this.frames.push([value]);
    if (this.contexts.length < 4)
      this.judge(() => this.addContext(random, random.once(2), options));
    this.judge(() => nogpu.createCanvas(/** @type {any} */ (value), 4));
    this.frames.pop();
  }

  /** @param {Random} random */
  inspectorStep(random) {
    const [a, b] = [
      fitting(this, random, 'source'),
      random.once(2) ? fitting(this, random, 'source') : hostile(this, random),
    ];
    this.log.push(`new ShaderInspector(${a[1]}, ${b[1]})`);
    this.judge(() => {
      const inspector = new nogpu.ShaderInspector(a[0], b[0]);
      this.inspectors.push(inspector);
      return [inspector.ok, inspector.diagnostics(/** @type {any} */ (hostile(this, random)[0]))];
    });
  }

  /** Every context that still lives draws, and so does a fresh one. */
  draw() {
    for (const { gl } of this.contexts) {
      if (gl.isContextLost()) continue;
      this.log.push('draw with a context of this session');
      resetState(gl);
      const info = gl.getMemoryInfo();
      if (info.live !== sumOfParts(info)) {
        throw new Finding(`live is ${info.live}, its parts are ${sumOfParts(info)}`);
      }
      // Out of memory by its own objects is no fault of the context's.
      while (gl.getError() !== 0);
      assertDraws(gl);
    }
    const fresh = nogpu.createContext(16, 16, { antialias: false });
    this.log.push('draw with a fresh context');
    try {
      assertDraws(fresh);
    } finally {
      fresh.destroy();
    }
  }
}

/** What getMemoryInfo().live is made of. @param {any} info */
function sumOfParts({
  arenas,
  upload,
  codeCache,
  objects,
  drawingBuffer,
  scratch,
  context,
  shared,
}) {
  let sum = arenas.small + arenas.blob + arenas.string;
  for (const { bytes } of Object.values(objects)) sum += bytes;
  return sum + upload + codeCache + drawingBuffer + scratch + context + shared;
}

/** @type {ReadonlyArray<[string, (session: Session, random: Random) => void]>} */
const EFFECTS = [
  ['nothing', () => {}],
  [
    'throw',
    () => {
      throw new Deliberate('a conversion throws');
    },
  ],
  ['call a method', (session, random) => session.step(random)],
  ['call a method', (session, random) => session.step(random)],
  ['delete the arguments', (session) => eachArgument(session, deleteObject)],
  ['detach the arguments', (session) => eachArgument(session, (s, v) => detach(v))],
  ['shrink the arguments', (session, random) => eachArgument(session, (s, v) => resize(v, random))],
  ['gl.destroy()', (session, random) => random.once(3) && session.gl.destroy()],
  ['lose the context', (session) => session.gl.getExtension('WEBGL_lose_context')?.loseContext()],
  [
    'resize the canvas',
    (session, random) => {
      if (session.canvas !== null) session.judge(() => (session.canvas.width = random.below(30)));
    },
  ],
  ['make memory grow', (session) => growMemory(session.gl)],
];

/** @param {Session} session @param {(session: Session, value: any) => void} act */
function eachArgument(session, act) {
  for (const value of session.frames.at(-1) ?? []) {
    if (value !== null && typeof value === 'object') act(session, value);
  }
}

/** @param {Session} session @param {any} value */
function deleteObject({ gl }, value) {
  const word = wordOf(value);
  const method = `delete${word?.[0].toUpperCase()}${word?.slice(1)}`;
  if (typeof gl[method] === 'function') gl[method](value);
}

/** @param {any} value */
function detach(value) {
  const buffer = ArrayBuffer.isView(value) ? value.buffer : value;
  if (Object.prototype.toString.call(buffer) === '[object ArrayBuffer]' && !buffer.resizable) {
    structuredClone(buffer, { transfer: [buffer] });
  }
}

/** @param {any} value @param {Random} random */
function resize(value, random) {
  const buffer = ArrayBuffer.isView(value) ? value.buffer : value;
  if (buffer?.growable) buffer.grow(buffer.maxByteLength);
  else if (buffer?.resizable) buffer.resize(random.below(buffer.byteLength + 1));
}

/** @param {any} gl */
function growMemory(gl) {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.COPY_READ_BUFFER, buffer);
  gl.bufferData(gl.COPY_READ_BUFFER, 24 << 20, gl.STATIC_DRAW);
  gl.deleteBuffer(buffer);
}

/** 'buffer' for a WebGLBuffer, and so on. @param {any} value @returns {string | undefined} */
function wordOf(value) {
  for (const [Interface, word] of INTERFACES) if (value instanceof Interface) return word;
  return undefined;
}

/** @type {ReadonlyArray<[any, string]>} */
const INTERFACES = [
  [nogpu.WebGLBuffer, 'buffer'],
  [nogpu.WebGLFramebuffer, 'framebuffer'],
  [nogpu.WebGLProgram, 'program'],
  [nogpu.WebGLQuery, 'query'],
  [nogpu.WebGLRenderbuffer, 'renderbuffer'],
  [nogpu.WebGLSampler, 'sampler'],
  [nogpu.WebGLShader, 'shader'],
  [nogpu.WebGLSync, 'sync'],
  [nogpu.WebGLTexture, 'texture'],
  [nogpu.WebGLTransformFeedback, 'transformFeedback'],
  [nogpu.WebGLVertexArrayObject, 'vertexArray'],
  [nogpu.WebGLUniformLocation, 'location'],
];

/** What carries bytes in or out: where lengths and views are, so drawn more often. */
const MOVERS = [
  'bufferData',
  'bufferSubData',
  'getBufferSubData',
  'readPixels',
  'texImage2D',
  'texImage3D',
  'texSubImage2D',
  'texSubImage3D',
  'uniform4fv',
  'uniform1iv',
  'uniformMatrix4fv',
  'vertexAttrib4fv',
  'clearBufferfv',
  'drawBuffers',
  'invalidateSubFramebuffer',
  'getActiveUniforms',
  'getUniformIndices',
  'transformFeedbackVaryings',
  'bindAttribLocation',
  'getUniformLocation',
];

/** Every public method of a context but destroy, which has a rarer step. @param {any} gl */
function methodsOf(gl) {
  const members = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(gl));
  return Object.keys(members).filter(
    (name) =>
      typeof members[name].value === 'function' &&
      !name.startsWith('_') &&
      name !== 'constructor' &&
      name !== 'destroy',
  );
}

/** Objects of every kind, and bindings that let draws through. @param {Session} session @param {any} gl */
function populate(session, gl) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    session.keep(shader);
  }
  gl.transformFeedbackVaryings(program, ['color'], gl.INTERLEAVED_ATTRIBS);
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Finding(`the session's program: ${gl.getProgramInfoLog(program)}`);
  }
  gl.useProgram(program);
  session.keep(program);
  for (const name of [
    'matrix',
    'list',
    'flatMap',
    'cubeMap',
    'solidMap',
    'count',
    'pair',
    'flag',
    'basis',
    'tall',
  ]) {
    session.keep(gl.getUniformLocation(program, name));
  }
  gl.uniform1i(gl.getUniformLocation(program, 'cubeMap'), 1);
  gl.uniform1i(gl.getUniformLocation(program, 'solidMap'), 2);
  gl.uniform1i(gl.getUniformLocation(program, 'count'), 3);
  gl.uniformMatrix4fv(
    gl.getUniformLocation(program, 'matrix'),
    false,
    [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
  );

  const vertexArray = gl.createVertexArray();
  gl.bindVertexArray(vertexArray);
  session.keep(vertexArray);
  for (const target of [
    gl.ARRAY_BUFFER,
    gl.ELEMENT_ARRAY_BUFFER,
    gl.UNIFORM_BUFFER,
    gl.COPY_READ_BUFFER,
  ]) {
    const buffer = gl.createBuffer();
    gl.bindBuffer(target, buffer);
    gl.bufferData(
      target,
      new Uint8Array(1024).map((_, i) => i & 31),
      gl.STATIC_DRAW,
    );
    session.keep(buffer);
  }
  gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, gl.getParameter(gl.UNIFORM_BUFFER_BINDING));
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0);

  for (const target of [gl.TEXTURE_2D, gl.TEXTURE_CUBE_MAP, gl.TEXTURE_3D]) {
    const texture = gl.createTexture();
    gl.bindTexture(target, texture);
    session.keep(texture);
  }
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 16, 16, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  gl.generateMipmap(gl.TEXTURE_2D);
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH24_STENCIL8, 16, 16);
  session.keep(renderbuffer);
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  const flatMap = gl.getParameter(gl.TEXTURE_BINDING_2D);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, flatMap, 0);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  session.keep(framebuffer);
  session.keep(gl.createQuery());
  session.keep(gl.createSampler());
  session.keep(gl.createTransformFeedback());
  session.keep(gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0));
}

/** Bytes that the module holds for everything, by its own accounting. */
export function heldBytes() {
  const wasm = getModule();
  return wasm.HEAPF64[(wasm.wasm_memory_info() >>> 0) >>> 3];
}

/** Size of the module's linear memory. */
export function linearBytes() {
  return getModule().HEAPU8.length;
}
