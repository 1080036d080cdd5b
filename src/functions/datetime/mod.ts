/**
 * Dates, times and timestamps: parts, truncation, text and back.
 *
 * Timestamps with a zone are instants; what clocks show there decides parts and units. The query's own instant is one for all rows.
 */
import type { ScalarFunction } from "../../udf/mod.ts";
import { currentDate, currentTime, now } from "./current_moment.ts";
import { dateBin } from "./date_bin.ts";
import { datePart } from "./date_part.ts";
import { dateTrunc } from "./date_trunc.ts";
import { fromUnixtime, makeDate, makeTime, toDate, toLocalTime, toTime, toUnixtime } from "./simple_moments.ts";
import { toChar } from "./to_char.ts";
import {
  toTimestamp,
  toTimestampMicros,
  toTimestampMillis,
  toTimestampNanos,
  toTimestampSeconds,
} from "./to_timestamp.ts";

/** The built-in scalar functions of this theme. */
export const datetimeFunctions: readonly ScalarFunction[] = Object.freeze([
  currentDate,
  currentTime,
  dateBin,
  datePart,
  dateTrunc,
  fromUnixtime,
  makeDate,
  makeTime,
  now,
  toChar,
  toDate,
  toLocalTime,
  toTime,
  toTimestamp,
  toTimestampMicros,
  toTimestampMillis,
  toTimestampNanos,
  toTimestampSeconds,
  toUnixtime,
]);
