/** Holds the table of docs/architecture.md against what the sources really do. */
import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { dirname, join } from "node:path/posix";
import { type SourceFile, sourceFile, sourceFiles } from "./support/source_file.ts";

/**
 * Rooms by level: a room imports rooms of lower levels only, never one of its own level. `errors` may be imported from
 * everywhere; a file directly in src/ is a room of its own.
 */
const LEVELS: readonly (readonly string[])[] = [
  ["errors"],
  ["arrow", "gen"],
  ["udf", "inline", "compute"],
  ["expr"],
  ["functions", "plan"],
  ["codec", "exec", "optimizer", "sql", "sources", "iceberg"],
  ["fluent"],
  ["worker"],
  ["session"],
  ["substrait", "dataloader", "ballista"],
  ["mod", "library", "cli", "worker_entry"],
];

/** Who may import a package; one that is not here may be imported by nobody. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "apache-arrow": ["arrow"],
  "@bufbuild/protobuf": ["codec", "gen", "substrait", "ballista"],
  "acorn": ["inline"],
  "eslint-scope": ["inline"],
  "re2js": ["compute", "functions"],
};

/** Who may import the generated messages. */
const GEN_READERS = ["codec", "gen", "substrait", "ballista"];

/** Who may turn text into code: opened UDFs, and loops made for them. */
const MAY_EVAL = [/^src\/inline\//, /^src\/exec\//, /^src\/udf\/row_loop\.ts$/];

/** The files that may ask which runtime they are on. */
const MAY_ASK_RUNTIME = [
  /^src\/worker\/endpoint_/,
  /^src\/worker\/node_threads\.ts$/,
  /^src\/inline\/runtime_stamp\.ts$/,
  /^cli\//,
];

const MAX_LINES = 500;
/** Longer by nature: data, one entry a line. */
const LONG_TABLES: readonly string[] = [];

const isGenerated = ({ path }: SourceFile) => path.startsWith("src/gen/") || path.endsWith(".gen.ts");
const files = [sourceFile("mod.ts"), ...sourceFiles("src"), ...sourceFiles("cli")];
const written = files.filter((file) => !isGenerated(file));

test("every room stands in the table", () => {
  const rooms = new Set(files.map(({ path }) => roomOf(path)));

  assertEquals([...rooms].filter((room) => levelOf(room) < 0).sort(), []);
});

/** They put the whole together and import each other: the library tells its rooms what it exports. */
const COMPOSITION = ["mod", "library", "worker_entry"];

test("a room imports lower rooms only, and none of its own level", () => {
  const wrong = inner(files).filter(({ from, to }) =>
    from !== to && to !== "errors" && levelOf(to) >= levelOf(from) && !COMPOSITION.includes(from)
  );

  assertEquals(wrong.map(({ text }) => text), []);
});

test("the generated messages are read by the codecs only", () => {
  const wrong = inner(files).filter(({ from, to }) => to === "gen" && !GEN_READERS.includes(from));

  assertEquals(wrong.map(({ text }) => text), []);
});

test("each package is imported by its room only", () => {
  const wrong = files.flatMap((file) =>
    file.imports.filter((specifier) => !specifier.startsWith(".")).filter((specifier) => {
      const name = specifier.match(/^(?:@[^/]+\/)?[^/]+/)![0];
      return !PACKAGES[name]?.includes(roomOf(file.path));
    }).map((specifier) => `${file.path} imports ${specifier}`)
  );

  assertEquals(wrong, []);
});

test("every folder has a door, mod.ts, that opens with what the folder is", () => {
  const folders = new Set(
    written.map(({ path }) => dirname(path)).filter((folder) => /^src\/(?!errors$)/.test(folder)),
  );
  const doors = new Map(written.map((file) => [file.path, file.text]));
  const bad = [...folders].filter((folder) =>
    !/^\/\*\*\n(?: \*.*\n)+? \*\/\n/.test(doors.get(`${folder}/mod.ts`) ?? "")
  );

  assertEquals(bad.sort(), []);
});

/** Entry points of the package, and what composes them: doors too. */
const OPEN_DOORS = ["src/errors.ts", "mod.ts", "src/library.ts", "src/fluent/functions.ts"];

test("rooms are entered through doors", () => {
  const wrong = inner(written).filter(({ from, to, target }) =>
    from !== to && to !== "gen" && !target.endsWith("/mod.ts") && !OPEN_DOORS.includes(target)
  );

  assertEquals(wrong.map(({ text }) => text), []);
});

/** The doors of rooms; `compute` has no file of its own, so its folders are rooms. */
const roomDoor = /^src\/(?:[^/]+|compute\/[^/]+)\/mod\.ts$/;

test("what a door says its room may import is what the room imports", () => {
  const bad = written.filter(({ path }) => roomDoor.test(path)).flatMap(({ path, text }) => {
    const may = text.match(/May import:?((?:.|\n)*?)\*\//)?.[1];
    if (may === undefined) return [`${path} does not say what its room may import`];
    const room = written.filter((file) => file.path.startsWith(path.slice(0, -"mod.ts".length)));
    const used = new Set(inner(room).filter(({ from, to }) => from !== to).map(({ to }) => to));
    return [...used].filter((to) => !new RegExp(`\\b${to}\\b`).test(may)).map((to) => `${path} does not name ${to}`);
  });

  assertEquals(bad.sort(), []);
});

test(`no file is longer than ${MAX_LINES} lines`, () => {
  const long = written.filter(({ text }) => text.split("\n").length - 1 > MAX_LINES).map(({ path }) => path);

  assertEquals(long, [...LONG_TABLES]);
});

test("file names are in snake_case", () => {
  const bad = written.map(({ path }) => path).filter((path) =>
    !/^(?:[a-z0-9_]+\/)*[a-z][a-z0-9_]*(?:\.gen)?\.ts$/.test(path)
  );

  assertEquals(bad, []);
});

test("nothing is typed any, and no file switches the linter off", () => {
  assertEquals(matches(written, ({ code }) => code, /(?:[:<|&,]\s*|\bas\s+)any\b(?!\s*[:(.])/g), []);
  assertEquals(
    matches(
      written,
      ({ text }) => text,
      /deno-lint-ignore-file|deno-lint-ignore no-explicit-any|@ts-ignore|@ts-nocheck/g,
    ),
    [],
  );
});

test("text becomes code only where users' functions are opened", () => {
  const others = written.filter(({ path }) => !MAY_EVAL.some((allowed) => allowed.test(path)));

  assertEquals(matches(others, ({ code }) => code, /\beval\(|\bnew Function\b|(?<![\w.])Function\(/g), []);
});

test("only the endpoints and the stamp ask which runtime this is", () => {
  const others = written.filter(({ path }) => !MAY_ASK_RUNTIME.some((allowed) => allowed.test(path)));

  assertEquals(
    matches(others, ({ code }) => code, /(?<![\w.#])(?:Deno|Bun|process|navigator)\b(?!\s*[:(?]|[ ,]*\}? =)/g),
    [],
  );
});

test("nothing is left for later", () => {
  assertEquals(matches(written, ({ text }) => text, /\b(?:TODO|FIXME|XXX|HACK)\b/g), []);
});

/** An import of one file of ours by another. */
interface InnerImport {
  readonly from: string;
  readonly to: string;
  readonly target: string;
  readonly text: string;
}

function inner(sources: readonly SourceFile[]): readonly InnerImport[] {
  return sources.flatMap(({ path, imports }) =>
    imports.filter((specifier) => specifier.startsWith(".")).map((specifier) => {
      const target = join(dirname(path), specifier);
      return { from: roomOf(path), to: roomOf(target), target, text: `${path} imports ${target}` };
    })
  );
}

/** `src/expr/mod.ts` → `expr`; `src/errors.ts` → `errors`; `mod.ts` → `mod`; `cli/x.ts` → `cli`. */
function roomOf(path: string): string {
  return path.replace(/^src\//, "").replace(/\/.*|\.ts$/g, "");
}

function levelOf(room: string): number {
  return LEVELS.findIndex((rooms) => rooms.includes(room));
}

/** Lines where `pattern` is found, as `path:line text`. */
function matches(sources: readonly SourceFile[], of: (file: SourceFile) => string, pattern: RegExp): readonly string[] {
  return sources.flatMap((file) =>
    of(file).split("\n").flatMap((line, i) => line.match(pattern) ? [`${file.path}:${i + 1} ${line.trim()}`] : [])
  );
}
