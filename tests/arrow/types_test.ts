import { assertEquals, assertThrows } from "@std/assert";
import { SessionContext, types } from "@fusewire/fusewire";
import { test } from "node:test";

test("types are apache-arrow's own", () => {
  const cases: [unknown, string][] = [
    [types.int64(), "Int64"],
    [types.utf8View(), "Utf8View"],
    [types.timestamp("us", "UTC"), "Timestamp<MICROSECOND, UTC>"],
    [types.decimal128(10, 2), "Decimal[10e+2]"],
    [types.list(types.field("element", types.float32(), false)), "List<Float32>"],
    [types.struct({ a: types.int8(), b: types.bool() }), "Struct<{a:Int8, b:Bool}>"],
    [types.dictionary(types.utf8()), "Dictionary<Int32, Utf8>"],
  ];
  for (const [type, text] of cases) assertEquals(String(type), text);
});

test("fromColumns() and toColumns() give values back as they were", async () => {
  const columns = {
    whole: [1, null, -3],
    real: [1.5, NaN, null],
    text: ["a", "é", null],
    flag: [true, false, null],
    when: [new Date(0), null, new Date(1)],
    bytes: [Uint8Array.of(1), null, Uint8Array.of()],
    list: [[1, 2], null, []],
    record: [{ x: 1, y: ["q"] }, null, { x: null, y: null }],
    lookup: [new Map([["k", 1]]), null, new Map()],
    nothing: [null, null, null],
  };
  assertEquals(await new SessionContext().fromColumns(columns).toColumns(), columns as Record<string, unknown[]>);
});

test("columns of mixed kinds are refused by name and row", () => {
  const error = assertThrows(() => new SessionContext().fromColumns({ price: [1, "2"] }), Error);
  assertEquals(error.message, 'Cannot make column "price": row 1 is a string, must be a number like row 0');
});
