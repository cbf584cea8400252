// SPDX-License-Identifier: MIT
// Exports of fixed-function state.
