/** Comparisons, IN lists, three-valued logic and LIKE over columns and constants. */
import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { test } from "node:test";
import {
  type ArrowType,
  type Column,
  columnBuilder,
  columnValue,
  type Datum,
  decimalType,
  dictionaryColumn,
  dictionaryType,
  field,
  isScalar,
  listColumn,
  scalar,
  type ScalarData,
  structColumn,
  T,
} from "../../src/arrow/mod.ts";
import { andKleene, orKleene } from "../../src/compute/boolean/mod.ts";
import { comparisonKernel, type ComparisonOperator, inListKernel } from "../../src/compute/comparison/mod.ts";
import { concatText, foldCase, like } from "../../src/compute/like/mod.ts";

const ORDERED: { readonly [K in ComparisonOperator]?: (order: number) => boolean } = {
  "=": (order) => order === 0,
  "!=": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};
const INT64 = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(0n, 1n, -1n, 2n ** 32n, 2n ** 32n + 1n, -(2n ** 63n), 2n ** 63n - 1n),
);
const FLOAT = fc.oneof(fc.double(), fc.constantFrom(NaN, 0, -0, 1, Infinity, -Infinity));

const KINDS: readonly {
  readonly type: ArrowType;
  readonly values: fc.Arbitrary<ScalarData>;
  readonly order: (a: never, b: never) => number;
}[] = [
  { type: T.Int64, values: INT64, order: (a: bigint, b: bigint) => a < b ? -1 : +(a > b) },
  {
    type: T.UInt64,
    values: INT64.map((x) => BigInt.asUintN(64, x)),
    order: (a: bigint, b: bigint) => a < b ? -1 : +(a > b),
  },
  { type: T.Int32, values: fc.integer(), order: (a: number, b: number) => a - b },
  { type: T.UInt8, values: fc.integer({ min: 0, max: 255 }), order: (a: number, b: number) => a - b },
  { type: T.Float64, values: FLOAT, order: floatOrder },
  { type: T.Float32, values: FLOAT.map((x) => Math.fround(x)), order: floatOrder },
  { type: T.Float16, values: fc.constantFrom(NaN, 0, -0, 1, -2.5, 65504), order: floatOrder },
  {
    type: decimalType(38, 2),
    values: INT64.map((x) => x * 10n ** 15n),
    order: (a: bigint, b: bigint) => a < b ? -1 : +(a > b),
  },
  {
    type: T.Utf8,
    values: fc.string({ unit: "binary" }).map((s) => s.replace(/[\ud800-\udfff]/g, "x")),
    order: textOrder,
  },
  { type: T.Boolean, values: fc.boolean(), order: (a: boolean, b: boolean) => +a - +b },
];

for (const { type, values, order } of KINDS) {
  test(`${type.id} compares row by row, with nulls, and with one value on either side`, () => {
    const pairs = fc.array(fc.tuple(fc.option(values), fc.option(values)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(pairs, (given) => {
        const left = given.map(([a]) => a);
        const right = given.map(([, b]) => b);
        const a = columnOf(type, left);
        const b = columnOf(type, right);
        for (const [op, holds] of Object.entries(ORDERED) as [ComparisonOperator, (order: number) => boolean][]) {
          const run = comparisonKernel(op, type);
          const answer = (x: ScalarData, y: ScalarData) =>
            x === null || y === null ? null : holds(order(x as never, y as never));

          assertEquals(rows(run(a, b, given.length)), given.map(([x, y]) => answer(x, y)));
          const one = right[0]!;
          if (one === null) continue;
          assertEquals(rows(run(a, scalar(type, one), given.length)), left.map((x) => answer(x, one)));
          assertEquals(rows(run(scalar(type, one), a, given.length)), left.map((x) => answer(one, x)));
        }
      }),
      { numRuns: 60 },
    );
  });

  test(`${type.id} IN a list finds what equals one of it`, () => {
    const lists = fc.tuple(
      fc.array(fc.option(values), { minLength: 1 }),
      fc.array(values, { maxLength: 12 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(lists, ([given, list, withNull]) => {
        const constants = [...list, ...(withNull ? [null] : [])].map((value) => scalar(type, value));
        const found = rows(inListKernel(type, constants, false)(columnOf(type, given), given.length));
        const wanted = given.map((x) => {
          if (constants.length === 0) return false;
          if (x === null) return null;
          if (list.some((y) => order(x as never, y as never) === 0)) return true;
          return withNull ? null : false;
        });

        assertEquals(spread(found, given.length), wanted);
      }),
      { numRuns: 60 },
    );
  });
}

test("IS DISTINCT FROM takes null as a value", () => {
  const left = columnOf(T.Int32, [1, 1, null, null]);
  const right = columnOf(T.Int32, [1, 2, 2, null]);

  assertEquals(rows(comparisonKernel("IS DISTINCT FROM", T.Int32)(left, right, 4)), [false, true, true, false]);
  assertEquals(rows(comparisonKernel("IS NOT DISTINCT FROM", T.Int32)(left, right, 4)), [true, false, false, true]);
  const nothing = scalar(T.Int32, null);
  assertEquals(rows(comparisonKernel("IS DISTINCT FROM", T.Int32)(left, nothing, 4)), [true, true, false, false]);
});

test("a dictionary compares with a constant entry by entry", () => {
  const type = dictionaryType(T.Int32, T.Utf8);
  const entries = columnOf(T.Utf8, ["a", "b", null]);
  const column = dictionaryColumn(type, Int32Array.of(0, 1, 2, 1, 0), entries);
  const constant = scalar(type, { scalar: scalar(T.Utf8, "b") });

  assertEquals(rows(comparisonKernel("=", type)(column, constant, 5)), [false, true, null, true, false]);
  assertEquals(rows(comparisonKernel("<", type)(column, column, 5)), [false, false, null, false, false]);
});

test("nested values compare item by item, null first", () => {
  const lists = listColumn(Int32Array.of(0, 2, 3, 5), columnOf(T.Int64, [1n, null, 1n, 1n, 2n]));
  const others = listColumn(Int32Array.of(0, 2, 4, 6), columnOf(T.Int64, [1n, 2n, 1n, 2n, 1n, 2n]));
  const less = comparisonKernel("<", lists.type);
  const equal = comparisonKernel("=", lists.type);

  assertEquals(rows(less(lists, others, 3)), [true, true, false]);
  assertEquals(rows(equal(lists, lists, 3)), [true, true, true]);
  assertEquals(rows(equal(lists, others, 3)), [false, false, true]);

  const fields = [field("a", T.Int32), field("b", T.Utf8)];
  const structs = structColumn(fields, [columnOf(T.Int32, [1, 1]), columnOf(T.Utf8, ["x", null])]);
  const swapped = structColumn(fields, [columnOf(T.Int32, [1, 1]), columnOf(T.Utf8, [null, "x"])]);
  assertEquals(rows(comparisonKernel(">", structs.type)(structs, swapped, 2)), [true, false]);
});

test("AND and OR are three-valued, whatever stands under nulls", () => {
  const three: readonly (boolean | null)[] = [true, false, null];
  const pairs = three.flatMap((a) => three.map((b) => [a, b] as const));
  const left = columnOf(T.Boolean, pairs.map(([a]) => a));
  const right = columnOf(T.Boolean, pairs.map(([, b]) => b));
  const and = (a: boolean | null, b: boolean | null) => a === false || b === false ? false : a && b;
  const or = (a: boolean | null, b: boolean | null) =>
    a === true || b === true ? true : a === null || b === null ? null : false;

  assertEquals(rows(andKleene(left, right, 9)), pairs.map(([a, b]) => and(a, b)));
  assertEquals(rows(orKleene(left, right, 9)), pairs.map(([a, b]) => or(a, b)));
  for (const one of three) {
    const constant = scalar(T.Boolean, one);
    assertEquals(spread(rows(andKleene(left, constant, 9)), 9), pairs.map(([a]) => and(a, one)));
    assertEquals(spread(rows(orKleene(constant, left, 9)), 9), pairs.map(([a]) => or(one, a)));
  }
});

test("LIKE agrees with a regular expression", () => {
  const pattern = fc.array(fc.constantFrom("%", "_", "a", "b", "é", "👍", "\\%", "\\_", "\\\\"), { maxLength: 6 });
  const texts = fc.array(fc.array(fc.constantFrom("a", "b", "é", "👍", "%", "_", "\\", "\n"), { maxLength: 6 }), {
    minLength: 1,
  });
  fc.assert(fc.property(pattern, texts, (parts, given) => {
    const source = parts.map((part) =>
      part === "%"
        ? ".*"
        : part === "_"
        ? "."
        : part.replace(/^\\(?=.)/, "").replace(/[\\%_]/, "\\$&").replace(/\\([%_])/, "$1")
    ).join("");
    const regex = new RegExp(`^${source}$`, "su");
    const values = given.map((text) => text.join(""));
    const column = columnOf(T.Utf8, values);
    const wanted = values.map((text) => regex.test(text));
    const text = parts.join("");

    assertEquals(rows(like(column, scalar(T.Utf8, text), { ignoreCase: false, negated: false })), wanted);
    assertEquals(
      rows(like(column, columnOf(T.Utf8, values.map(() => text)), { ignoreCase: false, negated: true })),
      wanted.map((each) => !each),
    );
  }));
});

test("ILIKE folds single characters, not expansions", () => {
  const column = columnOf(T.Utf8, ["STRASSE", "straße", "STRAẞE", "K", null]);
  const answer = (pattern: string) => rows(like(column, scalar(T.Utf8, pattern), { ignoreCase: true, negated: false }));

  assertEquals(answer("strasse"), [true, false, false, false, null]);
  assertEquals(answer("%STRAßE%"), [false, true, true, false, null]);
  assertEquals(answer("k"), [false, false, false, true, null]);
});

test("foldCase() is what the engine's own case-insensitive matching compares", () => {
  const differ: string[] = [];
  for (let c = 0; c <= 0x1e943; c++) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    const char = String.fromCodePoint(c);
    const folded = String.fromCodePoint(foldCase(c));
    if (folded !== char && !new RegExp(`^\\u{${c.toString(16)}}$`, "iu").test(folded)) differ.push(char);
    const other = char.toUpperCase();
    if ([...other].length === 1 && other !== char) {
      const same = foldCase(other.codePointAt(0)!) === foldCase(c);
      if (same !== new RegExp(`^\\u{${c.toString(16)}}$`, "iu").test(other)) differ.push(char);
    }
  }

  assertEquals(differ, []);
});

test("|| joins, null if either is null", () => {
  const left = columnOf(T.Utf8, ["a", null, "é", ""]);
  const right = columnOf(T.Utf8, ["x".repeat(40), "y", "", null]);

  assertEquals(rows(concatText(left, right, T.Utf8)), ["a" + "x".repeat(40), null, "é", null]);
  assertEquals(rows(concatText(scalar(T.Utf8, "<"), left, T.Utf8)), ["<a", null, "<é", "<"]);
});

function floatOrder(a: number, b: number): number {
  if (a !== a || b !== b) return +(a !== a) - +(b !== b);
  return a < b ? -1 : +(a > b);
}

/** By code points, as UTF-8 bytes compare. */
function textOrder(a: string, b: string): number {
  const x = [...a].map((c) => c.codePointAt(0)!);
  const y = [...b].map((c) => c.codePointAt(0)!);
  for (let k = 0; k < Math.min(x.length, y.length); k++) if (x[k] !== y[k]) return x[k]! - y[k]!;
  return x.length - y.length;
}

function columnOf(type: ArrowType, values: readonly ScalarData[]): Column {
  const builder = columnBuilder(type);
  for (const value of values) builder.append(value);
  return builder.finish();
}

function rows(datum: Datum): readonly ScalarData[] {
  if (isScalar(datum)) return [datum.value];
  return Array.from({ length: datum.length }, (_, i) => columnValue(datum, i));
}

/** One value for all rows, as rows. */
function spread(values: readonly ScalarData[], length: number): readonly ScalarData[] {
  return values.length === length ? values : Array.from({ length }, () => values[0]!);
}
