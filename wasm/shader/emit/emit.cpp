// SPDX-License-Identifier: MIT
// The module around `run`: types, imports, the function, the names for debuggers.
#include "shader/emit/emit.h"

#include "shader/emit/function_emitter.h"
#include "shader/emit/plan.h"
#include "shader/program.h"

namespace nogpu::shader {

namespace emit {

namespace {

/// Up to this many varying operations two quads are interleaved (bench/shader, ns per pixel with
/// one and two: lit 36.3 and 32.4, fbm 33.8 and 30.2, ray-march 68.3 and 52.3). Larger functions
/// take one at a time: optimised code for them comes late (57-220 ms for 50 KB of code), and they
/// spill anyway.
constexpr uint32_t kMaxInterleavedOps = 700;

enum SectionId : uint32_t {
  kSectionCustom = 0,
  kSectionType = 1,
  kSectionImport = 2,
  kSectionFunction = 3,
  kSectionExport = 7,
  kSectionCode = 10,
};

void writeFuncType(ByteWriter& out, uint32_t i32Params) {
  out.u8(0x60);
  out.u32(i32Params);
  for (uint32_t i = 0; i < i32Params; ++i) out.u8(static_cast<uint32_t>(ValType::I32));
  out.u32(0);
}

void writeTypes(ByteWriter& module) {
  ByteWriter out;
  out.u32(2);
  static_assert(kTypeRun == 0 && kTypeSample == 1);
  writeFuncType(out, 1);
  writeFuncType(out, 3);
  module.section(kSectionType, out);
}

void writeImports(ByteWriter& module) {
  ByteWriter out;
  out.u32(2);
  out.name("env");
  out.name("memory");
  out.u8(2);  // memory
  out.u8(0);  // no maximum
  out.u32(0);
  out.name("env");
  out.name("__indirect_function_table");
  out.u8(1);     // table
  out.u8(0x70);  // funcref
  out.u8(0);
  out.u32(0);
  module.section(kSectionImport, out);
}

void writeFunctionAndExport(ByteWriter& module) {
  ByteWriter functions;
  functions.u32(1);
  functions.u32(kTypeRun);
  module.section(kSectionFunction, functions);
  ByteWriter exports;
  exports.u32(1);
  exports.name("run");
  exports.u8(0);  // a function
  exports.u32(0);
  module.section(kSectionExport, exports);
}

/// Runs of equal types, as the code section wants them.
void writeLocals(ByteWriter& out, const std::vector<ValType>& types) {
  ByteWriter runs;
  uint32_t count = 0;
  for (size_t i = 0; i < types.size();) {
    size_t end = i;
    while (end < types.size() && types[end] == types[i]) ++end;
    runs.u32(static_cast<uint32_t>(end - i));
    runs.u8(static_cast<uint32_t>(types[i]));
    ++count;
    i = end;
  }
  out.u32(count);
  out.append(runs.bytes());
}

/// Returns the offset of the first instruction in the module.
uint32_t writeCode(ByteWriter& module, const FunctionEmitter& function) {
  ByteWriter body;
  writeLocals(body, function.locals().types());
  const uint32_t localsBytes = body.size();
  body.append(function.code().bytes());
  ByteWriter out;
  out.u32(1);
  out.u32(body.size());
  const uint32_t headBytes = out.size();
  out.append(body.bytes());
  module.section(kSectionCode, out);
  return module.size() - out.size() + headBytes + localsBytes;
}

void writeNames(ByteWriter& module, const LocalPool& locals) {
  ByteWriter functions;
  functions.u32(1);
  functions.u32(0);
  functions.name("run");
  ByteWriter names;
  names.u32(1);
  names.u32(0);
  names.u32(static_cast<uint32_t>(locals.names().size()) + 1);
  names.u32(0);
  names.name("batch");
  for (uint32_t i = 0; i < locals.names().size(); ++i) {
    names.u32(locals.paramCount() + i);
    names.name(locals.names()[i]);
  }
  ByteWriter out;
  out.name("name");
  out.section(1, functions);
  out.section(2, names);
  module.section(kSectionCustom, out);
}

uint32_t chooseInterleave(const Plan& plan, const EmitOptions& options) {
  if (options.interleave != 0) return options.interleave;
  return plan.varyingOps <= kMaxInterleavedOps ? 2 : 1;
}

}  // namespace

EmittedModule emitModule(const ir::Module& module, const EmitOptions& options) {
  const Plan plan = makePlan(module);
  EmittedModule result;
  result.varyingOps = plan.varyingOps;
  result.interleave = chooseInterleave(plan, options);
  FunctionEmitter function(module, plan, result.interleave);
  function.run();

  ByteWriter out;
  out.fixed32(0x6d736100u);  // "\0asm"
  out.fixed32(1);
  writeTypes(out);
  writeImports(out);
  writeFunctionAndExport(out);
  const uint32_t codeOffset = writeCode(out, function);
  writeNames(out, function.locals());
  result.bytes = out.take();
  result.marks = function.marks();
  for (SourceMark& mark : result.marks) mark.offsetBytes += codeOffset;
  return result;
}

}  // namespace emit

std::vector<uint8_t> emitWasm(const ir::Module& module) {
  return emit::emitModule(module, {}).bytes;
}

}  // namespace nogpu::shader
