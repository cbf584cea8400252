// SPDX-License-Identifier: MIT
// The demo scene, without a word about where it is drawn: a floor, a torus knot, 144 instanced boxes
// and a glass ball; standard materials with a mip-mapped colour texture and a normal map made in code;
// a sun that casts shadows, sky light, fog.

/** Bytes of a tiled, mip-mappable colour texture: bricks with mortar, seeded and exact. */
function brickTexture(THREE, size) {
  const data = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const row = Math.floor((y * 8) / size);
      const u = (x * 4) / size + (row & 1) * 0.5;
      const v = (y * 8) / size;
      const mortar = u % 1 < 0.06 || v % 1 < 0.12;
      const noise = ((x * 7919 + y * 104729 + Math.floor(u) * 31 + row * 17) % 29) - 14;
      const base = mortar
        ? [168, 160, 150]
        : [172 + ((row * 37) % 30), 84 + ((Math.floor(u) * 53) % 24), 62];
      const i = (y * size + x) * 4;
      for (let c = 0; c < 3; c++) data[i + c] = Math.max(0, Math.min(255, base[c] + noise));
      data[i + 3] = 255;
    }
  }
  const texture = new THREE.DataTexture(data, size, size);
  texture.colorSpace = THREE.SRGBColorSpace;
  texture.wrapS = texture.wrapT = THREE.RepeatWrapping;
  texture.magFilter = THREE.LinearFilter;
  texture.minFilter = THREE.LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.needsUpdate = true;
  return texture;
}

/** A normal map of soft bumps. */
function bumpNormalMap(THREE, size) {
  const data = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const a = (x / size) * Math.PI * 4;
      const b = (y / size) * Math.PI * 4;
      const nx = -0.5 * Math.cos(a) * Math.sin(b);
      const ny = -0.5 * Math.sin(a) * Math.cos(b);
      const length = Math.hypot(nx, ny, 1);
      const i = (y * size + x) * 4;
      data[i] = Math.round((nx / length) * 127.5 + 127.5);
      data[i + 1] = Math.round((ny / length) * 127.5 + 127.5);
      data[i + 2] = Math.round(127.5 / length + 127.5);
      data[i + 3] = 255;
    }
  }
  const texture = new THREE.DataTexture(data, size, size);
  texture.wrapS = texture.wrapT = THREE.RepeatWrapping;
  texture.magFilter = THREE.LinearFilter;
  texture.minFilter = THREE.LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.needsUpdate = true;
  return texture;
}

/**
 * @param {typeof import('three')} THREE
 * @param {number} aspect  width / height
 * @returns {{ scene: import('three').Scene, camera: import('three').PerspectiveCamera,
 *   turn: (angle: number) => void }}  turn: camera around the scene, radians
 */
export function createStandardScene(THREE, aspect) {
  const scene = new THREE.Scene();
  scene.background = new THREE.Color(0xa8c4dc);
  scene.fog = new THREE.Fog(0xa8c4dc, 14, 42);

  const bricks = brickTexture(THREE, 256);
  const bumps = bumpNormalMap(THREE, 128);

  const floorMap = bricks.clone();
  floorMap.repeat.set(10, 10);
  floorMap.needsUpdate = true;
  const floor = new THREE.Mesh(
    new THREE.PlaneGeometry(60, 60),
    new THREE.MeshStandardMaterial({ map: floorMap, roughness: 0.9 }),
  );
  floor.rotation.x = -Math.PI / 2;
  floor.receiveShadow = true;
  scene.add(floor);

  const knot = new THREE.Mesh(
    new THREE.TorusKnotGeometry(1.6, 0.5, 160, 24),
    new THREE.MeshStandardMaterial({
      map: bricks,
      normalMap: bumps,
      metalness: 0.3,
      roughness: 0.35,
    }),
  );
  knot.position.y = 3;
  knot.castShadow = knot.receiveShadow = true;
  scene.add(knot);

  const boxes = new THREE.InstancedMesh(
    new THREE.BoxGeometry(0.6, 0.6, 0.6),
    new THREE.MeshStandardMaterial({ color: 0xffffff, roughness: 0.6, normalMap: bumps }),
    144,
  );
  const place = new THREE.Object3D();
  const color = new THREE.Color();
  for (let i = 0; i < boxes.count; i++) {
    const ring = Math.floor(i / 36);
    const angle = ((i % 36) / 36) * Math.PI * 2 + ring * 0.1;
    const radius = 4.5 + ring * 1.5;
    place.position.set(
      Math.cos(angle) * radius,
      0.3 + 0.3 * ((i * 7) % 4),
      Math.sin(angle) * radius,
    );
    place.rotation.set(0, angle, 0);
    place.updateMatrix();
    boxes.setMatrixAt(i, place.matrix);
    boxes.setColorAt(i, color.setHSL((i % 36) / 36, 0.55, 0.55));
  }
  boxes.castShadow = boxes.receiveShadow = true;
  scene.add(boxes);

  const ball = new THREE.Mesh(
    new THREE.SphereGeometry(1.1, 48, 32),
    new THREE.MeshStandardMaterial({
      color: 0x66ccff,
      transparent: true,
      opacity: 0.45,
      roughness: 0.1,
    }),
  );
  ball.position.set(2.6, 1.4, 3.2);
  ball.castShadow = true;
  scene.add(ball);

  const sun = new THREE.DirectionalLight(0xfff1dd, 2.6);
  sun.position.set(8, 14, 6);
  sun.castShadow = true;
  sun.shadow.mapSize.set(1024, 1024);
  sun.shadow.camera.left = sun.shadow.camera.bottom = -12;
  sun.shadow.camera.right = sun.shadow.camera.top = 12;
  sun.shadow.camera.far = 40;
  sun.shadow.bias = -0.0005;
  scene.add(sun);
  scene.add(new THREE.HemisphereLight(0xcfe5ff, 0x5a4a3a, 1.1));

  const camera = new THREE.PerspectiveCamera(45, aspect, 0.1, 100);
  const turn = (angle) => {
    camera.position.set(Math.sin(angle + 0.6) * 13, 6.5, Math.cos(angle + 0.6) * 13);
    camera.lookAt(0, 1.8, 0);
  };
  turn(0);
  return { scene, camera, turn };
}
