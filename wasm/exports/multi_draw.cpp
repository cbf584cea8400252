// SPDX-License-Identifier: MIT
// Exports of WEBGL_multi_draw and WEBGL_multi_draw_instanced_base_vertex_base_instance: the draws
// of a list, as if called one after the other with gl_DrawID counting. All are validated before the
// first is drawn.
#include "boundary/upload.h"
#include "exports/export.h"
#include "gl/draws.h"

using namespace nogpu;
using exports::decodeContext;

namespace {

/// Columns of `drawCount` numbers, one after the other; what JS filled.
struct Lists {
  const int32_t* values;
  int32_t drawCount;

  int32_t at(uint32_t column, int32_t draw) const {
    return values[static_cast<size_t>(column) * static_cast<size_t>(drawCount) +
                  static_cast<size_t>(draw)];
  }
};

template <typename ArgumentsOf>
void multiDraw(uint32_t ctx, const char* function, const Lists& lists, uint32_t columns,
               ArgumentsOf argumentsOf) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return;
  if (lists.drawCount < 0) {
    c->error(GL_INVALID_VALUE, "%s: drawcount %d is negative", function, lists.drawCount);
    return;
  }
  const uint64_t bytes = uint64_t{columns} * static_cast<uint32_t>(lists.drawCount) * 4;
  if (!boundary::readable(lists.values, bytes)) return;
  for (int32_t i = 0; i < lists.drawCount; ++i) {
    if (!gl::validateDraw(*c, argumentsOf(i))) return;
  }
  for (int32_t i = 0; i < lists.drawCount && !c->lost; ++i) gl::draw(*c, argumentsOf(i));
}

}  // namespace

/// `multiDrawArraysWEBGL`: `lists` firsts, counts.
NOGPU_EXPORT void wasm_ctx_multi_draw_arrays(uint32_t ctx, uint32_t mode, const int32_t* values,
                                             int32_t drawCount) {
  const Lists lists{values, drawCount};
  multiDraw(ctx, "multiDrawArraysWEBGL", lists, 2, [&](int32_t i) {
    return gl::DrawArguments{.function = "multiDrawArraysWEBGL",
                             .mode = mode,
                             .first = lists.at(0, i),
                             .count = lists.at(1, i),
                             .drawId = i};
  });
}

/// `multiDrawArraysInstancedWEBGL`: `lists` firsts, counts, instance counts.
NOGPU_EXPORT void wasm_ctx_multi_draw_arrays_instanced(uint32_t ctx, uint32_t mode,
                                                       const int32_t* values, int32_t drawCount) {
  const Lists lists{values, drawCount};
  multiDraw(ctx, "multiDrawArraysInstancedWEBGL", lists, 3, [&](int32_t i) {
    return gl::DrawArguments{.function = "multiDrawArraysInstancedWEBGL",
                             .mode = mode,
                             .first = lists.at(0, i),
                             .count = lists.at(1, i),
                             .instances = lists.at(2, i),
                             .drawId = i};
  });
}

/// `multiDrawElementsWEBGL`: `lists` counts, offsets in bytes.
NOGPU_EXPORT void wasm_ctx_multi_draw_elements(uint32_t ctx, uint32_t mode, uint32_t type,
                                               const int32_t* values, int32_t drawCount) {
  const Lists lists{values, drawCount};
  multiDraw(ctx, "multiDrawElementsWEBGL", lists, 2, [&](int32_t i) {
    return gl::DrawArguments{.function = "multiDrawElementsWEBGL",
                             .mode = mode,
                             .count = lists.at(0, i),
                             .isIndexed = true,
                             .indexType = type,
                             .offset = static_cast<double>(lists.at(1, i)),
                             .drawId = i};
  });
}

/// `multiDrawElementsInstancedWEBGL`: `lists` counts, offsets in bytes, instance counts.
NOGPU_EXPORT void wasm_ctx_multi_draw_elements_instanced(uint32_t ctx, uint32_t mode, uint32_t type,
                                                         const int32_t* values, int32_t drawCount) {
  const Lists lists{values, drawCount};
  multiDraw(ctx, "multiDrawElementsInstancedWEBGL", lists, 3, [&](int32_t i) {
    return gl::DrawArguments{.function = "multiDrawElementsInstancedWEBGL",
                             .mode = mode,
                             .count = lists.at(0, i),
                             .instances = lists.at(2, i),
                             .isIndexed = true,
                             .indexType = type,
                             .offset = static_cast<double>(lists.at(1, i)),
                             .drawId = i};
  });
}

/// `multiDrawArraysInstancedBaseInstanceWEBGL`: `lists` firsts, counts, instance counts, base
/// instances.
NOGPU_EXPORT void wasm_ctx_multi_draw_arrays_instanced_base_instance(uint32_t ctx, uint32_t mode,
                                                                     const int32_t* values,
                                                                     int32_t drawCount) {
  constexpr const char* kName = "multiDrawArraysInstancedBaseInstanceWEBGL";
  const Lists lists{values, drawCount};
  multiDraw(ctx, kName, lists, 4, [&](int32_t i) {
    return gl::DrawArguments{.function = kName,
                             .mode = mode,
                             .first = lists.at(0, i),
                             .count = lists.at(1, i),
                             .instances = lists.at(2, i),
                             .drawId = i,
                             .baseInstance = static_cast<uint32_t>(lists.at(3, i))};
  });
}

/// `multiDrawElementsInstancedBaseVertexBaseInstanceWEBGL`: `lists` counts, offsets in bytes,
/// instance counts, base vertices, base instances.
NOGPU_EXPORT void wasm_ctx_multi_draw_elements_instanced_base_vertex_base_instance(
    uint32_t ctx, uint32_t mode, uint32_t type, const int32_t* values, int32_t drawCount) {
  constexpr const char* kName = "multiDrawElementsInstancedBaseVertexBaseInstanceWEBGL";
  const Lists lists{values, drawCount};
  multiDraw(ctx, kName, lists, 5, [&](int32_t i) {
    return gl::DrawArguments{.function = kName,
                             .mode = mode,
                             .count = lists.at(0, i),
                             .instances = lists.at(2, i),
                             .isIndexed = true,
                             .indexType = type,
                             .offset = static_cast<double>(lists.at(1, i)),
                             .drawId = i,
                             .baseVertex = lists.at(3, i),
                             .baseInstance = static_cast<uint32_t>(lists.at(4, i))};
  });
}
