// SPDX-License-Identifier: MIT
// The same as out-of-range-access.test.js, with shaders run by the interpreter.
import { init } from 'nogpu/core';
import { test } from 'node:test';

await init({ interpret: true });
const { outOfRangeCases } = await import('./out-of-range-access-cases.js');

for (const [name, run] of outOfRangeCases) test(`${name} (interpreted)`, run);
