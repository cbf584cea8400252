// SPDX-License-Identifier: MIT
// What crosses the shader's border: vertex inputs, interpolants, fragment outputs, uniform blocks,
// layouts and invariance. ESSL 3.00 §4.3 and §4.6.
#include "shader/front/check.h"

namespace nogpu::shader::front {

namespace {

bool containsScalar(const Type* type, ScalarKind kind) {
  type = withoutArrays(type);
  if (type->isStruct()) {
    for (const StructMember& m : type->structure->members) {
      if (containsScalar(m.type, kind)) return true;
    }
    return false;
  }
  return type->isNumericOrBool() && type->scalar == kind;
}

bool containsInteger(const Type* type) {
  return containsScalar(type, ScalarKind::Int) || containsScalar(type, ScalarKind::Uint);
}

bool structContainsStructOrArray(const Type* type) {
  for (const StructMember& m : type->structure->members) {
    if (m.type->isArray() || m.type->isStruct()) return true;
  }
  return false;
}

// EXT_conservative_depth. A promise that the pipeline needs no use of. WebGL leaves out the
// depth_unchanged of the extension that it exposes.
bool isDepthLayout(std::string_view name) {
  return name == "depth_any" || name == "depth_greater" || name == "depth_less";
}

bool isBlockLayoutGiven(const Layout& l) { return l.std140 || l.hasMatrix; }

}  // namespace

// ---- types of inputs and outputs ---------------------------------------------------------------

// ESSL 3.00 §4.3.4, ESSL 1.00 §4.3.3.
const char* Checker::attributeProblem(const Type* type) const {
  if (!type->isNumericOrBool()) return "vertex inputs cannot be arrays, structs or samplers";
  if (type->scalar == ScalarKind::Bool) return "vertex inputs cannot be bool";
  if (!is300() && type->scalar != ScalarKind::Float) return "attributes must be of float types";
  return nullptr;
}

// ESSL 3.00 §4.3.4 and §4.3.6, ESSL 1.00 §4.3.5.
const char* Checker::stageVariableProblem(const Qualifiers& q, const Type* type) const {
  const Type* base = withoutArrays(type);
  if (!is300()) {
    return base->isNumericOrBool() && base->scalar == ScalarKind::Float
               ? nullptr
               : "varyings must be of float types or arrays of them";
  }
  if (containsScalar(type, ScalarKind::Bool)) return "variables between stages cannot contain bool";
  if (base->isStruct() && type->isArray())
    return "variables between stages cannot be arrays of structs";
  if (base->isStruct() && structContainsStructOrArray(base)) {
    return "structs between stages cannot contain arrays or structs";
  }
  if (containsInteger(type) && q.interpolation != Interpolation::Flat) {
    return "integers between stages must be 'flat'";
  }
  return nullptr;
}

// ESSL 3.00 §4.3.6.
const char* Checker::fragmentOutputProblem(const Type* type) const {
  const Type* base = withoutArrays(type);
  const bool fits = (base->isScalar() || base->isVector()) && base->isNumeric();
  return fits ? nullptr
              : "fragment outputs must be float, int or uint scalars or vectors, or arrays of them";
}

bool Checker::checkInterfaceType(const Qualifiers& q, const Declarator& d, const Type* type) {
  const char* problem = nullptr;
  switch (storageOf(q)) {
    case Storage::Attribute:
      problem = attributeProblem(type);
      break;
    case Storage::VertexOutput:
    case Storage::FragmentInput:
      problem = stageVariableProblem(q, type);
      break;
    case Storage::FragmentOutput:
      problem = fragmentOutputProblem(type);
      break;
    default:
      break;
  }
  if (problem != nullptr) error(d.name.loc, d.name.text, problem);
  return problem == nullptr;
}

// ---- qualifiers and layouts --------------------------------------------------------------------

bool Checker::checkQualifierUse(const Qualifiers& q, const Declarator& d) {
  const Storage s = storageOf(q);
  const bool between = s == Storage::VertexOutput || s == Storage::FragmentInput;
  const bool output = s == Storage::VertexOutput || s == Storage::FragmentOutput;
  const char* problem = nullptr;
  if ((q.hasInterpolation || q.centroid) && !between) {
    problem = "interpolation qualifiers are for vertex outputs and fragment inputs only";
  } else if (q.invariant && !(is300() ? output : between)) {
    problem = is300() ? "only outputs can be invariant" : "only varyings can be invariant";
  } else if (q.layout.location >= 0 && s != Storage::Attribute && s != Storage::FragmentOutput) {
    problem = "locations are for vertex inputs and fragment outputs only";
  } else if (q.layout.index >= 0 && s != Storage::FragmentOutput) {
    problem = "indices are for fragment outputs only";
  } else if (q.layout.index >= 0 && q.layout.location < 0) {
    problem = "an index needs a location, as in 'layout(location = 0, index = 1)'";
  } else if (s == Storage::Attribute &&
             q.layout.location >= static_cast<int32_t>(limits_.maxVertexAttribs)) {
    problem = "location is beyond the last one of vertex inputs";
  } else if (q.layout.depth) {
    problem = "depth layouts are for gl_FragDepth only";
  } else if (isBlockLayoutGiven(q.layout)) {
    problem = "block layouts are for uniform blocks only";
  }
  if (problem != nullptr) error(q.loc, d.name.text, problem);
  return problem == nullptr;
}

bool Checker::layoutId(Layout& layout, const Token& id, bool hasValue, uint32_t value) {
  const std::string_view name = id.text;
  const char* problem = nullptr;
  if (name == "location") {
    if (!hasValue)
      problem = "expected 'location = ' and a number";
    else if (value > INT32_MAX)
      problem = "location is too large";
    else if (layout.location >= 0)
      problem = "location is there already";
    else
      layout.location = static_cast<int32_t>(value);
  } else if (name == "index" && extensionEnabled(Extension::ExtBlendFuncExtended)) {
    if (!hasValue || value > 1)
      problem = "expected 'index = 0' or 'index = 1'";
    else if (layout.index >= 0)
      problem = "index is there already";
    else
      layout.index = static_cast<int32_t>(value);
  } else if (hasValue) {
    problem = "layout qualifier does not exist, or takes no value";
  } else if (isDepthLayout(name) && extensionEnabled(Extension::ExtConservativeDepth)) {
    if (layout.depth) problem = "depth layout is there already";
    layout.depth = true;
  } else if (name == "std140") {
    layout.std140 = true;
  } else if (name == "row_major" || name == "column_major") {
    layout.hasMatrix = true;
    layout.matrix = name == "row_major" ? MatrixLayout::RowMajor : MatrixLayout::ColumnMajor;
  } else if (name == "shared" || name == "packed") {
    problem = "uniform blocks can only be std140";  // WebGL 2.0 §4.3.4
  } else {
    problem = "unknown layout qualifier";
  }
  if (problem != nullptr) error(id.loc, name, problem);
  return problem == nullptr;
}

// `layout(...) uniform;`
void Checker::defaultLayout(const Qualifiers& q) {
  if (q.storage != StorageWord::Uniform || !q.layout.given || q.layout.location >= 0 ||
      q.layout.index >= 0) {
    error(q.loc, "layout",
          "only block layouts can be declared without a name, as in 'layout(std140) uniform;'");
    return;
  }
  if (q.layout.hasMatrix) defaultMatrixLayout_ = q.layout.matrix;
}

// `invariant name;`. ESSL 3.00 §4.6.1, ESSL 1.00 §4.6.1.
void Checker::invariantRedeclaration(const Token& name) {
  const Symbol* s = lookup(name.name);
  Variable* v = s != nullptr && s->kind == Symbol::Kind::Variable ? s->variable : nullptr;
  const char* problem = nullptr;
  if (v == nullptr) {
    problem = "undeclared identifier";
  } else if (!scopes_.atGlobal()) {
    problem = "variables can only be made invariant at global scope";
  } else if (v->storage != Storage::VertexOutput && v->storage != Storage::FragmentOutput &&
             !(v->storage == Storage::Builtin && (!is300() || !v->isConst)) &&
             !(v->storage == Storage::FragmentInput && !is300())) {
    problem = is300() ? "only outputs can be invariant"
                      : "only varyings and built-in variables can be invariant";
  } else if (v->builtin == BuiltinVariable::FrontFacing) {
    problem = "gl_FrontFacing cannot be invariant";  // ESSL 1.00 §4.6.4
  } else if (v->staticallyUsed) {
    problem = "variable must be made invariant before it is used";
  }
  if (problem != nullptr)
    error(name.loc, name.text, problem);
  else
    v->invariant = true;
}

// ---- uniform blocks ----------------------------------------------------------------------------

InterfaceBlock* Checker::beginBlock(const Qualifiers& q, const Token& name) {
  const char* problem = nullptr;
  if (!is300())
    problem = "uniform blocks do not exist in ESSL 1.00";
  else if (!scopes_.atGlobal())
    problem = "uniform blocks can only be declared at global scope";
  else if (q.storage != StorageWord::Uniform)
    problem = "only uniform blocks exist, expected 'uniform'";
  else if (q.precision != Precision::None || q.invariant || q.hasInterpolation || q.centroid)
    problem = "uniform block has a qualifier that is for variables";
  else if (q.layout.location >= 0)
    problem = "uniform blocks have no location";
  if (problem != nullptr) error(q.loc, name.text, problem);
  blockMatrixLayout_ = q.layout.hasMatrix ? q.layout.matrix : defaultMatrixLayout_;
  InterfaceBlock* block = arena().make<InterfaceBlock>();
  block->name = name.text;
  block->loc = name.loc;
  if (checkDeclaredName(name) && !redeclared(name)) {
    scopes_.declare(name.name, Symbol::Kind::Block, name.loc);
  }
  return block;
}

MatrixLayout Checker::blockMemberLayout(const Qualifiers& q, SourceLoc loc) {
  const bool wrong = q.invariant || q.hasInterpolation || q.centroid || q.layout.std140 ||
                     q.layout.location >= 0 ||
                     (q.storage != StorageWord::None && q.storage != StorageWord::Uniform);
  if (wrong) {
    error(loc, "", "qualifier cannot be used for a member of a uniform block");
  }
  return q.layout.hasMatrix ? q.layout.matrix : blockMatrixLayout_;
}

void Checker::finishBlock(InterfaceBlock* block, std::span<const StructMember> members,
                          std::span<const MatrixLayout> layouts, const Token* instance,
                          Expr* arraySize, bool isArray) {
  if (members.empty()) return;
  block->type = module_.types.makeStruct(block->name, members, block->loc, true);
  block->memberLayouts = arena().copy(layouts);
  module_.blocks.push_back(block);
  for (const StructMember& m : members) {
    if (m.type->containsSampler) error(m.loc, m.name, "uniform blocks cannot contain samplers");
  }
  if (!checkVariableSize(block->type, block->loc, block->name)) return;

  const auto declare = [&](const Token& name, const Type* type, Storage storage) {
    Variable* v = arena().make<Variable>();
    v->name = name.text;
    v->loc = name.loc;
    v->type = type;
    v->storage = storage;
    v->block = block;
    if (redeclared(name)) return v;
    scopes_.declare(name.name, Symbol::Kind::Variable, name.loc)->variable = v;
    module_.globals.push_back(v);
    return v;
  };
  if (instance != nullptr) {
    const Type* type = block->type;
    if (isArray) {
      type = arraySize != nullptr ? arrayType(type, arraySize, instance->loc) : errorType();
      if (arraySize == nullptr) error(instance->loc, "[]", "array size is missing");
      block->arrayLength = type->length;
    }
    if (checkDeclaredName(*instance)) {
      block->instance = declare(*instance, type, Storage::BlockInstance);
    }
    return;
  }
  std::vector<Variable*> variables;
  for (size_t i = 0; i < members.size(); ++i) {
    Token name;
    name.text = members[i].name;
    name.loc = members[i].loc;
    name.name = names_.intern(members[i].name);
    Variable* v = declare(name, members[i].type, Storage::BlockMember);
    v->precision = members[i].precision;
    v->memberIndex = static_cast<uint32_t>(i);
    variables.push_back(v);
  }
  block->members = arena().copy(variables);
}

}  // namespace nogpu::shader::front
