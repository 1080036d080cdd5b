import { type ArrowType, listType, mapType, structType, T, timestampType } from "./arrow_type.ts";
import { field } from "./field.ts";

/** A JavaScript value that no Arrow type holds beside the others; `row` is relative to the values given. */
export class ValueProblem extends Error {
  readonly row: number;
  /** What the value is. */
  readonly found: string;
  /** What it must be. */
  readonly must: string;
  constructor(row: number, found: string, must: string) {
    super(`row ${row} is ${found}, must be ${must}`);
    this.row = row;
    this.found = found;
    this.must = must;
  }
}

/** What kind of column a value makes; numbers and bigints are told apart until all are seen. */
type Kind = "boolean" | "number" | "bigint" | "string" | "date" | "binary" | "list" | "typed" | "struct" | "map";

const KIND_TEXT: { readonly [K in Kind]: string } = {
  boolean: "a boolean",
  number: "a number",
  bigint: "a bigint",
  string: "a string",
  date: "a Date",
  binary: "a Uint8Array",
  list: "an array",
  typed: "a typed array",
  struct: "an object",
  map: "a Map",
};

/** What the values seen so far have in common. */
export class Shape {
  private kind: Kind | undefined;
  /** Where the kind was first seen. */
  private since = 0;
  /** Among numbers: one that no Int64 holds exactly. Its row, for messages. */
  private fraction = -1;
  private sawBigint = -1;
  private low = 0n;
  private high = 0n;
  /** Items, or values of a Map. */
  private item: Shape | undefined;
  private key: Shape | undefined;
  private fields: Map<string, Shape> | undefined;
  private element: ArrowType | undefined;

  /** Takes one more value. @throws {ValueProblem} */
  add(value: unknown, row: number): void {
    if (value === null || value === undefined) return;
    switch (typeof value) {
      case "number":
        this.become(this.kind === "bigint" ? "bigint" : "number", row);
        if ((!Number.isSafeInteger(value) || Object.is(value, -0)) && this.fraction < 0) this.fraction = row;
        return this.checkNumbers(row);
      case "bigint":
        if (this.kind === "number") this.kind = "bigint";
        this.become("bigint", row);
        if (this.sawBigint < 0) this.sawBigint = row;
        if (value < this.low) this.low = value;
        if (value > this.high) this.high = value;
        if (this.low < INT64_MIN || this.high > UINT64_MAX || (this.low < 0n && this.high > INT64_MAX)) {
          throw new ValueProblem(row, `the bigint ${value}`, "in the range of Int64, or of UInt64 with all others");
        }
        return this.checkNumbers(row);
      case "boolean":
      case "string":
        return this.become(typeof value as "boolean" | "string", row);
      case "object":
        return this.addObject(value as object, row);
      default:
        throw new ValueProblem(row, `a ${typeof value}`, "a value that Arrow can hold");
    }
  }

  private become(kind: Kind, row: number): void {
    if (this.kind === undefined) {
      this.kind = kind;
      this.since = row;
    } else if (this.kind !== kind) {
      throw new ValueProblem(row, KIND_TEXT[kind], `${KIND_TEXT[this.kind]} like row ${this.since}`);
    }
  }

  private checkNumbers(row: number): void {
    if (this.fraction < 0 || this.sawBigint < 0) return;
    throw this.sawBigint === row
      ? new ValueProblem(row, "a bigint", `a number like row ${this.fraction}`)
      : new ValueProblem(row, "no safe whole number", `one, or a bigint like row ${this.sawBigint}`);
  }

  private addObject(value: object, row: number): void {
    if (value instanceof Date) {
      if (Number.isNaN(value.getTime())) throw new ValueProblem(row, "an invalid Date", "a moment in time");
      return this.become("date", row);
    }
    if (value instanceof Uint8Array || value instanceof ArrayBuffer) return this.become("binary", row);
    const element = elementType(value);
    if (element !== undefined) {
      this.become("typed", row);
      this.element ??= element;
      if (this.element !== element) {
        throw new ValueProblem(
          row,
          `a typed array of ${element.id}`,
          `one of ${this.element.id} like row ${this.since}`,
        );
      }
      return;
    }
    if (Array.isArray(value)) {
      this.become("list", row);
      const item = this.item ??= new Shape();
      for (const one of value) item.add(one, row);
      return;
    }
    if (value instanceof Map) {
      this.become("map", row);
      const key = this.key ??= new Shape();
      const item = this.item ??= new Shape();
      for (const [k, v] of value) {
        if (k === null || k === undefined) throw new ValueProblem(row, "a Map with a null key", "one without");
        key.add(k, row);
        item.add(v, row);
      }
      return;
    }
    if (!isPlain(value)) {
      const name = value.constructor?.name;
      throw new ValueProblem(row, name ? `an object of class ${name}` : "an exotic object", "a plain object");
    }
    this.become("struct", row);
    const fields = this.fields ??= new Map();
    for (const [name, one] of Object.entries(value)) {
      let shape = fields.get(name);
      if (shape === undefined) fields.set(name, shape = new Shape());
      shape.add(one, row);
    }
  }

  /** The type that holds all values seen; Null where there were none. */
  type(): ArrowType {
    switch (this.kind) {
      case undefined:
        return T.Null;
      case "boolean":
        return T.Boolean;
      case "number":
        return this.fraction >= 0 ? T.Float64 : T.Int64;
      case "bigint":
        return this.high > INT64_MAX ? T.UInt64 : T.Int64;
      case "string":
        return T.Utf8;
      case "date":
        return MICROSECONDS;
      case "binary":
        return T.Binary;
      case "list":
        return listType(field("item", this.item!.type()));
      case "typed":
        return listType(field("item", this.element!));
      case "struct":
        return structType([...this.fields!].map(([name, shape]) => field(name, shape.type())));
      case "map":
        return mapType(
          field(
            "entries",
            structType([field("key", this.key!.type(), false), field("value", this.item!.type())]),
            false,
          ),
        );
    }
  }
}

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;
const MICROSECONDS = timestampType("us");

/** What a typed array holds; undefined for anything else. A Uint8Array counts: as a column it is UInt8. */
export function elementType(value: unknown): ArrowType | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  return ELEMENTS[(value as { readonly [Symbol.toStringTag]?: string })[Symbol.toStringTag] ?? ""];
}

const ELEMENTS: Readonly<Record<string, ArrowType>> = {
  Int8Array: T.Int8,
  Int16Array: T.Int16,
  Int32Array: T.Int32,
  BigInt64Array: T.Int64,
  Uint8Array: T.UInt8,
  Uint8ClampedArray: T.UInt8,
  Uint16Array: T.UInt16,
  Uint32Array: T.UInt32,
  BigUint64Array: T.UInt64,
  Float16Array: T.Float16,
  Float32Array: T.Float32,
  Float64Array: T.Float64,
};

/** Whether an object is a plain one, of whatever realm. */
export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
