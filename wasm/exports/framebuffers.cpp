// SPDX-License-Identifier: MIT
// Exports of framebuffers and renderbuffers.
#include <cstring>

#include "boundary/upload.h"
#include "exports/payload.h"
#include "gl/framebuffers.h"
#include "gl/validate_framebuffers.h"
#include "gl/validate_textures.h"

using namespace nogpu;
using exports::decodeContext;
using exports::Ephemeral;
using exports::PayloadTag;

namespace {

// A list of enums that JS put into the upload area; empty if it is not all there.
std::span<const uint32_t> listAt(const uint32_t* list, uint32_t count) {
  if (!boundary::readable(list, uint64_t{count} * 4)) return {};
  return {list, count};
}

}  // namespace

/// `createFramebuffer`: handle, or 0 with OUT_OF_MEMORY.
NOGPU_EXPORT uint32_t wasm_ctx_create_framebuffer(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return 0;
  const gl::Framebuffer* framebuffer = c->createObject<gl::Framebuffer>("createFramebuffer");
  return framebuffer != nullptr ? framebuffer->handle : 0;
}

/// `deleteFramebuffer`
NOGPU_EXPORT void wasm_ctx_delete_framebuffer(uint32_t ctx, uint32_t framebuffer) {
  gl::Context* c = decodeContext(ctx);
  gl::Framebuffer* object;
  if (c == nullptr || !gl::validateDelete(*c, "deleteFramebuffer", framebuffer, object)) return;
  gl::deleteFramebuffer(*c, *object);
}

/// `isFramebuffer`: 1 for a framebuffer that has been bound.
NOGPU_EXPORT uint32_t wasm_ctx_is_framebuffer(uint32_t ctx, uint32_t framebuffer) {
  gl::Context* c = decodeContext(ctx);
  const gl::Framebuffer* object = c != nullptr ? c->lookup<gl::Framebuffer>(framebuffer) : nullptr;
  return object != nullptr && object->everBound ? 1 : 0;
}

/// `bindFramebuffer`
NOGPU_EXPORT void wasm_ctx_bind_framebuffer(uint32_t ctx, uint32_t target, uint32_t framebuffer) {
  gl::Context* c = decodeContext(ctx);
  gl::Framebuffer* object;
  if (c == nullptr || !gl::validateBindFramebuffer(*c, target, framebuffer, object)) return;
  gl::bindFramebuffer(*c, target, object);
}

/// `checkFramebufferStatus`: 0 with INVALID_ENUM; FRAMEBUFFER_UNSUPPORTED on a lost context.
NOGPU_EXPORT uint32_t wasm_ctx_check_framebuffer_status(uint32_t ctx, uint32_t target) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return GL_FRAMEBUFFER_UNSUPPORTED;
  if (!gl::validateFramebufferTarget(*c, "checkFramebufferStatus", target)) return 0;
  return gl::framebufferStatus(*c, gl::boundFramebuffer(*c, target));
}

/// `framebufferTexture2D`
NOGPU_EXPORT void wasm_ctx_framebuffer_texture2d(uint32_t ctx, uint32_t target, uint32_t attachment,
                                                 uint32_t textarget, uint32_t texture,
                                                 int32_t level) {
  gl::Context* c = decodeContext(ctx);
  gl::Attachment what;
  if (c == nullptr ||
      !gl::validateFramebufferTexture2D(*c, target, attachment, textarget, texture, level, what)) {
    return;
  }
  gl::attach(gl::boundFramebuffer(*c, target), attachment, what);
}

/// `framebufferTextureLayer`
NOGPU_EXPORT void wasm_ctx_framebuffer_texture_layer(uint32_t ctx, uint32_t target,
                                                     uint32_t attachment, uint32_t texture,
                                                     int32_t level, int32_t layer) {
  gl::Context* c = decodeContext(ctx);
  gl::Attachment what;
  if (c == nullptr ||
      !gl::validateFramebufferTextureLayer(*c, target, attachment, texture, level, layer, what)) {
    return;
  }
  gl::attach(gl::boundFramebuffer(*c, target), attachment, what);
}

/// `framebufferRenderbuffer`
NOGPU_EXPORT void wasm_ctx_framebuffer_renderbuffer(uint32_t ctx, uint32_t target,
                                                    uint32_t attachment,
                                                    uint32_t renderbufferTarget,
                                                    uint32_t renderbuffer) {
  gl::Context* c = decodeContext(ctx);
  gl::Attachment what;
  if (c == nullptr || !gl::validateFramebufferRenderbuffer(
                          *c, target, attachment, renderbufferTarget, renderbuffer, what)) {
    return;
  }
  gl::attach(gl::boundFramebuffer(*c, target), attachment, what);
}

/// `getFramebufferAttachmentParameter`. Payload: exports/payload.h: U32, Object, or Null for
/// OBJECT_NAME where nothing is attached.
NOGPU_EXPORT Ephemeral wasm_ctx_get_framebuffer_attachment_parameter(uint32_t ctx, uint32_t target,
                                                                     uint32_t attachment,
                                                                     uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr ||
      !gl::validateGetFramebufferAttachmentParameter(*c, target, attachment, pname)) {
    return nullptr;
  }
  const gl::AttachmentValue value =
      gl::getFramebufferAttachmentParameter(gl::boundFramebuffer(*c, target), attachment, pname);
  if (!value.object) return exports::answerWord(*c, PayloadTag::U32, value.word);
  if (value.handle == 0) return exports::answerWords(*c, PayloadTag::Null, nullptr, 0);
  const uint32_t object[2] = {static_cast<uint32_t>(value.kind), value.handle};
  return exports::answerWords(*c, PayloadTag::Object, object, 2);
}

/// `drawBuffers`: `count` enums in the upload area.
NOGPU_EXPORT void wasm_ctx_draw_buffers(uint32_t ctx, const uint32_t* buffers, uint32_t count) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return;
  const std::span<const uint32_t> list = {buffers, count};
  if (!boundary::readable(buffers, uint64_t{count} * 4) || !gl::validateDrawBuffers(*c, list)) {
    return;
  }
  gl::drawBuffers(c->framebuffers.drawFramebuffer(), list);
}

/// `readBuffer`
NOGPU_EXPORT void wasm_ctx_read_buffer(uint32_t ctx, uint32_t source) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateReadBuffer(*c, source)) return;
  c->framebuffers.readFramebuffer().readBuffer = source;
}

/// `invalidateFramebuffer`: `count` enums in the upload area.
NOGPU_EXPORT void wasm_ctx_invalidate_framebuffer(uint32_t ctx, uint32_t target,
                                                  const uint32_t* attachments, uint32_t count) {
  gl::Context* c = decodeContext(ctx);
  const std::span<const uint32_t> list = listAt(attachments, count);
  if (c == nullptr ||
      !gl::validateInvalidateFramebuffer(*c, "invalidateFramebuffer", target, list, 0, 0)) {
    return;
  }
  gl::Framebuffer& framebuffer = gl::boundFramebuffer(*c, target);
  const gl::FramebufferExtent extent = gl::framebufferExtent(framebuffer);
  gl::invalidateFramebuffer(
      *c, framebuffer, list,
      {0, 0, static_cast<int32_t>(extent.width), static_cast<int32_t>(extent.height)});
}

/// `invalidateSubFramebuffer`: `count` enums in the upload area.
NOGPU_EXPORT void wasm_ctx_invalidate_sub_framebuffer(uint32_t ctx, uint32_t target,
                                                      const uint32_t* attachments, uint32_t count,
                                                      int32_t x, int32_t y, int32_t width,
                                                      int32_t height) {
  gl::Context* c = decodeContext(ctx);
  const std::span<const uint32_t> list = listAt(attachments, count);
  if (c == nullptr || !gl::validateInvalidateFramebuffer(*c, "invalidateSubFramebuffer", target,
                                                         list, width, height)) {
    return;
  }
  const auto end = [](int32_t start, int32_t size) {
    const int64_t sum = int64_t{start} + size;
    return static_cast<int32_t>(sum < INT32_MAX ? sum : INT32_MAX);
  };
  gl::invalidateFramebuffer(*c, gl::boundFramebuffer(*c, target), list,
                            {x, y, end(x, width), end(y, height)});
}

/// `blitFramebuffer`
NOGPU_EXPORT void wasm_ctx_blit_framebuffer(uint32_t ctx, int32_t srcX0, int32_t srcY0,
                                            int32_t srcX1, int32_t srcY1, int32_t dstX0,
                                            int32_t dstY0, int32_t dstX1, int32_t dstY1,
                                            uint32_t mask, uint32_t filter) {
  gl::Context* c = decodeContext(ctx);
  const gl::BlitArguments blit{
      {srcX0, srcY0, srcX1, srcY1}, {dstX0, dstY0, dstX1, dstY1}, mask, filter};
  if (c == nullptr || !gl::validateBlitFramebuffer(*c, blit)) return;
  gl::blitFramebuffer(*c, blit);
}

/// `getInternalformatParameter` (SAMPLES). Payload: i32 counts, highest first; empty for integer
/// formats.
NOGPU_EXPORT Ephemeral wasm_ctx_get_internalformat_parameter(uint32_t ctx, uint32_t target,
                                                             uint32_t internalFormat,
                                                             uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateGetInternalformatParameter(*c, target, internalFormat, pname)) {
    return nullptr;
  }
  const std::span<const int32_t> counts =
      gl::sampleCounts(format::info(gl::queriedFormat(*c, internalFormat)));
  std::byte* out = c->arenas.requestSmall(static_cast<uint32_t>(counts.size_bytes()));
  if (out != nullptr && !counts.empty()) std::memcpy(out, counts.data(), counts.size_bytes());
  return out;
}

/// `createRenderbuffer`: handle, or 0 with OUT_OF_MEMORY.
NOGPU_EXPORT uint32_t wasm_ctx_create_renderbuffer(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return 0;
  const gl::Renderbuffer* renderbuffer = c->createObject<gl::Renderbuffer>("createRenderbuffer");
  return renderbuffer != nullptr ? renderbuffer->handle : 0;
}

/// `deleteRenderbuffer`
NOGPU_EXPORT void wasm_ctx_delete_renderbuffer(uint32_t ctx, uint32_t renderbuffer) {
  gl::Context* c = decodeContext(ctx);
  gl::Renderbuffer* object;
  if (c == nullptr || !gl::validateDelete(*c, "deleteRenderbuffer", renderbuffer, object)) return;
  gl::deleteRenderbuffer(*c, *object);
}

/// `isRenderbuffer`: 1 for a renderbuffer that has been bound.
NOGPU_EXPORT uint32_t wasm_ctx_is_renderbuffer(uint32_t ctx, uint32_t renderbuffer) {
  gl::Context* c = decodeContext(ctx);
  const gl::Renderbuffer* object =
      c != nullptr ? c->lookup<gl::Renderbuffer>(renderbuffer) : nullptr;
  return object != nullptr && object->everBound ? 1 : 0;
}

/// `bindRenderbuffer`
NOGPU_EXPORT void wasm_ctx_bind_renderbuffer(uint32_t ctx, uint32_t target, uint32_t renderbuffer) {
  gl::Context* c = decodeContext(ctx);
  gl::Renderbuffer* object;
  if (c == nullptr || !gl::validateBindRenderbuffer(*c, target, renderbuffer, object)) return;
  gl::bindRenderbuffer(*c, object);
}

/// `renderbufferStorage`
NOGPU_EXPORT void wasm_ctx_renderbuffer_storage(uint32_t ctx, uint32_t target,
                                                uint32_t internalFormat, int32_t width,
                                                int32_t height) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateRenderbufferStorage(*c, "renderbufferStorage", target, 0,
                                                       internalFormat, width, height)) {
    return;
  }
  gl::renderbufferStorage(*c, "renderbufferStorage", 0, internalFormat, width, height);
}

/// `renderbufferStorageMultisample`
NOGPU_EXPORT void wasm_ctx_renderbuffer_storage_multisample(uint32_t ctx, uint32_t target,
                                                            int32_t samples,
                                                            uint32_t internalFormat, int32_t width,
                                                            int32_t height) {
  constexpr const char* kName = "renderbufferStorageMultisample";
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr ||
      !gl::validateRenderbufferStorage(*c, kName, target, samples, internalFormat, width, height)) {
    return;
  }
  gl::renderbufferStorage(*c, kName, samples, internalFormat, width, height);
}

/// `getRenderbufferParameter`. Payload: exports/payload.h, one U32.
NOGPU_EXPORT Ephemeral wasm_ctx_get_renderbuffer_parameter(uint32_t ctx, uint32_t target,
                                                           uint32_t pname) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !gl::validateGetRenderbufferParameter(*c, target, pname)) return nullptr;
  return exports::answerWord(*c, PayloadTag::U32,
                             gl::getRenderbufferParameter(*c->framebuffers.renderbuffer, pname));
}
