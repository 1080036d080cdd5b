import {
  type ArrowType,
  booleanColumn,
  type Column,
  fixedBytesColumn,
  int32Words,
  layoutOf,
  newBitmap,
  newBytes,
  newInt32,
  newValues,
  primitiveColumn,
  primitiveKind,
  strideOf,
  wideColumn,
} from "../../arrow/mod.ts";

/**
 * Fixed-width values as 32-bit words, row after row, such that two values are equal in the sense of GROUP BY exactly if their words
 * are: every NaN is one value, and so is zero whatever its sign. What is under nulls is undefined.
 */
export interface EqualityWords {
  readonly stride: number;
  readonly words: Int32Array;
}

/** Words a value of this type takes; 0 for types of variable width and for nested ones. */
export function equalityStride(type: ArrowType): number {
  switch (layoutOf(type)) {
    case "boolean":
      return 1;
    case "primitive":
      return primitiveKind(type).endsWith("64") ? 2 : 1;
    case "wide":
      return strideOf(type);
    case "fixedBytes": {
      const width = type.id === "FixedSizeBinary" ? type.byteWidth : 0;
      return width > 0 && width <= 32 ? Math.ceil(width / 4) : 0;
    }
    default:
      return 0;
  }
}

/** The words of a column whose type has a stride; views of its memory where nothing has to change. */
export function equalityWords(column: Column): EqualityWords {
  const n = column.length;
  switch (column.layout) {
    case "boolean": {
      const words = new Int32Array(n);
      const { values } = column;
      for (let i = 0; i < n; i++) words[i] = (values[i >>> 3]! >>> (i & 7)) & 1;
      return { stride: 1, words };
    }
    case "primitive": {
      const { values } = column;
      if (values instanceof Int32Array) return { stride: 1, words: values };
      if (values instanceof Uint32Array) {
        return { stride: 1, words: new Int32Array(values.buffer, values.byteOffset, n) };
      }
      if (values instanceof Float32Array) return { stride: 1, words: normalFloat32(values) };
      if (values instanceof Float64Array) return { stride: 2, words: normalFloat64(values) };
      if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
        return { stride: 2, words: int32Words(values) };
      }
      if (column.type.id === "Float16") return { stride: 1, words: normalFloat16(values as Uint16Array) };
      return { stride: 1, words: Int32Array.from(values) };
    }
    case "wide":
      return { stride: column.stride, words: column.values };
    case "fixedBytes": {
      const { width, data } = column;
      const stride = Math.ceil(width / 4);
      const words = new Int32Array(n * stride);
      const bytes = new Uint8Array(words.buffer);
      for (let i = 0; i < n; i++) {
        for (let k = 0; k < width; k++) bytes[i * stride * 4 + k] = data[i * width + k]!;
      }
      return { stride, words };
    }
    default:
      throw new TypeError(`a ${column.layout} column has no fixed words`);
  }
}

function normalFloat64(values: Float64Array): Int32Array {
  const n = values.length | 0;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = values[i]! + 0; // -0 + 0 is 0
  const words = int32Words(out);
  for (let i = 0; i < n; i++) {
    if (out[i] !== out[i]) {
      words[2 * i] = 0;
      words[2 * i + 1] = 0x7ff80000;
    }
  }
  return words;
}

function normalFloat32(values: Float32Array): Int32Array {
  const n = values.length | 0;
  const out = new Float32Array(n);
  for (let i = 0; i < n; i++) out[i] = values[i]! + 0;
  const words = new Int32Array(out.buffer);
  for (let i = 0; i < n; i++) if (out[i] !== out[i]) words[i] = 0x7fc00000;
  return words;
}

function normalFloat16(bits: Uint16Array): Int32Array {
  const n = bits.length | 0;
  const words = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const b = bits[i]!;
    words[i] = (b & 0x7fff) > 0x7c00 ? 0x7e00 : b === 0x8000 ? 0 : b;
  }
  return words;
}

/** The inverse: `n` values whose words start at `offset` in rows of `rowWords` words. */
export function columnFromWords(
  type: ArrowType,
  words: Int32Array,
  rowWords: number,
  offset: number,
  n: number,
  validity: Uint8Array | null,
): Column {
  const stride = equalityStride(type);
  switch (layoutOf(type)) {
    case "boolean": {
      const values = newBitmap(n);
      for (let i = 0; i < n; i++) if (words[i * rowWords + offset] === 1) values[i >>> 3]! |= 1 << (i & 7);
      return booleanColumn(values, n, validity, undefined, type);
    }
    case "primitive": {
      const values = newValues(type, n);
      if (values.BYTES_PER_ELEMENT === 8 || values.BYTES_PER_ELEMENT === 4) {
        const out = new Int32Array(values.buffer, values.byteOffset, n * stride);
        copyWords(words, rowWords, offset, out, stride, n);
      } else {
        for (let i = 0; i < n; i++) values[i] = words[i * rowWords + offset]!;
      }
      return primitiveColumn(type, values, validity);
    }
    case "wide": {
      const values = newInt32(n * stride);
      copyWords(words, rowWords, offset, values, stride, n);
      return wideColumn(type, values, validity);
    }
    default: {
      const width = type.id === "FixedSizeBinary" ? type.byteWidth : 0;
      const data = newBytes(n * width);
      const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
      for (let i = 0; i < n; i++) {
        const from = 4 * (i * rowWords + offset);
        for (let k = 0; k < width; k++) data[i * width + k] = bytes[from + k]!;
      }
      return fixedBytesColumn(type, data, validity, undefined, n);
    }
  }
}

function copyWords(
  words: Int32Array,
  rowWords: number,
  offset: number,
  out: Int32Array,
  stride: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < stride; k++) out[i * stride + k] = words[i * rowWords + offset + k]!;
  }
}
