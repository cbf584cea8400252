// SPDX-License-Identifier: MIT
// The checked tree as text, for golden tests and for looking at it. One declaration or statement a
// line; expressions are prefix lists with the type behind the operator; folded values are printed
// instead of the expressions they came from.
//
//   uniform highp vec3 tint [read]
//   void main()
//     (= color vec4((*:vec3 tint 0.5), 1.0))
#pragma once

#include <string>

#include "shader/front/ast.h"

namespace nogpu::shader::front {

std::string printAst(const Module& module);

}  // namespace nogpu::shader::front
