import { printByToString, showInNotebooks } from "../fluent/mod.ts";
import {
  type ArrowType,
  type Batch,
  batchesToIpc,
  columnsOf,
  type ColumnsOptions,
  isNumeric,
  isString,
  rowsOf,
  type Schema,
  toApacheBatch,
  toApacheSchema,
  toApacheTable,
} from "../arrow/mod.ts";
import type { ApacheSchema, RecordBatch, Table } from "../arrow/mod.ts";
import { PlanError, SchemaError } from "../errors.ts";
import { type CloneGuard, dataFrameCloneGuard, Expr, type ExprInput, type SortInput, sortKeys } from "../fluent/mod.ts";
import {
  aggregatePlan,
  columnOf,
  distinctPlan,
  dropColumns,
  filterPlan,
  joinPlan,
  type JoinType,
  limitPlan,
  type LogicalPlan,
  plainProjection,
  projectionPlan,
  setPlan,
  sortPlan,
  subqueryAliasPlan,
  toArrowSchema,
} from "../plan/mod.ts";
import { formatBatches, formatBatchesAsHtml } from "./format_table.ts";
import type { SessionContext } from "./session_context.ts";

/** How two tables are joined. */
export interface JoinOptions {
  /** Columns that both sides have; each comes once in the result. */
  readonly on?: string | readonly string[];
  /** Columns of this side, pairwise with `rightOn`. */
  readonly leftOn?: string | readonly string[];
  /** Columns of the other side. */
  readonly rightOn?: string | readonly string[];
  /** Default: `inner`. */
  readonly how?: "inner" | "left" | "right" | "full" | "semi" | "anti";
}

const JOIN_TYPES: Readonly<Record<NonNullable<JoinOptions["how"]>, JoinType>> = {
  inner: "inner",
  left: "left",
  right: "right",
  full: "full",
  semi: "leftSemi",
  anti: "leftAnti",
};

/** An expression or a column's name. */
export type ExprOrName = Expr | string;

/**
 * A query over tables: a plan that runs when its rows are asked for. Immutable; every method gives a new one.
 *
 * Methods that give rows (`collect`, `toArrow`, `toRows`, …) run the whole plan each time; `cache()` keeps the rows.
 *
 * @example
 * ```ts
 * import { col, functions as f, SessionContext } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const ctx = new SessionContext();
 * const df = ctx.fromColumns({ city: ["Oslo", "Rome", "Oslo"], n: [1, 2, 3] })
 *   .aggregate(["city"], [f.sum(col("n")).alias("n")])
 *   .sort("city");
 * assertEquals(await df.toRows(), [{ city: "Oslo", n: 4 }, { city: "Rome", n: 2 }]);
 * ```
 */
export class DataFrame {
  readonly #ctx: SessionContext;
  readonly #plan: LogicalPlan;
  private readonly cloneGuard: CloneGuard = dataFrameCloneGuard;

  /** Made by a {@linkcode SessionContext}. */
  constructor(ctx: SessionContext, plan: LogicalPlan) {
    this.#ctx = ctx;
    this.#plan = plan;
  }

  /** The plan as a tree of plain frozen nodes. */
  get plan(): LogicalPlan {
    return this.#plan;
  }
  /** The context that made this. */
  get context(): SessionContext {
    return this.#ctx;
  }

  /** The columns that rows will have, as an apache-arrow schema. */
  schema(): ApacheSchema {
    return toApacheSchema(this.#arrowSchema());
  }

  /** Computes columns. Names are columns; `*` is all of them. @throws {SchemaError | PlanError} */
  select(...exprs: readonly ExprOrName[]): DataFrame {
    return this.#next(projectionPlan(this.#plan, exprs.map(toNode), this.#ctx.functions));
  }

  /** Adds a column, or replaces the one of that name in its place. */
  withColumn(name: string, expr: ExprInput): DataFrame {
    return this.withColumns({ [name]: expr });
  }

  /** Adds or replaces several columns; all are computed from the columns before. */
  withColumns(columns: Readonly<Record<string, ExprInput>>): DataFrame {
    const given = new Map(Object.entries(columns).map(([name, expr]) => [name, Expr.from(expr).alias(name).node]));
    const exprs = this.#plan.schema.fields.map((planned) => {
      const replaced = given.get(planned.field.name);
      given.delete(planned.field.name);
      return replaced ?? columnOf(planned);
    });
    return this.#next(projectionPlan(this.#plan, [...exprs, ...given.values()], this.#ctx.functions));
  }

  /** Renames a column; nothing happens where there is none of that name. */
  withColumnRenamed(from: string, to: string): DataFrame {
    const { name } = Expr.column(from).node as { readonly name: string };
    const exprs = this.#plan.schema.fields.map((planned) => {
      const column = columnOf(planned);
      return planned.field.name === name ? Expr.fromNode(column).alias(to).node : column;
    });
    return this.#next(plainProjection(this.#plan, exprs, this.#ctx.functions));
  }

  /** Leaves out columns. @throws {SchemaError} if one does not exist */
  drop(...names: readonly string[]): DataFrame {
    const dropped = new Set(names.map((name) => this.#indexOf(name)));
    return this.#next(dropColumns(this.#plan, (index) => dropped.has(index), this.#ctx.functions));
  }

  /** Keeps the rows for which every predicate is true; null counts as false. */
  filter(...predicates: readonly ExprInput[]): DataFrame {
    let plan = this.#plan;
    for (const predicate of predicates) plan = filterPlan(plan, Expr.from(predicate).node, this.#ctx.functions);
    return this.#next(plan);
  }

  /** One row per group: the group expressions, then the aggregates. Without groups exactly one row. */
  aggregate(groupBy: ExprOrName | readonly ExprOrName[], aggregates: Expr | readonly Expr[]): DataFrame {
    const groups = (Array.isArray(groupBy) ? groupBy : [groupBy]) as readonly ExprOrName[];
    const aggs = (Array.isArray(aggregates) ? aggregates : [aggregates]) as readonly Expr[];
    return this.#next(aggregatePlan(this.#plan, groups.map(toNode), aggs.map(toNode), this.#ctx.functions));
  }

  /** Orders rows; names and expressions are ascending with nulls last. The order of equal rows stays as it was. */
  sort(...keys: readonly SortInput[]): DataFrame {
    return this.#next(sortPlan(this.#plan, sortKeys(keys), this.#ctx.functions));
  }
  /** The same as {@linkcode DataFrame.sort}. */
  sortBy(...exprs: readonly ExprOrName[]): DataFrame {
    return this.sort(...exprs);
  }

  /** At most `count` rows, after skipping `offset`. */
  limit(count: number, offset = 0): DataFrame {
    return this.#next(limitPlan(this.#plan, offset, count));
  }
  /** The first rows. */
  head(count = 5): DataFrame {
    return this.limit(count);
  }
  /** The last rows; counts them first. */
  async tail(count = 5): Promise<DataFrame> {
    return this.limit(count, Math.max(0, await this.count() - count));
  }

  /** Each distinct row once. */
  distinct(): DataFrame {
    return this.#next(distinctPlan(this.#plan));
  }

  /** The rows of both, one after the other; with `distinct` each once. Columns go by position. */
  union(other: DataFrame, distinct = false): DataFrame {
    return this.#set("union", other, distinct);
  }
  /** {@linkcode DataFrame.union} with each row once. */
  unionDistinct(other: DataFrame): DataFrame {
    return this.union(other, true);
  }
  /** The rows that the other side has too; with `distinct` each once. */
  intersect(other: DataFrame, distinct = false): DataFrame {
    return this.#set("intersect", other, distinct);
  }
  /** The rows that the other side does not have; with `distinct` each once. */
  exceptAll(other: DataFrame, distinct = false): DataFrame {
    return this.#set("except", other, distinct);
  }

  /** Joins another table on equal columns. Nulls match nothing. @throws {PlanError} if the columns do not fit */
  join(right: DataFrame, options: JoinOptions): DataFrame {
    const list = (names: string | readonly string[]) => typeof names === "string" ? [names] : names;
    const { on, leftOn, rightOn, how = "inner" } = options;
    if (!(how in JOIN_TYPES)) {
      throw new PlanError({
        message: `Cannot join: how is "${how}", must be ${
          Object.keys(JOIN_TYPES).map((type) => `"${type}"`).join(", ")
        }`,
      });
    }
    if ((on === undefined) === (leftOn === undefined || rightOn === undefined)) {
      throw new PlanError({ message: "Cannot join: must be given either `on`, or `leftOn` and `rightOn`" });
    }
    const keys = { left: list(on ?? leftOn!), right: list(on ?? rightOn!) };
    if (keys.left.length !== keys.right.length || keys.left.length === 0) {
      throw new PlanError({
        message:
          `Cannot join: ${keys.left.length} columns are to equal ${keys.right.length}, must be as many on both sides and at least one`,
      });
    }
    const pairs = keys.left.map((name, k) => [Expr.column(name).node, Expr.column(keys.right[k]!).node] as const);
    const constraint = on === undefined ? "on" : "using";
    return this.#next(
      joinPlan(
        this.#plan,
        right.plan,
        { on: pairs, filter: null, type: JOIN_TYPES[how], constraint },
        this.#ctx.functions,
      ),
    );
  }

  /** Joins another table on any conditions. */
  joinOn(
    right: DataFrame,
    conditions: Expr | readonly Expr[],
    how: NonNullable<JoinOptions["how"]> = "inner",
  ): DataFrame {
    const list = (Array.isArray(conditions) ? conditions : [conditions]) as readonly Expr[];
    const filter = list.reduce((all, each) => all.and(each));
    return this.#next(
      joinPlan(
        this.#plan,
        right.plan,
        { on: [], filter: filter.node, type: JOIN_TYPES[how], constraint: "on" },
        this.#ctx.functions,
      ),
    );
  }

  /** The same rows under a table name, so that columns can be told apart as `name.column`. */
  alias(name: string): DataFrame {
    return this.#next(subqueryAliasPlan(this.#plan, name));
  }

  /** Converts columns to other types. */
  cast(types: Readonly<Record<string, Parameters<Expr["cast"]>[0]>>): DataFrame {
    const columns = Object.entries(types).map((
      [name, type],
    ) => [name, Expr.fromNode(columnOf(this.#plan.schema.fields[this.#indexOf(name)]!)).cast(type)]);
    return this.withColumns(Object.fromEntries(columns));
  }

  /** Gives the frame to a function and gives back what it makes of it: keeps chains readable. */
  transform<A extends unknown[]>(change: (df: DataFrame, ...args: A) => DataFrame, ...args: A): DataFrame {
    return change(this, ...args);
  }

  /** Puts a value where columns of a fitting type are null; all columns unless `subset` names some. */
  fillNull(value: ExprInput, subset?: readonly string[]): DataFrame {
    const wanted = subset && new Set(subset.map((name) => this.#indexOf(name)));
    const exprs = this.#plan.schema.fields.map((planned, k) => {
      const column = Expr.fromNode(columnOf(planned));
      const fits = wanted ? wanted.has(k) : canFill(planned.field.type, value);
      return fits
        ? column.fillNull(Expr.from(value).cast(planned.field.type)).alias(planned.field.name).node
        : column.node;
    });
    return this.#next(plainProjection(this.#plan, exprs, this.#ctx.functions));
  }

  /** Runs the plan and keeps its rows in memory: further steps start from there. */
  async cache(): Promise<DataFrame> {
    return this.#ctx.fromBatches(this.#arrowSchema(), await this.batches());
  }

  /** Runs the plan: all rows as Arrow record batches. */
  async collect(): Promise<RecordBatch[]> {
    return (await this.batches()).map(toApacheBatch);
  }
  /** Runs the plan: all rows as one Arrow table. */
  async toArrow(): Promise<Table> {
    return toApacheTable(this.#arrowSchema(), await this.batches());
  }
  /** Runs the plan: all rows as an Arrow IPC stream. */
  async toIpc(): Promise<Uint8Array<ArrayBuffer>> {
    return batchesToIpc(this.#arrowSchema(), await this.batches());
  }
  /** Runs the plan: one array per column. @throws {InexactNumberError} if a 64-bit value is no exact number; see `int64` */
  async toColumns(options?: ColumnsOptions): Promise<Record<string, unknown[]>> {
    return columnsOf(this.#arrowSchema(), await this.batches(), options);
  }
  /** Runs the plan: one object per row. @throws {InexactNumberError} if a 64-bit value is no exact number; see `int64` */
  async toRows(options?: ColumnsOptions): Promise<Record<string, unknown>[]> {
    return rowsOf(this.#arrowSchema(), await this.batches(), options);
  }
  /** Runs the plan: one column, as an array. @throws {SchemaError} if it does not exist */
  async collectColumn(name: string, options?: ColumnsOptions): Promise<unknown[]> {
    const { field } = this.#plan.schema.fields[this.#indexOf(name)]!;
    return (await this.select(name).toColumns(options))[field.name]!;
  }

  /** Runs the plan batch by batch; leaving the loop stops it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<RecordBatch, void, undefined> {
    for await (const batch of this.#ctx.execute(this.#plan)) yield toApacheBatch(batch);
  }
  /** The same as iterating over the frame. */
  executeStream(): AsyncGenerator<RecordBatch, void, undefined> {
    return this[Symbol.asyncIterator]();
  }

  /** Runs the plan and counts its rows. */
  async count(): Promise<number> {
    let rows = 0;
    for await (const batch of this.#ctx.execute(this.#plan)) rows += batch.numRows;
    return rows;
  }

  /** Runs the plan and prints the first rows as a table. */
  async show(count = 20): Promise<void> {
    console.log(await this.limit(count).toText());
  }
  /** Runs the plan: all rows as a text table. */
  async toText(): Promise<string> {
    return formatBatches(this.#arrowSchema(), await this.batches());
  }

  /** Runs the plan: all batches in the library's own form. */
  async batches(): Promise<readonly Batch[]> {
    const batches: Batch[] = [];
    for await (const batch of this.#ctx.execute(this.#plan)) batches.push(batch);
    return batches;
  }

  /** What consoles print: the columns. */
  toString(): string {
    return `DataFrame(${this.#plan.schema.fields.map(({ field }) => `${field.name}: ${field.type.id}`).join(", ")})`;
  }

  #arrowSchema(): Schema {
    return toArrowSchema(this.#plan.schema);
  }
  #next(plan: LogicalPlan): DataFrame {
    return new DataFrame(this.#ctx, plan);
  }
  #set(operation: "union" | "intersect" | "except", other: DataFrame, distinct: boolean): DataFrame {
    return this.#next(setPlan(operation, this.#plan, other.plan, distinct, this.#ctx.functions));
  }
  #indexOf(name: string): number {
    const { relation, name: column } = Expr.column(name).node as {
      readonly relation: string | null;
      readonly name: string;
    };
    const matches = this.#plan.schema.fields.flatMap(({ qualifier, field }, k) =>
      field.name === column && (relation === null || qualifier === relation) ? [k] : []
    );
    if (matches.length === 1) return matches[0]!;
    const valid = this.#plan.schema.fields.map(({ field }) => field.name);
    throw new SchemaError({
      message: `Cannot find column "${name}": ${
        matches.length === 0 ? "it does not exist" : "several columns have that name"
      }, must be one of ${valid.join(", ")}`,
      unresolvedName: name,
      valid,
    });
  }
}

/** Whether a value may stand for nulls of a column: numbers in numbers, text in text. */
function canFill(type: ArrowType, value: ExprInput): boolean {
  const { node } = Expr.from(value);
  if (node.kind !== "literal") return true;
  const from = node.scalar.type;
  return isNumeric(type) && isNumeric(from) || isString(type) && isString(from) || type.id === from.id;
}

function toNode(expr: ExprOrName) {
  if (typeof expr === "string") {
    return expr === "*" ? Object.freeze({ kind: "wildcard", qualifier: null } as const) : Expr.column(expr).node;
  }
  return expr.node;
}

printByToString(DataFrame);
showInNotebooks(DataFrame, async (df) => {
  const first = df.limit(20);
  const batches = await first.batches();
  const schema = toArrowSchema(first.plan.schema);
  return { "text/plain": formatBatches(schema, batches), "text/html": formatBatchesAsHtml(schema, batches) };
});
