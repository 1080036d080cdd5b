import type { Datum, Field } from "../../arrow/mod.ts";
import { batch, datumToColumn, field, isScalar, schema } from "../../arrow/mod.ts";
import { take } from "../../compute/select/mod.ts";
import { children, type ExprNode, type NodeOf } from "../../expr/mod.ts";
import { higherOrderCall } from "../../plan/analyze/mod.ts";
import { type PlanField, planSchema } from "../../plan/mod.ts";
import type { Compiler } from "./compiler.ts";
import { finishHigherOrder, itemsOf } from "./higher_order.ts";
import { runProgram, runProgramAsync } from "./machine.ts";

/**
 * A call of a function that takes a function: the body runs once over the items of all rows, with the columns that it reads
 * repeated per item.
 */
export function visitHigherOrder(c: Compiler, node: NodeOf<"higherOrder">): void {
  const { name, list, lambda } = higherOrderCall(node);
  const type = c.typeOf(node);
  const captured = capturedBy(lambda.body, new Set(lambda.params));
  const { fields, parameters } = bodySchema(c, captured, lambda.params[0]);
  const program = c.compileBody(lambda.body, planSchema(fields), parameters);
  if (program.isAsync) c.builder.isAsync = true;
  const arrowFields = schema(fields.map((each) => each.field));

  c.operation([list, ...captured], ([listValue, ...values], numRows) => {
    const items = itemsOf(datumToColumn(listValue!, numRows));
    const columns = values.map((value) =>
      isScalar(value) ? datumToColumn(value, items.column.length) : take(value, items.rows)
    );
    const inner = batch(arrowFields, [...columns, items.column], items.column.length);
    const finish = (result: Datum): Datum => finishHigherOrder(name, type, items, result);
    if (!program.isAsync) return finish(runProgram(program, inner));
    return runProgramAsync(program, inner).then(finish);
  }, false);
}

/** Columns and parameters of outer lambdas that a body reads, each once. */
function capturedBy(body: ExprNode, own: ReadonlySet<string>): readonly ExprNode[] {
  const found = new Map<string, ExprNode>();
  const stack: { readonly node: ExprNode; readonly bound: ReadonlySet<string> }[] = [{ node: body, bound: own }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, bound } = top;
    if (node.kind === "column") found.set(`column ${node.relation ?? ""}\u0000${node.name}`, node);
    else if (node.kind === "lambdaVariable" && !bound.has(node.name)) found.set(`parameter ${node.name}`, node);
    const inside = node.kind === "lambda" ? new Set([...bound, ...node.params]) : bound;
    for (const child of children(node)) stack.push({ node: child, bound: inside });
  }
  return [...found.values()];
}

/** The columns over which a body runs: what it reads, then the items. */
function bodySchema(
  c: Compiler,
  captured: readonly ExprNode[],
  parameter: string | undefined,
): { readonly fields: readonly PlanField[]; readonly parameters: ReadonlyMap<string, number> } {
  const parameters = new Map<string, number>();
  const fields = captured.map((node, k): PlanField => {
    const known: Field = c.fieldOf(node);
    if (node.kind === "column") {
      return { qualifier: node.relation, field: field(node.name, known.type, known.nullable, known.metadata) };
    }
    if (node.kind === "lambdaVariable") parameters.set(node.name, k);
    return { qualifier: PARAMETER, field: known };
  });
  if (parameter !== undefined) parameters.set(parameter, captured.length);
  return { fields: [...fields, { qualifier: PARAMETER, field: field(parameter ?? "item", ITEM_TYPE) }], parameters };
}

/** No column has this qualifier: parameters are found by position. */
const PARAMETER = "\u0000parameter";
const ITEM_TYPE = { id: "Null" } as const;
