// SPDX-License-Identifier: MIT
// The table of names and the words that every shader starts with.
#include "shader/front/token.h"

#include "shader/front/builtins.h"

namespace nogpu::shader::front {

namespace {

enum class WordStatus : uint8_t { Free, Reserved, Word };

struct KeywordRow {
  TokenKind kind;
  std::string_view text;
  WordStatus in100;
  WordStatus in300;
};

constexpr KeywordRow kKeywords[] = {
#define KEYWORD(id, text, in100, in300) {TokenKind::id, text, WordStatus::in100, WordStatus::in300},
#define RESERVED(text, in100, in300)                                               \
  {TokenKind::ReservedWord, text, in100 ? WordStatus::Reserved : WordStatus::Free, \
   in300 ? WordStatus::Reserved : WordStatus::Free},
#include "shader/front/keywords.def"
#undef KEYWORD
#undef RESERVED
};

struct TypeWordRow {
  std::string_view text;
  BasicType basic;
  bool in100;
};

constexpr TypeWordRow kTypeWords[] = {
#define BASIC_TYPE(id, name, kind, scalar, columns, rows, dim, shadow, glType, essl100) \
  {name, BasicType::id, essl100},
#include "shader/front/basic_types.def"
#undef BASIC_TYPE
    // ESSL 3.00 §4.1.6: other spellings of the square matrices.
    {"mat2x2", BasicType::Mat2, false},
    {"mat3x3", BasicType::Mat3, false},
    {"mat4x4", BasicType::Mat4, false},
};

uint32_t hashOf(std::string_view text) {
  uint32_t h = 2166136261u;  // FNV-1a
  for (char c : text) h = (h ^ static_cast<uint8_t>(c)) * 16777619u;
  return h ^ (h >> 15);
}

void addBuiltinNames(NameTable& names) {
  const auto rows = builtinFunctions();
  Name* name = nullptr;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (name == nullptr || name->text != rows[i].name) {
      name = names.intern(rows[i].name);
      name->firstBuiltin = static_cast<uint16_t>(i);
    }
    ++name->builtinCount;
  }
}

}  // namespace

void NameTable::addWords(int version) {
  for (const KeywordRow& row : kKeywords) {
    const WordStatus status = version == 300 ? row.in300 : row.in100;
    if (status == WordStatus::Free) continue;
    intern(row.text)->word = status == WordStatus::Word ? row.kind : TokenKind::ReservedWord;
  }
  for (const TypeWordRow& row : kTypeWords) {
    if (version != 300 && !row.in100) continue;
    Name* name = intern(row.text);
    name->word = TokenKind::TypeWord;
    name->basic = row.basic;
  }
  addBuiltinNames(*this);
}

Name* NameTable::intern(std::string_view text) {
  if (count_ * 2 >= slots_.size()) rehash();
  const size_t mask = slots_.size() - 1;
  for (size_t i = hashOf(text) & mask;; i = (i + 1) & mask) {
    Name*& slot = slots_[i];
    if (slot == nullptr) {
      slot = arena_.make<Name>();
      slot->text = arena_.copy(text);
      ++count_;
      return slot;
    }
    if (slot->text == text) return slot;
  }
}

void NameTable::rehash() {
  std::vector<Name*> old(slots_.size() * 2);
  old.swap(slots_);
  const size_t mask = slots_.size() - 1;
  for (Name* name : old) {
    if (name == nullptr) continue;
    size_t i = hashOf(name->text) & mask;
    while (slots_[i] != nullptr) i = (i + 1) & mask;
    slots_[i] = name;
  }
}

}  // namespace nogpu::shader::front
