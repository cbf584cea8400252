// SPDX-License-Identifier: MIT
// Drawing and clearing: WebGL 1.0 §5.14.11, §6; WebGL 2.0 §3.7.9, §3.7.11, §4; ES 3.0 §2.8, §2.9, §4.2.
import { feedback } from './buffers.js';
import { link } from './link.js';
import { ENUM, FRAMEBUFFER, NONE, OPERATION, scene, TYPE, VALUE } from './rows.js';

const VERTEX = 'in vec4 a; void main() { gl_Position = a; }';
const FRAGMENT = 'precision highp float; out vec4 c; void main() { c = vec4(1); }';
const MODES = ['POINTS', 'LINES', 'LINE_LOOP', 'LINE_STRIP', 'TRIANGLES', 'TRIANGLE_STRIP', 'TRIANGLE_FAN'];

/** The program is current. */
function use(gl, vertex = VERTEX, fragment = FRAGMENT) {
  const program = link(gl, vertex, fragment, (made) => gl.bindAttribLocation(made, 0, 'a'));
  gl.useProgram(program);
  return program;
}

/** Three vertices at attribute 0, four indices. */
function mesh(gl) {
  const vertices = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, vertices);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 0, 1, 3, -1, 0, 1, -1, 3, 0, 1]), gl.STATIC_DRAW);
  gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0);
  gl.enableVertexAttribArray(0);
  const indices = gl.createBuffer();
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, indices);
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, new Uint16Array([0, 1, 2, 2]), gl.STATIC_DRAW);
  return { vertices, indices };
}

/** What draws without an error. @param {any} gl */
function ready(gl) {
  return { program: use(gl), ...mesh(gl) };
}

const calls = {
  drawArrays: { mode: 'TRIANGLES', first: 0, count: 3 },
  drawArraysInstanced: { mode: 'TRIANGLES', first: 0, count: 3, instanceCount: 1 },
  drawElements: { mode: 'TRIANGLES', count: 3, type: 'UNSIGNED_SHORT', offset: 0 },
  drawElementsInstanced: { mode: 'TRIANGLES', count: 3, type: 'UNSIGNED_SHORT', offset: 0, instanceCount: 1 },
  drawRangeElements: { mode: 'TRIANGLES', start: 0, end: 2, count: 3, type: 'UNSIGNED_SHORT', offset: 0 },
};
const draws = Object.keys(calls);
const arrays = draws.filter((method) => method.includes('Arrays'));
const elements = draws.filter((method) => method.includes('Elements'));
const instanced = draws.filter((method) => method.includes('Instanced'));

/** The same row for every draw. */
const all = (code, condition, given = {}, methods = draws) => methods.map((method) => [method, code, condition, given]);

/** A call with the arguments of `calls`, after `prepare`. */
const after =
  (prepare, given = {}) =>
  (code, condition, methods = draws) =>
    methods.map((method) => [
      method,
      code,
      condition,
      (gl, s) => {
        prepare(gl, s);
        const values = Object.values({ ...calls[method], ...given }).map((value) => (typeof value === 'string' ? gl[value] : value));
        return () => gl[method](...values);
      },
    ]);

/** An RGBA8 renderbuffer, or what `format` says, at the first colour attachment. */
function drawTo(gl, format = 'RGBA8', point = 'COLOR_ATTACHMENT0') {
  const renderbuffer = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, renderbuffer);
  gl.renderbufferStorage(gl.RENDERBUFFER, gl[format], 4, 4);
  if (gl.getParameter(gl.DRAW_FRAMEBUFFER_BINDING) === null) gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl[point], gl.RENDERBUFFER, renderbuffer);
}

/** A texture of the format at unit 0, not mipmapped. */
function sample(gl, internal, format, type, target = 'TEXTURE_2D') {
  const texture = gl.createTexture();
  gl.bindTexture(gl[target], texture);
  gl.texImage2D(gl[target], 0, gl[internal], 4, 4, 0, gl[format], gl[type], null);
  gl.texParameteri(gl[target], gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl[target], gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  return texture;
}

/** A fragment shader that samples. */
const sampling = (type, coordinates = 'vec2(0)') =>
  `precision highp float; uniform highp ${type} t; out vec4 c; void main() { c = vec4(texture(t, ${coordinates})); }`;
const shadow = sampling('sampler2DShadow', 'vec3(0)');

const integerVertex = (type) => `in ${type} a; void main() { gl_Position = vec4(a); }`;

/** Bits of the masks that the stencil test may compare. */
const stencil = (change) =>
  after((gl) => {
    gl.enable(gl.STENCIL_TEST);
    change(gl);
  });

const blocks = 'in vec4 a; layout(std140) uniform B { vec4 m[2]; }; void main() { gl_Position = a + m[0] + m[1]; }';

export const drawing = [
  scene(
    'a triangle',
    ready,
    [
      ...MODES.flatMap((mode) => all(NONE, mode, { mode })),
      ...[7, 8, 9, 10, 11, 12, 13, 14, -1].flatMap((mode) => all(ENUM, `mode ${mode}`, { mode })),
      ...all(ENUM, 'mode RGBA', { mode: 'RGBA' }),
      ...all(VALUE, 'count -1', { count: -1 }),
      ...all(VALUE, 'first -1', { first: -1 }, arrays),
      ...all(VALUE, 'instanceCount -1', { instanceCount: -1 }, instanced),
      ...all(NONE, 'count 0', { count: 0 }),
      ...all(NONE, 'instanceCount 0', { instanceCount: 0 }, instanced),
      ...all(OPERATION, 'past the vertices', { first: 1 }, arrays),
      ...all(OPERATION, 'far past the vertices', { first: 2 ** 31 - 1 }, arrays),
      ...all(OPERATION, 'first + count above 2^31 - 1', { first: 2 ** 31 - 1, count: 2 ** 31 - 1 }, arrays),
      ...all(NONE, 'no vertices past the vertices', { first: 100, count: 0 }, arrays),
      ...all(ENUM, 'type 0', { type: 0 }, elements),
      ...['FLOAT', 'BYTE', 'INT', 'SHORT', 'RGBA'].flatMap((type) => all(ENUM, `type ${type}`, { type }, elements)),
      ...all(VALUE, 'offset -2', { offset: -2 }, elements),
      ...all(OPERATION, 'offset no multiple of the type', { offset: 1 }, elements),
      ...all(OPERATION, 'past the indices', { offset: 4 }, elements),
      ...all(OPERATION, 'offset past the indices', { offset: 1000 }, elements),
      ...all(OPERATION, 'offset 2^32', { offset: 2 ** 32 }, elements),
      ...all(NONE, 'no indices past the indices', { offset: 1000, count: 0 }, elements),
      ...all(OPERATION, 'four of UNSIGNED_INT in eight bytes', { type: 'UNSIGNED_INT', count: 4 }, elements),
      ['drawRangeElements', VALUE, 'end < start', { start: 2, end: 1 }],
      ['drawRangeElements', NONE, 'indices outside of the range', { start: 0, end: 0 }],
      ['drawRangeElements', NONE, 'start = end', { start: 2, end: 2 }],
      ...after((gl) => gl.bufferSubData(gl.ELEMENT_ARRAY_BUFFER, 0, new Uint16Array([0, 1, 3])))(OPERATION, 'an index past the vertices', elements),
      ...after((gl) => gl.bufferSubData(gl.ELEMENT_ARRAY_BUFFER, 0, new Uint16Array([0, 1, 0xffff])))(NONE, 'the index that restarts', elements),
      ...after((gl) => gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, null))(OPERATION, 'no indices', elements),
      ...after((gl) => gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, null), { count: 0 })(OPERATION, 'no indices, count 0', elements),
      ...after((gl) => gl.useProgram(null))(OPERATION, 'no current program'),
      ...after((gl) => gl.useProgram(null), { count: 0 })(OPERATION, 'no current program, count 0'),
      ...after((gl, s) => {
        const [shader] = gl.getAttachedShaders(s.program);
        gl.shaderSource(shader, 'broken');
        gl.compileShader(shader);
        gl.linkProgram(s.program);
      })(OPERATION, 'the current program failed to link anew'),
      ...after((gl) => gl.enableVertexAttribArray(3))(OPERATION, 'an array without a buffer that nobody reads'),
      ...after((gl, s) => gl.deleteBuffer(s.vertices))(OPERATION, 'an array whose buffer was deleted'),
      ...after((gl) => gl.bufferData(gl.ARRAY_BUFFER, 47, gl.STATIC_DRAW))(OPERATION, 'a buffer that is a byte too small'),
      ...after((gl) => gl.bufferData(gl.ARRAY_BUFFER, 0, gl.STATIC_DRAW), { count: 0 })(NONE, 'an empty buffer, count 0'),
      ...after((gl) => {
        gl.enableVertexAttribArray(3);
        gl.vertexAttribPointer(3, 4, gl.FLOAT, false, 0, 4096);
      })(NONE, 'an array that nobody reads, past its buffer'),
      ...after((gl) => gl.vertexAttribDivisor(0, 1))(NONE, 'all attributes are instanced'),
      ...after((gl) => gl.vertexAttribDivisor(0, 1), { instanceCount: 4 })(OPERATION, 'instances past the buffer', instanced),
      ...after((gl) => gl.vertexAttribDivisor(0, 2), { instanceCount: 4 })(NONE, 'a divisor of two', instanced),
      ...after((gl, s) => {
        gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, s.vertices);
        gl.bindBuffer(gl.TRANSFORM_FEEDBACK_BUFFER, null);
      })(OPERATION, 'the buffer of an array is bound for capture too'),
      // WebGL 2.0, "VertexAttrib function must match shader attribute type"
      ...['ivec4', 'uvec4'].flatMap((type) => after((gl) => use(gl, integerVertex(type)))(OPERATION, `floats for ${type}`)),
      ...after((gl) => gl.vertexAttribIPointer(0, 4, gl.INT, 0, 0))(OPERATION, 'integers for vec4'),
      ...after((gl) => {
        use(gl, integerVertex('ivec4'));
        gl.vertexAttribIPointer(0, 4, gl.INT, 0, 0);
      })(NONE, 'INT for ivec4'),
      ...after((gl) => {
        use(gl, integerVertex('ivec4'));
        gl.vertexAttribIPointer(0, 4, gl.UNSIGNED_INT, 0, 0);
      })(OPERATION, 'UNSIGNED_INT for ivec4'),
      ...after((gl) => {
        use(gl, integerVertex('uvec4'));
        gl.vertexAttribIPointer(0, 4, gl.INT, 0, 0);
      })(OPERATION, 'INT for uvec4'),
      ...after((gl) => {
        use(gl, integerVertex('ivec4'));
        gl.disableVertexAttribArray(0);
      })(OPERATION, 'a current value of floats for ivec4'),
      ...after((gl) => {
        use(gl, integerVertex('ivec4'));
        gl.disableVertexAttribArray(0);
        gl.vertexAttribI4i(0, 1, 2, 3, 4);
      })(NONE, 'a current value of integers for ivec4'),
      ...after((gl) => {
        gl.disableVertexAttribArray(0);
        gl.vertexAttribI4ui(0, 1, 2, 3, 4);
      })(OPERATION, 'a current value of integers for vec4'),
      // WebGL 2.0, "Active Uniform Block Backing"
      ...after((gl) => use(gl, blocks))(OPERATION, 'a block without a buffer'),
      ...after((gl) => {
        use(gl, blocks);
        gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, gl.createBuffer());
        gl.bufferData(gl.UNIFORM_BUFFER, 31, gl.STATIC_DRAW);
      })(OPERATION, 'a block whose buffer is too small'),
      ...after((gl) => {
        use(gl, blocks);
        const buffer = gl.createBuffer();
        gl.bindBuffer(gl.UNIFORM_BUFFER, buffer);
        gl.bufferData(gl.UNIFORM_BUFFER, 1024, gl.STATIC_DRAW);
        gl.bindBufferRange(gl.UNIFORM_BUFFER, 0, buffer, 0, 16);
      })(OPERATION, 'a block whose range is too small'),
      ...after((gl) => {
        use(gl, blocks);
        const buffer = gl.createBuffer();
        gl.bindBuffer(gl.UNIFORM_BUFFER, buffer);
        gl.bufferData(gl.UNIFORM_BUFFER, 272, gl.STATIC_DRAW);
        gl.bindBufferRange(gl.UNIFORM_BUFFER, 0, buffer, 256, 256);
      })(OPERATION, 'a block whose range ends past the buffer'),
      ...after((gl) => {
        use(gl, blocks);
        gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, gl.createBuffer());
        gl.bufferData(gl.UNIFORM_BUFFER, 32, gl.STATIC_DRAW);
      })(NONE, 'a block with all it needs'),
      ...after((gl) => {
        use(gl, blocks);
        const buffer = gl.createBuffer();
        gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, buffer);
        gl.bufferData(gl.UNIFORM_BUFFER, 32, gl.STATIC_DRAW);
        gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, buffer);
      })(OPERATION, 'the buffer of a block is bound for capture too'),
      // Textures
      ...after((gl) => use(gl, VERTEX, sampling('sampler2D')))(NONE, 'no texture'),
      ...after((gl) => {
        use(
          gl,
          VERTEX,
          `precision highp float; uniform sampler2D t; uniform samplerCube u; out vec4 c; void main() { c = texture(t, vec2(0)) + texture(u, vec3(0)); }`,
        );
      })(OPERATION, 'two kinds of samplers at one unit'),
      ...[
        ['sampler2D', 'RGBA8UI', 'RGBA_INTEGER', 'UNSIGNED_BYTE'],
        ['sampler2D', 'RGBA8I', 'RGBA_INTEGER', 'BYTE'],
        ['isampler2D', 'RGBA8', 'RGBA', 'UNSIGNED_BYTE'],
        ['isampler2D', 'RGBA8UI', 'RGBA_INTEGER', 'UNSIGNED_BYTE'],
        ['usampler2D', 'RGBA8I', 'RGBA_INTEGER', 'BYTE'],
        ['usampler2D', 'RGBA32F', 'RGBA', 'FLOAT'],
      ].flatMap(([sampler, ...format]) =>
        after((gl) => {
          use(gl, VERTEX, sampling(sampler));
          sample(gl, ...format);
        })(OPERATION, `${sampler} of ${format[0]}`),
      ),
      ...[
        ['sampler2D', 'RGBA8', 'RGBA', 'UNSIGNED_BYTE'],
        ['sampler2D', 'RGBA8_SNORM', 'RGBA', 'BYTE'],
        ['isampler2D', 'RGBA8I', 'RGBA_INTEGER', 'BYTE'],
        ['usampler2D', 'RGBA8UI', 'RGBA_INTEGER', 'UNSIGNED_BYTE'],
        ['sampler2D', 'DEPTH_COMPONENT16', 'DEPTH_COMPONENT', 'UNSIGNED_SHORT'],
      ].flatMap(([sampler, ...format]) =>
        after((gl) => {
          use(gl, VERTEX, sampling(sampler));
          sample(gl, ...format);
        })(NONE, `${sampler} of ${format[0]}`),
      ),
      ...after((gl) => {
        use(gl, VERTEX, shadow);
        sample(gl, 'RGBA8', 'RGBA', 'UNSIGNED_BYTE');
      })(OPERATION, 'sampler2DShadow of RGBA8'),
      ...after((gl) => {
        use(gl, VERTEX, shadow);
        sample(gl, 'DEPTH_COMPONENT16', 'DEPTH_COMPONENT', 'UNSIGNED_SHORT');
      })(OPERATION, 'sampler2DShadow of a depth texture that does not compare'),
      ...after((gl) => {
        use(gl, VERTEX, shadow);
        sample(gl, 'DEPTH_COMPONENT16', 'DEPTH_COMPONENT', 'UNSIGNED_SHORT');
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_COMPARE_MODE, gl.COMPARE_REF_TO_TEXTURE);
      })(NONE, 'sampler2DShadow of a depth texture that compares'),
      ...after((gl) => {
        use(gl, VERTEX, sampling('sampler2D'));
        sample(gl, 'DEPTH_COMPONENT16', 'DEPTH_COMPONENT', 'UNSIGNED_SHORT');
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_COMPARE_MODE, gl.COMPARE_REF_TO_TEXTURE);
      })(OPERATION, 'sampler2D of a depth texture that compares'),
      ...after((gl) => {
        use(gl, VERTEX, shadow);
        sample(gl, 'DEPTH_COMPONENT16', 'DEPTH_COMPONENT', 'UNSIGNED_SHORT');
        const sampler = gl.createSampler();
        gl.samplerParameteri(sampler, gl.TEXTURE_COMPARE_MODE, gl.COMPARE_REF_TO_TEXTURE);
        gl.bindSampler(0, sampler);
      })(NONE, 'sampler2DShadow: the sampler object decides'),
      ...after((gl) => {
        use(gl, VERTEX, sampling('sampler2D'));
        const texture = sample(gl, 'RGBA8', 'RGBA', 'UNSIGNED_BYTE');
        gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
        gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
      })(OPERATION, 'a texture that is drawn to'),
      ...after((gl) => {
        const texture = sample(gl, 'RGBA8', 'RGBA', 'UNSIGNED_BYTE');
        gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
        gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
      })(NONE, 'a texture that is drawn to, not sampled'),
      ...after((gl) => {
        use(gl, VERTEX, sampling('sampler2D'));
        drawTo(gl);
        const texture = sample(gl, 'DEPTH_COMPONENT16', 'DEPTH_COMPONENT', 'UNSIGNED_SHORT');
        gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.TEXTURE_2D, texture, 0);
      })(OPERATION, 'a depth texture that is attached, no depth test'),
      // Framebuffers
      ...after((gl) => gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer()))(FRAMEBUFFER, 'an incomplete framebuffer'),
      ...after((gl) => {
        gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
        gl.enable(gl.RASTERIZER_DISCARD);
      })(FRAMEBUFFER, 'an incomplete framebuffer, nothing rasterized'),
      ...after((gl) => gl.bindFramebuffer(gl.READ_FRAMEBUFFER, gl.createFramebuffer()))(NONE, 'an incomplete framebuffer to read'),
      ...['RGBA8UI', 'R32I'].flatMap((format) => after((gl) => drawTo(gl, format))(OPERATION, `floats to ${format}`)),
      ...after((gl) => {
        use(gl, VERTEX, 'precision highp float; out uvec4 c; void main() { c = uvec4(1); }');
        drawTo(gl, 'RGBA8UI');
      })(NONE, 'unsigned integers to RGBA8UI'),
      ...after((gl) => {
        use(gl, VERTEX, 'precision highp float; out uvec4 c; void main() { c = uvec4(1); }');
      })(OPERATION, 'unsigned integers to the drawing buffer'),
      ...after((gl) => {
        use(gl, VERTEX, 'precision highp float; out ivec4 c; void main() { c = ivec4(1); }');
        drawTo(gl, 'RGBA8UI');
      })(OPERATION, 'signed integers to RGBA8UI'),
      ...after((gl) => {
        drawTo(gl, 'RGBA8UI');
        gl.enable(gl.RASTERIZER_DISCARD);
      })(NONE, 'floats to RGBA8UI, nothing rasterized'),
      ...after((gl) => {
        drawTo(gl, 'RGBA8UI');
        gl.colorMask(false, false, false, false);
      })(NONE, 'floats to RGBA8UI, nothing written'),
      ...after((gl) => {
        use(gl, VERTEX, 'precision highp float; void main() { }');
      })(OPERATION, 'a shader without outputs'),
      ...after((gl) => {
        use(gl, VERTEX, 'precision highp float; void main() { }');
        gl.drawBuffers([gl.NONE]);
      })(NONE, 'a shader without outputs, drawn to nothing'),
      ...after((gl) => {
        drawTo(gl);
        drawTo(gl, 'RGBA8', 'COLOR_ATTACHMENT1');
        gl.drawBuffers([gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT1]);
      })(OPERATION, 'a draw buffer without an output'),
      ...after((gl) => {
        drawTo(gl);
        gl.drawBuffers([gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT1]);
      })(NONE, 'a draw buffer with nothing attached'),
      ...after((gl) => {
        gl.getExtension('EXT_color_buffer_float');
        drawTo(gl, 'RGBA32F');
        gl.enable(gl.BLEND);
      })(NONE, 'blending 32-bit floats: EXT_float_blend comes with their extension'),
      // WebGL 1.0 §6.12
      ...stencil((gl) => gl.stencilMaskSeparate(gl.BACK, 1))(OPERATION, 'write masks of front and back differ'),
      ...stencil((gl) => gl.stencilFuncSeparate(gl.BACK, gl.ALWAYS, 0, 1))(OPERATION, 'masks of front and back differ'),
      ...stencil((gl) => gl.stencilFuncSeparate(gl.BACK, gl.ALWAYS, 1, -1))(OPERATION, 'references of front and back differ'),
      ...stencil((gl) => gl.stencilFuncSeparate(gl.BACK, gl.ALWAYS, 0, 0xff))(NONE, 'masks differ in bits that there are none of'),
      ...stencil((gl) => {
        gl.stencilFuncSeparate(gl.FRONT, gl.ALWAYS, 1000, -1);
        gl.stencilFuncSeparate(gl.BACK, gl.ALWAYS, 255, -1);
      })(NONE, 'references are the same when clamped'),
      ...stencil((gl) => gl.stencilFuncSeparate(gl.BACK, gl.LESS, 0, -1))(NONE, 'functions of front and back differ'),
      ...after((gl) => gl.stencilMaskSeparate(gl.BACK, 1))(NONE, 'write masks differ, no stencil test'),
      ...after((gl) => {
        drawTo(gl);
        gl.enable(gl.STENCIL_TEST);
        gl.stencilMaskSeparate(gl.BACK, 1);
      })(NONE, 'write masks differ, no stencil buffer'),

      ['clear', VALUE, 'mask', (gl) => gl.clear(1)],
      ['clear', VALUE, 'mask, one bit too many', (gl) => gl.clear(gl.COLOR_BUFFER_BIT | 0x200)],
      ['clear', VALUE, 'mask -1', (gl) => gl.clear(-1)],
      ['clear', NONE, 'nothing', (gl) => gl.clear(0)],
      ['clear', NONE, 'all', (gl) => gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT | gl.STENCIL_BUFFER_BIT)],
      ['clear', NONE, 'nothing rasterized', (gl) => (gl.enable(gl.RASTERIZER_DISCARD), gl.clear(gl.COLOR_BUFFER_BIT))],
      ['clear', FRAMEBUFFER, 'incomplete', (gl) => (gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer()), () => gl.clear(gl.COLOR_BUFFER_BIT))],
      ['clear', FRAMEBUFFER, 'incomplete, nothing to clear', (gl) => (gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer()), () => gl.clear(0))],
      ...Object.entries({
        clearBufferfv: ['STENCIL', 'DEPTH_STENCIL', 'BACK', 'COLOR_ATTACHMENT0'],
        clearBufferiv: ['DEPTH', 'DEPTH_STENCIL', 'BACK', 'COLOR_ATTACHMENT0'],
        clearBufferuiv: ['DEPTH', 'STENCIL', 'DEPTH_STENCIL', 'BACK', 'COLOR_ATTACHMENT0'],
      }).flatMap(([method, wrong]) => [
        ...wrong.map((buffer) => [method, ENUM, `buffer ${buffer}`, (gl) => gl[method](gl[buffer], 0, [0, 0, 0, 0])]),
        [method, VALUE, 'drawbuffer -1', (gl) => gl[method](gl.COLOR, -1, [0, 0, 0, 0])],
        [method, VALUE, 'drawbuffer above the limit', (gl) => gl[method](gl.COLOR, gl.getParameter(gl.MAX_DRAW_BUFFERS), [0, 0, 0, 0])],
        ...[
          ['three values', [0, 0, 0]],
          ['three values from srcOffset on', [0, 0, 0, 0], 1],
          ['srcOffset past the list', [0, 0, 0, 0], 5],
        ].map(([condition, ...given]) => [
          method,
          VALUE,
          condition,
          (gl) => {
            drawTo(gl, { clearBufferfv: 'RGBA8', clearBufferiv: 'RGBA8I', clearBufferuiv: 'RGBA8UI' }[method]);
            return () => gl[method](gl.COLOR, 0, ...given);
          },
        ]),
        [method, NONE, 'a draw buffer with nothing attached', (gl) => gl[method](gl.COLOR, 1, [0, 0, 0, 0])],
        [method, FRAMEBUFFER, 'incomplete', (gl) => (gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer()), () => gl[method](gl.COLOR, 0, [0, 0, 0, 0]))],
        [method, TYPE, 'a number', (gl) => gl[method](gl.COLOR, 0, 7)],
      ]),
      ['clearBufferfv', NONE, 'COLOR', (gl) => gl.clearBufferfv(gl.COLOR, 0, [0, 0, 0, 0])],
      ['clearBufferfv', NONE, 'DEPTH', (gl) => gl.clearBufferfv(gl.DEPTH, 0, [0])],
      ['clearBufferfv', VALUE, 'DEPTH, no value', (gl) => gl.clearBufferfv(gl.DEPTH, 0, [])],
      ['clearBufferfv', VALUE, 'DEPTH, drawbuffer 1', (gl) => gl.clearBufferfv(gl.DEPTH, 1, [0])],
      ['clearBufferiv', NONE, 'STENCIL', (gl) => gl.clearBufferiv(gl.STENCIL, 0, [0])],
      ['clearBufferiv', VALUE, 'STENCIL, no value', (gl) => gl.clearBufferiv(gl.STENCIL, 0, [])],
      ['clearBufferiv', VALUE, 'STENCIL, drawbuffer 1', (gl) => gl.clearBufferiv(gl.STENCIL, 1, [0])],
      ['clearBufferiv', OPERATION, 'COLOR of the drawing buffer', (gl) => gl.clearBufferiv(gl.COLOR, 0, [0, 0, 0, 0])],
      ['clearBufferuiv', OPERATION, 'COLOR of the drawing buffer', (gl) => gl.clearBufferuiv(gl.COLOR, 0, [0, 0, 0, 0])],
      ...['COLOR', 'DEPTH', 'STENCIL', 'BACK'].map((buffer) => ['clearBufferfi', ENUM, `buffer ${buffer}`, (gl) => gl.clearBufferfi(gl[buffer], 0, 0, 0)]),
      ['clearBufferfi', NONE, 'DEPTH_STENCIL', (gl) => gl.clearBufferfi(gl.DEPTH_STENCIL, 0, 0, 0)],
      ['clearBufferfi', VALUE, 'drawbuffer 1', (gl) => gl.clearBufferfi(gl.DEPTH_STENCIL, 1, 0, 0)],
      ['clearBufferfi', VALUE, 'drawbuffer -1', (gl) => gl.clearBufferfi(gl.DEPTH_STENCIL, -1, 0, 0)],
      [
        'clearBufferfi',
        FRAMEBUFFER,
        'incomplete',
        (gl) => (gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer()), () => gl.clearBufferfi(gl.DEPTH_STENCIL, 0, 0, 0)),
      ],
      ['finish', NONE, 'always', (gl) => gl.finish()],
      ['flush', NONE, 'always', (gl) => gl.flush()],
    ],
    { calls },
  ),

  scene(
    'a triangle, no EXT_float_blend',
    ready,
    after((gl) => {
      drawTo(gl, 'RGBA32F');
      gl.enable(gl.BLEND);
    })(OPERATION, 'blending 32-bit floats'),
    { calls, extensions: ['EXT_color_buffer_float'], attributes: { hideExtensions: ['EXT_float_blend'] } },
  ),

  scene(
    'two draw buffers that blend apart',
    (gl) => {
      ready(gl);
      use(gl, VERTEX, 'precision highp float; layout(location = 0) out vec4 c; layout(location = 1) out vec4 d; void main() { c = d = vec4(1); }');
      drawTo(gl);
      drawTo(gl, 'RGBA8', 'COLOR_ATTACHMENT1');
      gl.drawBuffers([gl.COLOR_ATTACHMENT0, gl.COLOR_ATTACHMENT1]);
      const ext = gl.getExtension('OES_draw_buffers_indexed');
      ext.enableiOES(gl.BLEND, 0);
      ext.enableiOES(gl.BLEND, 1);
      ext.blendFunciOES(0, gl.CONSTANT_COLOR, gl.ZERO);
      return { ext };
    },
    [
      ...after((gl, s) => s.ext.blendFunciOES(1, gl.CONSTANT_ALPHA, gl.ZERO))(OPERATION, 'constant colour on one, constant alpha on the other'),
      ...after((gl, s) => s.ext.blendFunciOES(1, gl.ONE_MINUS_CONSTANT_COLOR, gl.ZERO))(NONE, 'constant colour on both'),
      ...after((gl, s) => {
        s.ext.blendFunciOES(1, gl.CONSTANT_ALPHA, gl.ZERO);
        gl.drawBuffers([gl.COLOR_ATTACHMENT0, gl.NONE]);
      })(NONE, 'constant alpha on one that is not drawn to'),
    ],
    { calls },
  ),

  scene(
    'RGB9_E5 is drawn to',
    (gl) => {
      ready(gl);
      const texture = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGB9_E5, 4, 4);
      gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    },
    [
      ...all(NONE, 'all channels'),
      ...after((gl) => gl.colorMask(false, false, false, false))(NONE, 'no channel'),
      ...after((gl) => gl.colorMask(true, true, true, false))(OPERATION, 'all channels but alpha'),
      ...after((gl) => gl.colorMask(true, false, true, true))(OPERATION, 'some channels'),
      ['clear', OPERATION, 'some channels of RGB9_E5', (gl) => (gl.colorMask(true, false, true, true), () => gl.clear(gl.COLOR_BUFFER_BIT))],
      [
        'clearBufferfv',
        OPERATION,
        'some channels of RGB9_E5',
        (gl) => (gl.colorMask(true, false, true, true), () => gl.clearBufferfv(gl.COLOR, 0, [0, 0, 0, 0])),
      ],
      ['clear', NONE, 'all channels of RGB9_E5', (gl) => gl.clear(gl.COLOR_BUFFER_BIT)],
    ],
    { calls, extensions: ['WEBGL_render_shared_exponent'] },
  ),

  // ES 3.0 §2.15.2
  scene(
    'active transform feedback of points',
    (gl) => ({ ...feedback(gl), ...mesh(gl) }),
    [
      ...all(NONE, 'POINTS', { mode: 'POINTS' }, arrays),
      ...MODES.filter((mode) => mode !== 'POINTS').flatMap((mode) => all(OPERATION, mode, { mode }, arrays)),
      ...MODES.flatMap((mode) => all(OPERATION, mode, { mode }, elements)),
      ...all(OPERATION, 'more than the buffer holds', { mode: 'POINTS', count: 65 }, arrays),
      ...after((gl) => gl.pauseTransformFeedback())(NONE, 'paused'),
      // WebGL 2.0, "Preventing undefined behavior with Transform Feedback"
      ...['ARRAY_BUFFER', 'UNIFORM_BUFFER', 'COPY_READ_BUFFER', 'PIXEL_UNPACK_BUFFER'].flatMap((target) =>
        after((gl, s) => gl.bindBuffer(gl[target], s.buffer), { mode: 'POINTS' })(OPERATION, `what is captured goes to a buffer at ${target}, too`, arrays),
      ),
    ],
    { calls },
  ),
];
