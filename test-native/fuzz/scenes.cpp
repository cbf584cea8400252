// SPDX-License-Identifier: MIT
#include "fuzz/scenes.h"

#include <cstdio>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>

#include "boundary/arena.h"
#include "format/gl_enums.h"
#include "fuzz/caller.h"
#include "fuzz/declarations.h"
#include "fuzz/print.h"
#include "fuzz/shader_grammar.h"

namespace nogpu::fuzz {
namespace {

/// Two words of a payload, or zeros.
struct Words {
  uint32_t first = 0, second = 0;
};
Words wordsOf(const std::byte* payload) {
  Words words;
  if (payload != nullptr) std::memcpy(&words, payload, sizeof words);
  return words;
}

uint32_t parameter(uint32_t ctx, uint32_t pname) {
  const std::byte* payload = wasm_ctx_get_parameter(ctx, pname);
  uint32_t words[3] = {};
  if (payload != nullptr && boundary::payloadLength(payload) >= sizeof words) {
    std::memcpy(words, payload, sizeof words);
  }
  return words[2];
}

uint32_t programParameter(uint32_t ctx, uint32_t program, uint32_t pname) {
  const std::byte* payload = wasm_ctx_get_program_parameter(ctx, program, pname);
  uint32_t words[3] = {};
  if (payload != nullptr) std::memcpy(words, payload, sizeof words);
  return words[2];
}

uint32_t newBuffer(Caller& c, uint32_t target, uint32_t bytes) {
  const uint32_t ctx = c.main();
  const uint32_t buffer = wasm_ctx_create_buffer(ctx);
  c.addObject(ObjectKind::Buffer, buffer);
  wasm_ctx_bind_buffer(ctx, target, buffer);
  const std::byte* data = c.bytes(bytes);
  if (data != nullptr) wasm_ctx_buffer_data(ctx, target, data, bytes, GL_STATIC_DRAW);
  return buffer;
}

/// A texture of a drawn size, bound: storage with levels, contents of level 0 by clearing or
/// upload.
uint32_t newTexture(Caller& c, uint32_t target, uint32_t internalFormat, uint32_t width,
                    uint32_t height) {
  const uint32_t ctx = c.main();
  const uint32_t texture = wasm_ctx_create_texture(ctx);
  c.addObject(ObjectKind::Texture, texture);
  wasm_ctx_bind_texture(ctx, target, texture);
  const int32_t levels = 1 + static_cast<int32_t>(c.choices.below(4));
  if (target == GL_TEXTURE_3D || target == GL_TEXTURE_2D_ARRAY) {
    wasm_ctx_tex_storage3d(ctx, target, levels, internalFormat, width, height,
                           1 + c.choices.below(5));
  } else {
    wasm_ctx_tex_storage2d(ctx, target, levels, internalFormat, width,
                           target == GL_TEXTURE_CUBE_MAP ? width : height);
  }
  return texture;
}

// ---- the scenes

void useProgram(Caller& c) {
  const ProgramText text = writeProgram(c.choices);
  const uint32_t ctx = c.main();
  const uint32_t vertex = wasm_ctx_create_shader(ctx, GL_VERTEX_SHADER);
  const uint32_t fragment = wasm_ctx_create_shader(ctx, GL_FRAGMENT_SHADER);
  const uint32_t program = wasm_ctx_create_program(ctx);
  c.addObject(ObjectKind::Shader, vertex);
  c.addObject(ObjectKind::Shader, fragment);
  c.addObject(ObjectKind::Program, program);
  wasm_ctx_shader_source(ctx, vertex, text.vertex.data(),
                         static_cast<uint32_t>(text.vertex.size()));
  wasm_ctx_shader_source(ctx, fragment, text.fragment.data(),
                         static_cast<uint32_t>(text.fragment.size()));
  wasm_ctx_compile_shader(ctx, vertex);
  wasm_ctx_compile_shader(ctx, fragment);
  wasm_ctx_attach_shader(ctx, program, vertex);
  wasm_ctx_attach_shader(ctx, program, fragment);
  if (c.choices.chance(96)) {
    std::string names;
    uint32_t count = 0;
    for (const std::string& name : text.captured) {
      if (c.choices.chance(96)) continue;
      if (count++ != 0) names += '\0';
      names += name;
    }
    wasm_ctx_transform_feedback_varyings(
        ctx, program, names.data(), static_cast<uint32_t>(names.size()), count,
        c.choices.chance(128) ? GL_INTERLEAVED_ATTRIBS : GL_SEPARATE_ATTRIBS);
  }
  wasm_ctx_link_program(ctx, program);
  if (printing()) {
    std::fputs(text.vertex.c_str(), stderr);
    std::fputs(text.fragment.c_str(), stderr);
    printText(wasm_ctx_get_shader_info_log(ctx, vertex));
    printText(wasm_ctx_get_shader_info_log(ctx, fragment));
    printText(wasm_ctx_get_program_info_log(ctx, program));
    std::fprintf(stderr, "link: %u\n", programParameter(ctx, program, GL_LINK_STATUS));
  }
  wasm_ctx_use_program(ctx, program);
}

void feedAttributes(Caller& c) {
  const uint32_t ctx = c.main();
  const uint32_t program = c.newest(ObjectKind::Program);
  const uint32_t count = programParameter(ctx, program, GL_ACTIVE_ATTRIBUTES);
  newBuffer(c, GL_ARRAY_BUFFER, 64 * (1 + c.choices.below(16)));
  for (uint32_t i = 0; i < count && i < 16; ++i) {
    const uint32_t type = wordsOf(wasm_ctx_get_active_attrib(ctx, program, i)).second;
    const uint32_t index = c.choices.below(8);
    const bool isInteger = (type >= GL_INT_VEC2 && type <= GL_INT_VEC4) || type == GL_INT ||
                           type == GL_UNSIGNED_INT ||
                           (type >= GL_UNSIGNED_INT_VEC2 && type <= GL_UNSIGNED_INT_VEC4);
    if (c.choices.chance(64)) newBuffer(c, GL_ARRAY_BUFFER, 64 * (1 + c.choices.below(16)));
    const int32_t size = 1 + static_cast<int32_t>(c.choices.below(4));
    const int32_t stride = 4 * static_cast<int32_t>(c.choices.below(8));
    const double offset = 4 * c.choices.below(8);
    if (isInteger) {
      wasm_ctx_vertex_attrib_i_pointer(ctx, index, size, GL_BYTE + c.choices.below(6), stride,
                                       offset);
    } else {
      wasm_ctx_vertex_attrib_pointer(ctx, index, size,
                                     c.choices.chance(128) ? GL_FLOAT : AttributeType::draw(c),
                                     c.choices.below(2), stride, offset);
    }
    wasm_ctx_enable_vertex_attrib_array(ctx, index);
    if (c.choices.chance(64)) wasm_ctx_vertex_attrib_divisor(ctx, index, c.choices.below(3));
  }
  if (c.choices.chance(128)) newBuffer(c, GL_ELEMENT_ARRAY_BUFFER, 16 * (1 + c.choices.below(16)));
}

/// The texture target and a format that a sampler of that type can read.
void feedSampler(Caller& c, uint32_t samplerType, uint32_t unit) {
  static constexpr uint32_t kFloatFormats[] = {GL_RGBA8,   GL_R8,       GL_RGB565, GL_SRGB8_ALPHA8,
                                               GL_RGBA16F, GL_R32F,     GL_RG8,    GL_RGB9_E5,
                                               GL_RGBA4,   GL_RGB10_A2, GL_RGB8,   GL_RGBA8_SNORM};
  static constexpr uint32_t kIntFormats[] = {GL_RGBA8I, GL_R32I, GL_RG16I, GL_RGBA32I};
  static constexpr uint32_t kUintFormats[] = {GL_RGBA8UI, GL_R32UI, GL_RG16UI, GL_RGB10_A2UI};
  static constexpr uint32_t kDepthFormats[] = {GL_DEPTH_COMPONENT16, GL_DEPTH_COMPONENT24,
                                               GL_DEPTH_COMPONENT32F, GL_DEPTH24_STENCIL8};
  uint32_t target = GL_TEXTURE_2D;
  uint32_t format = c.choices.of(kFloatFormats);
  switch (samplerType) {
    case GL_SAMPLER_3D:
    case GL_INT_SAMPLER_3D:
    case GL_UNSIGNED_INT_SAMPLER_3D:
      target = GL_TEXTURE_3D;
      break;
    case GL_SAMPLER_CUBE:
    case GL_INT_SAMPLER_CUBE:
    case GL_UNSIGNED_INT_SAMPLER_CUBE:
    case GL_SAMPLER_CUBE_SHADOW:
      target = GL_TEXTURE_CUBE_MAP;
      break;
    case GL_SAMPLER_2D_ARRAY:
    case GL_INT_SAMPLER_2D_ARRAY:
    case GL_UNSIGNED_INT_SAMPLER_2D_ARRAY:
    case GL_SAMPLER_2D_ARRAY_SHADOW:
      target = GL_TEXTURE_2D_ARRAY;
      break;
    default:
      break;
  }
  if (samplerType >= GL_INT_SAMPLER_2D && samplerType <= GL_INT_SAMPLER_2D_ARRAY)
    format = c.choices.of(kIntFormats);
  if (samplerType >= GL_UNSIGNED_INT_SAMPLER_2D && samplerType <= GL_UNSIGNED_INT_SAMPLER_2D_ARRAY)
    format = c.choices.of(kUintFormats);
  const bool shadow = samplerType == GL_SAMPLER_2D_SHADOW ||
                      samplerType == GL_SAMPLER_CUBE_SHADOW ||
                      samplerType == GL_SAMPLER_2D_ARRAY_SHADOW;
  if (shadow) format = c.choices.of(kDepthFormats);
  const uint32_t ctx = c.main();
  wasm_ctx_active_texture(ctx, GL_TEXTURE0 + unit);
  newTexture(c, target, format, 1 + c.choices.below(20), 1 + c.choices.below(20));
  if (shadow)
    wasm_ctx_tex_parameteri(ctx, target, GL_TEXTURE_COMPARE_MODE, GL_COMPARE_REF_TO_TEXTURE);
  if (c.choices.chance(160)) {
    wasm_ctx_tex_parameteri(ctx, target, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    wasm_ctx_tex_parameteri(ctx, target, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  } else {
    wasm_ctx_generate_mipmap(ctx, target);
  }
}

void feedUniforms(Caller& c) {
  const uint32_t ctx = c.main();
  const uint32_t program = c.newest(ObjectKind::Program);
  const uint32_t count = programParameter(ctx, program, GL_ACTIVE_UNIFORMS);
  uint32_t unit = 0;
  for (uint32_t i = 0; i < count && i < 32; ++i) {
    const Words info = wordsOf(wasm_ctx_get_active_uniform(ctx, program, i));
    const std::byte* text = wasm_ctx_get_active_uniform_name(ctx, program, i);
    if (text == nullptr) continue;
    const std::string name(reinterpret_cast<const char*>(text), boundary::payloadLength(text));
    c.call.program = program;
    const std::byte* found = wasm_ctx_get_uniform_location(ctx, program, name.data(),
                                                           static_cast<uint32_t>(name.size()));
    if (found == nullptr) continue;  // a member of a block
    c.addLocation(found);
    const Words location = wordsOf(found);
    const auto set = [&](auto function, uint32_t components) {
      const auto* values = reinterpret_cast<const uint32_t*>(c.bytes(info.first * components * 4));
      if (values != nullptr)
        function(ctx, program, location.first, location.second, values, info.first * components);
    };
    const uint32_t vector = 1 + (info.second & 1);
    switch (info.second) {
      case GL_FLOAT:
        set(wasm_ctx_uniform1fv, 1);
        break;
      case GL_FLOAT_VEC2:
        set(wasm_ctx_uniform2fv, 2);
        break;
      case GL_FLOAT_VEC3:
        set(wasm_ctx_uniform3fv, 3);
        break;
      case GL_FLOAT_VEC4:
        set(wasm_ctx_uniform4fv, 4);
        break;
      case GL_INT:
      case GL_BOOL:
        set(wasm_ctx_uniform1iv, 1);
        break;
      case GL_INT_VEC2:
      case GL_BOOL_VEC2:
        set(wasm_ctx_uniform2iv, 2);
        break;
      case GL_INT_VEC3:
      case GL_BOOL_VEC3:
        set(wasm_ctx_uniform3iv, 3);
        break;
      case GL_INT_VEC4:
      case GL_BOOL_VEC4:
        set(wasm_ctx_uniform4iv, 4);
        break;
      case GL_UNSIGNED_INT:
        set(wasm_ctx_uniform1uiv, 1);
        break;
      case GL_UNSIGNED_INT_VEC2:
        set(wasm_ctx_uniform2uiv, 2);
        break;
      case GL_UNSIGNED_INT_VEC3:
        set(wasm_ctx_uniform3uiv, 3);
        break;
      case GL_UNSIGNED_INT_VEC4:
        set(wasm_ctx_uniform4uiv, 4);
        break;
      default: {
        const bool matrix = (info.second >= GL_FLOAT_MAT2 && info.second <= GL_FLOAT_MAT4) ||
                            (info.second >= GL_FLOAT_MAT2x3 && info.second <= GL_FLOAT_MAT4x3);
        if (matrix) break;  // matrices stay zero, or a single call of the stream sets them
        wasm_ctx_uniform1i(ctx, program, location.first, location.second,
                           static_cast<int32_t>(unit));
        feedSampler(c, info.second, unit);
        unit = (unit + vector) % 8;
      }
    }
  }
}

void feedBlocks(Caller& c) {
  const uint32_t ctx = c.main();
  const uint32_t program = c.newest(ObjectKind::Program);
  const uint32_t count = programParameter(ctx, program, GL_ACTIVE_UNIFORM_BLOCKS);
  for (uint32_t i = 0; i < count && i < 8; ++i) {
    const std::byte* payload =
        wasm_ctx_get_active_uniform_block_parameter(ctx, program, i, GL_UNIFORM_BLOCK_DATA_SIZE);
    uint32_t words[3] = {};
    if (payload != nullptr) std::memcpy(words, payload, sizeof words);
    // At times a byte less than the block needs.
    const uint32_t bytes = words[2] - (c.choices.chance(24) && words[2] != 0 ? 1 : 0);
    const uint32_t binding = c.choices.below(5);
    const uint32_t buffer = newBuffer(c, GL_UNIFORM_BUFFER, bytes + 256);
    wasm_ctx_bind_buffer_range(ctx, GL_UNIFORM_BUFFER, binding, buffer, 16 * c.choices.below(16),
                               bytes);
    wasm_ctx_uniform_block_binding(ctx, program, i, binding);
  }
}

void newFramebuffer(Caller& c) {
  static constexpr uint32_t kColors[] = {GL_RGBA8,          GL_R8,       GL_RGB565,       GL_RGBA4,
                                         GL_RGB5_A1,        GL_RGB10_A2, GL_SRGB8_ALPHA8, GL_RG8,
                                         GL_RGBA8UI,        GL_R32I,     GL_RGBA16F,      GL_R32F,
                                         GL_R11F_G11F_B10F, GL_RGB8,     GL_RGBA32F};
  static constexpr uint32_t kDepths[] = {GL_DEPTH_COMPONENT16,  GL_DEPTH_COMPONENT24,
                                         GL_DEPTH_COMPONENT32F, GL_DEPTH24_STENCIL8,
                                         GL_DEPTH32F_STENCIL8,  GL_STENCIL_INDEX8};
  const uint32_t ctx = c.main();
  const uint32_t framebuffer = wasm_ctx_create_framebuffer(ctx);
  c.addObject(ObjectKind::Framebuffer, framebuffer);
  wasm_ctx_bind_framebuffer(ctx, GL_FRAMEBUFFER, framebuffer);
  const uint32_t width = 1 + c.choices.below(40), height = 1 + c.choices.below(40);
  const uint32_t samples = c.choices.chance(64) ? 4 : 0;
  const uint32_t colors = 1 + c.choices.below(3);
  const auto renderbuffer = [&](uint32_t attachment, uint32_t format) {
    const uint32_t made = wasm_ctx_create_renderbuffer(ctx);
    c.addObject(ObjectKind::Renderbuffer, made);
    wasm_ctx_bind_renderbuffer(ctx, GL_RENDERBUFFER, made);
    wasm_ctx_renderbuffer_storage_multisample(ctx, GL_RENDERBUFFER, static_cast<int32_t>(samples),
                                              format, static_cast<int32_t>(width),
                                              static_cast<int32_t>(height));
    wasm_ctx_framebuffer_renderbuffer(ctx, GL_FRAMEBUFFER, attachment, GL_RENDERBUFFER, made);
  };
  uint32_t buffers[4];
  for (uint32_t i = 0; i < colors; ++i) {
    const uint32_t attachment = GL_COLOR_ATTACHMENT0 + i;
    const uint32_t format = c.choices.of(kColors);
    buffers[i] = c.choices.chance(232) ? attachment : GL_NONE;
    if (samples != 0 || c.choices.chance(128)) {
      renderbuffer(attachment, format);
    } else if (c.choices.chance(64)) {
      const uint32_t texture = newTexture(c, GL_TEXTURE_2D_ARRAY, format, width, height);
      wasm_ctx_framebuffer_texture_layer(ctx, GL_FRAMEBUFFER, attachment, texture, 0,
                                         static_cast<int32_t>(c.choices.below(3)));
    } else if (c.choices.chance(64)) {
      const uint32_t texture = newTexture(c, GL_TEXTURE_CUBE_MAP, format, width, width);
      wasm_ctx_framebuffer_texture2d(ctx, GL_FRAMEBUFFER, attachment,
                                     GL_TEXTURE_CUBE_MAP_POSITIVE_X + c.choices.below(6), texture,
                                     0);
    } else {
      const uint32_t texture = newTexture(c, GL_TEXTURE_2D, format, width, height);
      wasm_ctx_framebuffer_texture2d(ctx, GL_FRAMEBUFFER, attachment, GL_TEXTURE_2D, texture, 0);
    }
  }
  if (c.choices.chance(160)) {
    const uint32_t format = c.choices.of(kDepths);
    const bool both = format == GL_DEPTH24_STENCIL8 || format == GL_DEPTH32F_STENCIL8;
    const uint32_t attachment = both                          ? GL_DEPTH_STENCIL_ATTACHMENT
                                : format == GL_STENCIL_INDEX8 ? GL_STENCIL_ATTACHMENT
                                                              : GL_DEPTH_ATTACHMENT;
    renderbuffer(attachment, format);
  }
  wasm_ctx_draw_buffers(ctx, buffers, colors);
  wasm_ctx_check_framebuffer_status(ctx, GL_FRAMEBUFFER);
}

void beginFeedback(Caller& c) {
  static constexpr uint32_t kModes[] = {GL_POINTS, GL_LINES, GL_TRIANGLES};
  const uint32_t ctx = c.main();
  const uint32_t feedback = wasm_ctx_create_transform_feedback(ctx);
  c.addObject(ObjectKind::TransformFeedback, feedback);
  wasm_ctx_bind_transform_feedback(ctx, GL_TRANSFORM_FEEDBACK, feedback);
  for (uint32_t i = 0; i < 4; ++i) {
    const uint32_t buffer = newBuffer(c, GL_TRANSFORM_FEEDBACK_BUFFER, 64 * c.choices.below(64));
    if (c.choices.chance(128)) {
      wasm_ctx_bind_buffer_base(ctx, GL_TRANSFORM_FEEDBACK_BUFFER, i, buffer);
    } else {
      wasm_ctx_bind_buffer_range(ctx, GL_TRANSFORM_FEEDBACK_BUFFER, i, buffer,
                                 4 * c.choices.below(16), 4 * (1 + c.choices.below(64)));
    }
  }
  wasm_ctx_begin_transform_feedback(ctx, c.choices.of(kModes));
}

void setState(Caller& c) {
  const uint32_t ctx = c.main();
  for (uint32_t i = 0; i < 3; ++i) wasm_ctx_enable(ctx, Capability::draw(c));
  wasm_ctx_depth_func(ctx, CompareFunc::draw(c));
  wasm_ctx_stencil_func_separate(ctx, Face::draw(c), CompareFunc::draw(c), Int::draw(c),
                                 Uint::draw(c));
  wasm_ctx_stencil_op_separate(ctx, Face::draw(c), StencilOp::draw(c), StencilOp::draw(c),
                               StencilOp::draw(c));
  wasm_ctx_blend_equation_separate(ctx, BlendEquation::draw(c), BlendEquation::draw(c));
  wasm_ctx_blend_func_separate(ctx, BlendFactor::draw(c), BlendFactor::draw(c),
                               BlendFactor::draw(c), BlendFactor::draw(c));
  if (c.choices.chance(128)) wasm_ctx_disable(ctx, GL_RASTERIZER_DISCARD);
  if (c.choices.chance(64))
    wasm_ctx_scissor(ctx, Coordinate::draw(c), Coordinate::draw(c), Extent::draw(c),
                     Extent::draw(c));
}

void drawScene(Caller& c) {
  static constexpr uint32_t kTypes[] = {GL_UNSIGNED_BYTE, GL_UNSIGNED_SHORT, GL_UNSIGNED_INT};
  const uint32_t ctx = c.main();
  const uint32_t mode = c.choices.below(7);
  const int32_t count = static_cast<int32_t>(c.choices.below(40));
  const int32_t instances = 1 + static_cast<int32_t>(c.choices.below(3));
  if (parameter(ctx, GL_ACTIVE_TEXTURE) == 0) return;  // lost
  if (c.choices.chance(128)) {
    wasm_ctx_draw_arrays_instanced(ctx, mode, static_cast<int32_t>(c.choices.below(8)), count,
                                   instances);
  } else {
    wasm_ctx_draw_elements_instanced(ctx, mode, count, c.choices.of(kTypes), 4 * c.choices.below(8),
                                     instances);
  }
}

void everything(Caller& c) {
  useProgram(c);
  feedAttributes(c);
  feedUniforms(c);
  feedBlocks(c);
  if (c.choices.chance(96)) beginFeedback(c);
  drawScene(c);
}

void readBack(Caller& c) {
  const uint32_t ctx = c.main();
  const uint32_t format =
      c.choices.chance(128) ? GL_RGBA : parameter(ctx, GL_IMPLEMENTATION_COLOR_READ_FORMAT);
  const uint32_t type =
      c.choices.chance(128) ? GL_UNSIGNED_BYTE : parameter(ctx, GL_IMPLEMENTATION_COLOR_READ_TYPE);
  c.readPayload(wasm_ctx_read_pixels(ctx, Coordinate::draw(c), Coordinate::draw(c),
                                     1 + c.choices.below(60), 1 + c.choices.below(60), format,
                                     type));
}

void enableExtensions(Caller& c) {
  static constexpr std::string_view kExtensions[] = {
#define X(name, ...) #name,
#include "gl/extensions.def"
  };
  for (const std::string_view name : kExtensions) {
    if (c.choices.chance(160)) {
      wasm_ctx_get_extension(c.main(), name.data(), static_cast<uint32_t>(name.size()));
    }
  }
}

constexpr Scene kScenes[] = {
    {"enableExtensions", enableExtensions},
    {"useProgram", useProgram},
    {"feedAttributes", feedAttributes},
    {"feedUniforms", feedUniforms},
    {"feedBlocks", feedBlocks},
    {"newFramebuffer", newFramebuffer},
    {"beginFeedback", beginFeedback},
    {"setState", setState},
    {"draw", drawScene},
    {"everything", everything},
    {"readBack", readBack},
    {"draw", drawScene},
    {"everything", everything},
};

}  // namespace

uint32_t sceneCount() { return std::size(kScenes); }
const Scene& scene(uint32_t index) { return kScenes[index]; }

}  // namespace nogpu::fuzz
