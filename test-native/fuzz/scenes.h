// SPDX-License-Identifier: MIT
// Scenes: several calls that belong together, as an application makes them, so that a stream of
// random calls finds linked programs, complete textures and framebuffers to go wrong with.
#pragma once

#include <cstdint>

namespace nogpu::fuzz {

class Caller;

struct Scene {
  const char* name;
  void (*play)(Caller&);
};

uint32_t sceneCount();
const Scene& scene(uint32_t index);

}  // namespace nogpu::fuzz
