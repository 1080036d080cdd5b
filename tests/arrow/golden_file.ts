/** Data that tests/golden/arrow/make_arrow_goldens.py wrote. */
import { readFileSync } from "node:fs";

export function goldenJson<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`../golden/arrow/${name}`, import.meta.url), "utf8"));
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}
