import { assertEquals, assertThrows } from "@std/assert";
import { test } from "node:test";
import {
  type Datum,
  datumToColumn,
  field,
  fixedSizeListType,
  intervalType,
  isScalar,
  listType,
  primitiveColumn,
  scalar,
  scalarFromValue,
  T,
  timestampType,
  typeText,
} from "../../src/arrow/mod.ts";
import { castScalar, cellText } from "../../src/compute/cast/mod.ts";
import { ArgumentError, PlanError, ResourcesExhaustedError } from "../../src/errors.ts";
import { builtInFunctions, nestedFunctions } from "../../src/functions/mod.ts";
import { call, constant, longs } from "./support.ts";

const NULL = constant(null);

function list(...values: readonly unknown[]): Datum {
  return scalarFromValue(values);
}

function long(value: number): Datum {
  return constant(BigInt(value));
}

/** Nested lists as text; null as `null`. */
function text(result: Datum): string {
  const column = datumToColumn(result, 1);
  return column.nullCount > 0 ? "null" : cellText(column, 0);
}

test("array functions give what DataFusion gives at the edges", () => {
  const ints = list(1n, 2n, 3n, 4n, 5n);
  const cases: readonly (readonly [name: string, args: readonly Datum[], expected: string])[] = [
    ["array_slice", [ints, long(-10), long(2)], "[1, 2]"],
    ["array_slice", [ints, long(2), long(2), long(-1)], "[2]"],
    ["array_slice", [ints, long(-1), long(-5), long(-2)], "[5, 3, 1]"],
    ["array_slice", [ints, long(3), long(1), long(1)], "[]"],
    ["array_slice", [ints, NULL, long(1)], "null"],
    ["array_element", [ints, long(-5)], "1"],
    ["array_element", [ints, long(6)], "null"],
    ["array_length", [list([1n, 2n], [3n]), long(2)], "2"],
    ["array_length", [ints, long(0)], "null"],
    ["array_length", [ints, long(3)], "null"],
    ["cardinality", [list([1n, 2n], [3n])], "3"],
    ["cardinality", [NULL], "null"],
    ["array_dims", [list([1n, 2n], [3n])], "[2, 2]"],
    ["array_append", [NULL, long(1)], "[1]"],
    ["array_concat", [list([1n]), list(2n)], "[[1], [2]]"],
    ["array_append", [list("1"), long(1)], "[1, 1]"],
    ["array_sum", [list("1", "2")], "3.0"],
    ["array_has_any", [list(1n), NULL], "null"],
    ["array_has_all", [list(1n), call("make_array", [])], "true"],
    ["array_union", [NULL, NULL], "null"],
    ["array_intersect", [list(1n, 2n, 3n), list(3n, 1n)], "[1, 3]"],
    ["array_distinct", [list(-0, 0, 1.5)], "[0.0, 1.5]"],
    ["array_has", [list(0), constant(-0)], "false"],
    ["array_position", [list(1n, 2n, 1n), long(1), long(2)], "3"],
    ["array_remove_n", [list(1n, 1n, 1n), long(1), long(2)], "[1]"],
    ["array_replace_n", [list(1n, 1n, 1n), long(1), long(5), long(-1)], "[1, 1, 1]"],
    ["array_resize", [list(1n, 2n), long(1)], "[1]"],
    ["array_sort", [list(2n, null, 3n), constant("desc")], "[, 3, 2]"],
    ["array_sort", [list(2n, 1n), NULL], "null"],
    ["array_max", [list([1n], [2n])], "[2]"],
    ["array_to_string", [list([1n, null], null), constant(","), constant("*")], "1,*,*"],
    ["array_to_string", [list(1e21, 1.5e-10, 2, NaN), constant(",")], "1000000000000000000000,0.00000000015,2,NaN"],
    ["string_to_array", [constant("a,b,a"), constant(","), constant("a")], "[, b, ]"],
    ["string_to_array", [constant("aß👍"), NULL], "[a, ß, 👍]"],
    ["string_to_array", [constant(""), constant("")], "[]"],
    ["range", [constant(9223372036854775806n), constant(9223372036854775807n), long(5)], "[9223372036854775806]"],
    [
      "generate_series",
      [constant(9223372036854775806n), constant(9223372036854775807n)],
      "[9223372036854775806, 9223372036854775807]",
    ],
    ["range", [long(1), long(2), NULL], "null"],
    ["inner_product", [list(1, null), list(1, 1)], "null"],
    ["cosine_distance", [list(0), list(1)], "null"],
    ["flatten", [list([1n, null], null)], "[1, ]"],
  ];
  for (const [name, args, expected] of cases) assertEquals(text(call(name, args)), expected, name);
});

test("range() and generate_series() walk by the calendar", () => {
  const step = (months: number, days: number, nanoseconds = 0n): Datum =>
    scalar(intervalType("MonthDayNano"), { months, days, nanoseconds });
  const date = (day: string): Datum => castScalar(constant(day), T.Date32, { safe: false });
  const moment = (at: string, zone: string | null = null): Datum =>
    castScalar(constant(at), timestampType("ns", zone), { safe: false });
  const series = text(call("generate_series", [date("2024-01-31"), date("2024-04-30"), step(1, 0)]));
  assertEquals(series, "[2024-01-31, 2024-02-29, 2024-03-29, 2024-04-29]");
  assertEquals(text(call("range", [date("2024-03-01"), date("2024-01-01"), step(-1, 0)])), "[2024-03-01, 2024-02-01]");
  assertEquals(
    text(call("range", [date("2024-01-30"), date("2024-03-02"), step(0, 10)])),
    "[2024-01-30, 2024-02-09, 2024-02-19]",
  );
  assertEquals(
    text(call("range", [moment("2020-01-31"), moment("2020-04-01"), step(1, 0, 3_600_000_000_000n)])),
    "[2020-01-31T00:00:00, 2020-02-29T01:00:00, 2020-03-29T02:00:00]",
  );
  // Days are those of the zone: one of them has 23 hours.
  assertEquals(
    text(call("range", [
      moment("2020-03-28T00:00:00", "Europe/Berlin"),
      moment("2020-03-31T00:00:00", "Europe/Berlin"),
      step(0, 1),
    ])),
    "[2020-03-28T00:00:00+01:00, 2020-03-29T00:00:00+01:00, 2020-03-30T00:00:00+02:00]",
  );
  assertThrows(() => call("range", [date("2024-01-01"), date("2024-02-01"), step(0, 0)]), ArgumentError);
});

test("lists that would not fit fail before they are made", () => {
  const huge = constant(100_000_000_000n);
  const calls: readonly (readonly [name: string, args: readonly Datum[]])[] = [
    ["range", [huge]],
    ["generate_series", [huge]],
    ["array_repeat", [long(1), huge]],
    ["array_resize", [list(1n), huge, long(0)]],
  ];
  for (const [name, args] of calls) {
    const error = assertThrows(() => call(name, args), ResourcesExhaustedError);
    assertEquals(
      error.message.startsWith(`Cannot call "${name}": at row 0 the lists would have `),
      true,
      error.message,
    );
  }
});

test("array functions say which row or argument does not fit", () => {
  const cases: readonly (readonly [name: string, args: readonly Datum[], message: string])[] = [
    ["array_slice", [list(1n), long(1), long(2), long(0)], `the stride is 0 at row 0, must be another integer`],
    ["array_position", [list(1n), long(1), long(2)], `start_from is 2 at row 0, must be a position in the list`],
    ["array_resize", [list(1n), long(-1)], `the size is -1 at row 0, must be at least 0`],
    ["array_add", [list(1, 2), list(1)], `the lists have 2 and 1 items at row 0, must be as many`],
    ["map", [list("a", "a"), list(1n, 2n)], `key a stands twice at row 0, must be distinct`],
    ["map", [list("a"), list(1n, 2n)], `at row 0 there are 1 keys and 2 values, must be as many of both`],
    ["range", [long(0), long(5), long(0)], `the step is 0 at row 0, must be another one`],
    ["array_length", [NULL], `the list is an untyped null, must be a list`],
  ];
  for (const [name, args, message] of cases) {
    assertThrows(() => call(name, args), ArgumentError, `Cannot call "${name}": ${message}`);
  }
  assertThrows(
    () => call("array_max", [NULL]),
    PlanError,
    `Cannot call "array_max": argument 1 is Null, must be a list`,
  );
  assertThrows(() => call("array_length", [long(1)]), PlanError);
  assertThrows(
    () => call("array_append", [list(1n), constant("5")]),
    PlanError,
    `Cannot call "array_append": argument 2 is Utf8, must be of a type that converts to Int64 without loss`,
  );
});

test("lists of a fixed size become lists where the result is one", () => {
  const type = fixedSizeListType(field("item", T.Int32), 2);
  const fixed = castScalar(scalarFromValue([1, 2]), type, { safe: false });
  const reversed = call("array_reverse", [fixed]);
  assertEquals(typeText(reversed.type), typeText(listType(field("item", T.Int32))));
  assertEquals(text(reversed), "[2, 1]");
  assertEquals(text(call("array_element", [fixed, long(2)])), "2");
});

test("a constant list meets a column row by row", () => {
  const found = call("array_has", [list(1n, 3n), longs(1n, 2n, 3n)]);
  assertEquals(isScalar(found), false);
  const column = datumToColumn(found, 3);
  assertEquals([0, 1, 2].map((row) => cellText(column, row)), ["true", "false", "true"]);
  const nulls = call("array_repeat", [longs(7n, 8n), primitiveColumn(T.Int64, BigInt64Array.of(1n, 0n))]);
  const repeated = datumToColumn(nulls, 2);
  assertEquals([0, 1].map((row) => cellText(repeated, row)), ["[7]", "[]"]);
});

test("array functions go by their list names as well", () => {
  for (const fn of nestedFunctions) {
    for (const alias of fn.aliases) assertEquals(builtInFunctions().scalar(alias)?.name, fn.name);
    assertEquals(fn.documentation!.syntax.startsWith(`${fn.name}(`), true);
  }
});
