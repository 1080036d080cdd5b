import { assert, assertEquals, assertThrows } from "@std/assert";
import * as apache from "apache-arrow";
import { test } from "node:test";
import {
  batchesFromArrow,
  type Column,
  concatColumns,
  dictionaryColumn,
  dictionaryType,
  field,
  fromApacheBatch,
  fromApacheData,
  fromApacheTable,
  fromApacheVector,
  primitiveColumn,
  readIpc,
  schema,
  schemasEqual,
  T,
  toApacheBatch,
  toApacheData,
  toApacheTable,
  toApacheVector,
  typeText,
  utf8FromStrings,
  writeIpcStream,
} from "../../src/arrow/mod.ts";
import { InvalidDataError, NotSupportedError, ResourcesExhaustedError, SchemaError } from "../../src/errors.ts";
import { EVERY_TYPE, random, randomColumn, randomSlice, rowTexts } from "../support/random_column.ts";

test("columns of every type survive apache-arrow, slices included", () => {
  const next = random(31);
  for (const type of EVERY_TYPE) {
    for (const column of [randomColumn(type, 25, next), randomSlice(type, 19, next), randomColumn(type, 0, next)]) {
      const back = fromApacheVector(toApacheVector(column));
      assertEquals(back.type, type);
      assertEquals(rowTexts(back), rowTexts(column), typeText(type));
      assertEquals(back.nullCount, column.nullCount);
    }
  }
});

test("slices that apache-arrow makes are read where they start", () => {
  const next = random(32);
  for (const type of EVERY_TYPE) {
    const column = randomColumn(type, 40, next);
    const vector = toApacheVector(column);
    for (const [start, end] of [[0, 40], [3, 21], [8, 16], [39, 40], [5, 5]] as const) {
      assertEquals(
        rowTexts(fromApacheVector(vector.slice(start, end))),
        rowTexts(column).slice(start, end),
        typeText(type),
      );
    }
    const twice = vector.slice(3, 30).slice(2, 11);
    assertEquals(rowTexts(fromApacheVector(twice)), rowTexts(column).slice(5, 14), typeText(type));
  }
});

test("apache-arrow reads our values", () => {
  const values = (column: Column): unknown[] => [...toApacheVector(column)];
  const next = random(33);
  assertEquals(values(utf8FromStrings(T.Utf8, ["a", null, "é"])), ["a", null, "é"]);
  assertEquals(values(utf8FromStrings(T.Utf8View, ["a", null, "a text longer than twelve"])), [
    "a",
    null,
    "a text longer than twelve",
  ]);
  assertEquals(values(utf8FromStrings(T.LargeUtf8, ["a", "b"])), ["a", "b"]);
  assertEquals(values(primitiveColumn(T.Int64, BigInt64Array.of(1n, -1n))), [1n, -1n]);
  const type = dictionaryType(T.Int8, T.Utf8);
  assertEquals(values(dictionaryColumn(type, Int32Array.of(1, 0), utf8FromStrings(T.Utf8, ["x", "y"]))), ["y", "x"]);
  // What apache-arrow makes of our columns and of our IPC bytes is the same.
  for (const one of EVERY_TYPE) {
    const column = randomSlice(one, 20, next);
    const ours = schema([field("c", one)]);
    const viaIpc = apache.tableFromIPC(
      writeIpcStream({ schema: ours, batches: [{ schema: ours, columns: [column], numRows: 20 }] }),
    );
    const show = (vector: apache.Vector): string[] => Array.from({ length: vector.length }, (_, i) => shown(vector, i));
    assertEquals(show(toApacheVector(column)), show(viaIpc.getChild("c")!), typeText(one));
  }
});

/** A value as apache-arrow shows it; it throws for dates beyond 2^53. */
function shown(vector: apache.Vector, row: number): string {
  try {
    return String(vector.get(row));
  } catch (error) {
    return (error as Error).message;
  }
}

test("tables of apache-arrow keep schema, metadata and batches", () => {
  const next = random(34);
  const ours = schema(EVERY_TYPE.map((type, i) => field(`c${i}`, type, true, { i: `${i}` })), { made: "here" });
  const batches = [7, 0, 4].map((numRows) => ({
    schema: ours,
    columns: ours.fields.map((f) => randomColumn(f.type, numRows, next)),
    numRows,
  }));
  const table = toApacheTable(ours, batches);
  assertEquals([table.numRows, table.numCols], [11, EVERY_TYPE.length]);
  const back = fromApacheTable(table);
  assert(schemasEqual(back.schema, ours));
  ours.fields.forEach((f, i) => {
    const columns = back.batches.map((batch) => batch.columns[i]!);
    assertEquals(
      rowTexts(concatColumns(columns)),
      batches.flatMap((batch) => rowTexts(batch.columns[i]!)),
      typeText(f.type),
    );
  });
  // apache-arrow writes what it was given, dictionaries included.
  const reread = readIpc(apache.tableToIPC(table));
  const byIpc = ours.fields.map((_, i) => reread.batches.flatMap((batch) => rowTexts(batch.columns[i]!)));
  assertEquals(byIpc, ours.fields.map((_, i) => batches.flatMap((batch) => rowTexts(batch.columns[i]!))));
});

test("two columns of one dictionary type keep their own dictionaries", () => {
  const type = dictionaryType(T.Int32, T.Utf8);
  const ours = schema([field("a", type), field("b", type)]);
  const a = dictionaryColumn(type, Int32Array.of(0, 1), utf8FromStrings(T.Utf8, ["x", "y"]));
  const b = dictionaryColumn(type, Int32Array.of(1, 0), utf8FromStrings(T.Utf8, ["p", "q"]));
  const table = toApacheTable(ours, [{ schema: ours, columns: [a, b], numRows: 2 }]);
  const reread = apache.tableFromIPC(apache.tableToIPC(table));
  assertEquals([...reread.getChild("a")!], ["x", "y"]);
  assertEquals([...reread.getChild("b")!], ["q", "p"]);
});

test("buffers are shared in both directions", () => {
  const values = Float64Array.of(1, 2, 3);
  const data = toApacheData(primitiveColumn(T.Float64, values));
  assert(data.values.buffer === values.buffer);
  const back = fromApacheData(data);
  assert(back.layout === "primitive" && back.values.buffer === values.buffer);
});

test("memory shared between threads is read like any other", () => {
  const memory = new SharedArrayBuffer(64);
  const text = new Uint8Array(memory, 0, 40);
  text.set(new TextEncoder().encode("shared text beyond the short path, é"));
  const offsets = new Int32Array(memory, 48, 2);
  offsets[1] = 37;
  const data = new apache.Data(new apache.Utf8(), 0, 1, 0, { 0: offsets, 1: text } as never);
  assertEquals(rowTexts(fromApacheData(data)), ['"shared text beyond the short path, é"']);
});

test("objects of another copy of apache-arrow are told by what they carry", () => {
  // The same fields without the classes: what a second copy's objects have in common with ours.
  const foreign = (value: object): object => Object.assign(Object.create(null), value);
  const type = foreign({ typeId: 2, isSigned: true, bitWidth: 32 });
  const chunk = foreign({
    type,
    length: 3,
    offset: 0,
    nullCount: 1,
    nullBitmap: Uint8Array.of(0b101),
    values: Int32Array.of(1, 2, 3),
    children: [],
  });
  assertEquals(rowTexts(fromApacheData(chunk as apache.Data)), ["1", "null", "3"]);
  const foreignSchema = foreign({
    fields: [foreign({ name: "a", type, nullable: true, metadata: new Map([["k", "v"]]) })],
    metadata: new Map(),
  });
  const batch = foreign({ schema: foreignSchema, data: foreign({ children: [chunk], length: 3 }) });
  const { schema: ours, batches } = batchesFromArrow(
    foreign({ schema: foreignSchema, batches: [batch] }) as apache.Table,
  );
  assertEquals(ours.fields, [field("a", T.Int32, true, { k: "v" })]);
  assertEquals(rowTexts(batches[0]!.columns[0]!), ["1", "null", "3"]);
});

test("vectors of several chunks and dictionaries of several chunks are joined", () => {
  const words = new apache.Vector(
    [utf8FromStrings(T.Utf8, ["a", "b"]), utf8FromStrings(T.Utf8, ["c"])].map((c) => toApacheData(c)),
  );
  const type = new apache.Dictionary(new apache.Utf8(), new apache.Int16());
  const chunk = new apache.Data(type, 0, 3, 0, { 1: Int16Array.of(2, 0, 1) } as never, [], words);
  const vector = new apache.Vector([chunk, chunk.slice(1, 1)]);
  assertEquals(rowTexts(fromApacheVector(vector)), ['"c"', '"a"', '"b"', '"a"']);
});

test("what apache-arrow lacks is refused, list views become lists", () => {
  const runs = {
    id: "RunEndEncoded",
    runEnds: field("run_ends", T.Int32, false),
    values: field("values", T.Utf8),
  } as const;
  assertThrows(
    () => toApacheTable(schema([field("r", runs)]), []),
    NotSupportedError,
    "Cannot give a run-end encoded type to apache-arrow: it has no such type",
  );
  const views = { id: "ListView", item: field("item", T.Int32) } as const;
  assertEquals(String(toApacheTable(schema([field("v", views)]), []).schema.fields[0]!.type), "List<Int32>");
});

test("chunks that contradict themselves are refused", () => {
  const int32 = new apache.Int32();
  const cases: [apache.Data, string][] = [
    [new apache.Data(int32, 0, 3, 0, { 1: Int32Array.of(1) } as never), "a buffer has 4 bytes, must be at least 12"],
    [new apache.Data(int32, 0, 3, 1, { 1: Int32Array.of(1, 2, 3), 2: new Uint8Array(0) } as never), ""],
    [
      new apache.Data(new apache.Utf8(), 0, 2, 0, { 0: Int32Array.of(0, 5, 3), 1: new Uint8Array(5) } as never),
      "row 1 ends at 3, before it starts at 5",
    ],
    [
      new apache.Data(new apache.Utf8(), 0, 1, 0, { 0: Int32Array.of(0, 9), 1: new Uint8Array(5) } as never),
      "its last row ends at 9, must be at most 5",
    ],
    [
      new apache.Data(new apache.Int32(), 20, 1, -1, { 1: Int32Array.of(1), 2: Uint8Array.of(0) } as never),
      "a bitmap has 1 bytes, must be at least 3",
    ],
    [
      new apache.Data(
        new apache.Dictionary(new apache.Utf8(), new apache.Int32()),
        0,
        1,
        0,
        { 1: Int32Array.of(4) } as never,
        [],
        toApacheVector(utf8FromStrings(T.Utf8, ["a"])),
      ),
      "row 0 has the dictionary key 4, must be below 1",
    ],
  ];
  for (const [data, message] of cases) {
    if (message === "") assertEquals(rowTexts(fromApacheData(data)), ["1", "2", "3"]);
    else {
      const error = assertThrows(() => fromApacheData(data, "x"), InvalidDataError);
      assertEquals(error.message, `Cannot read column "x": ${message}`);
    }
  }
  const large = new apache.Data(
    new apache.LargeUtf8(),
    0,
    1,
    0,
    { 0: BigInt64Array.of(0n, 2n ** 31n), 1: new Uint8Array(1) } as never,
  );
  const error = assertThrows(() => fromApacheData(large, "x"), ResourcesExhaustedError);
  assertEquals(error.rawMessage, 'Cannot read column "x": its offsets pass 2147483647 at row 1');
});

test("batchesFromArrow() takes tables, batches and lists of batches of one schema", () => {
  const batch = (name: string): apache.RecordBatch => {
    const ours = schema([field(name, T.Int8)]);
    return toApacheBatch({ schema: ours, columns: [primitiveColumn(T.Int8, Int8Array.of(1, 2))], numRows: 2 });
  };
  assertEquals(batchesFromArrow(batch("a")).batches.length, 1);
  assertEquals(batchesFromArrow([batch("a"), batch("a")]).batches.map((b) => b.numRows), [2, 2]);
  assertEquals(fromApacheBatch(batch("a")).schema.fields[0]!.name, "a");
  assertThrows(
    () => batchesFromArrow([batch("a"), batch("b")]),
    SchemaError,
    "Cannot make a table of record batches: batch 1 has another schema than batch 0, must be the same",
  );
  assertThrows(() => batchesFromArrow([]), SchemaError, "Cannot make a table of no record batches");
  assertThrows(
    () => batchesFromArrow("x" as unknown as Uint8Array),
    InvalidDataError,
    "Cannot read Arrow data: it is a string, must be a Table, RecordBatches or IPC bytes",
  );
});
