import type { ArrowType } from "../../arrow/mod.ts";
import { fixedSizeBinaryType, isBinary, T } from "../../arrow/mod.ts";
import { canCast } from "../cast/mod.ts";
import type { BinaryCoercion } from "./binary_coercion.ts";
import { binaryCoercion, stringCoercion } from "./string_coercion.ts";

/**
 * The sides and result of `||`: strings as {@linkcode stringCoercion} says, binaries as binaries, and anything that casts to
 * text next to a string. Null where that is impossible. Source: DataFusion 55, `string_concat_coercion`.
 */
export function stringConcatCoercion(left: ArrowType, right: ArrowType): BinaryCoercion | null {
  const text = stringCoercion(left, right);
  if (text !== null) return uniform(text);
  if (left.id === "FixedSizeBinary" && right.id === "FixedSizeBinary") {
    return { left, right, result: fixedSizeBinaryType(left.byteWidth + right.byteWidth) };
  }
  if (isBinary(left) && isBinary(right)) {
    const flexible = (type: ArrowType): ArrowType => type.id === "FixedSizeBinary" ? T.Binary : type;
    const common = binaryCoercion(flexible(left), flexible(right));
    return common && uniform(common);
  }
  for (const kind of [T.Utf8View, T.Utf8, T.LargeUtf8]) {
    if (left.id === kind.id) return canCast(right, kind) ? uniform(kind) : null;
    if (right.id === kind.id) return canCast(left, kind) ? uniform(kind) : null;
  }
  if (left.id === "Dictionary" && right.id === "Dictionary") {
    const common = stringCoercion(left.value, right.value);
    return common && uniform(common);
  }
  return null;
}

function uniform(type: ArrowType): BinaryCoercion {
  return { left: type, right: type, result: type };
}
