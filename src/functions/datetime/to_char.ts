import {
  type Column,
  decodeUtf8,
  getBit,
  isScalar,
  isString,
  T,
  unitsPerSecond,
  utf8FromStrings,
} from "../../arrow/mod.ts";
import { cellText, formatDuration } from "../../compute/cast/mod.ts";
import { ExecutionError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { columnOf, instantReader, type Wall, zoneOf } from "./moment_reader.ts";
import { strftime } from "./strftime.ts";

const TAKEN = new Set(["Date32", "Date64", "Time32", "Time64", "Timestamp", "Duration", "Null"]);

/** `to_char(value, format)`. */
export const toChar: ScalarFunction = defineScalar({
  name: "to_char",
  aliases: ["date_format"],
  section: SECTIONS.datetime,
  description:
    "A date, time, timestamp or duration as text by a format of strftime. Durations take the formats `pretty` and `iso8601`. " +
    "Null where the format is null.",
  syntax: "to_char(expression, format)",
  args: argumentsOf({ expression: "The date, time, timestamp or duration.", format: "The format." }),
  examples: examples(["to_char(DATE '2023-03-01', '%d-%m-%Y')", "01-03-2023"]),
  coerce: (types) => {
    if (types.length !== 2) throw countError("to_char", types.length, [2]);
    const [value, format] = types.map(valueType);
    if (!TAKEN.has(value!.id)) throw argumentError("to_char", 0, types[0]!, "a date, time, timestamp or duration");
    if (!isString(format!) && format!.id !== "Null") throw argumentError("to_char", 1, types[1]!, "text");
    return [value!, T.Utf8];
  },
  result: () => T.Utf8,
  evaluate: ([value, format], numRows) => {
    const column = columnOf(value!, numRows);
    const formats = columnOf(format!, numRows);
    const constant = isScalar(format!) ? String(format.value) : undefined;
    const texts: (string | null)[] = new Array(numRows).fill(null);
    const show = shower(column);
    for (let row = 0; row < numRows; row++) {
      if (column.validity !== null && !getBit(column.validity, row)) continue;
      if (formats.layout !== "bytes" || (formats.validity !== null && !getBit(formats.validity, row))) continue;
      const wanted = constant ?? decodeUtf8(formats.data, formats.offsets[row]!, formats.offsets[row + 1]!);
      texts[row] = show(row, wanted);
    }
    return utf8FromStrings(T.Utf8, texts);
  },
});

function shower(column: Column): (row: number, format: string) => string {
  const { type } = column;
  if (type.id === "Duration") {
    return (row, format) => {
      if (format === "pretty" || format === "iso8601") return durationText(column, row, format);
      throw bad(format, row, "Duration");
    };
  }
  const read = instantReader(column);
  const zone = zoneOf(column);
  const wall: Wall = { seconds: 0, nanoseconds: 0 };
  const hasTime = type.id !== "Date32";
  const hasDate = type.id !== "Time32" && type.id !== "Time64";
  return (row, format) => {
    read(row, wall);
    const offset = zone === null ? null : zone.offsetAtUtc(wall.seconds);
    const shown = {
      seconds: wall.seconds + (offset ?? 0),
      nanoseconds: wall.nanoseconds,
      hasDate,
      hasTime: hasTime || format !== "",
      offset,
      zone: zone?.name ?? null,
    };
    const text = strftime({ ...shown, hasTime: true }, format);
    if (text !== null && (hasDate || strftime(shown, format) !== null)) return text;
    throw bad(format, row, type.id);
  };
}

function durationText(column: Column, row: number, format: "pretty" | "iso8601"): string {
  if (column.layout !== "primitive" || column.type.id !== "Duration") return cellText(column, row);
  const ticks = BigInt(column.values[row]!);
  return format === "pretty"
    ? formatDuration(ticks, column.type.unit)
    : isoDuration(ticks, unitsPerSecond(column.type.unit));
}

/** Seconds with a fraction, as ISO 8601 has them: `-PT0.001S`. */
function isoDuration(ticks: bigint, perSecond: number): string {
  if (ticks === 0n) return "P0D";
  const size = ticks < 0n ? -ticks : ticks;
  const digits = Math.round(Math.log10(perSecond));
  const fraction = String(size % BigInt(perSecond)).padStart(digits, "0").replace(/0+$/, "");
  return `${ticks < 0n ? "-" : ""}PT${size / BigInt(perSecond)}${digits > 0 && fraction ? `.${fraction}` : ""}S`;
}

function bad(format: string, row: number, type: string): ExecutionError {
  return new ExecutionError({
    message: `Cannot call "to_char": the format "${
      format.slice(0, 60)
    }" in row ${row} does not fit a ${type}, must be one of strftime's`,
  });
}
