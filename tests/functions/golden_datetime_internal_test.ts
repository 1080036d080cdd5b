/** Date and time functions as DataFusion 55 computed them: values, types, nullability and kinds of errors must be the same. */
import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { goldenCases } from "../support/golden_cases.ts";
import { type ErrorKinds, goldenDifference, goldenExpr } from "../support/golden_differences.ts";

const KINDS: ErrorKinds = [
  [/Error during planning/, ["E_PLAN"]],
  [/Cast error|Cannot cast/, ["E_CAST"]],
  [/Execution error|Compute error|Parser error/, ["E_ARGUMENT", "E_EXECUTION", "E_PLAN"]],
];

test("date and time functions give what DataFusion gives", () => {
  const cases = goldenCases("fn_time");
  const wrong = cases.flatMap((golden) => {
    const node = goldenExpr(golden);
    const problem = node === null ? null : goldenDifference(golden, node, KINDS);
    return problem === null ? [] : [`${golden.id} ${golden.python}: ${problem}`];
  });

  assertEquals(wrong, []);
  assertEquals(cases.length, 168);
});
