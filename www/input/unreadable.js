/** A text that cannot be read; the message is for the reader: what is wrong and what to do instead. */
export class Unreadable extends Error {}
