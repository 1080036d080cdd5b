import { assertEquals } from "@std/assert";
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
  goldenInput,
  goldenResult,
  plainRows,
  plainTypeText,
  pyarrowTypeText,
} from "./golden_cases.ts";

/** The query of every case: its start does not show in recorded results. */
const QUERY = { queryStartUs: 0n, timezone: "+00:00" };

/** What kinds of errors DataFusion's message stands for; the first pattern that fits decides. */
export type ErrorKinds = readonly (readonly [RegExp, readonly string[]])[];

/** The expression of a case, or null where DataFusion cannot read its own bytes and neither can the reference decoder. */
export function goldenExpr(golden: GoldenCase): ExprNode | null {
  try {
    return decodeExprByReference(goldenBytes(golden));
  } catch (error) {
    if (golden.from_bytes_error !== undefined) return null;
    throw error;
  }
}

/** Names of the scalar and higher-order functions that an expression calls. */
export function calledFunctions(root: ExprNode): readonly string[] {
  const names: string[] = [];
  someNode(root, (node) => {
    if (node.kind === "scalarFunction" || node.kind === "higherOrder") names.push(node.function.name);
    return false;
  });
  return names;
}

/** How the evaluated expression differs from what DataFusion gave: type, nullability, rows, kind of error; null if not at all. */
export function goldenDifference(golden: GoldenCase, node: ExprNode, kinds: ErrorKinds): string | null {
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
    if (golden.error !== undefined && error instanceof FusewireError && hasKind(error, golden, kinds)) return null;
    return `${String(error).slice(0, 600)}${golden.error ? `, must be ${golden.error.message}` : ""}`;
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

function hasKind(error: FusewireError, golden: GoldenCase, kinds: ErrorKinds): boolean {
  const { stage, message } = golden.error!;
  if (stage === "plan" && error.code === "E_PLAN") return true;
  const kind = kinds.find(([pattern]) => pattern.test(message));
  return kind !== undefined && kind[1].includes(error.code);
}
