// SPDX-License-Identifier: MIT
// Writes down what a library hands to the shader compiler: every program that a context of ours links,
// with all that decides whether it links, once each.
import { createCanvas } from '../../../js/core.js';

/**
 * @typedef {{
 *   name: string, webgl: 1 | 2, vertex: string, fragment: string, extensions: string[],
 *   attributes: Array<[number, string]>, feedback: null | [string[], number], problem: string | null,
 * }} CorpusProgram
 */

export class Recorder {
  /** @type {Map<string, CorpusProgram>} */
  #programs = new Map();
  /** What is being drawn; names the programs that it is the first to need. */
  current = '';

  /** A canvas whose contexts are recorded. @param {number} [width] @param {number} [height] @returns {any} */
  canvas(width = 8, height = 8) {
    const canvas = /** @type {any} */ (createCanvas(width, height));
    const { getContext } = canvas;
    const seen = new Set();
    canvas.getContext = (/** @type {string} */ kind, /** @type {any} */ attributes) => {
      const gl = getContext.call(canvas, kind, attributes);
      if (gl && !seen.has(gl)) {
        seen.add(gl);
        this.#record(gl, kind === 'webgl2' ? 2 : 1);
      }
      return gl;
    };
    return canvas;
  }

  /** A recorded context. @param {'webgl' | 'webgl2'} [kind] @returns {any} */
  context(kind = 'webgl2') {
    return this.canvas().getContext(kind, { antialias: false });
  }

  /** @returns {CorpusProgram[]} */
  get programs() {
    return [...this.#programs.values()];
  }

  /**
   * Compiles and links two sources that the library has assembled.
   * @param {any} gl @param {string} name @param {string} vertex @param {string} fragment
   */
  link(gl, name, vertex, fragment) {
    this.current = name;
    const program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, vertex],
      [gl.FRAGMENT_SHADER, fragment],
    ]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    gl.deleteProgram(program);
  }

  /** @param {any} gl @param {1 | 2} webgl */
  #record(gl, webgl) {
    /** @type {Map<any, any>} */
    const states = new Map();
    const stateOf = (/** @type {any} */ program) => {
      if (!states.has(program)) states.set(program, { attributes: new Map(), feedback: null });
      return states.get(program);
    };
    const extensions = new Set();
    const original = {};
    for (const name of ['attachShader', 'bindAttribLocation', 'transformFeedbackVaryings',
      'linkProgram', 'getExtension']) Object.assign(original, { [name]: gl[name] }); // prettier-ignore
    const call = (/** @type {string} */ name, /** @type {any[]} */ ...args) =>
      /** @type {any} */ (original)[name].apply(gl, args);
    Object.assign(gl, {
      getExtension(/** @type {string} */ name) {
        const extension = call('getExtension', name);
        if (extension) extensions.add(name);
        return extension;
      },
      attachShader(/** @type {any} */ program, /** @type {any} */ shader) {
        const vertex = gl.getShaderParameter(shader, gl.SHADER_TYPE) === gl.VERTEX_SHADER;
        stateOf(program)[vertex ? 'vertex' : 'fragment'] = shader;
        call('attachShader', program, shader);
      },
      bindAttribLocation(/** @type {any} */ program, /** @type {number} */ at, /** @type {string} */ name) {
        stateOf(program).attributes.set(name, at);
        call('bindAttribLocation', program, at, name);
      },
      transformFeedbackVaryings(/** @type {any} */ program, /** @type {string[]} */ names, /** @type {number} */ mode) {
        stateOf(program).feedback = [[...names], mode];
        call('transformFeedbackVaryings', program, names, mode);
      },
      linkProgram: (/** @type {any} */ program) => {
        call('linkProgram', program);
        const { vertex, fragment, attributes, feedback } = stateOf(program);
        const [v, f] = [vertex, fragment].map((each) => (each ? gl.getShaderSource(each) : ''));
        const logs = [vertex, fragment].flatMap((each, i) =>
          each && !gl.getShaderParameter(each, gl.COMPILE_STATUS)
            ? [`${['vertex', 'fragment'][i]}: ${gl.getShaderInfoLog(each)}`]
            : [],
        );
        const linked = gl.getProgramParameter(program, gl.LINK_STATUS);
        const problem = linked ? null : [...logs, gl.getProgramInfoLog(program)].join('\n');
        const key = JSON.stringify([webgl, v, f, problem]);
        if (this.#programs.has(key)) return;
        this.#programs.set(key, {
          name: this.current || `program ${this.#programs.size}`, webgl, vertex: v, fragment: f,
          extensions: [...extensions], attributes: [...attributes].map(([name, at]) => [at, name]),
          feedback, problem,
        }); // prettier-ignore
      },
    }); // prettier-ignore
  }
}
