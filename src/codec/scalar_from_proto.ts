import {
  type ArrowType,
  decimalType,
  type DecimalTypeId,
  dictionaryType,
  durationType,
  fixedSizeBinaryType,
  intervalType,
  type Scalar,
  scalar,
  type ScalarData,
  T,
  timestampType,
  timeType,
  type TimeUnit,
} from "../arrow/mod.ts";
import { DecodeError } from "../errors.ts";
import type { ScalarNestedValue, ScalarValue, UnionValue } from "../gen/datafusion_common/datafusion_common_pb.ts";
import { bigEndianValue } from "./big_endian.ts";
import { nestedScalar } from "./nested_scalar.ts";
import { DECIMAL_BYTES } from "./scalar_to_proto.ts";
import { fieldFromProto, missing, required, typeFromProto, unit } from "./type_from_proto.ts";
import { UNION_MODES } from "./wire_enums.ts";

const NANOS_PER_MS = 1_000_000n;

/** A scalar from `datafusion_common.ScalarValue`. @throws {DecodeError} if a required part is missing or contradicts another */
export function scalarFromProto(proto: ScalarValue | undefined): Scalar {
  const chosen = required(proto, "literal").value;
  switch (chosen.case) {
    case undefined:
      throw missing("value");
    case "nullValue":
      return nullScalar(typeFromProto(chosen.value));
    case "boolValue":
      return scalar(T.Boolean, chosen.value);
    // Small integers travel in 32 bits; what does not fit wraps, as in DataFusion.
    case "int8Value":
      return scalar(T.Int8, chosen.value << 24 >> 24);
    case "int16Value":
      return scalar(T.Int16, chosen.value << 16 >> 16);
    case "int32Value":
      return scalar(T.Int32, chosen.value);
    case "int64Value":
      return scalar(T.Int64, chosen.value);
    case "uint8Value":
      return scalar(T.UInt8, chosen.value & 0xff);
    case "uint16Value":
      return scalar(T.UInt16, chosen.value & 0xffff);
    case "uint32Value":
      return scalar(T.UInt32, chosen.value);
    case "uint64Value":
      return scalar(T.UInt64, chosen.value);
    case "float32Value":
      return scalar(T.Float32, chosen.value);
    case "float64Value":
      return scalar(T.Float64, chosen.value);
    case "utf8Value":
      return scalar(T.Utf8, chosen.value);
    case "largeUtf8Value":
      return scalar(T.LargeUtf8, chosen.value);
    case "utf8ViewValue":
      return scalar(T.Utf8View, chosen.value);
    case "binaryValue":
      return scalar(T.Binary, chosen.value.slice());
    case "largeBinaryValue":
      return scalar(T.LargeBinary, chosen.value.slice());
    case "binaryViewValue":
      return scalar(T.BinaryView, chosen.value.slice());
    case "fixedSizeBinaryValue":
      return scalar(fixedSizeBinaryType(chosen.value.length), chosen.value.values.slice());
    case "date32Value":
      return scalar(T.Date32, chosen.value);
    case "date64Value":
      return scalar(T.Date64, chosen.value);
    case "time32Value": {
      const { case: name, value } = chosen.value.value;
      if (name === undefined) throw missing("value");
      return scalar(timeType(name === "time32SecondValue" ? "s" : "ms"), value);
    }
    case "time64Value": {
      const { case: name, value } = chosen.value.value;
      if (name === undefined) throw missing("value");
      return scalar(timeType(name === "time64MicrosecondValue" ? "us" : "ns"), value);
    }
    case "timestampValue": {
      const { value, timezone } = chosen.value;
      if (value.case === undefined) throw missing("value");
      return scalar(timestampType(TIMESTAMP_UNITS[value.case], timezone || null), value.value);
    }
    case "durationSecondValue":
      return scalar(durationType("s"), chosen.value);
    case "durationMillisecondValue":
      return scalar(durationType("ms"), chosen.value);
    case "durationMicrosecondValue":
      return scalar(durationType("us"), chosen.value);
    case "durationNanosecondValue":
      return scalar(durationType("ns"), chosen.value);
    case "intervalYearmonthValue":
      return scalar(intervalType("YearMonth"), chosen.value);
    case "intervalDaytimeValue": {
      const { days, milliseconds } = chosen.value;
      return interval("DayTime", 0, days, BigInt(milliseconds) * NANOS_PER_MS);
    }
    case "intervalMonthDayNano": {
      const { months, days, nanos } = chosen.value;
      return interval("MonthDayNano", months, days, nanos);
    }
    case "decimal32Value":
      return decimal("Decimal32", chosen.value);
    case "decimal64Value":
      return decimal("Decimal64", chosen.value);
    case "decimal128Value":
      return decimal("Decimal128", chosen.value);
    case "decimal256Value":
      return decimal("Decimal256", chosen.value);
    case "listValue":
      return nested("List", chosen.value);
    case "largeListValue":
      return nested("LargeList", chosen.value);
    case "listViewValue":
      return nested("ListView", chosen.value);
    case "largeListViewValue":
      return nested("LargeListView", chosen.value);
    case "fixedSizeListValue":
      return nested("FixedSizeList", chosen.value);
    case "structValue":
      return nested("Struct", chosen.value);
    case "mapValue":
      return nested("Map", chosen.value);
    case "dictionaryValue": {
      const key = typeFromProto(required(chosen.value.indexType, "index_type"));
      const inner = scalarFromProto(required(chosen.value.value, "value"));
      return wrap(dictionaryType(key, inner.type), inner);
    }
    case "runEndEncodedValue": {
      const runEnds = fieldFromProto(required(chosen.value.runEndsField, "run_ends_field"));
      const values = fieldFromProto(required(chosen.value.valuesField, "values_field"));
      const inner = scalarFromProto(required(chosen.value.value, "value"));
      return wrap(Object.freeze({ id: "RunEndEncoded", runEnds, values }), inner);
    }
    case "unionValue":
      return union(chosen.value);
  }
}

const TIMESTAMP_UNITS:
  & Readonly<Record<string, TimeUnit>>
  & {
    readonly [K in "timeSecondValue" | "timeMillisecondValue" | "timeMicrosecondValue" | "timeNanosecondValue"]:
      TimeUnit;
  } = { timeSecondValue: "s", timeMillisecondValue: "ms", timeMicrosecondValue: "us", timeNanosecondValue: "ns" };

/** A null of a type. @throws {DecodeError} for times whose width contradicts their unit */
export function nullScalar(type: ArrowType): Scalar {
  if (type.id === "Time32" || type.id === "Time64") {
    const fits = timeType(type.unit).id === type.id;
    if (!fits) {
      throw new DecodeError({
        message: `Cannot decode null literal: ${type.id} has the unit "${type.unit}", which it cannot have`,
      });
    }
  }
  return scalar(type, null);
}

/** A calendar interval. */
export function interval(
  kind: "DayTime" | "MonthDayNano",
  months: number,
  days: number,
  nanoseconds: bigint,
): Scalar {
  return scalar(intervalType(kind), Object.freeze({ months, days, nanoseconds }));
}

function decimal(
  id: DecimalTypeId,
  { value, p, s }: { readonly value: Uint8Array; readonly p: bigint; readonly s: bigint },
): Scalar {
  const type = decimalType(Number(BigInt.asUintN(8, p)), Number(BigInt.asIntN(8, s)), id);
  return scalar(type, decimalValue(id, value));
}

/** The unscaled value of a decimal. @throws {DecodeError} if it has not exactly the bytes of its width */
export function decimalValue(id: DecimalTypeId, bytes: Uint8Array): bigint {
  if (bytes.length !== DECIMAL_BYTES[id]) {
    throw new DecodeError({
      message: `Cannot decode ${id}: its value has ${bytes.length} bytes, must have ${DECIMAL_BYTES[id]}`,
    });
  }
  return bigEndianValue(bytes);
}

function nested(id: ArrowType["id"], proto: ScalarNestedValue): Scalar {
  const type = typeFromProto(required(proto.schema?.columns[0], "schema").arrowType);
  if (type.id !== id) {
    throw new DecodeError({ message: `Cannot decode ${id} literal: its schema says ${type.id}, must say ${id}` });
  }
  return nestedScalar(type, {
    ipcMessage: proto.ipcMessage.slice(),
    arrowData: proto.arrowData.slice(),
    dictionaries: proto.dictionaries.map((d) => ({ ipcMessage: d.ipcMessage.slice(), arrowData: d.arrowData.slice() })),
  });
}

function wrap(type: ArrowType, inner: Scalar): Scalar {
  const data: ScalarData = inner.value === null && inner.type.id !== "Union" ? null : Object.freeze({ scalar: inner });
  return scalar(type, data);
}

function union(proto: UnionValue): Scalar {
  const typeIds = proto.fields.map(({ fieldId }) => {
    const id = fieldId << 24 >> 24;
    if (id < 0) throw new DecodeError({ message: `Cannot decode union literal: type id is ${id}, must be 0 to 127` });
    return id;
  });
  const type: ArrowType = Object.freeze({
    id: "Union",
    mode: unit(UNION_MODES, proto.mode, "UnionMode"),
    typeIds: Object.freeze(typeIds),
    fields: Object.freeze(proto.fields.map(({ field }) => fieldFromProto(field))),
  });
  if (proto.value === undefined) return scalar(type, null);
  return scalar(type, Object.freeze({ typeId: proto.valueId << 24 >> 24, scalar: scalarFromProto(proto.value) }));
}
