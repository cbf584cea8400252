// SPDX-License-Identifier: MIT
// The context as a whole: attributes, errors, loss (WebGL 1.0 §5.14.2, §5.14.13).
