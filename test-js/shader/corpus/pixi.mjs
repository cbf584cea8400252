// SPDX-License-Identifier: MIT
// PixiJS: its own renderer on a recorded context, of both versions, given every shader and filter that
// the package exports.

/** @param {import('./recorder.mjs').Recorder} recorder @returns {any} what PixiJS asks its platform for */
function adapter(recorder) {
  return {
    createCanvas: (/** @type {number} */ w, /** @type {number} */ h) => recorder.canvas(w, h),
    createImage: () => ({}),
    getCanvasRenderingContext2D: () => class {},
    getWebGLRenderingContext: () => class {},
    getNavigator: () => ({ userAgent: '', gpu: null }),
    getBaseUrl: () => 'http://localhost/',
    getFontFaceSet: () => null,
    fetch,
    parseXML: () => null,
  };
}

/** @param {import('./recorder.mjs').Recorder} recorder */
export async function collect(recorder) {
  Object.assign(globalThis, {
    self: globalThis,
    navigator: { userAgent: '', platform: '' },
    requestAnimationFrame: () => 0,
    cancelAnimationFrame() {},
  });
  const PIXI = /** @type {any} */ (await import('pixi.js'));
  await import('pixi.js/advanced-blend-modes');
  PIXI.DOMAdapter.set(adapter(recorder));
  for (const preferWebGLVersion of [1, 2]) {
    recorder.current = `renderer of WebGL ${preferWebGLVersion}`;
    const renderer = new PIXI.WebGLRenderer();
    await renderer.init({
      canvas: recorder.canvas(16, 16), width: 16, height: 16, preferWebGLVersion,
      useBackBuffer: preferWebGLVersion === 2, skipExtensionImports: true,
    }); // prettier-ignore
    const bind = (/** @type {string} */ name, /** @type {any} */ shader) => {
      recorder.current = `${name} of WebGL ${preferWebGLVersion}`;
      renderer.shader.bind(shader, true);
    };
    for (const [name, make] of Object.entries(shadersOf(PIXI))) {
      bind(name, make(renderer));
    }
    if (preferWebGLVersion === 2) drawAll(PIXI, renderer, recorder);
  }
}

/** @param {any} PIXI @returns {Record<string, (renderer: any) => any>} */
function shadersOf(PIXI) {
  const sprite = () => new PIXI.Sprite(PIXI.Texture.WHITE);
  /** @type {Record<string, (renderer: any) => any>} */
  const shaders = {
    DefaultShader: (renderer) => new PIXI.DefaultShader(renderer.limits.maxBatchableTextures),
    SdfShader: (renderer) => new PIXI.SdfShader(renderer.limits.maxBatchableTextures),
    TilingSpriteShader: () => new PIXI.TilingSpriteShader(),
    ParticleShader: () => new PIXI.ParticleShader(),
    AlphaFilter: () => new PIXI.AlphaFilter(),
    ColorMatrixFilter: () => new PIXI.ColorMatrixFilter(),
    DisplacementFilter: () => new PIXI.DisplacementFilter({ sprite: sprite() }),
    NoiseFilter: () => new PIXI.NoiseFilter(),
    MaskFilter: () => new PIXI.MaskFilter({ sprite: sprite() }),
  };
  for (const size of [5, 7, 9, 11, 13, 15]) {
    shaders[`BlurFilter ${size}`] = () => new PIXI.BlurFilter({ kernelSize: size }).blurXFilter;
    shaders[`BlurFilter ${size} y`] = () => new PIXI.BlurFilter({ kernelSize: size }).blurYFilter;
  }
  for (const name of Object.keys(PIXI).filter((each) => /^[A-Z]\w+Blend$/.test(each))) {
    shaders[name] = () => new PIXI[name]();
  }
  return shaders;
}

/** What makes its programs only in use. @param {any} PIXI @param {any} renderer @param {import('./recorder.mjs').Recorder} recorder */
function drawAll(PIXI, renderer, recorder) {
  const stage = new PIXI.Container();
  const geometry = new PIXI.MeshGeometry({
    positions: new Float32Array([0, 0, 8, 0, 8, 8]),
    uvs: new Float32Array([0, 0, 1, 0, 1, 1]),
    indices: new Uint32Array([0, 1, 2]),
  });
  stage.addChild(
    new PIXI.Sprite(PIXI.Texture.WHITE),
    new PIXI.Graphics()
      .rect(0, 0, 4, 4)
      .fill(0xff0000)
      .circle(4, 4, 3)
      .stroke({ width: 1, color: 0xff }),
    new PIXI.Mesh({ geometry, texture: PIXI.Texture.WHITE }),
    new PIXI.TilingSprite({ texture: PIXI.Texture.WHITE, width: 8, height: 8 }),
  );
  const particles = new PIXI.ParticleContainer({
    dynamicProperties: { position: true, rotation: true, color: true },
  });
  particles.addParticle(new PIXI.Particle(PIXI.Texture.WHITE));
  stage.addChild(particles);
  // Geometry with more vertices than are batched.
  const big = new PIXI.GraphicsContext().rect(0, 0, 4, 4).fill(0xff0000);
  big.batchMode = 'no-batch';
  stage.addChild(new PIXI.Graphics(big));
  const unbatched = new PIXI.Mesh({ geometry: geometry, texture: PIXI.Texture.WHITE });
  geometry.batchMode = 'no-batch';
  stage.addChild(unbatched);
  recorder.current = 'scene';
  renderer.render(stage);
}
