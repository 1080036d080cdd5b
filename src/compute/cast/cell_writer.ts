import {
  type Column,
  float16ToNumber,
  getBit,
  isDecimal,
  isString,
  isValidAt,
  readInterval,
  type TimeUnit,
  unionChild,
  unitsPerSecond,
} from "../../arrow/mod.ts";
import { decimalWords, writeDecimal } from "./decimal_math.ts";
import { formatFloat16, formatFloat32, formatFloat64 } from "./format_float.ts";
import { writeAscii, writeInt64, writeInteger, writeUint64 } from "./format_integer.ts";
import { formatDuration, formatInterval } from "./format_interval.ts";
import {
  isCivilDay,
  MAX_TIMESTAMP_BYTES,
  writeDate,
  writeOffset,
  writeTime,
  writeTimestamp,
} from "./format_timestamp.ts";
import { type Seconds, splitSeconds } from "./int64_words.ts";
import { TextSink } from "./text_sink.ts";
import { timeZone } from "./time_zone.ts";

/**
 * Appends the text of one row that is not null, as arrow-rs displays it; false, with nothing lasting written, where the
 * value has none (moments out of the calendar). Null items inside lists and structs are empty.
 */
export type CellWriter = (sink: TextSink, row: number) => boolean;

/** How rows of a column are written. Decided once; {@linkcode CellWriter} only writes. */
export function cellWriter(column: Column): CellWriter {
  const { type } = column;
  switch (column.layout) {
    case "null":
      return () => true;
    case "boolean":
      return text((row) => getBit(column.values, row) ? "true" : "false");
    case "bytes": {
      const { offsets, data } = column;
      if (!isString(type)) return (sink, row) => hex(sink, data, offsets[row]!, offsets[row + 1]!);
      return (sink, row) => {
        sink.bytes(data, offsets[row]!, offsets[row + 1]!);
        return true;
      };
    }
    case "fixedBytes":
      return (sink, row) => hex(sink, column.data, row * column.width, (row + 1) * column.width);
    case "list":
      return list(column.child, type.id === "Map", (row) => column.offsets[row]!);
    case "fixedList":
      return list(column.child, false, (row) => row * column.size);
    case "struct":
      return struct(column);
    case "dictionary": {
      const writer = cellWriter(column.dictionary);
      return (sink, row) => writer(sink, column.keys[row]!);
    }
    case "union":
      return union(column);
    case "wide":
      if (type.id === "Interval") {
        const { unit } = type;
        return text((row) => formatInterval(readInterval(column.values, row, column.stride), unit));
      }
      return decimal(column);
    case "primitive":
      return isDecimal(type) ? decimal(column) : primitive(column);
  }
}

/** Text of one cell; empty for null. For messages and single values. */
export function cellText(column: Column, row: number): string {
  if (!isValidAt(column, row)) return "";
  const sink = new TextSink(64);
  if (!cellWriter(column)(sink, row)) return rawText(column, row);
  return new TextDecoder().decode(sink.data.slice(0, sink.at));
}

function rawText(column: Column, row: number): string {
  return column.layout === "primitive" ? String(column.values[row]) : "";
}

function text(format: (row: number) => string): CellWriter {
  return (sink, row) => {
    const value = format(row);
    sink.room(value.length);
    sink.at = writeAscii(sink.data, sink.at, value);
    return true;
  };
}

function primitive(column: Column & { layout: "primitive" }): CellWriter {
  const { type, values } = column;
  switch (type.id) {
    case "Float16":
      return text((row) => formatFloat16(float16ToNumber(values[row] as number)));
    case "Float32":
      return text((row) => formatFloat32(values[row] as number));
    case "Float64":
      return text((row) => formatFloat64(values[row] as number));
    case "Date32":
      return (sink, row) => {
        const days = values[row] as number;
        if (!isCivilDay(days)) return false;
        sink.room(MAX_TIMESTAMP_BYTES);
        sink.at = writeDate(sink.data, sink.at, days);
        return true;
      };
    case "Date64":
      return timestamp(column, "ms", null);
    case "Timestamp":
      return timestamp(column, type.unit, type.timezone);
    case "Time32":
    case "Time64":
      return time(column, type.unit);
    case "Duration": {
      const { unit } = type;
      return text((row) => formatDuration(values[row] as bigint, unit));
    }
    case "Interval":
      return text((row) => formatInterval({ months: values[row] as number, days: 0, nanoseconds: 0n }, "YearMonth"));
    case "Int64":
    case "UInt64": {
      const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
      const write = type.id === "Int64" ? writeInt64 : writeUint64;
      return (sink, row) => {
        sink.room(24);
        sink.at = write(sink.data, sink.at, words[2 * row + 1]!, words[2 * row]!);
        return true;
      };
    }
    default: {
      const numbers = values as Int32Array;
      return (sink, row) => {
        sink.room(24);
        sink.at = writeInteger(sink.data, sink.at, numbers[row]!);
        return true;
      };
    }
  }
}

function decimal(column: Column): CellWriter {
  const { words, stride } = decimalWords(column);
  const scale = isDecimal(column.type) ? column.type.scale : 0;
  return (sink, row) => {
    sink.room(256);
    sink.at = writeDecimal(sink.data, sink.at, words, stride, row, scale);
    return true;
  };
}

const parts: Seconds = { seconds: 0, rest: 0 };

function timestamp(column: Column & { layout: "primitive" }, unit: TimeUnit, zoneName: string | null): CellWriter {
  const { values } = column;
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const perSecond = unitsPerSecond(unit);
  const nanos = 1_000_000_000 / perSecond;
  const zone = zoneName === null ? null : timeZone(zoneName);
  return (sink, row) => {
    splitSeconds(words, row, perSecond, parts);
    const { seconds, rest } = parts;
    if (!isCivilDay(Math.floor(seconds / 86_400))) return false;
    const offset = zone === null ? 0 : zone.offsetAtUtc(seconds);
    if (!isCivilDay(Math.floor((seconds + offset) / 86_400))) return false;
    sink.room(MAX_TIMESTAMP_BYTES);
    sink.at = writeTimestamp(sink.data, sink.at, seconds + offset, rest * nanos);
    if (zone !== null) sink.at = writeOffset(sink.data, sink.at, offset);
    return true;
  };
}

function time(column: Column & { layout: "primitive" }, unit: TimeUnit): CellWriter {
  const { values } = column;
  const perSecond = unitsPerSecond(unit);
  const nanos = 1_000_000_000 / perSecond;
  return (sink, row) => {
    const ticks = Number(values[row]);
    const seconds = Math.floor(ticks / perSecond);
    if (!(seconds >= 0 && seconds < 86_400)) return false;
    sink.room(MAX_TIMESTAMP_BYTES);
    sink.at = writeTime(sink.data, sink.at, seconds, (ticks - seconds * perSecond) * nanos);
    return true;
  };
}

const HEX = "0123456789abcdef";

function hex(sink: TextSink, data: Uint8Array, start: number, end: number): boolean {
  sink.room(2 * (end - start));
  for (let i = start; i < end; i++) {
    sink.data[sink.at++] = HEX.charCodeAt(data[i]! >>> 4);
    sink.data[sink.at++] = HEX.charCodeAt(data[i]! & 15);
  }
  return true;
}

/** An item of a list or struct: nothing for null. */
function item(column: Column): CellWriter {
  const writer = cellWriter(column);
  return (sink, row) => !isValidAt(column, row) || writer(sink, row);
}

function list(child: Column, isMap: boolean, startOf: (row: number) => number): CellWriter {
  const write = isMap ? entry(child) : item(child);
  return (sink, row) => {
    const start = startOf(row);
    const end = startOf(row + 1);
    sink.text(isMap ? "{" : "[");
    for (let i = start; i < end; i++) {
      if (i > start) sink.text(", ");
      if (!write(sink, i)) return false;
    }
    sink.text(isMap ? "}" : "]");
    return true;
  };
}

function entry(entries: Column): CellWriter {
  if (entries.layout !== "struct") return item(entries);
  const [key, value] = entries.children.map(item) as [CellWriter, CellWriter];
  return (sink, row) => {
    if (!key(sink, row)) return false;
    sink.text(": ");
    return value(sink, row);
  };
}

function struct(column: Column & { layout: "struct" }): CellWriter {
  const { type } = column;
  const names = type.id === "Struct" ? type.fields.map((field) => field.name) : [];
  const writers = column.children.map(item);
  return (sink, row) => {
    sink.text("{");
    for (let k = 0; k < writers.length; k++) {
      sink.text(`${k > 0 ? ", " : ""}${names[k]}: `);
      if (!writers[k]!(sink, row)) return false;
    }
    sink.text("}");
    return true;
  };
}

function union(column: Column & { layout: "union" }): CellWriter {
  const { type } = column;
  const fields = type.id === "Union" ? type.fields : [];
  const writers = column.children.map(item);
  return (sink, row) => {
    const child = unionChild(column, row);
    const index = column.children.indexOf(child.column);
    sink.text(`{${fields[index]?.name ?? ""}=`);
    if (!writers[index]!(sink, child.row)) return false;
    sink.text("}");
    return true;
  };
}
