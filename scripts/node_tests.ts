/** `node_tests.ts JUNIT TEST…`: builds, packs, installs the tarball into an empty folder and runs the tests there. */
import { dirname } from "node:path";
import { bundleTests } from "./bundle_tests.ts";
import { ROOT } from "./committed.ts";
import { run } from "./run.ts";

const [junit, ...tests] = Deno.args as [string, ...string[]];
const folder = await Deno.makeTempDir({ prefix: "fusewire-node-" });
try {
  await run("deno", ["run", "-A", "scripts/build.ts"], { cwd: ROOT });
  await run("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: ROOT });
  const [tarball] = [...Deno.readDirSync(folder)].map((entry) => entry.name);
  await Deno.writeTextFile(`${folder}/package.json`, `{ "type": "module" }`);
  await run("npm", ["install", "--silent", "--no-audit", "--no-fund", `./${tarball}`], { cwd: folder });

  const { files } = await bundleTests(tests, {
    outdir: folder,
    platform: "node",
    // The library comes from the tarball; only the tests, @std/assert and fast-check are bundled.
    external: ["@fusewire/fusewire"],
    rootUrl: JSON.stringify(`file://${folder}/`),
  });
  for (const [path, text] of files) {
    await Deno.mkdir(dirname(`${folder}/${path}`), { recursive: true });
    await Deno.writeTextFile(`${folder}/${path}`, text);
  }
  await copyData("tests");

  const reporters = [
    ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
    ...["--test-reporter=junit", `--test-reporter-destination=${junit}`],
  ];
  await run("node", ["--test", ...reporters, ...tests.map((path) => path.replace(/\.ts$/, ".js"))], { cwd: folder });
} finally {
  await Deno.remove(folder, { recursive: true });
}

/** Everything below `path` that is not TypeScript: what tests read. */
async function copyData(path: string): Promise<void> {
  await Deno.mkdir(`${folder}/${path}`, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(`${ROOT}${path}`)) {
    const inner = `${path}/${name}`;
    if (isDirectory) await copyData(inner);
    else if (!name.endsWith(".ts")) await Deno.copyFile(`${ROOT}${inner}`, `${folder}/${inner}`);
  }
}
