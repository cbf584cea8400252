// SPDX-License-Identifier: MIT
// Exports of sync objects.
