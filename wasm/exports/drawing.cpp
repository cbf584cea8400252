// SPDX-License-Identifier: MIT
// Exports of clears and draws.
