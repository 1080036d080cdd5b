import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { parseSource } from "./source_file.ts";

test("imports are found in every form, and not in comments or strings", () => {
  const { imports } = parseSource(
    "x.ts",
    [
      `import { a,`,
      `  b } from "./static.ts";`,
      `import type { T } from './type.ts';`,
      `import "./bare.ts";`,
      `export { c } from "./again.ts";`,
      `const lazy = await import("./lazy.ts"); let t: import("./in_type.ts").T;`,
      `// import "./comment.ts";`,
      `/* export * from "./block.ts"; */`,
      `const text = 'import "./string.ts"', template = \`from "./template.ts" \${await import("./hole.ts")} from "./tail.ts"\`;`,
    ].join("\n"),
  );

  assertEquals(imports, [
    "./static.ts",
    "./type.ts",
    "./bare.ts",
    "./again.ts",
    "./lazy.ts",
    "./in_type.ts",
    "./hole.ts",
  ]);
});

test("code keeps its lines and loses comments and the insides of literals", () => {
  const cases: readonly (readonly [text: string, code: string])[] = [
    [`a // any\nb`, `a       \nb`],
    [`a /* x\ny */ b`, `a     \n     b`],
    [`f("any", 'a\\'b')`, `f("   ", '    ')`],
    ["`a${ { b: `c${d}` } }e`", "` ${ { b: ` ${d}` } } `"],
    [`x = /["'/*]/.test(y) / 2 // z`, `x = /      /.test(y) / 2     `],
    [`a / b / c`, `a / b / c`],
    [`"😀" + any`, `"  " + any`],
  ];

  assertEquals(cases.map(([text]) => parseSource("x.ts", text).code), cases.map(([, code]) => code));
});
