import type { NullTreatment } from "../expr/mod.ts";

/** Checks what a user gave. @throws {TypeError} */
export function nullTreatmentOf(call: string, value: NullTreatment | undefined): NullTreatment {
  if (value === undefined || value === null) return null;
  if (value === "respectNulls" || value === "ignoreNulls") return value;
  throw new TypeError(
    `Cannot call ${call}(): nullTreatment is ${JSON.stringify(value)}, must be "respectNulls" or "ignoreNulls"`,
  );
}
