import { create } from "@bufbuild/protobuf";
import type { ArrowType, DecimalTypeId, IntervalValue, Scalar, TimeUnit, WrappedScalar } from "../arrow/mod.ts";
import { EncodeError } from "../errors.ts";
import { type ScalarValue, ScalarValueSchema } from "../gen/datafusion_common/datafusion_common_pb.ts";
import { bigEndianBytes } from "./big_endian.ts";
import { NESTED_FIELD_NAME, nestedWire } from "./nested_scalar.ts";
import { fieldToProto, typeToProto } from "./type_to_proto.ts";
import { UNION_MODES } from "./wire_enums.ts";

const NANOS_PER_MS = 1_000_000n;
/** Bytes of a decimal on the wire. */
export const DECIMAL_BYTES: { readonly [K in DecimalTypeId]: number } = {
  Decimal32: 4,
  Decimal64: 8,
  Decimal128: 16,
  Decimal256: 32,
};
const TIMESTAMP_CASES: { readonly [K in TimeUnit]: string } = {
  s: "timeSecondValue",
  ms: "timeMillisecondValue",
  us: "timeMicrosecondValue",
  ns: "timeNanosecondValue",
};
const DURATION_CASES: { readonly [K in TimeUnit]: string } = {
  s: "durationSecondValue",
  ms: "durationMillisecondValue",
  us: "durationMicrosecondValue",
  ns: "durationNanosecondValue",
};

/** A scalar as `datafusion_common.ScalarValue`. @throws {EncodeError} if the wire has no form for it */
export function scalarToProto(value: Scalar): ScalarValue {
  return create(ScalarValueSchema, { value: valueCase(value) as never });
}

/** Whether nulls of a type travel inside the type's own form and not as a bare type. */
export function hasNullForm(type: ArrowType): boolean {
  switch (type.id) {
    case "List":
    case "LargeList":
    case "ListView":
    case "LargeListView":
    case "FixedSizeList":
    case "Struct":
    case "Map":
    case "Dictionary":
    case "Union":
    case "RunEndEncoded":
      return true;
    default:
      return false;
  }
}

function valueCase(value: Scalar): { case: string; value: unknown } {
  const { type, value: data } = value;
  if (data === null && !hasNullForm(type)) return { case: "nullValue", value: typeToProto(type) };
  switch (type.id) {
    case "Null":
      throw new EncodeError({ message: "Cannot encode literal: its type is Null, its value must be null" });
    case "Boolean":
      return { case: "boolValue", value: data };
    case "Int8":
      return { case: "int8Value", value: data };
    case "Int16":
      return { case: "int16Value", value: data };
    case "Int32":
      return { case: "int32Value", value: data };
    case "Int64":
      return { case: "int64Value", value: data };
    case "UInt8":
      return { case: "uint8Value", value: data };
    case "UInt16":
      return { case: "uint16Value", value: data };
    case "UInt32":
      return { case: "uint32Value", value: data };
    case "UInt64":
      return { case: "uint64Value", value: data };
    // DataFusion's bytes have no half floats.
    case "Float16":
    case "Float32":
      return { case: "float32Value", value: data };
    case "Float64":
      return { case: "float64Value", value: data };
    case "Utf8":
      return { case: "utf8Value", value: data };
    case "LargeUtf8":
      return { case: "largeUtf8Value", value: data };
    case "Utf8View":
      return { case: "utf8ViewValue", value: data };
    case "Binary":
      return { case: "binaryValue", value: data };
    case "LargeBinary":
      return { case: "largeBinaryValue", value: data };
    case "BinaryView":
      return { case: "binaryViewValue", value: data };
    case "FixedSizeBinary":
      return { case: "fixedSizeBinaryValue", value: { values: data, length: type.byteWidth } };
    case "Date32":
      return { case: "date32Value", value: data };
    case "Date64":
      return { case: "date64Value", value: data };
    case "Time32": {
      const name = type.unit === "s" ? "time32SecondValue" : "time32MillisecondValue";
      return { case: "time32Value", value: { value: { case: name, value: data } } };
    }
    case "Time64": {
      const name = type.unit === "us" ? "time64MicrosecondValue" : "time64NanosecondValue";
      return { case: "time64Value", value: { value: { case: name, value: data } } };
    }
    case "Timestamp":
      return {
        case: "timestampValue",
        value: { value: { case: TIMESTAMP_CASES[type.unit], value: data }, timezone: type.timezone ?? "" },
      };
    case "Duration":
      return { case: DURATION_CASES[type.unit], value: data };
    case "Interval": {
      if (type.unit === "YearMonth") return { case: "intervalYearmonthValue", value: data };
      const { months, days, nanoseconds } = data as IntervalValue;
      return type.unit === "DayTime"
        ? { case: "intervalDaytimeValue", value: { days, milliseconds: Number(nanoseconds / NANOS_PER_MS) } }
        : { case: "intervalMonthDayNano", value: { months, days, nanos: nanoseconds } };
    }
    case "Decimal32":
    case "Decimal64":
    case "Decimal128":
    case "Decimal256":
      return {
        case: `${type.id.toLowerCase()}Value`,
        value: {
          value: bigEndianBytes(data as bigint, DECIMAL_BYTES[type.id]),
          p: BigInt(type.precision),
          s: BigInt(type.scale),
        },
      };
    case "List":
      return { case: "listValue", value: nestedCase(value) };
    case "LargeList":
      return { case: "largeListValue", value: nestedCase(value) };
    case "ListView":
      return { case: "listViewValue", value: nestedCase(value) };
    case "LargeListView":
      return { case: "largeListViewValue", value: nestedCase(value) };
    case "FixedSizeList":
      return { case: "fixedSizeListValue", value: nestedCase(value) };
    case "Struct":
      return { case: "structValue", value: nestedCase(value) };
    case "Map":
      return { case: "mapValue", value: nestedCase(value) };
    case "Dictionary":
      return {
        case: "dictionaryValue",
        value: { indexType: typeToProto(type.key), value: scalarToProto(wrapped(data, type.value)) },
      };
    case "RunEndEncoded":
      return {
        case: "runEndEncodedValue",
        value: {
          runEndsField: fieldToProto(type.runEnds),
          valuesField: fieldToProto(type.values),
          value: scalarToProto(wrapped(data, type.values.type)),
        },
      };
    case "Union": {
      const chosen = data as WrappedScalar | null;
      return {
        case: "unionValue",
        value: {
          valueId: chosen?.typeId ?? 0,
          value: chosen === null ? undefined : scalarToProto(chosen.scalar),
          fields: type.fields.map((f, i) => ({ fieldId: type.typeIds[i]!, field: fieldToProto(f) })),
          mode: UNION_MODES.indexOf(type.mode),
        },
      };
    }
  }
}

/** The scalar inside a dictionary or run; a null of the inner type for null. */
function wrapped(data: Scalar["value"], inner: ArrowType): Scalar {
  return data === null ? { type: inner, value: null } : (data as WrappedScalar).scalar;
}

function nestedCase(value: Scalar): unknown {
  const { ipcMessage, arrowData, dictionaries } = nestedWire(value);
  // arrow-rs calls the column of a batch nullable where it has nulls.
  const column = fieldToProto({ name: NESTED_FIELD_NAME, type: value.type, nullable: value.value === null });
  return { ipcMessage, arrowData, dictionaries: [...dictionaries], schema: { columns: [column] } };
}
