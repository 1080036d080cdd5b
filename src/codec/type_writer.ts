import type { ArrowType } from "../arrow/mod.ts";
import { ArrowTypeSchema } from "../gen/datafusion_common/datafusion_common_pb.ts";
import { toProstBytes } from "./prost_bytes.ts";
import { SIMPLE_TYPE_FIELDS } from "./simple_types.ts";
import { typeToProto } from "./type_to_proto.ts";
import { TIME_UNITS } from "./wire_enums.ts";
import type { WireWriter } from "./wire_writer.ts";

const TIMESTAMP = (20 << 3) | 2;
const DECIMAL128 = (24 << 3) | 2;

/** Writes the contents of an `ArrowType`. */
export function writeType(w: WireWriter, type: ArrowType): void {
  switch (type.id) {
    case "Timestamp": {
      const { mark } = w;
      if (type.timezone !== null && type.timezone !== "") w.string(0x12, type.timezone);
      if (type.unit !== "s") w.uint32(0x08, TIME_UNITS.indexOf(type.unit));
      w.head(TIMESTAMP, mark);
      return;
    }
    case "Decimal128": {
      const { mark } = w;
      if (type.scale !== 0) w.int32(0x20, type.scale);
      if (type.precision !== 0) w.uint32(0x18, type.precision);
      w.head(DECIMAL128, mark);
      return;
    }
    default: {
      const field = SIMPLE_TYPE_FIELDS[type.id as keyof typeof SIMPLE_TYPE_FIELDS] as number | undefined;
      if (field === undefined) w.raw(toProstBytes(ArrowTypeSchema, typeToProto(type)));
      else w.head((field << 3) | 2, w.mark);
    }
  }
}
