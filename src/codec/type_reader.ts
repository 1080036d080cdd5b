import { type ArrowType, decimalType, timestampType } from "../arrow/mod.ts";
import { ArrowTypeSchema } from "../gen/datafusion_common/datafusion_common_pb.ts";
import { decodeFailure } from "./decode_failure.ts";
import { readMessage } from "./read_message.ts";
import { SIMPLE_TYPE_OF_FIELD } from "./simple_types.ts";
import { typeFromProto } from "./type_from_proto.ts";
import { TIME_UNITS } from "./wire_enums.ts";
import { Wire, type WireReader } from "./wire_reader.ts";

const TIMESTAMP = (20 << 3) | Wire.Bytes;
const DECIMAL128 = (24 << 3) | Wire.Bytes;

/** Reads an `ArrowType` that ends at `end`: frequent types here, the rest through the generated messages. */
export function readType(r: WireReader, end: number): ArrowType {
  const start = r.pos;
  if (start === end) throw decodeFailure(start, 'a type is empty, "arrow_type_enum" must be present');
  const tag = r.tag(end);
  if ((tag & 7) === Wire.Bytes) {
    const stop = r.end(end);
    // A single member that fills the message; what else there may be is rare.
    if (stop === end) {
      const simple = SIMPLE_TYPE_OF_FIELD[tag >>> 3];
      if (simple !== undefined && r.pos === stop) return simple;
      if (tag === TIMESTAMP) return timestamp(r, stop);
      if (tag === DECIMAL128) return decimal128(r, stop);
    }
  }
  r.pos = start;
  return typeFromProto(readMessage(ArrowTypeSchema, r, end));
}

function timestamp(r: WireReader, end: number): ArrowType {
  let unit = 0;
  let zone = "";
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    switch (tag >>> 3) {
      case 1:
        r.expectWire(tag, Wire.Varint, at);
        unit = r.varint(end);
        break;
      case 2:
        r.expectWire(tag, Wire.Bytes, at);
        zone = r.string(end);
        break;
      default:
        r.skip(tag, end);
    }
  }
  const name = TIME_UNITS[unit];
  if (name === undefined) throw decodeFailure(r.pos, `TimeUnit is ${unit}, must be between 0 and 3`);
  return timestampType(name, zone || null);
}

function decimal128(r: WireReader, end: number): ArrowType {
  let precision = 0;
  let scale = 0;
  while (r.pos < end) {
    const at = r.pos;
    const tag = r.tag(end);
    switch (tag >>> 3) {
      case 3:
        r.expectWire(tag, Wire.Varint, at);
        precision = r.varint(end) & 0xff;
        break;
      case 4:
        r.expectWire(tag, Wire.Varint, at);
        scale = r.varint(end) << 24 >> 24;
        break;
      default:
        r.skip(tag, end);
    }
  }
  return decimalType(precision, scale);
}
