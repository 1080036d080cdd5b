import type { ArrowType, TimeUnit } from "./arrow_type.ts";
import type { Field, Metadata } from "./field.ts";

const UNIT_TEXT: { readonly [K in TimeUnit]: string } = { s: "s", ms: "ms", us: "µs", ns: "ns" };

/**
 * The text of a type as DataFusion 55 prints it (`arrow_typeof`): `Int64`, `Timestamp(µs, "UTC")`, `Decimal128(10, 2)`,
 * `List(non-null Int64)`, `Struct("a": Int64, "b": Utf8)`.
 */
export function typeText(type: ArrowType): string {
  switch (type.id) {
    case "FixedSizeBinary":
      return `FixedSizeBinary(${type.byteWidth})`;
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return `${type.id}(${type.precision}, ${type.scale})`;
    case "Time32":
    case "Time64":
    case "Duration":
      return `${type.id}(${UNIT_TEXT[type.unit]})`;
    case "Timestamp":
      return type.timezone === null
        ? `Timestamp(${UNIT_TEXT[type.unit]})`
        : `Timestamp(${UNIT_TEXT[type.unit]}, ${quoted(type.timezone)})`;
    case "Interval":
      return `Interval(${type.unit})`;
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
      return `${type.id}(${itemText(type.item)})`;
    case "FixedSizeList":
      return `FixedSizeList(${type.size} x ${itemText(type.item)})`;
    case "Struct":
      return `Struct(${type.fields.map(namedText).join(", ")})`;
    case "Map":
      return `Map(${namedText(type.entries)}, ${type.keysSorted ? "sorted" : "unsorted"})`;
    case "Dictionary":
      return `Dictionary(${typeText(type.key)}, ${typeText(type.value)})`;
    case "Union": {
      const fields = type.fields.map((f, i) => `${type.typeIds[i]}: (${namedText(f)})`);
      return `Union(${[type.mode, ...fields].join(", ")})`;
    }
    case "RunEndEncoded":
      return `RunEndEncoded(${namedText(type.runEnds)}, ${namedText(type.values)})`;
    default:
      return type.id;
  }
}

/** A list's item: its name only where it is not `item`. */
function itemText(field: Field): string {
  const name = field.name === "item" ? "" : `, field: '${field.name}'`;
  return `${nullability(field)}${typeText(field.type)}${name}${metadataText(field.metadata)}`;
}

function namedText(field: Field): string {
  return `${quoted(field.name)}: ${nullability(field)}${typeText(field.type)}${metadataText(field.metadata)}`;
}

function nullability(field: Field): string {
  return field.nullable ? "" : "non-null ";
}

function metadataText(metadata: Metadata | undefined): string {
  const keys = Object.keys(metadata ?? {}).sort();
  if (keys.length === 0) return "";
  return `, metadata: {${keys.map((key) => `${quoted(key)}: ${quoted(metadata![key]!)}`).join(", ")}}`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\0": "\\0",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};

/** Text in double quotes as Rust's `{:?}` writes it. */
export function quoted(text: string): string {
  // Unprintable characters: controls, unassigned, private, separators other than the space; and combining marks.
  const escaped = text.replace(
    /["\\]|[\p{C}\p{Zl}\p{Zp}\p{Zs}\p{Grapheme_Extend}]/gu,
    (c) => c === " " ? c : SHORT_ESCAPES[c] ?? `\\u{${c.codePointAt(0)!.toString(16)}}`,
  );
  return `"${escaped}"`;
}
