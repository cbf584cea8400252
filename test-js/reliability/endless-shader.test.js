// SPDX-License-Identifier: MIT
// A shader that never ends: past its budget the context is lost, with a message that names shader,
// program and line, and the process goes on.
import { test } from 'node:test';
import { endlessShaderCases } from './endless-shader-cases.js';

for (const [name, run] of endlessShaderCases) test(name, run);
