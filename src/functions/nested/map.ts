import {
  type ArrowType,
  type Column,
  emptyColumn,
  field,
  isValidAt,
  listColumn,
  mapType,
  newBitmap,
  newInt32,
  setBit,
  structColumn,
  structType,
  T,
} from "../../arrow/mod.ts";
import { cellText } from "../../compute/cast/mod.ts";
import { GroupIds } from "../../compute/order/mod.ts";
import { take } from "../../compute/select/mod.ts";
import { ArgumentError, PlanError } from "../../errors.ts";
import type { ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, valueType } from "../signature.ts";
import { isListLike, itemType } from "./array_signature.ts";
import { ListRows } from "./list_rows.ts";

/** `map(keys, values)`: a map of two lists of one length per row; keys are distinct and not null. */
export const map: ScalarFunction = defineScalar({
  name: "map",
  section: SECTIONS.map,
  description: "A map of a list of keys and a list of values of the same length. Keys are distinct and not null.",
  syntax: "map(keys, values)",
  args: argumentsOf({ keys: "A list of keys.", values: "A list of values." }),
  examples: examples(["map(['a', 'b'], [1, 2])", "{a: 1, b: 2}"]),
  strict: false,
  coerce: (types) => {
    if (types.length !== 2) {
      throw new PlanError({
        message: `Cannot call "map": it got ${types.length} argument${
          types.length === 1 ? "" : "s"
        }, must be a list of keys and a list of values`,
      });
    }
    types.forEach((type, i) => {
      if (!isListLike(valueType(type))) throw argumentError("map", i, type, "a list");
    });
    return types.map(valueType);
  },
  result: ([keys, values]) => {
    const entries = structType([
      field("key", itemType(keys!) ?? T.Null, false),
      field("value", itemType(values!) ?? T.Null),
    ]);
    return mapType(field("entries", entries, false));
  },
  evaluate: ([keyLists, valueLists], numRows, call) => {
    const keys = new ListRows(keyLists!);
    const values = new ListRows(valueLists!);
    const ids = idsOf(keys.items);
    const seen = new Int32Array(keys.items.length + 1).fill(-1);
    const offsets = newInt32(numRows + 1);
    const validity = newBitmap(numRows);
    let total = 0;
    for (let i = 0; i < numRows; i++) {
      if (keys.valid(i)) {
        total += keys.end(i) - keys.start(i);
        setBit(validity, i);
        checkEntries(keys, values, i, ids, seen);
      }
      offsets[i + 1] = total;
    }
    const keyRows = newInt32(total);
    const valueRows = newInt32(total);
    for (let i = 0; i < numRows; i++) {
      const shift = offsets[i]!;
      for (let k = shift; k < offsets[i + 1]!; k++) {
        keyRows[k] = keys.start(i) + k - shift;
        valueRows[k] = values.start(i) + k - shift;
      }
    }
    return mapOf(
      call.returnField.type,
      offsets,
      rowsOf(keys.items, keyRows),
      rowsOf(values.items, valueRows),
      validity,
    );
  },
});

function rowsOf(column: Column, rows: Int32Array): Column {
  return rows.length === 0 ? emptyColumn(column.type) : take(column, rows);
}

function idsOf(keys: Column): Int32Array {
  if (keys.length === 0 || keys.type.id === "Null") return new Int32Array(keys.length);
  return Int32Array.from(new GroupIds([keys.type]).assign([keys], keys.length));
}

/** @throws {ArgumentError} for null keys, keys that stand twice, and lists of different lengths */
function checkEntries(keys: ListRows, values: ListRows, row: number, ids: Int32Array, seen: Int32Array): void {
  const count = keys.end(row) - keys.start(row);
  const given = values.valid(row) ? values.end(row) - values.start(row) : 0;
  if (count !== given) {
    throw new ArgumentError({
      message: `Cannot call "map": at row ${row} there are ${count} keys and ${given} values, must be as many of both`,
    });
  }
  for (let k = keys.start(row); k < keys.end(row); k++) {
    if (!isValidAt(keys.items, k)) {
      throw new ArgumentError({ message: `Cannot call "map": a key is null at row ${row}, must be a value` });
    }
    if (seen[ids[k]!] === row) {
      throw new ArgumentError({
        message: `Cannot call "map": key ${cellText(keys.items, k)} stands twice at row ${row}, must be distinct`,
      });
    }
    seen[ids[k]!] = row;
  }
}

function mapOf(type: ArrowType, offsets: Int32Array, keys: Column, values: Column, validity: Uint8Array): Column {
  const entries = type.id === "Map" ? type.entries.type : type;
  const fields = entries.id === "Struct" ? entries.fields : [];
  const child = structColumn(fields, [keys, values], null, 0, keys.length, entries);
  return listColumn(offsets, child, validity, undefined, type);
}
