import { type ArrowType, type Field, field, isNumeric, isString, T, typeText } from "../../arrow/mod.ts";
import { ArgumentError, PlanError } from "../../errors.ts";
import type {
  AccumulatorArgs,
  AggregateFunction,
  FunctionDocumentation,
  GroupsAccumulator,
  ReturnFieldArgs,
} from "../../udf/mod.ts";

/** What differs from one built-in aggregate to the next; the rest is filled in by {@linkcode defineAggregate}. */
export interface AggregateDefinition extends FunctionDocumentation {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** The types of the arguments after casts. @throws {PlanError} */
  coerce(types: readonly ArrowType[]): readonly ArrowType[];
  result(types: readonly ArrowType[], args: ReturnFieldArgs): ArrowType;
  /** Whether the result may be null; default true. */
  readonly nullable?: boolean;
  stateFields(args: AccumulatorArgs): readonly Field[];
  accumulator(args: AccumulatorArgs): GroupsAccumulator;
  readonly orderSensitive?: boolean;
  readonly comparesOrder?: boolean;
  readonly slidingFrames?: boolean;
  readonly distinctIrrelevant?: boolean | "grouped";
  readonly defaultValue?: AggregateFunction["defaultValue"];
}

/** A built-in aggregate function: immutable, with its documentation. */
export function defineAggregate(definition: AggregateDefinition): AggregateFunction {
  const { name, aliases, section, description, syntax, args, examples, nullable, defaultValue } = definition;
  const built: AggregateFunction = {
    kind: "aggregate",
    name,
    aliases: Object.freeze([...aliases ?? []]),
    volatility: "immutable",
    documentation: Object.freeze({
      section,
      description,
      syntax,
      ...(args && { args }),
      ...(examples && { examples }),
    }),
    coerceTypes: (types) => definition.coerce(types),
    returnField: (given) => field(name, definition.result(given.fields.map((f) => f.type), given), nullable ?? true),
    stateFields: (given) => definition.stateFields(given),
    accumulator: (given) => definition.accumulator(given),
    orderSensitive: definition.orderSensitive ?? false,
    comparesOrder: definition.comparesOrder ?? false,
    slidingFrames: definition.slidingFrames ?? true,
    distinctIrrelevant: definition.distinctIrrelevant ?? false,
    ...(defaultValue && { defaultValue }),
  };
  return Object.freeze(built);
}

/** @throws {PlanError} unless the number of arguments is one of `counts` */
export function expectCount(name: string, types: readonly ArrowType[], ...counts: readonly number[]): void {
  if (counts.includes(types.length)) return;
  throw new PlanError({
    message: `Cannot call "${name}": it got ${types.length} arguments, must be ${counts.join(" or ")}`,
  });
}

/** The error for an argument of a type that the function does not take. */
export function typeError(name: string, type: ArrowType, expected: string): PlanError {
  return new PlanError({
    message: `Cannot call "${name}": an argument is ${typeText(type)}, must be ${expected}`,
    remedy: "add a cast to the argument",
  });
}

/** A dictionary's values; other types as they are. */
export function plainType(type: ArrowType): ArrowType {
  return type.id === "Dictionary" ? plainType(type.value) : type;
}

/** Float64 for every number and for Null. @throws {PlanError} for other types */
export function toFloat64(name: string, type: ArrowType): ArrowType {
  const plain = plainType(type);
  if (isNumeric(plain) || plain.id === "Null") return T.Float64;
  throw typeError(name, type, "a number");
}

/** The constant number that argument `index` must be. @throws {ArgumentError} if it is a column, or no number */
export function constantNumber(name: string, args: AccumulatorArgs, index: number, what: string): number {
  const given = args.scalars[index];
  const value = given?.value;
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  const is = given === undefined ? "not constant" : value === null ? "null" : `a ${typeText(given.type)}`;
  throw new ArgumentError({
    message: `Cannot call "${name}": the ${what} is ${is}, must be a constant number`,
    functionName: name,
  });
}

/** The constant text that argument `index` must be; null is the empty text. @throws {ArgumentError} if it is a column */
export function constantText(name: string, args: AccumulatorArgs, index: number, what: string): string {
  const given = args.scalars[index];
  if (given !== undefined) {
    if (given.value === null) return "";
    if (isString(given.type)) return given.value as string;
  }
  throw new ArgumentError({
    message: `Cannot call "${name}": the ${what} is not constant, must be a text literal`,
    functionName: name,
  });
}
