// SPDX-License-Identifier: MIT
// Exports of transform feedback.
