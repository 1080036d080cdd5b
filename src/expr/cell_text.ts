import {
  type Column,
  isValidAt,
  listItems,
  scalarAt,
  type TimeUnit,
  typeText,
  unionChild,
  unitsPerSecond,
} from "../arrow/mod.ts";
import { cellText as castText } from "../compute/cast/mod.ts";

/**
 * One cell of a nested literal as DataFusion prints it: as a CAST to text does, except that durations are ISO 8601 and what is
 * out of the calendar is an error text. Nulls are empty.
 */
export function cellText(column: Column, row: number): string {
  // A union has no nulls of its own, only children that are null.
  if (column.layout === "union") return unionText(column, row);
  if (!isValidAt(column, row)) return "";
  switch (column.layout) {
    case "list":
    case "fixedList":
      return column.type.id === "Map"
        ? `{${entryTexts(column, row).map(([key, value]) => `${key}: ${value}`).join(", ")}}`
        : `[${cells(listItems(column, row)).join(", ")}]`;
    case "struct": {
      const fields = column.type.id === "Struct" ? column.type.fields : [];
      return `{${column.children.map((child, i) => `${fields[i]?.name}: ${cellText(child, row)}`).join(", ")}}`;
    }
    case "dictionary":
      return cellText(column.dictionary, column.keys[row]!);
    case "primitive":
      if (column.type.id === "Duration") return durationText(column.values[row] as bigint, column.type.unit);
      return momentText(column, row);
    default:
      return castText(column, row);
  }
}

/** The texts of the keys and values of a map's row. */
export function entryTexts(map: Column, row: number): [string, string][] {
  const entries = listItems(map, row);
  if (entries.layout !== "struct") return [];
  const [keys, values] = entries.children;
  if (keys === undefined || values === undefined) return [];
  return Array.from({ length: entries.length }, (_, i) => [cellText(keys, i), cellText(values, i)]);
}

function cells(column: Column): string[] {
  return Array.from({ length: column.length }, (_, row) => cellText(column, row));
}

function unionText(column: Column & { layout: "union" }, row: number): string {
  const child = unionChild(column, row);
  const index = column.children.indexOf(child.column);
  const name = column.type.id === "Union" ? column.type.fields[index]?.name : undefined;
  return `{${name ?? ""}=${cellText(child.column, child.row)}}`;
}

/** Numbers, dates and times; a moment that has no text is an error in the text. */
function momentText(column: Column, row: number): string {
  const { type } = column;
  const { id } = type;
  const isMoment = id === "Date32" || id === "Date64" || id === "Time32" || id === "Time64" || id === "Timestamp";
  let text: string;
  try {
    text = castText(column, row);
  } catch {
    return ""; // a time zone that nobody knows
  }
  if (!isMoment || !/^-?\d+$/.test(text)) return text;
  const what = id === "Timestamp" && type.timezone !== null ? "datetime" : "temporal";
  const { value } = scalarAt(column, row);
  return `ERROR: Cast error: Failed to convert ${value} to ${what} for ${typeText(type)}`;
}

/** Seconds of the longest duration that chrono holds, which formats them. */
const MAX_MS = 2n ** 63n - 1n;

/** `PT1.5S`, `-PT18S`, `P0D`. */
function durationText(value: bigint, unit: TimeUnit): string {
  const perSecond = BigInt(unitsPerSecond(unit));
  const magnitude = value < 0n ? -value : value;
  if (magnitude > (unit === "s" ? MAX_MS / 1000n : MAX_MS)) return "<invalid>";
  if (magnitude === 0n) return "P0D";
  const fraction = (magnitude % perSecond).toString().padStart(perSecond.toString().length - 1, "0").replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}PT${magnitude / perSecond}${fraction && `.${fraction}`}S`;
}
