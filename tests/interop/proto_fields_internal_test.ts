import { type DescField, type DescFile, type DescMessage, ScalarType } from "@bufbuild/protobuf";
import { assertEquals } from "@std/assert";
import { file_datafusion_datafusion } from "../../src/gen/datafusion/datafusion_pb.ts";
import { file_datafusion_physical } from "../../src/gen/datafusion/physical_pb.ts";
import { file_datafusion_common_datafusion_common } from "../../src/gen/datafusion_common/datafusion_common_pb.ts";
import { testWith } from "../support/test_with.ts";
import { findPython, runScript } from "./python.ts";

const FILES = [file_datafusion_datafusion, file_datafusion_physical, file_datafusion_common_datafusion_common];

testWith("Python: proto/ has the fields, numbers and wire types of DataFusion 55", findPython(), (python) => {
  const messages = Object.fromEntries(
    FILES.flatMap(messagesOf).map((message) => [message.typeName, message.fields.map(fact)]),
  );
  const roots = { "datafusion.LogicalPlanNode": "logical", "datafusion.PhysicalPlanNode": "physical" };
  const report = JSON.parse(runScript(python, "proto_fields.py", JSON.stringify({ messages, roots })));

  assertEquals(report.differences, [
    "datafusion.ListingTableScanNode.collect_stat = 8: unknown to DataFusion",
    "datafusion.ListingTableScanNode.target_partitions = 9: unknown to DataFusion",
  ]);
  // Messages that no plan refers to: there is no way to ask for them.
  assertEquals(Object.keys(messages).filter((name) => !report.walked.includes(name)).sort(), [
    "datafusion.ColumnUnnestListRecursions",
    "datafusion.FileFormatProto",
    "datafusion.FixedSizeBinary",
    "datafusion.ListIndex",
    "datafusion.ListRange",
    "datafusion.LogicalExprNodeCollection",
    "datafusion.MaybePhysicalSortExprs",
    "datafusion.NamedStructField",
    "datafusion.PartitionStats",
    "datafusion.PhysicalAliasNode",
    "datafusion.PhysicalDateTimeIntervalExprNode",
    "datafusion.SelectionExecNode",
    "datafusion_common.ArrowOptions",
    "datafusion_common.AvroOptions",
  ]);
  return Promise.resolve();
});

function messagesOf({ messages }: DescFile | DescMessage["file"]): readonly DescMessage[] {
  const all = (message: DescMessage): readonly DescMessage[] => [message, ...message.nestedMessages.flatMap(all)];
  return messages.flatMap(all);
}

/** A field as proto_fields.py reads it. */
function fact(field: DescField) {
  return {
    number: field.number,
    name: field.name,
    wire: wireType(field),
    message: field.message?.typeName ?? null,
    isMap: field.fieldKind === "map",
    oneof: field.oneof !== undefined,
  };
}

/** The wire type of one value; DataFusion takes numbers unpacked too. */
function wireType({ scalar, enum: enumType }: DescField): number {
  if (enumType !== undefined) return 0;
  switch (scalar) {
    case undefined:
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return 2;
    case ScalarType.DOUBLE:
      return 1;
    case ScalarType.FLOAT:
      return 5;
    default:
      return 0;
  }
}
