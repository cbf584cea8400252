// SPDX-License-Identifier: MIT
// The programs that regl's package shows in its documents: every fenced example with a vertex and a
// fragment shader is run as a regl command. The package has no other shaders.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A property given as a string or template: `frag: \`…\``. @param {string} text @param {string} name */
function sourceOf(text, name) {
  const match = new RegExp(`\\b${name}:\\s*(?:\`([^\`]*)\`|'([^']*)')`).exec(text);
  return match?.[1] ?? match?.[2];
}

/** @param {import('./recorder.mjs').Recorder} recorder */
export async function collect(recorder) {
  const createRegl = /** @type {any} */ ((await import('regl')).default);
  const require = createRequire(import.meta.url);
  const gl = recorder.context('webgl');
  const regl = createRegl({ gl });
  for (const file of ['README.md', 'API.md', 'CHANGES.md']) {
    const text = readFileSync(require.resolve(`regl/${file}`), 'utf8');
    for (const [i, [example]] of [...text.matchAll(/```[^]*?```/g)].entries()) {
      const [vert, frag] = [sourceOf(example, 'vert'), sourceOf(example, 'frag')];
      if (vert === undefined || frag === undefined || !vert.includes('main')) continue;
      recorder.current = `${file}, example ${i}`;
      recorder.link(gl, recorder.current, vert, frag);
    }
  }
  regl.destroy();
}
