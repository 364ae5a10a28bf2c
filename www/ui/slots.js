// Places in a text box where something is to be put in later, which hold while the reader types.

/** @typedef {{at: number}} Slot */

export class Slots {
  /** @param {HTMLTextAreaElement} box */
  constructor(box) {
    this.box = box;
    this.was = "";
    /** In the order in which they were opened. @type {Slot[]} */
    this.open = [];
    box.addEventListener("input", () => this.follow());
  }

  /** Where the caret is; what is selected goes, as it does with a paste. @returns {Slot} */
  add() {
    const { box } = this;
    box.setRangeText("", box.selectionStart, box.selectionEnd, "end");
    this.follow();
    const slot = { at: box.selectionStart };
    this.open.push(slot);
    return slot;
  }

  /** Moves the places after what was typed. */
  follow() {
    const now = this.box.value;
    const most = Math.min(now.length, this.was.length);
    let same = 0;
    if (this.open.length) while (same < most && now[same] === this.was[same]) same++;
    const grown = now.length - this.was.length;
    // What is typed at a place comes after it.
    for (const slot of this.open) if (slot.at > same) slot.at = Math.max(same, slot.at + grown);
    this.was = now;
  }

  /** Puts a text in its place. The caret goes behind it where it still stood there, which is what is returned.
   * @param {Slot} slot @param {string} text */
  fill(slot, text) {
    const { box } = this;
    this.follow();
    const here = box.selectionStart === slot.at;
    box.setRangeText(text, slot.at, slot.at, here ? "end" : "preserve");
    const later = this.open.slice(this.open.indexOf(slot) + 1);
    for (const other of this.open)
      if (other.at > slot.at || (other.at === slot.at && later.includes(other))) other.at += text.length;
    this.close(slot);
    this.was = box.value;
    return here;
  }

  /** @param {Slot} slot */
  close(slot) {
    this.open = this.open.filter((s) => s !== slot);
  }
}
