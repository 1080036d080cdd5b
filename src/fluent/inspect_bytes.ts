import { decodeExpr } from "../codec/mod.ts";
import { canonicalName, columnsOf, type ExprNode, variantName, visit } from "../expr/mod.ts";
import { type FunctionInspection, inspectPayload } from "../inline/mod.ts";
import { type FunctionKind, type FunctionRef, nearestName } from "../udf/mod.ts";
import { type CodecContextSource, decodingContext } from "./ipc.ts";

/** One function that bytes mention, each mention of equal bytes once. */
export interface InspectedFunction {
  readonly name: string;
  readonly kind: FunctionKind;
  /** Inside the bytes, by another language's payload, or by name alone. */
  readonly carried: "inline" | "foreign" | "name";
  /** Everything that its payload says; undefined for functions that travel by name. */
  readonly payload: FunctionInspection | undefined;
  /** What would keep this receiver from running it. */
  readonly problems: readonly string[];
}

/** What `inspectBytes` tells. */
export interface BytesInspection {
  /** What the bytes are. */
  readonly kind: "expression";
  readonly sizeBytes: number;
  /** The expression as DataFusion prints it. */
  readonly text: string;
  readonly variant: string;
  readonly nodes: number;
  /** Columns that it reads, each once, in order. */
  readonly columns: readonly string[];
  readonly functions: readonly InspectedFunction[];
  /** Bytes of all payloads together. */
  readonly inlineBytes: number;
  /** Everything that would go wrong on this receiver, at once. */
  readonly problems: readonly string[];
}

/**
 * Tells what encoded bytes hold, without running anything of it: functions with their source, captures and stamps, and every problem
 * that this receiver would have with them.
 *
 * @param ctx the receiver whose problems are asked for. Default: the worker context, else the global one
 * @throws {DecodeError} with the byte offset where the bytes are malformed
 *
 * @example
 * ```ts
 * import { col, inspectBytes, types, udf } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const double = udf((x: number) => x * 2, [types.float64()], types.float64(), { name: "double" });
 * const found = inspectBytes(double(col("a")).toBytes());
 * assertEquals(found.functions.map(({ name, carried }) => [name, carried]), [["double", "inline"]]);
 * assertEquals(found.problems, []);
 * ```
 */
export function inspectBytes(bytes: Uint8Array, ctx?: CodecContextSource): BytesInspection {
  const context = decodingContext(ctx);
  // Inspection must be able to look at what decoding would refuse.
  const node = decodeExpr(bytes, { ...context, inlining: true, runtimeCheck: "compatible" });
  let nodes = 0;
  const refs = new Map<string, FunctionRef>();
  visit(node, {
    pre: (each) => {
      nodes++;
      const ref = functionOf(each);
      if (ref) refs.set(refKey(ref), ref);
    },
  });
  const functions = [...refs.values()].map((ref) => inspectRef(ref, context));
  return {
    kind: "expression",
    sizeBytes: bytes.length,
    text: canonicalName(node),
    variant: variantName(node),
    nodes,
    columns: [
      ...new Set(columnsOf(node).map(({ relation, name }) => relation === null ? name : `${relation}.${name}`)),
    ],
    functions,
    inlineBytes: functions.reduce((sum, { payload }) => sum + (payload?.sizeBytes ?? 0), 0),
    problems: functions.flatMap(({ name, problems }) => problems.map((problem) => `"${name}": ${problem}`)),
  };
}

function functionOf(node: ExprNode): FunctionRef | undefined {
  return "function" in node ? node.function : undefined;
}

/** Payloads are compared by identity of content: latin1 of up to a few kilobytes is cheap, and equal ones are usually one object. */
function refKey({ kind, name, payload }: FunctionRef): string {
  return `${kind} ${name} ${payload ? `${payload.length} ${hash(payload)}` : ""}`;
}

function hash(bytes: Uint8Array): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193);
  return h >>> 0;
}

function inspectRef(ref: FunctionRef, context: ReturnType<typeof decodingContext>): InspectedFunction {
  const { name, kind } = ref;
  if (ref.payload === undefined) {
    if (context.registry[kind](name) !== undefined) {
      return { name, kind, carried: "name", payload: undefined, problems: [] };
    }
    const nearest = nearestName(name, context.registry.names(kind));
    const hint = nearest ? `, did you mean "${nearest}"` : "";
    const problems = [`it travels by name, and no ${kind} function of that name is registered here${hint}`];
    return { name, kind, carried: "name", payload: undefined, problems };
  }
  const payload = inspectPayload(ref.payload, { policy: context.runtimeCheck, limitBytes: context.maxInlineBytes });
  const refused = context.inlining !== false ? [] : ["this context refuses functions inside bytes (inlining is off)"];
  const carried = payload.family === "fusewire" ? "inline" : "foreign";
  return { name, kind, carried, payload, problems: [...refused, ...payload.problems] };
}
