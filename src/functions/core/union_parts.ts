import {
  type ArrowType,
  type Datum,
  dictionaryColumn,
  dictionaryType,
  field,
  isScalar,
  isString,
  newInt32,
  type Scalar,
  scalarAt,
  scalarToColumn,
  T,
  typeText,
  type UnionType,
  utf8FromStrings,
} from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import type { ReturnFieldArgs, ScalarCall, ScalarFunction } from "../../udf/mod.ts";
import { take } from "../../compute/select/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, SECTIONS } from "../documentation.ts";
import { anyArg, signature } from "../signature.ts";

function unionType(name: string, type: ArrowType): UnionType {
  if (type.id === "Union") return type;
  throw new PlanError({ message: `Cannot call "${name}": argument 1 is ${typeText(type)}, must be a union` });
}

/** `union_tag(x)`: names of few, so they are a dictionary. */
export const unionTag: ScalarFunction = defineScalar({
  name: "union_tag",
  section: SECTIONS.core,
  description: "The name of the field that each row of a union has.",
  syntax: "union_tag(union_expression)",
  args: argumentsOf({ union_expression: "A value of a union type." }),
  strict: false,
  coerce: signature("union_tag", [anyArg]),
  result: ([type]) => {
    unionType("union_tag", type!);
    return dictionaryType(T.Int8, T.Utf8);
  },
  evaluate: ([arg], _numRows, call): Datum => {
    const column = isScalar(arg!) ? scalarToColumn(arg, 1) : arg!;
    if (column.layout !== "union") throw new TypeError(`a ${column.layout} column is no union`);
    const { typeIds, fields } = unionType("union_tag", column.type);
    const keys = newInt32(column.length);
    for (let i = 0; i < keys.length; i++) keys[i] = Math.max(0, typeIds.indexOf(column.typeIds[i]!));
    const names = utf8FromStrings(T.Utf8, fields.map((f) => f.name));
    return dictionaryColumn(call.returnField.type, keys, names);
  },
});

/** `union_extract(x, 'field')`. */
export const unionExtract: ScalarFunction = Object.freeze(
  {
    kind: "scalar",
    name: "union_extract",
    aliases: Object.freeze([]),
    volatility: "immutable",
    documentation: Object.freeze({
      section: SECTIONS.core,
      description: "The value of a field of a union; null in rows that have another one.",
      syntax: "union_extract(union_expression, field_name)",
      args: argumentsOf({ union_expression: "A value of a union type.", field_name: "A field name: a text literal." }),
    }),
    coerceTypes: signature("union_extract", [anyArg, anyArg]),
    returnField: ({ fields, scalars }: ReturnFieldArgs) => {
      const found = unionType("union_extract", fields[0]!.type).fields[indexOf(fields[0]!.type, scalars[1])]!;
      return field(found.name, found.type, true, found.metadata);
    },
    invoke: ({ args }: ScalarCall): Datum => {
      const [value, name] = args;
      const single = isScalar(value!);
      const column = single ? scalarToColumn(value as Scalar, 1) : value!;
      if (!("layout" in column) || column.layout !== "union") throw new TypeError("not a union");
      const type = unionType("union_extract", column.type);
      const index = indexOf(type, isScalar(name!) ? name : scalarAt(name!, 0));
      const child = column.children[index]!;
      const rows = newInt32(column.length);
      const id = type.typeIds[index];
      for (let i = 0; i < rows.length; i++) {
        rows[i] = column.typeIds[i] !== id ? -1 : column.offsets === null ? i : column.offsets[i]!;
      }
      const taken = take(child, rows);
      return single ? scalarAt(taken, 0) : taken;
    },
  } satisfies ScalarFunction,
);

function indexOf(type: ArrowType, name: Scalar | undefined): number {
  const union = unionType("union_extract", type);
  const index = name !== undefined && isString(name.type) ? union.fields.findIndex((f) => f.name === name.value) : -1;
  if (index >= 0) return index;
  throw new PlanError({
    message: `Cannot call "union_extract": ${
      name === undefined || typeof name.value !== "string"
        ? "the field name is no text literal"
        : `there is no field "${name.value}"`
    }, must be ${union.fields.map((f) => `"${f.name}"`).join(" or ")}`,
  });
}
