#version 300 es
// ray-march: spheres over a plane, at most 48 steps, lanes leave at their own time
precision highp float;
in vec2 uv;
in vec3 normal;
out vec4 color;
uniform float time;
uniform int steps;
float scene(vec3 p) {
  vec3 q = vec3(fract(p.x + 0.5) - 0.5, p.y, fract(p.z + 0.5) - 0.5);
  return min(length(q) - 0.3, p.y + 0.4);
}
void main() {
  vec3 from = vec3(time, 0.3, 0.0), ray = normalize(vec3(uv, 1.5));
  float t = 0.0;
  int used = 0;
  for (int i = 0; i < steps; i++) {
    float d = scene(from + ray * t);
    if (d < 0.001 || t > 20.0) break;
    t += d;
    used++;
  }
  color = vec4(vec3(1.0 / (1.0 + t * t * 0.1)), float(used) * 0.02 + normal.z);
}
