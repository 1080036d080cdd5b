/**
 * What the built-in functions say of themselves → docs/functions.md. `--check` compares instead of writing, and fails where a
 * function says nothing.
 */
import * as exported from "../src/fluent/functions.ts";
import { builtInDefinitions } from "../src/functions/mod.ts";
import type { AnyFunctionDefinition, FunctionDocumentation, FunctionKind } from "../src/udf/mod.ts";
import { commit, ROOT } from "./committed.ts";

type Documented = AnyFunctionDefinition & { readonly documentation: FunctionDocumentation };

const CHAPTERS: { readonly [K in FunctionKind]: string } = {
  scalar: "Scalar functions",
  aggregate: "Aggregate functions",
  window: "Window functions",
};
const INTRODUCTION = `# Functions

Every built-in function, as SQL names it. In TypeScript the same functions stand in \`@fusewire/fusewire/functions\` and on
\`functions\` of the main entry, in camelCase: \`date_trunc('month', at)\` is \`functions.dateTrunc("month", col("at"))\`.
Made by \`deno task functions\` from the definitions in \`src/functions\`.
`;

/** SQL names whose TypeScript name is not just theirs in camelCase. */
const RENAMED: Readonly<Record<string, string>> = { map: "makeMap" };

/** How often each heading came. */
const headings = new Map<string, number>();

const undocumented = builtInDefinitions.filter((definition) => !isDocumented(definition));
if (undocumented.length > 0) {
  console.error(`${undocumented.length} functions have no documentation: ${undocumented.map(({ name }) => name)}`);
  Deno.exit(1);
}
const chapters = Object.entries(CHAPTERS).map(([kind, title]) =>
  chapter(title, builtInDefinitions.filter(isDocumented).filter((definition) => definition.kind === kind))
);
await commit(`${ROOT}docs/functions.md`, await formatted([INTRODUCTION, ...chapters].join("\n")), "functions");

function isDocumented(definition: AnyFunctionDefinition): definition is Documented {
  return definition.documentation !== undefined;
}

/** Sections in the order of their first function, functions by name. */
function chapter(title: string, functions: readonly Documented[]): string {
  const sections = [...new Set(functions.map(({ documentation }) => documentation.section))];
  const parts = sections.map((section) => {
    const inside = functions.filter(({ documentation }) => documentation.section === section).sort(byName);
    const links = inside.map(({ name }) => `[${name}](#${anchor(name)})`).join(" · ");
    return [`### ${section}`, "", links, "", ...inside.map(entry)].join("\n");
  });
  return [`## ${title}`, "", ...parts].join("\n");
}

/** Where GitHub puts the next heading of that name: the second one gets a number. */
function anchor(name: string): string {
  const before = headings.get(name) ?? 0;
  headings.set(name, before + 1);
  return before === 0 ? name : `${name}-${before}`;
}

function entry({ name, aliases, documentation }: Documented): string {
  const { description, syntax, args = [], examples = [] } = documentation;
  const names = [name, ...aliases].map((each) => RENAMED[each] ?? camelCase(each)).filter((each) => each in exported);
  const lines = [`#### ${name}`, "", description, "", "```sql", syntax, "```", ""];
  if (args.length > 0) lines.push(...args.map((arg) => `- \`${arg.name}\`: ${arg.description}`), "");
  const facts = [
    aliases.length > 0 ? `Aliases: ${aliases.map(code).join(", ")}.` : "",
    names.length > 0 ? `TypeScript: ${names.map(code).join(", ")}.` : "",
  ].filter((fact) => fact !== "");
  if (facts.length > 0) lines.push(facts.join(" "), "");
  for (const { sql, result } of examples) {
    lines.push("```sql", sql, ...result.split("\n").map((line) => `-- ${line}`), "```", "");
  }
  return lines.join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function byName(a: Documented, b: Documented): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** As `deno fmt` has it, so that both checks agree. */
async function formatted(markdown: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--ext=md", "-"],
    cwd: ROOT,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(markdown));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  if (!success) throw new Error(`deno fmt failed: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}
