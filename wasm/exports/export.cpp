// SPDX-License-Identifier: MIT
#include "exports/export.h"

namespace nogpu::exports {

gl::Context* decodeEvenLostContext(uint32_t handle) {
  gl::Context* context = gl::contextTable().get(handle);
  if (context == nullptr) {
    boundary::setLastError("no live context has the handle %#x: it was destroyed, or never was",
                           handle);
    return nullptr;
  }
  boundary::setCurrentAccount(*context->account);
  context->arenas.beginCall();
  return context;
}

gl::Context* decodeContext(uint32_t handle) {
  gl::Context* context = decodeEvenLostContext(handle);
  if (context == nullptr || !context->lost) return context;
  boundary::setLastError("the context is lost");
  return nullptr;
}

}  // namespace nogpu::exports
