import { readdirSync, readFileSync } from "node:fs";

/** One line of `tests/golden/expr/*.jsonl`, as far as bytes and texts go; the README there says what the keys mean. */
export interface GoldenExpr {
  readonly id: string;
  readonly group: string;
  readonly python: string;
  readonly bytes: string;
  readonly reencoded?: string;
  readonly display: string;
  readonly canonical_name: string;
  readonly schema_name?: string;
  readonly decoded_display?: string;
  readonly decoded_canonical_name?: string;
  readonly decoded_schema_name?: string;
  readonly variant: string;
  readonly from_bytes_error?: string;
}

/** One line of `tests/golden/foreign/malformed.jsonl`. */
export interface MalformedExpr {
  readonly id: string;
  readonly title: string;
  readonly bytes: string;
  readonly accepted: boolean;
  readonly display?: string;
  readonly reencoded?: string;
  readonly error?: string;
}

/** One line of `tests/golden/foreign/python_udf.jsonl`. */
export interface PythonUdfExpr {
  readonly id: string;
  readonly title: string;
  readonly carries: "inline" | "name";
  readonly functions: readonly string[];
  readonly bytes: string;
  readonly display: string;
  readonly variant: string;
}

const GOLDEN = new URL("../golden/", import.meta.url);

function lines<T>(path: string): readonly T[] {
  const text = readFileSync(new URL(path, GOLDEN), "utf8");
  return text.trimEnd().split("\n").map((line) => JSON.parse(line) as T);
}

/** The names of the groups that are there. */
export function goldenGroups(): readonly string[] {
  const names = readdirSync(new URL("expr/", GOLDEN)).filter((name) => name.endsWith(".jsonl"));
  return names.map((name) => name.slice(0, -".jsonl".length)).sort();
}

/** The cases of a group that have bytes. */
export function goldenExprs(group: string): readonly GoldenExpr[] {
  return lines<GoldenExpr>(`expr/${group}.jsonl`).filter(({ bytes }) => bytes !== undefined);
}

/** Bytes that are wrong, or odd and right. */
export function malformedExprs(): readonly MalformedExpr[] {
  return lines("foreign/malformed.jsonl");
}

/** Expressions with Python functions. */
export function pythonUdfExprs(): readonly PythonUdfExpr[] {
  return lines("foreign/python_udf.jsonl");
}

/** Bytes from hex. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Hex from bytes. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
