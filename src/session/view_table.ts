import type { Schema } from "../arrow/mod.ts";
import {
  type LogicalPlan,
  type ScanPartition,
  type ScanRequest,
  type TableProvider,
  toArrowSchema,
} from "../plan/mod.ts";
import type { DataFrame } from "./data_frame.ts";

/** A query that is read like a table. Plans take its plan in; a scan of its own runs it. */
export class ViewTable implements TableProvider {
  readonly schema: Schema;
  readonly tableType = "view" as const;
  readonly viewPlan: LogicalPlan;
  readonly #frame: DataFrame;

  constructor(frame: DataFrame) {
    this.#frame = frame;
    this.viewPlan = frame.plan;
    this.schema = toArrowSchema(frame.plan.schema);
  }

  scan({ projection, signal }: ScanRequest): readonly ScanPartition[] {
    const { context, plan } = this.#frame;
    return [{
      async *batches() {
        for await (const batch of context.execute(plan, signal)) {
          yield projection === null ? batch : { ...batch, columns: projection.map((k) => batch.columns[k]!) };
        }
      },
    }];
  }
}
