import { type ArrowType, type Column, isBinary, isString, quoted, typeText } from "../../arrow/mod.ts";
import { CastError } from "../../errors.ts";
import { cellText } from "./cell_writer.ts";
import { MAX_CIVIL_DAYS } from "./civil.ts";
import { formatDate } from "./format_timestamp.ts";

/** What a cast does with a value that the target type cannot hold. */
export interface CastOptions {
  /** True: such values become null (TRY_CAST). False: the first one raises a {@linkcode CastError} (CAST). */
  readonly safe: boolean;
}

/** Longer values are cut in messages. */
const MAX_VALUE_CHARS = 100;

/** The error for row `row`, whose value does not fit `to`. */
export function rowError(column: Column, row: number, to: ArrowType): CastError {
  let value = cellText(column, row);
  if (value.length > MAX_VALUE_CHARS) value = value.slice(0, MAX_VALUE_CHARS) + "…";
  const shown = isString(column.type) ? quoted(value) : `${typeText(column.type)} value ${value}`;
  const fromText = isString(column.type);
  return new CastError({
    message: `Cannot cast ${shown} to ${typeText(to)}: ${fromText ? "it does not read as one" : "it does not fit"}, ` +
      `must be ${requirement(column.type, to)}`,
    remedy: "try_cast, which gives null for such values",
  });
}

/** The error for a pair of types between which there is no cast. */
export function typeError(from: ArrowType, to: ArrowType): CastError {
  return new CastError({
    message: `Cannot cast ${typeText(from)} to ${typeText(to)}: there is no such cast, must be another target type`,
  });
}

/** The error for columns that have nulls where the target's child must have none. */
export function nullError(to: ArrowType, child: string): CastError {
  return new CastError({
    message: `Cannot cast to ${typeText(to)}: child ${quoted(child)} would have null values, must have none`,
    remedy: "declare the child nullable in the target type",
  });
}

const INTEGER_RANGES: Readonly<Record<string, string>> = {
  Int8: "from -128 to 127",
  Int16: "from -32768 to 32767",
  Int32: "from -2147483648 to 2147483647",
  Int64: "from -9223372036854775808 to 9223372036854775807",
  UInt8: "from 0 to 255",
  UInt16: "from 0 to 65535",
  UInt32: "from 0 to 4294967295",
  UInt64: "from 0 to 18446744073709551615",
};

function requirement(from: ArrowType, to: ArrowType): string {
  const fromText = isString(from);
  const range = INTEGER_RANGES[to.id];
  if (range !== undefined) return fromText ? `a whole number ${range}` : range;
  switch (to.id) {
    case "Boolean":
      return `one of "true", "t", "yes", "y", "on", "1", "false", "f", "no", "n", "off", "0"`;
    case "Float16":
    case "Float32":
    case "Float64":
      return `a number such as "1.5" or "1e10"`;
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return `${fromText ? "a number with " : ""}at most ${to.precision - to.scale} digits before the point`;
    case "Date32":
    case "Date64":
      return fromText ? `a date such as "2024-02-29"` : `a date up to ${formatDate(MAX_CIVIL_DAYS)}`;
    case "Time32":
    case "Time64":
      return fromText ? `a time such as "12:34:56.789"` : "a time that the calendar has";
    case "Timestamp":
      if (fromText) return `a timestamp such as "2024-02-29T12:34:56Z"${to.unit === "ns" ? " from 1677 to 2262" : ""}`;
      return to.timezone === null
        ? "within 64 bits"
        : `within 64 bits, and a time that clocks of ${quoted(to.timezone)} show exactly once`;
    case "Duration":
      return "an interval without months and days, within 64 bits";
    case "Interval":
      return fromText ? `an interval such as "1 year 2 months"` : "within 64 bits of nanoseconds";
    case "FixedSizeBinary":
      return `${to.byteWidth} bytes`;
    case "FixedSizeList":
      return `a list of ${to.size} items`;
    case "Utf8":
    case "LargeUtf8":
    case "Utf8View":
      return isBinary(from) ? "valid UTF-8" : "a time that the calendar has";
    default:
      return `a value of ${typeText(to)}`;
  }
}
