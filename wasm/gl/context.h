// SPDX-License-Identifier: MIT
// Context: the GL state machine of one WebGL 2 context. It is composed of the state of each group,
// declared in the group's own header; execution and validation are free functions over it, named as
// in GL (`bufferData`, `validateBufferData`). Nothing in here touches pixels.
//
//   Context ─┬─ errors, arenas, upload area            what every call needs
//            ├─ buffers, vertexArrays, fixed, …        state by group
//            └─ drawing buffer                         a Framebuffer with the context's attributes
#pragma once

#include <cstdarg>
#include <cstdint>
#include <new>
#include <string>

#include "boundary/arena.h"
#include "boundary/upload.h"
#include "format/gl_enums.h"
#include "gl/buffer.h"
#include "gl/error.h"
#include "gl/extensions.h"
#include "gl/fixed_state.h"
#include "gl/framebuffer.h"
#include "gl/limits.h"
#include "gl/object.h"
#include "gl/query.h"
#include "gl/shader.h"
#include "gl/texture.h"
#include "gl/transform_feedback.h"
#include "gl/vertex_array.h"
#include "pipeline/arena.h"

namespace nogpu::gl {

/// WebGLContextAttributes, as asked for and as granted. WebGL 1.0 §5.2.
struct ContextAttributes {
  bool alpha = true;
  bool depth = true;
  bool stencil = false;
  bool antialias = true;
  bool premultipliedAlpha = true;
  bool preserveDrawingBuffer = false;
};

/// What the host allows one context; fixed when it is made. 0: the default, which is generous.
struct ContextOptions {
  uint32_t version = 2;            ///< of WebGL: 1 or 2
  uint32_t maxTextureSize = 0;     ///< pixels; textures, renderbuffers and the drawing buffer
  uint32_t maxLoopIterations = 0;  ///< loop back-edges of the groups and quads of one draw
  uint32_t maxDrawPixels = 0;      ///< pixels that one draw may shade
  uint32_t maxMemory = 0;          ///< bytes
  bool wideLines = false;          ///< lineWidth counts, up to Limits::kMaxLineWidth
};

/// What a call must be admitted for whose ordinary allocations are bounded and small.
inline constexpr uint64_t kAdmittedBytes = 4096;

class Context {
 public:
  /// Null, with the last error set, if size or memory do not allow it.
  static Context* create(uint32_t width, uint32_t height, const ContextAttributes& attributes,
                         const ContextOptions& options = {});
  ~Context();
  /// Its account closes after everything charged to it has gone.
  static void operator delete(Context* context, std::destroying_delete_t);
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  /// Raises a GL error with a message. Answers false, so that validation can return it.
  [[gnu::format(printf, 3, 4)]] bool error(uint32_t code, const char* format, ...);

  /// The live object of kind T behind a handle of this context; null for 0, and for a handle that
  /// is stale, deleted, of another kind or of another context.
  template <typename T>
  T* lookup(uint32_t handle) const {
    Object* object = lookupAny(handle, T::kKind);
    return object != nullptr && !object->deleted ? static_cast<T*>(object) : nullptr;
  }
  /// The same, for kinds whose name stays valid until the object dies (shaders, programs).
  template <typename T>
  T* lookupEvenDeleted(uint32_t handle) const {
    return static_cast<T*>(lookupAny(handle, T::kKind));
  }

  /// A new object with its name's reference, or null with OUT_OF_MEMORY raised.
  template <typename T, typename... Args>
  T* createObject(const char* function, Args&&... args) {
    const boundary::AccountScope charged(*account);
    const boundary::KindScope counted(memoryKind(T::kKind));
    T* object = new (std::nothrow) T(*this, static_cast<Args&&>(args)...);
    if (object != nullptr && object->handle != 0) return object;
    if (object != nullptr) object->release();
    error(GL_OUT_OF_MEMORY, "%s: no memory for another object", function);
    return nullptr;
  }

  /// Whether getExtension gives it here: of this version of WebGL, and not hidden.
  bool offers(Extension extension) const {
    return extensionExistsIn(extension, options.version) && !extensions.hidden(extension);
  }

  /// Loses the context on request: from here on calls do nothing and getError answers
  /// CONTEXT_LOST_WEBGL, once.
  [[gnu::format(printf, 2, 3)]] void lose(const char* format, ...);
  /// The same for a loss that the module itself found necessary; the host hears of it (gl/host.h).
  [[gnu::format(printf, 2, 3)]] void abandon(const char* format, ...);

  /// Whether a call may go on whose ordinary allocations add up to about `bytes`: raises
  /// OUT_OF_MEMORY if not (boundary/heap.h).
  bool admit(const char* function, uint64_t bytes);

  uint32_t handle = 0;               ///< of this context
  boundary::Account* const account;  ///< what it holds
  bool lost = false;
  std::string lossReason;  ///< a sentence; empty until it is lost
  ContextAttributes attributes;
  uint32_t drawingBufferFormat = 0;  ///< as chosen by drawingBufferStorage; 0: by the attributes
  const ContextOptions options;
  Limits limits;
  ErrorState errors;
  ExtensionState extensions;
  FixedState fixed;
  BufferState buffers;
  VertexArrayState vertexArrays;
  QueryState queries;
  TransformFeedbackState transformFeedbacks;
  TextureState textures;
  FramebufferState framebuffers;
  ProgramState programs;
  boundary::ArenaSet arenas;
  boundary::UploadArea upload;
  pipeline::Arena drawScratch;  ///< working memory of draws

 private:
  bool initialize(uint32_t width, uint32_t height);
  Context(const ContextAttributes& granted, const ContextOptions& given,
          boundary::Account& charged);
  void loseV(const char* format, va_list args);
  Object* lookupAny(uint32_t handle, ObjectKind kind) const;
  void dropAllNames();
};

/// All contexts of the module.
boundary::HandleTable<Context>& contextTable();

}  // namespace nogpu::gl
