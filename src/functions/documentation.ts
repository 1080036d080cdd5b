import type { FunctionDocumentation } from "../udf/mod.ts";

/** Headings of `docs/functions.md`. */
export const SECTIONS: {
  readonly core: string;
  readonly math: string;
  readonly string: string;
  readonly regex: string;
  readonly hash: string;
  readonly encoding: string;
  readonly datetime: string;
  readonly array: string;
  readonly map: string;
  readonly struct: string;
} = Object.freeze({
  core: "Conditional and Other Functions",
  math: "Math Functions",
  string: "String Functions",
  regex: "Regular Expression Functions",
  hash: "Hashing Functions",
  encoding: "Binary String Functions",
  datetime: "Date and Time Functions",
  array: "Array Functions",
  map: "Map Functions",
  struct: "Struct Functions",
});

type Example = NonNullable<FunctionDocumentation["examples"]>[number];
type Argument = NonNullable<FunctionDocumentation["args"]>[number];

/** Examples from expressions and their printed results. */
export function examples(...pairs: readonly (readonly [expression: string, result: string])[]): readonly Example[] {
  return pairs.map(([expression, result]) => Object.freeze({ sql: `SELECT ${expression}`, result }));
}

/** Arguments by name, in order. */
export function argumentsOf(described: Readonly<Record<string, string>>): readonly Argument[] {
  return Object.entries(described).map(([name, description]) => Object.freeze({ name, description }));
}
