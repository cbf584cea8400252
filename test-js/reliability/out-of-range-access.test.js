// SPDX-License-Identifier: MIT
// Out-of-range access from shader or draw: a canary lies around every object and is never seen.
import { test } from 'node:test';
import { outOfRangeCases } from './out-of-range-access-cases.js';

for (const [name, run] of outOfRangeCases) test(name, run);
