// SPDX-License-Identifier: MIT
// The words of the IR's text form, one array per enum, in the enum's order. The printer writes
// them, the parser looks them up.
#pragma once

#include "shader/ir/ir.h"

namespace nogpu::shader::ir {

inline constexpr const char* kStageNames[] = {"vertex", "fragment"};
inline constexpr const char* kKindNames[] = {"None", "F32", "I32", "Bool"};
inline constexpr const char* kTexMethodNames[] = {"Implicit", "Lod", "Grad", "Fetch", "Size"};
inline constexpr const char* kTexDimNames[] = {"D2", "Cube", "D3", "D2Array"};
inline constexpr const char* kInputSemanticNames[] = {
    "Attribute",  "VertexId",   "InstanceId", "DrawId",     "Interpolant",
    "FragCoordX", "FragCoordY", "FragCoordZ", "FragCoordW", "FrontFacing",
    "SampleMask", "CentroidX",  "CentroidY"};
inline constexpr const char* kInterpolationNames[] = {"smooth", "flat", "linear", "overW"};
inline constexpr const char* kOutputSemanticNames[] = {
    "Position", "PointSize", "Varying", "Color", "FragDepth", "SecondaryColor", "SampleMask"};

}  // namespace nogpu::shader::ir
