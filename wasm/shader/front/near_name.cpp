// SPDX-License-Identifier: MIT
// Names that are nearly right: the fewest letters to insert, drop, change or exchange with their
// neighbour (optimal string alignment), without regard to case.
#include <algorithm>
#include <vector>

#include "shader/front/hints.h"

namespace nogpu::shader::front {

namespace {

constexpr size_t kLongest = 48;  // nobody misspells longer names by a letter or two

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (size_t k = 0; k <= b.size(); ++k) row[k] = k;
  for (size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (size_t k = 1; k <= b.size(); ++k) {
      const size_t change = a[i - 1] == b[k - 1] ? 0 : 1;
      next[k] = std::min({row[k] + 1, next[k - 1] + 1, row[k - 1] + change});
      const bool exchanged = i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1];
      if (exchanged) next[k] = std::min(next[k], before[k - 2] + 1);
    }
    before.swap(row);
    row.swap(next);
  }
  return row[b.size()];
}

}  // namespace

// The longer, the more letters may be wrong; names of one or two letters are like any other.
NearestName::NearestName(std::string_view wanted)
    : wanted_(lowered(wanted)), bestDistance_(2 + (wanted.size() > 5) + (wanted.size() > 11)) {
  if (wanted.size() < 3 || wanted.size() > kLongest) bestDistance_ = 0;
}

void NearestName::offer(std::string_view name) {
  if (bestDistance_ == 0) return;
  const size_t longer = std::max(name.size(), wanted_.size());
  if (longer - std::min(name.size(), wanted_.size()) >= bestDistance_) return;
  const size_t d = distance(wanted_, lowered(name));
  const bool better = d < bestDistance_ || (d == bestDistance_ && !best_.empty() && name < best_);
  if (!better) return;
  bestDistance_ = d;
  best_ = name;
}

std::string NearestName::hint() const {
  return best_.empty() ? std::string() : ", did you mean '" + std::string(best_) + "'";
}

}  // namespace nogpu::shader::front
