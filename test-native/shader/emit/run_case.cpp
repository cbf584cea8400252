// SPDX-License-Identifier: MIT
#include "shader/emit/run_case.h"

#include <cstring>

#include "shader/abi.h"
#include "shader/emit/emit.h"
#include "shader/emit/random_module.h"
#include "shader/interp/program.h"
#include "shader/ir/print.h"
#include "shader/program.h"

namespace nogpu::shader::emit {

namespace {

using namespace abi;

constexpr uint32_t kQuads = 9, kSegments = 3, kGroups = 5;

/// Samplers whose answer is a sum of what they are told: wrong operands show, and JavaScript can
/// add just as well (test-js/shader/emit.test.js has the same five functions).
struct TestSampler : SamplerDesc {
  float salt;
};

template <class Fn>
void eachLane(SampleArgs* args, uint32_t count, Fn&& fn) {
  for (uint32_t k = 0; k < count; ++k) {
    float* const f = reinterpret_cast<float*>(args + k);
    int32_t* const i = reinterpret_cast<int32_t*>(args + k);
    for (uint32_t lane = 0; lane < 4; ++lane) fn(f + lane, i + lane, i + kOffArgsOffset / 4);
  }
}

/// Words from the start of SampleArgs, at which a lane's operands are.
constexpr uint32_t kS = 0, kT = 4, kLod = kOffArgsLod / 4, kDdx = kOffArgsDdx / 4,
                   kDdy = kOffArgsDdy / 4 + 4, kResult = kOffArgsResult / 4;

void sampleLod(const SamplerDesc* desc, SampleArgs* args, uint32_t count) {
  const float salt = static_cast<const TestSampler*>(desc)->salt;
  eachLane(args, count, [&](float* f, int32_t*, const int32_t* offset) {
    const float sum = f[kS] + f[kT] * 2.0f + f[kLod] * 0.5f + static_cast<float>(offset[0]) + salt;
    for (uint32_t c = 0; c < 4; ++c) f[kResult + c * 4] = sum + static_cast<float>(c);
  });
}

void sampleGrad(const SamplerDesc* desc, SampleArgs* args, uint32_t count) {
  const float salt = static_cast<const TestSampler*>(desc)->salt;
  eachLane(args, count, [&](float* f, int32_t*, const int32_t* offset) {
    const float sum =
        f[kS] + f[kT] * 2.0f + f[kDdx] + f[kDdy] + static_cast<float>(offset[1]) + salt;
    for (uint32_t c = 0; c < 4; ++c) f[kResult + c * 4] = sum + static_cast<float>(c);
  });
}

void sampleFetch(const SamplerDesc* desc, SampleArgs* args, uint32_t count) {
  const float salt = static_cast<const TestSampler*>(desc)->salt;
  eachLane(args, count, [&](float* f, int32_t* i, const int32_t* offset) {
    const uint32_t sum =
        uint32_t(i[kS]) * 3 + uint32_t(i[kT]) * 5 + uint32_t(i[kLod]) + uint32_t(offset[0]);
    for (uint32_t c = 0; c < 4; ++c)
      f[kResult + c * 4] = static_cast<float>(int32_t(sum + c)) + salt;
  });
}

void sampleSize(const SamplerDesc*, SampleArgs* args, uint32_t count) {
  eachLane(args, count, [&](float*, int32_t* i, const int32_t*) {
    for (uint32_t c = 0; c < 4; ++c) i[kResult + c * 4] = int32_t(uint32_t(i[kLod]) * 2 + c);
  });
}

struct alignas(16) Vector {
  v128_t v;
};

/// Input data, the same for both layouts.
struct Data {
  std::vector<uint32_t> uniforms, blocks[kRandomBlocks];
  std::vector<Vector> inputs;
  std::vector<float> planes[kSegments];
  std::vector<FragmentSegment> segments;
  int32_t quadX[kQuads], quadY[kQuads];
  uint32_t coverage[kQuads];
};

uint32_t bitsOf(float value) { return __builtin_bit_cast(uint32_t, value); }

/// First half floats, second half integers, as random modules expect.
std::vector<uint32_t> table(uint32_t words, uint64_t seed) {
  std::vector<uint32_t> out(words);
  for (uint32_t i = 0; i < words; ++i) {
    const uint32_t value = static_cast<uint32_t>((seed + i * 7) % 23);
    out[i] = i < words / 2 ? bitsOf(static_cast<float>(value) * 0.375f - 3.0f) : value - 4;
  }
  return out;
}

Data makeData(const ir::Module& m, uint64_t seed) {
  Data data{};
  data.uniforms = table(kRandomUniformWords, seed);
  for (uint32_t i = 0; i < kRandomBlocks; ++i) {
    data.blocks[i] = table(kRandomBlockWords, seed * 3 + i);
  }
  for (uint32_t group = 0; group < kGroups; ++group) {
    for (const ir::InputSlot& slot : m.inputs) {
      const int32_t base = static_cast<int32_t>(group * 4 + seed % 5);
      const bool isFloat = slot.kind == ir::Kind::F32;
      const float start = static_cast<float>(base) * 0.25f - static_cast<float>(slot.index);
      data.inputs.push_back({isFloat ? wasm_f32x4_make(start, start + 1, start * 0.5f, -start)
                                     : wasm_i32x4_make(base, base + 1, base + 2, base + 3)});
    }
  }
  const uint32_t stride = (m.planeCount + 3) & ~3u;
  for (uint32_t s = 0; s < kSegments; ++s) {
    data.planes[s].assign(stride * 3 + 4, 0.0f);
    for (uint32_t p = 0; p < m.planeCount; ++p) {
      data.planes[s][p] = p == 5 ? __builtin_bit_cast(float, s + 2)
                                 : static_cast<float>((seed + p * 5 + s) % 11) - 4.5f;
      data.planes[s][stride + p] = static_cast<float>((seed + p) % 7) * 0.125f - 0.25f;
      data.planes[s][2 * stride + p] = static_cast<float>((seed + p + s) % 5) * 0.25f - 0.5f;
    }
    FragmentSegment segment{};
    segment.quadBegin = s == 0 ? 0 : s == 1 ? 1 : 5;
    segment.quadCount = s == 0 ? 1 : 4;
    segment.x0 = static_cast<int32_t>(s) * 3 - 1;
    segment.y0 = 2;
    segment.z[0] = 0.25f, segment.z[1] = 0.0625f, segment.z[2] = -0.03125f;
    segment.oneOverW[0] = 0.8f, segment.oneOverW[1] = 0.05f, segment.oneOverW[2] = 0.01f;
    segment.frontFacing = s == 1 ? 0xffffffffu : 0;
    data.segments.push_back(segment);
  }
  for (uint32_t q = 0; q < kQuads; ++q) {
    data.quadX[q] = static_cast<int32_t>(q % 4) * 2;
    data.quadY[q] = static_cast<int32_t>(q / 4) * 2 + 4;
    data.coverage[q] = q % 3 == 0 ? 15 : static_cast<uint32_t>((seed + q * 5) % 15) + 1;
  }
  return data;
}

v128_t laneMask(uint32_t bits) {
  const auto lane = [&](uint32_t i) { return bits >> i & 1 ? -1 : 0; };
  return wasm_i32x4_make(lane(0), lane(1), lane(2), lane(3));
}

// ---- the interpreter's answer -------------------------------------------------------------------

void interpret(const ir::Module& m, Data& data, RunCase& run) {
  const auto program = interp::prepare(m);
  const Vector zero{wasm_i32x4_splat(0)};
  std::vector<Vector> scratch(scratchBytes(m) / 16, zero);
  std::vector<Vector> outputs(run.steps * m.outputs.size(), zero);
  const std::byte* blocks[kRandomBlocks];
  TestSampler samplers[kRandomSamplers];
  const SamplerDesc* slots[kRandomSamplers];
  for (uint32_t i = 0; i < kRandomBlocks; ++i) {
    blocks[i] = reinterpret_cast<const std::byte*>(data.blocks[i].data());
  }
  for (uint32_t i = 0; i < kRandomSamplers; ++i) {
    samplers[i] = {{{sampleLod, sampleLod, sampleGrad, sampleFetch, sampleSize}},
                   static_cast<float>(i) + 0.5f};
    slots[i] = &samplers[i];
  }
  ShaderDraw draw{data.uniforms.data(),
                  blocks,
                  slots,
                  m.constants.data(),
                  reinterpret_cast<std::byte*>(scratch.data()),
                  1 << 20,
                  0,
                  program.get()};
  if (m.stage == Stage::Vertex) {
    VertexBatch batch{&draw, kGroups, &data.inputs.data()->v, &outputs.data()->v};
    interpretVertex(&batch);
  } else {
    FragmentBatch batch{};
    for (uint32_t s = 0; s < kSegments; ++s) data.segments[s].planes = data.planes[s].data();
    batch.draw = &draw;
    batch.segments = data.segments.data();
    batch.segmentCount = kSegments;
    batch.outputs = &outputs.data()->v;
    batch.quadCount = kQuads;
    for (uint32_t q = 0; q < kQuads; ++q) {
      batch.quadX[q] = data.quadX[q];
      batch.quadY[q] = data.quadY[q];
      batch.mask[q] = laneMask(data.coverage[q]);
    }
    interpretFragment(&batch);
    run.mask.resize(kQuads * 4);
    memcpy(run.mask.data(), batch.mask, kQuads * 16);
  }
  run.outputs.resize(outputs.size() * 4);
  memcpy(run.outputs.data(), outputs.data(), outputs.size() * 16);
}

// ---- the same batch with 32-bit pointers --------------------------------------------------------

class Image {
 public:
  Image() : bytes_(1024) {}

  uint32_t place(const void* data, size_t size) {
    const uint32_t address = static_cast<uint32_t>((bytes_.size() + 15) & ~size_t{15});
    bytes_.resize(address + size);
    if (data != nullptr && size != 0) memcpy(bytes_.data() + address, data, size);
    return address;
  }
  uint32_t place(const std::vector<uint32_t>& words) {
    return place(words.data(), words.size() * 4);
  }
  void word(uint32_t address, uint32_t value) { memcpy(bytes_.data() + address, &value, 4); }
  std::vector<uint8_t> take() {
    bytes_.resize((bytes_.size() + 15) & ~size_t{15});
    return std::move(bytes_);
  }

 private:
  std::vector<uint8_t> bytes_;
};

uint32_t placeDraw(Image& image, const ir::Module& m, const Data& data) {
  const uint32_t uniforms = image.place(data.uniforms);
  const uint32_t blocks = image.place(nullptr, kRandomBlocks * 4);
  for (uint32_t i = 0; i < kRandomBlocks; ++i)
    image.word(blocks + i * 4, image.place(data.blocks[i]));
  const uint32_t samplers = image.place(nullptr, kRandomSamplers * 4);
  for (uint32_t i = 0; i < kRandomSamplers; ++i) {
    uint32_t desc[6];
    for (uint32_t method = 0; method < 5; ++method) desc[method] = kSamplerTableBase + method;
    desc[5] = bitsOf(static_cast<float>(i) + 0.5f);
    image.word(samplers + i * 4, image.place(desc, sizeof desc));
  }
  const uint32_t constants = image.place(m.constants);
  const uint32_t scratch = image.place(nullptr, scratchBytes(m));
  const uint32_t draw = image.place(nullptr, 32);
  image.word(draw + kOffDrawUniforms, uniforms);
  image.word(draw + kOffDrawBlocks, blocks);
  image.word(draw + kOffDrawSamplers, samplers);
  image.word(draw + kOffDrawConstants, constants);
  image.word(draw + kOffDrawScratch, scratch);
  image.word(draw + kOffDrawLoopBudget, 1 << 20);
  return draw;
}

void placeVertexBatch(Image& image, const Data& data, uint32_t draw, RunCase& run) {
  const uint32_t inputs = image.place(data.inputs.data(), data.inputs.size() * 16);
  run.batchAddress = image.place(nullptr, 16);
  image.word(run.batchAddress + kOffVertexDraw, draw);
  image.word(run.batchAddress + kOffVertexGroups, kGroups);
  image.word(run.batchAddress + kOffVertexInputs, inputs);
  image.word(run.batchAddress + kOffVertexOutputs, run.outputsAddress);
}

void placeFragmentBatch(Image& image, const Data& data, uint32_t draw, RunCase& run) {
  const uint32_t segments = image.place(nullptr, kSegments * kSegmentBytes);
  for (uint32_t s = 0; s < kSegments; ++s) {
    const FragmentSegment& from = data.segments[s];
    const uint32_t to = segments + s * kSegmentBytes;
    const auto floats = [&](uint32_t offset, const float(&values)[3]) {
      for (uint32_t i = 0; i < 3; ++i) image.word(to + offset + i * 4, bitsOf(values[i]));
    };
    image.word(to + kOffSegmentQuadBegin, from.quadBegin);
    image.word(to + kOffSegmentQuadCount, from.quadCount);
    image.word(to + kOffSegmentPlanes,
               image.place(data.planes[s].data(), data.planes[s].size() * 4));
    image.word(to + kOffSegmentX0, static_cast<uint32_t>(from.x0));
    image.word(to + kOffSegmentY0, static_cast<uint32_t>(from.y0));
    floats(kOffSegmentZ, from.z);
    floats(kOffSegmentOneOverW, from.oneOverW);
    image.word(to + kOffSegmentFrontFacing, from.frontFacing);
  }
  run.batchAddress = image.place(nullptr, kOffBatchCentroidY + kMaxBatchQuads * 16);
  run.maskAddress = run.batchAddress + kOffBatchMask;
  image.word(run.batchAddress + kOffBatchDraw, draw);
  image.word(run.batchAddress + kOffBatchSegments, segments);
  image.word(run.batchAddress + kOffBatchSegmentCount, kSegments);
  image.word(run.batchAddress + kOffBatchOutputs, run.outputsAddress);
  image.word(run.batchAddress + kOffBatchQuadCount, kQuads);
  for (uint32_t q = 0; q < kQuads; ++q) {
    image.word(run.batchAddress + kOffBatchQuadX + q * 4, static_cast<uint32_t>(data.quadX[q]));
    image.word(run.batchAddress + kOffBatchQuadY + q * 4, static_cast<uint32_t>(data.quadY[q]));
    for (uint32_t lane = 0; lane < 4; ++lane) {
      image.word(run.maskAddress + q * 16 + lane * 4, data.coverage[q] >> lane & 1 ? ~0u : 0);
    }
  }
}

// ---- JSON ---------------------------------------------------------------------------------------

std::string base64(const void* data, size_t size) {
  static constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const uint8_t* bytes = static_cast<const uint8_t*>(data);
  std::string out;
  for (size_t i = 0; i < size; i += 3) {
    uint32_t three = 0;
    for (size_t k = 0; k < 3; ++k) three = three << 8 | (i + k < size ? bytes[i + k] : 0u);
    for (size_t k = 0; k < 4; ++k) {
      out += i + k > size ? '=' : kDigits[three >> (18 - 6 * k) & 63];
    }
  }
  return out;
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

RunCase runCase(const ir::Module& m, uint64_t seed) {
  RunCase run;
  Data data = makeData(m, seed);
  const bool vertex = m.stage == Stage::Vertex;
  run.steps = vertex ? kGroups : kQuads;
  run.outputCount = static_cast<uint32_t>(m.outputs.size());
  Image image;
  run.outputsAddress = image.place(nullptr, run.steps * run.outputCount * 16);
  const uint32_t draw = placeDraw(image, m, data);
  if (vertex) {
    placeVertexBatch(image, data, draw, run);
  } else {
    placeFragmentBatch(image, data, draw, run);
  }
  run.image = image.take();
  interpret(m, data, run);
  return run;
}

std::string caseJson(const ir::Module& m, const RunCase& run, const std::string& name) {
  std::string kinds;
  for (const ir::OutputSlot& slot : m.outputs) kinds += slot.kind == ir::Kind::F32 ? 'f' : 'i';
  const auto module = [&](uint32_t interleave) {
    const std::vector<uint8_t> bytes = emitModule(m, {.interleave = interleave}).bytes;
    return quoted(base64(bytes.data(), bytes.size()));
  };
  std::string out = "{\"name\": " + quoted(name);
  out += ", \"batch\": " + std::to_string(run.batchAddress);
  out += ", \"outputsAt\": " + std::to_string(run.outputsAddress);
  out += ", \"maskAt\": " + std::to_string(run.maskAddress);
  out += ", \"steps\": " + std::to_string(run.steps);
  out += ", \"kinds\": " + quoted(kinds);
  out += ", \"modules\": [" + module(1) + ", " + module(2) + "]";
  out += ", \"image\": " + quoted(base64(run.image.data(), run.image.size()));
  out += ", \"outputs\": " + quoted(base64(run.outputs.data(), run.outputs.size() * 4));
  out += ", \"mask\": " + quoted(base64(run.mask.data(), run.mask.size() * 4));
  out += ", \"ir\": " + quoted(ir::print(m)) + "}\n";
  return out;
}

}  // namespace nogpu::shader::emit
