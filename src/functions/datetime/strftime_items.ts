/** What a number of a format stands for. */
export type NumericSpec =
  | "year"
  | "century"
  | "yearOfCentury"
  | "isoYear"
  | "isoYearOfCentury"
  | "quarter"
  | "month"
  | "day"
  | "weekFromSunday"
  | "weekFromMonday"
  | "isoWeek"
  | "daysFromSunday"
  | "weekdayFromMonday"
  | "dayOfYear"
  | "hour"
  | "hour12"
  | "minute"
  | "second"
  | "nanosecond"
  | "timestamp";

/** What a name, fraction or offset of a format stands for. */
export type FixedSpec =
  | "shortMonth"
  | "longMonth"
  | "shortWeekday"
  | "longWeekday"
  | "lowerAmPm"
  | "upperAmPm"
  | "fraction"
  | "fraction3"
  | "fraction6"
  | "fraction9"
  | "digits3"
  | "digits6"
  | "digits9"
  | "zoneName"
  | "offset"
  | "offsetColon"
  | "offsetDoubleColon"
  | "offsetTripleColon"
  | "offsetPermissive"
  | "rfc3339";

/** How a number is filled up to its width. */
export type Padding = "none" | "zero" | "space";

/** One piece of a format. `error` is what chrono does not know: it fails where it is reached. */
export type FormatItem =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "space"; readonly text: string }
  | { readonly kind: "numeric"; readonly spec: NumericSpec; readonly pad: Padding }
  | { readonly kind: "fixed"; readonly spec: FixedSpec }
  | { readonly kind: "error" };

/** White space as Rust has it: Unicode's property, without the byte order mark that JavaScript counts in. */
export const WHITE_SPACE = "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const ERROR: FormatItem = Object.freeze({ kind: "error" });

function num(spec: NumericSpec, pad: Padding = "zero"): FormatItem {
  return Object.freeze({ kind: "numeric", spec, pad });
}
function fixed(spec: FixedSpec): FormatItem {
  return Object.freeze({ kind: "fixed", spec });
}
function literal(text: string): FormatItem {
  return Object.freeze({ kind: "literal", text });
}
function space(text: string): FormatItem {
  return Object.freeze({ kind: "space", text });
}

const DATE = [num("month"), literal("/"), num("day"), literal("/"), num("yearOfCentury")];
const TIME = [num("hour"), literal(":"), num("minute"), literal(":"), num("second")];

/** Specifiers of one letter. Padding may be changed where there is one item and it is numeric. */
const SPECIFIERS: ReadonlyMap<string, readonly FormatItem[]> = new Map<string, readonly FormatItem[]>([
  ["A", [fixed("longWeekday")]],
  ["B", [fixed("longMonth")]],
  ["C", [num("century")]],
  ["D", DATE],
  ["F", [num("year"), literal("-"), num("month"), literal("-"), num("day")]],
  ["G", [num("isoYear")]],
  ["H", [num("hour")]],
  ["I", [num("hour12")]],
  ["M", [num("minute")]],
  ["P", [fixed("lowerAmPm")]],
  ["R", [num("hour"), literal(":"), num("minute")]],
  ["S", [num("second")]],
  ["T", TIME],
  ["U", [num("weekFromSunday")]],
  ["V", [num("isoWeek")]],
  ["W", [num("weekFromMonday")]],
  ["X", TIME],
  ["Y", [num("year")]],
  ["Z", [fixed("zoneName")]],
  ["a", [fixed("shortWeekday")]],
  ["b", [fixed("shortMonth")]],
  ["c", [
    fixed("shortWeekday"),
    space(" "),
    fixed("shortMonth"),
    space(" "),
    num("day", "space"),
    space(" "),
    ...TIME,
    space(" "),
    num("year"),
  ]],
  ["d", [num("day")]],
  ["e", [num("day", "space")]],
  ["f", [num("nanosecond")]],
  ["g", [num("isoYearOfCentury")]],
  ["h", [fixed("shortMonth")]],
  ["j", [num("dayOfYear")]],
  ["k", [num("hour", "space")]],
  ["l", [num("hour12", "space")]],
  ["m", [num("month")]],
  ["n", [space("\n")]],
  ["p", [fixed("upperAmPm")]],
  ["q", [num("quarter", "none")]],
  ["r", [num("hour12"), literal(":"), num("minute"), literal(":"), num("second"), space(" "), fixed("upperAmPm")]],
  ["s", [num("timestamp", "none")]],
  ["t", [space("\t")]],
  ["u", [num("weekdayFromMonday", "none")]],
  ["v", [num("day", "space"), literal("-"), fixed("shortMonth"), literal("-"), num("year")]],
  ["w", [num("daysFromSunday", "none")]],
  ["x", DATE],
  ["y", [num("yearOfCentury")]],
  ["z", [fixed("offset")]],
  ["+", [fixed("rfc3339")]],
  ["%", [literal("%")]],
]);

const LONG_SPECIFIERS: ReadonlyMap<string, FormatItem> = new Map<string, FormatItem>([
  [".f", fixed("fraction")],
  [".3f", fixed("fraction3")],
  [".6f", fixed("fraction6")],
  [".9f", fixed("fraction9")],
  ["3f", fixed("digits3")],
  ["6f", fixed("digits6")],
  ["9f", fixed("digits9")],
  [":z", fixed("offsetColon")],
  ["::z", fixed("offsetDoubleColon")],
  [":::z", fixed("offsetTripleColon")],
  ["#z", fixed("offsetPermissive")],
]);

const PADDINGS: ReadonlyMap<string, Padding> = new Map([["-", "none"], ["0", "zero"], ["_", "space"]]);

/** White space, or text up to the next white space or `%`, or a specifier with its modifiers. */
const PIECE = new RegExp(`[${WHITE_SPACE}]+|[^%${WHITE_SPACE}]+|%(?:(?:\\.[369]?|[369])f|:{1,3}z|#z|[-0_]?[^])|%[^]*`, "gu");

/** The items of a strftime format. Source: chrono 0.4, `format::strftime`. */
export function strftimeItems(format: string): readonly FormatItem[] {
  const items: FormatItem[] = [];
  for (const [piece] of format.matchAll(PIECE)) {
    if (piece[0] !== "%") {
      items.push(new RegExp(`^[${WHITE_SPACE}]`, "u").test(piece) ? space(piece) : literal(piece));
      continue;
    }
    const found = specifier(piece.slice(1));
    items.push(...found);
    // Nothing after an error is ever reached.
    if (found[0] === ERROR) break;
  }
  return items;
}

function specifier(text: string): readonly FormatItem[] {
  const long = LONG_SPECIFIERS.get(text);
  if (long !== undefined) return [long];
  const pad = text.length > 1 ? PADDINGS.get(text[0]!) : undefined;
  const items = SPECIFIERS.get(pad === undefined ? text : text.slice(1));
  if (items === undefined) return [ERROR];
  if (pad === undefined) return items;
  const [only, ...others] = items;
  return only?.kind === "numeric" && others.length === 0 ? [num(only.spec, pad)] : [ERROR];
}
