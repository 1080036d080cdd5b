import {
  type ArrowType,
  type Column,
  emptyColumn,
  itemField,
  listColumn,
  newBitmap,
  newInt32,
  nullColumn,
  retypeColumn,
  setBit,
  typesEqual,
} from "../../arrow/mod.ts";
import { interleave, take } from "../../compute/select/mod.ts";
import { ResourcesExhaustedError } from "../../errors.ts";

/** Items that one call may give in all rows: index buffers of half a gibibyte. */
export const MAX_ITEMS: number = 1 << 26;

/** Lists put together from rows of other columns: only row numbers are kept until {@linkcode finish} gathers the values. */
export class ListAssembler {
  readonly #name: string;
  readonly #type: ArrowType;
  readonly #sources: readonly Column[];
  readonly #offsets: Int32Array;
  readonly #validity: Uint8Array;
  #which: Int32Array = newInt32(0);
  #rows: Int32Array = newInt32(0);
  #used = 0;
  #row = 0;

  /** Lists of `type`; picked rows are rows of `sources`, whose types are that of the items, or Null. */
  constructor(name: string, type: ArrowType, sources: readonly Column[], numRows: number) {
    const { type: item } = itemField(type);
    this.#name = name;
    this.#type = type;
    this.#sources = sources.map((source) =>
      source.type.id === "Null" && item.id !== "Null" ? nullColumn(item, source.length) : source
    );
    this.#offsets = newInt32(numRows + 1);
    this.#validity = newBitmap(numRows);
    if (sources.length > 1) this.#which = newInt32(numRows);
    this.#rows = newInt32(numRows);
  }

  /** Items of the current list so far. */
  get length(): number {
    return this.#used - this.#offsets[this.#row]!;
  }

  pick(source: number, row: number): void {
    this.#reserve(1);
    if (this.#sources.length > 1) this.#which[this.#used] = source;
    this.#rows[this.#used++] = row;
  }

  pickRange(source: number, start: number, end: number): void {
    if (end <= start) return;
    this.#reserve(end - start);
    if (this.#sources.length > 1) this.#which.fill(source, this.#used, this.#used + end - start);
    for (let row = start; row < end; row++) this.#rows[this.#used++] = row;
  }

  /** `times` copies of one row; a row of -1 is null. */
  pickTimes(source: number, row: number, times: number): void {
    this.#reserve(times);
    if (this.#sources.length > 1) this.#which.fill(row < 0 ? -1 : source, this.#used, this.#used + times);
    this.#rows.fill(row, this.#used, this.#used + times);
    this.#used += times;
  }

  /** Ends the list of the current row. */
  close(): void {
    setBit(this.#validity, this.#row);
    this.#offsets[++this.#row] = this.#used;
  }

  /** Makes the current row null. */
  closeNull(): void {
    this.#offsets[++this.#row] = this.#used;
  }

  finish(): Column {
    const { type: item } = itemField(this.#type);
    const rows = this.#rows.subarray(0, this.#used);
    let items: Column;
    if (this.#used === 0 || this.#sources.length === 0) items = emptyColumn(item);
    else if (this.#sources.length === 1) items = take(this.#sources[0]!, rows);
    else items = interleave(this.#sources, this.#which.subarray(0, this.#used), rows);
    if (!typesEqual(items.type, item)) items = retypeColumn(items, item);
    return listColumn(this.#offsets, items, this.#validity, undefined, this.#type);
  }

  #reserve(more: number): void {
    const needed = this.#used + more;
    if (needed <= this.#rows.length) return;
    if (needed > MAX_ITEMS) throw tooManyItems(this.#name, this.#row, needed);
    this.#rows = grown(this.#rows, needed);
    if (this.#sources.length > 1) this.#which = grown(this.#which, needed);
  }
}

/** The error for a call whose result would not fit: asked for before the memory is. */
export function tooManyItems(name: string, row: number, items: number | bigint): ResourcesExhaustedError {
  return new ResourcesExhaustedError({
    message: `Cannot call "${name}": at row ${row} the lists would have ${items} items, must be at most ${MAX_ITEMS}`,
    remedy: "ask for shorter lists, or for fewer rows in a batch",
  });
}

function grown(array: Int32Array, needed: number): Int32Array {
  const out = newInt32(Math.max(needed, array.length * 2, 32));
  out.set(array);
  return out;
}
