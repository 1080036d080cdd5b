/** Expressions as DataFusion 55 encoded them, evaluated over its inputs: values, types, nullability and errors must be the same. */
import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { decodeExprByReference } from "../../src/codec/reference_codec.ts";
import { FusewireError } from "../../src/errors.ts";
import { compileExpr, toColumn } from "../../src/exec/expression/mod.ts";
import { type ExprNode, someNode } from "../../src/expr/mod.ts";
import type { FunctionLookup } from "../../src/plan/analyze/mod.ts";
import { qualifiedSchema } from "../../src/plan/plan_schema.ts";
import {
  goldenBytes,
  type GoldenCase,
  goldenCases,
  goldenInput,
  goldenResult,
  plainRows,
  plainTypeText,
  pyarrowTypeText,
} from "../support/golden_cases.ts";

/** Cases per group that call no function; functions have tests of their own. */
const GROUPS: Readonly<Record<string, number>> = {
  arithmetic: 260,
  comparison: 139,
  boolean: 56,
  predicate: 95,
  bits: 41,
  case: 27,
  name: 37,
  literal: 106,
  deep: 25,
  sql: 39,
};
const NO_FUNCTIONS: FunctionLookup = { scalar: () => undefined, aggregate: () => undefined, window: () => undefined };
const QUERY = { queryStartUs: 0n, timezone: "+00:00" };

for (const [group, count] of Object.entries(GROUPS)) {
  test(`${group} expressions give what DataFusion gives`, () => {
    const cases = goldenCases(group).flatMap((golden) => {
      const node = decoded(golden);
      return node === null || callsFunctions(node) ? [] : [{ golden, node }];
    });
    const wrong = cases.flatMap(({ golden, node }) => {
      const problem = difference(golden, node);
      return problem === null ? [] : [`${golden.id} ${golden.python}: ${problem}`];
    });

    assertEquals(wrong, []);
    assertEquals(cases.length, count);
  });
}

/** The expression, or null where DataFusion cannot read its own bytes and neither can the reference decoder. */
function decoded(golden: GoldenCase): ExprNode | null {
  try {
    return decodeExprByReference(goldenBytes(golden));
  } catch (error) {
    if (golden.from_bytes_error !== undefined) return null;
    throw error;
  }
}

function callsFunctions(node: ExprNode): boolean {
  return someNode(
    node,
    ({ kind }) => kind === "scalarFunction" || kind === "aggregateFunction" || kind === "higherOrder",
  );
}

function difference(golden: GoldenCase, node: ExprNode): string | null {
  const input = goldenInput(golden.input);
  try {
    const compiled = compileExpr(node, qualifiedSchema(input.schema, golden.input), {
      functions: NO_FUNCTIONS,
      query: QUERY,
    });
    const column = toColumn(compiled.evaluate(input), input.numRows);
    if (golden.error !== undefined) return `no error, must be ${golden.error.message}`;
    assertEquals(plainRows(column), plainRows(goldenResult(golden)));
    assertEquals(pyarrowTypeText(column.type), plainTypeText(golden.result_type!));
    assertEquals(pyarrowTypeText(compiled.field.type), plainTypeText(golden.result_type!));
    assertEquals(compiled.field.nullable, golden.nullable);
    return null;
  } catch (error) {
    return golden.error !== undefined && error instanceof FusewireError && hasKind(error, golden.error.message)
      ? null
      : String(error);
  }
}

/** What DataFusion's message says about the kind of error, and the codes that mean it here. */
const KINDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Divide by zero/, ["E_DIVIDE_BY_ZERO"]],
  [/Arithmetic overflow/, ["E_OVERFLOW"]],
  [/Cast error|Cannot cast|non UTF-8/, ["E_CAST"]],
  [/Schema error/, ["E_SCHEMA"]],
  [/not implemented: Operator/, ["E_NOT_SUPPORTED"]],
  [/[Rr]egex|Regular expression/, ["E_ARGUMENT"]],
  [/Error during planning|not implemented: Physical plan|escape_char|Placeholder/, ["E_PLAN"]],
];

function hasKind(error: FusewireError, message: string): boolean {
  const kind = KINDS.find(([pattern]) => pattern.test(message));
  return kind !== undefined && kind[1].includes(error.code);
}
