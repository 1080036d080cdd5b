/**
 * Running plans: operators that take batches from their inputs and give batches.
 *
 * - Everything is decided before the first row: expressions are compiled, types are known, mistakes are raised.
 * - Operators stream; those that cannot (sort, aggregate, the hash side of a join) say so in their doc comment.
 * - An operator is made for one query and executed once; leaving the iteration releases what it holds.
 *
 * May import: `functions`, `plan`, `expr`, `udf`, `compute`, `arrow`, `errors`.
 */
export { AggregateStep } from "./aggregate_operator.ts";
export { type CompiledExpr, compileExpr } from "./expression/mod.ts";
export type { Operator, OperatorMetrics, TaskContext } from "./operator.ts";
export { operatorFor } from "./operator_for.ts";
