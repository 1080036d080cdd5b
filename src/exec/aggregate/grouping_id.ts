import { type ArrowType, type Column, newInt32, newValues, primitiveColumn, T } from "../../arrow/mod.ts";

/** Which keys of GROUP BY one grouping set has, by position. */
export type GroupingSet = readonly boolean[];

/** The name of the column that tells grouping sets apart. */
export const GROUPING_ID = "__grouping_id";

/**
 * The id of each set: one bit per key, the first key highest, set where the set does not have the key. The second and later sets with
 * the same keys have their number in the bits above, so that their rows stay apart.
 */
export function groupingIds(sets: readonly GroupingSet[]): readonly number[] {
  const seen = new Map<number, number>();
  return sets.map((set) => {
    const id = set.reduce((bits, present) => bits * 2 + (present ? 0 : 1), 0);
    const ordinal = seen.get(id) ?? 0;
    seen.set(id, ordinal + 1);
    return id + ordinal * 2 ** set.length;
  });
}

/** The narrowest unsigned type that holds all ids. */
export function groupingIdType(sets: readonly GroupingSet[]): ArrowType {
  const largest = Math.max(0, ...groupingIds(sets));
  return largest < 256 ? T.UInt8 : largest < 65536 ? T.UInt16 : largest < 4294967296 ? T.UInt32 : T.UInt64;
}

/** The ids as values of {@linkcode groupingIdType}, `rows[i]` choosing the set of row i. */
export function groupingIdColumn(sets: readonly GroupingSet[], rows: Int32Array): Column {
  const type = groupingIdType(sets);
  const values = newValues(type, rows.length);
  const ids = groupingIds(sets);
  const wide = values instanceof BigUint64Array;
  for (let i = 0; i < rows.length; i++) {
    if (wide) values[i] = BigInt(ids[rows[i]!]!);
    else (values as Uint32Array)[i] = ids[rows[i]!]!;
  }
  return primitiveColumn(type, values);
}

/**
 * What `grouping(…)` gives for rows with these ids: one bit per argument, the first highest, set where the row is aggregated over that
 * key. `keys` are the arguments' positions among `numKeys` keys; without ids every bit is 0.
 */
export function groupingValues(ids: Column | null, keys: readonly number[], numKeys: number, rows: number): Column {
  const out = newInt32(rows);
  if (ids !== null && ids.layout === "primitive") {
    for (let i = 0; i < rows; i++) {
      const id = Number(ids.values[i]!);
      let bits = 0;
      for (const key of keys) bits = bits * 2 + Math.floor(id / 2 ** (numKeys - 1 - key)) % 2;
      out[i] = bits;
    }
  }
  return primitiveColumn(T.Int32, out);
}
