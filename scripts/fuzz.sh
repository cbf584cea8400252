#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the libFuzzer targets and runs them.
#
#   scripts/fuzz.sh [seconds] [target…]      default: 60 seconds for each of all targets
#
# What a target has learnt stays in build/fuzz/<target>/; an input that fails is left in the working
# directory, under the name that is printed (<target>-crash-…). Run it again by
# `build/sanitize/<target> FILE`; NOGPU_FUZZ_PRINT=1 shows the calls of fuzz_gl's.
set -euo pipefail
cd "$(dirname "$0")/.."

# Longest input in bytes, and the most that one may take: seconds (with sanitizers, some five times of a
# release build), megabytes.
declare -A max_len=([fuzz_gl]=1024 [fuzz_front]=4096)
declare -A max_seconds=([fuzz_gl]=20 [fuzz_front]=10)
declare -A max_megabytes=([fuzz_gl]=2048 [fuzz_front]=2048)

seconds="${1:-60}"
[ $# -gt 0 ] && shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(fuzz_gl fuzz_front)

cmake --preset sanitize >/dev/null
cmake --build --preset sanitize --target "${targets[@]}"
for target in "${targets[@]}"; do
  printf '\n\033[1m-- %s, %s s\033[0m\n' "$target" "$seconds"
  mkdir -p "build/fuzz/$target"
  "build/sanitize/$target" -max_total_time="$seconds" -max_len="${max_len[$target]}" \
    -timeout="${max_seconds[$target]}" -rss_limit_mb="${max_megabytes[$target]}" \
    -artifact_prefix="$target-" -print_final_stats=1 -verbosity=0 "build/fuzz/$target"
done
