// SPDX-License-Identifier: MIT
// PlayCanvas: its engine on a recorded context renders its standard material with one feature after the
// other under every kind of light, and its own sky, particles, sprites and full-screen passes.

/** @param {import('./recorder.mjs').Recorder} recorder */
export async function collect(recorder) {
  const canvas = recorder.canvas(16, 16);
  Object.assign(globalThis, {
    window: globalThis, self: globalThis, navigator: { userAgent: '', maxTouchPoints: 0 }, screen: {},
    document: Object.assign(new EventTarget(), { createElement: () => recorder.canvas(4, 4), body: {} }),
    requestAnimationFrame: () => 0, cancelAnimationFrame() {}, devicePixelRatio: 1,
    HTMLCanvasElement: class {}, HTMLImageElement: class {}, HTMLVideoElement: class {}, ImageBitmap: class {},
    addEventListener() {}, removeEventListener() {}, location: { search: '', href: 'http://localhost/' },
  }); // prettier-ignore
  const pc = /** @type {any} */ (await import('playcanvas'));
  const gl = canvas.getContext('webgl2', { antialias: false });
  const device = new pc.WebglGraphicsDevice(canvas, { gl });
  const app = new pc.AppBase(canvas);
  const options = new pc.AppOptions();
  options.graphicsDevice = device;
  options.componentSystems = [
    pc.RenderComponentSystem, pc.CameraComponentSystem, pc.LightComponentSystem,
    pc.ParticleSystemComponentSystem, pc.SpriteComponentSystem, pc.ElementComponentSystem, pc.ScreenComponentSystem,
  ]; // prettier-ignore
  app.init(options);
  app.start();
  const camera = new pc.Entity();
  camera.addComponent('camera', { clearColor: new pc.Color(0.2, 0.4, 0.6) });
  camera.translate(0, 0, 4);
  app.root.addChild(camera);
  const frame = (/** @type {string} */ name) => {
    recorder.current = name;
    app.tick(performance.now());
    app.tick(performance.now());
  };

  const texture = new pc.Texture(device, { width: 4, height: 4, name: 'grey' });
  const cubemap = new pc.Texture(device, { width: 4, height: 4, cubemap: true });
  const entity = new pc.Entity();
  entity.addComponent('render', { type: 'box', castShadows: true, receiveShadows: true });
  app.root.addChild(entity);
  const draw = (/** @type {string} */ name, /** @type {Record<string, any>} */ properties = {}) => {
    const material = Object.assign(new pc.StandardMaterial(), properties);
    material.update();
    entity.render.meshInstances[0].material = material;
    frame(name);
  };
  for (const [name, properties] of Object.entries(featuresOf(pc, texture, cubemap)))
    draw(name, properties);

  const everything = {
    diffuseMap: texture,
    normalMap: texture,
    useMetalness: true,
    metalness: 0.5,
    gloss: 0.5,
  };
  for (const clustered of [true, false]) {
    app.scene.clusteredLightingEnabled = clustered;
    for (const type of ['directional', 'omni', 'spot']) {
      for (const [name, options] of Object.entries(lightsOf(pc, texture, cubemap, type))) {
        const light = new pc.Entity();
        light.addComponent('light', { type, ...options });
        light.translate(1, 2, 3);
        app.root.addChild(light);
        draw(`${type} ${name}${clustered ? ', clustered' : ''}`, everything);
        light.destroy();
      }
    }
  }
  app.scene.fog.type = pc.FOG_LINEAR;
  draw('linear fog');
  app.scene.fog.type = pc.FOG_EXP2;
  draw('exp2 fog');
  for (const toneMapping of [6, 5, 4, 3, 2, 1, 0]) {
    camera.camera.toneMapping = toneMapping;
    draw(`tone mapping ${toneMapping}`);
  }
  app.scene.skybox = cubemap;
  draw('skybox', everything);
  app.scene.envAtlas = texture;
  for (const type of [pc.SKYTYPE_INFINITE, pc.SKYTYPE_BOX, pc.SKYTYPE_DOME]) {
    app.scene.sky.type = type;
    draw(`sky ${type}`, everything);
  }
  drawSystems(pc, app, texture, frame);
  useTools(pc, app, cubemap, texture, frame);
}

/** @param {any} pc @param {any} texture @param {any} cubemap @returns {Record<string, any>} */
function featuresOf(pc, texture, cubemap) {
  const half = new pc.Color(0.5, 0.5, 0.5);
  /** @type {Record<string, any>} */
  const features = {
    plain: {},
    unlit: { useLighting: false, emissiveMap: texture },
    noSkybox: { useSkybox: false, useFog: false, useTonemap: false },
    metal: { useMetalness: true, metalness: 0.7, metalnessMap: texture, glossMap: texture },
    clearCoat: { clearCoat: 0.5, clearCoatMap: texture, clearCoatGlossMap: texture, clearCoatNormalMap: texture },
    sheen: { useSheen: true, sheen: half, sheenMap: texture, sheenGlossMap: texture },
    refraction: { refraction: 0.5, thickness: 0.3, useDynamicRefraction: true, dispersion: 0.2, blendType: pc.BLEND_NORMAL },
    iridescence: { useIridescence: true, iridescence: 0.5, iridescenceMap: texture, useMetalness: true },
    anisotropy: { enableGGXSpecular: true, anisotropyIntensity: 0.6, anisotropyMap: texture, useMetalness: true },
    parallax: { heightMap: texture, heightMapFactor: 0.5, normalMap: texture },
    alphaTest: { opacityMap: texture, alphaTest: 0.3 },
    alphaToCoverage: { opacityMap: texture, alphaTest: 0.3, alphaToCoverage: true },
    blended: { opacity: 0.5, blendType: pc.BLEND_NORMAL, opacityFadesSpecular: false },
    premultiplied: { opacity: 0.5, blendType: pc.BLEND_PREMULTIPLIED },
    twoSided: { twoSidedLighting: true, cull: pc.CULLFACE_NONE },
    flatShading: { flatShading: true },
    shadowCatcher: { shadowCatcher: true },
    sphereMap: { sphereMap: texture },
    cubeMap: { cubeMap: cubemap },
    projectedCubeMap: { cubeMap: cubemap, cubeMapProjection: 1, cubeMapProjectionBox: new pc.BoundingBox() },
    envAtlas: { envAtlas: texture, useMetalness: true },
    vertexColors: { diffuseVertexColor: true, emissiveVertexColor: true, opacityVertexColor: true, aoVertexColor: true },
    lightMap: { lightMap: texture, lightVertexColor: true },
    lightMapDirectional: { lightMap: texture, dirLightMap: texture },
  }; // prettier-ignore
  for (const occludeSpecular of [0, 1, 2]) {
    features[`occlusion ${occludeSpecular}`] = {
      aoMap: texture,
      occludeSpecular,
      aoDetailMap: texture,
    };
  }
  for (const opacityDither of ['bayer8', 'bluenoise', 'ignnoise']) {
    features[`dither ${opacityDither}`] = {
      opacity: 0.5,
      opacityDither,
      opacityShadowDither: opacityDither,
    };
  }
  for (const diffuseDetailMode of ['add', 'mul', 'screen', 'overlay', 'min', 'max']) {
    features[`detail ${diffuseDetailMode}`] = {
      diffuseMap: texture, diffuseDetailMap: texture, diffuseDetailMode, normalMap: texture, normalDetailMap: texture,
    }; // prettier-ignore
  }
  for (const fresnelModel of [pc.FRESNEL_NONE, pc.FRESNEL_SCHLICK]) {
    features[`fresnel ${fresnelModel}`] = {
      fresnelModel,
      specularMap: texture,
      specularityFactorMap: texture,
    };
  }
  return features;
}

/** @param {any} pc @param {any} cookie @param {any} cubemap @param {string} type @returns {Record<string, any>} */
function lightsOf(pc, cookie, cubemap, type) {
  /** @type {Record<string, any>} */
  const lights = { plain: {}, specularOff: { affectSpecularity: false } };
  if (type !== 'directional') {
    lights.cookie = { cookie: type === 'omni' ? cubemap : cookie, cookieChannel: 'rgb' };
    lights.inverseSquared = { falloffMode: pc.LIGHTFALLOFF_INVERSESQUARED };
    for (const shape of ['RECT', 'DISK', 'SPHERE'])
      lights[shape] = { shape: pc[`LIGHTSHAPE_${shape}`] };
  }
  for (const shadow of [
    'PCF1_16F',
    'PCF3_16F',
    'PCF1_32F',
    'PCF3_32F',
    'PCF5_32F',
    'VSM_16F',
    'VSM_32F',
    'PCSS_32F',
  ]) {
    const shadowType = pc[`SHADOW_${shadow}`];
    lights[`shadow ${shadow}`] = { castShadows: true, shadowType, shadowResolution: 8 };
  }
  if (type === 'directional')
    lights.cascades = { castShadows: true, numCascades: 4, shadowResolution: 16 };
  return lights;
}

/** Particles, sprites, text-like elements. @param {any} pc @param {any} app @param {any} texture @param {(name: string) => void} frame */
function drawSystems(pc, app, texture, frame) {
  for (const options of [
    {}, { lighting: true }, { depthSoftening: 0.5 }, { stretch: 0.5, alignToMotion: true }, { localSpace: true },
    { colorMap: texture, normalMap: texture, lighting: true, halfLambert: true }, { sort: 1 }, { animTilesX: 2, animNumFrames: 4, animLoop: true },
    { emitterShape: pc.EMITTERSHAPE_SPHERE, loop: true, wrap: true, wrapBounds: new pc.Vec3(1, 1, 1) },
    { orientation: pc.PARTICLEORIENTATION_WORLD }, { blendType: pc.BLEND_MULTIPLICATIVE },
  ]) {
    const entity = new pc.Entity();
    entity.addComponent('particlesystem', { numParticles: 4, lifetime: 1, rate: 0.1, autoPlay: true, ...options });
    app.root.addChild(entity);
    frame(`particles ${Object.keys(options)}`);
    frame(`particles ${Object.keys(options)}`);
    entity.destroy();
  } // prettier-ignore
}

/** Programs of the engine's tools. @param {any} pc @param {any} app @param {any} cubemap @param {any} texture @param {(name: string) => void} frame */
function useTools(pc, app, cubemap, texture, frame) {
  app.drawLine(new pc.Vec3(0, 0, 0), new pc.Vec3(1, 1, 1), new pc.Color(1, 0, 0));
  frame('immediate line');
  for (const source of [cubemap, texture]) {
    for (const distribution of ['ggx', 'lambert', 'phong', 'none']) {
      for (const projection of ['equirect', 'octahedral', 'none']) {
        const target = new pc.Texture(app.graphicsDevice, { width: 8, height: 8, projection });
        pc.reprojectTexture(source, target, { numSamples: 4, distribution, specularPower: 32 });
      }
    }
  }
  pc.EnvLighting.generateAtlas(cubemap, {
    size: 16,
    numReflectionSamples: 4,
    numAmbientSamples: 4,
  });
}
