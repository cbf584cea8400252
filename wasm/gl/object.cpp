// SPDX-License-Identifier: MIT
#include "gl/object.h"

#include <new>

#include "gl/context.h"

namespace nogpu::gl {

using boundary::MemoryKind;

static_assert(memoryKind(ObjectKind::Buffer) == MemoryKind::Buffers);
static_assert(memoryKind(ObjectKind::VertexArray) == MemoryKind::VertexArrays);
static_assert(memoryKind(ObjectKind::TransformFeedback) == MemoryKind::TransformFeedbacks);

boundary::HandleTable<Object>& objectTable() {
  using Table = boundary::HandleTable<Object>;
  // Never destroyed, so that objects may die in any order at exit.
  alignas(Table) static std::byte place[sizeof(Table)];
  static Table* const table = new (place) Table;
  return *table;
}

Object::Object(Context& owner, ObjectKind objectKind) : context(owner), kind(objectKind) {
  handle = objectTable().add(this);
  boundary::accountLive(memoryKind(kind), 1, *owner.account);
}

Object::~Object() {
  objectTable().remove(handle);
  boundary::accountLive(memoryKind(kind), -1, *context.account);
}

void Object::dropName() {
  if (!nameHeld_) return;
  nameHeld_ = false;
  release();
}

void Object::holdName() {
  if (nameHeld_ || deleted) return;
  nameHeld_ = true;
  addRef();
}

}  // namespace nogpu::gl
