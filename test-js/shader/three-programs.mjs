// SPDX-License-Identifier: MIT
// Every kind of program that three.js' built-in materials generate: its own renderer draws small scenes
// on a context of ours whose sources are written down as they are handed over.

/** @param {any} THREE @param {number} [size] */
function texture(THREE, size = 4, properties = {}) {
  const data = new Uint8Array(size * size * 4).map((_, i) => (i * 37) & 255);
  const made = new THREE.DataTexture(data, size, size);
  return Object.assign(made, { needsUpdate: true }, properties);
}

/** @param {any} THREE */
function cubeTexture(THREE, properties = {}) {
  const faces = Array.from({ length: 6 }, () => texture(THREE));
  return Object.assign(new THREE.CubeTexture(faces), { needsUpdate: true }, properties);
}

/** @param {any} THREE */
function geometry(THREE) {
  const made = new THREE.PlaneGeometry(2, 2, 2, 2);
  const count = made.attributes.position.count;
  made.setAttribute('uv1', made.attributes.uv);
  made.setAttribute(
    'color',
    new THREE.Float32BufferAttribute(new Float32Array(count * 4).fill(0.5), 4),
  );
  made.setAttribute(
    'tangent',
    new THREE.Float32BufferAttribute(new Float32Array(count * 4).fill(1), 4),
  );
  return made;
}

/** @param {any} THREE */
function skinned(THREE, material) {
  const shape = geometry(THREE);
  const count = shape.attributes.position.count;
  shape.setAttribute('skinIndex', new THREE.Uint16BufferAttribute(new Uint16Array(count * 4), 4));
  shape.setAttribute(
    'skinWeight',
    new THREE.Float32BufferAttribute(new Float32Array(count * 4).fill(0.25), 4),
  );
  const bones = [new THREE.Bone(), new THREE.Bone()];
  const mesh = new THREE.SkinnedMesh(shape, material);
  mesh.add(...bones);
  mesh.bind(new THREE.Skeleton(bones));
  return mesh;
}

/** @param {any} THREE */
function morphed(THREE, material) {
  const shape = geometry(THREE);
  for (const name of ['position', 'normal', 'color']) {
    shape.morphAttributes[name] = [shape.attributes[name].clone(), shape.attributes[name].clone()];
  }
  const mesh = new THREE.Mesh(shape, material);
  mesh.updateMorphTargets();
  mesh.morphTargetInfluences.fill(0.3);
  return mesh;
}

/** @param {any} THREE */
function instanced(THREE, material) {
  const mesh = new THREE.InstancedMesh(geometry(THREE), material, 3);
  for (let i = 0; i < 3; i++) {
    mesh.setMatrixAt(i, new THREE.Matrix4().makeTranslation(i * 0.2, 0, 0));
    mesh.setColorAt(i, new THREE.Color(i / 3, 0.5, 1));
  }
  return mesh;
}

/** @param {any} THREE */
function batched(THREE, material) {
  const mesh = new THREE.BatchedMesh(4, 64, 128, material);
  const id = mesh.addGeometry(geometry(THREE));
  for (let i = 0; i < 3; i++) {
    const instance = mesh.addInstance(id);
    mesh.setMatrixAt(instance, new THREE.Matrix4());
    mesh.setColorAt(instance, new THREE.Color(i / 3, 0.5, 1));
  }
  return mesh;
}

/** Lights by name; those with a shadow cast it. @param {any} THREE @returns {Record<string, () => any>} */
function lightsOf(THREE) {
  const shadow = (/** @type {any} */ light) => {
    light.castShadow = true;
    light.shadow.mapSize.set(8, 8);
    light.position.set(1, 2, 3);
    return light;
  };
  return {
    ambient: () => new THREE.AmbientLight(0xffffff, 0.3),
    hemisphere: () => new THREE.HemisphereLight(0xffffff, 0x333333, 0.5),
    directional: () => new THREE.DirectionalLight(0xffffff, 1),
    directionalShadow: () => shadow(new THREE.DirectionalLight(0xffffff, 1)),
    point: () => new THREE.PointLight(0xffffff, 3),
    pointShadow: () => shadow(new THREE.PointLight(0xffffff, 3)),
    spot: () => new THREE.SpotLight(0xffffff, 3),
    spotShadow: () => shadow(new THREE.SpotLight(0xffffff, 3)),
    spotMap: () => Object.assign(shadow(new THREE.SpotLight(0xffffff, 3)), { map: texture(THREE) }),
    rectArea: () => new THREE.RectAreaLight(0xffffff, 3, 1, 1),
    probe: () => new THREE.LightProbe(undefined, 1),
  };
}

/** What is set on a material, where it has the property. @param {any} THREE */
function variantsOf(THREE) {
  const map = () => texture(THREE);
  const plane = () => new THREE.Plane(new THREE.Vector3(0, 1, 0), 0.2);
  return {
    plain: {},
    flatShading: { flatShading: true, wireframe: false },
    doubleSide: {
      side: THREE.DoubleSide,
      transparent: true,
      opacity: 0.5,
      premultipliedAlpha: true,
    },
    vertexColors: { vertexColors: true },
    alpha: { map: map(), alphaMap: map(), alphaTest: 0.2 },
    alphaHash: { map: map(), alphaHash: true },
    alphaToCoverage: { map: map(), alphaTest: 0.5, alphaToCoverage: true },
    normalMap: { normalMap: map(), vertexTangents: true, side: THREE.DoubleSide },
    normalMapObject: { normalMap: map(), normalMapType: THREE.ObjectSpaceNormalMap },
    bumpMap: { bumpMap: map(), displacementMap: map() },
    baked: {
      map: map(),
      aoMap: map(),
      lightMap: texture(THREE, 4, { channel: 1 }),
      emissiveMap: map(),
      emissive: new THREE.Color(1, 1, 1),
      specularMap: map(),
      roughnessMap: map(),
      metalnessMap: map(),
      gradientMap: map(),
      matcap: map(),
      dithering: true,
    },
    reflection: { envMap: cubeTexture(THREE) },
    refraction: { envMap: cubeTexture(THREE, { mapping: THREE.CubeRefractionMapping }) },
    clippingUnion: { clippingPlanes: [plane(), plane()] },
    clippingIntersection: {
      clippingPlanes: [plane(), plane()],
      clipIntersection: true,
      clipShadows: true,
    },
  };
}

/** MeshPhysicalMaterial's features. @param {any} THREE */
function physicalOf(THREE) {
  const map = () => texture(THREE);
  return {
    clearcoat: {
      clearcoat: 0.7,
      clearcoatMap: map(),
      clearcoatNormalMap: map(),
      clearcoatRoughnessMap: map(),
    },
    clearcoatPlain: { clearcoat: 0.7 },
    sheen: { sheen: 0.6, sheenColorMap: map(), sheenRoughnessMap: map() },
    iridescence: { iridescence: 0.8, iridescenceMap: map(), iridescenceThicknessMap: map() },
    anisotropy: { anisotropy: 0.8, anisotropyMap: map() },
    transmission: { transmission: 0.8, thickness: 1, transmissionMap: map(), thicknessMap: map() },
    dispersion: { transmission: 0.8, thickness: 1, dispersion: 2 },
    specular: { specularIntensityMap: map(), specularColorMap: map() },
  };
}

/**
 * Draws until every kind of program has been linked.
 * @param {any} THREE
 * @param {(width: number, height: number) => any} createCanvas
 * @returns {Array<{ name: string, vertex: string, fragment: string }>} distinct programs, in order; the
 *   name is that of the case that first needed it
 */
export function collectPrograms(THREE, createCanvas) {
  /** @type {Map<string, { name: string, vertex: string, fragment: string }>} */
  const programs = new Map();
  let current = '';
  const makeRenderer = (/** @type {any} */ options = {}) => {
    const canvas = createCanvas(8, 8);
    const gl = canvas.getContext('webgl2', { antialias: false });
    const sources = new Map();
    const shaders = new Map();
    const { shaderSource, attachShader, linkProgram } = gl;
    Object.assign(gl, {
      shaderSource(/** @type {any} */ shader, /** @type {string} */ source) {
        sources.set(shader, source);
        shaderSource.call(gl, shader, source);
      },
      attachShader(/** @type {any} */ program, /** @type {any} */ shader) {
        const vertex = gl.getShaderParameter(shader, gl.SHADER_TYPE) === gl.VERTEX_SHADER;
        shaders.set(program, {
          ...shaders.get(program),
          [vertex ? 'vertex' : 'fragment']: sources.get(shader),
        });
        attachShader.call(gl, program, shader);
      },
      linkProgram(/** @type {any} */ program) {
        const { vertex, fragment } = shaders.get(program);
        const key = `${vertex}\0${fragment}`;
        if (!programs.has(key)) programs.set(key, { name: current, vertex, fragment });
        linkProgram.call(gl, program);
      },
    });
    const renderer = new THREE.WebGLRenderer({ canvas, context: gl, antialias: false, ...options });
    renderer.shadowMap.enabled = true;
    renderer.localClippingEnabled = true;
    return renderer;
  };

  const camera = new THREE.PerspectiveCamera(60, 1, 0.1, 20);
  camera.position.set(0.3, 0.4, 2);
  camera.lookAt(0, 0, 0);
  const lights = lightsOf(THREE);
  const usual = ['ambient', 'directionalShadow'];
  let renderer = makeRenderer();

  /** @param {string} name @param {any} object @param {{ lights?: string[], fog?: any, background?: any, environment?: any }} [options] */
  const draw = (name, object, options = {}) => {
    current = name;
    const scene = new THREE.Scene();
    scene.fog = options.fog ?? null;
    scene.background = options.background ?? null;
    scene.environment = options.environment ?? null;
    for (const light of options.lights ?? usual) scene.add(lights[light]());
    if (object) {
      object.castShadow = object.receiveShadow = object.isMesh === true;
      scene.add(object);
    }
    renderer.render(scene, camera);
  };
  const make = (/** @type {string} */ type, properties = {}) => {
    const material = new THREE[type]();
    for (const [key, value] of Object.entries(properties))
      if (key in material) material[key] = value;
    return material;
  };
  const mesh = (/** @type {any} */ material) => new THREE.Mesh(geometry(THREE), material);

  const surfaces = [
    'MeshBasicMaterial',
    'MeshLambertMaterial',
    'MeshPhongMaterial',
    'MeshToonMaterial',
    'MeshMatcapMaterial',
    'MeshNormalMaterial',
    'MeshStandardMaterial',
    'MeshPhysicalMaterial',
    'MeshDepthMaterial',
    'ShadowMaterial',
  ];
  for (const type of surfaces) {
    for (const [name, properties] of Object.entries(variantsOf(THREE))) {
      draw(`${type} ${name}`, mesh(make(type, properties)));
    }
    draw(`${type} linear fog`, mesh(make(type)), { fog: new THREE.Fog(0x808080, 1, 10) });
    draw(`${type} exp2 fog`, mesh(make(type)), { fog: new THREE.FogExp2(0x808080, 0.1) });
    for (const [name, build] of Object.entries({ instanced, batched, skinned, morphed })) {
      draw(`${type} ${name}`, build(THREE, make(type, { vertexColors: name === 'morphed' })));
    }
  }
  // What casts shadows: MeshDistanceMaterial is three.js' own, for point lights.
  const casters = { lights: ['pointShadow', 'spotShadow'] };
  for (const [name, properties] of Object.entries(variantsOf(THREE))) {
    draw(`caster ${name}`, mesh(make('MeshLambertMaterial', properties)), casters);
  }
  for (const [name, build] of Object.entries({ instanced, batched, skinned, morphed })) {
    draw(`caster ${name}`, build(THREE, make('MeshLambertMaterial')), casters);
  }

  for (const type of [
    'MeshLambertMaterial',
    'MeshPhongMaterial',
    'MeshToonMaterial',
    'MeshStandardMaterial',
  ]) {
    for (const light of Object.keys(lights))
      draw(`${type} ${light}`, mesh(make(type)), { lights: [light] });
    draw(`${type} all lights`, mesh(make(type)), { lights: Object.keys(lights) });
  }
  for (const shadows of ['BasicShadowMap', 'PCFShadowMap', 'VSMShadowMap']) {
    renderer.shadowMap.type = THREE[shadows];
    for (const light of ['directionalShadow', 'spotShadow', 'pointShadow']) {
      if (shadows === 'VSMShadowMap' && light === 'pointShadow') continue; // three.js has none
      draw(`${shadows} ${light}`, mesh(make('MeshPhongMaterial')), { lights: [light] });
    }
  }
  renderer.shadowMap.type = THREE.PCFShadowMap;

  for (const [name, properties] of Object.entries(physicalOf(THREE))) {
    draw(`physical ${name}`, mesh(make('MeshPhysicalMaterial', properties)), {
      lights: ['directional', 'point'],
    });
  }
  const equirect = texture(THREE, 8, { mapping: THREE.EquirectangularReflectionMapping });
  const environment = new THREE.PMREMGenerator(renderer).fromEquirectangular(equirect).texture;
  for (const type of [
    'MeshStandardMaterial',
    'MeshPhysicalMaterial',
    'MeshBasicMaterial',
    'MeshPhongMaterial',
  ]) {
    draw(`${type} environment`, mesh(make(type)), { environment });
  }
  draw('equirectangular reflection', mesh(make('MeshBasicMaterial', { envMap: equirect })));

  draw('background', null, { background: texture(THREE) });
  draw('cube background', null, { background: cubeTexture(THREE) });
  draw('equirectangular background', null, { background: equirect });
  draw('blurred background', null, { background: environment });

  const lines = new THREE.BufferGeometry().setFromPoints([
    new THREE.Vector3(-1, 0, 0),
    new THREE.Vector3(1, 0.5, 0),
    new THREE.Vector3(0, 1, 0),
  ]);
  const fog = new THREE.Fog(0x808080, 1, 10);
  draw('LineBasicMaterial', new THREE.Line(lines, make('LineBasicMaterial')));
  draw(
    'LineBasicMaterial map fog',
    new THREE.Line(lines, make('LineBasicMaterial', { map: texture(THREE) })),
    { fog },
  );
  draw(
    'LineDashedMaterial',
    new THREE.Line(lines, make('LineDashedMaterial')).computeLineDistances(),
  );
  for (const properties of [
    {},
    { map: texture(THREE), alphaTest: 0.5 },
    { sizeAttenuation: false },
  ]) {
    draw('PointsMaterial', new THREE.Points(lines, make('PointsMaterial', properties)), { fog });
    draw('SpriteMaterial', new THREE.Sprite(make('SpriteMaterial', properties)), { fog });
  }

  for (const mapping of ['Linear', 'Reinhard', 'Cineon', 'ACESFilmic', 'AgX', 'Neutral']) {
    renderer.toneMapping = THREE[`${mapping}ToneMapping`];
    draw(`${mapping} tone mapping`, mesh(make('MeshBasicMaterial')));
  }
  renderer.toneMapping = THREE.NoToneMapping;

  renderer.dispose();
  renderer = makeRenderer({ logarithmicDepthBuffer: true });
  for (const type of ['MeshBasicMaterial', 'MeshStandardMaterial', 'MeshDepthMaterial']) {
    draw(`logarithmic depth ${type}`, mesh(make(type)));
  }
  renderer.dispose();
  return [...programs.values()];
}
