import {
  type ArrowType,
  childFields,
  type Column,
  decodeBatchMessage,
  encodeBatchMessage,
  field,
  isValidAt,
  nullColumn,
  type Scalar,
  scalar,
  sliceColumn,
  typeText,
} from "../arrow/mod.ts";
import { DecodeError, EncodeError, FusewireError } from "../errors.ts";

/** A list, struct or map as it travels: one record batch of one row and one column. */
export interface NestedWire {
  readonly ipcMessage: Uint8Array;
  readonly arrowData: Uint8Array;
  readonly dictionaries: readonly { readonly ipcMessage: Uint8Array; readonly arrowData: Uint8Array }[];
}

/** DataFusion calls the column so. */
export const NESTED_FIELD_NAME = "field_name";

// What a scalar came as is kept: other writers lay a batch out otherwise, and decoding then encoding must change nothing.
const received = new WeakMap<Scalar, NestedWire>();

/** The batch of a nested scalar: the one it came with, else as the Rust library writes it. */
export function nestedWire(value: Scalar): NestedWire {
  const known = received.get(value);
  if (known !== undefined) return known;
  const column = (value.value as Column | null) ?? nullRow(value.type);
  const { message, body, dictionaries } = encodeBatchMessage([column], 1);
  const wire = {
    ipcMessage: message,
    arrowData: body,
    dictionaries: dictionaries.map((d) => ({ ipcMessage: d.message, arrowData: d.body })),
  };
  received.set(value, wire);
  return wire;
}

/** One null of a type. A null of a fixed-size list has all its items, so the type says how much memory that takes. */
function nullRow(type: ArrowType): Column {
  if (!(rowsOfNull(type) <= MAX_NULL_ROWS)) {
    throw new EncodeError({
      message: `Cannot encode null of type ${typeText(type)}: it takes more than ${MAX_NULL_ROWS} items, ` +
        "must take fewer",
    });
  }
  return nullColumn(type, 1);
}

const MAX_NULL_ROWS = 1_000_000;

function rowsOfNull(type: ArrowType): number {
  if (type.id === "FixedSizeBinary") return type.byteWidth >= 0 ? Math.max(1, type.byteWidth) : NaN;
  if (type.id === "FixedSizeList") return type.size >= 0 ? Math.max(1, type.size * rowsOfNull(type.item.type)) : NaN;
  return childFields(type).reduce((sum, child) => sum + rowsOfNull(child.type), 1);
}

/** A nested scalar from its batch; `wire` is kept, so it must be the caller's own copy. @throws {DecodeError} */
export function nestedScalar(type: ArrowType, wire: NestedWire): Scalar {
  let column: Column | undefined;
  try {
    column = decodeBatchMessage([field(NESTED_FIELD_NAME, type)], {
      message: wire.ipcMessage,
      body: wire.arrowData,
      dictionaries: wire.dictionaries.map((d) => ({ message: d.ipcMessage, body: d.arrowData })),
    }).columns[0];
  } catch (cause) {
    const problem = cause instanceof FusewireError ? cause.rawMessage : String(cause);
    throw new DecodeError({ message: `Cannot decode literal of type ${type.id}: ${problem}`, cause });
  }
  if (column === undefined || column.length === 0) {
    throw new DecodeError({ message: `Cannot decode literal of type ${type.id}: its batch has no row, must have one` });
  }
  const bodies = wire.dictionaries.reduce((sum, { arrowData }) => sum + arrowData.length, wire.arrowData.length);
  const limit = 8 * bodies + FREE_ROWS;
  const longest = longestColumn(column);
  if (longest > limit) {
    throw new DecodeError({
      message: `Cannot decode literal of type ${type.id}: it claims ${longest} items in ${bodies} bytes`,
    });
  }
  const row = column.length === 1 ? column : sliceColumn(column, 0, 1);
  const result = scalar(type, isValidAt(row, 0) ? row : null);
  if (column.length === 1) received.set(result, wire);
  return result;
}

/** Rows that need no bytes: nulls, empty structs, lists of no items. */
const FREE_ROWS = 1024;

/** The most rows of the column and everything inside: columns without storage can claim any number. */
function longestColumn(column: Column): number {
  switch (column.layout) {
    case "list":
    case "fixedList":
      return Math.max(column.length, longestColumn(column.child));
    case "struct":
    case "union":
      return Math.max(column.length, ...column.children.map(longestColumn));
    case "dictionary":
      return Math.max(column.length, longestColumn(column.dictionary));
    default:
      return column.length;
  }
}
