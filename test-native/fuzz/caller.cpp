// SPDX-License-Identifier: MIT
#include "fuzz/caller.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <limits>

#include "boundary/arena.h"
#include "boundary/storage.h"
#include "format/gl_enums.h"
#include "fuzz/declarations.h"
#include "fuzz/shader_grammar.h"
#include "gl/pixel_transfer.h"

namespace nogpu::fuzz {
namespace {

#if defined(NOGPU_SANITIZE)
constexpr bool kSeesLies = true;
#else
constexpr bool kSeesLies = false;
#endif

constexpr uint32_t kNames[] = {
#define X(NAME, value) value,
#include "format/gl_enums.def"
};

constexpr uint32_t kParameters[] = {
#define X(pname, ...) GL_##pname,
#include "gl/params.def"
};

constexpr uint32_t kCapabilities[] = {
#define X(cap, ...) GL_##cap,
#include "gl/capabilities.def"
};

constexpr std::string_view kExtensions[] = {
#define X(name, ...) #name,
#include "gl/extensions.def"
};

struct UploadRow {
  uint32_t internalFormat, format, type, clientBytes;
};
constexpr UploadRow kUploads[] = {
#define X(internalFormat, format, type, bytes, ...) \
  {GL_##internalFormat, GL_##format, GL_##type, bytes},
#define XW1 X
#include "format/uploads.def"
};

constexpr uint32_t kFormats[] = {
#define X(id, ...) GL_##id,
#define XU(id, base, ...) GL_##base,
#define XC(id, ...) GL_##id,
#include "format/formats.def"
};

struct CompressedRow {
  uint32_t format;
  uint32_t blockWidth, blockHeight, blockBytes;
};
constexpr CompressedRow kCompressed[] = {
#define X(...)
#define XC(id, base, kind, srgb, width, height, bytes, ...) {GL_##id, width, height, bytes},
#include "format/formats.def"
};

constexpr uint32_t kOddWords[] = {
    0,       1,     2,     0xffffffff, 0xfffffffe, 0x7fffffff, 0x80000000, 0x80000001, 0x7ffffffe,
    0x10000, 16384, 16385, 0x40000000, 0x3fffffff, 2048,       2049,       255,        256};

}  // namespace

void Caller::Free::operator()(std::byte* block) const { std::free(block); }

Caller::Caller() {
  contexts_.push_back(
      wasm_create_context(16, 16, 63, 2, 0, kMaxLoopIterations, kMaxDrawPixels, kMaxMemory));
}

Caller::~Caller() {
  boundary::failAllocations(0);
  blocks_.clear();
  for (const Upload& upload : uploads_) {
    if (!upload.freed) wasm_free(upload.block);
  }
  for (const uint32_t context : contexts_) wasm_destroy_context(context);
}

void Caller::begin(Choices from) {
  choices = from;
  call = {};
  blocks_.clear();
  // Injected failures last a few calls at most: a stream is to get somewhere.
  if (++callsSinceFailure_ == 6) boundary::failAllocations(0);
}

void Caller::keepAlive() {
  if (wasm_ctx_is_context_lost(main()) == 0) return;
  if (++callsLost_ < 4) return;
  callsLost_ = 0;
  boundary::failAllocations(0);
  wasm_destroy_context(main());
  contexts_[0] =
      wasm_create_context(16, 16, 63, 2, 0, kMaxLoopIterations, kMaxDrawPixels, kMaxMemory);
}

// ---- contexts and objects

uint32_t Caller::context() {
  if (!choices.chance(8)) return call.context = main();
  if (choices.chance(64))
    return call.context = dead_.empty() ? odd(0) : dead_[choices.below(dead_.size())];
  return call.context = contexts_[choices.below(contexts_.size())];
}

uint32_t Caller::doomedContext() {
  const size_t first = choices.chance(16) || contexts_.size() == 1 ? 0 : 1;
  const uint32_t context = contexts_[first + choices.below(contexts_.size() - first)];
  if (!choices.chance(160)) return odd(0);
  return context;
}

void Caller::addContext(uint32_t context) {
  if (context == 0) return;
  contexts_.push_back(context);
  if (contexts_.size() <= 3) return;
  dead_.push_back(contexts_[1]);
  wasm_destroy_context(contexts_[1]);
  contexts_.erase(contexts_.begin() + 1);
}

uint32_t Caller::object(ObjectKind kind) {
  const std::vector<uint32_t>& pool = objects_[static_cast<uint32_t>(kind)];
  if (choices.chance(16)) {
    const std::vector<uint32_t>& other = objects_[1 + choices.below(11)];
    if (choices.chance(96) && !other.empty()) return other[choices.below(other.size())];
    return odd(0) + (pool.empty() || choices.chance(128) ? 0 : pool.back());
  }
  if (pool.empty()) return 0;
  // The newest ones are the ones a stream is about.
  const uint32_t among = std::min<uint32_t>(pool.size(), choices.chance(192) ? 2 : 12);
  return pool[pool.size() - 1 - choices.below(among)];
}

void Caller::addObject(ObjectKind kind, uint32_t handle) {
  if (handle != 0) objects_[static_cast<uint32_t>(kind)].push_back(handle);
}

uint32_t Caller::newest(ObjectKind kind) const {
  const std::vector<uint32_t>& pool = objects_[static_cast<uint32_t>(kind)];
  return pool.empty() ? 0 : pool.back();
}

Location Caller::location() {
  if (choices.chance(16) || locations_.empty()) {
    call.location = {object(ObjectKind::Program), odd(1), odd(0)};
  } else {
    const uint32_t among = std::min<uint32_t>(locations_.size(), 16);
    call.location = locations_[locations_.size() - 1 - choices.below(among)];
  }
  return call.location;
}

void Caller::addLocation(const std::byte* payload) {
  readPayload(payload);
  if (payload == nullptr) return;
  uint32_t words[2];
  std::memcpy(words, payload, sizeof words);
  locations_.push_back({call.program, words[0], words[1]});
}

void Caller::addUpload(std::byte* block) {
  if (block != nullptr) uploads_.push_back({block, false});
}

std::byte* Caller::uploadBlock() {
  // Live, freed, inside one, null: whatever else there is, the allocator's own memory is not.
  if (uploads_.empty() || choices.chance(16)) return nullptr;
  Upload& upload = uploads_[choices.below(uploads_.size())];
  if (!kSeesLies && upload.freed) return nullptr;
  if (choices.chance(32) && !upload.freed) return upload.block + 4 * (1 + choices.below(7));
  upload.freed = true;
  return upload.block;
}

void Caller::readPayload(const std::byte* payload) {
  if (payload == nullptr) return;
  if (reinterpret_cast<uintptr_t>(payload) % 16 != 0) std::abort();
  const uint32_t length = boundary::payloadLength(payload);
  for (uint32_t i = 0; i < length; ++i) checksum_ += static_cast<uint32_t>(payload[i]);
}

// ---- numbers

uint32_t Caller::odd(uint32_t usual) {
  if (!choices.chance(8)) return usual;
  if (choices.chance(192)) return choices.of(kOddWords);
  return choices.chance(128) ? kNames[choices.below(std::size(kNames))] : choices.word();
}

int32_t Caller::signedNumber(int32_t low, int32_t high) {
  if (choices.chance(8)) return static_cast<int32_t>(odd(choices.of(kOddWords)));
  return low + static_cast<int32_t>(choices.below(static_cast<uint32_t>(high - low + 1)));
}

float Caller::number() {
  static constexpr float kNumbers[] = {0.0f,  -0.0f,  1.0f,    -1.0f, 0.5f,  2.0f,   1e-40f,
                                       1e30f, -1e30f, 3.4e38f, 1e9f,  -3e9f, 1000.0f};
  const uint32_t which = choices.below(256);
  if (which < 100) return static_cast<float>(which) / 16.0f - 2.0f;
  if (which < 200) return kNumbers[which % std::size(kNumbers)];
  if (which < 208) return std::numeric_limits<float>::infinity();
  if (which < 216) return std::numeric_limits<float>::quiet_NaN();
  const uint32_t word = choices.word();
  float value;
  std::memcpy(&value, &word, sizeof value);
  return value;
}

int32_t Caller::extent() {
  const uint32_t which = choices.below(256);
  int32_t value = 1 << which % 6;
  if (which >= 128) value = static_cast<int32_t>(which % 34);
  if (which >= 250) value = signedNumber(0, 300);
  if (call.extentCount < 3) {
    call.extents[call.extentCount++] = value > 0 ? static_cast<uint32_t>(value) : 0;
  }
  return value;
}

int32_t Caller::level() { return choices.chance(160) ? 0 : signedNumber(0, 6); }

uint32_t Caller::canvasSize() { return odd(1 + choices.below(48)); }

double Caller::offset() {
  static constexpr double kOdd[] = {
      -1.0,  0.5, 4294967296.0, 4294967295.0, 2147483648.0, 9007199254740991.0, -9007199254740991.0,
      1e300, 3.0};
  if (choices.chance(96)) return 0;
  if (choices.chance(240)) return 4.0 * choices.below(256);
  if (choices.chance(8)) return std::numeric_limits<double>::quiet_NaN();
  return choices.chance(128) ? choices.of(kOdd) : choices.below(2048);
}

uint32_t Caller::turn() {
  if (choices.chance(128)) ++turn_;
  return odd(turn_);
}

uint32_t Caller::failureCount() {
  callsSinceFailure_ = 0;
  return 1 + choices.below(4);
}

// ---- constants

uint32_t Caller::name(std::initializer_list<NameRange> ranges) {
  if (choices.chance(6)) return odd(kNames[choices.below(std::size(kNames))]);
  const NameRange range = ranges.begin()[choices.below(ranges.size())];
  const uint32_t* first = std::lower_bound(std::begin(kNames), std::end(kNames), range.first);
  const uint32_t* last = std::upper_bound(first, std::end(kNames), range.last);
  return first[choices.below(static_cast<uint32_t>(last - first))];
}

uint32_t Caller::parameterName() {
  return choices.chance(16) ? name({{0, 0xffffffff}}) : choices.of(kParameters);
}
uint32_t Caller::capability() { return odd(choices.of(kCapabilities)); }

uint32_t Caller::textureTarget() {
  return name({{GL_TEXTURE_2D, GL_TEXTURE_2D},
               {GL_TEXTURE_3D, GL_TEXTURE_3D},
               {GL_TEXTURE_CUBE_MAP, GL_TEXTURE_CUBE_MAP},
               {GL_TEXTURE_2D_ARRAY, GL_TEXTURE_2D_ARRAY}});
}
uint32_t Caller::target3D() {
  return name({{GL_TEXTURE_3D, GL_TEXTURE_3D}, {GL_TEXTURE_2D_ARRAY, GL_TEXTURE_2D_ARRAY}});
}
uint32_t Caller::imageTarget() {
  return name({{GL_TEXTURE_2D, GL_TEXTURE_2D},
               {GL_TEXTURE_CUBE_MAP_POSITIVE_X, GL_TEXTURE_CUBE_MAP_NEGATIVE_Z}});
}
uint32_t Caller::attachment() {
  return name({{GL_COLOR_ATTACHMENT0, GL_COLOR_ATTACHMENT0 + 3},
               {GL_COLOR_ATTACHMENT0, GL_COLOR_ATTACHMENT0},
               {GL_DEPTH_ATTACHMENT, GL_DEPTH_ATTACHMENT},
               {GL_STENCIL_ATTACHMENT, GL_STENCIL_ATTACHMENT},
               {GL_DEPTH_STENCIL_ATTACHMENT, GL_DEPTH_STENCIL_ATTACHMENT},
               {GL_BACK, GL_BACK},
               {GL_COLOR, GL_STENCIL},
               {GL_NONE, GL_NONE}});
}
uint32_t Caller::clearMask() {
  const uint32_t bits = choices.below(8);
  return odd((bits & 1 ? GL_COLOR_BUFFER_BIT : 0) | (bits & 2 ? GL_DEPTH_BUFFER_BIT : 0) |
             (bits & 4 ? GL_STENCIL_BUFFER_BIT : 0));
}

uint32_t Caller::uploadRow() {
  if (!call.hasUpload) call.upload = choices.below(std::size(kUploads));
  call.hasUpload = true;
  return call.upload;
}
uint32_t Caller::internalFormat() {
  if (choices.chance(12)) return odd(choices.of(kFormats));
  return kUploads[uploadRow()].internalFormat;
}
uint32_t Caller::compressedFormat() {
  call.compressed = choices.below(std::size(kCompressed));
  return odd(kCompressed[call.compressed].format);
}
uint64_t Caller::blockBytes() {
  const CompressedRow& row = kCompressed[call.compressed];
  const uint64_t columns = (call.extents[0] + row.blockWidth - 1) / row.blockWidth;
  const uint64_t rows = (call.extents[1] + row.blockHeight - 1) / row.blockHeight;
  return columns * rows * call.extents[2] * row.blockBytes;
}
uint32_t Caller::pixelFormat() {
  if (choices.chance(12)) return odd(kUploads[choices.below(std::size(kUploads))].format);
  return kUploads[uploadRow()].format;
}
uint32_t Caller::pixelType() {
  if (choices.chance(12)) return odd(kUploads[choices.below(std::size(kUploads))].type);
  return kUploads[uploadRow()].type;
}
uint32_t Caller::viewType() {
  return choices.chance(12) ? odd(GL_UNSIGNED_BYTE) : gl::viewTypeFor(kUploads[uploadRow()].type);
}

int32_t Caller::textureParameter() {
  if (choices.chance(64)) return signedNumber(-2, 8);
  return static_cast<int32_t>(name({{GL_NEAREST, GL_LINEAR},
                                    {GL_NEAREST_MIPMAP_NEAREST, GL_LINEAR_MIPMAP_LINEAR},
                                    {GL_REPEAT, GL_REPEAT},
                                    {GL_CLAMP_TO_EDGE, GL_CLAMP_TO_EDGE},
                                    {GL_MIRRORED_REPEAT, GL_MIRRORED_REPEAT},
                                    {GL_NEVER, GL_ALWAYS},
                                    {GL_COMPARE_REF_TO_TEXTURE, GL_COMPARE_REF_TO_TEXTURE},
                                    {GL_NONE, GL_NONE}}));
}

// ---- memory

std::byte* Caller::block(uint64_t count) {
  // A claim above the cap is a lie that `readable` must see.
  count = std::min<uint64_t>(count, 1u << 20);
  blocks_.emplace_back(static_cast<std::byte*>(std::malloc(count == 0 ? 1 : count)));
  call.blockBytes = static_cast<uint32_t>(count);
  return blocks_.back().get();
}

const std::byte* Caller::bytes(uint64_t count) {
  if (choices.chance(8)) {
    call.blockBytes = static_cast<uint32_t>(count);
    return nullptr;
  }
  std::byte* out = block(count);
  const uint32_t start = choices.byte(), step = choices.byte();
  for (uint32_t i = 0; i < call.blockBytes; ++i)
    out[i] = static_cast<std::byte>(start + i * step / 4);
  return out;
}

const std::byte* Caller::texels() {
  return bytes(call.extents[0] * call.extents[1] * call.extents[2] *
                   kUploads[uploadRow()].clientBytes +
               (choices.chance(64) ? 64 : 0));
}

const std::byte* Caller::picture() {
  call.pictureWidth = choices.below(20);
  call.pictureHeight = choices.below(20);
  return bytes(uint64_t{call.pictureWidth} * call.pictureHeight * 4);
}

const uint32_t* Caller::words() {
  const uint32_t count = choices.chance(128) ? 4 * (1 + choices.below(4)) : choices.below(40);
  auto* out = reinterpret_cast<uint32_t*>(block(count * 4));
  const bool asFloats = choices.chance(160);
  for (uint32_t i = 0; i < count; ++i) {
    const float value = number();
    if (asFloats)
      std::memcpy(&out[i], &value, sizeof value);
    else
      out[i] = odd(choices.below(16));
  }
  return out;
}

const uint32_t* Caller::indices() {
  const uint32_t count = choices.below(8);
  auto* out = reinterpret_cast<uint32_t*>(block(count * 4));
  for (uint32_t i = 0; i < count; ++i) out[i] = odd(choices.below(6));
  return out;
}

const uint32_t* Caller::attachments() {
  const uint32_t count = choices.chance(224) ? choices.below(5) : choices.below(12);
  const bool inOrder = choices.chance(128);
  auto* out = reinterpret_cast<uint32_t*>(block(count * 4));
  for (uint32_t i = 0; i < count; ++i) out[i] = inOrder ? GL_COLOR_ATTACHMENT0 + i : attachment();
  return out;
}

const int32_t* Caller::drawLists(uint32_t columns) {
  call.draws = choices.below(4);
  auto* out = reinterpret_cast<int32_t*>(block(uint64_t{columns} * call.draws * 4));
  for (uint32_t i = 0; i < columns * call.draws; ++i) out[i] = signedNumber(0, 12);
  return out;
}

const char* Caller::text(std::string_view text) {
  std::byte* out = block(text.size());
  std::memcpy(out, text.data(), text.size());
  return reinterpret_cast<const char*>(out);
}

const char* Caller::variableName() { return text(drawName(choices)); }

const char* Caller::variableNames() {
  std::string joined;
  call.names = choices.below(6);
  for (uint32_t i = 0; i < call.names; ++i) {
    if (i != 0) joined += '\0';
    joined += drawName(choices);
  }
  return text(joined);
}

const char* Caller::extensionName() { return text(choices.of(kExtensions)); }

const char* Caller::shaderText() {
  const ProgramText program = writeProgram(choices);
  std::string source = choices.chance(128) ? program.vertex : program.fragment;
  // A few spoilt bytes: what the parser meets after an error.
  for (uint32_t spoilt = choices.chance(96) ? 1 + choices.below(4) : 0;
       spoilt > 0 && !source.empty(); --spoilt) {
    const size_t at = choices.word() % source.size();
    if (choices.chance(128))
      source[at] = static_cast<char>(choices.byte());
    else
      source.erase(at, 1 + choices.below(24));
  }
  return text(source);
}

uint32_t Caller::claim(uint32_t there) { return kSeesLies ? odd(there) : there; }

uint32_t Caller::claimedBytes() {
  return claim(call.blockBytes - (choices.chance(8) ? choices.below(call.blockBytes) : 0));
}

double Caller::claimedSize() {
  if (kSeesLies && choices.chance(10)) return offset();
  return claimedBytes();
}

uint32_t Caller::claimedWords() { return claim(call.blockBytes / 4); }

// ---- the tables

#define KIND(name, type, ...) \
  type name::draw([[maybe_unused]] Caller& c) { return __VA_ARGS__; }
#define RESULT(name, type, ...) \
  void name::take([[maybe_unused]] Caller& c, type result) { __VA_ARGS__; }
#include "fuzz/kinds.def"

}  // namespace nogpu::fuzz
