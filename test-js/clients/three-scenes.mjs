// SPDX-License-Identifier: MIT
// three.js scenes held by hash: { name, width, height, renderer options, draw(THREE, renderer) }.
// Small, deterministic, each for a part of the renderer.
import { createStandardScene } from '../../examples/scenes/standard.mjs';

/** @param {any} THREE */
function gradientTexture(THREE, size = 32) {
  const data = new Uint8Array(size * size * 4);
  for (let i = 0; i < size * size; i++) {
    const [x, y] = [i % size, (i / size) | 0];
    data.set([(x * 255) / (size - 1), (y * 255) / (size - 1), ((x ^ y) & 4) * 40, 255], i * 4);
  }
  const texture = new THREE.DataTexture(data, size, size);
  texture.magFilter = THREE.LinearFilter;
  texture.minFilter = THREE.LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.colorSpace = THREE.SRGBColorSpace;
  texture.needsUpdate = true;
  return texture;
}

/** @param {any} THREE */
function cameraAt(THREE, x, y, z, aspect = 4 / 3) {
  const camera = new THREE.PerspectiveCamera(45, aspect, 0.1, 50);
  camera.position.set(x, y, z);
  camera.lookAt(0, 0, 0);
  return camera;
}

const standard = {
  name: 'three-standard',
  width: 160,
  height: 120,
  shadows: true,
  draw(THREE, renderer) {
    const { scene, camera } = createStandardScene(THREE, 160 / 120);
    renderer.render(scene, camera);
  },
};

const skinned = {
  name: 'three-skinned-morphed',
  width: 160,
  height: 120,
  draw(THREE, renderer) {
    const scene = new THREE.Scene();
    const geometry = new THREE.CylinderGeometry(0.5, 0.5, 4, 16, 12);
    const positions = geometry.attributes.position;
    const [indices, weights, morph] = [[], [], []].map((l) => /** @type {number[]} */ (l));
    for (let i = 0; i < positions.count; i++) {
      const y = positions.getY(i) + 2;
      const bone = Math.min(Math.floor(y / 2), 1);
      indices.push(bone, bone + 1, 0, 0);
      weights.push(1 - (y / 2 - bone), y / 2 - bone, 0, 0);
      morph.push(positions.getX(i) * 1.5, positions.getY(i), positions.getZ(i) * 1.5);
    }
    geometry.setAttribute('skinIndex', new THREE.Uint16BufferAttribute(indices, 4));
    geometry.setAttribute('skinWeight', new THREE.Float32BufferAttribute(weights, 4));
    geometry.morphAttributes.position = [new THREE.Float32BufferAttribute(morph, 3)];
    const bones = [0, 1, 2].map(() => new THREE.Bone());
    bones[0].position.y = -2;
    bones[1].position.y = bones[2].position.y = 2;
    bones[0].add(bones[1]);
    bones[1].add(bones[2]);
    const mesh = new THREE.SkinnedMesh(
      geometry,
      new THREE.MeshPhongMaterial({ map: gradientTexture(THREE), shininess: 60 }),
    );
    mesh.add(bones[0]);
    mesh.bind(new THREE.Skeleton(bones));
    bones[1].rotation.z = 0.7;
    bones[2].rotation.z = 0.5;
    mesh.morphTargetInfluences[0] = 0.6;
    scene.add(mesh);
    const light = new THREE.PointLight(0xffffff, 60);
    light.position.set(3, 3, 5);
    scene.add(light, new THREE.AmbientLight(0x404060));
    renderer.render(scene, cameraAt(THREE, 0, 1, 9));
  },
};

const lights = {
  name: 'three-lights-shadows',
  width: 160,
  height: 120,
  shadows: true,
  draw(THREE, renderer) {
    const scene = new THREE.Scene();
    const floor = new THREE.Mesh(
      new THREE.PlaneGeometry(12, 12),
      new THREE.MeshLambertMaterial({ color: 0xbbbbbb }),
    );
    floor.rotation.x = -Math.PI / 2;
    floor.position.y = -1;
    floor.receiveShadow = true;
    scene.add(floor);
    const materials = [
      new THREE.MeshToonMaterial({ color: 0xdd5533 }),
      new THREE.MeshPhongMaterial({ color: 0x3377dd, specular: 0xffffff }),
      new THREE.MeshStandardMaterial({ color: 0x44aa55, roughness: 0.3, metalness: 0.6 }),
    ];
    materials.forEach((material, i) => {
      const mesh = new THREE.Mesh(new THREE.TorusGeometry(0.7, 0.28, 16, 32), material);
      mesh.position.x = (i - 1) * 2.2;
      mesh.rotation.y = 0.5;
      mesh.castShadow = mesh.receiveShadow = true;
      scene.add(mesh);
    });
    const spot = new THREE.SpotLight(0xffffff, 120, 0, 0.6, 0.4);
    spot.position.set(3, 6, 3);
    spot.castShadow = true;
    spot.shadow.mapSize.set(256, 256);
    const point = new THREE.PointLight(0xffaa66, 25);
    point.position.set(-2.5, 2, 1);
    point.castShadow = true;
    point.shadow.mapSize.set(128, 128);
    scene.add(spot, point, new THREE.AmbientLight(0x303040));
    renderer.render(scene, cameraAt(THREE, 1, 4, 8));
  },
};

const physical = {
  name: 'three-physical-environment',
  width: 160,
  height: 120,
  draw(THREE, renderer) {
    const scene = new THREE.Scene();
    const surroundings = new THREE.Scene();
    surroundings.background = new THREE.Color(0x8899bb);
    const panel = new THREE.Mesh(
      new THREE.BoxGeometry(4, 4, 0.2),
      new THREE.MeshBasicMaterial({ color: 0xffeecc }),
    );
    panel.position.set(0, 3, 6);
    const ground = new THREE.Mesh(
      new THREE.BoxGeometry(20, 0.2, 20),
      new THREE.MeshBasicMaterial({ color: 0x553322 }),
    );
    ground.position.y = -4;
    surroundings.add(panel, ground);
    const generator = new THREE.PMREMGenerator(renderer);
    scene.environment = generator.fromScene(surroundings, 0.04).texture;
    scene.background = new THREE.Color(0x223344);
    const materials = [
      new THREE.MeshPhysicalMaterial({ color: 0xffffff, metalness: 1, roughness: 0.15 }),
      new THREE.MeshPhysicalMaterial({ color: 0xcc2233, clearcoat: 1, clearcoatRoughness: 0.1 }),
      new THREE.MeshPhysicalMaterial({
        color: 0x3355aa,
        sheen: 1,
        sheenColor: 0xffaaff,
        roughness: 0.8,
      }),
      new THREE.MeshPhysicalMaterial({ iridescence: 1, metalness: 0.4, roughness: 0.2 }),
    ];
    materials.forEach((material, i) => {
      const mesh = new THREE.Mesh(new THREE.SphereGeometry(0.85, 32, 16), material);
      mesh.position.set((i % 2) * 2.2 - 1.1, Math.floor(i / 2) * -2 + 1, 0);
      scene.add(mesh);
    });
    renderer.toneMapping = THREE.ACESFilmicToneMapping;
    renderer.render(scene, cameraAt(THREE, 0, 0, 6.5));
  },
};

const targets = {
  name: 'three-render-targets-points-lines',
  width: 160,
  height: 120,
  draw(THREE, renderer) {
    const scene = new THREE.Scene();
    scene.background = new THREE.Color(0x101820);
    const points = [];
    const colors = [];
    for (let i = 0; i < 200; i++) {
      const a = i * 0.31;
      points.push(Math.cos(a) * (0.5 + i / 80), Math.sin(a) * (0.5 + i / 80), (i % 10) / 10);
      colors.push((i % 7) / 7, (i % 5) / 5, 1 - (i % 3) / 3);
    }
    const geometry = new THREE.BufferGeometry();
    geometry.setAttribute('position', new THREE.Float32BufferAttribute(points, 3));
    geometry.setAttribute('color', new THREE.Float32BufferAttribute(colors, 3));
    scene.add(
      new THREE.Points(geometry, new THREE.PointsMaterial({ size: 0.18, vertexColors: true })),
      new THREE.Line(geometry, new THREE.LineBasicMaterial({ color: 0x557799 })),
    );
    const target = new THREE.WebGLRenderTarget(128, 128, { samples: 4, type: THREE.HalfFloatType });
    renderer.setRenderTarget(target);
    renderer.render(scene, cameraAt(THREE, 0, 0, 8, 1));
    renderer.setRenderTarget(null);

    const post = new THREE.Scene();
    post.add(
      new THREE.Mesh(
        new THREE.PlaneGeometry(2, 2),
        new THREE.ShaderMaterial({
          uniforms: { map: { value: target.texture } },
          vertexShader:
            'varying vec2 vUv; void main() { vUv = uv; gl_Position = vec4(position.xy, 0.0, 1.0); }',
          fragmentShader: `uniform sampler2D map; varying vec2 vUv;
            void main() {
              vec2 d = (vUv - 0.5) * 0.02;
              gl_FragColor = vec4(texture2D(map, vUv + d).r, texture2D(map, vUv).g, texture2D(map, vUv - d).b, 1.0);
              gl_FragColor.rgb *= 1.0 - dot(vUv - 0.5, vUv - 0.5);
              #include <colorspace_fragment>
            }`,
        }),
      ),
    );
    renderer.render(post, new THREE.OrthographicCamera(-1, 1, 1, -1, 0, 1));
  },
};

const layers = {
  name: 'three-sprites-transparency-stencil',
  width: 160,
  height: 120,
  draw(THREE, renderer) {
    const scene = new THREE.Scene();
    scene.fog = new THREE.FogExp2(0x334455, 0.08);
    scene.background = new THREE.Color(0x334455);
    const map = gradientTexture(THREE);
    for (let i = 0; i < 6; i++) {
      const sprite = new THREE.Sprite(
        new THREE.SpriteMaterial({ map, opacity: 0.6, rotation: i * 0.4, transparent: true }),
      );
      sprite.position.set((i - 2.5) * 0.9, Math.sin(i) * 0.8, -i);
      scene.add(sprite);
    }
    const cut = new THREE.Mesh(
      new THREE.IcosahedronGeometry(1.2, 1),
      new THREE.MeshNormalMaterial({
        flatShading: true,
        side: THREE.DoubleSide,
        clippingPlanes: [new THREE.Plane(new THREE.Vector3(1, 0.5, 0), 0.2)],
      }),
    );
    cut.position.y = -0.5;
    scene.add(cut);
    const additive = new THREE.Mesh(
      new THREE.RingGeometry(1.2, 2.2, 40),
      new THREE.MeshBasicMaterial({
        color: 0x664411,
        blending: THREE.AdditiveBlending,
        depthWrite: false,
      }),
    );
    additive.position.z = 1;
    scene.add(additive);
    renderer.localClippingEnabled = true;
    renderer.render(scene, cameraAt(THREE, 0, 0.5, 6));
  },
};

export const threeScenes = [standard, skinned, lights, physical, targets, layers];

/**
 * Draws a scene on a fresh renderer; the caller's canvas holds the picture afterwards.
 * @param {any} THREE @param {any} canvas @param {(typeof threeScenes)[number]} scene
 */
export function drawThreeScene(THREE, canvas, scene) {
  const renderer = new THREE.WebGLRenderer({
    canvas,
    antialias: true,
    preserveDrawingBuffer: true,
  });
  renderer.setSize(scene.width, scene.height, false);
  renderer.shadowMap.enabled = scene.shadows === true;
  scene.draw(THREE, renderer);
  return renderer;
}
