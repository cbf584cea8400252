#version 300 es
in vec2 position;
out vec2 uv;
out vec3 normal;
void main() { uv = position; normal = vec3(position, 1.0); gl_Position = vec4(position, 0.0, 1.0); }
