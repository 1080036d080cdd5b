/** Texts that DataFusion's bytes cannot lead to; all others are compared with DataFusion's own in tests/codec. */
import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { field, listType, scalar, scalarFromValue, T } from "../../src/arrow/mod.ts";
import * as e from "../../src/expr/mod.ts";
import { type FunctionRef, functionRef, type ScalarFunction } from "../../src/udf/mod.ts";

const a = e.column("a");

test("expressions without a wire form print as DataFusion prints them", () => {
  const cases: [e.ExprNode, string, string][] = [
    [e.exists({}), "EXISTS (<subquery>)", "EXISTS"],
    [e.exists({}, [], true), "NOT EXISTS (<subquery>)", "NOT EXISTS"],
    [e.inSubquery(a, {}), "a IN (<subquery>)", "IN"],
    [e.inSubquery(a, {}, [], true), "a NOT IN (<subquery>)", "NOT IN"],
    [e.scalarSubquery({}), "(<subquery>)", "(<subquery>)"],
    [e.outerColumn(T.Int64, e.column("x", "t")), "outer_ref(t.x)", "outer_ref(t.x)"],
    [e.binary("IntegerDivide", a, a), "a DIV a", "a DIV a"],
    [e.binary("LongArrow", a, e.binary("Plus", a, a)), "a ->> a + a", "a ->> a + a"],
    [e.binary("Multiply", e.binary("IntegerDivide", a, a), a), "(a DIV a) * a", "a DIV a * a"],
    [
      e.literal(scalar(T.Int64, 5n), { unit: "m", b: "c" }),
      'Int64(5) FieldMetadata { inner: {"b": "c", "unit": "m"} }',
      'Int64(5) FieldMetadata { inner: {"b": "c", "unit": "m"} }',
    ],
    [e.literal(scalar(T.Float16, 0.099975586)), "Float16(0.099975586)", "Float16(0.099975586)"],
  ];
  for (const [node, display, name] of cases) {
    assertEquals([e.display(node), e.schemaName(node)], [display, name]);
  }
});

test("a user's function may say what its column is called", () => {
  const implementation = { kind: "scalar", name: "pick", schemaName: (args: readonly string[]) => args.join("→") };
  const pick = functionRef("scalar", "pick", { implementation: implementation as unknown as ScalarFunction });
  const node = e.scalarFunction(pick, [e.cast(a, T.Int8), e.scalarFunction(pick, [a, e.binary("Plus", a, a)])]);

  assertEquals(e.schemaName(node), "a→a→a + a");
  assertEquals(e.display(node), "pick(CAST(a AS Int8), pick(a, a + a))");
});

test("a function that came by value is no built-in, whatever its name", () => {
  const foreign: FunctionRef = functionRef("scalar", "get_field", { payload: Uint8Array.of(1) });
  const node = e.scalarFunction(foreign, [a, e.literal(scalar(T.Utf8, "x"))]);

  assertEquals(e.schemaName(node), 'get_field(a,Utf8("x"))');
  assertEquals(e.schemaName(e.scalarFunction(functionRef("scalar", "get_field"), node.args)), "a[x]");
});

test("literals of lists and structs print their items as cells", () => {
  assertEquals(e.literalText(scalarFromValue([1, null, 3])), "List([1, , 3])");
  assertEquals(e.literalText(scalar(listType(field("item", T.Int64)), null)), "List()");
});

test("frame bounds are unbounded where they have no value", () => {
  const frame = e.windowFrame(
    "rows",
    e.windowFrameBound("preceding", scalar(T.UInt64, null)),
    e.windowFrameBound("following", scalar(T.UInt64, 2n)),
  );
  assertEquals(e.windowFrameText(frame), "ROWS BETWEEN UNBOUNDED PRECEDING AND 2 FOLLOWING");
  assertEquals([e.isUnbounded(frame.start), e.isUnbounded(frame.end)], [true, false]);
  assertEquals(e.windowFrameBoundText(e.windowFrameBound("following")), "UNBOUNDED FOLLOWING");
});
