import type { ArrowType } from "./arrow_type.ts";
import type { ColumnBuilder } from "./base_builder.ts";
import { layoutOf } from "./layout.ts";
import { DictionaryBuilder, FixedListBuilder, ListBuilder, StructBuilder, UnionBuilder } from "./nested_builders.ts";
import {
  BooleanBuilder,
  BytesBuilder,
  FixedBytesBuilder,
  NullBuilder,
  PrimitiveBuilder,
  WideBuilder,
} from "./value_builders.ts";

/** A builder for columns of `type`. */
export function columnBuilder(type: ArrowType): ColumnBuilder {
  switch (layoutOf(type)) {
    case "null":
      return new NullBuilder(type);
    case "boolean":
      return new BooleanBuilder(type);
    case "primitive":
      return new PrimitiveBuilder(type);
    case "wide":
      return new WideBuilder(type);
    case "bytes":
      return new BytesBuilder(type);
    case "fixedBytes":
      return new FixedBytesBuilder(type);
    case "list":
      return new ListBuilder(type, columnBuilder);
    case "fixedList":
      return new FixedListBuilder(type, columnBuilder);
    case "struct":
      return new StructBuilder(type, columnBuilder);
    case "dictionary":
      return new DictionaryBuilder(type, columnBuilder);
    case "union":
      return new UnionBuilder(type, columnBuilder);
  }
}
