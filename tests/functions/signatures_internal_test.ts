/** Which argument types each function takes, and what it gives: the same as DataFusion 55 for thousands of combinations. */
import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import {
  type ArrowType,
  decimalType,
  dictionaryType,
  field,
  fixedSizeBinaryType,
  listType,
  structType,
  T,
  timestampType,
} from "../../src/arrow/mod.ts";
import { PlanError } from "../../src/errors.ts";
import { builtInFunctions } from "../../src/functions/mod.ts";
import type { ScalarFunction } from "../../src/udf/mod.ts";
import { pyarrowTypeText } from "../support/golden_cases.ts";

type Signatures = Readonly<Record<string, Readonly<Record<string, string>>>>;

const SIGNATURES = JSON.parse(
  readFileSync(new URL("../golden/functions/signatures.json", import.meta.url), "utf8"),
) as Signatures;

const TYPES: Readonly<Record<string, ArrowType>> = {
  nul: T.Null,
  bool: T.Boolean,
  i8: T.Int8,
  i32: T.Int32,
  i64: T.Int64,
  u8: T.UInt8,
  u64: T.UInt64,
  f16: T.Float16,
  f32: T.Float32,
  f64: T.Float64,
  utf8: T.Utf8,
  lutf8: T.LargeUtf8,
  vutf8: T.Utf8View,
  bin: T.Binary,
  lbin: T.LargeBinary,
  vbin: T.BinaryView,
  fsb: fixedSizeBinaryType(1),
  d32: T.Date32,
  ts: timestampType("us"),
  dec32: decimalType(5, 1, "Decimal32"),
  dec: decimalType(10, 2),
  dec256: decimalType(50, 2, "Decimal256"),
  li: listType(field("item", T.Int64)),
  st: structType([field("a", T.Int64)]),
  ds: dictionaryType(T.Int32, T.Utf8),
  di: dictionaryType(T.Int32, T.Int64),
};

/** Calls that DataFusion plans and then fails to run, and that work here. */
const BETTER: ReadonlySet<string> = new Set(["abs(di)"]);

test("functions take the arguments that DataFusion takes and give its types", () => {
  const wrong: string[] = [];
  let calls = 0;
  for (const [name, kinds] of Object.entries(SIGNATURES)) {
    const fn = builtInFunctions().scalar(name)!;
    for (const [wanted, tuples] of Object.entries(kinds)) {
      for (const tuple of tuples.split(", ")) {
        calls++;
        const got = resultOf(fn, tuple.split(" "));
        if (got !== wanted && !BETTER.has(`${name}(${tuple})`)) {
          wrong.push(`${name}(${tuple}): ${got}, must be ${wanted}`);
        }
      }
    }
  }

  assertEquals(wrong, []);
  assertEquals(calls, CALLS);
});

test("a function refuses arguments by a message that names the argument, its type and what it must be", () => {
  const CAST = "\n  Try: add a cast to the argument";
  const refusals: readonly (readonly [string, readonly string[], string])[] = [
    ["ascii", ["i64"], `Cannot call "ascii": argument 1 is Int64, must be text${CAST}`],
    ["substr", ["utf8"], `Cannot call "substr": it got 1 argument, must be 2 or 3`],
    ["repeat", ["utf8", "f64"], `Cannot call "repeat": argument 2 is Float64, must be an integer${CAST}`],
    ["left", ["utf8", "u64"], `Cannot call "left": argument 2 is UInt64, must be Int64${CAST}`],
    [
      "greatest",
      ["i64", "bool"],
      `Cannot call "greatest": argument 2 is Boolean, must be of a type that the others can be cast to as well${CAST}`,
    ],
  ];
  for (const [name, args, message] of refusals) {
    let thrown: unknown;
    try {
      builtInFunctions().scalar(name)!.coerceTypes(args.map((arg) => TYPES[arg]!));
    } catch (error) {
      thrown = error;
    }
    assertEquals([thrown instanceof PlanError, (thrown as Error).message], [true, message]);
  }
});

function resultOf(fn: ScalarFunction, args: readonly string[]): string {
  try {
    const types = fn.coerceTypes(args.map((arg) => TYPES[arg]!));
    const result = fn.returnField({
      fields: types.map((type) => field("a", type)),
      scalars: types.map(() => undefined),
    });
    return typeName(result.type) + (result.nullable ? "" : "!");
  } catch (error) {
    if (error instanceof PlanError) return "null";
    throw error;
  }
}

/** pyarrow's name, views told apart from plain text and binaries. */
function typeName(type: ArrowType): string {
  switch (type.id) {
    case "Utf8View":
      return "string_view";
    case "BinaryView":
      return "binary_view";
    case "List":
      return `list<item: ${typeName(type.item.type)}>`;
    case "Dictionary":
      return `dictionary<values=${typeName(type.value)}, indices=int32, ordered=0>`;
    case "Struct":
      return `struct<${type.fields.map((f) => `${f.name}: ${typeName(f.type)}`).join(", ")}>`;
    default:
      return pyarrowTypeText(type);
  }
}

/** Combinations in the table: fewer would mean that some were not looked at. */
const CALLS = 13_958;
