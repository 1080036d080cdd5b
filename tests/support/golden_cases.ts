import { readFileSync } from "node:fs";
import {
  type ArrowType,
  type Batch,
  type Column,
  columnValue,
  type IntervalValue,
  isList,
  listItems,
  readIpc,
  type Scalar,
  type ScalarData,
} from "../../src/arrow/mod.ts";
import { concatBatches } from "../../src/compute/select/mod.ts";

/** One line of `tests/golden/expr/*.jsonl`; its README says what the keys mean. */
export interface GoldenCase {
  readonly id: string;
  readonly group: string;
  readonly input: string;
  readonly kind: "scalar" | "aggregate" | "window";
  readonly python: string;
  readonly bytes?: string;
  readonly schema_name?: string;
  readonly result_type?: string;
  readonly nullable?: boolean;
  readonly rows?: number;
  readonly result?: string;
  readonly ulp?: number;
  readonly volatile?: boolean;
  readonly from_bytes_error?: string;
  readonly error?: { readonly stage: "plan" | "run"; readonly message: string };
}

const GOLDEN = new URL("../golden/", import.meta.url);

/** All cases of a group. */
export function goldenCases(group: string): readonly GoldenCase[] {
  const text = readFileSync(new URL(`expr/${group}.jsonl`, GOLDEN), "utf8");
  return text.trimEnd().split("\n").map((line) => JSON.parse(line) as GoldenCase);
}

const tables = new Map<string, Batch>();

function table(path: string): Batch {
  let batch = tables.get(path);
  if (batch === undefined) {
    const { schema, batches } = readIpc(readFileSync(new URL(path, GOLDEN)));
    if (batches.length > 1) throw new Error(`${path} has ${batches.length} batches, must have one`);
    // A table without rows may have no batch.
    tables.set(path, batch = concatBatches(schema, batches));
  }
  return batch;
}

/** The table that a case reads. */
export function goldenInput(name: string): Batch {
  return table(`inputs/${name}.arrow`);
}

/** The column that DataFusion gave. */
export function goldenResult(golden: GoldenCase): Column {
  const results = table(`expr/${golden.result}`);
  const index = results.schema.fields.findIndex(({ name }) => name === golden.id);
  return results.columns[index]!;
}

/** The bytes of a case. */
export function goldenBytes(golden: GoldenCase): Uint8Array {
  return Uint8Array.from(golden.bytes!.match(/../g)!, (pair) => parseInt(pair, 16));
}

/** Values as plain data that compare exactly: decimals by value, every NaN as one, -0 apart from 0, maps as lists of entries. */
export function plainRows(column: Column): readonly unknown[] {
  return Array.from({ length: column.length }, (_, row) => plain(column.type, columnValue(column, row), column, row));
}

function plain(type: ArrowType, value: ScalarData, column: Column, row: number): unknown {
  if (value === null) return null;
  if (isList(type) || type.id === "FixedSizeList" || type.id === "Map") return plainRows(listItems(column, row));
  switch (type.id) {
    case "Struct":
      return (column.layout === "struct" ? column.children : []).map((child) =>
        plain(child.type, columnValue(child, row), child, row)
      );
    case "Dictionary": {
      const { scalar } = value as { scalar: Scalar };
      return plain(scalar.type, scalar.value, column, row);
    }
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return `${value}e${-type.scale}`;
    case "Interval": {
      if (typeof value !== "object") return [Number(value), 0, 0n];
      const { months, days, nanoseconds } = value as IntervalValue;
      return [months, days, nanoseconds];
    }
    case "Date32":
      return BigInt(value as number) * 86_400_000n;
    case "Float32":
    case "Float16":
    case "Float64":
      return Object.is(value, -0) ? "-0" : String(value);
    default:
      return value instanceof Uint8Array ? [...value] : value;
  }
}

const UNIT = { s: "s", ms: "ms", us: "us", ns: "ns" };

/** The type as pyarrow prints it, views as plain strings and binaries, without `not null`. */
export function pyarrowTypeText(type: ArrowType): string {
  switch (type.id) {
    case "Boolean":
      return "bool";
    case "Float16":
      return "halffloat";
    case "Float32":
      return "float";
    case "Float64":
      return "double";
    case "Utf8":
    case "Utf8View":
      return "string";
    case "LargeUtf8":
      return "large_string";
    case "Binary":
    case "BinaryView":
      return "binary";
    case "LargeBinary":
      return "large_binary";
    case "FixedSizeBinary":
      return `fixed_size_binary[${type.byteWidth}]`;
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return `${type.id.toLowerCase()}(${type.precision}, ${type.scale})`;
    case "Date32":
      return "date32[day]";
    case "Date64":
      return "date64[ms]";
    case "Time32":
    case "Time64":
      return `${type.id.toLowerCase()}[${UNIT[type.unit]}]`;
    case "Timestamp":
      return `timestamp[${type.unit}${type.timezone === null ? "" : `, tz=${type.timezone}`}]`;
    case "Duration":
      return `duration[${type.unit}]`;
    case "Interval":
      return type.unit === "YearMonth"
        ? "month_interval"
        : type.unit === "DayTime"
        ? "day_time_interval"
        : "month_day_nano_interval";
    case "List":
      return `list<item: ${pyarrowTypeText(type.item.type)}>`;
    case "LargeList":
      return `large_list<item: ${pyarrowTypeText(type.item.type)}>`;
    case "FixedSizeList":
      return `fixed_size_list<item: ${pyarrowTypeText(type.item.type)}>[${type.size}]`;
    case "Struct":
      return `struct<${type.fields.map((f) => `${f.name}: ${pyarrowTypeText(f.type)}`).join(", ")}>`;
    case "Map": {
      const entries = type.entries.type.id === "Struct" ? type.entries.type.fields : [];
      return `map<${entries.map((f) => pyarrowTypeText(f.type)).join(", ")}>`;
    }
    case "Dictionary":
      return `dictionary<values=${pyarrowTypeText(type.value)}, indices=${pyarrowTypeText(type.key)}, ordered=0>`;
    default:
      return type.id.toLowerCase();
  }
}

/** pyarrow's text in the same plain form. */
export function plainTypeText(text: string): string {
  return text.replaceAll("string_view", "string").replaceAll("binary_view", "binary").replaceAll(" not null", "")
    .replace(/\b(list|large_list|fixed_size_list)<[^:<>]*: /g, "$1<item: ").replace(/, ordered=[01]/g, ", ordered=0");
}
