// SPDX-License-Identifier: MIT
// Depth functions in all layouts, early and late; stencil functions, operations and masks.
#include <doctest/doctest.h>

#include "pipeline/scene.h"

using namespace nogpu::test;

namespace {

bool passes(CompareFunc f, double incoming, double stored) {
  switch (f) {
    case CompareFunc::Never:
      return false;
    case CompareFunc::Less:
      return incoming < stored;
    case CompareFunc::Equal:
      return incoming == stored;
    case CompareFunc::LessEqual:
      return incoming <= stored;
    case CompareFunc::Greater:
      return incoming > stored;
    case CompareFunc::NotEqual:
      return incoming != stored;
    case CompareFunc::GreaterEqual:
      return incoming >= stored;
    case CompareFunc::Always:
      return true;
  }
  return false;
}

void storeDepth(Scene& s, FormatId id, double d) {
  if (id == FormatId::DEPTH_COMPONENT16)
    s.depth.fill(static_cast<uint16_t>(d * 65535 + 0.5));
  else if (id == FormatId::DEPTH_COMPONENT24)
    s.depth.fill(static_cast<uint32_t>(d * 16777215 + 0.5));
  else
    s.depth.fill(static_cast<float>(d));
}

double loadDepth(const Scene& s, FormatId id, uint32_t sample = 0) {
  if (id == FormatId::DEPTH_COMPONENT16) return s.depth.at<uint16_t>(3, 2, sample) / 65535.0;
  if (id == FormatId::DEPTH_COMPONENT24) return s.depth.at<uint32_t>(3, 2, sample) / 16777215.0;
  return s.depth.at<float>(3, 2, sample);
}

constexpr FormatId kDepthFormats[] = {FormatId::DEPTH_COMPONENT16, FormatId::DEPTH_COMPONENT24,
                                      FormatId::DEPTH_COMPONENT32F};

enum class Way { Early, Discard, FragDepth };

}  // namespace

TEST_CASE("every depth function in every layout, early, with discard and with gl_FragDepth") {
  using namespace nogpu::shader::ir;
  for (const FormatId id : kDepthFormats)
    for (const uint32_t samples : {1u, 4u})
      for (const Way way : {Way::Early, Way::Discard, Way::FragDepth})
        for (int f = 0; f < 8; ++f)
          for (const double incoming : {0.25, 0.5, 0.75})
            for (const bool write : {true, false}) {
              Scene s(6, 5, FormatId::RGBA8, samples);
              s.addDepth(id);
              storeDepth(s, id, 0.5);
              s.call.depth.func = static_cast<CompareFunc>(f);
              s.call.depth.write = write;
              s.fullQuad(static_cast<float>(incoming * 2 - 1), static_cast<float>(incoming), 1, 1,
                         1);
              if (way == Way::Discard) {
                s.program.usesDiscard = s.shape.discardLowAlpha = true;
              } else if (way == Way::FragDepth) {
                s.program.writesDepth = s.shape.fragDepth = true;
                s.shape.fragmentOutputs = 5;
                s.program.fragment.outputs.push_back(
                    {OutputSemantic::FragDepth, Kind::F32, 0, kNoValue});
                for (TestVertex& v : s.vertices) v.position[2] = 0.9f;
              }
              s.draw();
              const bool expected = passes(static_cast<CompareFunc>(f), incoming, 0.5);
              CAPTURE(f);
              CAPTURE(incoming);
              CAPTURE(samples);
              for (uint32_t k = 0; k < samples; ++k) {
                CHECK((s.color.at<uint32_t>(3, 2, k) != 0) == expected);
                CHECK(loadDepth(s, id, k) ==
                      doctest::Approx(expected && write ? incoming : 0.5).epsilon(1e-4));
              }
            }
}

TEST_CASE("discarded fragments write no depth, and overlapping primitives keep their order") {
  Scene s(8, 8);
  s.addDepth(FormatId::DEPTH_COMPONENT24);
  storeDepth(s, FormatId::DEPTH_COMPONENT24, 1.0);
  s.program.usesDiscard = s.shape.discardLowAlpha = true;
  s.fullQuad(-0.5f, 1, 0, 0, 0.25f);  // discarded
  const auto near = s.vertices;
  s.fullQuad(0.5f, 0, 1, 0, 1);
  s.vertices.insert(s.vertices.begin(), near.begin(), near.end());
  s.draw();
  CHECK(s.color.at<uint32_t>(3, 3) == 0xFF00FF00u);
  CHECK(loadDepth(s, FormatId::DEPTH_COMPONENT24) == doctest::Approx(0.75));
}

TEST_CASE("later primitives of a batch see the depth of earlier ones") {
  for (const bool discard : {false, true}) {
    Scene s(4, 4);
    s.addDepth(FormatId::DEPTH_COMPONENT32F);
    s.depth.fill(1.0f);
    s.program.usesDiscard = s.shape.discardLowAlpha = discard;
    std::vector<TestVertex> all;
    // Front to back and back to front, mixed: the nearest must win.
    const float z[] = {0.5f, -0.5f, 0.0f, -0.25f, 0.25f};
    for (int i = 0; i < 5; ++i) {
      s.fullQuad(z[i], static_cast<float>(i) / 255, 0, 0, 1);
      all.insert(all.end(), s.vertices.begin(), s.vertices.end());
    }
    s.vertices = all;
    s.draw();
    CHECK((s.color.at<uint32_t>(2, 2) & 255) == 1);
    CHECK(s.depth.at<float>(2, 2) == 0.25f);
  }
}

TEST_CASE("stencil functions read as ref OP stored, under the read mask") {
  for (int f = 0; f < 8; ++f)
    for (const int stored : {0x12, 0x34, 0x56})
      for (const uint8_t mask : {uint8_t{255}, uint8_t{0x0F}}) {
        Scene s(4, 4);
        s.addStencil();
        s.stencil.fill(static_cast<uint8_t>(stored));
        StencilFace& face = s.call.stencilFront;
        face.func = static_cast<CompareFunc>(f);
        face.ref = 0x34;
        face.readMask = mask;
        face.pass = StencilOp::Replace;
        face.stencilFail = StencilOp::Invert;
        s.fullQuad(0, 1, 1, 1, 1);
        s.draw();
        const bool expected = passes(face.func, 0x34 & mask, stored & mask);
        CHECK((s.color.at<uint32_t>(1, 1) != 0) == expected);
        CHECK(int{s.stencil.at<uint8_t>(1, 1)} == (expected ? 0x34 : 255 - stored));
      }
}

TEST_CASE("stencil operations and write mask") {
  struct Row {
    StencilOp op;
    int old, expected;
  };
  const Row rows[] = {{StencilOp::Keep, 7, 7},
                      {StencilOp::Zero, 7, 0},
                      {StencilOp::Replace, 7, 0x3C},
                      {StencilOp::IncrementClamp, 255, 255},
                      {StencilOp::IncrementClamp, 3, 4},
                      {StencilOp::DecrementClamp, 0, 0},
                      {StencilOp::DecrementClamp, 3, 2},
                      {StencilOp::Invert, 0x0F, 0xF0},
                      {StencilOp::IncrementWrap, 255, 0},
                      {StencilOp::DecrementWrap, 0, 255}};
  enum Which { Fail, DepthFail, Pass };
  for (const uint32_t samples : {1u, 4u})
    for (const Which which : {Fail, DepthFail, Pass})
      for (const Row& row : rows)
        for (const uint8_t writeMask : {uint8_t{255}, uint8_t{0x0F}}) {
          Scene s(4, 4, FormatId::RGBA8, samples);
          s.addStencil();
          s.addDepth(FormatId::DEPTH_COMPONENT24);
          storeDepth(s, FormatId::DEPTH_COMPONENT24, which == DepthFail ? 0.0 : 1.0);
          s.stencil.fill(static_cast<uint8_t>(row.old));
          StencilFace& face = s.call.stencilFront;
          face.func = which == Fail ? CompareFunc::Never : CompareFunc::Always;
          face.ref = 0x3C;
          face.writeMask = writeMask;
          (which == Fail        ? face.stencilFail
           : which == DepthFail ? face.depthFail
                                : face.pass) = row.op;
          s.fullQuad(0, 1, 1, 1, 1);
          s.draw();
          const int expected = (row.old & ~writeMask) | (row.expected & writeMask);
          CHECK(int{s.stencil.at<uint8_t>(2, 1, samples - 1)} == expected);
        }
}

TEST_CASE("front and back faces have their own stencil state; points and lines are front") {
  Scene s(8, 8);
  s.addStencil();
  s.call.stencilFront.pass = StencilOp::IncrementWrap;
  s.call.stencilBack.pass = StencilOp::DecrementWrap;
  s.vertices = {s.at(0, 0), s.at(8, 0), s.at(8, 8), s.at(0, 0), s.at(0, 8), s.at(8, 8)};
  s.draw();
  CHECK(int{s.stencil.at<uint8_t>(6, 1)} == 1);
  CHECK(int{s.stencil.at<uint8_t>(1, 6)} == 255);
}
