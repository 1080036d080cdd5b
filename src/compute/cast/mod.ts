/**
 * CAST and TRY_CAST between Arrow types, and text ⇄ values: what DataFusion 55 (arrow-rs 59, chrono) reads and writes.
 *
 * - {@linkcode castColumn} decides the kernel once per column; kernels convert every row without looking at validity and
 *   report what does not fit (`failures.ts`).
 * - 64-bit integers and decimals are read as 32-bit words; BigInt appears only where a float64 is not exact.
 * - Text is read from and written to UTF-8 bytes; parsers and writers here know no columns and serve other rooms too.
 *
 * May import: `arrow`, `errors`, `compute/select`.
 */
export { canCast } from "./can_cast.ts";
export { castColumn } from "./cast_column.ts";
export type { CastOptions } from "./cast_error.ts";
export { castScalar } from "./cast_scalar.ts";
export { cellText, type CellWriter, cellWriter } from "./cell_writer.ts";
export {
  type Civil,
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  daysOfDate,
  isLeapYear,
  MAX_CIVIL_DAYS,
  MIN_CIVIL_DAYS,
} from "./civil.ts";
export {
  bigDecimal,
  type DecimalWords,
  decimalWords,
  divideRounded,
  fitsPrecision,
  formatDecimal,
  parseDecimal,
  powerOfTen,
  powi10,
  rescaleDecimal,
  setBigDecimal,
  setSmallDecimal,
  smallDecimal,
  writeDecimal,
} from "./decimal_math.ts";
export { formatFloat16, formatFloat32, formatFloat64 } from "./format_float.ts";
export { writeDigits, writeInt64, writeInteger, writeUint64 } from "./format_integer.ts";
export { formatDuration, formatInterval } from "./format_interval.ts";
export {
  formatDate,
  formatTime,
  formatTimestamp,
  isCivilDay,
  MAX_TIMESTAMP_BYTES,
  writeDate,
  writeOffset,
  writeTime,
  writeTimestamp,
} from "./format_timestamp.ts";
export {
  divideInt64,
  int64ToNumber,
  multiplyInt64,
  type Seconds,
  setInt64,
  setScaledInt64,
  splitSeconds,
  uint64ToNumber,
} from "./int64_words.ts";
export { parseBoolean } from "./parse_boolean.ts";
export { DEFAULT_PART, type IntervalPart, parseInterval } from "./parse_interval.ts";
export { parseFloat32, parseFloat64, parseInt64, parseInteger } from "./parse_number.ts";
export { type Moment, parseDate, parseDate64, parseTimeOfDay, parseTimestamp } from "./parse_timestamp.ts";
export { TextSink } from "./text_sink.ts";
export { findTimeZone, parseOffset, type TimeZone, timeZone, UTC } from "./time_zone.ts";
export { trimWhiteSpace, trimWhiteSpaceStart } from "./white_space.ts";
