// SPDX-License-Identifier: MIT
// Buffers: WebGL 1.0 §5.14.5, WebGL 2.0 §3.7.3, §3.7.16; ES 3.0 §2.10.
import { ENUM, NONE, OPERATION, scene, TYPE, VALUE } from './rows.js';

const TARGETS = [
  'ARRAY_BUFFER',
  'ELEMENT_ARRAY_BUFFER',
  'COPY_READ_BUFFER',
  'COPY_WRITE_BUFFER',
  'TRANSFORM_FEEDBACK_BUFFER',
  'UNIFORM_BUFFER',
  'PIXEL_PACK_BUFFER',
  'PIXEL_UNPACK_BUFFER',
];
const NOT_TARGETS = ['TEXTURE_2D', 'FRAMEBUFFER', 'ARRAY_BUFFER_BINDING', 'ZERO'];
const USAGES = ['STREAM', 'STATIC', 'DYNAMIC'].flatMap((often) => ['DRAW', 'READ', 'COPY'].map((how) => `${often}_${how}`));

/** Sixteen bytes in a buffer of each target. @param {any} gl */
function one(gl) {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, 16, gl.STATIC_DRAW);
  return { buffer };
}

/** Two buffers: one to read, one to write. @param {any} gl */
function two(gl) {
  for (const target of [gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER]) {
    gl.bindBuffer(target, gl.createBuffer());
    gl.bufferData(target, 16, gl.STATIC_DRAW);
  }
}

/** A buffer that is also bound where transform feedback would write. @param {any} gl */
function twice(gl) {
  const { buffer } = one(gl);
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, buffer);
  gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, null);
  return { buffer };
}

/** Transform feedback is active; `buffer` takes what it captures. @param {any} gl */
export function feedback(gl) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, 'out vec4 v; void main() { v = vec4(1); gl_Position = v; }'],
    [gl.FRAGMENT_SHADER, 'precision highp float; out vec4 c; void main() { c = vec4(1); }'],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, `#version 300 es\n${source}`);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.transformFeedbackVaryings(program, ['v'], gl.INTERLEAVED_ATTRIBS);
  gl.linkProgram(program);
  gl.useProgram(program);
  const transformFeedback = gl.createTransformFeedback();
  gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, transformFeedback);
  const buffer = gl.createBuffer();
  gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, buffer);
  gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, 1024, gl.STREAM_READ);
  gl.beginTransformFeedback(gl.POINTS);
  return { program, transformFeedback, buffer, other: gl.createBuffer() };
}

const bytes = (/** @type {number} */ n) => new Uint8Array(n);

export const buffers = [
  scene('nothing bound', () => {}, [
    ...TARGETS.flatMap(
      (target) =>
        /** @type {import('./rows.js').Row[]} */ ([
          ['bindBuffer', NONE, `${target}`, (gl) => gl.bindBuffer(gl[target], gl.createBuffer())],
          ['bindBuffer', NONE, `null to ${target}`, (gl) => gl.bindBuffer(gl[target], null)],
          ['bufferData', OPERATION, `no buffer at ${target}, size`, (gl) => gl.bufferData(gl[target], 4, gl.STATIC_DRAW)],
          ['bufferData', OPERATION, `no buffer at ${target}, view`, (gl) => gl.bufferData(gl[target], bytes(4), gl.STATIC_DRAW)],
          ['bufferSubData', OPERATION, `no buffer at ${target}`, (gl) => gl.bufferSubData(gl[target], 0, bytes(4))],
          ['getBufferSubData', OPERATION, `no buffer at ${target}`, (gl) => gl.getBufferSubData(gl[target], 0, bytes(4))],
          ['getBufferParameter', OPERATION, `no buffer at ${target}`, (gl) => gl.getBufferParameter(gl[target], gl.BUFFER_SIZE)],
        ]),
    ),
    ...NOT_TARGETS.flatMap(
      (target) =>
        /** @type {import('./rows.js').Row[]} */ ([
          ['bindBuffer', ENUM, `target ${target}`, (gl) => gl.bindBuffer(gl[target], gl.createBuffer())],
          ['bindBuffer', ENUM, `target ${target}, null`, (gl) => gl.bindBuffer(gl[target], null)],
          ['bufferData', ENUM, `target ${target}`, (gl) => gl.bufferData(gl[target], 4, gl.STATIC_DRAW)],
          ['bufferSubData', ENUM, `target ${target}`, (gl) => gl.bufferSubData(gl[target], 0, bytes(4))],
          ['getBufferSubData', ENUM, `target ${target}`, (gl) => gl.getBufferSubData(gl[target], 0, bytes(4))],
          ['getBufferParameter', ENUM, `target ${target}`, (gl) => gl.getBufferParameter(gl[target], gl.BUFFER_SIZE)],
          ['copyBufferSubData', ENUM, `readTarget ${target}`, (gl) => gl.copyBufferSubData(gl[target], gl.COPY_WRITE_BUFFER, 0, 0, 0)],
          ['copyBufferSubData', ENUM, `writeTarget ${target}`, (gl) => gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl[target], 0, 0, 0)],
          ['bindBufferBase', ENUM, `target ${target}`, (gl) => gl.bindBufferBase(gl[target], 0, gl.createBuffer())],
          ['bindBufferRange', ENUM, `target ${target}`, (gl) => gl.bindBufferRange(gl[target], 0, gl.createBuffer(), 0, 4)],
        ]),
    ),
    ...TARGETS.filter((target) => !/UNIFORM|TRANSFORM/.test(target)).flatMap(
      (target) =>
        /** @type {import('./rows.js').Row[]} */ ([
          ['bindBufferBase', ENUM, `target ${target}`, (gl) => gl.bindBufferBase(gl[target], 0, gl.createBuffer())],
          ['bindBufferRange', ENUM, `target ${target}`, (gl) => gl.bindBufferRange(gl[target], 0, gl.createBuffer(), 0, 4)],
        ]),
    ),
    ['copyBufferSubData', OPERATION, 'nothing to read from', (gl) => gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER, 0, 0, 0)],
    ['createBuffer', NONE, 'always', (gl) => gl.createBuffer() instanceof Object, true],
    ['isBuffer', NONE, 'null', (gl) => gl.isBuffer(null), false],
    ['isBuffer', NONE, 'undefined', (gl) => gl.isBuffer(undefined), false],
    ['isBuffer', NONE, 'never bound', (gl) => gl.isBuffer(gl.createBuffer()), false],
    ['deleteBuffer', NONE, 'null', (gl) => gl.deleteBuffer(null)],
    ['deleteBuffer', NONE, 'undefined', (gl) => gl.deleteBuffer(undefined)],
    ['deleteBuffer', TYPE, 'a texture', (gl) => gl.deleteBuffer(gl.createTexture())],
  ]),

  scene('16 bytes at ARRAY_BUFFER', one, [
    ['isBuffer', NONE, 'bound', (gl, { buffer }) => gl.isBuffer(buffer), true],
    ['isBuffer', NONE, 'deleted', (gl, { buffer }) => (gl.deleteBuffer(buffer), gl.isBuffer(buffer)), false],
    ['deleteBuffer', NONE, 'twice', (gl, { buffer }) => (gl.deleteBuffer(buffer), gl.deleteBuffer(buffer))],
    ['deleteBuffer', NONE, 'its binding becomes null', (gl, { buffer }) => (gl.deleteBuffer(buffer), gl.getParameter(gl.ARRAY_BUFFER_BINDING)), null],
    [
      'deleteBuffer',
      NONE,
      'attributes of the vertex array lose it',
      (gl, { buffer }) => {
        gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0);
        gl.deleteBuffer(buffer);
        return gl.getVertexAttrib(0, gl.VERTEX_ATTRIB_ARRAY_BUFFER_BINDING);
      },
      null,
    ],
    [
      'deleteBuffer',
      NONE,
      'indexed bindings become null',
      (gl, { buffer }) => {
        gl.bindBufferBase(gl.UNIFORM_BUFFER, 3, buffer);
        gl.deleteBuffer(buffer);
        return gl.getIndexedParameter(gl.UNIFORM_BUFFER_BINDING, 3);
      },
      null,
    ],
    ...USAGES.map(
      (usage) =>
        /** @type {import('./rows.js').Row} */ ([
          'bufferData',
          NONE,
          usage,
          (gl) => {
            gl.bufferData(gl.ARRAY_BUFFER, 8, gl[usage]);
            return gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_USAGE) === gl[usage];
          },
          true,
        ]),
    ),
    ['bufferData', ENUM, 'usage 0', (gl) => gl.bufferData(gl.ARRAY_BUFFER, 8, 0)],
    ['bufferData', ENUM, 'usage TRIANGLES', (gl) => gl.bufferData(gl.ARRAY_BUFFER, bytes(8), gl.TRIANGLES)],
    ['bufferData', ENUM, 'usage is a target', (gl) => gl.bufferData(gl.ARRAY_BUFFER, 8, gl.ARRAY_BUFFER)],
    ['bufferData', VALUE, 'size -1', (gl) => gl.bufferData(gl.ARRAY_BUFFER, -1, gl.STATIC_DRAW)],
    ['bufferData', VALUE, 'size -2^40', (gl) => gl.bufferData(gl.ARRAY_BUFFER, -(2 ** 40), gl.STATIC_DRAW)],
    ['bufferData', 'OUT_OF_MEMORY', 'size 2^40', (gl) => gl.bufferData(gl.ARRAY_BUFFER, 2 ** 40, gl.STATIC_DRAW)],
    ['bufferData', VALUE, 'data null', (gl) => gl.bufferData(gl.ARRAY_BUFFER, null, gl.STATIC_DRAW)],
    ['bufferData', VALUE, 'srcOffset past the view', (gl) => gl.bufferData(gl.ARRAY_BUFFER, bytes(8), gl.STATIC_DRAW, 9)],
    ['bufferData', VALUE, 'srcOffset past the view, in elements', (gl) => gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(2), gl.STATIC_DRAW, 3)],
    ['bufferData', VALUE, 'srcOffset + length past the view', (gl) => gl.bufferData(gl.ARRAY_BUFFER, bytes(8), gl.STATIC_DRAW, 4, 5)],
    ['bufferData', VALUE, 'length past a DataView, in bytes', (gl) => gl.bufferData(gl.ARRAY_BUFFER, new DataView(new ArrayBuffer(8)), gl.STATIC_DRAW, 0, 9)],
    ['bufferData', TYPE, 'an offset into an ArrayBuffer', (gl) => gl.bufferData(gl.ARRAY_BUFFER, new ArrayBuffer(8), gl.STATIC_DRAW, 0)],
    ['bufferData', NONE, 'size 0', (gl) => gl.bufferData(gl.ARRAY_BUFFER, 0, gl.STATIC_DRAW)],
    [
      'bufferData',
      NONE,
      'srcOffset at the end',
      (gl) => (gl.bufferData(gl.ARRAY_BUFFER, bytes(8), gl.STATIC_DRAW, 8), gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE)),
      0,
    ],
    [
      'bufferData',
      NONE,
      'length 0 is the rest',
      (gl) => (gl.bufferData(gl.ARRAY_BUFFER, bytes(8), gl.STATIC_DRAW, 2, 0), gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE)),
      6,
    ],
    ['bufferData', NONE, 'NaN is 0', (gl) => (gl.bufferData(gl.ARRAY_BUFFER, NaN, gl.STATIC_DRAW), gl.getBufferParameter(gl.ARRAY_BUFFER, gl.BUFFER_SIZE)), 0],
    ['bufferSubData', VALUE, 'offset -1', (gl) => gl.bufferSubData(gl.ARRAY_BUFFER, -1, bytes(1))],
    ['bufferSubData', VALUE, 'past the end', (gl) => gl.bufferSubData(gl.ARRAY_BUFFER, 0, bytes(17))],
    ['bufferSubData', VALUE, 'offset + size past the end', (gl) => gl.bufferSubData(gl.ARRAY_BUFFER, 9, bytes(8))],
    ['bufferSubData', VALUE, 'offset 2^32', (gl) => gl.bufferSubData(gl.ARRAY_BUFFER, 2 ** 32, bytes(8))],
    ['bufferSubData', VALUE, 'srcOffset past the view', (gl) => gl.bufferSubData(gl.ARRAY_BUFFER, 0, bytes(8), 9)],
    ['bufferSubData', VALUE, 'srcOffset + length past the view', (gl) => gl.bufferSubData(gl.ARRAY_BUFFER, 0, bytes(8), 4, 5)],
    ['bufferSubData', TYPE, 'null', (gl) => gl.bufferSubData(gl.ARRAY_BUFFER, 0, null)],
    ['bufferSubData', TYPE, 'an offset into an ArrayBuffer', (gl) => gl.bufferSubData(gl.ARRAY_BUFFER, 0, new ArrayBuffer(8), 0)],
    ['bufferSubData', NONE, 'all of it', (gl) => gl.bufferSubData(gl.ARRAY_BUFFER, 0, bytes(16))],
    ['bufferSubData', NONE, 'nothing at the end', (gl) => gl.bufferSubData(gl.ARRAY_BUFFER, 16, bytes(0))],
    ['getBufferSubData', VALUE, 'offset -1', (gl) => gl.getBufferSubData(gl.ARRAY_BUFFER, -1, bytes(1))],
    ['getBufferSubData', VALUE, 'past the end', (gl) => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, bytes(17))],
    ['getBufferSubData', VALUE, 'offset past the end', (gl) => gl.getBufferSubData(gl.ARRAY_BUFFER, 17, bytes(0))],
    ['getBufferSubData', VALUE, 'dstOffset past the view', (gl) => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, bytes(4), 5)],
    ['getBufferSubData', VALUE, 'dstOffset + length past the view', (gl) => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, bytes(4), 2, 3)],
    ['getBufferSubData', VALUE, 'length past a DataView', (gl) => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, new DataView(new ArrayBuffer(4)), 0, 5)],
    ['getBufferSubData', TYPE, 'an ArrayBuffer is no view', (gl) => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, new ArrayBuffer(4))],
    ['getBufferSubData', NONE, 'dstOffset at the end', (gl) => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, bytes(4), 4)],
    ['getBufferParameter', ENUM, 'pname 0', (gl) => gl.getBufferParameter(gl.ARRAY_BUFFER, 0)],
    ['getBufferParameter', ENUM, 'pname BUFFER_MAPPED', (gl) => gl.getBufferParameter(gl.ARRAY_BUFFER, 0x88bc)],
    ['getBufferParameter', ENUM, 'pname BUFFER_MAP_LENGTH', (gl) => gl.getBufferParameter(gl.ARRAY_BUFFER, 0x9120)],
    ['copyBufferSubData', OPERATION, 'nothing to write to', (gl) => gl.copyBufferSubData(gl.ARRAY_BUFFER, gl.COPY_WRITE_BUFFER, 0, 0, 4)],
    ['copyBufferSubData', OPERATION, 'nothing to read from', (gl) => gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.ARRAY_BUFFER, 0, 0, 4)],
    ['copyBufferSubData', VALUE, 'onto itself', (gl) => gl.copyBufferSubData(gl.ARRAY_BUFFER, gl.ARRAY_BUFFER, 0, 4, 5)],
    ['copyBufferSubData', NONE, 'from itself, beside it', (gl) => gl.copyBufferSubData(gl.ARRAY_BUFFER, gl.ARRAY_BUFFER, 0, 8, 8)],
    ...TARGETS.filter((target) => target !== 'ELEMENT_ARRAY_BUFFER').map(
      (target) => /** @type {import('./rows.js').Row} */ (['bindBuffer', NONE, `also to ${target}`, (gl, { buffer }) => gl.bindBuffer(gl[target], buffer)]),
    ),
    ['bindBuffer', OPERATION, 'other data to ELEMENT_ARRAY_BUFFER', (gl, { buffer }) => gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer)],
    ['bindBuffer', OPERATION, 'a deleted buffer', (gl, { buffer }) => (gl.deleteBuffer(buffer), () => gl.bindBuffer(gl.ARRAY_BUFFER, buffer))],
    ['bindBuffer', NONE, 'undefined is null', (gl) => (gl.bindBuffer(gl.ARRAY_BUFFER, undefined), gl.getParameter(gl.ARRAY_BUFFER_BINDING)), null],
    [
      'bindBufferBase',
      VALUE,
      'index of UNIFORM_BUFFER',
      (gl, { buffer }) => gl.bindBufferBase(gl.UNIFORM_BUFFER, gl.getParameter(gl.MAX_UNIFORM_BUFFER_BINDINGS), buffer),
    ],
    [
      'bindBufferBase',
      VALUE,
      'index of TRANSFORM_FEEDBACK_BUFFER',
      (gl, { buffer }) => gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, gl.getParameter(gl.MAX_TRANSFORM_FEEDBACK_SEPARATE_ATTRIBS), buffer),
    ],
    ['bindBufferBase', VALUE, 'index -1, buffer null', (gl) => gl.bindBufferBase(gl.UNIFORM_BUFFER, -1, null)],
    ['bindBufferBase', OPERATION, 'a deleted buffer', (gl, { buffer }) => (gl.deleteBuffer(buffer), () => gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, buffer))],
    [
      'bindBufferBase',
      NONE,
      'the generic point too',
      (gl, { buffer }) => (gl.bindBufferBase(gl.UNIFORM_BUFFER, 1, buffer), gl.getParameter(gl.UNIFORM_BUFFER_BINDING) === buffer),
      true,
    ],
    [
      'bindBufferBase',
      NONE,
      'null: both points',
      (gl, { buffer }) => {
        gl.bindBufferBase(gl.UNIFORM_BUFFER, 1, buffer);
        gl.bindBufferBase(gl.UNIFORM_BUFFER, 1, null);
        return [gl.getParameter(gl.UNIFORM_BUFFER_BINDING), gl.getIndexedParameter(gl.UNIFORM_BUFFER_BINDING, 1)];
      },
      [null, null],
    ],
    [
      'bindBufferRange',
      VALUE,
      'index of UNIFORM_BUFFER',
      (gl, { buffer }) => gl.bindBufferRange(gl.UNIFORM_BUFFER, gl.getParameter(gl.MAX_UNIFORM_BUFFER_BINDINGS), buffer, 0, 4),
    ],
    [
      'bindBufferRange',
      VALUE,
      'index of TRANSFORM_FEEDBACK_BUFFER',
      (gl, { buffer }) => gl.bindBufferRange(gl.TRANSFORM_FEEDBACK_BUFFER, gl.getParameter(gl.MAX_TRANSFORM_FEEDBACK_SEPARATE_ATTRIBS), buffer, 0, 4),
    ],
    ['bindBufferRange', VALUE, 'index, buffer null', (gl) => gl.bindBufferRange(gl.UNIFORM_BUFFER, 1000, null, 0, 0)],
    ['bindBufferRange', VALUE, 'size 0', (gl, { buffer }) => gl.bindBufferRange(gl.UNIFORM_BUFFER, 0, buffer, 0, 0)],
    ['bindBufferRange', VALUE, 'size -4', (gl, { buffer }) => gl.bindBufferRange(gl.UNIFORM_BUFFER, 0, buffer, 0, -4)],
    ['bindBufferRange', VALUE, 'offset -256', (gl, { buffer }) => gl.bindBufferRange(gl.UNIFORM_BUFFER, 0, buffer, -256, 4)],
    [
      'bindBufferRange',
      VALUE,
      'offset not aligned for uniforms',
      (gl, { buffer }) => gl.bindBufferRange(gl.UNIFORM_BUFFER, 0, buffer, gl.getParameter(gl.UNIFORM_BUFFER_OFFSET_ALIGNMENT) - 1, 4),
    ],
    [
      'bindBufferRange',
      VALUE,
      'offset no multiple of 4 for transform feedback',
      (gl, { buffer }) => gl.bindBufferRange(gl.TRANSFORM_FEEDBACK_BUFFER, 0, buffer, 2, 4),
    ],
    [
      'bindBufferRange',
      VALUE,
      'size no multiple of 4 for transform feedback',
      (gl, { buffer }) => gl.bindBufferRange(gl.TRANSFORM_FEEDBACK_BUFFER, 0, buffer, 0, 6),
    ],
    [
      'bindBufferRange',
      OPERATION,
      'a deleted buffer',
      (gl, { buffer }) => (gl.deleteBuffer(buffer), () => gl.bindBufferRange(gl.UNIFORM_BUFFER, 0, buffer, 0, 4)),
    ],
    ['bindBufferRange', NONE, 'past the end of the buffer', (gl, { buffer }) => gl.bindBufferRange(gl.UNIFORM_BUFFER, 0, buffer, 0, 4096)],
    ['bindBufferRange', NONE, 'null: offset and size do not count', (gl) => gl.bindBufferRange(gl.UNIFORM_BUFFER, 0, null, -1, -1)],
    [
      'bindBufferRange',
      NONE,
      'the generic point too',
      (gl, { buffer }) => (gl.bindBufferRange(gl.UNIFORM_BUFFER, 1, buffer, 0, 4), gl.getParameter(gl.UNIFORM_BUFFER_BINDING) === buffer),
      true,
    ],
  ]),

  scene(
    '16 bytes of indices',
    (gl) => {
      const buffer = gl.createBuffer();
      gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, 16, gl.STATIC_DRAW);
      gl.bindBuffer(gl.COPY_WRITE_BUFFER, gl.createBuffer());
      gl.bufferData(gl.COPY_WRITE_BUFFER, 16, gl.STATIC_DRAW);
      return { buffer };
    },
    [
      ...TARGETS.filter((target) => !/ELEMENT|COPY/.test(target)).map(
        (target) =>
          /** @type {import('./rows.js').Row} */ (['bindBuffer', OPERATION, `indices to ${target}`, (gl, { buffer }) => gl.bindBuffer(gl[target], buffer)]),
      ),
      ['bindBuffer', NONE, 'indices to COPY_READ_BUFFER', (gl, { buffer }) => gl.bindBuffer(gl.COPY_READ_BUFFER, buffer)],
      ['bindBuffer', NONE, 'indices to COPY_WRITE_BUFFER', (gl, { buffer }) => gl.bindBuffer(gl.COPY_WRITE_BUFFER, buffer)],
      ['bindBufferBase', OPERATION, 'indices', (gl, { buffer }) => gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, buffer)],
      ['bindBufferRange', OPERATION, 'indices', (gl, { buffer }) => gl.bindBufferRange(gl.TRANSFORM_FEEDBACK_BUFFER, 0, buffer, 0, 4)],
      ['copyBufferSubData', OPERATION, 'from indices to other data', (gl) => gl.copyBufferSubData(gl.ELEMENT_ARRAY_BUFFER, gl.COPY_WRITE_BUFFER, 0, 0, 4)],
      ['copyBufferSubData', OPERATION, 'from other data to indices', (gl) => gl.copyBufferSubData(gl.COPY_WRITE_BUFFER, gl.ELEMENT_ARRAY_BUFFER, 0, 0, 4)],
      [
        'copyBufferSubData',
        NONE,
        'from indices to indices',
        (gl) => {
          const indices = gl.createBuffer();
          gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
          gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, 16, gl.STATIC_DRAW);
          gl.copyBufferSubData(gl.ELEMENT_ARRAY_BUFFER, gl.ELEMENT_ARRAY_BUFFER, 0, 8, 8);
        },
      ],
    ],
  ),

  scene('16 bytes to read and 16 to write', two, [
    ['copyBufferSubData', VALUE, 'readOffset -1', (gl) => gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER, -1, 0, 4)],
    ['copyBufferSubData', VALUE, 'writeOffset -1', (gl) => gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER, 0, -1, 4)],
    ['copyBufferSubData', VALUE, 'size -1', (gl) => gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER, 0, 0, -1)],
    ['copyBufferSubData', VALUE, 'past the end of what is read', (gl) => gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER, 8, 0, 9)],
    ['copyBufferSubData', VALUE, 'past the end of what is written', (gl) => gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER, 0, 8, 9)],
    ['copyBufferSubData', VALUE, 'an offset beyond 2^32', (gl) => gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER, 2 ** 32, 0, 4)],
    ['copyBufferSubData', NONE, 'all', (gl) => gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER, 0, 0, 16)],
    ['copyBufferSubData', NONE, 'nothing at the ends', (gl) => gl.copyBufferSubData(gl.COPY_READ_BUFFER, gl.COPY_WRITE_BUFFER, 16, 16, 0)],
  ]),

  // WebGL 2.0, "Preventing undefined behavior with Transform Feedback"
  scene('a buffer bound to ARRAY_BUFFER and to a point of transform feedback', twice, [
    ['bufferData', OPERATION, 'bound for capture too', (gl) => gl.bufferData(gl.ARRAY_BUFFER, 8, gl.STATIC_DRAW)],
    ['bufferSubData', OPERATION, 'bound for capture too', (gl) => gl.bufferSubData(gl.ARRAY_BUFFER, 0, bytes(4))],
    ['getBufferSubData', OPERATION, 'bound for capture too', (gl) => gl.getBufferSubData(gl.ARRAY_BUFFER, 0, bytes(4))],
    [
      'copyBufferSubData',
      OPERATION,
      'bound for capture too: read',
      (gl) => {
        gl.bindBuffer(gl.COPY_WRITE_BUFFER, gl.createBuffer());
        gl.bufferData(gl.COPY_WRITE_BUFFER, 16, gl.STATIC_DRAW);
        return () => gl.copyBufferSubData(gl.ARRAY_BUFFER, gl.COPY_WRITE_BUFFER, 0, 0, 4);
      },
    ],
    ['bindBuffer', NONE, 'binding it is no use', (gl, { buffer }) => gl.bindBuffer(gl.COPY_READ_BUFFER, buffer)],
  ]),

  scene('active transform feedback', feedback, [
    ['bindBufferBase', OPERATION, 'TRANSFORM_FEEDBACK_BUFFER', (gl, { other }) => gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, other)],
    [
      'bindBufferBase',
      OPERATION,
      'TRANSFORM_FEEDBACK_BUFFER, a point not in use',
      (gl, { other }) => gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 3, other),
    ],
    ['bindBufferRange', OPERATION, 'TRANSFORM_FEEDBACK_BUFFER', (gl, { other }) => gl.bindBufferRange(gl.TRANSFORM_FEEDBACK_BUFFER, 0, other, 0, 4)],
    ['bindBufferBase', OPERATION, 'paused', (gl, { other }) => (gl.pauseTransformFeedback(), () => gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, other))],
    [
      'bindBufferRange',
      OPERATION,
      'paused',
      (gl, { other }) => (gl.pauseTransformFeedback(), () => gl.bindBufferRange(gl.TRANSFORM_FEEDBACK_BUFFER, 0, other, 0, 4)),
    ],
    ['bindBufferBase', NONE, 'UNIFORM_BUFFER', (gl, { other }) => gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, other)],
    ['bindBuffer', NONE, 'the generic point is not of the object', (gl, { other }) => gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, other)],
    ['bufferData', OPERATION, 'the buffer that takes what is captured', (gl) => gl.bufferData(gl.TRANSFORM_FEEDBACK_BUFFER, 8, gl.STATIC_DRAW)],
    ['getBufferSubData', OPERATION, 'TRANSFORM_FEEDBACK_BUFFER', (gl) => gl.getBufferSubData(gl.TRANSFORM_FEEDBACK_BUFFER, 0, bytes(4))],
  ]),
];
