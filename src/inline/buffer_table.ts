import type { ByteReader } from "./byte_reader.ts";
import { ByteWriter } from "./byte_writer.ts";
import { MEMORY_ALLOWANCE, MEMORY_PER_BYTE, memoryOf, Op, VIEW_KINDS } from "./value_format.ts";

/** Offsets inside a buffer stay aligned for every kind of view. */
const ALIGNMENT = 8;

interface BufferRange {
  readonly buffer: ArrayBuffer;
  /** Bytes that some view or the capture of the buffer itself reaches: from `start` up to, not including, `end`. */
  start: number;
  end: number;
  /** Which part of the graph met it first. */
  readonly owner: number;
}

interface ViewEntry {
  readonly kind: number;
  readonly buffer: number;
  readonly byteOffset: number;
  readonly length: number;
}

/**
 * The buffers and views of one graph. Only the range that captures reach travels: a Node.js Buffer of 10 bytes is a view
 * of a pool that holds other people's data.
 */
export class BufferTable {
  readonly #buffers: BufferRange[] = [];
  readonly #indexOf = new Map<ArrayBuffer, number>();
  readonly #views: ViewEntry[] = [];

  addBuffer(buffer: ArrayBuffer, owner: number): number {
    return this.#reach(buffer, 0, buffer.byteLength, owner);
  }

  addView(view: ArrayBufferView<ArrayBuffer>, kind: number, owner: number): void {
    const { buffer, byteOffset, byteLength } = view;
    const index = this.#reach(buffer, byteOffset, byteOffset + byteLength, owner);
    const length = view instanceof DataView ? byteLength : (view as unknown as { length: number }).length;
    this.#views.push({ kind, buffer: index, byteOffset, length });
  }

  /** Bytes of the buffers that each owner met first. */
  sizesByOwner(): Map<number, number> {
    const sizes = new Map<number, number>();
    for (const range of this.#buffers) {
      sizes.set(range.owner, (sizes.get(range.owner) ?? 0) + range.end - firstByte(range));
    }
    return sizes;
  }

  /**
   * Writes both tables in front of the graph and returns everything as one fresh array.
   *
   * @param memory what the reader will need for the graph: decides about padding
   */
  assemble(version: number, graph: Uint8Array, memory: number): Uint8Array {
    const head = new ByteWriter();
    head.byte(version);
    head.varint(this.#buffers.length);
    for (const range of this.#buffers) head.varint(range.end - firstByte(range));
    head.varint(this.#views.length);
    for (const { kind, buffer, byteOffset, length } of this.#views) {
      head.byte(kind);
      head.varint(buffer);
      head.varint(byteOffset - firstByte(this.#buffers[buffer]!));
      head.varint(length);
    }
    let total = head.length + graph.length;
    for (const range of this.#buffers) total += range.end - firstByte(range);
    const needed = Math.ceil((memory + this.#memory() - MEMORY_ALLOWANCE) / MEMORY_PER_BYTE);
    const out = new Uint8Array(Math.max(total, needed));
    out.set(head.written(), 0);
    let at = head.length;
    for (const range of this.#buffers) {
      // Bytes before the range, there only for alignment, stay zero.
      const first = firstByte(range);
      out.set(new Uint8Array(range.buffer, range.start, range.end - range.start), at + range.start - first);
      at += range.end - first;
    }
    out.set(graph, at);
    return out;
  }

  #memory(): number {
    return this.#buffers.length * memoryOf(Op.buffer) + this.#views.length * memoryOf(Op.view);
  }

  #reach(buffer: ArrayBuffer, start: number, end: number, owner: number): number {
    const known = this.#indexOf.get(buffer);
    if (known !== undefined) {
      const range = this.#buffers[known]!;
      range.start = Math.min(range.start, start);
      range.end = Math.max(range.end, end);
      return known;
    }
    const index = this.#buffers.length;
    this.#buffers.push({ buffer, start, end, owner });
    this.#indexOf.set(buffer, index);
    return index;
  }
}

function firstByte(range: BufferRange): number {
  return range.start - range.start % ALIGNMENT;
}

/** The number of a view's kind, if it is exactly of that class and not of a subclass. */
export function viewKind(view: ArrayBufferView): number | undefined {
  return viewPrototypes().get(Object.getPrototypeOf(view) as object);
}

let prototypes: Map<object, number> | undefined;

function viewPrototypes(): Map<object, number> {
  if (prototypes) return prototypes;
  prototypes = new Map();
  const globals = globalThis as unknown as Record<string, { readonly prototype: object } | undefined>;
  VIEW_KINDS.forEach((name, kind) => {
    // Float16Array is newer than some runtimes.
    const found = globals[name]?.prototype;
    if (found) prototypes!.set(found, kind);
  });
  return prototypes;
}

/** The buffers and views of a graph, made from its two tables. */
export interface ReadBuffers {
  readonly buffers: readonly ArrayBuffer[];
  readonly views: readonly { readonly view: ArrayBufferView; readonly buffer: number }[];
}

/**
 * Reads both tables and the buffers' bytes.
 *
 * @param charge told what the objects need before they are made
 */
export function readBuffers(input: ByteReader, charge: (memory: number) => void): ReadBuffers {
  const numBuffers = input.count();
  charge(numBuffers * memoryOf(Op.buffer));
  const lengths: number[] = [];
  for (let i = 0; i < numBuffers; i++) lengths.push(input.varint());
  const numViews = input.count(4);
  charge(numViews * memoryOf(Op.view));
  const entries: (ViewEntry & { readonly at: number })[] = [];
  for (let i = 0; i < numViews; i++) {
    const at = input.position;
    const kind = input.byte();
    entries.push({ at, kind, buffer: input.varint(), byteOffset: input.varint(), length: input.varint() });
  }
  const buffers = lengths.map((length) => {
    if (length > input.remaining) {
      input.fail(`a buffer of ${length} bytes is announced, but only ${input.remaining} follow`);
    }
    const buffer = new ArrayBuffer(length);
    new Uint8Array(buffer).set(input.slice(length));
    return buffer;
  });
  const views = entries.map((entry) => {
    const found = buffers[entry.buffer];
    if (!found) input.fail(`there is no buffer ${entry.buffer}`, entry.at);
    return { view: makeView(input, entry, found), buffer: entry.buffer };
  });
  return { buffers, views };
}

type ViewClass = new (buffer: ArrayBuffer, byteOffset: number, length: number) => ArrayBufferView;

function makeView(input: ByteReader, entry: ViewEntry & { readonly at: number }, buffer: ArrayBuffer): ArrayBufferView {
  const { kind, byteOffset, length, at } = entry;
  const name = VIEW_KINDS[kind];
  if (name === undefined) input.fail(`there is no view of kind ${kind}`, at);
  const View = (globalThis as unknown as Record<string, ViewClass | undefined>)[name];
  if (!View) input.fail(`it holds a ${name}, which this runtime lacks`, at);
  try {
    return new View(buffer, byteOffset, length);
  } catch (error) {
    input.fail(`the view does not fit its buffer (${(error as Error).message})`, at, error);
  }
}
