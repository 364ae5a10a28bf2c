// A bookmark that copies the page it is pressed on, to be pasted here. It runs in other sites' pages, so it is one function
// that needs nothing else; it sends nothing and puts nothing in an address.

/** Runs in the other page. */
function copyPage() {
  const html = document.documentElement.outerHTML;
  const say = (/** @type {boolean} */ done) =>
    alert(
      done
        ? "This page is copied. Go to Dateline and paste."
        : "This page does not allow copying. Save it as HTML and open the file in Dateline.",
    );
  const byCommand = () => {
    const put = (/** @type {ClipboardEvent} */ e) => {
      e.clipboardData?.setData("text/html", html);
      e.clipboardData?.setData("text/plain", html);
      e.preventDefault();
      e.stopImmediatePropagation();
    };
    addEventListener("copy", put, true);
    const done = document.execCommand("copy");
    removeEventListener("copy", put, true);
    return done;
  };
  const as = (/** @type {string} */ type) => new Blob([html], { type });
  try {
    const item = new ClipboardItem({ "text/html": as("text/html"), "text/plain": as("text/plain") });
    navigator.clipboard.write([item]).then(
      () => say(true),
      () => say(byCommand()),
    );
  } catch {
    say(byCommand());
  }
}

/** The bookmark's address. */
export const BOOKMARKLET = `javascript:${encodeURIComponent(`(${copyPage})()`)}`;
