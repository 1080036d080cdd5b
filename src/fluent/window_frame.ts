import { type Scalar, scalar, T } from "../arrow/mod.ts";
import { PlanError } from "../errors.ts";
import type { WindowFrame as Frame, WindowFrameBound as Bound } from "../expr/mod.ts";
import { windowFrameText } from "../expr/mod.ts";
import type { Expr } from "./expr.ts";
import { constantOf } from "./constant_of.ts";
import { literalScalar, type LiteralValue } from "./literal_scalar.ts";

/** What frames count: rows, values of the one ORDER BY key, or groups of peers. */
export type WindowFrameUnits = Frame["units"];

/** A distance: a value, or one with its type, `lit(value, type)`. */
export type WindowFrameDistance = LiteralValue | Scalar | Expr;

/**
 * The rows around the current one that a window function sees.
 *
 * `start` is how far the frame reaches back, `end` how far it reaches on; null is unbounded. Both count `units`:
 * whole numbers for `rows` and `groups`; for `range` a distance in the type of the ORDER BY key, `lit(1, types.int32())` for one
 * that a plain value does not tell.
 *
 * @example
 * ```ts
 * import { WindowFrame } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(String(new WindowFrame("rows", 2, 0)), "ROWS BETWEEN 2 PRECEDING AND 0 FOLLOWING");
 * ```
 */
export class WindowFrame {
  /** The frame as plain data. */
  readonly frame: Frame;

  constructor(units: WindowFrameUnits, start: WindowFrameDistance, end: WindowFrameDistance) {
    if (units !== "rows" && units !== "range" && units !== "groups") {
      throw new PlanError({
        message: `Cannot make a window frame of "${String(units)}": units must be "rows", "range" or "groups"`,
      });
    }
    this.frame = Object.freeze({
      units,
      start: bound("preceding", units, start),
      end: bound("following", units, end),
    });
  }

  /** `rows`, `range` or `groups`. */
  getFrameUnits(): WindowFrameUnits {
    return this.frame.units;
  }

  /** Where the frame begins. */
  getLowerBound(): WindowFrameBound {
    return new WindowFrameBound(this.frame.start);
  }

  /** Where the frame ends. */
  getUpperBound(): WindowFrameBound {
    return new WindowFrameBound(this.frame.end);
  }

  /** The frame as DataFusion prints it. */
  toString(): string {
    return windowFrameText(this.frame);
  }
}

/** One end of a {@linkcode WindowFrame}. */
export class WindowFrameBound {
  readonly #bound: Bound;

  constructor(bound: Bound) {
    this.#bound = bound;
  }

  /** The distance as a number or bigint; null where the bound is unbounded or the current row. */
  getOffset(): number | bigint | null {
    const value = this.#bound.offset?.value;
    if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    return typeof value === "number" ? value : null;
  }

  /** Whether the bound is the current row itself. */
  isCurrentRow(): boolean {
    return this.#bound.kind === "currentRow";
  }

  /** Whether the bound counts onwards. */
  isFollowing(): boolean {
    return this.#bound.kind === "following";
  }

  /** Whether the bound counts backwards. */
  isPreceding(): boolean {
    return this.#bound.kind === "preceding";
  }

  /** Whether the frame reaches to the partition's end on this side. */
  isUnbounded(): boolean {
    return this.#bound.kind !== "currentRow" && (this.#bound.offset === null || this.#bound.offset.value === null);
  }
}

function bound(kind: "preceding" | "following", units: WindowFrameUnits, input: WindowFrameDistance): Bound {
  const value = constantOf(input, "a window frame bound");
  if (value === null || value === undefined) return Object.freeze({ kind, offset: scalar(T.UInt64, null) });
  const offset = literalScalar(value);
  if (typeof offset.value === "bigint" || typeof offset.value === "number") {
    if (offset.value < 0 || Number.isNaN(offset.value)) {
      throw new PlanError({ message: `Cannot make a window frame bound of ${offset.value}: it must not be negative` });
    }
  }
  return Object.freeze({ kind, offset: units === "range" ? offset : literalScalar(offset, T.UInt64) });
}
