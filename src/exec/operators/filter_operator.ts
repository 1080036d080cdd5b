import { type Batch, isScalar, type Schema } from "../../arrow/mod.ts";
import { filterBatch } from "../../compute/select/mod.ts";
import type { CompiledExpr } from "../expression/mod.ts";
import { measured, newMetrics, type Operator, type OperatorMetrics, type TaskContext } from "../operator.ts";
import { RowEvaluator } from "../row_evaluator.ts";

/** Keeps the rows whose predicate is true; null counts as false. */
export class FilterOperator implements Operator {
  readonly name = "FilterExec";
  readonly schema: Schema;
  readonly inputs: readonly [Operator];
  readonly details: string;
  readonly metrics: OperatorMetrics = newMetrics();
  readonly #predicate: CompiledExpr;

  constructor(input: Operator, predicate: CompiledExpr, details: string) {
    this.schema = input.schema;
    this.inputs = [input];
    this.details = details;
    this.#predicate = predicate;
  }

  execute(task: TaskContext): AsyncIterable<Batch> {
    return measured(this, task, this.#run(task));
  }

  async *#run(task: TaskContext): AsyncGenerator<Batch> {
    const rows = new RowEvaluator();
    for await (const batch of this.inputs[0].execute(task)) {
      const [kept] = await rows.evaluate([this.#predicate], batch);
      if (isScalar(kept!)) {
        if (kept.value === true) yield batch;
      } else if (kept!.layout === "boolean") {
        yield filterBatch(batch, kept!);
      }
    }
  }
}
