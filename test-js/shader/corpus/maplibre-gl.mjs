// SPDX-License-Identifier: MIT
// MapLibre GL's shaders, prepared by its own source (which the package ships) and linked by its own
// Program: each with constants and with attributes for its data-driven properties, for both
// projections, with and without terrain.
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The defines that a program may have, beside its pragmas' ones. @type {Record<string, string[]>} */
const extraDefines = { hillshade: ['#define NUM_ILLUMINATION_SOURCES 4'] };

/** @param {string} source names of `#pragma mapbox: define highp vec4 color` @returns {string[]} */
function pragmasOf(source) {
  return [...source.matchAll(/HAS_UNIFORM_u_(\w+)/g)].map(([, name]) => name);
}

/** @param {import('./recorder.mjs').Recorder} recorder */
export async function collect(recorder) {
  const require = createRequire(import.meta.url);
  const src = join(dirname(require.resolve('maplibre-gl/package.json')), 'src');
  const folder = mkdtempSync(join(tmpdir(), 'nogpu-corpus-'));
  const outfile = join(folder, 'maplibre.mjs');
  try {
    await build({
      stdin: {
        contents: `export { shaders } from './shaders/shaders.ts'; export { Program } from './webgl/program.ts';`,
        resolveDir: src,
        loader: 'ts',
      },
      bundle: true,
      format: 'esm',
      outfile,
      logLevel: 'error',
    });
    const { shaders, Program } = await import(pathToFileURL(outfile).href);
    link(recorder, shaders, Program);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {import('./recorder.mjs').Recorder} recorder @param {any} shaders @param {any} Program */
function link(recorder, shaders, Program) {
  const gl = recorder.context();
  const { projectionMercator, projectionGlobe, prelude: _, ...drawn } = shaders;
  for (const [name, shader] of Object.entries(drawn)) {
    const names = [...new Set(pragmasOf(shader.vertexSource + shader.fragmentSource))];
    for (const constants of names.length > 0 ? [true, false] : [true]) {
      for (const globe of [false, true]) {
        for (const terrain of [false, true]) {
          recorder.current = `${name}${constants ? ' constant' : ''}${globe ? ' globe' : ''}${terrain ? ' terrain' : ''}`;
          const configuration = {
            getBinderAttributes: () => (constants ? [] : names.map((each) => `a_${each}`)),
            getBinderUniforms: () => [],
            defines: () => (constants ? names.map((each) => `#define HAS_UNIFORM_u_${each}`) : []),
            getUniforms: () => [],
          };
          new Program(
            { gl, linkedPrograms: new Set() }, shader, configuration, () => ({}), false, terrain,
            globe ? projectionGlobe : projectionMercator, globe ? '#define GLOBE' : '', extraDefines[name],
          ); // prettier-ignore
        }
      }
    }
  }
}
