// SPDX-License-Identifier: MIT
// The reference picture: a green triangle over the lower left half, and the way back to a state in which
// any context draws it.

const VERTEX = `#version 300 es
in vec2 position;
void main() { gl_Position = vec4(position, 0.0, 1.0); }`;
const FRAGMENT = `#version 300 es
precision mediump float;
out vec4 pixel;
void main() { pixel = vec4(0.0, 1.0, 0.0, 1.0); }`;

/** Undoes whatever calls may have set. Errors of its own calls are expected. @param {any} gl */
export function resetState(gl) {
  gl.endTransformFeedback();
  for (const target of [
    gl.ANY_SAMPLES_PASSED,
    gl.ANY_SAMPLES_PASSED_CONSERVATIVE,
    gl.TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN,
  ]) {
    gl.endQuery(target);
  }
  gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, null);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.drawBuffers([gl.BACK]);
  gl.readBuffer(gl.BACK);
  gl.bindVertexArray(null);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  for (const name of [
    'BLEND',
    'CULL_FACE',
    'DEPTH_TEST',
    'POLYGON_OFFSET_FILL',
    'SAMPLE_ALPHA_TO_COVERAGE',
    'SAMPLE_COVERAGE',
    'SCISSOR_TEST',
    'STENCIL_TEST',
    'RASTERIZER_DISCARD',
  ]) {
    gl.disable(gl[name]);
  }
  gl.colorMask(true, true, true, true);
  gl.clearColor(0, 0, 0, 0);
  gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
  for (const name of ['PACK_ROW_LENGTH', 'PACK_SKIP_PIXELS', 'PACK_SKIP_ROWS'])
    gl.pixelStorei(gl[name], 0);
  gl.pixelStorei(gl.PACK_ALIGNMENT, 4);
}

/** Draws the triangle and throws unless every pixel is right. @param {any} gl  in its initial state */
export function assertDraws(gl) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.bindAttribLocation(program, 0, 'position');
  gl.linkProgram(program);
  gl.useProgram(program);
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1]), gl.STATIC_DRAW);
  gl.bindVertexArray(gl.createVertexArray());
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
  const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
  const pixels = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
  const error = gl.getError();
  if (error !== 0)
    throw new Error(`the triangle raised 0x${error.toString(16)}: ${gl.getLastErrorMessage()}`);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // Away from the diagonal by more than a pixel, where multisampling may mix.
      const side = (x + 0.5) / width + (y + 0.5) / height - 1;
      if (Math.abs(side) < 1 / width + 1 / height) continue;
      const got = pixels[(y * width + x) * 4 + 1];
      if (got !== (side < 0 ? 255 : 0)) {
        throw new Error(
          `the triangle is wrong at ${x}, ${y} of ${width} × ${height}: green is ${got}`,
        );
      }
    }
  }
}
