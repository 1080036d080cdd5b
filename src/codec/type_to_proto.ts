import { create } from "@bufbuild/protobuf";
import type { ArrowType, Field, SimpleTypeId } from "../arrow/mod.ts";
import {
  type ArrowType as ArrowTypeProto,
  ArrowTypeSchema,
  type EmptyMessage,
  EmptyMessageSchema,
  type Field as FieldProto,
  FieldSchema,
} from "../gen/datafusion_common/datafusion_common_pb.ts";
import { INTERVAL_UNITS, TIME_UNITS, UNION_MODES } from "./wire_enums.ts";

type TypeCase = ArrowTypeProto["arrowTypeEnum"];
type EmptyCase = Extract<TypeCase, { value: EmptyMessage }>["case"];

/** Which member of `ArrowType` stands for each type without parameters. */
export const SIMPLE_CASES: { readonly [K in SimpleTypeId]: EmptyCase } = {
  Null: "NONE",
  Boolean: "BOOL",
  Int8: "INT8",
  Int16: "INT16",
  Int32: "INT32",
  Int64: "INT64",
  UInt8: "UINT8",
  UInt16: "UINT16",
  UInt32: "UINT32",
  UInt64: "UINT64",
  Float16: "FLOAT16",
  Float32: "FLOAT32",
  Float64: "FLOAT64",
  Utf8: "UTF8",
  LargeUtf8: "LARGEUTF8",
  Utf8View: "UTF8VIEW",
  Binary: "BINARY",
  LargeBinary: "LARGEBINARY",
  BinaryView: "BINARYVIEW",
  Date32: "DATE32",
  Date64: "DATE64",
};

/** A type as `datafusion_common.ArrowType`. */
export function typeToProto(type: ArrowType): ArrowTypeProto {
  return create(ArrowTypeSchema, { arrowTypeEnum: typeCase(type) as never });
}

function typeCase(type: ArrowType): unknown {
  switch (type.id) {
    case "FixedSizeBinary":
      return { case: "FIXEDSIZEBINARY", value: type.byteWidth };
    case "Duration":
      return { case: "DURATION", value: TIME_UNITS.indexOf(type.unit) };
    case "Time32":
      return { case: "TIME32", value: TIME_UNITS.indexOf(type.unit) };
    case "Time64":
      return { case: "TIME64", value: TIME_UNITS.indexOf(type.unit) };
    case "Timestamp":
      return { case: "TIMESTAMP", value: { timeUnit: TIME_UNITS.indexOf(type.unit), timezone: type.timezone ?? "" } };
    case "Interval":
      return { case: "INTERVAL", value: INTERVAL_UNITS.indexOf(type.unit) };
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return { case: type.id.toUpperCase(), value: { precision: type.precision, scale: type.scale } };
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
      return { case: LIST_CASES[type.id], value: { fieldType: fieldToProto(type.item) } };
    case "FixedSizeList":
      return { case: "FIXEDSIZELIST", value: { fieldType: fieldToProto(type.item), listSize: type.size } };
    case "Struct":
      return { case: "STRUCT", value: { subFieldTypes: type.fields.map(fieldToProto) } };
    case "Map":
      return { case: "MAP", value: { fieldType: fieldToProto(type.entries), keysSorted: type.keysSorted } };
    case "Dictionary":
      return { case: "DICTIONARY", value: { key: typeToProto(type.key), value: typeToProto(type.value) } };
    case "Union":
      return {
        case: "UNION",
        value: {
          unionTypes: type.fields.map(fieldToProto),
          unionMode: UNION_MODES.indexOf(type.mode),
          typeIds: [...type.typeIds],
        },
      };
    case "RunEndEncoded":
      return {
        case: "RUNENDENCODED",
        value: { runEndsField: fieldToProto(type.runEnds), valuesField: fieldToProto(type.values) },
      };
    default:
      return { case: SIMPLE_CASES[type.id], value: create(EmptyMessageSchema) };
  }
}

const LIST_CASES = {
  List: "LIST",
  LargeList: "LARGELIST",
  ListView: "LISTVIEW",
  LargeListView: "LARGELISTVIEW",
} as const;

/** A field as `datafusion_common.Field`; its children stand in its type only, as DataFusion writes them. */
export function fieldToProto({ name, type, nullable, metadata }: Field): FieldProto {
  return create(FieldSchema, { name, arrowType: typeToProto(type), nullable, metadata: { ...metadata } });
}
