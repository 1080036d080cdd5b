import {
  type ArrowType,
  type Column,
  field,
  int32Words,
  newUint64,
  primitiveColumn,
  T,
  typeText,
} from "../../arrow/mod.ts";
import { ArgumentError, PlanError } from "../../errors.ts";
import type {
  FunctionDocumentation,
  PartitionArgs,
  PartitionEvaluator,
  PartitionInput,
  ReturnFieldArgs,
  WindowFunction,
} from "../../udf/mod.ts";

/** What differs from one built-in window function to the next. */
export interface WindowDefinition extends FunctionDocumentation {
  readonly name: string;
  /** The types of the arguments after casts. @throws {PlanError} */
  coerce(types: readonly ArrowType[]): readonly ArrowType[];
  result(types: readonly ArrowType[], args: ReturnFieldArgs): ArrowType;
  readonly nullable: boolean;
  readonly usesFrame: boolean;
  /** Makes the function that computes a whole partition; constant arguments are checked here. */
  evaluator(args: PartitionArgs): (input: PartitionInput) => Column;
}

/** A built-in window function: immutable, with its documentation. */
export function defineWindow(definition: WindowDefinition): WindowFunction {
  const { name, section, description, syntax, args, examples, nullable, usesFrame } = definition;
  const built: WindowFunction = {
    kind: "window",
    name,
    aliases: Object.freeze([]),
    volatility: "immutable",
    documentation: Object.freeze({
      section,
      description,
      syntax,
      ...(args && { args }),
      ...(examples && { examples }),
    }),
    coerceTypes: (types) => definition.coerce(types),
    returnField: (given) => field(name, definition.result(given.fields.map((f) => f.type), given), nullable),
    usesFrame,
    evaluator(given): PartitionEvaluator {
      return { evaluateAll: definition.evaluator(given) };
    },
  };
  return Object.freeze(built);
}

/** @throws {PlanError} unless the number of arguments lies between `least` and `most` */
export function expectCount(name: string, types: readonly ArrowType[], least: number, most: number): void {
  if (types.length >= least && types.length <= most) return;
  const expected = least === most ? `${least}` : `${least} to ${most}`;
  throw new PlanError({ message: `Cannot call "${name}": it got ${types.length} arguments, must be ${expected}` });
}

/** The constant whole number that argument `index` is; `otherwise` where it is not given. @throws {ArgumentError} */
export function constantInteger(
  name: string,
  args: PartitionArgs,
  index: number,
  what: string,
  otherwise: number,
): number {
  if (args.argFields.length <= index) return otherwise;
  const given = args.scalars[index];
  const value = given?.value;
  if (typeof value === "number") return Math.trunc(value);
  if (typeof value === "bigint") return Number(value);
  const is = given === undefined ? "not constant" : value === null ? "null" : `a ${typeText(given.type)}`;
  throw new ArgumentError({
    message: `Cannot call "${name}": the ${what} is ${is}, must be a constant integer`,
    functionName: name,
  });
}

/** Whole numbers from 0 to 2³² as UInt64. */
export function uint64Column(numbers: Int32Array | Uint32Array): Column {
  const values = newUint64(numbers.length);
  const words = int32Words(values);
  for (let i = 0; i < numbers.length; i++) words[2 * i] = numbers[i]!;
  return primitiveColumn(T.UInt64, values);
}
