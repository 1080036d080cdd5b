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
  const rows = args.ignoreNulls && column.nullCount > 0 && by !== 0 ? rowsAmongValid(column, by) : rowsAt(numRows, by);
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

/** The row that is `by` valid rows away, not counting the row itself. */
function rowsAmongValid(column: Column, by: number): Int32Array {
  const n = column.length;
  const valid = newInt32(n - column.nullCount);
  const rows = newInt32(n);
  let count = 0;
  for (let i = 0; i < n; i++) if (isValidAt(column, i)) valid[count++] = i;
  // Valid rows before the current one, and up to and including it.
  let before = 0;
  for (let i = 0; i < n; i++) {
    const through = before + (isValidAt(column, i) ? 1 : 0);
    const at = by < 0 ? before + by : through + by - 1;
    rows[i] = at >= 0 && at < count ? valid[at]! : -1;
    before = through;
  }
  return rows;
}
