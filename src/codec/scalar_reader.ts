import {
  type ArrowType,
  decimalType,
  durationType,
  type Scalar,
  scalar,
  type ScalarData,
  T,
  timestampType,
  type TimeUnit,
} from "../arrow/mod.ts";
import { ScalarValueSchema } from "../gen/datafusion_common/datafusion_common_pb.ts";
import { decodeFailure } from "./decode_failure.ts";
import { keepNan } from "./odd_nan.ts";
import { readMessage } from "./read_message.ts";
import { decimalValue, interval, nullScalar, scalarFromProto } from "./scalar_from_proto.ts";
import { readType } from "./type_reader.ts";
import { Wire, type WireReader } from "./wire_reader.ts";

const varint = (field: number) => (field << 3) | Wire.Varint;
const delimited = (field: number) => (field << 3) | Wire.Bytes;

const floatBits = new DataView(new ArrayBuffer(8));
const floatBytes = new Uint8Array(floatBits.buffer);

/**
 * Reads a `ScalarValue` that ends at `end`: frequent types here where the value stands alone, everything else (also several
 * members, of which the last counts) through the generated messages.
 */
export function readScalar(r: WireReader, end: number): Scalar {
  const start = r.pos;
  if (start === end) throw decodeFailure(start, 'a literal is empty, "value" must be present');
  const value = readAlone(r, end);
  if (value !== undefined && r.pos === end) return value;
  r.pos = start;
  return scalarFromProto(readMessage(ScalarValueSchema, r, end));
}

/** The value of the first field, if it is of a frequent type. */
function readAlone(r: WireReader, end: number): Scalar | undefined {
  const tag = r.tag(end);
  switch (tag) {
    case varint(7):
      return frozen(T.Int64, r.int64(end));
    case delimited(23):
      return frozen(T.Utf8View, r.string(end));
    case (13 << 3) | Wire.Fixed64:
      return float64(r, r.fixed(8, end));
    case delimited(2):
      return frozen(T.Utf8, r.string(end));
    case varint(1):
      return frozen(T.Boolean, r.bool(end));
    case delimited(33): {
      const stop = r.end(end);
      return nullScalar(readType(r, stop));
    }
    case delimited(3):
      return frozen(T.LargeUtf8, r.string(end));
    // Small integers travel in 32 bits; what does not fit wraps, as in DataFusion.
    case varint(4):
      return frozen(T.Int8, r.varint(end) << 24 >> 24);
    case varint(5):
      return frozen(T.Int16, r.varint(end) << 16 >> 16);
    case varint(6):
      return frozen(T.Int32, r.varint(end));
    case varint(8):
      return frozen(T.UInt8, r.varint(end) & 0xff);
    case varint(9):
      return frozen(T.UInt16, r.varint(end) & 0xffff);
    case varint(10):
      return frozen(T.UInt32, r.varint(end) >>> 0);
    case varint(11):
      return frozen(T.UInt64, r.uint64(end));
    case (12 << 3) | Wire.Fixed32:
      return float32(r, r.fixed(4, end));
    case varint(14):
      return frozen(T.Date32, r.varint(end));
    case varint(21):
      return frozen(T.Date64, r.int64(end));
    case delimited(28):
      return frozen(T.Binary, r.blob(end));
    case delimited(29):
      return frozen(T.LargeBinary, r.blob(end));
    case delimited(22):
      return frozen(T.BinaryView, r.blob(end));
    case varint(35):
      return scalar(durationType("s"), r.int64(end));
    case varint(36):
      return scalar(durationType("ms"), r.int64(end));
    case varint(37):
      return scalar(durationType("us"), r.int64(end));
    case varint(38):
      return scalar(durationType("ns"), r.int64(end));
    case delimited(26):
      return timestamp(r, r.end(end));
    case delimited(20):
      return decimal128(r, r.end(end));
    case delimited(31):
      return monthDayNano(r, r.end(end));
    default:
      return undefined;
  }
}

function frozen(type: ArrowType, value: ScalarData): Scalar {
  return Object.freeze({ type, value });
}

function float64(r: WireReader, at: number): Scalar {
  for (let i = 0; i < 8; i++) floatBytes[i] = r.bytes[at + i]!;
  const value = floatBits.getFloat64(0, true);
  const result = frozen(T.Float64, value);
  if (value !== value) keepNan(result, floatBytes);
  return result;
}

function float32(r: WireReader, at: number): Scalar {
  for (let i = 0; i < 4; i++) floatBytes[i] = r.bytes[at + i]!;
  const value = floatBits.getFloat32(0, true);
  const result = frozen(T.Float32, value);
  if (value !== value) keepNan(result, floatBytes.subarray(0, 4));
  return result;
}

const TIMESTAMP_UNITS: readonly (TimeUnit | undefined)[] = [undefined, "us", "ns", "s", "ms"];

function timestamp(r: WireReader, end: number): Scalar | undefined {
  let unit: TimeUnit | undefined;
  let value = 0n;
  let zone = "";
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field >= 1 && field <= 4) {
      r.expectWire(tag, Wire.Varint, at);
      unit = TIMESTAMP_UNITS[field];
      value = r.int64(end);
    } else if (field === 5) {
      r.expectWire(tag, Wire.Bytes, at);
      zone = r.string(end);
    } else r.skip(tag, end);
  }
  if (unit === undefined) throw decodeFailure(end, 'a timestamp is empty, "value" must be present');
  return scalar(timestampType(unit, zone || null), value);
}

function decimal128(r: WireReader, end: number): Scalar | undefined {
  let bytes: Uint8Array = NO_BYTES;
  let precision = 0;
  let scale = 0;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    switch (tag >>> 3) {
      case 1: {
        r.expectWire(tag, Wire.Bytes, at);
        const stop = r.end(end);
        bytes = r.bytes.subarray(r.pos, stop);
        r.pos = stop;
        break;
      }
      case 2:
        r.expectWire(tag, Wire.Varint, at);
        precision = r.varint(end) & 0xff;
        break;
      case 3:
        r.expectWire(tag, Wire.Varint, at);
        scale = r.varint(end) << 24 >> 24;
        break;
      default:
        r.skip(tag, end);
    }
  }
  return scalar(decimalType(precision, scale), decimalValue("Decimal128", bytes));
}

const NO_BYTES = new Uint8Array(0);

function monthDayNano(r: WireReader, end: number): Scalar {
  let months = 0;
  let days = 0;
  let nanoseconds = 0n;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    const field = tag >>> 3;
    if (field === 0 || field > 3) {
      r.skip(tag, end);
      continue;
    }
    r.expectWire(tag, Wire.Varint, at);
    if (field === 1) months = r.varint(end);
    else if (field === 2) days = r.varint(end);
    else nanoseconds = r.int64(end);
  }
  return interval("MonthDayNano", months, days, nanoseconds);
}
