// SPDX-License-Identifier: MIT
// luma.gl and deck.gl: every shader module that @luma.gl/shadertools and @deck.gl/core export, and every
// layer of @deck.gl/layers, put together by shadertools' assembler as the packages do it.

const platformInfo = {
  type: 'webgl',
  gpu: 'unknown',
  shaderLanguage: 'glsl',
  shaderLanguageVersion: 300,
  features: new Set(),
};

const vs = `#version 300 es
in vec4 positions;
void main() { gl_Position = positions; }`;
const fs = `#version 300 es
precision highp float;
precision highp int;
out vec4 fragColor;
void main() { fragColor = vec4(1.0); }`;

/** @param {import('./recorder.mjs').Recorder} recorder */
export async function collect(recorder) {
  const shadertools = await import('@luma.gl/shadertools');
  const core = await import('@deck.gl/core');
  const layers = await import('@deck.gl/layers');
  // What deck.gl's LayerManager gives every layer; not exported by name.
  const shaderlib = new URL('./shaderlib/index.js', import.meta.resolve('@deck.gl/core'));
  const { layerUniforms } = await import(shaderlib.href);
  const gl = recorder.context();

  const plain = new shadertools.GLSLShaderAssembler();
  const link = (
    /** @type {any} */ assembler,
    /** @type {string} */ name,
    /** @type {any} */ shaders,
  ) => {
    const assembled = assembler.assembleGLSLShaderPair({ platformInfo, id: name, ...shaders });
    recorder.link(gl, name, assembled.vs, assembled.fs);
  };
  for (const [name, module] of Object.entries(/** @type {any} */ (shadertools))) {
    if (typeof module !== 'object' || !(module.vs || module.fs)) continue;
    link(plain, `module ${name}`, { vs, fs, modules: [module] });
  }
  const deck = core.getShaderAssembler('glsl');
  for (const [name, module] of Object.entries(/** @type {any} */ (core))) {
    if (typeof module !== 'object' || !(module.vs || module.fs)) continue;
    link(deck, `deck module ${name}`, { vs, fs, modules: [module] });
  }
  for (const [name, Layer] of Object.entries(/** @type {any} */ (layers))) {
    const layer = new Layer({ id: name, data: [] });
    if (typeof layer.getShaders !== 'function' || layer.isComposite) continue;
    layer.context = {
      defaultShaderModules: [layerUniforms],
      device: { type: 'webgl', features: new Set() },
    };
    for (const modules of [[], [core.shadow]]) {
      const shaders = layer.getShaders();
      link(deck, `${name}${modules.length > 0 ? ' with shadow' : ''}`, {
        ...shaders,
        modules: [...shaders.modules, ...modules],
      });
    }
  }
}
