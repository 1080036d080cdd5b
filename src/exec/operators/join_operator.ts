import {
  andValidity,
  type Batch,
  booleanColumn,
  type Column,
  datumToColumn,
  getBit,
  isScalar,
  newBitmap,
  newInt32,
  nullColumn,
  type Schema,
  setBit,
} from "../../arrow/mod.ts";
import { GroupIds } from "../../compute/order/mod.ts";
import { concatBatches, take, trueBits } from "../../compute/select/mod.ts";
import type { JoinType } from "../../plan/mod.ts";
import type { CompiledExpr } from "../expression/mod.ts";
import { measured, newMetrics, type Operator, type OperatorMetrics, type TaskContext } from "../operator.ts";
import { RowEvaluator } from "../row_evaluator.ts";

/** What a join is made of. Keys are compiled over one side, the filter over the columns of both. */
export interface JoinParts {
  readonly type: JoinType;
  readonly leftKeys: readonly CompiledExpr[];
  readonly rightKeys: readonly CompiledExpr[];
  readonly filter: CompiledExpr | null;
  readonly nullEqualsNull: boolean;
  /** `NOT IN`: a null key on the right removes every left row, a null key on the left its own row unless the right side is empty. */
  readonly nullAware: boolean;
}

/** Pairs that are checked against a filter at once, at most: bounds memory in a join without keys. */
const PAIRS_AT_ONCE = 65_536;

/**
 * Joins by a hash table of the right side; without keys every pair is tried. Left rows keep their order; rows of the right side that had
 * no match come last.
 */
export class JoinOperator implements Operator {
  readonly name: string;
  readonly schema: Schema;
  readonly inputs: readonly [left: Operator, right: Operator];
  readonly details: string;
  readonly metrics: OperatorMetrics = newMetrics();
  readonly #parts: JoinParts;

  constructor(left: Operator, right: Operator, schema: Schema, parts: JoinParts, details: string) {
    this.name = parts.leftKeys.length > 0 ? "HashJoinExec" : "NestedLoopJoinExec";
    this.schema = schema;
    this.inputs = [left, right];
    this.details = details;
    this.#parts = parts;
  }

  execute(task: TaskContext): AsyncIterable<Batch> {
    return measured(this, task, this.#run(task));
  }

  async *#run(task: TaskContext): AsyncGenerator<Batch> {
    const [left, right] = this.inputs;
    const build = await BuildSide.of(right, this.#parts, task);
    const { type, nullAware } = this.#parts;
    if (nullAware && build.hasNullKey) return;
    const rows = new RowEvaluator();
    for await (const batch of left.execute(task)) {
      const keys = (await rows.evaluate(this.#parts.leftKeys, batch)).map((datum) =>
        datumToColumn(datum, batch.numRows)
      );
      const matched = LEFT_FLAGS.has(type) ? newBitmap(batch.numRows) : null;
      for await (const pairs of this.#matches(batch, keys, build)) {
        if (matched) { for (const row of pairs.left) setBit(matched, row); }
        if (build.matched) { for (const row of pairs.right) setBit(build.matched, row); }
        if (PAIR_TYPES.has(type) && pairs.left.length > 0) {
          yield this.#joined(batch, pairs.left, build.rows, pairs.right);
        }
      }
      if (matched) yield* this.#leftOver(batch, matched, keys, build);
    }
    yield* this.#rightOver(build);
  }

  /** Pairs of row numbers that match, in left order. */
  async *#matches(batch: Batch, keys: readonly Column[], build: BuildSide): AsyncGenerator<Pairs> {
    for (
      const pairs of this.#parts.leftKeys.length > 0
        ? [build.probe(keys, batch.numRows)]
        : allPairs(batch.numRows, build.rows.numRows)
    ) {
      yield this.#parts.filter === null ? pairs : await this.#filtered(batch, build, pairs);
    }
  }

  async #filtered(batch: Batch, build: BuildSide, { left, right }: Pairs): Promise<Pairs> {
    const filter = this.#parts.filter!;
    const columns = [...batch.columns.map((c) => take(c, left)), ...build.rows.columns.map((c) => take(c, right))];
    const both: Batch = {
      schema: { fields: [...batch.schema.fields, ...build.rows.schema.fields] },
      columns,
      numRows: left.length,
    };
    const kept = filter.isAsync ? await filter.evaluateAsync!(both) : filter.evaluate(both);
    if (isScalar(kept)) return kept.value === true ? { left, right } : NO_PAIRS;
    if (kept.layout !== "boolean") return NO_PAIRS; // all null
    const bits = trueBits(kept);
    const indices: number[] = [];
    for (let i = 0; i < left.length; i++) if (getBit(bits, i)) indices.push(i);
    return { left: Int32Array.from(indices, (i) => left[i]!), right: Int32Array.from(indices, (i) => right[i]!) };
  }

  #joined(left: Batch, leftRows: Int32Array, right: Batch, rightRows: Int32Array): Batch {
    const columns = [...left.columns.map((c) => take(c, leftRows)), ...right.columns.map((c) => take(c, rightRows))];
    return { schema: this.schema, columns, numRows: leftRows.length };
  }

  /** What a left batch gives besides its pairs. */
  *#leftOver(batch: Batch, matched: Uint8Array, keys: readonly Column[], build: BuildSide): Generator<Batch> {
    const { type, nullAware } = this.#parts;
    const { numRows } = batch;
    if (type === "leftMark") {
      yield { schema: this.schema, columns: [...batch.columns, booleanColumn(matched, numRows)], numRows };
      return;
    }
    const wanted = type === "leftSemi";
    const nulls = nullAware && build.rows.numRows > 0
      ? keys.reduce<Uint8Array | null>((all, key) => andValidity(all, key.validity, numRows), null)
      : null;
    const rows: number[] = [];
    for (let row = 0; row < numRows; row++) {
      if (getBit(matched, row) === wanted && (nulls === null || getBit(nulls, row))) rows.push(row);
    }
    if (rows.length === 0) return;
    const indices = Int32Array.from(rows);
    if (type === "leftSemi" || type === "leftAnti") {
      yield { schema: this.schema, columns: batch.columns.map((c) => take(c, indices)), numRows: rows.length };
    } else {
      yield this.#joined(batch, indices, build.rows, newInt32(rows.length).fill(-1));
    }
  }

  /** What the right side gives once all left rows are through. */
  *#rightOver(build: BuildSide): Generator<Batch> {
    const { matched, rows } = build;
    if (matched === null || rows.numRows === 0) return;
    const { type } = this.#parts;
    if (type === "rightMark") {
      yield {
        schema: this.schema,
        columns: [...rows.columns, booleanColumn(matched, rows.numRows)],
        numRows: rows.numRows,
      };
      return;
    }
    const wanted = type === "rightSemi";
    const indices: number[] = [];
    for (let row = 0; row < rows.numRows; row++) if (getBit(matched, row) === wanted) indices.push(row);
    if (indices.length === 0) return;
    const order = Int32Array.from(indices);
    const columns = rows.columns.map((c) => take(c, order));
    if (type === "right" || type === "full") {
      const { fields } = this.inputs[0].schema;
      const leftNulls = fields.map((f) => nullColumn(f.type, order.length));
      yield { schema: this.schema, columns: [...leftNulls, ...columns], numRows: order.length };
    } else {
      yield { schema: this.schema, columns, numRows: order.length };
    }
  }
}

interface Pairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

const NO_PAIRS: Pairs = { left: new Int32Array(0), right: new Int32Array(0) };
const PAIR_TYPES: ReadonlySet<JoinType> = new Set(["inner", "left", "right", "full"]);
const LEFT_FLAGS: ReadonlySet<JoinType> = new Set(["left", "full", "leftSemi", "leftAnti", "leftMark"]);
const RIGHT_FLAGS: ReadonlySet<JoinType> = new Set(["right", "full", "rightSemi", "rightAnti", "rightMark"]);

function* allPairs(leftRows: number, rightRows: number): Generator<Pairs> {
  if (rightRows === 0) return;
  const step = Math.max(1, Math.floor(PAIRS_AT_ONCE / rightRows));
  for (let start = 0; start < leftRows; start += step) {
    const rows = Math.min(step, leftRows - start);
    const left = newInt32(rows * rightRows);
    const right = newInt32(rows * rightRows);
    for (let i = 0, at = 0; i < rows; i++) {
      for (let j = 0; j < rightRows; j++, at++) {
        left[at] = start + i;
        right[at] = j;
      }
    }
    yield { left, right };
  }
}

/** The right side: all its rows, and where each key stands. */
class BuildSide {
  readonly rows: Batch;
  /** Right rows that found a match; only where the join asks for them. */
  readonly matched: Uint8Array | null;
  readonly hasNullKey: boolean;
  readonly #ids: GroupIds;
  /** Rows of id k are `order[starts[k] .. starts[k + 1])`. */
  readonly #starts: Int32Array;
  readonly #order: Int32Array;
  readonly #nullEqualsNull: boolean;

  private constructor(
    rows: Batch,
    keys: readonly Column[],
    types: readonly Column["type"][],
    { type, nullEqualsNull }: JoinParts,
  ) {
    this.rows = rows;
    this.matched = RIGHT_FLAGS.has(type) ? newBitmap(rows.numRows) : null;
    this.#nullEqualsNull = nullEqualsNull;
    this.#ids = new GroupIds(types);
    const valid = validRows(keys, rows.numRows);
    this.hasNullKey = valid !== null;
    const ids = this.#ids.assign(keys, rows.numRows);
    const starts = newInt32(this.#ids.numGroups + 1);
    const counts = (row: number) => nullEqualsNull || valid === null || getBit(valid, row);
    for (let row = 0; row < rows.numRows; row++) if (counts(row)) starts[ids[row]! + 1]!++;
    for (let k = 0; k < this.#ids.numGroups; k++) starts[k + 1]! += starts[k]!;
    const order = newInt32(starts[this.#ids.numGroups]!);
    const next = starts.slice();
    for (let row = 0; row < rows.numRows; row++) if (counts(row)) order[next[ids[row]!]!++] = row;
    this.#starts = starts;
    this.#order = order;
  }

  static async of(right: Operator, parts: JoinParts, task: TaskContext): Promise<BuildSide> {
    const batches: Batch[] = [];
    for await (const batch of right.execute(task)) batches.push(batch);
    const rows = concatBatches(right.schema, batches);
    const keys = await new RowEvaluator().evaluate(parts.rightKeys, rows);
    const columns = keys.map((datum) => datumToColumn(datum, rows.numRows));
    return new BuildSide(rows, columns, parts.rightKeys.map(({ field }) => field.type), parts);
  }

  /** Every pair of a left row and a right row with equal keys. */
  probe(keys: readonly Column[], numRows: number): Pairs {
    if (this.rows.numRows === 0) return NO_PAIRS;
    const ids = this.#ids.find(keys, numRows);
    const valid = this.#nullEqualsNull ? null : validRows(keys, numRows);
    const starts = this.#starts;
    let total = 0;
    for (let row = 0; row < numRows; row++) {
      const id = ids[row]!;
      if (id < 0 || (valid !== null && !getBit(valid, row))) ids[row] = -1;
      else total += starts[id + 1]! - starts[id]!;
    }
    const left = newInt32(total);
    const right = newInt32(total);
    for (let row = 0, at = 0; row < numRows; row++) {
      const id = ids[row]!;
      if (id < 0) continue;
      for (let k = starts[id]!; k < starts[id + 1]!; k++, at++) {
        left[at] = row;
        right[at] = this.#order[k]!;
      }
    }
    return { left, right };
  }
}

/** Rows where no key is null; null where all are. */
function validRows(keys: readonly Column[], numRows: number): Uint8Array | null {
  return keys.reduce<Uint8Array | null>((all, key) => andValidity(all, key.validity, numRows), null);
}
