/**
 * src/worker_entry.ts with its dependencies → src/worker/worker_source.gen.ts. `--check` compares instead of writing.
 * Fails where the bundle holds a package whose licence is not in NOTICE.
 */
import { bundleWorker, WORKER_ENTRY } from "./bundle_worker.ts";
import { commit, ROOT } from "./committed.ts";

const { source, packages } = await bundleWorker();
const notice = await Deno.readTextFile(`${ROOT}NOTICE`);
const unnamed = packages.filter((name) => !new RegExp(`^  ${name} `, "m").test(notice));
if (unnamed.length > 0) {
  console.error(`NOTICE does not name ${unnamed.join(", ")}, which the worker's bundle holds`);
  Deno.exit(1);
}

const text = `// Made by \`deno task worker\` from ${WORKER_ENTRY}. Do not edit.
/** The worker's code; empty inside a worker, which runs from it. */
export const WORKER_SOURCE: string =
  ${JSON.stringify(source)};
`;
await commit(`${ROOT}src/worker/worker_source.gen.ts`, text, "worker");
