// SPDX-License-Identifier: MIT
// Queries and syncs: execution, and what they may be asked for. `turn`: the number of the
// application's task, as JS counts them (query.h).
#pragma once

#include "gl/context.h"
#include "gl/query.h"

namespace nogpu::gl {

bool validateBeginQuery(Context& context, uint32_t target, uint32_t handle, Query*& query);
void beginQuery(Context& context, uint32_t target, Query& query);
bool validateEndQuery(Context& context, uint32_t target);
void endQuery(Context& context, uint32_t target, uint32_t turn);
/// queryCounterEXT: the time of the call, as a result.
bool validateQueryCounter(Context& context, uint32_t handle, uint32_t target, Query*& query);
void queryCounter(Context& context, uint32_t target, Query& query, uint32_t turn);
/// Nanoseconds; each call gives a larger number than the one before.
uint64_t timestamp(Context& context);
inline bool isTimerTarget(uint32_t target) {
  return target == GL_TIME_ELAPSED_EXT || target == GL_TIMESTAMP_EXT;
}
/// QUERY_COUNTER_BITS_EXT: results cross as doubles.
inline constexpr uint32_t kTimerBits = 53;
/// An active query is ended first.
void deleteQuery(Context& context, Query& query, uint32_t turn);
bool validateGetQuery(Context& context, uint32_t target, uint32_t pname);
bool validateGetQueryParameter(Context& context, uint32_t handle, uint32_t pname, Query*& query);

bool validateFenceSync(Context& context, uint32_t condition, uint32_t flags);
bool validateClientWaitSync(Context& context, uint32_t handle, uint32_t flags, double timeout,
                            Sync*& sync);
bool validateWaitSync(Context& context, uint32_t handle, uint32_t flags, double timeout);
bool validateGetSyncParameter(Context& context, uint32_t handle, uint32_t pname, Sync*& sync);
/// `sync` is null if the handle is dead or null, which is no error.
bool validateDeleteSync(Context& context, uint32_t handle, Sync*& sync);
uint32_t getSyncParameter(const Sync& sync, uint32_t pname, uint32_t turn);

}  // namespace nogpu::gl
