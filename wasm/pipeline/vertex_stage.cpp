// SPDX-License-Identifier: MIT
#include "pipeline/vertex_stage.h"

#include <algorithm>
#include <cstring>

#include "format/numeric.h"
#include "pipeline/assemble.h"
#include "pipeline/color_codec.h"

namespace nogpu::pipeline {
namespace {

using shader::Interpolant;
using shader::ir::Interpolation;

constexpr uint32_t kWindowVertices = 1024;
constexpr uint32_t kCacheEntries = 2048;
/// Groups in one call of the shader: enough to amortise it, few enough that engines which do not
/// replace running code move on to the optimised version soon.
constexpr uint32_t kGroupsPerCall = 64;
constexpr uint32_t kMaxPrimitives = 2 * kWindowVertices;

uint32_t windowCapacity(const DrawCall& call) {
  const uint64_t vertices = uint64_t{call.count} * call.instances;
  // Three more than can occur, so that a small draw is never split by the check in add().
  const uint64_t capped = std::min<uint64_t>(vertices + 3, kWindowVertices);
  return (static_cast<uint32_t>(capped) + 3) & ~3u;
}

}  // namespace

VertexStage::VertexStage(const DrawCall& call, Arena& scratch, FragmentStage& fragments,
                         DrawResult& result, int32_t& budget)
    : call_(call),
      result_(result),
      budget_(budget),
      setup_(call, fragments, scratch),
      feedback_(call, result),
      transform_(windowTransform(call)),
      distances_(call),
      visible_(!call.raster.discard && !fragments.idle()),
      perPrimitive_(verticesPerPrimitive(call.mode)),
      capacity_(windowCapacity(call)),
      planeStride_(fragments.planeStride()),
      inputCount_(static_cast<uint32_t>(call.program->vertex.inputs.size())),
      outputCount_(static_cast<uint32_t>(call.program->vertex.outputs.size())),
      inputs_(scratch.allocate<v128_t>(size_t{capacity_} / 4 * inputCount_)),
      outputs_(scratch.allocate<v128_t>(size_t{capacity_} / 4 * outputCount_)),
      fetch_(call, scratch, capacity_, inputs_),
      vertices_(scratch.allocate<Vertex>(capacity_)),
      rows_(scratch.allocate<float>(size_t{capacity_} * planeStride_)),
      clipRows_(scratch.allocate<float>(size_t{kMaxClipPoints} * planeStride_)),
      vertexIds_(scratch.allocate<uint32_t>(capacity_)),
      instanceIds_(scratch.allocate<uint32_t>(capacity_)),
      primitives_(scratch.allocate<uint16_t>(size_t{kMaxPrimitives} * perPrimitive_)),
      cache_(scratch.allocate<CacheEntry>(kCacheEntries)),
      cacheSlots_(scratch.allocate<uint16_t>(kCacheEntries)) {
  shaderDraw_.scratch = scratch.allocate<std::byte>(call.vertex.scratchBytes);
  if (scratch.failed()) return;
  std::fill(cache_, cache_ + kCacheEntries, CacheEntry{0, 0});
  shaderDraw_.uniforms = call.uniforms;
  shaderDraw_.blocks = call.blocks;
  shaderDraw_.samplers = call.samplers;
  shaderDraw_.constants = call.program->vertex.constants.data();
  // Derivatives can see array elements of lanes that never stored any: the same ones in every run.
  std::memset(shaderDraw_.scratch, 0, call.vertex.scratchBytes);
  shaderDraw_.code = call.vertex.code.code;
  for (uint32_t i = 0; i < outputCount_; ++i) {
    if (call.program->vertex.outputs[i].semantic == shader::ir::OutputSemantic::PointSize) {
      pointSizeSlot_ = static_cast<int32_t>(i);
    }
  }
}

void VertexStage::beginInstance(uint32_t instance) {
  instance_ = instance;
  ++stamp_;
}

uint16_t VertexStage::slotOf(uint32_t vertex) {
  const uint32_t h = vertex % kCacheEntries;
  CacheEntry& entry = cache_[h];
  if (entry.vertex == vertex && entry.stamp == stamp_) return cacheSlots_[h];
  entry = {vertex, stamp_};
  vertexIds_[vertexCount_] = vertex;
  instanceIds_[vertexCount_] = instance_;
  return cacheSlots_[h] = static_cast<uint16_t>(vertexCount_++);
}

bool VertexStage::add(uint32_t a, uint32_t b, uint32_t c) {
  if (vertexCount_ + perPrimitive_ > capacity_ || primitiveCount_ == kMaxPrimitives) {
    flush();
    if (result_.stopped) return false;
  }
  uint16_t* slots = primitives_ + size_t{primitiveCount_++} * perPrimitive_;
  slots[0] = slotOf(a);
  if (perPrimitive_ > 1) slots[1] = slotOf(b);
  if (perPrimitive_ > 2) slots[2] = slotOf(c);
  return true;
}

void VertexStage::flush() {
  if (primitiveCount_ != 0 && !result_.stopped && shadeWindow()) {
    result_.primitives += primitiveCount_;
    for (uint32_t i = 0; i < primitiveCount_ && !result_.stopped; ++i) {
      const uint16_t* slots = primitives_ + size_t{i} * perPrimitive_;
      if (feedback_.active()) feedback_.capture(outputs_, slots, perPrimitive_);
      if (visible_) drawPrimitive(slots);
    }
  }
  vertexCount_ = primitiveCount_ = 0;
  ++stamp_;
}

// ---- shading
// --------------------------------------------------------------------------------------

bool VertexStage::shadeWindow() {
  result_.verticesShaded += vertexCount_;
  const uint32_t groups = (vertexCount_ + 3) / 4;
  for (uint32_t i = vertexCount_; i < 4 * groups; ++i) {
    vertexIds_[i] = vertexIds_[vertexCount_ - 1];
    instanceIds_[i] = instanceIds_[vertexCount_ - 1];
  }
  fetch_.fetch(vertexIds_, instanceIds_, groups);
  if (!runShader(groups)) return false;
  if (visible_) project(groups);
  return true;
}

bool VertexStage::runShader(uint32_t groups) {
  for (uint32_t g = 0; g < groups; g += kGroupsPerCall) {
    shader::VertexBatch batch;
    batch.draw = &shaderDraw_;
    batch.groups = std::min(kGroupsPerCall, groups - g);
    batch.inputs = inputs_ + size_t{g} * inputCount_;
    batch.outputs = outputs_ + size_t{g} * outputCount_;
    shaderDraw_.loopBudget = budget_;
    call_.vertex.code.run(&batch);
    budget_ = shaderDraw_.loopBudget;
    if (budget_ < 0) {
      result_.stop(StopReason::Loop);
      result_.stoppedStage = shader::Stage::Vertex;
      result_.stoppedLine = shaderDraw_.stoppedLine;
      return false;
    }
  }
  return true;
}

void VertexStage::project(uint32_t groups) {
  for (uint32_t g = 0; g < groups; ++g) {
    const v128_t* out = outputs_ + size_t{g} * outputCount_;
    Vertex* v = vertices_ + size_t{4} * g;
    projectVertices(transform_, out, v);
    if (pointSizeSlot_ >= 0) {
      float sizes[4];
      wasm_v128_store(sizes, out[pointSizeSlot_]);
      for (int i = 0; i < 4; ++i) v[i].pointSize = sizes[i];
    }
    projectRows(g);
  }
}

/// Interpolant rows of a group: outputs picked by plane, divided by w where Smooth, transposed.
void VertexStage::projectRows(uint32_t group) {
  const v128_t* out = outputs_ + size_t{group} * outputCount_;
  const auto& interpolants = call_.program->interpolants;
  const v128_t oneOverW = wasm_f32x4_div(wasm_f32x4_splat(1.0f), out[3]);
  float* rows = rows_ + size_t{group} * 4 * planeStride_;
  for (uint32_t p = 0; p < planeStride_; p += 4) {
    v128_t lanes[4], vertices[4];
    for (uint32_t i = 0; i < 4; ++i) {
      lanes[i] = wasm_i32x4_splat(0);
      if (p + i >= interpolants.size()) continue;
      const Interpolant& source = interpolants[p + i];
      if (source.source != Interpolant::Source::VertexOutput) continue;
      lanes[i] = out[source.vertexSlot];
      if (isPerspective(source.interpolation)) {
        lanes[i] = wasm_f32x4_mul(lanes[i], oneOverW);
      }
    }
    transpose4(lanes, vertices);
    for (uint32_t i = 0; i < 4; ++i) wasm_v128_store(rows + i * planeStride_ + p, vertices[i]);
  }
}

// ---- primitives
// -----------------------------------------------------------------------------------

void VertexStage::drawPrimitive(const uint16_t* slots) {
  switch (perPrimitive_) {
    case 1:
      return drawPoint(slots[0]);
    case 2:
      return drawLine(slots);
    default:
      return drawTriangle(slots);
  }
}

void VertexStage::drawTriangle(const uint16_t* slots) {
  const Vertex* v[3] = {vertices_ + slots[0], vertices_ + slots[1], vertices_ + slots[2]};
  if (v[0]->clipCode & v[1]->clipCode & v[2]->clipCode & kRejectMask) return;
  const uint32_t codes = v[0]->clipCode | v[1]->clipCode | v[2]->clipCode | distanceCodes(slots, 3);
  if (codes & kInvalid) return;
  if (call_.raster.outline) return drawOutline(slots, codes);
  if (codes & kMustClip) return drawClippedTriangle(slots, codes);
  const float* rows[3] = {rowOf(slots[0]), rowOf(slots[1]), rowOf(slots[2])};
  setup_.triangle(v, rows, flatRow(slots));
}

/// WEBGL_polygon_mode: the edges, as far as they lie in the clip volume, with the triangle's
/// facing.
void VertexStage::drawOutline(const uint16_t* slots, uint32_t codes) {
  Vertex corners[kMaxClipPoints];
  int count = 3;
  for (int i = 0; i < 3; ++i) corners[i] = vertices_[slots[i]];
  if (codes & kMustClip) {
    const Vertex* v[3] = {vertices_ + slots[0], vertices_ + slots[1], vertices_ + slots[2]};
    ClipPoint points[kMaxClipPoints];
    count = clipTriangle(transform_, v, codes, points);
    if (codes & kClipDistance) count = distances_.clipPolygon(points, count);
    for (int i = 0; i < count; ++i) makeClipVertex(points[i], slots, 3, corners[i], clipRows_);
  }
  LineOfTriangle edge;
  if (count < 3 || !setup_.outline(corners, count, edge)) return;
  for (int i = 0; i < 3; ++i) drawEdge(slots[i], slots[(i + 1) % 3], flatRow(slots), edge);
}

void VertexStage::drawLine(const uint16_t* slots) {
  drawEdge(slots[0], slots[1], flatRow(slots), {true, 0});
}

void VertexStage::drawEdge(uint16_t from, uint16_t to, const float* flat, LineOfTriangle edge) {
  const uint16_t slots[2] = {from, to};
  const Vertex &a = vertices_[from], &b = vertices_[to];
  if (a.clipCode & b.clipCode & (kClipNear | kClipFar)) return;
  const uint32_t codes = a.clipCode | b.clipCode | distanceCodes(slots, 2);
  if (codes & kInvalid) return;
  if (codes & kMustClip) return drawClippedLine(slots, codes, flat, edge);
  setup_.line(a, b, rowOf(from), rowOf(to), flat, edge);
}

void VertexStage::drawPoint(uint16_t slot) {
  const Vertex& v = vertices_[slot];
  const uint32_t codes = v.clipCode | distanceCodes(&slot, 1);
  if (codes & (kMustClip | kInvalid) || !(v.clip[3] > 0)) return;
  setup_.point(v, rowOf(slot));
}

uint32_t VertexStage::distanceCodes(const uint16_t* slots, int count) {
  if (!distances_.any()) return 0;
  if (!distances_.load(outputs_, outputCount_, slots, count)) return kInvalid;
  return distances_.cuts() ? uint32_t{kClipDistance} : 0;
}

float VertexStage::output(uint16_t slot, uint32_t component) const {
  const auto* lanes = reinterpret_cast<const std::byte*>(outputs_);
  float value;
  __builtin_memcpy(&value,
                   lanes + ((size_t{slot} / 4 * outputCount_ + component) * 4 + slot % 4) * 4, 4);
  return value;
}

/// A corner made by clipping: its interpolants are weighted sums of the vertices' outputs.
void VertexStage::makeClipVertex(const ClipPoint& point, const uint16_t* slots, int count,
                                 Vertex& vertex, float* row) const {
  const v128_t clip[4] = {wasm_f32x4_splat(point.clip[0]), wasm_f32x4_splat(point.clip[1]),
                          wasm_f32x4_splat(point.clip[2]), wasm_f32x4_splat(point.clip[3])};
  Vertex four[4];
  projectVertices(transform_, clip, four);
  vertex = four[0];
  const auto& interpolants = call_.program->interpolants;
  for (uint32_t p = 0; p < planeStride_; ++p) {
    row[p] = 0;
    if (p >= interpolants.size() || interpolants[p].source != Interpolant::Source::VertexOutput ||
        interpolants[p].interpolation == Interpolation::Flat) {
      continue;
    }
    // In differences, so that what is equal at all vertices stays so exactly. What is linear in the
    // window (noperspective) has its weights there.
    const bool smooth = isPerspective(interpolants[p].interpolation);
    const float first = output(slots[0], interpolants[p].vertexSlot);
    float value = first;
    for (int i = 1; i < count; ++i) {
      const float weight = smooth
                               ? point.weights[i]
                               : point.weights[i] * vertices_[slots[i]].clip[3] * vertex.oneOverW;
      value += weight * (output(slots[i], interpolants[p].vertexSlot) - first);
    }
    row[p] = smooth ? value * vertex.oneOverW : value;
  }
}

/// Whether set-up may take the corner: clipping leaves w > 0 but for degenerate cases.
static bool usable(const Vertex& v) { return v.clip[3] > 0 && !(v.clipCode & kInvalid); }

void VertexStage::drawClippedTriangle(const uint16_t* slots, uint32_t codes) {
  const Vertex* v[3] = {vertices_ + slots[0], vertices_ + slots[1], vertices_ + slots[2]};
  ClipPoint points[kMaxClipPoints];
  int count = clipTriangle(transform_, v, codes, points);
  if (codes & kClipDistance) count = distances_.clipPolygon(points, count);
  Vertex corners[kMaxClipPoints];
  for (int i = 0; i < count; ++i) {
    makeClipVertex(points[i], slots, 3, corners[i], clipRows_ + size_t(i) * planeStride_);
    if (!usable(corners[i])) return;
  }
  const auto row = [&](int i) { return clipRows_ + size_t(i) * planeStride_; };
  for (int i = 1; i + 1 < count; ++i) {
    const Vertex* fan[3] = {&corners[0], &corners[i], &corners[i + 1]};
    const float* rows[3] = {row(0), row(i), row(i + 1)};
    setup_.triangle(fan, rows, flatRow(slots));
  }
}

void VertexStage::drawClippedLine(const uint16_t* slots, uint32_t codes, const float* flat,
                                  LineOfTriangle edge) {
  ClipPoint points[2];
  if (!clipLine(transform_, vertices_[slots[0]], vertices_[slots[1]], codes, points)) return;
  if (codes & kClipDistance && !distances_.clipLine(points)) return;
  Vertex ends[2];
  for (int i = 0; i < 2; ++i) {
    makeClipVertex(points[i], slots, 2, ends[i], clipRows_ + size_t(i) * planeStride_);
    if (!usable(ends[i])) return;
  }
  setup_.line(ends[0], ends[1], clipRows_, clipRows_ + planeStride_, flat, edge);
}

}  // namespace nogpu::pipeline
