/** The script of index.html: builds an expression in a page and evaluates it on the page's own workers. */
import { col, SessionContext, types, udf, WorkerPool } from "@fusewire/fusewire";

const celsius = udf((f: number) => Math.round((f - 32) / 0.18) / 10, [types.float64()], types.float64(), {
  name: "celsius",
});
const table = await new SessionContext().fromColumns({ fahrenheit: [32, 98.6, 212] }).toArrow();

const pool = await WorkerPool.create({ workers: 2 });
const result = await pool.evaluate([col("fahrenheit"), celsius(col("fahrenheit")).alias("celsius")], table);
await pool.close();

const rows = result.toArray().map((row) => row.toJSON() as { fahrenheit: number; celsius: number });
document.querySelector("#result")!.textContent = rows.map((row) => `${row.fahrenheit} °F = ${row.celsius} °C`).join(
  "\n",
);
