// SPDX-License-Identifier: MIT
// Every program that three.js' built-in materials generate compiles, emits valid modules, and draws the
// same bytes by emitted code as by the interpreter.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { createCanvas } from 'nogpu';
import * as THREE from 'three';
import { countDrawn, differencesOf, drawWithBoth, problemsOf } from './back-ends.mjs';
import { collectPrograms } from './three-programs.mjs';

/** @type {ReturnType<typeof collectPrograms>} */
let programs;
/** @type {import('./back-ends.mjs').Drawn} */
let emitted;
/** @type {import('./back-ends.mjs').Drawn} */
let interpreted;

before(async () => {
  programs = collectPrograms(THREE, createCanvas);
  ({ emitted, interpreted } = await drawWithBoth(programs));
});

test('there are more than a hundred programs, of every built-in material', () => {
  assert.ok(programs.length > 100, `${programs.length}`);
  const all = programs.map(({ vertex, fragment }) => vertex + fragment).join('\n');
  const types = [...all.matchAll(/#define SHADER_TYPE (\w+)/g)].map(([, type]) => type);
  for (const type of [
    'MeshBasicMaterial',
    'MeshLambertMaterial',
    'MeshPhongMaterial',
    'MeshStandardMaterial',
    'MeshPhysicalMaterial',
    'MeshToonMaterial',
    'MeshMatcapMaterial',
    'MeshNormalMaterial',
    'MeshDepthMaterial',
    'MeshDistanceMaterial',
    'PointsMaterial',
    'LineBasicMaterial',
    'LineDashedMaterial',
    'SpriteMaterial',
    'ShadowMaterial',
  ]) {
    assert.ok(types.includes(type), type);
  }
});

test('each compiles, links and draws without an error', () => {
  for (const drawn of [emitted, interpreted]) {
    const problems = problemsOf(programs, drawn);
    assert.deepEqual(problems.slice(0, 5), [], `${problems.length} of ${programs.length}`);
  }
});

test('emitted modules are valid WebAssembly', (t) => {
  assert.ok(emitted.modules.length > programs.length, `${emitted.modules.length}`);
  for (const bytes of emitted.modules) assert.ok(WebAssembly.validate(bytes));
  assert.equal(interpreted.modules.length, 0, 'the interpreter compiles nothing');
  const { error, stdout } = spawnSync('wasm-validate', ['--help'], { encoding: 'utf8' });
  if (error) return t.diagnostic('no wasm-validate here');
  // Newer versions have SIMD on and only know how to turn it off.
  const options = stdout.includes('--enable-simd') ? ['--enable-simd'] : [];
  const folder = mkdtempSync(join(tmpdir(), 'nogpu-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'shader.wasm');
  for (let i = 0; i < emitted.modules.length; i += 29) {
    writeFileSync(file, emitted.modules[i]);
    const { status, stderr } = spawnSync('wasm-validate', [...options, file]);
    assert.equal(status, 0, `module ${i}: ${stderr}`);
  }
});

test('emitted code and the interpreter draw the same bytes', () => {
  const different = differencesOf(programs, emitted, interpreted);
  assert.deepEqual(different.slice(0, 8), [], `${different.length} of ${programs.length}`);
  const drawn = countDrawn(emitted);
  assert.ok(drawn > programs.length * 0.9, `only ${drawn} of ${programs.length} show anything`);
});
