import { create } from "@bufbuild/protobuf";
import { EncodeError } from "../errors.ts";
import type { TableReference } from "../expr/mod.ts";
import { type TableReference as TableReferenceProto, TableReferenceSchema } from "../gen/datafusion/datafusion_pb.ts";
import { missing } from "./type_from_proto.ts";

/** A table's name as `datafusion.TableReference`. @throws {EncodeError} unless it has one to three parts */
export function tableReferenceToProto(reference: TableReference): TableReferenceProto {
  const [first = "", second = "", third = ""] = reference;
  switch (reference.length) {
    case 1:
      return create(TableReferenceSchema, { tableReferenceEnum: { case: "bare", value: { table: first } } });
    case 2:
      return create(TableReferenceSchema, {
        tableReferenceEnum: { case: "partial", value: { schema: first, table: second } },
      });
    case 3:
      return create(TableReferenceSchema, {
        tableReferenceEnum: { case: "full", value: { catalog: first, schema: second, table: third } },
      });
    default:
      throw new EncodeError({
        message: `Cannot encode table name "${
          reference.join(".")
        }": it has ${reference.length} parts, must have 1 to 3`,
      });
  }
}

/** A table's name from `datafusion.TableReference`. @throws {DecodeError} if it is empty */
export function tableReferenceFromProto(proto: TableReferenceProto): TableReference {
  const { tableReferenceEnum: chosen } = proto;
  switch (chosen.case) {
    case undefined:
      throw missing("table_reference_enum");
    case "bare":
      return Object.freeze([chosen.value.table]);
    case "partial":
      return Object.freeze([chosen.value.schema, chosen.value.table]);
    case "full":
      return Object.freeze([chosen.value.catalog, chosen.value.schema, chosen.value.table]);
  }
}
