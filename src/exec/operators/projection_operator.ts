import { type Batch, datumToColumn, type Schema } from "../../arrow/mod.ts";
import type { CompiledExpr } from "../expression/mod.ts";
import { measured, newMetrics, type Operator, type OperatorMetrics, type TaskContext } from "../operator.ts";
import { RowEvaluator } from "../row_evaluator.ts";

/** Computes columns, batch by batch. */
export class ProjectionOperator implements Operator {
  readonly name = "ProjectionExec";
  readonly schema: Schema;
  readonly inputs: readonly [Operator];
  readonly details: string;
  readonly metrics: OperatorMetrics = newMetrics();
  readonly #exprs: readonly CompiledExpr[];

  constructor(input: Operator, schema: Schema, exprs: readonly CompiledExpr[], details: string) {
    this.schema = schema;
    this.inputs = [input];
    this.details = details;
    this.#exprs = exprs;
  }

  execute(task: TaskContext): AsyncIterable<Batch> {
    return measured(this, task, this.#run(task));
  }

  async *#run(task: TaskContext): AsyncGenerator<Batch> {
    const rows = new RowEvaluator();
    for await (const batch of this.inputs[0].execute(task)) {
      const { numRows } = batch;
      const data = await rows.evaluate(this.#exprs, batch);
      yield { schema: this.schema, columns: data.map((datum) => datumToColumn(datum, numRows)), numRows };
    }
  }
}
