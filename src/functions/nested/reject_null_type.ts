import type { Datum } from "../../arrow/mod.ts";
import { ExecutionError } from "../../errors.ts";

/** Some functions plan with an untyped null where a list belongs but do not run with it. @throws {ExecutionError} */
export function rejectNullType(name: string, datum: Datum): void {
  if (datum.type.id !== "Null") return;
  throw new ExecutionError({
    message: `Cannot call "${name}": the list is an untyped null, must be a list`,
    remedy: "cast the null to a list type",
  });
}
