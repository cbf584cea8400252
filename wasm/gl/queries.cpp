// SPDX-License-Identifier: MIT
#include "gl/queries.h"

#include "gl/host.h"
#include "gl/validate_textures.h"
#include "gl/webgl1.h"

namespace nogpu::gl {

using format::enumName;

QuerySlot querySlot(uint32_t target) {
  switch (target) {
    case GL_ANY_SAMPLES_PASSED:
    case GL_ANY_SAMPLES_PASSED_CONSERVATIVE:
      return QuerySlot::AnySamples;
    case GL_TRANSFORM_FEEDBACK_PRIMITIVES_WRITTEN:
      return QuerySlot::PrimitivesWritten;
    case GL_TIME_ELAPSED_EXT:
      return QuerySlot::TimeElapsed;
    default:
      return QuerySlot::None;
  }
}

namespace {

Ref<Query>& activeQuery(Context& context, uint32_t target) {
  return context.queries.active[static_cast<uint32_t>(querySlot(target))];
}

bool validateQueryTarget(Context& context, const char* function, uint32_t target) {
  const bool known = isTimerTarget(target)
                         ? context.extensions.has(Extension::EXT_disjoint_timer_query)
                         : !isWebgl1(context) && querySlot(target) != QuerySlot::None;
  if (known) return true;
  return context.error(GL_INVALID_ENUM, "%s: target %s (%#x) is none of a query", function,
                       enumName(target), target);
}

template <typename T>
bool validateName(Context& context, const char* function, uint32_t handle, uint32_t code,
                  T*& object) {
  object = context.lookup<T>(handle);
  if (object != nullptr) return true;
  const bool foreign = handle == boundary::kInvalidHandle;
  return context.error(foreign ? GL_INVALID_OPERATION : code,
                       "%s: object is deleted or of another context", function);
}

}  // namespace

// A timestamp is never active.
bool validateActiveTarget(Context& context, const char* function, uint32_t target) {
  if (target != GL_TIMESTAMP_EXT) return validateQueryTarget(context, function, target);
  return context.error(GL_INVALID_ENUM, "%s: target TIMESTAMP_EXT is for queryCounterEXT",
                       function);
}

bool validateBeginQuery(Context& context, uint32_t target, uint32_t handle, Query*& query) {
  constexpr const char* kName = "beginQuery";
  if (!validateActiveTarget(context, kName, target) ||
      !validateName(context, kName, handle, GL_INVALID_OPERATION, query)) {
    return false;
  }
  if (query->target != 0 && query->target != target) {
    return context.error(GL_INVALID_OPERATION, "%s: the query was used for %s before", kName,
                         enumName(query->target));
  }
  if (query->active || activeQuery(context, target)) {
    return context.error(GL_INVALID_OPERATION, "%s: a query of %s is active", kName,
                         enumName(target));
  }
  return true;
}

void beginQuery(Context& context, uint32_t target, Query& query) {
  query.target = target;
  query.active = true;
  query.result = target == GL_TIME_ELAPSED_EXT ? timestamp(context) : 0;
  activeQuery(context, target) = &query;
}

bool validateEndQuery(Context& context, uint32_t target) {
  if (!validateActiveTarget(context, "endQuery", target)) return false;
  const Ref<Query>& active = activeQuery(context, target);
  if (active && active->target == target) return true;
  return context.error(GL_INVALID_OPERATION, "endQuery: no query of %s is active",
                       enumName(target));
}

void endQuery(Context& context, uint32_t target, uint32_t turn) {
  Ref<Query>& active = activeQuery(context, target);
  if (target == GL_TIME_ELAPSED_EXT) active->result = timestamp(context) - active->result;
  active->active = false;
  active->ended = true;
  active->endTurn = turn;
  active = nullptr;
}

bool validateQueryCounter(Context& context, uint32_t handle, uint32_t target, Query*& query) {
  constexpr const char* kName = "queryCounterEXT";
  if (!validateName(context, kName, handle, GL_INVALID_OPERATION, query)) return false;
  if (target != GL_TIMESTAMP_EXT) {
    return context.error(GL_INVALID_ENUM, "%s: target %s (%#x) is not TIMESTAMP_EXT", kName,
                         enumName(target), target);
  }
  if (query->active || (query->target != 0 && query->target != target)) {
    return context.error(GL_INVALID_OPERATION, "%s: the query is active or was used for %s before",
                         kName, enumName(query->target));
  }
  return true;
}

uint64_t timestamp(Context& context) {
  const double now = nogpu_host_nanoseconds();
  uint64_t& last = context.queries.lastTime;
  const uint64_t time = now > 0 ? static_cast<uint64_t>(now) : 0;
  last = time > last ? time : last + 1;
  return last;
}

void queryCounter(Context& context, uint32_t target, Query& query, uint32_t turn) {
  query.target = target;
  query.result = timestamp(context);
  query.ended = true;
  query.endTurn = turn;
}

void deleteQuery(Context& context, Query& query, uint32_t turn) {
  const Ref<Query> alive(&query);
  if (query.active) endQuery(context, query.target, turn);
  query.deleted = true;
  query.dropName();
}

bool validateGetQuery(Context& context, uint32_t target, uint32_t pname) {
  if (!validateQueryTarget(context, "getQuery", target)) return false;
  if (pname == GL_CURRENT_QUERY) return true;
  if (pname == GL_QUERY_COUNTER_BITS_EXT && isTimerTarget(target)) return true;
  return context.error(GL_INVALID_ENUM, "getQuery: pname %s (%#x) is not CURRENT_QUERY",
                       enumName(pname), pname);
}

bool validateGetQueryParameter(Context& context, uint32_t handle, uint32_t pname, Query*& query) {
  constexpr const char* kName = "getQueryParameter";
  if (!validateName(context, kName, handle, GL_INVALID_OPERATION, query)) return false;
  if (pname != GL_QUERY_RESULT && pname != GL_QUERY_RESULT_AVAILABLE) {
    return context.error(GL_INVALID_ENUM, "%s: pname %s (%#x) is none of a query", kName,
                         enumName(pname), pname);
  }
  if (query->target == 0 || query->active) {
    return context.error(GL_INVALID_OPERATION, "%s: the query is active or was never begun", kName);
  }
  return true;
}

bool validateFenceSync(Context& context, uint32_t condition, uint32_t flags) {
  if (condition != GL_SYNC_GPU_COMMANDS_COMPLETE) {
    return context.error(GL_INVALID_ENUM,
                         "fenceSync: condition %#x is not SYNC_GPU_COMMANDS_COMPLETE", condition);
  }
  if (flags == 0) return true;
  return context.error(GL_INVALID_VALUE, "fenceSync: flags %#x are not 0", flags);
}

bool validateClientWaitSync(Context& context, uint32_t handle, uint32_t flags, double timeout,
                            Sync*& sync) {
  constexpr const char* kName = "clientWaitSync";
  if (!validateName(context, kName, handle, GL_INVALID_VALUE, sync)) return false;
  if ((flags & ~GL_SYNC_FLUSH_COMMANDS_BIT) != 0) {
    return context.error(GL_INVALID_VALUE, "%s: flags %#x have bits beside SYNC_FLUSH_COMMANDS_BIT",
                         kName, flags);
  }
  // Nothing ever has to be waited for: MAX_CLIENT_WAIT_TIMEOUT_WEBGL is 0.
  if (timeout <= 0) return true;
  return context.error(GL_INVALID_OPERATION,
                       "%s: timeout %.0f exceeds MAX_CLIENT_WAIT_TIMEOUT_WEBGL", kName, timeout);
}

bool validateWaitSync(Context& context, uint32_t handle, uint32_t flags, double timeout) {
  Sync* sync = nullptr;
  if (!validateName(context, "waitSync", handle, GL_INVALID_VALUE, sync)) return false;
  if (flags == 0 && timeout == -1) return true;
  return context.error(GL_INVALID_VALUE,
                       "waitSync: flags %#x are not 0 or the timeout is not "
                       "TIMEOUT_IGNORED",
                       flags);
}

bool validateGetSyncParameter(Context& context, uint32_t handle, uint32_t pname, Sync*& sync) {
  constexpr const char* kName = "getSyncParameter";
  if (!validateName(context, kName, handle, GL_INVALID_VALUE, sync)) return false;
  switch (pname) {
    case GL_OBJECT_TYPE:
    case GL_SYNC_STATUS:
    case GL_SYNC_CONDITION:
    case GL_SYNC_FLAGS:
      return true;
    default:
      return context.error(GL_INVALID_ENUM, "%s: pname %s (%#x) is none of a sync", kName,
                           enumName(pname), pname);
  }
}

bool validateDeleteSync(Context& context, uint32_t handle, Sync*& sync) {
  return validateDelete(context, "deleteSync", handle, sync);
}

uint32_t getSyncParameter(const Sync& sync, uint32_t pname, uint32_t turn) {
  switch (pname) {
    case GL_OBJECT_TYPE:
      return GL_SYNC_FENCE;
    case GL_SYNC_STATUS:
      return sync.signaled(turn) ? GL_SIGNALED : GL_UNSIGNALED;
    case GL_SYNC_CONDITION:
      return GL_SYNC_GPU_COMMANDS_COMPLETE;
    default:
      return 0;
  }
}

}  // namespace nogpu::gl
