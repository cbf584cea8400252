// SPDX-License-Identifier: MIT
// The worker of the browser test: draws when told where the module is, answers with the hashes.
import { drawAll } from './draw.js';

addEventListener('message', async ({ data }) => {
  try {
    postMessage({ hashes: await drawAll(data.wasmUrl) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
});
