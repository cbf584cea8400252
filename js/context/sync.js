// SPDX-License-Identifier: MIT
// Sync objects (WebGL 2.0 §3.7.14).
