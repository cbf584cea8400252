// SPDX-License-Identifier: MIT
// Exports of query objects.
