import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import type { Found } from "../support/test_with.ts";

const REQUIREMENT = "datafusion==55.0.0";
/** Kept between runs; the version is in the name, so a new one makes a new environment. */
const VENV: string = new URL(`../../.cache/python-${REQUIREMENT}`, import.meta.url).pathname;

/** A Python that has DataFusion 55, installed from PyPI on the first call. */
export function findPython(): Found<string> {
  const python = `${VENV}/bin/python`;
  if (existsSync(`${VENV}/complete`)) return { value: python };
  try {
    rmSync(VENV, { recursive: true, force: true }); // an earlier run may have been interrupted
    run("python3", ["-m", "venv", VENV]);
    run(python, ["-m", "pip", "install", "--quiet", REQUIREMENT]);
    run(python, ["-c", "import datafusion, sys; open(sys.argv[1], 'w')", `${VENV}/complete`]);
    return { value: python };
  } catch (error) {
    return { missing: `no Python with ${REQUIREMENT}: ${(error as Error).message.trim().split("\n").at(-1)}` };
  }
}

/** Runs `program` and gives what it printed. */
export function run(program: string, args: readonly string[], input = ""): string {
  const maxBuffer = 256 * 1024 * 1024;
  return execFileSync(program, args, { encoding: "utf8", input, maxBuffer, stdio: ["pipe", "pipe", "pipe"] }).trim();
}

/** Runs a script of this folder, with `input` on its standard input. */
export function runScript(python: string, name: string, input: string): string {
  return run(python, [new URL(name, import.meta.url).pathname], input);
}
