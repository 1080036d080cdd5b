import {
  type ArrowType,
  type Column,
  type Datum,
  datumToColumn,
  type Field,
  field,
  itemField,
  listColumn,
  listType,
  nullColumn,
  retypeColumn,
  T,
} from "../../arrow/mod.ts";
import { canCast } from "../../compute/cast/mod.ts";
import { rowComparator } from "../../compute/comparison/mod.ts";
import type { ScalarCall, ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { argumentError, countError, valueType } from "../signature.ts";
import { listOf } from "./array_signature.ts";
import { ListAssembler } from "./list_assembler.ts";
import { ItemRows, ListRows } from "./list_rows.ts";

/** `map_keys(map)`. */
export const mapKeys: ScalarFunction = parts(
  "map_keys",
  "The keys of a map as a list.",
  ["map_keys(MAP {'a': 1, 'b': 2})", "[a, b]"],
  (entries) => listOf(entryFields(entries)[0]!.type),
  (entries) => childOf(entries, 0),
);

/** `map_values(map)`. */
export const mapValues: ScalarFunction = parts(
  "map_values",
  "The values of a map as a list.",
  ["map_values(MAP {'a': 1, 'b': 2})", "[1, 2]"],
  (entries) => listOf(entryFields(entries)[1]!.type),
  (entries) => childOf(entries, 1),
);

/** `map_entries(map)`. */
export const mapEntries: ScalarFunction = parts(
  "map_entries",
  "The entries of a map as a list of structs of key and value.",
  ["map_entries(MAP {'a': 1, 'b': 2})", "[{key: a, value: 1}, {key: b, value: 2}]"],
  (entries) => listType(field("item", entries.type, entries.nullable)),
  (entries) => entries,
);

function parts(
  name: string,
  description: string,
  example: readonly [string, string],
  listOfPart: (entries: Field) => ArrowType,
  part: (entries: Column) => Column,
): ScalarFunction {
  return defineScalar({
    name,
    section: SECTIONS.map,
    description,
    syntax: `${name}(map)`,
    args: argumentsOf({ map: "A map." }),
    examples: examples(example),
    coerce: (types) => {
      if (types.length !== 1) throw countError(name, types.length, [1]);
      const type = valueType(types[0]!);
      if (type.id !== "Map") throw argumentError(name, 0, types[0]!, "a map");
      return [type];
    },
    result: ([type]) => listOfPart(itemField(type!)),
    evaluate: ([given], numRows, call) => {
      const column = new ListRows(datumToColumn(given!, numRows)).column;
      if (column.layout !== "list") throw new TypeError("a map has the layout of a list");
      const { type } = call.returnField;
      const items = retypeColumn(part(column.child), itemField(type).type);
      return listColumn(column.offsets, items, column.validity, column.nullCount, type);
    },
  });
}

function entryFields(entries: Field): readonly Field[] {
  if (entries.type.id !== "Struct") throw new TypeError("a map has a struct of entries");
  return entries.type.fields;
}

function childOf(entries: Column, index: number): Column {
  if (entries.layout !== "struct") throw new TypeError("a map has a struct of entries");
  return entries.children[index]!;
}

/** `map_extract(map, key)`: a list of the one value, or of null. */
export const mapExtract: ScalarFunction = defineScalar({
  name: "map_extract",
  aliases: ["element_at"],
  section: SECTIONS.map,
  description: "A list of the value that stands under a key; of a null if there is none.",
  syntax: "map_extract(map, key)",
  args: argumentsOf({ map: "A map.", key: "The key: of a type that casts to that of the keys." }),
  examples: examples(["map_extract(MAP {'a': 1}, 'a')", "[1]"]),
  strict: false,
  coerce: (types) => {
    if (types.length !== 2) throw countError("map_extract", types.length, [2]);
    const type = valueType(types[0]!);
    if (type.id === "Null") return [type, types[1]!];
    if (type.id !== "Map") throw argumentError("map_extract", 0, types[0]!, "a map");
    const key = entryFields(type.entries)[0]!.type;
    if (!canCast(types[1]!, key)) throw argumentError("map_extract", 1, types[1]!, "of the type of the keys");
    return [type, key];
  },
  result: ([type]) => type!.id === "Map" ? listOf(entryFields(type.entries)[1]!.type) : T.Null,
  evaluate: ([given, key], numRows, call) => extracted(given!, key!, numRows, call),
});

function extracted(given: Datum, key: Datum, numRows: number, call: ScalarCall): Column {
  const { type } = call.returnField;
  if (type.id === "Null") return nullColumn(type, numRows);
  const maps = new ListRows(given);
  const wanted = new ItemRows(key);
  const compare = rowComparator(childOf(maps.items, 0), wanted.column);
  const out = new ListAssembler("map_extract", type, [childOf(maps.items, 1)], numRows);
  for (let i = 0; i < numRows; i++) {
    let found = -1;
    if (maps.valid(i) && wanted.valid(i)) {
      for (let k = maps.start(i); k < maps.end(i) && found < 0; k++) if (compare(k, wanted.at(i)) === 0) found = k;
    }
    out.pick(0, found);
    out.close();
  }
  return out.finish();
}
