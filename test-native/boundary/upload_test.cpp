// SPDX-License-Identifier: MIT
// wasm_alloc and wasm_free as primitives: alignment, accounting, refusal of what is no block.
#include "boundary/upload.h"

#include <doctest/doctest.h>

#include <cstring>

#include "boundary/last_error.h"

using namespace nogpu::boundary;

TEST_CASE("an upload block is aligned, writable and accounted until it is freed") {
  const MemoryFigures before = memoryFigures(MemoryKind::Uploads);
  std::byte* block = allocateUpload(100);
  REQUIRE(block != nullptr);
  CHECK((reinterpret_cast<uintptr_t>(block) & 15) == 0);
  std::memset(block, 1, 100);
  CHECK(memoryFigures(MemoryKind::Uploads).bytes == before.bytes + 100);
  CHECK(memoryFigures(MemoryKind::Uploads).live == before.live + 1);
  CHECK(freeUpload(block));
  CHECK(memoryFigures(MemoryKind::Uploads).bytes == before.bytes);
  CHECK(memoryFigures(MemoryKind::Uploads).live == before.live);
}

TEST_CASE("no bytes still give a block") {
  std::byte* block = allocateUpload(0);
  CHECK(block != nullptr);
  CHECK(freeUpload(block));
}

TEST_CASE("null may be freed; an address that is no block is refused with a message") {
  CHECK(freeUpload(nullptr));
  alignas(16) std::byte elsewhere[64] = {};
  CHECK(!freeUpload(elsewhere + 16));
  CHECK(lastError().find("is not a block that wasm_alloc gave out") != std::string_view::npos);
  CHECK(!freeUpload(elsewhere + 17));
}

TEST_CASE("without memory an upload answers null with the reason") {
  failAllocations(1);
  CHECK(allocateUpload(4096) == nullptr);
  CHECK(lastError() == "out of memory: no 4096 bytes for an upload");
}

TEST_CASE("the upload area of a context is aligned and of its documented size") {
  const uint64_t before = memoryFigures(MemoryKind::Uploads).bytes;
  UploadArea area;
  REQUIRE(area.create());
  CHECK((reinterpret_cast<uintptr_t>(area.data()) & 15) == 0);
  CHECK(memoryFigures(MemoryKind::Uploads).bytes == before + kUploadAreaBytes);
}
