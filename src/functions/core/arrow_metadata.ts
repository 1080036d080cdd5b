import {
  type ArrowType,
  booleanColumn,
  type Column,
  type Datum,
  decodeUtf8,
  type Field,
  field,
  isScalar,
  listColumn,
  mapType,
  type Metadata,
  newInt32,
  scalar,
  structColumn,
  structType,
  T,
  typeText,
  utf8FromStrings,
} from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import type { ReturnFieldArgs, ScalarCall, ScalarFunction } from "../../udf/mod.ts";
import { defineScalar } from "../define_scalar.ts";
import { argumentsOf, examples, SECTIONS } from "../documentation.ts";
import { anyArg, signature, textArg } from "../signature.ts";
import { constantText } from "./constant_text.ts";

const ENTRY: readonly Field[] = [field("keys", T.Utf8, false), field("values", T.Utf8)];
const METADATA: ArrowType = mapType(field("entries", structType(ENTRY), false));
const FIELD: readonly Field[] = [
  field("name", T.Utf8, false),
  field("data_type", T.Utf8, false),
  field("nullable", T.Boolean, false),
  field("metadata", METADATA, false),
];

/** A map of one row, sorted by key. */
function metadataMap(metadata: Metadata | undefined): Column {
  const keys = Object.keys(metadata ?? {}).sort();
  const entries = structColumn(
    ENTRY,
    [utf8FromStrings(T.Utf8, keys), utf8FromStrings(T.Utf8, keys.map((key) => metadata![key]!))],
    null,
    0,
    keys.length,
  );
  const offsets = newInt32(2);
  offsets[1] = keys.length;
  return listColumn(offsets, entries, null, 0, METADATA);
}

/** `arrow_metadata(x [, key])`. */
export const arrowMetadata: ScalarFunction = defineScalar({
  name: "arrow_metadata",
  section: SECTIONS.core,
  description: "The metadata of an expression's field: all of it as a map, or the value of one key.",
  syntax: "arrow_metadata(expression[, key])",
  args: argumentsOf({ expression: "Any value.", key: "The key to look up: a text literal. Null if it is absent." }),
  examples: examples(["arrow_metadata(with_metadata(1, 'unit', 'm'), 'unit')", "m"]),
  strict: false,
  coerce: signature("arrow_metadata", [anyArg], [anyArg, textArg]),
  result: (types, { scalars }) => {
    if (types.length === 1) return METADATA;
    constantText("arrow_metadata", scalars, 1, "key", true);
    return T.Utf8;
  },
  evaluate: (args, _numRows, call): Datum => {
    const { metadata } = call.argFields[0]!;
    if (args.length === 1) return scalar(METADATA, metadataMap(metadata));
    const key = keyOf(args[1]!);
    return scalar(T.Utf8, metadata !== undefined && Object.hasOwn(metadata, key) ? metadata[key]! : null);
  },
});

/** The key is constant: either a scalar, or every row has it. */
function keyOf(datum: Datum): string {
  if (!("layout" in datum)) return datum.value as string;
  if (datum.layout !== "bytes") throw new TypeError("a key is text");
  return decodeUtf8(datum.data, datum.offsets[0]!, datum.offsets[1]!);
}

/** `arrow_field(x)`. */
export const arrowField: ScalarFunction = defineScalar({
  name: "arrow_field",
  section: SECTIONS.core,
  description: "The field of an expression: its name, type, nullability and metadata.",
  syntax: "arrow_field(expression)",
  args: argumentsOf({ expression: "Any value." }),
  examples: examples(["arrow_field(1)['data_type']", "Int64"]),
  strict: false,
  coerce: signature("arrow_field", [anyArg]),
  result: () => structType(FIELD),
  evaluate: (_args, _numRows, call: ScalarCall): Datum => {
    const { type, nullable, metadata } = call.argFields[0]!;
    // Constants have no name of their own; DataFusion calls them so.
    const name = isScalar(call.args[0]!) ? "lit" : call.argFields[0]!.name;
    const bit = new Uint8Array([nullable ? 1 : 0]);
    const row = structColumn(FIELD, [
      utf8FromStrings(T.Utf8, [name]),
      utf8FromStrings(T.Utf8, [typeText(type)]),
      booleanColumn(bit, 1),
      metadataMap(metadata),
    ]);
    return scalar(row.type, row);
  },
});

/** `with_metadata(x, key, value, …)`. */
export const withMetadata: ScalarFunction = Object.freeze(
  {
    kind: "scalar",
    name: "with_metadata",
    aliases: Object.freeze([]),
    volatility: "immutable",
    documentation: Object.freeze({
      section: SECTIONS.core,
      description:
        "The value as it is, with metadata added to its field. A key that is given twice has its last value.",
      syntax: "with_metadata(expression, key1, value1[, ..., keyN, valueN])",
      args: argumentsOf({
        expression: "Any value.",
        key: "A text literal that is not empty.",
        value: "A text literal.",
      }),
      examples: examples(["with_metadata(1, 'unit', 'm')", "1"]),
    }),
    coerceTypes: (types: readonly ArrowType[]) => {
      if (types.length >= 3 && types.length % 2 === 1) return types;
      throw new PlanError({
        message:
          `Cannot call "with_metadata": it got ${types.length} arguments, must be a value and pairs of key and value`,
      });
    },
    returnField: ({ fields, scalars }: ReturnFieldArgs) => {
      const metadata: Record<string, string> = { ...fields[0]!.metadata };
      for (let i = 1; i < fields.length; i += 2) {
        metadata[constantText("with_metadata", scalars, i, "key")] = constantText(
          "with_metadata",
          scalars,
          i + 1,
          "value",
          true,
        );
      }
      return field(fields[0]!.name, fields[0]!.type, fields[0]!.nullable, metadata);
    },
    invoke: ({ args }: ScalarCall) => args[0]!,
  } satisfies ScalarFunction,
);
