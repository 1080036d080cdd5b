import { capturedTags, type CaptureSize, captureSizes } from "./capture_sizes.ts";
import { canEvaluate, compileBody } from "./evaluate_source.ts";
import { type InlineKind, readFrame } from "./inline_frame.ts";
import type { InlineFunction, InlineImport, ModuleExport } from "./inline_function.ts";
import { decodeInlineFunction } from "./inline_function_wire.ts";
import { INLINE_MAX_BYTES } from "./inline_limits.ts";
import { capturedFunctions, neededModules } from "./module_loader.ts";
import { expressionProblem, parseFunction } from "./parse_function.ts";
import type { RuntimePolicy } from "./runtime_check.ts";
import { runtimeStamp } from "./runtime_stamp.ts";
import { positionAt } from "./source_position.ts";
import { missingGlobals } from "./standard_globals.ts";
import { missingFeatures } from "./syntax_features.ts";

/** What one `fun_definition` is, without running anything of it. */
export interface FunctionInspection {
  /** `fusewire` for ours, `Python` for datafusion-python's, `unknown` for others and for what is malformed. */
  readonly family: string;
  readonly kind: InlineKind | undefined;
  readonly sizeBytes: number;
  readonly name: string | undefined;
  readonly wireVersion: number | undefined;
  /** `runtime/major.minor` of the sender. */
  readonly stamp: string | undefined;
  readonly source: string | undefined;
  readonly form: InlineFunction["form"] | undefined;
  readonly module: ModuleExport | undefined;
  readonly captures: readonly CaptureSize[];
  /** Names of functions and classes inside the captures. */
  readonly capturedFunctions: readonly string[];
  /** Kinds of values that higher rooms revive, inside the captures. */
  readonly tags: readonly string[];
  readonly imports: readonly InlineImport[];
  /** Every module that must be there before the first row. */
  readonly modules: readonly string[];
  readonly requiredGlobals: readonly string[];
  readonly features: readonly string[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly volatility: InlineFunction["volatility"];
  readonly nulls: InlineFunction["nulls"];
  readonly int64: InlineFunction["int64"];
  readonly mode: InlineFunction["mode"];
  /** All that would go wrong on this receiver, at once. Empty: nothing that can be known without running it. */
  readonly problems: readonly string[];
}

export interface InspectOptions {
  /** Default `compatible`. */
  readonly policy?: RuntimePolicy | undefined;
  /** Tags that this receiver can revive; others are reported as problems. */
  readonly knownTags?: readonly string[] | undefined;
  readonly limitBytes?: number | undefined;
}

/** Looks at the bytes of one inline function. Never throws, never runs what it reads. */
export function inspectPayload(bytes: Uint8Array, options: InspectOptions = {}): FunctionInspection {
  const problems: string[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      problems.push(error instanceof Error ? error.message.replaceAll("\n  Try: ", "; try: ") : String(error));
      return undefined;
    }
  };
  const frame = attempt(() => readFrame(bytes));
  if (!frame || frame.family === "foreign") {
    if (frame) {
      problems.push(
        `it is ${frame.name === "unknown" ? "of an unknown family" : `a ${frame.name} function`} ` +
          `(prefix ${JSON.stringify(frame.prefix)}${frame.versions ? `, ${frame.versions}` : ""}): ` +
          `it travels through unchanged, but cannot be evaluated here`,
      );
    }
    return { ...EMPTY, family: frame?.name ?? "unknown", kind: frame?.kind, sizeBytes: bytes.length, problems };
  }
  const head = { family: frame.family, kind: frame.kind, wireVersion: frame.wireVersion, stamp: frame.stamp };
  const fn = attempt(() => decodeInlineFunction(frame.payload));
  if (!fn) return { ...EMPTY, ...head, sizeBytes: bytes.length, problems };
  const limit = options.limitBytes ?? INLINE_MAX_BYTES;
  if (bytes.length > limit) problems.push(`it is ${bytes.length} bytes, this receiver takes ${limit}`);
  if (fn.kind !== frame.kind) problems.push(`its frame says ${frame.kind}, its payload says ${fn.kind}`);
  problems.push(...runtimeProblems(fn, frame.stamp, options.policy ?? "compatible"));
  const inside = attempt(() => lookInside(fn, options.knownTags));
  if (inside) problems.push(...inside.problems);
  return {
    ...head,
    sizeBytes: bytes.length,
    name: fn.name,
    source: fn.module ? undefined : fn.source,
    form: fn.module ? undefined : fn.form,
    module: fn.module,
    captures: inside?.captures ?? [],
    capturedFunctions: inside?.functions ?? [],
    tags: inside?.tags ?? [],
    imports: fn.imports,
    modules: inside?.modules ?? [],
    requiredGlobals: fn.requiredGlobals,
    features: fn.features,
    isAsync: fn.isAsync,
    isGenerator: fn.isGenerator,
    volatility: fn.volatility,
    nulls: fn.nulls,
    int64: fn.int64,
    mode: fn.mode,
    problems,
  };
}

const EMPTY: FunctionInspection = Object.freeze({
  family: "unknown",
  kind: undefined,
  sizeBytes: 0,
  name: undefined,
  wireVersion: undefined,
  stamp: undefined,
  source: undefined,
  form: undefined,
  module: undefined,
  captures: [],
  capturedFunctions: [],
  tags: [],
  imports: [],
  modules: [],
  requiredGlobals: [],
  features: [],
  isAsync: false,
  isGenerator: false,
  volatility: undefined,
  nulls: undefined,
  int64: undefined,
  mode: undefined,
  problems: [],
});

function runtimeProblems(fn: InlineFunction, stamp: string, policy: RuntimePolicy): string[] {
  const here = runtimeStamp();
  const problems: string[] = [];
  if (policy === "exact" && stamp !== here) {
    problems.push(`it was made on ${stamp}, this is ${here}, and the runtime check is "exact"`);
  }
  for (const name of missingGlobals(fn.requiredGlobals)) {
    problems.push(`it was made on ${stamp} and reads the global "${name}", which ${here} lacks here`);
  }
  if (fn.module) return problems;
  if (!canEvaluate()) {
    problems.push("this realm forbids code from text, so it cannot run here; by module or by name it could");
  }
  for (const name of missingFeatures(fn.features, (text) => compileBody([], text))) {
    problems.push(`it was made on ${stamp} and needs the syntax "${name}", which ${here} cannot parse`);
  }
  const isMember = fn.form === "method" || fn.form === "getter" || fn.form === "setter";
  if (isMember) {
    const parsed = parseFunction(fn.source);
    if ("reason" in parsed) problems.push(sourceProblem(`"${fn.name}"`, fn.source, parsed.reason, parsed.offset));
  } else if (fn.form !== "object") {
    const found = expressionProblem(fn.source);
    if (found) problems.push(sourceProblem(`"${fn.name}"`, fn.source, found.reason, found.offset));
  }
  return problems;
}

function lookInside(fn: InlineFunction, knownTags: readonly string[] | undefined): {
  readonly captures: CaptureSize[];
  readonly functions: string[];
  readonly tags: string[];
  readonly modules: string[];
  readonly problems: string[];
} {
  const problems: string[] = [];
  const captured = capturedFunctions(fn);
  for (const { name, source } of captured) {
    const found = expressionProblem(source);
    if (found) problems.push(sourceProblem(`the captured function "${name}"`, source, found.reason, found.offset));
  }
  const tags = capturedTags(fn);
  if (knownTags) {
    for (const tag of tags) {
      if (!knownTags.includes(tag)) {
        problems.push(`it captures a value of kind ${JSON.stringify(tag)}, which is unknown here`);
      }
    }
  }
  const modules = neededModules(fn);
  const functions = captured.map(({ name }) => name);
  return { captures: captureSizes(fn), functions, tags, modules, problems };
}

function sourceProblem(what: string, source: string, reason: string, offset: number): string {
  const { line, column } = positionAt(source, offset);
  return `the source of ${what} does not parse (line ${line}, column ${column}: ${reason})`;
}
