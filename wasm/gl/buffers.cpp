// SPDX-License-Identifier: MIT
#include "gl/buffers.h"

#include <cstring>

namespace nogpu::gl {
namespace {

constexpr uint32_t restartIndex(uint32_t indexBytes) {
  return indexBytes == 1 ? 0xff : indexBytes == 2 ? 0xffff : 0xffffffff;
}

template <typename T>
IndexRange scan(const std::byte* bytes, uint32_t count, bool restart) {
  const T* indices = reinterpret_cast<const T*>(bytes);
  constexpr T kRestart = static_cast<T>(~T{0});
  IndexRange range;
  for (uint32_t i = 0; i < count; ++i) {
    if (restart && indices[i] == kRestart) continue;
    range.any = true;
    if (indices[i] > range.maxIndex) range.maxIndex = indices[i];
    if (indices[i] < range.minIndex) range.minIndex = indices[i];
  }
  static_assert(restartIndex(sizeof(T)) == kRestart);
  return range;
}

void unbind(Ref<Buffer>& binding, const Buffer& buffer) {
  if (binding == &buffer) binding = nullptr;
}

void unbind(BufferRange& binding, const Buffer& buffer) {
  if (binding.buffer == &buffer) binding = {};
}

void fixType(Buffer* buffer, uint32_t target) {
  if (buffer == nullptr || buffer->type != BufferType::Undefined) return;
  buffer->type =
      target == GL_ELEMENT_ARRAY_BUFFER ? BufferType::ElementArray : BufferType::OtherData;
}

BufferRange& indexedBinding(Context& context, uint32_t target, uint32_t index) {
  return target == GL_UNIFORM_BUFFER ? context.buffers.uniformBindings[index]
                                     : context.transformFeedbacks.object().bindings[index];
}

}  // namespace

IndexRange Buffer::indexRange(uint64_t offset, uint32_t count, uint32_t indexBytes, bool restart) {
  for (const CachedRange& c : ranges_) {
    if (c.offset == offset && c.count == count && c.indexBytes == indexBytes) return c.range;
  }
  const std::byte* bytes = storage.data() + offset;
  const IndexRange range = indexBytes == 1   ? scan<uint8_t>(bytes, count, restart)
                           : indexBytes == 2 ? scan<uint16_t>(bytes, count, restart)
                                             : scan<uint32_t>(bytes, count, restart);
  if (ranges_.size() == kMaxCachedRanges) ranges_.clear();
  ranges_.push_back({offset, count, indexBytes, range});
  return range;
}

uint64_t BufferRange::availableBytes() const {
  if (!buffer || offset >= buffer->size()) return 0;
  const uint64_t rest = buffer->size() - offset;
  return whole || rest < size ? rest : size;
}

Ref<Buffer>* bufferBinding(Context& context, uint32_t target) {
  BufferState& b = context.buffers;
  switch (target) {
    case GL_ARRAY_BUFFER:
      return &b.array;
    case GL_ELEMENT_ARRAY_BUFFER:
      return &context.vertexArrays.array().elementArray;
    case GL_COPY_READ_BUFFER:
      return &b.copyRead;
    case GL_COPY_WRITE_BUFFER:
      return &b.copyWrite;
    case GL_PIXEL_PACK_BUFFER:
      return &b.pixelPack;
    case GL_PIXEL_UNPACK_BUFFER:
      return &b.pixelUnpack;
    case GL_UNIFORM_BUFFER:
      return &b.uniform;
    case GL_TRANSFORM_FEEDBACK_BUFFER:
      return &b.transformFeedback;
    default:
      return nullptr;
  }
}

void bindBuffer(Context& context, uint32_t target, Buffer* buffer) {
  *bufferBinding(context, target) = buffer;
  fixType(buffer, target);
}

void bindBufferBase(Context& context, uint32_t target, uint32_t index, Buffer* buffer) {
  bindBuffer(context, target, buffer);
  indexedBinding(context, target, index) = {.buffer = buffer};
}

void bindBufferRange(Context& context, uint32_t target, uint32_t index, Buffer* buffer,
                     uint64_t offset, uint64_t size) {
  bindBuffer(context, target, buffer);
  BufferRange& binding = indexedBinding(context, target, index);
  binding = {};
  if (buffer != nullptr)
    binding = {.buffer = buffer, .offset = offset, .size = size, .whole = false};
}

// ES 3.0 §2.9.1: bindings of the context, of the current vertex array and of the current transform
// feedback object are reset; other objects keep the buffer alive.
void deleteBuffer(Context& context, Buffer& buffer) {
  const Ref<Buffer> alive(&buffer);
  buffer.deleted = true;
  BufferState& b = context.buffers;
  for (Ref<Buffer>* point : {&b.array, &b.copyRead, &b.copyWrite, &b.pixelPack, &b.pixelUnpack,
                             &b.uniform, &b.transformFeedback}) {
    unbind(*point, buffer);
  }
  for (BufferRange& range : b.uniformBindings) unbind(range, buffer);
  for (BufferRange& range : context.transformFeedbacks.object().bindings) unbind(range, buffer);
  VertexArray& array = context.vertexArrays.array();
  unbind(array.elementArray, buffer);
  for (AttribArray& attrib : array.attribs) unbind(attrib.buffer, buffer);
  buffer.dropName();
}

void bufferData(Context& context, Buffer& buffer, const std::byte* data, uint64_t bytes,
                uint32_t usage) {
  // Re-specifying with the same size is common in streaming: the storage is used again.
  const bool reuse = bytes == buffer.size();
  const bool taken = reuse || buffer.storage.allocateUninitialized(bytes);
  if (!taken) {
    context.error(GL_OUT_OF_MEMORY, "bufferData: no memory for %llu bytes",
                  static_cast<unsigned long long>(bytes));
    return;
  }
  buffer.usage = usage;
  buffer.contentsChanged();
  if (bytes == 0) return;
  if (data != nullptr) {
    std::memcpy(buffer.storage.data(), data, static_cast<size_t>(bytes));
  } else {
    std::memset(buffer.storage.data(), 0, static_cast<size_t>(bytes));
  }
}

void bufferSubData(Buffer& buffer, uint64_t offset, const std::byte* data, uint64_t bytes) {
  if (bytes == 0) return;
  std::memcpy(buffer.storage.data() + offset, data, static_cast<size_t>(bytes));
  buffer.contentsChanged();
}

void copyBufferSubData(const Buffer& from, Buffer& to, uint64_t readOffset, uint64_t writeOffset,
                       uint64_t bytes) {
  if (bytes == 0) return;
  std::memmove(to.storage.data() + writeOffset, from.storage.data() + readOffset,
               static_cast<size_t>(bytes));
  to.contentsChanged();
}

}  // namespace nogpu::gl
