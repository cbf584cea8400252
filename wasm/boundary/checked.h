// SPDX-License-Identifier: MIT
// Whether this build counts memory and checks shaders at run time. CMake's NOGPU_UNCHECKED switches
// off accounting, loop budgets and clamps of indices, to measure what they cost: nothing else may
// run such a build.
#pragma once

namespace nogpu::boundary {

#if defined(NOGPU_UNCHECKED)
inline constexpr bool kChecked = false;
#else
inline constexpr bool kChecked = true;
#endif

}  // namespace nogpu::boundary
