// SPDX-License-Identifier: MIT
// #extension and #pragma. Their lines are not macro-expanded.
#include "shader/front/preprocessor.h"

namespace nogpu::shader::front {

namespace {

bool isBehaviour(std::string_view text) {
  return text == "require" || text == "enable" || text == "warn" || text == "disable";
}

}  // namespace

// ESSL 3.00 §3.5: `#extension name : behaviour`. ESSL 1.00 has the same rule on places; browsers
// let a late directive switch an extension on, not off, as what came before may have used it.
void Preprocessor::extensionDirective(SourceLoc loc) {
  const bool wellFormed = line_.size() == 3 && line_[0].kind == TokenKind::Identifier &&
                          line_[1].kind == TokenKind::PColon && isBehaviour(line_[2].text);
  if (!wellFormed) {
    diagnostics_.error(loc, "extension",
                       "malformed directive, expected '#extension name : require', 'enable', "
                       "'warn' or 'disable'");
    return;
  }
  const std::string_view name = line_[0].text;
  const std::string_view behaviour = line_[2].text;
  if (module_.version == 300 && sawToken_) {
    diagnostics_.error(loc, name, "#extension must come before any code");
    return;
  }
  const Extension e = findExtension(name);
  if (sawToken_) {
    const bool enabled = name == "all" ? module_.extensions != ExtensionSet{}
                                       : e != Extension::None && module_.extensions.has(e);
    if (behaviour == "disable" && enabled) {
      diagnostics_.error(loc, name, "an extension cannot be disabled after code");
      return;
    }
    diagnostics_.warning(loc, name, "#extension should come before any code");
  }
  if (name == "all") return extensionAll(loc, behaviour);

  const bool known =
      e != Extension::None && supported_.has(e) && extensionExistsIn(e, module_.version);
  if (!known && behaviour == "require") {
    diagnostics_.error(loc, name, "extension is not supported");
  } else if (!known) {
    diagnostics_.warning(loc, name, "extension is not supported");
  } else if (behaviour == "disable") {
    module_.extensions.remove(e);
  } else {
    module_.extensions.add(e);
    module_.warnOnUse.remove(e);
    if (behaviour == "warn") module_.warnOnUse.add(e);
  }
}

void Preprocessor::extensionAll(SourceLoc loc, std::string_view behaviour) {
  if (behaviour == "require" || behaviour == "enable") {
    diagnostics_.error(loc, "all", "'all' can only be used with 'warn' or 'disable'");
    return;
  }
  for (int i = 0; i < kExtensionCount; ++i) {
    const Extension e = static_cast<Extension>(i);
    if (behaviour == "disable") {
      module_.extensions.remove(e);
    } else if (supported_.has(e) && extensionExistsIn(e, module_.version)) {
      module_.extensions.add(e);
      module_.warnOnUse.add(e);
    }
  }
}

// ESSL 3.00 §3.4: `#pragma optimize(on)`, `debug(on)`, `STDGL invariant(all)`; others are ignored.
void Preprocessor::pragmaDirective(SourceLoc loc) {
  if (line_.empty()) return;
  const std::string_view name = line_[0].text;
  if (name == "STDGL") return standardPragma(loc);
  if (name != "optimize" && name != "debug") return;
  const bool recognized = line_.size() == 4 && line_[1].kind == TokenKind::PLeftParen &&
                          line_[2].kind == TokenKind::Identifier &&
                          line_[3].kind == TokenKind::PRightParen;
  if (!recognized) {
    diagnostics_.warning(loc, name, "pragma is ignored, expected '(on)' or '(off)'");
    return;
  }
  if (line_[2].text != "on" && line_[2].text != "off") {
    diagnostics_.error(loc, name, "malformed pragma, expected '(on)' or '(off)'");
    return;
  }
  (name == "optimize" ? module_.pragmas.optimize : module_.pragmas.debug) = line_[2].text == "on";
}

void Preprocessor::standardPragma(SourceLoc loc) {
  const bool invariantAll = line_.size() == 5 && line_[1].text == "invariant" &&
                            line_[2].kind == TokenKind::PLeftParen && line_[3].text == "all" &&
                            line_[4].kind == TokenKind::PRightParen;
  if (!invariantAll) return;
  if (module_.version == 300 && module_.stage == Stage::Fragment) {
    diagnostics_.error(loc, "invariant", "'#pragma STDGL invariant(all)' is for vertex shaders");
    return;
  }
  module_.pragmas.invariantAll = true;
}

}  // namespace nogpu::shader::front
