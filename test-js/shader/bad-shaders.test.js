// SPDX-License-Identifier: MIT
// Text that nobody writes on purpose: an error in the log within a second, in bounded memory, and the
// context goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContext } from 'nogpu';
import { linearBytes } from '../reliability/heaps.js';

const HEAD = '#version 300 es\nprecision highp float;\n';
const MAIN = 'out vec4 color;\nvoid main() { color = vec4(1.0); }\n';
const MOST_BYTES = 256 * 2 ** 20;

/** @param {number} count @param {(i: number) => string} line */
const lines = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** @param {string} start @param {number} levels */
function exponentialMacros(start, levels) {
  return `${start}\n${lines(levels, (i) => `#define M${i + 1} M${i} M${i}`)}\n`;
}

/** @param {string} name @param {RegExp} log @param {() => string} make of the fragment shader */
function refused(name, log, make) {
  test(`${name}: an error within a second`, (t) => {
    const gl = createContext(4, 4);
    t.after(() => gl.destroy());
    const source = make();
    const start = process.cpuUsage();
    const shader = gl.createShader(gl.FRAGMENT_SHADER);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    const answer = gl.getShaderInfoLog(shader);
    const { user, system } = process.cpuUsage(start);
    assert.equal(gl.getShaderParameter(shader, gl.COMPILE_STATUS), false);
    assert.match(answer, log);
    assert.ok(answer.length < 2 ** 17, `a log of ${answer.length} characters`);
    assert.ok(user + system < 1e6, `${(user + system) / 1000} ms`);
    assert.ok(linearBytes() < MOST_BYTES, `${linearBytes() / 2 ** 20} MB`);
    assert.equal(gl.getError(), gl.NO_ERROR);
  });
}

refused('any bytes', /ERROR: 0:\d+/, () =>
  String.fromCharCode(...Array.from({ length: 20000 }, (_, i) => (i * 7919) & 127)),
);
refused(
  'more than 1 MiB of source',
  /longer than 1 MiB/,
  () => `${HEAD}${' '.repeat(2 ** 20)}${MAIN}`,
);
refused(
  '1 MB of declarations that are one too many',
  /ERROR: .*'x'/,
  () => `${HEAD}${lines(38000, (i) => `const int c${i} = ${i};`)}\nint x;\nint x;\n${MAIN}`,
);
refused(
  '1 MB of one expression',
  /ERROR: 0:\d+/,
  () => `${HEAD}out vec4 color; void main() { color = vec4(${'1.0+'.repeat(240000)}1.0); }`,
);
refused('1 MB of mistakes', /ERROR: 0:3: /, () => `${HEAD}${'x y;\n'.repeat(200000)}${MAIN}`);
refused(
  '1 MB of names that are not declared',
  /undeclared identifier/,
  () => `${HEAD}void main() {\n${lines(55000, (i) => `n${i}a = ${i};`)}\n}`,
);
refused(
  'macros that double forty times',
  /ERROR: 0:\d+: .*macro|too many|expand/,
  () =>
    `${HEAD}${exponentialMacros('#define M0 1.0 +', 40)}out vec4 color;\nvoid main() { color = vec4(M40 1.0); }`,
);
refused(
  'function-like macros that double forty times',
  /ERROR: 0:\d+/,
  () =>
    `${HEAD}#define M0(x) x\n${lines(40, (i) => `#define M${i + 1}(x) M${i}(x + x)`)}\nfloat f = M40(1.0);\n${MAIN}`,
);
refused(
  '10,000 nested parentheses',
  /nested too deeply/,
  () => `${HEAD}float f = ${'('.repeat(10000)}1.0${')'.repeat(10000)};\n${MAIN}`,
);
refused(
  '10,000 nested braces',
  /nested too deeply/,
  () => `${HEAD}out vec4 color;\nvoid main() { ${'{'.repeat(10000)}${'}'.repeat(10000)} }`,
);
refused(
  'a name of 2,000 characters',
  /identifier has 2000 characters, at most 1024/,
  () => `${HEAD}float ${'n'.repeat(2000)};\n${MAIN}`,
);
refused(
  'structs nested beyond the limit',
  /nest/,
  () =>
    `${HEAD}struct S0 { float x; };\n${lines(20, (i) => `struct S${i + 1} { S${i} s; };`)}\n${MAIN}`,
);
refused(
  'structs that double their size forty times',
  /ERROR: 0:\d+/,
  () =>
    `${HEAD}struct S0 { float x; };\n${lines(40, (i) => `struct S${i + 1} { S${i} a, b; };`)}\nS40 s;\n${MAIN}`,
);
refused('an array of 2,147,483,647', /array size/, () => `${HEAD}float a[2147483647];\n${MAIN}`);

test('100,000 uniforms: an error within a second, at the latest when linking', (t) => {
  const gl = createContext(4, 4);
  t.after(() => gl.destroy());
  const names = Array.from({ length: 100000 }, (_, i) => `u${i}`);
  const text = `uniform vec4 ${names.join(',')};`;
  for (const use of ['', lines(2000, (i) => `color += u${i};`)]) {
    const start = process.cpuUsage();
    const program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, '#version 300 es\nvoid main() { gl_Position = vec4(0.0); }'],
      [
        gl.FRAGMENT_SHADER,
        `${HEAD}${text}\nout vec4 color;\nvoid main() { color = vec4(0.0); ${use} }`,
      ],
    ]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    const linked = gl.getProgramParameter(program, gl.LINK_STATUS);
    const { user, system } = process.cpuUsage(start);
    assert.equal(linked, use === '', gl.getProgramInfoLog(program));
    if (use) assert.match(gl.getProgramInfoLog(program), /uniform/);
    assert.ok(user + system < 1e6, `${(user + system) / 1000} ms`);
    assert.ok(linearBytes() < MOST_BYTES, `${linearBytes() / 2 ** 20} MB`);
  }
});

test('NUL bytes are invalid characters, and only the text around them counts in comments', (t) => {
  const gl = createContext(4, 4);
  t.after(() => gl.destroy());
  const shader = gl.createShader(gl.FRAGMENT_SHADER);
  gl.shaderSource(shader, `${HEAD}// \0 \n${MAIN}`);
  gl.compileShader(shader);
  assert.equal(gl.getShaderParameter(shader, gl.COMPILE_STATUS), true, gl.getShaderInfoLog(shader));
  gl.shaderSource(shader, `${HEAD}float a\0b;\n${MAIN}`);
  gl.compileShader(shader);
  assert.match(gl.getShaderInfoLog(shader), /ERROR: 0:3: '\?' : invalid character/);
});
