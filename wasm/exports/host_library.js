// SPDX-License-Identifier: MIT
// Emscripten library: what wasm/shader/host.h and wasm/gl/host.h declare. The loader (js/module.js) passes the hooks in
// the module argument; without them nothing is compiled at run time.
mergeInto(LibraryManager.library, {
  nogpu_host_instantiate: function (ptr, len) {
    var hook = Module['hostInstantiate'];
    ptr >>>= 0;
    return hook ? hook(HEAPU8.slice(ptr, ptr + len)) : 0;
  },
  nogpu_host_release: function (index) {
    var hook = Module['hostRelease'];
    if (hook) hook(index);
  },
  nogpu_host_context_lost: function (context) {
    var hook = Module['hostContextLost'];
    if (hook) hook(context >>> 0);
  },
  nogpu_host_nanoseconds: function () {
    return performance.now() * 1e6;
  },
});
