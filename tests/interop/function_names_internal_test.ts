import { assertEquals } from "@std/assert";
import { dataFusionName, dataFusionNames } from "../../src/codec/datafusion_names.ts";
import { testWith } from "../support/test_with.ts";
import { findPython, runScript } from "./python.ts";

const KINDS = ["scalar", "aggregate", "window", "higherOrder"] as const;

testWith("Python: functions have the names and aliases of DataFusion 55", findPython(), (python) => {
  const own = KINDS.flatMap(dataFusionNames);
  // Most list functions go by two prefixes; that some do not is a fact too.
  const others = own.flatMap((
    name,
  ) => [name.replace(/^array_/, "list_"), name.replace(/^list_/, "array_"), `${name}s`]);
  const names = [...new Set([...own, ...others, "", "ABS", "no_such_function"])].sort();
  const answers = JSON.parse(runScript(python, "function_names.py", JSON.stringify({ names })));

  for (const kind of KINDS) {
    const ours = names.flatMap((name) => {
      const main = dataFusionName(kind, name);
      return main === undefined ? [] : [[name, main]];
    });
    assertEquals(ours, Object.entries(answers[kind]), kind);
  }
  return Promise.resolve();
});
