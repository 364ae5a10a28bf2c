// Long work in slices, so that the page answers in between.

const SLICE_MS = 12;

/**
 * Makes the function to await between pieces of work. It hands over to the page when the slice is used up, and says
 * whether to go on.
 * @param {() => boolean} wanted
 * @returns {() => Promise<boolean>}
 */
export function slices(wanted) {
  let stop = performance.now() + SLICE_MS;
  return async () => {
    if (performance.now() >= stop) {
      await new Promise((go) => setTimeout(go));
      stop = performance.now() + SLICE_MS;
    }
    return wanted();
  };
}
