// Long work is done in slices, so that the page answers in between.

/** How long one slice may take, in milliseconds: well below what a reader feels. */
const SLICE_MS = 8;

/**
 * Work that is done a piece at a time: at once what a slice has time for, the rest in later ones. A new piece of work in the
 * same place ends the one before.
 */
export class Slices {
  constructor() {
    this.turn = 0;
    /** @type {(() => boolean) | null} does one piece; false when there is none left */
    this.more = null;
  }

  /** @param {() => boolean} more does one piece of the work; false when there was none left */
  start(more) {
    const turn = ++this.turn;
    this.more = more;
    const slice = () => {
      if (turn !== this.turn) return;
      const stop = performance.now() + SLICE_MS;
      while (this.step()) if (performance.now() > stop) return void setTimeout(slice);
    };
    slice();
  }

  /** Does one piece now. False when all is done. */
  step() {
    if (this.more?.()) return true;
    this.more = null;
    return false;
  }

  /** Does all that is left up to where `reached` is true. @param {() => boolean} reached */
  until(reached) {
    while (!reached() && this.step());
  }
}

/**
 * Makes the function to await between pieces of work. It hands over to the page when the slice is used up, and says
 * whether to go on.
 * @param {() => boolean} wanted
 * @returns {() => Promise<boolean>}
 */
export function paced(wanted) {
  let stop = performance.now() + SLICE_MS;
  return async () => {
    if (performance.now() >= stop) {
      await new Promise((go) => setTimeout(go));
      stop = performance.now() + SLICE_MS;
    }
    return wanted();
  };
}
