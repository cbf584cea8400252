// SPDX-License-Identifier: MIT
// Every lane op, over the values where implementations differ, against the scalar reference.
#include "shader/ir/lane_ops.h"

#include <doctest/doctest.h>

#include "shader/interpreter_run.h"
#include "shader/reference.h"

namespace nogpu::shader {

using namespace ir;
using test::Lanes4;

namespace {

constexpr uint32_t kWords[] = {
    0x00000000, 0x80000000, 0x3f800000, 0xbf800000, 0x7f800000, 0xff800000, 0x7fc00000, 0xffc00001,
    0x00000001, 0x80000001, 0x007fffff, 0x00800000, 0x7f7fffff, 0xff7fffff, 0x4effffff, 0x4f000000,
    0xcf000000, 0xcf000001, 0x4f7fffff, 0x4f800000, 0x3f000000, 0xbf000000, 0x3fc00000, 0x40200000,
    0xc0200000, 0x4b000001, 0x4b7fffff, 0xcb000001, 0x3effffff, 0x3f7fffff, 0x7fffffff, 0xffffffff,
    0x00000002, 0x0000001f, 0x00000020, 0x000000ff, 0x01000001, 0x01000003, 0xfffffffe, 0x80000080,
    0xffffff80, 0xffffff7f, 0x3dcccccd, 0x42f6e979};
constexpr size_t kWordCount = sizeof kWords / sizeof kWords[0];

bool takesBools(Op op) {
  return (op >= Op::BAnd && op <= Op::BNot) || op == Op::BToF || op == Op::BToI;
}
bool givesBool(Op op) {
  return (op >= Op::FEq && op <= Op::FGe) || (op >= Op::IEq && op <= Op::BNot);
}

/// Runs `op` on four lanes in the Bool form of lane_ops.h and gives 0 or 1 back.
Lanes4 run(Op op, Lanes4 a, Lanes4 b, Lanes4 c) {
  const auto mask = [](Lanes4& lanes) {
    for (uint32_t& lane : lanes) lane = 0u - (lane & 1);
  };
  if (takesBools(op)) mask(a), mask(b);
  if (op == Op::Select) mask(a);
  Lanes4 result =
      test::fromVector(lane::evaluate(op, test::toVector(a), test::toVector(b), test::toVector(c)));
  if (givesBool(op)) {
    for (uint32_t& lane : result) {
      CHECK((lane == 0 || lane == 0xffffffffu));
      lane &= 1;
    }
  }
  return result;
}

}  // namespace

TEST_CASE("lane ops mean what ir_ops.def says, for every pair of special values") {
  for (size_t number = 0; number < size_t(Op::Count); ++number) {
    const Op op = Op(number);
    if (!lane::isLaneOp(op) || op == Op::DDx || op == Op::DDy) continue;
    const bool two = opInfo(op).operands >= 2;
    const bool bools = takesBools(op);
    size_t wrong = 0;
    for (size_t i = 0; i < kWordCount; ++i) {
      for (size_t j = 0; j < (two ? kWordCount : 1); ++j) {
        Lanes4 a, b, c;
        for (size_t k = 0; k < 4; ++k) {
          a[k] = kWords[(i + k) % kWordCount];
          b[k] = kWords[(j + 3 * k) % kWordCount];
          c[k] = kWords[(i * 7 + j + k) % kWordCount];
          if (bools || op == Op::Select) a[k] &= 1;
          if (bools) b[k] &= 1;
        }
        const Lanes4 result = run(op, a, b, c);
        for (size_t k = 0; k < 4; ++k) {
          const uint32_t expected = test::referenceOp(op, a[k], b[k], c[k]);
          const bool arithmetic = op == Op::FAdd || op == Op::FSub || op == Op::FMul ||
                                  op == Op::FDiv || op == Op::FSqrt || op == Op::FFloor ||
                                  op == Op::FCeil || op == Op::FTrunc || op == Op::FNearest;
          const bool same =
              arithmetic ? test::sameFloat(expected, result[k]) : expected == result[k];
          if (!same && wrong++ < 3) {
            FAIL_CHECK(std::string(opInfo(op).name) << " of " << a[k] << ", " << b[k] << " gives "
                                                    << result[k] << " instead of " << expected);
          }
        }
      }
    }
    CHECK_MESSAGE(wrong == 0, std::string(opInfo(op).name));
  }
}

TEST_CASE("derivatives are differences within the quad") {
  const auto bits = [](float value) { return __builtin_bit_cast(uint32_t, value); };
  const v128_t v = wasm_f32x4_make(1.0f, 3.0f, 10.0f, 15.0f);
  CHECK(test::fromVector(lane::evaluate(Op::DDx, v, v, v)) ==
        Lanes4{bits(2), bits(2), bits(5), bits(5)});
  CHECK(test::fromVector(lane::evaluate(Op::DDy, v, v, v)) ==
        Lanes4{bits(9), bits(12), bits(9), bits(12)});
}

}  // namespace nogpu::shader
