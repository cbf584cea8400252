// SPDX-License-Identifier: MIT
// Declarations and definitions of functions. ESSL 3.00 §6.1.
#include <algorithm>

#include "shader/front/check.h"

namespace nogpu::shader::front {

namespace {

Storage parameterStorage(StorageWord word) {
  if (word == StorageWord::Out) return Storage::ParamOut;
  return word == StorageWord::InOut ? Storage::ParamInOut : Storage::ParamIn;
}

const char* parameterProblem(const Qualifiers& q, const Type* type) {
  const bool direction = q.storage == StorageWord::None || q.storage == StorageWord::In ||
                         q.storage == StorageWord::Out || q.storage == StorageWord::InOut;
  const bool out = q.storage == StorageWord::Out || q.storage == StorageWord::InOut;
  if (!direction || q.invariant || q.hasInterpolation || q.centroid || q.layout.given) {
    return "qualifier cannot be used for a parameter";
  }
  if (out && q.isConst) return "const parameters can only be 'in'";
  if (out && type->containsSampler) return "samplers can only be 'in' parameters";
  if (type->isVoid()) return "parameter has type 'void'";
  if (type->isArray() && type->length == 0) return "array size is missing";
  return nullptr;
}

}  // namespace

Variable* Checker::makeParameter(const Qualifiers& q, const TypeSpec& spec, const Declarator& d) {
  Variable* v = arena().make<Variable>();
  v->name = d.name.text;
  v->loc = d.name.kind == TokenKind::Identifier ? d.name.loc : spec.loc;
  v->type = d.type;
  v->storage = parameterStorage(q.storage);
  v->isConst = q.isConst;
  if (!d.type->isError()) {
    const char* problem = parameterProblem(q, d.type);
    if (problem != nullptr) error(v->loc, v->name, problem);
    if (problem != nullptr || !checkVariableSize(d.type, v->loc, v->name)) v->type = errorType();
    v->precision = resolvePrecision(q.precision, v->type, v->loc);
  }
  if (d.name.kind == TokenKind::Identifier && !checkDeclaredName(d.name)) v->type = errorType();
  return v;
}

bool Checker::checkMain(const Function* f, const Token& name) {
  if (f->returnType->isVoid() && f->params.empty()) return true;
  error(name.loc, "main", "main must be 'void main()'");
  return false;
}

// ESSL 3.00 §6.1: built-in functions can be neither redefined nor overloaded; ESSL 1.00 §6.1
// forbids redefining them.
bool Checker::checkFunctionName(const Token& name, std::span<Variable* const> params) {
  if (!checkDeclaredName(name)) return false;
  const auto rows = builtinFunctions().subspan(name.name->firstBuiltin, name.name->builtinCount);
  std::vector<const Type*> types;
  for (const Variable* p : params) types.push_back(p->type);
  for (const BuiltinFunction& row : rows) {
    if (!builtinVisible(row)) continue;
    if (!is300() && matchBuiltin(row, types) == nullptr) continue;
    error(name.loc, name.text,
          is300() ? "built-in functions cannot be redefined or overloaded"
                  : "built-in functions cannot be redefined");
    return false;
  }
  return true;
}

bool Checker::checkRedeclaration(Function* before, Function* now, const Token& name,
                                 bool isDefinition) {
  const char* problem = nullptr;
  if (before->body != nullptr && isDefinition)
    problem = "function is defined already";
  else if (before->declared && !isDefinition && !is300())  // ESSL 1.00 §4.2.6
    problem = "function is declared already, and ESSL 1.00 allows one declaration";
  else if (before->returnType != now->returnType)
    problem = "function is declared already with another return type";
  for (size_t i = 0; i < now->params.size() && problem == nullptr; ++i) {
    const Variable* a = before->params[i];
    const Variable* b = now->params[i];
    if (a->storage != b->storage || a->isConst != b->isConst) {
      problem = "function is declared already with other parameter qualifiers";
    }
  }
  if (problem == nullptr) return true;
  error(name.loc, name.text, problem);
  diagnostics_.note(before->loc, name.text, "declared here first");
  return false;
}

// The function of the declaration; the same one for every declaration of it. `params` live in the
// arena.
Function* Checker::declareFunction(const Qualifiers& q, const TypeSpec& returnType,
                                   const Token& name, std::span<Variable*> params,
                                   bool isDefinition) {
  Function* f = arena().make<Function>();
  f->name = name.text;
  f->loc = name.loc;
  f->returnType = returnType.type;
  f->params = params;
  checkReturnType(q, *f, name);
  f->returnPrecision = resolvePrecision(q.precision, f->returnType, returnType.loc);
  for (Variable* p : params) p->function = f;
  if (!checkFunctionName(name, params)) return f;
  if (name.text == "main" && !checkMain(f, name)) return f;

  Symbol* s = scopes_.inCurrentScope(name.name);
  if (s != nullptr && s->kind != Symbol::Kind::Function) {
    redeclared(name);
    return f;
  }
  if (s == nullptr) s = scopes_.declare(name.name, Symbol::Kind::Function, name.loc);
  if (std::erase(undeclaredCalls_, name.name) > 0) {
    diagnostics_.note(name.loc, name.text, "declared here, expected before the first call");
  }
  return addOverload(s, f, name, isDefinition);
}

Function* Checker::addOverload(Symbol* s, Function* f, const Token& name, bool isDefinition) {
  std::vector<const Type*> types;
  for (const Variable* p : f->params) types.push_back(p->type);
  Function* before = findOverload(s, types);
  if (before != nullptr) {
    if (!checkRedeclaration(before, f, name, isDefinition)) return before;
    before->declared |= !isDefinition;
    if (!isDefinition) return before;
    // Names of parameters may differ; the definition's count.
    before->params = f->params;
    for (Variable* p : f->params) p->function = before;
    before->loc = f->loc;
    return before;
  }
  f->declared = !isDefinition;
  s->overloads = arena().make<Overload>(f, s->overloads);
  module_.functions.push_back(f);
  if (f->name == "main") module_.main = f;
  return f;
}

void Checker::checkReturnType(const Qualifiers& q, Function& f, const Token& name) {
  const Type* type = f.returnType;
  const char* problem = nullptr;
  const bool qualified = q.storage != StorageWord::None || q.invariant || q.hasInterpolation ||
                         q.centroid || q.layout.given;
  if (qualified)
    problem = "qualifier cannot be used for a function";
  else if (!scopes_.atGlobal())
    problem = "functions can only be declared at global scope";
  else if (type->containsSampler)
    problem = "functions cannot return samplers";
  else if (type->containsArray && !is300())
    problem = "functions cannot return arrays in ESSL 1.00";
  else if (type->isArray() && type->length == 0)
    problem = "array size is missing";
  if (problem == nullptr) return;
  error(name.loc, name.text, problem);
  f.returnType = errorType();
}

void Checker::beginBody(Function* f, std::span<Variable*> params) {
  scopes_.push();
  function_ = f;
  sawReturn_ = false;
  for (Variable* p : params) {
    if (p->name.empty()) continue;
    Token name;
    name.text = p->name;
    name.loc = p->loc;
    name.name = names_.intern(p->name);
    if (!redeclared(name)) {
      scopes_.declare(name.name, Symbol::Kind::Variable, p->loc)->variable = p;
    }
  }
}

void Checker::endBody(Stmt* body) {
  Function* f = function_;
  f->body = body;
  if (!sawReturn_ && !f->returnType->isVoid() && !f->returnType->isError()) {
    error(f->loc, f->name,
          "function has no return statement, expected a value of type '" + typeName(f->returnType) +
              "'");
  }
  scopes_.pop();
  function_ = nullptr;
}

}  // namespace nogpu::shader::front
