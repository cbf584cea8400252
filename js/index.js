// SPDX-License-Identifier: MIT
// nogpu: the public surface. Importing it loads the module; everything is synchronous afterwards.
import { init } from './module.js';

await init();

export * from './core.js';
