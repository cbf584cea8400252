#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# From a fresh checkout to a picture: set-up, build, and the three.js scene in plain Node.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh --demo
scripts/build.sh
echo "[demo] examples/three-scene.mjs"
node examples/three-scene.mjs "$@"
