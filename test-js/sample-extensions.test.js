// SPDX-License-Identifier: MIT
import { test } from 'node:test';
import { init } from 'nogpu/core';

await init();
const { sampleShadingCases } = await import('./sample-shading-cases.js');

for (const [name, run] of sampleShadingCases) test(name, run);
