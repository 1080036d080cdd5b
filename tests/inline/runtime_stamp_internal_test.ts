import { test } from "node:test";
import { assert, assertEquals } from "@std/assert";
import { detectRuntime, runtimeStamp } from "../../src/inline/runtime_stamp.ts";

const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
const SAFARI = "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15";

test("detectRuntime() tells runtimes by their own names", () => {
  const cases: [Parameters<typeof detectRuntime>[0], string][] = [
    [{ Deno: { version: { deno: "2.9.6" } }, process: { versions: { node: "24.1.0" } } }, "deno/2.9"],
    [{ Bun: { version: "1.4.5-canary.1" }, process: { versions: { node: "24.1.0" } } }, "bun/1.4"],
    [{ process: { versions: { node: "20.20.2" } }, navigator: { userAgent: "Node.js/20" } }, "node/20.20"],
    [{ navigator: { userAgent: "Cloudflare-Workers" }, process: { versions: { node: "22.0.0" } } }, "workerd/0.0"],
    [{ navigator: { userAgent: CHROME } }, "chrome/156.0"],
    [{ navigator: { userAgent: CHROME.replace("Chrome", "HeadlessChrome") } }, "chrome/156.0"],
    [{ navigator: { userAgent: "Mozilla/5.0 (X11; rv:147.2) Gecko/20100101 Firefox/147.2" } }, "firefox/147.2"],
    [{ navigator: { userAgent: SAFARI } }, "safari/26.1"],
    [{ navigator: { userAgent: "Lynx" } }, "unknown/0.0"],
    [{ Deno: { version: { deno: "next" } } }, "deno/0.0"],
    [{}, "unknown/0.0"],
  ];
  for (const [globals, stamp] of cases) {
    const { name, version } = detectRuntime(globals);
    assertEquals(`${name}/${version}`, stamp);
  }
});

test("runtimeStamp() names this runtime", () => {
  assert(/^(deno|bun|node)\/\d+\.\d+$/.test(runtimeStamp()), runtimeStamp());
});
