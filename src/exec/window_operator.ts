import { type Batch, type Column, datumToColumn, type Schema } from "../arrow/mod.ts";
import { sliceBatch } from "../arrow/mod.ts";
import { concatBatches, takeBatch } from "../compute/select/mod.ts";
import { PlanError } from "../errors.ts";
import { canonicalName, type ExprNode, type WindowFunctionNode } from "../expr/mod.ts";
import {
  aggregateOf,
  coerceExpr,
  outputField,
  type PlanOf,
  type PlanSchema,
  toArrowSchema,
  windowOf,
} from "../plan/mod.ts";
import { returnFieldArgs } from "../plan/analyze/mod.ts";
import { type CompiledExpr, compileExpr } from "./expression/mod.ts";
import { measured, newMetrics, type Operator, type OperatorMetrics, type TaskContext } from "./operator.ts";
import { RowEvaluator } from "./row_evaluator.ts";
import { checkFrame, type WindowCall, WindowEvaluator, type WindowKeys } from "./window/mod.ts";

/** The operator for a window plan: its input's columns, then one per window expression. */
export function windowOperator(plan: PlanOf<"window">, input: Operator, task: TaskContext): Operator {
  const calls = plan.exprs.map((expr) => compileCall(expr, plan.input.schema, task));
  return new WindowOperator(
    input,
    calls,
    toArrowSchema(plan.schema),
    `wdw=[${plan.exprs.map(canonicalName).join(", ")}]`,
  );
}

interface CompiledKey {
  readonly expr: CompiledExpr;
  /** Equal for equal expressions. */
  readonly name: string;
}

interface CompiledSortKey extends CompiledKey {
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** A window expression whose parts are compiled. */
interface CompiledWindow {
  readonly call: WindowCall;
  readonly args: readonly CompiledExpr[];
  readonly partitionBy: readonly CompiledKey[];
  readonly orderBy: readonly CompiledSortKey[];
  readonly filter: CompiledExpr | null;
  /** Equal for expressions that sort rows alike. */
  readonly sortedAs: string;
}

function compileCall(expr: ExprNode, schema: PlanSchema, task: TaskContext): CompiledWindow {
  const { functions } = task;
  const node = callOf(coerceExpr(expr, schema, functions));
  const { fields, scalars } = returnFieldArgs(
    node.args,
    (arg) => outputField(arg, schema, functions),
    (types) => types,
  );
  const orderBy = node.orderBy.map(({ expr, ascending, nullsFirst }): CompiledSortKey => ({
    expr: compileExpr(expr, schema, task),
    name: canonicalName(expr),
    descending: !ascending,
    nullsFirst,
  }));
  checkFrame(node.frame, orderBy.length);
  return {
    call: {
      function: node.over === "aggregate" ? aggregateOf(node.function, functions) : windowOf(node.function, functions),
      argFields: fields,
      scalars,
      returnField: outputField(expr, schema, functions),
      distinct: node.distinct,
      ignoreNulls: node.nullTreatment === "ignoreNulls",
      frame: node.frame,
      query: task.query,
    },
    args: node.args.map((arg) => compileExpr(arg, schema, task)),
    partitionBy: node.partitionBy.map((key) => ({ expr: compileExpr(key, schema, task), name: canonicalName(key) })),
    orderBy,
    filter: node.filter === null ? null : compileExpr(node.filter, schema, task),
    sortedAs: JSON.stringify([
      node.partitionBy.map(canonicalName),
      node.orderBy.map((key) => [canonicalName(key.expr), key.ascending, key.nullsFirst]),
    ]),
  };
}

function callOf(expr: ExprNode): WindowFunctionNode {
  let node = expr;
  while (node.kind === "alias") node = node.expr;
  if (node.kind === "windowFunction") return node;
  throw new PlanError({ message: `Cannot compute "${canonicalName(expr)}" over a window: it is no window function` });
}

/**
 * Adds window columns to all rows of its input; waits for the last one. Rows come out in window order (partition after partition, each by its
 * order keys), as they do in DataFusion.
 */
class WindowOperator implements Operator {
  readonly name = "WindowAggExec";
  readonly schema: Schema;
  readonly inputs: readonly [Operator];
  readonly details: string;
  readonly metrics: OperatorMetrics = newMetrics();
  readonly #calls: readonly CompiledWindow[];

  constructor(input: Operator, calls: readonly CompiledWindow[], schema: Schema, details: string) {
    this.schema = schema;
    this.inputs = [input];
    this.details = details;
    this.#calls = calls;
  }

  execute(task: TaskContext): AsyncIterable<Batch> {
    return measured(this, task, this.#run(task));
  }

  async *#run(task: TaskContext): AsyncGenerator<Batch> {
    await loadFunctions(this.#calls);
    const batches: Batch[] = [];
    for await (const batch of this.inputs[0].execute(task)) batches.push(batch);
    if (batches.length === 0) return;
    let rows = concatBatches(this.inputs[0].schema, batches);
    for (const calls of sortedAlike(this.#calls)) rows = await addWindows(calls, rows);
    const all: Batch = { ...rows, schema: this.schema };
    for (let start = 0; start < all.numRows; start += task.batchSize) {
      yield sliceBatch(all, start, Math.min(task.batchSize, all.numRows - start));
    }
  }
}

/** Loads code that users' functions need before the first row. */
async function loadFunctions(calls: readonly CompiledWindow[]): Promise<void> {
  await Promise.all(calls.map(({ call }) => (call.function as { load?: () => Promise<void> }).load?.()));
}

/** Runs of calls that sort rows alike. */
function sortedAlike(calls: readonly CompiledWindow[]): readonly (readonly CompiledWindow[])[] {
  const runs: CompiledWindow[][] = [];
  for (const call of calls) {
    const last = runs[runs.length - 1];
    if (last?.[0]?.sortedAs === call.sortedAs) last.push(call);
    else runs.push([call]);
  }
  return runs;
}

/** The rows in window order, with one more column per call. */
async function addWindows(calls: readonly CompiledWindow[], rows: Batch): Promise<Batch> {
  const { numRows } = rows;
  const columnsOf = async (exprs: readonly CompiledExpr[]): Promise<readonly Column[]> =>
    (await new RowEvaluator().evaluate(exprs, rows)).map((datum) => datumToColumn(datum, numRows));
  const evaluator = new WindowEvaluator(await keysOf(calls[0]!, columnsOf), numRows);
  const added: Column[] = [];
  for (const { call, args, filter } of calls) {
    const columns = await columnsOf(filter === null ? args : [...args, filter]);
    const input = { args: columns.slice(0, args.length), filter: filter === null ? null : columns[args.length] };
    added.push(evaluator.evaluateSorted(call, input));
  }
  const { order } = evaluator;
  const sorted = order === null ? rows : takeBatch(rows, order);
  return { ...sorted, columns: [...sorted.columns, ...added] };
}

/** PARTITION BY sorts ascending with nulls last, except that a key which ORDER BY has too goes its way. */
async function keysOf(
  { partitionBy, orderBy }: CompiledWindow,
  columnsOf: (exprs: readonly CompiledExpr[]) => Promise<readonly Column[]>,
): Promise<WindowKeys> {
  const columns = await columnsOf(orderBy.map(({ expr }) => expr));
  const order = orderBy.map(({ descending, nullsFirst }, k) => ({ column: columns[k]!, descending, nullsFirst }));
  const groups = await columnsOf(partitionBy.map(({ expr }) => expr));
  return {
    partitionBy: partitionBy.map(({ name }, k) => {
      const position = orderBy.findIndex((key) => key.name === name);
      return position >= 0 ? order[position]! : { column: groups[k]!, descending: false, nullsFirst: false };
    }),
    orderBy: order,
  };
}
