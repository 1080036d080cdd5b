import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { test } from "node:test";
import {
  type ArrowType,
  type Column,
  columnBuilder,
  columnValue,
  decimalType,
  dictionaryType,
  durationType,
  field,
  fixedSizeListType,
  intervalType,
  listType,
  scalar,
  type ScalarData,
  sliceColumn,
  structType,
  T,
  timestampType,
  typeText,
} from "../../src/arrow/mod.ts";
import { canCast, castColumn, castScalar } from "../../src/compute/cast/mod.ts";
import { ArgumentError, CastError } from "../../src/errors.ts";

const RAISE = { safe: false };
const NULL = { safe: true };

/** CAST: from type, value, to type, message. */
const REFUSED: readonly (readonly [ArrowType, ScalarData, ArrowType, string])[] = [
  [T.Int64, 300n, T.Int8, "Cannot cast Int64 value 300 to Int8: it does not fit, must be from -128 to 127"],
  [
    T.Float64,
    NaN,
    T.Int32,
    "Cannot cast Float64 value NaN to Int32: it does not fit, must be from -2147483648 to 2147483647",
  ],
  [
    T.Int16,
    -1,
    T.UInt64,
    "Cannot cast Int16 value -1 to UInt64: it does not fit, must be from 0 to 18446744073709551615",
  ],
  [
    T.Utf8,
    "abc",
    T.Int64,
    'Cannot cast "abc" to Int64: it does not read as one, must be a whole number from -9223372036854775808 to 9223372036854775807',
  ],
  [
    T.Utf8View,
    "1e",
    T.Float64,
    'Cannot cast "1e" to Float64: it does not read as one, must be a number such as "1.5" or "1e10"',
  ],
  [
    T.Utf8,
    "maybe",
    T.Boolean,
    'Cannot cast "maybe" to Boolean: it does not read as one, must be one of "true", "t", "yes", "y", "on", "1", "false", "f", "no", "n", "off", "0"',
  ],
  [
    T.Utf8,
    "2023-02-29",
    T.Date32,
    'Cannot cast "2023-02-29" to Date32: it does not read as one, must be a date such as "2024-02-29"',
  ],
  [
    T.Utf8,
    "1234.5",
    decimalType(5, 2),
    'Cannot cast "1234.5" to Decimal128(5, 2): it does not read as one, must be a number with at most 3 digits before the point',
  ],
  [
    decimalType(10, 2),
    123456n,
    decimalType(4, 2),
    "Cannot cast Decimal128(10, 2) value 1234.56 to Decimal128(4, 2): it does not fit, must be at most 2 digits before the point",
  ],
  [
    T.Utf8,
    "2024-03-10T02:30:00",
    timestampType("s", "America/New_York"),
    'Cannot cast "2024-03-10T02:30:00" to Timestamp(s, "America/New_York"): it does not read as one, must be a timestamp such as "2024-02-29T12:34:56Z"',
  ],
  [
    timestampType("s"),
    1710037800n,
    timestampType("s", "America/New_York"),
    'Cannot cast Timestamp(s) value 2024-03-10T02:30:00 to Timestamp(s, "America/New_York"): it does not fit, must be within 64 bits, and a time that clocks of "America/New_York" show exactly once',
  ],
  [
    timestampType("us"),
    -62135596800000000n,
    timestampType("ns"),
    "Cannot cast Timestamp(µs) value 0001-01-01T00:00:00 to Timestamp(ns): it does not fit, must be within 64 bits",
  ],
  [
    T.Utf8,
    "P1D",
    intervalType("MonthDayNano"),
    'Cannot cast "P1D" to Interval(MonthDayNano): it does not read as one, must be an interval such as "1 year 2 months"',
  ],
  [
    intervalType("MonthDayNano"),
    { months: 1, days: 0, nanoseconds: 0n },
    durationType("s"),
    "Cannot cast Interval(MonthDayNano) value 1 mons to Duration(s): it does not fit, must be an interval without months and days, within 64 bits",
  ],
  [
    T.Binary,
    Uint8Array.of(255),
    T.Utf8,
    "Cannot cast Binary value ff to Utf8: it does not fit, must be valid UTF-8",
  ],
  [
    T.Binary,
    Uint8Array.of(1, 2),
    { id: "FixedSizeBinary", byteWidth: 4 },
    "Cannot cast Binary value 0102 to FixedSizeBinary(4): it does not fit, must be 4 bytes",
  ],
  [
    T.Date32,
    95_026_237,
    T.Utf8,
    "Cannot cast Date32 value 95026237 to Utf8: it does not fit, must be a time that the calendar has",
  ],
];

test("a plain cast raises for the first value that does not fit", () => {
  for (const [from, value, to, message] of REFUSED) {
    const error = assertThrows(() => castColumn(columnOf(from, [null, value]), to, RAISE), CastError);
    assertEquals(error.rawMessage, message);
    assertEquals(error.remedy, "try_cast, which gives null for such values");
  }
});

test("a safe cast gives null for the same values", () => {
  for (const [from, value, to] of REFUSED) {
    const out = castColumn(columnOf(from, [null, value, null]), to, NULL);
    assertEquals([out.nullCount, valuesOf(out)], [3, [null, null, null]], typeText(to));
  }
});

test("a long value is cut in the message", () => {
  const error = assertThrows(() => castScalar(scalar(T.Utf8, "x".repeat(300)), T.Int8, RAISE), CastError);

  assertEquals(
    error.rawMessage,
    `Cannot cast "${"x".repeat(100)}…" to Int8: it does not read as one, must be a whole number from -128 to 127`,
  );
});

test("what stands under a null never fails", () => {
  const column: Column = { ...columnOf(T.Int64, [1n, 300n]), validity: Uint8Array.of(1), nullCount: 1 };

  assertEquals(valuesOf(castColumn(column, T.Int8, RAISE)), [1, null]);
});

test("types without a cast are refused", () => {
  const cases: readonly (readonly [ArrowType, ArrowType, string])[] = [
    [
      T.Boolean,
      decimalType(10, 2),
      "Cannot cast Boolean to Decimal128(10, 2): there is no such cast, must be another target type",
    ],
    [T.Date32, T.Float64, "Cannot cast Date32 to Float64: there is no such cast, must be another target type"],
    [
      structType([field("a", T.Int8)]),
      T.Utf8,
      'Cannot cast Struct("a": Int8) to Utf8: there is no such cast, must be another target type',
    ],
    [
      listType(field("item", T.Int8)),
      T.Int8,
      "Cannot cast List(Int8) to Int8: there is no such cast, must be another target type",
    ],
  ];
  for (const [from, to, message] of cases) {
    assertEquals(canCast(from, to), false);
    assertEquals(assertThrows(() => castColumn(columnOf(from, []), to, NULL), CastError).rawMessage, message);
  }
});

test("a column of the target type is given back as it is", () => {
  const column = columnOf(T.Int32, [1, null]);

  assertStrictEquals(castColumn(column, { id: "Int32" }, RAISE), column);
});

test("string types share their bytes", () => {
  const column = columnOf(T.Utf8, ["a", null, "é"]);
  const view = castColumn(column, T.Utf8View, RAISE);

  assertStrictEquals(view.layout === "bytes" && column.layout === "bytes" && view.data === column.data, true);
  assertEquals(valuesOf(view), ["a", null, "é"]);
});

test("int64 is rounded to float32 once", () => {
  // Rounded to float64 first, the value is the middle of two float32, and goes to the even, lower one.
  const value = (1n << 61n) + (1n << 37n) + 1n;

  assertEquals(valuesOf(castColumn(columnOf(T.Int64, [value, -value]), T.Float32, RAISE)), [
    2 ** 61 + 2 ** 38,
    -(2 ** 61) - 2 ** 38,
  ]);
  assertEquals(castScalar(scalar(T.UInt64, (1n << 64n) - 1n), T.Float32, RAISE).value, 2 ** 64);
});

test("integers that pass a small decimal do not fit", () => {
  const column = columnOf(T.Int64, [5n, 4294967301n]);

  assertEquals(valuesOf(castColumn(column, decimalType(9, 0, "Decimal32"), NULL)), [5n, null]);
});

test("text becomes decimals of 76 digits", () => {
  const digits = "9".repeat(66) + "." + "9".repeat(10);

  assertEquals(
    castScalar(scalar(T.Utf8, digits), decimalType(76, 10, "Decimal256"), RAISE).value,
    10n ** 76n - 1n,
  );
  assertEquals(castScalar(scalar(T.Utf8, digits), decimalType(76, 9, "Decimal256"), NULL).value, 10n ** 75n);
});

test("DayTime and YearMonth intervals are read and shown", () => {
  const texts = columnOf(T.Utf8, ["1 month 2 days 3.5 seconds", "2 years -1 month", "1.5", "1 microsecond"]);
  const shown = (type: ArrowType) => valuesOf(castColumn(castColumn(texts, type, NULL), T.Utf8, RAISE));

  assertEquals(shown(intervalType("DayTime")), ["32 days 3.500 secs", "690 days", "1 days 12 hours", null]);
  assertEquals(shown(intervalType("YearMonth")), [null, "1 years 11 mons", "1 years 6 mons", null]);
});

test("DayTime and YearMonth intervals become MonthDayNano", () => {
  const to = intervalType("MonthDayNano");
  const value = { months: 0, days: -1, nanoseconds: -5_000_000n };

  assertEquals(castScalar(scalar(intervalType("DayTime"), value), to, RAISE).value, value);
  assertEquals(castScalar(scalar(intervalType("YearMonth"), -13), to, RAISE).value, {
    months: -13,
    days: 0,
    nanoseconds: 0n,
  });
});

test("an unknown time zone is refused, also in a safe cast", () => {
  const error = assertThrows(() => castScalar(scalar(T.Utf8, "x"), timestampType("s", "utc"), NULL), ArgumentError);

  assertEquals(
    error.rawMessage,
    'Cannot use time zone "utc": there is no such zone, must be an IANA name such as "Europe/Paris" or an offset such as "+05:30"',
  );
});

test("a scalar Date64 out of nanoseconds is null in a safe cast; in a column it wraps around, as in DataFusion", () => {
  const value = -62135596800000n;

  assertEquals(castScalar(scalar(T.Date64, value), timestampType("ns"), NULL).value, null);
  assertEquals(valuesOf(castColumn(columnOf(T.Date64, [value]), timestampType("ns"), NULL)), [-6795364578871345152n]);
  assertThrows(() => castColumn(columnOf(T.Date64, [value]), timestampType("ns"), RAISE), CastError);
});

test("structs are matched by name at the top: missing fields are null, others are dropped", () => {
  const from = structType([field("a", T.Int64), field("b", T.Utf8)]);
  const to = structType([field("b", T.Int8), field("c", T.Float64), field("d", T.Null)]);
  const column = structOf(from, [[1n, "7"], [2n, "8"]]);

  assertEquals([canCast(from, to), canCast(from, to, NULL)], [true, false]);
  assertEquals(fieldsOf(castColumn(column, to, RAISE)), [[7, 8], [null, null], [null, null]]);
  assertThrows(() => castColumn(column, structType([field("x", T.Int8)]), RAISE), CastError);
});

test("a field that must not be null refuses nulls", () => {
  const column = columnOf(listType(field("item", T.Utf8)), [columnOf(T.Utf8, ["x"])].map(listOf));
  const to = listType(field("item", T.Int8, false));

  assertEquals(
    assertThrows(() => castColumn(column, to, NULL), CastError).rawMessage,
    'Cannot cast to List(non-null Int8): child "item" would have null values, must have none',
  );
});

test("items outside of a slice decide nothing", () => {
  const column = columnOf(
    listType(field("item", T.Int64)),
    [[1n], [300n], [2n]].map((v) => listOf(columnOf(T.Int64, v))),
  );
  const out = castColumn(sliceColumn(column, 2, 1), listType(field("item", T.Int8)), RAISE);

  assertEquals(out.layout === "list" && valuesOf(out.child), [2]);
});

test("items under a null row of a fixed-size list decide nothing", () => {
  const type = fixedSizeListType(field("item", T.Int64), 1);
  const whole = columnOf(type, [[1n], [300n]].map((v) => listOf(columnOf(T.Int64, v))));
  const column: Column = { ...whole, validity: Uint8Array.of(1), nullCount: 1 };

  const out = castColumn(column, fixedSizeListType(field("item", T.Int8), 1), RAISE);
  assertEquals(out.layout === "fixedList" && valuesOf(out.child), [1, null]);
  assertEquals(valuesOf(castColumn(column, T.Int8, RAISE)), [1, null]);
});

test("dictionaries are made in order of first appearance, cast once an entry, and looked up", () => {
  const column = columnOf(T.Utf8, ["b", "a", null, "b", ""]);
  const packed = castColumn(column, dictionaryType(T.Int8, T.LargeUtf8), RAISE);

  assertEquals(packed.layout === "dictionary" && [...packed.keys], [0, 1, 0, 0, 2]);
  assertEquals(packed.layout === "dictionary" && valuesOf(packed.dictionary), ["b", "a", ""]);
  assertEquals(valuesOf(castColumn(packed, T.Utf8View, RAISE)), ["b", "a", null, "b", ""]);
});

test("an entry that no row uses decides nothing", () => {
  const packed = castColumn(columnOf(T.Utf8, ["1", "x"]), dictionaryType(T.Int32, T.Utf8), RAISE);

  assertEquals(valuesOf(castColumn(sliceColumn(packed, 0, 1), T.Int8, RAISE)), [1]);
});

test("more distinct values than keys are refused", () => {
  const column = columnOf(T.Int32, Array.from({ length: 129 }, (_, i) => i));
  const to = dictionaryType(T.Int8, T.Int32);

  assertEquals(
    assertThrows(() => castColumn(column, to, RAISE), CastError).rawMessage,
    "Cannot cast to Dictionary(Int8, Int32): there are 129 distinct values, must be at most 128 for Int8 keys",
  );
  assertEquals(castColumn(sliceColumn(column, 0, 128), to, RAISE).length, 128);
});

test("a union gives the rows of the child that fits best", () => {
  const type: ArrowType = {
    id: "Union",
    mode: "Sparse",
    typeIds: [3, 5],
    fields: [field("n", T.Int32), field("s", T.Utf8)],
  };
  const column: Column = {
    layout: "union",
    type,
    length: 3,
    validity: null,
    nullCount: 0,
    typeIds: Int8Array.of(3, 5, 3),
    offsets: null,
    children: [columnOf(T.Int32, [1, 2, 3]), columnOf(T.Utf8, ["a", "b", "c"])],
  };

  assertEquals(valuesOf(castColumn(column, T.Utf8View, RAISE)), [null, "b", null]);
  assertEquals(valuesOf(castColumn(column, T.Int64, RAISE)), [1n, null, 3n]);
});

test("run-end encoded columns are cast as their values", () => {
  const ree = (values: ArrowType): ArrowType => ({
    id: "RunEndEncoded",
    runEnds: field("run_ends", T.Int32, false),
    values: field("values", values),
  });
  const column: Column = { ...columnOf(T.Int32, [1, 1, null]), type: ree(T.Int32) };

  assertEquals(valuesOf(castColumn(column, T.Utf8, RAISE)), ["1", "1", null]);
  assertEquals(castColumn(columnOf(T.Int8, [1]), ree(T.Int32), RAISE).type, ree(T.Int32));
});

function columnOf(type: ArrowType, values: readonly ScalarData[]): Column {
  const builder = columnBuilder(type);
  for (const value of values) builder.append(value);
  return builder.finish();
}

function valuesOf(column: Column): ScalarData[] {
  return Array.from({ length: column.length }, (_, row) => columnValue(column, row));
}

function listOf(items: Column): Column {
  return {
    layout: "list",
    type: listType(field("item", items.type)),
    length: 1,
    validity: null,
    nullCount: 0,
    offsets: Int32Array.of(0, items.length),
    child: items,
  };
}

function structOf(type: ArrowType & { id: "Struct" }, rows: readonly (readonly ScalarData[])[]): Column {
  const children = type.fields.map((f, k) => columnOf(f.type, rows.map((row) => row[k]!)));
  return { layout: "struct", type, length: rows.length, validity: null, nullCount: 0, children };
}

function fieldsOf(column: Column): ScalarData[][] {
  return column.layout === "struct" ? column.children.map(valuesOf) : [];
}
