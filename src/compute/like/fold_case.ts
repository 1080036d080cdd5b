/** Folded forms of the first plane, found on demand; -1 is not known yet. */
let folded: Int32Array | null = null;

/**
 * Unicode simple case folding of one code point, as Rust's `regex` crate compares letters: `K`, `k` and the Kelvin sign are
 * one, `ß` and `ẞ` are one, but `ß` is not `ss`, and the Turkish `İ` and `ı` are only themselves.
 */
export function foldCase(codePoint: number): number {
  if (codePoint < 0x80) return codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 0x20 : codePoint;
  if (codePoint > 0xffff) return foldSlowly(codePoint);
  folded ??= new Int32Array(0x10000).fill(-1);
  const known = folded[codePoint]!;
  return known >= 0 ? known : folded[codePoint] = foldSlowly(codePoint);
}

function foldSlowly(codePoint: number): number {
  // Both map to `i` in full mappings, but not in simple folding.
  if (codePoint === 0x130 || codePoint === 0x131) return codePoint;
  const upper = mapped(codePoint, (text) => text.toUpperCase());
  return mapped(upper, (text) => text.toLowerCase());
}

/** The mapping where it is one code point, else the code point itself. */
function mapped(codePoint: number, map: (text: string) => string): number {
  const text = map(String.fromCodePoint(codePoint));
  const first = text.codePointAt(0)!;
  return text.length === (first > 0xffff ? 2 : 1) ? first : codePoint;
}
