import type { ArrowType } from "./arrow_type.ts";
import type { Column } from "./column.ts";

/** A calendar interval as a value; which parts may differ from zero depends on its unit. */
export interface IntervalValue {
  readonly months: number;
  readonly days: number;
  /** Nanoseconds; DayTime intervals hold whole milliseconds. */
  readonly nanoseconds: bigint;
}

/** A dictionary scalar's value, a union's chosen child, or a run's value. */
export interface WrappedScalar {
  readonly scalar: Scalar;
  /** Type id of the chosen child of a union. */
  readonly typeId?: number;
}

/**
 * The value of a scalar, by type; null for any type:
 * boolean · number (integers to 32 bits, floats, Date32, Time32, YearMonth) · bigint (64-bit integers, Date64, Time64, Timestamp, Duration,
 * unscaled decimals of every width) · string (Utf8, LargeUtf8, Utf8View) · Uint8Array (binaries) · {@linkcode IntervalValue} (DayTime, MonthDayNano) ·
 * Column of one row (lists, structs, maps) · {@linkcode WrappedScalar} (Dictionary, Union, RunEndEncoded).
 */
export type ScalarData =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | IntervalValue
  | Column
  | WrappedScalar;

/** One typed value. Frozen. */
export interface Scalar {
  readonly type: ArrowType;
  readonly value: ScalarData;
}

/** A frozen scalar; the caller vouches that `value` fits `type`. */
export function scalar(type: ArrowType, value: ScalarData): Scalar {
  return Object.freeze({ type, value });
}

/** What a kernel takes and gives: a column, or one value that stands for every row. */
export type Datum = Column | Scalar;

/** Whether a datum is one value for all rows. */
export function isScalar(datum: Datum): datum is Scalar {
  return !("layout" in datum);
}
