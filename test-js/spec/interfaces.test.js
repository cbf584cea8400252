// SPDX-License-Identifier: MIT
// Interfaces, operations and constants as WebIDL exposes them to script: which exist, on what, with what
// property attributes; what each operation does with missing and wrong arguments and on a lost context.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as nogpu from 'nogpu';
import { makeContext, nextTask, raises } from '../fixture.js';
import { constants } from './constants.js';
import { extensions } from './extensions.js';
import { operations } from './operations.js';

const { createContext, WebGL2RenderingContext, WebGLRenderingContext } = nogpu;

/** @type {[any, number][]} */
const contexts = [
  [WebGLRenderingContext, 1],
  [WebGL2RenderingContext, 2],
];

/** Name, base, attributes. @type {[string, Function, string[]][]} */
const interfaces = [
  ['WebGLObject', Object, ['label']],
  ['WebGLBuffer', nogpu.WebGLObject, []],
  ['WebGLFramebuffer', nogpu.WebGLObject, []],
  ['WebGLProgram', nogpu.WebGLObject, []],
  ['WebGLQuery', nogpu.WebGLObject, []],
  ['WebGLRenderbuffer', nogpu.WebGLObject, []],
  ['WebGLSampler', nogpu.WebGLObject, []],
  ['WebGLShader', nogpu.WebGLObject, []],
  ['WebGLSync', nogpu.WebGLObject, []],
  ['WebGLTexture', nogpu.WebGLObject, []],
  ['WebGLTransformFeedback', nogpu.WebGLObject, []],
  ['WebGLVertexArrayObject', nogpu.WebGLObject, []],
  ['WebGLUniformLocation', Object, []],
  ['WebGLActiveInfo', Object, ['size', 'type', 'name']],
  ['WebGLShaderPrecisionFormat', Object, ['rangeMin', 'rangeMax', 'precision']],
  ['WebGLContextEvent', Event, ['statusMessage']],
];

const contextAttributes = ['canvas', 'drawingBufferWidth', 'drawingBufferHeight', 'drawingBufferFormat', 'drawingBufferColorSpace', 'unpackColorSpace'];
const writable = ['label', 'drawingBufferColorSpace', 'unpackColorSpace'];

/** Arguments that convert without an exception. @param {any} gl @param {import('./operations.js').Argument} argument */
function plausible(gl, { type, nullable }) {
  if (nullable && type !== 'AllowSharedBufferSource') return null;
  if (type === 'DOMString') return 'name';
  if (type.startsWith('sequence')) return [];
  if (/View|List|Source/.test(type)) return type === 'TexImageSource' ? { width: 1, height: 1, data: new Uint8ClampedArray(4) } : new Float32Array(16);
  if (type.startsWith('WebGL')) return made(gl, type);
  return 0;
}

/** Enums without which a call fails before it looks at its objects. @type {Record<string, string[]>} */
const enums = {
  beginQuery: ['ANY_SAMPLES_PASSED'],
  bindBuffer: ['ARRAY_BUFFER'],
  bindBufferBase: ['UNIFORM_BUFFER'],
  bindBufferRange: ['UNIFORM_BUFFER'],
  bindFramebuffer: ['FRAMEBUFFER'],
  bindRenderbuffer: ['RENDERBUFFER'],
  bindTexture: ['TEXTURE_2D'],
  bindTransformFeedback: ['TRANSFORM_FEEDBACK'],
  framebufferRenderbuffer: ['FRAMEBUFFER', 'COLOR_ATTACHMENT0', 'RENDERBUFFER'],
  framebufferTexture2D: ['FRAMEBUFFER', 'COLOR_ATTACHMENT0', 'TEXTURE_2D'],
  framebufferTextureLayer: ['FRAMEBUFFER', 'COLOR_ATTACHMENT0'],
  transformFeedbackVaryings: ['INTERLEAVED_ATTRIBS'],
};

/** An object of the interface. @param {any} gl @param {string} name */
function made(gl, name) {
  if (name === 'WebGLShader') return gl.createShader(gl.VERTEX_SHADER);
  if (name === 'WebGLSync') return gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (name === 'WebGLUniformLocation') return location(gl);
  if (name === 'WebGLVertexArrayObject') return gl.createVertexArray();
  return gl[`create${name.slice('WebGL'.length)}`]();
}

/** @param {any} gl */
function location(gl) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, 'uniform vec4 u; void main() { gl_Position = u; }'],
    [gl.FRAGMENT_SHADER, 'void main() {}'],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getUniformLocation(program, 'u');
}

/** @param {import('./operations.js').Operation} operation */
function requiredArguments({ overloads }) {
  return Math.min(...overloads.map((list) => list.filter(({ optional }) => !optional).length));
}

test('operations are on the prototypes of their versions: enumerable, writable, configurable', () => {
  for (const [Interface, version] of contexts) {
    for (const operation of operations.values()) {
      const property = Object.getOwnPropertyDescriptor(Interface.prototype, operation.name);
      if (operation.since > version) {
        assert.equal(property, undefined, operation.name);
        continue;
      }
      const { value, ...attributes } = /** @type {PropertyDescriptor} */ (property);
      assert.equal(value.name, operation.name);
      assert.equal(value.length, requiredArguments(operation), operation.name);
      assert.deepEqual(attributes, { writable: true, enumerable: true, configurable: true });
      assert.ok(!Object.hasOwn(Interface, operation.name), operation.name);
      assert.throws(() => new value(), TypeError, `${operation.name} is no constructor`);
    }
  }
});

test('constants are on interface and prototype of their versions: enumerable only', () => {
  for (const [Interface, version] of contexts) {
    for (const target of [Interface, Interface.prototype]) {
      for (const { name, value, since } of constants) {
        const property = Object.getOwnPropertyDescriptor(target, name);
        const expected = since > version ? undefined : { value, writable: false, enumerable: true, configurable: false };
        assert.deepEqual(property, expected, name);
      }
    }
  }
});

test('the interfaces have no other members of these kinds', () => {
  const known = new Set([...constants.map(({ name }) => name), ...operations.keys()]);
  for (const name of contextAttributes) known.add(name);
  for (const [Interface] of contexts) {
    for (const name of Object.keys(Interface.prototype)) {
      if (!known.has(name)) assert.match(name, /^[a-z]/, `a constant that no version has: ${name}`);
    }
    for (const name of Object.keys(Interface)) assert.ok(known.has(name), name);
  }
});

test('interface objects cannot be called or constructed by applications', () => {
  const names = [...interfaces.map(([name]) => name), ...contexts.map(([{ name }]) => name)];
  for (const name of names) {
    const Interface = /** @type {any} */ (nogpu)[name];
    assert.equal(typeof Interface, 'function', name);
    assert.equal(Interface.name, name);
    assert.throws(() => Interface(), TypeError, name);
    if (name !== 'WebGLContextEvent') assert.throws(() => new Interface(), TypeError, name);
    assert.equal(Interface.prototype.constructor, Interface);
    const { writable, enumerable } = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(Interface, 'prototype'));
    assert.ok(!writable && !enumerable, name);
  }
});

test('interfaces have their bases, their tags and their attributes', () => {
  for (const [name, base, attributes] of interfaces) {
    const { prototype } = /** @type {any} */ (nogpu)[name];
    assert.equal(Object.getPrototypeOf(prototype), base.prototype, name);
    assert.equal(Object.prototype.toString.call(prototype), `[object ${name}]`);
    for (const attribute of attributes) checkAttribute(prototype, attribute);
  }
  for (const [Interface] of contexts) {
    assert.equal(Object.getPrototypeOf(Interface.prototype), Object.prototype);
    assert.equal(Object.prototype.toString.call(Interface.prototype), `[object ${Interface.name}]`);
    for (const attribute of contextAttributes) checkAttribute(Interface.prototype, attribute);
  }
});

/** @param {object} prototype @param {string} name */
function checkAttribute(prototype, name) {
  const { get, set, enumerable, configurable } = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(prototype, name));
  assert.equal(typeof get, 'function', name);
  assert.equal(typeof set, writable.includes(name) ? 'function' : 'undefined', name);
  assert.deepEqual([enumerable, configurable], [true, true], name);
}

test('objects are instances of their interface alone and have no enumerable members of their own', (t) => {
  const gl = makeContext(t);
  for (const [name, base] of interfaces) {
    if (base !== nogpu.WebGLObject && name !== 'WebGLUniformLocation') continue;
    const object = made(gl, name);
    const Interface = /** @type {any} */ (nogpu)[name];
    assert.equal(Object.getPrototypeOf(object), Interface.prototype, name);
    assert.equal(Object.prototype.toString.call(object), `[object ${name}]`);
    assert.equal(object instanceof nogpu.WebGLObject, base === nogpu.WebGLObject);
    assert.deepEqual(Object.keys(object), []);
    if (base !== nogpu.WebGLObject) continue;
    assert.equal(object.label, '');
    object.label = 7;
    assert.equal(object.label, '7');
  }
});

test('WebGLContextEvent takes its message from the dictionary', () => {
  const { WebGLContextEvent } = nogpu;
  assert.throws(() => new /** @type {any} */ (WebGLContextEvent)(), TypeError);
  assert.equal(WebGLContextEvent.length, 1);
  const plain = new WebGLContextEvent('webglcontextlost');
  assert.deepEqual([plain.type, plain.statusMessage, plain.cancelable], ['webglcontextlost', '', false]);
  const event = new WebGLContextEvent('x', { statusMessage: 'why', cancelable: true });
  assert.deepEqual([event.statusMessage, event.cancelable], ['why', true]);
  assert.ok(event instanceof Event);
});

test('operations throw TypeError for every missing argument', (t) => {
  for (const version of [1, 2]) {
    const gl = /** @type {any} */ (createContext(4, 4, { version }));
    t.after(() => gl.destroy());
    for (const operation of operations.values()) {
      if (operation.since > version) continue;
      const needed = requiredArguments(operation);
      const overload = operation.overloads.find((list) => list.length >= needed) ?? [];
      const given = version === 2 ? overload.map((argument) => plausible(gl, argument)) : overload.map(() => null);
      for (let count = 0; count < needed; count++) {
        assert.throws(() => gl[operation.name](...given.slice(0, count)), TypeError, operation.name);
      }
      assert.equal(gl.getError(), 0, operation.name);
    }
  }
});

test('operations throw TypeError for what is no object of the interface', (t) => {
  const gl = makeContext(t);
  for (const { name, overloads } of operations.values()) {
    const [list] = overloads;
    list.forEach(({ type, nullable }, position) => {
      if (!type.startsWith('WebGL')) return;
      const Interface = /** @type {any} */ (nogpu)[type];
      const wrong = [{}, 1, 'name', Object.create(Interface.prototype), () => {}];
      wrong.push(made(gl, type === 'WebGLTexture' ? 'WebGLBuffer' : 'WebGLTexture'));
      if (!nullable) wrong.push(null, undefined);
      const given = list.map((argument) => plausible(gl, argument));
      for (const value of wrong) {
        given[position] = value;
        assert.throws(() => /** @type {any} */ (gl)[name](...given), TypeError, `${name}: ${String(value)}`);
      }
    });
    assert.equal(gl.getError(), 0, name);
  }
});

test('operations throw TypeError for what is no list, view or buffer', (t) => {
  const gl = makeContext(t);
  for (const { name, overloads } of operations.values()) {
    for (const list of overloads) {
      list.forEach(({ type, nullable }, position) => {
        if (!/^(sequence|ArrayBufferView|.*List)/.test(type) || nullable) return;
        const given = list.map((argument) => plausible(gl, argument));
        // A number is an offset where there is such an overload.
        const isOffset = overloads.some((other) => /Size|ptr/.test(other[position]?.type ?? ''));
        for (const value of [{}, ...(isOffset ? [] : [7, 'abc', true])]) {
          given[position] = value;
          if (isOffset && list.length === overloads[0].length) continue;
          assert.throws(() => /** @type {any} */ (gl)[name](...given), TypeError, `${name}: ${String(value)}`);
        }
      });
    }
    gl.getError();
  }
});

/**
 * Every argument that takes an object gets one that `gl` must not use, made by `make`.
 * @param {any} gl @param {(type: string) => any} make @param {RegExp} ignored  operations that let it pass
 */
function refuses(gl, make, ignored) {
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  for (const { name, returns, overloads } of operations.values()) {
    const [list] = overloads;
    list.forEach(({ type }, position) => {
      if (!type.startsWith('WebGL')) return;
      const names = [...(enums[name] ?? [])];
      const given = list.map((argument) =>
        argument.type === 'GLenum' && names.length > 0 ? gl[/** @type {string} */ (names.shift())] : plausible(gl, argument),
      );
      given[position] = make(type);
      const code = ignored.test(name) ? 'NO_ERROR' : 'INVALID_OPERATION';
      const result = raises(gl, code, () => gl[name](...given));
      assert.equal(result, nothing(name, returns), name);
    });
  }
}

test('an object of another context is INVALID_OPERATION, for is* false', (t) => {
  const other = makeContext(t);
  refuses(makeContext(t), (type) => made(other, type), /^is/);
});

test('an object from before a loss is INVALID_OPERATION; is* and delete* let it pass', async (t) => {
  const gl = /** @type {any} */ (makeContext(t));
  const ext = gl.getExtension('WEBGL_lose_context');
  const types = new Set([...operations.values()].flatMap(({ overloads }) => overloads.flat().map(({ type }) => type)));
  const stale = new Map([...types].filter((type) => type.startsWith('WebGL')).map((type) => [type, made(gl, type)]));
  ext.loseContext();
  assert.equal(gl.getError(), gl.CONTEXT_LOST_WEBGL);
  // Those made while it is lost are no better.
  const names = [...stale.keys()].filter((name) => !/Location|Sync/.test(name));
  const late = new Map(names.map((name) => [name, made(gl, name)]));
  await nextTask();
  ext.restoreContext();
  await nextTask();
  assert.equal(gl.isContextLost(), false);
  refuses(gl, (type) => stale.get(type), /^(is|delete)/);
  refuses(gl, (type) => late.get(type) ?? stale.get(type), /^(is|delete)/);
});

test('getError, isContextLost and getContextAttributes tell of a loss', async (t) => {
  for (const version of [1, 2]) {
    const gl = /** @type {any} */ (createContext(4, 4, { version }));
    t.after(() => gl.destroy());
    gl.enable(0);
    gl.getExtension('WEBGL_lose_context').loseContext();
    assert.equal(gl.isContextLost(), true);
    assert.equal(gl.getContextAttributes(), null);
    assert.equal(gl.getError(), gl.CONTEXT_LOST_WEBGL);
    assert.equal(gl.getError(), gl.NO_ERROR);
  }
});

/** What an operation gives that cannot do its work. @param {string} name @param {string} returns */
function nothing(name, returns) {
  if (/^(getAttribLocation|getFragDataLocation)$/.test(name)) return -1;
  if (name === 'checkFramebufferStatus') return WebGL2RenderingContext.FRAMEBUFFER_UNSUPPORTED;
  if (name === 'clientWaitSync') return WebGL2RenderingContext.WAIT_FAILED;
  if (name === 'getUniformBlockIndex') return WebGL2RenderingContext.INVALID_INDEX;
  if (returns === 'void') return undefined;
  if (returns === 'any' || returns.endsWith('?')) return null;
  return /^(G?L?boolean)$/i.test(returns) ? false : 0;
}

test('every operation of a lost context returns what its type has for nothing, without an error', (t) => {
  for (const version of [1, 2]) {
    const gl = /** @type {any} */ (createContext(4, 4, { version }));
    t.after(() => gl.destroy());
    /** @type {Map<object, any[]>} */
    const before = new Map();
    for (const { since, overloads } of operations.values()) {
      if (since > version) continue;
      for (const list of overloads)
        before.set(
          list,
          list.map((argument) => plausible(gl, argument)),
        );
    }
    gl.getExtension('WEBGL_lose_context').loseContext();
    assert.equal(gl.getError(), gl.CONTEXT_LOST_WEBGL);
    for (const { since, name, returns, overloads } of operations.values()) {
      if (since > version || name === 'isContextLost' || name === 'getError') continue;
      for (const list of overloads) {
        // Offsets into buffers, and sources with sizes beside them, are WebGL 2's.
        const last = list.at(-1)?.type;
        const newer = last === 'GLintptr' || (last === 'TexImageSource' && list.length >= 9);
        if (version === 1 && newer && /tex|pixels/i.test(name)) continue;
        const result = gl[name](.../** @type {any[]} */ (before.get(list)));
        if (name.startsWith('create')) {
          assert.ok(result instanceof /** @type {any} */ (nogpu)[returns.replace('?', '')], name);
        } else {
          assert.equal(result, nothing(name, returns), name);
        }
        assert.equal(gl.getError(), 0, name);
      }
    }
  }
});

/** Arguments of extension methods that are no numbers. @type {Record<string, any[]>} */
const lists = {
  drawBuffersWEBGL: [[]],
  multiDrawArraysWEBGL: [0, [0], 0, [0], 0, 1],
  multiDrawElementsWEBGL: [0, [0], 0, 0, [0], 0, 1],
  multiDrawArraysInstancedWEBGL: [0, [0], 0, [0], 0, [0], 0, 1],
  multiDrawElementsInstancedWEBGL: [0, [0], 0, 0, [0], 0, [0], 0, 1],
  multiDrawArraysInstancedBaseInstanceWEBGL: [0, [0], 0, [0], 0, [0], 0, [0], 0, 1],
  multiDrawElementsInstancedBaseVertexBaseInstanceWEBGL: [0, [0], 0, 0, [0], 0, [0], 0, [0], 0, [0], 0, 1],
};

test('methods of extensions do nothing on a lost context, without an error', (t) => {
  for (const version of [1, 2]) {
    const gl = /** @type {any} */ (createContext(4, 4, { version }));
    t.after(() => gl.destroy());
    const shader = gl.createShader(gl.VERTEX_SHADER);
    const enabled = extensions.map(({ name, methods }) => ({ methods, extension: gl.getExtension(name) }));
    gl.getExtension('WEBGL_lose_context').loseContext();
    assert.equal(gl.getError(), gl.CONTEXT_LOST_WEBGL);
    for (const { methods, extension } of enabled) {
      if (extension === null) continue;
      for (const [name, count] of Object.entries(methods)) {
        if (name === 'loseContext') {
          raises(gl, 'INVALID_OPERATION', () => extension.loseContext());
          continue;
        }
        if (/^(restoreContext|queryCounter|getSupportedProfiles)/.test(name)) continue;
        const isArray = /VertexArrayOES/.test(name);
        const given = lists[name] ?? (isArray ? [null] : name === 'getTranslatedShaderSource' ? [shader] : Array(count).fill(0));
        const result = raises(gl, 'NO_ERROR', () => extension[name](...given));
        if (name === 'createVertexArrayOES') assert.ok(result instanceof nogpu.WebGLVertexArrayObject);
        else assert.ok([undefined, null, false, ''].includes(result), `${name} gave ${result}`);
      }
    }
  }
});

test('extensions have their constants and methods, on the versions that have them', (t) => {
  for (const version of [1, 2]) {
    const gl = /** @type {any} */ (createContext(4, 4, { version }));
    t.after(() => gl.destroy());
    const supported = new Set(gl.getSupportedExtensions());
    const known = new Set(extensions.map(({ name }) => name));
    for (const name of supported) assert.ok(known.has(name), `${name} is in no table`);
    for (const { name, versions, constants: values, methods } of extensions) {
      if (!versions.includes(String(version))) {
        assert.ok(!supported.has(name), `${name} is none of WebGL ${version}`);
        assert.equal(gl.getExtension(name), null);
      }
      if (!supported.has(name)) continue;
      const extension = gl.getExtension(name.toLowerCase());
      assert.equal(gl.getExtension(name), extension, name);
      const prototype = Object.getPrototypeOf(extension);
      const members = Object.keys(prototype).sort();
      assert.deepEqual(members, [...Object.keys(values), ...Object.keys(methods)].sort(), name);
      for (const [constant, value] of Object.entries(values)) {
        assert.deepEqual(Object.getOwnPropertyDescriptor(prototype, constant), { value, writable: false, enumerable: true, configurable: false }, constant);
      }
      for (const [method, count] of Object.entries(methods)) {
        assert.equal(extension[method].length, count, method);
        for (let given = 0; given < count; given++) assert.throws(() => extension[method](...Array(given).fill(0)), TypeError, method);
      }
      assert.equal(gl.getError(), 0, name);
    }
  }
});
