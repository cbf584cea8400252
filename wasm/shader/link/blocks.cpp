// SPDX-License-Identifier: MIT
// Uniform blocks. All are std140, so every declared one is active, with all its members.
#include <algorithm>
#include <unordered_set>

#include "shader/link/linker.h"
#include "shader/lower/std140.h"

namespace nogpu::shader::link {

namespace std140 = lower::std140;
using front::InterfaceBlock;
using front::Storage;
using front::Type;
using front::Variable;

namespace {

const InterfaceBlock* findBlock(const front::Module& ast, std::string_view name) {
  for (const InterfaceBlock* b : ast.blocks) {
    if (b->name == name) return b;
  }
  return nullptr;
}

uint32_t elementsOf(const InterfaceBlock& block) { return std::max(block.arrayLength, 1u); }

uint32_t blocksOf(const front::Module& ast) {
  uint32_t count = 0;
  for (const InterfaceBlock* b : ast.blocks) count += elementsOf(*b);
  return count;
}

}  // namespace

void Linker::linkBlocks() {
  for (const InterfaceBlock* b : vertex_.ast->blocks) {
    const InterfaceBlock* other = findBlock(*fragment_.ast, b->name);
    if (other != nullptr) {
      matchBlocks(*b, *other);
      fragment_.layout.blocks[other] = static_cast<uint32_t>(program_.uniformBlocks.size());
    }
    vertex_.layout.blocks[b] = static_cast<uint32_t>(program_.uniformBlocks.size());
    addBlock(*b, vertex_.uses.blocks.count(b) != 0, fragment_.uses.blocks.count(other) != 0);
  }
  for (const InterfaceBlock* b : fragment_.ast->blocks) {
    if (findBlock(*vertex_.ast, b->name) != nullptr) continue;
    fragment_.layout.blocks[b] = static_cast<uint32_t>(program_.uniformBlocks.size());
    addBlock(*b, false, fragment_.uses.blocks.count(b) != 0);
  }
  checkBlockLimits();
  checkSharedNames();
}

std::string Linker::differentMember(const Type* a, const Type* b) {
  if (!a->isStruct() || !b->isStruct()) return {};
  const auto ours = a->structure->members;
  const auto theirs = b->structure->members;
  if (ours.size() != theirs.size()) {
    return ": " + std::to_string(ours.size()) + " in the vertex shader, " +
           std::to_string(theirs.size()) + " in the fragment shader";
  }
  for (size_t i = 0; i < ours.size(); ++i) {
    std::string how;
    if (ours[i].name != theirs[i].name) {
      how = ": '" + std::string(ours[i].name) + "' in the vertex shader, '" +
            std::string(theirs[i].name) + "' in the fragment shader";
    } else if (!front::sameType(ours[i].type, theirs[i].type)) {
      how = ": '" + std::string(ours[i].name) + "' is " + front::typeName(ours[i].type) +
            " in the vertex shader and " + front::typeName(theirs[i].type) +
            " in the fragment shader";
    } else if (!front::withoutArrays(ours[i].type)->isSampler() &&
               ours[i].precision != theirs[i].precision) {
      how = ": '" + std::string(ours[i].name) + "' is " +
            std::string(front::precisionName(ours[i].precision)) + " in the vertex shader and " +
            std::string(front::precisionName(theirs[i].precision)) + " in the fragment shader";
    }
    if (!how.empty()) return how;
  }
  return {};
}

// ESSL 3.00 §4.3.7.
void Linker::matchBlocks(const InterfaceBlock& a, const InterfaceBlock& b) {
  const std::string name = "uniform block '" + std::string(a.name) + "'";
  if (!front::sameType(a.type, b.type, true)) {
    fail(name + " has different members in the two shaders" + differentMember(a.type, b.type));
  } else if (!std::equal(a.memberLayouts.begin(), a.memberLayouts.end(), b.memberLayouts.begin(),
                         b.memberLayouts.end())) {
    fail(name + " has a different matrix layout in the two shaders");
  } else if (a.arrayLength != b.arrayLength) {
    fail(name + " is an array of different length in the two shaders");
  } else if ((a.instance == nullptr) != (b.instance == nullptr)) {
    fail(name + " has an instance name in only one of the shaders");
  }
}

void Linker::addBlock(const InterfaceBlock& block, bool inVertex, bool inFragment) {
  ActiveUniformBlock active;
  active.usedInVertex = inVertex;
  active.usedInFragment = inFragment;
  ActiveUniform base;
  base.block = static_cast<int32_t>(program_.uniformBlocks.size());
  base.usedInVertex = inVertex;
  base.usedInFragment = inFragment;
  base.elementWords = 0;
  const std::string prefix = block.instance != nullptr ? std::string(block.name) + '.' : "";

  std140::Cursor cursor;
  const std::span<const front::StructMember> members = block.type->structure->members;
  for (size_t i = 0; i < members.size(); ++i) {
    base.rowMajor = block.memberLayouts[i] == front::MatrixLayout::RowMajor;
    const uint32_t offset = cursor.next(members[i].type, base.rowMajor);
    addBlockMember(prefix + std::string(members[i].name), members[i].type, base, offset,
                   active.uniforms);
  }
  active.dataSizeBytes = cursor.end();
  // The elements of an array of blocks share their members' entries.
  for (uint32_t e = 0; e < elementsOf(block); ++e) {
    active.name = block.arrayLength != 0 ? elementName(block.name, e) : std::string(block.name);
    program_.uniformBlocks.push_back(active);
  }
}

void Linker::addBlockMember(const std::string& name, const Type* type, ActiveUniform base,
                            uint32_t offset, std::vector<uint32_t>& members) {
  if (type->isStruct()) {
    const front::StructType& s = *type->structure;
    for (uint32_t i = 0; i < s.members.size(); ++i) {
      addBlockMember(name + '.' + std::string(s.members[i].name), s.members[i].type, base,
                     offset + std140::memberOffset(s, i, base.rowMajor), members);
    }
    return;
  }
  const Type* element = front::withoutArrays(type);
  const uint32_t stride = type->isArray() ? std140::arrayStride(type, base.rowMajor) : 0;
  if (type->isArray() && !type->element->isNumericOrBool()) {
    for (uint32_t i = 0; i < type->length; ++i) {
      addBlockMember(elementName(name, i), type->element, base, offset + i * stride, members);
    }
    return;
  }
  base.name = type->isArray() ? elementName(name, 0) : name;
  base.glType = element->glType;
  base.size = type->isArray() ? static_cast<int32_t>(type->length) : 1;
  base.elementWords = element->wordCount;
  base.offset = static_cast<int32_t>(offset);
  base.arrayStride = static_cast<int32_t>(stride);
  base.matrixStride = element->isMatrix() ? static_cast<int32_t>(std140::kMatrixStride) : 0;
  base.rowMajor = base.rowMajor && element->isMatrix();
  members.push_back(static_cast<uint32_t>(program_.uniforms.size()));
  program_.uniforms.push_back(std::move(base));
}

void Linker::checkBlockLimits() {
  const auto check = [&](const char* what, uint32_t count, uint32_t limit) {
    if (count <= limit) return;
    fail(std::string(what) + ": " + std::to_string(count) + " uniform blocks, the limit is " +
         std::to_string(limit));
  };
  const uint32_t inVertex = blocksOf(*vertex_.ast), inFragment = blocksOf(*fragment_.ast);
  check("vertex shader", inVertex, limits_.maxVertexUniformBlocks);
  check("fragment shader", inFragment, limits_.maxFragmentUniformBlocks);
  check("both shaders", inVertex + inFragment, limits_.maxCombinedUniformBlocks);
  for (const ActiveUniformBlock& b : program_.uniformBlocks) {
    if (b.dataSizeBytes <= limits_.maxUniformBlockSizeBytes) continue;
    fail("uniform block '" + b.name + "' has " + std::to_string(b.dataSizeBytes) +
         " bytes, the limit is " + std::to_string(limits_.maxUniformBlockSizeBytes));
  }
}

// Members of blocks without an instance name are in the same name space as plain uniforms.
void Linker::checkSharedNames() {
  const auto check = [&](const StageLink& a, const StageLink& b) {
    for (const InterfaceBlock* block : a.ast->blocks) {
      for (const Variable* member : block->members) {
        if (b.find(Storage::Uniform, member->name) != nullptr) {
          fail("'" + std::string(member->name) +
               "' is a uniform in one shader and a member of "
               "uniform block '" +
               std::string(block->name) + "' in the other");
        }
        for (const InterfaceBlock* other : b.ast->blocks) {
          if (other->name == block->name) continue;
          for (const Variable* otherMember : other->members) {
            if (&a == &vertex_ && otherMember->name == member->name) {
              fail("'" + std::string(member->name) + "' is a member of uniform blocks '" +
                   std::string(block->name) + "' and '" + std::string(other->name) + "'");
            }
          }
        }
      }
    }
  };
  check(vertex_, fragment_);
  check(fragment_, vertex_);
}

}  // namespace nogpu::shader::link
