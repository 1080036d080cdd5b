/** Names, types and nullability of expressions over a schema. */
import { assertEquals, assertThrows } from "@std/assert";
import { test } from "node:test";
import { field, scalar, schema, T, typeText } from "../../src/arrow/mod.ts";
import { PlanError, SchemaError, UnknownFunctionError } from "../../src/errors.ts";
import {
  alias,
  binary,
  caseWhen,
  cast,
  column,
  display,
  type ExprNode,
  inList,
  is,
  literal,
  scalarFunction,
} from "../../src/expr/mod.ts";
import {
  coerceExpr,
  exprField,
  type FunctionLookup,
  nearestName,
  outputField,
  resolveColumns,
} from "../../src/plan/analyze/mod.ts";
import { columnIndex, findColumn, joinSchemas, qualifiedSchema, sameTable } from "../../src/plan/plan_schema.ts";
import { functionRef } from "../../src/udf/mod.ts";

const NO_FUNCTIONS: FunctionLookup = { scalar: () => undefined, aggregate: () => undefined, window: () => undefined };
const EMP = qualifiedSchema(
  schema([field("id", T.Int64, false), field("name", T.Utf8), field("pay", T.Int32), field("day", T.Date32)]),
  "emp",
);
const DEPT = qualifiedSchema(schema([field("id", T.Int64, false), field("title", T.Utf8)]), "hr.dept");
const BOTH = joinSchemas(EMP, DEPT);
const id = column("id");
const pay = column("pay");

test("a column is found by name, by table and name, and by more or fewer parts of the table's name", () => {
  assertEquals(columnIndex(BOTH, { relation: null, name: "title" }), 5);
  assertEquals(columnIndex(BOTH, { relation: "dept", name: "id" }), 4);
  assertEquals(columnIndex(BOTH, { relation: "hr.dept", name: "id" }), 4);
  assertEquals(columnIndex(BOTH, { relation: "public.emp", name: "id" }), 0);
  assertEquals(findColumn(BOTH, { relation: "other.dept", name: "id" }), -1);
  assertEquals(sameTable("a.b.t", "t"), true);
});

test("a name that several tables have must be qualified", () => {
  const error = assertThrows(
    () => columnIndex(BOTH, { relation: null, name: "id" }),
    SchemaError,
    'Cannot resolve column "id": it is ambiguous, must be one of emp.id, hr.dept.id',
  );

  assertEquals(error.valid, ["emp.id", "hr.dept.id"]);
});

test("a name that does not exist suggests the nearest one", () => {
  const error = assertThrows(
    () => outputField(column("nme"), EMP, NO_FUNCTIONS),
    SchemaError,
    'Cannot resolve column "nme": there is no such field; did you mean "emp.name"?',
  );

  assertEquals(error.unresolvedName, "nme");
  assertEquals(error.remedy, "one of emp.id, emp.name, emp.pay, emp.day");
  assertEquals(nearestName("zzz", ["emp.name", "emp.pay"]), undefined);
});

test("resolveColumns() writes every column's table", () => {
  assertEquals(display(resolveColumns(binary("Plus", pay, column("id", "emp")), EMP)), "emp.pay + emp.id");
});

test("exprField() names a result by its schema name, its alias, or its column", () => {
  assertEquals(exprField(id, EMP, NO_FUNCTIONS), { qualifier: "emp", field: field("id", T.Int64, false) });
  assertEquals(exprField(binary("Plus", id, pay), EMP, NO_FUNCTIONS), {
    qualifier: null,
    field: field("id + pay", T.Int64),
  });
  assertEquals(exprField(alias(id, "key"), EMP, NO_FUNCTIONS).field, field("key", T.Int64, false));
});

const NULLABLE: readonly (readonly [string, ExprNode, boolean])[] = [
  ["a column that may be null", pay, true],
  ["IS NULL", is("isNull", pay), false],
  ["a cast of a required column", cast(id, T.Utf8), false],
  ["TRY_CAST", cast(id, T.Int8, "tryCast"), true],
  ["IN over required columns", inList(id, [int(1), int(2)]), false],
  ["IN over more than five items", inList(id, [1, 2, 3, 4, 5, 6].map(int)), true],
  ["CASE without ELSE", caseWhen(null, [{ when: is("isNull", pay), then: int(1) }]), true],
  ["CASE WHEN x IS NOT NULL THEN x", caseWhen(null, [{ when: is("isNotNull", pay), then: pay }], int(0)), false],
  [
    "CASE WHEN x IS NOT NULL AND … THEN x",
    caseWhen(null, [{ when: binary("And", is("isNotNull", pay), binary("Gt", id, int(1))), then: pay }], int(0)),
    false,
  ],
  ["CASE WHEN other THEN x", caseWhen(null, [{ when: binary("Gt", id, int(1)), then: pay }], int(0)), true],
  ["CASE WHEN x > 1 THEN x", caseWhen(null, [{ when: binary("Gt", pay, int(1)), then: pay }], int(0)), false],
];

for (const [name, expr, wanted] of NULLABLE) {
  test(`${name} is ${wanted ? "" : "not "}nullable`, () => {
    assertEquals(outputField(expr, EMP, NO_FUNCTIONS).nullable, wanted);
  });
}

const COERCED: readonly (readonly [ExprNode, string])[] = [
  [binary("Plus", id, pay), "id + CAST(pay AS Int64)"],
  [binary("Eq", column("name"), int(1)), "CAST(name AS Int64) = Int64(1)"],
  [binary("Gt", pay, literal(scalar(T.Float64, 1.5))), "CAST(pay AS Float64) > Float64(1.5)"],
  [binary("Gt", id, literal(scalar(T.Int8, 3))), "id > Int64(3)"],
  [
    binary("Plus", column("day"), pay),
    "day + CAST(CAST(CAST(pay AS Int64) * Int64(86400) AS Duration(s)) AS Interval(MonthDayNano))",
  ],
];

for (const [expr, wanted] of COERCED) {
  test(`coercion makes ${display(expr)} ${wanted}`, () => {
    assertEquals(display(coerceExpr(expr, EMP, NO_FUNCTIONS)), wanted);
  });
}

test("what needs no cast stays the same node", () => {
  const expr = binary("Plus", id, int(1));

  assertEquals(coerceExpr(expr, EMP, NO_FUNCTIONS) === expr, true);
});

test("types that do not fit are a planning error", () => {
  assertThrows(
    () => coerceExpr(binary("Plus", id, column("name")), EMP, NO_FUNCTIONS),
    PlanError,
    "Cannot coerce arithmetic expression Int64 + Utf8 to valid types",
  );
  assertThrows(
    () => coerceExpr(cast(column("day"), T.Boolean), EMP, NO_FUNCTIONS),
    PlanError,
    "Cannot cast Date32 to Boolean: no such cast exists",
  );
});

test("a function that nobody knows is named", () => {
  const error = assertThrows(
    () => outputField(scalarFunction(functionRef("scalar", "nope"), [id]), EMP, NO_FUNCTIONS),
    UnknownFunctionError,
    'Cannot call "nope": there is no scalar function of that name here',
  );

  assertEquals([error.functionName, error.functionKind], ["nope", "scalar"]);
});

test("types of ten thousand nested aliases, and of a tree shared sixty times, are found at once", () => {
  let deep: ExprNode = id;
  let shared: ExprNode = id;
  for (let k = 0; k < 10_000; k++) deep = alias(deep, `a${k}`);
  for (let k = 0; k < 60; k++) shared = binary("Plus", shared, shared);

  assertEquals(typeText(outputField(deep, EMP, NO_FUNCTIONS).type), "Int64");
  assertEquals(typeText(outputField(alias(shared, "s"), EMP, NO_FUNCTIONS).type), "Int64");
});

function int(value: number): ExprNode {
  return literal(scalar(T.Int64, BigInt(value)));
}
