// Where the page's own files come from: here, its host. The single-file build reads them from the page itself instead
// (files-inline.js), so nothing else may fetch.

/** Whether this is the single-file build: opened from a disk, without a service worker or storage of its own. */
export const single = false;

/** One of the page's files, by its path. @param {string} path @returns {Promise<Response>} */
export const open = (path) => fetch(path);
