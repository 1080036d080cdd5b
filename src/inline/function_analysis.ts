import type { SourcePosition } from "../errors.ts";
import { findOuterUses, type NameUse } from "./free_names.ts";
import type { FunctionSource } from "./function_source.ts";
import { positionAt } from "./source_position.ts";
import { isRuntimeGlobal, isStandardGlobal } from "./standard_globals.ts";
import { findFeatures, type SyntaxFeature } from "./syntax_features.ts";

/** A name that a function uses and does not declare. */
export interface FreeName {
  readonly name: string;
  /** First use, in the text that `toString` gave. */
  readonly position: SourcePosition;
  readonly isRead: boolean;
  readonly isWritten: boolean;
  /** Used as `(0, name.member)(…)`: what compilers make of calls of imported functions. */
  readonly isImportCall: boolean;
  /** Used as `name.member` and in no other way, as compiled code uses modules. */
  readonly isNamespace: boolean;
}

/** What a function needs from outside, each list in the order of first use unless it says otherwise. */
export interface FunctionAnalysis {
  /** Free names that are no globals: captures or imports must supply them. */
  readonly freeNames: readonly FreeName[];
  readonly standardGlobals: readonly string[];
  /** Globals that not every runtime has, sorted; without those that are asked for by `typeof` first. */
  readonly requiredGlobals: readonly string[];
  readonly thisPosition: SourcePosition | undefined;
  readonly superPosition: SourcePosition | undefined;
  readonly newTargetPosition: SourcePosition | undefined;
  readonly importMetaPosition: SourcePosition | undefined;
  readonly dynamicImports: readonly { readonly specifier: string | undefined; readonly position: SourcePosition }[];
  /** Whether it calls `eval`, whose text no analysis sees. */
  readonly usesEval: boolean;
  /** In canonical order. */
  readonly features: readonly SyntaxFeature[];
}

/**
 * What the function takes from outside of its text. A pure function of the text: the same on every runtime.
 *
 * @param supplied names that captures or imports give: they count as free names even if a global has the same name
 */
export function analyzeFunction(source: FunctionSource, supplied: ReadonlySet<string> = new Set()): FunctionAnalysis {
  const { root, shift } = source.parsed;
  const uses = findOuterUses(root);
  const at = (offset: number): SourcePosition => positionAt(source.original, offset - shift);
  const first = (offsets: readonly number[]): SourcePosition | undefined =>
    offsets.length > 0 ? at(Math.min(...offsets)) : undefined;
  const names = new Map<string, { -readonly [K in keyof NameUse]: NameUse[K] }>();
  for (const use of uses.free) {
    const known = names.get(use.name);
    if (!known) names.set(use.name, { ...use });
    else {
      known.isRead ||= use.isRead;
      known.isWritten ||= use.isWritten;
      known.isTypeof ||= use.isTypeof;
      known.isObject &&= use.isObject;
    }
  }
  const freeNames: FreeName[] = [];
  const standardGlobals: string[] = [];
  const requiredGlobals: string[] = [];
  for (const [name, use] of names) {
    const isSupplied = supplied.has(name);
    if (!isSupplied && isStandardGlobal(name)) standardGlobals.push(name);
    else if (!isSupplied && isRuntimeGlobal(name)) {
      if (!use.isTypeof) requiredGlobals.push(name);
    } else {
      const { isRead, isWritten } = use;
      const isImportCall = uses.importCalls.has(name);
      freeNames.push({ name, position: at(use.offset), isRead, isWritten, isImportCall, isNamespace: use.isObject });
    }
  }
  return {
    freeNames,
    standardGlobals,
    requiredGlobals: requiredGlobals.sort(),
    thisPosition: first(uses.thisAt),
    superPosition: first(uses.superAt),
    newTargetPosition: first(uses.newTargetAt),
    importMetaPosition: first(uses.importMetaAt),
    dynamicImports: uses.dynamicImports.map(({ offset, specifier }) => ({ specifier, position: at(offset) })),
    usesEval: !supplied.has("eval") && names.has("eval"),
    features: findFeatures(root),
  };
}
