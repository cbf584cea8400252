// SPDX-License-Identifier: MIT
// Object: what every GL object is made of, and Ref<T>, which keeps one alive.
//
// GL lifetime (ES 3.0 appendix D): an object's *name* is one reference; bindings, attachments and
// programs in use hold others. delete* gives up the name and unbinds from the context; the memory
// goes when the last reference does. JS knows an object by its handle, which stays the object's
// identity until then (a deleted buffer that a vertex array still uses can be asked for).
//
//   create ──▶ name reference ──▶ delete*: deleted = true, name reference dropped ──▶ last Ref gone
//                └── wrapper collected in JS: name reference dropped, *not* deleted: no GL effect
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "boundary/accounting.h"
#include "boundary/handles.h"

namespace nogpu::gl {

class Context;

/// Numbers that js/objects.js knows (interfaceByKind), in the order of boundary::MemoryKind.
enum class ObjectKind : uint8_t {
  None,
  Buffer,
  Framebuffer,
  Program,
  Query,
  Renderbuffer,
  Sampler,
  Shader,
  Sync,
  Texture,
  TransformFeedback,
  VertexArray,
};

constexpr boundary::MemoryKind memoryKind(ObjectKind kind) {
  return static_cast<boundary::MemoryKind>(static_cast<uint8_t>(kind) - 1);
}

class Object {
 public:
  /// Starts with one reference, the name's, and a handle (0 if the table is full: the creator then
  /// answers OUT_OF_MEMORY).
  Object(Context& context, ObjectKind kind);
  virtual ~Object();
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  void addRef() { ++refs_; }
  void release() {
    if (--refs_ == 0) delete this;
  }
  /// Drops or takes back the name's reference (JS wrapper collected; wrapped anew).
  void dropName();
  void holdName();

  Context& context;
  const ObjectKind kind;
  bool deleted = false;   ///< delete* was called
  bool internal = false;  ///< the context's own, which the application never made
  uint32_t handle = 0;
  std::string label;  ///< for reports; the application's, may be empty

  /// Bytes that the object's storages hold: what GL calls its data store.
  virtual uint64_t storageBytes() const { return 0; }

 private:
  uint32_t refs_ = 1;
  bool nameHeld_ = true;
};

/// All objects of all contexts, by handle: a handle of another context or kind is seen as such.
boundary::HandleTable<Object>& objectTable();

/// A counted reference; null by default.
template <typename T>
class Ref {
 public:
  constexpr Ref() = default;
  constexpr Ref(std::nullptr_t) {}
  Ref(T* object) : object_(object) {
    if (object_ != nullptr) object_->addRef();
  }
  Ref(const Ref& other) : Ref(other.object_) {}
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  ~Ref() {
    if (object_ != nullptr) object_->release();
  }
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }

  T* get() const { return object_; }
  T* operator->() const { return object_; }
  T& operator*() const { return *object_; }
  explicit operator bool() const { return object_ != nullptr; }
  friend bool operator==(const Ref& a, const Ref& b) { return a.object_ == b.object_; }
  friend bool operator==(const Ref& a, const T* b) { return a.object_ == b; }
  uint32_t handle() const { return object_ != nullptr ? object_->handle : 0; }

 private:
  T* object_ = nullptr;
};

}  // namespace nogpu::gl
