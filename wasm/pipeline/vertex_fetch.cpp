// SPDX-License-Identifier: MIT
// A fetch function is a loader of one element (bytes to four lanes) with a bounds check before it
// and a transposition of four elements after it. Loaders are chosen by type once per draw.
#include "pipeline/vertex_fetch.h"

#include <cstring>

#include "format/numeric.h"
#include "pipeline/color_codec.h"

namespace nogpu::pipeline {
namespace {

enum class Convert { Cast, Normalize, Integer };

// ---- one element
// ----------------------------------------------------------------------------------

template <int kComponents>
struct FloatElement {
  static constexpr size_t kBytes = kComponents * 4;
  static v128_t load(const std::byte* p, uint32_t) {
    const v128_t rest = wasm_f32x4_make(0, 0, 0, 1);
    if constexpr (kComponents == 4) return wasm_v128_load(p);
    if constexpr (kComponents == 3) {
      return wasm_v128_load32_lane(p + 8, wasm_v128_load64_lane(p, rest, 0), 2);
    }
    if constexpr (kComponents == 2) return wasm_v128_load64_lane(p, rest, 0);
    return wasm_v128_load32_lane(p, rest, 0);
  }
};

/// Missing components: (0, 0, 0, 1) after conversion.
inline v128_t fillMissing(v128_t v, v128_t rest, uint32_t components) {
  const v128_t index = wasm_i32x4_make(0, 1, 2, 3);
  const v128_t present = wasm_i32x4_lt(index, wasm_i32x4_splat(static_cast<int32_t>(components)));
  return wasm_v128_bitselect(v, rest, present);
}

template <class T>
v128_t convertNormalized(v128_t ints, float maximum) {
  const v128_t scaled = wasm_f32x4_div(wasm_f32x4_convert_i32x4(ints), wasm_f32x4_splat(maximum));
  if constexpr (static_cast<T>(-1) < static_cast<T>(0)) {
    return wasm_f32x4_pmax(wasm_f32x4_splat(-1.0f), scaled);
  }
  return scaled;
}

template <class T>
v128_t castToFloat(v128_t ints) {
  if constexpr (sizeof(T) == 4 && static_cast<T>(-1) > static_cast<T>(0)) {
    return wasm_f32x4_convert_u32x4(ints);
  }
  return wasm_f32x4_convert_i32x4(ints);
}

template <class T>
constexpr float largest() {
  constexpr bool kSigned = static_cast<T>(-1) < static_cast<T>(0);
  return static_cast<float>((uint64_t{1} << (8 * sizeof(T) - (kSigned ? 1 : 0))) - 1);
}

template <class T, Convert kConvert>
struct IntElement {
  static v128_t load(const std::byte* p, uint32_t components) {
    T raw[4] = {};
    if (components == 4)
      std::memcpy(raw, p, sizeof raw);
    else
      std::memcpy(raw, p, components * sizeof(T));
    const v128_t ints = wasm_i32x4_make(static_cast<int32_t>(raw[0]), static_cast<int32_t>(raw[1]),
                                        static_cast<int32_t>(raw[2]), static_cast<int32_t>(raw[3]));
    if constexpr (kConvert == Convert::Integer) {
      return fillMissing(ints, wasm_i32x4_make(0, 0, 0, 1), components);
    } else if constexpr (kConvert == Convert::Normalize) {
      v128_t floats;
      if constexpr (sizeof(T) == 4) {
        floats = wasm_f32x4_div(castToFloat<T>(ints), wasm_f32x4_splat(largest<T>()));
        floats = wasm_f32x4_pmax(wasm_f32x4_splat(-1.0f), floats);
      } else {
        floats = convertNormalized<T>(ints, largest<T>());
      }
      return fillMissing(floats, wasm_f32x4_make(0, 0, 0, 1), components);
    } else {
      return fillMissing(castToFloat<T>(ints), wasm_f32x4_make(0, 0, 0, 1), components);
    }
  }
};

struct HalfElement {
  static v128_t load(const std::byte* p, uint32_t components) {
    uint16_t raw[4] = {0, 0, 0, 0x3C00};
    std::memcpy(raw, p, components * sizeof(uint16_t));
    return format::halfToFloat4(wasm_i32x4_make(raw[0], raw[1], raw[2], raw[3]));
  }
};

/// x in the low ten bits, w in the top two (ES 3.0 table 2.4).
template <bool kSigned, bool kNormalize>
struct PackedElement {
  static v128_t load(const std::byte* p, uint32_t) {
    uint32_t word;
    std::memcpy(&word, p, 4);
    int32_t c[4];
    for (int i = 0; i < 4; ++i) {
      const int bits = i == 3 ? 2 : 10;
      const uint32_t top = word << (i == 3 ? 0 : 22 - 10 * i);
      c[i] = kSigned ? static_cast<int32_t>(top) >> (32 - bits)
                     : static_cast<int32_t>(top >> (32 - bits));
    }
    const v128_t floats = wasm_f32x4_convert_i32x4(wasm_v128_load(c));
    if constexpr (!kNormalize) return floats;
    const v128_t scaled = wasm_f32x4_div(
        floats, kSigned ? wasm_f32x4_make(511, 511, 511, 1) : wasm_f32x4_make(1023, 1023, 1023, 3));
    return wasm_f32x4_pmax(wasm_f32x4_splat(-1.0f), scaled);
  }
};

// ---- runs of elements
// -----------------------------------------------------------------------------

size_t elementBytes(const VertexAttrib& a) {
  static constexpr uint8_t kBytes[] = {1, 1, 2, 2, 4, 4, 4, 2, 0, 0};
  const size_t bytes = kBytes[static_cast<int>(a.type)];
  return bytes == 0 ? 4 : bytes * a.components;
}

template <class Element>
void fetchElements(const VertexAttrib& attrib, const uint32_t* elements, uint32_t groups,
                   v128_t* const inputs[4], uint32_t inputCount) {
  // Number of elements that are wholly inside.
  const size_t bytes = elementBytes(attrib);
  const uint64_t readable = attrib.byteCount < bytes ? 0
                            : attrib.strideBytes == 0
                                ? UINT64_MAX
                                : (attrib.byteCount - bytes) / attrib.strideBytes + 1;
  const uint32_t components = attrib.components;
  for (uint32_t g = 0; g < groups; ++g) {
    v128_t vertex[4], lanes[4];
    for (int i = 0; i < 4; ++i) {
      const uint32_t element = elements[4 * g + static_cast<uint32_t>(i)];
      vertex[i] =
          element < readable
              ? Element::load(attrib.data + size_t{element} * attrib.strideBytes, components)
              : wasm_i32x4_splat(0);
    }
    transpose4(vertex, lanes);
    for (int c = 0; c < 4; ++c) {
      if (inputs[c]) inputs[c][size_t{g} * inputCount] = lanes[c];
    }
  }
}

template <class T>
FetchFn chooseInt(const VertexAttrib& a) {
  if (a.integer) return fetchElements<IntElement<T, Convert::Integer>>;
  if (a.normalized) return fetchElements<IntElement<T, Convert::Normalize>>;
  return fetchElements<IntElement<T, Convert::Cast>>;
}

FetchFn chooseFloat(uint32_t components) {
  switch (components) {
    case 1:
      return fetchElements<FloatElement<1>>;
    case 2:
      return fetchElements<FloatElement<2>>;
    case 3:
      return fetchElements<FloatElement<3>>;
    default:
      return fetchElements<FloatElement<4>>;
  }
}

FetchFn chooseFetch(const VertexAttrib& a) {
  switch (a.type) {
    case ComponentType::Byte:
      return chooseInt<int8_t>(a);
    case ComponentType::UnsignedByte:
      return chooseInt<uint8_t>(a);
    case ComponentType::Short:
      return chooseInt<int16_t>(a);
    case ComponentType::UnsignedShort:
      return chooseInt<uint16_t>(a);
    case ComponentType::Int:
      return chooseInt<int32_t>(a);
    case ComponentType::UnsignedInt:
      return chooseInt<uint32_t>(a);
    case ComponentType::Float:
      return chooseFloat(a.components);
    case ComponentType::HalfFloat:
      return fetchElements<HalfElement>;
    case ComponentType::Int2101010:
      return a.normalized ? fetchElements<PackedElement<true, true>>
                          : fetchElements<PackedElement<true, false>>;
    case ComponentType::UnsignedInt2101010:
      return a.normalized ? fetchElements<PackedElement<false, true>>
                          : fetchElements<PackedElement<false, false>>;
  }
  return nullptr;
}

}  // namespace

VertexFetch::VertexFetch(const DrawCall& call, Arena& scratch, uint32_t capacity, v128_t* inputs)
    : call_(call),
      capacity_(capacity),
      inputs_(inputs),
      inputCount_(static_cast<uint32_t>(call.program->vertex.inputs.size())),
      elements_(scratch.allocate<uint32_t>(capacity)) {
  if (scratch.failed()) return;
  using shader::ir::InputSemantic;
  for (uint32_t slot = 0; slot < inputCount_; ++slot) {
    const shader::ir::InputSlot& input = call.program->vertex.inputs[slot];
    switch (input.semantic) {
      case InputSemantic::Attribute:
        addAttribute(input.index / 4, input.index % 4, slot);
        break;
      case InputSemantic::VertexId:
        vertexId_ = inputs + slot;
        break;
      case InputSemantic::InstanceId:
        instanceId_ = inputs + slot;
        break;
      case InputSemantic::DrawId:
        addConstant(slot, static_cast<uint32_t>(call.drawId));
        break;
      default:
        addConstant(slot, 0);
        break;
    }
  }
}

void VertexFetch::addConstant(uint32_t slot, uint32_t bits) {
  const v128_t value = wasm_i32x4_splat(static_cast<int32_t>(bits));
  for (uint32_t g = 0; g < capacity_ / 4; ++g) inputs_[size_t{g} * inputCount_ + slot] = value;
}

void VertexFetch::addAttribute(uint32_t location, uint32_t component, uint32_t slot) {
  const VertexAttrib& attrib = call_.attribs[location % kMaxAttribs];
  if (!attrib.enabled) return addConstant(slot, attrib.constant[component]);
  uint32_t i = 0;
  while (i < sourceCount_ && sources_[i].attrib != &attrib) ++i;
  if (i == sourceCount_) {
    sources_[sourceCount_++] = {&attrib, chooseFetch(attrib), {}};
  }
  sources_[i].inputs[component] = inputs_ + slot;
}

/// floor(instance / divisor) + baseInstance; gl_InstanceID itself does not see the base.
const uint32_t* VertexFetch::instancedElements(uint32_t divisor, const uint32_t* instances,
                                               uint32_t groups) {
  for (uint32_t i = 0; i < 4 * groups; ++i) {
    elements_[i] = instances[i] / divisor + call_.baseInstance;
  }
  return elements_;
}

void VertexFetch::fetch(const uint32_t* vertices, const uint32_t* instances, uint32_t groups) {
  for (uint32_t i = 0; i < sourceCount_; ++i) {
    const Source& s = sources_[i];
    const uint32_t* elements =
        s.attrib->divisor == 0 ? vertices : instancedElements(s.attrib->divisor, instances, groups);
    s.fn(*s.attrib, elements, groups, s.inputs, inputCount_);
  }
  for (uint32_t g = 0; g < groups; ++g) {
    if (vertexId_) vertexId_[size_t{g} * inputCount_] = wasm_v128_load(vertices + 4 * g);
    if (instanceId_) instanceId_[size_t{g} * inputCount_] = wasm_v128_load(instances + 4 * g);
  }
}

}  // namespace nogpu::pipeline
