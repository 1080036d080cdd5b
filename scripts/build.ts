/** dist/ for npm: a .d.ts per source file by tsc; the entry points and what they share by esbuild, and worker.js. */
import * as esbuild from "esbuild";
import { bundleWorker } from "./bundle_worker.ts";
import { ROOT } from "./committed.ts";
import { run } from "./run.ts";

const ENTRIES = ["mod.ts", "src/fluent/functions.ts", "src/fluent/ipc.ts", "src/codec/mod.ts"];

await Deno.remove(`${ROOT}dist`, { recursive: true }).catch(() => {});
await run("node", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { cwd: ROOT });
// Hundreds of small modules take Node several times as long to load as a few chunks; what is loaded later stays in chunks of its own.
await esbuild.build({
  absWorkingDir: ROOT,
  entryPoints: ENTRIES,
  outbase: ".",
  outdir: "dist",
  bundle: true,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  format: "esm",
  platform: "neutral",
  packages: "external",
  target: "es2022",
  legalComments: "none",
  logLevel: "error",
});
await Deno.writeTextFile(`${ROOT}dist/worker.js`, (await bundleWorker()).source);
console.log("wrote dist/");
