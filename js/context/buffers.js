// SPDX-License-Identifier: MIT
// Buffers (WebGL 1.0 §5.14.5, WebGL 2.0 §3.7.3).
