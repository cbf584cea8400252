// SPDX-License-Identifier: MIT
// Types of nogpu: those of nogpu/core; importing this entry has loaded the module already.
export * from './core.js';
