import { type Column, getBit, newInt32 } from "../../arrow/mod.ts";
import { take } from "./take.ts";

/** A dictionary column as plain values of its value type; other columns as they are. */
export function decodeDictionary(column: Column): Column {
  if (column.layout !== "dictionary") return column;
  const { keys, validity, dictionary } = column;
  if (validity === null) return decodeDictionary(take(dictionary, keys));
  const indices = newInt32(keys.length);
  for (let i = 0; i < keys.length; i++) indices[i] = getBit(validity, i) ? keys[i]! : -1;
  return decodeDictionary(take(dictionary, indices));
}
