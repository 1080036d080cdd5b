import { InlineSizeError } from "../errors.ts";
import { type CaptureSize, captureSizes } from "./capture_sizes.ts";
import type { InlineFunction } from "./inline_function.ts";

/** From this size on, a function's payload is reported on the console, once per name. */
export const INLINE_WARN_BYTES: number = 1024 * 1024;
/** The largest payload that is made or read, unless a context says otherwise. */
export const INLINE_MAX_BYTES: number = 64 * 1024 * 1024;

const warned = new Set<string>();

/**
 * Warns about a large function, once per name.
 *
 * @param sizeBytes the whole frame's or payload's size
 * @throws {InlineSizeError} if it is larger than the limit; names the capture that weighs most
 */
export function checkInlineSize(fn: InlineFunction, sizeBytes: number, limitBytes: number = INLINE_MAX_BYTES): void {
  if (sizeBytes < INLINE_WARN_BYTES && sizeBytes <= limitBytes) return;
  const { name } = fn;
  if (sizeBytes <= limitBytes && warned.has(name)) return;
  const heaviest = heaviestCapture(fn);
  const share = heaviest ? `; the capture "${heaviest.name}" takes ${heaviest.sizeBytes} of them` : "";
  const remedy = "check that captures hold only what the function needs; pass large tables as data, load them in the " +
    "pool's initializer, or refer to the function by module or name";
  if (sizeBytes > limitBytes) {
    throw new InlineSizeError({
      message: `Cannot ship function "${name}": it is ${sizeBytes} bytes, must be at most ${limitBytes}${share}`,
      udf: name,
      sizeBytes,
      limitBytes,
      heaviest: heaviest?.name,
      remedy,
    });
  }
  warned.add(name);
  console.warn(`fusewire: function "${name}" travels as ${sizeBytes} bytes${share}. To make it smaller, ${remedy}.`);
}

function heaviestCapture(fn: InlineFunction): CaptureSize | undefined {
  return captureSizes(fn).reduce<CaptureSize | undefined>(
    (heaviest, each) => heaviest && heaviest.sizeBytes >= each.sizeBytes ? heaviest : each,
    undefined,
  );
}
