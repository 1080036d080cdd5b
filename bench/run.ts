/** Runs every bench on this runtime and prints the figures as JSON lines; `task bench` runs it on Deno and on Bun. */
import process from "node:process";
import { codecFigures } from "./codec_bench.ts";
import { poolFigures } from "./pool_bench.ts";
import { udfFigures } from "./udf_bench.ts";

const python = process.env.FUSEWIRE_PYTHON_FIGURES ? JSON.parse(process.env.FUSEWIRE_PYTHON_FIGURES) : undefined;
for (const figure of [...codecFigures(python), ...await udfFigures(), ...await poolFigures(python)]) {
  console.log(JSON.stringify(figure));
}
