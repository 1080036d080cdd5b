import {
  type ArrowType,
  type Column,
  type Datum,
  datumToColumn,
  type Field,
  field,
  isString,
  structColumn,
  structType,
} from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import type { ReturnFieldArgs, ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { countError } from "../signature.ts";

/** `struct(a, b, …)`: fields `c0`, `c1`, …; never null itself. */
export const struct: ScalarFunction = defineScalar({
  name: "struct",
  aliases: ["row"],
  section: SECTIONS.struct,
  description: "A struct of the arguments, whose fields are called c0, c1 and so on.",
  syntax: "struct(expression1[, ..., expressionN])",
  args: argumentsOf({ "expression1, ...": "The values of the fields, of any types." }),
  examples: examples(["struct(1, 'a')", "{c0: 1, c1: a}"]),
  strict: false,
  coerce: (types) => {
    if (types.length === 0) throw countError("struct", 0, [1]);
    return types;
  },
  result: (types) => structType(types.map((type, i) => field(`c${i}`, type))),
  evaluate: (args, numRows, call) => assemble(args, numRows, call.returnField.type),
});

/** `named_struct('a', x, 'b', y, …)`. */
export const namedStruct: ScalarFunction = defineScalar({
  name: "named_struct",
  section: SECTIONS.struct,
  description: "A struct of pairs of name and value; names are literals.",
  syntax: "named_struct(name1, expression1[, ..., nameN, expressionN])",
  args: argumentsOf({ name: "The name of a field: a text literal.", expression: "The value of the field." }),
  examples: examples(["named_struct('a', 1, 'b', 'x')", "{a: 1, b: x}"]),
  strict: false,
  coerce: (types) => {
    if (types.length === 0 || types.length % 2 === 1) {
      throw new PlanError({
        message: `Cannot call "named_struct": it got ${types.length} argument${
          types.length === 1 ? "" : "s"
        }, must be pairs of name and value`,
      });
    }
    return types;
  },
  result: (types, given) => structType(namedFields(types, given)),
  evaluate: (args, numRows, call) => assemble(args.filter((_, i) => i % 2 === 1), numRows, call.returnField.type),
});

function namedFields(types: readonly ArrowType[], given: ReturnFieldArgs): readonly Field[] {
  const fields: Field[] = [];
  for (let i = 0; i < types.length; i += 2) {
    const name = given.scalars[i];
    if (name === undefined || !isString(name.type) || typeof name.value !== "string" || name.value === "") {
      throw new PlanError({
        message: `Cannot call "named_struct": argument ${
          i + 1
        } is no field name, must be a text literal that is not empty`,
      });
    }
    fields.push(field(name.value, types[i + 1]!));
  }
  return fields;
}

function assemble(args: readonly Datum[], numRows: number, type: ArrowType): Column {
  const children = args.map((arg) => datumToColumn(arg, numRows));
  const fields = type.id === "Struct" ? type.fields : [];
  return structColumn(fields, children, null, 0, numRows, type);
}
