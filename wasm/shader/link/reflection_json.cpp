// SPDX-License-Identifier: MIT
// Reflection as JSON text: one key per member of LinkedProgram that describes the interface, in the
// order of program.h. Numbers are GL's.
#include "shader/json_writer.h"
#include "shader/program.h"

namespace nogpu::shader {

namespace {

void writeUniform(JsonWriter& w, const ActiveUniform& u) {
  w.open('{');
  w.field("name", u.name);
  w.field("type", u.glType);
  w.field("size", u.size);
  if (u.block < 0) {
    w.field("location", u.location);
    w.field("wordOffset", u.wordOffset);
    if (u.samplerSlot >= 0) w.field("samplerSlot", u.samplerSlot);
  } else {
    w.field("block", u.block);
    w.field("offset", u.offset);
    w.field("arrayStride", u.arrayStride);
    w.field("matrixStride", u.matrixStride);
    w.field("rowMajor", u.rowMajor);
  }
  w.field("vertex", u.usedInVertex);
  w.field("fragment", u.usedInFragment);
  w.close('}');
}

void writeBlock(JsonWriter& w, const ActiveUniformBlock& b) {
  w.open('{');
  w.field("name", b.name);
  w.field("dataSize", b.dataSizeBytes);
  w.list("uniforms", b.uniforms, [&](uint32_t u) { w.value(int64_t{u}); });
  w.field("vertex", b.usedInVertex);
  w.field("fragment", b.usedInFragment);
  w.close('}');
}

void writeInterpolant(JsonWriter& w, const Interpolant& p) {
  static constexpr const char* kSources[] = {"vertexOutput", "pointCoordS", "pointCoordT", "zero"};
  static constexpr const char* kInterpolations[] = {"smooth", "flat", "linear", "smooth"};
  w.open('{');
  w.field("source", std::string(kSources[static_cast<int>(p.source)]));
  w.field("vertexSlot", p.vertexSlot);
  w.field("interpolation", std::string(kInterpolations[static_cast<int>(p.interpolation)]));
  w.field("centroid", p.centroid);
  w.close('}');
}

}  // namespace

std::string reflectionJson(const LinkedProgram& program) {
  JsonWriter w;
  w.open('{');
  w.field("version", program.version);
  w.list("attributes", program.attributes, [&](const ActiveAttribute& a) {
    w.open('{');
    w.field("name", a.name);
    w.field("type", a.glType);
    w.field("size", a.size);
    w.field("location", a.location);
    w.close('}');
  });
  w.list("uniforms", program.uniforms, [&](const ActiveUniform& u) { writeUniform(w, u); });
  w.list("uniformBlocks", program.uniformBlocks,
         [&](const ActiveUniformBlock& b) { writeBlock(w, b); });
  w.list("interpolants", program.interpolants,
         [&](const Interpolant& p) { writeInterpolant(w, p); });
  w.list("fragmentOutputs", program.fragmentOutputs, [&](const FragmentOutput& o) {
    w.open('{');
    w.field("name", o.name);
    w.field("type", o.glType);
    w.field("location", o.location);
    if (o.index != 0) w.field("index", o.index);
    w.field("size", o.size);
    w.close('}');
  });
  w.list("captured", program.captured, [&](const CapturedVarying& c) {
    w.open('{');
    w.field("name", c.name);
    w.field("type", c.glType);
    w.field("size", c.size);
    w.close('}');
  });
  w.field("uniformWords", program.uniformWords);
  w.field("usesDiscard", program.usesDiscard);
  w.field("writesDepth", program.writesDepth);
  w.field("usesPointSize", program.usesPointSize);
  w.close('}');
  return w.take();
}

}  // namespace nogpu::shader
