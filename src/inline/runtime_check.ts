import { RuntimeMismatchError, UdfRuntimeError } from "../errors.ts";
import { runtimeStamp } from "./runtime_stamp.ts";
import { missingGlobals } from "./standard_globals.ts";

/** `compatible`: refuse only what cannot run here. `exact`: refuse any other runtime or major.minor version. */
export type RuntimePolicy = "compatible" | "exact";

/** What is known of a function before it runs. */
export interface RuntimeNeeds {
  readonly udf: string;
  /** The sender's stamp. */
  readonly stamp: string;
  readonly requiredGlobals: readonly string[];
}

/**
 * Whether this runtime may run a function. Syntax is checked when the source is parsed, which is at the first call.
 *
 * @throws {RuntimeMismatchError} under `exact`, if the stamps differ
 * @throws {UdfRuntimeError} if a global is missing that it reads
 */
export function checkRuntime(policy: RuntimePolicy, needs: RuntimeNeeds): void {
  if (policy === "exact") assertExact(needs);
  assertCompatible(needs);
}

/** @throws {RuntimeMismatchError} if the function was made on another runtime or version */
export function assertExact(
  { udf, stamp }: Omit<RuntimeNeeds, "requiredGlobals">,
  here: string = runtimeStamp(),
): void {
  if (stamp === here) return;
  throw new RuntimeMismatchError({
    message: `Cannot run inline function "${udf}": it was made on ${stamp}, this is ${here}, ` +
      `and the runtime check is "exact", must be the same runtime and version`,
    found: stamp,
    here,
    remedy: `run sender and receiver on the same runtime version, or ctx.withRuntimeCheck("compatible")`,
  });
}

/** @throws {UdfRuntimeError} if this realm lacks a global that the function reads */
export function assertCompatible(
  { udf, stamp, requiredGlobals }: RuntimeNeeds,
  here: string = runtimeStamp(),
): void {
  const missing = missingGlobals(requiredGlobals);
  if (missing.length === 0) return;
  const list = missing.map((name) => `"${name}"`).join(", ");
  throw new UdfRuntimeError({
    message: `Cannot run inline function "${udf}" (made on ${stamp}) on ${here}: ` +
      `it reads the global${missing.length > 1 ? "s" : ""} ${list}, which ${here.split("/")[0]} lacks here`,
    udf,
    found: stamp,
    here,
    missing,
    remedy: `ask with typeof before reading (typeof ${missing[0]} !== "undefined"), capture what it gives, ` +
      `or run workers on the sender's runtime`,
  });
}
