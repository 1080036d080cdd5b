import { type Batch, type Schema, sliceBatch } from "../../arrow/mod.ts";
import { measured, newMetrics, type Operator, type OperatorMetrics, type TaskContext } from "../operator.ts";

/** Skips rows, then gives at most `fetch` of them and asks for no more. */
export class LimitOperator implements Operator {
  readonly name = "GlobalLimitExec";
  readonly schema: Schema;
  readonly inputs: readonly [Operator];
  readonly details: string;
  readonly metrics: OperatorMetrics = newMetrics();
  readonly #skip: number;
  readonly #fetch: number;

  constructor(input: Operator, skip: number, fetch: number | null) {
    this.schema = input.schema;
    this.inputs = [input];
    this.details = `skip=${skip}, fetch=${fetch ?? "None"}`;
    this.#skip = skip;
    this.#fetch = fetch ?? Infinity;
  }

  execute(task: TaskContext): AsyncIterable<Batch> {
    return measured(this, task, this.#run(task));
  }

  async *#run(task: TaskContext): AsyncGenerator<Batch> {
    let toSkip = this.#skip;
    let left = this.#fetch;
    if (left === 0) return;
    for await (const batch of this.inputs[0].execute(task)) {
      const start = Math.min(toSkip, batch.numRows);
      toSkip -= start;
      const rows = Math.min(batch.numRows - start, left);
      if (rows === 0) continue;
      left -= rows;
      yield rows === batch.numRows ? batch : sliceBatch(batch, start, rows);
      if (left === 0) return;
    }
  }
}
