import {
  type Column,
  fromApacheVector,
  isScalar,
  scalarToColumn,
  toApacheVector,
  typesEqual,
  typeText,
} from "../arrow/mod.ts";
import type { ScalarCall } from "./scalar_function.ts";
import { badResult, udfThrew } from "./udf_failure.ts";
import type { UserFunctionSpec } from "./user_function.ts";
import { argumentName, valueReader } from "./value_reader.ts";
import { ValueMismatch, valueWriter } from "./value_writer.ts";

/** Rows of an async function that are in flight at once. */
const ROWS_IN_FLIGHT = 32;

/** The arguments as apache-arrow vectors of `numRows` rows: views of the same memory, constants repeated. */
export function toBatchArguments(call: ScalarCall, _spec: UserFunctionSpec): unknown[] {
  return call.args.map((arg) => toApacheVector(isScalar(arg) ? scalarToColumn(arg, call.numRows) : arg));
}

/**
 * What a batch function gave, as a column: an Arrow vector of the declared type, or an array or typed array of values for it.
 * @throws {UdfError} if it is something else, or has another length
 */
export function fromBatchResult(spec: UserFunctionSpec, result: unknown, numRows: number): Column {
  const { type } = spec.returnField;
  const length = (result as { length?: unknown } | null | undefined)?.length;
  if (typeof result !== "object" || result === null || typeof length !== "number") {
    throw badResult(
      spec.name,
      result,
      `an Arrow vector, an array or a typed array of ${numRows} values for ${typeText(type)}`,
    );
  }
  if (length !== numRows) {
    throw badResult(spec.name, result, `${numRows} values long, one per row, not ${length}`);
  }
  if ("getChildAt" in result) {
    const column = fromApacheVector(result as never);
    if (!typesEqual(column.type, type)) {
      throw badResult(spec.name, result, `an Arrow vector of ${typeText(type)}, not of ${typeText(column.type)}`);
    }
    if (column.nullCount > 0 && !spec.returnField.nullable) {
      throw badResult(spec.name, result, `an Arrow vector without nulls`);
    }
    return column;
  }
  const writer = valueWriter(spec.returnField);
  const values = result as ArrayLike<unknown>;
  for (let row = 0; row < numRows; row++) append(writer, spec, values[row], row);
  return writer.finish();
}

/** Calls an async function for every row: started in order, at most 32 in flight; the first failing row is reported. */
export async function awaitRows(
  spec: UserFunctionSpec,
  fn: (...args: unknown[]) => unknown,
  call: ScalarCall,
): Promise<Column> {
  const { numRows } = call;
  const columns = call.args.map((arg) => isScalar(arg) ? scalarToColumn(arg, numRows) : arg);
  const readers = columns.map((column, k) => valueReader(column, spec.int64, argumentName(spec.inputFields[k], k)));
  const results = new Array<unknown>(numRows);
  let next = 0;
  const failures: { row: number; error: unknown }[] = [];
  const lane = async () => {
    while (next < numRows && failures.length === 0) {
      const row = next++;
      let args: unknown[] | undefined;
      try {
        args = readers.map((read) => read(row));
        results[row] = spec.nulls === "propagate" && args.includes(null) ? null : await fn(...args);
      } catch (error) {
        failures.push({ row, error: udfThrew(spec.name, error, args ? { row, args } : { row }) });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(ROWS_IN_FLIGHT, numRows) }, lane));
  if (failures.length > 0) throw failures.reduce((first, each) => each.row < first.row ? each : first).error;
  const field = spec.nulls === "propagate" ? { ...spec.returnField, nullable: true } : spec.returnField;
  const writer = valueWriter(field);
  for (let row = 0; row < numRows; row++) append(writer, spec, results[row], row);
  return writer.finish();
}

function append(writer: ReturnType<typeof valueWriter>, spec: UserFunctionSpec, value: unknown, row: number): void {
  try {
    writer.append(value);
  } catch (error) {
    if (!(error instanceof ValueMismatch)) throw error;
    throw badResult(spec.name, value, spec.returnField.nullable ? `${error.must}, or null` : error.must, row);
  }
}
