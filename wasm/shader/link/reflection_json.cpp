// SPDX-License-Identifier: MIT
// Reflection as JSON text: one key per member of LinkedProgram that describes the interface, in the
// order of program.h. Numbers are GL's.
#include <cstdio>

#include "shader/program.h"

namespace nogpu::shader {

namespace {

/// Writes values with the commas between them.
class JsonWriter {
 public:
  void open(char bracket) {
    separate();
    text_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    text_ += bracket;
    first_ = false;
  }
  JsonWriter& key(const char* name) {
    separate();
    quote(name);
    text_ += ':';
    first_ = true;
    return *this;
  }
  void value(int64_t number) {
    separate();
    text_ += std::to_string(number);
  }
  void value(bool b) {
    separate();
    text_ += b ? "true" : "false";
  }
  void value(const std::string& s) {
    separate();
    quote(s);
  }
  template <typename T>
  void field(const char* name, const T& v) {
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string>) {
      key(name).value(v);
    } else {
      key(name).value(static_cast<int64_t>(v));
    }
  }
  template <typename Items, typename Fn>
  void list(const char* name, const Items& items, Fn write) {
    key(name).open('[');
    for (const auto& item : items) write(item);
    close(']');
  }
  std::string take() { return std::move(text_); }

 private:
  void separate() {
    if (!first_) text_ += ',';
    first_ = false;
  }
  void quote(std::string_view s) {
    text_ += '"';
    for (const char c : s) {
      if (c == '"' || c == '\\') text_ += '\\';
      if (static_cast<unsigned char>(c) < 0x20) {
        char escaped[8];
        std::snprintf(escaped, sizeof escaped, "\\u%04x", c);
        text_ += escaped;
      } else {
        text_ += c;
      }
    }
    text_ += '"';
  }

  std::string text_;
  bool first_ = true;
};

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
  static constexpr const char* kInterpolations[] = {"smooth", "flat", "linear"};
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
