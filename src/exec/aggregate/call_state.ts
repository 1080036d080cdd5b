import {
  type Column,
  type Field,
  field,
  type ListColumn,
  listType,
  newInt32,
  primitiveColumn,
  sliceColumn,
  structColumn,
  structType,
  T,
} from "../../arrow/mod.ts";
import { argsort, GroupIds } from "../../compute/order/mod.ts";
import { concatColumns, selectionOf, selectRows, take, trueBits } from "../../compute/select/mod.ts";
import type { GroupsAccumulator, QueryContext } from "../../udf/mod.ts";
import { accumulatorArgs, type AggregateCall, type AggregateInput, isSorted } from "./aggregate_call.ts";
import { distinctKey, distinctType } from "./distinct_key.ts";
import { listsByGroup } from "./lists_by_group.ts";

/** The state of one aggregate call over all groups. */
export interface CallState {
  readonly stateFields: readonly Field[];
  /** Adds rows; `groups` has their group ids. */
  push(input: AggregateInput, groups: Int32Array, numGroups: number): void;
  /** Adds partial states that another worker gave, one row per entry of `groups`. */
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void;
  state(numGroups: number): readonly Column[];
  evaluate(numGroups: number): Column;
  sizeBytes(): number;
}

/** The state of a call: plain, or with the rows themselves where DISTINCT or ORDER BY need them. */
export function callState(call: AggregateCall, query: QueryContext, grouped: boolean): CallState {
  const args = accumulatorArgs(call, query, grouped);
  const accumulator = call.function.accumulator(args);
  if (args.distinct || isSorted(call)) return new RowsState(call, accumulator, args.distinct);
  return new PlainState(accumulator, call.function.stateFields(args));
}

/** The rows that FILTER leaves, with their groups. */
function filtered(
  columns: readonly Column[],
  filter: Column | null | undefined,
  groups: Int32Array,
): { columns: readonly Column[]; groups: Int32Array } {
  if (!filter) return { columns, groups };
  const none = filter.layout !== "boolean";
  const selection = none ? { count: 0, start: 0, indices: undefined } : selectionOf(trueBits(filter), filter.length);
  if (selection.count === groups.length) return { columns, groups };
  const { indices, start, count } = selection;
  return {
    columns: columns.map((column) => selectRows(column, selection)),
    groups: indices === undefined ? groups.subarray(start!, start! + count) : pick(groups, indices),
  };
}

function pick(values: Int32Array, rows: Int32Array): Int32Array {
  const out = newInt32(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = values[rows[i]!]!;
  return out;
}

class PlainState implements CallState {
  readonly stateFields: readonly Field[];
  private readonly accumulator: GroupsAccumulator;

  constructor(accumulator: GroupsAccumulator, stateFields: readonly Field[]) {
    this.accumulator = accumulator;
    this.stateFields = stateFields;
  }
  push(input: AggregateInput, groups: Int32Array, numGroups: number): void {
    const rows = filtered([...input.args, ...input.orderBy ?? []], input.filter, groups);
    this.accumulator.update(rows.columns, rows.groups, numGroups);
  }
  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.accumulator.merge(states, groups, numGroups);
  }
  state(numGroups: number): readonly Column[] {
    return this.accumulator.state(numGroups);
  }
  evaluate(numGroups: number): Column {
    return this.accumulator.evaluate(numGroups);
  }
  sizeBytes(): number {
    return this.accumulator.sizeBytes?.() ?? 0;
  }
}

/**
 * DISTINCT: a row counts if (group, arguments) is new. ORDER BY: rows are kept, and sorted by group and keys at the end. Partial states
 * are the rows themselves, as one list of structs (arguments, then order keys) per group.
 */
class RowsState implements CallState {
  readonly stateFields: readonly Field[];
  private readonly call: AggregateCall;
  private readonly accumulator: GroupsAccumulator;
  private readonly rowFields: readonly Field[];
  private readonly seen: GroupIds | null;
  private chunks: (readonly Column[])[] = [];
  private groups: Int32Array[] = [];
  private updated = false;

  constructor(call: AggregateCall, accumulator: GroupsAccumulator, distinct: boolean) {
    this.call = call;
    this.accumulator = accumulator;
    this.rowFields = [
      ...call.argFields.map((f, i) => field(`arg_${i}`, f.type)),
      ...call.orderBy.map((key, i) => field(`order_${i}`, key.field.type)),
    ];
    this.stateFields = [field("rows", listType(field("item", structType(this.rowFields))))];
    this.seen = distinct ? new GroupIds([T.Int32, ...call.argFields.map((f) => distinctType(f.type))]) : null;
  }

  push(input: AggregateInput, groups: Int32Array, _numGroups: number): void {
    const rows = filtered([...input.args, ...input.orderBy ?? []], input.filter, groups);
    this.add(rows.columns, rows.groups);
  }
  merge(states: readonly Column[], groups: Int32Array, _numGroups: number): void {
    const lists = states[0] as ListColumn;
    const start = lists.offsets[0] ?? 0;
    const rows = sliceColumn(lists.child, start, (lists.offsets[lists.length] ?? 0) - start);
    const owners = newInt32(rows.length);
    for (let i = 0; i < lists.length; i++) {
      owners.fill(groups[i]!, lists.offsets[i]! - start, lists.offsets[i + 1]! - start);
    }
    if (rows.layout === "struct") this.add(rows.children, owners);
  }

  private add(columns: readonly Column[], groups: Int32Array): void {
    if (groups.length === 0) return;
    if (this.seen === null) {
      this.chunks.push(columns);
      this.groups.push(groups);
      return;
    }
    const before = this.seen.numGroups;
    const key = [primitiveColumn(T.Int32, groups), ...columns.slice(0, this.call.argFields.length).map(distinctKey)];
    const ids = this.seen.assign(key, groups.length);
    const fresh = newInt32(this.seen.numGroups - before);
    // Ids are given in order of first appearance.
    for (let i = 0, next = before; i < ids.length; i++) if (ids[i] === next) fresh[next++ - before] = i;
    if (fresh.length === 0) return;
    this.chunks.push(columns.map((column) => take(column, fresh)));
    this.groups.push(pick(groups, fresh));
  }

  private rows(): { columns: readonly Column[]; groups: Int32Array } | null {
    if (this.chunks.length === 0) return null;
    if (this.chunks.length > 1) {
      const groups = newInt32(this.groups.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of this.groups) {
        groups.set(part, at);
        at += part.length;
      }
      this.chunks = [this.rowFields.map((_, k) => concatColumns(this.chunks.map((chunk) => chunk[k]!)))];
      this.groups = [groups];
    }
    return { columns: this.chunks[0]!, groups: this.groups[0]! };
  }

  state(numGroups: number): readonly Column[] {
    const rows = this.rows();
    const type = this.stateFields[0]!.type;
    const struct = rows === null ? null : structColumn(this.rowFields, rows.columns, null, 0, rows.groups.length);
    return [listsByGroup(struct, rows?.groups ?? newInt32(0), numGroups, type)];
  }

  evaluate(numGroups: number): Column {
    if (!this.updated) {
      this.updated = true;
      const rows = this.rows();
      if (rows !== null) this.update(rows.columns, rows.groups, numGroups);
    }
    return this.accumulator.evaluate(numGroups);
  }

  private update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    const { orderBy, argFields } = this.call;
    if (!isSorted(this.call)) return this.accumulator.update(columns, groups, numGroups);
    const keys = orderBy.map(({ ascending, nullsFirst }, k) => ({
      column: columns[argFields.length + k]!,
      descending: !ascending,
      nullsFirst,
    }));
    // Sorting by the keys alone is enough: groups are taken apart by their ids.
    const order = argsort(keys, groups.length);
    this.accumulator.update(columns.map((column) => take(column, order)), pick(groups, order), numGroups);
  }

  sizeBytes(): number {
    const rows = this.groups.reduce((sum, part) => sum + part.length, 0);
    return (this.seen?.sizeBytes() ?? 0) + (this.accumulator.sizeBytes?.() ?? 0) + rows * this.rowFields.length * 8;
  }
}
