import { type Column, type Datum, int32Words, isScalar, scalarToColumn, unitsPerSecond } from "../../arrow/mod.ts";
import { splitSeconds, type TimeZone, timeZone } from "../../compute/cast/mod.ts";

/** A wall-clock moment: whole seconds since 1970-01-01 00:00 on that clock, and nanoseconds from 0 to 999,999,999. */
export interface Wall {
  seconds: number;
  nanoseconds: number;
}

/** Reads row i into `out`; what is under nulls is undefined. */
export type WallReader = (row: number, out: Wall) => void;

const SECONDS_PER_DAY = 86_400;

/** A datum as a column of `numRows` rows. */
export function columnOf(datum: Datum, numRows: number): Column {
  return isScalar(datum) ? scalarToColumn(datum, numRows) : datum;
}

/** The zone of a timestamp column; null for wall clocks and other types. */
export function zoneOf(column: Column): TimeZone | null {
  return column.type.id === "Timestamp" && column.type.timezone !== null ? timeZone(column.type.timezone) : null;
}

/** A reader for dates, times of day and timestamps; instants with a zone are shown on its clocks. */
export function wallReader(column: Column): WallReader {
  const instant = instantReader(column);
  const zone = zoneOf(column);
  if (zone === null) return instant;
  return (row, out) => {
    instant(row, out);
    out.seconds += zone.offsetAtUtc(out.seconds);
  };
}

/** A reader for dates, times of day and timestamps as they are stored: instants in UTC. */
export function instantReader(column: Column): WallReader {
  const { type } = column;
  if (column.layout !== "primitive") throw new TypeError(`a ${type.id} column has no moments`);
  const { values } = column;
  switch (type.id) {
    case "Date32":
      return (row, out) => {
        out.seconds = (values as Int32Array)[row]! * SECONDS_PER_DAY;
        out.nanoseconds = 0;
      };
    case "Time32": {
      const perSecond = unitsPerSecond(type.unit);
      const nanos = 1e9 / perSecond;
      return (row, out) => {
        const value = (values as Int32Array)[row]!;
        out.seconds = Math.floor(value / perSecond);
        out.nanoseconds = (value - out.seconds * perSecond) * nanos;
      };
    }
    case "Date64":
      return wideReader(values as BigInt64Array, 1000);
    case "Time64":
    case "Timestamp":
    case "Duration":
      return wideReader(values as BigInt64Array, unitsPerSecond(type.unit));
    default:
      throw new TypeError(`a ${type.id} column has no moments`);
  }
}

function wideReader(values: BigInt64Array, perSecond: number): WallReader {
  const nanos = 1e9 / perSecond;
  const words = int32Words(values);
  const split = { seconds: 0, rest: 0 };
  return (row, out) => {
    splitSeconds(words, row, perSecond, split);
    out.seconds = split.seconds;
    out.nanoseconds = split.rest * nanos;
  };
}
