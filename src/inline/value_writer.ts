import { UdfCaptureError } from "../errors.ts";
import { BufferTable, viewKind } from "./buffer_table.ts";
import { builtInPath } from "./built_ins.ts";
import { ByteWriter } from "./byte_writer.ts";
import { type AnyFunction, refuseFunction } from "./function_source.ts";
import { ReducedValue } from "./reduced_value.ts";
import { isSecret } from "./secret.ts";
import { type Refusal, refuseObject } from "./refusal.ts";
import { ERROR_CLASSES, FunctionFlag, GRAPH_VERSION, memoryOf, Op, WELL_KNOWN_SYMBOLS } from "./value_format.ts";
import { errorClassOf, hasBrand, isDense, isDetached, isForeignBuiltIn, isModule } from "./value_brands.ts";
import type { WriteOptions, WrittenValue } from "./value_options.ts";
import { joinPath, mapStep, propertyStep } from "./value_path.ts";

/** A container whose children are still to be written. */
interface Frame {
  readonly container: object;
  readonly values: readonly unknown[];
  /** Keys to write before each value; absent where children have none. */
  readonly keys: readonly (string | symbol | number)[] | undefined;
  readonly step: (index: number, frame: Frame) => string;
  next: number;
  /** Position of a function's flags, to be changed if its captures lead back to it. */
  readonly flagsAt: number;
  readonly tag: string | undefined;
}

/**
 * Writes a value graph. Objects are walked with a stack of our own, so depth is limited by memory only.
 *
 * @throws {UdfCaptureError} for the first value that cannot travel, with the path to it
 */
export function writeValue(value: unknown, options: WriteOptions = {}): WrittenValue {
  return new ValueWriter(options).write(value);
}

class ValueWriter {
  readonly #out = new ByteWriter();
  readonly #buffers = new BufferTable();
  readonly #ids = new Map<object, number>();
  readonly #strings = new Map<string, number>();
  readonly #frames: Frame[] = [];
  /** Frames of functions and reduced values, which are made after their children, by what they stand for. */
  readonly #open = new Map<object, Frame>();
  readonly #options: WriteOptions;
  /** What the reader will need, in bytes; see {@linkcode memoryOf}. */
  #memory = 0;
  /** Index of the root's entry that is being written. */
  #owner = -1;

  constructor(options: WriteOptions) {
    this.#options = options;
  }

  write(value: unknown): WrittenValue {
    const starts: number[] = [];
    this.#value(value);
    const root = this.#frames[0];
    for (let frame = root; frame; frame = this.#frames.at(-1)) {
      if (frame.next === frame.values.length) {
        this.#frames.pop();
        this.#open.delete(frame.container);
        continue;
      }
      const at = frame.next++;
      if (frame === root) {
        this.#owner = at;
        starts.push(this.#out.length);
      }
      if (frame.keys) this.#key(frame.keys[at]!);
      this.#value(frame.values[at]);
    }
    starts.push(this.#out.length);
    return {
      bytes: this.#buffers.assemble(GRAPH_VERSION, this.#out.written(), this.#memory),
      sizes: this.#sizes(root, starts),
    };
  }

  #sizes(root: Frame | undefined, starts: readonly number[]): Map<string, number> {
    const sizes = new Map<string, number>();
    const buffers = this.#buffers.sizesByOwner();
    root?.keys?.forEach((key, i) => {
      sizes.set(String(key), starts[i + 1]! - starts[i]! + (buffers.get(i) ?? 0));
    });
    return sizes;
  }

  #value(value: unknown): void {
    switch (typeof value) {
      case "undefined":
        return this.#out.byte(Op.undefined);
      case "boolean":
        return this.#out.byte(value ? Op.true : Op.false);
      case "number":
        return this.#number(value);
      case "bigint":
        return this.#bigint(value);
      case "string":
        return this.#string(value);
      case "symbol":
        return this.#symbol(value);
      case "object":
        return value === null ? this.#out.byte(Op.null) : this.#object(value);
      case "function":
        return this.#object(value);
    }
  }

  #number(value: number): void {
    if (Number.isInteger(value) && Math.abs(value) < INT_LIMIT && !Object.is(value, -0)) {
      this.#out.byte(Op.int);
      this.#out.varint(value < 0 ? -2 * value - 1 : 2 * value);
    } else {
      this.#out.byte(Op.float64);
      this.#out.float64(value);
    }
  }

  #bigint(value: bigint): void {
    const hex = (value < 0n ? -value : value).toString(16);
    const length = value === 0n ? 0 : Math.ceil(hex.length / 2);
    this.#out.byte(Op.bigint);
    this.#out.varint(length * 2 + (value < 0n ? 1 : 0));
    for (let end = hex.length, i = 0; i < length; i++, end -= 2) {
      this.#out.byte(parseInt(hex.slice(Math.max(0, end - 2), end), 16));
    }
  }

  #string(value: string): void {
    if (value === "") {
      this.#out.byte(Op.utf8);
      return this.#out.varint(0);
    }
    const known = this.#strings.get(value);
    if (known !== undefined) {
      this.#out.byte(Op.stringRef);
      return this.#out.varint(known);
    }
    this.#strings.set(value, this.#strings.size);
    const isWellFormed = !LONE_SURROGATE.test(value);
    this.#out.byte(isWellFormed ? Op.utf8 : Op.utf16);
    if (isWellFormed) this.#out.utf8(value);
    else this.#out.utf16(value);
  }

  #symbol(value: symbol): void {
    const key = Symbol.keyFor(value);
    if (key !== undefined) {
      this.#out.byte(Op.symbol);
      return this.#string(key);
    }
    const name = WELL_KNOWN_SYMBOLS.find((known) => (Symbol as unknown as Record<string, unknown>)[known] === value);
    if (name === undefined) {
      this.#refuse({
        what: `the symbol ${String(value)}, which exists in this realm only`,
        remedy: `use Symbol.for(${JSON.stringify(value.description ?? "name")})`,
      });
    }
    this.#out.byte(Op.wellKnownSymbol);
    this.#string(name);
  }

  #key(key: string | symbol | number): void {
    if (typeof key === "string") this.#string(key);
    else if (typeof key === "symbol") this.#symbol(key);
    else this.#out.varint(key);
  }

  #object(value: object): void {
    const known = this.#ids.get(value instanceof ReducedValue ? value.origin : value);
    if (known !== undefined) return this.#ref(value, known);
    if (isSecret(value)) this.#refuse(refuseObject(value));
    if (value instanceof ReducedValue) return this.#reduced(value.origin, value.tag, value.reduced);
    const reducer = this.#options.reducers?.find(({ test }) => test(value));
    if (reducer) return this.#reduced(value, reducer.tag, reducer.reduce(value as never));
    if (typeof value === "function") return this.#function(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (Array.isArray(value) && (prototype === Array.prototype || isForeignBuiltIn(prototype, "Array"))) {
      return this.#array(value);
    }
    if (prototype === Object.prototype) {
      // Math, JSON and the like are objects without a class.
      const path = builtInPath(value);
      return path === undefined ? this.#plain(value, Op.object) : this.#builtIn(value, path);
    }
    if (prototype === null && !isModule(value)) return this.#plain(value, Op.nullObject);
    const write = BY_PROTOTYPE.get(prototype as object);
    if (write && hasBrand(value, prototype as object)) return write.call(this, value as never);
    if (ArrayBuffer.isView(value)) return this.#view(value);
    const errorClass = errorClassOf(value, prototype as object);
    if (errorClass >= 0) return this.#error(value as Error, errorClass);
    if (isForeignBuiltIn(prototype, "Object")) return this.#plain(value, Op.object);
    const path = builtInPath(value);
    if (path !== undefined) return this.#builtIn(value, path);
    this.#refuse(refuseObject(value));
  }

  #begin(value: object, op: number, entries = 0): void {
    this.#ids.set(value, this.#ids.size);
    this.#out.byte(op);
    // Buffers and views are counted by their tables.
    if (op !== Op.buffer && op !== Op.view) this.#memory += memoryOf(op, entries);
  }

  #push(
    container: object,
    values: readonly unknown[],
    keys: Frame["keys"],
    step: Frame["step"],
    more: { flagsAt?: number; tag?: string } = {},
  ): void {
    // Pushed even where it is empty: the root's frame tells that the root is an object.
    const frame: Frame = { container, values, keys, step, next: 0, flagsAt: more.flagsAt ?? -1, tag: more.tag };
    this.#frames.push(frame);
    if (frame.flagsAt >= 0 || frame.tag !== undefined) this.#open.set(container, frame);
  }

  #ref(value: object, id: number): void {
    const open = this.#open.get(value instanceof ReducedValue ? value.origin : value);
    if (open?.tag !== undefined) {
      this.#refuse({
        what: `part of itself: "${open.tag}" values cannot contain themselves`,
        remedy: "capture the parts separately",
      });
    }
    if (open) this.#out.patch(open.flagsAt, this.#out.written()[open.flagsAt]! | FunctionFlag.early);
    this.#out.byte(Op.ref);
    this.#out.varint(id);
  }

  #plain(value: object, op: number): void {
    const { keys, values } = this.#entries(value, () => true);
    this.#begin(value, op);
    this.#out.varint(keys.length);
    this.#push(value, values, keys, keyStep);
  }

  #array(value: unknown[]): void {
    if (isDense(value)) {
      // Elements are read, not described: a descriptor each would take a third of a second per million of them.
      const values = value.slice();
      this.#begin(value, Op.array);
      this.#out.varint(values.length);
      return this.#push(value, values, undefined, indexStep);
    }
    const all = this.#entries(value, () => true);
    const isIndex = (key: string | symbol): boolean =>
      typeof key === "string" && /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 0xffffffff;
    const indices = all.keys.filter(isIndex).length;
    this.#begin(value, Op.sparseArray);
    this.#out.varint(value.length);
    this.#out.varint(indices);
    this.#out.varint(all.keys.length - indices);
    // Own keys list indices first, ascending.
    const keysOut = all.keys.map((key, i) => i < indices ? Number(key) : key);
    this.#push(value, all.values, keysOut, keyStep);
  }

  /** Own enumerable properties in their order; accessors are refused, never run. */
  #entries(
    value: object,
    take: (key: string | symbol) => boolean,
  ): { keys: (string | symbol)[]; values: unknown[] } {
    const keys: (string | symbol)[] = [];
    const values: unknown[] = [];
    for (const key of Reflect.ownKeys(value)) {
      if (!take(key)) continue;
      const property = Object.getOwnPropertyDescriptor(value, key);
      if (!property?.enumerable) continue;
      if (property.get || property.set) this.#refuseAccessor(key);
      keys.push(key);
      values.push(property.value);
    }
    return { keys, values };
  }

  #refuseAccessor(key: PropertyKey): never {
    this.#refuse(
      {
        what: "an accessor property (get or set)",
        remedy: "capture the value that it gives, or a class with the accessor",
      },
      propertyStep(key),
    );
  }

  map(value: Map<unknown, unknown>): void {
    const values: unknown[] = [];
    for (const [key, item] of MAP_ENTRIES.call(value)) values.push(key, item);
    this.#begin(value, Op.map, values.length / 2);
    this.#out.varint(values.length / 2);
    this.#push(value, values, undefined, (at, { values }) => at % 2 ? mapStep(values[at - 1]) : `.keys()[${at / 2}]`);
  }

  set(value: Set<unknown>): void {
    const values: unknown[] = [...SET_VALUES.call(value)];
    this.#begin(value, Op.set, values.length);
    this.#out.varint(values.length);
    this.#push(value, values, undefined, (at) => `.values()[${at}]`);
  }

  date(value: Date): void {
    this.#begin(value, Op.date);
    this.#out.float64(DATE_TIME.call(value));
  }

  regexp(value: RegExp): void {
    this.#begin(value, Op.regexp);
    this.#string(value.source);
    this.#string(value.flags);
    this.#out.varint(value.lastIndex >>> 0);
  }

  url(value: URL): void {
    this.#begin(value, Op.url);
    this.#string(value.href);
  }

  urlSearchParams(value: URLSearchParams): void {
    this.#begin(value, Op.urlSearchParams);
    this.#string(value.toString());
  }

  boxed(value: object): void {
    this.#begin(value, Op.boxed);
    this.#value(value.valueOf());
  }

  buffer(value: ArrayBuffer): void {
    if (isDetached(value)) this.#refuse(DETACHED);
    this.#begin(value, Op.buffer);
    this.#out.varint(this.#buffers.addBuffer(value, this.#owner));
  }

  #view(value: ArrayBufferView): void {
    const kind = viewKind(value);
    if (kind === undefined) this.#refuse(refuseObject(value));
    const { buffer } = value;
    if (!(buffer instanceof ArrayBuffer)) this.#refuse(refuseObject(buffer));
    if (isDetached(buffer)) this.#refuse(DETACHED);
    this.#begin(value, Op.view);
    this.#buffers.addView(value as ArrayBufferView<ArrayBuffer>, kind, this.#owner);
  }

  #error(value: Error, errorClass: number): void {
    // Stacks name paths of this machine, and differ from run to run: they stay here.
    const { keys, values } = this.#entries(
      value,
      (key) => key !== "stack" && key !== "message" && !ERROR_KEYS.has(key),
    );
    for (const key of ERROR_KEYS) {
      const property = Object.getOwnPropertyDescriptor(value, key);
      if (!property || property.get) continue;
      keys.push(key);
      values.push(property.value);
    }
    this.#begin(value, Op.error);
    this.#out.byte(errorClass);
    const isException = ERROR_CLASSES[errorClass] === "DOMException";
    const message: unknown = isException ? value.message : Object.getOwnPropertyDescriptor(value, "message")?.value;
    this.#out.byte(message === undefined ? 0 : 1);
    if (message !== undefined) this.#string(String(message));
    // The name of a DOMException belongs to its identity; its code follows from it.
    const shownKeys = isException ? ["name"] : keys;
    this.#out.varint(shownKeys.length);
    this.#push(value, isException ? [value.name] : values, shownKeys, keyStep);
  }

  #builtIn(value: object, path: string): void {
    this.#begin(value, Op.builtIn);
    this.#string(path);
  }

  #reduced(value: object, tag: string, reduced: unknown): void {
    this.#begin(value, Op.reduced);
    this.#string(tag);
    this.#push(value, [reduced], undefined, () => "", { tag });
  }

  #function(value: AnyFunction): void {
    const path = builtInPath(value);
    if (path !== undefined) return this.#builtIn(value, path);
    const { liveFunctions, describeFunction } = this.#options;
    if (liveFunctions) {
      this.#begin(value, Op.liveFunction);
      this.#out.varint(liveFunctions.length);
      liveFunctions.push(value);
      return;
    }
    if (!describeFunction) this.#refuse({ what: "a function", remedy: "pass plain data" });
    const refusal = refuseFunction(value);
    if (refusal) this.#refuse(refusal);
    const { record, captures } = describeFunction(value, () => this.#path());
    // A class starts anew where it travels: its static members are in its source, what was added to them stays here.
    const own = record.form === "class" ? { keys: [], values: [] } : this.#entries(value, (key) => key !== "prototype");
    this.#begin(value, Op.function);
    const flagsAt = this.#out.length;
    this.#out.byte(record.form === "arrow" ? FunctionFlag.arrow : record.form === "class" ? FunctionFlag.class : 0);
    this.#string(record.name);
    this.#string(record.source);
    this.#out.varint(record.imports.length);
    for (const { local, specifier, exported } of record.imports) {
      this.#string(local);
      this.#string(specifier);
      this.#string(exported);
    }
    this.#out.varint(record.captureNames.length);
    for (const name of record.captureNames) this.#string(name);
    this.#out.varint(own.keys.length);
    for (const key of own.keys) this.#key(key);
    const step = (at: number): string =>
      at < captures.length
        ? `.captures${propertyStep(record.captureNames[at]!)}`
        : propertyStep(own.keys[at - captures.length]!);
    this.#push(value, [...captures, ...own.values], undefined, step, { flagsAt });
  }

  #path(last?: string): string {
    const steps = this.#frames.map((frame) => frame.step(frame.next - 1, frame));
    if (last !== undefined) steps.push(last);
    return joinPath(this.#options.root ?? "value", steps);
  }

  #refuse({ what, remedy }: Refusal, lastStep?: string): never {
    const { subject = "value", udf = "" } = this.#options;
    const path = this.#path(lastStep);
    throw new UdfCaptureError({
      message: `Cannot ship ${subject}: ${path} is ${what}, must be a value that can be copied into bytes`,
      udf,
      path,
      remedy,
    });
  }

  static byPrototype(): Map<object, (this: ValueWriter, value: never) => void> {
    const writers = new Map<object, (this: ValueWriter, value: never) => void>([
      [Map.prototype, this.prototype.map],
      [Set.prototype, this.prototype.set],
      [Date.prototype, this.prototype.date],
      [RegExp.prototype, this.prototype.regexp],
      [URL.prototype, this.prototype.url],
      [URLSearchParams.prototype, this.prototype.urlSearchParams],
      [ArrayBuffer.prototype, this.prototype.buffer],
    ]);
    for (const boxed of [Number, String, Boolean, BigInt, Symbol]) writers.set(boxed.prototype, this.prototype.boxed);
    return writers;
  }
}

/** Integers below are shorter as varints than as floats. */
const INT_LIMIT = 2 ** 47;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ERROR_KEYS: ReadonlySet<string | symbol> = new Set(["name", "cause", "errors"]);
const DETACHED: Refusal = {
  what: "a buffer that was transferred and is empty now",
  remedy: "capture it before it is transferred",
};

const MAP_ENTRIES = Map.prototype.entries;
const SET_VALUES = Set.prototype.values;
const DATE_TIME = Date.prototype.getTime;
const BY_PROTOTYPE = ValueWriter.byPrototype();

const keyStep = (at: number, frame: Frame): string => propertyStep(frame.keys![at]!);
const indexStep = (at: number): string => `[${at}]`;
