/**
 * What users can import → tests/support/public_api.ts, so that a change of the public names shows in a diff.
 * `--check` compares instead of writing, and asks for a doc comment on every name.
 */
import { CHECK, commit, ROOT } from "./committed.ts";

/** The part of `deno doc --json` that is read here. */
interface Documentation {
  readonly nodes: Readonly<Record<string, { readonly symbols: readonly DocumentedSymbol[] }>>;
}
interface DocumentedSymbol {
  readonly name: string;
  readonly declarations: readonly { readonly kind: string; readonly jsDoc?: { readonly doc?: string } }[];
}

const TYPE_KINDS = new Set(["interface", "typeAlias"]);

const config = await Deno.readTextFile(`${ROOT}deno.json`);
// deno.json has comments; its exports have none.
const exports: Record<string, string> = JSON.parse(config.match(/"exports": (\{[^}]*\})/)![1]!);

const entries: string[] = [];
const undocumented: string[] = [];
for (const [entry, path] of Object.entries(exports)) {
  const symbols = (await document(path)).filter(({ name }) => name !== "default").sort(byName);
  const isType = ({ declarations }: DocumentedSymbol) => declarations.every(({ kind }) => TYPE_KINDS.has(kind));
  const list = (picked: readonly DocumentedSymbol[]) => picked.map(({ name }) => `      "${name}",\n`).join("");
  const values = list(symbols.filter((symbol) => !isType(symbol)));
  const types = list(symbols.filter(isType));
  entries.push(
    `  "${entry}": {\n    values: [${values && `\n${values}    `}],\n    types: [${
      types && `\n${types}    `
    }],\n  },\n`,
  );
  for (const { name, declarations } of symbols) {
    if (!declarations.some(({ jsDoc }) => jsDoc?.doc)) undocumented.push(`${entry} ${name}`);
  }
}

const text =
  `/** The names of each entry point, sorted. Made by \`deno task public-api\`: a change here is a change for users. */
// deno-fmt-ignore
export const PUBLIC_API: Readonly<Record<string, { readonly values: readonly string[]; readonly types: readonly string[] }>> = {
${entries.join("")}};
`;
if (undocumented.length > 0) {
  console.error(`${undocumented.length} public names have no doc comment:\n  ${undocumented.join("\n  ")}`);
  if (CHECK) Deno.exit(1);
}
await commit(`${ROOT}tests/support/public_api.ts`, text, "public-api");

async function document(path: string): Promise<readonly DocumentedSymbol[]> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", path],
    cwd: ROOT,
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`deno doc ${path} failed: ${new TextDecoder().decode(stderr)}`);
  const { nodes }: Documentation = JSON.parse(new TextDecoder().decode(stdout));
  return Object.values(nodes).flatMap(({ symbols }) => symbols);
}

function byName(a: DocumentedSymbol, b: DocumentedSymbol): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
