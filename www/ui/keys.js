// Single keys. None fires while something is typed, in a dialog, or with a modifier; the reader can switch them off.

/**
 * @param {Record<string, () => void>} keys by `KeyboardEvent.key`; "Shift+E" with shift
 * @param {() => boolean} on
 */
export function listen(keys, on) {
  document.addEventListener("keydown", (e) => {
    const at = e.target instanceof HTMLElement ? e.target : null;
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.defaultPrevented) return;
    if (document.querySelector("dialog[open]") || at?.isContentEditable || at?.matches("input,textarea,select")) return;
    // Escape always works: it is no letter that speech input could say by chance.
    if (e.key !== "Escape" && !on()) return;
    if (e.key === "Enter" && at?.matches("button,a,summary")) return;
    const key = e.key.length === 1 && /[a-z]/i.test(e.key) ? (e.shiftKey ? "Shift+" : "") + e.key.toUpperCase() : e.key;
    const act = keys[key];
    if (!act) return;
    e.preventDefault();
    act();
  });
}
