// SPDX-License-Identifier: MIT
// A minute of the fuzzer: half from a fixed seed, half from a new one, which is printed with what it finds.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const run = fileURLToPath(new URL('./run.mjs', import.meta.url));

for (const [name, seed] of [
  ['a fixed seed', ['--seed', '1']],
  ['a new seed', []],
]) {
  test(`hostile calls from ${name} are answered as documented, for half a minute`, (t) => {
    const args = [run, '--seconds', '30', ...seed];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    t.diagnostic(stdout.trim());
    assert.equal(status, 0, `${stdout}${stderr}`);
  });
}
