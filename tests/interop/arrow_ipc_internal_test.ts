import { assert, assertEquals } from "@std/assert";
import { field, listType, readIpc, schema, schemasEqual, T, typeText, writeIpcStream } from "../../src/arrow/mod.ts";
import { EVERY_TYPE, random, randomSlice, rowTexts } from "../support/random_column.ts";
import { testWith } from "../support/test_with.ts";
import { findPython, runScript } from "./python.ts";

testWith("Python: pyarrow reads our streams of every type and gives the same back", findPython(), (python) => {
  const next = random(51);
  const types = [
    ...EVERY_TYPE,
    listType(field("item", T.Int32), "ListView"),
    listType(field("item", T.Utf8View), "LargeListView"),
  ];
  const ours = schema(types.map((type, i) => field(`c${i}`, type, true, { index: `${i}` })), { made: "here" });
  // One batch: pyarrow's table unifies dictionaries of several.
  const batch = { schema: ours, columns: types.map((type) => randomSlice(type, 50, next)), numRows: 50 };
  const bytes = writeIpcStream({ schema: ours, batches: [batch] });
  const echoed = runScript(python, "arrow_echo.py", btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join("")));
  const back = readIpc(Uint8Array.from(atob(echoed), (c) => c.charCodeAt(0)));

  assert(schemasEqual(back.schema, ours));
  types.forEach((type, i) =>
    assertEquals(rowTexts(back.batches[0]!.columns[i]!), rowTexts(batch.columns[i]!), typeText(type))
  );
  return Promise.resolve();
});
