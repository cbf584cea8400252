// SPDX-License-Identifier: MIT
// Finding leaks: a program that forgets some of its objects, the report that names them, and the figures
// before and after. Run: node examples/leaks.mjs
import { createContext } from 'nogpu';

const gl = createContext(256, 256, { antialias: false, trackAllocations: true });
const MB = 2 ** 20;

/** @param {string} when */
function show(when) {
  const { live, objects } = gl.getMemoryInfo();
  const { textures, buffers } = objects;
  console.log(
    `${when.padEnd(28)} ${(live / MB).toFixed(1).padStart(5)} MB live:` +
      ` ${textures.count} textures ${(textures.bytes / MB).toFixed(1)} MB,` +
      ` ${buffers.count} buffers ${(buffers.bytes / MB).toFixed(1)} MB`,
  );
}

/** @param {string} label @param {number} size */
function loadTexture(label, size) {
  const texture = gl.createTexture();
  texture.label = label;
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, size, size);
  gl.bindTexture(gl.TEXTURE_2D, null);
  return texture;
}

/** A level that keeps its lightmap and its vertices: the two mistakes of this example. */
function playLevel() {
  const albedo = loadTexture('albedo', 1024);
  loadTexture('lightmap', 512);
  const vertices = gl.createBuffer();
  vertices.label = 'vertices';
  gl.bindBuffer(gl.ARRAY_BUFFER, vertices);
  gl.bufferData(gl.ARRAY_BUFFER, MB, gl.STATIC_DRAW);
  gl.bindBuffer(gl.ARRAY_BUFFER, null);
  show('in the level');
  gl.deleteTexture(albedo); // or `using albedo = …`, where the language has it
}

show('before the level');
playLevel();
show('after the level');

console.log('\ngl.reportLeaks():');
console.table(gl.reportLeaks().map(({ kind, label, bytes }) => ({ kind, label, bytes })));

console.log('gl.assertNoLeaks(), for the end of a test:\n');
try {
  gl.assertNoLeaks();
} catch (error) {
  console.log(String(error));
}

// Nothing refers to the two any more, so they are only late: the collector will take them, and create*
// asks it to when the module has grown. destroy() gives everything back at once.
gl.destroy();
console.log('\nafter gl.destroy():', gl.getMemoryInfo(), gl.reportLeaks());
