// SPDX-License-Identifier: MIT
// Encoding is a search in the thresholds between neighbouring bytes: byte k begins where the
// encoded value reaches (k - 1/2) / 255, that is at decode((k - 1/2) / 255). A bucket per 1/128
// octave knows the byte at its lower end; no bucket holds two thresholds, so one comparison
// finishes.
#include "format/srgb.h"

#include "format/numeric.h"

namespace nogpu::format {
namespace {

// Series in double, precise far beyond float, for compile time only.
constexpr double naturalLog(double x) {
  int halvings = 0;
  while (x < 0.70710678) {
    x *= 2;
    ++halvings;
  }
  const double t = (x - 1) / (x + 1), square = t * t;
  double term = t, sum = 0;
  for (int i = 1; i < 40; i += 2) {
    sum += term / i;
    term *= square;
  }
  return 2 * sum - halvings * 0.69314718055994530942;
}

constexpr double exponential(double x) {
  double term = 1, sum = 1;
  const double reduced = x / 32;
  for (int i = 1; i < 14; ++i) {
    term *= reduced / i;
    sum += term;
  }
  for (int i = 0; i < 5; ++i) sum *= sum;
  return sum;
}

constexpr double decode(double c) {
  if (c <= 0.04045) return c / 12.92;
  return exponential(2.4 * naturalLog((c + 0.055) / 1.055));
}

constexpr SrgbDecodeTable makeDecodeTable() {
  SrgbDecodeTable table{};
  for (int c = 0; c < 256; ++c) table.values[c] = static_cast<float>(decode(c / 255.0));
  table.values[255] = 1.0f;
  return table;
}

// Buckets cover [2^-13, 1): 13 octaves. Below 2^-13 every value encodes to 0 (byte 1 begins
// at 1.5e-4).
constexpr int kBucketBits = 7;
constexpr int kOctaves = 13;
constexpr int kBuckets = kOctaves << kBucketBits;
constexpr uint32_t kFirstBits = static_cast<uint32_t>(127 - kOctaves) << 23;

struct EncodeTable {
  float threshold[257];     // byte k begins at threshold[k]
  uint8_t first[kBuckets];  // the byte at the bucket's lower end
};

constexpr EncodeTable makeEncodeTable() {
  EncodeTable table{};
  for (int k = 1; k < 256; ++k) table.threshold[k] = static_cast<float>(decode((k - 0.5) / 255.0));
  table.threshold[256] = 2.0f;
  int byte = 0;
  for (int bucket = 0; bucket < kBuckets; ++bucket) {
    double low = 1.0 + static_cast<double>(bucket & ((1 << kBucketBits) - 1)) / (1 << kBucketBits);
    for (int i = bucket >> kBucketBits; i < kOctaves; ++i) low *= 0.5;
    while (static_cast<double>(table.threshold[byte + 1]) <= low) ++byte;
    table.first[bucket] = static_cast<uint8_t>(byte);
  }
  return table;
}

constexpr EncodeTable kEncode = makeEncodeTable();

}  // namespace

constexpr SrgbDecodeTable kSrgbToLinear = makeDecodeTable();

uint8_t linearToSrgb8(float linear) {
  if (!(linear >= 0x1p-13f)) return 0;
  if (linear >= 1.0f) return 255;
  const uint32_t bucket = (floatBits(linear) - kFirstBits) >> (23 - kBucketBits);
  const uint32_t byte = kEncode.first[bucket];
  return static_cast<uint8_t>(byte + (linear >= kEncode.threshold[byte + 1] ? 1 : 0));
}

}  // namespace nogpu::format
