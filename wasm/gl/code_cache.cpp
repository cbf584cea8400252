// SPDX-License-Identifier: MIT
#include "gl/code_cache.h"

#include <algorithm>
#include <utility>

#include "boundary/accounting.h"
#include "shader/host.h"

namespace nogpu::gl {
namespace {

struct Entry {
  uint64_t hash;
  CompiledCode* code;
  std::weak_ptr<CompiledCode> owner;
};

std::vector<Entry>& entries() {
  static std::vector<Entry>* const list = new std::vector<Entry>;
  return *list;
}

// FNV-1a, 64 bits; equal hashes are confirmed by comparing the bytes.
uint64_t hashOf(const std::vector<uint8_t>& bytes) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (const uint8_t byte : bytes) hash = (hash ^ byte) * 0x100000001b3u;
  return hash;
}

}  // namespace

CompiledCode::CompiledCode(std::vector<uint8_t> moduleBytes, uint32_t tableIndex)
    : bytes(std::move(moduleBytes)), index(tableIndex) {}

CompiledCode::~CompiledCode() {
  std::erase_if(entries(), [this](const Entry& entry) { return entry.code == this; });
  if (entries().empty()) entries().shrink_to_fit();
  nogpu_host_release(index);
}

std::shared_ptr<CompiledCode> instantiateCode(std::vector<uint8_t> bytes) {
  // What is shared by all contexts and outlives any is charged to none; so is the copy below.
  const boundary::AccountScope account(boundary::moduleAccount());
  const boundary::KindScope kind(boundary::MemoryKind::CodeCache);
  const uint64_t hash = hashOf(bytes);
  for (const Entry& entry : entries()) {
    if (entry.hash == hash && entry.code->bytes == bytes) return entry.owner.lock();
  }
  const uint32_t index = nogpu_host_instantiate(bytes.data(), static_cast<uint32_t>(bytes.size()));
  if (index == 0) return nullptr;
  auto code = std::make_shared<CompiledCode>(std::vector<uint8_t>(bytes), index);
  entries().push_back({hash, code.get(), code});
  return code;
}

uint32_t liveCodeModules() { return static_cast<uint32_t>(entries().size()); }

}  // namespace nogpu::gl
