// SPDX-License-Identifier: MIT
#include "format/pixel_store.h"

#include <doctest/doctest.h>

#include "format/format.h"

using namespace nogpu;
using namespace nogpu::format;

TEST_CASE("rows are padded to the alignment, the last one is not") {
  PixelStore store;
  TransferLayout t = pixelStoreLayout(store, GL_RGB, GL_UNSIGNED_BYTE, 3, 2);
  CHECK(t.pixelBytes == 3);
  CHECK(t.rowStride == 12);
  CHECK(t.requiredBytes == 12 + 9);
  store.alignment = 1;
  t = pixelStoreLayout(store, GL_RGB, GL_UNSIGNED_BYTE, 3, 2);
  CHECK(t.rowStride == 9);
  CHECK(t.requiredBytes == 18);
  store.alignment = 8;
  t = pixelStoreLayout(store, GL_RED, GL_UNSIGNED_SHORT, 5, 3);
  CHECK(t.rowStride == 16);
  CHECK(t.requiredBytes == 32 + 10);
}

TEST_CASE("packed types count one element per texel") {
  const TransferLayout t = pixelStoreLayout({}, GL_RGB, GL_UNSIGNED_SHORT_5_6_5, 3, 2);
  CHECK(t.pixelBytes == 2);
  CHECK(t.rowStride == 8);
  CHECK(t.requiredBytes == 8 + 6);
}

TEST_CASE("skips and lengths move the start and the strides") {
  PixelStore store;
  store.rowLength = 10;
  store.imageHeight = 7;
  store.skipPixels = 1;
  store.skipRows = 2;
  store.skipImages = 3;
  const TransferLayout t = pixelStoreLayout(store, GL_RGBA, GL_UNSIGNED_BYTE, 4, 5, 2);
  CHECK(t.rowStride == 40);
  CHECK(t.imageStride == 280);
  CHECK(t.start == 3 * 280 + 2 * 40 + 4);
  CHECK(t.requiredBytes == t.start + 280 + 4 * 40 + 16);
}

TEST_CASE("nothing is required for an empty image") {
  CHECK(pixelStoreLayout({}, GL_RGBA, GL_FLOAT, 0, 5).requiredBytes == 0);
  CHECK(pixelStoreLayout({}, GL_RGBA, GL_FLOAT, 5, 5, 0).requiredBytes == 0);
}

TEST_CASE("absurd parameters saturate instead of wrapping around") {
  PixelStore store;
  store.rowLength = store.imageHeight = store.skipPixels = store.skipRows = store.skipImages =
      0x7FFFFFFF;
  const TransferLayout t =
      pixelStoreLayout(store, GL_RGBA, GL_FLOAT, 0x7FFFFFFF, 0x7FFFFFFF, 0x7FFFFFFF);
  CHECK(t.requiredBytes == kTransferTooLarge);
}
