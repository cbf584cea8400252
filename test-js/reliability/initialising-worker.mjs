// SPDX-License-Identifier: MIT
// Initialises the module that it is given and answers with what init() had to say.
import { parentPort, workerData } from 'node:worker_threads';
import { init } from '../../js/core.js';

const answer = await init({ wasm: workerData.wasm }).then(
  () => 'initialised',
  (error) => `${error.name}: ${error.message}`,
);
parentPort?.postMessage(answer);
