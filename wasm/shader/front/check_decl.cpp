// SPDX-License-Identifier: MIT
// Declarations of variables and structs, and default precisions. ESSL 3.00 §4.
#include <algorithm>

#include "shader/front/check.h"

namespace nogpu::shader::front {

namespace {

void setStageDefaults(ScopeStack& scopes, Stage stage) {
  // ESSL 3.00 §4.5.4. Fragment shaders have no default for float.
  const bool vertex = stage == Stage::Vertex;
  if (vertex) scopes.setDefaultPrecision(BasicType::Float, Precision::High);
  scopes.setDefaultPrecision(BasicType::Int, vertex ? Precision::High : Precision::Medium);
  scopes.setDefaultPrecision(BasicType::Sampler2D, Precision::Low);
  scopes.setDefaultPrecision(BasicType::SamplerCube, Precision::Low);
}

// The type whose default precision counts for `type`; Error if it has no precision.
BasicType precisionClass(const Type* type) {
  if (type->isSampler()) return type->basic;
  if (!type->isNumeric()) return BasicType::Error;
  return type->scalar == ScalarKind::Float ? BasicType::Float : BasicType::Int;
}

// ESSL 1.00 §4.3, as WebGL relaxes it: globals may be initialised from uniforms and globals, by
// what has no side effect and reads no texture.
bool isGlobalInitializer100(const Expr* e) {
  switch (e->kind) {
    case ExprKind::CallUser:
    case ExprKind::Assign:
    case ExprKind::CompoundAssign:
    case ExprKind::IncDec:
      return false;
    case ExprKind::CallBuiltin:
      if (e->operands[0]->type->isSampler()) return false;
      break;
    case ExprKind::VariableRef: {
      const Storage s = e->variable->storage;
      return s == Storage::Const || s == Storage::Global || s == Storage::Uniform ||
             (s == Storage::Builtin && e->variable->builtin == BuiltinVariable::DepthRange);
    }
    default:
      break;
  }
  return std::all_of(e->operands.begin(), e->operands.end(), isGlobalInitializer100);
}

}  // namespace

std::string_view storageWordName(StorageWord word) {
  constexpr std::string_view kNames[] = {"",        "const", "attribute", "varying",
                                         "uniform", "in",    "out",       "inout"};
  return kNames[static_cast<int>(word)];
}

Checker::Checker(Module& module, NameTable& names, const Limits& limits,
                 DiagnosticList& diagnostics)
    : module_(module),
      names_(names),
      limits_(limits),
      diagnostics_(diagnostics),
      scopes_(module.arena),
      folder_(module.arena) {
  setStageDefaults(scopes_, module.stage);
}

bool Checker::isTypeName(const Token& t) {
  if (t.kind == TokenKind::TypeWord) return true;
  if (t.kind != TokenKind::Identifier) return false;
  const Symbol* s = lookup(t.name);
  return s != nullptr && s->kind == Symbol::Kind::Struct;
}

// WebGL 1.0 §6.1 and §6.17; ESSL 3.00 §3.9, ESSL 1.00 §3.8: two underscores in a row are reserved,
// and browsers refuse them.
bool Checker::checkDeclaredName(const Token& name) {
  const char* prefix = nullptr;
  if (name.text.starts_with("gl_"))
    prefix = "names that start with 'gl_' are reserved";
  else if (name.text.starts_with("webgl_"))
    prefix = "names that start with 'webgl_' are reserved";
  else if (name.text.starts_with("_webgl_"))
    prefix = "names that start with '_webgl_' are reserved";
  else if (name.text.find("__") != std::string_view::npos)
    prefix = "names with two underscores in a row are reserved";
  if (prefix != nullptr) error(name.loc, name.text, prefix);
  return prefix == nullptr;
}

bool Checker::redeclared(const Token& name) {
  const Symbol* s = scopes_.inCurrentScope(name.name);
  if (s == nullptr) return false;
  error(name.loc, name.text, "name is declared already in this scope");
  if (s->loc.line != 0) diagnostics_.note(s->loc, name.text, "declared here first");
  return true;
}

// ---- precision ---------------------------------------------------------------------------------

void Checker::defaultPrecision(SourceLoc loc, Precision precision, const Type* type) {
  const bool allowed =
      type->isSampler() || type == basicType(BasicType::Float) || type == basicType(BasicType::Int);
  if (!allowed) {
    error(loc, typeName(type),
          "type has no default precision, expected 'int', 'float' or a sampler");
    return;
  }
  scopes_.setDefaultPrecision(type->basic, precision);
}

Precision Checker::resolvePrecision(Precision given, const Type* type, SourceLoc loc) {
  const Type* base = withoutArrays(type);
  if (base->isError()) return given;
  const BasicType kind = precisionClass(base);
  if (kind == BasicType::Error) {
    if (given != Precision::None) {
      error(loc, precisionName(given), "type '" + typeName(type) + "' has no precision");
    }
    return Precision::None;
  }
  if (given != Precision::None) return given;
  const Precision p = scopes_.defaultPrecision(kind);
  if (p == Precision::None) {
    error(loc, typeName(type),
          "no precision specified, expected one or a 'precision' statement before");
    return Precision::High;
  }
  return p;
}

// ---- types -------------------------------------------------------------------------------------

const Type* Checker::arrayType(const Type* element, Expr* size, SourceLoc loc) {
  int64_t length = 0;
  if (!integerConstant(size, "array size", length)) return errorType();
  if (element->isError()) return element;
  if (element->isArray()) {
    error(loc, "[]", "arrays of arrays do not exist");
    return errorType();
  }
  if (element->isVoid()) {
    error(loc, "void", "arrays of void do not exist");
    return errorType();
  }
  if (length <= 0 || length > limits_.maxArrayLength) {
    error(loc, "[]",
          "array size is " + std::to_string(length) + ", expected 1 to " +
              std::to_string(limits_.maxArrayLength));
    return errorType();
  }
  return module_.types.arrayOf(element, static_cast<uint32_t>(length));
}

const Type* Checker::unsizedArray(const Type* element, SourceLoc loc) {
  if (element->isError()) return element;
  if (!is300() || element->isArray() || element->isVoid()) {
    error(loc, "[]", "array size is missing");
    return errorType();
  }
  return module_.types.arrayOf(element, 0);
}

bool Checker::checkVariableSize(const Type* type, SourceLoc loc, std::string_view name) {
  if (type->wordCount <= limits_.maxTypeWords) return true;
  error(loc, name, "type '" + typeName(type) + "' is too large");
  return false;
}

bool Checker::checkStructMember(const Token& name, const Type* type, Precision& precision,
                                std::span<const StructMember> before) {
  if (!checkDeclaredName(name)) return false;
  for (const StructMember& m : before) {
    if (m.name != name.text) continue;
    error(name.loc, name.text, "member is declared twice");
    return false;
  }
  if (type->isError()) return false;
  const char* problem = nullptr;
  if (type->isVoid()) problem = "member has type 'void'";
  if (type->isArray() && type->length == 0) problem = "array size is missing";
  if (problem != nullptr) error(name.loc, name.text, problem);
  precision = resolvePrecision(precision, type, name.loc);
  return problem == nullptr;
}

const Type* Checker::structType(const Token& name, std::span<const StructMember> members,
                                SourceLoc loc) {
  const bool named = name.kind == TokenKind::Identifier;
  const Type* type = members.empty()
                         ? errorType()
                         : module_.types.makeStruct(named ? name.text : "", members, loc, false);
  if (type->isStruct() && type->structure->nesting > limits_.maxStructNesting) {
    error(loc, name.text,
          "structs are nested " + std::to_string(type->structure->nesting) +
              " levels deep, at most " + std::to_string(limits_.maxStructNesting) + " are allowed");
    type = errorType();
  }
  if (type->isStruct() && !checkVariableSize(type, loc, name.text)) type = errorType();
  if (!named || !checkDeclaredName(name) || redeclared(name)) return type;
  scopes_.declare(name.name, Symbol::Kind::Struct, name.loc)->type = type;
  if (scopes_.atGlobal() && type->isStruct()) module_.structs.push_back(type);
  return type;
}

// ---- variables ---------------------------------------------------------------------------------

Storage Checker::storageOf(const Qualifiers& q) const {
  const bool vertex = module_.stage == Stage::Vertex;
  switch (q.storage) {
    case StorageWord::Const:
      return Storage::Const;
    case StorageWord::Uniform:
      return Storage::Uniform;
    case StorageWord::Attribute:
      return Storage::Attribute;
    case StorageWord::Varying:
      return vertex ? Storage::VertexOutput : Storage::FragmentInput;
    case StorageWord::In:
      return vertex ? Storage::Attribute : Storage::FragmentInput;
    case StorageWord::Out:
      return vertex ? Storage::VertexOutput : Storage::FragmentOutput;
    default:
      return scopes_.atGlobal() ? Storage::Global : Storage::Local;
  }
}

bool Checker::checkLocalStorage(const Qualifiers& q, const Declarator& d) {
  std::string_view word;
  if (q.storage != StorageWord::None && q.storage != StorageWord::Const)
    word = storageWordName(q.storage);
  else if (q.invariant)
    word = "invariant";
  else if (q.hasInterpolation)
    word = q.interpolation == Interpolation::Flat ? "flat" : "smooth";
  else if (q.layout.given)
    word = "layout";
  if (word.empty()) return true;
  error(q.loc, word,
        "qualifier cannot be used for the local variable '" + std::string(d.name.text) + "'");
  return false;
}

bool Checker::checkStorage(const Qualifiers& q, const Declarator& d) {
  const char* problem = nullptr;
  if (q.storage == StorageWord::InOut) problem = "only parameters can be inout";
  if (!is300() && (q.storage == StorageWord::In || q.storage == StorageWord::Out)) {
    problem =
        "global in and out variables do not exist in ESSL 1.00, expected attribute or varying";
  }
  if (q.storage == StorageWord::Attribute && module_.stage != Stage::Vertex) {
    problem = "attributes exist in vertex shaders only";
  }
  if (q.isConst) problem = "const cannot be combined with in or out here";
  if (problem != nullptr) {
    error(q.loc, storageWordName(q.storage), problem);
    return false;
  }
  return checkQualifierUse(q, d);
}

// Sets the length of an unsized array.
bool Checker::checkInitializer(const Qualifiers& q, const Declarator& d, const Type*& type) {
  Expr* init = d.initializer;
  const bool unsized = type->isArray() && type->length == 0;
  if (init == nullptr) {
    const char* problem = nullptr;
    if (q.storage == StorageWord::Const)
      problem = "constant needs an initializer";
    else if (unsized)
      problem = "array size is missing";
    if (problem != nullptr) error(d.name.loc, d.name.text, problem);
    return problem == nullptr;
  }
  if (init->type->isError()) return false;
  if (unsized && init->type->isArray() && init->type->element == type->element) type = init->type;
  std::string problem;
  if (q.storage != StorageWord::None && q.storage != StorageWord::Const) {
    problem =
        "'" + std::string(storageWordName(q.storage)) + "' variable cannot have an initializer";
  } else if (init->type != type) {
    problem = "initializer has type '" + typeName(init->type) + "', expected '" + typeName(type) +
              "'" + conversionHint(init, type);
  } else if (!assignable(type)) {
    problem = "type '" + typeName(type) + "' cannot be initialized";
  } else if (q.storage == StorageWord::Const && !init->isConstant) {
    problem = "initializer of a constant must be a constant expression";
  } else if (scopes_.atGlobal() && !init->isConstant &&
             (is300() || !isGlobalInitializer100(init))) {
    problem = "initializer of a global variable must be a constant expression";
  }
  if (!problem.empty()) error(init->loc, d.name.text, problem);
  return problem.empty();
}

bool Checker::checkSampler(const Qualifiers& q, const Declarator& d, const Type* type) {
  const char* problem = nullptr;
  if (type->isVoid())
    problem = "variable has type 'void'";
  else if (type->containsSampler && q.storage != StorageWord::Uniform)
    problem = "samplers can only be uniforms or parameters";
  if (problem != nullptr) error(d.name.loc, d.name.text, problem);
  return problem == nullptr;
}

void Checker::emptyDeclaration(const Qualifiers& q, const TypeSpec& spec) {
  Declarator nameless;
  nameless.name.loc = spec.loc;
  nameless.type = spec.type;
  if (q.any) {
    scopes_.atGlobal() ? checkStorage(q, nameless) : checkLocalStorage(q, nameless);
  }
  if (!spec.isDefinition) resolvePrecision(q.precision, spec.type, spec.loc);
}

Variable* Checker::declareVariable(const Qualifiers& q, const Declarator& d) {
  if (!d.failed && !d.type->isError()) {
    if (Variable* builtin = redeclareBuiltin(q, d)) return builtin;
  }
  const Type* type = d.type;
  const bool global = scopes_.atGlobal();
  const bool declared = !d.failed && checkDeclaredName(d.name) &&
                        (global ? checkStorage(q, d) : checkLocalStorage(q, d)) && !type->isError();
  const bool ok = declared && checkInitializer(q, d, type) && checkSampler(q, d, type) &&
                  checkVariableSize(type, d.name.loc, d.name.text) &&
                  checkInterfaceType(q, d, type);
  // Of a variable with a wrong initializer the type is known all the same: what follows can be
  // checked.
  const bool isValue = type->isScalar() || type->isVector() || type->isMatrix();
  const bool keepsType = ok || (declared && isValue && q.storage == StorageWord::None);
  Variable* v = arena().make<Variable>();
  v->name = d.name.text;
  v->loc = d.name.loc;
  v->type = keepsType ? type : errorType();
  v->storage = storageOf(q);
  v->precision = keepsType ? resolvePrecision(q.precision, type, d.name.loc) : Precision::None;
  v->interpolation = q.interpolation;
  v->centroid = q.centroid && !q.sample;
  v->sample = q.sample;
  v->invariant =
      q.invariant || (v->storage == Storage::VertexOutput && module_.pragmas.invariantAll);
  v->isConst = v->storage == Storage::Const;
  v->location = q.layout.location;
  v->index = q.layout.index > 0 ? 1 : 0;
  v->initializer = ok ? d.initializer : nullptr;
  if (v->isConst && v->initializer != nullptr) v->value = v->initializer->value;
  v->function = function_;
  if (redeclared(d.name)) return v;
  scopes_.declare(d.name.name, Symbol::Kind::Variable, d.name.loc)->variable = v;
  if (global) module_.globals.push_back(v);
  return v;
}

}  // namespace nogpu::shader::front
