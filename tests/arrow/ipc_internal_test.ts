import { assert, assertEquals, assertThrows } from "@std/assert";
import { test } from "node:test";
import {
  type Batch,
  batchesFromArrow,
  batchesToIpc,
  columnsOf,
  decodeBatchMessage,
  encodeBatchMessage,
  field,
  listType,
  readIpc,
  readIpcSchema,
  type Schema,
  schema,
  schemaFromBytes,
  schemasEqual,
  T,
  typesEqual,
  typeText,
  writeIpcStream,
} from "../../src/arrow/mod.ts";
import { DecodeError, FusewireError, InvalidDataError, NotSupportedError } from "../../src/errors.ts";
import { EVERY_TYPE, random, randomColumn, randomSlice, rowTexts } from "../support/random_column.ts";
import { fromBase64, goldenJson } from "./golden_file.ts";

interface StreamCase {
  readonly name: string;
  readonly bytes: string;
  readonly columns: Readonly<Record<string, readonly unknown[]>>;
}
interface NestedCase {
  readonly schema: string;
  readonly message: string;
  readonly body: string;
  readonly dictionaries: readonly { readonly message: string; readonly body: string }[];
}

/** Values in the form that Python's JSON has: maps as entries, bytes as Python prints them. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(plain);
  if (value instanceof Uint8Array) return `b'${new TextDecoder().decode(value)}'`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return value;
}

/** Zstandard comes with the runtime, and not all have it. */
function canRead(name: string): boolean {
  const { process } = globalThis as unknown as { process: { getBuiltinModule?(id: string): object } };
  return name !== "Zstandard" || "zstdDecompressSync" in (process.getBuiltinModule?.("node:zlib") ?? {});
}

test("readIpc() reads what pyarrow writes", () => {
  for (const { name, bytes, columns } of goldenJson<StreamCase>("streams.json")) {
    if (!canRead(name)) {
      assertThrows(() => readIpc(fromBase64(bytes)), NotSupportedError, "this runtime has no Zstandard");
      continue;
    }
    const { schema, batches } = readIpc(fromBase64(bytes));
    assertEquals(plain(columnsOf(schema, batches)), columns, name);
    const again = readIpc(writeIpcStream({ schema, batches }));
    assertEquals(plain(columnsOf(again.schema, again.batches)), columns, `${name}, written again`);
    assert(schemasEqual(readIpcSchema(writeIpcStream({ schema, batches })), schema), name);
  }
});

test("readIpc() gives run-end encoded columns as plain ones", () => {
  const { bytes } = goldenJson<StreamCase>("streams.json").find(({ name }) => name === "run-end encoded")!;
  const { schema, batches } = readIpc(fromBase64(bytes));
  assertEquals(schema.fields.map(({ type }) => typeText(type)), ["Utf8", 'Struct("inner": Int64)']);
  assertEquals(batches[0]!.columns.map(({ type }) => typeText(type)), ["Utf8", 'Struct("inner": Int64)']);
});

function everyBatch(rows: readonly number[]): { schema: Schema; batches: Batch[] } {
  const next = random(21);
  const fields = [
    ...EVERY_TYPE,
    listType(field("item", T.Int32), "ListView"),
    listType(field("item", T.Utf8View), "LargeListView"),
  ].map((type, i) => field(`c${i}`, type));
  const ours = schema(fields, { k: "v" });
  const batches = rows.map((numRows, k): Batch => ({
    schema: ours,
    columns: fields.map((f) => k % 2 === 0 ? randomColumn(f.type, numRows, next) : randomSlice(f.type, numRows, next)),
    numRows,
  }));
  return { schema: ours, batches };
}

test("writeIpcStream() and readIpc() keep every type, slices, empty batches and dictionaries that change", () => {
  const contents = everyBatch([20, 33, 0, 1]);
  const back = readIpc(writeIpcStream(contents));
  assert(schemasEqual(back.schema, contents.schema));
  assertEquals(back.batches.map(({ numRows }) => numRows), [20, 33, 0, 1]);
  back.batches.forEach((batch, k) =>
    batch.columns.forEach((column, i) => {
      assertEquals(rowTexts(column), rowTexts(contents.batches[k]!.columns[i]!), typeText(column.type));
      assertEquals(column.nullCount, contents.batches[k]!.columns[i]!.nullCount, typeText(column.type));
    })
  );
});

test("readIpc() shares aligned memory and copies what is not aligned", () => {
  const contents = everyBatch([9]);
  const bytes = writeIpcStream(contents);
  const shifted = new Uint8Array(bytes.length + 1).subarray(1);
  shifted.set(bytes);
  const [aligned, moved] = [readIpc(bytes), readIpc(shifted)];
  const int32 = EVERY_TYPE.indexOf(T.Int32);
  const first = aligned.batches[0]!.columns[int32]!;
  assert(first.layout === "primitive" && first.values.buffer === bytes.buffer);
  aligned.batches[0]!.columns.forEach((column, i) => {
    assertEquals(rowTexts(moved.batches[0]!.columns[i]!), rowTexts(column));
  });
});

test("a batch without columns keeps its number of rows", () => {
  const none = schema([]);
  const back = readIpc(writeIpcStream({ schema: none, batches: [{ schema: none, columns: [], numRows: 7 }] }));
  assertEquals(back.batches[0]!.numRows, 7);
});

test("single batch messages are those of DataFusion, byte for byte", () => {
  for (const { schema, message, body, dictionaries } of goldenJson<NestedCase>("nested_scalars.json")) {
    const { fields } = schemaFromBytes(fromBase64(schema));
    const parts = {
      message: fromBase64(message),
      body: fromBase64(body),
      dictionaries: dictionaries.map((d) => ({ message: fromBase64(d.message), body: fromBase64(d.body) })),
    };
    const { columns, numRows } = decodeBatchMessage(fields, parts);
    assertEquals(numRows, 1);
    assert(typesEqual(columns[0]!.type, fields[0]!.type));
    const written = encodeBatchMessage(columns, numRows);
    assertEquals(written, { ...parts, body: written.body }, typeText(fields[0]!.type));
    assertEquals(Array.from(written.body), Array.from(parts.body), typeText(fields[0]!.type));
  }
});

test("bytes cut short or changed anywhere are refused with an error of the library, or read as valid data", () => {
  const bytes = writeIpcStream(everyBatch([20, 0, 33]));
  const next = random(22);
  let refused = 0;
  const attempt = (data: Uint8Array): void => {
    try {
      for (const { columns } of readIpc(data).batches) columns.forEach(rowTexts);
    } catch (error) {
      if (!(error instanceof FusewireError)) throw error;
      refused++;
    }
  };
  for (let round = 0; round < 5000; round++) {
    if (round % 5 === 0) {
      attempt(bytes.slice(0, Math.floor(next() * bytes.length)));
      continue;
    }
    const copy = bytes.slice();
    for (let k = Math.floor(next() * 4); k >= 0; k--) {
      const at = Math.floor(next() * copy.length);
      copy[at] = next() < 0.5 ? Math.floor(next() * 256) : copy[at]! ^ (1 << Math.floor(next() * 8));
      if (next() < 0.2) copy.fill(0xff, at, at + 4);
    }
    attempt(copy);
  }
  assert(refused > 2000, `${refused} refused`);
});

test("metadata changed anywhere is refused or read, for files, compressed and legacy streams, too", () => {
  const next = random(23);
  for (const { name, bytes } of goldenJson<StreamCase>("streams.json")) {
    const original = fromBase64(bytes);
    for (let round = 0; round < 150; round++) {
      const copy = original.slice();
      const near = next() < 0.5 ? copy.length : Math.min(copy.length, 900);
      for (let k = 0; k < 3; k++) copy[Math.floor(next() * near)] = Math.floor(next() * 256);
      try {
        for (const { columns } of readIpc(copy).batches) columns.forEach(rowTexts);
      } catch (error) {
        if (!(error instanceof FusewireError)) throw new Error(`${name}: ${(error as Error).stack}`);
      }
    }
  }
});

test("errors of readIpc() say what is wrong and where", () => {
  const one = schema([field("a", T.Int64), field("s", T.Utf8)]);
  const batch: Batch = {
    schema: one,
    columns: [
      { layout: "primitive", type: T.Int64, length: 2, validity: null, nullCount: 0, values: BigInt64Array.of(1n, 2n) },
      {
        layout: "bytes",
        type: T.Utf8,
        length: 2,
        validity: null,
        nullCount: 0,
        offsets: Int32Array.of(0, 2, 1),
        data: Uint8Array.of(97, 98),
      },
    ],
    numRows: 2,
  };
  const bad = assertThrows(() => readIpc(writeIpcStream({ schema: one, batches: [batch] })), InvalidDataError);
  assertEquals(bad.message, 'Cannot read column "s": row 1 ends at 1, before it starts at 2');
  assertEquals([bad.column, bad.row, bad.code], ["s", 1, "E_INVALID_DATA"]);

  const good = writeIpcStream({ schema: one, batches: [] });
  const cut = assertThrows(() => readIpc(good.subarray(0, 50)), DecodeError);
  assertEquals(cut.message, "Cannot read Arrow data: it ends within a message at byte 8");
  assertThrows(() => readIpc(new Uint8Array(0)), DecodeError, "Cannot read Arrow data: it has no schema");
  assertThrows(
    () => readIpc(new TextEncoder().encode("ARROW1 and nothing more")),
    DecodeError,
    "Cannot read Arrow file: it does not end in ARROW1, is it truncated?",
  );
  assertThrows(() => schemaFromBytes(Uint8Array.of(1, 2, 3)), DecodeError, "Cannot read flatbuffer");
});

test("batchesToIpc() gives bytes that batchesFromArrow() reads, as view or as buffer", () => {
  const contents = everyBatch([3]);
  const bytes = batchesToIpc(contents.schema, contents.batches);
  for (const data of [bytes, bytes.slice().buffer, new Uint8Array(bytes)]) {
    assertEquals(rowTexts(batchesFromArrow(data).batches[0]!.columns[5]!), rowTexts(contents.batches[0]!.columns[5]!));
  }
});
