import { assertEquals } from "@std/assert";
import {
  field,
  fixedSizeListType,
  isNested,
  listType,
  type Scalar,
  scalarAt,
  structType,
} from "../../src/arrow/mod.ts";
import { decodeExpr, encodeExpr } from "../../src/codec/mod.ts";
import { display, literal } from "../../src/expr/mod.ts";
import { fromHex, toHex } from "../support/golden_exprs.ts";
import { EVERY_TYPE, random, randomColumn } from "../support/random_column.ts";
import { testWith } from "../support/test_with.ts";
import { findPython, runScript } from "./python.ts";

const ROWS = 4;

testWith("Python: literals of nested types have the bytes and texts of DataFusion", findPython(), (python) => {
  const next = random(8);
  const nested = EVERY_TYPE.flatMap((type) => [
    listType(field("item", type)),
    fixedSizeListType(field("item", type), 2),
    structType([field("a", type), field("b b", listType(field("item", type), "LargeList"))]),
    ...isNested(type) ? [type] : [],
  ]);
  const scalars: Scalar[] = nested.flatMap((type) => {
    const column = randomColumn(type, ROWS, next);
    return Array.from({ length: ROWS }, (_, row) => scalarAt(column, row));
  });
  const exprs = scalars.map((value) => toHex(encodeExpr(literal(value))));
  const answers = JSON.parse(runScript(python, "random_exprs.py", JSON.stringify({ exprs })));

  const wrong = scalars.flatMap((value, i) => {
    const answer = answers[i];
    if (answer.error !== undefined) return [`${display(literal(value))}: ${answer.error.slice(0, 200)}`];
    const text = display(literal(value));
    if (text !== answer.display) return [`${text} must be ${answer.display}`];
    if (exprs[i] !== answer.bytes) return [`${text}: bytes are ${exprs[i]}, must be ${answer.bytes}`];
    // What came from there comes back, whoever laid it out.
    return display(decodeExpr(fromHex(answer.bytes))) === text ? [] : [`${text} changes when it is read`];
  });
  assertEquals(wrong, []);
  return Promise.resolve();
});
