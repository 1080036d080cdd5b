// Decodes an expression and evaluates it over an Arrow file, in any runtime: `evaluate.mjs EXPRESSION ARROW`.
// Prints how often each value comes, as JSON.
import { Expr, SessionContext } from "@fusewire/fusewire";
import { readFile } from "node:fs/promises";
import process from "node:process";

const [exprFile, arrowFile] = process.argv.slice(2);
const expr = Expr.fromBytes(new Uint8Array(await readFile(exprFile)));
const df = new SessionContext().fromArrow(new Uint8Array(await readFile(arrowFile))).select(expr.alias("value"));

const counts = {};
for (const value of (await df.toColumns()).value) counts[value] = (counts[value] ?? 0) + 1;
console.log(JSON.stringify(Object.fromEntries(Object.entries(counts).sort())));
