// SPDX-License-Identifier: MIT
#include "pipeline/texel_codec.h"

#include "simd/transpose.h"

namespace nogpu::pipeline {

TexelCodec codecOf(format::FormatId id) {
  return withCodec(id, []<class Codec>() -> TexelCodec {
    return {Codec::kBytes, Codec::unpack, Codec::pack};
  });
}

void loadWords(uint32_t texelBytes, const std::byte* texels, v128_t* words) {
  switch (texelBytes) {
    case 1:
      words[0] =
          wasm_u32x4_extend_low_u16x8(wasm_u16x8_extend_low_u8x16(wasm_v128_load32_zero(texels)));
      break;
    case 2:
      words[0] = wasm_u32x4_extend_low_u16x8(wasm_v128_load64_zero(texels));
      break;
    case 4:
      words[0] = wasm_v128_load(texels);
      break;
    case 8: {
      const v128_t low = wasm_v128_load(texels), high = wasm_v128_load(texels + 16);
      words[0] = wasm_i32x4_shuffle(low, high, 0, 2, 4, 6);
      words[1] = wasm_i32x4_shuffle(low, high, 1, 3, 5, 7);
      break;
    }
    default: {
      v128_t lanes[4];
      for (int i = 0; i < 4; ++i) lanes[i] = wasm_v128_load(texels + 16 * i);
      transpose4(lanes, words);
    }
  }
}

void storeWords(uint32_t texelBytes, const v128_t* words, std::byte* texels) {
  switch (texelBytes) {
    case 1: {
      const v128_t bytes = wasm_v128_and(words[0], wasm_i32x4_splat(0xFF));
      const v128_t halves = wasm_u16x8_narrow_i32x4(bytes, bytes);
      wasm_v128_store32_lane(texels, wasm_u8x16_narrow_i16x8(halves, halves), 0);
      break;
    }
    case 2:
      wasm_v128_store64_lane(texels, wasm_u16x8_narrow_i32x4(words[0], words[0]), 0);
      break;
    case 4:
      wasm_v128_store(texels, words[0]);
      break;
    case 8:
      wasm_v128_store(texels, wasm_i32x4_shuffle(words[0], words[1], 0, 4, 1, 5));
      wasm_v128_store(texels + 16, wasm_i32x4_shuffle(words[0], words[1], 2, 6, 3, 7));
      break;
    default: {
      v128_t lanes[4];
      transpose4(words, lanes);
      for (int i = 0; i < 4; ++i) wasm_v128_store(texels + 16 * i, lanes[i]);
    }
  }
}

}  // namespace nogpu::pipeline
