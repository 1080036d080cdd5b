import type { Batch, Schema } from "../arrow/mod.ts";
import { InvalidDataError } from "../errors.ts";
import type { ScanPartition, ScanRequest, TableProvider, TableStatistics } from "../plan/mod.ts";

/** A table of batches in memory. Batches are shared with whoever made them, never copied nor changed. */
export class MemoryTable implements TableProvider {
  readonly schema: Schema;
  readonly tableType = "base" as const;
  #batches: readonly Batch[];

  /** @throws {InvalidDataError} if a batch has another number of columns than the schema */
  constructor(schema: Schema, batches: readonly Batch[]) {
    for (const batch of batches) {
      if (batch.columns.length !== schema.fields.length) {
        throw new InvalidDataError({
          message:
            `Cannot make a table: a batch has ${batch.columns.length} columns, must have ${schema.fields.length}`,
        });
      }
    }
    this.schema = schema;
    this.#batches = batches;
  }

  /** The batches as they are now. */
  get batches(): readonly Batch[] {
    return this.#batches;
  }

  scan({ projection }: ScanRequest): readonly ScanPartition[] {
    const batches = this.#batches;
    const project = (batch: Batch): Batch =>
      projection === null ? batch : { ...batch, columns: projection.map((k) => batch.columns[k]!) };
    return [{
      async *batches() {
        for (const batch of batches) yield project(batch);
      },
    }];
  }

  statistics(): TableStatistics {
    return { numRows: this.#batches.reduce((sum, batch) => sum + batch.numRows, 0), exact: true };
  }

  async insert(batches: AsyncIterable<Batch>, mode: "append" | "overwrite" | "replace"): Promise<number> {
    const added: Batch[] = [];
    let rows = 0;
    for await (const batch of batches) {
      added.push({ schema: this.schema, columns: batch.columns, numRows: batch.numRows });
      rows += batch.numRows;
    }
    this.#batches = mode === "append" ? [...this.#batches, ...added] : added;
    return rows;
  }
}
