// SPDX-License-Identifier: MIT
// Scenes of the kinds that applications are made of beside plain full-screen passes and meshes: chains
// of post-processing passes, deferred shading, many draws, instances, particles, sprites, text,
// multisampling, uploads. Written like scenes.mjs.

/** Texture coordinates of one triangle that covers everything. */
export const QUAD_VERTEX = `#version 300 es
out vec2 uv;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0;
  uv = corner;
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

export function makeProgram(gl, vertex, fragment) {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS))
      throw new Error(gl.getShaderInfoLog(shader));
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS))
    throw new Error(gl.getProgramInfoLog(program));
  gl.useProgram(program);
  return program;
}

const FRAGMENT_HEAD = `#version 300 es
precision highp float;
precision highp int;
`;

function texture(gl, size, internalFormat, format, type, data, filter = gl.LINEAR) {
  const name = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, name);
  gl.texImage2D(gl.TEXTURE_2D, 0, internalFormat, size[0], size[1], 0, format, type, data);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return name;
}

/** A round, soft-edged blob in the middle of each of 8 × 8 cells. */
function blobAtlas(gl) {
  const data = new Uint8Array(256 * 256 * 4);
  for (let i = 0; i < 256 * 256; i++) {
    const [x, y] = [(i & 31) - 15.5, ((i >> 8) & 31) - 15.5];
    const alpha = Math.max(0, Math.min(1, 1.2 - Math.hypot(x, y) / 13));
    data.set([(i >> 5) * 8, 255 - (i >> 8), 128 + (i & 127), alpha * 255], i * 4);
  }
  return texture(gl, [256, 256], gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, data);
}

function target(gl, size, internalFormat, type) {
  const color = texture(gl, size, internalFormat, gl.RGBA, type, null);
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, color, 0);
  return { color, framebuffer, size };
}

function scene(name, create, options = {}) {
  return { name, width: 640, height: 480, create, ...options };
}

/** Repeatable numbers in 0 … 1. */
function random(seed = 1) {
  return () => ((seed = (seed * 48271) % 2147483647) - 1) / 2147483646;
}

const CUBE = (() => {
  const positions = [];
  const normals = [];
  const indices = [];
  for (let axis = 0; axis < 3; axis++) {
    for (const side of [-1, 1]) {
      const first = positions.length / 3;
      for (const [u, v] of [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ]) {
        const p = [0, 0, 0];
        const n = [0, 0, 0];
        [p[axis], p[(axis + 1) % 3], p[(axis + 2) % 3]] = [side, u * side, v];
        n[axis] = side;
        positions.push(...p);
        normals.push(...n);
      }
      indices.push(first, first + 1, first + 2, first, first + 2, first + 3);
    }
  }
  return {
    positions: new Float32Array(positions),
    normals: new Float32Array(normals),
    indices: new Uint16Array(indices),
  };
})();

function attribute(gl, program, name, data, components, divisor = 0) {
  const location = gl.getAttribLocation(program, name);
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
  gl.enableVertexAttribArray(location);
  gl.vertexAttribPointer(location, components, gl.FLOAT, false, 0, 0);
  gl.vertexAttribDivisor(location, divisor);
  return buffer;
}

function cube(gl, program) {
  attribute(gl, program, 'position', CUBE.positions, 3);
  attribute(gl, program, 'normal', CUBE.normals, 3);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, CUBE.indices, gl.STATIC_DRAW);
}

// ---- passes over the whole picture

const PATTERN = `${FRAGMENT_HEAD}
in vec2 uv;
uniform float time;
out vec4 pixel;
void main() {
  vec2 p = uv * 8.0;
  float bright = step(0.8, fract(p.x + time)) * step(0.7, fract(p.y));
  pixel = vec4(uv * 0.6 + bright * 2.0, 0.3 + bright, 1.0);
}`;

const BLUR = `${FRAGMENT_HEAD}
in vec2 uv;
uniform sampler2D source;
uniform vec2 direction;
out vec4 pixel;
void main() {
  float weights[5] = float[](0.227027, 0.1945946, 0.1216216, 0.054054, 0.016216);
  vec3 sum = texture(source, uv).rgb * weights[0];
  for (int i = 1; i < 5; i++) {
    sum += texture(source, uv + direction * float(i)).rgb * weights[i];
    sum += texture(source, uv - direction * float(i)).rgb * weights[i];
  }
  pixel = vec4(sum, 1.0);
}`;

/** Scene → bright parts at half size → blur across and down, twice → sum with tone mapping. */
function bloom(name, format) {
  return scene(name, (gl) => {
    if (format === 'float') gl.getExtension('EXT_color_buffer_float');
    const [internalFormat, type] =
      format === 'float' ? [gl.RGBA16F, gl.HALF_FLOAT] : [gl.RGBA8, gl.UNSIGNED_BYTE];
    const pattern = makeProgram(gl, QUAD_VERTEX, PATTERN);
    const bright = makeProgram(
      gl,
      QUAD_VERTEX,
      `${FRAGMENT_HEAD}
in vec2 uv;
uniform sampler2D source;
out vec4 pixel;
void main() {
  vec3 c = texture(source, uv).rgb;
  pixel = vec4(c * smoothstep(0.7, 0.9, dot(c, vec3(0.3, 0.6, 0.1))), 1.0);
}`,
    );
    const blur = makeProgram(gl, QUAD_VERTEX, BLUR);
    const direction = gl.getUniformLocation(blur, 'direction');
    const sum = makeProgram(
      gl,
      QUAD_VERTEX,
      `${FRAGMENT_HEAD}
in vec2 uv;
uniform sampler2D source, glow;
out vec4 pixel;
void main() {
  vec3 c = texture(source, uv).rgb + 1.5 * texture(glow, uv).rgb;
  c = (c * (2.51 * c + 0.03)) / (c * (2.43 * c + 0.59) + 0.14);
  pixel = vec4(pow(c, vec3(1.0 / 2.2)), 1.0);
}`,
    );
    gl.uniform1i(gl.getUniformLocation(sum, 'glow'), 1);
    const full = target(gl, [640, 480], internalFormat, type);
    const a = target(gl, [320, 240], internalFormat, type);
    const b = target(gl, [320, 240], internalFormat, type);
    const time = gl.getUniformLocation(pattern, 'time');
    const pass = (program, to, from) => {
      gl.useProgram(program);
      gl.bindFramebuffer(gl.FRAMEBUFFER, to?.framebuffer ?? null);
      const size = to?.size ?? [640, 480];
      gl.viewport(0, 0, size[0], size[1]);
      gl.bindTexture(gl.TEXTURE_2D, from);
    };
    const triangle = () => gl.drawArrays(gl.TRIANGLES, 0, 3);
    return (frame) => {
      pass(pattern, full, null);
      gl.uniform1f(time, frame * 0.01);
      triangle();
      pass(bright, a, full.color);
      triangle();
      for (const spread of [1, 2]) {
        pass(blur, b, a.color);
        gl.uniform2f(direction, spread / 320, 0);
        triangle();
        pass(blur, a, b.color);
        gl.uniform2f(direction, 0, spread / 240);
        triangle();
      }
      gl.activeTexture(gl.TEXTURE1);
      gl.bindTexture(gl.TEXTURE_2D, a.color);
      gl.activeTexture(gl.TEXTURE0);
      pass(sum, null, full.color);
      triangle();
      gl.activeTexture(gl.TEXTURE1);
      gl.bindTexture(gl.TEXTURE_2D, null);
      gl.activeTexture(gl.TEXTURE0);
    };
  });
}

/** Sixteen look-ups of a depth texture around each pixel. */
function ambientOcclusion() {
  return scene('ambient occlusion', (gl) => {
    const depth = new Float32Array(640 * 480);
    for (let i = 0; i < depth.length; i++) {
      const [x, y] = [i % 640, (i / 640) | 0];
      depth[i] = 0.5 + 0.2 * Math.sin(x * 0.05) * Math.cos(y * 0.04) + ((x >> 5) & 1) * 0.05;
    }
    const program = makeProgram(
      gl,
      QUAD_VERTEX,
      `${FRAGMENT_HEAD}
in vec2 uv;
uniform sampler2D depth;
uniform float radius;
out vec4 pixel;
void main() {
  float center = texture(depth, uv).r, occlusion = 0.0;
  float turn = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715)))) * 6.2831853;
  for (int i = 0; i < 16; i++) {
    float angle = turn + float(i) * 2.3999632, r = radius * sqrt((float(i) + 0.5) / 16.0);
    float d = texture(depth, uv + r * vec2(cos(angle), sin(angle))).r;
    float range = smoothstep(0.0, 1.0, 0.1 / abs(center - d));
    occlusion += step(d, center - 0.01) * range;
  }
  pixel = vec4(vec3(1.0 - occlusion / 16.0), 1.0);
}`,
    );
    texture(gl, [640, 480], gl.R32F, gl.RED, gl.FLOAT, depth, gl.NEAREST);
    const radius = gl.getUniformLocation(program, 'radius');
    return (frame) => {
      gl.uniform1f(radius, 0.03 + 0.0002 * (frame % 10));
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    };
  });
}

/** Three surfaces written at once, then read back by a pass that adds up sixteen lights. */
function deferred() {
  return scene('deferred, 16 lights', (gl) => {
    gl.getExtension('EXT_color_buffer_float');
    const fill = makeProgram(
      gl,
      INSTANCE_VERTEX,
      `${FRAGMENT_HEAD}
in vec3 vNormal, vColor, vPosition;
layout(location = 0) out vec4 albedo;
layout(location = 1) out vec4 normal;
layout(location = 2) out vec4 position;
void main() {
  albedo = vec4(vColor, 1.0);
  normal = vec4(normalize(vNormal) * 0.5 + 0.5, 1.0);
  position = vec4(vPosition, 1.0);
}`,
    );
    const cubes = gl.createVertexArray();
    gl.bindVertexArray(cubes);
    cube(gl, fill);
    instances(gl, fill, 400, 0.12);
    gl.bindVertexArray(null);
    const fillTime = gl.getUniformLocation(fill, 'time');
    const framebuffer = gl.createFramebuffer();
    const colors = [
      [gl.RGBA8, gl.UNSIGNED_BYTE],
      [gl.RGBA8, gl.UNSIGNED_BYTE],
      [gl.RGBA16F, gl.HALF_FLOAT],
    ].map(([format, type]) => texture(gl, [640, 480], format, gl.RGBA, type, null, gl.NEAREST));
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    colors.forEach((color, i) => {
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + i, gl.TEXTURE_2D, color, 0);
    });
    const depth = gl.createRenderbuffer();
    gl.bindRenderbuffer(gl.RENDERBUFFER, depth);
    gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH_COMPONENT24, 640, 480);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.RENDERBUFFER, depth);
    gl.drawBuffers([0, 1, 2].map((i) => gl.COLOR_ATTACHMENT0 + i));
    const light = makeProgram(
      gl,
      QUAD_VERTEX,
      `${FRAGMENT_HEAD}
in vec2 uv;
uniform sampler2D albedo, normal, position;
uniform vec4 lights[16];
out vec4 pixel;
void main() {
  vec3 n = texture(normal, uv).xyz * 2.0 - 1.0, p = texture(position, uv).xyz, sum = vec3(0.05);
  for (int i = 0; i < 16; i++) {
    vec3 to = lights[i].xyz - p;
    float d2 = dot(to, to);
    sum += max(dot(n, to * inversesqrt(d2)), 0.0) * lights[i].w / (1.0 + 8.0 * d2);
  }
  pixel = vec4(texture(albedo, uv).rgb * sum, 1.0);
}`,
    );
    ['albedo', 'normal', 'position'].forEach((name, i) => {
      gl.uniform1i(gl.getUniformLocation(light, name), i);
    });
    const lights = gl.getUniformLocation(light, 'lights');
    const values = new Float32Array(64);
    return (frame) => {
      for (let i = 0; i < 3; i++) {
        gl.activeTexture(gl.TEXTURE0 + i);
        gl.bindTexture(gl.TEXTURE_2D, null);
      }
      gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
      gl.enable(gl.DEPTH_TEST);
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      gl.useProgram(fill);
      gl.uniform1f(fillTime, frame * 0.01);
      gl.bindVertexArray(cubes);
      gl.drawElementsInstanced(gl.TRIANGLES, 36, gl.UNSIGNED_SHORT, 0, 400);
      gl.bindVertexArray(null);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      gl.disable(gl.DEPTH_TEST);
      for (let i = 0; i < 3; i++) {
        gl.activeTexture(gl.TEXTURE0 + i);
        gl.bindTexture(gl.TEXTURE_2D, colors[i]);
      }
      gl.useProgram(light);
      for (let i = 0; i < 16; i++) {
        const angle = i + frame * 0.02;
        values.set([Math.sin(angle), Math.cos(angle * 1.3), 0.6 * Math.sin(i), 2], 4 * i);
      }
      gl.uniform4fv(lights, values);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    };
  });
}

// ---- many things

const INSTANCE_VERTEX = `#version 300 es
in vec3 position, normal, offset, color;
uniform float time;
out vec3 vNormal, vColor, vPosition;
void main() {
  float angle = time * 3.0 + offset.x * 5.0, c = cos(angle), s = sin(angle);
  mat3 turn = mat3(c, 0, -s, 0, 1, 0, s, 0, c);
  vec3 p = turn * position * offset.z + vec3(offset.xy, 0.0);
  vNormal = turn * normal;
  vColor = color;
  vPosition = p;
  gl_Position = vec4(p.xy, p.z * 0.2, 1.0 + 0.2 * p.z);
}`;

const LAMBERT = `${FRAGMENT_HEAD}
in vec3 vNormal, vColor;
out vec4 pixel;
void main() {
  float light = 0.2 + 0.8 * max(dot(normalize(vNormal), vec3(0.36, 0.48, -0.8)), 0.0);
  pixel = vec4(vColor * light, 1.0);
}`;

function instances(gl, program, count, size) {
  const next = random();
  const offsets = new Float32Array(count * 3);
  const colors = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    offsets.set([next() * 2 - 1, next() * 2 - 1, size * (0.5 + next())], 3 * i);
    colors.set([next(), next(), next()], 3 * i);
  }
  attribute(gl, program, 'offset', offsets, 3, 1);
  attribute(gl, program, 'color', colors, 3, 1);
}

function instancing() {
  return scene(
    '10,000 instanced cubes',
    (gl) => {
      const program = makeProgram(gl, INSTANCE_VERTEX, LAMBERT);
      cube(gl, program);
      instances(gl, program, 10000, 0.012);
      gl.enable(gl.DEPTH_TEST);
      gl.enable(gl.CULL_FACE);
      const time = gl.getUniformLocation(program, 'time');
      return (frame) => {
        gl.uniform1f(time, frame * 0.01);
        gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
        gl.drawElementsInstanced(gl.TRIANGLES, 36, gl.UNSIGNED_SHORT, 0, 10000);
      };
    },
    { leastPsnr: 30 },
  );
}

/** A matrix and a colour for each draw, as scene graphs do. */
function manyDraws() {
  return scene(
    '2,000 draws of a cube',
    (gl) => {
      const program = makeProgram(
        gl,
        `#version 300 es
in vec3 position, normal;
uniform mat4 model;
out vec3 vNormal;
void main() {
  vNormal = mat3(model) * normal;
  gl_Position = model * vec4(position, 1.0);
}`,
        `${FRAGMENT_HEAD}
in vec3 vNormal;
uniform vec3 color;
out vec4 pixel;
void main() {
  pixel = vec4(color * (0.3 + 0.7 * abs(normalize(vNormal).z)), 1.0);
}`,
      );
      cube(gl, program);
      gl.enable(gl.DEPTH_TEST);
      const model = gl.getUniformLocation(program, 'model');
      const color = gl.getUniformLocation(program, 'color');
      const matrix = new Float32Array(16);
      const [columns, rows] = [50, 40];
      return (frame) => {
        gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
        for (let i = 0; i < columns * rows; i++) {
          const angle = frame * 0.02 + i;
          const [c, s] = [Math.cos(angle) * 0.01, Math.sin(angle) * 0.01];
          const [x, y] = [((i % columns) + 0.5) / columns, (((i / columns) | 0) + 0.5) / rows];
          matrix.set([c, 0, -s, 0, 0, 0.01, 0, 0, s, 0, c, 0, 2 * x - 1, 2 * y - 1, 0, 1]);
          gl.uniformMatrix4fv(model, false, matrix);
          gl.uniform3f(color, x, y, (i % 7) / 7);
          gl.drawElements(gl.TRIANGLES, 36, gl.UNSIGNED_SHORT, 0);
        }
      };
    },
    { leastPsnr: 30 },
  );
}

function particles() {
  return scene('20,000 particles', (gl) => {
    const program = makeProgram(
      gl,
      `#version 300 es
in vec4 seed;
uniform float time;
out vec3 tint;
void main() {
  float life = fract(seed.x + time);
  float angle = seed.y * 6.2831853 + life;
  gl_Position = vec4(vec2(cos(angle), sin(angle)) * life * seed.z, 0.0, 1.0);
  gl_PointSize = 3.0 + 8.0 * seed.w;
  tint = vec3(1.0 - life, 0.5 * seed.w, life) * 0.2;
}`,
      `${FRAGMENT_HEAD}
in vec3 tint;
out vec4 pixel;
void main() {
  vec2 d = gl_PointCoord * 2.0 - 1.0;
  pixel = vec4(tint * max(1.0 - dot(d, d), 0.0), 1.0);
}`,
    );
    const next = random();
    attribute(gl, program, 'seed', Float32Array.from({ length: 80000 }, next), 4);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE);
    const time = gl.getUniformLocation(program, 'time');
    return (frame) => {
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform1f(time, frame * 0.01);
      gl.drawArrays(gl.POINTS, 0, 20000);
    };
  });
}

/** Textured, alpha-blended quads whose vertices are uploaded anew for each frame, as 2D engines do. */
function sprites(name, count, width, height) {
  return scene(name, (gl) => {
    const program = makeProgram(
      gl,
      `#version 300 es
in vec4 vertex;
in vec4 color;
out vec2 uv;
out vec4 tint;
void main() {
  uv = vertex.zw;
  tint = color;
  gl_Position = vec4(vertex.xy / vec2(320.0, 240.0) - 1.0, 0.0, 1.0);
}`,
      `${FRAGMENT_HEAD}
in vec2 uv;
in vec4 tint;
uniform sampler2D atlas;
out vec4 pixel;
void main() { pixel = texture(atlas, uv) * tint; }`,
    );
    blobAtlas(gl);
    const next = random();
    const data = new ArrayBuffer(count * 4 * 20);
    const [floats, bytes] = [new Float32Array(data), new Uint8Array(data)];
    const list = Array.from({ length: count }, () => [
      next() * (640 - width),
      next() * (480 - height),
      (next() * 64) | 0,
    ]);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, data.byteLength, gl.DYNAMIC_DRAW);
    const [vertex, color] = ['vertex', 'color'].map((n) => gl.getAttribLocation(program, n));
    gl.enableVertexAttribArray(vertex);
    gl.vertexAttribPointer(vertex, 4, gl.FLOAT, false, 20, 0);
    gl.enableVertexAttribArray(color);
    gl.vertexAttribPointer(color, 4, gl.UNSIGNED_BYTE, true, 20, 16);
    const indices = new Uint16Array(count * 6);
    for (let i = 0; i < count; i++) {
      indices.set(
        [0, 1, 2, 2, 1, 3].map((corner) => 4 * i + corner),
        6 * i,
      );
    }
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STATIC_DRAW);
    gl.enable(gl.BLEND);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    return (frame) => {
      gl.clear(gl.COLOR_BUFFER_BIT);
      list.forEach(([left, bottom, cell], i) => {
        const shift = 3 * Math.sin(frame * 0.1 + i);
        for (let corner = 0; corner < 4; corner++) {
          const [u, v] = [corner & 1, corner >> 1];
          const at = 20 * i + 5 * corner;
          floats[at] = left + shift + u * width;
          floats[at + 1] = bottom + v * height;
          floats[at + 2] = ((cell & 7) + u) / 8;
          floats[at + 3] = ((cell >> 3) + v) / 8;
          bytes.set([255, 200, 180, 230], 4 * (at + 4));
        }
      });
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, data);
      gl.drawElements(gl.TRIANGLES, indices.length, gl.UNSIGNED_SHORT, 0);
    };
  });
}

function multisampled() {
  return scene('multisampled ×4, 400 cubes', (gl) => {
    const program = makeProgram(gl, INSTANCE_VERTEX, LAMBERT);
    cube(gl, program);
    instances(gl, program, 400, 0.12);
    const framebuffer = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    for (const [attachment, format] of [
      [gl.COLOR_ATTACHMENT0, gl.RGBA8],
      [gl.DEPTH_ATTACHMENT, gl.DEPTH_COMPONENT24],
    ]) {
      const surface = gl.createRenderbuffer();
      gl.bindRenderbuffer(gl.RENDERBUFFER, surface);
      gl.renderbufferStorageMultisample(gl.RENDERBUFFER, 4, format, 640, 480);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, attachment, gl.RENDERBUFFER, surface);
    }
    gl.enable(gl.DEPTH_TEST);
    const time = gl.getUniformLocation(program, 'time');
    return (frame) => {
      gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
      gl.uniform1f(time, frame * 0.01);
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      gl.drawElementsInstanced(gl.TRIANGLES, 36, gl.UNSIGNED_SHORT, 0, 400);
      gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
      gl.blitFramebuffer(0, 0, 640, 480, 0, 0, 640, 480, gl.COLOR_BUFFER_BIT, gl.NEAREST);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    };
  });
}

/** A video: a whole picture uploaded for each frame, mipmaps made, drawn. */
function uploads() {
  return scene('512 × 512 upload with mipmaps', (gl) => {
    const program = makeProgram(
      gl,
      QUAD_VERTEX,
      `${FRAGMENT_HEAD}
in vec2 uv;
uniform sampler2D map;
out vec4 pixel;
void main() { pixel = texture(map, uv); }`,
    );
    const data = new Uint8Array(512 * 512 * 4).map((_, i) => (i & 3 ? (i >> 4) ^ (i >> 11) : 255));
    texture(gl, [512, 512], gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, data, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.useProgram(program);
    return (frame) => {
      data[frame & 0xffff] ^= 255;
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 512, 512, gl.RGBA, gl.UNSIGNED_BYTE, data);
      gl.generateMipmap(gl.TEXTURE_2D);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
    };
  });
}

/** Physically based materials, an environment, soft shadows of two lights, over a thousand objects' worth of draws. */
const threeMaterials = {
  name: 'three.js, materials and shadows',
  width: 640,
  height: 480,
  attributes: { antialias: true },
  create(_gl, canvas, THREE) {
    const renderer = new THREE.WebGLRenderer({
      canvas,
      antialias: true,
      preserveDrawingBuffer: true,
    });
    renderer.setSize(640, 480, false);
    renderer.shadowMap.enabled = true;
    renderer.toneMapping = THREE.ACESFilmicToneMapping;
    const scene = new THREE.Scene();
    scene.background = new THREE.Color(0x203040);
    const camera = new THREE.PerspectiveCamera(50, 640 / 480, 0.1, 100);
    camera.position.set(6, 5, 9);
    camera.lookAt(0, 0.5, 0);
    const sun = new THREE.DirectionalLight(0xfff0dd, 2);
    sun.position.set(5, 8, 3);
    const lamp = new THREE.SpotLight(0x88aaff, 120, 30, 0.7, 0.4);
    lamp.position.set(-5, 7, 4);
    for (const light of [sun, lamp]) {
      light.castShadow = true;
      light.shadow.mapSize.set(1024, 1024);
      scene.add(light);
    }
    scene.add(new THREE.HemisphereLight(0x8090a0, 0x302010, 0.8));
    const texels = new Uint8Array(64 * 64 * 4).map((_, i) =>
      (i & 3) === 3 ? 255 : ((i >> 5) ^ (i >> 11)) & 1 ? 220 : 120,
    );
    const map = new THREE.DataTexture(texels, 64, 64);
    map.wrapS = map.wrapT = THREE.RepeatWrapping;
    map.repeat.set(4, 4);
    map.generateMipmaps = true;
    map.minFilter = THREE.LinearMipmapLinearFilter;
    map.magFilter = THREE.LinearFilter;
    map.colorSpace = THREE.SRGBColorSpace;
    map.needsUpdate = true;
    const floor = new THREE.Mesh(
      new THREE.PlaneGeometry(20, 20),
      new THREE.MeshStandardMaterial({ map, roughness: 0.8 }),
    );
    floor.rotation.x = -Math.PI / 2;
    floor.receiveShadow = true;
    scene.add(floor);
    const group = new THREE.Group();
    const next = random();
    for (let i = 0; i < 60; i++) {
      const material = new THREE.MeshStandardMaterial({
        color: new THREE.Color().setHSL(i / 60, 0.7, 0.5),
        metalness: (i % 3) / 2,
        roughness: 0.2 + 0.6 * next(),
        map: i % 4 === 0 ? map : null,
      });
      const geometry =
        i % 2
          ? new THREE.SphereGeometry(0.35, 24, 16)
          : new THREE.TorusKnotGeometry(0.25, 0.09, 48, 8);
      const mesh = new THREE.Mesh(geometry, material);
      mesh.position.set(next() * 8 - 4, 0.4 + next() * 2, next() * 8 - 4);
      mesh.castShadow = mesh.receiveShadow = true;
      group.add(mesh);
    }
    scene.add(group);
    return (frame) => {
      group.rotation.y = frame * 0.02;
      renderer.render(scene, camera);
    };
  },
};

export const effects = [
  bloom('bloom, bytes', 'bytes'),
  bloom('bloom, half floats', 'float'),
  ambientOcclusion(),
  deferred(),
  instancing(),
  manyDraws(),
  particles(),
  sprites('1,000 sprites of 48 × 48', 1000, 48, 48),
  sprites('10,000 glyphs of 7 × 10', 10000, 7, 10),
  multisampled(),
  uploads(),
  threeMaterials,
];
