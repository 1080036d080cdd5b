import { type Batch, readIpc, type Schema, writeIpcStream } from "../arrow/mod.ts";
import { decodeExpr, encodeExpr } from "../codec/mod.ts";
import { DecodeError } from "../errors.ts";
import { AggregateStep, operatorFor, type TaskContext } from "../exec/mod.ts";
import type { ExprNode } from "../expr/mod.ts";
import { decodingContext, encodingContext, type Packed } from "../fluent/mod.ts";
import { sha256Hex } from "../inline/mod.ts";
import {
  aggregatePlan,
  type LogicalPlan,
  projectionPlan,
  qualifiedSchema,
  scanPlan,
  type TableProvider,
} from "../plan/mod.ts";
import type { Program } from "./protocol.ts";
import type { OpenProgram } from "./serve.ts";

/** What a worker does with a slice: compute columns, or add its rows to partial aggregates. */
export type EvaluateMode = "columns" | "partial";

/** What travels with every slice. */
export interface EvaluatePayload {
  /** The slice as an IPC stream. */
  readonly ipc: Uint8Array;
  /** Microseconds since 1970 of the call: one instant for all slices. */
  readonly queryStartUs: bigint;
}

const MODES: readonly EvaluateMode[] = ["columns", "partial"];

/** Expressions as a program: one byte for the mode, then each expression's length (32 bits, little endian) and bytes. */
export function evaluateProgram(nodes: readonly ExprNode[], mode: EvaluateMode): Program {
  const parts = nodes.map((node) => encodeExpr(node, encodingContext()));
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + 4 + part.length, 0));
  bytes[0] = MODES.indexOf(mode);
  let at = 1;
  for (const part of parts) {
    new DataView(bytes.buffer).setUint32(at, part.length, true);
    bytes.set(part, at + 4);
    at += 4 + part.length;
  }
  return { kind: "evaluate", hash: sha256Hex(bytes), bytes };
}

/** The worker's side: decodes the expressions once, compiles them once per schema, evaluates slice after slice. */
export function openEvaluate(bytes: Uint8Array): Promise<OpenProgram> {
  const mode = MODES[bytes[0]!];
  if (mode === undefined) {
    throw new DecodeError({ message: "Cannot open expressions: their mode is unknown", offset: 0 });
  }
  const nodes: ExprNode[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 1; at < bytes.length;) {
    const size = view.getUint32(at, true);
    nodes.push(decodeExpr(bytes.subarray(at + 4, at + 4 + size), decodingContext()));
    at += 4 + size;
  }
  return Promise.resolve(async (payload): Promise<Packed> => {
    const { ipc, queryStartUs } = payload as EvaluatePayload;
    const { schema, batches } = readIpc(ipc);
    const result = await evaluateSlice(nodes, mode, schema, batches, evaluateTask(queryStartUs));
    const out = writeIpcStream(result);
    return { message: out, transfer: [out.buffer as ArrayBuffer] };
  });
}

/** Evaluates expressions over batches, in this realm. */
export async function evaluateSlice(
  nodes: readonly ExprNode[],
  mode: EvaluateMode,
  schema: Schema,
  batches: readonly Batch[],
  task: TaskContext,
): Promise<{ readonly schema: Schema; readonly batches: readonly Batch[] }> {
  const table = scanOf(schema, batches);
  if (mode === "partial") {
    const { aggregate } = aggregateParts(aggregatePlan(table, [], nodes, task.functions));
    const step = await AggregateStep.create(aggregate, "partial", task);
    for (const batch of batches) await step.push(batch);
    const partial = step.finish();
    return { schema: partial.schema, batches: [partial] };
  }
  const operator = operatorFor(projectionPlan(table, nodes, task.functions), task);
  const results: Batch[] = [];
  for await (const batch of operator.execute(task)) results.push(batch);
  return { schema: operator.schema, batches: results };
}

/** The aggregate inside a plan that `aggregatePlan` made, and the plan above it for other input. */
export function aggregateParts(plan: LogicalPlan): {
  readonly aggregate: Extract<LogicalPlan, { readonly kind: "aggregate" }>;
  readonly above: (input: LogicalPlan) => LogicalPlan;
} {
  if (plan.kind === "aggregate") return { aggregate: plan, above: (input) => input };
  if (plan.kind === "projection" && plan.input.kind === "aggregate") {
    return { aggregate: plan.input, above: (input) => Object.freeze({ ...plan, input }) };
  }
  throw new TypeError(`Cannot split a plan of kind "${plan.kind}": it must be an aggregation`);
}

/** A plan that reads batches which are at hand; its columns belong to no table, so that results have plain names. */
export function scanOf(schema: Schema, batches: readonly Batch[]): LogicalPlan {
  const scan = scanPlan(["data"], batchesProvider(schema, batches));
  return Object.freeze({ ...scan, schema: qualifiedSchema(schema, null) });
}

function batchesProvider(schema: Schema, batches: readonly Batch[]): TableProvider {
  return {
    schema,
    scan: ({ projection }) => [{
      async *batches() {
        for (const batch of batches) {
          yield projection === null ? batch : { ...batch, columns: projection.map((k) => batch.columns[k]!) };
        }
      },
    }],
  };
}

/** What operators of one call share. */
export function evaluateTask(queryStartUs: bigint): TaskContext {
  return { batchSize: 8192, functions: decodingContext().registry, query: { queryStartUs, timezone: "+00:00" } };
}
