/** Aggregates and windows as DataFusion 55 encoded them, run over its inputs: values, types, nullability and errors must be the same. */
import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { type Batch, type Column, sliceBatch } from "../../src/arrow/mod.ts";
import { decodeExpr } from "../../src/codec/mod.ts";
import { concatBatches } from "../../src/compute/select/mod.ts";
import { FusewireError } from "../../src/errors.ts";
import { AggregateStep, operatorFor, type TaskContext } from "../../src/exec/mod.ts";
import { alias, column, type ExprNode } from "../../src/expr/mod.ts";
import { builtInFunctions } from "../../src/functions/mod.ts";
import {
  aggregatePlan,
  type LogicalPlan,
  projectionPlan,
  scanPlan,
  sortPlan,
  toArrowSchema,
} from "../../src/plan/mod.ts";
import {
  goldenBytes,
  type GoldenCase,
  goldenCases,
  goldenInput,
  goldenResult,
  plainRows,
  plainTypeText,
  pyarrowTypeText,
} from "../support/golden_cases.ts";

const TASK: TaskContext = {
  batchSize: 8192,
  functions: builtInFunctions(),
  query: { queryStartUs: 0n, timezone: "+00:00" },
};

/** The table as one batch, and cut into small ones: where rows are cut must not change results. */
const BATCH_ROWS = [8192, 7];
const GROUPS: Readonly<Record<string, number>> = { aggregate: 220, aggregate_by: 197, window: 212 };

for (const [group, count] of Object.entries(GROUPS)) {
  for (const batchRows of BATCH_ROWS) {
    test(`${group} cases give what DataFusion gives, in batches of ${batchRows} rows`, async () => {
      const cases = goldenCases(group).filter(isRunHere);
      const wrong = await problems(cases, (plan) => run(plan, batchRows), batchRows < 48);

      assertEquals(wrong, []);
      assertEquals(cases.length, count);
    });
  }
}

for (const group of ["aggregate", "aggregate_by"]) {
  test(`${group} cases give the same when partial states are merged`, async () => {
    const cases = goldenCases(group).filter((golden) => golden.error === undefined);

    assertEquals(await problems(cases, runInThreeParts, true), []);
  });
}

/** Bytes that DataFusion cannot decode are refused here too; aggregates inside of a window are planned as in SQL, not refused. */
function isRunHere(golden: GoldenCase): boolean {
  return golden.from_bytes_error === undefined &&
    !golden.error?.message.includes("does not support logical expression AggregateFunction");
}

async function problems(
  cases: readonly GoldenCase[],
  evaluate: Evaluate,
  inParts: boolean,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const golden of cases) {
    const problem = await difference(golden, evaluate, inParts);
    if (problem !== null) wrong.push(`${golden.id} ${golden.python}: ${problem}`);
  }
  return wrong;
}

type Evaluate = (plan: LogicalPlan) => Promise<Batch>;

async function difference(golden: GoldenCase, evaluate: Evaluate, inParts: boolean): Promise<string | null> {
  try {
    const plan = planOf(golden);
    const result = await evaluate(plan);
    if (golden.error !== undefined) return `no error, must be ${golden.error.message}`;
    const got = result.columns[result.columns.length - 1]!;
    const { type, nullable } = result.schema.fields[result.columns.length - 1]!;
    // A digest depends on how rows were cut; so it does in DataFusion.
    const isDigest = inParts && /approx_(median|percentile)/.test(golden.python);
    if (isDigest) assertNear(got, goldenResult(golden));
    else assertSame(got, goldenResult(golden), golden.ulp ?? 0);
    assertEquals(pyarrowTypeText(got.type), plainTypeText(golden.result_type!));
    assertEquals(pyarrowTypeText(type), plainTypeText(golden.result_type!));
    assertEquals(nullable, golden.nullable);
    return null;
  } catch (error) {
    if (golden.error === undefined || !(error instanceof FusewireError)) return String(error);
    return hasKind(error, golden.error.message) ? null : `${error.code} ${error.message}, not ${golden.error.message}`;
  }
}

/** `df.aggregate([keys], [e.alias("r")])` ordered by the key, or `df.select(e.alias("r"))`. */
function planOf(golden: GoldenCase & { readonly group_by?: string }): LogicalPlan {
  const table = goldenInput(golden.input);
  const scan = scanPlan([golden.input], {
    schema: table.schema,
    scan: ({ batchSize }) => [{ batches: () => cut(table, batchSize) }],
  });
  const expr: ExprNode = alias(decodeExpr(goldenBytes(golden)), "r");
  const { functions } = TASK;
  if (golden.kind === "window") return projectionPlan(scan, [expr], functions);
  if (golden.group_by === undefined) return aggregatePlan(scan, [], [expr], functions);
  const key = column(golden.group_by);
  const grouped = aggregatePlan(scan, [key], [expr], functions);
  return sortPlan(grouped, [{ expr: key, ascending: true, nullsFirst: false }], functions);
}

async function* cut(table: Batch, batchRows: number): AsyncGenerator<Batch> {
  for (let start = 0; start < table.numRows; start += batchRows) {
    yield await Promise.resolve(sliceBatch(table, start, Math.min(batchRows, table.numRows - start)));
  }
}

async function run(plan: LogicalPlan, batchSize: number): Promise<Batch> {
  const task = { ...TASK, batchSize };
  const operator = operatorFor(plan, task);
  const batches: Batch[] = [];
  for await (const batch of operator.execute(task)) batches.push(batch);
  return concatBatches(operator.schema, batches);
}

/** Three workers aggregate a third of the rows each; their states are merged. What stands around the aggregation runs as ever. */
async function runInThreeParts(plan: LogicalPlan): Promise<Batch> {
  if (plan.kind !== "aggregate") {
    if (!("input" in plan)) throw new TypeError(`no aggregation in a plan of kind ${plan.kind}`);
    const below = await runInThreeParts(plan.input);
    const provider = { schema: below.schema, scan: () => [{ batches: () => cut(below, 8192) }] };
    const scan = { ...scanPlan(["t"], provider), schema: plan.input.schema };
    return run({ ...plan, input: scan as LogicalPlan } as LogicalPlan, 8192);
  }
  const rows = await run(plan.input, 8192);
  const final = await AggregateStep.create(plan, "final", TASK);
  const third = Math.ceil(rows.numRows / 3);
  for (let start = 0; start < rows.numRows; start += third) {
    const partial = await AggregateStep.create(plan, "partial", TASK);
    await partial.push(sliceBatch(rows, start, Math.min(third, rows.numRows - start)));
    final.merge(partial.finish());
  }
  const { columns, numRows } = final.finish();
  return { schema: toArrowSchema(plan.schema), columns, numRows };
}

/** Floats may differ by `ulp` units in the last place. */
function assertSame(got: Column, expected: Column, ulp: number): void {
  const a = plainRows(got);
  const b = plainRows(expected);
  if (ulp === 0 || a.length !== b.length) return assertEquals(a, b);
  a.forEach((value, i) => {
    if (value === b[i]) return;
    const distance = units(Number(value)) - units(Number(b[i]));
    if (value === null || b[i] === null || (distance < 0n ? -distance : distance) > BigInt(ulp)) assertEquals(a, b);
  });
}

function assertNear(got: Column, expected: Column): void {
  const a = plainRows(got);
  const b = plainRows(expected);
  assertEquals(a.length, b.length);
  a.forEach((value, i) => {
    if (value === null || b[i] === null) return assertEquals(value, b[i]);
    if (Math.abs(Number(value) - Number(b[i])) > 3) assertEquals(a, b);
  });
}

const scratch = new DataView(new ArrayBuffer(8));

/** Floats as integers of the same order: neighbours differ by one. */
function units(value: number): bigint {
  scratch.setFloat64(0, value);
  const bits = scratch.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fff_ffff_ffff_ffffn) : bits;
}

/** What DataFusion's message says about the kind of error, and the codes that mean it here. */
const KINDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/retract_batch|COUNT DISTINCT with multiple/, ["E_NOT_SUPPORTED"]],
  [/Percentile value|Nth value indices|NTILE/, ["E_ARGUMENT"]],
  [/./, ["E_PLAN"]],
];

function hasKind(error: FusewireError, message: string): boolean {
  return KINDS.find(([pattern]) => pattern.test(message))![1].includes(error.code);
}
