/** Arithmetic kernels against exact integers: 64-bit words, decimals, times. */
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { test } from "node:test";
import {
  type ArrowType,
  type Column,
  columnBuilder,
  columnValue,
  type Datum,
  decimalType,
  durationType,
  intervalType,
  isScalar,
  scalar,
  type ScalarData,
  T,
  timestampType,
  timeType,
} from "../../src/arrow/mod.ts";
import { arithmeticKernel, negateKernel } from "../../src/compute/arithmetic/mod.ts";
import { bitwiseKernel } from "../../src/compute/bits/mod.ts";
import { arithmeticCoercion, type ArithmeticOperator } from "../../src/compute/coercion/mod.ts";
import { ArithmeticOverflowError, DivideByZeroError } from "../../src/errors.ts";

const INT64 = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.constantFrom(-(2n ** 63n), 2n ** 63n - 1n, 2n ** 52n, -(2n ** 52n), 2n ** 32n, -1n, 0n, 1n),
);

test("Int64 + - * wrap like 64-bit words", () => {
  fc.assert(fc.property(fc.array(fc.tuple(INT64, INT64), { minLength: 1, maxLength: 9 }), (pairs) => {
    const left = pairs.map(([a]) => a);
    const right = pairs.map(([, b]) => b);
    const wrapped = (f: (a: bigint, b: bigint) => bigint) => pairs.map(([a, b]) => BigInt.asIntN(64, f(a, b)));

    assertEquals(compute("+", T.Int64, left, right), wrapped((a, b) => a + b));
    assertEquals(compute("-", T.Int64, left, right), wrapped((a, b) => a - b));
    assertEquals(compute("*", T.Int64, left, right), wrapped((a, b) => a * b));
  }));
});

test("Int64 / and % truncate, for every pair that has a quotient", () => {
  fc.assert(fc.property(fc.array(fc.tuple(INT64, INT64), { minLength: 1, maxLength: 9 }), (pairs) => {
    const fine = pairs.filter(([a, b]) => b !== 0n && !(b === -1n && a === -(2n ** 63n)));
    const left = fine.map(([a]) => a);
    const right = fine.map(([, b]) => b);

    assertEquals(compute("/", T.Int64, left, right), fine.map(([a, b]) => a / b));
    assertEquals(compute("%", T.Int64, left, right), fine.map(([a, b]) => a % b));
  }));
});

test("UInt64 / and % see unsigned values", () => {
  const big = 2n ** 64n - 1n;

  assertEquals(compute("/", T.UInt64, [big, big, 10n], [3n, big, big]), [big / 3n, 1n, 0n]);
  assertEquals(compute("%", T.UInt64, [big, big, 10n], [4n, big, big]), [3n, 0n, 10n]);
});

test("narrow integers wrap", () => {
  assertEquals(compute("+", T.Int8, [127, -128, 5], [1, -1, 6]), [-128, 127, 11]);
  assertEquals(compute("*", T.Int32, [2 ** 31 - 1, 65536, -7], [2, 65536, 6]), [-2, 0, -42]);
  assertEquals(compute("-", T.UInt16, [1, 0], [2, 65535]), [65535, 1]);
});

test("dividing by zero raises for valid rows only", () => {
  assertEquals(compute("/", T.Int32, [8, null, 9], [2, 0, null]), [4, null, null]);
  assertThrows(
    () => compute("/", T.Int32, [8, 7], [2, 0]),
    DivideByZeroError,
    'Cannot compute "7 / 0": the divisor is 0, must be another number',
  );
  assertThrows(() => compute("%", T.Int64, [2n ** 60n], [0n]), DivideByZeroError);
});

test("MIN / -1 raises, MIN % -1 is 0", () => {
  const min = -(2n ** 63n);

  assertThrows(
    () => compute("/", T.Int64, [min], [-1n]),
    ArithmeticOverflowError,
    'Cannot compute "-9223372036854775808 / -1": the result overflows, must fit Int64',
  );
  assertEquals(compute("%", T.Int64, [min], [-1n]), [0n]);
  assertThrows(() => compute("/", T.Int8, [-128], [-1]), ArithmeticOverflowError);
});

test("a scalar side stands for every row", () => {
  const column = columnOf(T.Float64, [1, null, -3]);
  const two = scalar(T.Float64, 2);

  assertEquals(rows(run("-", T.Float64, column, two)), [-1, null, -5]);
  assertEquals(rows(run("-", T.Float64, two, column)), [1, null, 5]);
  assertEquals(rows(run("/", T.Float64, column, two)), [0.5, null, -1.5]);
  assertEquals(rows(run("/", T.Float64, two, column)), [2, null, -2 / 3]);
  assertEquals(run("*", T.Float64, two, two), scalar(T.Float64, 4));
  assertEquals(run("*", T.Float64, column, scalar(T.Float64, null)), scalar(T.Float64, null));
});

test("decimals equal exact arithmetic, small and large", () => {
  const decimal = fc.oneof(
    fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
    fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
  );
  const left = decimalType(20, 2);
  const right = decimalType(20, 5);
  fc.assert(fc.property(decimal, decimal, (a, b) => {
    assertEquals(computeAs("+", left, right, a, b), a * 1000n + b);
    assertEquals(computeAs("-", left, right, a, b), a * 1000n - b);
    assertEquals(computeAs("*", left, right, a, b), a * b);
    assertEquals(computeAs("+", left, left, a, b), a + b);
    assertEquals(computeAs("-", left, left, a, b), a - b);
    if (b !== 0n) {
      // Scale 6 from scale 2, and 5 more for the divisor's.
      assertEquals(computeAs("/", left, right, a, b), a * 10n ** 9n / b);
      assertEquals(computeAs("%", left, right, a, b), a * 1000n % b);
    }
  }));
});

test("decimals raise where 128 bits do not suffice", () => {
  const type = decimalType(38, 0);
  const nines = 10n ** 38n - 1n;

  assertThrows(() => computeAs("+", type, type, nines, nines), ArithmeticOverflowError);
  assertEquals(computeAs("+", type, type, nines, -nines), 0n);
});

test("intervals move dates by months, then days, then whole days of their time", () => {
  const day = (text: string) => Date.parse(text) / 86_400_000;
  const plus = kernel("+", T.Date32, intervalType("MonthDayNano"));
  const minus = kernel("-", T.Date32, intervalType("MonthDayNano"));
  const dates = columnOf(T.Date32, ["2024-01-31", "2023-01-31", "1970-01-01"].map(day));
  const step = (months: number, days: number, hours: number) =>
    scalar(intervalType("MonthDayNano"), { months, days, nanoseconds: BigInt(hours) * 3_600_000_000_000n });

  assertEquals(rows(plus(dates, step(1, 0, 0))), ["2024-02-29", "2023-02-28", "1970-02-01"].map(day));
  assertEquals(rows(plus(dates, step(0, 0, 36))), ["2024-02-01", "2023-02-01", "1970-01-02"].map(day));
  assertEquals(rows(minus(dates, step(0, 0, 36))), ["2024-01-30", "2023-01-30", "1969-12-31"].map(day));
});

test("intervals move the wall clock of a time zone", () => {
  const type = timestampType("s", "America/New_York");
  const plus = kernel("+", type, intervalType("MonthDayNano"));
  const seconds = (text: string) => BigInt(Date.parse(text) / 1000);
  const beforeSpring = columnOf(type, [seconds("2024-03-09T12:00:00-05:00")]);
  const day = scalar(intervalType("MonthDayNano"), { months: 0, days: 1, nanoseconds: 0n });
  const hours = scalar(intervalType("MonthDayNano"), { months: 0, days: 0, nanoseconds: 86_400_000_000_000n });

  assertEquals(rows(plus(beforeSpring, day)), [seconds("2024-03-10T12:00:00-04:00")]);
  assertEquals(rows(plus(beforeSpring, hours)), [seconds("2024-03-10T13:00:00-04:00")]);
  assertThrows(
    () => plus(columnOf(type, [seconds("2024-03-09T02:30:00-05:00")]), day),
    ArithmeticOverflowError,
    "must be a single moment that fits",
  );
});

test("times of day turn at midnight", () => {
  const plus = kernel("+", timeType("s"), intervalType("MonthDayNano"));
  const minus = kernel("-", timeType("s"), intervalType("MonthDayNano"));
  const nano = scalar(intervalType("MonthDayNano"), { months: 3, days: 1, nanoseconds: 1n });

  assertEquals(rows(plus(columnOf(timeType("s"), [86_399, 0]), nano)), [86_399, 0]);
  assertEquals(rows(minus(columnOf(timeType("s"), [86_399, 0]), nano)), [86_398, 86_399]);
});

test("timestamps and durations raise on overflow", () => {
  const type = durationType("ns");
  const max = 2n ** 63n - 1n;

  assertEquals(compute("+", type, [max, null], [-1n, 1n]), [max - 1n, null]);
  assertThrows(() => compute("+", type, [max], [1n]), ArithmeticOverflowError);
});

test("- wraps in columns and raises for a constant, as in DataFusion", () => {
  const negate = negateKernel(T.Int64);
  const min = -(2n ** 63n);

  assertEquals(rows(negate(columnOf(T.Int64, [min, 5n, null]))), [min, -5n, null]);
  assertThrows(() => negate(scalar(T.Int64, min)), ArithmeticOverflowError);
  assertEquals(rows(negateKernel(decimalType(5, 2))(columnOf(decimalType(5, 2), [150n, -1n, 0n]))), [-150n, 1n, 0n]);
});

test("shifts take the amount modulo the width", () => {
  fc.assert(fc.property(INT64, fc.integer({ min: -70, max: 140 }), (value, amount) => {
    const by = BigInt(amount) & 63n;
    const shift = (op: "<<" | ">>", type: ArrowType, x: bigint) =>
      rows(bitwiseKernel(op, type)(columnOf(type, [x]), scalar(type, BigInt.asUintN(63, BigInt(amount)))))[0];

    assertEquals(shift("<<", T.Int64, value), BigInt.asIntN(64, value << by));
    assertEquals(shift(">>", T.Int64, value), value >> by);
    const unsigned = BigInt.asUintN(64, value);
    assertEquals(shift(">>", T.UInt64, unsigned), unsigned >> by);
  }));
});

function kernel(op: ArithmeticOperator, left: ArrowType, right: ArrowType): (left: Datum, right: Datum) => Datum {
  return arithmeticKernel(op, arithmeticCoercion(op, left, right));
}

function run(op: ArithmeticOperator, type: ArrowType, left: Datum, right: Datum): Datum {
  return kernel(op, type, type)(left, right);
}

function compute(
  op: ArithmeticOperator,
  type: ArrowType,
  left: readonly ScalarData[],
  right: readonly ScalarData[],
): readonly ScalarData[] {
  return rows(run(op, type, columnOf(type, left), columnOf(type, right)));
}

function computeAs(op: ArithmeticOperator, left: ArrowType, right: ArrowType, a: bigint, b: bigint): ScalarData {
  const result = kernel(op, left, right);
  const constant = result(scalar(left, a), scalar(right, b));
  const [value] = rows(result(columnOf(left, [a]), columnOf(right, [b])));
  if (!isScalar(constant)) throw new TypeError("two scalars give a scalar");
  assertEquals(constant.value, value);
  return value!;
}

function columnOf(type: ArrowType, values: readonly ScalarData[]): Column {
  const builder = columnBuilder(type);
  for (const value of values) builder.append(value);
  return builder.finish();
}

function rows(datum: Datum): readonly ScalarData[] {
  if (isScalar(datum)) return [datum.value];
  return Array.from({ length: datum.length }, (_, i) => columnValue(datum, i));
}
