import { type Column, toApacheVector } from "../arrow/mod.ts";
import { isClass } from "./aggregate_udf.ts";
import { fromBatchResult } from "./batch_call.ts";
import { coerceExactly } from "./scalar_udf.ts";
import { badResult, udfThrew } from "./udf_failure.ts";
import type { UserCode, UserFunctionSpec } from "./user_function.ts";
import { argumentName, valueReader } from "./value_reader.ts";
import { ValueMismatch, valueWriter } from "./value_writer.ts";
import type { PartitionInput, WindowFunction } from "./window_function.ts";

/** Rows `[start, end)` of a partition. */
export interface EvalRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What a user's window function does with one partition. `values` holds one array of values per argument (row mode) or one Arrow vector
 * (batch mode), the whole partition in window order.
 *
 * | usesWindowFrame | includeRank | supportsBoundedExecution | what is called |
 * |---|---|---|---|
 * | no | no | no | `evaluateAll`, once |
 * | no | no | yes | `evaluate` for every row, over `getRange(row)` |
 * | no | yes | any | `evaluateAllWithRank`, once |
 * | yes | any | any | `evaluate` for every row, over its frame |
 */
export interface WindowEvaluator {
  /** Called once per partition before the rows are evaluated. */
  memoize?(): void;
  /** The rows that a result needs; default: the row itself. */
  getRange?(row: number, numRows: number): EvalRange;
  /** Whether no result needs later rows. */
  isCausal?(): boolean;
  /** All results of a partition: one value per row. */
  evaluateAll?(values: readonly unknown[], numRows: number): unknown;
  /** The result of one row from the rows in `range`. */
  evaluate?(values: readonly unknown[], range: EvalRange): unknown;
  /** All results from the ranges of peers: rows `[start, end)` have equal ORDER BY keys. */
  evaluateAllWithRank?(numRows: number, ranks: readonly EvalRange[]): unknown;
  supportsBoundedExecution?(): boolean;
  usesWindowFrame?(): boolean;
  includeRank?(): boolean;
}

/** Makes one evaluator per partition: a class, or a function that gives one. */
export type WindowEvaluatorFactory = (new () => WindowEvaluator) | (() => WindowEvaluator);

/** A user's window function as a {@linkcode WindowFunction}: one evaluator per partition, every result checked. */
export function windowUdf(
  spec: UserFunctionSpec,
  code: UserCode<WindowEvaluatorFactory>,
): WindowFunction & { load(): Promise<void> } {
  const types = spec.inputFields.map((field) => field.type);
  return {
    kind: "window",
    name: spec.name,
    aliases: [],
    volatility: spec.volatility,
    load: () => code.load(),
    coerceTypes: (given) => coerceExactly(spec.name, types, given),
    returnField: () => spec.returnField,
    // Frames are always given: whether an evaluator wants them is known only once its code is opened.
    usesFrame: true,
    evaluator: () => ({ evaluateAll: (input) => evaluatePartition(spec, make(spec, code.open()), input) }),
  };
}

function make(spec: UserFunctionSpec, factory: WindowEvaluatorFactory): WindowEvaluator {
  return guarded(
    spec,
    "its constructor",
    () => isClass(factory) ? new factory() as WindowEvaluator : (factory as () => WindowEvaluator)(),
  );
}

function evaluatePartition(spec: UserFunctionSpec, evaluator: WindowEvaluator, input: PartitionInput): Column {
  const { numRows } = input;
  const values = input.values.map((column, k) => {
    if (spec.mode === "batch") return toApacheVector(column);
    const read = valueReader(column, spec.int64, argumentName(spec.inputFields[k], k));
    return Array.from({ length: numRows }, (_, row) => read(row));
  });
  const asks = (question: "usesWindowFrame" | "includeRank" | "supportsBoundedExecution") =>
    guarded(spec, `${question}()`, () => evaluator[question]?.() ?? false);

  if (asks("usesWindowFrame")) {
    const { frameStart, frameEnd } = input;
    return perRow(spec, evaluator, values, numRows, (row) => ({ start: frameStart![row]!, end: frameEnd![row]! }));
  }
  if (asks("includeRank")) {
    const method = need(spec, evaluator, "evaluateAllWithRank");
    const ranks = Array.from(input.peers, (start, k) => ({ start, end: input.peers[k + 1] ?? numRows }));
    return fromBatchResult(
      spec,
      guarded(spec, "evaluateAllWithRank()", () => method.call(evaluator, numRows, ranks)),
      numRows,
    );
  }
  if (asks("supportsBoundedExecution")) {
    return perRow(
      spec,
      evaluator,
      values,
      numRows,
      (row) => guarded(spec, "getRange()", () => evaluator.getRange?.(row, numRows) ?? { start: row, end: row + 1 }),
    );
  }
  const method = need(spec, evaluator, "evaluateAll");
  return fromBatchResult(spec, guarded(spec, "evaluateAll()", () => method.call(evaluator, values, numRows)), numRows);
}

function perRow(
  spec: UserFunctionSpec,
  evaluator: WindowEvaluator,
  values: readonly unknown[],
  numRows: number,
  rangeOf: (row: number) => EvalRange,
): Column {
  const method = need(spec, evaluator, "evaluate");
  guarded(spec, "memoize()", () => evaluator.memoize?.());
  const writer = valueWriter(spec.returnField);
  for (let row = 0; row < numRows; row++) {
    const range = rangeOf(row);
    let value: unknown;
    try {
      value = method.call(evaluator, values, range);
    } catch (error) {
      throw udfThrew(spec.name, error, { row, step: "evaluate()", args: [`rows ${range.start} to ${range.end}`] });
    }
    try {
      writer.append(value);
    } catch (error) {
      if (!(error instanceof ValueMismatch)) throw error;
      throw badResult(spec.name, value, spec.returnField.nullable ? `${error.must}, or null` : error.must, row);
    }
  }
  return writer.finish();
}

function need<K extends "evaluate" | "evaluateAll" | "evaluateAllWithRank">(
  spec: UserFunctionSpec,
  evaluator: WindowEvaluator,
  method: K,
): NonNullable<WindowEvaluator[K]> {
  const found = evaluator?.[method];
  if (typeof found !== "function") throw badResult(spec.name, evaluator, `an evaluator with the method ${method}()`);
  return found as NonNullable<WindowEvaluator[K]>;
}

function guarded<R>(spec: UserFunctionSpec, step: string, run: () => R): R {
  try {
    return run();
  } catch (error) {
    throw udfThrew(spec.name, error, { step });
  }
}
