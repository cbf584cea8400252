// SPDX-License-Identifier: MIT
// Objects of a given size.

const MB = 1 << 20;

/**
 * A renderbuffer, a texture or a buffer of about `bytes` bytes; answers what deletes it.
 * @param {any} gl @param {number} bytes @param {number} choice
 */
export function makeObject(gl, bytes, choice) {
  const rows = Math.max(1, Math.round(Math.sqrt(bytes / 4)));
  const columns = Math.min(16384, Math.max(1, Math.floor(bytes / 4 / rows)));
  if (choice < 0.45) {
    const object = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, object);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, columns, rows);
    gl.bindRenderbuffer(gl.RENDERBUFFER, null);
    return () => gl.deleteRenderbuffer(object);
  }
  if (choice < 0.9 || bytes > 4 * MB) {
    const object = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, object);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, columns, rows);
    gl.bindTexture(gl.TEXTURE_2D, null);
    return () => gl.deleteTexture(object);
  }
  const object = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, object);
  gl.bufferData(gl.ARRAY_BUFFER, bytes, gl.STATIC_DRAW);
  gl.bindBuffer(gl.ARRAY_BUFFER, null);
  return () => gl.deleteBuffer(object);
}
