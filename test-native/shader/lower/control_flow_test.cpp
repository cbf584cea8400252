// SPDX-License-Identifier: MIT
// Jumps became conditions: every lane must still do what the text says, whatever its neighbours do.
// Each shader is held against the same code in C++.
#include <doctest/doctest.h>

#include "shader/shader_run.h"

using nogpu::shader::test::VertexProgram;

namespace {

/// i from -4 to 40: groups of four lanes that take different ways.
template <typename Fn>
void checkAll(const char* code, Fn expected) {
  VertexProgram p(code);
  REQUIRE(p.ok());
  std::vector<VertexProgram::Inputs> inputs;
  for (int i = -4; i <= 40; ++i) inputs.push_back({0, 0, 0, 0, i});
  const auto results = p.run(inputs);
  for (size_t at = 0; at < inputs.size(); ++at) {
    INFO("i = ", inputs[at].i);
    CHECK(results[at].n == expected(inputs[at].i));
  }
}

}  // namespace

TEST_CASE("early returns skip the rest of the function") {
  checkAll(R"(
    int f(int a) {
      if (a < 0) return -1;
      if (a > 30) { return 1; }
      int s = 0;
      if (a > 10) { s = 5; if (a > 20) return s + a; s = 7; } else s = 2;
      s += a;
      return s;
    }
    void main() { n = f(i); n += 100 * f(i - 15); })",
           [](int i) {
             const auto f = [](int a) {
               if (a < 0) return -1;
               if (a > 30) return 1;
               int s = 0;
               if (a > 10) {
                 s = 5;
                 if (a > 20) return s + a;
                 s = 7;
               } else {
                 s = 2;
               }
               return s + a;
             };
             return f(i) + 100 * f(i - 15);
           });
}

TEST_CASE("returns out of nested loops") {
  checkAll(R"(
    int f(int a) {
      int s = 0;
      for (int x = 0; x < 6; x++) {
        for (int y = 0; y < 6; y++) {
          if (x * y == a) return 1000 + s;
          if (y > x) continue;
          s += x + y;
        }
        s += 10;
      }
      return s;
    }
    void main() { n = f(i); })",
           [](int i) {
             int s = 0;
             for (int x = 0; x < 6; x++) {
               for (int y = 0; y < 6; y++) {
                 if (x * y == i) return 1000 + s;
                 if (y > x) continue;
                 s += x + y;
               }
               s += 10;
             }
             return s;
           });
}

TEST_CASE("break and continue in diverging lanes") {
  checkAll(R"(
    void main() {
      int s = 0, k = 0;
      while (k < 50) {
        k++;
        if (k % 3 == i % 3) continue;
        if (k > i) break;
        s += k;
        if (s > 100) { s += 1000; break; }
      }
      n = s * 64 + k;
    })",
           [](int i) {
             int s = 0, k = 0;
             while (k < 50) {
               k++;
               if (k % 3 == i % 3) continue;
               if (k > i) break;
               s += k;
               if (s > 100) {
                 s += 1000;
                 break;
               }
             }
             return s * 64 + k;
           });
}

TEST_CASE("a variable of the loop's header outside of it keeps its value at the break") {
  checkAll(R"(
    void main() {
      int k;
      for (k = 0; k < 20; k++) { if (k == i) break; }
      n = k;
    })",
           [](int i) { return i >= 0 && i < 20 ? i : 20; });
}

TEST_CASE("conditions with side effects") {
  checkAll(R"(
    void main() {
      int k = 0, s = 0;
      while (k++ < i) { if (k == 7) break; s += k; }
      n = s * 100 + k;
    })",
           [](int i) {
             int k = 0, s = 0;
             while (k++ < i) {
               if (k == 7) break;
               s += k;
             }
             return s * 100 + k;
           });
  checkAll(R"(
    int calls = 0;
    bool test(int a) { calls++; return a > 5; }
    void main() {
      bool x = i > 10 && test(i);
      bool y = i < 20 || test(i - 20);
      n = calls * 4 + int(x) * 2 + int(y);
    })",
           [](int i) {
             int calls = 0;
             const auto test = [&](int a) {
               calls++;
               return a > 5;
             };
             const bool x = i > 10 && test(i);
             const bool y = i < 20 || test(i - 20);
             return calls * 4 + x * 2 + y;
           });
}

TEST_CASE("do-while runs at least once, and continue goes to its test") {
  checkAll(R"(
    void main() {
      int k = i, s = 0;
      do {
        k--;
        if (k % 2 == 0) continue;
        if (k == 9) break;
        s += k;
      } while (k > 0);
      n = s * 64 + k;
    })",
           [](int i) {
             int k = i, s = 0;
             do {
               k--;
               if (k % 2 == 0) continue;
               if (k == 9) break;
               s += k;
             } while (k > 0);
             return s * 64 + k;
           });
}

TEST_CASE("switch with fallthrough, default in the middle and nested breaks") {
  const auto expected = [](int i) {
    int s = 0;
    switch (i % 7) {
      case 0:
        s += 1;
        [[fallthrough]];
      case 1:
        s += 10;
        break;
      default:
        s += 100;
        [[fallthrough]];
      case 2:
        if (i > 10) break;
        s += 1000;
        break;
      case 3:
      case 4:
        s += 5;
        break;
    }
    return s;
  };
  checkAll(R"(
    void main() {
      int s = 0;
      switch (i % 7) {
        case 0: s += 1;
        case 1: s += 10; break;
        default: s += 100;
        case 2: if (i > 10) break; s += 1000; break;
        case 3: case 4: s += 5; break;
      }
      n = s;
    })",
           expected);
}

TEST_CASE("switch is one scope: what falls through brings its variables") {
  checkAll(R"(
    int zero() { return i * 0; }
    void main() {
      n = 1000;
      switch (i % 4) {
        case 0:
          int a;
          int b = i + 1, c = zero();
          a = b * 2;
          c += a;
        case 1:
          const int d = 3;
          n = a + b + c + d;
          break;
        default:
          n = i;
      }
    })",
           [](int i) {
             if (i % 4 == 0) return 5 * (i + 1) + 3;
             return i % 4 == 1 ? 3 : i;
           });
  checkAll(R"(
    void main() {
      switch (i % 2) {
        case 0: int a = i * 2; n = a; break;
        default: n = a; break;
      }
    })",
           [](int i) { return i % 2 == 0 ? i * 2 : 0; });
}

TEST_CASE("length() of an expression with effects has them") {
  checkAll(R"(
    int calls = 0;
    int[2] f() { ++calls; return int[2](1, 2); }
    void main() {
      int a[3] = int[](1, 2, 3), b[3] = int[](4, 5, i);
      int c = (a = b).length() + f().length();
      n = c * 100 + a[2] * 10 + calls;
    })",
           [](int i) { return 501 + i * 10; });
}

TEST_CASE("switch in a loop: break leaves the switch, continue the iteration") {
  checkAll(R"(
    int f(int a) {
      int s = 0;
      for (int k = 0; k < 8; k++) {
        switch ((a + k) & 3) {
          case 0: s += 1; break;
          case 1: continue;
          case 2: if (k > 4) return s; s += 4; break;
          default: s += 16; break;
        }
        s += 100;
      }
      return -s;
    }
    void main() { n = f(i); })",
           [](int i) {
             int s = 0;
             for (int k = 0; k < 8; k++) {
               switch ((i + k) & 3) {
                 case 0:
                   s += 1;
                   break;
                 case 1:
                   continue;
                 case 2:
                   if (k > 4) return s;
                   s += 4;
                   break;
                 default:
                   s += 16;
                   break;
               }
               s += 100;
             }
             return -s;
           });
}

TEST_CASE("out and inout parameters are copied in and out") {
  checkAll(R"(
    void f(inout int a, out int b, in int c) { b = a; a += c; c = 100; if (a > 20) return; b += c; }
    void main() { int p = i, q = 3; f(p, q, p); n = p * 1000 + q; })",
           [](int i) {
             int a = i, c = i;
             int b = a;
             a += c;
             if (a <= 20) b += 100;
             return a * 1000 + b;
           });
}

TEST_CASE("a function called inside its own argument") {
  checkAll("int f(int a) { int t = a * 2; return t + 1; } void main() { n = f(f(i) + f(3)); }",
           [](int i) { return (2 * i + 1 + 7) * 2 + 1; });
}

TEST_CASE("shadowed and uninitialised variables") {
  checkAll(R"(
    int g = 5;
    void main() {
      int s; int a = i;
      for (int k = 0; k < 3; k++) { int a = a + k; int fresh; fresh += a; s += fresh; }
      { int a = 1; s += a; g++; }
      n = s * 10 + g;
    })",
           [](int i) {
             int s = 0;
             for (int k = 0; k < 3; k++) s += i + k;
             return (s + 1) * 10 + 6;
           });
}

TEST_CASE("an endless loop uses up its budget and names its line") {
  VertexProgram p("void main() {\n int k = 0;\n for (;;) { k += i; }\n n = k; }");
  p.loopBudget = 1000;
  REQUIRE(p.ok());
  p.run({{0, 0, 0, 0, 1}});  // returns
}

TEST_CASE("conditions on uniforms are folded with what they guard") {
  VertexProgram p(R"(
    uniform bool on;
    void main() { int s = 1; if (on) { s = i; if (i > 3) s = 9; } n = on ? s : -s; })");
  CHECK(p.runInt(2) == -1);
  p.setUniformInts("on", {1});
  CHECK(p.runInt(2) == 2);
  CHECK(p.runInt(7) == 9);
}
