import type { Batch, Schema } from "../../arrow/mod.ts";
import { GroupIds } from "../../compute/order/mod.ts";
import { takeBatch } from "../../compute/select/mod.ts";
import { measured, newMetrics, type Operator, type OperatorMetrics, type TaskContext } from "../operator.ts";

/** Each distinct row once, where it stands first. Nulls are equal to each other, and so are NaNs. */
export class DistinctOperator implements Operator {
  readonly name = "AggregateExec";
  readonly schema: Schema;
  readonly inputs: readonly [Operator];
  readonly details: string;
  readonly metrics: OperatorMetrics = newMetrics();

  constructor(input: Operator) {
    this.schema = input.schema;
    this.inputs = [input];
    this.details = `mode=Single, gby=[${input.schema.fields.map(({ name }) => name).join(", ")}], aggr=[]`;
  }

  execute(task: TaskContext): AsyncIterable<Batch> {
    return measured(this, task, this.#run(task));
  }

  async *#run(task: TaskContext): AsyncGenerator<Batch> {
    const seen = new GroupIds(this.schema.fields.map(({ type }) => type));
    for await (const batch of this.inputs[0].execute(task)) {
      const before = seen.numGroups;
      const ids = seen.assign(batch.columns, batch.numRows);
      const first = new Int32Array(seen.numGroups - before);
      for (let row = 0, next = before; row < batch.numRows; row++) {
        if (ids[row] === next) first[next++ - before] = row;
      }
      if (first.length > 0) yield first.length === batch.numRows ? batch : takeBatch(batch, first);
    }
  }
}
