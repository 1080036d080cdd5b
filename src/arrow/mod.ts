/**
 * Arrow data: types, columns, scalars, batches; the only room that imports `apache-arrow`.
 *
 * - {@linkcode Column} is the one form in which data moves between kernels; it is read-only once made.
 * - Types are plain frozen data; what users pass (apache-arrow's classes) is converted at the door.
 * - Buffers come from `allocate.ts`: 64-byte aligned, padded by 64 bytes.
 *
 * May import: `errors`.
 */
export * from "./allocate.ts";
export * from "./arrow_source.ts";
export * from "./arrow_type.ts";
export * from "./bitmap.ts";
export type { ColumnBuilder } from "./base_builder.ts";
export { columnBuilder } from "./builder.ts";
export { itemField, type ListBuilder, type StructBuilder } from "./nested_builders.ts";
export { BytesBuilder } from "./value_builders.ts";
export * from "./column.ts";
export * from "./column_value.ts";
export * from "./concat_columns.ts";
export * from "./field.ts";
export * from "./fill_column.ts";
export * from "./float16.ts";
export * from "./from_apache.ts";
export * from "./from_values.ts";
export * from "./ipc.ts";
export { childFields, withChildFields } from "./ipc_schema.ts";
export * from "./layout.ts";
export * from "./make_column.ts";
export * from "./public_types.ts";
export * from "./retype_column.ts";
export * from "./scalar.ts";
export * from "./slice_column.ts";
export * from "./text_table.ts";
export * from "./to_apache.ts";
export * from "./to_values.ts";
export * from "./type_predicates.ts";
export * from "./type_text.ts";
export * from "./types_equal.ts";
export * from "./utf8.ts";
export * from "./validate.ts";
export * from "./wide.ts";
export * from "./arrow_values.ts";
export * from "./type_input.ts";
