#version 300 es
// lit: four lights, specular, tone mapping
precision highp float;
in vec2 uv;
in vec3 normal;
out vec4 color;
uniform vec3 lightDirection[4];
uniform vec3 lightColor[4];
uniform vec4 base;
uniform vec3 eye;
uniform float shininess;
void main() {
  vec3 n = normalize(normal);
  vec3 sum = vec3(0.05);
  for (int i = 0; i < 4; i++) {
    float d = max(dot(n, lightDirection[i]), 0.0);
    vec3 h = normalize(lightDirection[i] + eye);
    sum += lightColor[i] * (d + pow(max(dot(n, h), 0.0), shininess));
  }
  vec3 checker = mix(vec3(0.2), vec3(0.9), step(0.5, fract(uv.x * 8.0)) * step(0.5, fract(uv.y * 8.0)));
  vec3 lit = sum * base.rgb * checker;
  color = vec4(pow(lit / (lit + 1.0), vec3(1.0 / 2.2)), base.a);
}
