import { existsSync } from "node:fs";
import { findChromium } from "../tests/runtime/browser/chromium.ts";
import { ROOT } from "./committed.ts";
import type { Suite } from "./suite.ts";
import { internalTests, outsideTests, portableTests } from "./test_files.ts";

const JUNIT = `${ROOT}.cache/junit`;
const BUN = "bun@1.4.5";
const needsNpm = onPath("npx") ? undefined : "npm is not on PATH";
const found = findChromium();
const needsChromium = "missing" in found ? found.missing : undefined;

/** The longest first: two run at a time. */
export const SUITES: readonly Suite[] = [
  { name: "checks", commands: [["deno", "run", "-A", "scripts/ok.ts"]] },
  {
    name: "node",
    // The tests see the packed tarball, installed into an empty folder, and nothing of the checkout.
    commands: [
      ["deno", "run", "-A", "scripts/node_tests.ts", junit("node"), ...portableTests],
      ["deno", "run", "-A", "examples/demo/main.ts"], // its other runtimes take the package that the tests built
    ],
    junit: junit("node"),
    missing: needsNpm,
    group: "portable",
  },
  {
    name: "deno",
    commands: [["deno", "test", "-A", `--junit-path=${junit("deno")}`, ...portableTests]],
    junit: junit("deno"),
    group: "portable",
  },
  {
    name: "bun",
    commands: [bunTest("bun", portableTests)],
    junit: junit("bun"),
    missing: needsNpm,
    group: "portable",
  },
  {
    name: "chromium",
    commands: [["deno", "run", "-A", "scripts/browser_tests.ts", junit("chromium"), ...portableTests]],
    junit: junit("chromium"),
    missing: needsChromium,
  },
  {
    name: "deno internal",
    commands: [["deno", "test", "-A", `--junit-path=${junit("deno-internal")}`, ...internalTests]],
    junit: junit("deno-internal"),
    missing: some(internalTests),
    group: "internal",
  },
  {
    name: "bun internal",
    commands: [bunTest("bun-internal", internalTests)],
    junit: junit("bun-internal"),
    missing: needsNpm ?? some(internalTests),
    group: "internal",
  },
  {
    name: "outside", // other programs: Python, pages with unusual policies
    commands: [["deno", "test", "-A", `--junit-path=${junit("outside")}`, ...outsideTests]],
    junit: junit("outside"),
    missing: some(outsideTests),
  },
  {
    name: "doc examples",
    commands: [["deno", "test", "-A", "--doc", `--junit-path=${junit("doc")}`, ...documents()]],
    junit: junit("doc"),
  },
  { name: "examples", commands: [["deno", "run", "-A", "scripts/examples.ts"]] },
];

function junit(name: string): string {
  return `${JUNIT}/${name}.xml`;
}

function bunTest(name: string, tests: readonly string[]): Suite["commands"][number] {
  // With "./" Bun takes a path, without it a filter on all test files.
  const paths = tests.map((path) => `./${path}`);
  // Bun's limit of 5 s a test is not that of the other runtimes.
  const options = ["--timeout=60000", "--reporter=junit", `--reporter-outfile=${junit(name)}`];
  return ["npx", "-y", BUN, "test", ...options, ...paths];
}

/** What holds code blocks that users copy. */
function documents(): readonly string[] {
  const pages = existsSync(`${ROOT}docs`) ? [...Deno.readDirSync(`${ROOT}docs`)] : [];
  const markdown = pages.map(({ name }) => `docs/${name}`).filter((path) => path.endsWith(".md")).sort();
  return ["mod.ts", "src", ...["README.md"].filter((path) => existsSync(ROOT + path)), ...markdown];
}

function some(tests: readonly string[]): string | undefined {
  return tests.length > 0 ? undefined : "there is no test file";
}

function onPath(program: string): boolean {
  try {
    return new Deno.Command(program, { args: ["--version"], stdout: "null", stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
}
