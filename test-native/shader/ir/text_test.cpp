// SPDX-License-Identifier: MIT
// The text form: what the parser and the verifier refuse, and that every construct reads back.
#include <doctest/doctest.h>

#include "shader/ir/parse.h"
#include "shader/ir/print.h"
#include "shader/ir/verify.h"

namespace nogpu::shader {

namespace {

constexpr const char* kEverything = R"(fragment planes=2 samplers=3 blocks=1
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
  u I32 %8 = ClampIndex %6, 4
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
  CHECK(ir::parse("vertex\n{\n  u F32 %0 = Frob\n}\n").error == "line 3: 'Frob' is not an operation");
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
                   "u F32 %2 = FNeg %1\n").find("not visible") != std::string::npos);
  CHECK(verifyText("Loop {\n u Bool %0 = Const false\n} while %0 {\n}\n u Bool %1 = BNot %0\n")
            .find("not visible") != std::string::npos);
  CHECK(verifyText("v F32 %0 = Const 1.0\n u F32 %1 = FNeg %0\n").find("uniform but reads") !=
        std::string::npos);
}

}  // namespace nogpu::shader
