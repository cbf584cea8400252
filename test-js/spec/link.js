// SPDX-License-Identifier: MIT
// The programs of the tables.

/**
 * A linked program of two ESSL 3.00 stages, given without their version lines.
 * @param {any} gl @param {string} vertex @param {string} fragment
 * @param {(program: any) => void} [prepare]  what comes before linking: locations, captured varyings
 */
export function link(gl, vertex, fragment, prepare) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, `#version 300 es\n${source}`);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  prepare?.(program);
  gl.linkProgram(program);
  return program;
}
