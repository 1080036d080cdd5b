import {
  type ArrowType,
  type Column,
  type Datum,
  type Field,
  field,
  getBit,
  isScalar,
  isString,
  newInt32,
  nullColumn,
  type Scalar,
  scalarAt,
  scalarToColumn,
  T,
  typesEqual,
  typeText,
} from "../../arrow/mod.ts";
import { canCast, castScalar } from "../../compute/cast/mod.ts";
import { comparisonKernel } from "../../compute/comparison/mod.ts";
import { decodeDictionary, take } from "../../compute/select/mod.ts";
import { PlanError } from "../../errors.ts";
import type { ReturnFieldArgs, ScalarCall, ScalarFunction } from "../../udf/mod.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { isRow } from "../operands.ts";
import { countError } from "../signature.ts";

/** `x['key']`: a field of a struct, the value of a map's key; several keys go down step by step. */
export const getField: ScalarFunction = Object.freeze(
  {
    kind: "scalar",
    name: "get_field",
    aliases: Object.freeze([]),
    volatility: "immutable",
    documentation: Object.freeze({
      section: SECTIONS.core,
      description:
        "A field of a struct, or the value that stands under a key of a map; null if the map lacks the key. " +
        "More keys go deeper. The same as expression['key'].",
      syntax: "get_field(expression, key1[, ..., keyN])",
      args: argumentsOf({ expression: "A struct or a map.", key: "A field name or map key: a literal." }),
      examples: examples(["get_field(named_struct('a', 1), 'a')", "1"]),
    }),
    coerceTypes: (types: readonly ArrowType[]) => {
      if (types.length < 2) throw countError("get_field", types.length, [2]);
      return types;
    },
    returnField: ({ fields, scalars }: ReturnFieldArgs) => {
      let current = fields[0]!;
      for (let i = 1; i < fields.length; i++) current = fieldOf(current, scalars[i], i);
      return field("get_field", current.type, current.nullable, current.metadata);
    },
    invoke: ({ args, numRows }: ScalarCall): Datum => {
      const single = isScalar(args[0]!);
      let column = single ? scalarToColumn(args[0] as Scalar, 1) : args[0] as Column;
      for (const key of args.slice(1)) column = valueOf(column, key, single ? 1 : numRows);
      return single ? scalarAt(column, 0) : column;
    },
  } satisfies ScalarFunction,
);

function fieldOf(parent: Field, key: Scalar | undefined, index: number): Field {
  const { type } = parent;
  switch (type.id) {
    case "Null":
      return field("get_field", T.Null);
    case "Map": {
      const entries = type.entries.type;
      if (entries.id !== "Struct") throw new TypeError("a map has a struct of entries");
      const keyType = entries.fields[0]!.type;
      if (key !== undefined && !typesEqual(key.type, keyType) && !canCast(key.type, keyType)) {
        throw new PlanError({
          message: `Cannot call "get_field": key ${index} is ${typeText(key.type)}, must be ${
            typeText(keyType)
          } as in the map`,
        });
      }
      return field("get_field", entries.fields[1]!.type, true, entries.fields[1]!.metadata);
    }
    case "Struct": {
      const name = key !== undefined && isString(key.type) && key.value !== "" ? key.value : null;
      if (name === null) {
        throw new PlanError({
          message: `Cannot call "get_field": key ${index} is no field name, must be a text literal that is not empty`,
        });
      }
      const found = type.fields.find((f) => f.name === name);
      if (found === undefined) {
        throw new PlanError({
          message: `Cannot call "get_field": the struct has no field ${JSON.stringify(name)}, must be ` +
            (type.fields.length === 0
              ? "a struct with fields"
              : type.fields.map((f) => JSON.stringify(f.name)).join(" or ")),
        });
      }
      return field(found.name, found.type, parent.nullable || found.nullable, found.metadata);
    }
    default:
      throw new PlanError({
        message: `Cannot call "get_field": at key ${index} the value is ${typeText(type)}, must be a struct or a map`,
      });
  }
}

function valueOf(given: Column, key: Datum, numRows: number): Column {
  const column = decodeDictionary(given);
  if (column.layout === "null") return column;
  const constant = isScalar(key) ? key : scalarAt(key, 0);
  if (column.layout === "struct") return childOf(column, constant);
  if (column.layout === "list") return mapValue(column, constant, numRows);
  throw new TypeError(`a ${column.layout} column has no fields`);
}

/** The child as it is: like DataFusion, what it holds where the struct is null shows. */
function childOf(column: Column & { layout: "struct" }, key: Scalar): Column {
  const { type } = column;
  const index = type.id === "Struct" ? type.fields.findIndex((f) => f.name === key.value) : -1;
  return column.children[index]!;
}

/** The value of the first entry with that key, else null. */
function mapValue(column: Column & { layout: "list" }, key: Scalar, numRows: number): Column {
  const { child, offsets, validity } = column;
  if (child.layout !== "struct") throw new TypeError("a map has a struct of entries");
  const [keys, values] = child.children as readonly [Column, Column];
  if (key.value === null || child.length === 0) return nullColumn(values.type, numRows);
  const wanted = typesEqual(key.type, keys.type) ? key : castScalar(key, keys.type, { safe: true });
  if (wanted.value === null) return nullColumn(values.type, numRows);
  const equal = comparisonKernel("=", keys.type)(keys, wanted, keys.length);
  if (isScalar(equal) || equal.layout !== "boolean") throw new TypeError("a comparison of a column gives booleans");
  const rows = newInt32(numRows);
  for (let i = 0; i < numRows; i++) {
    rows[i] = -1;
    if (!isRow(validity, i)) continue;
    for (let k = offsets[i]!; k < offsets[i + 1]!; k++) {
      if (!getBit(equal.values, k)) continue;
      rows[i] = k;
      break;
    }
  }
  return take(values, rows);
}
