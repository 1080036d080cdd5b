import type { InlineFunction } from "./inline_function.ts";
import { readValue } from "./value_reader.ts";

/** Bytes of one captured value, with those of the buffers that it reached first. */
export interface CaptureSize {
  readonly name: string;
  readonly sizeBytes: number;
}

/** Bytes of each captured value, in the order of their names. */
export function captureSizes(fn: InlineFunction): CaptureSize[] {
  const sizes: CaptureSize[] = [];
  if (fn.captures.length > 0) {
    readValue(fn.captures, {
      toleratesUnknownTags: true,
      onRootEntry: (name, sizeBytes) => sizes.push({ name, sizeBytes }),
    });
  }
  return sizes;
}

/** Tags of the values that higher rooms revive, sorted. */
export function capturedTags(fn: InlineFunction): string[] {
  const tags = new Set<string>();
  if (fn.captures.length > 0) {
    readValue(fn.captures, { toleratesUnknownTags: true, onTag: (tag) => tags.add(tag) });
  }
  return [...tags].sort();
}
