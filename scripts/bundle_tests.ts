import * as esbuild from "esbuild";
import { relative } from "node:path";
import { ROOT } from "./committed.ts";

/** What differs between a bundle for Node and one for a page. */
export interface TestBundleOptions {
  readonly outdir: string;
  readonly platform: "node" | "browser";
  /** Names that stay imports. */
  readonly external: readonly string[];
  /** A JavaScript expression for the folder that stands where the repository's root does; ends in a slash. */
  readonly rootUrl: string;
}

/** Bundles test files, one output per file, with what they share in chunks. Nothing is written to disk. */
export async function bundleTests(tests: readonly string[], options: TestBundleOptions): Promise<TestBundle> {
  const { outdir, platform, external, rootUrl } = options;
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: [...tests],
    outbase: ".",
    outdir,
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2022",
    platform,
    external: [...external],
    plugins: [keepUrls(rootUrl)],
    logLevel: "error",
  });
  await esbuild.stop();
  const files = new Map(outputFiles.map(({ path, text }) => [relative(outdir, path), text]));
  return { files, externals: (test) => externalsOf(metafile, ROOT, outdir, test) };
}

/** The result of {@linkcode bundleTests}. */
export interface TestBundle {
  /** Text by path below `outdir`. */
  readonly files: ReadonlyMap<string, string>;
  /** The external names that a test needs, itself or through a chunk. */
  externals(test: string): ReadonlySet<string>;
}

/** A bundled module would see the bundle's URL: `new URL("../golden/x", import.meta.url)` needs the one it was written for. */
function keepUrls(rootUrl: string): esbuild.Plugin {
  return {
    name: "keep-urls",
    setup(build) {
      build.onLoad({ filter: /[\\/]tests[\\/].*\.ts$/ }, async ({ path }) => {
        const text = await Deno.readTextFile(path);
        const url = `(new URL(${JSON.stringify(relative(ROOT, path))}, ${rootUrl}).href)`;
        return { contents: text.replaceAll("import.meta.url", url), loader: "ts" };
      });
    },
  };
}

function externalsOf(metafile: esbuild.Metafile, root: string, outdir: string, test: string): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (output: string) => {
    if (seen.has(output)) return;
    seen.add(output);
    for (const { path, external } of metafile.outputs[output]?.imports ?? []) {
      if (external) names.add(path);
      else visit(path);
    }
  };
  visit(`${relative(root, outdir)}/${test.replace(/\.ts$/, ".js")}`);
  return names;
}
