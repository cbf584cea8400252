// SPDX-License-Identifier: MIT
// The same as endless-shader.test.js, with shaders run by the interpreter.
import { init } from 'nogpu/core';
import { test } from 'node:test';

await init({ interpret: true });
const { endlessShaderCases } = await import('./endless-shader-cases.js');

for (const [name, run] of endlessShaderCases) test(`${name} (interpreted)`, run);
