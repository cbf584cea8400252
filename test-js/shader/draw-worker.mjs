// SPDX-License-Identifier: MIT
// A realm with its own module, for one back end: draws the programs it is given. Answers, by program,
// with { problem, pixels }, and with the bytes of all shader modules that were compiled.
import { parentPort, workerData } from 'node:worker_threads';
import { createCanvas, init } from '../../js/core.js';
import { drawProgram, size } from './draw-program.mjs';

await init({ interpret: workerData.interpret });

/** @type {Uint8Array[]} */
const modules = [];
WebAssembly.Module = class extends WebAssembly.Module {
  constructor(/** @type {Uint8Array<ArrayBuffer>} */ bytes) {
    super(bytes);
    modules.push(bytes.slice());
  }
};

const results = workerData.programs.map(
  (/** @type {any} */ program, /** @type {number} */ index) => {
    const canvas = createCanvas(size, size);
    try {
      const gl = canvas.getContext('webgl2', { antialias: false });
      // Shaders may only name extensions that are enabled; three.js asks for this one by itself.
      gl.getExtension('WEBGL_multi_draw');
      const problem = drawProgram(gl, program, index + 1);
      return { problem, pixels: canvas.getImageData().data };
    } catch (error) {
      return {
        problem: String(/** @type {any} */ (error).stack),
        pixels: new Uint8ClampedArray(0),
      };
    } finally {
      canvas.destroy();
    }
  },
);
parentPort?.postMessage({ results, modules });
