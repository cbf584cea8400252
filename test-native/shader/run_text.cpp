// SPDX-License-Identifier: MIT
#include "shader/run_text.h"

#include <cstdlib>
#include <cstring>
#include <sstream>

#include "shader/interpreter_run.h"
#include "shader/ir/parse.h"
#include "shader/ir/verify.h"
#include "shader/passes/uniformity.h"

namespace nogpu::shader::test {

namespace {

template <int kMethod>
void sample(const SamplerDesc*, SampleArgs* args, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    SampleArgs& one = args[i];
    if (kMethod >= 3) {  // Fetch, Size: integers
      one.result[0] = wasm_i32x4_add(one.coord[0], one.lod);
      one.result[3] = wasm_i32x4_splat(kMethod);
    } else {
      one.result[0] = wasm_f32x4_add(one.coord[0], one.lod);
      one.result[3] = wasm_f32x4_splat(float(kMethod));
    }
    one.result[1] = one.coord[1];
    one.result[2] = one.coord[2];
  }
}

uint32_t word(const std::string& text) {
  const bool hex = text.size() > 2 && text[1] == 'x';
  const bool isFloat = !hex && text.find_first_of(".ni") != text.npos;
  if (!isFloat) return uint32_t(strtoll(text.c_str(), nullptr, 0));
  return __builtin_bit_cast(uint32_t, strtof(text.c_str(), nullptr));
}

std::vector<uint32_t> words(std::istringstream& line) {
  std::vector<uint32_t> result;
  for (std::string one; line >> one;) result.push_back(word(one));
  return result;
}

std::string printWord(uint32_t bits, ir::Kind kind) {
  char buffer[32];
  if (kind != ir::Kind::F32) {
    snprintf(buffer, sizeof buffer, "%d", int32_t(bits));
    return buffer;
  }
  const float value = __builtin_bit_cast(float, bits);
  if (value != value) return "nan";
  for (int digits = 1; digits <= 9; ++digits) {
    snprintf(buffer, sizeof buffer, "%.*g", digits, double(value));
    const bool plain = value > -1e9f && value < 1e9f && (value >= 1.0f || value <= -1.0f);
    if (plain && strchr(buffer, 'e') != nullptr) continue;  // 10.0, not 1e+01
    if (strtof(buffer, nullptr) == value) break;
  }
  std::string text = buffer;
  if (text.find_first_of(".ein") == text.npos) text += ".0";
  return text;
}

/// What the comments ask for.
struct Setup {
  InterpreterRun run;
  std::vector<std::vector<Lanes4>> groups;
  std::vector<Quad> quads;
  std::string error;

  explicit Setup(const ir::Module& module) : run(module) {}

  void line(const std::string& text) {
    std::istringstream in(text);
    std::string name;
    in >> name;
    if (name == "quad") return quad(in);
    if (name == "back") {
      run.frontFacing = false;
      return;
    }
    const std::vector<uint32_t> values = words(in);
    const auto f = [&](size_t i) {
      return i < values.size() ? __builtin_bit_cast(float, values[i]) : 0.0f;
    };
    const auto i = [&](size_t at) { return at < values.size() ? int32_t(values[at]) : 0; };
    if (name == "uniforms") {
      run.uniforms = values;
    } else if (name == "block") {
      run.blocks.emplace_back(values.begin() + 1, values.end());
    } else if (name == "budget") {
      run.loopBudget = i(0);
    } else if (name == "group") {
      groups.emplace_back();
    } else if (name == "input" && values.size() == 4 && !groups.empty()) {
      groups.back().push_back({values[0], values[1], values[2], values[3]});
    } else if (name == "plane") {
      run.planes.push_back({f(0), f(1), f(2)});
    } else if (name == "z") {
      run.z = {f(0), f(1), f(2)};
    } else if (name == "oneOverW") {
      run.oneOverW = {f(0), f(1), f(2)};
    } else if (name == "reference") {
      run.x0 = i(0);
      run.y0 = i(1);
    } else {
      error = "not understood: " + text;
    }
  }

  void quad(std::istringstream& in) {
    Quad quad;
    std::string mask;
    in >> quad.x >> quad.y >> mask;
    if (mask.size() != 4) error = "a quad has x, y and a mask of four digits";
    for (size_t i = 0; i < 4 && i < mask.size(); ++i) quad.mask[i] = mask[i] == '1';
    quads.push_back(quad);
  }
};

void printOutputs(std::ostringstream& out, const ir::Module& module,
                  const ReferenceOutput& result) {
  for (size_t s = 0; s < module.outputs.size(); ++s) {
    out << "  " << s << ":";
    for (uint32_t lane : result.outputs[s]) out << ' ' << printWord(lane, module.outputs[s].kind);
    out << '\n';
  }
}

}  // namespace

const SamplerDesc& textSampler() {
  static constexpr SamplerDesc kDesc = {{sample<0>, sample<1>, sample<2>, sample<3>, sample<4>}};
  return kDesc;
}

std::string runText(std::string_view text) {
  ir::ParseResult parsed = ir::parse(text);
  if (!parsed.error.empty()) return parsed.error + "\n";
  ir::Module& module = parsed.module;
  passes::inferUniformity(module);
  const std::string mistakes = ir::verify(module);
  if (!mistakes.empty()) return mistakes;

  Setup setup(module);
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("; ", 0) == 0) setup.line(line.substr(2));
  }
  if (!setup.error.empty()) return setup.error + "\n";
  setup.run.samplers.assign(module.samplerCount, &textSampler());
  const bool vertex = module.stage == Stage::Vertex;
  const std::vector<ReferenceOutput> results =
      vertex ? setup.run.runVertex(setup.groups) : setup.run.runFragment(setup.quads);
  std::ostringstream out;
  if (!results.empty() && results[0].stoppedLine != 0) {
    out << "stopped at line " << results[0].stoppedLine << '\n';
    return out.str();
  }
  for (size_t i = 0; i < results.size(); ++i) {
    out << (vertex ? "group " : "quad ") << i;
    if (!vertex) out << " mask ";
    if (!vertex)
      for (uint32_t lane : results[i].mask) out << lane;
    out << '\n';
    printOutputs(out, module, results[i]);
  }
  return out.str();
}

}  // namespace nogpu::shader::test
