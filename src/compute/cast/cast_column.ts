import {
  type ArrowType,
  type BytesColumn,
  type Column,
  isDecimal,
  isFloat,
  isInteger,
  isList,
  isNumeric,
  isString,
  nullColumn,
  T,
  typesEqual,
} from "../../arrow/mod.ts";
import { castBytes, castBytesToFixed, castFixedToBytes, castIntegerToBytes } from "./bytes_cast.ts";
import { canCast, canCastValues, castsStructsByName } from "./can_cast.ts";
import { type CastOptions, typeError } from "./cast_error.ts";
import {
  castDecimalToDecimal,
  castDecimalToFloat,
  castDecimalToInteger,
  castFloatToDecimal,
  castIntegerToDecimal,
} from "./decimal_cast.ts";
import { castDictionary, castFromDictionary, castToDictionary } from "./dictionary_cast.ts";
import {
  castDurationToDuration,
  castDurationToInterval,
  castIntervalToDuration,
  castIntervalToInterval,
  castTimeToTime,
} from "./duration_cast.ts";
import {
  castTextToBoolean,
  castTextToDate,
  castTextToDecimal,
  castTextToFloat,
  castTextToInteger,
  castTextToInterval,
  castTextToTime,
  castTextToTimestamp,
} from "./from_text.ts";
import {
  castFromSingleItem,
  castMap,
  castStruct,
  castStructByName,
  castToFixedList,
  castToList,
} from "./nested_cast.ts";
import { castBooleanToNumeric, castNumeric, castNumericToBoolean } from "./numeric.ts";
import { retype } from "./retype.ts";
import {
  castDate32ToDate64,
  castDate32ToTimestamp,
  castDate64ToDate32,
  castDate64ToTimestamp,
  castTimestampToDate32,
  castTimestampToDate64,
  castTimestampToTime,
  castTimestampToTimestamp,
} from "./timestamp_cast.ts";
import { castToText } from "./to_text.ts";
import { castFromUnion } from "./union_cast.ts";

type Primitive = Column & { layout: "primitive" };

/**
 * The column with every value cast to `to`, by the rules of DataFusion 55 (arrow-rs 59). Nulls stay null. The result may
 * share buffers with `column`; it is `column` itself where the types are the same.
 *
 * @throws {CastError} if there is no cast between the types, or, unless `options.safe`, at the first value that does not fit
 * @throws {ArgumentError} if a type names a time zone that does not exist
 */
export function castColumn(column: Column, to: ArrowType, options: CastOptions): Column {
  const from = column.type;
  if (typesEqual(from, to)) return column;
  // TRY_CAST is planned by arrow-rs's rules alone, but both match structs by name when they run.
  const byName = castsStructsByName(from, to);
  if (!(byName ? canCast(from, to) : canCastValues(from, to))) throw typeError(from, to);
  return byName ? castByName(column, to, options.safe) : castValues(column, to, options.safe);
}

/** Casts structs, and the same containers of structs, by the names of their fields. */
function castByName(column: Column, to: ArrowType, safe: boolean): Column {
  const from = column.type;
  if (typesEqual(from, to)) return column;
  if (column.layout === "struct" && to.id === "Struct") return castStructByName(column, to, safe, castByName);
  if (isList(from) && isList(to) && from.id === to.id) return castToList(column, to, safe, castByName);
  if (from.id === "FixedSizeList" && to.id === "FixedSizeList" && from.size === to.size) {
    return castToFixedList(column, to, safe, castByName);
  }
  if (column.layout === "dictionary" && to.id === "Dictionary") return castDictionary(column, to, safe, castByName);
  return castValues(column, to, safe);
}

/** Casts as arrow-rs does. Rules stand in its order: the first that applies decides. */
function castValues(column: Column, to: ArrowType, safe: boolean): Column {
  const from = column.type;
  if (typesEqual(from, to)) return column;
  if (column.layout === "null") return nullColumn(to, column.length);
  // Runs are expanded when they are read, so that only their type differs from that of their values.
  if (from.id === "RunEndEncoded") return castValues(retype(column, from.values.type), to, safe);
  if (to.id === "RunEndEncoded") return retype(castValues(column, to.values.type, safe), to);
  if (column.layout === "union") return castFromUnion(column, to, safe, castValues, canCastValues);
  if (column.layout === "dictionary") {
    return to.id === "Dictionary"
      ? castDictionary(column, to, safe, castValues)
      : castFromDictionary(column, to, safe, castValues);
  }
  if (to.id === "Dictionary") return castToDictionary(column, to, safe, castValues);
  if (isList(from) && isString(to)) return castToText(column, to, safe);
  if (column.layout === "fixedList" && !isList(to) && to.id !== "FixedSizeList") {
    if (column.size === 1) return castFromSingleItem(column, to, safe, castValues);
    throw typeError(from, to);
  }
  if (isList(to)) return castToList(column, to, safe, castValues);
  if (to.id === "FixedSizeList") return castToFixedList(column, to, safe, castValues);
  if (from.id === "Map" && to.id === "Map") return castMap(column, to, safe, castValues);
  if (column.layout === "struct" && to.id === "Struct") return castStruct(column, to, safe, castValues);
  return castFlat(column, to, safe);
}

/** Between types without children. */
function castFlat(column: Column, to: ArrowType, safe: boolean): Column {
  const from = column.type;
  switch (column.layout) {
    case "boolean":
      if (isString(to)) return castToText(column, to, safe);
      if (isInteger(to) || isFloat(to)) return castBooleanToNumeric(column, to);
      break;
    case "bytes":
      if (isString(from)) return castFromText(column, to, safe);
      if (to.id === "FixedSizeBinary") return castBytesToFixed(column, to, safe);
      return castBytes(column, to, safe);
    case "fixedBytes":
      return castFixedToBytes(column, to);
    case "wide":
      if (isString(to)) return castToText(column, to, safe);
      if (isDecimal(from)) return castFromDecimal(column, to, safe);
      if (to.id === "Duration") return castIntervalToDuration(column, to, safe);
      if (to.id === "Interval") return castIntervalToInterval(column, to);
      break;
    case "primitive":
      if (isString(to)) return castToText(column, to, safe);
      if (isDecimal(from)) return castFromDecimal(column, to, safe);
      return castFromPrimitive(column, to, safe);
  }
  throw typeError(from, to);
}

function castFromText(column: BytesColumn, to: ArrowType, safe: boolean): Column {
  if (isInteger(to)) return castTextToInteger(column, to, safe);
  if (isFloat(to)) return castTextToFloat(column, to, safe);
  if (isDecimal(to)) return castTextToDecimal(column, to, safe);
  switch (to.id) {
    case "Boolean":
      return castTextToBoolean(column, to, safe);
    case "Date32":
    case "Date64":
      return castTextToDate(column, to, safe);
    case "Time32":
    case "Time64":
      return castTextToTime(column, to, safe);
    case "Timestamp":
      return castTextToTimestamp(column, to, safe);
    case "Interval":
      return castTextToInterval(column, to, safe);
    default:
      return castBytes(column, to, safe);
  }
}

function castFromDecimal(column: Column, to: ArrowType, safe: boolean): Column {
  if (isDecimal(to)) return castDecimalToDecimal(column, to, safe);
  if (isInteger(to)) return castDecimalToInteger(column, to, safe);
  if (isFloat(to)) return castDecimalToFloat(column, to);
  if (to.id === "Null") return nullColumn(to, column.length);
  // Timestamps and durations count in whole units.
  return castValues(castDecimalToInteger(column, T.Int64, safe), to, safe);
}

function castFromPrimitive(column: Primitive, to: ArrowType, safe: boolean): Column {
  const from = column.type;
  if (isNumeric(from)) return castFromNumber(column, to, safe);
  // The integers behind dates, times, timestamps and durations.
  if (isNumeric(to)) {
    const bits = column.values.BYTES_PER_ELEMENT === 8 ? T.Int64 : T.Int32;
    return castValues(retype(column, bits), to, safe);
  }
  switch (from.id) {
    case "Date32":
      if (to.id === "Date64") return castDate32ToDate64(column, to);
      if (to.id === "Timestamp") return castDate32ToTimestamp(column, to, safe);
      break;
    case "Date64":
      if (to.id === "Date32") return castDate64ToDate32(column, to, safe);
      if (to.id === "Timestamp") return castDate64ToTimestamp(column, to, safe);
      break;
    case "Time32":
    case "Time64":
      if (to.id === "Time32" || to.id === "Time64") return castTimeToTime(column, to, safe);
      break;
    case "Timestamp":
      if (to.id === "Timestamp") return castTimestampToTimestamp(column, to, safe);
      if (to.id === "Date32") return castTimestampToDate32(column, to, safe);
      if (to.id === "Date64") return castTimestampToDate64(column, to, safe);
      if (to.id === "Time32" || to.id === "Time64") return castTimestampToTime(column, to, safe);
      break;
    case "Duration":
      if (to.id === "Duration") return castDurationToDuration(column, to, safe);
      if (to.id === "Interval") return castDurationToInterval(column, to, safe);
      break;
    case "Interval":
      if (to.id === "Interval") return castIntervalToInterval(column, to);
      break;
  }
  throw typeError(from, to);
}

/** From integers and floats. */
function castFromNumber(column: Primitive, to: ArrowType, safe: boolean): Column {
  const from = column.type;
  if (isInteger(to) || isFloat(to)) return castNumeric(column, to, safe);
  if (isDecimal(to)) {
    return isFloat(from) ? castFloatToDecimal(column, to, safe) : castIntegerToDecimal(column, to, safe);
  }
  switch (to.id) {
    case "Boolean":
      return castNumericToBoolean(column, to);
    case "Binary":
    case "LargeBinary":
      return castIntegerToBytes(column, to);
    case "Date32":
    case "Time32":
      return retype(castValues(column, T.Int32, safe), to);
    case "Date64":
      if (from.id === "Int32") return castDate32ToDate64(column, to);
      return retype(column, to);
    case "Time64":
      return retype(column, to);
    case "Timestamp":
    case "Duration":
      return retype(castValues(column, T.Int64, safe), to);
    case "Interval":
      if (to.unit === "YearMonth") return retype(column, to);
      break;
  }
  throw typeError(from, to);
}
