/** The text of a script, bundled (bundle.mjs). */
declare module "*?text" {
  const text: string;
  export default text;
}
