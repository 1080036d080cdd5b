import type { Scalar } from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import { isUnbounded, type WindowFrame, type WindowFrameBound, windowFrameBoundText } from "../../expr/mod.ts";

/**
 * Refuses frames that no row can have, and RANGE offsets without a key.
 *
 * @throws {PlanError}
 */
export function checkFrame(frame: WindowFrame, orderKeys: number): void {
  const { units, start, end } = frame;
  if (start.kind === "following" && isUnbounded(start)) {
    throw frameError(`its start is UNBOUNDED FOLLOWING`, "a frame must start at UNBOUNDED PRECEDING or at a row");
  }
  if (end.kind === "preceding" && isUnbounded(end)) {
    throw frameError(`its end is UNBOUNDED PRECEDING`, "a frame must end at UNBOUNDED FOLLOWING or at a row");
  }
  for (const bound of [start, end]) {
    if (hasOffset(bound) && isNegative(bound.offset!)) {
      throw frameError(`the offset of ${windowFrameBoundText(bound)} is negative`, "offsets must be 0 or more");
    }
  }
  if (position(start) > position(end)) {
    throw frameError(
      `it starts at ${windowFrameBoundText(start)}, behind its end ${windowFrameBoundText(end)}`,
      "the start must not lie behind the end",
    );
  }
  if (units !== "range" || (!hasOffset(start) && !hasOffset(end))) return;
  if (orderKeys === 0) throw frameError("RANGE with an offset has no ORDER BY key", "it must have one");
}

function frameError(is: string, remedy: string): PlanError {
  return new PlanError({ message: `Cannot use a window frame: ${is}`, remedy });
}

/** Whether a bound is some rows, groups or a distance away. */
export function hasOffset(bound: WindowFrameBound): boolean {
  return bound.kind !== "currentRow" && !isUnbounded(bound);
}

/** Bounds of the same kind are compared by offset where both are numbers. */
function position(bound: WindowFrameBound): number {
  if (bound.kind === "currentRow") return 0;
  const sign = bound.kind === "preceding" ? -1 : 1;
  if (isUnbounded(bound)) return sign * Infinity;
  const value = numberOf(bound.offset!);
  return sign * (value ?? Number.MIN_VALUE);
}

function isNegative(offset: Scalar): boolean {
  return (numberOf(offset) ?? 0) < 0;
}

function numberOf({ type, value }: Scalar): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return "scale" in type ? Number(value) / 10 ** type.scale : Number(value);
  if (typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value))) return Number(value);
  return undefined;
}
