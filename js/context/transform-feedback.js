// SPDX-License-Identifier: MIT
// Transform feedback (WebGL 2.0 §3.7.15).
