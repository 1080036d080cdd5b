import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** What another runtime makes of the same bytes: what it printed, or why it is not here. */
export type Outcome = { readonly printed: string } | { readonly missing: string };

/** Evaluates the expression file over the Arrow file in Bun, from the sources. */
export function runBun(exprFile: string, arrowFile: string): Outcome {
  return run("npx", ["-y", "bun@1.4.5", here("evaluate.mjs"), exprFile, arrowFile]);
}

/** The same in Node, from the built package. */
export function runNode(exprFile: string, arrowFile: string): Outcome {
  if (!existsSync(`${ROOT}/dist/mod.js`)) return { missing: "dist/ is not built" };
  return run("node", [here("evaluate.mjs"), exprFile, arrowFile]);
}

/** The by-name form in Python, where `datafusion` is installed. */
export function runPython(exprFile: string, arrowFile: string): Outcome {
  const environment = `${ROOT}/.cache/python-datafusion==55.0.0/bin/python`;
  const python = existsSync(environment) ? environment : "python3";
  const check = run(python, ["-c", "import datafusion; print(datafusion.__version__)"]);
  if ("missing" in check) return { missing: "no Python with datafusion" };
  if (!check.printed.startsWith("55.")) return { missing: `datafusion ${check.printed} in Python, not 55` };
  return run(python, [here("evaluate.py"), exprFile, arrowFile]);
}

function run(program: string, args: readonly string[]): Outcome {
  try {
    return {
      printed: execFileSync(program, args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim(),
    };
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    return { missing: (stderr?.trim() || message).split("\n").at(-1)! };
  }
}
