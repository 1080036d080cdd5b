/**
 * The value graph: bytes for any graph of JavaScript values, canonical and inert.
 *
 * ```text
 * graph   = version (1 byte), buffers, views, bytes of the buffers one after the other, value, padding
 * buffers = count { length }                            the parts of ArrayBuffers that views or captures reach
 * views   = count { kind buffer offset length }         in the order in which `view` values appear
 * value   = op …                                        pre-order; children follow their container
 * padding = zeros, as many as {@linkcode memoryOf} asks for; usually none
 * ```
 *
 * Every object, array, map, … takes the next number when it starts; `ref` names one that came before, so identity and
 * cycles survive. Every string but the empty one takes the next number of a second count; `stringRef` repeats one.
 */
export const GRAPH_VERSION = 1;

/** What a value starts with. Numbers are part of the wire format: never reuse one. */
export const Op = {
  undefined: 0x00,
  null: 0x01,
  false: 0x02,
  true: 0x03,
  /** Zigzag varint; integers below 2^47 in magnitude, not -0. */
  int: 0x04,
  float64: 0x05,
  /** varint(byte length * 2 + sign), magnitude, little-endian without leading zeros. */
  bigint: 0x06,
  utf8: 0x07,
  utf16: 0x08,
  stringRef: 0x09,
  /** `Symbol.for(key)`. */
  symbol: 0x0a,
  /** A well-known symbol by the name of its property on `Symbol`. */
  wellKnownSymbol: 0x0b,

  ref: 0x10,
  /** count { key value } */
  object: 0x11,
  /** The same without a prototype. */
  nullObject: 0x12,
  /** count { value } */
  array: 0x13,
  /** length, count of indices, count of named properties, { index value }, { key value } */
  sparseArray: 0x14,
  /** count { key value } */
  map: 0x15,
  set: 0x16,
  date: 0x17,
  /** source, flags, lastIndex */
  regexp: 0x18,
  url: 0x19,
  urlSearchParams: 0x1a,
  /** class, has message (0 or 1), message, count { key value } */
  error: 0x1b,
  /** The primitive inside. */
  boxed: 0x1c,
  /** Index into the buffers. */
  buffer: 0x1d,
  /** The next entry of the views. */
  view: 0x1e,
  /** flags, name, source, imports { local specifier exported }, capture names, property keys, values of both */
  function: 0x1f,
  /** tag, value */
  reduced: 0x20,
  /** A built-in by its path, for example `Math.max`. */
  builtIn: 0x21,
  /** Index into a table of live functions; only inside this process, never on the wire. */
  liveFunction: 0x22,
} as const;

/** A reader allocates at most this many bytes per byte of input … */
export const MEMORY_PER_BYTE = 16;
/** … and this many whatever the input. */
export const MEMORY_ALLOWANCE = 4096;

const MEMORY: Readonly<Record<number, number>> = {
  [Op.object]: 64,
  [Op.nullObject]: 200,
  [Op.array]: 48,
  [Op.sparseArray]: 64,
  [Op.map]: 200,
  [Op.set]: 200,
  [Op.date]: 80,
  [Op.regexp]: 160,
  [Op.url]: 600,
  [Op.urlSearchParams]: 300,
  [Op.error]: 700,
  [Op.boxed]: 48,
  [Op.buffer]: 160,
  [Op.view]: 160,
  [Op.function]: 700,
  [Op.reduced]: 100,
};

/**
 * Bytes that an engine needs, roughly, for an object that starts with this op. A Map takes 200 bytes of memory and two
 * of input: so that a reader may refuse inputs that would blow up, the writer pads a graph of nothing but such objects.
 *
 * @param entries of a map or set
 */
export function memoryOf(op: number, entries = 0): number {
  return (MEMORY[op] ?? 0) + entries * 32;
}

/** Kinds of views, by their number on the wire. */
export const VIEW_KINDS = [
  "Int8Array",
  "Uint8Array",
  "Uint8ClampedArray",
  "Int16Array",
  "Uint16Array",
  "Int32Array",
  "Uint32Array",
  "BigInt64Array",
  "BigUint64Array",
  "Float32Array",
  "Float64Array",
  "DataView",
  "Float16Array",
] as const;

/** Error classes, by their number on the wire. */
export const ERROR_CLASSES = [
  "Error",
  "EvalError",
  "RangeError",
  "ReferenceError",
  "SyntaxError",
  "TypeError",
  "URIError",
  "AggregateError",
  "DOMException",
] as const;

/** Symbols that every realm has and `Symbol.keyFor` does not know. */
export const WELL_KNOWN_SYMBOLS: readonly string[] = [
  "asyncIterator",
  "asyncDispose",
  "dispose",
  "hasInstance",
  "isConcatSpreadable",
  "iterator",
  "match",
  "matchAll",
  "replace",
  "search",
  "species",
  "split",
  "toPrimitive",
  "toStringTag",
  "unscopables",
];

/** Bits of a function's flags. */
export const FunctionFlag = {
  /** Its captures lead back to it, so it is made before them and bound after. */
  early: 1,
  arrow: 2,
  class: 4,
} as const;

/** A function inside a value graph, without the values that it captured. */
export interface FunctionRecord {
  readonly name: string;
  readonly source: string;
  readonly form: "function" | "arrow" | "class";
  readonly imports: readonly { readonly local: string; readonly specifier: string; readonly exported: string }[];
  readonly captureNames: readonly string[];
}

/** How values of a class that this room does not know travel. */
export interface ValueReducer {
  /** Names the reviver on the other side; part of the wire format. */
  readonly tag: string;
  /** Whether this reducer is for the value. Asked for every object and function, so it must be quick. */
  readonly test: (value: object) => boolean;
  /** What travels instead: any value that can, often a `Uint8Array`. */
  readonly reduce: (value: never) => unknown;
}

/** Tag → the way back. */
export type ValueRevivers = Readonly<Record<string, (reduced: unknown) => unknown>>;
