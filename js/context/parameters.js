// SPDX-License-Identifier: MIT
// Queries of context state (WebGL 1.0 §5.14.3, WebGL 2.0 §3.7.2).
