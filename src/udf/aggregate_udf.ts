import { andValidity, type Column, columnBuilder, type Field, getBit, toApacheVector } from "../arrow/mod.ts";
import type { AggregateFunction, GroupsAccumulator } from "./aggregate_function.ts";
import { coerceExactly } from "./scalar_udf.ts";
import { badResult, udfThrew } from "./udf_failure.ts";
import type { UserCode, UserFunctionSpec } from "./user_function.ts";
import { argumentName, valueReader } from "./value_reader.ts";
import { ValueMismatch, valueWriter } from "./value_writer.ts";

/**
 * What a user's aggregate keeps for one group.
 *
 * In row mode `update` gets the values of one row and `merge` the values of one state; in batch mode both get Arrow vectors.
 */
export interface Accumulator {
  /** Adds one row (row mode) or the rows of the vectors (batch mode). */
  update(...values: unknown[]): void;
  /** Adds what another accumulator's `state` gave. */
  merge(...states: unknown[]): void;
  /** Everything needed to go on elsewhere: one value per state field; a single one may stand alone. */
  state(): unknown;
  /** The result for the rows so far. */
  evaluate(): unknown;
  /** Takes rows back that `update` added, in the same order: for sliding windows. */
  retract?(...values: unknown[]): void;
}

/** Makes one accumulator per group: a class, or a function that gives one. */
export type AccumulatorFactory = (new () => Accumulator) | (() => Accumulator);

/** A user's aggregate as an {@linkcode AggregateFunction}: one accumulator per group, every result checked. */
export function aggregateUdf(
  spec: UserFunctionSpec,
  stateFields: readonly Field[],
  code: UserCode<AccumulatorFactory>,
): AggregateFunction & { load(): Promise<void> } {
  const types = spec.inputFields.map((field) => field.type);
  return {
    kind: "aggregate",
    name: spec.name,
    aliases: [],
    volatility: spec.volatility,
    orderSensitive: true,
    isAsync: code.needsLoading,
    load: () => code.load(),
    coerceTypes: (given) => coerceExactly(spec.name, types, given),
    returnField: () => spec.returnField,
    stateFields: () => stateFields,
    accumulator: () => new UserGroups(spec, stateFields, code.open()),
  };
}

class UserGroups implements GroupsAccumulator {
  readonly #spec: UserFunctionSpec;
  readonly #stateFields: readonly Field[];
  readonly #make: () => Accumulator;
  readonly #groups: Accumulator[] = [];
  readonly retract?: (columns: readonly Column[], groups: Int32Array, numGroups: number) => void;

  constructor(spec: UserFunctionSpec, stateFields: readonly Field[], factory: AccumulatorFactory) {
    this.#spec = spec;
    this.#stateFields = stateFields;
    this.#make = () =>
      this.#guarded("its constructor", () => isClass(factory) ? new factory() : (factory as () => Accumulator)());
    const first = this.#make();
    this.#checkContract(first);
    this.#groups.push(first);
    if (typeof first.retract === "function") {
      this.retract = (columns, groups, numGroups) => this.#feed("retract", columns, groups, numGroups);
    }
  }

  update(columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.#feed("update", columns.slice(0, this.#spec.inputFields.length), groups, numGroups);
  }

  merge(states: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.#grow(numGroups);
    if (this.#spec.mode === "batch") return this.#feedBatches("merge", states, groups, null);
    this.#feedRows("merge", states, groups, null);
  }

  state(numGroups: number): readonly Column[] {
    this.#grow(numGroups);
    const writers = this.#stateFields.map(valueWriter);
    for (let g = 0; g < numGroups; g++) {
      const given = this.#guarded("state()", () => this.#groups[g]!.state());
      const values = writers.length === 1 && !Array.isArray(given) ? [given] : given;
      if (!Array.isArray(values) || values.length !== writers.length) {
        throw badResult(this.#spec.name, given, `an array of ${writers.length} state values from state()`);
      }
      writers.forEach((writer, k) => this.#append(writer, values[k], this.#stateFields[k]!, " as a state value"));
    }
    return writers.map((writer) => writer.finish());
  }

  evaluate(numGroups: number): Column {
    this.#grow(numGroups);
    const field = this.#spec.returnField;
    const writer = valueWriter(field);
    for (let g = 0; g < numGroups; g++) {
      this.#append(writer, this.#guarded("evaluate()", () => this.#groups[g]!.evaluate()), field, "");
    }
    return writer.finish();
  }

  #feed(method: "update" | "retract", columns: readonly Column[], groups: Int32Array, numGroups: number): void {
    this.#grow(numGroups);
    const rows = groups.length;
    let valid: Uint8Array | null = null;
    if (this.#spec.nulls === "propagate") {
      for (const column of columns) valid = andValidity(valid, column.validity, rows);
    }
    if (this.#spec.mode === "batch") this.#feedBatches(method, columns, groups, valid);
    else this.#feedRows(method, columns, groups, valid);
  }

  #feedRows(
    method: "update" | "retract" | "merge",
    columns: readonly Column[],
    groups: Int32Array,
    valid: Uint8Array | null,
  ): void {
    const fields = method === "merge" ? this.#stateFields : this.#spec.inputFields;
    const readers = columns.map((column, k) => valueReader(column, this.#spec.int64, argumentName(fields[k], k)));
    const accumulators = this.#groups;
    let row = 0;
    const [read0] = readers;
    try {
      if (readers.length === 1 && method === "update") {
        for (; row < groups.length; row++) {
          if (valid === null || getBit(valid, row)) accumulators[groups[row]!]!.update(read0!(row));
        }
      } else {
        for (; row < groups.length; row++) {
          if (valid !== null && !getBit(valid, row)) continue;
          accumulators[groups[row]!]![method]!(...readers.map((read) => read(row)));
        }
      }
    } catch (error) {
      throw udfThrew(this.#spec.name, error, { row, step: `${method}()`, args: readers.map((read) => read(row)) });
    }
  }

  #feedBatches(
    method: "update" | "retract" | "merge",
    columns: readonly Column[],
    groups: Int32Array,
    valid: Uint8Array | null,
  ): void {
    for (const [group, rows] of rowsByGroup(groups, valid, this.#groups.length)) {
      const vectors = columns.map((column) => toApacheVector(rows === null ? column : pickRows(column, rows)));
      this.#guarded(`${method}()`, () => this.#groups[group]![method]!(...vectors));
    }
  }

  #grow(numGroups: number): void {
    while (this.#groups.length < numGroups) this.#groups.push(this.#make());
  }

  #guarded<R>(step: string, run: () => R): R {
    try {
      return run();
    } catch (error) {
      throw udfThrew(this.#spec.name, error, { step });
    }
  }

  #append(writer: ReturnType<typeof valueWriter>, value: unknown, field: Field, where: string): void {
    try {
      writer.append(value);
    } catch (error) {
      if (!(error instanceof ValueMismatch)) throw error;
      throw badResult(this.#spec.name, value, `${error.must}${field.nullable ? ", or null" : ""}${where}`);
    }
  }

  #checkContract(accumulator: Accumulator): void {
    for (const method of ["update", "merge", "state", "evaluate"] as const) {
      if (typeof accumulator?.[method] !== "function") {
        throw badResult(this.#spec.name, accumulator, `an accumulator with the method ${method}()`);
      }
    }
  }
}

function pickRows(column: Column, rows: Int32Array): Column {
  const builder = columnBuilder(column.type);
  for (const row of rows) builder.appendFrom(column, row);
  return builder.finish();
}

/** Rows of each group that has any; null stands for all rows in order. */
function* rowsByGroup(
  groups: Int32Array,
  valid: Uint8Array | null,
  numGroups: number,
): Generator<readonly [group: number, rows: Int32Array | null]> {
  if (numGroups === 1 && valid === null) {
    yield [0, null];
    return;
  }
  const counts = new Int32Array(numGroups + 1);
  for (let i = 0; i < groups.length; i++) if (valid === null || getBit(valid, i)) counts[groups[i]! + 1]!++;
  for (let g = 0; g < numGroups; g++) counts[g + 1]! += counts[g]!;
  const order = new Int32Array(counts[numGroups]!);
  const next = counts.slice(0, numGroups);
  for (let i = 0; i < groups.length; i++) if (valid === null || getBit(valid, i)) order[next[groups[i]!]!++] = i;
  for (let g = 0; g < numGroups; g++) {
    if (counts[g + 1]! > counts[g]!) yield [g, order.subarray(counts[g]!, counts[g + 1]!)];
  }
}

/** Whether a function can only be called with `new`. */
export function isClass(fn: unknown): fn is new () => Accumulator {
  return typeof fn === "function" && /^class\b/.test(Function.prototype.toString.call(fn));
}
