import {
  type ArrowType,
  type Column,
  listColumn,
  newBitmap,
  newInt32,
  primitiveColumn,
  setBit,
  T,
} from "../../arrow/mod.ts";

/** Counts as UInt64; a negative count is a null row. */
export function uint64Column(counts: Int32Array): Column {
  const n = counts.length;
  const values = new BigUint64Array(n);
  const words = new Int32Array(values.buffer);
  const validity = newBitmap(n);
  for (let i = 0; i < n; i++) {
    if (counts[i]! < 0) continue;
    words[2 * i] = counts[i]!;
    setBit(validity, i);
  }
  return primitiveColumn(T.UInt64, values, validity);
}

/** Lists of UInt64 from one array of numbers per row; null rows are null. */
export function uint64Lists(type: ArrowType, rows: readonly (readonly number[] | null)[]): Column {
  const offsets = newInt32(rows.length + 1);
  const validity = newBitmap(rows.length);
  let total = 0;
  for (const row of rows) total += row?.length ?? 0;
  const counts = newInt32(total);
  let used = 0;
  rows.forEach((row, i) => {
    if (row !== null) {
      setBit(validity, i);
      counts.set(row, used);
      used += row.length;
    }
    offsets[i + 1] = used;
  });
  return listColumn(offsets, uint64Column(counts), validity, undefined, type);
}
