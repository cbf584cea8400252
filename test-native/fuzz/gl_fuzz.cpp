// SPDX-License-Identifier: MIT
// libFuzzer entry of the whole GL entry surface: gl_stream.h has the form of an input. Mutations
// work on whole records besides bytes.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "fuzz/gl_stream.h"

using nogpu::fuzz::kRecordBytes;

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t maxSize);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  nogpu::fuzz::runStream({data, size});
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t maxSize,
                                          unsigned int seed) {
  const size_t records = size / kRecordBytes;
  const size_t limit = std::min(maxSize / kRecordBytes, nogpu::fuzz::kMaxRecords);
  const size_t at = records != 0 ? seed / 8 % records : 0;
  uint8_t* record = data + at * kRecordBytes;
  const size_t rest = records != 0 ? (records - at) * kRecordBytes : 0;
  switch (seed % 8) {
    case 0:  // another record before it
      if (records < limit) {
        std::memmove(record + kRecordBytes, record, rest);
        uint64_t state = seed | 1;
        for (size_t i = 0; i < kRecordBytes; ++i) {
          state = state * 6364136223846793005u + 1442695040888963407u;
          record[i] = static_cast<uint8_t>(state >> 40);
        }
        return (records + 1) * kRecordBytes;
      }
      break;
    case 1:  // without it
      if (records > 1) {
        std::memmove(record, record + kRecordBytes, rest - kRecordBytes);
        return (records - 1) * kRecordBytes;
      }
      break;
    case 2:  // twice
      if (records != 0 && records < limit) {
        std::memmove(record + kRecordBytes, record, rest);
        return (records + 1) * kRecordBytes;
      }
      break;
    case 3:  // exchanged with another
      if (records > 1) {
        std::swap_ranges(record, record + kRecordBytes,
                         data + seed / 64 % records * kRecordBytes == record
                             ? data
                             : data + seed / 64 % records * kRecordBytes);
        return records * kRecordBytes;
      }
      break;
    case 4:
    case 5:  // changed itself
      if (records != 0) {
        LLVMFuzzerMutate(record, kRecordBytes, kRecordBytes);
        return records * kRecordBytes;
      }
      break;
    default:
      break;
  }
  return LLVMFuzzerMutate(data, size, maxSize);
}

/// The first records of one input, the last of the other.
extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* first, size_t firstSize,
                                            const uint8_t* second, size_t secondSize, uint8_t* out,
                                            size_t maxOut, unsigned int seed) {
  const size_t a = firstSize / kRecordBytes, b = secondSize / kRecordBytes;
  size_t head = a != 0 ? seed % (a + 1) : 0;
  head = std::min(head, maxOut / kRecordBytes);
  size_t tail = b != 0 ? seed / 256 % (b + 1) : 0;
  tail = std::min(tail, maxOut / kRecordBytes - head);
  std::memcpy(out, first, head * kRecordBytes);
  std::memcpy(out + head * kRecordBytes, second + (b - tail) * kRecordBytes, tail * kRecordBytes);
  return (head + tail) * kRecordBytes;
}
