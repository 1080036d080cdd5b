import { type ArrowType, type Column, isValidAt, newInt32, scalar, scalarToColumn, T } from "../../arrow/mod.ts";
import { concatColumns, take } from "../../compute/select/mod.ts";
import type { PartitionArgs, PartitionInput, WindowFunction } from "../../udf/mod.ts";
import { constantInteger, defineWindow, expectCount } from "./define_window.ts";

/** The definition of `lag` (direction -1) or `lead` (1). */
export function shiftFunction(name: "lag" | "lead", direction: -1 | 1, where: string): WindowFunction {
  return defineWindow({
    name,
    section: "Analytical Functions",
    description:
      `Returns value evaluated at the row that is offset rows ${where} the current row within the partition; if there is no such row, instead return default (which must be of the same type as value).`,
    syntax: `${name}(expression, offset, default)`,
    args: [
      { name: "expression", description: "Expression to operate on." },
      { name: "offset", description: `How many rows ${where} the current one; a constant, default 1.` },
      { name: "default", description: "The value where there is no such row; a constant of the expression's type." },
    ],
    coerce(types) {
      expectCount(name, types, 1, 3);
      return types.map((type, i) => i === 0 ? type : i === 1 ? T.Int64 : types[0]!);
    },
    result: ([type]) => type!,
    nullable: true,
    usesFrame: false,
    evaluator(args) {
      // A null offset is no offset: the row itself.
      const offset = isNullConstant(args, 1) ? 0 : constantInteger(name, args, 1, "offset", 1);
      return (input) => shifted(input, args, direction * offset);
    },
  });
}

function isNullConstant(args: PartitionArgs, index: number): boolean {
  return args.scalars[index]?.value === null;
}

function shifted({ values, numRows }: PartitionInput, args: PartitionArgs, by: number): Column {
  const column = values[0]!;
  const rows = args.ignoreNulls && column.nullCount > 0 ? rowsAmongValid(column, by) : rowsAt(numRows, by);
  const otherwise = args.scalars[2];
  if (otherwise === undefined || otherwise.value === null) return take(column, rows);
  // The default is one more row, behind the partition's.
  for (let i = 0; i < numRows; i++) if (rows[i]! < 0) rows[i] = numRows;
  return take(concatColumns([column, defaultRow(column.type, otherwise.value)]), rows);
}

function defaultRow(type: ArrowType, value: Parameters<typeof scalar>[1]): Column {
  return scalarToColumn(scalar(type, value), 1);
}

function rowsAt(numRows: number, by: number): Int32Array {
  const rows = newInt32(numRows);
  for (let i = 0; i < numRows; i++) {
    const row = i + by;
    rows[i] = row >= 0 && row < numRows ? row : -1;
  }
  return rows;
}

/** Rows whose value the result takes, among valid rows only. */
function rowsAmongValid(column: Column, by: number): Int32Array {
  return by < 0 ? validRowsBefore(column, -by) : validRowsAfter(column, by);
}

/** The valid row that is `count` valid rows before, not counting the row itself. */
function validRowsBefore(column: Column, count: number): Int32Array {
  const n = column.length;
  const valid = newInt32(n - column.nullCount);
  const rows = newInt32(n);
  let before = 0;
  for (let i = 0; i < n; i++) {
    rows[i] = before >= count ? valid[before - count]! : -1;
    if (isValidAt(column, i)) valid[before++] = i;
  }
  return rows;
}

/**
 * The valid row that is `count` valid rows after, as DataFusion finds it: it keeps the distances between the next valid rows, and looks
 * at one more row at each step; a null there is passed over unseen, after which the row may stay unknown until the distances are
 * used up and counted anew. Rows that stay unknown give -1.
 */
function validRowsAfter(column: Column, count: number): Int32Array {
  const n = column.length;
  const rows = newInt32(n);
  let distances: number[] = [];
  for (let i = 0; i < n; i++) {
    const reach = distances.reduce((sum, distance) => sum + distance, 0);
    const end = distances.length === count && distances.length > 0 ? Math.min(i + reach + 1, n) : n;
    if (distances.length === 0) distances = distancesAfter(column, i, count + 1);
    else if (end < n && isValidAt(column, end)) distances.push(1);
    let row = -1;
    if (distances.length >= count) {
      row = i;
      for (let k = 0; k < count; k++) row += distances[k]!;
    }
    rows[i] = row >= 0 && row < n && isValidAt(column, row) ? row : -1;
    if (distances.length > 0 && --distances[0]! === 0) distances.shift();
  }
  return rows;
}

/** How far the next valid rows lie apart, at most `most` of them. */
function distancesAfter(column: Column, row: number, most: number): number[] {
  const distances: number[] = [];
  let distance = 1;
  for (let i = row + 1; i < column.length && distances.length < most; i++) {
    if (isValidAt(column, i)) {
      distances.push(distance);
      distance = 1;
    } else distance++;
  }
  return distances;
}
