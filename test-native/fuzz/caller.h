// SPDX-License-Identifier: MIT
// Caller: the application of one fuzzed stream of calls. It keeps what it was given (contexts,
// handles, blocks of wasm_alloc, uniform locations), dead ones too, and draws arguments: mostly
// such as a careful application would pass, now and then anything.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/choices.h"
#include "gl/object.h"

namespace nogpu::fuzz {

using gl::ObjectKind;

/// Values of gl_enums.def from `first` to `last`.
struct NameRange {
  uint32_t first, last;
};

struct Location {
  uint32_t program = 0, link = 0, index = 0;
};

/// What the arguments of one call have to agree about.
struct PresentCall {
  uint32_t context = 0;
  uint32_t program = 0;
  Location location;
  uint32_t upload = 0;  ///< row of uploads.def; chosen by the first of its kinds
  bool hasUpload = false;
  uint64_t extents[3] = {1, 1, 1};  ///< those drawn so far
  uint32_t extentCount = 0;
  uint32_t compressed = 0;  ///< row of the compressed formats
  uint32_t blockBytes = 0;  ///< size of the block passed last
  uint32_t names = 0;
  uint32_t draws = 0;
  uint32_t pictureWidth = 0, pictureHeight = 0;
  uint32_t texturePname = 0;
};

class Caller {
 public:
  // What a context may use up, so that an input ends soon.
  static constexpr uint32_t kMaxLoopIterations = 1u << 14;
  static constexpr uint32_t kMaxDrawPixels = 1u << 16;
  static constexpr uint32_t kMaxMemory = 32u << 20;

  Caller();
  ~Caller();
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  /// Starts a call: what the last one was given in memory ends here.
  void begin(Choices from);
  /// Makes the main context alive again if it is lost or gone for some calls already.
  void keepAlive();
  uint32_t main() const { return contexts_[0]; }

  // Contexts and objects.
  uint32_t context();
  uint32_t doomedContext();
  void addContext(uint32_t context);
  uint32_t object(ObjectKind kind);
  void addObject(ObjectKind kind, uint32_t handle);
  /// The handle given out last, or 0.
  uint32_t newest(ObjectKind kind) const;
  Location location();
  void addLocation(const std::byte* payload);
  void addUpload(std::byte* block);
  std::byte* uploadBlock();
  void readPayload(const std::byte* payload);

  // Numbers.
  uint32_t odd(uint32_t usual);  ///< `usual`, seldom any other word
  int32_t signedNumber(int32_t low, int32_t high);
  float number();
  int32_t extent();
  int32_t level();
  uint32_t canvasSize();
  double offset();
  uint32_t turn();
  uint32_t failureCount();

  // Constants.
  uint32_t name(std::initializer_list<NameRange> ranges);
  uint32_t parameterName();
  uint32_t capability();
  uint32_t textureTarget();
  uint32_t target3D();
  uint32_t imageTarget();
  uint32_t attachment();
  uint32_t clearMask();
  uint32_t internalFormat();
  uint32_t compressedFormat();
  uint64_t blockBytes();  ///< of an image of that format and the extents
  uint32_t pixelFormat();
  uint32_t pixelType();
  uint32_t viewType();
  int32_t textureParameter();

  // Memory. A block ends with the call; its size is exact, so that sanitizers see who leaves it.
  const std::byte* bytes(uint64_t count);
  const std::byte* texels();
  const std::byte* picture();
  const uint32_t* words();
  const uint32_t* indices();
  const uint32_t* attachments();
  /// Columns for multi-draws: first or count, count or offset, instances.
  const int32_t* drawLists(uint32_t columns);
  const char* text(std::string_view text);
  const char* variableName();
  const char* variableNames();
  const char* extensionName();
  const char* shaderText();
  /// How much of it there is said to be. A lie only where the sanitizer lets `boundary::readable`
  /// see it, as the end of linear memory does in WASM.
  uint32_t claim(uint32_t there);
  uint32_t claimedBytes();
  double claimedSize();
  uint32_t claimedWords();

  Choices choices{{}};
  PresentCall call;

 private:
  uint32_t uploadRow();
  std::byte* block(uint64_t count);

  std::vector<uint32_t> contexts_;  // the first is the main one
  std::vector<uint32_t> dead_;
  std::vector<uint32_t> objects_[12];
  std::vector<Location> locations_;
  struct Upload {
    std::byte* block;
    bool freed;
  };
  std::vector<Upload> uploads_;
  struct Free {
    void operator()(std::byte* block) const;
  };
  std::vector<std::unique_ptr<std::byte, Free>> blocks_;
  uint32_t turn_ = 1;
  uint32_t callsLost_ = 0;
  uint32_t callsSinceFailure_ = 0;
  uint32_t checksum_ = 0;
};

}  // namespace nogpu::fuzz
