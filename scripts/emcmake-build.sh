#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Configures and builds the WASM module into dist/. Usage: scripts/emcmake-build.sh [build-dir [cmake options…]]
# NOGPU_TARGETS names other targets than `nogpu` (bench_boundary).
set -euo pipefail
cd "$(dirname "$0")/.."
build="${1:-build/wasm}"; shift || true
# One build of a folder at a time: a second caller waits for the first.
mkdir -p "$build"
exec 9>"$build/.lock"
flock 9
# Debian's emcc finds acorn only there; an emsdk brings its own node_modules.
[ -d /usr/share/nodejs ] && export NODE_PATH="${NODE_PATH:-/usr/share/nodejs}"
emcmake cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release "$@"
cmake --build "$build" --target ${NOGPU_TARGETS:-nogpu} -j "$(nproc)"
# What TypeScript needs to know of the generated loader.
cat > dist/nogpu.d.mts <<'TYPES'
declare const createModule: (hooks: object) => any;
export default createModule;
TYPES
