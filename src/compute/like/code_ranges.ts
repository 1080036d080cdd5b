import { foldCase } from "./fold_case.ts";
import type { ClassItem, CodeRanges } from "./regex_node.ts";

const LAST = 0x10ffff;
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** Code points in either. */
export function unionRanges(a: CodeRanges, b: CodeRanges): CodeRanges {
  const pairs: [number, number][] = [];
  for (const ranges of [a, b]) {
    for (let k = 0; k < ranges.length; k += 2) pairs.push([ranges[k]!, ranges[k + 1]!]);
  }
  pairs.sort((x, y) => x[0] - y[0]);
  const out: number[] = [];
  for (const [from, to] of pairs) {
    const last = out.length - 1;
    if (last > 0 && from <= out[last]! + 1) out[last] = Math.max(out[last]!, to);
    else out.push(from, to);
  }
  return out;
}

/** Code points not in the ranges; surrogates are no characters and are left out. */
export function complementRanges(ranges: CodeRanges): CodeRanges {
  const withSurrogates = unionRanges(ranges, [FIRST_SURROGATE, LAST_SURROGATE]);
  const out: number[] = [];
  let next = 0;
  for (let k = 0; k < withSurrogates.length; k += 2) {
    if (withSurrogates[k]! > next) out.push(next, withSurrogates[k]! - 1);
    next = withSurrogates[k + 1]! + 1;
  }
  if (next <= LAST) out.push(next, LAST);
  return out;
}

/** Code points in both. */
export function intersectRanges(a: CodeRanges, b: CodeRanges): CodeRanges {
  return complementRanges(unionRanges(complementRanges(a), complementRanges(b)));
}

const byProperty = new Map<string, CodeRanges>();

/** Code points of a property that JavaScript knows; asked of the engine once, about 20 ms each. */
export function propertyRanges(property: string): CodeRanges {
  let ranges = byProperty.get(property);
  if (ranges === undefined) {
    const matcher = new RegExp(`\\p{${property}}+`, "gu");
    const found: number[] = [];
    const chunk = 0x2000;
    for (let base = 0; base <= LAST; base += chunk) {
      if (base >= FIRST_SURROGATE - (FIRST_SURROGATE % chunk) && base <= LAST_SURROGATE) {
        addMatches(matcher, found, base, Math.min(base + chunk, FIRST_SURROGATE));
        addMatches(matcher, found, Math.max(base, LAST_SURROGATE + 1), base + chunk);
      } else addMatches(matcher, found, base, base + chunk);
    }
    byProperty.set(property, ranges = unionRanges(found, []));
  }
  return ranges;
}

function addMatches(matcher: RegExp, found: number[], from: number, end: number): void {
  if (from >= end) return;
  let text = "";
  for (let c = from; c < end; c++) text += String.fromCodePoint(c);
  // All code points of a chunk have the same length.
  const units = from > 0xffff ? 2 : 1;
  for (const match of text.matchAll(matcher)) {
    const first = from + match.index / units;
    found.push(first, first + match[0].length / units - 1);
  }
}

/** The code points of class items. */
export function rangesOfItems(items: readonly ClassItem[]): CodeRanges {
  let ranges: CodeRanges = [];
  for (const item of items) {
    if ("from" in item) ranges = unionRanges(ranges, [item.from, item.to]);
    else {
      const of = propertyRanges(item.property);
      ranges = unionRanges(ranges, item.negated ? complementRanges(of) : of);
    }
  }
  return ranges;
}

/** Ranges as class items. */
export function itemsOfRanges(ranges: CodeRanges): ClassItem[] {
  const items: ClassItem[] = [];
  for (let k = 0; k < ranges.length; k += 2) items.push({ from: ranges[k]!, to: ranges[k + 1]! });
  return items;
}

/** No letter with another case lies beyond. */
const LAST_CASED = 0x1e943;
let caseClasses: readonly (readonly number[])[] | undefined;

/** Code points that simple case folding makes one, for each fold that has several. */
function classesOfCase(): readonly (readonly number[])[] {
  if (caseClasses === undefined) {
    const byFold = new Map<number, number[]>();
    for (let c = 0; c <= LAST_CASED; c++) {
      const fold = foldCase(c);
      if (fold === c) continue;
      const members = byFold.get(fold);
      if (members) members.push(c);
      else byFold.set(fold, [fold, c]);
    }
    caseClasses = [...byFold.values()];
  }
  return caseClasses;
}

/** The ranges with every other case of their letters. */
export function foldRanges(ranges: CodeRanges): CodeRanges {
  const added: number[] = [];
  for (const members of classesOfCase()) {
    const inside = members.filter((member) => contains(ranges, member));
    if (inside.length > 0 && inside.length < members.length) {
      for (const member of members) added.push(member, member);
    }
  }
  return unionRanges(ranges, added);
}

function contains(ranges: CodeRanges, codePoint: number): boolean {
  let low = 0;
  let high = ranges.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < ranges[2 * middle]!) high = middle - 1;
    else if (codePoint > ranges[2 * middle + 1]!) low = middle + 1;
    else return true;
  }
  return false;
}
