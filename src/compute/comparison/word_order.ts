import type { ArrowType } from "../../arrow/mod.ts";

/** In which order the words of a wide value decide, and which of them have no sign. */
export interface WordOrder {
  readonly order: readonly number[];
  readonly unsigned: readonly boolean[];
}

/** Decimals from the highest word down; intervals by months, days, then time (as arrow-rs orders them). */
export function wordOrder(type: ArrowType, stride: number): WordOrder {
  if (type.id === "Interval") {
    return stride === 2
      ? { order: [0, 1], unsigned: [false, false] }
      : { order: [0, 1, 3, 2], unsigned: [false, false, false, true] };
  }
  const order = Array.from({ length: stride }, (_, k) => stride - 1 - k);
  return { order, unsigned: order.map((word) => word !== stride - 1) };
}
