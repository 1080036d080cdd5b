import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { test } from "node:test";
import {
  type ArrowType,
  type Column,
  decimalType,
  dictionaryType,
  durationType,
  field,
  fixedSizeBinaryType,
  fixedSizeListType,
  intervalType,
  listColumn,
  listType,
  mapType,
  primitiveColumn,
  structColumn,
  structType,
  T,
  timestampType,
  timeType,
  typeText,
  unionColumn,
} from "../../src/arrow/mod.ts";
import { PlanError } from "../../src/errors.ts";
import { builtInDefinitions, builtInFunctions, mainName } from "../../src/functions/mod.ts";
import { parseTypeText } from "../../src/functions/core/mod.ts";
import { call, constant, longs, rows, texts } from "./support.ts";

test("parseTypeText() reads what arrow_typeof prints", () => {
  const item = field("item", T.Int64, false);
  const types: readonly ArrowType[] = [
    T.Int8,
    T.Utf8View,
    decimalType(10, -2),
    decimalType(76, 2, "Decimal256"),
    timestampType("us"),
    timestampType("ns", "+01:00"),
    timeType("ms"),
    durationType("s"),
    intervalType("MonthDayNano"),
    fixedSizeBinaryType(16),
    dictionaryType(T.Int32, T.Utf8),
    listType(item),
    listType(field("x", T.Utf8, true, { k: 'v "1"' }), "LargeList"),
    fixedSizeListType(field("item", T.Float32), 3),
    structType([field("a b", T.Int64), field("é", listType(item), false, { unit: "m" })]),
    mapType(field("entries", structType([field("key", T.Utf8, false), field("value", T.Int64)]), false)),
    Object.freeze({ id: "Union", mode: "Dense", typeIds: [0, 5], fields: [field("i", T.Int64), field("s", T.Utf8)] }),
  ];
  for (const type of types) assertEquals(typeText(parseTypeText(typeText(type))), typeText(type));
});

test("parseTypeText() reads the older forms of arrow-rs", () => {
  assertEquals(parseTypeText(`Timestamp(Nanosecond, Some("UTC"))`), timestampType("ns", "UTC"));
  assertEquals(parseTypeText("Timestamp(Second, None)"), timestampType("s"));
  assertEquals(parseTypeText("FixedSizeList(2, Int32)"), fixedSizeListType(field("item", T.Int32), 2));
  assertEquals(parseTypeText("List(nullable Int32)"), listType(field("item", T.Int32)));
});

test("parseTypeText() says what is wrong", () => {
  const wrong: readonly (readonly [string, string])[] = [
    ["int8", `"int8" is no type`],
    ["Timestamp", `the end stands where "(" must be`],
    ["Duration(min)", `"min" is no time unit`],
    ["List(Int32", `the end stands where ")" must be`],
    ["Struct(a Int32)", `"a" stands where a field name in quotes must be`],
    ["Int8 x", `"x" follows the type`],
    ["Decimal128(50, 2)", "a Decimal128 cannot have precision 50 and scale 2"],
    ["List(;)", `";)" cannot be read`],
  ];
  for (const [text, what] of wrong) {
    assertThrows(
      () => parseTypeText(text),
      PlanError,
      `Cannot read type ${JSON.stringify(text)}: ${what}, must be as "Int32" or "Timestamp(ns)"`,
    );
  }
});

test("greatest() and least() order -0 before 0 and NaN last, and skip nulls", () => {
  const x = primitiveColumn(T.Float64, Float64Array.of(-0, 0, NaN, 1), Uint8Array.of(7));
  const y = primitiveColumn(T.Float64, Float64Array.of(0, -0, 1, 2));

  assertEquals(rows("greatest", [x, y]), [0, 0, NaN, 2]);
  assertEquals(rows("least", [x, y]), [-0, -0, 1, 2]);
  assertEquals(rows("nullif", [x, y]), [-0, 0, NaN, null]);
});

test("nvl2() chooses by its first argument", () => {
  assertEquals(rows("nvl2", [texts("a", null), constant("x"), constant("y")]), ["x", "y"]);
});

test("get_field() finds fields of structs and values of maps", () => {
  const struct = structColumn([field("a", T.Int64)], [longs(1n, 2n)]);
  const entries = [field("key", T.Utf8View, false), field("value", T.Int64)];
  const type = mapType(field("entries", structType(entries), false));
  const keys = { ...texts("x", "y", "x"), type: T.Utf8View } as Column;
  const map = listColumn(Int32Array.of(0, 2, 3), structColumn(entries, [keys, longs(1n, 2n, 3n)]), null, 0, type);

  assertEquals(rows("get_field", [struct, constant("a")]), [1n, 2n]);
  assertEquals(rows("get_field", [map, constant("x")]), [1n, 3n]);
  assertEquals(rows("get_field", [map, constant("y")]), [2n, null]);
  assertThrows(
    () => call("get_field", [struct, constant("b")]),
    PlanError,
    `Cannot call "get_field": the struct has no field "b", must be "a"`,
  );
});

test("union_tag() and union_extract() read both kinds of unions", () => {
  const fields = [field("i", T.Int64), field("s", T.Utf8)];
  const union = (mode: "Sparse" | "Dense"): ArrowType => ({ id: "Union", mode, typeIds: [0, 7], fields });
  const ids = Int8Array.of(0, 7, 0);
  const sparse = unionColumn(union("Sparse"), ids, null, [longs(1n, 2n, 3n), texts("a", "b", "c")]);
  const dense = unionColumn(union("Dense"), ids, Int32Array.of(0, 0, 1), [longs(1n, 3n), texts("b")]);

  for (const column of [sparse, dense]) {
    assertEquals(rows("union_extract", [column, constant("i")]), [1n, null, 3n]);
    assertEquals(rows("union_extract", [column, constant("s")]), [null, "b", null]);
    assertEquals(rows("concat", [call("union_tag", [column])]), ["i", "s", "i"]);
  }
});

test("uuid() gives random UUIDs of version 4", () => {
  const column = call("uuid", [], 3) as Column;
  const values = rows("concat", [column]) as readonly string[];

  assertEquals(new Set(values).size, 3);
  for (const value of values) {
    assertMatch(value, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

test("functions of dictionaries compute each entry once and stay dictionaries", () => {
  const column = { ...texts("a", "b"), type: T.Utf8 } as Column;
  const dictionary: Column = {
    layout: "dictionary",
    type: dictionaryType(T.Int32, T.Utf8),
    length: 3,
    validity: null,
    nullCount: 0,
    keys: Int32Array.of(1, 0, 1),
    dictionary: column,
  };
  const result = call("upper", [dictionary]) as Column;

  assertEquals(typeText(result.type), "Dictionary(Int32, Utf8)");
  assertEquals(result.layout === "dictionary" && result.dictionary.length, 2);
  assertEquals(rows("concat", [result]), ["B", "A", "B"]);
});

test("every built-in has a documentation, and no two have one name", () => {
  const names = builtInDefinitions.flatMap((fn) => [fn.name, ...fn.aliases].map((name) => `${fn.kind} ${name}`));

  assertEquals(builtInDefinitions.filter((fn) => !fn.documentation?.description).map((fn) => fn.name), []);
  assertEquals(names.filter((name, i) => names.indexOf(name) !== i), []);
  assertEquals(builtInFunctions().scalar("substring"), builtInFunctions().scalar("substr"));
});

test("mainName() knows names and aliases of every kind", () => {
  assertEquals(mainName("scalar", "instr"), "strpos");
  assertEquals(mainName("scalar", "ifnull"), "nvl");
  assertEquals(mainName("aggregate", "sum"), "sum");
  assertEquals(mainName("window", "row_number"), "row_number");
  assertEquals(mainName("higherOrder", "list_filter"), "array_filter");
  assertEquals(mainName("scalar", "no_such_function"), undefined);
});
