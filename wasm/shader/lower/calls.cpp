// SPDX-License-Identifier: MIT
// Calls of user functions, all inlined. Recursion is not allowed in the language, so one set of
// slots per function is enough. Arguments are copied in before and out after the call, ESSL 3.00
// §6.1.1.
#include "shader/lower/lowering.h"

namespace nogpu::shader::lower {

using namespace front;

// An argument that is copied in: evaluated now, or named if its storage cannot change.
Place Lowering::argumentPlace(const Expr* arg) {
  const bool path = arg->kind == ExprKind::VariableRef || arg->kind == ExprKind::Index ||
                    arg->kind == ExprKind::FieldAccess;
  if (path && !arg->hasValue()) {
    const Place place = placeOf(arg);
    if (place.kind != Place::Kind::Slots && place.kind != Place::Kind::Memory) return place;
    return valuesPlace(arg->type, load(place));
  }
  return valuesPlace(arg->type, value(arg));
}

// A parameter that is only read may name its argument: no copy, and an array of uniforms that is
// indexed inside stays where it is.
bool Lowering::canAlias(const Variable* param, const Place& arg) const {
  if (uses_.writes(param)) return false;
  const bool addressable = arg.kind == Place::Kind::Uniform || arg.kind == Place::Kind::Block ||
                           arg.kind == Place::Kind::Table;
  return addressable || !livesInMemory(param);
}

void Lowering::runBody(const Function* f) {
  const auto [it, fresh] = frames_.try_emplace(f);
  if (fresh) {
    it->second.returnFlag = newSlots(1);
    it->second.returnWords = f->returnType->wordCount;
    it->second.returnBase = newSlots(it->second.returnWords);
  }
  frame_ = it->second;
  const V no = b.boolean(false);
  startSlots(frame_.returnFlag, {&no, 1});
  startSlots(frame_.returnBase, zeros(f->returnType));
  statement(f->body);
}

Scalars Lowering::callUser(const Expr* e) {
  const Function* f = e->callee;
  if (f->body == nullptr) {
    fail(e->loc, f->name, "function is called but nowhere defined");
    return zeros(e->type);
  }
  // All arguments are evaluated before any parameter is bound: f(f(x)) has one set of slots.
  const size_t count = f->params.size();
  std::vector<Place> places(count);
  std::vector<Scalars> copiedIn(count);
  for (size_t i = 0; i < count; ++i) {
    const Variable* param = f->params[i];
    const bool copiesOut = param->storage != Storage::ParamIn;
    const bool named = copiesOut || param->type->containsSampler;
    places[i] = named ? placeOf(e->operands[i]) : argumentPlace(e->operands[i]);
    if (param->storage == Storage::ParamInOut) copiedIn[i] = load(places[i]);
  }
  for (size_t i = 0; i < count; ++i) {
    const Variable* param = f->params[i];
    if (param->storage == Storage::ParamOut) {
      declare(param, zeros(param->type));
    } else if (param->storage == Storage::ParamInOut) {
      declare(param, copiedIn[i]);
    } else if (param->type->containsSampler || canAlias(param, places[i])) {
      bindings_[param] = places[i];
    } else {
      declare(param, load(places[i]));
    }
  }

  const Frame caller = frame_;
  runBody(f);
  const Scalars result = allocate(frame_.returnWords);
  for (uint32_t i = 0; i < result.size(); ++i) result[i] = slots_[frame_.returnBase + i];
  frame_ = caller;

  b.setLoc(e->loc);
  for (size_t i = 0; i < count; ++i) {
    const Variable* param = f->params[i];
    if (param->storage == Storage::ParamOut || param->storage == Storage::ParamInOut) {
      store(places[i], load(bindingOf(param)));
    }
  }
  return result;
}

}  // namespace nogpu::shader::lower
