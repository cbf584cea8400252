// SPDX-License-Identifier: MIT
// Scopes are marks in two undo lists.
#include "shader/front/scope.h"

namespace nogpu::shader::front {

void ScopeStack::push() { marks_.push_back({declared_.size(), changed_.size()}); }

void ScopeStack::pop() {
  const Mark mark = marks_.back();
  marks_.pop_back();
  while (declared_.size() > mark.declared) {
    Name* name = declared_.back();
    declared_.pop_back();
    name->symbol = name->symbol->outer;
  }
  while (changed_.size() > mark.changed) {
    const PrecisionChange c = changed_.back();
    changed_.pop_back();
    precisions_[static_cast<int>(c.type)] = c.before;
  }
}

Symbol* ScopeStack::declare(Name* name, Symbol::Kind kind, SourceLoc loc) {
  Symbol* s = arena_.make<Symbol>();
  s->kind = kind;
  s->depth = depth();
  s->loc = loc;
  s->outer = name->symbol;
  name->symbol = s;
  declared_.push_back(name);
  return s;
}

Symbol* ScopeStack::declareBuiltin(Name* name, Symbol::Kind kind) {
  Symbol* s = arena_.make<Symbol>();
  s->kind = kind;
  s->depth = kBuiltinDepth;
  Symbol** at = &name->symbol;
  while (*at != nullptr) at = &(*at)->outer;
  *at = s;
  return s;
}

Symbol* ScopeStack::inCurrentScope(const Name* name) const {
  Symbol* s = name->symbol;
  return s != nullptr && s->depth == depth() ? s : nullptr;
}

void ScopeStack::setDefaultPrecision(BasicType type, Precision precision) {
  Precision& p = precisions_[static_cast<int>(type)];
  changed_.push_back({type, p});
  p = precision;
}

}  // namespace nogpu::shader::front
