// SPDX-License-Identifier: MIT
// Draws a program, asks for the GLSL that its IR says, and draws that with the same data.
import { createCanvas } from '../../../js/core.js';
import { drawProgram, size } from '../draw-program.mjs';

/** @param {{ vertex: string, fragment: string }} sources @param {'webgl' | 'webgl2'} kind @param {number} seed */
function draw(sources, kind, seed) {
  const canvas = /** @type {any} */ (createCanvas(size, size));
  try {
    const gl = canvas.getContext(kind, { antialias: false });
    // Shaders may only name extensions that are enabled.
    for (const name of gl.getSupportedExtensions()) gl.getExtension(name);
    let program = null;
    const { createProgram } = gl;
    gl.createProgram = () => (program = createProgram.call(gl));
    const problem = drawProgram(gl, sources, seed);
    const [vertex, fragment] = [gl.VERTEX_SHADER, gl.FRAGMENT_SHADER].map((stage) =>
      gl.getProgramGlsl(program, stage),
    );
    return { problem, pixels: canvas.getImageData().data, vertex, fragment };
  } finally {
    canvas.destroy();
  }
}

/**
 * @param {import('./recorder.mjs').CorpusProgram} program @param {number} seed
 * @returns {string | null} what went wrong
 */
export function redraw(program, seed) {
  const first = draw(program, program.webgl === 1 ? 'webgl' : 'webgl2', seed);
  // A program for transform feedback alone has no colour for the draw buffer, which is an error.
  if (first.problem !== null && program.feedback === null && !/^void main\(\) \{discard;\}$/m.test(program.fragment)) return first.problem; // prettier-ignore
  const { vertex, fragment } = first;
  const again = draw({ vertex, fragment }, 'webgl2', seed);
  if (again.problem !== first.problem) return `decompiled: ${again.problem}`;
  const different = first.pixels.findIndex((byte, at) => byte !== again.pixels[at]);
  return different < 0 ? null : `decompiled: byte ${different} of the picture differs`;
}
