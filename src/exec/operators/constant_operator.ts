import type { Batch, Schema } from "../../arrow/mod.ts";
import { measured, newMetrics, type Operator, type OperatorMetrics, type TaskContext } from "../operator.ts";

/** Gives batches that are known when the query is planned: VALUES, no rows, one row without columns. */
export class ConstantOperator implements Operator {
  readonly name: string;
  readonly schema: Schema;
  readonly inputs: readonly [] = [];
  readonly details = "";
  readonly metrics: OperatorMetrics = newMetrics();
  readonly #batches: () => AsyncIterable<Batch>;

  constructor(name: string, schema: Schema, batches: () => AsyncIterable<Batch>) {
    this.name = name;
    this.schema = schema;
    this.#batches = batches;
  }

  execute(task: TaskContext): AsyncIterable<Batch> {
    return measured(this, task, this.#batches());
  }
}
