import { assert, assertEquals } from "@std/assert";
import { test } from "node:test";
import {
  type ArrowType,
  type Column,
  dictionaryColumn,
  dictionaryType,
  field,
  listColumn,
  nullTypeColumn,
  primitiveColumn,
  structColumn,
  T,
  typeText,
  utf8FromStrings,
} from "../../src/arrow/mod.ts";
import {
  argsort,
  columnComparator,
  GroupIds,
  hashColumns,
  rowComparator,
  runStarts,
  type SortKey,
  topK,
} from "../../src/compute/order/mod.ts";
import { decodeDictionary, take } from "../../src/compute/select/mod.ts";
import { EVERY_TYPE, random, randomColumn, randomSlice, rowText, rowTexts } from "../support/random_column.ts";

const SORTABLE: readonly ArrowType[] = EVERY_TYPE;
const DIRECTIONS = [
  { descending: false, nullsFirst: false },
  { descending: false, nullsFirst: true },
  { descending: true, nullsFirst: false },
  { descending: true, nullsFirst: true },
];

function sorted(column: Column, descending = false, nullsFirst = false): string[] {
  const order = argsort([{ column, descending, nullsFirst }], column.length);
  return Array.from(order, (row) => rowText(column, row));
}

test("argsort() puts NaN after infinity and -0 before 0", () => {
  const column = primitiveColumn(T.Float64, Float64Array.of(NaN, 0, -0, Infinity, 1, -Infinity, NaN, -1));
  assertEquals(sorted(column), ["-Infinity", "-1", "-0", "0", "1", "Infinity", "NaN", "NaN"]);
  assertEquals(sorted(column, true), ["NaN", "NaN", "Infinity", "1", "0", "-0", "-1", "-Infinity"]);
});

test("argsort() orders strings by bytes, shorter ones first, zero bytes included", () => {
  const column = utf8FromStrings(T.Utf8, [
    "b",
    "a\0",
    "",
    null,
    "a",
    "ab",
    "\0",
    "é",
    "aaaaaaaaa",
    "aaaaaaaab",
    "aaaa",
    "𝒳",
    "a\0\0",
  ]);
  const ascending = ["", "\0", "a", "a\0", "a\0\0", "aaaa", "aaaaaaaaa", "aaaaaaaab", "ab", "b", "é", "𝒳"].map((t) =>
    JSON.stringify(t)
  );
  assertEquals(sorted(column), [...ascending, "null"]);
  assertEquals(sorted(column, true, true), ["null", ...ascending.reverse()]);
});

test("argsort() orders lists and structs item by item with nulls where nullsFirst says", () => {
  const items = primitiveColumn(T.Float64, Float64Array.of(0, -0, 0, NaN, 1, 2, 1), Uint8Array.of(0b1111011), 1);
  // [0] [-0] [null] [] null [NaN] [1, 2] [1]
  const lists = listColumn(Int32Array.of(0, 1, 2, 3, 3, 3, 4, 6, 7), items, Uint8Array.of(0b11101111), 1);
  assertEquals(sorted(lists), ["[]", "[-0]", "[0]", "[1]", "[1,2]", "[NaN]", "[null]", "null"]);
  assertEquals(sorted(lists, false, true), ["null", "[]", "[null]", "[-0]", "[0]", "[1]", "[1,2]", "[NaN]"]);
  assertEquals(sorted(lists, true, true), ["null", "[null]", "[NaN]", "[1,2]", "[1]", "[0]", "[-0]", "[]"]);
  const structs = structColumn([field("a", T.Float64)], [items], Uint8Array.of(0b1011111), 1);
  assertEquals(sorted(structs), ["{-0}", "{0}", "{1}", "{1}", "{NaN}", "{null}", "null"]);
  assertEquals(sorted(structs, true, false), ["{NaN}", "{1}", "{1}", "{0}", "{-0}", "{null}", "null"]);
});

test("argsort() agrees with comparing rows, for every type and direction, and is stable", () => {
  const next = random(11);
  for (const type of SORTABLE) {
    for (const rows of [0, 1, 30, 300]) {
      const column = randomSlice(type, rows, next);
      for (const direction of DIRECTIONS) {
        const compare = columnComparator(column, column, direction);
        const order = argsort([{ column, ...direction }], rows);
        const expected = Array.from({ length: rows }, (_, i) => i).sort((a, b) => compare(a, b) || a - b);
        assertEquals(Array.from(order), expected, `${typeText(type)} ${JSON.stringify(direction)} ${rows}`);
      }
    }
  }
});

test("argsort() and topK() of several keys agree with comparing rows", () => {
  const next = random(12);
  for (let round = 0; round < 60; round++) {
    const rows = 1 + Math.floor(next() * 400);
    const keys = Array.from({ length: 1 + Math.floor(next() * 3) }, (): SortKey => ({
      column: randomColumn(SORTABLE[Math.floor(next() * SORTABLE.length)]!, rows, next),
      ...DIRECTIONS[Math.floor(next() * 4)]!,
    }));
    const compare = rowComparator(keys, keys.map((key) => key.column));
    const expected = Array.from({ length: rows }, (_, i) => i).sort((a, b) => compare(a, b) || a - b);
    const what = keys.map((key) => typeText(key.column.type)).join();
    assertEquals(Array.from(argsort(keys, rows)), expected, what);
    for (const count of [0, 1, 3, 20, rows, rows + 5]) {
      assertEquals(Array.from(topK(keys, rows, count)), expected.slice(0, count), `${what} top ${count}`);
    }
  }
});

test("argsort() sorts many strings with long common prefixes", () => {
  const next = random(13);
  const texts = Array.from(
    { length: 3000 },
    () => "common/prefix/".repeat(Math.floor(next() * 3)) + Math.floor(next() * 500).toString(36),
  );
  const column = utf8FromStrings(T.Utf8View, texts);
  assertEquals(sorted(column), texts.sort().map((t) => JSON.stringify(t)));
});

/** GROUP BY by texts: -0 is 0 outside of nested values and dictionaries. */
function groupText(column: Column, row: number): string {
  const text = rowText(column, row);
  return text === "-0" && column.layout === "primitive" ? "0" : text;
}

test("GroupIds numbers rows of every type in the order of first appearance", () => {
  const next = random(14);
  for (const type of EVERY_TYPE) {
    const ids = new GroupIds([type]);
    const seen = new Map<string, number>();
    for (let batch = 0; batch < 4; batch++) {
      const column = randomSlice(type, 60, next, batch === 0 ? 0 : 0.2);
      const expected = Array.from({ length: 60 }, (_, row) => {
        const text = groupText(column, row);
        if (!seen.has(text)) seen.set(text, seen.size);
        return seen.get(text)!;
      });
      assertEquals(Array.from(ids.assign([column], 60)), expected, typeText(type));
      assertEquals(Array.from(ids.find([column], 60)), expected, `find ${typeText(type)}`);
    }
    assertEquals(ids.numGroups, seen.size);
    const [keys] = ids.keys();
    assertEquals(rowTexts(keys!), [...seen.keys()], typeText(type));
    assertEquals(keys!.type, type);
  }
});

test("GroupIds numbers rows of several columns", () => {
  const next = random(15);
  for (let round = 0; round < 60; round++) {
    const types = Array.from(
      { length: 2 + Math.floor(next() * 3) },
      () => EVERY_TYPE[Math.floor(next() * EVERY_TYPE.length)]!,
    );
    const ids = new GroupIds(types);
    const seen = new Map<string, number>();
    const textOf = (columns: readonly Column[], row: number): string => columns.map((c) => groupText(c, row)).join("|");
    for (let batch = 0; batch < 3; batch++) {
      const columns = types.map((type) => randomColumn(type, 50, next, batch * 0.2));
      const expected = Array.from({ length: 50 }, (_, row) => {
        const text = textOf(columns, row);
        if (!seen.has(text)) seen.set(text, seen.size);
        return seen.get(text)!;
      });
      assertEquals(Array.from(ids.assign(columns, 50)), expected, types.map(typeText).join());
    }
    const keys = ids.keys();
    assertEquals(Array.from({ length: seen.size }, (_, row) => textOf(keys, row)), [...seen.keys()]);
    const fresh = types.map((type) => randomColumn(type, 50, next));
    const found = Array.from({ length: 50 }, (_, row) => seen.get(textOf(fresh, row)) ?? -1);
    assertEquals(Array.from(ids.find(fresh, 50)), found, types.map(typeText).join());
  }
});

test("GroupIds grows past many groups", () => {
  const n = 200_000;
  const values = Int32Array.from({ length: n }, (_, i) => Math.imul(i, 0x9e3779b1));
  const wide = BigInt64Array.from({ length: n }, (_, i) => BigInt(i) << 32n);
  for (const column of [primitiveColumn(T.Int32, values), primitiveColumn(T.Int64, wide)]) {
    const ids = new GroupIds([column.type]);
    assertEquals(Array.from(ids.assign([column], n).subarray(0, 3)), [0, 1, 2]);
    assertEquals(ids.numGroups, n);
    assert(ids.find([column], n).every((id, i) => id === i));
    const both = new GroupIds([column.type, T.Int32]);
    both.assign([column, primitiveColumn(T.Int32, values)], n);
    assertEquals(both.numGroups, n);
  }
  const texts = utf8FromStrings(T.Utf8, Array.from({ length: 50_000 }, (_, i) => `key ${i}`));
  const ids = new GroupIds([T.Utf8]);
  ids.assign([texts], 50_000);
  assert(ids.find([texts], 50_000).every((id, i) => id === i));
});

test("GroupIds without key columns has one group once there is a row", () => {
  const ids = new GroupIds([]);
  ids.assign([], 0);
  assertEquals(ids.numGroups, 0);
  assertEquals(Array.from(ids.find([], 2)), [-1, -1]);
  assertEquals(Array.from(ids.assign([], 3)), [0, 0, 0]);
  assertEquals(ids.numGroups, 1);
  assertEquals(ids.keys(), []);
});

test("GroupIds holds -0 and 0 and all NaNs of plain floats equal, and gives 0 back", () => {
  const negativeNaN = new Float64Array(new BigUint64Array([0xfff8_0000_0000_0001n]).buffer)[0]!;
  for (const type of [T.Float64, T.Float32]) {
    const data = [-0, 0, NaN, negativeNaN, null, 1];
    const values = type === T.Float64 ? Float64Array.from(data, (v) => v ?? 0) : Float32Array.from(data, (v) => v ?? 0);
    const column = primitiveColumn(type, values, Uint8Array.of(0b101111));
    const ids = new GroupIds([type]);
    assertEquals(Array.from(ids.assign([column], 6)), [0, 0, 1, 1, 2, 3]);
    assertEquals(rowTexts(ids.keys()[0]!), ["0", "NaN", "null", "1"]);
  }
});

test("GroupIds maps dictionaries of different batches to the same ids", () => {
  const type = dictionaryType(T.Int32, T.Utf8);
  const a = dictionaryColumn(type, Int32Array.of(2, 0, 2), utf8FromStrings(T.Utf8, ["x", "unused", "y"]));
  const b = dictionaryColumn(type, Int32Array.of(0, 1, 0), utf8FromStrings(T.Utf8, ["y", "z"]), Uint8Array.of(0b011));
  const ids = new GroupIds([type]);
  assertEquals(Array.from(ids.assign([a], 3)), [0, 1, 0]);
  assertEquals(Array.from(ids.assign([b], 3)), [0, 2, 3]);
  assertEquals(rowTexts(ids.keys()[0]!), ['"y"', '"x"', '"z"', "null"]);
});

test("hashColumns() is equal for equal rows, dictionaries included", () => {
  const next = random(16);
  for (const type of EVERY_TYPE) {
    const column = randomColumn(type, 80, next);
    const hashes = hashColumns([column], 80);
    const byText = new Map<string, number>();
    for (let row = 0; row < 80; row++) {
      const text = groupText(column, row);
      assertEquals(byText.get(text) ?? hashes[row]!, hashes[row]!, `${typeText(type)} ${text}`);
      byText.set(text, hashes[row]!);
    }
    assertEquals(hashColumns([take(column, Int32Array.of(5, 6))], 2), hashes.slice(5, 7));
    assertEquals(hashColumns([decodeDictionary(column)], 80), hashes);
  }
});

test("hashColumns() tells columns, their order and nulls apart", () => {
  const a = primitiveColumn(T.Int32, Int32Array.of(1, 2, 0), Uint8Array.of(0b011));
  const b = primitiveColumn(T.Int32, Int32Array.of(2, 1, 0));
  const hashes = hashColumns([a, b], 3);
  assertEquals(new Set(hashes).size, 3);
  assert(hashColumns([b, a], 3)[0] !== hashes[0]);
  assert(hashColumns([a, b], 3, 7)[0] !== hashes[0]);
});

test("runStarts() finds where rows change, nulls and NaN equal to themselves", () => {
  const a = primitiveColumn(T.Float64, Float64Array.of(1, 1, NaN, NaN, 0, -0, 0, 0), Uint8Array.of(0b00111111));
  assertEquals(Array.from(runStarts([a], 8)), [0, 2, 4, 6]);
  const b = utf8FromStrings(T.Utf8, ["x", "y", "y", "y", "y", "y", "y", "z"]);
  assertEquals(Array.from(runStarts([a, b], 8)), [0, 1, 2, 4, 6, 7]);
  assertEquals(Array.from(runStarts([], 3)), [0]);
  assertEquals(Array.from(runStarts([nullTypeColumn(3)], 3)), [0]);
  assertEquals(Array.from(runStarts([a], 0)), []);
});

test("runStarts() agrees with GroupIds on sorted rows of every type", () => {
  const next = random(17);
  for (const type of EVERY_TYPE) {
    const column = randomColumn(type, 100, next);
    const inOrder = take(column, argsort([{ column, descending: false, nullsFirst: false }], 100));
    const ids = new GroupIds([type]).assign([inOrder], 100);
    const expected = Array.from({ length: 100 }, (_, i) => i).filter((i) => i === 0 || ids[i] !== ids[i - 1]);
    assertEquals(Array.from(runStarts([inOrder], 100)), expected, typeText(type));
  }
});

test("columnComparator() merges columns that are not the same object", () => {
  const left = utf8FromStrings(T.Utf8, ["a", "c", null]);
  const right = utf8FromStrings(T.Utf8, ["b", "c", null]);
  const compare = columnComparator(left, right, { descending: true, nullsFirst: false });
  assertEquals([compare(0, 0) > 0, compare(1, 0) < 0, compare(1, 1), compare(2, 0) > 0, compare(2, 2)], [
    true,
    true,
    0,
    true,
    0,
  ]);
});

test("topK() of many rows looks at few of them and gives the same rows", () => {
  const next = random(18);
  const rows = 70_000;
  for (const type of [T.Int64, T.Float64, T.UInt8, T.Utf8, T.Boolean]) {
    const column = randomColumn(type, rows, next, 0.01);
    const id = primitiveColumn(T.Int32, Int32Array.from({ length: rows }, () => Math.floor(next() * 1e6)));
    for (const direction of DIRECTIONS) {
      const keys: SortKey[] = [{ column: id, ...direction }, { column, ...direction }];
      for (const order of [keys, [keys[1]!, keys[0]!], [keys[1]!]]) {
        for (const count of [1, 10, 2000]) {
          assertEquals(topK(order, rows, count), argsort(order, rows).slice(0, count), `${typeText(type)} ${count}`);
        }
      }
    }
  }
});
