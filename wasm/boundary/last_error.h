// SPDX-License-Identifier: MIT
// Why the last call failed: one message for the module, kept until another failure replaces it. Any
// export that answers null has set it; wasm_last_error returns it from an arena of its own, so that
// asking does not disturb other answers.
#pragma once

#include <cstdarg>
#include <cstddef>
#include <string_view>

namespace nogpu::boundary {

/// printf-style; longer messages are cut at about 1000 bytes.
[[gnu::format(printf, 1, 2)]] void setLastError(const char* format, ...);
void setLastErrorV(const char* format, va_list args);

std::string_view lastError();
void clearLastError();

/// The message as an ephemeral string.
std::byte* requestLastError();

}  // namespace nogpu::boundary
