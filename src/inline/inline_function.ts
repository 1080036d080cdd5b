import type { FunctionForm } from "./function_source.ts";
import type { InlineKind } from "./inline_frame.ts";

/** One binding that the receiver makes by `import`. */
export interface InlineImport {
  /** The name in the function's source. */
  readonly local: string;
  /** An absolute URL, or a bare specifier such as `npm:simple-statistics` or `simple-statistics`. */
  readonly specifier: string;
  /** The export's name; `*` for the namespace, `default` for the default export. */
  readonly exported: string;
}

/** An export of a module, instead of source text. */
export interface ModuleExport {
  readonly specifier: string;
  readonly exported: string;
}

/**
 * What a UDF promises about its arguments and results. This room carries it and does not look inside: the schemas are
 * encapsulated Arrow IPC schema messages.
 */
export interface InlineContract {
  readonly inputSchema?: Uint8Array | undefined;
  readonly returnSchema?: Uint8Array | undefined;
  readonly stateSchema?: Uint8Array | undefined;
  readonly volatility?: "immutable" | "stable" | "volatile" | undefined;
  readonly nulls?: "pass" | "propagate" | undefined;
  readonly int64?: "bigint" | "number-checked" | undefined;
  readonly mode?: "row" | "batch" | undefined;
  /** Optional methods of an aggregate or window class, sorted. */
  readonly methods?: readonly string[] | undefined;
  readonly usesFrame?: boolean | undefined;
}

/**
 * A JavaScript function as inert, frozen data: what one payload says. Making one reads the function; holding, copying,
 * encoding or decoding one runs nothing.
 */
export interface InlineFunction extends InlineContract {
  readonly name: string;
  readonly kind: InlineKind;
  /** Source text that is one expression; empty if `module` is given. */
  readonly source: string;
  readonly form: FunctionForm | "getter" | "setter" | "object";
  readonly module?: ModuleExport | undefined;
  /** The captured values: a value graph whose root is an object with one key per name; empty if there are none. */
  readonly captures: Uint8Array;
  /** Sorted by local name. */
  readonly imports: readonly InlineImport[];
  /** Globals that not every runtime has, of this function and the functions that it captures; sorted. */
  readonly requiredGlobals: readonly string[];
  /** Syntax newer than ECMAScript 2017, likewise; sorted. */
  readonly features: readonly string[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** Fields that this build does not know, byte for byte, so that a newer sender's payload survives a round trip. */
  readonly unknownFields: Uint8Array;
}

/** No captures, or no unknown fields. */
export const NO_BYTES: Uint8Array = new Uint8Array(0);

/** Freezes a description and its lists; bytes cannot be frozen. */
export function freezeDescription(description: InlineFunction): InlineFunction {
  Object.freeze(description.imports);
  Object.freeze(description.requiredGlobals);
  Object.freeze(description.features);
  if (description.methods) Object.freeze(description.methods);
  return Object.freeze(description);
}
