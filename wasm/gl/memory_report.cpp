// SPDX-License-Identifier: MIT
#include "gl/memory_report.h"

#include <algorithm>

#include "boundary/last_error.h"
#include "shader/json_writer.h"

namespace nogpu::gl {
namespace {

constexpr size_t kMaxLabelBytes = 256;

constexpr const char* kKindNames[] = {"",      "buffer",       "framebuffer",       "program",
                                      "query", "renderbuffer", "sampler",           "shader",
                                      "sync",  "texture",      "transformFeedback", "vertexArray"};
static_assert(sizeof(kKindNames) / sizeof(kKindNames[0]) == kObjectKinds + 1);

double linearMemoryBytes() {
#if defined(__wasm__)
  return static_cast<double>(__builtin_wasm_memory_size(0)) * 65536;
#else
  return 0;
#endif
}

}  // namespace

MemoryReport memoryReport(const Context& context) {
  using boundary::MemoryKind;
  const boundary::Account& own = *context.account;
  const boundary::Account& module = boundary::moduleAccount();
  const auto bytes = [&own](MemoryKind kind) { return static_cast<double>(own.of(kind).bytes); };
  MemoryReport r;
  r.linearMemory = linearMemoryBytes();
  r.live = static_cast<double>(own.bytes + module.bytes);
  r.peak = std::max(r.live, static_cast<double>(own.peakBytes));
  r.arenaSmall = sizeof context.arenas.small;
  r.arenaBlob = static_cast<double>(context.arenas.blob.capacityBytes());
  r.arenaString = static_cast<double>(context.arenas.string.capacityBytes());
  r.upload = bytes(MemoryKind::Uploads);
  r.codeCache = static_cast<double>(module.of(MemoryKind::CodeCache).bytes);
  for (uint32_t i = 0; i < kObjectKinds; ++i) {
    r.objects[i] = {static_cast<double>(own.kinds[i].live),
                    static_cast<double>(own.kinds[i].bytes)};
  }
  r.drawingBuffer = bytes(MemoryKind::DrawingBuffers);
  r.scratch = bytes(MemoryKind::Scratch);
  r.context = bytes(MemoryKind::Contexts) + bytes(MemoryKind::Overhead) - r.arenaSmall;
  r.shared = static_cast<double>(module.bytes) - r.codeCache;
  r.moduleLive = static_cast<double>(boundary::memoryTotal().bytes);
  r.modulePeak = static_cast<double>(boundary::memoryTotal().peakBytes);
  return r;
}

bool setLabel(Context& context, uint32_t handle, std::string_view label) {
  Object* object = objectTable().get(handle);
  if (object == nullptr || &object->context != &context) {
    boundary::setLastError("setLabel: no object of this context has the handle %#x", handle);
    return false;
  }
  object->label = label.substr(0, kMaxLabelBytes);
  return true;
}

std::string liveObjectsJson(const Context& context) {
  shader::JsonWriter json;
  json.open('[');
  objectTable().forEach([&](uint32_t handle, const Object* object) {
    if (&object->context != &context || object->internal) return;
    json.open('{');
    json.field("kind", kKindNames[static_cast<uint8_t>(object->kind)]);
    json.field("handle", handle);
    json.field("bytes", object->storageBytes());
    json.field("label", object->label);
    json.field("deleted", object->deleted);
    json.close('}');
  });
  json.close(']');
  return json.take();
}

}  // namespace nogpu::gl
