import type { Schema } from "../arrow/mod.ts";
import type { TableReference } from "../expr/mod.ts";
import type { FunctionRef } from "../udf/mod.ts";

/**
 * How things that DataFusion's bytes have no place for become bytes and come back: functions by value, plan nodes, table
 * providers, file formats. The names and roles are those of DataFusion's `LogicalExtensionCodec`.
 *
 * Every hook is optional. An encoder answers undefined where the thing is not its own, and so does a decoder; the next codec is
 * asked then. Bytes should begin with a prefix that tells whose they are. `bytes` are not the codec's to change.
 *
 * @example
 * ```ts
 * import { Expr, SessionContext } from "@fusewire/fusewire";
 * import type { LogicalExtensionCodec } from "@fusewire/fusewire/codec";
 * import { assertEquals } from "@std/assert";
 *
 * const seen: string[] = [];
 * const codec: LogicalExtensionCodec = {
 *   tryDecodeUdf(name, bytes) {
 *     seen.push(`${name}: ${bytes}`);
 *     return undefined; // not ours: it is carried as it is
 *   },
 * };
 * // The function "f" without arguments, by value: three bytes.
 * const bytes = Uint8Array.of(0xa2, 0x01, 8, 0x0a, 1, 0x66, 0x1a, 3, 7, 8, 9);
 * const expr = Expr.fromBytes(bytes, new SessionContext().withLogicalExtensionCodec(codec));
 * assertEquals(seen, ["f: 7,8,9"]);
 * assertEquals(expr.toBytes(), bytes);
 * ```
 */
export interface LogicalExtensionCodec {
  /** The definition of a scalar function from its `fun_definition`. */
  tryDecodeUdf?(name: string, bytes: Uint8Array): FunctionRef["implementation"] | undefined;
  /** The `fun_definition` of a scalar function. */
  tryEncodeUdf?(fn: FunctionRef): Uint8Array | undefined;
  /** The definition of an aggregate function. */
  tryDecodeUdaf?(name: string, bytes: Uint8Array): FunctionRef["implementation"] | undefined;
  /** The `fun_definition` of an aggregate function. */
  tryEncodeUdaf?(fn: FunctionRef): Uint8Array | undefined;
  /** The definition of a window function. */
  tryDecodeUdwf?(name: string, bytes: Uint8Array): FunctionRef["implementation"] | undefined;
  /** The `fun_definition` of a window function. */
  tryEncodeUdwf?(fn: FunctionRef): Uint8Array | undefined;
  /** A plan node of another library, from the bytes of `LogicalExtensionNode` and its decoded inputs. */
  tryDecode?(bytes: Uint8Array, inputs: readonly unknown[]): unknown;
  /** The bytes of a plan node that is not DataFusion's. */
  tryEncode?(node: unknown): Uint8Array | undefined;
  /** A table provider from the bytes of `CustomTableScanNode`. */
  tryDecodeTableProvider?(bytes: Uint8Array, table: TableReference, schema: Schema): unknown;
  /** The bytes of a table provider. */
  tryEncodeTableProvider?(table: TableReference, provider: unknown): Uint8Array | undefined;
  /** A file format from the bytes of `CopyToNode`. */
  tryDecodeFileFormat?(bytes: Uint8Array): unknown;
  /** The bytes of a file format. */
  tryEncodeFileFormat?(format: unknown): Uint8Array | undefined;
}

/** The names of the hooks. */
export type ExtensionHook = keyof LogicalExtensionCodec;

/** Every hook, so that wrappers forward all of them. */
export const EXTENSION_HOOKS: readonly ExtensionHook[] = Object.freeze(
  Object.keys(
    {
      tryDecodeUdf: 0,
      tryEncodeUdf: 0,
      tryDecodeUdaf: 0,
      tryEncodeUdaf: 0,
      tryDecodeUdwf: 0,
      tryEncodeUdwf: 0,
      tryDecode: 0,
      tryEncode: 0,
      tryDecodeTableProvider: 0,
      tryEncodeTableProvider: 0,
      tryDecodeFileFormat: 0,
      tryEncodeFileFormat: 0,
    } satisfies Record<ExtensionHook, 0>,
  ) as ExtensionHook[],
);

type AnyHook = (...args: readonly unknown[]) => unknown;

/** One codec from several: each hook asks them in order and takes the first answer that is not undefined. */
export function composeCodecs(...codecs: readonly LogicalExtensionCodec[]): LogicalExtensionCodec {
  if (codecs.length === 1) return codecs[0]!;
  const composed: Partial<Record<ExtensionHook, AnyHook>> = {};
  for (const hook of EXTENSION_HOOKS) {
    const able = codecs.filter((codec) => codec[hook] !== undefined);
    if (able.length === 0) continue;
    composed[hook] = (...args) => {
      for (const codec of able) {
        const answer = (codec[hook] as AnyHook).apply(codec, args as unknown[]);
        if (answer !== undefined) return answer;
      }
      return undefined;
    };
  }
  return Object.freeze(composed as LogicalExtensionCodec);
}
