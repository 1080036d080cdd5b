/**
 * Arrow data: types, columns, scalars, batches; the only room that imports `apache-arrow`.
 *
 * - {@linkcode Column} is the one form in which data moves between kernels; it is read-only once made.
 * - Types are plain frozen data; what users pass (apache-arrow's classes) is converted at the door.
 * - Buffers come from `allocate.ts`: 64-byte aligned, padded by 64 bytes.
 *
 * May import: `errors`.
 */
export {
  type Allocator,
  heapAllocator,
  int32Words,
  newBytes,
  newFloat32,
  newFloat64,
  newInt16,
  newInt32,
  newInt64,
  newInt8,
  newUint16,
  newUint32,
  newUint64,
  paddedLength,
  PADDING_BYTES,
  type Region,
  setAllocator,
} from "./allocate.ts";
export {
  type ApacheSchema,
  type ArrowSource,
  batchesFromArrow,
  batchesToIpc,
  batchFromColumns,
  batchFromRows,
  columnFromInput,
  type ColumnInput,
  type ColumnsInput,
  type RecordBatch,
  type Table,
} from "./arrow_source.ts";
export {
  type ArrowType,
  type DecimalType,
  decimalType,
  type DecimalTypeId,
  type DictionaryType,
  dictionaryType,
  type DurationType,
  durationType,
  type FixedSizeBinaryType,
  fixedSizeBinaryType,
  type FixedSizeListType,
  fixedSizeListType,
  type IntervalType,
  intervalType,
  type IntervalUnit,
  type ListType,
  listType,
  type ListTypeId,
  type MapType,
  mapType,
  MAX_PRECISION,
  type RunEndEncodedType,
  type SimpleType,
  type SimpleTypeId,
  type StructType,
  structType,
  T,
  type TimestampType,
  timestampType,
  type TimeType,
  timeType,
  type TimeUnit,
  type TypeId,
  type UnionType,
} from "./arrow_type.ts";
export {
  arrowExport,
  arrowExportName,
  arrowValueFromBytes,
  type ArrowValueKind,
  arrowValueKind,
  arrowValueToBytes,
} from "./arrow_values.ts";
export {
  andBits,
  andNotBits,
  andValidity,
  bitIndices,
  bitmapBytes,
  clearBit,
  clearTail,
  copyBits,
  copyBitsInto,
  countBits,
  equalBits,
  fillBits,
  getBit,
  newBitmap,
  newBitmapOnes,
  notBits,
  orBits,
  popcount32,
  setBit,
  sliceBits,
  xorBits,
} from "./bitmap.ts";
export type { ColumnBuilder } from "./base_builder.ts";
export { columnBuilder } from "./builder.ts";
export type {
  Batch,
  BooleanColumn,
  BytesColumn,
  Column,
  ColumnBase,
  DictionaryColumn,
  FixedBytesColumn,
  FixedListColumn,
  ListColumn,
  NullColumn,
  PrimitiveColumn,
  PrimitiveValues,
  StructColumn,
  UnionColumn,
  WideColumn,
} from "./column.ts";
export { columnValue, isValidAt, listItems, scalarAt, unionChild } from "./column_value.ts";
export { concatBatches, concatColumns } from "./concat_columns.ts";
export { type Field, field, type Metadata, type Schema, schema } from "./field.ts";
export { datumToColumn, emptyColumn, nullColumn, repeatRow, scalarToColumn } from "./fill_column.ts";
export { float16ToNumber, numberToFloat16 } from "./float16.ts";
export {
  fromApacheBatch,
  fromApacheData,
  fromApacheField,
  fromApacheSchema,
  fromApacheTable,
  fromApacheType,
  fromApacheVector,
  isApacheBatch,
  isApacheData,
  isApacheTable,
  isApacheType,
  isApacheVector,
} from "./from_apache.ts";
export { columnFromTyped, columnFromValues, scalarFromValue } from "./from_values.ts";
export {
  type BatchMessage,
  decodeBatchMessage,
  encodeBatchMessage,
  type EncodedBatch,
  type IpcContents,
  type IpcReadOptions,
  readIpc,
  readIpcSchema,
  schemaFromBytes,
  schemaToBytes,
  writeIpcStream,
} from "./ipc.ts";
export { childFields, withChildFields } from "./ipc_schema.ts";
export { layoutOf, newValues, newValuesLike, type PrimitiveKind, primitiveKind, strideOf } from "./layout.ts";
export {
  batch,
  booleanColumn,
  bytesColumn,
  dictionaryColumn,
  fixedBytesColumn,
  fixedListColumn,
  listColumn,
  nullTypeColumn,
  primitiveColumn,
  structColumn,
  unionChildOf,
  unionColumn,
  utf8FromStrings,
  wideColumn,
} from "./make_column.ts";
export { itemField, type ListBuilder, type StructBuilder } from "./nested_builders.ts";
export { toArrowType, type TypeOrField, types } from "./public_types.ts";
export { retypeColumn } from "./retype_column.ts";
export {
  type Datum,
  type IntervalValue,
  isScalar,
  type Scalar,
  scalar,
  type ScalarData,
  type WrappedScalar,
} from "./scalar.ts";
export { sliceBatch, sliceColumn } from "./slice_column.ts";
export { displayWidth, escapeHtml, htmlTable, textTable } from "./text_table.ts";
export {
  toApacheBatch,
  toApacheData,
  toApacheField,
  toApacheSchema,
  toApacheTable,
  toApacheType,
  toApacheVector,
} from "./to_apache.ts";
export { columnsOf, type ColumnsOptions, columnToValues, decimalText, rowsOf } from "./to_values.ts";
export { type FieldInput, toField, type TypeInput } from "./type_input.ts";
export {
  bitWidth,
  isBinary,
  isDecimal,
  isFloat,
  isInteger,
  isList,
  isNested,
  isNumeric,
  isSignedInteger,
  isString,
  isTemporal,
  isUnsignedInteger,
  unitsPerSecond,
} from "./type_predicates.ts";
export { quoted, typeText } from "./type_text.ts";
export {
  fieldsEqual,
  LAYOUT_ONLY,
  metadataEqual,
  schemasEqual,
  type TypeComparison,
  typesEqual,
} from "./types_equal.ts";
export { decodeUtf8, decodeUtf8Strict, encodeUtf8, encodeUtf8Into, invalidUtf8At } from "./utf8.ts";
export { validateColumn, type ValidateOptions } from "./validate.ts";
export { BytesBuilder } from "./value_builders.ts";
export { decimalValue, readInterval, readWide, writeInterval, writeWide } from "./wide.ts";
