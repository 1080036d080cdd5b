import { ROOT } from "./committed.ts";

/** Only Deno runs these: they drive a browser, Python or other programs. */
const OUTSIDE = ["tests/runtime/", "tests/interop/"];
/** They read the sources, which the packed tarball that Node sees does not have. */
const INTERNAL = /_internal_test\.ts$|^tests\/architecture_test\.ts$/;

const ALL: readonly string[] = [...testFiles("tests")].sort();

/** Tests from outside the process: Chromium, Python, examples. */
export const outsideTests: readonly string[] = ALL.filter(isOutside);
/** Tests of modules that are not public: Deno and Bun. */
export const internalTests: readonly string[] = ALL.filter((path) => !isOutside(path) && INTERNAL.test(path));
/** Tests of the public API: Deno, Bun, Node and Chromium. */
export const portableTests: readonly string[] = ALL.filter((path) => !isOutside(path) && !INTERNAL.test(path));

function isOutside(path: string): boolean {
  return OUTSIDE.some((folder) => path.startsWith(folder));
}

function* testFiles(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(`${ROOT}${folder}`)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* testFiles(path);
    else if (name.endsWith("_test.ts")) yield path;
  }
}
