// SPDX-License-Identifier: MIT
// Exports of getParameter and the other queries of context state.
