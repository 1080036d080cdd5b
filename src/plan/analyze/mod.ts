/**
 * Analysis of expressions over a schema: names, types, and the casts that operators and functions need.
 *
 * - Pure: expressions go in, fields or expressions come out; nothing is evaluated except constants that are cast.
 * - Linear in the number of distinct nodes and safe at any depth; nothing here recurses over a tree.
 * - Types follow DataFusion 55; the rules themselves are in `compute/coercion`.
 *
 * May import: `arrow`, `compute`, `errors`, `expr`, `udf`.
 */
export { coerceExpr, Coercer } from "./coerce_expr.ts";
export { aggregateOf, type FunctionLookup, scalarOf, unknownFunction, windowOf } from "./function_lookup.ts";
export { bindLambda, type HigherOrderCall, higherOrderCall, type HigherOrderName } from "./lambda.ts";
export { nearestName } from "./nearest_name.ts";
export { OPERATOR_CLASS } from "./operator_class.ts";
export { exprField, FieldResolver, outputField, returnFieldArgs } from "./output_field.ts";
export { resolveColumns } from "./resolve_columns.ts";
