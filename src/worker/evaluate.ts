import {
  type ArrowSource,
  type Batch,
  batchesFromArrow,
  readIpc,
  type Schema,
  schema as makeSchema,
  sliceBatch,
  type Table,
  toApacheTable,
  writeIpcStream,
} from "../arrow/mod.ts";
import { AggregateStep, operatorFor } from "../exec/mod.ts";
import { columnsOf, type ExprNode, someNode } from "../expr/mod.ts";
import type { Expr, Packed } from "../fluent/mod.ts";
import { aggregatePlan } from "../plan/mod.ts";
import { moveUdfError } from "../udf/mod.ts";
import {
  aggregateParts,
  type EvaluateMode,
  evaluateProgram,
  evaluateSlice,
  evaluateTask,
  scanOf,
} from "./evaluate_program.ts";
import type { Progress } from "./pool_options.ts";
import type { Program } from "./protocol.ts";

/** One expression or several. */
export type EvaluateExprs = Expr | readonly Expr[];
/** Arrow data in any of its forms. */
export type EvaluateData = ArrowSource;

/** What evaluating needs of a pool. */
export interface EvaluatingPool {
  readonly workers: number;
  run(program: Program, packed: Packed): Promise<unknown>;
  onProgress(progress: Progress): void;
}

/** Slices per worker: enough that an early worker gets another one. */
const SLICES_PER_WORKER = 4;
/** A smaller slice costs more to send than to compute. */
const MIN_SLICE_ROWS = 16_384;

/** `pool.evaluate` without the class. */
export async function evaluateOnPool(exprs: EvaluateExprs, data: EvaluateData, pool: EvaluatingPool): Promise<Table> {
  const nodes = (Array.isArray(exprs) ? exprs as readonly Expr[] : [exprs as Expr]).map(({ node }) => node);
  const queryStartUs = BigInt(Date.now()) * 1000n;
  const source = batchesFromArrow(data);
  const { schema, batches } = onlyNeeded(source.schema, source.batches, nodes);
  const isAggregate = nodes.some((node) => someNode(node, ({ kind }) => kind === "aggregateFunction"));
  const needsAll = nodes.some((node) => someNode(node, ({ kind }) => kind === "windowFunction"));
  const mode: EvaluateMode = isAggregate ? "partial" : "columns";
  const program = evaluateProgram(nodes, mode);
  const slices = needsAll ? [{ firstRow: 0, batches }] : sliced(batches, pool.workers);

  let done = 0;
  const results = await Promise.all(slices.map(async (slice, index) => {
    const ipc = writeIpcStream({ schema, batches: slice.batches });
    const packed = { message: { ipc, queryStartUs }, transfer: [ipc.buffer as ArrayBuffer] };
    try {
      const answer = readIpc(await pool.run(program, packed) as Uint8Array);
      pool.onProgress({ done: ++done, total: slices.length });
      return answer;
    } catch (error) {
      throw moveUdfError(error, { firstRow: slice.firstRow, batch: index });
    }
  }));

  const task = evaluateTask(queryStartUs);
  if (!isAggregate) {
    // Without rows there are no slices; the schema still is what the expressions say.
    const { schema: resultSchema } = results[0] ?? await evaluateSlice(nodes, mode, schema, [], task);
    return toApacheTable(resultSchema, results.flatMap((result) => result.batches));
  }
  const { aggregate, above } = aggregateParts(
    aggregatePlan(scanOf(schema, []), [], nodes, task.functions),
  );
  const step = await AggregateStep.create(aggregate, "final", task);
  for (const { batches } of results) for (const batch of batches) step.merge(batch);
  const merged = step.finish();
  const groups = scanOf(makeSchema(aggregate.schema.fields.map(({ field }) => field)), [merged]);
  const operator = operatorFor(above(Object.freeze({ ...groups, schema: aggregate.schema })), task);
  const final: Batch[] = [];
  for await (const batch of operator.execute(task)) final.push(batch);
  return toApacheTable(operator.schema, final);
}

/** Leaves out the columns that no expression reads; one is kept, because rows without columns cannot travel. */
function onlyNeeded(
  schema: Schema,
  batches: readonly Batch[],
  nodes: readonly ExprNode[],
): { schema: Schema; batches: readonly Batch[] } {
  if (nodes.some((node) => someNode(node, ({ kind }) => kind === "wildcard"))) return { schema, batches };
  const names = new Set(nodes.flatMap((node) => columnsOf(node).map(({ name }) => name)));
  let kept = schema.fields.flatMap(({ name }, k) => names.has(name) ? [k] : []);
  if (kept.length === 0) kept = schema.fields.length > 0 ? [0] : [];
  const narrowed = makeSchema(kept.map((k) => schema.fields[k]!));
  return {
    schema: narrowed,
    batches: batches.map((batch) => ({
      schema: narrowed,
      columns: kept.map((k) => batch.columns[k]!),
      numRows: batch.numRows,
    })),
  };
}

interface Slice {
  readonly firstRow: number;
  readonly batches: readonly Batch[];
}

function sliced(batches: readonly Batch[], workers: number): readonly Slice[] {
  const rows = batches.reduce((sum, batch) => sum + batch.numRows, 0);
  const sliceRows = Math.max(MIN_SLICE_ROWS, Math.ceil(rows / (workers * SLICES_PER_WORKER)));
  const slices: Slice[] = [];
  let current: Batch[] = [];
  let firstRow = 0;
  let filled = 0;
  const flush = () => {
    if (filled === 0) return;
    slices.push({ firstRow, batches: current });
    firstRow += filled;
    [current, filled] = [[], 0];
  };
  for (const batch of batches) {
    for (let start = 0; start < batch.numRows;) {
      const count = Math.min(sliceRows - filled, batch.numRows - start);
      current.push(count === batch.numRows ? batch : sliceBatch(batch, start, count));
      filled += count;
      start += count;
      if (filled === sliceRows) flush();
    }
  }
  flush();
  return slices;
}
