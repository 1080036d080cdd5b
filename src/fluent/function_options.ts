import {
  type Field,
  field,
  type FieldInput,
  schema,
  schemaFromBytes,
  schemaToBytes,
  toField,
  type TypeInput,
} from "../arrow/mod.ts";
import { UdfDefinitionError } from "../errors.ts";
import type { InlineContract } from "../inline/mod.ts";
import type { CallMode, Int64Policy, NullPolicy, UserFunctionSpec, Volatility } from "../udf/mod.ts";

/** What every kind of user-defined function may be told. */
export interface FunctionOptions {
  /** The name in plans, bytes and SQL. Default: the function's own name. */
  readonly name?: string;
  /** Whether equal arguments give equal results. Default: `volatile`, which promises nothing. */
  readonly volatility?: Volatility;
  /** The values of the names that the function reads from around it; copied now. */
  readonly captures?: Readonly<Record<string, unknown>>;
  /** Modules that the receiver loads before the first row, by the name they have in the function. */
  readonly imports?: Readonly<Record<string, string | URL | { readonly from: string | URL; readonly name: string }>>;
  /** Whether nulls skip the call (`propagate`, the default) or are passed (`pass`). */
  readonly nulls?: NullPolicy;
  /** How 64-bit values are passed: as exact numbers (default) or as bigints. */
  readonly int64?: Int64Policy;
  /** Whether the function gets rows (default) or batches of Arrow vectors. */
  readonly mode?: CallMode;
}

/** A type, or a field that also says whether nulls may come. */
export type FunctionType = TypeInput | FieldInput;

const KEYS = new Set(["name", "volatility", "captures", "imports", "nulls", "int64", "mode"]);
const VALUES: Readonly<Record<string, readonly string[]>> = {
  volatility: ["immutable", "stable", "volatile"],
  nulls: ["propagate", "pass"],
  int64: ["number-checked", "bigint"],
  mode: ["row", "batch"],
};

/** Checks a declaration and puts it into one record. @throws {UdfDefinitionError | TypeError} */
export function functionSpec(
  maker: "udf" | "udaf" | "udwf",
  fn: unknown,
  inputTypes: readonly FunctionType[],
  returnType: FunctionType,
  options: FunctionOptions,
): UserFunctionSpec {
  for (const key of Object.keys(options)) {
    if (!KEYS.has(key)) {
      throw new TypeError(
        `Cannot read the options of ${maker}(): "${key}" is not an option, must be one of ${[...KEYS].join(", ")}`,
      );
    }
    const allowed = VALUES[key];
    const value = (options as Record<string, unknown>)[key];
    if (allowed && value !== undefined && !allowed.includes(value as string)) {
      throw new TypeError(
        `Cannot read the options of ${maker}(): ${key} is ${JSON.stringify(value)}, must be ${
          allowed.map((v) => `"${v}"`).join(" or ")
        }`,
      );
    }
  }
  if (typeof fn !== "function") {
    throw new UdfDefinitionError({
      message: `Cannot define a function: ${maker}() is given ${typeof fn}, must be given a function or class`,
    });
  }
  if (!Array.isArray(inputTypes)) {
    throw new UdfDefinitionError({
      message: `Cannot define "${fn.name}": its input types are no array, must be an array with one type per argument`,
    });
  }
  const name = options.name ?? fn.name;
  if (name === "") {
    throw new UdfDefinitionError({
      message: "Cannot define a function: it has no name of its own, must be given one",
      remedy: `${maker}(fn, inputTypes, returnType, { name: "my_function" })`,
    });
  }
  return Object.freeze({
    name,
    inputFields: Object.freeze(inputTypes.map((type, k) => toField(type, `arg${k}`))),
    returnField: toField(returnType, name),
    volatility: options.volatility ?? "volatile",
    nulls: options.nulls ?? "propagate",
    int64: options.int64 ?? "number-checked",
    mode: options.mode ?? "row",
    isAsync: /^Async/.test(Object.prototype.toString.call(fn).slice(8, -1)),
  });
}

/** The declaration as a payload carries it. */
export function contractOf(spec: UserFunctionSpec, stateFields?: readonly Field[]): InlineContract {
  return {
    inputSchema: schemaToBytes(schema(spec.inputFields)),
    returnSchema: schemaToBytes(schema([spec.returnField])),
    stateSchema: stateFields && schemaToBytes(schema(stateFields)),
    volatility: spec.volatility,
    nulls: spec.nulls,
    int64: spec.int64,
    mode: spec.mode,
  };
}

/** The declaration that a payload carries. @throws {DecodeError} if a schema is malformed */
export function specOfContract(name: string, isAsync: boolean, contract: InlineContract): UserFunctionSpec {
  return Object.freeze({
    name,
    inputFields: fieldsOf(contract.inputSchema),
    returnField: fieldsOf(contract.returnSchema)[0] ?? field(name, Object.freeze({ id: "Null" })),
    volatility: contract.volatility ?? "volatile",
    nulls: contract.nulls ?? "propagate",
    int64: contract.int64 ?? "number-checked",
    mode: contract.mode ?? "row",
    isAsync,
  });
}

/** The fields of a schema message; none where there is no message. */
export function fieldsOf(message: Uint8Array | undefined): readonly Field[] {
  return message === undefined || message.length === 0 ? [] : schemaFromBytes(message).fields;
}
