// SPDX-License-Identifier: MIT
// This package in Node as a contender: draws scene number argv[2] and answers its parent's messages.
import { createCanvas } from 'nogpu';
import * as THREE from 'three';
import { start } from './contender.mjs';
import { scenes } from './scenes.mjs';

const scene = scenes[Number(process.argv[2])];
const contender = start(scene, createCanvas(scene.width, scene.height), THREE);
process.on('message', (/** @type {any} */ message) => {
  if (message.frames !== undefined) {
    const before = process.cpuUsage();
    const wall = performance.now();
    contender.frames(message.frames);
    const { user, system } = process.cpuUsage(before);
    process.send?.({ cpuMs: (user + system) / 1000, wallMs: performance.now() - wall });
  } else {
    process.send?.({
      picture: Buffer.from(contender.picture()).toString('base64'),
      error: contender.error(),
    });
  }
});
process.send?.({ ready: true });
