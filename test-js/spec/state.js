// SPDX-License-Identifier: MIT
// State, queries of state, the context itself and extension methods: WebGL 1.0 §2.2, §5.14.3, §5.14.4,
// §5.14.14; ES 3.0 §2.13, §3.5, §3.6, §4.1, §4.2; the extensions' specifications.
import { ENUM, NONE, OPERATION, scene, TYPE, VALUE } from './rows.js';

/** @param {string} name */
const limit = (name) => (gl) => gl.getParameter(gl[name]);

const CAPS = [
  'BLEND', 'CULL_FACE', 'DEPTH_TEST', 'DITHER', 'POLYGON_OFFSET_FILL', 'RASTERIZER_DISCARD', 'SAMPLE_ALPHA_TO_COVERAGE',
  'SAMPLE_COVERAGE', 'SCISSOR_TEST', 'STENCIL_TEST',
]; // prettier-ignore
const COMPARISONS = ['NEVER', 'LESS', 'EQUAL', 'LEQUAL', 'GREATER', 'NOTEQUAL', 'GEQUAL', 'ALWAYS'];
const OPERATIONS = ['KEEP', 'ZERO', 'REPLACE', 'INCR', 'DECR', 'INVERT', 'INCR_WRAP', 'DECR_WRAP'];
const FACES = ['FRONT', 'BACK', 'FRONT_AND_BACK'];
const EQUATIONS = ['FUNC_ADD', 'FUNC_SUBTRACT', 'FUNC_REVERSE_SUBTRACT', 'MIN', 'MAX'];
const FACTORS = [
  'ZERO', 'ONE', 'SRC_COLOR', 'ONE_MINUS_SRC_COLOR', 'DST_COLOR', 'ONE_MINUS_DST_COLOR', 'SRC_ALPHA', 'ONE_MINUS_SRC_ALPHA',
  'DST_ALPHA', 'ONE_MINUS_DST_ALPHA', 'CONSTANT_COLOR', 'ONE_MINUS_CONSTANT_COLOR', 'CONSTANT_ALPHA',
  'ONE_MINUS_CONSTANT_ALPHA', 'SRC_ALPHA_SATURATE',
]; // prettier-ignore
const isColor = (factor) => /CONSTANT_COLOR/.test(factor);
const isAlpha = (factor) => /CONSTANT_ALPHA/.test(factor);
const mixes = (a, b) => (isColor(a) && isAlpha(b)) || (isAlpha(a) && isColor(b));

/** Rows for one enum of a method: those it takes, and some that it does not. */
function enumRows(method, at, given, right, wrong, condition = '') {
  const call = (value) => (gl) =>
    gl[method](...given.map((argument, i) => (i === at ? value : argument)).map((argument) => (typeof argument === 'string' ? gl[argument] : argument)));
  return [
    ...right.map((name) => [method, NONE, `${condition}${name}`, call(name)]),
    ...wrong.map((name) => [method, ENUM, `${condition}${name}`, call(name)]),
    [method, ENUM, `${condition}2^32 - 1`, call(-1)],
  ];
}

const calls = {
  drawingBufferStorage: { sizedFormat: 'RGBA8', width: 4, height: 4 },
  viewport: { x: 0, y: 0, width: 4, height: 4 },
  scissor: { x: 0, y: 0, width: 4, height: 4 },
};

/** Rows of getParameter and its kin. */
const queries = [
  ...['ZERO', 'RGBA', 'TEXTURE_2D', 'CONTEXT_LOST_WEBGL', 'ARRAY_BUFFER', 'FRAMEBUFFER'].map((name) => [
    'getParameter',
    ENUM,
    name,
    (gl) => gl.getParameter(gl[name]),
  ]),
  // EXTENSIONS, NUM_EXTENSIONS, MAJOR_VERSION, …: names of ES that WebGL has taken out
  ...[0x1f03, 0x821d, 0x821b, 0x821c, 0x8dfa, 0x8df8, 0x8df9, 0x87ff, 0x87fe, 0x86a2, 0x8d69, 0x8b84, 0x8b88, 0x8741, 0x9380].map((pname) => [
    'getParameter',
    ENUM,
    `pname ${pname}, not of WebGL`,
    (gl) => gl.getParameter(pname),
  ]),
  ...[0x84ff, 0x9245, 0x9246, 0x8fbb, 0x0d32, 0x935c, 0x935d, 0x8e1b, 0x8e4f, 0x0b40, 0x8e28].map((pname) => [
    'getParameter',
    ENUM,
    `pname ${pname}, of an extension that is not enabled`,
    (gl) => gl.getParameter(pname),
  ]),
  ['getParameter', ENUM, 'DRAW_BUFFER above the limit', (gl) => gl.getParameter(gl.DRAW_BUFFER0 + limit('MAX_DRAW_BUFFERS')(gl))],
  ...['IMPLEMENTATION_COLOR_READ_FORMAT', 'IMPLEMENTATION_COLOR_READ_TYPE'].flatMap((name) => [
    ['getParameter', OPERATION, `${name}, incomplete`, (gl) => (gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer()), () => gl.getParameter(gl[name]))],
    ['getParameter', OPERATION, `${name}, READ_BUFFER NONE`, (gl) => (gl.readBuffer(gl.NONE), () => gl.getParameter(gl[name]))],
  ]),
  ...['ZERO', 'BLEND', 'ARRAY_BUFFER_BINDING', 'UNIFORM_BUFFER', 'VIEWPORT'].map((name) => [
    'getIndexedParameter',
    ENUM,
    name,
    (gl) => gl.getIndexedParameter(gl[name], 0),
  ]),
  ...['BINDING', 'START', 'SIZE'].flatMap((suffix) => [
    [
      'getIndexedParameter',
      VALUE,
      `UNIFORM_BUFFER_${suffix} above the limit`,
      (gl) => gl.getIndexedParameter(gl[`UNIFORM_BUFFER_${suffix}`], limit('MAX_UNIFORM_BUFFER_BINDINGS')(gl)),
    ],
    [
      'getIndexedParameter',
      VALUE,
      `TRANSFORM_FEEDBACK_BUFFER_${suffix} above the limit`,
      (gl) => gl.getIndexedParameter(gl[`TRANSFORM_FEEDBACK_BUFFER_${suffix}`], limit('MAX_TRANSFORM_FEEDBACK_SEPARATE_ATTRIBS')(gl)),
    ],
    ['getIndexedParameter', VALUE, `UNIFORM_BUFFER_${suffix} -1`, (gl) => gl.getIndexedParameter(gl[`UNIFORM_BUFFER_${suffix}`], -1)],
  ]),
];

export const state = [
  scene(
    'a new context',
    () => {},
    [
      ...['enable', 'disable', 'isEnabled'].flatMap((method) => [
        ...enumRows(method, 0, [0], CAPS, ['ZERO', 'RGBA', 'TEXTURE_2D']),
        // PRIMITIVE_RESTART_FIXED_INDEX, DEPTH_CLAMP_EXT, CLIP_DISTANCE0_WEBGL, POLYGON_OFFSET_LINE_WEBGL, SAMPLE_SHADING
        ...[0x8d69, 0x864f, 0x3000, 0x2a02, 0x8c36].map((cap) => [method, ENUM, `cap ${cap}`, (gl) => gl[method](cap)]),
      ]),
      ['isEnabled', NONE, 'DITHER at first', (gl) => gl.isEnabled(gl.DITHER), true],
      ...enumRows('blendEquation', 0, [0], EQUATIONS, ['ZERO', 'ONE', 'ALWAYS']),
      ...enumRows('blendEquationSeparate', 0, [0, 'FUNC_ADD'], EQUATIONS, ['ZERO', 'ONE'], 'RGB '),
      ...enumRows('blendEquationSeparate', 1, ['FUNC_ADD', 0], EQUATIONS, ['ZERO', 'ONE'], 'alpha '),
      ...FACTORS.flatMap((source) =>
        FACTORS.map((destination) => [
          'blendFunc',
          mixes(source, destination) ? OPERATION : NONE,
          `${source}, ${destination}`,
          (gl) => gl.blendFunc(gl[source], gl[destination]),
        ]),
      ),
      ...FACTORS.flatMap((source) =>
        FACTORS.filter((destination) => mixes(source, destination) || source === destination).map((destination) => [
          'blendFuncSeparate',
          mixes(source, destination) ? OPERATION : NONE,
          `RGB ${source}, ${destination}`,
          (gl) => gl.blendFuncSeparate(gl[source], gl[destination], gl.ONE, gl.ZERO),
        ]),
      ),
      ['blendFuncSeparate', NONE, 'alpha may mix constants', (gl) => gl.blendFuncSeparate(gl.ONE, gl.ZERO, gl.CONSTANT_COLOR, gl.CONSTANT_ALPHA)],
      ...enumRows('blendFunc', 0, [0, 'ONE'], [], ['FUNC_ADD', 'RGBA'], 'source '),
      ...enumRows('blendFunc', 1, ['ONE', 0], [], ['FUNC_ADD', 'RGBA'], 'destination '),
      ...[0, 1, 2, 3].flatMap((at) => enumRows('blendFuncSeparate', at, ['ONE', 'ONE', 'ONE', 'ONE'], [], ['FUNC_ADD'], `factor ${at} `)),
      // SRC1_COLOR and its kin
      ...[0x88f9, 0x8589, 0x88fa, 0x88fb].map((factor) => [
        'blendFunc',
        ENUM,
        `factor ${factor}, of an extension that is not enabled`,
        (gl) => gl.blendFunc(factor, gl.ONE),
      ]),
      ...enumRows('cullFace', 0, [0], FACES, ['ZERO', 'CW', 'CULL_FACE']),
      ...enumRows('frontFace', 0, [0], ['CW', 'CCW'], ['ZERO', 'FRONT']),
      ...enumRows('depthFunc', 0, [0], COMPARISONS, ['ZERO', 'KEEP', 'DEPTH_FUNC']),
      ...enumRows('stencilFunc', 0, [0, 0, 1], COMPARISONS, ['ZERO', 'KEEP']),
      ...enumRows('stencilFuncSeparate', 0, [0, 'ALWAYS', 0, 1], FACES, ['ZERO', 'CW'], 'face '),
      ...enumRows('stencilFuncSeparate', 1, ['FRONT', 0, 0, 1], COMPARISONS, ['ZERO', 'KEEP'], 'func '),
      ...enumRows('stencilMaskSeparate', 0, [0, 1], FACES, ['ZERO', 'CCW']),
      ...[0, 1, 2].flatMap((at) => enumRows('stencilOp', at, ['KEEP', 'KEEP', 'KEEP'], OPERATIONS, ['ONE', 'ALWAYS'], `${at} `)),
      ...[1, 2, 3].flatMap((at) => enumRows('stencilOpSeparate', at, ['BACK', 'KEEP', 'KEEP', 'KEEP'], OPERATIONS, ['ONE', 'ALWAYS'], `${at} `)),
      ...enumRows('stencilOpSeparate', 0, [0, 'KEEP', 'KEEP', 'KEEP'], FACES, ['ZERO', 'CCW'], 'face '),
      ...enumRows('hint', 0, [0, 'NICEST'], ['GENERATE_MIPMAP_HINT', 'FRAGMENT_SHADER_DERIVATIVE_HINT'], ['ZERO', 'RGBA'], 'target '),
      ...enumRows('hint', 1, ['GENERATE_MIPMAP_HINT', 0], ['FASTEST', 'NICEST', 'DONT_CARE'], ['ZERO', 'RGBA'], 'mode '),
      ...[0, -1, NaN, -Infinity].map((width) => ['lineWidth', VALUE, `${width}`, (gl) => gl.lineWidth(width)]),
      ['lineWidth', NONE, 'above the limit', (gl) => (gl.lineWidth(1000), gl.getParameter(gl.LINE_WIDTH)), 1000],
      ['depthRange', OPERATION, 'near > far', (gl) => gl.depthRange(0.75, 0.25)],
      ['depthRange', NONE, 'near = far', (gl) => gl.depthRange(0.5, 0.5)],
      ['depthRange', NONE, 'clamped', (gl) => (gl.depthRange(-1, 2), [...gl.getParameter(gl.DEPTH_RANGE)]), [0, 1]],
      ...['viewport', 'scissor'].flatMap((method) => [
        [method, VALUE, 'width -1', { width: -1 }],
        [method, VALUE, 'height -1', { height: -1 }],
        [method, NONE, 'no size', { width: 0, height: 0 }],
        [method, NONE, 'negative corner', { x: -7, y: -7 }],
      ]),
      [
        'viewport',
        NONE,
        'clamped to the limit',
        (gl) => {
          gl.viewport(0, 0, 2 ** 31 - 1, 2 ** 31 - 1);
          const [width, height] = gl.getParameter(gl.MAX_VIEWPORT_DIMS);
          return gl.getParameter(gl.VIEWPORT)[2] === width && gl.getParameter(gl.VIEWPORT)[3] === height;
        },
        true,
      ],
      ['blendColor', NONE, 'not clamped', (gl) => (gl.blendColor(2, -1, 0, 1), [...gl.getParameter(gl.BLEND_COLOR)]), [2, -1, 0, 1]],
      ['clearColor', NONE, 'not clamped', (gl) => (gl.clearColor(2, -1, 0, 1), [...gl.getParameter(gl.COLOR_CLEAR_VALUE)]), [2, -1, 0, 1]],
      ['clearDepth', NONE, 'clamped', (gl) => (gl.clearDepth(2), gl.getParameter(gl.DEPTH_CLEAR_VALUE)), 1],
      ['clearDepth', NONE, 'clamped below', (gl) => (gl.clearDepth(-2), gl.getParameter(gl.DEPTH_CLEAR_VALUE)), 0],
      ['clearStencil', NONE, 'any', (gl) => (gl.clearStencil(-5), gl.getParameter(gl.STENCIL_CLEAR_VALUE)), -5],
      ['colorMask', NONE, 'truth', (gl) => (gl.colorMask(0, 'a', null, {}), gl.getParameter(gl.COLOR_WRITEMASK)), [false, true, false, true]],
      ['depthMask', NONE, 'truth', (gl) => (gl.depthMask(''), gl.getParameter(gl.DEPTH_WRITEMASK)), false],
      ['stencilMask', NONE, 'any', (gl) => (gl.stencilMask(-1), gl.getParameter(gl.STENCIL_BACK_WRITEMASK)), 0xffffffff],
      [
        'stencilFunc',
        NONE,
        'front and back',
        (gl) => (gl.stencilFunc(gl.LESS, 3, 5), [gl.getParameter(gl.STENCIL_REF), gl.getParameter(gl.STENCIL_BACK_VALUE_MASK)]),
        [3, 5],
      ],
      ['polygonOffset', NONE, 'any', (gl) => (gl.polygonOffset(-3, 7), gl.getParameter(gl.POLYGON_OFFSET_FACTOR)), -3],
      [
        'sampleCoverage',
        NONE,
        'clamped',
        (gl) => (gl.sampleCoverage(7, true), [gl.getParameter(gl.SAMPLE_COVERAGE_VALUE), gl.getParameter(gl.SAMPLE_COVERAGE_INVERT)]),
        [1, true],
      ],
      ...queries,
      ['getParameter', NONE, 'a new array each time', (gl) => gl.getParameter(gl.VIEWPORT) !== gl.getParameter(gl.VIEWPORT), true],
      ['getError', NONE, 'nothing', (gl) => gl.getError(), 0],
      [
        'getError',
        NONE,
        'each code once',
        (gl) => {
          gl.enable(0);
          gl.disable(0);
          gl.lineWidth(0);
          return [gl.getError(), gl.getError(), gl.getError()];
        },
        [0x0500, 0x0501, 0],
      ],
      ['isContextLost', NONE, 'no', (gl) => gl.isContextLost(), false],
      ['getContextAttributes', NONE, 'what was asked for', (gl) => gl.getContextAttributes().stencil, true],
      ['getExtension', NONE, 'unknown', (gl) => gl.getExtension('WEBGL_nothing'), null],
      ['getExtension', NONE, 'in any case of letters', (gl) => gl.getExtension('webgl_LOSE_context') === gl.getExtension('WEBGL_lose_context'), true],
      ['getExtension', NONE, 'a name with a long s is another', (gl) => gl.getExtension('WEBGL_loſe_context'), null],
      ['getExtension', NONE, 'no prefixes', (gl) => gl.getExtension('WEBKIT_WEBGL_lose_context'), null],
      ['getSupportedExtensions', NONE, 'a new array each time', (gl) => gl.getSupportedExtensions() !== gl.getSupportedExtensions(), true],
      ['drawingBufferStorage', NONE, 'RGBA8', {}],
      ['drawingBufferStorage', NONE, 'SRGB8_ALPHA8', { sizedFormat: 'SRGB8_ALPHA8' }],
      ...['RGB8', 'RGBA', 'RGBA4', 'RGBA16F', 'ZERO'].map((sizedFormat) => ['drawingBufferStorage', ENUM, sizedFormat, { sizedFormat }]),
      ['drawingBufferStorage', VALUE, 'width above the limit', { width: (gl) => limit('MAX_RENDERBUFFER_SIZE')(gl) + 1 }],
      ['drawingBufferStorage', VALUE, 'height above the limit', { height: (gl) => limit('MAX_RENDERBUFFER_SIZE')(gl) + 1 }],
    ],
    { calls },
  ),
  scene('no alpha', () => {}, [['drawingBufferStorage', OPERATION, 'without alpha', {}]], { calls, attributes: { alpha: false } }),
  scene('float colours', () => {}, [['drawingBufferStorage', NONE, 'RGBA16F', { sizedFormat: 'RGBA16F' }]], { calls, extensions: ['EXT_color_buffer_float'] }),
];

/** The extension's object. @param {string} name */
const extended = (name) => (gl) => ({ ext: gl.getExtension(name) });

/** A program and three vertices, four indices. @param {string} name */
const meshOf = (name) => (gl) => {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, 'in vec4 a; void main() { gl_Position = a; }'],
    [gl.FRAGMENT_SHADER, 'precision highp float; out vec4 c; void main() { c = vec4(1); }'],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, `#version 300 es\n${source}`);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(12), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 4, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, new Uint16Array([0, 1, 2, 2]), gl.STATIC_DRAW);
  return { ext: gl.getExtension(name) };
};

/** Arguments of WEBGL_multi_draw's methods that draw twice. */
const multi = {
  multiDrawArraysWEBGL: (gl) => [gl.TRIANGLES, [0, 0], 0, [3, 3], 0, 2],
  multiDrawElementsWEBGL: (gl) => [gl.TRIANGLES, [3, 3], 0, gl.UNSIGNED_SHORT, [0, 0], 0, 2],
  multiDrawArraysInstancedWEBGL: (gl) => [gl.TRIANGLES, [0, 0], 0, [3, 3], 0, [1, 1], 0, 2],
  multiDrawElementsInstancedWEBGL: (gl) => [gl.TRIANGLES, [3, 3], 0, gl.UNSIGNED_SHORT, [0, 0], 0, [1, 1], 0, 2],
};
const multiRow = (method, code, condition, change) => [
  method,
  code,
  condition,
  (gl, s) => {
    const given = multi[method](gl);
    change(given, gl);
    return s.ext[method](...given);
  },
];

const indexed = {
  enableiOES: (gl) => [gl.BLEND, 0],
  disableiOES: (gl) => [gl.BLEND, 0],
  blendEquationiOES: (gl) => [0, gl.FUNC_ADD],
  blendEquationSeparateiOES: (gl) => [0, gl.FUNC_ADD, gl.FUNC_ADD],
  blendFunciOES: (gl) => [0, gl.ONE, gl.ZERO],
  blendFuncSeparateiOES: (gl) => [0, gl.ONE, gl.ZERO, gl.ONE, gl.ZERO],
  colorMaskiOES: () => [0, true, true, true, true],
};
/** Where the index of the draw buffer is. */
const at = (method) => (/able/.test(method) ? 1 : 0);

export const extensionRows = [
  scene('WEBGL_multi_draw', meshOf('WEBGL_multi_draw'), [
    ...Object.keys(multi).flatMap((method) => {
      const listPositions = multi[method]({})
        .map((value, i) => (Array.isArray(value) ? i : -1))
        .filter((i) => i >= 0);
      return [
        multiRow(method, NONE, 'two draws', () => {}),
        multiRow(method, NONE, 'no draws', (given) => (given[given.length - 1] = 0)),
        multiRow(method, NONE, 'typed lists', (given) => listPositions.forEach((i) => (given[i] = new Int32Array(given[i])))),
        multiRow(method, VALUE, 'drawcount -1', (given) => (given[given.length - 1] = -1)),
        multiRow(method, OPERATION, 'more draws than the lists have', (given) => (given[given.length - 1] = 3)),
        multiRow(method, ENUM, 'mode 7', (given) => (given[0] = 7)),
        ...listPositions.flatMap((i) => [
          multiRow(method, OPERATION, `offset ${i} past the list`, (given) => (given[i + 1] = 3)),
          multiRow(method, OPERATION, `offset ${i} + drawcount past the list`, (given) => (given[i + 1] = 1)),
          multiRow(method, TYPE, `list ${i} is a number`, (given) => (given[i] = 7)),
        ]),
        multiRow(method, VALUE, 'a negative count in the second draw', (given) => (given[/Arrays/.test(method) ? 3 : 1] = [3, -1])),
        multiRow(method, OPERATION, 'the second draw past the end', (given) => (given[/Arrays/.test(method) ? 3 : 1] = [3, 30])),
      ];
    }),
    multiRow('multiDrawArraysWEBGL', VALUE, 'a negative first', (given) => (given[1] = [0, -1])),
    multiRow('multiDrawElementsWEBGL', VALUE, 'a negative offset', (given) => (given[4] = [0, -2])),
    multiRow('multiDrawElementsWEBGL', OPERATION, 'an odd offset', (given) => (given[4] = [0, 1])),
    multiRow('multiDrawElementsWEBGL', ENUM, 'type 0', (given) => (given[3] = 0)),
    multiRow('multiDrawArraysInstancedWEBGL', VALUE, 'a negative instanceCount', (given) => (given[5] = [1, -1])),
    [
      'multiDrawArraysWEBGL',
      OPERATION,
      'no current program',
      (gl, s) => (gl.useProgram(null), () => s.ext.multiDrawArraysWEBGL(...multi.multiDrawArraysWEBGL(gl))),
    ],
  ]),

  scene('OES_draw_buffers_indexed', extended('OES_draw_buffers_indexed'), [
    ...Object.keys(indexed).flatMap((method) => {
      const call = (value) => (gl, s) => s.ext[method](...indexed[method](gl).with(at(method), value(gl)));
      return [
        [method, NONE, 'the first', call(() => 0)],
        [method, NONE, 'the last', call((gl) => limit('MAX_DRAW_BUFFERS')(gl) - 1)],
        [method, VALUE, 'above the limit', call(limit('MAX_DRAW_BUFFERS'))],
        [method, VALUE, '-1', call(() => -1)],
      ];
    }),
    ...['enableiOES', 'disableiOES'].flatMap((method) =>
      ['DEPTH_TEST', 'ZERO', 'DITHER'].map((target) => [method, ENUM, `target ${target}`, (gl, s) => s.ext[method](gl[target], 0)]),
    ),
    ['blendEquationiOES', ENUM, 'mode 0', (gl, s) => s.ext.blendEquationiOES(0, 0)],
    ['blendEquationSeparateiOES', ENUM, 'modeRGB 0', (gl, s) => s.ext.blendEquationSeparateiOES(0, 0, gl.FUNC_ADD)],
    ['blendEquationSeparateiOES', ENUM, 'modeAlpha 0', (gl, s) => s.ext.blendEquationSeparateiOES(0, gl.FUNC_ADD, 0)],
    ['blendFunciOES', ENUM, 'src FUNC_ADD', (gl, s) => s.ext.blendFunciOES(0, gl.FUNC_ADD, gl.ONE)],
    ['blendFunciOES', ENUM, 'dst FUNC_ADD', (gl, s) => s.ext.blendFunciOES(0, gl.ONE, gl.FUNC_ADD)],
    ['blendFunciOES', OPERATION, 'constant colour with constant alpha', (gl, s) => s.ext.blendFunciOES(0, gl.CONSTANT_COLOR, gl.CONSTANT_ALPHA)],
    [
      'blendFuncSeparateiOES',
      OPERATION,
      'constant alpha with constant colour',
      (gl, s) => s.ext.blendFuncSeparateiOES(0, gl.CONSTANT_ALPHA, gl.ONE_MINUS_CONSTANT_COLOR, gl.ONE, gl.ONE),
    ],
    ...[0, 1, 2, 3].map((i) => [
      'blendFuncSeparateiOES',
      ENUM,
      `factor ${i}`,
      (gl, s) => s.ext.blendFuncSeparateiOES(0, ...Array(4).fill(gl.ONE).with(i, gl.FUNC_ADD)),
    ]),
    ['getIndexedParameter', VALUE, 'BLEND_EQUATION_RGB above the limit', (gl) => gl.getIndexedParameter(gl.BLEND_EQUATION_RGB, limit('MAX_DRAW_BUFFERS')(gl))],
    [
      'getIndexedParameter',
      NONE,
      'COLOR_WRITEMASK',
      (gl, s) => (s.ext.colorMaskiOES(1, true, false, true, false), gl.getIndexedParameter(gl.COLOR_WRITEMASK, 1)),
      [true, false, true, false],
    ],
  ]),

  scene('EXT_clip_control', extended('EXT_clip_control'), [
    ...[0x8ca1, 0x8ca2].flatMap((origin) =>
      [0x935e, 0x935f].map((depth) => ['clipControlEXT', NONE, `${origin}, ${depth}`, (gl, s) => s.ext.clipControlEXT(origin, depth)]),
    ),
    ['clipControlEXT', ENUM, 'origin', (gl, s) => s.ext.clipControlEXT(0, 0x935e)],
    ['clipControlEXT', ENUM, 'depth', (gl, s) => s.ext.clipControlEXT(0x8ca1, 0)],
  ]),
  scene('EXT_polygon_offset_clamp', extended('EXT_polygon_offset_clamp'), [
    [
      'polygonOffsetClampEXT',
      NONE,
      'any',
      (gl, s) => (s.ext.polygonOffsetClampEXT(1, -2, 0.5), [gl.getParameter(gl.POLYGON_OFFSET_UNITS), gl.getParameter(0x8e1b)]),
      [-2, 0.5],
    ],
  ]),
  scene('WEBGL_polygon_mode', extended('WEBGL_polygon_mode'), [
    ...[0x1b01, 0x1b02].map((mode) => ['polygonModeWEBGL', NONE, `mode ${mode}`, (gl, s) => s.ext.polygonModeWEBGL(gl.FRONT_AND_BACK, mode)]),
    ...['FRONT', 'BACK', 'ZERO'].map((face) => ['polygonModeWEBGL', ENUM, `face ${face}`, (gl, s) => s.ext.polygonModeWEBGL(gl[face], 0x1b01)]),
    ['polygonModeWEBGL', ENUM, 'mode POINT', (gl, s) => s.ext.polygonModeWEBGL(gl.FRONT_AND_BACK, 0x1b00)],
    ['enable', NONE, 'POLYGON_OFFSET_LINE_WEBGL', (gl) => gl.enable(0x2a02)],
  ]),
  scene('WEBGL_provoking_vertex', extended('WEBGL_provoking_vertex'), [
    ...[0x8e4d, 0x8e4e].map((mode) => [
      'provokingVertexWEBGL',
      NONE,
      `mode ${mode}`,
      (gl, s) => (s.ext.provokingVertexWEBGL(mode), gl.getParameter(0x8e4f)),
      mode,
    ]),
    ['provokingVertexWEBGL', ENUM, 'mode 0', (gl, s) => s.ext.provokingVertexWEBGL(0)],
  ]),
  scene('EXT_depth_clamp', extended('EXT_depth_clamp'), [['enable', NONE, 'DEPTH_CLAMP_EXT', (gl) => (gl.enable(0x864f), gl.isEnabled(0x864f)), true]]),
  scene('WEBGL_clip_cull_distance', extended('WEBGL_clip_cull_distance'), [
    ...[0, 7].map((i) => ['enable', NONE, `CLIP_DISTANCE${i}_WEBGL`, (gl) => (gl.enable(0x3000 + i), gl.isEnabled(0x3000 + i)), true]),
    ['enable', ENUM, 'CLIP_DISTANCE8', (gl) => gl.enable(0x3008)],
  ]),
  scene('WEBGL_debug_shaders', (gl) => ({ ...extended('WEBGL_debug_shaders')(gl), shader: gl.createShader(gl.VERTEX_SHADER) }), [
    ['getTranslatedShaderSource', NONE, 'not compiled', (gl, s) => s.ext.getTranslatedShaderSource(s.shader), ''],
    ['getTranslatedShaderSource', TYPE, 'null', (gl, s) => s.ext.getTranslatedShaderSource(null)],
    ['getTranslatedShaderSource', VALUE, 'deleted', (gl, s) => (gl.deleteShader(s.shader), () => s.ext.getTranslatedShaderSource(s.shader))],
  ]),
  scene('WEBGL_lose_context', extended('WEBGL_lose_context'), [['restoreContext', OPERATION, 'not lost', (gl, s) => s.ext.restoreContext()]]),
  scene('WEBGL_compressed_texture_astc', extended('WEBGL_compressed_texture_astc'), [
    ['getSupportedProfiles', NONE, 'LDR', (gl, s) => s.ext.getSupportedProfiles(), ['ldr']],
  ]),
];
