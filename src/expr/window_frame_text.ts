import type { WindowFrame, WindowFrameBound } from "./expr_node.ts";
import { scalarText } from "./scalar_text.ts";

/** Whether a bound reaches to the end of the partition. */
export function isUnbounded(bound: WindowFrameBound): boolean {
  return bound.kind !== "currentRow" && (bound.offset === null || bound.offset.value === null);
}

/** `UNBOUNDED PRECEDING`, `2 PRECEDING`, `CURRENT ROW`, `1 FOLLOWING`. */
export function windowFrameBoundText(bound: WindowFrameBound): string {
  if (bound.kind === "currentRow") return "CURRENT ROW";
  const distance = isUnbounded(bound) ? "UNBOUNDED" : scalarText(bound.offset!);
  return `${distance} ${bound.kind === "preceding" ? "PRECEDING" : "FOLLOWING"}`;
}

/** `ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`. */
export function windowFrameText({ units, start, end }: WindowFrame): string {
  return `${units.toUpperCase()} BETWEEN ${windowFrameBoundText(start)} AND ${windowFrameBoundText(end)}`;
}
