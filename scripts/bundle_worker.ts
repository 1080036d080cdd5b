import * as esbuild from "esbuild";
import { ROOT } from "./committed.ts";

/** The worker's composition root. */
export const WORKER_ENTRY = "src/worker_entry.ts";

/** The worker as one self-contained script, which is a module too, and the npm packages that it holds, sorted. */
export interface WorkerBundle {
  readonly source: string;
  readonly packages: readonly string[];
}

/** Bundles {@linkcode WORKER_ENTRY}. */
export async function bundleWorker(): Promise<WorkerBundle> {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: [WORKER_ENTRY],
    bundle: true,
    write: false,
    metafile: true,
    // A script: it starts faster from text than as a module, and runs as a module as well.
    format: "iife",
    platform: "browser",
    target: "es2022",
    // Minified output has no comments with node_modules paths, which differ between npm and Deno: same bytes everywhere.
    minify: true,
    legalComments: "none",
    plugins: [withoutItself],
    logLevel: "error",
  });
  await esbuild.stop();
  const packages = Object.keys(metafile.inputs).map((path) => path.match(PACKAGE)?.[1]);
  return {
    source: outputFiles[0]!.text,
    packages: [...new Set(packages.filter((name) => name !== undefined))].sort(),
  };
}

/** The innermost package of a path, in npm's and in Deno's node_modules. */
const PACKAGE = /.*\/?node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** A bundle cannot hold its own text: inside a worker `WORKER_SOURCE` is empty, and a worker is started from the URL it runs from. */
const withoutItself: esbuild.Plugin = {
  name: "without-itself",
  setup(build) {
    build.onResolve(
      { filter: /worker_source\.gen\.ts$/ },
      () => ({ path: "worker_source", namespace: "without-itself" }),
    );
    build.onLoad(
      { filter: /.*/, namespace: "without-itself" },
      () => ({ contents: `export const WORKER_SOURCE = "";` }),
    );
  },
};
