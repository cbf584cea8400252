#!/bin/sh
# Builds bench/sampler with Emscripten and runs it in Node.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
out="$root/build/bench-sampler"
mkdir -p "$out"
NODE_PATH=${NODE_PATH:-/usr/share/nodejs} em++ -std=c++20 -O3 -msimd128 -fno-exceptions -fno-rtti \
  -ffp-contract=off -flto -sALLOW_MEMORY_GROWTH -I"$root/wasm" \
  "$root"/bench/sampler/sampler.cpp "$root"/wasm/pipeline/sampler/*.cpp "$root"/wasm/format/*.cpp \
  -o "$out/sampler.cjs"
node --no-experimental-fetch "$out/sampler.cjs"
