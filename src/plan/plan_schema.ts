import type { Field, Metadata, Schema } from "../arrow/mod.ts";
import { schema as arrowSchema } from "../arrow/mod.ts";
import { SchemaError } from "../errors.ts";
import { nearestName } from "./analyze/nearest_name.ts";

/** One column of a plan: a field, and the table it comes from where there is one. */
export interface PlanField {
  /** The table's name as it stands before the dot (`t`, `sch.t`), or null for computed columns. */
  readonly qualifier: string | null;
  readonly field: Field;
}

/** The columns of a plan, in order. Frozen. */
export interface PlanSchema {
  readonly fields: readonly PlanField[];
  readonly metadata?: Metadata | undefined;
}

/** A column as an expression names it. */
export interface ColumnName {
  readonly relation: string | null;
  readonly name: string;
}

/** A frozen schema; `fields` is copied. */
export function planSchema(fields: readonly PlanField[], metadata?: Metadata): PlanSchema {
  const frozen = Object.freeze(fields.map((field) => Object.freeze({ ...field })));
  return Object.freeze(metadata ? { fields: frozen, metadata } : { fields: frozen });
}

/** A table's schema with every column qualified by its name. */
export function qualifiedSchema({ fields, metadata }: Schema, qualifier: string | null): PlanSchema {
  return planSchema(fields.map((field) => ({ qualifier, field })), metadata);
}

/** The columns of two inputs side by side, as in a join. */
export function joinSchemas(left: PlanSchema, right: PlanSchema): PlanSchema {
  return planSchema([...left.fields, ...right.fields], left.metadata ?? right.metadata);
}

/** The schema of the batches that a plan gives. */
export function toArrowSchema({ fields, metadata }: PlanSchema): Schema {
  return arrowSchema(fields.map(({ field }) => field), metadata);
}

/** Positions of the columns of each name; schemas are immutable, so they are found once. */
const positionsByName = new WeakMap<PlanSchema, ReadonlyMap<string, readonly number[]>>();

function positionsOf(schema: PlanSchema, name: string): readonly number[] {
  let byName = positionsByName.get(schema);
  if (byName === undefined) {
    const found = new Map<string, number[]>();
    schema.fields.forEach(({ field }, i) => {
      const same = found.get(field.name);
      if (same) same.push(i);
      else found.set(field.name, [i]);
    });
    positionsByName.set(schema, byName = found);
  }
  return byName.get(name) ?? [];
}

/**
 * Position of a column, or -1 if there is none. Without a relation, a computed column goes before qualified ones.
 * A relation matches a longer or shorter name of the same table: `t` is `sch.t`.
 *
 * @throws {SchemaError} if several columns fit
 */
export function findColumn(schema: PlanSchema, { relation, name }: ColumnName): number {
  let fits = positionsOf(schema, name);
  if (relation !== null) {
    fits = fits.filter((i) => sameTable(relation, schema.fields[i]!.qualifier));
  } else if (fits.length > 1) {
    const unqualified = fits.filter((i) => schema.fields[i]!.qualifier === null);
    if (unqualified.length === 1) fits = unqualified;
  }
  if (fits.length <= 1) return fits[0] ?? -1;
  const valid = fits.map((i) => flatName(schema.fields[i]!));
  throw new SchemaError({
    message: `Cannot resolve column "${flatColumn({ relation, name })}": it is ambiguous, must be one of ${
      valid.join(", ")
    }`,
    unresolvedName: flatColumn({ relation, name }),
    valid,
  });
}

/** Position of a column. @throws {SchemaError} if there is none, or several fit */
export function columnIndex(schema: PlanSchema, column: ColumnName): number {
  const index = findColumn(schema, column);
  if (index < 0) throw noSuchColumn(schema, column);
  return index;
}

function noSuchColumn(schema: PlanSchema, column: ColumnName): SchemaError {
  const wanted = flatColumn(column);
  const valid = schema.fields.map(flatName);
  const nearest = nearestName(wanted, valid);
  const otherCase = nearest !== undefined && wanted.toLowerCase() !== wanted &&
    nearest.toLowerCase().endsWith(wanted.toLowerCase());
  const hint = nearest === undefined ? "" : `; did you mean "${nearest}"?`;
  return new SchemaError({
    message: `Cannot resolve column "${wanted}": there is no such field${hint}`,
    remedy: otherCase
      ? `"${nearest}": column names are case-sensitive`
      : valid.length > 0
      ? `one of ${valid.join(", ")}`
      : undefined,
    unresolvedName: wanted,
    valid,
  });
}

/** `relation.name`, or the name alone. */
export function flatName({ qualifier, field }: PlanField): string {
  return qualifier === null ? field.name : `${qualifier}.${field.name}`;
}

function flatColumn({ relation, name }: ColumnName): string {
  return relation === null ? name : `${relation}.${name}`;
}

/** Whether two table names may be the same table: the parts that both have are equal, from the last one on. */
export function sameTable(relation: string, qualifier: string | null): boolean {
  if (qualifier === null) return false;
  if (relation === qualifier) return true;
  const a = relation.split(".");
  const b = qualifier.split(".");
  for (let k = 1; k <= Math.min(a.length, b.length); k++) {
    if (a[a.length - k] !== b[b.length - k]) return false;
  }
  return true;
}
