import { type Batch, type Schema, sliceBatch } from "../../arrow/mod.ts";
import type { ScanPartition, ScanRequest } from "../../plan/mod.ts";
import { measured, newMetrics, type Operator, type OperatorMetrics, type TaskContext } from "../operator.ts";

/** What a scan reads. */
export interface ScanSource {
  scan(request: ScanRequest): Promise<readonly ScanPartition[]> | readonly ScanPartition[];
}

/** Reads a table, one partition after the other; batches larger than the task's are cut, without a copy. */
export class ScanOperator implements Operator {
  readonly name = "DataSourceExec";
  readonly schema: Schema;
  readonly inputs: readonly [] = [];
  readonly details: string;
  readonly metrics: OperatorMetrics = newMetrics();
  readonly #source: ScanSource;
  readonly #request: Omit<ScanRequest, "batchSize" | "signal">;

  constructor(source: ScanSource, schema: Schema, request: Omit<ScanRequest, "batchSize" | "signal">, details: string) {
    this.schema = schema;
    this.details = details;
    this.#source = source;
    this.#request = request;
  }

  execute(task: TaskContext): AsyncIterable<Batch> {
    return measured(this, task, this.#run(task));
  }

  async *#run({ batchSize, signal }: TaskContext): AsyncGenerator<Batch> {
    let left = this.#request.limit ?? Infinity;
    const partitions = await this.#source.scan({ ...this.#request, batchSize, signal });
    for (const partition of partitions) {
      for await (const batch of partition.batches()) {
        const rows = Math.min(batch.numRows, left);
        for (let start = 0; start < rows; start += batchSize) {
          const count = Math.min(batchSize, rows - start);
          const part = count === batch.numRows ? batch : sliceBatch(batch, start, count);
          yield { schema: this.schema, columns: part.columns, numRows: part.numRows };
        }
        left -= rows;
        if (left === 0) return;
      }
    }
  }
}
