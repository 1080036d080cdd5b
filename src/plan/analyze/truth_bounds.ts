import type { ArrowType } from "../../arrow/mod.ts";
import { children, ExprInterner, type ExprNode } from "../../expr/mod.ts";

/** A set of the answers that a predicate may give. */
const TRUE = 1;
const FALSE = 2;
const UNKNOWN = 4;
const ANY = TRUE | FALSE | UNKNOWN;
type Bounds = number;

/** Predicates nested deeper than this are not looked into: they may be anything. */
const MAX_DEPTH = 256;

/** What the types of the subexpressions are. */
export interface KnownFields {
  isNullable(node: ExprNode): boolean;
  typeOf(node: ExprNode): ArrowType;
}

/**
 * Whether `when` can be true for a row in which `then` is null. `WHEN x IS NOT NULL THEN x` cannot, so that such a CASE has no
 * null from there. Source: DataFusion 55, `predicate_bounds::evaluate_bounds`.
 */
export function canBeTrueWhereNull(when: ExprNode, then: ExprNode, fields: KnownFields): boolean {
  let certainlyNull = then;
  // NOT, - and CAST of something are null only where it is.
  while (certainlyNull.kind === "not" || certainlyNull.kind === "negative" || certainlyNull.kind === "cast") {
    certainlyNull = certainlyNull.expr;
  }
  const evaluator = new BoundsEvaluator(certainlyNull, fields);
  return (evaluator.bounds(when, 0) & TRUE) !== 0;
}

class BoundsEvaluator {
  readonly #null: ExprNode;
  readonly #fields: KnownFields;
  readonly #interner = new ExprInterner();

  constructor(certainlyNull: ExprNode, fields: KnownFields) {
    this.#null = certainlyNull;
    this.#fields = fields;
  }

  bounds(node: ExprNode, depth: number): Bounds {
    if (depth > MAX_DEPTH) return ANY;
    const of = (child: ExprNode): Bounds => this.bounds(child, depth + 1);
    switch (node.kind) {
      case "literal": {
        const { value } = node.scalar;
        if (value === null) return UNKNOWN;
        return typeof value === "boolean" || typeof value === "number" ? (value ? TRUE : FALSE) : TRUE | FALSE;
      }
      case "isNull":
        return this.#nullBounds(node.expr, depth);
      case "isNotNull":
        return negate(this.#nullBounds(node.expr, depth));
      case "isTrue":
        return asked(of(node.expr), TRUE);
      case "isNotTrue":
        return negate(asked(of(node.expr), TRUE));
      case "isFalse":
        return asked(of(node.expr), FALSE);
      case "isNotFalse":
        return negate(asked(of(node.expr), FALSE));
      case "isUnknown":
        return asked(of(node.expr), UNKNOWN);
      case "isNotUnknown":
        return negate(asked(of(node.expr), UNKNOWN));
      case "not":
        return negate(of(node.expr));
      case "binary":
        if (node.op === "And") return and(of(node.left), of(node.right));
        if (node.op === "Or") return negate(and(negate(of(node.left)), negate(of(node.right))));
        break;
    }
    const isNull = this.#isNull(node, depth);
    if (isNull === TRUE) return UNKNOWN;
    return isNull === FALSE ? TRUE | FALSE : ANY;
  }

  #nullBounds(node: ExprNode, depth: number): Bounds {
    if (!this.#fields.isNullable(node)) return FALSE;
    return this.#fields.typeOf(node).id === "Boolean"
      ? asked(this.bounds(node, depth + 1), UNKNOWN)
      : this.#isNull(node, depth + 1);
  }

  /** Whether the expression is null: a set of true and false. */
  #isNull(node: ExprNode, depth: number): Bounds {
    if (node.kind === "literal") return node.scalar.value === null ? TRUE : FALSE;
    if (!this.#fields.isNullable(node)) return FALSE;
    if (this.#interner.equal(node, this.#null)) return TRUE;
    if (depth > MAX_DEPTH) return TRUE | FALSE;
    switch (node.kind) {
      case "binary":
        // AND, OR and IS DISTINCT FROM may know an answer without one side.
        if (["And", "Or", "IsDistinctFrom", "IsNotDistinctFrom"].includes(node.op)) return TRUE | FALSE;
        break;
      case "alias":
      case "cast":
      case "like":
      case "ilike":
      case "negative":
      case "not":
      case "similarTo":
        break;
      case "between": {
        const certain = (child: ExprNode): boolean => this.#isNull(child, depth + 1) === TRUE;
        return certain(node.expr) || (certain(node.low) && certain(node.high)) ? TRUE : TRUE | FALSE;
      }
      default:
        return TRUE | FALSE;
    }
    let result = FALSE;
    for (const child of children(node)) {
      const below = this.#isNull(child, depth + 1);
      if (below === TRUE) return TRUE;
      if ((below & TRUE) !== 0) result = TRUE | FALSE;
    }
    return result;
  }
}

function negate(bounds: Bounds): Bounds {
  return ((bounds & TRUE) !== 0 ? FALSE : 0) | ((bounds & FALSE) !== 0 ? TRUE : 0) | (bounds & UNKNOWN);
}

/** Whether the answer is `wanted`: true, false or both. */
function asked(bounds: Bounds, wanted: Bounds): Bounds {
  return ((bounds & wanted) !== 0 ? TRUE : 0) | ((bounds & ~wanted) !== 0 ? FALSE : 0);
}

function and(left: Bounds, right: Bounds): Bounds {
  let result = 0;
  if (((left | right) & FALSE) !== 0) result |= FALSE;
  if ((left & TRUE) !== 0 && (right & TRUE) !== 0) result |= TRUE;
  const mayBeUnknown = ((left & UNKNOWN) !== 0 && (right & (TRUE | UNKNOWN)) !== 0) ||
    ((right & UNKNOWN) !== 0 && (left & (TRUE | UNKNOWN)) !== 0);
  return mayBeUnknown ? result | UNKNOWN : result;
}
