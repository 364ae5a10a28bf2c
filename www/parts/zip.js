// Several files as one zip.
export { strToU8, zipSync } from "fflate";
