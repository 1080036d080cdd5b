import { assertEquals, assertThrows } from "@std/assert";
import { test } from "node:test";
import {
  type ArrowType,
  columnValue,
  type Datum,
  decimalType,
  isScalar,
  newInt32,
  primitiveColumn,
  type Scalar,
  scalar,
  type ScalarData,
  T,
  typeText,
} from "../../src/arrow/mod.ts";
import { ArgumentError, ArithmeticOverflowError } from "../../src/errors.ts";
import { call, constant, rows } from "./support.ts";

const decimal = (value: bigint, precision = 10, scale = 2): Scalar => scalar(decimalType(precision, scale), value);

test("functions of numbers give what DataFusion gives at the edges", () => {
  const cases: readonly (readonly [string, readonly Datum[], ScalarData])[] = [
    ["round", [constant(-0.4)], -0],
    ["round", [constant(2.5)], 3],
    ["round", [constant(1.005), constant(2n)], 1],
    ["round", [constant(1e300), constant(308n)], Infinity],
    ["round", [constant(1.5), constant(-400n)], NaN],
    ["round", [constant(-15n), constant(-1n)], -20n],
    ["round", [constant(9_223_372_036_854_775_807n), constant(-19n)], 0n],
    ["round", [decimal(9_999_999_999n), constant(-8n)], 100_000_000n],
    ["round", [decimal(5_500n), constant(-2n)], 100n],
    ["trunc", [constant(-1.999), constant(2n)], -1.99],
    ["trunc", [constant(1e300), constant(10n)], Infinity],
    ["trunc", [decimal(-15_959n), constant(-1n)], -15_000n],
    ["ceil", [decimal(-150n)], -100n],
    ["floor", [decimal(-150n)], -200n],
    ["power", [constant(1), constant(NaN)], 1],
    ["power", [constant(-1), constant(Infinity)], 1],
    ["power", [constant(-1), constant(0.5)], NaN],
    ["log", [constant(0), constant(5)], -0],
    ["log", [constant(2), decimal(0n)], -Infinity],
    ["log", [constant(2), decimal(-500n)], NaN],
    ["signum", [constant(-0)], 0],
    ["nanvl", [constant(NaN), constant(null, T.Float64)], null],
    ["gcd", [constant(-9_223_372_036_854_775_808n), constant(6n)], 2n],
    ["gcd", [constant(0n), constant(0n)], 0n],
    ["gcd", [decimal(150n), decimal(100n)], 50n],
    ["lcm", [decimal(150n), decimal(100n)], 300n],
    ["lcm", [constant(-9_223_372_036_854_775_808n), constant(0n)], 0n],
    ["abs", [decimal(-1n, 38, 0)], 1n],
    ["to_hex", [scalar(T.Int8, -1)], "ffffffffffffffff"],
    ["to_hex", [scalar(T.UInt32, 0xffff_ffff)], "ffffffff"],
    ["to_hex", [constant(0n)], "0"],
    ["to_hex", [constant(4_294_967_296n)], "100000000"],
  ];
  for (const [name, args, wanted] of cases) {
    const result = call(name, args);

    assertEquals([name, isScalar(result) ? result.value : columnValue(result, 0)], [name, wanted]);
  }
});

test("round() keeps room for the carry in a decimal", () => {
  const types = (value: Scalar, ...places: readonly Datum[]): ArrowType => call("round", [value, ...places]).type;
  const column = primitiveColumn(T.Int32, newInt32(1));

  assertEquals(typeText(types(decimal(155n))), "Decimal128(10, 0)");
  assertEquals(typeText(types(decimal(155n), constant(1n))), "Decimal128(10, 1)");
  assertEquals(typeText(types(decimal(155n), constant(5n))), "Decimal128(10, 2)");
  assertEquals(typeText(types(decimal(155n), column)), "Decimal128(11, 2)");
  assertEquals(typeText(types(decimal(10n, 10, 0), constant(-1n))), "Decimal128(11, 0)");
  assertEquals(typeText(types(decimal(10n, 38, 0), constant(-1n))), "Decimal128(38, 0)");
});

test("results that their type cannot hold raise", () => {
  const smallest = -9_223_372_036_854_775_808n;
  const cases: readonly (readonly [string, readonly Datum[], string])[] = [
    ["abs", [scalar(T.Int8, -128)], "Int8 has no positive counterpart of -128"],
    ["abs", [constant(smallest)], "Int64 has no positive counterpart of -9223372036854775808"],
    ["gcd", [constant(smallest), constant(0n)], "gcd(-9223372036854775808, 0) is beyond Int64"],
    ["lcm", [constant(9_223_372_036_854_775_807n), constant(2n)], "lcm(9223372036854775807, 2) is beyond Int64"],
    ["factorial", [constant(21n)], "21! is beyond Int64"],
    ["round", [scalar(T.Int8, 125), constant(-1n)], "130 does not fit Int8"],
    ["ceil", [decimal(9_999_999_999n)], "the result must have at most 10 digits"],
  ];
  for (const [name, args, why] of cases) {
    assertThrows(() => call(name, args), ArithmeticOverflowError, `Cannot compute "${name}": row 0 overflows, ${why}`);
  }
});

test("arguments outside a function's domain raise, null rows do not", () => {
  assertThrows(
    () => call("sqrt", [constant(-1)]),
    ArgumentError,
    `Cannot compute "sqrt": row 0 is -1, must not be negative`,
  );
  assertThrows(
    () => call("power", [constant(0), constant(-0.5)]),
    ArgumentError,
    `Cannot compute "power": row 0 raises 0 to -0.5, must not be a negative power`,
  );
  const column = primitiveColumn(T.Float64, Float64Array.of(4, -1), Uint8Array.of(1));
  assertEquals(rows("sqrt", [column]), [2, null]);
  assertEquals(rows("factorial", [primitiveColumn(T.Int64, BigInt64Array.of(3n, -1n), Uint8Array.of(1))]), [6n, null]);
});

test("random() gives another number for every row", () => {
  const numbers = call("random", [], 100);

  assertEquals(!isScalar(numbers) && new Set(Array.from({ length: 100 }, (_, i) => columnValue(numbers, i))).size, 100);
});
