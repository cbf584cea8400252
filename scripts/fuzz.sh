#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the libFuzzer targets and runs them.
#
#   scripts/fuzz.sh [seconds] [target…]      default: 60 seconds for each of all targets
#
# What a target has learnt stays in build/fuzz/<target>/; an input that fails is left in the working
# directory, under the name that is printed (<target>-crash-…). Run it again by
# `build/sanitize/<target> FILE`; NOGPU_FUZZ_PRINT=1 shows the calls of fuzz_gl's.
#
# The shader targets start from the corpus of test-js/shader/corpus, if dist/ is built, and know the
# language's words. They look at time and memory themselves: a second and 256 MB for an input in a
# release build.
set -euo pipefail
cd "$(dirname "$0")/.."

# Longest input in bytes, and the most that one may take: seconds (with sanitizers, some five times of a
# release build), megabytes.
declare -A max_len=([fuzz_gl]=1024 [fuzz_front]=4096 [fuzz_preprocessor]=4096 [fuzz_compile]=4096 [fuzz_tokens]=8192)
declare -A max_seconds=([fuzz_gl]=20 [fuzz_front]=10 [fuzz_preprocessor]=30 [fuzz_compile]=30 [fuzz_tokens]=30)
declare -A max_megabytes=([fuzz_gl]=2048 [fuzz_front]=2048 [fuzz_preprocessor]=2048 [fuzz_compile]=2048 [fuzz_tokens]=2048)

seconds="${1:-60}"
[ $# -gt 0 ] && shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(fuzz_gl fuzz_front fuzz_preprocessor fuzz_compile fuzz_tokens)

cmake --preset sanitize >/dev/null
cmake --build --preset sanitize --target "${targets[@]}" shader_dictionary
mkdir -p build/fuzz
build/sanitize/shader_dictionary >build/fuzz/shader.dict
seeds=build/fuzz/seeds
if [ ! -d "$seeds" ] && [ -f dist/nogpu.mjs ]; then
  node test-js/shader/corpus/write-seeds.mjs "$seeds" || rm -rf "$seeds"
fi

for target in "${targets[@]}"; do
  printf '\n\033[1m-- %s, %s s\033[0m\n' "$target" "$seconds"
  mkdir -p "build/fuzz/$target"
  folders=("build/fuzz/$target")
  options=()
  if [ "$target" != fuzz_gl ]; then
    options+=(-dict=build/fuzz/shader.dict)
    [ -d "$seeds" ] && folders+=("$seeds")
  fi
  "build/sanitize/$target" -max_total_time="$seconds" -max_len="${max_len[$target]}" \
    -timeout="${max_seconds[$target]}" -rss_limit_mb="${max_megabytes[$target]}" \
    -artifact_prefix="$target-" -print_final_stats=1 -verbosity=0 "${options[@]}" "${folders[@]}"
done
