// SPDX-License-Identifier: MIT
// The same as sample-extensions.test.js, with shaders run by the interpreter.
import { test } from 'node:test';
import { init } from 'nogpu/core';

await init({ interpret: true });
const { sampleShadingCases } = await import('./sample-shading-cases.js');

for (const [name, run] of sampleShadingCases) test(`${name} (interpreted)`, run);
