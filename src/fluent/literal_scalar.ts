import { type ArrowType, type Scalar, scalar, scalarFromValue, T, timestampType, typeText } from "../arrow/mod.ts";
import { castScalar } from "../compute/cast/mod.ts";
import { PlanError } from "../errors.ts";
import { toScalarData, ValueMismatch } from "../udf/mod.ts";

/** JavaScript values that stand for a constant. */
export type LiteralValue =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | readonly LiteralValue[]
  | ReadonlyMap<LiteralValue, LiteralValue>
  | { readonly [name: string]: LiteralValue };

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;
const MICROS_PER_MS = 1000n;

/**
 * A value as the scalar that DataFusion's Python package makes of it: Int64 for whole numbers and bigints, Float64 for other numbers
 * (and -0), Utf8View for strings, Boolean, Binary for bytes, Timestamp(µs) for a Date, Null for null and undefined, lists and structs for arrays and objects.
 * A bigint above the range of Int64 becomes UInt64.
 *
 * With `type` the value is what a user's function of that type would return (a Date, a whole number of the unit or text for moments,
 * text for decimals, `{ months, days, nanoseconds }` for intervals, …); it must fit exactly, save that floats round. Text is parsed, and
 * typed scalars are cast.
 *
 * @throws {PlanError} if the value has no Arrow type, or does not fit the one given
 */
export function literalScalar(value: LiteralValue | Scalar, type?: ArrowType): Scalar {
  if (type === undefined) return inferScalar(value);
  try {
    return castable(value, type) ? castScalar(inferScalar(value), type, { safe: false }) : exactScalar(value, type);
  } catch (cause) {
    const why = cause instanceof ValueMismatch ? `it must be ${cause.must}` : (cause as Error).message;
    throw new PlanError({
      message: `Cannot make a literal of type ${typeText(type)} from ${describe(value)}: ${why}`,
      cause,
    });
  }
}

function exactScalar(value: LiteralValue | Scalar, type: ArrowType): Scalar {
  if (value === null || value === undefined) return scalar(type, null);
  return scalar(type, toScalarData(value instanceof Uint8Array ? value.slice() : value, type));
}

/** What conversion cannot change in silence: typed scalars and text, and numbers where the type says how they are written. */
function castable(value: LiteralValue | Scalar, type: ArrowType): boolean {
  switch (typeof value) {
    case "string":
      return !type.id.startsWith("Decimal");
    case "boolean":
      return true;
    case "number":
    case "bigint":
      return type.id.startsWith("Float") || type.id.includes("Utf8") || type.id === "Boolean";
    case "object":
      return value !== null && (isScalarValue(value) || (value instanceof Uint8Array && !type.id.startsWith("Fixed")));
    default:
      return false;
  }
}

function inferScalar(value: LiteralValue | Scalar): Scalar {
  switch (typeof value) {
    case "undefined":
      return NULL;
    case "boolean":
      return scalar(T.Boolean, value);
    case "number":
      return Number.isSafeInteger(value) && !Object.is(value, -0)
        ? scalar(T.Int64, BigInt(value))
        : scalar(T.Float64, value);
    case "bigint":
      if (value >= INT64_MIN && value <= INT64_MAX) return scalar(T.Int64, value);
      if (value > 0n && value <= UINT64_MAX) return scalar(T.UInt64, value);
      throw new PlanError({
        message: `Cannot make a literal from ${value}n: it has more than 64 bits, must be between -2^63 and 2^64-1`,
        remedy: `give it a type that holds it: lit(${value}n, types.decimal256(76, 0))`,
      });
    case "string":
      return scalar(T.Utf8View, value);
    case "object":
      if (value === null) return NULL;
      if (isScalarValue(value)) return value;
      if (value instanceof Date) return dateScalar(value);
      if (value instanceof Uint8Array) return scalar(T.Binary, value.slice());
      return scalarFromValue(value);
    default:
      throw new PlanError({
        message: `Cannot make a literal from ${
          describe(value)
        }: it is a ${typeof value}, must be a value that Arrow can hold`,
      });
  }
}

const NULL: Scalar = scalar(T.Null, null);

function isScalarValue(value: object): value is Scalar {
  const { type } = value as { type?: { id?: unknown } };
  return "value" in value && typeof type?.id === "string";
}

function dateScalar(value: Date): Scalar {
  const ms = value.getTime();
  if (Number.isNaN(ms)) {
    throw new PlanError({ message: "Cannot make a literal from a Date: it is invalid, must be a moment in time" });
  }
  return scalar(timestampType("us"), BigInt(ms) * MICROS_PER_MS);
}

function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "object" && value !== null) return Object.prototype.toString.call(value).slice(8, -1);
  return String(value);
}
