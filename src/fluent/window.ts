import type { NullTreatment } from "../expr/mod.ts";
import type { Expr } from "./expr.ts";
import { checkOptions } from "./named_options.ts";
import { nullTreatmentOf } from "./null_treatment.ts";
import type { SortInput } from "./sort_expr.ts";
import type { WindowFrame } from "./window_frame.ts";

/** What a window is made of; everything is optional. */
export interface WindowOptions {
  /** Rows with equal values here belong together. Expressions or column names. */
  readonly partitionBy?: Expr | string | readonly (Expr | string)[] | null | undefined;
  /** The order within a partition. */
  readonly orderBy?: SortInput | readonly SortInput[] | null | undefined;
  /** Default: up to the current row with `orderBy`, else the whole partition. */
  readonly windowFrame?: WindowFrame | undefined;
  /** Whether nulls count. */
  readonly nullTreatment?: NullTreatment | undefined;
}

/**
 * A reusable window definition for `expr.over(window)`.
 *
 * @example
 * ```ts
 * import { col, functions as f, Window } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const perKey = new Window({ partitionBy: col("k"), orderBy: col("id") });
 * assertEquals(
 *   f.sum(col("x")).over(perKey).schemaName(),
 *   "sum(x) PARTITION BY [k] ORDER BY [id ASC NULLS LAST] ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
 * );
 * ```
 */
export class Window {
  readonly options: WindowOptions;

  /** @throws {TypeError} on an unknown option */
  constructor(options: WindowOptions = {}) {
    checkOptions("Window", options, ["partitionBy", "orderBy", "windowFrame", "nullTreatment"]);
    nullTreatmentOf("Window", options.nullTreatment);
    this.options = Object.freeze({ ...options });
  }
}
