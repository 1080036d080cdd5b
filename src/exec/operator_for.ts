import { batch as makeBatch, type Column, concatColumns, datumToColumn, emptyColumn } from "../arrow/mod.ts";
import { NotSupportedError, PlanError } from "../errors.ts";
import { canonicalName, type ExprNode, sortExprText } from "../expr/mod.ts";
import {
  type LogicalPlan,
  type PlanKind,
  type PlanOf,
  type PlanSchema,
  planSchema,
  toArrowSchema,
} from "../plan/mod.ts";
import { aggregateOperator } from "./aggregate_operator.ts";
import { type CompiledExpr, compileExpr } from "./expression/mod.ts";
import type { Operator, TaskContext } from "./operator.ts";
import {
  ConstantOperator,
  DistinctOperator,
  FilterOperator,
  JoinOperator,
  LimitOperator,
  ProjectionOperator,
  ScanOperator,
  SortOperator,
  UnionOperator,
} from "./operators/mod.ts";
import { windowOperator } from "./window_operator.ts";

type Build = (plan: LogicalPlan) => Operator;

/**
 * The operators that run a plan. Expressions are compiled here, so that mistakes show before the first row.
 *
 * @throws {PlanError | SchemaError | UnknownFunctionError} if an expression cannot be compiled
 * @throws {NotSupportedError} for plans that need a room above (commands, extensions)
 */
export function operatorFor(plan: LogicalPlan, task: TaskContext): Operator {
  const build: Build = (node) =>
    (BUILDERS[node.kind] as (n: LogicalPlan, b: Build, t: TaskContext) => Operator)(node, build, task);
  return build(plan);
}

type Builder<K extends PlanKind> = (plan: PlanOf<K>, build: Build, task: TaskContext) => Operator;

const BUILDERS: { readonly [K in PlanKind]: Builder<K> } = {
  scan: (plan) => {
    const { projection, filters, fetch } = plan;
    return new ScanOperator(
      plan.provider,
      toArrowSchema(plan.schema),
      { projection, filters, limit: fetch },
      plan.table.join("."),
    );
  },
  empty: (plan) => {
    const schema = toArrowSchema(plan.schema);
    const rows = plan.produceOneRow ? 1 : 0;
    return new ConstantOperator(rows ? "PlaceholderRowExec" : "EmptyExec", schema, async function* () {
      yield makeBatch(schema, [], rows);
    });
  },
  values: (plan, _build, task) => {
    const schema = toArrowSchema(plan.schema);
    const cells = plan.rows.map((row) => compileAll(row, NO_COLUMNS, task));
    return new ConstantOperator("ValuesExec", schema, async function* () {
      const one = makeBatch({ fields: [] }, [], 1);
      const rows: Column[][] = [];
      for (const row of cells) {
        const values: Column[] = [];
        for (const cell of row) {
          values.push(datumToColumn(cell.isAsync ? await cell.evaluateAsync(one) : cell.evaluate(one), 1));
        }
        rows.push(values);
      }
      const columns = schema.fields.map(({ type }, k) =>
        rows.length === 0 ? emptyColumn(type) : concatColumns(rows.map((row) => row[k]!))
      );
      yield makeBatch(schema, columns, rows.length);
    });
  },
  projection: (plan, build, task) => {
    const exprs = compileAll(plan.exprs, plan.input.schema, task);
    return new ProjectionOperator(build(plan.input), toArrowSchema(plan.schema), exprs, texts(plan.exprs));
  },
  filter: (plan, build, task) => {
    const predicate = compileExpr(plan.predicate, plan.input.schema, task);
    return new FilterOperator(build(plan.input), predicate, canonicalName(plan.predicate));
  },
  aggregate: (plan, build, task) => aggregateOperator(plan, build(plan.input), task),
  window: (plan, build, task) => windowOperator(plan, build(plan.input), task),
  sort: (plan, build, task) => {
    const keys = plan.exprs.map((key) => ({ ...key, expr: compileExpr(key.expr, plan.input.schema, task) }));
    return new SortOperator(build(plan.input), keys, plan.fetch, plan.exprs.map(sortExprText).join(", "));
  },
  limit: (plan, build) =>
    new LimitOperator(build(plan.input), constantCount(plan.skip) ?? 0, constantCount(plan.fetch)),
  join: (plan, build, task) => {
    const both = planSchema([...plan.left.schema.fields, ...plan.right.schema.fields]);
    const parts = {
      type: plan.joinType,
      leftKeys: compileAll(plan.on.map(([left]) => left), plan.left.schema, task),
      rightKeys: compileAll(plan.on.map(([, right]) => right), plan.right.schema, task),
      filter: plan.filter === null ? null : compileExpr(plan.filter, both, task),
      nullEqualsNull: plan.nullEqualsNull,
      nullAware: plan.nullAware ?? false,
    };
    const on = plan.on.map(([l, r]) => `(${canonicalName(l)}, ${canonicalName(r)})`).join(", ");
    const schema = toArrowSchema(plan.schema);
    return new JoinOperator(
      build(plan.left),
      build(plan.right),
      schema,
      parts,
      `join_type=${plan.joinType}, on=[${on}]`,
    );
  },
  crossJoin: (plan, build) => {
    const parts = {
      type: "inner",
      leftKeys: [],
      rightKeys: [],
      filter: null,
      nullEqualsNull: false,
      nullAware: false,
    } as const;
    return new JoinOperator(build(plan.left), build(plan.right), toArrowSchema(plan.schema), parts, "");
  },
  union: (plan, build) => new UnionOperator(plan.inputs.map(build), toArrowSchema(plan.schema)),
  distinct: (plan, build) => new DistinctOperator(build(plan.input)),
  distinctOn: (plan) => notHere(plan.kind),
  unnest: (plan) => notHere(plan.kind),
  subqueryAlias: (plan, build) => build(plan.input),
  repartition: (plan, build) => build(plan.input),
  recursive: (plan) => notHere(plan.kind),
  explain: (plan) => notHere(plan.kind),
  command: (plan) => notHere(plan.command),
  extension: (plan) => notHere(plan.name),
};

const NO_COLUMNS: PlanSchema = planSchema([]);

function compileAll(exprs: readonly ExprNode[], schema: PlanSchema, task: TaskContext): readonly CompiledExpr[] {
  return exprs.map((expr) => compileExpr(expr, schema, task));
}

function texts(exprs: readonly ExprNode[]): string {
  return `expr=[${exprs.map(canonicalName).join(", ")}]`;
}

function constantCount(expr: ExprNode | null): number | null {
  if (expr === null) return null;
  const value = expr.kind === "literal" ? expr.scalar.value : undefined;
  if (value === null) return null;
  if (typeof value === "bigint" || typeof value === "number") return Number(value);
  throw new PlanError({
    message: `Cannot limit rows by "${canonicalName(expr)}": it is not constant, must be a whole number`,
  });
}

function notHere(what: string): never {
  throw new NotSupportedError({ message: `Cannot run a plan of kind "${what}" here: no operator serves it` });
}
