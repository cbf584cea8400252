// SPDX-License-Identifier: MIT
// Vertex attributes (WebGL 1.0 §5.14.10, WebGL 2.0 §3.7.8).
