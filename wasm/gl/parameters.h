// SPDX-License-Identifier: MIT
// getParameter and the other queries of context state.
