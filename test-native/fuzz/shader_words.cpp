// SPDX-License-Identifier: MIT
#include "fuzz/shader_words.h"

#include <algorithm>
#include <vector>

#include "shader/front/builtins.h"

namespace nogpu::fuzz {
namespace {

constexpr std::string_view kTable[] = {
#define KEYWORD(id, text, ...) text,
#define RESERVED(text, ...) text,
#include "shader/front/keywords.def"
#undef KEYWORD
#undef RESERVED
#define BASIC_TYPE(id, keyword, ...) keyword,
#include "shader/front/basic_types.def"
#undef BASIC_TYPE
#define PUNCTUATOR(id, text, ...) text,
#include "shader/front/punctuators.def"
#undef PUNCTUATOR
#define BUILTIN_VARIABLE(id, name, ...) name,
#include "shader/front/builtin_variables.def"
#undef BUILTIN_VARIABLE
#define SHADER_EXTENSION(id, name, ...) name,
#include "shader/front/extensions.def"
#undef SHADER_EXTENSION
    // What the tables do not hold: directives, qualifiers of layout, numbers at the borders.
    "#version 300 es\n",
    "#version 100\n",
    "\n#define M(x) x x\n",
    "\n#define N ",
    "\n#undef N\n",
    "\n#if ",
    "\n#ifdef N\n",
    "\n#ifndef N\n",
    "\n#elif 1\n",
    "\n#else\n",
    "\n#endif\n",
    "\n#extension GL_",
    "\n#line 7\n",
    "\n#pragma STDGL invariant(all)\n",
    "\n#error x\n",
    "defined(N)",
    "__LINE__",
    "__VERSION__",
    "M(",
    "N",
    "location = ",
    "std140",
    "shared",
    "packed",
    "row_major",
    "column_major",
    "void main() {",
    "gl_MaxDrawBuffers",
    ".xyzw",
    ".wzyx",
    ".length()",
    "0",
    "1",
    "-1",
    "2147483647",
    "4294967295u",
    "0x80000000",
    "1.0",
    "0.5",
    "1e38",
    "1e-45",
    "1e999",
    "precision highp float;\n",
    "// ",
    "/*",
    "*/",
    "\\\n",
    "a",
    "b",
    "c",
    "S",
    "[3]",
    "[]",
    "\n//====\n",
};

std::vector<std::string_view> collect() {
  std::vector<std::string_view> words(std::begin(kTable), std::end(kTable));
  for (const shader::front::BuiltinFunction& row : shader::front::builtinFunctions()) {
    words.push_back(row.name);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace

std::span<const std::string_view> shaderWords() {
  static const std::vector<std::string_view> words = collect();
  return words;
}

}  // namespace nogpu::fuzz
