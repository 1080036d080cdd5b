import type { ArrowType } from "./arrow_type.ts";

/** Key-value pairs that travel with a field or schema. */
export type Metadata = Readonly<Record<string, string>>;

/** A named, typed column or child: what it holds and whether it may be null. */
export interface Field {
  readonly name: string;
  readonly type: ArrowType;
  readonly nullable: boolean;
  readonly metadata?: Metadata | undefined;
}

/** The fields of a table, in order, and the schema's own metadata. */
export interface Schema {
  readonly fields: readonly Field[];
  readonly metadata?: Metadata | undefined;
}

const NO_METADATA: Metadata = Object.freeze({});

/** A frozen field; nullable unless told. */
export function field(name: string, type: ArrowType, nullable = true, metadata?: Metadata): Field {
  return Object.freeze(
    metadata && Object.keys(metadata).length > 0 ? { name, type, nullable, metadata } : { name, type, nullable },
  );
}

/** A frozen schema; `fields` is copied. */
export function schema(fields: readonly Field[], metadata: Metadata = NO_METADATA): Schema {
  return Object.freeze({ fields: Object.freeze([...fields]), metadata });
}
