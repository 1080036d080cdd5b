import { type Batch, datumToColumn, type Schema } from "../../arrow/mod.ts";
import { argsort, type SortKey, topK } from "../../compute/order/mod.ts";
import { concatBatches, takeBatch } from "../../compute/select/mod.ts";
import type { CompiledExpr } from "../expression/mod.ts";
import { measured, newMetrics, type Operator, type OperatorMetrics, type TaskContext } from "../operator.ts";
import { RowEvaluator } from "../row_evaluator.ts";

/** A sort key whose expression is compiled. */
export interface CompiledSortKey {
  readonly expr: CompiledExpr;
  readonly ascending: boolean;
  readonly nullsFirst: boolean;
}

/** Orders all rows of its input; with `fetch` it keeps the first ones only. Equal rows stay in order. */
export class SortOperator implements Operator {
  readonly name = "SortExec";
  readonly schema: Schema;
  readonly inputs: readonly [Operator];
  readonly details: string;
  readonly metrics: OperatorMetrics = newMetrics();
  readonly #keys: readonly CompiledSortKey[];
  readonly #fetch: number | null;

  constructor(input: Operator, keys: readonly CompiledSortKey[], fetch: number | null, details: string) {
    this.schema = input.schema;
    this.inputs = [input];
    this.details = details;
    this.#keys = keys;
    this.#fetch = fetch;
  }

  execute(task: TaskContext): AsyncIterable<Batch> {
    return measured(this, task, this.#run(task));
  }

  async *#run(task: TaskContext): AsyncGenerator<Batch> {
    const batches: Batch[] = [];
    for await (const batch of this.inputs[0].execute(task)) batches.push(batch);
    if (batches.length === 0) return;
    const all = concatBatches(this.schema, batches);
    const data = await new RowEvaluator().evaluate(this.#keys.map(({ expr }) => expr), all);
    const keys = this.#keys.map(({ ascending, nullsFirst }, k): SortKey => ({
      column: datumToColumn(data[k]!, all.numRows),
      descending: !ascending,
      nullsFirst,
    }));
    const order = this.#fetch === null ? argsort(keys, all.numRows) : topK(keys, all.numRows, this.#fetch);
    for (let start = 0; start < order.length; start += task.batchSize) {
      yield takeBatch(all, order.subarray(start, start + task.batchSize));
    }
  }
}
