/** dist/ for npm: .js and .d.ts by tsc, worker.js by esbuild. */
import { bundleWorker } from "./bundle_worker.ts";
import { ROOT } from "./committed.ts";
import { run } from "./run.ts";

await Deno.remove(`${ROOT}dist`, { recursive: true }).catch(() => {});
await run("node", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { cwd: ROOT });
await Deno.writeTextFile(`${ROOT}dist/worker.js`, (await bundleWorker()).source);
console.log("wrote dist/");
