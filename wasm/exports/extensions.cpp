// SPDX-License-Identifier: MIT
// Exports of extensions.
