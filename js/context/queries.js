// SPDX-License-Identifier: MIT
// Query objects (WebGL 2.0 §3.7.12).
