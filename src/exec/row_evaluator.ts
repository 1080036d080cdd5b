import type { Batch, Datum } from "../arrow/mod.ts";
import { moveUdfError } from "../udf/mod.ts";
import type { CompiledExpr } from "./expression/mod.ts";

/** Evaluates expressions batch after batch and counts rows, so that the error of a user's function names the row of the whole input. */
export class RowEvaluator {
  #firstRow = 0;
  #batch = 0;

  /** One datum per expression. Waits only for expressions that have to wait. */
  async evaluate(exprs: readonly CompiledExpr[], batch: Batch): Promise<readonly Datum[]> {
    try {
      const results: Datum[] = [];
      for (const expr of exprs) results.push(expr.isAsync ? await expr.evaluateAsync!(batch) : expr.evaluate(batch));
      this.#firstRow += batch.numRows;
      this.#batch++;
      return results;
    } catch (error) {
      throw moveUdfError(error, { firstRow: this.#firstRow, batch: this.#batch });
    }
  }
}
