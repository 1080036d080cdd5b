import { assert, assertEquals, assertThrows } from "@std/assert";
import { test } from "node:test";
import {
  booleanColumn,
  BytesBuilder,
  bytesColumn,
  type Column,
  columnBuilder,
  columnValue,
  decimalType,
  decodeUtf8,
  dictionaryColumn,
  dictionaryType,
  encodeUtf8Into,
  field,
  fixedListColumn,
  fixedSizeBinaryType,
  float16ToNumber,
  heapAllocator,
  int32Words,
  invalidUtf8At,
  listColumn,
  listType,
  newBytes,
  newFloat64,
  newInt32,
  nullColumn,
  numberToFloat16,
  PADDING_BYTES,
  primitiveColumn,
  readWide,
  retypeColumn,
  scalar,
  scalarAt,
  scalarToColumn,
  setAllocator,
  structColumn,
  structType,
  T,
  typeText,
  utf8FromStrings,
  validateColumn,
  writeWide,
} from "../../src/arrow/mod.ts";
import { InvalidDataError, ResourcesExhaustedError } from "../../src/errors.ts";
import { EVERY_TYPE, random, randomColumn, randomSlice, rowText, rowTexts } from "../support/random_column.ts";

test("buffers are aligned to 64 bytes, zeroed and padded", () => {
  for (const [values, length] of [[newBytes(3), 3], [newInt32(17), 17], [newFloat64(0), 0]] as const) {
    assertEquals(values.length, length);
    assertEquals(values.byteOffset % 64, 0);
    assert(values.buffer.byteLength - values.byteOffset - values.byteLength >= PADDING_BYTES);
    assert(values.every((v) => v === 0));
  }
});

test("setAllocator() decides where buffers come from", () => {
  const memory = new ArrayBuffer(4096);
  let at = 0;
  const before = setAllocator({
    allocate(byteLength) {
      const byteOffset = at;
      at += Math.ceil((byteLength + PADDING_BYTES) / 64) * 64;
      return { buffer: memory, byteOffset };
    },
  });
  try {
    assertEquals([newBytes(1).byteOffset, newInt32(100).byteOffset, newFloat64(1).byteOffset], [0, 128, 640]);
    assert(newBytes(1).buffer === memory);
    assertEquals(rowTexts(utf8FromStrings(T.Utf8, ["é", null])), ['"é"', "null"]);
  } finally {
    assert(setAllocator(before) !== heapAllocator);
  }
});

test("what cannot be allocated is an error of the library", () => {
  assertThrows(() => newBytes(2 ** 40), ResourcesExhaustedError, "one buffer holds at most 2147483647 values");
});

test("builders give back what was appended, in every way to append, for every type", () => {
  const next = random(41);
  for (const type of EVERY_TYPE) {
    const source = randomSlice(type, 50, next);
    const byValue = columnBuilder(type);
    const byRow = columnBuilder(type);
    const byRange = columnBuilder(type);
    for (let round = 0; round < 2; round++) {
      for (let row = 0; row < 50; row++) {
        byValue.append(columnValue(source, row));
        byRow.appendFrom(source, row);
      }
      byRange.appendRange(source, 0, 20);
      byRange.appendRange(source, 20, 50);
      byRange.appendNull();
      for (const [builder, extra] of [[byValue, 0], [byRow, 0], [byRange, 1]] as const) {
        assertEquals(builder.length, 50 + extra);
        const column = builder.finish();
        validateColumn(column, typeText(type));
        assertEquals(rowTexts(column), [...rowTexts(source), ...(extra ? ["null"] : [])], typeText(type));
        assertEquals(builder.length, 0);
      }
    }
  }
});

test("builders grow past their first buffers", () => {
  const strings = new BytesBuilder(T.Utf8);
  const expected = Array.from({ length: 3000 }, (_, i) => i % 10 === 9 ? null : "é".repeat(i % 40));
  for (const text of expected) text === null ? strings.appendNull() : strings.appendString(text);
  const column = strings.finish();
  assertEquals(column.nullCount, 300);
  assertEquals(rowTexts(column), expected.map((text) => JSON.stringify(text)));
});

test("dictionary builders keep equal values once", () => {
  const builder = columnBuilder(dictionaryType(T.Int8, T.Utf8));
  for (const value of ["x", "y", "x", null, "y"]) {
    builder.append(value === null ? null : { scalar: scalar(T.Utf8, value) });
  }
  const column = builder.finish();
  assert(column.layout === "dictionary");
  assertEquals([rowTexts(column.dictionary), Array.from(column.keys)], [['"x"', '"y"'], [0, 1, 0, 0, 1]]);
});

test("nullColumn() and scalarToColumn() work for every type", () => {
  const next = random(42);
  for (const type of EVERY_TYPE) {
    const nulls = nullColumn(type, 9);
    validateColumn(nulls, typeText(type));
    assertEquals([nulls.length, nulls.nullCount], [9, 9]);
    assertEquals(rowTexts(nulls), new Array<string>(9).fill("null"));
    assertEquals(nullColumn(type, 0).length, 0);
    const column = randomColumn(type, 12, next);
    for (let row = 0; row < 12; row++) {
      const all = scalarToColumn(scalarAt(column, row), 5);
      validateColumn(all, typeText(type));
      assertEquals(rowTexts(all), new Array<string>(5).fill(rowText(column, row)), typeText(type));
    }
  }
});

test("scalarToColumn() of a value too large for one column is an error", () => {
  const text = scalar(T.Utf8, "x".repeat(1000));
  assertThrows(
    () => scalarToColumn(text, 3_000_000),
    ResourcesExhaustedError,
    "Cannot repeat a value of 1000 bytes 3000000 times: one column holds at most 2147483647 bytes",
  );
});

test("columns drop bitmaps without a zero and count nulls", () => {
  const full = primitiveColumn(T.Int8, Int8Array.of(1, 2), Uint8Array.of(0b11));
  assertEquals([full.validity, full.nullCount], [null, 0]);
  const some = booleanColumn(Uint8Array.of(0), 2, Uint8Array.of(0b11111110));
  assertEquals(some.nullCount, 1);
  const entries = utf8FromStrings(T.Utf8, ["x", null]);
  const keys = dictionaryColumn(dictionaryType(T.Int32, T.Utf8), Int32Array.of(0, 1, 0), entries, Uint8Array.of(0b011));
  assertEquals([keys.nullCount, rowTexts(keys).join()], [2, '"x",null,null']);
});

test("columnValue() reads decimals and intervals of every width", () => {
  const words = new Int32Array(16);
  for (const [value, stride] of [[-1n, 4], [10n ** 38n - 1n, 4], [-(10n ** 76n), 8], [2n ** 96n, 4]] as const) {
    writeWide(words, 1, stride, value);
    assertEquals(readWide(words, 1, stride), value);
  }
  const builder = columnBuilder(decimalType(9, 2, "Decimal32"));
  builder.append(-123n);
  assertEquals(columnValue(builder.finish(), 0), -123n);
  assertEquals(Array.from(int32Words(BigInt64Array.of(-2n))), [-2, -1]);
});

test("retypeColumn() changes types all the way down", () => {
  const column = listColumn(Int32Array.of(0, 1), structColumn([field("a", T.Utf8)], [utf8FromStrings(T.Utf8, ["x"])]));
  const type = listType(field("element", structType([field("b", T.Utf8View, false)])), "LargeList");
  const other = retypeColumn(column, type);
  assertEquals(other.type, type);
  assert(other.layout === "list" && other.child.layout === "struct");
  assertEquals(other.child.children[0]!.type, T.Utf8View);
  assertEquals(rowTexts(other), rowTexts(column));
});

test("float16 conversions round once, to even", () => {
  for (let half = 0; half < 65536; half++) {
    const number = float16ToNumber(half);
    if (number === number) assertEquals(numberToFloat16(number), half);
  }
  const cases: [number, number][] = [
    [1.0009765625, 0x3c01],
    [1.00048828125, 0x3c00],
    [1.00146484375, 0x3c02],
    [65519, 0x7bff],
    [65520, 0x7c00],
    [-1e9, 0xfc00],
    [2 ** -25, 0],
    [2 ** -25 * 1.5, 1],
    [2 ** -24 * 1.5, 2],
    [NaN, 0x7e00],
    [2 ** -14 - 2 ** -25, 0x0400],
  ];
  for (const [number, half] of cases) assertEquals(numberToFloat16(number), half, String(number));
});

test("UTF-8 is read and checked", () => {
  for (const text of ["", "a", "é", "日本語", "👍", "x".repeat(100), "é".repeat(50), "\ufeffbom"]) {
    const bytes = new TextEncoder().encode(text);
    assertEquals(decodeUtf8(bytes), text);
    assertEquals(invalidUtf8At(bytes, 0, bytes.length), -1);
    const target = new Uint8Array(400);
    assertEquals(encodeUtf8Into(text, target, 3), bytes.length);
    assertEquals(target.subarray(3, 3 + bytes.length), bytes);
  }
  const invalid: [number[], number][] = [
    [[0x80], 0],
    [[0x61, 0xc3], 1],
    [[0xc0, 0x80], 0],
    [[0xe0, 0x80, 0x80], 0],
    [[0xed, 0xa0, 0x80], 0],
    [[0xf4, 0x90, 0x80, 0x80], 0],
    [[0xf5, 0x80, 0x80, 0x80], 0],
    [[0x61, 0xe2, 0x82, 0x61], 1],
  ];
  for (const [bytes, at] of invalid) assertEquals(invalidUtf8At(Uint8Array.from(bytes), 0, bytes.length), at);
});

test("validateColumn() names column and row of every broken promise", () => {
  const text = (offsets: number[], data: number[]): Column =>
    bytesColumn(T.Utf8, Int32Array.from(offsets), Uint8Array.from(data));
  const ints = primitiveColumn(T.Int32, Int32Array.of(1, 2, 3));
  const dictionary = utf8FromStrings(T.Utf8, ["x"]);
  const cases: [Column, string, number | undefined][] = [
    [text([0, 2, 1], [97, 98]), 'column "a": row 1 ends at 1, before it starts at 2', 1],
    [text([-1, 0], []), 'column "a": row 0 starts at -1', 0],
    [text([0, 3], [97]), 'column "a": its last row ends at 3, must be at most 1', undefined],
    [text([0, 1, 2], [0xc3, 0xa9]), 'column "a": row 0 is not valid UTF-8 at byte 0', 0],
    [{ ...ints, length: 4 }, 'column "a": its values have 3 values, must be at least 4', undefined],
    [
      { ...ints, validity: new Uint8Array(0), nullCount: 1 },
      'column "a": its validity bitmap has 0 bytes, must be at least 1',
      undefined,
    ],
    [listColumn(Int32Array.of(0, 2, 4), ints), 'column "a": its last row ends at 4, must be at most 3', undefined],
    [
      listColumn(Int32Array.of(0, 1), text([0, 9], [97])),
      'column "a.item": its last row ends at 9, must be at most 1',
      undefined,
    ],
    [fixedListColumn(2, 2, ints), 'column "a": its items have 3 rows, must be at least 4', undefined],
    [structColumn([field("x", T.Int32)], [ints], null, 0, 2), 'column "a.x": it has 3 rows, must be 2', undefined],
    [
      dictionaryColumn(dictionaryType(T.Int8, T.Utf8), Int32Array.of(0, 1), dictionary),
      'column "a": row 1 has the dictionary key 1, must be below 1',
      1,
    ],
    [
      {
        layout: "fixedBytes",
        type: fixedSizeBinaryType(4),
        length: 2,
        validity: null,
        nullCount: 0,
        width: 4,
        data: new Uint8Array(7),
      },
      'column "a": its values have 7 bytes, must be at least 8',
      undefined,
    ],
    [
      { layout: "boolean", type: T.Boolean, length: 9, validity: null, nullCount: 0, values: new Uint8Array(1) },
      'column "a": its values have 1 bytes, must be at least 2',
      undefined,
    ],
  ];
  for (const [column, message, row] of cases) {
    const error = assertThrows(() => validateColumn(column, "a"), InvalidDataError);
    assertEquals([error.message, error.row], [`Cannot read ${message}`, row]);
  }
  validateColumn(text([0, 1, 2], [0xc3, 0xa9]), "a", { utf8: false });
});
