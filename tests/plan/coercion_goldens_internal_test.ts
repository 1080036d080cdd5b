/** Types of operators over every pair of types, against what DataFusion 55 said (see tests/golden/coercion). */
import { assertEquals } from "@std/assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  type ArrowType,
  decimalType,
  dictionaryType,
  durationType,
  field,
  fixedSizeBinaryType,
  fixedSizeListType,
  intervalType,
  listType,
  schema,
  T,
  timestampType,
  timeType,
  typeText,
} from "../../src/arrow/mod.ts";
import { binary, type BinaryOperator, caseWhen, column, type ExprNode, like } from "../../src/expr/mod.ts";
import { coerceExpr, type FunctionLookup, outputField } from "../../src/plan/analyze/mod.ts";
import { qualifiedSchema } from "../../src/plan/plan_schema.ts";

interface Goldens {
  readonly names: readonly string[];
  readonly results: Readonly<Record<string, readonly (readonly (string | null)[])[]>>;
}

const goldens = JSON.parse(
  readFileSync(new URL("../golden/coercion/coercion.json", import.meta.url), "utf8"),
) as Goldens;

const TYPES: readonly ArrowType[] = [
  T.Null,
  T.Boolean,
  T.Int8,
  T.Int16,
  T.Int32,
  T.Int64,
  T.UInt8,
  T.UInt16,
  T.UInt32,
  T.UInt64,
  T.Float16,
  T.Float32,
  T.Float64,
  T.Utf8,
  T.LargeUtf8,
  T.Utf8View,
  T.Binary,
  T.LargeBinary,
  T.BinaryView,
  fixedSizeBinaryType(4),
  T.Date32,
  T.Date64,
  timeType("s"),
  timeType("ms"),
  timeType("us"),
  timeType("ns"),
  timestampType("s"),
  timestampType("ns"),
  timestampType("us", "UTC"),
  timestampType("ms", "+05:30"),
  durationType("s"),
  durationType("us"),
  intervalType("YearMonth"),
  intervalType("DayTime"),
  intervalType("MonthDayNano"),
  decimalType(5, 2, "Decimal32"),
  decimalType(12, 3, "Decimal64"),
  decimalType(10, 2),
  decimalType(38, 10),
  decimalType(50, 6, "Decimal256"),
  listType(field("item", T.Int64)),
  listType(field("item", T.Utf8), "LargeList"),
  fixedSizeListType(field("item", T.Int32), 2),
  dictionaryType(T.Int32, T.Utf8),
  dictionaryType(T.Int8, T.Int64),
];

const OPERATORS: Readonly<Record<string, BinaryOperator>> = {
  "+": "Plus",
  "-": "Minus",
  "*": "Multiply",
  "/": "Divide",
  "%": "Modulo",
  "&": "BitwiseAnd",
  "=": "Eq",
};
const NO_FUNCTIONS: FunctionLookup = { scalar: () => undefined, aggregate: () => undefined, window: () => undefined };
const SCHEMA = qualifiedSchema(schema([field("c", T.Boolean), ...TYPES.map((type, i) => field(`c${i}`, type))]), null);

test("types print as DataFusion prints them", () => {
  assertEquals(TYPES.map(typeText), [...goldens.names]);
});

for (const [name, matrix] of Object.entries(goldens.results)) {
  test(`${name} over every pair of types has DataFusion's result type`, () => {
    const wrong = matrix.flatMap((row, i) =>
      row.flatMap((wanted, j) => {
        if (wanted === null && isBetterHere(name, TYPES[i]!, TYPES[j]!)) return [];
        const got = resultOf(expression(name, column(`c${i}`), column(`c${j}`)));
        return got === wanted
          ? []
          : [`${typeText(TYPES[i]!)} ${name} ${typeText(TYPES[j]!)}: ${got}, must be ${wanted}`];
      })
    );

    assertEquals(wrong, []);
  });
}

/** What DataFusion's rules allow and its kernels refuse: dictionaries that meet null under `&`, or another string type in LIKE. */
function isBetterHere(name: string, left: ArrowType, right: ArrowType): boolean {
  if (name === "&") return [left, right].some(({ id }) => id === "Dictionary");
  return name === "LIKE" && left.id === "Dictionary";
}

function expression(name: string, left: ExprNode, right: ExprNode): ExprNode {
  if (name === "LIKE") return like("like", left, right);
  if (name === "CASE") return caseWhen(null, [{ when: column("c"), then: right }], left);
  return binary(OPERATORS[name]!, left, right);
}

/** The type after coercion, or null if planning fails. */
function resultOf(expr: ExprNode): string | null {
  try {
    return typeText(outputField(coerceExpr(expr, SCHEMA, NO_FUNCTIONS), SCHEMA, NO_FUNCTIONS).type);
  } catch {
    return null;
  }
}
