// SPDX-License-Identifier: MIT
// A worker with a module of its own that holds a buffer and says how much linear memory that took.
import { parentPort, workerData } from 'node:worker_threads';
import { createContext, init } from '../../js/core.js';

await init({ wasm: workerData.wasm });
const gl = createContext(8, 8);
gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
gl.bufferData(gl.ARRAY_BUFFER, new Uint8Array(workerData.bytes).fill(1), gl.STATIC_DRAW);
parentPort?.postMessage(gl.getMemoryInfo()?.linearMemory);
