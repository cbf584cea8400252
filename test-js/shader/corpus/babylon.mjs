// SPDX-License-Identifier: MIT
// Babylon.js: its engine on a recorded context. Every shader of its store is made into an effect by the
// engine's own shader processing, and its materials are drawn with their features on, one by one.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * What the engine's classes define for shaders that do not stand without it: each list is a program.
 * @type {Record<string, string[]>}
 */
const DEFINES = {
  depthBoxBlur: ['OFFSET 4'],
  greasedLine: [
    'GREASED_LINE_COLOR_MODE 0;COLOR_DISTRIBUTION_TYPE_LINE 1.;COLOR_DISTRIBUTION_TYPE_SEGMENT 0.;COLOR_MODE_SET 0.;COLOR_MODE_ADD 1.;COLOR_MODE_MULTIPLY 2.',
  ],
  hdrFiltering: ['NUM_SAMPLES 64u'],
  hdrIrradianceFiltering: ['NUM_SAMPLES 64u'],
  iblDominantDirection: ['NUM_SAMPLES 32u'],
  lightProxy: ['CLUSTLIGHT_BATCH 32'],
  minmaxRedux: ['INITIAL', 'INITIAL;DEPTH_REDUX', 'INITIAL;DEPTH_REDUX;VIEW_DEPTH', 'MAIN', 'ONEBEFORELAST', 'LAST'],
  noise: ['OCTAVES 4'],
  selectionOutline: ['OUTLINELAYER_SAMPLING_TRIDIRECTIONAL', 'OUTLINELAYER_SAMPLING_OCTADIRECTIONAL'],
  spriteMap: ['LAYERS 2;MAX_ANIMATION_FRAMES 4.0', 'LAYERS 3;MAX_ANIMATION_FRAMES 4.0;FR_CW;FLIPU'],
  ssao: ['SSAO;SAMPLES 16'],
  ssao2: ['SSAO;SAMPLES 16;EPSILON 0.0001', 'BLUR;SAMPLES 16', 'BLUR;SAMPLES 16;BLUR_LEGACY', 'BLUR;SAMPLES 16;BLUR_BYPASS'],
  standard: [
    'PASS_POST_PROCESS', 'DOWN_SAMPLE_X4', 'BRIGHT_PASS', 'TEXTURE_ADDER', 'VLS;NB_STEPS 50.0', 'VLSMERGE', 'LUMINANCE',
    'LUMINANCE_DOWN_SAMPLE', 'HDR', 'LENS_FLARE', 'LENS_FLARE_COMPOSE', 'DEPTH_OF_FIELD', 'MOTION_BLUR;MAX_MOTION_SAMPLES 32.0',
  ],
  volumetricLightScattering: ['NUM_SAMPLES 50'],
}; // prettier-ignore

/** @param {import('./recorder.mjs').Recorder} recorder */
export async function collect(recorder) {
  const root = dirname(createRequire(import.meta.url).resolve('@babylonjs/core/package.json'));
  const load = (/** @type {string} */ path) => import(pathToFileURL(join(root, path)).href);
  const BABYLON = await load('index.js');
  BABYLON.Logger.LogLevels = 0; // what does not compile is told by the recorder
  const names = [];
  for (const file of readdirSync(join(root, 'Shaders'))) {
    const match = /^(\w+)\.(fragment|vertex)\.js$/.exec(file);
    if (!match) continue;
    await load(`Shaders/${file}`);
    if (match[2] === 'fragment') names.push(match[1]);
  }
  for (const file of readdirSync(join(root, 'Shaders/ShadersInclude'))) {
    if (file.endsWith('.js')) await load(`Shaders/ShadersInclude/${file}`);
  }
  Object.assign(globalThis, { navigator: { userAgent: '' } });
  const engine = new BABYLON.Engine(recorder.canvas(16, 16), false);
  linkStore(BABYLON, engine, names, recorder);
  await drawMaterials(BABYLON, engine, recorder);
}

/** @param {any} BABYLON @param {any} engine @param {string[]} names @param {import('./recorder.mjs').Recorder} recorder */
function linkStore(BABYLON, engine, names, recorder) {
  const store = BABYLON.ShaderStore.ShadersStore;
  for (const name of names) {
    for (const list of DEFINES[name] ?? ['']) {
      recorder.current = list === '' ? name : `${name} ${list}`;
      const vertex = store[`${name}VertexShader`] ? name : 'postprocess';
      const defines =
        list &&
        list
          .split(';')
          .map((each) => `#define ${each}\n`)
          .join('');
      const arrays = { attributes: [], uniformsNames: [], uniformBuffersNames: [], samplers: [] };
      engine.createEffect({ vertex, fragment: name }, { ...arrays, defines, onError() {} }, engine);
    }
  }
}

/** @param {any} BABYLON @param {any} engine @param {import('./recorder.mjs').Recorder} recorder */
async function drawMaterials(BABYLON, engine, recorder) {
  engine.getCaps().parallelShaderCompile = undefined; // at once, not from a timer
  const scene = new BABYLON.Scene(engine);
  const camera = new BABYLON.FreeCamera('camera', new BABYLON.Vector3(0, 0, -4), scene);
  camera.setTarget(BABYLON.Vector3.Zero());
  const mesh = BABYLON.CreateSphere('mesh', { segments: 2 }, scene);
  const pixels = new Uint8Array(64).fill(128);
  const texture = BABYLON.RawTexture.CreateRGBATexture(pixels, 4, 4, scene, false);
  // The engine's own look-up tables are PNGs, which want a browser to decode them.
  engine.createTexture = () => texture.getInternalTexture();
  const faces = Array.from({ length: 6 }, () => pixels);
  const cube = new BABYLON.RawCubeTexture(scene, faces, 4);
  const draw = async (/** @type {string} */ name, /** @type {any} */ material) => {
    recorder.current = name;
    mesh.material = material;
    // Shaders are loaded by dynamic imports, even where they are there already.
    for (let turn = 0; turn < 30; turn++) {
      scene.render();
      if (material.isReadyForSubMesh(mesh, mesh.subMeshes[0])) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (!material.isReadyForSubMesh(mesh, mesh.subMeshes[0]))
      console.warn(`babylon: ${name} is never ready`);
    material.dispose();
  };
  const lights = {
    hemispheric: () => new BABYLON.HemisphericLight('light', new BABYLON.Vector3(0, 1, 0), scene),
    directional: () => new BABYLON.DirectionalLight('light', new BABYLON.Vector3(0, -1, 1), scene),
    point: () => new BABYLON.PointLight('light', new BABYLON.Vector3(1, 2, -3), scene),
    spot: () => new BABYLON.SpotLight('light', new BABYLON.Vector3(1, 2, -3), new BABYLON.Vector3(0, -1, 1), 1, 2, scene),
  }; // prettier-ignore
  const kinds = ['StandardMaterial', 'PBRMaterial', 'BackgroundMaterial', 'OpenPBRMaterial'];
  for (const [light, make] of Object.entries(lights)) {
    const made = make();
    for (const kind of kinds)
      await draw(`${kind}, ${light} light`, new BABYLON[kind]('material', scene));
    if (light !== 'hemispheric') {
      for (const filter of [0, 1, 2, 3, 4, 6, 7]) {
        const shadows = new BABYLON.ShadowGenerator(16, made);
        shadows.filter = filter;
        shadows.addShadowCaster(mesh);
        mesh.receiveShadows = true;
        for (const kind of kinds)
          await draw(`${kind}, ${light} shadow ${filter}`, new BABYLON[kind]('material', scene));
        shadows.dispose();
      }
    }
    made.dispose();
  }
  lights.point();
  lights.hemispheric();
  for (const [kind, features] of Object.entries(featuresOf(BABYLON, texture, cube))) {
    for (const [name, set] of Object.entries(features)) {
      const material = new BABYLON[kind]('material', scene);
      set(material);
      await draw(`${kind} ${name}`, material);
    }
  }
  for (const fogMode of [1, 2, 3]) {
    scene.fogMode = fogMode;
    for (const kind of kinds)
      await draw(`${kind} fog ${fogMode}`, new BABYLON[kind]('material', scene));
  }
}

/** @param {any} BABYLON @param {any} texture @param {any} cube @returns {Record<string, Record<string, (material: any) => void>>} */
function featuresOf(BABYLON, texture, cube) {
  const assign = (/** @type {any} */ properties) => (/** @type {any} */ material) => {
    for (const [key, value] of Object.entries(properties)) {
      const path = key.split('.');
      const last = /** @type {string} */ (path.pop());
      path.reduce((at, each) => at[each], material)[last] = value;
    }
  };
  const grey = new BABYLON.Color3(0.5, 0.5, 0.5);
  const both = {
    bump: assign({ bumpTexture: texture, twoSidedLighting: true, backFaceCulling: false }),
    parallax: assign({ bumpTexture: texture, useParallax: true, useParallaxOcclusion: true }),
    lightmap: assign({ lightmapTexture: texture, useLightmapAsShadowmap: true }),
    reflection: assign({ reflectionTexture: cube }),
    refraction: assign({ refractionTexture: cube }),
    opacity: assign({ opacityTexture: texture, alpha: 0.5 }),
    unlit: assign({ disableLighting: true, unlit: true }),
    logDepth: assign({ useLogarithmicDepth: true }),
    detail: assign({ 'detailMap.texture': texture, 'detailMap.isEnabled': true }),
    wireframe: assign({ wireframe: true, pointsCloud: false }),
  };
  return {
    StandardMaterial: {
      ...both,
      textures: assign({ diffuseTexture: texture, ambientTexture: texture, emissiveTexture: texture, specularTexture: texture }),
      fresnel: assign({ diffuseFresnelParameters: new BABYLON.FresnelParameters(), reflectionTexture: cube,
        reflectionFresnelParameters: new BABYLON.FresnelParameters(), emissiveFresnelParameters: new BABYLON.FresnelParameters() }),
      glossiness: assign({ specularTexture: texture, useGlossinessFromSpecularMapAlpha: true, useSpecularOverAlpha: true }),
    },
    PBRMaterial: {
      ...both,
      metallic: assign({ albedoTexture: texture, metallicTexture: texture, metallic: 0.5, roughness: 0.5, ambientTexture: texture }),
      specularGlossiness: assign({ reflectivityTexture: texture, microSurfaceTexture: texture, useMicroSurfaceFromReflectivityMapAlpha: true }),
      clearCoat: assign({ 'clearCoat.isEnabled': true, 'clearCoat.texture': texture, 'clearCoat.bumpTexture': texture, 'clearCoat.isTintEnabled': true }),
      anisotropy: assign({ 'anisotropy.isEnabled': true, 'anisotropy.texture': texture, reflectionTexture: cube }),
      sheen: assign({ 'sheen.isEnabled': true, 'sheen.texture': texture, 'sheen.roughness': 0.5 }),
      iridescence: assign({ 'iridescence.isEnabled': true, 'iridescence.texture': texture }),
      subSurface: assign({ 'subSurface.isTranslucencyEnabled': true, 'subSurface.isRefractionEnabled': true, 'subSurface.refractionTexture': cube,
        'subSurface.thicknessTexture': texture, 'subSurface.isDispersionEnabled': true }),
      alphaTest: assign({ albedoTexture: texture, transparencyMode: 1, useAlphaFromAlbedoTexture: true }),
      emissive: assign({ emissiveTexture: texture, emissiveColor: grey, useEmissiveAsIllumination: true }),
      realTimeFiltering: assign({ realTimeFiltering: true, reflectionTexture: cube }),
    },
    BackgroundMaterial: {
      textures: assign({ diffuseTexture: texture, reflectionTexture: cube, opacityFresnel: true, useRGBColor: false, primaryColor: grey }),
    },
    OpenPBRMaterial: {
      textures: assign({ baseColorTexture: texture, baseMetalness: 0.5, specularRoughnessTexture: texture, coatWeight: 0.5, fuzzWeight: 0.5 }),
    },
  }; // prettier-ignore
}
