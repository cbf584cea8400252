// SPDX-License-Identifier: MIT
// A realm of its own for one library, because libraries leave globals behind: answers with the programs
// that it made and, if wanted, what went wrong in drawing them and their decompiled text.
import { parentPort, workerData } from 'node:worker_threads';
import * as core from '../../../js/core.js';
import { Recorder } from './recorder.mjs';
import { redraw } from './redraw.mjs';

await core.init();
const { WebGL2RenderingContext, WebGLRenderingContext } = core;
Object.assign(globalThis, { WebGL2RenderingContext, WebGLRenderingContext });
const recorder = new Recorder();
const { collect } = await import(`./${workerData.library}.mjs`);
await collect(recorder);
const { programs } = recorder;
const redrawn = programs.map((program, i) =>
  workerData.redraw && program.problem === null ? redraw(program, i + 1) : null,
);
parentPort?.postMessage({ programs, redrawn });
