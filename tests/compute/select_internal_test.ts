import { assert, assertEquals } from "@std/assert";
import { test } from "node:test";
import {
  type Column,
  concatColumns,
  newBitmap,
  repeatRow,
  scalarAt,
  setBit,
  sliceColumn,
  T,
  typeText,
  utf8FromStrings,
  validateColumn,
} from "../../src/arrow/mod.ts";
import { decodeDictionary, filterColumn, interleave, take, zip } from "../../src/compute/select/mod.ts";
import { EVERY_TYPE, random, randomColumn, randomSlice, rowText, rowTexts } from "../support/random_column.ts";

/** Checks a column against the texts of its rows and against its own promises. */
function assertRows(column: Column, expected: readonly string[], what: string): void {
  validateColumn(column, what);
  assertEquals(rowTexts(column), expected, what);
  const nulls = expected.filter((text) => text === "null").length;
  if (column.layout !== "union") assertEquals(column.nullCount, nulls, `null count of ${what}`);
  assertEquals(column.validity === null, column.nullCount === 0, `validity of ${what}`);
}

test("take() gathers rows of every type, -1 as null", () => {
  const next = random(1);
  for (const type of EVERY_TYPE) {
    for (const column of [randomColumn(type, 40, next), randomSlice(type, 33, next), randomColumn(type, 20, next, 0)]) {
      for (const negative of [false, true]) {
        const indices = Int32Array.from({ length: 50 }, () => Math.floor(next() * column.length));
        if (negative) { for (let i = 0; i < 50; i += 7) indices[i] = -1; }
        const expected = Array.from(indices, (i) => i < 0 ? "null" : rowText(column, i));
        assertRows(take(column, indices), expected, typeText(type));
      }
    }
    assertRows(take(randomColumn(type, 0, next), Int32Array.of(-1, -1)), ["null", "null"], "empty");
  }
});

test("filterColumn() keeps the rows whose bit is set, for masks of all kinds", () => {
  const next = random(2);
  for (const type of EVERY_TYPE) {
    const column = randomSlice(type, 67, next);
    for (const density of [0, 0.02, 0.5, 0.98, 1]) {
      const mask = newBitmap(67);
      const expected: string[] = [];
      for (let i = 0; i < 67; i++) {
        if (next() < density) {
          setBit(mask, i);
          expected.push(rowText(column, i));
        }
      }
      assertRows(filterColumn(column, mask), expected, typeText(type));
    }
    const run = newBitmap(67);
    for (let i = 13; i < 30; i++) setBit(run, i);
    assertRows(filterColumn(column, run), rowTexts(column).slice(13, 30), typeText(type));
  }
});

test("concatColumns() and sliceColumn() are each other's inverse", () => {
  const next = random(3);
  for (const type of EVERY_TYPE) {
    const parts = [
      randomColumn(type, 9, next),
      randomSlice(type, 21, next, 0),
      randomColumn(type, 0, next),
      randomSlice(type, 8, next),
    ];
    const joined = concatColumns(parts);
    assertRows(joined, parts.flatMap(rowTexts), typeText(type));
    assertRows(sliceColumn(joined, 9, 21), rowTexts(parts[1]!), typeText(type));
    assertRows(sliceColumn(joined, 30, 8), rowTexts(parts[3]!), typeText(type));
    assertRows(sliceColumn(joined, 38, 0), [], typeText(type));
  }
});

test("zip() takes a row from either side, scalars standing for every row", () => {
  const next = random(4);
  for (const type of EVERY_TYPE) {
    const left = randomSlice(type, 37, next);
    const right = randomColumn(type, 37, next);
    const mask = newBitmap(37);
    for (let i = 0; i < 37; i++) if (next() < 0.5) setBit(mask, i);
    const set = (i: number): boolean => ((mask[i >> 3]! >> (i & 7)) & 1) === 1;
    const rows = Array.from({ length: 37 }, (_, i) => i);
    assertRows(zip(mask, left, right, 37), rows.map((i) => rowText(set(i) ? left : right, i)), typeText(type));
    const scalar = scalarAt(left, 5);
    assertRows(
      zip(mask, scalar, right, 37),
      rows.map((i) => set(i) ? rowText(left, 5) : rowText(right, i)),
      typeText(type),
    );
    assertRows(
      zip(mask, left, scalar, 37),
      rows.map((i) => set(i) ? rowText(left, i) : rowText(left, 5)),
      typeText(type),
    );
  }
});

test("interleave() takes row by row from several columns", () => {
  const next = random(5);
  for (const type of EVERY_TYPE) {
    const columns = [randomColumn(type, 8, next), randomSlice(type, 12, next), randomColumn(type, 5, next)];
    const which = Int32Array.from({ length: 40 }, () => Math.floor(next() * 3));
    const rows = which.map((w) => Math.floor(next() * columns[w]!.length));
    const expected = Array.from(which, (w, i) => rowText(columns[w]!, rows[i]!));
    assertRows(interleave(columns, which, rows), expected, typeText(type));
  }
});

test("repeatRow() gives equal rows of every type", () => {
  const next = random(6);
  for (const type of EVERY_TYPE) {
    const column = randomSlice(type, 10, next);
    for (let row = 0; row < 10; row++) {
      assertRows(repeatRow(column, row, 11), new Array<string>(11).fill(rowText(column, row)), typeText(type));
    }
  }
});

test("decodeDictionary() gives plain values with nulls of keys and entries", () => {
  const next = random(7);
  const column = randomColumn(EVERY_TYPE.find((t) => t.id === "Dictionary")!, 30, next);
  const plain = decodeDictionary(column);
  assertEquals(plain.type, T.Utf8);
  assertRows(plain, rowTexts(column), "plain");
});

test("decodeDictionary() leaves plain columns as they are", () => {
  const column = utf8FromStrings(T.Utf8, ["a", null]);
  assert(decodeDictionary(column) === column);
});
