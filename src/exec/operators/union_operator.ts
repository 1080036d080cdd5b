import type { Batch, Schema } from "../../arrow/mod.ts";
import { castColumn } from "../../compute/cast/mod.ts";
import { measured, newMetrics, type Operator, type OperatorMetrics, type TaskContext } from "../operator.ts";
import { typesEqual } from "../../arrow/mod.ts";

/** The rows of all inputs, one input after the other; columns are cast to the common type. */
export class UnionOperator implements Operator {
  readonly name = "UnionExec";
  readonly schema: Schema;
  readonly inputs: readonly Operator[];
  readonly details = "";
  readonly metrics: OperatorMetrics = newMetrics();

  constructor(inputs: readonly Operator[], schema: Schema) {
    this.inputs = inputs;
    this.schema = schema;
  }

  execute(task: TaskContext): AsyncIterable<Batch> {
    return measured(this, task, this.#run(task));
  }

  async *#run(task: TaskContext): AsyncGenerator<Batch> {
    for (const input of this.inputs) {
      for await (const { columns, numRows } of input.execute(task)) {
        const cast = columns.map((column, k) => {
          const { type } = this.schema.fields[k]!;
          return typesEqual(column.type, type) ? column : castColumn(column, type, { safe: false });
        });
        yield { schema: this.schema, columns: cast, numRows };
      }
    }
  }
}
