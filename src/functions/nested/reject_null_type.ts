import type { Datum } from "../../arrow/mod.ts";
import { ArgumentError } from "../../errors.ts";

/** Some functions plan with an untyped null where a list belongs but do not run with it. @throws {ArgumentError} */
export function rejectNullType(name: string, datum: Datum): void {
  if (datum.type.id !== "Null") return;
  throw new ArgumentError({
    message: `Cannot call "${name}": the list is an untyped null, must be a list`,
    remedy: "cast the null to a list type",
  });
}
