/**
 * Loops that call a user's function once per row, generated as source text.
 *
 * Every UDF gets a loop with text of its own: engines attach type feedback to source text, and a loop shared by many functions turns
 * megamorphic, ten times slower. Where a page forbids generated code, {@linkcode plainLoop} does the same with closures.
 */

/** How the loop gets an argument: straight from a typed array, from bits, from 64-bit words, a constant, or by a call. */
export type ArgAccess = "element" | "bit" | "int64" | "uint64" | "constant" | "reader";
/** How the loop stores a result. */
export type ResultStore =
  | "float"
  | "int8"
  | "int16"
  | "int32"
  | "uint8"
  | "uint16"
  | "uint32"
  | "int64"
  | "bit"
  | "writer";

/** What decides the text of a loop. */
export interface LoopShape {
  readonly args: readonly { readonly access: ArgAccess; readonly checksNull: boolean }[];
  readonly result: ResultStore;
  /** Whether rows are skipped where `validity` has no bit. */
  readonly skipsNulls: boolean;
}

/** Everything a loop touches. */
export interface LoopIo {
  readonly fn: (...args: unknown[]) => unknown;
  /** Per argument: typed array, bitmap, Int32 words, the constant, or the reader. */
  readonly inputs: readonly unknown[];
  /** Per argument: its validity bitmap, or null. */
  readonly validities: readonly (Uint8Array | null)[];
  /** All arguments' validity together. */
  readonly validity: Uint8Array | null;
  /** Typed array, Int32 words, bitmap, or the writer. */
  readonly output: unknown;
  /** Takes results that are not plain values of the type: stores null, or throws. */
  readonly odd: (row: number, value: unknown) => void;
  /** The exact 64-bit value of a row; throws where policy forbids it. */
  readonly wide: readonly ((row: number) => unknown)[];
}

/** Runs rows `[0, n)`; on a throw `failed.row` says where. */
export type RowLoop = (io: LoopIo, n: number, failed: { row: number }) => void;

const RANGES = {
  int8: [-128, 127],
  int16: [-32768, 32767],
  uint8: [0, 255],
  uint16: [0, 65535],
} as const;

/** The loop for a shape, with `name` in its text; undefined where generated code is forbidden. */
export function generatedLoop(shape: LoopShape, name: string): RowLoop | undefined {
  try {
    return new Function(loopSource(shape, name))() as RowLoop;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

/** The text of the loop; a function body that returns the loop. */
export function loopSource({ args, result, skipsNulls }: LoopShape, name: string): string {
  const setup = args.map((_, k) =>
    `const a${k} = io.inputs[${k}], v${k} = io.validities[${k}], w${k} = io.wide[${k}];`
  );
  const values = args.map(({ access, checksNull }, k) => {
    const read = READS[access](k);
    return checksNull ? `(v${k} === null || (v${k}[i >> 3] >> (i & 7) & 1) === 1 ? ${read} : null)` : read;
  });
  const skip = skipsNulls ? "if ((valid[i >> 3] >> (i & 7) & 1) === 0) { SKIP continue; }" : "";
  return `"use strict";
// ${name.replace(/[^\w.$-]/g, "_")} #${++loops}
return function rows(io, n, failed) {
  n = n | 0;
  const fn = io.fn, out = io.output, odd = io.odd, valid = io.validity;
  ${setup.join("\n  ")}
  let i = 0;
  try {
    for (; i < n; i++) {
      ${skip.replace("SKIP", result === "writer" ? "out(i, null);" : "")}
      const r = fn(${values.join(", ")});
      ${STORES[result]}
    }
  } catch (error) {
    failed.row = i;
    throw error;
  }
};`;
}

let loops = 0;

const READS: { readonly [K in ArgAccess]: (k: number) => string } = {
  element: (k) => `a${k}[i]`,
  bit: (k) => `((a${k}[i >> 3] >> (i & 7) & 1) === 1)`,
  // The high word tells whether a number holds the value exactly.
  int64: (k) =>
    `(a${k}[2 * i + 1] >= -2097152 && a${k}[2 * i + 1] <= 2097151 ? a${k}[2 * i + 1] * 4294967296 + (a${k}[2 * i] >>> 0) : w${k}(i))`,
  uint64: (k) =>
    `((a${k}[2 * i + 1] >>> 0) <= 2097151 ? a${k}[2 * i + 1] * 4294967296 + (a${k}[2 * i] >>> 0) : w${k}(i))`,
  constant: (k) => `a${k}`,
  reader: (k) => `a${k}(i)`,
};

const STORES: { readonly [K in ResultStore]: string } = {
  float: "if (typeof r === 'number') out[i] = r; else odd(i, r);",
  int8: small("int8"),
  int16: small("int16"),
  int32: "if (r === (r | 0)) out[i] = r; else odd(i, r);",
  uint8: small("uint8"),
  uint16: small("uint16"),
  uint32: "if (r === (r >>> 0)) out[i] = r; else odd(i, r);",
  int64:
    "if (Number.isSafeInteger(r)) { out[2 * i] = r; out[2 * i + 1] = Math.floor(r / 4294967296); } else odd(i, r);",
  bit: "if (r === true) out[i >> 3] |= 1 << (i & 7); else if (r !== false) odd(i, r);",
  writer: "out(i, r);",
};

function small(kind: keyof typeof RANGES): string {
  const [low, high] = RANGES[kind];
  return `if (r === (r | 0) && r >= ${low} && r <= ${high}) out[i] = r; else odd(i, r);`;
}

/** The same loop without generated code. */
export function plainLoop({ args, result, skipsNulls }: LoopShape): RowLoop {
  return (io, n, failed) => {
    const reads = args.map(({ access, checksNull }, k) => {
      const read = plainRead(access, io, k);
      const bits = io.validities[k];
      return checksNull && bits ? (i: number) => (bits[i >> 3]! >> (i & 7) & 1) === 1 ? read(i) : null : read;
    });
    const store = plainStore(result, io);
    let i = 0;
    try {
      for (; i < n; i++) {
        if (skipsNulls && (io.validity![i >> 3]! >> (i & 7) & 1) === 0) {
          if (result === "writer") store(i, null);
          continue;
        }
        store(i, io.fn(...reads.map((read) => read(i))));
      }
    } catch (error) {
      failed.row = i;
      throw error;
    }
  };
}

function plainRead(access: ArgAccess, io: LoopIo, k: number): (i: number) => unknown {
  const input = io.inputs[k];
  const wide = io.wide[k]!;
  switch (access) {
    case "constant":
      return () => input;
    case "reader":
      return input as (i: number) => unknown;
    case "element":
      return (i) => (input as Float64Array)[i];
    case "bit":
      return (i) => ((input as Uint8Array)[i >> 3]! >> (i & 7) & 1) === 1;
    case "int64":
    case "uint64":
      return wide;
  }
}

function plainStore(result: ResultStore, io: LoopIo): (i: number, value: unknown) => void {
  if (result === "writer") return io.output as (i: number, value: unknown) => void;
  const out = io.output as Float64Array;
  const fits = PLAIN_CHECKS[result];
  if (result === "bit") {
    return (i, r) => r === true ? out[i >> 3]! |= 1 << (i & 7) : r === false ? undefined : io.odd(i, r);
  }
  if (result === "int64") {
    return (i, r) => {
      if (!Number.isSafeInteger(r)) return io.odd(i, r);
      out[2 * i] = r as number;
      out[2 * i + 1] = Math.floor(r as number / 4294967296);
    };
  }
  return (i, r) => fits(r) ? void (out[i] = r as number) : io.odd(i, r);
}

const PLAIN_CHECKS: { readonly [K in ResultStore]: (value: unknown) => boolean } = {
  float: (r) => typeof r === "number",
  int8: between(-128, 127),
  int16: between(-32768, 32767),
  int32: between(-(2 ** 31), 2 ** 31 - 1),
  uint8: between(0, 255),
  uint16: between(0, 65535),
  uint32: between(0, 2 ** 32 - 1),
  int64: Number.isSafeInteger,
  bit: (r) => typeof r === "boolean",
  writer: () => true,
};

function between(low: number, high: number): (value: unknown) => boolean {
  return (r) => Number.isInteger(r) && (r as number) >= low && (r as number) <= high;
}
