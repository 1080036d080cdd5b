import {
  type ArrowType,
  clearBit,
  type Column,
  getBit,
  int32Words,
  type IntervalValue,
  isScalar,
  isString,
  newBitmapOnes,
  newInt64,
  primitiveColumn,
  type Scalar,
  timestampType,
} from "../../arrow/mod.ts";
import {
  castColumn,
  castScalar,
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  setScaledInt64,
} from "../../compute/cast/mod.ts";
import { ArgumentError, ExecutionError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { columnOf, instantReader, type Wall } from "./moment_reader.ts";

const INTERVAL: ArrowType = Object.freeze({ id: "Interval", unit: "MonthDayNano" });
const NANOS_PER_DAY = 86_400_000_000_000n;

/** `date_bin(stride, moment[, origin])`. */
export const dateBin: ScalarFunction = defineScalar({
  name: "date_bin",
  section: SECTIONS.datetime,
  description:
    "The start of the interval that holds a moment, where intervals of one length follow each other from an origin (default: 1970-01-01).",
  syntax: "date_bin(interval, expression[, origin])",
  args: argumentsOf({
    interval: "The length: months and years, or days and shorter units; must be constant and not zero.",
    expression: "The timestamp, date or time of day.",
    origin: "Where the intervals begin; must be constant.",
  }),
  examples: examples(["date_bin(INTERVAL '15 minutes', TIMESTAMP '2023-01-01 18:18:18')", "2023-01-01T18:15:00"]),
  coerce: (types) => {
    if (types.length !== 2 && types.length !== 3) throw countError("date_bin", types.length, [2, 3]);
    const [stride, moment, origin] = types.map(valueType);
    if (!isString(stride!) && stride!.id !== "Interval" && stride!.id !== "Null") {
      throw argumentError("date_bin", 0, types[0]!, "an interval");
    }
    const target = momentType(moment!);
    if (target === undefined) throw argumentError("date_bin", 1, types[1]!, "a timestamp, date or time of day");
    if (origin === undefined) return [INTERVAL, target];
    const isTime = target.id === "Time32" || target.id === "Time64";
    if (!isString(origin) && momentType(origin) === undefined && origin.id !== "Null") {
      throw argumentError("date_bin", 2, types[2]!, "a moment");
    }
    return [
      INTERVAL,
      target,
      isTime ? target : timestampType("ns", target.id === "Timestamp" ? target.timezone : null),
    ];
  },
  result: ([, moment]) => moment!,
  evaluate: ([, moment], numRows, { args }) => {
    const [strideArg, , originArg] = args;
    if (!isScalar(strideArg!) || (originArg !== undefined && !isScalar(originArg))) {
      throw new ExecutionError({
        message: 'Cannot call "date_bin": its interval or origin differs by row, must be constant',
      });
    }
    const bin = binOf(strideArg.value as IntervalValue, originOf(originArg));
    return binned(columnOf(moment!, numRows), bin);
  },
});

/** Moments are binned in nanoseconds; times of day keep their unit. */
function momentType(type: ArrowType): ArrowType | undefined {
  switch (type.id) {
    case "Timestamp":
      return timestampType("ns", type.timezone);
    case "Date32":
    case "Date64":
    case "Null":
    case "Utf8":
    case "LargeUtf8":
    case "Utf8View":
      return timestampType("ns");
    case "Time32":
    case "Time64":
      return type;
    default:
      return undefined;
  }
}

function originOf(origin: Scalar | undefined): bigint {
  if (origin === undefined) return 0n;
  if (origin.type.id !== "Time32" && origin.type.id !== "Time64") {
    return (castScalar(origin, timestampType("ns"), { safe: false }).value ?? 0n) as bigint;
  }
  const nanos = castScalar(origin, { id: "Time64", unit: "ns" }, { safe: false }).value;
  return (nanos ?? 0n) as bigint;
}

/** Nanoseconds since 1970 → nanoseconds of the start of the bin; null where the distance from the origin has more than 64 bits. */
type Bin = (nanos: bigint) => bigint | null;

function binOf({ months, days, nanoseconds }: IntervalValue, origin: bigint): Bin {
  const stride = BigInt(days) * NANOS_PER_DAY + nanoseconds;
  if (months !== 0 && stride !== 0n) {
    throw new ArgumentError({
      message: 'Cannot call "date_bin": the interval mixes months with shorter units, must be one or the other',
      functionName: "date_bin",
    });
  }
  if (months === 0 && stride === 0n) {
    throw new ArgumentError({
      message: 'Cannot call "date_bin": the interval is zero, must not be',
      functionName: "date_bin",
    });
  }
  if (months !== 0) return monthBin(months, origin);
  return (nanos) => {
    const difference = nanos - origin;
    if (BigInt.asIntN(64, difference) !== difference) return null;
    const rest = difference % stride;
    const floor = difference - rest;
    return origin + (rest < 0n && stride > 1n ? floor - stride : floor);
  };
}

const civil = { year: 0, month: 0, day: 0 };

function monthBin(months: number, origin: bigint): Bin {
  const start = civilOf(origin);
  return (nanos) => {
    const at = civilOf(nanos);
    const difference = (at.year - start.year) * 12 + at.month - start.month;
    let bins = Math.floor(difference / months) * months;
    let result = addMonths(start, bins);
    // The origin's day or time of day may come later in the month than the moment's.
    while (result > nanos) result = addMonths(start, bins -= months);
    return result;
  };
}

interface CivilMoment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly nanosOfDay: bigint;
}

function civilOf(nanos: bigint): CivilMoment {
  let days = nanos / NANOS_PER_DAY;
  let nanosOfDay = nanos - days * NANOS_PER_DAY;
  if (nanosOfDay < 0n) {
    days -= 1n;
    nanosOfDay += NANOS_PER_DAY;
  }
  const { year, month, day } = civilFromDays(Number(days), civil);
  return { year, month, day, nanosOfDay };
}

function addMonths({ year, month, day, nanosOfDay }: CivilMoment, months: number): bigint {
  const total = year * 12 + month - 1 + months;
  const newYear = Math.floor(total / 12);
  const newMonth = total - newYear * 12 + 1;
  const days = daysFromCivil(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)));
  return BigInt(days) * NANOS_PER_DAY + nanosOfDay;
}

function binned(column: Column, bin: Bin): Column {
  const { type, length, validity } = column;
  const read = instantReader(column);
  const wall: Wall = { seconds: 0, nanoseconds: 0 };
  const values = newInt64(length);
  const words = int32Words(values);
  let kept: Uint8Array | null = null;
  for (let row = 0; row < length; row++) {
    if (validity !== null && !getBit(validity, row)) continue;
    read(row, wall);
    const nanos = bin(BigInt(wall.seconds) * 1_000_000_000n + BigInt(wall.nanoseconds));
    if (nanos === null) {
      clearBit(kept ??= validity?.slice() ?? newBitmapOnes(length), row);
      continue;
    }
    const seconds = Number(nanos / 1_000_000_000n);
    const rest = Number(nanos % 1_000_000_000n);
    const isBelow = rest < 0;
    if (!setScaledInt64(words, row, isBelow ? seconds - 1 : seconds, 1e9, isBelow ? rest + 1e9 : rest)) {
      throw new ExecutionError({ message: `Cannot call "date_bin": the result in row ${row} is out of range` });
    }
  }
  const isTime = type.id === "Time32" || type.id === "Time64";
  const nanosType: ArrowType = isTime
    ? { id: "Time64", unit: "ns" }
    : timestampType("ns", type.id === "Timestamp" ? type.timezone : null);
  return castColumn(primitiveColumn(nanosType, values, kept ?? validity, undefined, length), type, { safe: false });
}
