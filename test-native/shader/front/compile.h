// SPDX-License-Identifier: MIT
// Short ways to say "this shader compiles" and "this one fails, and says why".
#pragma once

#include <string>
#include <string_view>

#include "shader/front/front.h"

namespace nogpu::shader::front {

/// Result of the front end with default limits.
FrontResult compile(std::string_view source, Stage stage, const ExtensionSet& extensions = {});

/// The info log; empty if there is nothing to say.
std::string logOf(std::string_view source, Stage stage, const ExtensionSet& extensions = {});

/// `code` behind `#version 300 es` and default precisions; line 3 is its first.
std::string fragment300(std::string_view code);
std::string vertex300(std::string_view code);
/// `code` behind a default precision; line 2 is its first.
std::string fragment100(std::string_view code);
/// `body` as the body of main in a version 300 fragment shader.
std::string body300(std::string_view body);

/// Log of fragment300(code), and so on.
std::string log300(std::string_view code);
std::string logVertex300(std::string_view code);
std::string log100(std::string_view code);
std::string logBody(std::string_view body);

}  // namespace nogpu::shader::front
