import { capturedTags, type CaptureSize, captureSizes } from "./capture_sizes.ts";
import { analyzeFunction, type FunctionAnalysis } from "./function_analysis.ts";
import { encodeFrame } from "./inline_frame.ts";
import type { InlineFunction, InlineImport, ModuleExport } from "./inline_function.ts";
import { encodeInlineFunction } from "./inline_function_wire.ts";
import { capturedFunctions } from "./module_loader.ts";
import { parseFunction } from "./parse_function.ts";

/** What a function takes along, and how. */
export interface InlineExplanation {
  readonly name: string;
  readonly kind: InlineFunction["kind"];
  /** Of the whole frame. */
  readonly sizeBytes: number;
  readonly byValue: {
    /** UTF-8 bytes of the source text. */
    readonly sourceBytes: number;
    readonly captures: readonly CaptureUse[];
    /** Functions and classes inside the captures. */
    readonly functions: readonly string[];
  };
  readonly byReference: {
    readonly imports: readonly InlineImport[];
    readonly module: ModuleExport | undefined;
    /** Kinds of values that higher rooms revive; exports of this library are among them. */
    readonly tags: readonly string[];
  };
  /** Globals that every runtime has, and those that only some have. */
  readonly standardGlobals: readonly string[];
  readonly requiredGlobals: readonly string[];
  readonly features: readonly string[];
  /** What a user may not expect, as sentences. */
  readonly notes: readonly string[];
}

/** A captured value and what the source does with it. */
export interface CaptureUse extends CaptureSize {
  readonly isUsed: boolean;
  /** Assigned to: the new value stays where the function runs, and every worker has its own. */
  readonly isWritten: boolean;
}

/** Explains a description. Parses its source, runs nothing. */
export function explainInline(fn: InlineFunction): InlineExplanation {
  const sizes = captureSizes(fn);
  const analysis = analysisOf(fn, sizes);
  const captures = sizes.map((size): CaptureUse => {
    const use = analysis?.freeNames.find(({ name }) => name === size.name);
    return { ...size, isUsed: use !== undefined || analysis === undefined, isWritten: use?.isWritten ?? false };
  });
  return {
    name: fn.name,
    kind: fn.kind,
    sizeBytes: encodeFrame(fn.kind, encodeInlineFunction(fn)).length,
    byValue: {
      sourceBytes: new TextEncoder().encode(fn.source).length,
      captures,
      functions: capturedFunctions(fn).map(({ name }) => name),
    },
    byReference: { imports: fn.imports, module: fn.module, tags: capturedTags(fn) },
    standardGlobals: analysis?.standardGlobals ?? [],
    requiredGlobals: fn.requiredGlobals,
    features: fn.features,
    notes: [...notes(fn, captures, analysis)],
  };
}

function analysisOf(fn: InlineFunction, sizes: readonly CaptureSize[]): FunctionAnalysis | undefined {
  if (fn.module) return undefined;
  const parsed = parseFunction(fn.source);
  if ("reason" in parsed) return undefined;
  const supplied = new Set([...sizes.map(({ name }) => name), ...fn.imports.map(({ local }) => local)]);
  const { isAsync, isGenerator, source } = fn;
  return analyzeFunction({ text: source, form: "function", isAsync, isGenerator, original: source, parsed }, supplied);
}

function* notes(
  fn: InlineFunction,
  captures: readonly CaptureUse[],
  analysis: FunctionAnalysis | undefined,
): Generator<string> {
  for (const { name, sizeBytes, isUsed, isWritten } of captures) {
    if (!isUsed) yield `capture "${name}" is not used by the source; it travels all the same (${sizeBytes} bytes)`;
    if (isWritten) yield `capture "${name}" is assigned to: each worker changes its own copy, nothing comes back`;
  }
  for (const name of fn.requiredGlobals) yield `it runs only where the global "${name}" exists`;
  for (const { specifier } of analysis?.dynamicImports ?? []) {
    yield `it imports ${
      specifier === undefined ? "a module" : `"${specifier}"`
    } while it runs, not before the first row`;
  }
  if (analysis?.usesEval) yield `it calls eval, whose text nothing here looks at`;
}
