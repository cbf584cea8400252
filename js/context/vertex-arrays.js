// SPDX-License-Identifier: MIT
// Vertex array objects (WebGL 2.0 §3.7.17).
