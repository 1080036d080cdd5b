import { isString, type Scalar } from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";

/** The constant text of argument `index`. @throws {PlanError} if it is no text literal, or empty and must not be */
export function constantText(
  name: string,
  scalars: readonly (Scalar | undefined)[],
  index: number,
  what: string,
  mayBeEmpty = false,
): string {
  const given = scalars[index];
  const value = given !== undefined && isString(given.type) ? given.value : undefined;
  if (typeof value === "string" && (mayBeEmpty || value !== "")) return value;
  const is = given === undefined ? "not constant" : given.value === null ? "null" : value === "" ? "empty" : "no text";
  throw new PlanError({
    message: `Cannot call "${name}": the ${what} (argument ${index + 1}) is ${is}, must be a text literal${
      mayBeEmpty ? "" : " that is not empty"
    }`,
  });
}
