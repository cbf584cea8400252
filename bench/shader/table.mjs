// SPDX-License-Identifier: MIT
// A table of programs out of the corpus (test-js/shader/corpus): for each library its median program and its
// largest one.
//
//   bytes       of both emitted modules
//   compile     µs from two sources to a linked program and its emitted bytes, neither of them cached; median
//   ns/quad     of CPU for the fragment shader with its early and late operations: a full frame of 256 × 256,
//               varyings as the plane of a full-screen triangle, less what a shader of one constant takes
//
//   node bench/shader/table.mjs [library…]
import { cpus } from 'node:os';
import * as core from '../../js/core.js';
import { collect, libraries } from '../../test-js/shader/corpus/collect.mjs';
import { fillUniforms } from '../../test-js/shader/draw-program.mjs';

const size = 256;
const compileRounds = 7;
const drawRounds = 9;
const framesPerRound = 4;

await core.init();
let emittedBytes = 0;
WebAssembly.Module = class extends WebAssembly.Module {
  constructor(/** @type {any} */ bytes) {
    super(bytes);
    emittedBytes += bytes.byteLength;
  }
};

const median = (/** @type {number[]} */ list) => list.sort((a, b) => a - b)[list.length >> 1];
const microseconds = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** @param {any} gl @param {string} vertex @param {string} fragment */
function link(gl, vertex, fragment) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS))
    throw new Error(gl.getProgramInfoLog(program));
  return program;
}

/** Writes every input of a decompiled fragment shader from one triangle that covers the frame. @param {string} fragment */
function coveringVertex(fragment) {
  const inputs = [
    ...fragment.matchAll(/^((?:flat |smooth |centroid )*)in (.*? )?(\w+) (\w+)(\[\d+\])?;$/gm),
  ];
  const declarations = inputs.map(
    ([, how, precision = '', type, name, array = '']) =>
      `${how}out ${precision}${type} ${name}${array};`,
  );
  const writes = inputs.map(([, , , type, name, array]) => {
    const value = type.startsWith('mat') ? `${type}(p.x)` : `${type}(dot(p, vec2(0.3, 0.6)))`;
    const count = Number(array?.slice(1, -1) ?? 0);
    if (count === 0) return `${name} = ${value};`;
    return Array.from({ length: count }, (_, i) => `${name}[${i}] = ${value};`).join(' ');
  });
  return `#version 300 es
${declarations.join('\n')}
void main() {
  vec2 p = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0;
  ${writes.join('\n  ')}
  gl_Position = vec4(p, 0.0, 1.0);
}`;
}

/** @param {any} gl @param {any} program */
function nanosecondsPerQuad(gl, program) {
  gl.useProgram(program);
  fillUniforms(gl, program, 1);
  const pixel = new Uint8Array(4);
  const frames = () => {
    for (let i = 0; i < framesPerRound; i++) gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  };
  // Optimised code arrives when the engine has made it.
  for (const end = Date.now() + 400; Date.now() < end;) frames();
  const times = Array.from({ length: drawRounds }, () => {
    const start = microseconds();
    frames();
    return microseconds() - start;
  });
  const error = gl.getError();
  if (error !== 0) throw new Error(gl.getLastErrorMessage());
  return (median(times) * 1000) / (framesPerRound * (size / 2) ** 2);
}

/** @param {import('../../test-js/shader/corpus/recorder.mjs').CorpusProgram} p @param {number} empty */
function row(p, empty) {
  const canvas = /** @type {any} */ (core.createCanvas(size, size));
  const gl = canvas.getContext(p.webgl === 1 ? 'webgl' : 'webgl2', { antialias: false });
  for (const name of gl.getSupportedExtensions()) gl.getExtension(name);
  let program;
  emittedBytes = 0; // equal modules are instantiated once
  const times = Array.from({ length: compileRounds }, (_, i) => {
    const start = microseconds();
    program = link(gl, `${p.vertex}\n//${i}`, `${p.fragment}\n//${i}`);
    return microseconds() - start;
  });
  const bytes = emittedBytes;
  const fragment = gl.getProgramGlsl(program, gl.FRAGMENT_SHADER);
  canvas.destroy();
  const drawn = core.createContext(size, size, { antialias: false });
  const ns = nanosecondsPerQuad(drawn, link(drawn, coveringVertex(fragment), fragment));
  drawn.destroy();
  return { bytes, compile: median(times), ns: ns - empty };
}

/** @param {any} p */
const length = (p) => p.vertex.length + p.fragment.length;

const gl = core.createContext(size, size, { antialias: false });
const plain = `#version 300 es\nlayout(location = 0) out highp vec4 c;\nvoid main() { c = vec4(1.0); }`;
const empty = nanosecondsPerQuad(gl, link(gl, coveringVertex(plain), plain));
gl.destroy();
console.log(`${cpus()[0].model}, Node ${process.versions.node}`);
console.log(`a constant colour: ${empty.toFixed(1)} ns a quad, taken from what follows\n`);
console.log(
  'program                                            source kB    bytes  compile µs  ns/quad',
);
for (const library of process.argv.length > 2 ? process.argv.slice(2) : libraries) {
  const { programs } = await collect(library, false);
  const good = programs.filter((p) => p.problem === null && p.feedback === null);
  good.sort((a, b) => length(a) - length(b));
  for (const [which, p] of [
    ['median', good[good.length >> 1]],
    ['largest', good[good.length - 1]],
  ]) {
    const { bytes, compile, ns } = row(p, empty);
    const name = `${library}, ${which}: ${p.name}`.slice(0, 50).padEnd(50);
    const kB = (length(p) / 1000).toFixed(1);
    console.log(
      name, kB.padStart(9), String(bytes).padStart(8), compile.toFixed(0).padStart(11), ns.toFixed(1).padStart(8),
    ); // prettier-ignore
  }
}
process.exit(0);
