#version 300 es
// fbm: six octaves of value noise
precision highp float;
in vec2 uv;
in vec3 normal;
out vec4 color;
uniform float time;
float hash(vec2 p) { return fract(sin(dot(p, vec2(12.9898, 78.233))) * 43758.5453); }
float noise(vec2 p) {
  vec2 i = floor(p), f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}
void main() {
  vec2 p = uv * 5.0 + time;
  float sum = 0.0, scale = 0.5;
  for (int i = 0; i < 6; i++) { sum += scale * noise(p); p *= 2.0; scale *= 0.5; }
  color = vec4(vec3(sum), normal.z);
}
