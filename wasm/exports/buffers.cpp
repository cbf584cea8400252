// SPDX-License-Identifier: MIT
// Exports of buffers: objects, bindings, contents.
