import type { FunctionRef } from "../udf/mod.ts";
import type { AggregateFunctionNode, ExprNode } from "./expr_node.ts";
import type { Piece } from "./print_pieces.ts";
import { scalarText } from "./scalar_text.ts";

/**
 * Built-ins whose column is not called `name(arguments)`. An error text is what DataFusion itself makes the name of a call that it
 * cannot name.
 */
const SCALAR: Readonly<Record<string, (args: readonly ExprNode[]) => readonly Piece[]>> = {
  get_field: (args) => {
    if (args.length < 2) return [failure(`get_field requires at least 2 arguments, got ${args.length}`)];
    return [args[0]!, ...args.slice(1).flatMap((key): Piece[] => ["[", fieldKey(key), "]"])];
  },
  array_element: (args) => {
    if (args.length !== 2) return [failure(`expect 2 args, got ${args.length}`)];
    return [args[0]!, "[", args[1]!, "]"];
  },
  array_slice: (args) => {
    if (args.length === 0) return [failure("no argument")];
    return [args[0]!, "[", ...args.slice(1).flatMap((arg, i): Piece[] => i === 0 ? [arg] : [":", arg]), "]"];
  },
};

/** Aggregates whose first argument moves into `WITHIN GROUP [… ]` where the call has an order. */
const ORDERED_SET = new Set([
  "approx_percentile_cont",
  "approx_percentile_cont_with_weight",
  "percentile_cont",
]);

function failure(what: string): string {
  return `got error from schema_name Execution error: ${what}`;
}

function fieldKey(key: ExprNode): Piece {
  return key.kind === "literal" ? unwrapped(key.scalar) : key;
}

function unwrapped(scalar: Parameters<typeof scalarText>[0]): string {
  return scalarText(scalar);
}

/** The pieces of a scalar call's column name, where they differ from `name(arguments)`. */
export function scalarNamePieces(fn: FunctionRef, args: readonly ExprNode[]): readonly Piece[] | undefined {
  // A payload makes it a user's function, whatever its name. Asking for it last: a local function makes it then.
  if (Object.hasOwn(SCALAR, fn.name) && fn.payload === undefined) return SCALAR[fn.name]!(args);
  const implementation = fn.implementation;
  if (implementation?.kind === "scalar" && implementation.schemaName) {
    return [{ parts: args.map((arg) => [arg]), join: (texts) => implementation.schemaName!(texts) }];
  }
  return undefined;
}

/** Whether an aggregate's order prints as `WITHIN GROUP` and replaces its first argument. */
export function isOrderedSetAggregate(node: AggregateFunctionNode): boolean {
  return ORDERED_SET.has(node.function.name) && node.orderBy.length > 0 && node.args.length > 0 &&
    node.function.payload === undefined;
}
