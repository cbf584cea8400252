// SPDX-License-Identifier: MIT
// Exports of vertex arrays and vertex attributes.
