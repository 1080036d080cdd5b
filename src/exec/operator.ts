import type { Batch, Schema } from "../arrow/mod.ts";
import type { FunctionLookup } from "../plan/mod.ts";
import type { QueryContext } from "../udf/mod.ts";

/** What every operator of one query shares. */
export interface TaskContext {
  /** Rows of a batch, at most. */
  readonly batchSize: number;
  /** Where function names are looked up. */
  readonly functions: FunctionLookup;
  readonly query: QueryContext;
  /** Stops the query between batches. */
  readonly signal?: AbortSignal | undefined;
}

/** What an operator counted while it ran. */
export interface OperatorMetrics {
  outputRows: number;
  outputBatches: number;
  /** Milliseconds spent in this operator and below it. */
  elapsedMs: number;
}

/**
 * One step of a running query. Operators are made for one query and executed once.
 *
 * Ending the iteration early releases what the operator and its inputs hold.
 */
export interface Operator {
  /** DataFusion's name of the operator, for example `FilterExec`. */
  readonly name: string;
  readonly schema: Schema;
  readonly inputs: readonly Operator[];
  /** What stands after the name in a displayed plan; empty where there is nothing to say. */
  readonly details: string;
  readonly metrics: OperatorMetrics;
  /** Batches of {@linkcode Operator.schema}; never empty ones. */
  execute(task: TaskContext): AsyncIterable<Batch>;
}

/** Counters at zero. */
export function newMetrics(): OperatorMetrics {
  return { outputRows: 0, outputBatches: 0, elapsedMs: 0 };
}

/** Counts what `batches` gives, drops empty batches, and stops where the task's signal says so. */
export async function* measured(
  operator: Operator,
  task: TaskContext,
  batches: AsyncIterable<Batch>,
): AsyncGenerator<Batch, void, undefined> {
  const { metrics } = operator;
  const iterator = batches[Symbol.asyncIterator]();
  try {
    for (;;) {
      task.signal?.throwIfAborted();
      const start = performance.now();
      const { done, value } = await iterator.next();
      metrics.elapsedMs += performance.now() - start;
      if (done) return;
      if (value.numRows === 0) continue;
      metrics.outputBatches++;
      metrics.outputRows += value.numRows;
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}
