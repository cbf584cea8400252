// SPDX-License-Identifier: MIT
// Every program of ogl's own: made by the classes that ship them, on both versions of the context.

/** @param {import('./recorder.mjs').Recorder} recorder */
export async function collect(recorder) {
  const ogl = /** @type {any} */ (await import('ogl'));
  for (const webgl of [1, 2]) {
    const canvas = recorder.canvas(16, 16);
    const renderer = new ogl.Renderer({ canvas, width: 16, height: 16, dpr: 1, webgl });
    const { gl } = renderer;
    const camera = new ogl.Camera(gl);
    const draw = (/** @type {any} */ mesh) => {
      recorder.current = `${mesh.constructor.name} of WebGL ${webgl}`;
      const scene = new ogl.Transform();
      mesh.setParent(scene);
      renderer.render({ scene, camera });
    };
    const geometry = new ogl.Box(gl);
    recorder.current = 'NormalProgram';
    const program = new ogl.NormalProgram(gl);
    const mesh = new ogl.Mesh(gl, { geometry, program });
    draw(mesh);
    for (const name of ['WireMesh', 'AxesHelper', 'GridHelper']) {
      recorder.current = name;
      draw(new ogl[name](gl, { geometry }));
    }
    for (const name of ['VertexNormalsHelper', 'FaceNormalsHelper']) {
      recorder.current = name;
      draw(new ogl[name](mesh));
    }
    recorder.current = 'Polyline';
    const points = [0, 1, 2].map((x) => new ogl.Vec3(x, x * x, 0));
    const line = new ogl.Polyline(gl, { points });
    draw(line.mesh);
    for (const part of [
      () => new ogl.Flowmap(gl),
      () => new ogl.Post(gl).addPass({}),
      () => new ogl.GPGPU(gl, { data: new Float32Array(16) }).addPass({}),
    ]) {
      recorder.current = `${part}`.slice(6, 40);
      part();
    }
    recorder.current = 'Shadow';
    const shadow = new ogl.Shadow(gl, { width: 8 });
    shadow.add({ mesh });
    shadow.render({ scene: new ogl.Transform() });
  }
}
