#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the WASM module into dist/. Does nothing that is up to date.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v emcc >/dev/null 2>&1 || { echo "emcc not found: run 'npm run setup' first" >&2; exit 1; }
echo "[build] dist/nogpu.wasm (emcc; the first time takes some minutes)"
scripts/emcmake-build.sh build/wasm
echo "[build] dist/: $(du -h dist/nogpu.wasm | cut -f1) wasm, $(gzip -9c dist/nogpu.wasm | wc -c | awk '{printf "%.0f KB", $1/1024}') gzipped"
