#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, and only that: Debian packages for the toolchain, npm packages for tests
# and examples. Safe to run again. With an emsdk on PATH its emcc is used.
#   scripts/setup.sh            everything that `npm test` needs
#   scripts/setup.sh --demo     what `npm run demo` needs: toolchain and npm packages, no browser
set -euo pipefail
cd "$(dirname "$0")/.."
demo_only=0; [ "${1:-}" = "--demo" ] && demo_only=1

say() { printf '\033[1m[setup]\033[0m %s\n' "$*"; }

node_major="$(node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/')" || true
if [ -z "$node_major" ] || [ "$node_major" -lt 20 ]; then
  echo "nogpu needs Node 20 or newer (found: ${node_major:-none}); install it from your distribution or nodejs.org" >&2
  exit 1
fi

packages=()
need() { command -v "$1" >/dev/null 2>&1 || packages+=("$2"); }
need_file() { [ -e "$1" ] || packages+=("$2"); }

need emcc emscripten
need cmake cmake
need ninja ninja-build
if [ "$demo_only" = 0 ]; then
  need g++ g++
  need clang++ clang
  need clang-format clang-format
  need clang-tidy clang-tidy
  need wasm-validate wabt
  need_file /usr/include/doctest/doctest.h doctest-dev
  need_file /usr/include/simde/wasm/simd128.h libsimde-dev
  [ -n "${CHROMIUM:-}" ] || need chromium chromium
  # The sanitizers' runtime comes in a package of its own.
  command -v clang++ >/dev/null 2>&1 &&
    { ls /usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.asan-x86_64.a >/dev/null 2>&1 ||
      packages+=(libclang-rt-dev); } || packages+=(libclang-rt-dev)
fi

if [ "${#packages[@]}" -gt 0 ]; then
  install="apt-get install -y --no-install-recommends ${packages[*]}"
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "missing: ${packages[*]} — install them with your system's package manager (on Debian: $install)" >&2
    exit 1
  fi
  sudo=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
      echo "missing: ${packages[*]} — run as root: $install" >&2
      exit 1
    }
    sudo="sudo"
  fi
  say "installing ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  $sudo apt-get update -q
  $sudo env DEBIAN_FRONTEND=noninteractive $install
else
  say "system packages: all there"
fi

# npm writes this file at the end of an install; it is newer than the lock file if nothing changed.
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  say "installing npm packages"
  npm ci
else
  say "npm packages: all there"
fi
