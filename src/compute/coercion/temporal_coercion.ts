import type { ArrowType, TimestampType, TimeUnit } from "../../arrow/mod.ts";
import { durationType, intervalType, isFloat, isInteger, T, timestampType } from "../../arrow/mod.ts";

/**
 * The common time type for comparing: timestamps in the finer unit and the left side's zone, whatever the zones are,
 * because both count from the same instant. Source: DataFusion 55, `temporal_coercion_nonstrict_timezone`.
 */
export function temporalCoercionNonstrictTimezone(left: ArrowType, right: ArrowType): ArrowType | null {
  if (left.id === "Timestamp" && right.id === "Timestamp") {
    return timestampType(finerUnit(left.unit, right.unit), left.timezone ?? right.timezone);
  }
  return temporalCoercion(left, right);
}

/**
 * The common time type for arithmetic: as above, but null for two different zones (`UTC` and `+00:00` are one).
 * Source: DataFusion 55, `temporal_coercion_strict_timezone`.
 */
export function temporalCoercionStrictTimezone(left: ArrowType, right: ArrowType): ArrowType | null {
  if (left.id === "Timestamp" && right.id === "Timestamp") {
    if (left.timezone !== null && right.timezone !== null && !sameZone(left, right)) return null;
    return timestampType(finerUnit(left.unit, right.unit), left.timezone ?? right.timezone);
  }
  return temporalCoercion(left, right);
}

function sameZone(left: TimestampType, right: TimestampType): boolean {
  const isUtc = (zone: string | null): boolean => zone === "UTC" || zone === "+00:00";
  return left.timezone === right.timezone || (isUtc(left.timezone) && isUtc(right.timezone));
}

const UNITS: readonly TimeUnit[] = ["s", "ms", "us", "ns"];

function finerUnit(left: TimeUnit, right: TimeUnit): TimeUnit {
  return UNITS[Math.max(UNITS.indexOf(left), UNITS.indexOf(right))]!;
}

function isDate(type: ArrowType): boolean {
  return type.id === "Date32" || type.id === "Date64";
}
function isTime(type: ArrowType): boolean {
  return type.id === "Time32" || type.id === "Time64";
}
function isSpan(type: ArrowType): boolean {
  return type.id === "Interval" || type.id === "Duration";
}

/** Rules for everything but two timestamps. Source: DataFusion 55, `temporal_coercion`. */
export function temporalCoercion(left: ArrowType, right: ArrowType): ArrowType | null {
  if (isSpan(left) && isSpan(right)) return intervalType("MonthDayNano");
  return withDate(left, right) ?? withDate(right, left);
}

function withDate(date: ArrowType, other: ArrowType): ArrowType | null {
  if (!isDate(date)) return null;
  if (isInteger(other)) return date;
  if (isDate(other) && date.id !== other.id) return T.Date64;
  return isTime(other) || other.id === "Timestamp" ? timestampType("ns") : null;
}

/**
 * The types of the two sides for arithmetic over times that differ: `date + 1`, `date + time`, `timestamp + duration`,
 * `time - time`, `interval * 2`. Source: DataFusion 55, `temporal_math_coercion`.
 */
export function temporalMathCoercion(
  left: ArrowType,
  right: ArrowType,
): readonly [left: ArrowType, right: ArrowType] | null {
  const interval = intervalType("MonthDayNano");
  if (isDate(left) && isInteger(right)) return [left, interval];
  if (isInteger(left) && isDate(right)) return [interval, right];
  if (isDate(left) && isTime(right)) return [timestampType("ns"), durationType("ns")];
  if (isTime(left) && isDate(right)) return [durationType("ns"), timestampType("ns")];
  if (left.id === "Timestamp" && right.id === "Duration") return [left, durationType(left.unit)];
  if (left.id === "Duration" && right.id === "Timestamp") return [durationType(right.unit), right];
  const leftTime = isTime(left);
  const rightTime = isTime(right);
  if ((leftTime && (rightTime || right.id === "Interval")) || (left.id === "Interval" && rightTime)) {
    return [interval, interval];
  }
  const isNumber = (type: ArrowType): boolean => isInteger(type) || isFloat(type);
  if ((left.id === "Interval" && isNumber(right)) || (isNumber(left) && right.id === "Interval")) {
    return [interval, interval];
  }
  return null;
}
