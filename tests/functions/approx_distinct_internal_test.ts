import { assertEquals } from "@std/assert";
import { test } from "node:test";
import {
  type ArrowType,
  type Column,
  columnBuilder,
  decimalType,
  fixedSizeBinaryType,
  intervalType,
  newInt32,
  type ScalarData,
  T,
  timestampType,
} from "../../src/arrow/mod.ts";
import { approxDistinct } from "../../src/functions/aggregate/mod.ts";

const ROWS = 5000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Estimates that DataFusion 55.0.0 gave for these 5000 values. */
const ESTIMATES: readonly (readonly [ArrowType, (i: number) => ScalarData, number])[] = [
  [T.Int64, (i) => BigInt(i), 5015],
  [T.Int64, (i) => BigInt(-i), 5005],
  [T.Int32, (i) => -i, 5056],
  [T.Int16, (i) => i, 5000],
  [T.Boolean, (i) => i % 2 === 0, 2],
  [T.Date32, (i) => i, 5015],
  [timestampType("us"), (i) => BigInt(i), 5015],
  [decimalType(10, 2), (i) => BigInt(i * 100), 5035],
  [decimalType(9, 2, "Decimal32"), (i) => BigInt(i * 100), 5035],
  [intervalType("MonthDayNano"), (i) => ({ months: i, days: 0, nanoseconds: BigInt(i * 1000) }), 5065],
  [T.Utf8, (i) => `v${i}`, 4985],
  [T.Utf8, (i) => `${i}`, 4964],
  [T.Utf8, (i) => `customer number ${i}`, 4994],
  [T.Utf8, (i) => `customer number ${i} of the north west ${i}`, 5015],
  [T.Utf8, (i) => `x${i}-`.repeat(80), 5028],
  [T.Utf8, (i) => `${i}`.padStart(5, "0").repeat(64), 4986],
  [T.Utf8View, (i) => `v${i}`, 5009],
  [T.Utf8View, (i) => `customer number ${i}`, 4985],
  [T.Binary, (i) => bytes(`v${i}`), 5016],
  [fixedSizeBinaryType(4), (i) => bytes(`${i}`.padStart(4, "0")), 4977],
];

test("approx_distinct() estimates what DataFusion estimates", () => {
  for (const [type, value, expected] of ESTIMATES) {
    const column = columnOf(type, value, 0, ROWS);

    assertEquals([type.id, `${value}`, estimate([column])], [type.id, `${value}`, expected]);
  }
});

test("approx_distinct() estimates the same from merged states", () => {
  for (const [type, value, expected] of ESTIMATES) {
    const halves = [columnOf(type, value, 0, 3000), columnOf(type, value, 2000, ROWS)];

    assertEquals([type.id, `${value}`, estimate(halves)], [type.id, `${value}`, expected]);
  }
});

function columnOf(type: ArrowType, value: (i: number) => ScalarData, from: number, to: number): Column {
  const builder = columnBuilder(type);
  for (let i = from; i < to; i++) builder.append(value(i));
  return builder.finish();
}

/** The estimate over all columns, each aggregated by itself and then merged. */
function estimate(columns: readonly Column[]): number {
  const field = { name: "v", type: columns[0]!.type, nullable: true };
  const make = () =>
    approxDistinct.accumulator({
      argFields: [field],
      returnField: field,
      scalars: [undefined],
      distinct: false,
      ignoreNulls: false,
      orderBy: [],
      query: { queryStartUs: 0n, timezone: "+00:00" },
    });
  const merged = make();
  for (const column of columns) {
    const part = make();
    part.update([column], newInt32(column.length), 1);
    merged.merge(part.state(1), newInt32(1), 1);
  }
  const result = merged.evaluate(1);
  return result.layout === "primitive" ? Number(result.values[0]) : -1;
}
