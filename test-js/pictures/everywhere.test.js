// SPDX-License-Identifier: MIT
// The same bytes everywhere: what the module was asked for while each picture was drawn in Node is asked
// of the native builds (g++; clang with sanitizers), and every answer must be the same, the picture among
// them. There the interpreter runs the shaders, here emitted code does. test-js/browser has Chromium.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as nogpu from 'nogpu';
import { getModule } from '../../js/module.js';
import { allPictures } from './all.js';
import { expectedHash, hashOf } from './expect-picture.js';
import { Recorder } from './recorder.js';

const root = new URL('../../', import.meta.url);
const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, root));
const builds = { 'g++': path('build/native/replay'), clang: path('build/sanitize/replay') };

const { WebGLBuffer, WebGLRenderbuffer, WebGLSampler, WebGLShader, WebGLTexture } = nogpu;
const interfaces = { WebGLBuffer, WebGLRenderbuffer, WebGLSampler, WebGLShader, WebGLTexture };
Object.assign(globalThis, interfaces); // twgl.js
const recorder = new Recorder(getModule());
mkdirSync(path('out/recordings'), { recursive: true });

/** @type {string[]} */
const recordings = [];

for (const { name, width, height, draw } of allPictures) {
  test(`${name}, recorded, is as expected`, () => {
    const canvas = nogpu.createCanvas(width, height);
    draw(canvas);
    assert.equal(hashOf(canvas.getImageData().data), expectedHash(name));
    canvas.destroy();
    recordings.push(path(`out/recordings/${name}.bin`));
    writeFileSync(recordings[recordings.length - 1], recorder.take());
  });
}

for (const [compiler, replay] of Object.entries(builds)) {
  const skip = existsSync(replay) ? false : `no build of ${compiler}`;
  test(`${compiler} gives every answer and every picture's bytes`, { skip }, () => {
    const { status, stdout, stderr } = spawnSync(replay, recordings, { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    const agreed = [...stdout.matchAll(/: [1-9]\d* calls, [1-9]\d* payload bytes/g)];
    assert.equal(agreed.length, allPictures.length, stdout);
  });
}
