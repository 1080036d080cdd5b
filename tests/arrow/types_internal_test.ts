import { assertEquals } from "@std/assert";
import { test } from "node:test";
import {
  type ArrowType,
  bitWidth,
  field,
  fixedSizeListType,
  fromApacheSchema,
  fromApacheType,
  intervalType,
  isBinary,
  isDecimal,
  isFloat,
  isInteger,
  isNested,
  isNumeric,
  isSignedInteger,
  isString,
  isTemporal,
  LAYOUT_ONLY,
  layoutOf,
  listType,
  mapType,
  quoted,
  schema,
  schemaFromBytes,
  schemasEqual,
  schemaToBytes,
  structType,
  T,
  timestampType,
  toApacheSchema,
  toApacheType,
  toArrowType,
  types,
  typesEqual,
  typeText,
} from "../../src/arrow/mod.ts";
import { EVERY_TYPE } from "../support/random_column.ts";
import { fromBase64, goldenJson } from "./golden_file.ts";

interface TypeCase {
  readonly schema: string;
  readonly text: string;
}

test("typeText() prints types as DataFusion does", () => {
  for (const { schema, text } of goldenJson<TypeCase>("types.json")) {
    assertEquals(typeText(schemaFromBytes(fromBase64(schema)).fields[0]!.type), text);
  }
});

test("typeText() prints unions and intervals that pyarrow cannot make", () => {
  const union = EVERY_TYPE.find((type) => type.id === "Union")!;
  assertEquals(typeText(union), 'Union(Dense, 3: ("i": Int32), 5: ("s": Utf8))');
  assertEquals(typeText(intervalType("DayTime")), "Interval(DayTime)");
});

test("quoted() escapes as Rust does", () => {
  assertEquals(quoted('a"b\\c\n\0\t\r\u0001\u200bé’'), '"a\\"b\\\\c\\n\\0\\t\\r\\u{1}\\u{200b}é’"');
});

test("schemas survive schemaToBytes(), and bytes of pyarrow are read the same", () => {
  for (const { schema: bytes } of goldenJson<TypeCase>("types.json")) {
    const read = schemaFromBytes(fromBase64(bytes));
    assertEquals(schemasEqual(schemaFromBytes(schemaToBytes(read)), read), true, typeText(read.fields[0]!.type));
  }
  const every = schema(
    EVERY_TYPE.map((type, i) => field(`c${i}`, type, i % 2 === 0, { [`key ${i}`]: "value" })),
    { created_by: "test", "": "empty" },
  );
  assertEquals(schemasEqual(schemaFromBytes(schemaToBytes(every)), every), true);
});

test("schemas survive apache-arrow", () => {
  const every = schema(EVERY_TYPE.map((type, i) => field(`c${i}`, type, i % 2 === 0, { k: `${i}` })), { a: "b" });
  assertEquals(schemasEqual(fromApacheSchema(toApacheSchema(every)), every), true);
  assertEquals(toApacheSchema(every) === toApacheSchema(every), true);
});

test("typesEqual() looks at names, nullability and metadata of children unless told otherwise", () => {
  const same: [ArrowType, ArrowType, boolean, boolean][] = [
    [listType(field("item", T.Int64)), listType(field("item", T.Int64)), true, true],
    [listType(field("item", T.Int64)), listType(field("element", T.Int64)), false, true],
    [listType(field("item", T.Int64)), listType(field("item", T.Int64, false)), false, true],
    [listType(field("item", T.Int64)), listType(field("item", T.Int64, true, { a: "b" })), false, true],
    [listType(field("item", T.Int64)), listType(field("item", T.Int64), "LargeList"), false, false],
    [listType(field("item", T.Int64)), listType(field("item", T.Int32)), false, false],
    [structType([field("a", T.Int64)]), structType([field("b", T.Int64)]), false, false],
    [structType([field("a", T.Int64)]), structType([field("a", T.Int64, false)]), false, true],
    [structType([field("a", T.Int64)]), structType([]), false, false],
    [mapOf("key", "value"), mapOf("keys", "values"), false, true],
    [timestampType("us"), timestampType("us", "UTC"), false, false],
    [fixedSizeListType(field("item", T.Int8), 2), fixedSizeListType(field("item", T.Int8), 3), false, false],
  ];
  for (const [a, b, strict, layout] of same) {
    const what = `${typeText(a)} and ${typeText(b)}`;
    assertEquals([typesEqual(a, b), typesEqual(a, b, LAYOUT_ONLY)], [strict, layout], what);
  }
  EVERY_TYPE.forEach((a, i) => EVERY_TYPE.forEach((b, j) => assertEquals(typesEqual(a, b), i === j)));
});

function mapOf(key: string, value: string): ArrowType {
  return mapType(field("entries", structType([field(key, T.Utf8, false), field(value, T.Int8)]), false));
}

test("predicates sort every type into its family", () => {
  const families: [string, (type: ArrowType) => boolean, number][] = [
    ["integer", isInteger, 8],
    ["signed", isSignedInteger, 4],
    ["float", isFloat, 3],
    ["decimal", isDecimal, 4],
    ["numeric", isNumeric, 15],
    ["string", isString, 3],
    ["binary", isBinary, 4],
    ["temporal", isTemporal, 9],
    ["nested", isNested, 8],
  ];
  for (const [name, is, count] of families) assertEquals(EVERY_TYPE.filter(is).length, count, name);
  const widths = [
    T.Boolean,
    T.Int8,
    T.Float16,
    T.Date32,
    T.Date64,
    intervalType("DayTime"),
    intervalType("MonthDayNano"),
    T.Utf8,
    EVERY_TYPE[32]!,
  ];
  assertEquals(widths.map(bitWidth), [1, 8, 16, 32, 64, 64, 128, undefined, 256]);
  assertEquals(layoutOf({ id: "RunEndEncoded", runEnds: field("r", T.Int32), values: field("v", T.Utf8) }), "bytes");
});

test("types makes apache-arrow's types", () => {
  const expected: [Parameters<typeof fromApacheType>[0], string][] = [
    [types.int64(), "Int64"],
    [types.uint8(), "UInt8"],
    [types.bool(), "Boolean"],
    [types.float32(), "Float32"],
    [types.utf8View(), "Utf8View"],
    [types.largeBinary(), "LargeBinary"],
    [types.fixedSizeBinary(4), "FixedSizeBinary(4)"],
    [types.date64(), "Date64"],
    [types.time32("ms"), "Time32(ms)"],
    [types.time64("ns"), "Time64(ns)"],
    [types.timestamp("ns"), "Timestamp(ns)"],
    [types.timestamp("us", "Europe/Berlin"), 'Timestamp(µs, "Europe/Berlin")'],
    [types.duration("s"), "Duration(s)"],
    [types.intervalMonthDayNano(), "Interval(MonthDayNano)"],
    [types.decimal32(9, 2), "Decimal32(9, 2)"],
    [types.decimal256(50, 3), "Decimal256(50, 3)"],
    [types.list(types.int8()), "List(Int8)"],
    [types.list(types.field("element", types.int8(), false)), "List(non-null Int8, field: 'element')"],
    [types.fixedSizeList(types.float32(), 3), "FixedSizeList(3 x Float32)"],
    [
      types.struct({ a: types.int32(), b: types.field("x", types.utf8(), false) }),
      'Struct("a": Int32, "b": non-null Utf8)',
    ],
    [
      types.map(types.utf8(), types.int64()),
      'Map("entries": non-null Struct("key": non-null Utf8, "value": Int64), unsorted)',
    ],
    [types.dictionary(types.utf8(), types.int8()), "Dictionary(Int8, Utf8)"],
  ];
  for (const [type, text] of expected) assertEquals(typeText(toArrowType(type)), text);
  assertEquals(toArrowType(T.Int8), T.Int8);
});

test("every type but run-end encoded survives apache-arrow", () => {
  for (const type of EVERY_TYPE) assertEquals(fromApacheType(toApacheType(type)), type);
});
