import type { IntervalValue, Scalar, TimeUnit } from "../arrow/mod.ts";
import { ScalarValueSchema } from "../gen/datafusion_common/datafusion_common_pb.ts";
import { bigEndianBytes } from "./big_endian.ts";
import { oddNan } from "./odd_nan.ts";
import { toProstBytes } from "./prost_bytes.ts";
import { hasNullForm, scalarToProto } from "./scalar_to_proto.ts";
import { writeType } from "./type_writer.ts";
import type { WireWriter } from "./wire_writer.ts";

const varint = (field: number) => field << 3;
const delimited = (field: number) => (field << 3) | 2;

const NULL = delimited(33);
const TIMESTAMP = delimited(26);
const TIMESTAMP_FIELDS: { readonly [K in TimeUnit]: number } = { us: 0x08, ns: 0x10, s: 0x18, ms: 0x20 };
const DURATION_FIELDS: { readonly [K in TimeUnit]: number } = {
  s: varint(35),
  ms: varint(36),
  us: varint(37),
  ns: varint(38),
};

/** Writes the contents of a `ScalarValue`: frequent types here, the rest through the generated messages. */
export function writeScalar(w: WireWriter, scalar: Scalar): void {
  const { type, value } = scalar;
  if (value === null && !hasNullForm(type)) {
    const { mark } = w;
    writeType(w, type);
    w.head(NULL, mark);
    return;
  }
  switch (type.id) {
    case "Int64":
      w.int64(varint(7), value as bigint);
      return;
    case "Float64":
      if (value !== value) nan(w, scalar, (13 << 3) | 1);
      else w.double((13 << 3) | 1, value as number);
      return;
    case "Utf8View":
      w.string(delimited(23), value as string);
      return;
    case "Utf8":
      w.string(delimited(2), value as string);
      return;
    case "Boolean":
      w.bool(varint(1), value as boolean);
      return;
    case "LargeUtf8":
      w.string(delimited(3), value as string);
      return;
    case "Int8":
      w.int32(varint(4), value as number);
      return;
    case "Int16":
      w.int32(varint(5), value as number);
      return;
    case "Int32":
      w.int32(varint(6), value as number);
      return;
    case "UInt8":
      w.uint32(varint(8), value as number);
      return;
    case "UInt16":
      w.uint32(varint(9), value as number);
      return;
    case "UInt32":
      w.uint32(varint(10), value as number);
      return;
    case "UInt64":
      w.int64(varint(11), value as bigint);
      return;
    case "Float16":
    case "Float32":
      if (value !== value) nan(w, scalar, (12 << 3) | 5);
      else w.float((12 << 3) | 5, value as number);
      return;
    case "Date32":
      w.int32(varint(14), value as number);
      return;
    case "Date64":
      w.int64(varint(21), value as bigint);
      return;
    case "Binary":
      w.bytes(delimited(28), value as Uint8Array);
      return;
    case "LargeBinary":
      w.bytes(delimited(29), value as Uint8Array);
      return;
    case "BinaryView":
      w.bytes(delimited(22), value as Uint8Array);
      return;
    case "Duration":
      w.int64(DURATION_FIELDS[type.unit], value as bigint);
      return;
    case "Timestamp": {
      const { mark } = w;
      if (type.timezone !== null && type.timezone !== "") w.string(0x2a, type.timezone);
      w.int64(TIMESTAMP_FIELDS[type.unit], value as bigint);
      w.head(TIMESTAMP, mark);
      return;
    }
    case "Decimal128": {
      const { mark } = w;
      if (type.scale !== 0) w.int32(0x18, type.scale);
      if (type.precision !== 0) w.uint32(0x10, type.precision);
      w.bytes(0x0a, bigEndianBytes(value as bigint, 16));
      w.head(delimited(20), mark);
      return;
    }
    case "Interval":
      if (type.unit === "MonthDayNano") {
        const { months, days, nanoseconds } = value as IntervalValue;
        const { mark } = w;
        if (nanoseconds !== 0n) w.int64(0x18, nanoseconds);
        if (days !== 0) w.int32(0x10, days);
        if (months !== 0) w.int32(0x08, months);
        w.head(delimited(31), mark);
        return;
      }
      break;
  }
  w.raw(toProstBytes(ScalarValueSchema, scalarToProto(scalar)));
}

/** JavaScript has one NaN; the others keep the bytes that they came with. */
function nan(w: WireWriter, scalar: Scalar, tag: number): void {
  const bytes = oddNan(scalar);
  if (bytes !== undefined) {
    w.raw(bytes);
    w.tag(tag);
  } else if (tag === ((13 << 3) | 1)) w.double(tag, NaN);
  else w.float(tag, NaN);
}
