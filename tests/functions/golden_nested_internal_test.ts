/** Functions over lists, maps and structs as DataFusion 55 computed them: values, types and kinds of errors must be the same. */
import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { goldenCases } from "../support/golden_cases.ts";
import { type ErrorKinds, goldenDifference, goldenExpr } from "../support/golden_differences.ts";

const KINDS: ErrorKinds = [
  [/Error during planning|union|Cannot access field/, ["E_PLAN"]],
  [/Cast error|Cannot cast/, ["E_CAST"]],
  [/Execution error/, ["E_ARGUMENT"]],
];

for (const [group, count] of [["fn_list", 545], ["fn_struct", 52], ["access", 52]] as const) {
  test(`functions in ${group} give what DataFusion gives`, () => {
    // Functions that take lambdas are not of this theme.
    const cases = goldenCases(group).filter((golden) => !golden.python.includes("lambda"));
    const wrong = cases.flatMap((golden) => {
      const node = goldenExpr(golden);
      const problem = node === null ? null : goldenDifference(golden, node, KINDS);
      return problem === null ? [] : [`${golden.id} ${golden.python}: ${problem}`];
    });

    assertEquals(wrong, []);
    assertEquals(cases.length, count);
  });
}
