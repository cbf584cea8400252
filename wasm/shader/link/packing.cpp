// SPDX-License-Identifier: MIT
#include "shader/link/packing.h"

#include <algorithm>

namespace nogpu::shader::link {

using front::Type;

namespace {

// A row as a mask of free columns: bit c is column c.
constexpr uint8_t kAllFree = 15;

bool rowsFree(const std::vector<uint8_t>& grid, uint32_t row, uint32_t count, uint8_t mask) {
  if (row + count > grid.size()) return false;
  return std::all_of(grid.begin() + row, grid.begin() + row + count,
                     [mask](uint8_t free) { return (free & mask) == mask; });
}

void take(std::vector<uint8_t>& grid, uint32_t row, uint32_t count, uint8_t mask) {
  for (uint32_t r = row; r < row + count; ++r) grid[r] &= static_cast<uint8_t>(~mask);
}

bool place(std::vector<uint8_t>& grid, uint32_t from, uint32_t rows, uint8_t mask) {
  for (uint32_t row = from; row + rows <= grid.size(); ++row) {
    if (!rowsFree(grid, row, rows, mask)) continue;
    take(grid, row, rows, mask);
    return true;
  }
  return false;
}

// From the end of the grid: where single columns are most likely to be free.
bool placeHigh(std::vector<uint8_t>& grid, uint32_t from, uint32_t rows, uint8_t mask) {
  for (uint32_t row = static_cast<uint32_t>(grid.size()); row >= from + rows; --row) {
    if (!rowsFree(grid, row - rows, rows, mask)) continue;
    take(grid, row - rows, rows, mask);
    return true;
  }
  return false;
}

bool placeVec2(std::vector<uint8_t>& grid, uint32_t from, uint32_t rows) {
  constexpr uint8_t kXY = 3, kZW = 12;
  return place(grid, from, rows, kXY) || placeHigh(grid, from, rows, kZW);
}

// In the column with the least room that still has enough.
bool placeScalar(std::vector<uint8_t>& grid, uint32_t from, uint32_t rows) {
  uint8_t best = 0;
  uint32_t bestFree = UINT32_MAX;
  for (uint8_t mask = 1; mask <= 8; mask = static_cast<uint8_t>(mask << 1)) {
    const auto free = static_cast<uint32_t>(std::count_if(
        grid.begin() + from, grid.end(), [mask](uint8_t f) { return (f & mask) != 0; }));
    bool hasRun = false;
    for (uint32_t row = from; row + rows <= grid.size() && !hasRun; ++row) {
      hasRun = rowsFree(grid, row, rows, mask);
    }
    if (hasRun && free < bestFree) {
      best = mask;
      bestFree = free;
    }
  }
  return best != 0 && place(grid, from, rows, best);
}

}  // namespace

void Packing::add(const Type* type, bool flat) {
  if (type->isStruct()) {
    for (const front::StructMember& m : type->structure->members) add(m.type, flat);
    return;
  }
  uint32_t count = 1;
  const Type* element = type;
  for (; element->isArray(); element = element->element) count *= element->length;
  if (element->isStruct()) {
    for (uint32_t i = 0; i < count; ++i) add(element, flat);
    return;
  }
  if (element->isSampler()) return;
  Item item{};
  if (element->isMatrix()) {
    const uint32_t n = std::max(element->columns, element->rows);
    item = {n == 4 ? 0u : n == 2 ? 1u : 3u, n * count, n == 2 ? 4 : n};
  } else {
    item = {element->rows == 4   ? 2u
            : element->rows == 3 ? 4u
            : element->rows == 2 ? 5u
                                 : 6u,
            count, element->rows};
  }
  (flat ? flatItems_ : items_).push_back(item);
}

bool Packing::fits(std::vector<Item> items, std::vector<uint8_t>& grid, uint32_t from) {
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return a.order != b.order ? a.order < b.order : a.rows > b.rows;
  });
  uint32_t next = from;  // 3 and 4 components: successive rows from the first column
  for (const Item& item : items) {
    bool placed = false;
    if (item.rows > grid.size()) return false;
    if (item.width >= 3) {
      const uint8_t mask = static_cast<uint8_t>((1u << item.width) - 1);
      placed = rowsFree(grid, next, item.rows, mask);
      if (placed) take(grid, next, item.rows, mask);
      next += item.rows;
    } else {
      placed =
          item.width == 2 ? placeVec2(grid, from, item.rows) : placeScalar(grid, from, item.rows);
    }
    if (!placed) return false;
  }
  return true;
}

bool Packing::fits(uint32_t rows) const {
  std::vector<uint8_t> grid(rows, kAllFree);
  if (!fits(flatItems_, grid, 0)) return false;
  const auto firstFree = std::find(grid.begin(), grid.end(), kAllFree);
  for (auto it = grid.begin(); it != grid.end(); ++it) {
    if (*it != kAllFree) *it = 0;  // ESSL 3.00: no row is both flat and smooth
  }
  return fits(items_, grid, static_cast<uint32_t>(firstFree - grid.begin()));
}

}  // namespace nogpu::shader::link
