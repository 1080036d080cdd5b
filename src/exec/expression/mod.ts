/**
 * Expressions that run: compiled once to a flat program, called per batch.
 *
 * - A program is a list of steps over registers, without recursion: depth of the expression is no concern.
 * - Equal subexpressions are computed once; constants before the first batch; registers are dropped after their last use.
 * - What may raise for some rows runs only for the rows that need it where SQL says so (CASE, coalesce).
 * - Aggregates, window functions and subqueries are computed by operators; here they are columns.
 *
 * May import: `arrow`, `compute`, `errors`, `expr`, `plan`, `udf`.
 */
export { type CompiledExpr, compileExpr, toColumn } from "./compiled_expr.ts";
export type { CompileContext } from "./compiler.ts";
