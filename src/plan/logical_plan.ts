import type { ExprNode, SortExpr, TableReference } from "../expr/mod.ts";
import type { PlanSchema } from "./plan_schema.ts";
import type { TableProvider } from "./table_provider.ts";

/** How rows of two inputs meet. Mark joins add a boolean column that says whether a match exists. */
export type JoinType =
  | "inner"
  | "left"
  | "right"
  | "full"
  | "leftSemi"
  | "rightSemi"
  | "leftAnti"
  | "rightAnti"
  | "leftMark"
  | "rightMark";

/** Reads a table. `filters` are the predicates handed to it; `projection` are column indices of the provider's schema. */
export interface ScanPlan {
  readonly kind: "scan";
  readonly table: TableReference;
  readonly provider: TableProvider;
  readonly projection: readonly number[] | null;
  readonly filters: readonly ExprNode[];
  readonly fetch: number | null;
  readonly schema: PlanSchema;
}
/** No rows, or exactly one row without columns (`SELECT 1`). */
export interface EmptyPlan {
  readonly kind: "empty";
  readonly produceOneRow: boolean;
  readonly schema: PlanSchema;
}
/** `VALUES (…), (…)`: rows × columns of constant expressions. */
export interface ValuesPlan {
  readonly kind: "values";
  readonly rows: readonly (readonly ExprNode[])[];
  readonly schema: PlanSchema;
}
/** Computes columns. */
export interface ProjectionPlan {
  readonly kind: "projection";
  readonly exprs: readonly ExprNode[];
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** Keeps rows whose predicate is true. `having` filters stand above an aggregate. */
export interface FilterPlan {
  readonly kind: "filter";
  readonly predicate: ExprNode;
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** One row per group; columns are the group expressions (grouping sets add `__grouping_id`), then the aggregates. */
export interface AggregatePlan {
  readonly kind: "aggregate";
  readonly groupBy: readonly ExprNode[];
  readonly aggregates: readonly ExprNode[];
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** The input's columns, then one per window expression. */
export interface WindowPlan {
  readonly kind: "window";
  readonly exprs: readonly ExprNode[];
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** Orders rows; with `fetch` only the first ones are kept. */
export interface SortPlan {
  readonly kind: "sort";
  readonly exprs: readonly SortExpr[];
  readonly fetch: number | null;
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** Skips rows, then gives at most `fetch` of them. Expressions must be constant. */
export interface LimitPlan {
  readonly kind: "limit";
  readonly skip: ExprNode | null;
  readonly fetch: ExprNode | null;
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** Joins on equal keys and an optional further condition; without keys a nested loop. */
export interface JoinPlan {
  readonly kind: "join";
  readonly left: LogicalPlan;
  readonly right: LogicalPlan;
  readonly on: readonly (readonly [left: ExprNode, right: ExprNode])[];
  readonly filter: ExprNode | null;
  readonly joinType: JoinType;
  readonly constraint: "on" | "using";
  /** Whether null keys match each other. */
  readonly nullEqualsNull: boolean;
  /** `NOT IN`: one null on the right side removes every row. Only for anti joins. */
  readonly nullAware?: boolean | undefined;
  readonly schema: PlanSchema;
}
/** Every left row with every right row. */
export interface CrossJoinPlan {
  readonly kind: "crossJoin";
  readonly left: LogicalPlan;
  readonly right: LogicalPlan;
  readonly schema: PlanSchema;
}
/** The rows of all inputs, one after the other. */
export interface UnionPlan {
  readonly kind: "union";
  readonly inputs: readonly LogicalPlan[];
  readonly schema: PlanSchema;
}
/** Each distinct row once. */
export interface DistinctPlan {
  readonly kind: "distinct";
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** The first row, by `sort`, of each distinct `on`. */
export interface DistinctOnPlan {
  readonly kind: "distinctOn";
  readonly on: readonly ExprNode[];
  readonly select: readonly ExprNode[];
  readonly sort: readonly SortExpr[];
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** One column of the input that is unnested: by its index there, and how many levels of lists go. */
export interface UnnestColumn {
  readonly index: number;
  readonly output: string;
  readonly depth: number;
}
/** One row per list item; structs become columns. Other columns are repeated. */
export interface UnnestPlan {
  readonly kind: "unnest";
  readonly columns: readonly UnnestColumn[];
  readonly structColumns: readonly number[];
  readonly preserveNulls: boolean;
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** Renames the qualifier of all columns. */
export interface SubqueryAliasPlan {
  readonly kind: "subqueryAlias";
  readonly alias: TableReference;
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** Asks for partitions: round robin, or by hash of expressions. */
export interface RepartitionPlan {
  readonly kind: "repartition";
  readonly partitions: number;
  readonly hashBy: readonly ExprNode[] | null;
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** `WITH RECURSIVE`: the recursive term reads the table `name` that the previous round gave. */
export interface RecursivePlan {
  readonly kind: "recursive";
  readonly name: string;
  readonly staticTerm: LogicalPlan;
  readonly recursiveTerm: LogicalPlan;
  readonly distinct: boolean;
  readonly schema: PlanSchema;
}
/** Shows plans instead of rows. */
export interface ExplainPlan {
  readonly kind: "explain";
  readonly analyze: boolean;
  readonly verbose: boolean;
  readonly format: "indent" | "tree" | "pgjson" | "graphviz";
  readonly input: LogicalPlan;
  readonly schema: PlanSchema;
}
/** A command that changes the catalog, a table, a file or the session; `payload` is typed by the room that runs it. */
export interface CommandPlan {
  readonly kind: "command";
  /** For example `CreateMemoryTable`, `DropView`, `Insert`, `CopyTo`, `SetVariable`, `Prepare`. */
  readonly command: string;
  readonly category: "ddl" | "dml" | "statement";
  readonly payload: Readonly<Record<string, unknown>>;
  readonly inputs: readonly LogicalPlan[];
  readonly schema: PlanSchema;
}
/** A node that only its owner understands; codecs and planners of the owner give it meaning. */
export interface ExtensionPlan {
  readonly kind: "extension";
  readonly name: string;
  readonly node: unknown;
  /** Bytes it came with; written back verbatim. */
  readonly bytes?: Uint8Array | undefined;
  readonly inputs: readonly LogicalPlan[];
  readonly schema: PlanSchema;
}

/** What a query means: an immutable tree of frozen nodes, each with the schema of its rows. */
export type LogicalPlan =
  | ScanPlan
  | EmptyPlan
  | ValuesPlan
  | ProjectionPlan
  | FilterPlan
  | AggregatePlan
  | WindowPlan
  | SortPlan
  | LimitPlan
  | JoinPlan
  | CrossJoinPlan
  | UnionPlan
  | DistinctPlan
  | DistinctOnPlan
  | UnnestPlan
  | SubqueryAliasPlan
  | RepartitionPlan
  | RecursivePlan
  | ExplainPlan
  | CommandPlan
  | ExtensionPlan;

/** Every value of `LogicalPlan["kind"]`. */
export type PlanKind = LogicalPlan["kind"];
/** The node type of a kind. */
export type PlanOf<K extends PlanKind> = Extract<LogicalPlan, { readonly kind: K }>;
