import {
  type ArrowType,
  type Column,
  type Datum,
  dictionaryColumn,
  dictionaryType,
  field,
  isScalar,
  scalar,
  scalarAt,
  scalarToColumn,
} from "../arrow/mod.ts";
import type { FunctionDocumentation, ReturnFieldArgs, ScalarCall, ScalarFunction, Volatility } from "../udf/mod.ts";

/** What differs from one built-in scalar function to the next; the rest is filled in by {@linkcode defineScalar}. */
export interface ScalarDefinition extends FunctionDocumentation {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Default: immutable. */
  readonly volatility?: Volatility;
  /** The types of the arguments after casts. @throws {PlanError} */
  coerce(types: readonly ArrowType[]): readonly ArrowType[];
  /** The type of the result. @throws {PlanError} */
  result(types: readonly ArrowType[], args: ReturnFieldArgs): ArrowType;
  /** Whether the result may be null; default true, as DataFusion says of its functions. */
  readonly nullable?: boolean | ((args: ReturnFieldArgs) => boolean);
  /** Whether a null argument makes the row null; default true. Rows that are null in a column are the kernel's own business. */
  readonly strict?: boolean;
  /** Whether a dictionary is computed entry by entry and stays a dictionary; for functions of one argument. */
  readonly overEntries?: boolean;
  /** Whether later arguments may depend on earlier ones being null. */
  readonly shortCircuits?: boolean;
  /**
   * The rows: at least one argument is a column of `numRows` rows (where all are scalars, they come as columns of one row).
   * With `strict`, no argument is a null scalar.
   */
  evaluate(args: readonly Datum[], numRows: number, call: ScalarCall): Datum;
}

/** A built-in scalar function: immutable, with its documentation. Scalars in, scalar out. */
export function defineScalar(definition: ScalarDefinition): ScalarFunction {
  const { name, section, description, syntax, args, examples, nullable = true, shortCircuits } = definition;
  return Object.freeze({
    kind: "scalar",
    name,
    aliases: Object.freeze([...definition.aliases ?? []]),
    volatility: definition.volatility ?? "immutable",
    documentation: Object.freeze({
      section,
      description,
      syntax,
      ...(args && { args }),
      ...(examples && { examples }),
    }),
    coerceTypes: (types: readonly ArrowType[]) => definition.coerce(types),
    returnField: (given: ReturnFieldArgs) =>
      field(name, resultType(definition, given), typeof nullable === "boolean" ? nullable : nullable(given)),
    invoke: (call: ScalarCall) => invoke(definition, call),
    ...(shortCircuits && { shortCircuits }),
  });
}

function resultType(definition: ScalarDefinition, given: ReturnFieldArgs): ArrowType {
  const types = given.fields.map((f) => f.type);
  const first = types[0];
  if (definition.overEntries && first?.id === "Dictionary") {
    return dictionaryType(first.key, definition.result([first.value], given));
  }
  return definition.result(types, given);
}

function invoke(definition: ScalarDefinition, call: ScalarCall): Datum {
  const { args } = call;
  const { type } = call.returnField;
  if (definition.strict !== false && args.some((arg) => isScalar(arg) && arg.value === null)) return scalar(type, null);
  if (args.length > 0 && args.every(isScalar)) {
    const result = rows(definition, args.map((arg) => scalarToColumn(arg, 1)), 1, call);
    return isScalar(result) ? result : scalarAt(result, 0);
  }
  return rows(definition, args, call.numRows, call);
}

function rows(definition: ScalarDefinition, args: readonly Datum[], numRows: number, call: ScalarCall): Datum {
  const first = args[0];
  if (!definition.overEntries || first === undefined || isScalar(first) || first.layout !== "dictionary") {
    return definition.evaluate(args, numRows, call);
  }
  return overEntries(definition, first, call);
}

/** Each entry of the dictionary once. */
function overEntries(definition: ScalarDefinition, column: Column & { layout: "dictionary" }, call: ScalarCall): Datum {
  const { type } = call.returnField;
  const { dictionary, keys, validity, nullCount } = column;
  const inner = type.id === "Dictionary" ? { ...call, returnField: { ...call.returnField, type: type.value } } : call;
  const entries = definition.evaluate([dictionary], dictionary.length, inner);
  const values = isScalar(entries) ? scalarToColumn(entries, dictionary.length) : entries;
  return dictionaryColumn(type, keys, values, validity, nullCount);
}
