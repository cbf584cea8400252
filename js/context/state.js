// SPDX-License-Identifier: MIT
// Fixed-function state (WebGL 1.0 §5.14.3, §5.14.4).
