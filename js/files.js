// SPDX-License-Identifier: MIT
// fetch with file: URLs, which Node's own refuses: applications there have their models and pictures on the disk.

/** @returns {any} Node's module; undefined in other hosts */
const fileSystem = () => /** @type {any} */ (globalThis).process?.getBuiltinModule?.('node:fs');

/** @param {any} input  of fetch @returns {URL | null} null for what is no file's address */
function fileUrl(input) {
  const address = typeof input?.url === 'string' ? input.url : String(input);
  return /^file:/i.test(address) ? new URL(address) : null;
}

/**
 * `fetch` that answers requests for file: URLs from the disk; what cannot be read is a network error, a TypeError. Where
 * there is no file system it is the host's own.
 * @param {typeof globalThis.fetch} original @returns {typeof globalThis.fetch}
 */
export function withFiles(original) {
  if (fileSystem() === undefined) return original;
  return async function fetch(input, init) {
    const url = fileUrl(input);
    if (url === null) return original(input, init);
    const signal = init?.signal ?? /** @type {any} */ (input).signal;
    signal?.throwIfAborted();
    const bytes = await fileSystem()
      .promises.readFile(url)
      .catch((/** @type {Error} */ cause) => {
        throw new TypeError(`fetch failed: ${url}`, { cause });
      });
    signal?.throwIfAborted();
    return new Response(bytes, { headers: { 'content-length': String(bytes.length) } });
  };
}
