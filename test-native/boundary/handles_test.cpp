// SPDX-License-Identifier: MIT
// Handles: stale, forged and null ones find nothing; slots are used again under other handles.
#include "boundary/handles.h"

#include <doctest/doctest.h>

#include <set>
#include <vector>

using namespace nogpu::boundary;

TEST_CASE("a handle finds its object until it is removed") {
  HandleTable<int> table;
  int object = 5;
  const uint32_t handle = table.add(&object);
  CHECK(handle != kNullHandle);
  CHECK(table.get(handle) == &object);
  table.remove(handle);
  CHECK(table.get(handle) == nullptr);
  CHECK(table.live() == 0);
}

TEST_CASE("null, invalid and made-up handles find nothing") {
  HandleTable<int> table;
  int object = 5;
  const uint32_t handle = table.add(&object);
  CHECK(table.get(kNullHandle) == nullptr);
  CHECK(table.get(kInvalidHandle) == nullptr);
  CHECK(table.get(handle + 1) == nullptr);         // another slot
  CHECK(table.get(handle ^ 1u << 20) == nullptr);  // another generation
  table.remove(kInvalidHandle);
  table.remove(handle + 1);
  CHECK(table.get(handle) == &object);
}

TEST_CASE("a slot is used again with another generation: the old handle stays dead") {
  HandleTable<int> table;
  int a = 1, b = 2;
  const uint32_t first = table.add(&a);
  table.remove(first);
  const uint32_t second = table.add(&b);
  CHECK(first != second);
  CHECK((first & 0xfffff) == (second & 0xfffff));
  CHECK(table.get(first) == nullptr);
  CHECK(table.get(second) == &b);
  table.remove(first);  // a second removal of a dead handle harms nobody
  CHECK(table.get(second) == &b);
}

TEST_CASE("no handle is ever given out twice, even when a slot's generations run out") {
  HandleTable<int> table;
  int object = 0;
  std::set<uint32_t> seen;
  for (int i = 0; i < 10000; ++i) {
    const uint32_t handle = table.add(&object);
    REQUIRE(handle != kNullHandle);
    REQUIRE(seen.insert(handle).second);
    table.remove(handle);
  }
}

TEST_CASE("many handles live at once, and each finds its own object") {
  HandleTable<int> table;
  std::vector<int> objects(3000);
  std::vector<uint32_t> handles;
  for (int& object : objects) handles.push_back(table.add(&object));
  CHECK(table.live() == 3000);
  for (size_t i = 0; i < objects.size(); ++i) REQUIRE(table.get(handles[i]) == &objects[i]);
  for (size_t i = 0; i < objects.size(); i += 2) table.remove(handles[i]);
  for (size_t i = 0; i < objects.size(); ++i) {
    REQUIRE(table.get(handles[i]) == (i % 2 == 0 ? nullptr : &objects[i]));
  }
}

TEST_CASE("forEach visits what lives and lets it be removed on the way") {
  HandleTable<int> table;
  int objects[3] = {};
  for (int& object : objects) table.add(&object);
  uint32_t visited = 0;
  table.forEach([&](uint32_t handle, int* object) {
    CHECK(table.get(handle) == object);
    table.remove(handle);
    ++visited;
  });
  CHECK(visited == 3);
  CHECK(table.live() == 0);
}

TEST_CASE("a table without memory answers null") {
  HandleTable<int> table;
  int object = 0;
  failAllocations(1);
  CHECK(table.add(&object) == kNullHandle);
  CHECK(table.add(&object) != kNullHandle);
}
