import { type Batch, type Column, datumToColumn, type Schema, sliceBatch } from "../arrow/mod.ts";
import { PlanError } from "../errors.ts";
import { type AggregateFunctionNode, canonicalName, ExprInterner, type ExprNode } from "../expr/mod.ts";
import {
  aggregateOf,
  coerceExpr,
  flattenGroups,
  groupingsOf,
  hasGroupingSets,
  outputField,
  type PlanOf,
  type PlanSchema,
  toArrowSchema,
} from "../plan/mod.ts";
import { returnFieldArgs } from "../plan/analyze/mod.ts";
import {
  type AggregateCall,
  type AggregateInput,
  type AggregateMode,
  type GroupingSet,
  HashAggregate,
} from "./aggregate/mod.ts";
import { type CompiledExpr, compileExpr } from "./expression/mod.ts";
import { measured, newMetrics, type Operator, type OperatorMetrics, type TaskContext } from "./operator.ts";
import { RowEvaluator } from "./row_evaluator.ts";

/** The operator for an aggregate plan: rows in, one row per group out. */
export function aggregateOperator(plan: PlanOf<"aggregate">, input: Operator, task: TaskContext): Operator {
  return new AggregateOperator(input, compileAggregate(plan, task), toArrowSchema(plan.schema), describe(plan));
}

/** An aggregate plan whose expressions are compiled. */
interface CompiledAggregate {
  readonly groups: readonly CompiledExpr[];
  readonly calls: readonly CompiledCall[];
  readonly sets: readonly GroupingSet[] | undefined;
  /** Code to load before the first row. */
  readonly loads: readonly (() => Promise<void>)[];
}

interface CompiledCall {
  readonly call: AggregateCall;
  readonly args: readonly CompiledExpr[];
  readonly orderBy: readonly CompiledExpr[];
  readonly filter: CompiledExpr | null;
}

/** Compiles the expressions of an aggregate plan. @throws {PlanError} if one is no call of an aggregate function */
function compileAggregate(plan: PlanOf<"aggregate">, task: TaskContext): CompiledAggregate {
  const { schema } = plan.input;
  const keys = flattenGroups(plan.groupBy);
  const calls = plan.aggregates.map((expr) => compileCall(expr, schema, keys, task));
  return {
    groups: keys.map((expr) => compileExpr(expr, schema, task)),
    calls,
    sets: hasGroupingSets(plan.groupBy)
      ? groupingsOf(plan.groupBy).map((grouping) => keys.map((_, k) => grouping.includes(k)))
      : undefined,
    loads: calls.flatMap(({ call }) => {
      const { load } = call.function as { load?: () => Promise<void> };
      return load ? [load] : [];
    }),
  };
}

function compileCall(expr: ExprNode, schema: PlanSchema, keys: readonly ExprNode[], task: TaskContext): CompiledCall {
  const { functions } = task;
  const node = callOf(coerceExpr(expr, schema, functions));
  const definition = aggregateOf(node.function, functions);
  const { fields, scalars } = returnFieldArgs(
    node.args,
    (arg) => outputField(arg, schema, functions),
    (types) => types,
  );
  const call: AggregateCall = {
    function: definition,
    argFields: fields,
    scalars,
    returnField: outputField(expr, schema, functions),
    distinct: node.distinct,
    ignoreNulls: node.nullTreatment === "ignoreNulls",
    orderBy: node.orderBy.map((key) => ({
      field: outputField(key.expr, schema, functions),
      ascending: key.ascending,
      nullsFirst: key.nullsFirst,
    })),
    groupingOf: definition.name === "grouping" ? groupingPositions(node.args, keys) : undefined,
  };
  return {
    call,
    args: definition.name === "grouping" ? [] : node.args.map((arg) => compileExpr(arg, schema, task)),
    orderBy: node.orderBy.map((key) => compileExpr(key.expr, schema, task)),
    filter: node.filter === null ? null : compileExpr(node.filter, schema, task),
  };
}

function callOf(expr: ExprNode): AggregateFunctionNode {
  let node = expr;
  while (node.kind === "alias") node = node.expr;
  if (node.kind === "aggregateFunction") return node;
  throw new PlanError({
    message: `Cannot aggregate by "${canonicalName(expr)}": it is no aggregate function, must be one`,
  });
}

/** Which group expressions the arguments of `grouping(…)` are. */
function groupingPositions(args: readonly ExprNode[], keys: readonly ExprNode[]): readonly number[] {
  const interner = new ExprInterner();
  return args.map((arg) => {
    const position = keys.findIndex((key) => interner.equal(key, arg));
    if (position >= 0) return position;
    throw new PlanError({
      message: `Cannot call grouping(): "${canonicalName(arg)}" is not grouped by, must be in GROUP BY`,
    });
  });
}

/**
 * One step of an aggregation that is spread over workers: `partial` takes rows and gives states, `final` takes the states of all partial steps
 * and gives the groups.
 */
export class AggregateStep {
  readonly #compiled: CompiledAggregate;
  readonly #aggregate: HashAggregate;
  readonly #rows: RowEvaluator = new RowEvaluator();

  private constructor(compiled: CompiledAggregate, aggregate: HashAggregate) {
    this.#compiled = compiled;
    this.#aggregate = aggregate;
  }

  /** Compiles the plan and loads the code that its functions need. */
  static async create(plan: PlanOf<"aggregate">, mode: "partial" | "final", task: TaskContext): Promise<AggregateStep> {
    const compiled = compileAggregate(plan, task);
    await Promise.all(compiled.loads.map((load) => load()));
    return new AggregateStep(compiled, newHashAggregate(compiled, mode, task));
  }

  /** Adds rows of the plan's input. */
  push(batch: Batch): Promise<void> {
    return pushBatch(this.#aggregate, this.#compiled, batch, this.#rows);
  }

  /** Adds what a partial step gave. */
  merge({ columns, numRows }: Batch): void {
    const { groups, sets } = this.#compiled;
    let at = groups.length + (sets === undefined ? 0 : 1);
    const keys = columns.slice(0, at);
    const inputs = this.#aggregate.stateWidths.map((count): AggregateInput => ({
      args: columns.slice(at, at += count),
    }));
    this.#aggregate.push(keys, inputs, numRows);
  }

  /** The result; nothing may be added afterwards. */
  finish(): Batch {
    return this.#aggregate.finish();
  }
}

/** A hash aggregate for a compiled plan. */
function newHashAggregate(compiled: CompiledAggregate, mode: AggregateMode, task: TaskContext): HashAggregate {
  return new HashAggregate({
    groupFields: compiled.groups.map(({ field }) => field),
    aggregates: compiled.calls.map(({ call }) => call),
    mode,
    groupingSets: compiled.sets,
    query: task.query,
  });
}

/** Adds the rows of a batch, with every expression evaluated. */
async function pushBatch(
  aggregate: HashAggregate,
  { groups, calls }: CompiledAggregate,
  batch: Batch,
  rows: RowEvaluator,
): Promise<void> {
  const all = [
    ...groups,
    ...calls.flatMap(({ args, orderBy, filter }) => [...args, ...orderBy, ...(filter ? [filter] : [])]),
  ];
  const data = (await rows.evaluate(all, batch)).map((datum) => datumToColumn(datum, batch.numRows));
  let at = 0;
  const next = (count: number): readonly Column[] => data.slice(at, at += count);
  const keys = next(groups.length);
  const inputs = calls.map(({ args, orderBy, filter }): AggregateInput => ({
    args: next(args.length),
    orderBy: next(orderBy.length),
    filter: filter ? next(1)[0] : null,
  }));
  aggregate.push(keys, inputs, batch.numRows);
}

/** Aggregates all rows of its input; waits for the last one. */
class AggregateOperator implements Operator {
  readonly name = "AggregateExec";
  readonly schema: Schema;
  readonly inputs: readonly [Operator];
  readonly details: string;
  readonly metrics: OperatorMetrics = newMetrics();
  readonly #compiled: CompiledAggregate;

  constructor(input: Operator, compiled: CompiledAggregate, schema: Schema, details: string) {
    this.schema = schema;
    this.inputs = [input];
    this.details = details;
    this.#compiled = compiled;
  }

  execute(task: TaskContext): AsyncIterable<Batch> {
    return measured(this, task, this.#run(task));
  }

  async *#run(task: TaskContext): AsyncGenerator<Batch> {
    await Promise.all(this.#compiled.loads.map((load) => load()));
    const aggregate = newHashAggregate(this.#compiled, "single", task);
    const rows = new RowEvaluator();
    for await (const batch of this.inputs[0].execute(task)) await pushBatch(aggregate, this.#compiled, batch, rows);
    const { columns, numRows } = aggregate.finish();
    const all: Batch = { schema: this.schema, columns, numRows };
    for (let start = 0; start < numRows; start += task.batchSize) {
      yield sliceBatch(all, start, Math.min(task.batchSize, numRows - start));
    }
  }
}

function describe({ groupBy, aggregates }: PlanOf<"aggregate">): string {
  return `mode=Single, gby=[${groupBy.map(canonicalName).join(", ")}], aggr=[${
    aggregates.map(canonicalName).join(", ")
  }]`;
}
