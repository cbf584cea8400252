// SPDX-License-Identifier: MIT
// Buffer objects, their binding points, and the cache of index ranges that draws are checked
// against (ES 3.0 §2.9, WebGL 2.0 §3.7.3 and §6).
#pragma once

#include <cstdint>
#include <vector>

#include "boundary/storage.h"
#include "format/gl_enums.h"
#include "gl/limits.h"
#include "gl/object.h"

namespace nogpu::gl {

/// What a buffer may hold, fixed by its first binding: WebGL keeps indices apart from all else, so
/// that they can be checked (WebGL 2.0 §6.1).
enum class BufferType : uint8_t { Undefined, ElementArray, OtherData };

/// Largest index of a run of indices, restart indices left out if there are such.
struct IndexRange {
  uint32_t minIndex = 0xffffffff;
  uint32_t maxIndex = 0;
  bool any = false;  ///< false: nothing but restarts
};

class Buffer final : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::Buffer;
  explicit Buffer(Context& owner) : Object(owner, kKind) {}

  boundary::Storage storage{boundary::MemoryKind::Buffers};
  uint32_t usage = GL_STATIC_DRAW;
  BufferType type = BufferType::Undefined;
  uint32_t activeFeedbacks = 0;  ///< transform feedback objects that are active with it

  uint64_t size() const { return storage.size(); }
  uint64_t storageBytes() const override { return storage.size(); }
  bool everBound() const { return type != BufferType::Undefined; }

  /// The range of `count` indices of `indexBytes` bytes each at `offset`, all inside the buffer.
  /// Scanned once per content: whoever writes the buffer calls contentsChanged().
  IndexRange indexRange(uint64_t offset, uint32_t count, uint32_t indexBytes, bool restart);
  void contentsChanged() { ranges_.clear(); }

 private:
  struct CachedRange {
    uint64_t offset;
    uint32_t count;
    uint32_t indexBytes;
    IndexRange range;
  };
  static constexpr size_t kMaxCachedRanges = 64;
  std::vector<CachedRange> ranges_;
};

/// An indexed binding point: a buffer and the part of it that is used.
struct BufferRange {
  Ref<Buffer> buffer;
  uint64_t offset = 0;
  uint64_t size = 0;
  bool whole = true;  ///< bindBufferBase: all of the buffer, whatever its size at the time of use

  /// Bytes that are there now, from `offset` on: the range cut at the buffer's end.
  uint64_t availableBytes() const;
};

struct BufferState {
  Ref<Buffer> array, copyRead, copyWrite, pixelPack, pixelUnpack, uniform, transformFeedback;
  BufferRange uniformBindings[kMaxUniformBufferBindings];
};

}  // namespace nogpu::gl
