// SPDX-License-Identifier: MIT
// Every kind of program that three.js' built-in materials generate.
import * as THREE from 'three';
import { collectPrograms } from '../three-programs.mjs';

/** @param {import('./recorder.mjs').Recorder} recorder */
export async function collect(recorder) {
  collectPrograms(THREE, (width, height) => recorder.canvas(width, height));
}
