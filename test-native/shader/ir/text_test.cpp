// SPDX-License-Identifier: MIT
// The text form: what the parser and the verifier refuse, and that every construct reads back.
#include <doctest/doctest.h>

#include "shader/ir/parse.h"
#include "shader/ir/print.h"
#include "shader/ir/verify.h"

namespace nogpu::shader {

namespace {

constexpr const char* kEverything = R"(fragment planes=2 samplers=3 uniforms=5 blocks=1
block 0: 16
input 0: Interpolant F32 smooth index=0
input 1: Interpolant F32 flat centroid index=1
input 2: FragCoordX F32
input 3: FrontFacing Bool
array 0: F32[4] weights of a name
constants: 0x3f800000 0x40000000
{
  v F32 %0 = InputLoad 0
  v Bool %1 = InputLoad 3
  u F32 %2 = Const 0.1
  u F32 %3 = Const -0.0
  u F32 %4 = Const 0x7f800000
  u F32 %5 = Const 1e-45
  u I32 %6 = Const -7
  u Bool %7 = Const true
  u I32 %8 = ClampIndex %6, 3
  u F32 %9 = UniformLoad [16]
  u F32 %10 = UniformLoad [%8 + 4]
  u F32 %11 = BlockLoad 0[%8]
  u F32 %12 = ConstLoad [4]
  LocalStore 0[%8 + 1], %0
  v F32 %14 = LocalLoad 0[2]
  v Tex %15 = Tex Lod D2Array shadow F32 sampler=0 count=3 index=%8 coord=(%0, %2, %3) dref=%4 lod=%5 offset=(1, -2, 0)
  v F32 %16 = TexResult %15, 0
  v Tex %17 = Tex Grad D2 F32 sampler=1 coord=(%0, %2) ddx=(%2, %2) ddy=(%3, %3)
  If %1 idle=0 {
    Discard
  } else {
    v F32 %20 = DDx %0
  }
  v F32 %21 = Phi %0, %2
  Loop @7:5 {
    u I32 %23 = Phi %6, %26
    v F32 %24 = Phi %0, %27 escapes
    u Bool %25 = ILt %23, %8
  } while %25 {
    u I32 %26 = IAdd %23, %8
    v F32 %27 = Select %1, %24, %21
  }
}
output 0: Color F32 index=0 = %24
output 1: FragDepth F32 index=0 = %16
)";

std::string verifyText(std::string_view body) {
  const std::string text = "vertex planes=0 samplers=0 blocks=0\n{\n" + std::string(body) + "}\n";
  const ir::ParseResult parsed = ir::parse(text);
  return parsed.error.empty() ? ir::verify(parsed.module) : "parse: " + parsed.error;
}

}  // namespace

TEST_CASE("every construct of the IR reads back as it was written") {
  const ir::ParseResult parsed = ir::parse(kEverything);
  REQUIRE(parsed.error == "");
  CHECK(ir::verify(parsed.module) == "");
  CHECK(ir::print(parsed.module) == kEverything);
}

TEST_CASE("the parser says where and what") {
  CHECK(ir::parse("vertex\n{\n  u F32 %0 = Frob\n}\n").error ==
        "line 3: 'Frob' is not an operation");
  CHECK(ir::parse("vertex\n{\n  u F32 %0 = FNeg %1\n}\n").error ==
        "line 5: %1 is not defined anywhere");
  CHECK(ir::parse("vertex\n{\n  u F32 %0 = Phi %1, %2\n}\n").error ==
        "line 3: a Phi follows an If or begins a Loop");
  CHECK(ir::parse("vertex\n{\n").error == "line 3: expected '}'");
}

TEST_CASE("the verifier refuses values that are not visible, and wrong kinds") {
  CHECK(verifyText("u F32 %0 = Const 1.0\n u F32 %1 = FNeg %0\n") == "");
  CHECK(verifyText("u F32 %1 = FNeg %0\n u F32 %0 = Const 1.0\n").find("not visible") !=
        std::string::npos);
  CHECK(verifyText("u I32 %0 = Const 1\n u F32 %1 = FNeg %0\n").find("wrong kind") !=
        std::string::npos);
  CHECK(verifyText("u I32 %0 = Const 1\n u F32 %1 = IAdd %0, %0\n").find("another kind") !=
        std::string::npos);
  CHECK(verifyText("u Bool %0 = Const true\n If %0 {\n u F32 %1 = Const 1.0\n} else {\n}\n"
                   "u F32 %2 = FNeg %1\n")
            .find("not visible") != std::string::npos);
  CHECK(verifyText("Loop {\n u Bool %0 = Const false\n} while %0 {\n}\n u Bool %1 = BNot %0\n")
            .find("not visible") != std::string::npos);
  CHECK(verifyText("v F32 %0 = Const 1.0\n u F32 %1 = FNeg %0\n").find("uniform but reads") !=
        std::string::npos);
}

namespace {

/// Empty if a module with room for 4 words of uniforms, 16 bytes in a block, 4 constants, 4
/// elements in an array and 4 samplers is accepted; `%0` is an input, `%1` a uniform, both I32.
std::string verifyAccess(const std::string& body) {
  const std::string text =
      "vertex planes=0 samplers=4 uniforms=4 blocks=1\nblock 0: 16\n"
      "input 0: Attribute I32 index=0\narray 0: I32[4] a\nconstants: 1 2 3 4\n{\n"
      "v I32 %0 = InputLoad 0\nu I32 %1 = UniformLoad [0]\nu I32 %2 = Const 2\n" +
      body + "}\n";
  const ir::ParseResult parsed = ir::parse(text);
  return parsed.error.empty() ? ir::verify(parsed.module) : "parse: " + parsed.error;
}

constexpr const char* kAccesses[] = {
    "v I32 %20 = UniformLoad [%9]\n",
    "v I32 %20 = BlockLoad 0[%9]\n",
    "v I32 %20 = ConstLoad [%9]\n",
};

bool refused(const std::string& mistakes) {
  return mistakes.find("not known to stay inside") != std::string::npos;
}

}  // namespace

TEST_CASE("the verifier refuses fixed places outside") {
  for (const char* access :
       {"u I32 %9 = UniformLoad [16]\n", "u I32 %9 = UniformLoad [13]\n",
        "u I32 %9 = UniformLoad [-4]\n", "u I32 %9 = BlockLoad 0[16]\n",
        "u I32 %9 = ConstLoad [16]\n", "v I32 %9 = LocalLoad 0[4]\n", "LocalStore 0[4], %0\n"}) {
    CAPTURE(access);
    CHECK(verifyAccess(access).find("outside the") != std::string::npos);
  }
  CHECK(verifyAccess("u I32 %9 = UniformLoad [12]\n u I32 %10 = BlockLoad 0[12]\n"
                     "u I32 %11 = ConstLoad [12]\n v I32 %12 = LocalLoad 0[3]\n") == "");
}

TEST_CASE("the verifier wants to see that an address stays inside") {
  for (const std::string access : kAccesses) {
    CAPTURE(access);
    CHECK(verifyAccess("v I32 %3 = ClampIndex %0, 4\n v I32 %9 = IShl %3, %2\n" + access) == "");
    CHECK(refused(verifyAccess("v I32 %3 = ClampIndex %0, 5\n v I32 %9 = IShl %3, %2\n" + access)));
    CHECK(refused(verifyAccess("v I32 %9 = IShl %0, %2\n" + access)));
    CHECK(refused(verifyAccess("v I32 %9 = IAdd %1, %2\n" + access)));
    // Rows and columns.
    CHECK(verifyAccess("v I32 %3 = ClampIndex %0, 2\n u I32 %4 = Const 8\n"
                       "v I32 %5 = IMul %3, %4\n u I32 %6 = ClampIndex %1, 2\n"
                       "u I32 %7 = IShl %6, %2\n v I32 %9 = IAdd %5, %7\n" +
                       access) == "");
    // What is taken away afterwards may go below zero.
    CHECK(refused(verifyAccess("v I32 %3 = ClampIndex %0, 4\n v I32 %9 = ISub %3, %2\n" + access)));
  }
  const std::string load = "v I32 %20 = LocalLoad 0[%9 + 1]\n",
                    store = "LocalStore 0[%9 + 1], %0\n";
  for (const std::string& access : {load, store}) {
    CHECK(verifyAccess("v I32 %9 = ClampIndex %0, 3\n" + access) == "");
    CHECK(refused(verifyAccess("v I32 %9 = ClampIndex %0, 4\n" + access)));
    CHECK(refused(verifyAccess("u I32 %9 = UniformLoad [4]\n" + access)));
  }
}

TEST_CASE("the verifier does not take a Phi for an address: idle lanes hold any bits") {
  for (const std::string access : kAccesses) {
    CHECK(refused(verifyAccess(
        "v Bool %3 = ILt %0, %2\n If %3 {\n v I32 %4 = ClampIndex %0, 2\n } else {\n }\n"
        "v I32 %9 = Phi %4, %2\n" +
        access)));
    CHECK(verifyAccess(
              "v Bool %3 = ILt %0, %2\n If %3 {\n v I32 %4 = ClampIndex %0, 2\n } else {\n }\n"
              "v I32 %5 = Phi %4, %2\n v I32 %9 = ClampIndex %5, 13\n" +
              access) == "");
  }
}

TEST_CASE("the verifier keeps indices of sampler arrays inside") {
  const std::string lookup =
      "u F32 %8 = Const 0.5\n v Tex %10 = Tex Lod D2 F32 sampler=1 count=3 index=%9 "
      "coord=(%8, %8) lod=%8\n";
  CHECK(verifyAccess("u I32 %9 = ClampIndex %1, 3\n" + lookup) == "");
  CHECK(refused(verifyAccess("u I32 %9 = ClampIndex %1, 4\n" + lookup)));
  CHECK(refused(verifyAccess("u I32 %9 = IAdd %1, %2\n" + lookup)));
}

}  // namespace nogpu::shader
