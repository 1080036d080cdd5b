/**
 * White space as Rust's `str::trim` sees it: Unicode's White_Space. JavaScript's `trim` differs in U+0085 and U+FEFF.
 */
const START = /^\p{White_Space}+/u;
const END = /\p{White_Space}+$/u;

/** `text` without white space at its start. */
export function trimWhiteSpaceStart(text: string): string {
  return text.replace(START, "");
}

/** `text` without white space around it. */
export function trimWhiteSpace(text: string): string {
  return text.replace(START, "").replace(END, "");
}

/** Whether an ASCII byte is white space: space, and tab to carriage return. */
export function isAsciiWhiteSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13);
}
