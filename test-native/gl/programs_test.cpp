// SPDX-License-Identifier: MIT
#include "gl/programs.h"

#include "gl/gl_fixture.h"
#include "gl/texture_units.h"
#include "gl/uniforms.h"
#include "gl/validate_programs.h"

using namespace nogpu;
using namespace nogpu::gl;

namespace {

constexpr const char* kVertex = R"(#version 300 es
in vec4 position;
in vec2 uv;
uniform mat4 transform;
out vec2 coord;
void main() { coord = uv; gl_Position = transform * position; }
)";

constexpr const char* kFragment = R"(#version 300 es
precision highp float;
in vec2 coord;
uniform sampler2D colorMap;
uniform sampler2D others[2];
uniform vec3 tint[3];
uniform bool flag;
uniform ivec2 pair;
uniform uint number;
uniform mat2x3 odd;
uniform Lights { vec4 ambient; float strength[2]; } lights;
out vec4 color;
void main() {
  vec3 c = texture(colorMap, coord).rgb * tint[0] * tint[1] * tint[2];
  c += texture(others[0], coord).rgb + texture(others[1], coord).rgb;
  c += flag ? vec3(pair, float(number)) : odd * coord;
  color = vec4(c, 1.0) + lights.ambient * lights.strength[1];
}
)";

class ProgramFixture : public GlFixture {
 public:
  Shader& shader(shader::Stage stage, const char* source) {
    Shader* made = context().createObject<Shader>("test", stage);
    made->source = source;
    compileShader(context(), *made);
    return *made;
  }

  Program& program(const char* vertex = kVertex, const char* fragment = kFragment) {
    Program* made = context().createObject<Program>("test");
    attachShader(*made, shader(shader::Stage::Vertex, vertex));
    attachShader(*made, shader(shader::Stage::Fragment, fragment));
    linkProgram(context(), *made);
    return *made;
  }

  UniformLocation location(const Program& program, const char* name) {
    const UniformPlace place = findUniform(*program.executable, name);
    REQUIRE(place.found);
    return {program.handle, program.executable->linkId, place.location};
  }

  /// uniform*: the error, or 0.
  template <typename T>
  uint32_t set(UniformLocation at, ScalarType scalar, uint8_t columns, uint8_t rows,
               const std::vector<T>& values, bool transpose = false) {
    static_assert(sizeof(T) == 4);
    UniformTarget target;
    const UniformValues what{scalar,
                             columns,
                             rows,
                             columns > 1,
                             transpose,
                             reinterpret_cast<const uint32_t*>(values.data()),
                             static_cast<uint32_t>(values.size())};
    if (!validateUniform(context(), "test", at, what, target)) return error();
    setUniform(target, what);
    return 0;
  }

  template <typename T>
  std::vector<T> get(const Program& program, UniformLocation at) {
    UniformTarget target;
    if (!validateGetUniform(context(), program, at, target)) return {};
    const UniformType type = uniformType(target.uniform->glType);
    const T* words = reinterpret_cast<const T*>(uniformWords(target));
    return std::vector<T>(words, words + type.columns * type.rows);
  }
};

using Floats = std::vector<float>;
using Ints = std::vector<int32_t>;
using Uints = std::vector<uint32_t>;

}  // namespace

TEST_CASE_FIXTURE(ProgramFixture, "a program links and tells its attributes, uniforms and blocks") {
  Program& p = program();
  INFO(p.infoLog);
  REQUIRE(p.linkStatus);
  const Executable& executable = *p.executable;
  CHECK(findAttribute(executable, "position") >= 0);
  CHECK(findAttribute(executable, "uv") >= 0);
  CHECK(findAttribute(executable, "missing") == -1);
  CHECK(findUniform(executable, "transform").found);
  CHECK(findUniform(executable, "tint").location == findUniform(executable, "tint[0]").location);
  CHECK(findUniform(executable, "tint[2]").location ==
        findUniform(executable, "tint").location + 2);
  CHECK_FALSE(findUniform(executable, "tint[3]").found);
  CHECK_FALSE(findUniform(executable, "tint[01]").found);
  CHECK_FALSE(findUniform(executable, "flag[0]").found);
  CHECK_FALSE(findUniform(executable, "Lights.ambient").found);
  CHECK(findUniformIndex(executable, "Lights.ambient") >= 0);
  CHECK(findUniformBlock(executable, "Lights") == 0);
  CHECK(findUniformBlock(executable, "lights") == -1);
  CHECK(findFragmentOutput(executable, "color") == 0);
  CHECK(executable.code->samplerWords.size() == 3);
}

TEST_CASE_FIXTURE(ProgramFixture, "equal links share their code and nothing else") {
  Program& first = program();
  Program& second = program();
  REQUIRE(first.linkStatus);
  CHECK(first.vertex->compiled == second.vertex->compiled);
  CHECK(first.executable->code == second.executable->code);
  CHECK(first.executable->linkId != second.executable->linkId);
  const UniformLocation tint = location(first, "tint[1]");
  useProgram(context(), &first);
  CHECK(set(tint, ScalarType::Float, 1, 3, Floats{1, 2, 3}) == 0);
  CHECK(get<float>(second, location(second, "tint[1]")) == Floats{0, 0, 0});
}

TEST_CASE_FIXTURE(ProgramFixture, "a link with other options is another link") {
  Program& first = program();
  Program& second = program();
  bindAttribLocation(second, 5, "uv");
  linkProgram(context(), second);
  REQUIRE(second.linkStatus);
  CHECK(first.executable->code != second.executable->code);
  CHECK(findAttribute(*second.executable, "uv") == 5);
}

TEST_CASE_FIXTURE(ProgramFixture, "uniform* follows the declared type") {
  Program& p = program();
  REQUIRE(p.linkStatus);
  const UniformLocation tint = location(p, "tint[1]");
  CHECK(set(tint, ScalarType::Float, 1, 3, Floats{1, 2, 3}) == GL_INVALID_OPERATION);  // not used
  useProgram(context(), &p);
  CHECK(set(tint, ScalarType::Float, 1, 3, Floats{1, 2, 3}) == 0);
  CHECK(get<float>(p, tint) == Floats{1, 2, 3});
  CHECK(set(tint, ScalarType::Float, 1, 4, Floats{1, 2, 3, 4}) == GL_INVALID_OPERATION);
  CHECK(set(tint, ScalarType::Int, 1, 3, Ints{1, 2, 3}) == GL_INVALID_OPERATION);
  CHECK(set(tint, ScalarType::Float, 1, 3, Floats{1, 2}) == GL_INVALID_VALUE);
  CHECK(set(tint, ScalarType::Float, 1, 3, Floats{}) == GL_INVALID_VALUE);
  // Elements past the end of the array are ignored.
  CHECK(set(tint, ScalarType::Float, 1, 3, Floats{4, 5, 6, 7, 8, 9, 1, 1, 1}) == 0);
  CHECK(get<float>(p, location(p, "tint[2]")) == Floats{7, 8, 9});
  CHECK(get<float>(p, location(p, "tint[0]")) == Floats{0, 0, 0});

  const UniformLocation flag = location(p, "flag");
  CHECK(set(flag, ScalarType::Float, 1, 1, Floats{0.5f}) == 0);
  CHECK(get<uint32_t>(p, flag) == Uints{1});
  CHECK(set(flag, ScalarType::Float, 1, 1, Floats{-0.0f}) == 0);
  CHECK(get<uint32_t>(p, flag) == Uints{0});
  CHECK(set(flag, ScalarType::Uint, 1, 1, Uints{7}) == 0);
  CHECK(get<uint32_t>(p, flag) == Uints{1});
  CHECK(set(flag, ScalarType::Int, 1, 1, Ints{1, 2}) == GL_INVALID_OPERATION);  // no array

  CHECK(set(location(p, "pair"), ScalarType::Int, 1, 2, Ints{-4, 5}) == 0);
  CHECK(set(location(p, "pair"), ScalarType::Uint, 1, 2, Uints{4, 5}) == GL_INVALID_OPERATION);
  CHECK(set(location(p, "number"), ScalarType::Uint, 1, 1, Uints{9}) == 0);
  CHECK(set(location(p, "number"), ScalarType::Int, 1, 1, Ints{9}) == GL_INVALID_OPERATION);
}

TEST_CASE_FIXTURE(ProgramFixture, "matrices are kept by columns, transposed on demand") {
  Program& p = program();
  REQUIRE(p.linkStatus);
  useProgram(context(), &p);
  const UniformLocation odd = location(p, "odd");
  CHECK(set(odd, ScalarType::Float, 2, 3, Floats{1, 2, 3, 4, 5, 6}) == 0);
  CHECK(get<float>(p, odd) == Floats{1, 2, 3, 4, 5, 6});
  CHECK(set(odd, ScalarType::Float, 2, 3, Floats{1, 2, 3, 4, 5, 6}, true) == 0);
  CHECK(get<float>(p, odd) == Floats{1, 3, 5, 2, 4, 6});
  CHECK(set(odd, ScalarType::Float, 3, 2, Floats{1, 2, 3, 4, 5, 6}) == GL_INVALID_OPERATION);
}

TEST_CASE_FIXTURE(ProgramFixture,
                  "samplers take texture units, and locations die with their link") {
  Program& p = program();
  REQUIRE(p.linkStatus);
  useProgram(context(), &p);
  const UniformLocation map = location(p, "colorMap");
  CHECK(set(map, ScalarType::Int, 1, 1, Ints{5}) == 0);
  CHECK(set(map, ScalarType::Int, 1, 1, Ints{64}) == GL_INVALID_VALUE);
  CHECK(set(map, ScalarType::Int, 1, 1, Ints{-1}) == GL_INVALID_VALUE);
  CHECK(set(map, ScalarType::Float, 1, 1, Floats{1}) == GL_INVALID_OPERATION);
  CHECK(set(location(p, "others"), ScalarType::Int, 1, 1, Ints{1, 2}) == 0);
  linkProgram(context(), p);
  CHECK(set(map, ScalarType::Int, 1, 1, Ints{0}) == GL_INVALID_OPERATION);
  CHECK(get<uint32_t>(p, location(p, "others[1]")) == Uints{0});
}

TEST_CASE_FIXTURE(ProgramFixture, "a failed link takes the executable away at once") {
  Program& p = program();
  REQUIRE(p.linkStatus);
  useProgram(context(), &p);
  CHECK(currentExecutable(context().programs) != nullptr);
  p.fragment->source = "void main() { nonsense }";
  compileShader(context(), *p.fragment);
  CHECK_FALSE(p.fragment->compileStatus());
  CHECK(p.fragment->compiled->infoLog.starts_with("ERROR: 0:1:"));
  linkProgram(context(), p);
  CHECK_FALSE(p.linkStatus);
  CHECK_FALSE(p.infoLog.empty());
  CHECK(currentExecutable(context().programs) == nullptr);
  CHECK_FALSE(validateUseProgram(context(), &p, false));
  CHECK(error() == GL_INVALID_OPERATION);
}

TEST_CASE_FIXTURE(ProgramFixture,
                  "deleted shaders and programs live on while something uses them") {
  Program& p = program();
  const uint32_t program = p.handle, vertex = p.vertex.handle();
  useProgram(context(), &p);
  deleteShader(*p.vertex);
  CHECK(findShader(context(), "test", vertex) != nullptr);
  deleteProgram(p);
  CHECK(findProgram(context(), "test", program) != nullptr);
  CHECK(context().lookup<Program>(program) == nullptr);
  useProgram(context(), nullptr);
  CHECK(findProgram(context(), "test", program) == nullptr);
  CHECK(error() == GL_INVALID_VALUE);
  CHECK(findShader(context(), "test", vertex) == nullptr);
  CHECK(error() == GL_INVALID_VALUE);
  CHECK(findShader(context(), "test", boundary::kInvalidHandle) == nullptr);
  CHECK(error() == GL_INVALID_OPERATION);
}

TEST_CASE_FIXTURE(ProgramFixture, "attachShader takes one shader of each stage") {
  Program& p = program();
  Shader& another = shader(shader::Stage::Vertex, kVertex);
  CHECK_FALSE(validateAttachShader(context(), p, *p.vertex));
  CHECK(error() == GL_INVALID_OPERATION);
  CHECK_FALSE(validateAttachShader(context(), p, another));
  CHECK(error() == GL_INVALID_OPERATION);
  CHECK_FALSE(validateDetachShader(context(), p, another));
  CHECK(error() == GL_INVALID_OPERATION);
  detachShader(p, *p.vertex);
  CHECK(validateAttachShader(context(), p, another));
}

TEST_CASE_FIXTURE(ProgramFixture, "names are checked for length, characters and prefixes") {
  CHECK(validateName(context(), "t", "a_fine.name[3]"));
  CHECK_FALSE(validateName(context(), "t", "caf\xc3\xa9"));
  CHECK(error() == GL_INVALID_VALUE);
  CHECK_FALSE(validateName(context(), "t", std::string(1025, 'a')));
  CHECK(error() == GL_INVALID_VALUE);
  CHECK_FALSE(validateBindAttribLocation(context(), 0, "gl_Vertex"));
  CHECK(error() == GL_INVALID_OPERATION);
  CHECK_FALSE(validateBindAttribLocation(context(), 16, "a"));
  CHECK(error() == GL_INVALID_VALUE);
}

TEST_CASE_FIXTURE(ProgramFixture, "bindAttribLocation takes effect at the next link") {
  Program& p = program();
  bindAttribLocation(p, 7, "uv");
  bindAttribLocation(p, 9, "uv");
  linkProgram(context(), p);
  REQUIRE(p.linkStatus);
  CHECK(findAttribute(*p.executable, "uv") == 9);
}

TEST_CASE_FIXTURE(ProgramFixture, "draws refuse textures that do not fit their sampler") {
  Program& p = program();
  REQUIRE(p.linkStatus);
  useProgram(context(), &p);
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  define(GL_TEXTURE_2D, 0, GL_RGBA8, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  const auto check = [&] {
    return validateSamplers(context(), *p.executable, "test") ? 0u : error();
  };
  CHECK(check() == 0);
  define(GL_TEXTURE_2D, 0, GL_RGBA8UI, 1, 1, GL_RGBA_INTEGER, GL_UNSIGNED_BYTE);
  CHECK(check() == GL_INVALID_OPERATION);
  define(GL_TEXTURE_2D, 0, GL_DEPTH_COMPONENT16, 1, 1, GL_DEPTH_COMPONENT, GL_UNSIGNED_SHORT);
  CHECK(check() == 0);
  texture.params.compareMode = GL_COMPARE_REF_TO_TEXTURE;
  CHECK(check() == GL_INVALID_OPERATION);
}

TEST_CASE_FIXTURE(ProgramFixture, "a texture that is drawn to cannot be sampled") {
  Program& p = program();
  REQUIRE(p.linkStatus);
  useProgram(context(), &p);
  Texture& texture = boundTexture(GL_TEXTURE_2D);
  define(GL_TEXTURE_2D, 0, GL_RGBA8, 2, 2, GL_RGBA, GL_UNSIGNED_BYTE);
  define(GL_TEXTURE_2D, 1, GL_RGBA8, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  Framebuffer& framebuffer = colorFramebuffer(texture, 1);
  const auto check = [&] {
    return validateNoFeedbackLoop(context(), *p.executable, framebuffer, "test") ? 0u : error();
  };
  CHECK(check() == GL_INVALID_OPERATION);
  texture.params.minFilter = GL_LINEAR;  // only the base level is sampled then
  CHECK(check() == 0);
  CHECK(resolveSamplers(context(), *p.executable) != nullptr);
}
