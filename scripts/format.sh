#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Formats C++ with clang-format and JS with prettier.
set -euo pipefail
cd "$(dirname "$0")/.."
git ls-files '*.cpp' '*.h' | xargs clang-format -i
npx prettier --write js test-js examples bench scripts
