// SPDX-License-Identifier: MIT
// WebAssembly text of what this emitter writes: a decoder driven by wasm_ops.def. It reads one
// function with block-shaped control, the imports and exports of code_writer.h's modules and their
// `name` section; other sections are left out. wat2wasm turns the text back into the same code.
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <map>

#include "shader/emit/wasm_ops.h"
#include "shader/program.h"

namespace nogpu::shader {

namespace emit {

namespace {

/// A bounded walk over bytes; reading past the end gives zeros and sets `failed`.
class Reader {
 public:
  Reader(const uint8_t* begin, const uint8_t* end) : at_(begin), end_(end) {}

  bool atEnd() const { return at_ >= end_; }
  bool failed() const { return failed_; }

  uint32_t u8() {
    if (atEnd()) {
      failed_ = true;
      return 0;
    }
    return *at_++;
  }
  uint32_t u32() {
    uint32_t value = 0;
    for (uint32_t shift = 0; shift < 35; shift += 7) {
      const uint32_t byte = u8();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) break;
    }
    return value;
  }
  int32_t s32() {
    uint32_t value = 0, shift = 0, byte = 0x80;
    while ((byte & 0x80) != 0 && shift < 35) {
      byte = u8();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      shift += 7;
    }
    if (shift < 32 && (byte & 0x40) != 0) value |= ~0u << shift;
    return static_cast<int32_t>(value);
  }
  uint32_t fixed32() {
    uint32_t value = 0;
    for (uint32_t shift = 0; shift < 32; shift += 8) value |= u8() << shift;
    return value;
  }
  std::string name() {
    const Reader text = sub(u32());
    return std::string(reinterpret_cast<const char*>(text.at_),
                       static_cast<size_t>(text.end_ - text.at_));
  }
  /// The next `size` bytes, which this reader skips.
  Reader sub(uint32_t size) {
    const size_t left = static_cast<size_t>(end_ - at_);
    if (size > left) {
      failed_ = true;
      size = static_cast<uint32_t>(left);
    }
    const Reader part(at_, at_ + size);
    at_ += size;
    return part;
  }

 private:
  const uint8_t* at_;
  const uint8_t* end_;
  bool failed_ = false;
};

const char* typeName(uint32_t type) {
  switch (static_cast<ValType>(type)) {
    case ValType::I32:
      return "i32";
    case ValType::F32:
      return "f32";
    case ValType::V128:
      return "v128";
  }
  return "?";
}

/// Rows of the instruction table by prefix and code.
struct OpIndex {
  uint8_t plain[256], fc[256], fd[256];
};

constexpr OpIndex makeOpIndex() {
  OpIndex index{};
  for (int i = 0; i < 256; ++i) index.plain[i] = index.fc[i] = index.fd[i] = 0xff;
  for (size_t i = 0; i < static_cast<size_t>(WasmOp::Count); ++i) {
    const WasmOpRow& r = kWasmOps[i];
    uint8_t* table = r.prefix == 0 ? index.plain : r.prefix == 0xfc ? index.fc : index.fd;
    table[r.code] = static_cast<uint8_t>(i);
  }
  return index;
}
constexpr OpIndex kOpIndex = makeOpIndex();

WasmOp readOp(Reader& in) {
  const uint32_t byte = in.u8();
  if (byte != 0xfc && byte != 0xfd) return static_cast<WasmOp>(kOpIndex.plain[byte]);
  const uint32_t code = in.u32();
  if (code > 0xff) return WasmOp::None;
  return static_cast<WasmOp>(byte == 0xfc ? kOpIndex.fc[code] : kOpIndex.fd[code]);
}

class WatPrinter {
 public:
  explicit WatPrinter(const std::vector<uint8_t>& bytes)
      : begin_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  std::string run() {
    if (end_ - begin_ < 8) return "(module)\n";
    eachSection([&](uint32_t id, Reader in) {
      if (id == 0 && in.name() == "name") readNames(in);
    });
    text_ = "(module\n";
    eachSection([&](uint32_t id, Reader in) {
      if (id == 1) types(in);
      if (id == 2) imports(in);
      if (id == 7) exports(in);
    });
    eachSection([&](uint32_t id, Reader in) {
      if (id == 10) code(in);
    });
    return text_ + exports_ + ")\n";
  }

 private:
  template <class Fn>
  void eachSection(Fn&& fn) {
    Reader in(begin_ + 8, end_);
    while (!in.atEnd()) {
      const uint32_t id = in.u8();
      fn(id, in.sub(in.u32()));
    }
  }

  void add(const char* format, ...) __attribute__((format(printf, 2, 3))) {
    char buffer[160];
    va_list args;
    va_start(args, format);
    vsnprintf(buffer, sizeof buffer, format, args);
    va_end(args);
    text_ += buffer;
  }

  // ---- sections ---------------------------------------------------------------------------------

  void readNames(Reader in) {
    while (!in.atEnd()) {
      const uint32_t id = in.u8();
      Reader part = in.sub(in.u32());
      const uint32_t count = part.u32();
      for (uint32_t i = 0; i < count && !part.failed(); ++i) {
        const uint32_t function = part.u32();
        if (id == 1) {
          functionName_ = part.name();
        } else if (id == 2 && function == 0) {
          readLocalNames(part);
        }
      }
    }
  }

  void readLocalNames(Reader& in) {
    const uint32_t count = in.u32();
    for (uint32_t i = 0; i < count && !in.failed(); ++i) {
      const uint32_t local = in.u32();
      localNames_[local] = in.name();
    }
  }

  void types(Reader in) {
    const uint32_t count = in.u32();
    for (uint32_t i = 0; i < count && !in.failed(); ++i) {
      in.u8();
      std::string params;
      const uint32_t paramCount = in.u32();
      for (uint32_t p = 0; p < paramCount && !in.failed(); ++p) {
        params += std::string(" ") + typeName(in.u8());
      }
      const uint32_t results = in.u32();
      in.sub(results);
      text_ += "  (type (;" + std::to_string(i) + ";) (func (param" + params + ")))\n";
    }
  }

  void imports(Reader in) {
    const uint32_t count = in.u32();
    for (uint32_t i = 0; i < count && !in.failed(); ++i) {
      const std::string module = in.name(), field = in.name();
      const bool table = in.u8() == 1;
      if (table) in.u8();
      in.u8();
      const uint32_t minimum = in.u32();
      text_ += "  (import \"" + module + "\" \"" + field + "\" ";
      text_ += table ? "(table " : "(memory ";
      text_ += std::to_string(minimum) + (table ? " funcref))\n" : "))\n");
    }
  }

  void exports(Reader in) {
    const uint32_t count = in.u32();
    for (uint32_t i = 0; i < count && !in.failed(); ++i) {
      exports_ += "  (export \"" + in.name() + "\" (func $" + functionName_ + "))\n";
      in.u8();
      in.u32();
    }
  }

  void code(Reader in) {
    in.u32();
    Reader body = in.sub(in.u32());
    text_ += "  (func $" + functionName_ + " (type 0) (param " + local(0) + " i32)\n";
    uint32_t next = 1;
    const uint32_t runs = body.u32();
    for (uint32_t i = 0; i < runs && !body.failed(); ++i) {
      const uint32_t count = body.u32();
      const char* type = typeName(body.u8());
      for (uint32_t k = 0; k < count; ++k) {
        text_ += "    (local " + local(next++) + " " + type + ")\n";
      }
    }
    instructions(body);
    text_ += "  )\n";
  }

  // ---- instructions -----------------------------------------------------------------------------

  std::string local(uint32_t index) {
    const auto found = localNames_.find(index);
    if (found == localNames_.end()) return std::to_string(index);
    return "$" + found->second;
  }

  void instructions(Reader in) {
    uint32_t depth = 0;
    while (!in.atEnd()) {
      const WasmOp op = readOp(in);
      if (op >= WasmOp::Count) {
        text_ += "    ;; an instruction that is not in wasm_ops.def\n";
        return;
      }
      if (op == WasmOp::End && depth == 0) return;  // the function's own
      const bool closes = op == WasmOp::End || op == WasmOp::Else;
      text_.append(4 + 2 * (closes && depth > 0 ? depth - 1 : depth), ' ');
      text_ += row(op).text;
      immediate(op, in);
      text_ += '\n';
      if (op == WasmOp::Block || op == WasmOp::Loop || op == WasmOp::If) ++depth;
      if (op == WasmOp::End) --depth;
    }
  }

  void immediate(WasmOp op, Reader& in) {
    switch (row(op).immediate) {
      case Immediate::None:
        return;
      case Immediate::BlockType:
        in.u8();
        return;
      case Immediate::Label:
        return add(" %u", in.u32());
      case Immediate::Local:
        text_ += " " + local(in.u32());
        return;
      case Immediate::CallIndirect: {
        const uint32_t type = in.u32();
        in.u32();
        return add(" (type %u)", type);
      }
      case Immediate::I32:
        return add(" %d", in.s32());
      case Immediate::F32:
        return floatConstant(in.fixed32());
      case Immediate::V128:
        text_ += " i32x4";
        for (int i = 0; i < 4; ++i) add(" 0x%08x", in.fixed32());
        return;
      case Immediate::Shuffle:
        for (int i = 0; i < 16; ++i) add(" %u", in.u8());
        return;
      case Immediate::Lane:
        return add(" %u", in.u8());
      case Immediate::Mem4:
      case Immediate::Mem16:
        return memory(in);
      case Immediate::Mem4Lane:
        memory(in);
        return add(" %u", in.u8());
    }
  }

  void memory(Reader& in) {
    in.u32();  // the natural alignment, which the text leaves out
    const uint32_t offset = in.u32();
    if (offset != 0) add(" offset=%u", offset);
  }

  void floatConstant(uint32_t bits) {
    const char* sign = bits >> 31 ? "-" : "";
    const uint32_t fraction = bits & 0x7fffff;
    if ((bits & 0x7f800000) != 0x7f800000)
      return add(" %.9g", double(__builtin_bit_cast(float, bits)));
    if (fraction == 0) return add(" %sinf", sign);
    add(" %snan:0x%x", sign, fraction);
  }

  const uint8_t* begin_;
  const uint8_t* end_;
  std::string text_, exports_, functionName_ = "run";
  std::map<uint32_t, std::string> localNames_;
};

}  // namespace

}  // namespace emit

std::string printWat(const std::vector<uint8_t>& wasm) { return emit::WatPrinter(wasm).run(); }

}  // namespace nogpu::shader
