// SPDX-License-Identifier: MIT
// Declarations: qualifiers, types, variables, blocks, functions.
#include "shader/front/parser.h"

namespace nogpu::shader::front {

namespace {

using K = TokenKind;

Precision precisionOf(TokenKind k) {
  switch (k) {
    case K::LowP:
      return Precision::Low;
    case K::MediumP:
      return Precision::Medium;
    case K::HighP:
      return Precision::High;
    default:
      return Precision::None;
  }
}

StorageWord storageWordOf(TokenKind k) {
  switch (k) {
    case K::Const:
      return StorageWord::Const;
    case K::Attribute:
      return StorageWord::Attribute;
    case K::Varying:
      return StorageWord::Varying;
    case K::Uniform:
      return StorageWord::Uniform;
    case K::In:
      return StorageWord::In;
    case K::Out:
      return StorageWord::Out;
    case K::InOut:
      return StorageWord::InOut;
    default:
      return StorageWord::None;
  }
}

// ESSL 3.00 §4.7: the order in which qualifiers stand.
enum Rank : int { kStart, kInvariant, kInterpolation, kLayout, kStorage, kPrecision };

int rankOf(TokenKind k) {
  if (precisionOf(k) != Precision::None) return kPrecision;
  if (storageWordOf(k) != StorageWord::None || k == K::Centroid) return kStorage;
  switch (k) {
    case K::Invariant:
      return kInvariant;
    case K::Flat:
    case K::Smooth:
      return kInterpolation;
    case K::Layout:
      return kLayout;
    default:
      return kStart;
  }
}

// `attribute` and `varying` in ESSL 3.00, where they are reserved: what was meant is clear.
bool isOldStorageWord(TokenKind k, const Token& t) {
  return k == K::ReservedWord && (t.text == "attribute" || t.text == "varying");
}

}  // namespace

// rankOf, with the qualifiers that extensions bring.
int Parser::rankHere() const {
  if (isOldStorageWord(kind(), token_)) return kStorage;
  const bool noperspective = kind() == K::ReservedWord && token_.text == "noperspective";
  if (noperspective && checker_.extensionEnabled(Extension::NvNoperspective)) return kInterpolation;
  const bool sample = kind() == K::ReservedWord && token_.text == "sample";
  if (sample && checker_.extensionEnabled(Extension::OesMultisampleInterpolation)) return kStorage;
  return rankOf(kind());
}

void Parser::externalDeclaration() {
  if (kind() == K::PrecisionWord) return precisionStatement();
  std::vector<Variable*> variables;
  declaration(qualifiers(), variables);
}

void Parser::precisionStatement() {
  const SourceLoc loc = take().loc;
  const Precision p = precisionOf(kind());
  if (p == Precision::None) return syntaxError("'lowp', 'mediump' or 'highp'");
  take();
  const TypeSpec spec = typeSpecifier();
  if (!expect(K::PSemicolon, "';'")) return;
  checker_.defaultPrecision(loc, p, spec.type);
}

// ---- qualifiers --------------------------------------------------------------------------------

Qualifiers Parser::qualifiers() {
  Qualifiers q;
  q.loc = token_.loc;
  int rank = kStart;
  while (rankHere() != kStart) {
    q.any = true;
    if (!qualifier(q, rank)) return q;
  }
  return q;
}

bool Parser::qualifier(Qualifiers& q, int& rank) {
  const TokenKind k = kind();
  const int r = rankHere();
  const bool again = r == rank && r != kStorage;
  if (again || r < rank) {
    checker_.error(token_.loc, token_.text,
                   again ? "qualifier of this kind is there already"
                         : "qualifiers must be in the order invariant, interpolation, layout, "
                           "storage, precision");
  }
  rank = r;
  if (k == K::Layout) {
    layoutQualifier(q.layout);
    return !panic_;
  }
  if (r == kStorage) return storageQualifier(q, storageWordHere());
  take();
  if (r == kPrecision) q.precision = precisionOf(k);
  if (r == kInvariant) q.invariant = true;
  if (r == kInterpolation) {
    q.hasInterpolation = true;
    q.interpolation = k == K::Flat     ? Interpolation::Flat
                      : k == K::Smooth ? Interpolation::Smooth
                                       : Interpolation::NoPerspective;
  }
  return true;
}

StorageWord Parser::storageWordHere() {
  if (!isOldStorageWord(kind(), token_)) return storageWordOf(kind());
  const bool isIn = token_.text == "attribute" || checker_.stage() == Stage::Fragment;
  checker_.error(token_.loc, token_.text,
                 std::string("reserved word, expected '") + (isIn ? "in" : "out") + "'");
  return isIn ? StorageWord::In : StorageWord::Out;
}

// `const in` and `centroid out` are two words; any other second word is a mistake.
bool Parser::storageQualifier(Qualifiers& q, StorageWord word) {
  const Token t = take();
  const char* problem = nullptr;
  if (word == StorageWord::None) {
    if (q.centroid || q.storage != StorageWord::None)
      problem = t.text == "sample" ? "unexpected 'sample'" : "unexpected 'centroid'";
    else if (kind() != K::In && kind() != K::Out)
      problem = t.text == "sample" ? "expected 'in' or 'out' after 'sample'"
                                   : "expected 'in' or 'out' after 'centroid'";
    q.centroid = true;
    q.sample = t.text == "sample";
  } else if (q.storage == StorageWord::None) {
    q.storage = word;
  } else if (q.storage == StorageWord::Const && !q.isConst && word >= StorageWord::In) {
    q.isConst = true;
    q.storage = word;
  } else {
    problem = "storage qualifier is there already";
  }
  if (problem != nullptr) checker_.error(t.loc, t.text, problem);
  return true;
}

void Parser::layoutQualifier(Layout& layout) {
  layout.loc = take().loc;
  layout.given = true;
  if (!expect(K::PLeftParen, "'('")) return;
  do {
    const Token id = token_;
    if (id.name == nullptr) return syntaxError("a layout qualifier");
    take();
    uint32_t value = 0;
    const bool hasValue = accept(K::PAssign);
    if (hasValue) {
      if (kind() != K::IntLiteral && kind() != K::UintLiteral) return syntaxError("a number");
      const Expr* e = checker_.literal(take());
      value = e->hasValue() ? e->value[0] : 0;
    }
    checker_.layoutId(layout, id, hasValue, value);
  } while (accept(K::PComma));
  expect(K::PRightParen, "')'");
}

// ---- types -------------------------------------------------------------------------------------

TypeSpec Parser::typeSpecifier() {
  TypeSpec spec{errorType(), token_.loc};
  if (kind() == K::Struct) {
    spec.type = structSpecifier();
    spec.isDefinition = true;
  } else if (!panic_ && checker_.isTypeName(token_)) {
    const Token t = take();
    spec.type = t.kind == K::TypeWord ? basicType(t.name->basic) : checker_.lookup(t.name)->type;
  } else if (kind() == K::Identifier) {
    syntaxError("a type" + checker_.typeNameHint(token_.text));
  } else {
    syntaxError("a type");
  }
  if (kind() == K::PLeftBracket) {
    if (!checker_.is300())
      checker_.error(token_.loc, "[", "array sizes stand after the name in ESSL 1.00");
    spec.type = arrayBrackets(spec.type);
  }
  return spec;
}

const Type* Parser::arrayBrackets(const Type* element) {
  while (kind() == K::PLeftBracket) {
    const SourceLoc loc = take().loc;
    if (accept(K::PRightBracket)) {
      element = checker_.unsizedArray(element, loc);
      continue;
    }
    Expr* size = assignment();
    if (!expect(K::PRightBracket, "']'")) return errorType();
    element = checker_.arrayType(element, size, loc);
  }
  return element;
}

const Type* Parser::structSpecifier() {
  const SourceLoc loc = take().loc;
  Token name;
  if (kind() == K::Identifier) name = take();
  if (!expect(K::PLeftBrace, "'{'")) return errorType();
  std::vector<StructMember> members;
  structMembers(members, nullptr);
  if (!expect(K::PRightBrace, "'}'")) return errorType();
  return checker_.structType(name, members, loc);
}

// Up to '}'. `layouts` is given for uniform blocks, whose members may have layouts.
void Parser::structMembers(std::vector<StructMember>& members, std::vector<MatrixLayout>* layouts) {
  if (kind() == K::PRightBrace) return syntaxError("at least one member");
  while (kind() != K::PRightBrace && !atEnd()) {
    const Qualifiers q = qualifiers();
    const bool onlyPrecision = q.storage == StorageWord::None && !q.invariant && !q.centroid &&
                               !q.hasInterpolation && !q.layout.given;
    if (layouts == nullptr && !onlyPrecision) {
      checker_.error(q.loc, "", "members of a struct can have a precision and no other qualifier");
    }
    if (kind() == K::Struct)
      return syntaxError("the name of a type, as structs do not nest in text");
    const TypeSpec spec = typeSpecifier();
    memberDeclarators(q, spec, members, layouts);
    expect(K::PSemicolon, "';'");
    if (panic_) skipToBoundary(false);
  }
}

void Parser::memberDeclarators(const Qualifiers& q, const TypeSpec& spec,
                               std::vector<StructMember>& members,
                               std::vector<MatrixLayout>* layouts) {
  do {
    if (kind() != K::Identifier) return syntaxError("the name of a member");
    const Token name = take();
    StructMember m{name.text, arrayBrackets(spec.type), q.precision, name.loc};
    if (panic_) return;
    if (!checker_.checkStructMember(name, m.type, m.precision, members)) m.type = errorType();
    if (layouts != nullptr) layouts->push_back(checker_.blockMemberLayout(q, name.loc));
    members.push_back(m);
  } while (accept(K::PComma));
}

void Parser::interfaceBlock(const Qualifiers& q) {
  const Token name = take();
  InterfaceBlock* block = checker_.beginBlock(q, name);
  take();  // '{'
  std::vector<StructMember> members;
  std::vector<MatrixLayout> layouts;
  structMembers(members, &layouts);
  if (!expect(K::PRightBrace, "'}'")) return;
  Token instance;
  Expr* size = nullptr;
  bool isArray = false;
  const bool hasInstance = kind() == K::Identifier;
  if (hasInstance) {
    instance = take();
    isArray = accept(K::PLeftBracket);
    if (isArray && kind() != K::PRightBracket) size = assignment();
    if (isArray && !expect(K::PRightBracket, "']'")) return;
  }
  if (!expect(K::PSemicolon, "';' or a name for the block's instance")) return;
  checker_.finishBlock(block, members, layouts, hasInstance ? &instance : nullptr, size, isArray);
}

void Parser::invariantList() {
  do {
    if (kind() != K::Identifier) return syntaxError("the name of a variable");
    checker_.invariantRedeclaration(take());
  } while (accept(K::PComma));
  expect(K::PSemicolon, "';'");
}

// ---- variables and functions -------------------------------------------------------------------

void Parser::declaration(const Qualifiers& q, std::vector<Variable*>& variables) {
  if (panic_) return;
  if (q.any && kind() == K::PSemicolon) {
    take();
    return checker_.defaultLayout(q);
  }
  if (kind() == K::Identifier && peekKind() == K::PLeftBrace) return interfaceBlock(q);
  const bool isRedeclaration = q.invariant && q.storage == StorageWord::None && !q.centroid &&
                               kind() == K::Identifier && !checker_.isTypeName(token_);
  if (isRedeclaration) return invariantList();
  declarationOfType(q, typeSpecifier(), variables);
}

void Parser::declarationOfType(const Qualifiers& q, const TypeSpec& spec,
                               std::vector<Variable*>& variables) {
  if (kind() == K::PSemicolon) {
    if (spec.type->isArray() && spec.type->length == 0)
      checker_.error(spec.loc, "[]", "array size is missing");
    take();
    return checker_.emptyDeclaration(q, spec);
  }
  if (kind() == K::Identifier && peekKind() == K::PLeftParen) return function(q, spec);
  accept(K::PComma);  // §9: the first of the declarators may be missing
  do {
    Variable* v = declarator(q, spec);
    if (v == nullptr) return;
    variables.push_back(v);
    if (variables.size() == 2 && q.layout.location >= 0) {
      checker_.error(v->loc, v->name, "a location can be given to one variable only");
    }
  } while (accept(K::PComma));
  expect(K::PSemicolon, "';'");
}

// Null after a syntax error.
Variable* Parser::declarator(const Qualifiers& q, const TypeSpec& spec) {
  if (kind() != K::Identifier) {
    syntaxError("a name");
    return nullptr;
  }
  Declarator d;
  d.name = take();
  d.type = arrayBrackets(spec.type);
  if (accept(K::PAssign)) d.initializer = assignment();
  d.failed = panic_;
  return checker_.declareVariable(q, d);
}

void Parser::function(const Qualifiers& q, const TypeSpec& returnType) {
  const Token name = take();
  const std::span<Variable*> params = parameters();
  if (panic_) return;
  const bool isDefinition = kind() == K::PLeftBrace;
  Function* f = checker_.declareFunction(q, returnType, name, params, isDefinition);
  if (!isDefinition) {
    expect(K::PSemicolon, "';' or the function's body");
    return;
  }
  if (checker_.currentFunction() != nullptr) return syntaxError("no function inside another one");
  checker_.beginBody(f, params);
  Stmt* body = compound({}, false);
  checker_.endBody(body);
}

std::span<Variable*> Parser::parameters() {
  std::vector<Variable*> params;
  take();  // '('
  const bool isVoid = kind() == K::TypeWord && token_.name->basic == BasicType::Void &&
                      peekKind() == K::PRightParen;
  if (isVoid) take();
  if (!isVoid && kind() != K::PRightParen) {
    do {
      params.push_back(parameter());
    } while (accept(K::PComma));
  }
  expect(K::PRightParen, "')'");
  return checker_.arena().copy(params);
}

Variable* Parser::parameter() {
  const Qualifiers written = qualifiers();
  Qualifiers q = written;
  if (q.storage == StorageWord::Const) {
    q.isConst = true;
    q.storage = StorageWord::None;
  }
  const TypeSpec spec = typeSpecifier();
  if (spec.isDefinition)
    checker_.error(spec.loc, "struct", "structs cannot be defined in parameters");
  Declarator d;
  d.type = spec.type;
  if (kind() == K::Identifier) {
    d.name = take();
    d.type = arrayBrackets(spec.type);
  }
  return checker_.makeParameter(q, spec, d);
}

}  // namespace nogpu::shader::front
