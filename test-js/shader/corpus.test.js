// SPDX-License-Identifier: MIT
// What libraries ship compiles and links, and what is decompiled from it compiles again and draws the
// same picture. The libraries put their sources together themselves, on contexts that are recorded.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { collect, libraries } from './corpus/collect.mjs';

/** At least so many programs: a library that hands over fewer has not been asked rightly. @type {Record<string, number>} */
const atLeast = {
  three: 300,
  babylon: 240,
  pixi: 85,
  'maplibre-gl': 190,
  playcanvas: 135,
  luma: 44,
  regl: 6,
  ogl: 18,
};

/** Not valid as the package has them; Chromium refuses them too, for the same reason. @type {Record<string, RegExp>} */
const refused = {
  'babylon gaussianSplattingVoxel': /'focal' : undeclared identifier/,
  'luma module lambertMaterial': /'lighting_getLightColor' : function is defined already/,
  'luma module pbrScene': /uniform block 'pbrSceneUniforms'/,
};

describe('the corpus', { concurrency: 2 }, () => {
  for (const library of libraries) {
    test(`${library}: every program compiles, links, and is drawn alike from its decompiled text`, async (t) => {
      const { programs, redrawn } = await collect(library, true);
      t.diagnostic(`${programs.length} programs`);
      assert.ok(programs.length >= atLeast[library], `${programs.length}`);
      const bad = programs.filter(({ name, problem }) => {
        const expected = refused[`${library} ${name}`];
        return expected ? !expected.test(problem ?? '') : problem !== null;
      });
      assert.deepEqual(bad.map(({ name, problem }) => `${name}: ${problem}`).slice(0, 5), []);
      const different = programs.flatMap(({ name }, i) =>
        redrawn[i] === null ? [] : [`${name}: ${redrawn[i]}`],
      );
      assert.deepEqual(different.slice(0, 5), [], `${different.length} of ${programs.length}`);
    });
  }
});
