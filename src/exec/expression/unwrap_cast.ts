import type { ArrowType, Scalar } from "../../arrow/mod.ts";
import { bitWidth, isInteger, isSignedInteger, scalar } from "../../arrow/mod.ts";
import { castScalar } from "../../compute/cast/mod.ts";
import { binary, type BinaryNode, type ExprNode, literal } from "../../expr/mod.ts";
import { constantOf } from "./node_shapes.ts";

/**
 * `CAST(x AS wider) < constant` as `x < constant` where both say the same: the cast never fails and the constant has a value of
 * x's own type. Spares a column of casts. Other nodes are given back.
 */
export function withoutCast(node: BinaryNode, typeOf: (node: ExprNode) => ArrowType): ExprNode {
  const left = narrowed(node.left, node.right, typeOf);
  if (left !== null) return binary(node.op, left.inner, literal(left.constant));
  const right = narrowed(node.right, node.left, typeOf);
  return right === null ? node : binary(node.op, literal(right.constant), right.inner);
}

function narrowed(
  cast: ExprNode,
  other: ExprNode,
  typeOf: (node: ExprNode) => ArrowType,
): { readonly inner: ExprNode; readonly constant: Scalar } | null {
  const constant = constantOf(other);
  if (cast.kind !== "cast" || constant === undefined || constantOf(cast.expr) !== undefined) return null;
  const from = typeOf(cast.expr);
  if (!widens(from, cast.type)) return null;
  if (constant.value === null) return { inner: cast.expr, constant: scalar(from, null) };
  if (from.id === "Float32") {
    const { value } = constant;
    return Object.is(value, Math.fround(value as number)) ? { inner: cast.expr, constant: scalar(from, value) } : null;
  }
  const own = castScalar(constant, from, { safe: true });
  return own.value === null ? null : { inner: cast.expr, constant: own };
}

/** Whether every value of the integer or float has its own value in the other type. */
function widens(from: ArrowType, to: ArrowType): boolean {
  if (from.id === "Float32") return to.id === "Float64";
  if (!isInteger(from) || !isInteger(to)) return false;
  if (isSignedInteger(from) && !isSignedInteger(to)) return false;
  const spare = !isSignedInteger(from) && isSignedInteger(to) ? 1 : 0;
  return bitWidth(to)! >= bitWidth(from)! + spare;
}
