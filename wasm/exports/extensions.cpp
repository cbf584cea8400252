// SPDX-License-Identifier: MIT
// Exports of extensions. Names cross in both directions; the objects and their constants are in
// js/context/extensions.js.
#include <string>

#include "boundary/upload.h"
#include "exports/export.h"

using namespace nogpu;
using exports::decodeContext;
using exports::decodeEvenLostContext;
using exports::Ephemeral;

/// `getSupportedExtensions`. Payload: UTF-8, the names joined by '\n'.
NOGPU_EXPORT Ephemeral wasm_ctx_get_supported_extensions(uint32_t ctx) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr) return nullptr;
  std::string names;
  for (uint32_t i = 0; i < gl::kExtensionCount; ++i) {
    const gl::Extension extension = static_cast<gl::Extension>(i);
    if (!c->offers(extension)) continue;
    if (!names.empty()) names += '\n';
    names += gl::extensionName(extension);
  }
  return c->arenas.requestString(names);
}

/// `getExtension`: enables the extension whose name is the `bytes` bytes at `name`, whatever its
/// case. Payload: the name as it is written, UTF-8. Null, without a GL error, if there is none.
NOGPU_EXPORT Ephemeral wasm_ctx_get_extension(uint32_t ctx, const char* name, uint32_t bytes) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !boundary::readable(name, bytes)) return nullptr;
  const gl::Extension extension = gl::findExtension({name, bytes});
  if (extension == gl::Extension::kCount || !c->offers(extension)) {
    boundary::setLastError("getExtension: '%.*s' is not supported", static_cast<int>(bytes), name);
    return nullptr;
  }
  c->extensions.enable(extension);
  return c->arenas.requestString(gl::extensionName(extension));
}

/// Hides the extension whose name is the `bytes` bytes at `name` from this context, as if it did
/// not exist; called before the application has the context. A name that nothing here has is let
/// pass.
NOGPU_EXPORT void wasm_ctx_hide_extension(uint32_t ctx, const char* name, uint32_t bytes) {
  gl::Context* c = decodeContext(ctx);
  if (c == nullptr || !boundary::readable(name, bytes)) return;
  const gl::Extension extension = gl::findExtension({name, bytes});
  if (extension == gl::Extension::kCount) return;
  if (gl::extensionExistsIn(extension, c->options.version)) c->extensions.hide(extension);
}

/// `loseContext` (WEBGL_lose_context): 1 if the context was not lost; else INVALID_OPERATION.
NOGPU_EXPORT uint32_t wasm_ctx_lose_context(uint32_t ctx) {
  gl::Context* c = decodeEvenLostContext(ctx);
  if (c == nullptr) return 0;
  if (c->lost) {
    c->error(GL_INVALID_OPERATION, "loseContext: the context is lost already");
    return 0;
  }
  c->lose("loseContext: the context was lost on request");
  return 1;
}

/// `restoreContext` (WEBGL_lose_context): 1 if the context is lost and `allowed`; JS then takes a
/// new one. Else INVALID_OPERATION.
NOGPU_EXPORT uint32_t wasm_ctx_restore_context(uint32_t ctx, uint32_t allowed) {
  gl::Context* c = decodeEvenLostContext(ctx);
  if (c == nullptr) return 0;
  if (c->lost && allowed != 0) return 1;
  c->error(GL_INVALID_OPERATION, "restoreContext: the context was not lost by loseContext, or %s",
           "webglcontextlost's default was not prevented");
  return 0;
}
