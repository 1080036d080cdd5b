/** `browser_tests.ts JUNIT TEST…`: runs the tests in Chromium, one page per file, and writes what happened as JUnit. */
import { chromium } from "playwright-core";
import { findChromium } from "../tests/runtime/browser/chromium.ts";
import type { PageResult } from "../tests/runtime/browser/test_shim.ts";
import { serveTests } from "../tests/runtime/browser/serve_tests.ts";
import { bundleTests } from "./bundle_tests.ts";
import { ROOT } from "./committed.ts";

/** What a page has of Node: tests that need more are not for browsers. */
const SHIMS: Readonly<Record<string, string>> = {
  "node:test": "tests/runtime/browser/test_shim.ts",
  "node:fs": "tests/runtime/browser/fs_shim.ts",
};
const FILE_TIMEOUT_MS = 120_000;

const [junit, ...tests] = Deno.args as [string, ...string[]];
const found = findChromium();
if (!("value" in found)) throw new Error(found.missing);

const bundle = await bundleTests([...tests, ...Object.values(SHIMS)], {
  outdir: `${ROOT}.cache/browser`,
  platform: "browser",
  external: ["node:*"],
  rootUrl: "globalThis.location.origin",
});
const importMap = Object.fromEntries(Object.entries(SHIMS).map(([name, path]) => [name, `/${jsPath(path)}`]));
const server = await serveTests(bundle.files, importMap, ROOT);
// Containers run as root, where Chromium's own sandbox cannot start.
const browser = await chromium.launch({ executablePath: found.value, args: ["--no-sandbox"] });

let failed = 0;
const cases: string[] = [];
try {
  for (const test of tests) {
    const needed = [...bundle.externals(test)].filter((name) => !(name in SHIMS));
    if (needed.length > 0) {
      console.log(`${test}: not for browsers, it needs ${needed.join(", ")}`);
      continue;
    }
    for (const result of await runFile(test)) {
      if (result.error !== undefined) failed++;
      console.log(
        `${result.error !== undefined ? "FAILED" : result.skipped ? "skipped" : "ok"} ${test}: ${result.name}`,
      );
      if (result.error !== undefined) console.log(result.error);
      cases.push(testcase(test, result));
    }
  }
} finally {
  await browser.close();
  server.close();
}
await Deno.writeTextFile(
  junit,
  `<testsuites><testsuite name="chromium">\n${cases.join("\n")}\n</testsuite></testsuites>\n`,
);
Deno.exit(failed ? 1 : 0);

async function runFile(test: string): Promise<readonly PageResult[]> {
  const page = await browser.newPage();
  const uncaught: PageResult[] = [];
  page.on("pageerror", (error) => uncaught.push({ name: "(outside any test)", error: String(error.stack ?? error) }));
  try {
    await page.goto(server.url);
    const running = page.evaluate(
      async ({ file, runner }) => {
        const loaded = await import(file).then(() => undefined, (error) => String(error?.stack ?? error));
        if (loaded !== undefined) return [{ name: "(loads)", error: loaded }];
        return await (await import(runner)).runTests();
      },
      { file: `/${jsPath(test)}`, runner: `/${jsPath(SHIMS["node:test"]!)}` },
    );
    return [...await within(FILE_TIMEOUT_MS, running), ...uncaught];
  } catch (error) {
    return [...uncaught, { name: "(ends)", error: String(error) }];
  } finally {
    await page.close();
  }
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The file did not end within ${ms} ms`)), ms);
  });
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function testcase(test: string, { name, error, skipped }: PageResult): string {
  const inner = error !== undefined ? `<failure>${escapeXml(error)}</failure>` : skipped ? "<skipped/>" : "";
  return `<testcase classname="${escapeXml(test)}" name="${escapeXml(name)}">${inner}</testcase>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

function jsPath(path: string): string {
  return path.replace(/\.ts$/, ".js");
}
