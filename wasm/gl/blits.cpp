// SPDX-License-Identifier: MIT
// blitFramebuffer (ES 3.0 §4.3.3): its rules, and the way to the pipeline's blit and resolve.
#include "gl/framebuffers.h"
#include "gl/validate_framebuffers.h"
#include "pipeline/resolve.h"

namespace nogpu::gl {
namespace {

constexpr uint32_t kAllBits = GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT | GL_STENCIL_BUFFER_BIT;
constexpr const char* kName = "blitFramebuffer";

bool fail(Context& context, uint32_t code, const char* why) {
  context.error(code, "%s: %s", kName, why);
  return false;
}

bool extentFits(int32_t a, int32_t b) {
  const int64_t extent = int64_t{b} - a;
  return extent >= INT32_MIN + int64_t{1} && extent <= INT32_MAX;
}

bool rectFits(const pipeline::BlitRect& r) {
  return extentFits(r.x0, r.x1) && extentFits(r.y0, r.y1);
}

bool sameRect(const pipeline::BlitRect& a, const pipeline::BlitRect& b) {
  return a.x0 == b.x0 && a.y0 == b.y0 && a.x1 == b.x1 && a.y1 == b.y1;
}

enum class Class : uint8_t { Fixed, Float, Sint, Uint };

Class classOf(const format::FormatInfo& info) {
  switch (info.kind) {
    case format::ComponentKind::Float:
      return Class::Float;
    case format::ComponentKind::Sint:
      return Class::Sint;
    case format::ComponentKind::Uint:
      return Class::Uint;
    default:
      return Class::Fixed;
  }
}

bool convertible(Class from, Class to) {
  const bool integer =
      from == Class::Sint || from == Class::Uint || to == Class::Sint || to == Class::Uint;
  return integer ? from == to : true;
}

bool sameImage(const Attachment& a, const Attachment& b) { return a.attached() && a == b; }

bool validateColor(Context& context, const Framebuffer& read, const Framebuffer& draw,
                   const BlitArguments& blit) {
  const Attachment* source = readAttachment(read);
  const Image* from = source != nullptr ? source->image() : nullptr;
  for (uint32_t i = 0; i < kMaxDrawBuffers; ++i) {
    const Attachment* a = drawAttachment(draw, i);
    const Image* to = a != nullptr ? a->image() : nullptr;
    if (to == nullptr) continue;
    if (from == nullptr) return fail(context, GL_INVALID_OPERATION, "the read buffer has no image");
    if (!convertible(classOf(from->info()), classOf(to->info()))) {
      return fail(context, GL_INVALID_OPERATION, "component types of the colour buffers differ");
    }
    if (from->samples > 1 && from->format != to->format) {
      return fail(context, GL_INVALID_OPERATION, "a resolve needs equal colour formats");
    }
    if (sameImage(*source, *a)) {
      return fail(context, GL_INVALID_OPERATION, "source and destination are the same image");
    }
  }
  if (from != nullptr && from->info().isInteger() && blit.filter == GL_LINEAR) {
    return fail(context, GL_INVALID_OPERATION, "integer formats cannot be filtered linearly");
  }
  return true;
}

bool validatePlane(Context& context, const Attachment& from, const Attachment& to) {
  const Image *source = from.image(), *target = to.image();
  if (target == nullptr) return true;
  // WebGL 2.0 §4.1.8: as for colour.
  if (source == nullptr) {
    return fail(context, GL_INVALID_OPERATION,
                "the read framebuffer lacks the depth or stencil image that is to be written");
  }
  if (source->format != target->format) {
    return fail(context, GL_INVALID_OPERATION, "depth or stencil formats differ");
  }
  if (!sameImage(from, to)) return true;
  return fail(context, GL_INVALID_OPERATION, "source and destination are the same image");
}

}  // namespace

bool validateBlitFramebuffer(Context& context, const BlitArguments& blit) {
  if ((blit.mask & ~kAllBits) != 0) return fail(context, GL_INVALID_VALUE, "unknown bits in mask");
  if (blit.filter != GL_NEAREST && blit.filter != GL_LINEAR) {
    return fail(context, GL_INVALID_ENUM, "filter is neither NEAREST nor LINEAR");
  }
  if (!rectFits(blit.from) || !rectFits(blit.to)) {
    return fail(context, GL_INVALID_VALUE, "a rectangle's size does not fit 32 bits");
  }
  if ((blit.mask & ~GL_COLOR_BUFFER_BIT) != 0 && blit.filter != GL_NEAREST) {
    return fail(context, GL_INVALID_OPERATION, "depth and stencil need the filter NEAREST");
  }
  const Framebuffer& read = context.framebuffers.readFramebuffer();
  const Framebuffer& draw = context.framebuffers.drawFramebuffer();
  if (!validateComplete(context, kName, read) || !validateComplete(context, kName, draw)) {
    return false;
  }
  if (framebufferExtent(draw).samples > 0) {
    return fail(context, GL_INVALID_OPERATION, "the draw framebuffer is multisampled");
  }
  if (framebufferExtent(read).samples > 0 && !sameRect(blit.from, blit.to)) {
    return fail(context, GL_INVALID_OPERATION, "a resolve needs equal rectangles");
  }
  if ((blit.mask & GL_COLOR_BUFFER_BIT) != 0 && !validateColor(context, read, draw, blit)) {
    return false;
  }
  if ((blit.mask & GL_DEPTH_BUFFER_BIT) != 0 &&
      !validatePlane(context, read.attachments[kDepthAttachment],
                     draw.attachments[kDepthAttachment])) {
    return false;
  }
  return (blit.mask & GL_STENCIL_BUFFER_BIT) == 0 ||
         validatePlane(context, read.attachments[kStencilAttachment],
                       draw.attachments[kStencilAttachment]);
}

namespace {

pipeline::Rect orderedRect(const pipeline::BlitRect& r) {
  return {r.x0 < r.x1 ? r.x0 : r.x1, r.y0 < r.y1 ? r.y0 : r.y1, r.x0 < r.x1 ? r.x1 : r.x0,
          r.y0 < r.y1 ? r.y1 : r.y0};
}

pipeline::Rect scissorBox(const Context& context) {
  if (!context.fixed.caps.scissorTest) return {0, 0, INT32_MAX, INT32_MAX};
  const int32_t* box = context.fixed.scissor;
  const auto end = [](int32_t start, int32_t size) {
    const int64_t sum = int64_t{start} + size;
    return static_cast<int32_t>(sum < INT32_MAX ? sum : INT32_MAX);
  };
  return {box[0], box[1], end(box[0], box[2]), end(box[1], box[3])};
}

void blitColors(const Framebuffer& read, const Framebuffer& draw, const BlitArguments& blit,
                pipeline::Rect scissor) {
  const Attachment* source = readAttachment(read);
  if (source == nullptr) return;
  const pipeline::Surface from = attachmentSurface(*source);
  if (!from) return;
  const auto filter =
      blit.filter == GL_LINEAR ? pipeline::BlitFilter::Linear : pipeline::BlitFilter::Nearest;
  for (uint32_t i = 0; i < kMaxDrawBuffers; ++i) {
    const Attachment* a = drawAttachment(draw, i);
    if (a == nullptr) continue;
    const pipeline::Surface to = attachmentSurface(*a);
    if (!to) continue;
    if (from.samples > 1) {
      pipeline::resolveColor(from, to, intersect(orderedRect(blit.to), scissor));
    } else {
      pipeline::blitColor(from, blit.from, to, blit.to, scissor, filter);
    }
  }
}

void blitDepths(const Framebuffer& read, const Framebuffer& draw, const BlitArguments& blit,
                pipeline::Rect scissor) {
  const pipeline::Surface from = attachmentSurface(read.attachments[kDepthAttachment]);
  const pipeline::Surface to = attachmentSurface(draw.attachments[kDepthAttachment]);
  if (!from || !to) return;
  if (from.samples > 1) {
    pipeline::resolveDepth(from, to, intersect(orderedRect(blit.to), scissor));
  } else {
    pipeline::blitDepth(from, blit.from, to, blit.to, scissor);
  }
}

void blitStencils(const Framebuffer& read, const Framebuffer& draw, const BlitArguments& blit,
                  pipeline::Rect scissor) {
  const pipeline::Surface from = attachmentStencil(read.attachments[kStencilAttachment]);
  const pipeline::Surface to = attachmentStencil(draw.attachments[kStencilAttachment]);
  if (!from || !to) return;
  if (from.samples > 1) {
    pipeline::resolveStencil(from, to, intersect(orderedRect(blit.to), scissor));
  } else {
    pipeline::blitStencil(from, blit.from, to, blit.to, scissor);
  }
}

}  // namespace

void blitFramebuffer(Context& context, const BlitArguments& blit) {
  const pipeline::Rect scissor = scissorBox(context);
  const Framebuffer& read = context.framebuffers.readFramebuffer();
  const Framebuffer& draw = context.framebuffers.drawFramebuffer();
  if ((blit.mask & GL_COLOR_BUFFER_BIT) != 0) blitColors(read, draw, blit, scissor);
  if ((blit.mask & GL_DEPTH_BUFFER_BIT) != 0) blitDepths(read, draw, blit, scissor);
  if ((blit.mask & GL_STENCIL_BUFFER_BIT) != 0) blitStencils(read, draw, blit, scissor);
}

}  // namespace nogpu::gl
