// SPDX-License-Identifier: MIT
#include "gl/context.h"

#include "boundary/last_error.h"

namespace nogpu::gl {

boundary::HandleTable<Context>& contextTable() {
  using Table = boundary::HandleTable<Context>;
  alignas(Table) static std::byte place[sizeof(Table)];
  static Table* const table = new (place) Table;
  return *table;
}

Context* Context::create(uint32_t, uint32_t, const ContextAttributes& attributes) {
  Context* context = new (std::nothrow) Context(attributes);
  if (context == nullptr || !context->upload.create()) {
    boundary::setLastError("createContext: out of memory");
    delete context;
    return nullptr;
  }
  context->handle = contextTable().add(context);
  return context;
}

Context::Context(const ContextAttributes& granted) : attributes(granted) {
  boundary::accountLive(boundary::MemoryKind::Contexts, 1);
}

Context::~Context() {
  contextTable().remove(handle);
  dropAllNames();
  boundary::accountLive(boundary::MemoryKind::Contexts, -1);
}

void Context::dropAllNames() {
  objectTable().forEach([this](uint32_t, Object* object) {
    if (&object->context == this) object->dropName();
  });
}

void Context::error(uint32_t code, const char* format, ...) {
  va_list args;
  va_start(args, format);
  errors.record(code, format, args);
  va_end(args);
}

Object* Context::lookupAny(uint32_t objectHandle, ObjectKind kind) const {
  Object* object = objectTable().get(objectHandle);
  const bool ours = object != nullptr && object->kind == kind && &object->context == this;
  return ours ? object : nullptr;
}

}  // namespace nogpu::gl
