import { type ReadBuffers, readBuffers } from "./buffer_table.ts";
import { builtInAt } from "./built_ins.ts";
import { ByteReader } from "./byte_reader.ts";
import type { AnyFunction } from "./function_source.ts";
import {
  ERROR_CLASSES,
  FunctionFlag,
  type FunctionRecord,
  GRAPH_VERSION,
  MEMORY_ALLOWANCE,
  MEMORY_PER_BYTE,
  memoryOf,
  Op,
  WELL_KNOWN_SYMBOLS,
} from "./value_format.ts";
import { inertFunctions, type ReadOptions } from "./value_options.ts";

/**
 * Reads a value graph. Memory is bounded by the input: every count is checked against the bytes that follow.
 *
 * @throws {DecodeError} with the offset, if the bytes are no graph
 */
export function readValue(bytes: Uint8Array, options: ReadOptions = {}): unknown {
  return new ValueReader(bytes, options).read();
}

interface Frame {
  readonly kind: "object" | "array" | "sparse" | "map" | "set" | "error" | "late";
  readonly target: object;
  remaining: number;
  /** Sparse arrays: entries with an index that are still to come. */
  indices: number;
  /** Maps: whether `key` holds the key of the next value. */
  hasKey: boolean;
  key: unknown;
  /** Values of something that is made when all are there. */
  readonly items: unknown[];
  readonly finish: ((items: unknown[]) => unknown) | undefined;
  /** Root entries: where the one that is being read starts. */
  start: number;
}

/** Stands in the table of objects for what is not made yet. */
const NOT_READY: unique symbol = Symbol("not ready");

class ValueReader {
  readonly #in: ByteReader;
  readonly #options: ReadOptions;
  readonly #objects: unknown[] = [];
  readonly #strings: string[] = [];
  readonly #frames: Frame[] = [];
  #tables: ReadBuffers = { buffers: [], views: [] };
  #nextView = 0;
  /** Buffers that the root's entry met first, in bytes. */
  #reachedBytes = 0;
  readonly #reached = new Set<number>();
  /** How many holes may take memory: as many as the input has bytes. */
  #sparseBudget: number;
  /** Bytes of memory that may still be taken. */
  #memory: number;

  constructor(bytes: Uint8Array, options: ReadOptions) {
    this.#in = new ByteReader(bytes, "captured values");
    this.#options = options;
    this.#sparseBudget = bytes.length;
    this.#memory = bytes.length * MEMORY_PER_BYTE + MEMORY_ALLOWANCE;
  }

  read(): unknown {
    const version = this.#in.byte();
    if (version !== GRAPH_VERSION) {
      this.#in.fail(`the format is version ${version}, this build reads ${GRAPH_VERSION}`, 0);
    }
    this.#tables = readBuffers(this.#in, (memory) => this.#charge(memory));
    let value = this.#value();
    while (true) {
      // `value` is complete unless it opened a frame; deliver it upwards until a frame wants more.
      if (value !== OPENED) {
        const frame = this.#frames.at(-1);
        if (!frame) break;
        this.#deliver(frame, value);
      }
      const frame = this.#frames.at(-1)!;
      if (frame.remaining === 0) {
        this.#frames.pop();
        value = frame.finish ? frame.finish(frame.items) : frame.target;
        continue;
      }
      frame.remaining--;
      if (this.#frames.length === 1) frame.start = this.#in.position;
      this.#readKey(frame);
      value = this.#value();
    }
    this.#readPadding();
    if (this.#nextView < this.#tables.views.length) this.#in.fail("views are announced that no value uses");
    return value;
  }

  #readPadding(): void {
    while (this.#in.remaining > 0) {
      if (this.#in.byte() !== 0) this.#in.fail("bytes follow the value", this.#in.position - 1);
    }
  }

  /** Counts memory before it is taken; see {@linkcode memoryOf}. */
  #charge(memory: number): void {
    this.#memory -= memory;
    if (this.#memory < 0) this.#in.fail(`it would take more than ${MEMORY_PER_BYTE} times its size in memory`);
  }

  #deliver(frame: Frame, value: unknown): void {
    switch (frame.kind) {
      case "object":
        this.#setProperty(frame.target, frame.key as string | symbol, value);
        break;
      case "error": {
        const key = frame.key as string | symbol;
        const enumerable = key !== "cause" && key !== "errors" && key !== "message";
        Object.defineProperty(frame.target, key, { value, enumerable, configurable: true, writable: true });
        break;
      }
      case "array":
        (frame.target as unknown[]).push(value);
        break;
      case "sparse":
        if (typeof frame.key === "number") (frame.target as unknown[])[frame.key] = value;
        else this.#setProperty(frame.target, frame.key as string | symbol, value);
        break;
      case "map":
        if (frame.hasKey) (frame.target as Map<unknown, unknown>).set(frame.key, value);
        else frame.key = value;
        frame.hasKey = !frame.hasKey;
        break;
      case "set":
        (frame.target as Set<unknown>).add(value);
        break;
      case "late":
        frame.items.push(value);
    }
    if (this.#frames.length === 1 && frame.kind === "object" && this.#options.onRootEntry) {
      this.#options.onRootEntry(String(frame.key), this.#in.position - frame.start + this.#reachedBytes);
      this.#reachedBytes = 0;
    }
  }

  /** Defines rather than assigns where a setter, `__proto__` above all, or a frozen prototype could interfere. */
  #setProperty(target: object, key: string | symbol, value: unknown): void {
    if (key in target) {
      Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
    } else (target as Record<string | symbol, unknown>)[key] = value;
  }

  #readKey(frame: Frame): void {
    if (frame.kind === "object" || frame.kind === "error") frame.key = this.#propertyKey();
    else if (frame.kind === "sparse") {
      if (frame.indices === 0) frame.key = this.#propertyKey();
      else {
        frame.indices--;
        const at = this.#in.position;
        const index = this.#in.varint();
        if (index >= (frame.target as unknown[]).length) {
          this.#in.fail(`index ${index} is beyond the array's length`, at);
        }
        frame.key = index;
      }
    }
  }

  #propertyKey(): string | symbol {
    const at = this.#in.position;
    const op = this.#in.byte();
    switch (op) {
      case Op.utf8:
      case Op.utf16:
      case Op.stringRef:
        return this.#string(op);
      case Op.symbol:
        return Symbol.for(this.#text());
      case Op.wellKnownSymbol:
        return this.#wellKnownSymbol();
    }
    this.#in.fail("a property key must be text or a symbol", at);
  }

  #text(): string {
    const at = this.#in.position;
    const op = this.#in.byte();
    if (op !== Op.utf8 && op !== Op.utf16 && op !== Op.stringRef) this.#in.fail("text must stand here", at);
    return this.#string(op);
  }

  #string(op: number): string {
    if (op === Op.stringRef) {
      const at = this.#in.position;
      const index = this.#in.varint();
      const found = this.#strings[index];
      if (found === undefined) this.#in.fail(`there is no text ${index} before`, at);
      return found;
    }
    const text = op === Op.utf8 ? this.#in.utf8() : this.#in.utf16();
    if (text !== "") this.#strings.push(text);
    return text;
  }

  /** The next value, or {@linkcode OPENED} if it is a container whose children follow. */
  #value(): unknown {
    const at = this.#in.position;
    const op = this.#in.byte();
    // Buffers and views were paid for with their tables.
    if (op > Op.ref && op !== Op.buffer && op !== Op.view) this.#charge(memoryOf(op));
    switch (op) {
      case Op.undefined:
        return undefined;
      case Op.null:
        return null;
      case Op.false:
        return false;
      case Op.true:
        return true;
      case Op.int: {
        const zigzag = this.#in.varint();
        return zigzag % 2 ? -(zigzag + 1) / 2 : zigzag / 2;
      }
      case Op.float64:
        return this.#in.float64();
      case Op.bigint:
        return this.#bigint();
      case Op.utf8:
      case Op.utf16:
      case Op.stringRef:
        return this.#string(op);
      case Op.symbol:
        return Symbol.for(this.#text());
      case Op.wellKnownSymbol:
        return this.#wellKnownSymbol();
      case Op.ref:
        return this.#ref();
      case Op.object:
        return this.#open("object", {}, this.#in.count(2));
      case Op.nullObject:
        return this.#open("object", Object.create(null) as object, this.#in.count(2));
      case Op.array:
        return this.#open("array", [], this.#in.count());
      case Op.sparseArray:
        return this.#sparseArray();
      case Op.map:
        return this.#open("map", new Map(), this.#entries(2) * 2);
      case Op.set:
        return this.#open("set", new Set(), this.#entries(1));
      case Op.date:
        return this.#keep(new Date(this.#in.float64()));
      case Op.regexp:
        return this.#regexp();
      case Op.url:
        return this.#url();
      case Op.urlSearchParams:
        return this.#keep(new URLSearchParams(this.#text()));
      case Op.error:
        return this.#error();
      case Op.boxed:
        return this.#boxed();
      case Op.buffer:
        return this.#buffer();
      case Op.view:
        return this.#view();
      case Op.function:
        return this.#function();
      case Op.reduced:
        return this.#reduced();
      case Op.builtIn:
        return this.#builtIn();
      case Op.liveFunction:
        if (this.#options.liveFunctions) {
          const found = this.#options.liveFunctions[this.#in.varint()];
          if (found) return this.#keep(found);
        }
        this.#in.fail("a live function cannot stand in bytes", at);
    }
    this.#in.fail(`0x${op.toString(16).padStart(2, "0")} starts no value`, at);
  }

  #entries(minBytes: number): number {
    const count = this.#in.count(minBytes);
    this.#charge(memoryOf(Op.undefined, count));
    return count;
  }

  #keep<T>(value: T): T {
    this.#objects.push(value);
    return value;
  }

  #open(kind: Frame["kind"], target: object, remaining: number, more: Partial<Frame> = {}): typeof OPENED {
    if (kind !== "late") this.#objects.push(target);
    this.#frames.push({
      kind,
      target,
      remaining,
      indices: 0,
      hasKey: false,
      key: undefined,
      items: [],
      finish: undefined,
      start: 0,
      ...more,
    });
    return OPENED;
  }

  #bigint(): bigint {
    const head = this.#in.varint();
    const magnitude = this.#in.slice(Math.floor(head / 2));
    let hex = "";
    for (let i = magnitude.length - 1; i >= 0; i--) hex += magnitude[i]!.toString(16).padStart(2, "0");
    const value = hex === "" ? 0n : BigInt(`0x${hex}`);
    return head % 2 ? -value : value;
  }

  #wellKnownSymbol(): symbol {
    const at = this.#in.position;
    const name = this.#text();
    const found = WELL_KNOWN_SYMBOLS.includes(name) ? (Symbol as unknown as Record<string, unknown>)[name] : undefined;
    if (typeof found !== "symbol") this.#in.fail(`Symbol.${name} does not exist here`, at);
    return found;
  }

  #ref(): unknown {
    const at = this.#in.position;
    const id = this.#in.varint();
    if (id >= this.#objects.length) this.#in.fail(`there is no object ${id} before`, at);
    const found = this.#objects[id];
    if (found === NOT_READY) this.#in.fail(`object ${id} is part of itself`, at);
    return found;
  }

  #sparseArray(): typeof OPENED {
    const at = this.#in.position;
    const length = this.#in.varint();
    if (length > 0xffffffff) this.#in.fail(`an array cannot have length ${length}`, at);
    const indices = this.#in.count(2);
    const names = this.#in.count(2);
    const target: unknown[] = [];
    // Engines reserve memory for a length of some millions, but not for one that is out of reach: an array that was
    // that long keeps its entries in a hash table. Lengths that the input's own size pays for are set directly.
    if (length <= this.#sparseBudget) this.#sparseBudget -= length;
    else target.length = 0xffffffff;
    target.length = length;
    return this.#open("sparse", target, indices + names, { indices });
  }

  #regexp(): RegExp {
    const at = this.#in.position;
    const source = this.#text();
    const flags = this.#text();
    const lastIndex = this.#in.varint();
    try {
      const value = new RegExp(source, flags);
      value.lastIndex = lastIndex;
      return this.#keep(value);
    } catch (error) {
      this.#in.fail(`the regular expression is not valid here (${(error as Error).message})`, at, error);
    }
  }

  #url(): URL {
    const at = this.#in.position;
    try {
      return this.#keep(new URL(this.#text()));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#in.fail("the URL is not valid", at, error);
    }
  }

  #error(): typeof OPENED {
    const at = this.#in.position;
    const name = ERROR_CLASSES[this.#in.byte()];
    if (name === undefined) this.#in.fail("there is no such error class", at);
    const flag = this.#in.byte();
    if (flag > 1) this.#in.fail("the mark of a message must be 0 or 1", at + 1);
    const message = flag ? this.#text() : undefined;
    const remaining = this.#in.count(2);
    if (name === "DOMException") {
      const finish = (items: unknown[]): DOMException => {
        const made = new DOMException(message ?? "", typeof items[0] === "string" ? items[0] : "Error");
        this.#objects[id] = made;
        return made;
      };
      if (remaining !== 1 || this.#propertyKey() !== "name") this.#in.fail("a DOMException has a name and no more", at);
      const id = this.#objects.push(NOT_READY) - 1;
      return this.#open("late", [], remaining, { finish });
    }
    const made = name === "AggregateError" ? new AggregateError([], message) : new ERROR_CONSTRUCTORS[name](message);
    return this.#open("error", made, remaining);
  }

  #boxed(): object {
    const at = this.#in.position;
    const value = this.#value();
    if (value === OPENED || value === null || value === undefined || typeof value === "object") {
      this.#in.fail("only a primitive can be boxed", at);
    }
    return this.#keep(Object(value) as object);
  }

  #buffer(): ArrayBuffer {
    const at = this.#in.position;
    const index = this.#in.varint();
    const found = this.#tables.buffers[index];
    if (!found) this.#in.fail(`there is no buffer ${index}`, at);
    this.#reach(index);
    return this.#keep(found);
  }

  #view(): ArrayBufferView {
    const index = this.#nextView++;
    const found = this.#tables.views[index];
    if (!found) this.#in.fail(`there is no view ${index}`, this.#in.position - 1);
    this.#reach(found.buffer);
    return this.#keep(found.view);
  }

  #reach(buffer: number): void {
    if (this.#reached.has(buffer)) return;
    this.#reached.add(buffer);
    this.#reachedBytes += this.#tables.buffers[buffer]!.byteLength;
  }

  #function(): typeof OPENED {
    const at = this.#in.position;
    if (this.#options.refusesFunctions) this.#in.fail("a function cannot stand here", at - 1);
    const flags = this.#in.byte();
    if (flags > 7 || (flags & (FunctionFlag.arrow | FunctionFlag.class)) === 6) {
      this.#in.fail("unknown kind of function", at);
    }
    const name = this.#text();
    const source = this.#text();
    const imports: { local: string; specifier: string; exported: string }[] = [];
    for (let i = this.#in.count(6); i > 0; i--) {
      imports.push({ local: this.#text(), specifier: this.#text(), exported: this.#text() });
    }
    const captureNames: string[] = [];
    for (let i = this.#in.count(2); i > 0; i--) captureNames.push(this.#text());
    const keys: (string | symbol)[] = [];
    for (let i = this.#in.count(2); i > 0; i--) keys.push(this.#propertyKey());
    const remaining = captureNames.length + keys.length;
    if (remaining > this.#in.remaining) this.#in.fail(`${remaining} values are announced`, at);
    const form = flags & FunctionFlag.class ? "class" : flags & FunctionFlag.arrow ? "arrow" : "function";
    const record: FunctionRecord = Object.freeze({ name, source, form, imports, captureNames });
    const functions = this.#options.functions ?? inertFunctions();
    const early = flags & FunctionFlag.early ? functions.makeEarly(record) : undefined;
    const id = this.#objects.push(early ? early.fn : NOT_READY) - 1;
    const finish = (items: unknown[]): AnyFunction => {
      const captures = items.slice(0, captureNames.length);
      early?.bind(captures);
      const fn = early?.fn ?? functions.make(record, captures);
      this.#objects[id] = fn;
      if (this.#options.functions && !this.#options.inspectsOnly) {
        keys.forEach((key, i) => {
          const value = items[captureNames.length + i];
          Object.defineProperty(fn, key, { value, enumerable: true, configurable: true, writable: true });
        });
      }
      return fn;
    };
    return this.#open("late", [], remaining, { finish });
  }

  #reduced(): typeof OPENED {
    const at = this.#in.position;
    const tag = this.#text();
    const { revivers = {}, toleratesUnknownTags, onTag } = this.#options;
    onTag?.(tag);
    const revive = Object.hasOwn(revivers, tag) ? revivers[tag] : undefined;
    if (!revive && !toleratesUnknownTags) {
      this.#in.fail(`nothing here can make a value of kind ${JSON.stringify(tag.slice(0, 80))}`, at);
    }
    const id = this.#objects.push(NOT_READY) - 1;
    const finish = ([reduced]: unknown[]): unknown =>
      this.#objects[id] = revive ? revive(reduced) : Object.freeze({ tag });
    return this.#open("late", [], 1, { finish });
  }

  #builtIn(): object {
    const at = this.#in.position;
    const path = this.#text();
    const found = builtInAt(path);
    if (!found) this.#in.fail(`this runtime has no built-in ${JSON.stringify(path.slice(0, 80))} for captures`, at);
    return this.#keep(found);
  }
}

const OPENED: unique symbol = Symbol("opened");

const ERROR_CONSTRUCTORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
