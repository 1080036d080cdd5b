/** How compiled expressions run: which rows are computed, what is shared, what waits, what raises. */
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { test } from "node:test";
import {
  type ArrowType,
  type Batch,
  batch,
  type Column,
  columnBuilder,
  columnValue,
  type Datum,
  field,
  listColumn,
  scalar,
  type ScalarData,
  schema,
  T,
} from "../../src/arrow/mod.ts";
import { DivideByZeroError, PlanError } from "../../src/errors.ts";
import { type CompiledExpr, compileExpr, toColumn } from "../../src/exec/expression/mod.ts";
import {
  alias,
  binary,
  caseWhen,
  cast,
  column,
  type ExprNode,
  higherOrder,
  inList,
  lambda,
  lambdaVariable,
  literal,
  not,
  placeholder,
  scalarFunction,
} from "../../src/expr/mod.ts";
import type { FunctionLookup } from "../../src/plan/analyze/mod.ts";
import { qualifiedSchema } from "../../src/plan/plan_schema.ts";
import { functionRef, type ScalarCall, type ScalarFunction } from "../../src/udf/mod.ts";

const x = column("x");
const z = column("z");
const quotient = binary("Divide", x, z);
const isNonzero = binary("NotEq", z, int(0));

test("CASE computes a branch only for the rows that take it", () => {
  const input = table({ x: [T.Int64, [6n, 7n, 8n]], z: [T.Int64, [2n, 0n, null]] });

  assertEquals(rows(caseWhen(null, [{ when: isNonzero, then: quotient }], int(-1)), input), [3n, -1n, -1n]);
  assertEquals(rows(caseWhen(null, [{ when: not(isNonzero), then: int(-1) }], quotient), input), [3n, -1n, null]);
});

test("CASE conditions after the first run for the rows that remain", () => {
  const input = table({ x: [T.Int64, [6n, 7n]], z: [T.Int64, [2n, 0n]] });
  const expr = caseWhen(null, [
    { when: not(isNonzero), then: int(0) },
    { when: binary("Gt", quotient, int(2)), then: quotient },
  ]);

  assertEquals(rows(expr, input), [3n, 0n]);
});

test("what follows a CASE reads columns that none of its rows needed", () => {
  const input = table({ x: [T.Int64, [1n, 2n]], z: [T.Int64, [10n, 20n]] });
  const decided = caseWhen(null, [
    { when: binary("Gt", x, int(0)), then: int(1) },
    { when: binary("Gt", x, int(5)), then: z },
  ], binary("Divide", z, int(2)));

  assertEquals(rows(binary("Plus", decided, z), input), [11n, 21n]);
});

test("coalesce computes later arguments only where earlier ones are null, and what follows still sees them", () => {
  const input = table({ x: [T.Int64, [1n, 4n]], z: [T.Int64, [0n, 2n]] });
  const guarded = call(coalesce, caseWhen(null, [{ when: not(isNonzero), then: int(9) }]), quotient);
  const early = call(coalesce, x, z, quotient);

  assertEquals(rows(guarded, input), [9n, 2n]);
  assertEquals(rows(binary("Plus", early, z), input), [1n, 6n]);
});

test("AND computes both sides, unless the left one decides every row or all but a fifth", () => {
  const risky = binary("Gt", quotient, int(0));
  const half = table({ x: [T.Int64, [1n, 2n]], z: [T.Int64, [1n, 0n]] });
  const none = table({ x: [T.Int64, [1n, 2n]], z: [T.Int64, [0n, 0n]] });
  const fifth = table({ x: [T.Int64, [5n, 5n, 5n, 5n, 5n]], z: [T.Int64, [0n, 0n, 2n, 0n, 0n]] });
  const guarded = binary("And", isNonzero, risky);

  assertThrows(() => rows(guarded, half), DivideByZeroError);
  assertEquals(rows(guarded, none), [false, false]);
  assertEquals(rows(guarded, fifth), [false, false, true, false, false]);
  assertEquals(rows(binary("Or", not(isNonzero), risky), fifth), [true, true, true, true, true]);
});

test("a constant that raises does so when it is evaluated, not when it is compiled", () => {
  const bad = binary("Divide", int(1), int(0));
  const input = table({ x: [T.Int64, [1n]] });
  const compiled = compile(bad, input);

  assertThrows(() => compiled.evaluate(input), DivideByZeroError);
  assertEquals(rows(caseWhen(null, [{ when: binary("Lt", x, int(0)), then: bad }], x), input), [1n]);
});

test("constants are computed once, and stay constants", () => {
  const input = table({ x: [T.Int64, [1n, 2n]] });

  assertEquals(compile(binary("Plus", int(1), int(2)), input).evaluate(input), scalar(T.Int64, 3n));
  assertEquals(counted(() => rows(call(counter, int(1)), input)), [1, [1n, 1n]]);
});

test("equal subexpressions are computed once, volatile ones each time", () => {
  const input = table({ x: [T.Int64, [1n, 2n]] });
  const twice = (fn: ScalarFunction) => binary("Plus", call(fn, x), binary("Multiply", call(fn, x), int(2)));

  assertEquals(counted(() => rows(twice(counter), input)), [1, [3n, 6n]]);
  assertEquals(counted(() => rows(twice({ ...counter, volatility: "volatile" }), input))[0], 2);
  const base = caseWhen(call({ ...counter, volatility: "volatile" }, x), [
    { when: int(7), then: int(0) },
    { when: int(2), then: int(5) },
  ]);
  assertEquals(counted(() => rows(base, input)), [1, [null, 5n]]);
});

test("memory of intermediate results is used again, that of results never", () => {
  const input = table({ x: [T.Float64, [1, 2, 3]] });
  const f = literal(scalar(T.Float64, 2));
  const compiled = compile(binary("Minus", binary("Multiply", binary("Plus", x, f), f), x), input);
  const results = Array.from({ length: 5 }, () => compiled.evaluate(input) as Column);
  const wanted = results.map((each) => valuesOf(each));

  assertEquals(wanted, Array.from({ length: 5 }, () => [5, 6, 7]));
  assertEquals(valuesOf(input.columns[0]!), [1, 2, 3]);
});

test("comparing with a constant spares casting the column", () => {
  const input = table({ x: [T.Int8, [1, -128, null]] });

  assertEquals(rows(binary("Gt", x, int(0)), input), [true, false, null]);
  assertEquals(rows(binary("Lt", x, int(300)), input), [true, true, null]);
  assertEquals(rows(inList(x, [int(1), int(300)]), input), [true, false, null]);
  assertEquals(rows(binary("Eq", x, cast(literal(scalar(T.Null, null)), T.Int64)), input), [null, null, null]);
});

test("ten thousand levels compile and run", () => {
  const input = table({ x: [T.Int64, [1n]] });
  let sum: ExprNode = x;
  let chain: ExprNode = int(-1);
  for (let k = 0; k < 10_000; k++) {
    sum = alias(binary("Plus", sum, int(1)), `level ${k}`);
    chain = caseWhen(null, [{ when: binary("Eq", x, int(k + 2)), then: int(k) }], chain);
  }

  assertEquals(rows(sum, input), [10_001n]);
  assertEquals(rows(chain, input), [-1n]);
});

test("shared subtrees are computed once, however often they are shared", () => {
  const input = table({ x: [T.Int64, [1n]] });
  let doubled: ExprNode = x;
  for (let k = 0; k < 62; k++) doubled = binary("Plus", doubled, doubled);

  // Under a name: its text would be as long as the tree.
  assertEquals(rows(alias(doubled, "r"), input), [2n ** 62n]);
});

test("functions that wait are awaited, and refused where nothing may wait", async () => {
  const input = table({ x: [T.Int64, [1n, 2n]] });
  const later: ScalarFunction = { ...counter, invokeAsync: (given) => Promise.resolve(given.args[0]!) };
  const compiled = compile(binary("Plus", call(later, x), int(1)), input);

  assertEquals(compiled.isAsync, true);
  assertEquals(valuesOf(toColumn(await compiled.evaluateAsync(input), 2)), [2n, 3n]);
  assertThrows(
    () => compiled.evaluate(input),
    PlanError,
    'Cannot evaluate "counter(x) + Int64(1)" at once: it calls a function that waits',
  );
  const failing: ScalarFunction = { ...later, invokeAsync: () => Promise.reject(new RangeError("no")) };
  await assertRejects(() => compile(call(failing, x), input).evaluateAsync(input), RangeError, "no");
});

test("functions that take functions run their body over all items at once", () => {
  const list = listColumn(Int32Array.of(0, 3, 3, 4), columnOf(T.Int64, [1n, 2n, null, 5n]), Uint8Array.of(0b101));
  const input = batch(
    schema([field("l", list.type), field("x", T.Int64)]),
    [list, columnOf(T.Int64, [10n, 20n, null])],
  );
  const v = lambdaVariable("v");
  const apply = (name: string, body: ExprNode) =>
    rows(higherOrder(functionRef("scalar", name), [column("l"), lambda(["v"], body)]), input);

  assertEquals(apply("array_transform", binary("Plus", v, x)), [[11n, 12n, null], null, [null]]);
  assertEquals(apply("array_filter", binary("Gt", v, int(1))), [[2n], null, [5n]]);
  assertEquals(apply("array_any_match", binary("Gt", v, int(2))), [null, null, true]);
  assertEquals(apply("array_first", binary("Gt", v, int(1))), [2n, null, 5n]);
  assertThrows(
    () => apply("array_filter", v),
    PlanError,
    'Cannot call "array_filter": lambda must return boolean, got Int64',
  );
});

test("nodes that belong elsewhere say where", () => {
  const input = table({ x: [T.Int64, [1n]] });

  assertThrows(
    () => compile(placeholder("$1"), input),
    PlanError,
    'Cannot evaluate placeholder "$1": it was not provided a value for execution',
  );
  assertThrows(
    () => compile(binary("RegexMatch", cast(x, T.Utf8), literal(scalar(T.Utf8, "("))), input),
    Error,
    "unclosed group",
  );
});

test("no rows give no rows", () => {
  const input = table({ x: [T.Int64, []], z: [T.Int64, []] });

  assertEquals(rows(caseWhen(null, [{ when: isNonzero, then: quotient }], int(1)), input), []);
  assertEquals(rows(call(coalesce, quotient, x), input), []);
  assertEquals(rows(binary("And", isNonzero, binary("Gt", quotient, int(0))), input), []);
});

let calls = 0;

function counted(run: () => readonly unknown[]): [number, readonly unknown[]] {
  calls = 0;
  const result = run();
  return [calls, result];
}

/** Gives its argument and counts its calls. */
const counter: ScalarFunction = {
  kind: "scalar",
  name: "counter",
  aliases: [],
  volatility: "immutable",
  coerceTypes: (types) => types,
  returnField: ({ fields }) => fields[0]!,
  invoke: (given: ScalarCall): Datum => {
    calls++;
    return given.args[0]!;
  },
};
const coalesce: ScalarFunction = {
  ...counter,
  name: "coalesce",
  shortCircuits: true,
  returnField: ({ fields }) => field("", fields[0]!.type, fields.every(({ nullable }) => nullable)),
};

function call(fn: ScalarFunction, ...args: readonly ExprNode[]): ExprNode {
  return scalarFunction(functionRef("scalar", fn.name, { implementation: fn }), args);
}

function int(value: number): ExprNode {
  return literal(scalar(T.Int64, BigInt(value)));
}

const NO_FUNCTIONS: FunctionLookup = { scalar: () => undefined, aggregate: () => undefined, window: () => undefined };

function compile(expr: ExprNode, input: Batch): CompiledExpr {
  return compileExpr(expr, qualifiedSchema(input.schema, null), {
    functions: NO_FUNCTIONS,
    query: { queryStartUs: 0n, timezone: "+00:00" },
  });
}

function rows(expr: ExprNode, input: Batch): readonly unknown[] {
  return valuesOf(toColumn(compile(expr, input).evaluate(input), input.numRows));
}

function valuesOf(given: Column): readonly unknown[] {
  return Array.from({ length: given.length }, (_, i) => {
    const value = columnValue(given, i);
    const isList = value !== null && typeof value === "object" && "layout" in value && value.layout === "list";
    return isList ? valuesOf(value.child).slice(value.offsets[0], value.offsets[1]) : value;
  });
}

function table(columns: Readonly<Record<string, readonly [ArrowType, readonly ScalarData[]]>>): Batch {
  const entries = Object.entries(columns);
  return batch(
    schema(entries.map(([name, [type]]) => field(name, type))),
    entries.map(([, [type, values]]) => columnOf(type, values)),
  );
}

function columnOf(type: ArrowType, values: readonly ScalarData[]): Column {
  const builder = columnBuilder(type);
  for (const value of values) builder.append(value);
  return builder.finish();
}
