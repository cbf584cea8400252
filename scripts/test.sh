#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sets up, builds and runs every suite: native with g++, native with clang and sanitizers, JS in Node,
# browser. A suite that runs no test fails.
set -euo pipefail
cd "$(dirname "$0")/.."
step() { printf '\n\033[1m== %s\033[0m\n' "$*"; }

step "set-up"
scripts/setup.sh

step "build: dist/"
scripts/build.sh

step "native tests: g++"
cmake --preset native >/dev/null
cmake --build --preset native
ctest --preset native --no-tests=error

step "native tests: clang with address and undefined-behaviour sanitizers"
cmake --preset sanitize >/dev/null
cmake --build --preset sanitize
ctest --preset sanitize --no-tests=error

step "fuzzers: streams of GL calls, shader text"
scripts/fuzz.sh 60 fuzz_gl
scripts/fuzz.sh 15 fuzz_front fuzz_preprocessor fuzz_compile fuzz_tokens

step "types and layering"
npx tsc --project jsconfig.json

step "JS and browser tests"
# shellcheck disable=SC2046
node --expose-gc --test --test-reporter=spec $(find test-js -name '*.test.js' | sort) 2>&1 | tee build/test-js.log
grep -qE '^ℹ tests [1-9]' build/test-js.log || { echo "the JS suite ran no test" >&2; exit 1; }
