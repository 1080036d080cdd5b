import { assert, assertEquals, assertThrows } from "@std/assert";
import { test } from "node:test";
import {
  batchFromColumns,
  batchFromRows,
  type Column,
  columnBuilder,
  columnFromTyped,
  columnFromValues,
  type ColumnInput,
  columnsOf,
  columnToValues,
  decimalType,
  dictionaryType,
  durationType,
  field,
  intervalType,
  primitiveColumn,
  rowsOf,
  type ScalarData,
  scalarFromValue,
  schema,
  T,
  timestampType,
  timeType,
  toApacheVector,
  typeText,
  utf8FromStrings,
} from "../../src/arrow/mod.ts";
import { InexactNumberError, InvalidDataError, PlanError, SchemaError } from "../../src/errors.ts";
import { EVERY_TYPE, rowTexts } from "../support/random_column.ts";

test("columnFromValues() finds the type that holds all values", () => {
  const day = new Date(Date.UTC(2024, 0, 1));
  const cases: [unknown[], string, string[]][] = [
    [[1, null, -3, undefined], "Int64", ["1n", "null", "-3n", "null"]],
    [[2 ** 53 - 1, -(2 ** 53) + 1, -1, 2 ** 32], "Int64", [
      "9007199254740991n",
      "-9007199254740991n",
      "-1n",
      "4294967296n",
    ]],
    [[1, 1.5, null], "Float64", ["1", "1.5", "null"]],
    [[1, NaN], "Float64", ["1", "NaN"]],
    [[0, -0], "Float64", ["0", "-0"]],
    [[1, 2 ** 53], "Float64", ["1", "9007199254740992"]],
    [[1n, 2, null], "Int64", ["1n", "2n", "null"]],
    [[-(2n ** 63n), 2n ** 63n - 1n], "Int64", ["-9223372036854775808n", "9223372036854775807n"]],
    [[2n ** 64n - 1n, 1], "UInt64", ["18446744073709551615n", "1n"]],
    [["x", null, "é👍", ""], "Utf8", ['"x"', "null", '"é👍"', '""']],
    [[true, null, false], "Boolean", ["true", "null", "false"]],
    [[day, null], "Timestamp(µs)", ["1704067200000000n", "null"]],
    [[Uint8Array.of(1, 2), null, new ArrayBuffer(1)], "Binary", ["x1.2", "null", "x0"]],
    [[null, undefined], "Null", ["null", "null"]],
    [[], "Null", []],
    [[[1, 2], null, [], [null]], "List(Int64)", ["[1n,2n]", "null", "[]", "[null]"]],
    [[[1], [2.5]], "List(Float64)", ["[1]", "[2.5]"]],
    [[[], null], "List(Null)", ["[]", "null"]],
    [[[["a"]], [[], null]], "List(List(Utf8))", ['[["a"]]', "[[],null]"]],
    [[Float32Array.of(1, 2), null, Float32Array.of()], "List(Float32)", ["[1,2]", "null", "[]"]],
    [[{ x: 1, y: "q" }, null, { y: null, z: [true] }, {}], 'Struct("x": Int64, "y": Utf8, "z": List(Boolean))', [
      '{1n,"q",null}',
      "null",
      "{null,null,[true]}",
      "{null,null,null}",
    ]],
    [
      [new Map([["k", 1]]), null, new Map()],
      'Map("entries": non-null Struct("key": non-null Utf8, "value": Int64), unsorted)',
      ['[{"k",1n}]', "null", "[]"],
    ],
    [[{ toString: 1 }, {}], 'Struct("toString": Int64)', ["{1n}", "{null}"]],
  ];
  for (const [values, type, texts] of cases) {
    const column = columnFromValues(values);
    assertEquals([typeText(column.type), rowTexts(column)], [type, texts]);
  }
});

test("columnFromValues() names column and row of what does not go together", () => {
  const cases: [unknown[], string][] = [
    [[1, 2, "x"], "row 2 is a string, must be a number like row 0"],
    [[null, "x", null, true], "row 3 is a boolean, must be a string like row 1"],
    [[1.5, 1n], "row 1 is a bigint, must be a number like row 0"],
    [[1n, 1, 0.5], "row 2 is no safe whole number, must be one, or a bigint like row 0"],
    [[[1], "x"], "row 1 is a string, must be an array like row 0"],
    [[[1], ["x"]], "row 1 is a string, must be a number like row 0"],
    [[{ a: 1 }, { a: "x" }], "row 1 is a string, must be a number like row 0"],
    [[Float32Array.of(1), Float64Array.of(1)], "row 1 is a typed array of Float64, must be one of Float32 like row 0"],
    [
      [2n ** 64n],
      "row 0 is the bigint 18446744073709551616, must be in the range of Int64, or of UInt64 with all others",
    ],
    [
      [-1n, 2n ** 63n],
      "row 1 is the bigint 9223372036854775808, must be in the range of Int64, or of UInt64 with all others",
    ],
    [[new Date(NaN)], "row 0 is an invalid Date, must be a moment in time"],
    [[() => 1], "row 0 is a function, must be a value that Arrow can hold"],
    [[Symbol("s")], "row 0 is a symbol, must be a value that Arrow can hold"],
    [[/x/], "row 0 is an object of class RegExp, must be a plain object"],
    [[new Map([[null, 1]])], "row 0 is a Map with a null key, must be one without"],
  ];
  for (const [values, message] of cases) {
    const error = assertThrows(() => columnFromValues(values, "price"), InvalidDataError);
    assertEquals(error.message, `Cannot make column "price": ${message}`);
    assertEquals(error.column, "price");
    assertEquals(error.row, Number(/row (\d+)/.exec(message)![1]));
  }
});

test("scalarFromValue() makes lists and structs", () => {
  assertEquals(typeText(scalarFromValue([1, null]).type), "List(Int64)");
  assertEquals(typeText(scalarFromValue({ a: ["x"] }).type), 'Struct("a": List(Utf8))');
  assertEquals(rowTexts(scalarFromValue([1, null]).value as Column), ["[1n,null]"]);
  assertThrows(
    () => scalarFromValue([1, "x"]),
    PlanError,
    "Cannot make a literal: its value is a string, must be a number like row 0",
  );
});

test("typed arrays become columns that share their memory", () => {
  const cases: [ArrayBufferView, string][] = [
    [Int8Array.of(1), "Int8"],
    [Uint8Array.of(1), "UInt8"],
    [Uint8ClampedArray.of(1), "UInt8"],
    [Int16Array.of(1), "Int16"],
    [Uint16Array.of(1), "UInt16"],
    [Int32Array.of(1), "Int32"],
    [Uint32Array.of(1), "UInt32"],
    [BigInt64Array.of(1n), "Int64"],
    [BigUint64Array.of(1n), "UInt64"],
    [Float32Array.of(1), "Float32"],
    [Float64Array.of(1), "Float64"],
  ];
  for (const [values, type] of cases) {
    const column = columnFromTyped(values);
    assertEquals(typeText(column.type), type);
    assertEquals(column.layout === "primitive" && column.values.buffer, values.buffer);
  }
});

test("batchFromColumns() takes arrays, typed arrays and Arrow vectors of one length", () => {
  const batch = batchFromColumns({
    a: [1, null],
    b: Float64Array.of(1, NaN),
    c: toApacheVector(utf8FromStrings(T.Utf8View, ["x", null])),
    __proto__: null,
  } as unknown as Record<string, ColumnInput>);
  assertEquals(batch.schema.fields, [field("a", T.Int64), field("b", T.Float64), field("c", T.Utf8View)]);
  assertEquals(columnsOf(batch.schema, [batch]), { a: [1, null], b: [1, NaN], c: ["x", null] });
  assertEquals(batchFromColumns({}).numRows, 0);
  const uneven = assertThrows(() => batchFromColumns({ a: [1, 2], b: [1] }), InvalidDataError);
  assertEquals(uneven.message, 'Cannot make column "b": it has 1 rows, must be 2 like "a"');
  const text = assertThrows(() => batchFromColumns({ a: "xyz" as unknown as ColumnInput }), InvalidDataError);
  assertEquals(text.message, 'Cannot make column "a": it is a string, must be an array, typed array or Arrow vector');
});

test("batchFromRows() has all keys seen, missing ones null", () => {
  const batch = batchFromRows([{ a: 1 }, { b: "x", a: null }, {}]);
  assertEquals(rowsOf(batch.schema, [batch]), [{ a: 1, b: null }, { a: null, b: "x" }, { a: null, b: null }]);
  assertEquals(batchFromRows([{}, {}]).numRows, 2);
  assertEquals(batchFromRows([]).numRows, 0);
  const bad = assertThrows(
    () => batchFromRows([{ a: 1 }, [1] as unknown as Record<string, unknown>]),
    InvalidDataError,
  );
  assertEquals(bad.message, "Cannot make a table: row 1 is an array, must be a plain object");
});

function columnOf(type: Parameters<typeof columnBuilder>[0], values: readonly ScalarData[]): Column {
  const builder = columnBuilder(type);
  for (const value of values) builder.append(value);
  return builder.finish();
}

test("columnToValues() gives the JavaScript value of every type", () => {
  const ms = 1_704_067_200_123;
  const cases: [Column, unknown[]][] = [
    [columnOf(T.Null, [null]), [null]],
    [columnOf(T.Boolean, [true, null, false]), [true, null, false]],
    [columnOf(T.Int8, [-1, null]), [-1, null]],
    [columnOf(T.UInt32, [4294967295]), [4294967295]],
    [columnOf(T.Int64, [1n, -1n, null, -(2n ** 53n) + 1n]), [1, -1, null, -9007199254740991]],
    [columnOf(T.UInt64, [2n ** 53n - 1n]), [9007199254740991]],
    [columnOf(T.Float16, [1.5, NaN, -0]), [1.5, NaN, -0]],
    [columnOf(T.Float64, [0.1, null]), [0.1, null]],
    [columnOf(T.Utf8View, ["a", null, ""]), ["a", null, ""]],
    [columnOf(T.Utf8, ["é", "x"]), ["é", "x"]],
    [columnOf(T.Binary, [Uint8Array.of(1)]), [Uint8Array.of(1)]],
    [columnOf(T.Date32, [1, null]), [new Date(86_400_000), null]],
    [columnOf(T.Date64, [86_400_000n]), [new Date(86_400_000)]],
    [columnOf(timestampType("s"), [1n]), [new Date(1000)]],
    [columnOf(timestampType("us"), [BigInt(ms) * 1000n, null]), [new Date(ms), null]],
    [columnOf(timestampType("ns", "UTC"), [-1_000_000n]), [new Date(-1)]],
    [columnOf(timeType("ms"), [5]), [5]],
    [columnOf(timeType("ns"), [5n]), [5]],
    [columnOf(durationType("us"), [-5n]), [-5]],
    [columnOf(intervalType("YearMonth"), [14]), [{ months: 14, days: 0, nanoseconds: 0n }]],
    [columnOf(decimalType(10, 2), [150n, -5n, null]), ["1.50", "-0.05", null]],
    [columnOf(decimalType(5, -2, "Decimal32"), [15n]), ["1500"]],
    [columnOf(decimalType(76, 0, "Decimal256"), [10n ** 70n]), [`1${"0".repeat(70)}`]],
    [columnFromValues([[1, null], null, []]), [[1, null], null, []]],
    [columnFromValues([{ a: 1, b: { c: "x" } }, null]), [{ a: 1, b: { c: "x" } }, null]],
    [columnFromValues([new Map([["k", [1]]]), null]), [new Map([["k", [1]]]), null]],
    [columnOf(dictionaryType(T.Int32, T.Utf8), [{ scalar: { type: T.Utf8, value: "x" } }, null]), ["x", null]],
    [
      columnOf(EVERY_TYPE.find((type) => type.id === "Union")!, [
        { typeId: 5, scalar: { type: T.Utf8, value: "x" } },
        { typeId: 3, scalar: { type: T.Int32, value: null } },
      ]),
      ["x", null],
    ],
  ];
  for (const [column, values] of cases) assertEquals(columnToValues(column), values, typeText(column.type));
});

test("columnToValues() gives 64-bit types as bigints on request, nested ones too", () => {
  const options = { int64: "bigint" } as const;
  assertEquals(columnToValues(columnOf(T.Int64, [2n ** 62n, null]), "a", options), [2n ** 62n, null]);
  assertEquals(columnToValues(columnOf(timestampType("ns"), [5n]), "a", options), [5n]);
  assertEquals(columnToValues(columnOf(durationType("s"), [5n]), "a", options), [5n]);
  assertEquals(columnToValues(columnFromValues([[1n]]), "a", options), [[1n]]);
  assertEquals(columnToValues(columnOf(T.Int32, [5]), "a", options), [5]);
});

test("columnToValues() never rounds: what is not exact is an error that names column and row", () => {
  const cases: [Column, string][] = [
    [columnOf(T.Int64, [1n, 2n ** 53n]), 'Int64 column "a" exactly: 9007199254740992 in row 1 is beyond 2^53'],
    [columnOf(T.UInt64, [2n ** 63n]), 'UInt64 column "a" exactly: 9223372036854775808 in row 0 is beyond 2^53'],
    [columnOf(timestampType("us"), [null, 1n]), 'Timestamp column "a" exactly: 1 in row 1 is no whole millisecond'],
    [
      columnOf(timestampType("s"), [2n ** 60n]),
      'Timestamp column "a" exactly: 1152921504606846976 in row 0 is outside of what a Date can hold',
    ],
    [
      columnOf(T.Date32, [2147483647]),
      'Date32 column "a" exactly: 2147483647 in row 0 is outside of what a Date can hold',
    ],
  ];
  for (const [column, message] of cases) {
    const error = assertThrows(() => columnToValues(column, "a"), InexactNumberError);
    assertEquals(error.rawMessage, `Cannot read ${message}, must be asked for as a bigint`);
    assertEquals(error.column, "a");
  }
  // What stands under null rows does not count.
  const hidden = primitiveColumn(T.Int64, BigInt64Array.of(2n ** 60n, 1n), Uint8Array.of(0b10));
  assertEquals(columnToValues(hidden), [null, 1]);
});

test("columnsOf() and rowsOf() join batches and refuse names that stand twice", () => {
  const ours = schema([field("a", T.Int8), field("__proto__", T.Int8)]);
  const batch = { schema: ours, columns: [columnOf(T.Int8, [1, 2]), columnOf(T.Int8, [3, null])], numRows: 2 };
  const columns = columnsOf(ours, [batch, batch]);
  assertEquals(Object.entries(columns), [["a", [1, 2, 1, 2]], ["__proto__", [3, null, 3, null]]]);
  assertEquals(rowsOf(ours, [batch]).map((row) => Object.entries(row)), [[["a", 1], ["__proto__", 3]], [["a", 2], [
    "__proto__",
    null,
  ]]]);
  assertEquals(columnsOf(ours, []).a, []);
  assert(Object.getPrototypeOf(columns) === Object.prototype);
  const twice = schema([field("a", T.Int8), field("a", T.Int8)]);
  const error = assertThrows(() => rowsOf(twice, []), SchemaError);
  assertEquals(error.rawMessage, 'Cannot give column "a": several columns have that name, must be one per key');
});
