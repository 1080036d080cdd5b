import { type ArrowType, type Datum, field, isScalar, typesEqual, typeText } from "../../arrow/mod.ts";
import { canCast, castColumn, castScalar } from "../../compute/cast/mod.ts";
import { PlanError } from "../../errors.ts";
import type { FunctionDocumentation, ReturnFieldArgs, ScalarFunction } from "../../udf/mod.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { anyArg, signature, textArg } from "../signature.ts";
import { constantText } from "./constant_text.ts";
import { parseTypeText } from "./parse_type_text.ts";

/** `arrow_cast(x, 'Int8')`. */
export const arrowCast: ScalarFunction = castFunction("arrow_cast", false, byName, {
  description: "A value cast to an Arrow type that is named as arrow_typeof prints it.",
  syntax: "arrow_cast(expression, datatype)",
  args: argumentsOf({ expression: "The value to cast.", datatype: "The name of an Arrow type: a text literal." }),
  examples: examples(["arrow_cast(-5, 'Int8')", "-5"], ["arrow_typeof(arrow_cast('2023-01-02', 'Date32'))", "Date32"]),
});

/** `arrow_try_cast(x, 'Int8')`. */
export const arrowTryCast: ScalarFunction = castFunction("arrow_try_cast", true, byName, {
  description: "A value cast to an Arrow type that is named as arrow_typeof prints it; null where it does not fit.",
  syntax: "arrow_try_cast(expression, datatype)",
  args: argumentsOf({ expression: "The value to cast.", datatype: "The name of an Arrow type: a text literal." }),
  examples: examples(["arrow_try_cast('123', 'Int64')", "123"], ["arrow_try_cast('a', 'Int64')", "NULL"]),
});

/** `cast_to_type(x, y)`. */
export const castToType: ScalarFunction = castFunction("cast_to_type", false, byReference, {
  description: "A value cast to the type of another one, whose value does not count.",
  syntax: "cast_to_type(expression, reference)",
  args: argumentsOf({ expression: "The value to cast.", reference: "A value of the type to cast to." }),
  examples: examples(["cast_to_type('42', 1)", "42"]),
});

/** `try_cast_to_type(x, y)`. */
export const tryCastToType: ScalarFunction = castFunction("try_cast_to_type", true, byReference, {
  description: "A value cast to the type of another one, whose value does not count; null where it does not fit.",
  syntax: "try_cast_to_type(expression, reference)",
  args: argumentsOf({ expression: "The value to cast.", reference: "A value of the type to cast to." }),
  examples: examples(["try_cast_to_type('123', 1)", "123"], ["try_cast_to_type('a', 1)", "NULL"]),
});

function byName(name: string, { scalars }: ReturnFieldArgs): ArrowType {
  return parseTypeText(constantText(name, scalars, 1, "type name"));
}

function byReference(_name: string, { fields }: ReturnFieldArgs): ArrowType {
  return fields[1]!.type;
}

function castFunction(
  name: string,
  safe: boolean,
  target: (name: string, args: ReturnFieldArgs) => ArrowType,
  documentation: Omit<FunctionDocumentation, "section">,
): ScalarFunction {
  const coerce = target === byName ? signature(name, [anyArg, textArg]) : signature(name, [anyArg, anyArg]);
  return Object.freeze(
    {
      kind: "scalar",
      name,
      aliases: Object.freeze([]),
      volatility: "immutable",
      documentation: Object.freeze({ section: SECTIONS.core, ...documentation }),
      coerceTypes: (types: readonly ArrowType[]) => coerce(types),
      returnField: (args: ReturnFieldArgs) => {
        const to = target(name, args);
        const given = args.fields[0]!;
        if (!typesEqual(given.type, to) && !canCast(given.type, to)) {
          throw new PlanError({
            message: `Cannot call "${name}": ${typeText(given.type)} has no cast to ${typeText(to)}`,
          });
        }
        return field(name, to, safe || given.nullable, given.metadata);
      },
      invoke: ({ args, returnField }): Datum => {
        const [value] = args;
        return isScalar(value!)
          ? castScalar(value, returnField.type, { safe })
          : castColumn(value!, returnField.type, { safe });
      },
    } satisfies ScalarFunction,
  );
}
