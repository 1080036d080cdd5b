/** Scalar functions as DataFusion 55 computed them over its inputs: values, types, nullability and kinds of errors must be the same. */
import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { type ArrowType, type Column, columnValue, isFloat, typeText } from "../../src/arrow/mod.ts";
import { decodeExprByReference } from "../../src/codec/reference_codec.ts";
import { FusewireError } from "../../src/errors.ts";
import { compileExpr, toColumn } from "../../src/exec/expression/mod.ts";
import { type ExprNode, someNode } from "../../src/expr/mod.ts";
import { builtInFunctions } from "../../src/functions/mod.ts";
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

/** Groups of cases, and how many of them call scalar functions of these themes and no others. */
const GROUPS: Readonly<Record<string, number>> = {
  fn_math: 223,
  fn_string: 257,
  fn_regex: 45,
  fn_misc: 90,
  fn_struct: 13,
  access: 16,
  sql: 11,
  deep: 10,
};
const QUERY = { queryStartUs: 0n, timezone: "+00:00" };

for (const [group, count] of Object.entries(GROUPS)) {
  test(`functions in ${group} give what DataFusion gives`, () => {
    const cases = goldenCases(group).flatMap((golden) => {
      const node = golden.kind === "scalar" ? decoded(golden) : null;
      return node === null || !callsKnownFunctions(node) ? [] : [{ golden, node }];
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

const THEMES = /^(Math|String|Regular|Hashing|Binary String|Conditional)/;

/** At least one function, and every one documented under a heading of these themes. */
function callsKnownFunctions(root: ExprNode): boolean {
  let calls = 0;
  let others = 0;
  someNode(root, (node) => {
    if (node.kind === "scalarFunction") {
      const section = builtInFunctions().scalar(node.function.name)?.documentation?.section ?? "";
      if (THEMES.test(section)) calls++;
      else others++;
    } else if (node.kind === "aggregateFunction" || node.kind === "windowFunction" || node.kind === "higherOrder") {
      others++;
    }
    return false;
  });
  return calls > 0 && others === 0;
}

function difference(golden: GoldenCase, node: ExprNode): string | null {
  const input = goldenInput(golden.input);
  try {
    const schema = qualifiedSchema(input.schema, golden.input);
    const compiled = compileExpr(node, schema, { functions: builtInFunctions(), query: QUERY });
    const column = toColumn(compiled.evaluate(input), input.numRows);
    if (golden.error !== undefined) return `no error, must be ${golden.error.message}`;
    if (golden.volatile) return null;
    assertEquals(typeDifference(column.type, golden), null);
    assertEquals(typeDifference(compiled.field.type, golden), null);
    assertEquals(compiled.field.nullable, golden.nullable);
    return rowDifference(column, goldenResult(golden), golden.ulp ?? 0);
  } catch (error) {
    return golden.error !== undefined && error instanceof FusewireError && hasKind(error, golden.error.message)
      ? null
      : String(error).slice(0, 600);
  }
}

function typeDifference(type: ArrowType, golden: GoldenCase): string | null {
  const wanted = golden.result_type!;
  const views = (text: string, name: RegExp): number => text.match(name)?.length ?? 0;
  const same = pyarrowTypeText(type) === plainTypeText(wanted) &&
    views(typeText(type), /Utf8View/g) === views(wanted, /string_view/g);
  return same ? null : `type ${typeText(type)}, must be ${wanted}`;
}

function rowDifference(got: Column, wanted: Column, ulp: number): string | null {
  if (ulp === 0 || !isFloat(wanted.type)) {
    assertEquals(plainRows(got), plainRows(wanted));
    return null;
  }
  assertEquals(got.length, wanted.length);
  for (let row = 0; row < wanted.length; row++) {
    const a = columnValue(got, row) as number | null;
    const b = columnValue(wanted, row) as number | null;
    const units = a === null || b === null ? (a === b ? 0 : Infinity) : distance(a, b, wanted.type.id === "Float32");
    if (units > ulp) return `row ${row} is ${a}, must be ${b} within ${ulp} units in the last place`;
  }
  return null;
}

/** Floats between two floats; every NaN is one, -0 and 0 are two. */
function distance(a: number, b: number, single: boolean): number {
  if (Object.is(a, b)) return 0;
  if (a !== a || b !== b || a === b) return Infinity;
  const view = new DataView(new ArrayBuffer(8));
  const ordinal = (x: number): bigint => {
    if (single) view.setFloat32(0, x);
    else view.setFloat64(0, x);
    const bits = single ? BigInt(view.getInt32(0)) : view.getBigInt64(0);
    return bits < 0n ? -BigInt.asUintN(single ? 31 : 63, bits) : bits;
  };
  return Math.abs(Number(ordinal(a) - ordinal(b)));
}

/** What DataFusion's message says about the kind of error, and the codes that mean it here; the first pattern that fits decides. */
const KINDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Divide by zero/, ["E_DIVIDE_BY_ZERO"]],
  [/not support the \"global\"|no built-in|[Rr]egex|Regular expression/, ["E_ARGUMENT", "E_PLAN"]],
  [/Error during planning|Unsupported type|union|Cannot access field/, ["E_PLAN"]],
  [/Overflow|overflow on|integer overflow/, ["E_OVERFLOW"]],
  [/capacity overflow/, ["E_ARGUMENT", "E_RESOURCES_EXHAUSTED"]],
  [/Cast error|Cannot cast/, ["E_CAST"]],
  [/source dependent/, ["E_EXECUTION"]],
  [/Execution error|Compute error/, ["E_ARGUMENT"]],
];

function hasKind(error: FusewireError, message: string): boolean {
  const kind = KINDS.find(([pattern]) => pattern.test(message));
  return kind !== undefined && kind[1].includes(error.code);
}
