// The single-file build's own files: they stand in the page, compressed, as scripts that are none.

export const single = true;

/** One of the page's files, by its path. @param {string} path @returns {Promise<Response>} */
export async function open(path) {
  const kept = document.querySelector(`script[data-file="${CSS.escape(path)}"]`)?.textContent;
  if (!kept) throw new Error(`${path} is not in this file: it was cut short`);
  const packed = Uint8Array.from(atob(kept), (c) => c.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
}
