#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Types of the JS, format of everything, clang-tidy on the native build.
set -euo pipefail
cd "$(dirname "$0")/.."
npx tsc --project jsconfig.json
npx prettier --check js test-js examples bench scripts
git ls-files '*.cpp' '*.h' | xargs clang-format --dry-run --Werror
cmake --preset native >/dev/null
git ls-files 'wasm/*.cpp' | grep -v '^wasm/exports/' | xargs -P "$(nproc)" -n 4 clang-tidy -p build/native --quiet
