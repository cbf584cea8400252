// SPDX-License-Identifier: MIT
// Texture sampling for shaders, emitted or interpreted: four lanes a call, functions chosen once
// per draw from the texture's format and the sampler's state (ES 3.0 §3.8.9 … §3.8.16).
//
//   TextureView + SamplerState ──resolveSampler──▶ Sampler ──fn[TexMethod](&sampler, args, 1 or
//   2)──▶ rgba
//
//   fn[Implicit | Lod | Grad]  coordinates, level of detail   methods.h
//        └─ level function     one level, four lanes           filter.h: taps, texels, blend
//   fn[Fetch | Size]           integer coordinates             fetch.cpp
//
// No coordinate, level, offset or layer can make a function read outside the levels it was given.
#pragma once

#include <cstddef>
#include <cstdint>

#include "format/format.h"
#include "pipeline/compare_func.h"
#include "shader/abi.h"

namespace nogpu::pipeline {

/// The order is that of shader::ir::TexDim.
enum class TextureDim : uint8_t { D2, Cube, D3, D2Array };

enum class Filter : uint8_t { Nearest, Linear };
enum class MipFilter : uint8_t { None, Nearest, Linear };
enum class Wrap : uint8_t { Repeat, ClampToEdge, MirroredRepeat, MirrorClampToEdge };

/// One level as stored (format/format.h). Cube maps: six faces of their own, +X -X +Y -Y +Z -Z; all
/// others: faces[0], with `depth` slices or layers at sliceStrideBytes.
struct TextureLevel {
  const std::byte* faces[6] = {};
  uint32_t width = 0, height = 0, depth = 1;
  uint32_t rowStrideBytes = 0, sliceStrideBytes = 0;
};

/// A texture as a sampler sees it. Of a depth-stencil texture, the depth plane.
struct TextureView {
  TextureDim dim = TextureDim::D2;
  format::FormatId format = format::FormatId::kNone;  ///< of the storage: never a compressed one
  /// False: lookups give (0, 0, 0, 1) and no level is looked at (ES 3.0 §3.8.13; also no texture
  /// bound).
  bool complete = false;
  uint32_t baseLevel = 0;  ///< clamped as ES 3.0 §3.8.10 says
  uint32_t maxLevel = 0;   ///< q: the last level there is, or MAX_LEVEL if that is less
  const TextureLevel* levels = nullptr;  ///< by level number, 0 … maxLevel; missing ones are empty
};

struct SamplerState {
  Filter mag = Filter::Linear;
  Filter min = Filter::Nearest;
  MipFilter mip = MipFilter::Linear;
  Wrap wrapS = Wrap::Repeat, wrapT = Wrap::Repeat, wrapR = Wrap::Repeat;
  float minLod = -1000, maxLod = 1000;
  bool compare = false;  ///< COMPARE_REF_TO_TEXTURE; takes effect for depth formats
  CompareFunc compareFunc = CompareFunc::LessEqual;
  float maxAnisotropy = 1;  ///< EXT_texture_filter_anisotropic, 1 … kMaxAnisotropy
};

inline constexpr uint32_t kMaxTextureLevels = 16;
inline constexpr uint32_t kMaxAnisotropy = 16;
inline constexpr float kMaxLodBias = 15.0f;

struct Sampler;

/// Four texels as float RGBA, or as integers: one vector per channel.
using GatherFn = void (*)(const Sampler& sampler, const std::byte* const* texel, v128_t* rgba);

/// A level ready for address arithmetic: sizes as the numbers that it needs.
struct SamplerLevel {
  const std::byte* faces[6];
  float size[3];
  int32_t texels[3];
  uint32_t rowStrideBytes, sliceStrideBytes;
};

/// One level at four lanes' coordinates. `coord`: s, t, r or layer; cube: s, t on the face, face.
using LevelFn = void (*)(const Sampler& sampler, const SamplerLevel& level, Filter filter,
                         const shader::SampleArgs& args, const v128_t* coord, v128_t* rgba);

/// What SamplerDesc* points at. Valid as long as the texels stay where they are.
struct Sampler : shader::SamplerDesc {
  LevelFn level;
  GatherFn gather;
  uint32_t texelBytes;
  uint32_t lastLevel;  ///< levels[0] … levels[lastLevel], relative to the base level
  Filter mag, min;
  MipFilter mip;
  Wrap wrap[3];
  CompareFunc compareFunc;
  format::FormatId format;
  bool integer;
  float minLod, maxLod;
  float maxAnisotropy;
  SamplerLevel levels[kMaxTextureLevels];
};

/// Fills `sampler`; cheap enough to be called per draw. Filters that the format does not allow
/// (which GL calls incomplete) fall back to nearest for integer formats.
void resolveSampler(const TextureView& view, const SamplerState& state, Sampler* sampler);

}  // namespace nogpu::pipeline
