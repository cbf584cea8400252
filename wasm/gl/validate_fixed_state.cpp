// SPDX-License-Identifier: MIT
#include "gl/validate_fixed_state.h"

#include "gl/webgl1.h"

namespace nogpu::gl {

using format::enumName;

void setCapability(FixedState& state, uint32_t cap, bool on) {
  switch (cap) {
#define X(CAP, member, initial, extension) \
  case GL_##CAP:                           \
    state.caps.member = on;                \
    break;
#include "gl/capabilities.def"
    case GL_BLEND:
      for (DrawBufferState& buffer : state.drawBuffers) buffer.blending = on;
      break;
    default:
      break;
  }
}

bool capabilityOn(const FixedState& state, uint32_t cap) {
  switch (cap) {
#define X(CAP, member, initial, extension) \
  case GL_##CAP:                           \
    return state.caps.member;
#include "gl/capabilities.def"
    case GL_BLEND:
      return state.drawBuffers[0].blending;
    default:
      return false;
  }
}

namespace {

bool wrongEnum(Context& context, const char* function, const char* what, uint32_t value) {
  return context.error(GL_INVALID_ENUM, "%s: %s %s (%#x) is not allowed", function, what,
                       enumName(value), value);
}

bool isEquation(const Context& context, uint32_t mode) {
  if (!versionKnows(context, EnumRole::BlendEquation, mode)) return false;
  return mode == GL_FUNC_ADD || mode == GL_FUNC_SUBTRACT || mode == GL_FUNC_REVERSE_SUBTRACT ||
         mode == GL_MIN || mode == GL_MAX;
}

bool isFactor(const Context& context, uint32_t factor) {
  if (isSecondSourceFactor(factor)) {
    return context.extensions.has(Extension::WEBGL_blend_func_extended);
  }
  return factor == GL_ZERO || factor == GL_ONE ||
         (factor >= GL_SRC_COLOR && factor <= GL_SRC_ALPHA_SATURATE) ||
         (factor >= GL_CONSTANT_COLOR && factor <= GL_ONE_MINUS_CONSTANT_ALPHA);
}

uint32_t constantFactor(uint32_t factor) {
  if (factor == GL_CONSTANT_COLOR || factor == GL_ONE_MINUS_CONSTANT_COLOR) return kConstantColor;
  if (factor == GL_CONSTANT_ALPHA || factor == GL_ONE_MINUS_CONSTANT_ALPHA) return kConstantAlpha;
  return 0;
}

bool isStencilOp(uint32_t op) {
  switch (op) {
    case GL_KEEP:
    case GL_ZERO:
    case GL_REPLACE:
    case GL_INCR:
    case GL_DECR:
    case GL_INVERT:
    case GL_INCR_WRAP:
    case GL_DECR_WRAP:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool validateCapability(Context& context, const char* function, uint32_t cap) {
  constexpr Extension Core = Extension::kCount;
  const auto enabled = [&context](Extension e) { return e == Core || context.extensions.has(e); };
  bool known = cap == GL_BLEND;
  switch (cap) {
#define X(CAP, member, initial, extension) \
  case GL_##CAP:                           \
    known = enabled(extension);            \
    break;
#include "gl/capabilities.def"
    default:
      break;
  }
  known = known && versionKnows(context, EnumRole::Capability, cap);
  return known || wrongEnum(context, function, "cap", cap);
}

bool validateDrawBufferIndex(Context& context, const char* function, uint32_t index) {
  if (index < kMaxDrawBuffers) return true;
  return context.error(GL_INVALID_VALUE, "%s: draw buffer %u is not below %u", function, index,
                       kMaxDrawBuffers);
}

bool validateIndexedCapability(Context& context, const char* function, uint32_t target,
                               uint32_t index) {
  if (target != GL_BLEND) return wrongEnum(context, function, "target", target);
  return validateDrawBufferIndex(context, function, index);
}

bool validateClipControl(Context& context, uint32_t origin, uint32_t depth) {
  constexpr const char* kName = "clipControlEXT";
  if (origin != GL_LOWER_LEFT_EXT && origin != GL_UPPER_LEFT_EXT) {
    return wrongEnum(context, kName, "origin", origin);
  }
  if (depth == GL_NEGATIVE_ONE_TO_ONE_EXT || depth == GL_ZERO_TO_ONE_EXT) return true;
  return wrongEnum(context, kName, "depth", depth);
}

bool validatePolygonMode(Context& context, uint32_t face, uint32_t mode) {
  constexpr const char* kName = "polygonModeWEBGL";
  if (face != GL_FRONT_AND_BACK) return wrongEnum(context, kName, "face", face);
  if (mode == GL_LINE_WEBGL || mode == GL_FILL_WEBGL) return true;
  return wrongEnum(context, kName, "mode", mode);
}

bool validateProvokingVertex(Context& context, uint32_t mode) {
  if (mode == GL_FIRST_VERTEX_CONVENTION_WEBGL || mode == GL_LAST_VERTEX_CONVENTION_WEBGL) {
    return true;
  }
  return wrongEnum(context, "provokingVertexWEBGL", "provokeMode", mode);
}

bool validateBlendEquation(Context& context, const char* function, uint32_t rgb, uint32_t alpha) {
  if (!isEquation(context, rgb)) return wrongEnum(context, function, "mode", rgb);
  if (!isEquation(context, alpha)) return wrongEnum(context, function, "mode", alpha);
  return true;
}

uint32_t constantFactors(uint32_t srcRgb, uint32_t dstRgb) {
  return constantFactor(srcRgb) | constantFactor(dstRgb);
}

bool validateBlendFunc(Context& context, const char* function, uint32_t srcRgb, uint32_t dstRgb,
                       uint32_t srcAlpha, uint32_t dstAlpha) {
  for (const uint32_t factor : {srcRgb, dstRgb, srcAlpha, dstAlpha}) {
    if (!isFactor(context, factor)) return wrongEnum(context, function, "factor", factor);
  }
  for (const uint32_t factor : {dstRgb, dstAlpha}) {
    if (!versionKnows(context, EnumRole::BlendDestination, factor)) {
      return wrongEnum(context, function, "destination factor", factor);
    }
  }
  // WebGL 1.0 §6.13: constant colour and constant alpha cannot be used together.
  if (constantFactors(srcRgb, dstRgb) == (kConstantColor | kConstantAlpha)) {
    return context.error(GL_INVALID_OPERATION, "%s: %s and %s cannot be used together", function,
                         enumName(srcRgb), enumName(dstRgb));
  }
  return true;
}

bool validateCompareFunc(Context& context, const char* function, uint32_t func) {
  if (func >= GL_NEVER && func <= GL_ALWAYS) return true;
  return wrongEnum(context, function, "func", func);
}

bool validateFace(Context& context, const char* function, uint32_t face) {
  if (face == GL_FRONT || face == GL_BACK || face == GL_FRONT_AND_BACK) return true;
  return wrongEnum(context, function, "face", face);
}

bool validateStencilOp(Context& context, const char* function, uint32_t fail, uint32_t depthFail,
                       uint32_t depthPass) {
  for (const uint32_t op : {fail, depthFail, depthPass}) {
    if (!isStencilOp(op)) return wrongEnum(context, function, "op", op);
  }
  return true;
}

bool validateFrontFace(Context& context, uint32_t mode) {
  if (mode == GL_CW || mode == GL_CCW) return true;
  return wrongEnum(context, "frontFace", "mode", mode);
}

bool validateDepthRange(Context& context, float near, float far) {
  // WebGL 1.0 §6.12
  if (near > far) {
    return context.error(GL_INVALID_OPERATION, "depthRange: zNear %g is greater than zFar %g",
                         static_cast<double>(near), static_cast<double>(far));
  }
  return true;
}

bool validateLineWidth(Context& context, float width) {
  if (width > 0) return true;  // refuses NaN
  return context.error(GL_INVALID_VALUE, "lineWidth: width %g is not positive",
                       static_cast<double>(width));
}

bool validateBox(Context& context, const char* function, int32_t width, int32_t height) {
  if (width >= 0 && height >= 0) return true;
  return context.error(GL_INVALID_VALUE, "%s: width %d or height %d is negative", function, width,
                       height);
}

bool validateHint(Context& context, uint32_t target, uint32_t mode) {
  const bool known =
      target == GL_GENERATE_MIPMAP_HINT || target == GL_FRAGMENT_SHADER_DERIVATIVE_HINT;
  if (!known || !versionKnows(context, EnumRole::Hint, target)) {
    return wrongEnum(context, "hint", "target", target);
  }
  if (mode != GL_FASTEST && mode != GL_NICEST && mode != GL_DONT_CARE) {
    return wrongEnum(context, "hint", "mode", mode);
  }
  return true;
}

bool validatePixelStorei(Context& context, uint32_t pname, int32_t value) {
  if (!versionKnows(context, EnumRole::PixelStore, pname)) {
    return wrongEnum(context, "pixelStorei", "pname", pname);
  }
  switch (pname) {
    case GL_UNPACK_FLIP_Y_WEBGL:
    case GL_UNPACK_PREMULTIPLY_ALPHA_WEBGL:
      return true;
    case GL_UNPACK_COLORSPACE_CONVERSION_WEBGL:
      if (value == static_cast<int32_t>(GL_NONE) ||
          value == static_cast<int32_t>(GL_BROWSER_DEFAULT_WEBGL)) {
        return true;
      }
      break;
    case GL_PACK_ALIGNMENT:
    case GL_UNPACK_ALIGNMENT:
      if (value == 1 || value == 2 || value == 4 || value == 8) return true;
      break;
    case GL_PACK_ROW_LENGTH:
    case GL_PACK_SKIP_PIXELS:
    case GL_PACK_SKIP_ROWS:
    case GL_UNPACK_ROW_LENGTH:
    case GL_UNPACK_IMAGE_HEIGHT:
    case GL_UNPACK_SKIP_PIXELS:
    case GL_UNPACK_SKIP_ROWS:
    case GL_UNPACK_SKIP_IMAGES:
      if (value >= 0) return true;
      break;
    default:
      return wrongEnum(context, "pixelStorei", "pname", pname);
  }
  return context.error(GL_INVALID_VALUE, "pixelStorei: %d is no value of %s", value,
                       enumName(pname));
}

void pixelStorei(Context& context, uint32_t pname, int32_t value) {
  PixelStoreState& store = context.fixed.pixelStore;
  const uint32_t number = static_cast<uint32_t>(value);
  switch (pname) {
    case GL_UNPACK_FLIP_Y_WEBGL:
      store.unpackFlipY = value != 0;
      break;
    case GL_UNPACK_PREMULTIPLY_ALPHA_WEBGL:
      store.unpackPremultiplyAlpha = value != 0;
      break;
    case GL_UNPACK_COLORSPACE_CONVERSION_WEBGL:
      store.unpackColorspaceConversion = number;
      break;
    case GL_PACK_ALIGNMENT:
      store.pack.alignment = number;
      break;
    case GL_PACK_ROW_LENGTH:
      store.pack.rowLength = number;
      break;
    case GL_PACK_SKIP_PIXELS:
      store.pack.skipPixels = number;
      break;
    case GL_PACK_SKIP_ROWS:
      store.pack.skipRows = number;
      break;
    case GL_UNPACK_ALIGNMENT:
      store.unpack.alignment = number;
      break;
    case GL_UNPACK_ROW_LENGTH:
      store.unpack.rowLength = number;
      break;
    case GL_UNPACK_IMAGE_HEIGHT:
      store.unpack.imageHeight = number;
      break;
    case GL_UNPACK_SKIP_PIXELS:
      store.unpack.skipPixels = number;
      break;
    case GL_UNPACK_SKIP_ROWS:
      store.unpack.skipRows = number;
      break;
    case GL_UNPACK_SKIP_IMAGES:
      store.unpack.skipImages = number;
      break;
    default:
      break;
  }
}

}  // namespace nogpu::gl
