import {
  type Batch,
  type Column,
  type Field,
  field,
  newInt32,
  nullColumn,
  primitiveColumn,
  repeatRow,
  type Schema,
  schema,
  T,
} from "../../arrow/mod.ts";
import { GroupIds } from "../../compute/order/mod.ts";
import type { QueryContext } from "../../udf/mod.ts";
import type { AggregateCall, AggregateInput } from "./aggregate_call.ts";
import { type CallState, callState } from "./call_state.ts";
import { GROUPING_ID, groupingIdColumn, groupingIdType, type GroupingSet, groupingValues } from "./grouping_id.ts";

/**
 * `single`: rows in, results out. `partial`: rows in, states out. `final`: states in, results out; keys are then those that the partial
 * step gave, the grouping id last where there are grouping sets.
 */
export type AggregateMode = "single" | "partial" | "final";

/** What one aggregation computes. */
export interface HashAggregateOptions {
  /** One field per key of GROUP BY; none: all rows are one group, which exists even without rows. */
  readonly groupFields: readonly Field[];
  readonly aggregates: readonly AggregateCall[];
  readonly mode: AggregateMode;
  /** GROUPING SETS, CUBE and ROLLUP as the sets that they stand for. */
  readonly groupingSets?: readonly GroupingSet[] | undefined;
  readonly query: QueryContext;
}

/**
 * Aggregates rows by key, in one pass. Output columns are the keys, `__grouping_id` where there are grouping sets, then one column per
 * aggregate (`partial`: the fields of its state). Groups come in order of first appearance.
 */
export class HashAggregate {
  readonly schema: Schema;
  private readonly options: HashAggregateOptions;
  private readonly states: readonly (CallState | null)[];
  private readonly ids: GroupIds | null;
  /** The set that each row of the batch at hand is grouped by, as a key column. */
  private readonly sets: readonly GroupingSet[] | null;

  constructor(options: HashAggregateOptions) {
    this.options = options;
    const { groupFields, aggregates, mode, query } = options;
    this.sets = options.groupingSets ?? null;
    const grouped = groupFields.length > 0;
    this.states = aggregates.map((call) => call.function.name === "grouping" ? null : callState(call, query, grouped));
    const setKey = this.sets === null ? [] : [mode === "final" ? groupingIdType(this.sets) : T.Int32];
    this.ids = grouped || this.sets !== null ? new GroupIds([...groupFields.map((f) => f.type), ...setKey]) : null;
    this.schema = schema([
      // A key that some set does not have is null there.
      ...groupFields.map((f) => this.sets === null ? f : field(f.name, f.type, true, f.metadata)),
      ...this.sets === null ? [] : [field(GROUPING_ID, groupingIdType(this.sets), false)],
      ...aggregates.flatMap((call, i) => this.outputFields(call, i)),
    ]);
  }

  private outputFields(call: AggregateCall, index: number): readonly Field[] {
    if (this.options.mode !== "partial") return [call.returnField];
    const fields = this.states[index]?.stateFields ?? [];
    return fields.map((f) => field(`${call.returnField.name}[${f.name}]`, f.type, f.nullable));
  }

  /** Columns of each aggregate's partial state. */
  get stateWidths(): readonly number[] {
    return this.states.map((state) => state?.stateFields.length ?? 0);
  }

  /** Groups so far. */
  get numGroups(): number {
    return this.ids === null ? 1 : this.ids.numGroups;
  }

  /** Adds a batch: its key columns, and one input per aggregate. */
  push(keys: readonly Column[], inputs: readonly AggregateInput[], numRows: number): void {
    if (numRows === 0) return;
    if (this.ids === null) return this.update(inputs, newInt32(numRows));
    if (this.sets === null || this.options.mode === "final") {
      return this.update(inputs, this.ids.assign(keys, numRows));
    }
    this.sets.forEach((set, s) => {
      const present = keys.map((key, k) => set[k] ? key : nullColumn(key.type, numRows));
      this.update(inputs, this.ids!.assign([...present, primitiveColumn(T.Int32, newInt32(numRows).fill(s))], numRows));
    });
  }

  private update(inputs: readonly AggregateInput[], groups: Int32Array): void {
    const { numGroups } = this;
    const merging = this.options.mode === "final";
    this.states.forEach((state, i) => {
      if (merging) state?.merge(inputs[i]!.args, groups, numGroups);
      else state?.push(inputs[i]!, groups, numGroups);
    });
  }

  /** The groups as one batch; nothing may be added afterwards. */
  finish(): Batch {
    this.addEmptySets();
    const { numGroups } = this;
    const { groupFields, aggregates, mode } = this.options;
    const keys = this.ids === null ? [] : this.ids.keys();
    let ids: Column | null = null;
    if (this.sets !== null) {
      const last = keys.pop()!;
      ids = mode === "final" ? last : groupingIdColumn(this.sets, indicesOf(last));
      keys.push(ids);
    }
    const columns = [...keys];
    aggregates.forEach((call, i) => {
      const state = this.states[i]!;
      if (state === null) {
        if (mode !== "partial") {
          columns.push(groupingValues(ids, call.groupingOf ?? [], groupFields.length, numGroups));
        }
      } else if (mode === "partial") columns.push(...state.state(numGroups));
      else columns.push(state.evaluate(numGroups));
    });
    return { schema: this.schema, columns, numRows: numGroups };
  }

  /** Without rows, the empty set `()` still is one group, as an aggregation without keys is. */
  private addEmptySets(): void {
    if (this.sets === null || this.ids === null || this.ids.numGroups > 0 || this.options.mode === "partial") return;
    const nulls = this.options.groupFields.map((f) => nullColumn(f.type, 1));
    const all = groupingIdColumn(this.sets, newInt32(this.sets.length).map((_, s) => s));
    this.sets.forEach((set, s) => {
      if (set.includes(true)) return;
      const id = this.options.mode === "final" ? repeatRow(all, s, 1) : primitiveColumn(T.Int32, newInt32(1).fill(s));
      this.ids!.assign([...nulls, id], 1);
    });
  }

  /** Bytes held now, roughly. */
  sizeBytes(): number {
    return this.states.reduce((sum, state) => sum + (state?.sizeBytes() ?? 0), this.ids?.sizeBytes() ?? 0);
  }
}

function indicesOf(column: Column): Int32Array {
  return column.layout === "primitive" ? column.values as Int32Array : newInt32(0);
}
