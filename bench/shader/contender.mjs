// SPDX-License-Identifier: MIT
// Compile, link, first draw of one program: plain WebGL 2, the same code here and in Chromium. The
// triangle covers the target; matrices are the identity, all other numbers one half.

export const size = 32;

/** @param {any} gl */
export function prepare(gl) {
  gl.getExtension('WEBGL_multi_draw'); // which some of the sources name
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), gl.STATIC_DRAW);
  gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, gl.createBuffer());
  gl.bufferData(gl.UNIFORM_BUFFER, new Float32Array(4096).fill(0.5), gl.STATIC_DRAW);
}

const identity = (/** @type {number} */ n, /** @type {number} */ count) =>
  Array.from({ length: n * n * count }, (_, i) => ((i % (n * n)) % (n + 1) === 0 ? 1 : 0));

/** @param {any} gl @param {any} program */
function fillUniforms(gl, program) {
  const names = Object.fromEntries(
    Object.entries({ FLOAT: '1f', FLOAT_VEC2: '2f', FLOAT_VEC3: '3f', FLOAT_VEC4: '4f' }).map(
      ([type, name]) => [gl[type], name],
    ),
  );
  const matrices = { [gl.FLOAT_MAT2]: 2, [gl.FLOAT_MAT3]: 3, [gl.FLOAT_MAT4]: 4 };
  const integers = [gl.INT, gl.UNSIGNED_INT, gl.BOOL];
  let unit = 0;
  const count = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS);
  for (let i = 0; i < count; i++) {
    const { name, type, size: length } = gl.getActiveUniform(program, i);
    const location = gl.getUniformLocation(program, name);
    if (location === null) continue;
    if (type in matrices) {
      gl[`uniformMatrix${matrices[type]}fv`](location, false, identity(matrices[type], length));
    } else if (type in names) {
      gl[`uniform${names[type]}v`](
        location,
        new Float32Array(length * Number(names[type][0])).fill(0.5),
      );
    } else if (!integers.includes(type) && length + unit <= 16) {
      // A sampler: nothing is bound to its units, which reads as black.
      gl.uniform1iv(
        location,
        Array.from({ length }, () => unit++),
      );
    }
  }
}

/** @param {any} gl @param {{ vertex: string, fragment: string }} sources */
export function link(gl, { vertex, fragment }) {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  } // prettier-ignore
  gl.bindAttribLocation(program, 0, 'position');
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS))
    throw new Error(gl.getProgramInfoLog(program));
  return program;
}

/** Makes it current and ready to be drawn. @param {any} gl @param {any} program */
export function use(gl, program) {
  gl.useProgram(program);
  fillUniforms(gl, program);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
}

/** Draws and waits for the pixels. @param {any} gl */
export function draw(gl) {
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}

/**
 * ms from source to pixels, by program.
 * @param {any} gl @param {Array<{ vertex: string, fragment: string }>} programs
 */
export function round(gl, programs) {
  return programs.map((sources) => {
    const before = performance.now();
    use(gl, link(gl, sources));
    draw(gl);
    const time = performance.now() - before;
    const error = gl.getError();
    if (error !== 0) throw new Error(`GL error ${error}`);
    return time;
  });
}
