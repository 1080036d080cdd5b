import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { test } from "node:test";
import {
  civilFromDays,
  daysFromCivil,
  daysOfDate,
  divideInt64,
  findTimeZone,
  formatDate,
  formatDecimal,
  formatDuration,
  formatFloat16,
  formatFloat32,
  formatFloat64,
  formatInterval,
  formatTime,
  formatTimestamp,
  multiplyInt64,
  parseDate,
  parseDecimal,
  parseFloat32,
  parseFloat64,
  parseInt64,
  parseInteger,
  parseInterval,
  parseOffset,
  parseTimeOfDay,
  parseTimestamp,
  rescaleDecimal,
  setScaledInt64,
  smallDecimal,
  splitSeconds,
  timeZone,
  UTC,
  writeDecimal,
  writeInt64,
  writeUint64,
} from "../../src/compute/cast/mod.ts";
import { ArgumentError } from "../../src/errors.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array, end: number) => new TextDecoder().decode(bytes.subarray(0, end));
const MAX_I64 = 2n ** 63n - 1n;
const int64 = fc.oneof(fc.bigInt(-MAX_I64 - 1n, MAX_I64), fc.bigInt(-(10n ** 6n), 10n ** 6n));

test("floats are written with the shortest digits that read back, as Ryu writes them", () => {
  const cases: readonly (readonly [number, string, string])[] = [
    [0, "0.0", "0.0"],
    [-0, "-0.0", "-0.0"],
    [1e15, "1000000000000000.0", "1e15"],
    [1e16, "1e16", "1e16"],
    [1.5e16, "1.5e16", "1.5e16"],
    [1e12, "1000000000000.0", "1000000000000.0"],
    [1e13, "10000000000000.0", "1e13"],
    [1e-5, "0.00001", "0.00001"],
    [1e-6, "1e-6", "0.000001"],
    [1.234e-5, "0.00001234", "0.00001234"],
    [1e-7, "1e-7", "1e-7"],
    [0.1, "0.1", "0.1"],
    [16777216, "16777216.0", "16777216.0"],
    [398156.125, "398156.125", "398156.12"],
    [2 ** -149, "1.401298464324817e-45", "1e-45"],
    [3.4028234663852886e38, "3.4028234663852886e38", "3.4028235e38"],
    [2 ** 90, "1.2379400392853803e27", "1.2379401e27"],
    [NaN, "NaN", "NaN"],
    [-Infinity, "-inf", "-inf"],
  ];
  for (const [value, double, single] of cases) {
    assertEquals([formatFloat64(value), formatFloat32(Math.fround(value))], [double, single]);
  }
});

test("Float16 is written as Rust writes the Float32 of that value", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0, "0"],
    [-0, "-0"],
    [1, "1"],
    [1.5, "1.5"],
    [0.0999755859375, "0.099975586"],
    [2.59765625, "2.5976563"],
    [65504, "65504"],
    [2 ** -24, "0.000000059604645"],
    [-(2 ** -24), "-0.000000059604645"],
    [Infinity, "inf"],
  ];
  for (const [value, text] of cases) assertEquals(formatFloat16(value), text);
});

test("every Float32 text reads back as the same Float32, and none is shorter", () => {
  const bits = new DataView(new ArrayBuffer(4));
  fc.assert(fc.property(fc.nat(0xffff_ffff), (n) => {
    bits.setUint32(0, n);
    const value = bits.getFloat32(0);
    if (!Number.isFinite(value)) return;
    const text = formatFloat32(value);
    assertEquals(Math.fround(Number(text)), value);
    const digits = text.replace(/e.*/, "").replace(/[-.]/g, "").replace(/^0+|0+$/g, "").length;
    if (digits > 1) assertEquals(Math.fround(Number(value.toPrecision(digits - 1))) === value, false, text);
  }));
  // Powers of two have neighbours at unequal distances.
  for (let e = -149; e < 128; e++) assertEquals(Math.fround(Number(formatFloat32(2 ** e))), 2 ** e);
});

test("integers are read with one sign and ASCII white space around, and digits only", () => {
  const cases: readonly (readonly [string, number])[] = [
    ["42", 42],
    [" 3 ", 3],
    ["+3", 3],
    ["-007", -7],
    ["\t9\n", 9],
    ["-0", 0],
    ["9007199254740991", 9007199254740991],
    ["9007199254740992", NaN],
    ["1e3", NaN],
    ["1.0", NaN],
    ["", NaN],
    [" ", NaN],
    ["-", NaN],
    ["+-1", NaN],
    ["1 2", NaN],
    ["9\u000b", NaN],
    ["１", NaN],
  ];
  for (const [text, value] of cases) assertEquals(parseInteger(bytesOf(text), 0, bytesOf(text).length), value, text);
});

test("64-bit integers go to text and back", () => {
  const values = new BigInt64Array(1);
  const words = new Int32Array(values.buffer);
  const unsigned = new BigUint64Array(values.buffer);
  const out = new Uint8Array(32);
  fc.assert(fc.property(int64, (value) => {
    values[0] = value;
    assertEquals(textOf(out, writeInt64(out, 0, words[1]!, words[0]!)), String(value));
    assertEquals(textOf(out, writeUint64(out, 0, words[1]!, words[0]!)), String(unsigned[0]));
    const text = bytesOf(`${value}`);
    assertEquals([parseInt64(text, 0, text.length, words, 0, true), values[0]], [true, value]);
    const natural = bytesOf(` +000${BigInt.asUintN(64, value)} `);
    assertEquals(parseInt64(natural, 0, natural.length, words, 0, false), true);
    assertEquals(unsigned[0], BigInt.asUintN(64, value));
  }));
  for (
    const [text, signed] of [
      ["9223372036854775808", true],
      ["-9223372036854775809", true],
      ["18446744073709551616", false],
      ["-1", false],
      ["99999999999999999999999", false],
    ] as const
  ) {
    assertEquals(parseInt64(bytesOf(text), 0, text.length, words, 0, signed), false, text);
  }
});

test("floats are read as arrow-rs reads them", () => {
  const cases: readonly (readonly [string, number | null])[] = [
    ["1.", 1],
    [".5", 0.5],
    ["-.5", -0.5],
    ["1E+5", 100000],
    [" 1.5 ", 1.5],
    ["1e400", Infinity],
    ["2e-324", 0],
    ["NAN", NaN],
    ["-nan", NaN],
    ["+inf", Infinity],
    ["-infinity", -Infinity],
    ["123456789012345678901234567890", 1.2345678901234568e29],
    [".e1", null],
    [".", null],
    ["e5", null],
    ["1e", null],
    ["1e5.5", null],
    ["infin", null],
    ["1_000", null],
    ["0x10", null],
    ["", null],
  ];
  const out = new Float64Array(1);
  for (const [text, value] of cases) {
    const read = parseFloat64(bytesOf(text), 0, text.length, out, 0);
    assertEquals([read, read ? out[0] : null], [value !== null, value], text);
  }
});

test("finite doubles read from their text are the same", () => {
  const out = new Float64Array(1);
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(20), (value, digits) => {
    const text = bytesOf(digits === 0 ? String(value) : value.toExponential(digits));
    assertEquals([parseFloat64(text, 0, text.length, out, 0), out[0]], [true, Number(textOf(text, text.length))]);
  }));
});

test("float32 is rounded from the text, not from a double", () => {
  const cases: readonly (readonly [string, number])[] = [
    ["1.000000178813934326171875", 1.0000002384185791], // exactly between two: to even
    ["1.00000017881393432617187499", 1.0000001192092896],
    ["1.00000017881393432617187501", 1.0000002384185791],
    ["7.0064923216240854e-46", 2 ** -149],
    ["7.0064923216240853e-46", 0],
    ["-16777217.0000000000001", -16777218],
    ["3.4028235677973366e38", Infinity],
  ];
  const out = new Float32Array(1);
  for (const [text, value] of cases) {
    assertEquals([parseFloat32(bytesOf(text), 0, text.length, out, 0), out[0]], [true, value], text);
  }
});

test("decimals are read with rounding half away from zero", () => {
  const cases: readonly (readonly [string, number, string | null])[] = [
    ["1.005", 2, "101"],
    ["-1.005", 2, "-101"],
    ["1.0049999", 2, "100"],
    ["0.5", 0, "1"],
    ["-.5", 0, "-1"],
    [".5", 2, "50"],
    ["5.", 2, "500"],
    ["+12", 2, "1200"],
    ["\u00a04 ", 1, "40"],
    ["9\u000b\u00a0", 0, "9"],
    ["12345678901234567890123456789.5", 0, "12345678901234567890123456790"],
    ["1e3", 2, null],
    ["1.2.3", 2, null],
    ["", 2, null],
    [".", 2, null],
    ["-", 2, null],
    ["- 5", 2, null],
    ["NaN", 2, null],
  ];
  for (const [text, scale, value] of cases) {
    const bytes = bytesOf(text);
    const read = parseDecimal(bytes, 0, bytes.length, scale);
    assertEquals(read === null ? null : String(read), value, text);
  }
});

test("decimals go to text and back, and rescale", () => {
  const words = new Int32Array(8);
  const out = new Uint8Array(256);
  fc.assert(fc.property(fc.bigInt(-(10n ** 76n), 10n ** 76n), fc.nat(70), fc.nat(60), (value, shift, scale) => {
    const small = value / 10n ** BigInt(shift);
    const text = formatDecimal(small, scale);
    for (let k = 0; k < 8; k++) words[k] = Number(BigInt.asIntN(32, small >> BigInt(32 * k)));
    assertEquals(textOf(out, writeDecimal(out, 0, words, 8, 0, scale)), text);
    const number = smallDecimal(words, 8, 0);
    assertEquals(Number.isNaN(number) ? small : BigInt(number), small);
    assertEquals(BigInt(parseDecimal(bytesOf(text), 0, text.length, scale)!), small);
  }));
  assertEquals([rescaleDecimal(-150n, 2, 0), rescaleDecimal(149n, 2, 0), rescaleDecimal(7n, 0, 3)], [-2n, 1n, 7000n]);
  assertEquals([formatDecimal(5n, 2), formatDecimal(-7n, -2), formatDecimal(0n, 0)], ["0.05", "-700", "0"]);
});

test("civil dates and days are inverse over all of Date32", () => {
  fc.assert(fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (days) => {
    const { year, month, day } = civilFromDays(days, { year: 0, month: 0, day: 0 });
    assertEquals(daysFromCivil(year, month, day), days);
    assertEquals(daysOfDate(year, month, day), days);
  }));
  assertEquals([daysOfDate(2023, 2, 29), daysOfDate(2024, 2, 29), daysOfDate(1900, 2, 29)], [NaN, 19782, NaN]);
});

test("moments are written as chrono writes them", () => {
  assertEquals(
    [-719528, -719529, 2932897, 19782].map(formatDate),
    ["0000-01-01", "-0001-12-31", "+10000-01-01", "2024-02-29"],
  );
  assertEquals([formatTime(45296, 0), formatTime(0, 1_000), formatTime(86399, 500_000_000), formatTime(1, 1)], [
    "12:34:56",
    "00:00:00.000001",
    "23:59:59.500",
    "00:00:01.000000001",
  ]);
  assertEquals([
    formatTimestamp(-1, 0),
    formatTimestamp(0, 0, 0),
    formatTimestamp(0, 0, -17762),
    formatTimestamp(0, 0, 19800),
  ], [
    "1969-12-31T23:59:59",
    "1970-01-01T00:00:00Z",
    "1969-12-31T19:03:58-04:56",
    "1970-01-01T05:30:00+05:30",
  ]);
});

test("timestamps are read in every form that arrow-rs takes", () => {
  const paris = timeZone("Europe/Paris");
  const cases: readonly (readonly [string, number | null, number | null])[] = [
    ["2024-01-01", 1704067200, 1704063600],
    ["2024-01-01T12:34:56", 1704112496, 1704108896],
    ["2024-01-01 123456", 1704112496, 1704108896],
    ["2024-01-01t12:34:56z", 1704112496, 1704112496],
    ["2024-01-01 12:34:56.123456789012345 +01:00", 1704108896, 1704108896],
    ["2024-01-01 12:34:56 America/New_York", 1704130496, 1704130496],
    ["2024-01-01 12:34:56+0530", 1704092696, 1704092696],
    ["2024-01-01 12:34:56 +01", 1704108896, 1704108896],
    ["2024-01-01 12:34:60", 1704112499, 1704108899],
    ["2024-03-31T02:30:00", 1711852200, null], // skipped in Paris
    ["2024-10-27T02:30:00", 1729996200, null], // twice in Paris
    ["2024-01-01T12:34", null, null],
    ["2024-01-01 12:34:56.", null, null],
    ["2024-01-01 12:34:56 Z", null, null],
    ["2024-01-01 12:34:56 PST", null, null],
    ["2024-01-01 24:00:00", null, null],
    ["2024-01-01x", null, null],
    ["2024-1-1", null, null],
    [" 2024-01-01", null, null],
  ];
  const out = { seconds: 0, nanoseconds: 0 };
  for (const [text, utc, local] of cases) {
    const read = (zone: typeof UTC) => parseTimestamp(bytesOf(text), 0, text.length, zone, out) ? out.seconds : null;
    assertEquals([read(UTC), read(paris)], [utc, local], text);
  }
  parseTimestamp(bytesOf("2024-12-31T23:59:60.5Z"), 0, 22, UTC, out);
  assertEquals(out, { seconds: 1735689599, nanoseconds: 1_500_000_000 });
});

test("dates and times of day are read in every form that arrow-rs takes", () => {
  const dates: readonly (readonly [string, number])[] = [
    ["2024-02-29", 19782],
    ["2024-2-9", 19762],
    ["2024-02-9", 19762],
    ["20240229", 19782],
    ["2024-02-29T23:00:00-05:00", 19783],
    ["+12024-01-01", 3672148],
    ["-0001-01-01", -719893],
    ["-5877641-06-23", -2147483648],
    ["+5881580-07-12", NaN],
    ["2024/02/29", NaN],
    ["24-02-29", NaN],
    ["2024-02-30", NaN],
    ["2024-02-", NaN],
  ];
  for (const [text, days] of dates) assertEquals(parseDate(bytesOf(text), 0, text.length), days, text);
  const times: readonly (readonly [string, number])[] = [
    ["1:02", 3_720e9],
    ["01:02:03.5", 3_723.5e9],
    ["12:00 AM", 0],
    ["12:34:56.5 pm", 45_296.5e9],
    ["23:59:60.5", 86_400.5e9],
    ["13:00 PM", NaN],
    ["1:2", NaN],
    ["24:00", NaN],
    ["12:34:56.", NaN],
    ["12:34 ", NaN],
  ];
  for (const [text, nanos] of times) assertEquals(parseTimeOfDay(bytesOf(text), 0, text.length), nanos, text);
});

test("offsets and zones: names are case-sensitive, offsets below a day", () => {
  assertEquals(["+05:30", "-0530", "+05", "+5", "05:30", "+24:00", "-00:00"].map(parseOffset), [
    19800,
    -19800,
    18000,
    NaN,
    NaN,
    NaN,
    0,
  ]);
  assertEquals(
    ["UTC", "Etc/GMT+5", "US/Pacific", "utc", "america/new_york", "Nope/Zone", ""].map((z) => !!findTimeZone(z)),
    [
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ],
  );
  assertThrows(() => timeZone("Nope/Zone"), ArgumentError);
});

test("zones follow chrono-tz: local mean time first, gaps and repeats have no offset, nothing changes after 2099", () => {
  const zone = timeZone("America/New_York");
  const at = (text: string) => Date.parse(text + "Z") / 1000;
  const utc = ["1800-01-01T00:00:00", "1900-01-01T00:00:00", "2099-07-01T00:00:00", "2150-07-01T00:00:00"];
  assertEquals(utc.map((text) => zone.offsetAtUtc(at(text))), [-17762, -18000, -14400, -18000]);
  const local = [
    "2024-03-10T01:59:59",
    "2024-03-10T02:00:00",
    "2024-03-10T03:00:00",
    "2024-11-03T00:59:59",
    "2024-11-03T01:00:00",
    "2024-11-03T02:00:00",
  ];
  assertEquals(local.map((text) => zone.offsetAtLocal(at(text))), [-18000, NaN, -14400, -14400, NaN, -18000]);
});

test("intervals are read as PostgreSQL reads them", () => {
  const cases: readonly (readonly [string, (number | bigint)[] | null])[] = [
    ["1 year 3 mons -4 days", [15, -4, 0n]],
    ["1.5 years", [18, 0, 0n]],
    ["1.999999999999999 months", [1, 29, 0n]],
    ["1.5 weeks", [0, 7, 302_400_000_000_000n]],
    ["-.5 days", [0, 0, -43_200_000_000_000n]],
    ["10ms 5us", [0, 0, 10_005_000n]],
    ["2 Centuries 1DECADE", [2520, 0, 0n]],
    ["1 hour 30", [30, 0, 3_600_000_000_000n]],
    ["9223372036854775807 nanoseconds", [0, 0, MAX_I64]],
    ["3000000000 hours", null],
    ["1 day 1 day", null],
    ["1  day", null],
    ["1 day ", null],
    ["1. day", null],
    ["+1 day", null],
    ["12:30:00", null],
    ["P1D", null],
    ["", null],
  ];
  for (const [text, parts] of cases) {
    const value = parseInterval(text, "MonthDayNano");
    assertEquals(value === null ? null : [value.months, value.days, value.nanoseconds], parts, text);
  }
  assertEquals(parseInterval("2", "MonthDayNano", "second")?.nanoseconds, 2_000_000_000n);
});

test("intervals and durations are written as arrow-rs and DataFusion write them", () => {
  const written = (months: number, days: number, nanoseconds: bigint) =>
    formatInterval({ months, days, nanoseconds }, "MonthDayNano");
  assertEquals(
    [written(0, 0, 0n), written(-1, 2, 0n), written(0, 0, -3_661_000_000_005n), written(12, 30, 86_400_000_000_999n)],
    ["0 secs", "-1 mons 2 days", "-1 hours -1 mins -1.000000005 secs", "12 mons 30 days 24 hours 0.000000999 secs"],
  );
  assertEquals(formatInterval({ months: -13, days: 0, nanoseconds: 0n }, "YearMonth"), "-2 years 11 mons");
  assertEquals(
    [
      formatDuration(-90061n, "s"),
      formatDuration(-59n, "ms"),
      formatDuration(90061n, "us"),
      formatDuration(MAX_I64, "s"),
    ],
    [
      "-1 days -1 hours -1 mins -1 secs",
      "0 days 0 hours 0 mins -0.059 secs",
      "0 days 0 hours 0 mins 0.090061 secs",
      "<invalid>",
    ],
  );
});

test("64-bit arithmetic on words is that of BigInt", () => {
  const source = new BigInt64Array(1);
  const target = new BigInt64Array(1);
  const words = new Int32Array(source.buffer);
  const out = new Int32Array(target.buffer);
  const parts = { seconds: 0, rest: 0 };
  fc.assert(fc.property(int64, fc.constantFrom(1_000, 1_000_000, 1_000_000_000), (value, factor) => {
    const big = BigInt(factor);
    source[0] = value;
    divideInt64(words, out, factor, 1);
    assertEquals(target[0], value / big);
    const product = value * big;
    const fits = product === BigInt.asIntN(64, product);
    assertEquals(multiplyInt64(words, out, 0, factor), fits);
    if (fits) assertEquals(target[0], product);
    splitSeconds(words, 0, factor, parts);
    if (Number.isSafeInteger(parts.seconds)) {
      assertEquals(BigInt(parts.seconds) * big + BigInt(parts.rest), value);
      assertEquals(setScaledInt64(out, 0, parts.seconds, factor, parts.rest), true);
      assertEquals(target[0], value);
    }
  }));
  assertEquals(setScaledInt64(out, 0, 9223372037, 1_000_000_000, 0), false);
});
