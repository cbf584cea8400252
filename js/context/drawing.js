// SPDX-License-Identifier: MIT
// Clears and draws (WebGL 1.0 §5.14.11, WebGL 2.0 §3.7.9, §3.7.11).
