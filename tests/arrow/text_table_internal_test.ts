import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { htmlTable, textTable } from "../../src/arrow/mod.ts";
import { goldenJson } from "./golden_file.ts";

interface TableCase {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly text: string;
}

test("textTable() prints what DataFusion prints, wide and many-lined cells included", () => {
  for (const { header, rows, text } of goldenJson<TableCase>("tables.json")) {
    assertEquals(textTable(header, rows), text);
  }
});

test("textTable() without rows is the header", () => {
  assertEquals(textTable(["a", "bc"], []), "+---+----+\n| a | bc |\n+---+----+");
});

test("htmlTable() escapes everything", () => {
  assertEquals(
    htmlTable(["<b>"], [["a & \"b\" 'c'\nd"], [""]]),
    "<table><thead><tr><th>&lt;b&gt;</th></tr></thead><tbody>" +
      "<tr><td>a &amp; &quot;b&quot; &#39;c&#39;<br>d</td></tr><tr><td></td></tr></tbody></table>",
  );
});
