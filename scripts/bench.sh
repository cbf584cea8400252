#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs the benchmarks: scenes beside headless Chromium with SwiftShader, and the boundary's returns.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
scripts/build.sh
node bench/scenes/run.mjs "$@"
node bench/startup/run.mjs
node bench/shader/run.mjs
node bench/shader/table.mjs
NOGPU_TARGETS=bench_boundary scripts/emcmake-build.sh > /dev/null
node bench/boundary/run.mjs
echo "dist/: $(cat dist/nogpu.mjs dist/nogpu.wasm | gzip -9c | wc -c | awk '{printf "%.0f KB gzipped", $1/1024}')"
