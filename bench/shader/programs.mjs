// SPDX-License-Identifier: MIT
// What the shader benchmarks compile: the programs that three.js generates for its materials, as the
// tests collect them.
import { createCanvas, init } from '../../js/core.js';
import * as THREE from 'three';
import { collectPrograms } from '../../test-js/shader/three-programs.mjs';

/** @typedef {{ name: string, vertex: string, fragment: string }} Program */

const sizeOf = (/** @type {Program} */ { vertex, fragment }) => vertex.length + fragment.length;

/** All of them, the smallest source first. @returns {Promise<Program[]>} */
export async function threePrograms() {
  await init();
  return collectPrograms(THREE, createCanvas).sort((a, b) => sizeOf(a) - sizeOf(b));
}

/** `count` distinct ones from the middle half by size, evenly spread. @param {Program[]} programs @param {number} count */
export function midSize(programs, count) {
  const middle = programs.slice(programs.length >> 2, (programs.length * 3) >> 2);
  return Array.from({ length: count }, (_, i) => middle[Math.floor((i * middle.length) / count)]);
}

/** The largest MeshPhysicalMaterial. @param {Program[]} programs */
export function largestPhysical(programs) {
  const physical = programs.filter(({ fragment }) =>
    fragment.includes('SHADER_TYPE MeshPhysicalMaterial'),
  );
  return physical[physical.length - 1];
}
