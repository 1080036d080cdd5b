import { lit, PlanError, types } from "@fusewire/fusewire";
import { assertEquals, assertThrows } from "@std/assert";
import { test } from "node:test";

test("a plain value has the type that DataFusion for Python gives it", () => {
  const cases: readonly (readonly [Parameters<typeof lit>[0], string])[] = [
    [1, "Int64(1)"],
    [1n, "Int64(1)"],
    [-0, "Float64(-0)"],
    [2 ** 53, "Float64(9007199254740992)"],
    [2n ** 63n, "UInt64(9223372036854775808)"],
    [1.5, "Float64(1.5)"],
    ["x", 'Utf8View("x")'],
    [true, "Boolean(true)"],
    [null, "NULL"],
    [undefined, "NULL"],
    [new Uint8Array([97]), 'Binary("97")'],
    [new Date(0), "TimestampMicrosecond(0, None)"],
  ];

  assertEquals(cases.map(([value]) => lit(value).canonicalName()), cases.map(([, text]) => text));
});

test("a value with a type is what that type calls it", () => {
  const day = new Date("2024-02-29T12:00:00.500Z");
  const cases: readonly (readonly [ReturnType<typeof lit>, string])[] = [
    [lit(-128, types.int8()), "Int8(-128)"],
    [lit(1, types.float32()), "Float32(1)"],
    [lit(3, types.utf8()), 'Utf8("3")'],
    [lit(null, types.int8()), "Int8(NULL)"],
    [lit("1.50", types.decimal128(10, 2)), "Decimal128(1.50,10,2)"],
    [lit(10n ** 70n, types.decimal256(76, 0)), `Decimal256(1${"0".repeat(70)},76,0)`],
    [lit("2024-02-29", types.date32()), 'Date32("2024-02-29")'],
    [lit(day, types.date32()), 'Date32("2024-02-29")'],
    [lit(day, types.timestamp("ms", "UTC")), 'TimestampMillisecond(1709208000500, Some("UTC"))'],
    [lit(5, types.timestamp("s")), "TimestampSecond(5, None)"],
    [lit(3661, types.time32("s")), 'Time32Second("3661")'],
    [lit(-1, types.duration("ms")), 'DurationMillisecond("-1")'],
    [
      lit({ months: 1, nanoseconds: 3n }, types.intervalMonthDayNano()),
      'IntervalMonthDayNano("IntervalMonthDayNano { months: 1, days: 0, nanoseconds: 3 }")',
    ],
  ];

  assertEquals(cases.map(([expr]) => expr.canonicalName()), cases.map(([, text]) => text));
});

test("a value that does not fit its type is refused", () => {
  const wrong: readonly (readonly [() => unknown, string])[] = [
    [
      () => lit(128, types.int8()),
      "Cannot make a literal of type Int8 from 128: it must be a whole number between -128 and 127 for Int8",
    ],
    [
      () => lit(1.5, types.int32()),
      "Cannot make a literal of type Int32 from 1.5: " +
      "it must be a whole number between -2147483648 and 2147483647 for Int32",
    ],
    [
      () => lit("1.005", types.decimal128(10, 2)),
      'Cannot make a literal of type Decimal128(10, 2) from "1.005": ' +
      "it must be an exact decimal of at most 10 digits, 2 after the point, for Decimal128(10, 2)",
    ],
    [
      () => lit(1n << 64n),
      "Cannot make a literal from 18446744073709551616n: it has more than 64 bits, must be between -2^63 and 2^64-1",
    ],
    [
      () => lit({ a: 1, b: 2 }, types.struct({ a: types.int64() })),
      'Cannot make a literal of type Struct("a": Int64) from Object: ' +
      'it must be an object for Struct("a": Int64), which has no field "b"',
    ],
    [() => lit(new Date(NaN)), "Cannot make a literal from a Date: it is invalid, must be a moment in time"],
  ];

  for (const [make, message] of wrong) assertThrows(make, PlanError, message);
});

test("bytes of a literal are a copy", () => {
  const bytes = new Uint8Array([1, 2]);
  const expr = lit(bytes, types.binary());
  const before = expr.toBytes();
  bytes[0] = 9;

  assertEquals(expr.toBytes(), before);
});
