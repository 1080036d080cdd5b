import type * as apache from "apache-arrow";
import type { ArrowType } from "./arrow_type.ts";
import { type Field, field } from "./field.ts";
import { fromApacheField, isApacheType } from "./from_apache.ts";
import { toArrowType } from "./public_types.ts";

/** What may stand for a type: a class of apache-arrow, of whatever copy, or a type of this library. */
export type TypeInput = apache.DataType | ArrowType;
/** What may stand for a field: apache-arrow's or this library's. */
export type FieldInput = apache.Field | Field;

/** A field for what a user passed; a bare type becomes a nullable field of that name. */
export function toField(input: TypeInput | FieldInput, name: string): Field {
  if (isApacheType(input) || "id" in input) return field(name, toArrowType(input as TypeInput));
  const { type } = input as FieldInput;
  if (!isApacheType(type)) return input as Field;
  return fromApacheField(input as Parameters<typeof fromApacheField>[0]);
}
