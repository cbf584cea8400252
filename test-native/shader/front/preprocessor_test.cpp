// SPDX-License-Identifier: MIT
// The preprocessor alone: text in, expanded tokens or messages out.
#include <doctest/doctest.h>

#include <string>

#include "shader/front/preprocessor.h"

namespace nogpu::shader::front {

namespace {

struct Preprocessed {
  std::string tokens;  // joined by spaces
  std::string log;
  uint32_t lastLine = 0;
};

Preprocessed preprocess(std::string_view source) {
  Module module;
  module.stage = Stage::Fragment;
  NameTable names(module.arena);
  DiagnosticList diagnostics;
  const Limits limits;
  ExtensionSet extensions;
  extensions.add(Extension::AngleMultiDraw);
  Preprocessor p(source, module, names, extensions, limits, diagnostics);
  Preprocessed out;
  for (Token t = p.next(); t.kind != TokenKind::EndOfFile; t = p.next()) {
    if (!out.tokens.empty()) out.tokens += ' ';
    out.tokens += t.text;
    out.lastLine = t.loc.line;
  }
  out.log = printInfoLog(diagnostics);
  return out;
}

void expectTokens(std::string_view source, std::string_view tokens) {
  INFO(std::string(source));
  const Preprocessed out = preprocess(source);
  CHECK_EQ(out.tokens, std::string(tokens));
  CHECK_EQ(out.log, "");
}

void expectError(std::string_view source, std::string_view part) {
  INFO(std::string(source));
  const Preprocessed out = preprocess(source);
  INFO(out.log);
  CHECK(out.log.find(part) != std::string::npos);
}

}  // namespace

TEST_CASE("preprocessor: macros without parameters") {
  expectTokens("#define A 1 + B\n#define B 2\nA;", "1 + 2 ;");
  expectTokens("#define A\nx A y", "x y");
  expectTokens("#define A A + 1\nA", "A + 1");
  expectTokens("#define A B\n#define B A\nA B", "A B");
  expectTokens("#define A 1\n#undef A\nA", "A");
  expectTokens("#define A 1\n#define A 1\nA", "1");
}

TEST_CASE("preprocessor: macros with parameters") {
  expectTokens("#define F(x) (x)\nF(1) F ( 2 ) F", "( 1 ) ( 2 ) F");
  expectTokens("#define F(x, y) y x\nF((a, b), c)", "c ( a , b )");
  expectTokens("#define F() 1\nF() F( )", "1 1");
  expectTokens("#define F(x) x\nF()", "");
  expectTokens("#define F(x) x\nF(\n1\n)", "1");
  expectTokens("#define F (x)\nF", "( x )");
  expectTokens("#define F(x) x x\n#define A 1\nF(A)", "1 1");
  expectTokens("#define F(x) G(x)\n#define G(x) [x]\nF(F(1))", "[ [ 1 ] ]");
}

TEST_CASE("preprocessor: rescanning follows C") {
  // C99 §6.10.3.5, examples 3 and 4, without # and ##.
  expectTokens(
      "#define x 3\n#define f(a) f(x * (a))\n#undef x\n#define x 2\n#define g f\n#define z z[0]\n"
      "#define h g(~\n#define m(a) a(w)\n#define w 0,1\n#define t(a) a\n"
      "f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);",
      "f ( 2 * ( y + 1 ) ) + f ( 2 * ( f ( 2 * ( z [ 0 ] ) ) ) ) % f ( 2 * ( 0 ) ) + t ( 1 ) ;");
  // A name met inside its own expansion stays unexpanded for ever.
  expectTokens("#define f(x) x f\nf(1)(2)", "1 f ( 2 )");
  expectTokens(
      "#define NIL(xxx) xxx\n#define G_0(arg) NIL(G_1)(arg)\n#define G_1(arg) NIL(arg)\nG_0(42)",
      "42");
}

TEST_CASE("preprocessor: conditionals") {
  expectTokens("#if 1\na\n#else\nb\n#endif\nc", "a c");
  expectTokens("#if 0\na\n#elif 1\nb\n#elif 1\nd\n#else\ne\n#endif", "b");
  expectTokens("#ifdef X\na\n#else\nb\n#endif", "b");
  expectTokens("#define X\n#ifndef X\na\n#endif\n#if defined X && defined(X)\nb\n#endif", "b");
  expectTokens("#if 0\n#if 1\na\n#else\nb\n#endif\n#else\nc\n#endif", "c");
  expectTokens("#if 0\n@ $ 'it is /* not\n closed here */ #endif\n#endif\nz", "z");
  expectTokens("#if 0\n#error no\n#unknown\n#version 4\n#endif\nz", "z");
  expectTokens("#\nz", "z");
}

TEST_CASE("preprocessor: integer expressions") {
  expectTokens("#if (1 + 2 * 3 == 7) && (10 % 4 == 2) && (1 << 4 | 3) == 19\ny\n#endif", "y");
  expectTokens("#if -1 < 0 && ~0 == -1 && !0 && 0x10 == 16 && 010 == 8\ny\n#endif", "y");
  expectTokens("#if 0 && (1 / 0) || 1\ny\n#endif", "y");
  expectTokens("#if 0 && UNDEFINED_NAME\nn\n#else\ny\n#endif", "y");
  expectTokens("#if 1 || UNDEFINED_NAME\ny\n#endif", "y");
  expectTokens("#define F(a) (a > 2)\n#if F(3) && !F(1)\ny\n#endif", "y");
  expectTokens("#if GL_ES == 1 && __VERSION__ == 100\ny\n#endif", "y");
  expectTokens("#version 300 es\n#if __VERSION__ == 300\ny\n#endif", "y");
}

TEST_CASE("preprocessor: lines, comments and continuations") {
  CHECK_EQ(preprocess("a\n\nb").lastLine, 3);
  CHECK_EQ(preprocess("a\\\n\\\nb c").lastLine, 3);
  CHECK_EQ(preprocess("/*\n\n*/ a").lastLine, 3);
  CHECK_EQ(preprocess("a\r\nb\rc\n\rd").lastLine, 4);
  CHECK_EQ(preprocess("#line 10\na").lastLine, 10);
  CHECK_EQ(preprocess("#define N 7\n#line N 0\n\na").lastLine, 8);
  CHECK_EQ(preprocess("#line +20\na").lastLine, 20);
  CHECK_EQ(preprocess("#line (1 << 4) - 1 (+2)\na").lastLine, 15);
  expectTokens("__FILE__\n#line 234 10\n__LINE__ __FILE__\n#line 7\n__LINE__ __FILE__",
               "0 234 10 7 10");
  expectTokens("#define B __LINE__\n#define A(x) B x __LINE__\nA(__LINE__) A(\n__LINE__\n) B",
               "3 3 3 5 4 5 5");
  CHECK_EQ(preprocess("#define A x\n\nA").lastLine, 3);
  expectTokens("a // b\nc /* d */ e", "a c e");
  expectTokens("a // b \\\nstill a comment\nc", "a c");
  expectTokens("#define A 1 /* over\nlines */ + 2\nA", "1 + 2");
  expectTokens("ab\\\ncd", "abcd");
  expectTokens("__LINE__\n__LINE__ __FILE__", "1 2 0");
  expectTokens("#define L __LINE__\n\nL", "3");
}

TEST_CASE("preprocessor: mistakes") {
  expectError("#define A 1\n#define A 2", "defined already");
  expectError("#define GL_A 1", "reserved");
  expectError("#define __LINE__ 1", "predefined");
  expectError("#undef GL_ES", "predefined");
  expectError("#define defined 1", "no name for a macro");
  expectError("#define F(a) #a\nF(1)", "no operator");
  expectError("#define NAME 2d-tiles\nNAME", "invalid number");
  expectError("#define F(a, a) a", "declared twice");
  expectError("#define F(a b", "malformed macro parameters");
  expectError("#define F(a) a\nF(1, 2)", "2 arguments, expected 1");
  expectError("#define F(a, b) a\nF(1)", "1 arguments, expected 2");
  expectError("#define F(a) a\nF(1", "not closed");
  expectError("#if\n#endif", "expected an integer expression");
  expectError("#if FOO\n#endif", "undefined identifier");
  expectError("#if 1 / 0\n#endif", "division by zero");
  expectError("#define D defined X\n#if D\n#endif", "cannot come out of a macro");
  expectError("#if 1\n", "not closed");
  expectError("#endif", "without an #if");
  expectError("#if 1\n#else\n#else\n#endif", "after #else");
  expectError("#if 0\n#else\n#elif 1\n#endif", "after #else");
  expectError("#foo", "unknown preprocessor directive");
  expectError("#error out of luck", "out of luck");
  expectError("a # b", "first character");
  expectError("@", "invalid character");
  expectError("/* never", "not closed");
  expectError("1x", "invalid number");
  expectError("#line x", "expected a line number");
  expectError("#line", "expected a line number");
  expectError("#line -1", "expected a line number");
  expectError("#line 1 2 (3)", "expected a line number");
}

TEST_CASE("preprocessor: macros that are not used may hold what no shader may") {
  expectTokens("#define SHADER_NAME vertex:#2d-tiles 1e @\na", "a");
  expectTokens("#define F(x) x##x 0z\nF", "F");
}

TEST_CASE("preprocessor: #version") {
  expectError("\n#version 300 es\n", "first line");
  expectError("// hi\n#version 300 es\n", "first line");
  expectError("a\n#version 100\n", "before anything else");
  expectError("#version 300\n", "unsupported version");
  expectError("#version 100 es\n", "unsupported version");
  expectError("#version 310 es\n", "unsupported version");
  expectTokens("/* fine */\n#version 100\na", "a");
  expectTokens("  # version 300 es \na", "a");
}

TEST_CASE("preprocessor: #extension and #pragma") {
  expectTokens("#extension GL_ANGLE_multi_draw : require\na", "a");
  expectTokens("#ifdef GL_ANGLE_multi_draw\na\n#endif", "a");
  expectTokens("#extension all : warn\na", "a");
  expectTokens("#pragma whatever it says\n#pragma optimize(off)\na", "a");
  expectError("#extension GL_EXT_nope : require",
              "ERROR: 0:1: 'GL_EXT_nope' : extension is not supported");
  expectError("#extension GL_EXT_nope : enable", "WARNING: 0:1: 'GL_EXT_nope'");
  expectError("#extension all : enable", "'warn' or 'disable'");
  expectError("#extension GL_ANGLE_multi_draw", "malformed");
  expectError("#version 300 es\nfloat a;\n#extension GL_ANGLE_multi_draw : enable",
              "before any code");
  expectError("a\n#extension GL_ANGLE_multi_draw : enable\nb", "WARNING: 0:2");
  expectError("a\n#extension GL_ANGLE_multi_draw : disable\nb", "WARNING: 0:2");
  expectError(
      "#extension GL_ANGLE_multi_draw : enable\na\n#extension GL_ANGLE_multi_draw : disable",
      "cannot be disabled after code");
  expectError("#extension GL_ANGLE_multi_draw : enable\na\n#extension all : disable",
              "cannot be disabled after code");
  expectError("#pragma optimize(maybe)", "malformed pragma");
  expectError("#version 300 es\n#pragma STDGL invariant(all)", "for vertex shaders");
}

TEST_CASE("preprocessor: expansion has an end") {
  std::string doubling = "#define A0 x x\n";
  for (int i = 1; i < 40; ++i) {
    const std::string n = std::to_string(i);
    const std::string before = "A" + std::to_string(i - 1);
    doubling += "#define A" + n + " " + before + " " + before + "\n";
  }
  expectError(doubling + "A39", "expand to more than");

  std::string empty = "#define E0\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "E" + std::to_string(i - 1);
    empty += "#define E" + std::to_string(i) + " " + before + " " + before + "\n";
  }
  expectError(empty + "E39", "expand to more than");

  std::string arguments = "#define D(x) x x\n";
  std::string open;
  std::string close;
  for (int i = 0; i < 100; ++i) {
    open += "D(";
    close += ")";
  }
  expectError(arguments + open + "y" + close, "expand to more than");

  std::string deep = "#define I(x) x\n";
  for (int i = 0; i < 300; ++i) deep += "I(";
  expectError(deep, "not closed");
  for (int i = 0; i < 300; ++i) deep += ")";
  expectError(deep, "nested too deeply");
}

}  // namespace nogpu::shader::front
