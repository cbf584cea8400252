// SPDX-License-Identifier: MIT
#include "boundary/free_runs.h"

#include <cassert>

namespace nogpu::boundary {
namespace {

uint32_t alignUp(uint32_t offset, uint32_t alignment) {
  return (offset + alignment - 1) & ~(alignment - 1);
}

// A treap is balanced as long as priorities look random; the same in every run.
uint32_t priorityOf(uint32_t offset) {
  uint32_t h = offset * 0x9e3779b1u;
  h = (h ^ (h >> 16)) * 0x85ebca6bu;
  return h ^ (h >> 13);
}

}  // namespace

void FreeRuns::update(uint32_t at) const {
  Node& n = node(at);
  n.longest = n.bytes;
  if (n.left != kNone && node(n.left).longest > n.longest) n.longest = node(n.left).longest;
  if (n.right != kNone && node(n.right).longest > n.longest) n.longest = node(n.right).longest;
}

uint32_t FreeRuns::merge(uint32_t low, uint32_t high) const {
  if (low == kNone) return high;
  if (high == kNone) return low;
  if (node(low).priority > node(high).priority) {
    node(low).right = merge(node(low).right, high);
    update(low);
    return low;
  }
  node(high).left = merge(low, node(high).left);
  update(high);
  return high;
}

void FreeRuns::split(uint32_t tree, uint32_t at, uint32_t& low, uint32_t& high) const {
  if (tree == kNone) {
    low = high = kNone;
  } else if (tree < at) {
    split(node(tree).right, at, node(tree).right, high);
    low = tree;
    update(tree);
  } else {
    split(node(tree).left, at, low, node(tree).left);
    high = tree;
    update(tree);
  }
}

void FreeRuns::insert(uint32_t offset, uint32_t bytes) {
  uint32_t low, high;
  split(root_, offset, low, high);
  node(offset) = {kNone, kNone, bytes, bytes, priorityOf(offset)};
  root_ = merge(merge(low, offset), high);
  ++count_;
}

void FreeRuns::remove(uint32_t offset, uint32_t bytes) {
  root_ = replace(root_, offset, kNone, 0);
  bytes_ -= bytes;
  --count_;
}

// The tree in which the run at `from` begins at `to` and has `bytes` bytes, between the same
// neighbours; or is not there any more, if `to` is kNone.
uint32_t FreeRuns::replace(uint32_t tree, uint32_t from, uint32_t to, uint32_t bytes) const {
  assert(tree != kNone);
  if (tree == from) {
    const Node old = node(from);
    if (to == kNone) return merge(old.left, old.right);
    node(to) = {old.left, old.right, bytes, bytes, old.priority};
    update(to);
    return to;
  }
  Node& n = node(tree);
  if (from < tree) {
    n.left = replace(n.left, from, to, bytes);
  } else {
    n.right = replace(n.right, from, to, bytes);
  }
  update(tree);
  return tree;
}

uint32_t FreeRuns::lowestFit(uint32_t tree, uint32_t bytes, uint32_t alignment) const {
  if (tree == kNone || node(tree).longest < bytes) return kNone;
  const Node& n = node(tree);
  const uint32_t left = lowestFit(n.left, bytes, alignment);
  if (left != kNone) return left;
  const uint32_t lead = alignUp(tree, alignment) - tree;
  if (n.bytes >= bytes && n.bytes - bytes >= lead) return tree;
  return lowestFit(n.right, bytes, alignment);
}

void FreeRuns::shortestFit(uint32_t tree, uint32_t bytes, uint32_t& best) const {
  if (tree == kNone || node(tree).longest < bytes) return;
  const Node& n = node(tree);
  shortestFit(n.left, bytes, best);
  if (n.bytes >= bytes && (best == kNone || n.bytes < node(best).bytes)) best = tree;
  shortestFit(n.right, bytes, best);
}

// The last run that begins before `offset`.
uint32_t FreeRuns::before(uint32_t offset) const {
  uint32_t found = kNone;
  for (uint32_t at = root_; at != kNone;) {
    if (at < offset) found = at;
    at = at < offset ? node(at).right : node(at).left;
  }
  return found;
}

// The first run that begins at `offset` or behind.
uint32_t FreeRuns::after(uint32_t offset) const {
  uint32_t found = kNone;
  for (uint32_t at = root_; at != kNone;) {
    if (at >= offset) found = at;
    at = at >= offset ? node(at).left : node(at).right;
  }
  return found;
}

void FreeRuns::add(uint32_t offset, uint32_t bytes) {
  assert(offset % kUnitBytes == 0 && bytes % kUnitBytes == 0 && bytes != 0);
  bytes_ += bytes;
  const uint32_t low = before(offset);
  const uint32_t high = after(offset);
  const bool joinsLow = low != kNone && low + node(low).bytes == offset;
  const bool joinsHigh = high != kNone && offset + bytes == high;
  assert(low == kNone || low + node(low).bytes <= offset);
  assert(high == kNone || offset + bytes <= high);
  if (joinsHigh) {
    const uint32_t whole = bytes + node(high).bytes;
    if (joinsLow) {
      root_ = replace(root_, high, kNone, 0);
      --count_;
      root_ = replace(root_, low, low, node(low).bytes + whole);
    } else {
      root_ = replace(root_, high, offset, whole);
    }
  } else if (joinsLow) {
    root_ = replace(root_, low, low, node(low).bytes + bytes);
  } else {
    insert(offset, bytes);
  }
}

uint32_t FreeRuns::take(uint32_t bytes, uint32_t alignment) {
  uint32_t run = kNone;
  if (bytes < kBestFitBytes || alignment > kUnitBytes) {
    run = lowestFit(root_, bytes, alignment);
  } else {
    shortestFit(root_, bytes, run);
  }
  if (run == kNone) return kNone;
  const uint32_t whole = node(run).bytes;
  const uint32_t at = alignUp(run, alignment);
  const uint32_t tail = whole - (at - run) - bytes;
  bytes_ -= bytes;
  if (at != run) {
    root_ = replace(root_, run, run, at - run);
    if (tail != 0) insert(at + bytes, tail);
  } else if (tail != 0) {
    root_ = replace(root_, run, run + bytes, tail);
  } else {
    root_ = replace(root_, run, kNone, 0);
    --count_;
  }
  return at;
}

uint32_t FreeRuns::bytesEndingAt(uint32_t end) const {
  const uint32_t run = before(end);
  return run != kNone && run + node(run).bytes == end ? node(run).bytes : 0;
}

uint32_t FreeRuns::takeEndingAt(uint32_t end) {
  const uint32_t bytes = bytesEndingAt(end);
  if (bytes != 0) remove(end - bytes, bytes);
  return bytes;
}

}  // namespace nogpu::boundary
