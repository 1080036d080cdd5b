import { type ArrowType, type Field, field, isList, listType, T, typeText } from "../../arrow/mod.ts";
import { NotSupportedError, PlanError } from "../../errors.ts";
import {
  type ExprNode,
  type HigherOrderNode,
  lambda,
  type LambdaNode,
  lambdaVariable,
  rewrite,
} from "../../expr/mod.ts";

/** The functions that take a list and a function of its items. */
export type HigherOrderName = "array_transform" | "array_filter" | "array_any_match" | "array_first";

const NAMES: ReadonlySet<string> = new Set<HigherOrderName>([
  "array_transform",
  "array_filter",
  "array_any_match",
  "array_first",
]);

/** A call of such a function, its parts told apart. */
export interface HigherOrderCall {
  readonly name: HigherOrderName;
  readonly list: ExprNode;
  readonly lambda: LambdaNode;
}

/**
 * The parts of a call.
 *
 * @throws {NotSupportedError} for other functions
 * @throws {PlanError} if the arguments are not a list and a lambda of one parameter
 */
export function higherOrderCall(node: HigherOrderNode): HigherOrderCall {
  const { name } = node.function;
  if (!NAMES.has(name)) {
    throw new NotSupportedError({
      message: `Cannot call "${name}": there is no function of that name that takes functions`,
    });
  }
  const [list, body] = node.args;
  if (node.args.length !== 2 || list === undefined || body === undefined) {
    throw new PlanError({
      message: `Cannot call "${name}": the function expected 2 arguments but received ${node.args.length}`,
    });
  }
  if (list.kind === "lambda" || body.kind !== "lambda") {
    throw new PlanError({
      message: `Cannot call "${name}": the function expected a value at position 0 and a lambda at position 1, ` +
        `received a ${list.kind === "lambda" ? "lambda" : "value"} and a ${
          body.kind === "lambda" ? "lambda" : "value"
        }`,
    });
  }
  if (body.params.length > 1) {
    throw new PlanError({
      message: `Cannot call "${name}": lambda defined ${body.params.length} params but supports only 1`,
    });
  }
  return { name: name as HigherOrderName, list, lambda: body };
}

/** The field that a lambda's parameter has over a list; null lists have null items. @throws {PlanError} if it is no list */
export function itemFieldOf(name: string, list: ArrowType): Field {
  if (isList(list) || list.id === "FixedSizeList") return list.item;
  if (list.id === "Null") return field("item", T.Null);
  throw new PlanError({ message: `Cannot call "${name}": expected a list as first argument, got ${typeText(list)}` });
}

/** The lambda with its parameter's field written into the places that read it; inner lambdas may hide the name. */
export function bindLambda(node: LambdaNode, item: Field): LambdaNode {
  const [name] = node.params;
  if (name === undefined) return node;
  const parameter = lambdaVariable(name, field(name, item.type, item.nullable, item.metadata));
  const hidden = new Set<ExprNode>();
  const body = rewrite(node.body, {
    down: (each) => {
      // The body of a lambda with the same parameter means its own.
      if (each.kind === "lambda" && each.params.includes(name)) {
        rewrite(each.body, { down: (below) => (hidden.add(below), below) });
      }
      return each;
    },
    up: (each) => each.kind === "lambdaVariable" && each.name === name && !hidden.has(each) ? parameter : each,
  });
  return body === node.body ? node : lambda(node.params, body);
}

/**
 * The result of a call, from the list's type and the body's field.
 * @throws {PlanError} if a predicate is not boolean
 */
export function higherOrderField(name: HigherOrderName, list: ArrowType, body: Field): Field {
  const item = itemFieldOf(name, list);
  const listOf = (of: Field): ArrowType => listType(of, list.id === "LargeList" ? "LargeList" : "List");
  if (name === "array_transform") return field("", listOf(field("item", body.type, body.nullable)), true);
  if (body.type.id !== "Boolean") {
    throw new PlanError({ message: `Cannot call "${name}": lambda must return boolean, got ${typeText(body.type)}` });
  }
  switch (name) {
    case "array_filter":
      return field("", listOf(item), true);
    case "array_any_match":
      return field("", T.Boolean, true);
    case "array_first":
      return field("", item.type, true);
  }
}
