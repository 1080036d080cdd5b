import { assertEquals, assertStringIncludes } from "@std/assert";
import { chromium } from "playwright-core";
import { bundleTests } from "../../../scripts/bundle_tests.ts";
import { ROOT } from "../../../scripts/committed.ts";
import { WORKER_SOURCE } from "../../../src/worker/worker_source.gen.ts";
import { testWith } from "../../support/test_with.ts";
import { findChromium } from "./chromium.ts";
import { ISOLATION, serveTests } from "./serve_tests.ts";

const found = findChromium();

const PAGE = "tests/runtime/browser/policy_page.ts";
const TWICE = "export const twice = (x) => x * 2;";
const FORBIDDEN = "forbids code from text";

interface Outcome {
  readonly [way: string]: unknown;
}

/** What {@linkcode PAGE} reports when it is served with these headers. */
async function outcomes(executablePath: string, headers: Readonly<Record<string, string>>): Promise<Outcome> {
  const { files } = await bundleTests([PAGE], {
    outdir: `${ROOT}.cache/pages`,
    platform: "browser",
    external: ["node:*"],
    rootUrl: "globalThis.location.origin",
  });
  const scripts = new Map([...files, ["twice.js", TWICE], ["worker.js", WORKER_SOURCE]]);
  const server = await serveTests(scripts, {}, ROOT, headers);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    return await page.evaluate(async (script) => {
      const { tryEverything } = await import(script);
      return await tryEverything(`${location.origin}/twice.js`, `${location.origin}/worker.js`);
    }, `/${PAGE.replace(/\.ts$/, ".js")}`) as Outcome;
  } finally {
    await browser.close();
    server.close();
  }
}

testWith("an isolated page evaluates every kind of function, in the page and on its pool", found, async (path) => {
  assertEquals(await outcomes(path, ISOLATION), {
    isolated: true,
    builtIn: [1.5, 2.5, 3.5],
    local: [3, 6, 9],
    byName: [3, 6, 9],
    byModule: [2, 4, 6],
    inlined: [3, 6, 9],
    pool: [1.5, 2.5, 3.5, 4.5],
    poolOfUrl: [1.5, 2.5, 3.5, 4.5],
    poolInlined: [3, 6, 9, 12],
  });
});

testWith("a page without cross-origin isolation, which has no shared memory, does the same", found, async (path) => {
  const { isolated, ...rest } = await outcomes(path, {});
  assertEquals(isolated, false);
  assertEquals(rest, {
    builtIn: [1.5, 2.5, 3.5],
    local: [3, 6, 9],
    byName: [3, 6, 9],
    byModule: [2, 4, 6],
    inlined: [3, 6, 9],
    pool: [1.5, 2.5, 3.5, 4.5],
    poolOfUrl: [1.5, 2.5, 3.5, 4.5],
    poolInlined: [3, 6, 9, 12],
  });
});

testWith("where a page forbids eval, all but inlined functions work, and their error says so", found, async (path) => {
  const { inlined, pool, poolInlined, isolated: _, ...rest } = await outcomes(path, {
    "Content-Security-Policy": "script-src 'self'; worker-src 'self'",
  });

  assertEquals(rest, {
    builtIn: [1.5, 2.5, 3.5],
    local: [3, 6, 9],
    byName: [3, 6, 9],
    byModule: [2, 4, 6],
    poolOfUrl: [1.5, 2.5, 3.5, 4.5],
  });
  assertStringIncludes(String(inlined), FORBIDDEN);
  assertStringIncludes(String(poolInlined), FORBIDDEN);
  assertStringIncludes(String(pool), "WorkerStartError");
});

testWith("a page that allows blob workers but no eval still has pools without a URL", found, async (path) => {
  const { pool } = await outcomes(path, {
    "Content-Security-Policy": "script-src 'self' blob:; worker-src 'self' blob:",
  });
  assertEquals(pool, [1.5, 2.5, 3.5, 4.5]);
});

testWith("the page of examples/browser shows its table", found, async (executablePath) => {
  const { files } = await bundleTests(["examples/browser/page.ts"], {
    outdir: `${ROOT}.cache/pages`,
    platform: "browser",
    external: ["node:*"],
    rootUrl: "globalThis.location.origin",
  });
  const server = await serveTests(files, {}, ROOT);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.setContent(await Deno.readTextFile(`${ROOT}examples/browser/index.html`));
    await page.evaluate(() => import("/examples/browser/page.js" as string));
    assertEquals(await page.textContent("#result"), "32 °F = 0 °C\n98.6 °F = 37 °C\n212 °F = 100 °C");
  } finally {
    await browser.close();
    server.close();
  }
});
