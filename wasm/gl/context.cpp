// SPDX-License-Identifier: MIT
#include "gl/context.h"

#include "boundary/last_error.h"
#include "gl/drawing_buffer.h"
#include "gl/host.h"

namespace nogpu::gl {

boundary::HandleTable<Context>& contextTable() {
  using Table = boundary::HandleTable<Context>;
  alignas(Table) static std::byte place[sizeof(Table)];
  static Table* const table = new (place) Table;
  return *table;
}

Context* Context::create(uint32_t width, uint32_t height, const ContextAttributes& attributes,
                         const ContextOptions& options) {
  boundary::Account* account = nullptr;
  if (boundary::keepFund()) {
    account = boundary::openAccount(options.maxMemory != 0 ? options.maxMemory : UINT64_MAX);
  }
  Context* context = nullptr;
  if (account != nullptr) {
    boundary::setCurrentAccount(*account);
    context = new (std::nothrow) Context(attributes, options, *account);
    if (context == nullptr) boundary::closeAccount(account);
  }
  if (context == nullptr) {
    boundary::setLastError("createContext: out of memory");
    return nullptr;
  }
  if (!context->initialize(width, height)) {
    delete context;
    return nullptr;
  }
  context->handle = contextTable().add(context);
  return context;
}

Context::Context(const ContextAttributes& granted, const ContextOptions& given,
                 boundary::Account& charged)
    : account(&charged), attributes(granted), options(given) {
  limits.restrict(options.maxTextureSize, options.maxLoopIterations, options.maxDrawPixels);
  if (options.wideLines) limits.aliasedLineWidthRange[1] = Limits::kMaxLineWidth;
  boundary::accountLive(boundary::MemoryKind::Contexts, 1, *account);
}

void Context::operator delete(Context* context, std::destroying_delete_t) {
  boundary::Account* const account = context->account;
  context->~Context();
  ::operator delete(context);
  boundary::closeAccount(account);
}

namespace {

// An object without a name: the state's reference alone keeps it.
template <typename T>
bool makeDefault(Context& context, Ref<T>& place) {
  T* object = context.createObject<T>("createContext");
  if (object == nullptr) return false;
  place = object;
  object->internal = true;
  object->dropName();
  return true;
}

}  // namespace

bool Context::initialize(uint32_t width, uint32_t height) {
  if (options.version == 1) {
    limits.shader.maxLanguageVersion = 100;
    limits.shader.maxIdentifierLength = 256;  // WebGL 1.0 §6.22
  }
  if (!upload.create() || !makeDefault(*this, vertexArrays.defaultArray) ||
      !makeDefault(*this, transformFeedbacks.defaultObject) ||
      !makeDefault(*this, framebuffers.defaultFramebuffer)) {
    boundary::setLastError("createContext: out of memory");
    return false;
  }
  framebuffers.defaultFramebuffer->becomeDefault();
  if (!resizeDrawingBuffer(*this, width, height)) return false;
  for (int32_t* box : {fixed.viewport, fixed.scissor}) {
    box[2] = static_cast<int32_t>(width);
    box[3] = static_cast<int32_t>(height);
  }
  return true;
}

Context::~Context() {
  contextTable().remove(handle);
  dropAllNames();
  boundary::accountLive(boundary::MemoryKind::Contexts, -1, *account);
}

bool Context::admit(const char* function, uint64_t bytes) {
  const boundary::AccountScope charged(*account);
  if (boundary::mayNew(bytes)) return true;
  return error(GL_OUT_OF_MEMORY, "%s: no memory left", function);
}

void Context::dropAllNames() {
  objectTable().forEach([this](uint32_t, Object* object) {
    if (&object->context == this) object->dropName();
  });
}

bool Context::error(uint32_t code, const char* format, ...) {
  va_list args;
  va_start(args, format);
  errors.record(code, format, args);
  va_end(args);
  return false;
}

void Context::loseV(const char* format, va_list args) {
  lost = true;
  errors.clear();
  errors.record(GL_CONTEXT_LOST_WEBGL, format, args);
  lossReason = boundary::lastError();
}

void Context::lose(const char* format, ...) {
  if (lost) return;
  va_list args;
  va_start(args, format);
  loseV(format, args);
  va_end(args);
}

void Context::abandon(const char* format, ...) {
  if (lost) return;
  va_list args;
  va_start(args, format);
  loseV(format, args);
  va_end(args);
  nogpu_host_context_lost(handle);
}

Object* Context::lookupAny(uint32_t objectHandle, ObjectKind kind) const {
  Object* object = objectTable().get(objectHandle);
  const bool ours = object != nullptr && object->kind == kind && &object->context == this;
  return ours ? object : nullptr;
}

}  // namespace nogpu::gl
