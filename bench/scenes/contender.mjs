// SPDX-License-Identifier: MIT
// What both contenders run: one scene on one canvas, in portions the driver asks for. A portion ends
// with a read-back of one pixel, which waits for all drawing.

/**
 * @param {any} scene  of scenes.mjs
 * @param {any} canvas
 * @param {any} THREE
 */
export function start(scene, canvas, THREE) {
  const attributes = { antialias: false, preserveDrawingBuffer: true, ...scene.attributes };
  const gl = canvas.getContext('webgl2', attributes);
  const draw = scene.create(gl, canvas, THREE);
  const pixel = new Uint8Array(4);
  let frame = 0;
  return {
    frames(count) {
      for (let i = 0; i < count; i++) {
        draw(frame++);
        gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      }
    },
    /** Draws frame 0 again and returns its picture, bottom row first. */
    picture() {
      draw(0);
      const data = new Uint8Array(scene.width * scene.height * 4);
      gl.readPixels(0, 0, scene.width, scene.height, gl.RGBA, gl.UNSIGNED_BYTE, data);
      return data;
    },
    error: () => gl.getError(),
  };
}
