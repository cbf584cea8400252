// SPDX-License-Identifier: MIT
// Extensions (WebGL 1.0 §5.14.14).
