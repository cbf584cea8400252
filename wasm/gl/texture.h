// SPDX-License-Identifier: MIT
// Texture objects, and the state of texture units (ES 3.0 §3.8).
//
//   Texture ─▶ images[level · faces + face] ─▶ Image (texels)
//   TextureState ─▶ units[64] ─▶ bound[kind], sampler
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "gl/image.h"
#include "gl/limits.h"
#include "gl/object.h"
#include "gl/sampler.h"

namespace nogpu::gl {

/// Order of shader::ir::TexDim.
enum class TextureKind : uint8_t { D2, Cube, D3, D2Array };
inline constexpr uint32_t kTextureKinds = 4;

class Texture final : public Object {
 public:
  static constexpr ObjectKind kKind = ObjectKind::Texture;
  explicit Texture(Context& owner) : Object(owner, kKind) {}

  uint32_t target = 0;  ///< GL_TEXTURE_2D …; 0 until first bound
  SamplerParams params;
  uint32_t baseLevel = 0, maxLevel = 1000;
  uint32_t depthStencilMode = GL_DEPTH_COMPONENT;  ///< which plane lookups see
  bool immutable = false;
  uint32_t immutableLevels = 0;
  std::vector<Image> images;
  uint32_t version = 1;  ///< changes with every parameter and every new image, not with texels

  uint64_t storageBytes() const override {
    uint64_t bytes = 0;
    for (const Image& image : images) bytes += image.storageBytes();
    return bytes;
  }
  uint32_t faces() const { return target == GL_TEXTURE_CUBE_MAP ? 6 : 1; }
  uint32_t levels() const { return static_cast<uint32_t>(images.size()) / faces(); }
  /// Null for a level that was never defined.
  Image* image(uint32_t face, uint32_t level) {
    if (level >= levels()) return nullptr;
    Image& found = images[level * faces() + face];
    return found.defined() ? &found : nullptr;
  }
  const Image* image(uint32_t face, uint32_t level) const {
    return const_cast<Texture*>(this)->image(face, level);
  }
  /// Whether lookups see the stencil plane (WEBGL_stencil_texturing), as unsigned integers.
  bool samplesStencil(const Image& image) const {
    return depthStencilMode == GL_STENCIL_INDEX_WEBGL && image.info().hasDepth() &&
           image.info().hasStencil();
  }
  /// What lookups see of an image of this texture.
  const format::FormatInfo& sampledInfo(const Image& image) const {
    return samplesStencil(image) ? format::info(format::FormatId::R8UI) : image.info();
  }
  /// As image(), made if there is none; it may still be undefined.
  Image& imageSlot(uint32_t face, uint32_t level);
};

struct ResolvedSampler;

struct TextureUnit {
  TextureUnit();
  ~TextureUnit();
  Ref<Texture> bound[kTextureKinds];
  Ref<Sampler> sampler;
  std::unique_ptr<ResolvedSampler> resolved;  ///< what draws sampled last (texture_units.cpp)
};

struct TextureState {
  TextureUnit units[kMaxTextureUnits];
  uint32_t activeUnit = 0;
};

/// Kind of a texture target (not a cube face); false if `target` is none.
bool textureKind(uint32_t target, TextureKind& kind);

/// The texture that a call with `target` (faces included) works on; null if none is bound.
Texture* boundTexture(const TextureState& state, uint32_t target);

constexpr bool isCubeFace(uint32_t target) {
  return target >= GL_TEXTURE_CUBE_MAP_POSITIVE_X && target <= GL_TEXTURE_CUBE_MAP_NEGATIVE_Z;
}
constexpr uint32_t faceIndex(uint32_t target) {
  return isCubeFace(target) ? target - GL_TEXTURE_CUBE_MAP_POSITIVE_X : 0;
}

/// Width and height limit of a target at level 0 (and depth for 3D).
uint32_t maxTextureSize(const Limits& limits, uint32_t target);

// ---- completeness (ES 3.0 §3.8.13)

/// Levels that lookups can reach: base ≤ level ≤ last.
struct LevelRange {
  uint32_t base = 0, last = 0;
};

/// `base` clamped for immutable textures. Only meaningful if the base level is defined.
uint32_t effectiveBaseLevel(const Texture& texture);
/// base … q of ES 3.0 §3.8.10; `last` is base without a defined base level.
LevelRange mipLevels(const Texture& texture);
/// All six faces of the base level: square, equal, same format.
bool cubeComplete(const Texture& texture);
/// Base level usable and all levels to q present, of matching size and format.
bool mipmapComplete(const Texture& texture);

constexpr bool powerOfTwo(uint32_t size) { return (size & (size - 1)) == 0; }

/// What of completeness depends on the context.
struct FilterSupport {
  bool floatLinear = false;  ///< OES_texture_float_linear
  bool halfLinear = true;    ///< core in WebGL 2, OES_texture_half_float_linear in WebGL 1
  bool anySize = true;       ///< false: WebGL 1, where only powers of two have mipmaps and repeat
  bool depthLinear = false;  ///< WebGL 1, whose depth textures WEBGL_depth_texture has filtered
  friend bool operator==(const FilterSupport&, const FilterSupport&) = default;
};
/// Whether lookups with these parameters see texels; else they give (0, 0, 0, 1).
bool textureComplete(const Texture& texture, const SamplerParams& params, FilterSupport support);

}  // namespace nogpu::gl
