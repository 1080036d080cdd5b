import {
  type ArrowType,
  type Column,
  type DictionaryColumn,
  dictionaryColumn,
  type DictionaryType,
  getBit,
  newInt32,
  typeText,
} from "../../arrow/mod.ts";
import { CastError } from "../../errors.ts";
import { decodeDictionary, take } from "../select/mod.ts";
import type { CastChild } from "./nested_cast.ts";

/** Dictionaries from and to plain values and other dictionaries. */

/** Casts a dictionary to plain values: its entries are cast once each, then looked up. */
export function castFromDictionary(column: DictionaryColumn, to: ArrowType, safe: boolean, cast: CastChild): Column {
  const entries = cast(usedEntries(column), to, safe);
  const { keys, validity } = column;
  if (entries.layout === "dictionary") return decodeDictionary({ ...column, dictionary: entries });
  if (validity === null) return take(entries, keys);
  const indices = newInt32(keys.length);
  for (let i = 0; i < keys.length; i++) indices[i] = getBit(validity, i) ? keys[i]! : -1;
  return take(entries, indices);
}

/** The entries, those that no row uses made null: they must not fail. */
function usedEntries(column: DictionaryColumn): Column {
  const { keys, validity, dictionary } = column;
  const used = new Int32Array(dictionary.length).fill(-1);
  for (let i = 0; i < keys.length; i++) if (validity === null || getBit(validity, i)) used[keys[i]!] = keys[i]!;
  return used.includes(-1) ? take(dictionary, used) : dictionary;
}

/** Casts a dictionary to another: keys stay where they fit, entries are cast. */
export function castDictionary(column: DictionaryColumn, to: DictionaryType, safe: boolean, cast: CastChild): Column {
  if (column.dictionary.layout === "dictionary") return castToDictionary(decodeDictionary(column), to, safe, cast);
  const entries = cast(usedEntries(column), to.value, safe);
  requireKeys(entries.length, to);
  return dictionaryColumn(to, column.keys, entries, column.validity, column.nullCount);
}

/** Casts plain values to a dictionary: equal values share an entry, in the order they come first. */
export function castToDictionary(column: Column, to: DictionaryType, safe: boolean, cast: CastChild): Column {
  const values = cast(column, to.value, safe);
  const n = values.length;
  const keys = newInt32(n);
  const rows = valueBytes(values) === null ? identityKeys(keys) : distinctKeys(values, keys);
  requireKeys(rows.length, to);
  return dictionaryColumn(to, keys, take(values, rows), values.validity, values.nullCount);
}

const KEY_LIMITS: Readonly<Record<string, number>> = { Int8: 128, UInt8: 256, Int16: 32_768, UInt16: 65_536 };

function requireKeys(entries: number, to: DictionaryType): void {
  const limit = KEY_LIMITS[to.key.id];
  if (limit === undefined || entries <= limit) return;
  throw new CastError({
    message: `Cannot cast to ${typeText(to)}: there are ${entries} distinct values, must be at most ${limit} for ` +
      `${typeText(to.key)} keys`,
    remedy: "use Int32 keys",
  });
}

/** Bytes of every row: from `start(i)`, `length(i)` of them. */
interface ValueBytes {
  readonly data: Uint8Array;
  readonly width: number;
  readonly offsets: Int32Array | null;
}

function valueBytes(column: Column): ValueBytes | null {
  switch (column.layout) {
    case "primitive":
    case "wide": {
      const { buffer, byteOffset, byteLength } = column.values;
      const width = column.length === 0 ? 0 : byteLength / column.length;
      return { data: new Uint8Array(buffer, byteOffset, byteLength), width, offsets: null };
    }
    case "fixedBytes":
      return { data: column.data, width: column.width, offsets: null };
    case "bytes":
      return { data: column.data, width: 0, offsets: column.offsets };
    default:
      return null;
  }
}

function identityKeys(keys: Int32Array): Int32Array {
  for (let i = 0; i < keys.length; i++) keys[i] = i;
  return keys.slice();
}

/** Fills `keys` and gives the row that each entry comes from. */
function distinctKeys(column: Column, keys: Int32Array): Int32Array {
  const { data, width, offsets } = valueBytes(column)!;
  const n = column.length;
  const { validity } = column;
  let mask = 1;
  while (mask < n * 2) mask <<= 1;
  const slots = new Int32Array(mask).fill(-1); // open addressing: entry numbers
  mask--;
  const rows = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (validity !== null && !getBit(validity, i)) continue;
    const start = offsets === null ? i * width : offsets[i]!;
    const end = offsets === null ? start + width : offsets[i + 1]!;
    let hash = 0x811c9dc5; // FNV-1a
    for (let k = start; k < end; k++) hash = Math.imul(hash ^ data[k]!, 0x01000193);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    let entry: number;
    while ((entry = slots[slot]!) >= 0) {
      const other = rows[entry]!;
      const from = offsets === null ? other * width : offsets[other]!;
      const to = offsets === null ? from + width : offsets[other + 1]!;
      if (sameBytes(data, start, end, from, to)) break;
      slot = (slot + 1) & mask;
    }
    if (entry < 0) {
      entry = count++;
      slots[slot] = entry;
      rows[entry] = i;
    }
    keys[i] = entry;
  }
  return rows.slice(0, count);
}

function sameBytes(data: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  if (end - start !== to - from) return false;
  for (let k = start; k < end; k++, from++) if (data[k] !== data[from]) return false;
  return true;
}
