// SPDX-License-Identifier: MIT
// Built-in variables and constants, made when a shader first names them. ESSL 3.00 §7.
#include "shader/front/check.h"

namespace nogpu::shader::front {

namespace {

enum class VariableStage : uint8_t { Vertex, Fragment, Both };
enum class Access : uint8_t { Read, Write };

struct VariableRow {
  BuiltinVariable id;
  std::string_view name;
  BasicType type;
  Precision precision100;
  Precision precision300;
  VariableStage stage;
  Access access;
  VersionMask versions;
  Extension extension;
};

constexpr VariableRow kVariables[] = {
#define BUILTIN_VARIABLE(id, name, type, p100, p300, stage, access, versions, extension) \
  {BuiltinVariable::id, name,                                                            \
   BasicType::type,     Precision::p100,                                                 \
   Precision::p300,     VariableStage::stage,                                            \
   Access::access,      VersionMask::versions,                                           \
   Extension::extension},
#include "shader/front/builtin_variables.def"
#undef BUILTIN_VARIABLE
};

struct ConstantRow {
  std::string_view name;
  VersionMask versions;
  int32_t (*value)(const Limits&);
  Extension extension = Extension::None;
};

constexpr ConstantRow kConstants[] = {
    {"gl_MaxVertexAttribs", VersionMask::All,
     [](const Limits& l) { return static_cast<int32_t>(l.maxVertexAttribs); }},
    {"gl_MaxVertexUniformVectors", VersionMask::All,
     [](const Limits& l) { return static_cast<int32_t>(l.maxVertexUniformVectors); }},
    {"gl_MaxFragmentUniformVectors", VersionMask::All,
     [](const Limits& l) { return static_cast<int32_t>(l.maxFragmentUniformVectors); }},
    {"gl_MaxVaryingVectors", VersionMask::V100,
     [](const Limits& l) { return static_cast<int32_t>(l.maxVaryingVectors); }},
    {"gl_MaxVertexOutputVectors", VersionMask::V300,
     [](const Limits& l) { return static_cast<int32_t>(l.maxVertexOutputVectors); }},
    {"gl_MaxFragmentInputVectors", VersionMask::V300,
     [](const Limits& l) { return static_cast<int32_t>(l.maxFragmentInputVectors); }},
    {"gl_MaxVertexTextureImageUnits", VersionMask::All,
     [](const Limits& l) { return static_cast<int32_t>(l.maxVertexTextureImageUnits); }},
    {"gl_MaxTextureImageUnits", VersionMask::All,
     [](const Limits& l) { return static_cast<int32_t>(l.maxTextureImageUnits); }},
    {"gl_MaxCombinedTextureImageUnits", VersionMask::All,
     [](const Limits& l) { return static_cast<int32_t>(l.maxCombinedTextureImageUnits); }},
    {"gl_MinProgramTexelOffset", VersionMask::V300,
     [](const Limits& l) { return l.minProgramTexelOffset; }},
    {"gl_MaxProgramTexelOffset", VersionMask::V300,
     [](const Limits& l) { return l.maxProgramTexelOffset; }},
    {"gl_MaxDrawBuffers", VersionMask::All,
     [](const Limits& l) { return static_cast<int32_t>(l.maxDrawBuffers); }},
    {"gl_MaxDualSourceDrawBuffersEXT", VersionMask::All,
     [](const Limits& l) { return static_cast<int32_t>(l.maxDualSourceDrawBuffers); },
     Extension::ExtBlendFuncExtended},
    {"gl_MaxSamples", VersionMask::V300,
     [](const Limits& l) { return static_cast<int32_t>(l.maxSamples); },
     Extension::OesSampleVariables},
    {"gl_MaxClipDistances", VersionMask::V300,
     [](const Limits& l) { return static_cast<int32_t>(l.maxClipDistances); },
     Extension::AngleClipCullDistance},
    {"gl_MaxCullDistances", VersionMask::V300,
     [](const Limits& l) { return static_cast<int32_t>(l.maxCullDistances); },
     Extension::AngleClipCullDistance},
    {"gl_MaxCombinedClipAndCullDistances", VersionMask::V300,
     [](const Limits& l) { return static_cast<int32_t>(l.maxCombinedClipAndCullDistances); },
     Extension::AngleClipCullDistance},
};

bool inVersion(VersionMask mask, bool is300) {
  return (static_cast<int>(mask) &
          static_cast<int>(is300 ? VersionMask::V300 : VersionMask::V100)) != 0;
}

bool inStage(VariableStage s, Stage stage) {
  if (s == VariableStage::Both) return true;
  return (s == VariableStage::Vertex) == (stage == Stage::Vertex);
}

}  // namespace

std::string Checker::typeNameHint(std::string_view name) const {
  if (!is300() && !newWordHint(name).empty()) return std::string(newWordHint(name));
  if (!mayGuess()) return {};
  NearestName nearest(name);
  names_.forEach([&](const Name& each) {
    const bool isStruct = each.symbol != nullptr && each.symbol->kind == Symbol::Kind::Struct;
    const bool isQualifier = each.word == TokenKind::Uniform || each.word == TokenKind::Const;
    if (isStruct || isQualifier || each.word == TokenKind::TypeWord) nearest.offer(each.text);
  });
  return nearest.hint();
}

Symbol* Checker::lookup(Name* name) {
  if (name->symbol != nullptr || !name->text.starts_with("gl_")) return name->symbol;
  if (Symbol* s = builtinVariable(name)) return s;
  if (Symbol* s = builtinConstant(name)) return s;
  return builtinDepthRangeType(name);
}

// `#extension name : warn`, ESSL 3.00 §3.5. One warning each.
void Checker::noteExtensionUse(Extension extension, SourceLoc loc) {
  if (extension == Extension::None || !module_.warnOnUse.has(extension)) return;
  module_.warnOnUse.remove(extension);
  diagnostics_.warning(loc, extensionName(extension), "extension is used");
}

Symbol* Checker::builtinVariable(Name* name) {
  for (const VariableRow& row : kVariables) {
    if (row.name != name->text) continue;
    if (!inVersion(row.versions, is300()) || !inStage(row.stage, module_.stage)) continue;
    if (row.extension != Extension::None && !module_.extensions.has(row.extension)) continue;
    noteExtensionUse(row.extension, {});
    Variable* v = arena().make<Variable>();
    v->name = name->text;
    v->storage = Storage::Builtin;
    v->builtin = row.id;
    v->type = basicType(row.type);
    v->precision = is300() ? row.precision300 : row.precision100;
    v->isConst = row.access == Access::Read;
    v->invariant = module_.stage == Stage::Vertex && !v->isConst && module_.pragmas.invariantAll;
    if (row.id == BuiltinVariable::DepthRange) {
      v->type = depthRangeType();
      v->precision = Precision::None;
    }
    if (row.id == BuiltinVariable::ClipDistance || row.id == BuiltinVariable::CullDistance) {
      const bool clip = row.id == BuiltinVariable::ClipDistance;
      v->type = module_.types.arrayOf(v->type,
                                      clip ? limits_.maxClipDistances : limits_.maxCullDistances);
      v->sizedByUse = true;
      v->isConst = module_.stage == Stage::Fragment;
    }
    if (row.id == BuiltinVariable::FragData) {
      const bool many = module_.extensions.has(Extension::ExtDrawBuffers);
      v->type = module_.types.arrayOf(v->type, many ? limits_.maxDrawBuffers : 1);
    }
    if (row.id == BuiltinVariable::SecondaryFragData) {
      v->type = module_.types.arrayOf(v->type, limits_.maxDualSourceDrawBuffers);
    }
    if (row.id == BuiltinVariable::SampleMaskIn || row.id == BuiltinVariable::SampleMask) {
      v->type = module_.types.arrayOf(v->type, 1);  // 32 samples an element
    }
    module_.builtins.push_back(v);
    Symbol* s = scopes_.declareBuiltin(name, Symbol::Kind::Variable);
    s->variable = v;
    return s;
  }
  return nullptr;
}

// `out float gl_ClipDistance[4];`, `layout(depth_less) out float gl_FragDepth;`: what extensions
// let shaders declare again. Null if the name is none of these.
Variable* Checker::redeclareBuiltin(const Qualifiers& q, const Declarator& d) {
  const std::string_view name = d.name.text;
  const bool depth = name == "gl_FragDepth";
  const bool distances = name == "gl_ClipDistance" || name == "gl_CullDistance";
  const Extension needed =
      depth ? Extension::ExtConservativeDepth : Extension::AngleClipCullDistance;
  if ((!depth && !distances) || !scopes_.atGlobal() || !module_.extensions.has(needed)) {
    return nullptr;
  }
  const Symbol* s = lookup(d.name.name);
  if (s == nullptr || s->kind != Symbol::Kind::Variable) return nullptr;
  Variable* v = s->variable;
  const StorageWord wanted =
      distances && module_.stage == Stage::Fragment ? StorageWord::In : StorageWord::Out;
  const Type* element = distances ? elementType(d.type) : d.type;
  const char* problem = nullptr;
  if (q.storage != wanted || q.hasInterpolation || q.centroid || q.layout.location >= 0 ||
      q.layout.index >= 0)
    problem = "built-in variable is declared again with other qualifiers";
  else if (q.layout.depth && !depth)
    problem = "depth layouts are for gl_FragDepth only";
  else if (element != basicType(BasicType::Float) || (distances && !d.type->isArray()) ||
           d.initializer != nullptr)
    problem = "built-in variable is declared again with another type";
  else if (v->staticallyUsed || (distances && !v->sizedByUse))
    problem = "built-in variable must be declared again once, before it is used";
  else if (distances && d.type->length > v->type->length)
    problem = "array is larger than the limit";
  else if (q.precision != Precision::None && q.precision != Precision::High && distances)
    problem = "built-in variable is declared again with another precision";
  if (problem != nullptr) {
    error(d.name.loc, name, problem);
    return v;
  }
  if (distances) v->type = d.type;
  v->sizedByUse = false;
  v->invariant = v->invariant || q.invariant;
  return v;
}

Symbol* Checker::builtinConstant(Name* name) {
  for (const ConstantRow& row : kConstants) {
    if (row.name != name->text || !inVersion(row.versions, is300())) continue;
    if (row.extension != Extension::None && !module_.extensions.has(row.extension)) continue;
    Variable* v = arena().make<Variable>();
    v->name = name->text;
    v->storage = Storage::Const;
    v->isConst = true;
    v->type = basicType(BasicType::Int);
    v->precision = Precision::Medium;
    v->value = folder_.oneWord(static_cast<uint32_t>(row.value(limits_)));
    Symbol* s = scopes_.declareBuiltin(name, Symbol::Kind::Variable);
    s->variable = v;
    return s;
  }
  return nullptr;
}

const Type* Checker::depthRangeType() {
  if (depthRangeType_ == nullptr) {
    const Type* f = basicType(BasicType::Float);
    const StructMember members[] = {{"near", f, Precision::High, {}},
                                    {"far", f, Precision::High, {}},
                                    {"diff", f, Precision::High, {}}};
    depthRangeType_ = module_.types.makeStruct("gl_DepthRangeParameters", members, {}, false);
  }
  return depthRangeType_;
}

Symbol* Checker::builtinDepthRangeType(Name* name) {
  if (name->text != "gl_DepthRangeParameters") return nullptr;
  Symbol* s = scopes_.declareBuiltin(name, Symbol::Kind::Struct);
  s->type = depthRangeType();
  return s;
}

}  // namespace nogpu::shader::front
