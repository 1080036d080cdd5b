import { ASCII_WORD_ITEMS, type ClassItem } from "./regex_node.ts";

/** What `[:name:]` means inside a class: ASCII only. */
export const POSIX_CLASSES: Readonly<Record<string, readonly ClassItem[]>> = {
  alnum: [{ from: 0x30, to: 0x39 }, { from: 0x41, to: 0x5a }, { from: 0x61, to: 0x7a }],
  alpha: [{ from: 0x41, to: 0x5a }, { from: 0x61, to: 0x7a }],
  ascii: [{ from: 0, to: 0x7f }],
  blank: [{ from: 9, to: 9 }, { from: 0x20, to: 0x20 }],
  cntrl: [{ from: 0, to: 0x1f }, { from: 0x7f, to: 0x7f }],
  digit: [{ from: 0x30, to: 0x39 }],
  graph: [{ from: 0x21, to: 0x7e }],
  lower: [{ from: 0x61, to: 0x7a }],
  print: [{ from: 0x20, to: 0x7e }],
  punct: [{ from: 0x21, to: 0x2f }, { from: 0x3a, to: 0x40 }, { from: 0x5b, to: 0x60 }, { from: 0x7b, to: 0x7e }],
  space: [{ from: 9, to: 13 }, { from: 0x20, to: 0x20 }],
  upper: [{ from: 0x41, to: 0x5a }],
  word: ASCII_WORD_ITEMS,
  xdigit: [{ from: 0x30, to: 0x39 }, { from: 0x41, to: 0x46 }, { from: 0x61, to: 0x66 }],
};
