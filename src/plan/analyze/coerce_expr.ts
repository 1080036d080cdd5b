import type { ArrowType } from "../../arrow/mod.ts";
import {
  durationType,
  intervalType,
  isInteger,
  isString,
  scalar,
  T,
  timeType,
  typesEqual,
  typeText,
} from "../../arrow/mod.ts";
import { canCast, castScalar } from "../../compute/cast/mod.ts";
import {
  coerceBinary,
  comparisonCoercion,
  getCoerceTypeForCaseExpression,
  getCoerceTypeForCaseWhen,
  getCoerceTypeForList,
  likeCoercion,
  regexCoercion,
} from "../../compute/coercion/mod.ts";
import { PlanError } from "../../errors.ts";
import {
  between,
  binary,
  BINARY_OPERATORS,
  caseWhen,
  cast,
  children,
  type ExprNode,
  inList,
  is,
  like,
  literal,
  type NodeOf,
  not,
  withChildren,
} from "../../expr/mod.ts";
import type { PlanSchema } from "../plan_schema.ts";
import { aggregateOf, type FunctionLookup, scalarOf, windowOf } from "./function_lookup.ts";
import { bindLambda, higherOrderCall, itemFieldOf } from "./lambda.ts";
import { OPERATOR_CLASS } from "./operator_class.ts";
import { FieldResolver } from "./output_field.ts";
import { computeOnce } from "./walk_once.ts";

/**
 * The expression with the casts that its operators and functions need, as DataFusion 55's `TypeCoercion` inserts them.
 * Constants are cast at once where they fit. Linear in the number of distinct nodes; unchanged subtrees are shared.
 *
 * @throws {PlanError} if types do not fit
 * @throws {SchemaError} if a column does not exist or is ambiguous
 */
export function coerceExpr(expr: ExprNode, schema: PlanSchema, functions: FunctionLookup): ExprNode {
  return new Coercer(new FieldResolver(schema, functions), functions).coerce(expr);
}

/** {@linkcode coerceExpr} over one schema, remembering what it found between calls. */
export class Coercer {
  readonly #fields: FieldResolver;
  readonly #functions: FunctionLookup;
  readonly #known = new Map<ExprNode, ExprNode>();

  constructor(fields: FieldResolver, functions: FunctionLookup) {
    this.#fields = fields;
    this.#functions = functions;
  }

  coerce(expr: ExprNode): ExprNode {
    return computeOnce(expr, this.#known, (node, of) => this.#coerceNode(rebuilt(node, of)), isEntered);
  }

  #type(node: ExprNode): ArrowType {
    return this.#fields.fieldOf(node).type;
  }

  /** A node whose children are coerced. */
  #coerceNode(node: ExprNode): ExprNode {
    switch (node.kind) {
      case "binary":
        return this.#binary(node);
      case "not": {
        const inner = this.#asBoolean(node.expr);
        return inner === node.expr ? node : not(inner);
      }
      case "isTrue":
      case "isFalse":
      case "isUnknown":
      case "isNotTrue":
      case "isNotFalse":
      case "isNotUnknown": {
        const inner = this.#asBoolean(node.expr);
        return inner === node.expr ? node : is(node.kind, inner);
      }
      case "like":
      case "ilike":
      case "similarTo":
        return this.#like(node);
      case "between":
        return this.#between(node);
      case "inList":
        return this.#inList(node);
      case "case":
        return this.#case(node);
      case "scalarFunction":
      case "aggregateFunction":
      case "windowFunction":
        return this.#call(node);
      case "higherOrder": {
        const { name, list, lambda } = higherOrderCall(node);
        const bound = bindLambda(lambda, itemFieldOf(name, this.#type(list)));
        return withChildren(node, [list, withChildren(bound, [this.coerce(bound.body)])]);
      }
      case "cast":
      case "tryCast": {
        const from = this.#type(node.expr);
        if (!canCast(from, node.type, { safe: node.kind === "tryCast" })) {
          throw new PlanError({
            message: `Cannot cast ${typeText(from)} to ${typeText(node.type)}: no such cast exists`,
          });
        }
        return node;
      }
      default:
        return node;
    }
  }

  /** The expression as the type; a constant is cast at once, unless that raises: then it must raise when it is evaluated. */
  castTo(node: ExprNode, type: ArrowType): ExprNode {
    const from = this.#type(node);
    if (typesEqual(from, type)) return node;
    if (!canCast(from, type)) {
      throw new PlanError({ message: `Cannot automatically convert ${typeText(from)} to ${typeText(type)}` });
    }
    if (node.kind === "literal") {
      try {
        return literal(castScalar(node.scalar, type, { safe: false }), node.metadata);
      } catch {
        // Kept as a cast.
      }
    }
    return cast(node, type);
  }

  #binary(node: NodeOf<"binary">): ExprNode {
    const left = this.#type(node.left);
    const right = this.#type(node.right);
    const types = coerceBinary(OPERATOR_CLASS[node.op], BINARY_OPERATORS[node.op].symbol, left, right);
    const castLeft = this.#operand(node.left, left, types.left, right);
    const castRight = this.#operand(node.right, right, types.right, left);
    return castLeft === node.left && castRight === node.right ? node : binary(node.op, castLeft, castRight);
  }

  #operand(node: ExprNode, from: ArrowType, to: ArrowType, other: ArrowType): ExprNode {
    // Next to a date an integer counts days.
    if (isInteger(from) && to.id === "Interval" && (other.id === "Date32" || other.id === "Date64")) {
      const perDay = literal(scalar(T.Int64, 86_400n));
      const seconds = binary("Multiply", this.castTo(node, T.Int64), perDay);
      return cast(cast(seconds, durationType("s")), intervalType("MonthDayNano"));
    }
    // Times of day become spans since midnight.
    if ((from.id === "Time32" || from.id === "Time64") && (to.id === "Duration" || to.id === "Interval")) {
      const nanoseconds = this.castTo(this.castTo(node, timeType("ns")), T.Int64);
      return this.castTo(this.castTo(nanoseconds, durationType("ns")), to);
    }
    return this.castTo(node, to);
  }

  #asBoolean(node: ExprNode): ExprNode {
    const type = this.#type(node);
    const { left } = coerceBinary("comparison", "IS DISTINCT FROM", type, T.Boolean);
    return this.castTo(node, left);
  }

  #like(node: NodeOf<"like">): ExprNode {
    const left = this.#type(node.expr);
    const right = this.#type(node.pattern);
    const common = node.kind === "similarTo" ? regexCoercion(left, right) : likeCoercion(left, right);
    // The rules also give null next to a number the number's type, which no pattern matches.
    if (common === null || !isString(common)) {
      const word = node.kind === "like" ? "LIKE" : node.kind === "ilike" ? "ILIKE" : "SIMILAR TO";
      throw new PlanError({
        message: `Cannot plan ${word}: there isn't a common type to coerce ${typeText(left)} and ${typeText(right)}`,
      });
    }
    // A dictionary stays one: each entry is matched once.
    const keeps = left.id === "Dictionary" && isString(left.value);
    const expr = keeps ? node.expr : this.castTo(node.expr, common);
    const pattern = this.castTo(node.pattern, common);
    if (expr === node.expr && pattern === node.pattern) return node;
    return like(node.kind, expr, pattern, node.negated, node.escape);
  }

  #between(node: NodeOf<"between">): ExprNode {
    const type = this.#type(node.expr);
    const low = comparisonCoercion(type, this.#type(node.low));
    const high = comparisonCoercion(type, this.#type(node.high));
    const common = low && high && comparisonCoercion(low, high);
    if (common === null) {
      const bounds = `${typeText(this.#type(node.low))} and ${typeText(this.#type(node.high))}`;
      throw new PlanError({ message: `Cannot plan BETWEEN: ${typeText(type)} does not compare with ${bounds}` });
    }
    return between(
      this.castTo(node.expr, common),
      this.castTo(node.low, common),
      this.castTo(node.high, common),
      node.negated,
    );
  }

  #inList(node: NodeOf<"inList">): ExprNode {
    const type = this.#type(node.expr);
    const types = node.list.map((item) => this.#type(item));
    const common = getCoerceTypeForList(type, types);
    if (common === null) {
      throw new PlanError({
        message: `Cannot find compatible types to compare ${typeText(type)} with [${types.map(typeText).join(", ")}]`,
      });
    }
    return inList(
      this.castTo(node.expr, common),
      node.list.map((item) => this.castTo(item, common)),
      node.negated,
    );
  }

  #case(node: NodeOf<"case">): ExprNode {
    const whens = node.branches.map(({ when }) => this.#type(when));
    const thens = node.branches.map(({ then }) => this.#type(then));
    const otherwise = node.otherwise === null ? null : this.#type(node.otherwise);
    const base = node.expr === null ? null : this.#type(node.expr);
    const condition = base === null ? T.Boolean : getCoerceTypeForCaseWhen(whens, base);
    if (condition === null) {
      throw new PlanError({
        message:
          `Cannot coerce case (${typeText(base!)}) and when (${whens.map(typeText).join(", ")}) to common types in ` +
          `CASE WHEN expression`,
      });
    }
    const result = getCoerceTypeForCaseExpression(thens, otherwise);
    if (result === null) {
      throw new PlanError({
        message: `Cannot coerce then (${thens.map(typeText).join(", ")}) and else ` +
          `(${otherwise === null ? "None" : typeText(otherwise)}) to common types in CASE WHEN expression`,
      });
    }
    return caseWhen(
      node.expr === null ? null : this.castTo(node.expr, condition),
      node.branches.map(({ when, then }) => ({ when: this.castTo(when, condition), then: this.castTo(then, result) })),
      node.otherwise === null ? null : this.castTo(node.otherwise, result),
    );
  }

  #call(node: NodeOf<"scalarFunction" | "aggregateFunction" | "windowFunction">): ExprNode {
    const fn = node.kind === "scalarFunction"
      ? scalarOf(node.function, this.#functions)
      : node.kind === "aggregateFunction" || node.over === "aggregate"
      ? aggregateOf(node.function, this.#functions)
      : windowOf(node.function, this.#functions);
    const types = fn.coerceTypes(node.args.map((arg) => this.#type(arg)));
    const args = node.args.map((arg, i) => this.castTo(arg, types[i]!));
    if (args.every((arg, i) => arg === node.args[i])) return node;
    // Arguments come first among the children of every call.
    return withChildren(node, [...args, ...children(node).slice(args.length)]);
  }
}

function isEntered(node: ExprNode): boolean {
  return node.kind !== "outerColumn" && node.kind !== "lambda";
}

function rebuilt(node: ExprNode, of: (child: ExprNode) => ExprNode): ExprNode {
  if (!isEntered(node)) return node;
  const below = children(node);
  const next = below.map(of);
  return next.every((child, i) => child === below[i]) ? node : withChildren(node, next);
}
