import { type SimpleTypeId, T } from "../arrow/mod.ts";

/** Field numbers of `ArrowType` for types without parameters. */
export const SIMPLE_TYPE_FIELDS: { readonly [K in SimpleTypeId]: number } = {
  Null: 1,
  Boolean: 2,
  UInt8: 3,
  Int8: 4,
  UInt16: 5,
  Int16: 6,
  UInt32: 7,
  Int32: 8,
  UInt64: 9,
  Int64: 10,
  Float16: 11,
  Float32: 12,
  Float64: 13,
  Utf8: 14,
  Binary: 15,
  Date32: 17,
  Date64: 18,
  LargeBinary: 31,
  LargeUtf8: 32,
  BinaryView: 34,
  Utf8View: 35,
};

/** Types without parameters by field number; holes elsewhere. */
export const SIMPLE_TYPE_OF_FIELD: readonly ((typeof T)[SimpleTypeId] | undefined)[] = (() => {
  const types: ((typeof T)[SimpleTypeId] | undefined)[] = new Array(64).fill(undefined);
  for (const [id, field] of Object.entries(SIMPLE_TYPE_FIELDS)) types[field] = T[id as SimpleTypeId];
  return types;
})();
