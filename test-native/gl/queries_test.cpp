// SPDX-License-Identifier: MIT
// Queries, syncs and transform feedback: results, turns, and their errors.
#include "gl/queries.h"

#include <cstring>

#include "gl/draw_fixture.h"

using namespace nogpu;
using namespace nogpu::gl;

namespace {

constexpr const char* kCaptureVertex = R"(#version 300 es
out vec2 place;
out float number;
void main() {
  place = vec2(gl_VertexID, gl_VertexID * 2);
  number = 7.0;
  gl_Position = vec4(0.0, 0.0, 0.0, 1.0);
})";

float floatAt(const Buffer& b, size_t index) {
  float value;
  std::memcpy(&value, b.storage.data() + index * 4, 4);
  return value;
}

}  // namespace

TEST_CASE("ANY_SAMPLES_PASSED tells whether a draw was seen, in a later turn only") {
  DrawFixture f;
  Context& c = f.context();
  f.useProgramOf(kCoverVertex, kRedFragment);
  for (const bool visible : {true, false}) {
    c.fixed.caps.scissorTest = !visible;  // a scissor box of nothing hides all
    c.fixed.scissor[2] = 0;
    Query* query = c.createObject<Query>("test");
    beginQuery(c, GL_ANY_SAMPLES_PASSED, *query);
    f.drawArrays(GL_TRIANGLES, 0, 3);
    endQuery(c, GL_ANY_SAMPLES_PASSED, 1);
    CHECK(query->result == (visible ? 1 : 0));
    CHECK(!query->available(1));
    CHECK(query->available(2));
  }
}

TEST_CASE("queries: targets, slots and deletion") {
  DrawFixture f;
  Context& c = f.context();
  Query* a = c.createObject<Query>("test");
  Query* b = c.createObject<Query>("test");
  Query* out;
  CHECK(!validateBeginQuery(c, GL_TEXTURE_2D, a->handle, out));
  CHECK(f.error() == GL_INVALID_ENUM);
  REQUIRE(validateBeginQuery(c, GL_ANY_SAMPLES_PASSED, a->handle, out));
  beginQuery(c, GL_ANY_SAMPLES_PASSED, *a);
  CHECK(!validateBeginQuery(c, GL_ANY_SAMPLES_PASSED_CONSERVATIVE, b->handle, out));
  CHECK(f.error() == GL_INVALID_OPERATION);  // one slot for both
  CHECK(!validateEndQuery(c, GL_ANY_SAMPLES_PASSED_CONSERVATIVE));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(!validateGetQueryParameter(c, a->handle, GL_QUERY_RESULT, out));
  CHECK(f.error() == GL_INVALID_OPERATION);  // active
  endQuery(c, GL_ANY_SAMPLES_PASSED, 1);
  CHECK(validateGetQueryParameter(c, a->handle, GL_QUERY_RESULT, out));
  CHECK(!validateGetQueryParameter(c, b->handle, GL_QUERY_RESULT, out));
  CHECK(f.error() == GL_INVALID_OPERATION);  // never begun
  CHECK(!validateBeginQuery(c, GL_TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN, a->handle, out));
  CHECK(f.error() == GL_INVALID_OPERATION);  // used for another target
  beginQuery(c, GL_ANY_SAMPLES_PASSED, *a);
  deleteQuery(c, *a, 1);
  CHECK(!c.queries.active[0]);
}

TEST_CASE("a sync is signalled in a later turn") {
  DrawFixture f;
  Context& c = f.context();
  CHECK(!validateFenceSync(c, GL_NONE, 0));
  CHECK(f.error() == GL_INVALID_ENUM);
  CHECK(!validateFenceSync(c, GL_SYNC_GPU_COMMANDS_COMPLETE, 1));
  CHECK(f.error() == GL_INVALID_VALUE);
  Sync* sync = c.createObject<Sync>("test", 5u);
  CHECK(getSyncParameter(*sync, GL_SYNC_STATUS, 5) == GL_UNSIGNALED);
  CHECK(getSyncParameter(*sync, GL_SYNC_STATUS, 6) == GL_SIGNALED);
  Sync* out;
  CHECK(!validateClientWaitSync(c, sync->handle, 2, 0, out));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(!validateClientWaitSync(c, sync->handle, 0, 1, out));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(!validateWaitSync(c, sync->handle, 0, 0));
  CHECK(f.error() == GL_INVALID_VALUE);
  CHECK(validateWaitSync(c, sync->handle, 0, -1));
}

TEST_CASE("interleaved feedback writes vertex after vertex and counts primitives") {
  DrawFixture f;
  Context& c = f.context();
  f.useProgramOf(kCaptureVertex, kRedFragment, {"place", "number"});
  Buffer& b = f.boundBuffer(GL_TRANSFORM_FEEDBACK_BUFFER, 4 * 12);
  bindBufferBase(c, GL_TRANSFORM_FEEDBACK_BUFFER, 0, &b);
  Query* query = c.createObject<Query>("test");
  beginQuery(c, GL_TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN, *query);
  REQUIRE(validateBeginTransformFeedback(c, GL_POINTS));
  beginTransformFeedback(c, GL_POINTS);
  CHECK(f.drawArrays(GL_POINTS, 0, 2));
  CHECK(f.drawArrays(GL_POINTS, 5, 1));
  CHECK(!f.drawArrays(GL_POINTS, 0, 2));
  CHECK(f.error() == GL_INVALID_OPERATION);  // room for one more only
  CHECK(!f.drawArrays(GL_LINES, 0, 2));
  CHECK(f.error() == GL_INVALID_OPERATION);
  endTransformFeedback(c);
  CHECK(floatAt(b, 3) == 1.0f);
  CHECK(floatAt(b, 4) == 2.0f);
  CHECK(floatAt(b, 5) == 7.0f);
  CHECK(floatAt(b, 6) == 5.0f);
  CHECK(floatAt(b, 9) == 0.0f);
  CHECK(query->result == 3);
}

TEST_CASE("separate feedback writes each output to its own buffer") {
  DrawFixture f;
  Context& c = f.context();
  f.useProgramOf(kCaptureVertex, kRedFragment, {"number", "place"}, true);
  Buffer& first = f.boundBuffer(GL_TRANSFORM_FEEDBACK_BUFFER, 64);
  bindBufferBase(c, GL_TRANSFORM_FEEDBACK_BUFFER, 0, &first);
  CHECK(!validateBeginTransformFeedback(c, GL_POINTS));
  CHECK(f.error() == GL_INVALID_OPERATION);  // second binding missing
  bindBufferBase(c, GL_TRANSFORM_FEEDBACK_BUFFER, 1, &first);
  CHECK(!validateBeginTransformFeedback(c, GL_POINTS));
  CHECK(f.error() == GL_INVALID_OPERATION);  // the same buffer twice
  Buffer& second = f.boundBuffer(GL_TRANSFORM_FEEDBACK_BUFFER, 64);
  bindBufferRange(c, GL_TRANSFORM_FEEDBACK_BUFFER, 1, &second, 8, 56);
  REQUIRE(validateBeginTransformFeedback(c, GL_POINTS));
  beginTransformFeedback(c, GL_POINTS);
  CHECK(f.drawArrays(GL_POINTS, 3, 2));
  endTransformFeedback(c);
  CHECK(floatAt(first, 1) == 7.0f);
  CHECK(floatAt(second, 2) == 3.0f);
  CHECK(floatAt(second, 5) == 8.0f);
}

TEST_CASE("feedback: begin, pause, resume, end and deletion in order only") {
  DrawFixture f;
  Context& c = f.context();
  CHECK(!validateBeginTransformFeedback(c, GL_TRIANGLE_STRIP));
  CHECK(f.error() == GL_INVALID_ENUM);
  CHECK(!validateBeginTransformFeedback(c, GL_POINTS));
  CHECK(f.error() == GL_INVALID_OPERATION);  // no program
  CHECK(!validateEndTransformFeedback(c));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(!validatePauseTransformFeedback(c));
  CHECK(f.error() == GL_INVALID_OPERATION);
  f.useProgramOf(kCaptureVertex, kRedFragment, {"place"});
  Buffer& b = f.boundBuffer(GL_TRANSFORM_FEEDBACK_BUFFER, 64);
  bindBufferBase(c, GL_TRANSFORM_FEEDBACK_BUFFER, 0, &b);
  beginTransformFeedback(c, GL_POINTS);
  TransformFeedback* out;
  CHECK(!validateBindTransformFeedback(c, GL_TRANSFORM_FEEDBACK, 0, out));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(!validateDeleteTransformFeedback(c, c.transformFeedbacks.object()));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(!validateResumeTransformFeedback(c));
  CHECK(f.error() == GL_INVALID_OPERATION);
  c.transformFeedbacks.object().paused = true;
  CHECK(validateBindTransformFeedback(c, GL_TRANSFORM_FEEDBACK, 0, out));
  f.useProgramOf(kCoverVertex, kRedFragment);
  CHECK(!validateResumeTransformFeedback(c));
  CHECK(f.error() == GL_INVALID_OPERATION);  // another program
}

TEST_CASE("a buffer bound for feedback and elsewhere cannot be used") {
  DrawFixture f;
  Context& c = f.context();
  Buffer& b = f.boundBuffer(GL_TRANSFORM_FEEDBACK_BUFFER, 64);
  bindBufferBase(c, GL_TRANSFORM_FEEDBACK_BUFFER, 0, &b);
  Buffer* out;
  CHECK(validateBufferSubData(c, GL_TRANSFORM_FEEDBACK_BUFFER, 0, 4, out));
  bindBuffer(c, GL_ARRAY_BUFFER, &b);
  CHECK(!validateBufferSubData(c, GL_ARRAY_BUFFER, 0, 4, out));
  CHECK(f.error() == GL_INVALID_OPERATION);
  CHECK(!validateGetBufferSubData(c, GL_ARRAY_BUFFER, 0, 4, out));
  CHECK(f.error() == GL_INVALID_OPERATION);
  f.useProgramOf(kPositionVertex, kRedFragment);
  f.pointArray(4);
  CHECK(!f.drawArrays(GL_POINTS, 0, 1));
  CHECK(f.error() == GL_INVALID_OPERATION);
}
