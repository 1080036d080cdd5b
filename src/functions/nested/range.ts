import {
  type ArrowType,
  type Column,
  type Datum,
  intervalType,
  isInteger,
  isScalar,
  itemField,
  listColumn,
  newBitmap,
  newInt32,
  type PrimitiveColumn,
  primitiveColumn,
  scalarToColumn,
  setBit,
  T,
  timestampType,
  type WideColumn,
} from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { listOf } from "./array_signature.ts";
import { ItemRows } from "./list_rows.ts";
import { type CalendarStep, dayStepper, momentStepper } from "./calendar_steps.ts";
import { MAX_ITEMS, tooManyItems } from "./list_assembler.ts";

/** `range([start,] stop[, step])`: without the stop. */
export const range: ScalarFunction = series("range", [], false, ["range(2, 10, 3)", "[2, 5, 8]"]);

/** `generate_series(start, stop[, step])`: with the stop. */
export const generateSeries: ScalarFunction = series("generate_series", ["gen_series"], true, [
  "generate_series(1, 3)",
  "[1, 2, 3]",
]);

function series(
  name: string,
  aliases: readonly string[],
  inclusive: boolean,
  example: readonly [string, string],
): ScalarFunction {
  return defineScalar({
    name,
    aliases,
    section: SECTIONS.array,
    description: `Integers, dates or timestamps from a start to a stop, which is ${
      inclusive ? "included" : "left out"
    }. Integers start at 0 and go up by 1 unless told; times need an interval as their step.`,
    syntax: `${name}([start, ]stop[, step])`,
    args: argumentsOf({ start: "The first value.", stop: "The end.", step: "From one value to the next." }),
    examples: examples(example),
    strict: false,
    coerce: (types) => coerceSeries(name, types),
    result: ([type]) => listOf(type!),
    evaluate: (args, numRows, call) => {
      const { type } = call.returnField;
      return itemField(type).type.id === "Int64"
        ? integers(name, args, numRows, inclusive, type)
        : moments(name, args, numRows, inclusive, type);
    },
  });
}

const STEP: ArrowType = intervalType("MonthDayNano");

function coerceSeries(name: string, types: readonly ArrowType[]): readonly ArrowType[] {
  if (types.length === 0 || types.length > 3) throw countError(name, types.length, [1, 2, 3]);
  const plain = types.map(valueType);
  if (plain.every((type) => isInteger(type) || type.id === "Null")) return types.map(() => T.Int64);
  const ends = plain.slice(0, 2).filter((type) => type.id !== "Null");
  const wrong = (at: number, expected: string): Error => argumentError(name, at, types[at]!, expected);
  const zone = ends.find((type) => type.id === "Timestamp");
  ends.forEach((type, i) => {
    const fits = zone ? type.id === "Timestamp" : type.id === "Date32";
    if (!fits) throw wrong(plain[0]!.id === "Null" ? 1 : i, "an integer, a date or a timestamp like the other end");
  });
  if (types.length !== 3) throw countError(name, types.length, [3]);
  if (plain[2]!.id !== "Interval" && plain[2]!.id !== "Null") throw wrong(2, "an interval");
  const end = zone?.id === "Timestamp" ? timestampType("ns", zone.timezone) : T.Date32;
  return [end, end, STEP];
}

/** 64-bit integers row by row. */
class Int64Rows extends ItemRows {
  readonly #values: BigInt64Array;
  constructor(datum: Datum) {
    super(datum);
    const { values } = this.column as PrimitiveColumn;
    if (!(values instanceof BigInt64Array)) throw new TypeError("the ends have been cast to Int64");
    this.#values = values;
  }
  value(i: number): bigint {
    return this.#values[this.at(i)]!;
  }
}

function integers(name: string, args: readonly Datum[], numRows: number, inclusive: boolean, type: ArrowType): Column {
  const rows = args.map((arg) => new Int64Rows(arg));
  const start = rows.length > 1 ? rows[0] : undefined;
  const stop = rows.length > 1 ? rows[1]! : rows[0]!;
  const step = rows[2];
  const offsets = newInt32(numRows + 1);
  const validity = newBitmap(numRows);
  for (let i = 0; i < numRows; i++) {
    offsets[i + 1] = offsets[i]!;
    if (rows.some((row) => !row.valid(i))) continue;
    setBit(validity, i);
    const by = step ? step.value(i) : 1n;
    if (by === 0n) throw zeroStep(name, i);
    const from = start ? start.value(i) : 0n;
    const distance = by > 0n ? stop.value(i) - from : from - stop.value(i);
    const size = by > 0n ? by : -by;
    if (distance < 0n || (distance === 0n && !inclusive)) continue;
    const count = inclusive ? distance / size + 1n : (distance + size - 1n) / size;
    const total = BigInt(offsets[i]!) + count;
    if (total > BigInt(MAX_ITEMS)) throw tooManyItems(name, i, total);
    offsets[i + 1] = Number(total);
  }
  const values = new BigInt64Array(offsets[numRows]!);
  for (let i = 0; i < numRows; i++) {
    let value = start && offsets[i + 1]! > offsets[i]! ? start.value(i) : 0n;
    const by = step && offsets[i + 1]! > offsets[i]! ? step.value(i) : 1n;
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      values[k] = value;
      value += by;
    }
  }
  return listColumn(offsets, primitiveColumn(T.Int64, values), validity, undefined, type);
}

function zeroStep(name: string, row: number): ArgumentError {
  return new ArgumentError({ message: `Cannot call "${name}": the step is 0 at row ${row}, must be another one` });
}

function moments(name: string, args: readonly Datum[], numRows: number, inclusive: boolean, type: ArrowType): Column {
  const item = itemField(type).type;
  const [start, stop, step] = args.map((arg) => new ItemRows(isScalar(arg) ? scalarToColumn(arg, 1) : arg));
  const masks = args.map((arg) => isScalar(arg) ? 0 : -1);
  const steps = (step!.column as WideColumn).values;
  const [from, to] = [start!, stop!].map((row) => (row.column as PrimitiveColumn).values);
  const next: CalendarStep = item.id === "Timestamp" ? momentStepper(item) : dayStepper();
  const offsets = newInt32(numRows + 1);
  const validity = newBitmap(numRows);
  const out: bigint[] = [];
  for (let i = 0; i < numRows; i++) {
    offsets[i + 1] = out.length;
    if (!start!.valid(i & masks[0]!) || !stop!.valid(i & masks[1]!) || !step!.valid(i & masks[2]!)) continue;
    setBit(validity, i);
    const at = 4 * (i & masks[2]!);
    const by = {
      months: steps[at]!,
      days: steps[at + 1]!,
      nanoseconds: (BigInt(steps[at + 3]!) << 32n) + BigInt(steps[at + 2]! >>> 0),
    };
    const unusable = item.id === "Timestamp"
      ? by.months === 0 && by.days === 0 && by.nanoseconds === 0n
      : by.months === 0 && by.days === 0;
    if (unusable) throw zeroStep(name, i);
    const first = BigInt(from![i & masks[0]!]!);
    let last = BigInt(to![i & masks[1]!]!);
    let open = !inclusive;
    if (open && item.id !== "Timestamp") {
      // DataFusion 55 takes one step off the end of dates instead of leaving the end out.
      const before = next(last, { months: -by.months, days: -by.days, nanoseconds: 0n });
      if (before === null) continue;
      last = before;
      open = false;
    }
    const second = next(first, by);
    const down = item.id === "Timestamp" ? second !== null && second < first : by.months < 0 || by.days < 0;
    for (let value: bigint | null = first; value !== null;) {
      if (down ? value < last : value > last) break;
      if (open && value === last) break;
      if (out.length >= MAX_ITEMS) throw tooManyItems(name, i, BigInt(MAX_ITEMS) + 1n);
      out.push(value);
      const following: bigint | null = next(value, by);
      // A step that leads back would never end.
      value = following === null || (down ? following >= value : following <= value) ? null : following;
    }
    offsets[i + 1] = out.length;
  }
  const items = item.id === "Timestamp"
    ? primitiveColumn(item, BigInt64Array.from(out))
    : primitiveColumn(item, Int32Array.from(out, Number));
  return listColumn(offsets, items, validity, undefined, type);
}
