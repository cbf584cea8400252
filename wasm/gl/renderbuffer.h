// SPDX-License-Identifier: MIT
// Renderbuffers: images that can only be drawn to (ES 3.0 §4.4.2). The default framebuffer's planes
// are renderbuffers too.
#pragma once

#include "format/gl_enums.h"
#include "gl/image.h"
#include "gl/object.h"

namespace nogpu::gl {

class Renderbuffer final : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::Renderbuffer;
  explicit Renderbuffer(Context& owner,
                        boundary::MemoryKind memory = boundary::MemoryKind::Renderbuffers)
      : Object(owner, kKind), image(memory) {}

  Image image;
  uint64_t storageBytes() const override { return image.storageBytes(); }

  uint32_t samples = 0;  ///< RENDERBUFFER_SAMPLES; image.samples is at least 1
  bool everBound = false;
};

/// renderbufferStorage*: new storage with contents that read as zero (depth 1). False if there is
/// no memory. `samples` 0 is single-sampled; others are rounded up to a count the pipeline has.
[[nodiscard]] bool allocateRenderbuffer(Renderbuffer& renderbuffer, uint32_t internalFormat,
                                        uint32_t width, uint32_t height, uint32_t samples);

}  // namespace nogpu::gl
