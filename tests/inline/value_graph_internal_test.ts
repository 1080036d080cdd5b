import { test } from "node:test";
import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { DecodeError, UdfCaptureError } from "../../src/errors.ts";
import * as fixture from "./stats_fixture.ts";
import { decodeValue, encodeValue } from "../../src/inline/value_codec.ts";
import { secret } from "../../src/inline/secret.ts";
import type { ValueReducer } from "../../src/inline/value_format.ts";

const roundTrip = <T>(value: T): T => decodeValue(encodeValue(value)) as T;

test("primitives survive exactly", () => {
  const numbers = [
    0,
    -0,
    1,
    -1,
    127,
    128,
    -128,
    2 ** 31,
    -(2 ** 31),
    2 ** 46,
    2 ** 47,
    -(2 ** 47),
    2 ** 53 - 1,
    -(2 ** 53),
  ];
  const more = [0.1, -1.5, NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE];
  const bigints = [0n, 1n, -1n, 255n, 256n, -256n, 2n ** 64n - 1n, -(2n ** 64n), 10n ** 40n];
  const texts = ["", "a", "é", "日本", "😀", "\ud800", "a\udc00b", "\0", "x".repeat(100), "\ufeffbom"];
  const symbols = [Symbol.for("a"), Symbol.for(""), Symbol.iterator, Symbol.asyncIterator, Symbol.toStringTag];
  for (const value of [...numbers, ...more, ...bigints, ...texts, ...symbols, null, undefined, true, false]) {
    assertStrictEquals(roundTrip(value), value);
  }
});

test("built-in objects survive with their class and state", () => {
  const sticky = /a(?<n>b)/giy;
  sticky.lastIndex = 3;
  const values: object[] = [
    new Date(0),
    new Date(NaN),
    new Date(8.64e15),
    sticky,
    new URL("https://user@example.com:8080/a?b=c#d"),
    new URLSearchParams("a=1&a=2&b=%20"),
    new Map<unknown, unknown>([[1, "a"], [NaN, undefined], [{ k: 1 }, [1]]]),
    new Set<unknown>([1, "1", null]),
    [],
    [undefined, null],
    {},
    Object(1),
    Object("text"),
    Object(false),
    Object(5n),
    Object(Symbol.for("s")),
  ];
  for (const value of values) {
    const copy = roundTrip(value);
    assertEquals(copy, value);
    assertStrictEquals(Object.getPrototypeOf(copy), Object.getPrototypeOf(value));
    assert(copy !== value);
  }
  assertEquals(roundTrip(sticky).lastIndex, 3);
  assertEquals([...roundTrip(new Map([["b", 1], ["a", 2]])).keys()], ["b", "a"]);
});

test("errors keep class, message, cause, errors and own fields, and leave the stack here", () => {
  const cause = new RangeError("inner");
  const error = Object.assign(new TypeError("outer", { cause }), { code: "E_X", detail: { a: 1 } });
  const copy = roundTrip(error);
  assert(copy instanceof TypeError && copy.cause instanceof RangeError);
  assertEquals([copy.message, copy.name, copy.cause.message], ["outer", "TypeError", "inner"]);
  assertEquals({ ...copy }, { code: "E_X", detail: { a: 1 } });
  assertEquals(Object.keys(copy), ["code", "detail"]);
  assert(!new TextDecoder("latin1").decode(encodeValue(error)).includes("value_graph"));

  const many = roundTrip(new AggregateError([cause, 1], "many"));
  assert(many instanceof AggregateError && many.errors[0] instanceof RangeError);
  assertEquals([many.message, many.errors.length], ["many", 2]);
  assertEquals(Object.hasOwn(roundTrip(new Error()), "message"), false);
  const named = new Error("m");
  named.name = "Custom";
  assertEquals(roundTrip(named).name, "Custom");
  const exception = roundTrip(new DOMException("gone", "AbortError"));
  assertEquals([exception instanceof DOMException, exception.name, exception.message, exception.code], [
    true,
    "AbortError",
    "gone",
    20,
  ]);
});

test("views and buffers survive byte for byte", () => {
  const values: ArrayBufferView[] = [
    new Int8Array([-1, 1]),
    new Uint8Array([0, 255]),
    new Uint8ClampedArray([1]),
    new Int16Array([-300]),
    new Uint16Array([65535]),
    new Int32Array([-(2 ** 31)]),
    new Uint32Array([2 ** 32 - 1]),
    new BigInt64Array([-1n]),
    new BigUint64Array([2n ** 64n - 1n]),
    new Float32Array([1.5, NaN]),
    new Float64Array([-0, NaN, Infinity]),
    new DataView(new ArrayBuffer(4), 1, 2),
    new Float64Array(0),
  ];
  for (const value of values) {
    const copy = roundTrip(value);
    assertStrictEquals(copy.constructor, value.constructor);
    assertEquals(bytesOf(copy), bytesOf(value));
  }
  const payload = new Float32Array(new Uint32Array([0x7fc12345]).buffer);
  assertEquals(bytesOf(roundTrip(payload)), bytesOf(payload));
  assertEquals(new Uint8Array(roundTrip(Uint8Array.of(1, 2, 3).buffer)), Uint8Array.of(1, 2, 3));
});

test("views that share a buffer still share it, and only the bytes that they reach travel", () => {
  const pool = new Uint8Array(4096).fill(7);
  const a = new Uint8Array(pool.buffer, 1003, 10);
  const b = new Float64Array(pool.buffer, 1008, 2);
  const bytes = encodeValue({ a, b });
  assert(bytes.length < 80, `${bytes.length}`);
  const copy = decodeValue(bytes) as { a: Uint8Array; b: Float64Array };
  assertStrictEquals(copy.a.buffer, copy.b.buffer);
  copy.b[0] = 1;
  assertEquals([...copy.a.subarray(5)], [0, 0, 0, 0, 0]);
  // The five bytes before `a` are there for alignment only: they are not the pool's.
  assertEquals([...new Uint8Array(copy.a.buffer, 0, 4)], [0, 0, 0, 7]);
  // The same content at another place of another pool gives the same bytes.
  const other = new Uint8Array(8192).fill(7);
  assertEquals(
    encodeValue({ a: new Uint8Array(other.buffer, 5003, 10), b: new Float64Array(other.buffer, 5008, 2) }),
    bytes,
  );
  const whole = roundTrip([pool.buffer, pool.subarray(4)]) as [ArrayBuffer, Uint8Array];
  assertEquals([whole[0].byteLength, whole[1].byteOffset, whole[1].buffer === whole[0]], [4096, 4, true]);
});

test("cycles and shared identity survive", () => {
  const shared = { n: 1 };
  const graph: Record<string, unknown> = { a: shared, b: shared, list: [shared], map: new Map([[shared, shared]]) };
  graph.self = graph;
  (graph.list as unknown[]).push(graph.list);
  graph.set = new Set([graph]);
  const error = new Error("loop");
  error.cause = error;
  graph.error = error;
  const copy = roundTrip(graph) as Record<string, unknown>;
  assertStrictEquals(copy.a, copy.b);
  assertStrictEquals(copy.self, copy);
  assertStrictEquals((copy.list as unknown[])[0], copy.a);
  assertStrictEquals((copy.list as unknown[])[1], copy.list);
  assertStrictEquals((copy.map as Map<unknown, unknown>).get(copy.a), copy.a);
  assert((copy.set as Set<unknown>).has(copy));
  assertStrictEquals((copy.error as Error).cause, copy.error);
});

test("key order, symbol keys, holes, null prototypes and __proto__ survive", () => {
  assertEquals(Object.keys(roundTrip({ b: 1, a: 2, 2: 0, 1: 0 })), ["1", "2", "b", "a"]);
  assertEquals(roundTrip({ [Symbol.for("k")]: 1 })[Symbol.for("k")], 1);
  const holes = roundTrip([, 1, , undefined]);
  assertEquals([holes.length, 0 in holes, 1 in holes, 2 in holes, 3 in holes], [4, false, true, false, true]);
  const long: number[] = [];
  long[4294967294 - 1] = 5;
  assertEquals([roundTrip(long).length, roundTrip(long)[4294967293]], [4294967294, 5]);
  const match = roundTrip("xay".match(/a/)!);
  assertEquals([[...match], match.index, match.input], [["a"], 1, "xay"]);
  assertStrictEquals(Object.getPrototypeOf(roundTrip(Object.create(null))), null);
  const evil = JSON.parse(`{"__proto__":{"polluted":true},"constructor":1,"toString":2}`) as object;
  const copy = roundTrip(evil) as Record<string, unknown>;
  assertEquals(Object.keys(copy), ["__proto__", "constructor", "toString"]);
  assertStrictEquals(Object.getPrototypeOf(copy), Object.prototype);
  assertStrictEquals(({} as Record<string, unknown>).polluted, undefined);
});

test("built-ins travel by their path", () => {
  for (const value of [Math.max, Map, JSON, parseInt, Intl.DateTimeFormat, Number.parseFloat, Error, crypto, console]) {
    assertStrictEquals(roundTrip(value), value);
  }
  assertStrictEquals(new TextDecoder("latin1").decode(encodeValue(Math.max)).endsWith("Math.max"), true);
  assertThrows(() => encodeValue(Function), UdfCaptureError);
  assertThrows(() => encodeValue(eval), UdfCaptureError);
});

test("equal values give equal bytes", () => {
  const make = (): unknown => ({ a: [1, "x", "x"], m: new Map([["k", new Date(5)]]), f: new Float64Array([NaN]) });
  assertEquals(encodeValue(make()), encodeValue(make()));
  const hex = [...encodeValue({ a: [1, "a"], b: { a: -0 } })].map((byte) => byte.toString(16).padStart(2, "0")).join(
    " ",
  );
  assertEquals(hex, "01 00 00 11 02 07 01 61 13 02 04 02 09 00 07 01 62 11 01 09 00 05 00 00 00 00 00 00 00 80");
});

class Session {
  id = 1;
}

test("what cannot travel is refused with its path, the reason and a remedy", () => {
  const detached = new ArrayBuffer(8);
  structuredClone(detached, { transfer: [detached] });
  const cases: [unknown, string, string][] = [
    [{ model: { session: new Session() } }, "value.model.session", "an instance of class Session"],
    [[[new WeakMap()]], "value[0][0]", "a WeakMap, whose entries cannot be listed"],
    [{ a: new WeakSet() }, "value.a", "a WeakSet, whose entries cannot be listed"],
    [{ a: new WeakRef({}) }, "value.a", "a WeakRef"],
    [new Map([["k e y", Promise.resolve()]]), `value.get("k e y")`, "a Promise"],
    [new Map([[Promise.resolve(), 1]]), `value.keys()[0]`, "a Promise"],
    [new Set([1, Promise.resolve()]), `value.values()[1]`, "a Promise"],
    [{ a: Symbol("mine") }, "value.a", "the symbol Symbol(mine), which exists in this realm only"],
    [
      {
        get a() {
          return 1;
        },
      },
      "value.a",
      "an accessor property (get or set)",
    ],
    [{ "odd key": { a: new ReadableStream() } }, `value["odd key"].a`, "a stream, which belongs to this process"],
    [new AbortController().signal, "value", "an AbortSignal, which belongs to this process"],
    [(function* () {})(), "value", "a generator in progress"],
    [{ key: secret("hunter2") }, "value.key", "a secret, which must stay in this process"],
    [new (class extends Map {})(), "value", "an object with a prototype of its own"],
    [{ e: new (class MyError extends Error {})("m") }, "value.e", "an instance of the error class MyError"],
    [new (class Bytes extends Uint8Array {})(2), "value", "an instance of class Bytes"],
    [{ a: { f: () => 1 } }, "value.a.f", "a function"],
    [new Error("x", { cause: { a: new WeakRef({}) } }), "value.cause.a", "a WeakRef"],
    [{ fixture }, "value.fixture", "a module"],
    [detached, "value", "a buffer that was transferred and is empty now"],
    [Object.create(Map.prototype), "value", "an instance of class Map"],
    [Object.create({ inherited: 1 }), "value", "an object with a prototype of its own"],
    ...(typeof SharedArrayBuffer === "undefined" ? [] : [
      [new Uint8Array(new SharedArrayBuffer(8)), "value", "shared memory, which bytes cannot share"] as [
        unknown,
        string,
        string,
      ],
    ]),
  ];
  for (const [value, path, what] of cases) {
    const error = assertThrows(() => encodeValue(value), UdfCaptureError);
    assertEquals(error.path, path);
    assertEquals(
      error.rawMessage,
      `Cannot ship value: ${path} is ${what}, must be a value that can be copied into bytes`,
    );
    assertEquals(error.code, "E_UDF_CAPTURE");
    assert(error.remedy !== undefined && error.remedy.length > 5);
  }
});

test("a secret is refused with and without its wrapper, and does not show itself", () => {
  const token = { bearer: "hunter2" };
  const wrapped = secret(token);
  assertStrictEquals(wrapped.reveal(), token);
  assertEquals([String(wrapped), JSON.stringify({ wrapped })], ["[secret]", `{"wrapped":"[secret]"}`]);
  for (const value of [wrapped, token, [token]]) assertThrows(() => encodeValue(value), UdfCaptureError, "is a secret");
});

test("long paths are shown by both ends", () => {
  let value: unknown = new WeakSet();
  for (let i = 0; i < 1000; i++) value = { [`k${i}`]: value };
  const { path } = assertThrows(() => encodeValue(value), UdfCaptureError);
  assert(path.startsWith("value.k999.k998.") && path.includes("…") && path.endsWith(".k1.k0"), path);
});

class Point {
  readonly x: number;
  constructor(x: number) {
    this.x = x;
  }
}

test("reducers and revivers carry the values of others", () => {
  const reducer: ValueReducer = {
    tag: "point",
    test: (value) => value instanceof Point,
    reduce: (point: Point) => ({ x: point.x, raw: Uint8Array.of(point.x) }),
  };
  const point = new Point(3);
  const bytes = encodeValue({ a: point, b: [point] }, { reducers: [reducer] });
  const revivers = { point: (reduced: unknown) => new Point((reduced as { x: number }).x) };
  const copy = decodeValue(bytes, { revivers }) as { a: Point; b: Point[] };
  assert(copy.a instanceof Point && copy.a.x === 3);
  assertStrictEquals(copy.b[0], copy.a);
  const unknown = assertThrows(() => decodeValue(bytes), DecodeError);
  assertEquals(
    unknown.message.replace(/byte \d+/, "byte N"),
    `Cannot read captured values at byte N: nothing here can make a value of kind "point"`,
  );
  const selfish: ValueReducer = {
    tag: "loop",
    test: (value) => value instanceof Point,
    reduce: (value: Point) => [value],
  };
  assertThrows(
    () => encodeValue(point, { reducers: [selfish] }),
    UdfCaptureError,
    `"loop" values cannot contain themselves`,
  );
});

test("depth is limited by memory only", () => {
  let list: unknown = [];
  let object: unknown = {};
  let map: unknown = new Map();
  for (let i = 0; i < 100_000; i++) {
    list = [list];
    object = { a: object };
    map = new Map([[1, map]]);
  }
  for (const value of [list, object, map]) {
    const bytes = encodeValue(value);
    assertEquals(encodeValue(decodeValue(bytes)).length, bytes.length);
  }
});

test("8 MB of numbers take at most 20 ms each way", () => {
  const numbers = new Float64Array(1_000_000).fill(1.5);
  const times: number[] = [];
  for (let run = 0; run < 7; run++) {
    const start = performance.now();
    const copy = decodeValue(encodeValue(numbers)) as Float64Array;
    times.push(performance.now() - start);
    assertEquals(copy.length, numbers.length);
  }
  // The best run of both ways together: the machine may be busy.
  assert(Math.min(...times) <= 40, `${times}`);
  assert(encodeValue(numbers).length <= 8_000_020);
});

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
  maxDepth: 4,
} as fc.ObjectConstraints);

test("any value decodes to its like, and encodes to the same bytes again", () => {
  fc.assert(
    fc.property(anything, (value) => {
      const bytes = encodeValue(value);
      const copy = decodeValue(bytes);
      assertEquals(copy, value);
      assertEquals(encodeValue(copy), bytes);
    }),
    { numRuns: 1000 },
  );
});

const SAMPLE: unknown = (() => {
  const shared = { n: 1 };
  const value = {
    a: [1, -0, 2n ** 70n, "text", "\ud800", shared, , 5],
    m: new Map<unknown, unknown>([["k", new Set([shared])]]),
    d: new Date(5),
    r: /a+/gi,
    u: new URL("https://a.b/c"),
    e: new AggregateError([new TypeError("t", { cause: shared })], "all"),
    v: [new Float64Array([1, 2]), new DataView(new ArrayBuffer(3))],
    b: Object("boxed"),
    s: Symbol.for("s"),
    i: Symbol.iterator,
    f: Math.max,
    x: new DOMException("m", "AbortError"),
    n: Object.assign(Object.create(null), { z: undefined, y: null, w: true }),
  };
  return Object.assign(value, { self: value });
})();

test("bytes cut short at any place are refused with an offset", () => {
  const bytes = encodeValue(SAMPLE);
  for (let length = 0; length < bytes.length; length++) {
    const error = assertThrows(() => decodeValue(bytes.slice(0, length)), DecodeError);
    assert(typeof error.offset === "number" && error.offset <= length, `${length}: ${error.message}`);
  }
  assertThrows(() => decodeValue(Uint8Array.of(...bytes, 1)), DecodeError, "bytes follow the value");
});

test("5,000 mutated inputs decode or are refused, never anything else", () => {
  const bytes = encodeValue(SAMPLE);
  const random = generator(42);
  for (let run = 0; run < 5000; run++) {
    const mutated = bytes.slice();
    for (let change = 1 + random() % 4; change > 0; change--) mutated[random() % mutated.length] = random() & 0xff;
    try {
      decodeValue(mutated);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw new Error(`run ${run}: ${error}`, { cause: error });
      assert(typeof error.offset === "number");
    }
  }
  assertStrictEquals(({} as Record<string, unknown>).polluted, undefined);
});

test("random bytes decode or are refused, never anything else", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        decodeValue(Uint8Array.of(1, 0, 0, ...bytes));
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
      }
    }),
    { numRuns: 3000 },
  );
});

test("announced sizes allocate nothing that the input does not hold", () => {
  const huge = [0xff, 0xff, 0xff, 0xff, 0x07];
  const inputs: [number[], string][] = [
    [[1, ...huge], "items, but only 0 bytes follow"],
    [[1, 1, ...huge, 0], "a buffer of 2147483647 bytes is announced, but only 0 follow"],
    [[1, 0, 0, 0x13, ...huge], "items, but only 0 bytes follow"],
    [[1, 0, 0, 0x11, ...huge], "items, but only 0 bytes follow"],
    [[1, 0, 0, 0x15, ...huge], "items, but only 0 bytes follow"],
    [[1, 0, 0, 0x06, ...huge], "bytes are needed, but only 0 follow"],
    [[1, 0, 0, 0x07, ...huge], "bytes are needed, but only 0 follow"],
    [[1, 0, 0, 0x08, ...huge], "bytes are needed, but only 0 follow"],
    [[1, 0, 0, 0x04, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "the number is too large"],
    [[1, 0, 0, 0x14, 0xff, 0xff, 0xff, 0xff, 0x1f, 0, 0], "an array cannot have length 8589934591"],
    [[1, 0, 0, 0x10, 0], "there is no object 0 before"],
    [[1, 0, 0, 0x1f, 0, 7, 0, 7, 0, 0, 0, 0], "a function cannot stand here"],
    [[1, 0, 0, 0x22, 0], "a live function cannot stand in bytes"],
    [[1, 0, 0, 0x21, 7, 8, ..."Function".split("").map((char) => char.charCodeAt(0))], `no built-in "Function"`],
    [[2, 0, 0, 0], "the format is version 2, this build reads 1"],
    [[1, 0, 0, 0xff], "0xff starts no value"],
  ];
  for (const [bytes, problem] of inputs) assertThrows(() => decodeValue(Uint8Array.from(bytes)), DecodeError, problem);
  // A long array without entries costs nothing: neither here nor in the next million of them.
  const many: number[] = [1, 0, 0, 0x13, 0xe8, 0x07];
  for (let i = 0; i < 1000; i++) many.push(0x14, 0x80, 0xad, 0xe2, 0x04, 0, 0);
  const before = heapBytes();
  const arrays = decodeValue(Uint8Array.from(many)) as unknown[][];
  assertEquals([arrays.length, arrays[999]!.length], [1000, 10_000_000]);
  assert(heapBytes() - before < 50_000_000);
});

test("small objects in great number are padded, so that reading takes at most 16 times the input", () => {
  const empties = Array.from({ length: 50_000 }, () => new Map());
  const bytes = encodeValue(empties);
  assertEquals(bytes.length, Math.ceil((48 + 200 * 50_000 - 4096) / 16));
  assertEquals((decodeValue(bytes) as unknown[]).length, 50_000);
  const unpadded = bytes.slice(0, 7 + 50_000 * 2);
  assertThrows(() => decodeValue(unpadded), DecodeError, "it would take more than 16 times its size in memory");
  assertThrows(() => decodeValue(bytes.slice(0, -1)), DecodeError, "it would take more than 16 times its size");
  const objects = Array.from({ length: 1000 }, (_, i) => ({ id: i, name: "abc" }));
  assert(encodeValue(objects).length < 12_000);
});

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}

function heapBytes(): number {
  return (globalThis as unknown as { process: { memoryUsage(): { rss: number } } }).process.memoryUsage().rss;
}

/** xorshift32: the same inputs on every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
