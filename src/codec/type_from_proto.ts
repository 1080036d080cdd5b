import {
  type ArrowType,
  decimalType,
  dictionaryType,
  durationType,
  type Field,
  field,
  fixedSizeBinaryType,
  fixedSizeListType,
  intervalType,
  listType,
  mapType,
  structType,
  T,
  timestampType,
  type TimeType,
} from "../arrow/mod.ts";
import { DecodeError } from "../errors.ts";
import type {
  ArrowType as ArrowTypeProto,
  Field as FieldProto,
} from "../gen/datafusion_common/datafusion_common_pb.ts";
import { SIMPLE_CASES } from "./type_to_proto.ts";
import { INTERVAL_UNITS, TIME_UNITS, UNION_MODES } from "./wire_enums.ts";

const SIMPLE_OF_CASE: Readonly<Record<string, ArrowType>> = Object.fromEntries(
  Object.entries(SIMPLE_CASES).map(([id, name]) => [name, T[id as keyof typeof T]]),
);

/** A type from `datafusion_common.ArrowType`. @throws {DecodeError} if a required part is missing or an enum value unknown */
export function typeFromProto(proto: ArrowTypeProto | undefined): ArrowType {
  const chosen = required(proto, "arrow_type").arrowTypeEnum;
  switch (chosen.case) {
    case undefined:
      throw missing("arrow_type_enum");
    case "FIXEDSIZEBINARY":
      return fixedSizeBinaryType(chosen.value);
    case "DURATION":
      return durationType(unit(TIME_UNITS, chosen.value, "TimeUnit"));
    case "TIME32":
      return timeOf("Time32", chosen.value);
    case "TIME64":
      return timeOf("Time64", chosen.value);
    case "TIMESTAMP":
      return timestampType(unit(TIME_UNITS, chosen.value.timeUnit, "TimeUnit"), chosen.value.timezone || null);
    case "INTERVAL":
      return intervalType(unit(INTERVAL_UNITS, chosen.value, "IntervalUnit"));
    case "DECIMAL32":
      return decimalOf(chosen.value, "Decimal32");
    case "DECIMAL64":
      return decimalOf(chosen.value, "Decimal64");
    case "DECIMAL128":
      return decimalOf(chosen.value, "Decimal128");
    case "DECIMAL256":
      return decimalOf(chosen.value, "Decimal256");
    case "LIST":
      return listType(fieldFromProto(chosen.value.fieldType));
    case "LARGELIST":
      return listType(fieldFromProto(chosen.value.fieldType), "LargeList");
    case "LISTVIEW":
      return listType(fieldFromProto(chosen.value.fieldType), "ListView");
    case "LARGELISTVIEW":
      return listType(fieldFromProto(chosen.value.fieldType), "LargeListView");
    case "FIXEDSIZELIST":
      return fixedSizeListType(fieldFromProto(chosen.value.fieldType), chosen.value.listSize);
    case "STRUCT":
      return structType(chosen.value.subFieldTypes.map(fieldFromProto));
    case "MAP":
      return mapType(fieldFromProto(chosen.value.fieldType), chosen.value.keysSorted);
    case "DICTIONARY":
      return dictionaryType(typeFromProto(chosen.value.key), typeFromProto(chosen.value.value));
    case "UNION": {
      const fields = chosen.value.unionTypes.map(fieldFromProto);
      return Object.freeze({
        id: "Union",
        mode: unit(UNION_MODES, chosen.value.unionMode, "UnionMode"),
        // Old writers left the ids out: they count from 0.
        typeIds: Object.freeze(chosen.value.typeIds.length > 0 ? [...chosen.value.typeIds] : fields.map((_, i) => i)),
        fields: Object.freeze(fields),
      });
    }
    case "RUNENDENCODED":
      return Object.freeze({
        id: "RunEndEncoded",
        runEnds: fieldFromProto(chosen.value.runEndsField),
        values: fieldFromProto(chosen.value.valuesField),
      });
    default:
      return SIMPLE_OF_CASE[chosen.case]!;
  }
}

/** A field from `datafusion_common.Field`. @throws {DecodeError} */
export function fieldFromProto(proto: FieldProto | undefined): Field {
  const { name, arrowType, nullable, metadata } = required(proto, "field");
  return field(name, typeFromProto(arrowType), nullable, Object.freeze({ ...metadata }));
}

/** The width is the wire's word, also where it contradicts the unit: DataFusion prints such a type. */
function timeOf(id: TimeType["id"], value: number): TimeType {
  return Object.freeze({ id, unit: unit(TIME_UNITS, value, "TimeUnit") });
}

/** Precision and scale travel in 32 bits and are 8 bits wide. */
function decimalOf(
  { precision, scale }: { readonly precision: number; readonly scale: number },
  id: "Decimal32" | "Decimal64" | "Decimal128" | "Decimal256",
): ArrowType {
  return decimalType(precision & 0xff, scale << 24 >> 24, id);
}

/** The name of an enum's number. @throws {DecodeError} */
export function unit<V>(names: readonly V[], value: number, what: string): V {
  const name = names[value];
  if (name === undefined) {
    throw new DecodeError({
      message: `Cannot decode ${what}: its value is ${value}, must be between 0 and ${names.length - 1}`,
    });
  }
  return name;
}

/** Something that must be there. @throws {DecodeError} */
export function required<V>(value: V | undefined, what: string): V {
  if (value === undefined) throw missing(what);
  return value;
}

/** The error for something that is not there. */
export function missing(what: string): DecodeError {
  return new DecodeError({ message: `Cannot decode bytes: "${what}" is missing, must be present` });
}
